//! Characters that cannot be seen, and where they belong.
//!
//! Joiners belong to Arabic script, the scripts of India and emoji; the zero-width space to scripts without spaces;
//! direction controls to text with right-to-left letters; variation selectors to emoji and ideographs.

use super::Fault;
use crate::text::Script;

/// What stands around a character.
pub(super) struct Place<'a> {
    /// The block up to it.
    pub(super) before: &'a str,
    /// The block after it.
    pub(super) after: &'a str,
}

/// The fault that a character may be, wherever it stands.
pub(super) fn class(c: char) -> Option<Fault> {
    match c {
        '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' => {
            Some(Fault::Control)
        }
        '\u{AD}' => Some(Fault::SoftHyphen),
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E007F}' => Some(Fault::Invisible),
        '\u{FFFD}' => Some(Fault::Replacement),
        // Without U+F8FF: the logo that Apple keyboards type is no accident.
        '\u{E000}'..='\u{F8FE}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' => Some(Fault::PrivateUse),
        _ => None,
    }
}

/// Whether the character does something where it stands.
pub(super) fn belongs(c: char, place: &Place<'_>) -> bool {
    let before = place.before.chars().rev().find(|c| class(*c).is_none() && !is_mark(*c));
    let after = place.after.chars().find(|c| class(*c).is_none() && !is_mark(*c));
    let neighbours = || [before, after].into_iter().flatten();
    match c {
        '\u{200C}' | '\u{200D}' => neighbours().any(|c| joins(Script::of(c)) || is_pictograph(c)),
        '\u{200B}' => neighbours()
            .any(|c| Script::of(c).is_unspaced() || matches!(Script::of(c), Script::Other | Script::Devanagari)),
        '\u{200E}' | '\u{200F}' | '\u{61C}' => is_right_to_left(place),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => is_right_to_left(place) && is_balanced(c, place),
        '\u{2060}' => {
            let letters = before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic);
            !letters && neighbours().count() == 2 && neighbours().all(|c| !c.is_whitespace())
        }
        '\u{FE00}'..='\u{FE0F}' => before.is_some_and(|c| !c.is_whitespace() && !is_plain_letter(c)),
        // A flag of a region: a black flag, letters, the end mark.
        '\u{E0000}'..='\u{E007F}' => {
            before == Some('\u{1F3F4}') && (c == '\u{E007F}' || place.after.contains('\u{E007F}'))
        }
        '\u{180E}' => neighbours().any(|c| Script::of(c) == Script::Other),
        // Quoted or bracketed, the character itself is what is meant.
        '\u{FFFD}' => {
            place.before.ends_with(['“', '"', '«', '(', '„', '‘', '\''])
                && place.after.starts_with(['”', '"', '»', ')', '“', '’', '\''])
        }
        _ => false,
    }
}

/// What is written instead of a control character.
pub(super) fn instead(c: char) -> String {
    match c {
        '\u{80}'..='\u{9F}' => {
            let meant = crate::analysis::entity::windows(c as u8);
            if meant.is_control() { String::new() } else { meant.to_string() }
        }
        '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' => " ".to_owned(),
        _ => String::new(),
    }
}

fn joins(script: Script) -> bool {
    matches!(script, Script::Arabic | Script::Devanagari | Script::Other | Script::OtherUnspaced)
}

fn is_plain_letter(c: char) -> bool {
    matches!(
        Script::of(c),
        Script::Latin
            | Script::Cyrillic
            | Script::Greek
            | Script::Armenian
            | Script::Georgian
            | Script::Hebrew
            | Script::Arabic
    )
}

fn is_pictograph(c: char) -> bool {
    matches!(c as u32, 0x1F000..=0x1FAFF | 0x2190..=0x2BFF | 0x3030 | 0x303D)
}

/// Combining marks of the scripts met here, over which a look at the neighbour goes.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x591..=0x5C7 | 0x64B..=0x65F)
}

fn is_right_to_left(place: &Place<'_>) -> bool {
    let letter =
        |c: char| matches!(Script::of(c), Script::Hebrew | Script::Arabic) || matches!(c as u32, 0x700..=0x8FF);
    place.before.chars().rev().any(letter) || place.after.chars().any(letter)
}

/// Whether an embedding has its end, or an end its embedding, in the block.
fn is_balanced(c: char, place: &Place<'_>) -> bool {
    let isolate = matches!(c, '\u{2066}'..='\u{2069}');
    let (opens, close): (fn(char) -> bool, char) = if isolate {
        (|c| matches!(c, '\u{2066}'..='\u{2068}'), '\u{2069}')
    } else {
        (|c| matches!(c, '\u{202A}'..='\u{202E}') && c != '\u{202C}', '\u{202C}')
    };
    let text = place.before.chars().chain([c]).chain(place.after.chars());
    let (opened, closed) =
        text.fold((0, 0), |(opened, closed), c| (opened + u32::from(opens(c)), closed + u32::from(c == close)));
    opened == closed
}
