//! Titles of fixes: what a fix does, in a few words.

use crate::analysis::quotation::glyph;
use crate::article::Side;
use crate::detect::Edit;
use crate::span::Span;
use crate::text::Script;

/// What a fix does, in a few words: like edits are counted, many different ones are not all named.
pub(super) fn title(side: &Side, edits: &[Edit]) -> String {
    let mut steps: Vec<(String, usize)> = Vec::new();
    for edit in edits {
        let step = step(side, edit);
        match steps.iter_mut().find(|(known, _)| *known == step) {
            Some((_, count)) => *count += 1,
            None => steps.push((step, 1)),
        }
    }
    let rest: usize = steps.iter().skip(MOST_STEPS).map(|(_, count)| count).sum();
    let mut named: Vec<String> = steps
        .into_iter()
        .take(MOST_STEPS)
        .map(|(step, count)| if count > 1 { format!("{step} ({count} times)") } else { step })
        .collect();
    if rest > 0 {
        named.push(format!("and {rest} more"));
    }
    if named.is_empty() { "change nothing".to_owned() } else { named.join(", ") }
}

/// Different edits of a fix that are named.
const MOST_STEPS: usize = 3;

fn step(side: &Side, edit: &Edit) -> String {
    let old = side.str(edit.span);
    match (old, edit.text.as_str()) {
        ("", " ") => format!("insert a space{}", beside(side, edit.span)),
        ("", new) => format!("insert {}{}", quoted(new), beside(side, edit.span)),
        (" ", "") => "delete the space".to_owned(),
        (old, "") => format!("delete {}", quoted(old)),
        (old, " ") => format!("replace {} with a space", quoted(old)),
        (old, new) => {
            let (left, right) = words_around(side, edit.span);
            format!(
                "replace {} with {}",
                quoted(&format!("{left}{old}{right}")),
                quoted(&format!("{left}{new}{right}"))
            )
        }
    }
}

/// The letters and digits beside a replacement that begins or ends inside a word or a number: `.5` to `,5` is `1.5` to `1,5`.
fn words_around(side: &Side, place: Span) -> (&str, &str) {
    let inside = |c: char| c.is_alphanumeric() && !Script::of(c).is_unspaced();
    let (before, old, after) = (&side.text[..place.lo()], side.str(place), &side.text[place.hi()..]);
    let left = before.trim_end_matches(inside).len();
    let right = after.len() - after.trim_start_matches(inside).len();
    let joins = |at: Option<char>| at.is_some_and(|c| !c.is_whitespace() && glyph::level(c).is_none());
    let cut = |piece: &str| piece.chars().nth(SHOWN).is_some();
    let left = if joins(old.chars().next()) { &before[left..] } else { "" };
    let right = if joins(old.chars().next_back()) { &after[..right] } else { "" };
    (if cut(left) { "" } else { left }, if cut(right) { "" } else { right })
}

/// A piece of text in a title: in “ ”, unless it has such marks itself, and not longer than can be read at a glance.
fn quoted(text: &str) -> String {
    let mut short = shown(text);
    let length = short.chars().count();
    if length > LONGEST {
        let head: String = short.chars().take(LONGEST / 2).collect();
        let tail: String = short.chars().skip(length - LONGEST / 2).collect();
        short = format!("{head}…{tail}");
    }
    match (length, short.contains(|c| glyph::level(c).is_some())) {
        (1, true) => short,
        (_, true) if short.contains(['“', '”']) || !short.contains(char::is_alphanumeric) => format!("`{short}`"),
        _ => format!("“{short}”"),
    }
}

/// Characters of a piece of text that are shown in a title.
const LONGEST: usize = 60;

/// Where an insertion stands: two that insert the same are told apart by the words beside them.
fn beside(side: &Side, place: Span) -> String {
    let before = &side.text[side.text.floor_char_boundary(place.lo().saturating_sub(NEAR))..place.lo()];
    let before = before.lines().next_back().unwrap_or_default();
    if let Some(word) = before.split_whitespace().next_back().filter(|_| !before.ends_with('\n')) {
        return format!(" after {}", quoted(&ending(word)));
    }
    let after = &side.text[place.lo()..side.text.floor_char_boundary(place.lo() + NEAR)];
    let word = after.lines().next().and_then(|line| line.split_whitespace().next());
    word.map_or_else(String::new, |word| format!(" before {}", quoted(&beginning(word))))
}

/// Bytes looked at for the word beside an insertion.
const NEAR: usize = 80;
/// Characters shown of it, where words are not set apart by spaces.
const SHOWN: usize = 16;

/// The end of a word, or of what stands for one in a script without spaces, without the quotation marks around it.
fn ending(word: &str) -> String {
    let bare = without_marks(word);
    match bare.char_indices().rev().nth(SHOWN) {
        Some((at, c)) => format!("…{}", &bare[at + c.len_utf8()..]),
        None => bare.to_owned(),
    }
}

/// The same for the beginning.
fn beginning(word: &str) -> String {
    let bare = without_marks(word);
    match bare.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &bare[..at]),
        None => bare.to_owned(),
    }
}

/// A word without the quotation marks around it, unless it is nothing else.
fn without_marks(word: &str) -> &str {
    let bare = word.trim_matches(|c| glyph::level(c).is_some());
    if bare.is_empty() { word } else { bare }
}

/// Text as it can stand in a line: spaces that look like none are named.
fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{A0}' | '\u{202F}' => "⍽".to_owned(),
            '\n' => "⏎".to_owned(),
            '\t' => "⇥".to_owned(),
            c if c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}') => {
                format!("<U+{:04X}>", u32::from(c))
            }
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_text_in_titles_can_be_told_from_their_marks() {
        let long = "ha ".repeat(50);
        let cases = [
            ("”", "”"),
            (" “,", "` “,`"),
            ("one,", "“one,”"),
            ("a\n\u{a0}b", "“a⏎⍽b”"),
            ("“No,", "`“No,`"),
            ("\u{200b}", "“<U+200B>”"),
            (&long, "“ha ha ha ha ha ha ha ha ha ha …ha ha ha ha ha ha ha ha ha ha ”"),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected);
        }
    }
}
