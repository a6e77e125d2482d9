//! Replacements: text with parts of the match in braces, in other forms where asked.

use super::compile::Names;
use super::matching::Place;
use super::syntax::PatternError;
use crate::article::Side;
use crate::detect::Edit;
use crate::span::Span;
use crate::text::lexicon::Lexicon;
use crate::text::nearest::{hint, nearest};
use crate::text::{Shape, Token, TokenKind};

/// One way to replace what was found.
#[derive(Debug)]
pub(super) struct Replacement(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    /// A part of the match, and what is made of it.
    Slot(usize, Made),
}

#[derive(Debug)]
enum Made {
    Same,
    Lower,
    Capital,
    /// Its digits as a clock time of twelve hours.
    Clock,
    /// Its digits with the separators of the language.
    Number,
    /// Its word in another form, or another word in its form.
    Form(String),
}

/// The replacements of an entry, with ` | ` between them. With a lexicon, the words and forms that they name must be in it.
///
/// # Errors
/// The first mistake.
pub(super) fn parse(text: &str, names: &Names, lexicon: Option<&Lexicon>) -> Result<Vec<Replacement>, PatternError> {
    let mut at = 0;
    text.split(" | ")
        .map(|one| {
            let replacement = parse_one(one, at, names, lexicon);
            at += one.len() + 3;
            replacement
        })
        .collect()
}

fn parse_one(text: &str, offset: usize, names: &Names, lexicon: Option<&Lexicon>) -> Result<Replacement, PatternError> {
    let (mut parts, mut rest, mut at) = (Vec::new(), text, offset);
    while let Some(open) = rest.find(['{', '}']) {
        let fail = |message: String| Err(PatternError::new(at + open, message));
        let Some(close) = rest[open..].find('}').filter(|_| rest[open..].starts_with('{')) else {
            return fail("a part of the match is written {name}, {name as lower} or {verb as say}".to_owned());
        };
        let inside = &rest[open + 1..open + close];
        let (name, made) = inside.split_once(" as ").map_or((inside, None), |(name, made)| (name, Some(made)));
        let Some(slot) = names.0.iter().position(|known| known == name) else {
            let near = nearest(name, names.0.iter().map(String::as_str)).map(|near| format!("{{{near}}}"));
            let hint = hint(near.as_deref(), || there_are(names));
            return fail(format!("the pattern has no part <{name}: …>; {hint}"));
        };
        let made = match made {
            None => Made::Same,
            Some("lower") => Made::Lower,
            Some("capital") => Made::Capital,
            Some("clock") => Made::Clock,
            Some("number") => Made::Number,
            Some(form) => {
                if let Some(lexicon) = lexicon.filter(|lexicon| !lexicon.has_form(form) && !lexicon.has_word(form)) {
                    let known = ["lower", "capital", "clock", "number"].into_iter().chain(lexicon.forms_and_words());
                    let hint =
                        hint(nearest(form, known), || "`mtlint words LANG CLASS` shows what there is".to_owned());
                    let what = format!("“{form}” is neither a form nor a word of a class that has forms");
                    return fail(format!("{what}; {hint}"));
                }
                Made::Form(form.to_owned())
            }
        };
        parts.push(Part::Text(rest[..open].to_owned()));
        parts.push(Part::Slot(slot, made));
        at += open + close + 1;
        rest = &rest[open + close + 1..];
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(Replacement(parts))
}

/// Which parts of a match have names.
fn there_are(names: &Names) -> String {
    let all: Vec<String> = names.0.iter().map(|name| format!("{{{name}}}")).collect();
    if all.is_empty() { "it has none".to_owned() } else { format!("it has {}", all.join(", ")) }
}

impl Replacement {
    /// The text to put in the place of `found`; `None` where a word has not the form that is asked for.
    pub(super) fn render(&self, side: &Side, place: &Place, found: Span) -> Option<String> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Slot(slot, made) => {
                    if let Some((first, last)) = place.slot(*slot) {
                        text.push_str(&made.render(side, first, last)?);
                    }
                }
            }
        }
        Some(if begins_with_capital(side, found) { capitalised(&text) } else { text })
    }
}

impl Made {
    fn render(&self, side: &Side, first: usize, last: usize) -> Option<String> {
        let text = super::matching::text(side, first, last);
        Some(match self {
            Self::Same => text.to_owned(),
            Self::Lower => with_first(text, |c| c.to_lowercase().collect()),
            Self::Capital => capitalised(text),
            Self::Clock => clock(text, side)?,
            Self::Number => number(text, side)?,
            Self::Form(wanted) => {
                let at = (first..last).rev().find(|at| side.tokens[*at].kind == TokenKind::Word)?;
                let token = &side.tokens[at];
                let form = form_after(side, at);
                side.profile.lexicon.changed(token.norm, side.word(token), wanted, form)?.to_owned()
            }
        })
    }
}

/// The form that a word which looks alike in several has after what stands before it: a class `after.<form>` lists the words
/// that it follows (`has come`, `to come`), and `after.skip` those that may stand between.
fn form_after(side: &Side, at: usize) -> Option<&str> {
    let lexicon = &side.profile.lexicon;
    let has = |class: &str, token: &Token| {
        lexicon.class(class).is_some_and(|class| class.members(token.norm, side.word(token)).next().is_some())
    };
    let words =
        side.tokens[..at].iter().rev().take_while(|token| matches!(token.kind, TokenKind::Word | TokenKind::Space));
    let mut words = words.filter(|token| token.kind == TokenKind::Word);
    let before = words.find(|token| !has("after.skip", token))?;
    lexicon.names().filter_map(|name| name.strip_prefix("after.")).find(|form| has(&format!("after.{form}"), before))
}

/// `18h30`, `06: 40`, `17`: hours and perhaps minutes of a day of twenty-four hours, as a time with the words of the class
/// `meridiem`.
fn clock(text: &str, side: &Side) -> Option<String> {
    let mut figures = text.split(|c: char| !c.is_ascii_digit()).filter(|figures| !figures.is_empty());
    let hours: u32 = figures.next()?.parse().ok().filter(|hours| *hours < 24)?;
    let minutes: Option<u32> = match figures.next() {
        Some(minutes) => Some(minutes.parse().ok().filter(|minutes| *minutes < 60)?),
        None => None,
    };
    let half = side.profile.lexicon.class("meridiem")?.lemmas().nth(usize::from(hours >= 12))?;
    let hour = if hours.is_multiple_of(12) { 12 } else { hours % 12 };
    Some(match minutes {
        Some(minutes) if minutes > 0 => format!("{hour}:{minutes:02} {half}"),
        _ => format!("{hour} {half}"),
    })
}

/// `1.200.000`, `2,4`, `10 000`, `2,5bn`: a number with the separators of the language, and the letters behind it. A single
/// separator before one or two digits, or before more than three, or after a bare `0`, is a decimal one.
fn number(text: &str, side: &Side) -> Option<String> {
    let (text, letters) = text.split_at(text.trim_end_matches(char::is_alphabetic).len());
    let is_mark = |c: char| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(|c| c.is_ascii_digit() || is_mark(c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(is_mark).filter(|part| !part.is_empty()).collect();
    let (last, before) = parts.split_last()?;
    let marks: Vec<char> = text.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let is_decimal = !before.is_empty()
        && (last.len() != 3 || before == ["0"] || marks.len() > 1 && marks.last() != marks.first())
        && marks.last().is_some_and(|mark| text.trim_end_matches(*last).trim_end().ends_with(*mark));
    let (whole, fraction) = if is_decimal { (before.concat(), Some(*last)) } else { (parts.concat(), None) };
    // No number breaks at the end of a line.
    let group = side.profile.group.first().map_or(',', |group| if *group == ' ' { '\u{A0}' } else { *group });
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() > 4 - usize::from(group == ',') {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push(side.profile.decimal);
        grouped.push_str(fraction);
    }
    grouped.push_str(letters);
    Some(grouped)
}

/// Whether a stretch begins a sentence with a capital that what takes its place must have too.
fn begins_with_capital(side: &Side, found: Span) -> bool {
    let at = side.token_at(found.lo());
    let first =
        side.tokens.get(at).is_some_and(|token| matches!(token.shape, Shape::Capital | Shape::Mixed | Shape::Upper));
    let starts = || {
        let sentence = side.sentences.partition_point(|sentence| sentence.span.lo() <= found.lo()).saturating_sub(1);
        side.sentences
            .get(sentence)
            .is_some_and(|sentence| !side.text[sentence.span.lo()..found.lo()].contains(char::is_alphanumeric))
    };
    first && starts()
}

pub(super) fn capitalised(text: &str) -> String {
    with_first(text, |c| c.to_uppercase().collect())
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let Some((at, first)) = text.char_indices().find(|(_, c)| c.is_alphanumeric()) else { return text.to_owned() };
    format!("{}{}{}", &text[..at], change(first), &text[at + first.len_utf8()..])
}

/// The edit that puts a text in the place of what was found: no more than what differs, and with the space of what goes.
pub(super) fn edit(side: &Side, found: Span, text: &str) -> Edit {
    let old = side.str(found);
    if text.is_empty() {
        return first_of_sentence(side, found).unwrap_or_else(|| Edit::delete(with_space(side, found)));
    }
    let words = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    // Cuts off what is the same at both ends, at borders of words.
    let same = old.char_indices().zip(text.char_indices()).take_while(|((_, a), (_, b))| a == b).last();
    let mut start = same.map_or(0, |((at, c), _)| at + c.len_utf8());
    while start > 0
        && (old[start..].starts_with(words) || text[start..].starts_with(words))
        && old[..start].ends_with(words)
    {
        start -= old[..start].chars().next_back().map_or(1, char::len_utf8);
    }
    let (old_rest, new_rest) = (&old[start..], &text[start..]);
    let same =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let mut end: usize = same.sum();
    while end > 0
        && (old_rest[..old_rest.len() - end].ends_with(words) || new_rest[..new_rest.len() - end].ends_with(words))
        && old_rest[old_rest.len() - end..].starts_with(words)
    {
        end -= old_rest[old_rest.len() - end..].chars().next().map_or(1, char::len_utf8);
    }
    let span = Span::new(found.lo() + start, found.hi() - end);
    Edit::new(span, &new_rest[..new_rest.len() - end])
}

/// What a sentence begins with is deleted: the word after it gets the capital.
fn first_of_sentence(side: &Side, found: Span) -> Option<Edit> {
    let first = side.token_at(found.lo());
    side.sentences.binary_search_by_key(&first, |sentence| sentence.first as usize).ok()?;
    let next = side.tokens[side.token_at(found.hi() - 1) + 1..].iter().find(|token| token.kind != TokenKind::Space)?;
    let word = side.word(next);
    let line = side.str(Span::new(found.hi(), next.span.lo()));
    let lower = next.kind == TokenKind::Word && next.shape == Shape::Lower && !line.contains('\n');
    let capital = with_first(word, |c| c.to_uppercase().collect());
    (lower && begins_with_capital(side, found)).then(|| Edit::new(Span::new(found.lo(), next.span.hi()), capital))
}

/// A stretch with the space that would be left over without it: the one before it, or at the start the one after it.
fn with_space(side: &Side, found: Span) -> Span {
    let (before, after) = (&side.text[..found.lo()], &side.text[found.hi()..]);
    if let Some(line) = side.whole_line(found) {
        return line;
    }
    let blank = |c: char| c.is_whitespace() && c != '\n' && c != '\r';
    let left = before.len() - before.trim_end_matches(blank).len();
    let right = after.len() - after.trim_start_matches(blank).len();
    let at_start = before.len() == left || before[..before.len() - left].ends_with(['\n', '\r']);
    // `« ¿Qui`: the space belongs to the word that was behind the mark.
    if right == 0 && after.starts_with(char::is_alphanumeric) {
        return found;
    }
    if at_start { Span::new(found.lo(), found.hi() + right) } else { Span::new(found.lo() - left, found.hi()) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::plain;
    use crate::text::language::LanguageFile;
    use crate::text::{Lang, Profile};

    #[test]
    fn numbers_get_the_separators_of_the_language() {
        let file: LanguageFile = toml::from_str("[number]\ndecimal = '.'\ngroup = [',']").unwrap();
        let side = plain::read("".into(), Arc::new(Profile::new(Lang::unknown(), &[&file])));
        for (text, expected) in [
            ("1.200.000", "1,200,000"),
            ("2,4", "2.4"),
            ("10 000", "10,000"),
            ("12.500", "12,500"),
            ("2,5bn", "2.5bn"),
            ("12.500km", "12,500km"),
            ("0,125", "0.125"),
            ("0,5", "0.5"),
            ("2 , 5", "2.5"),
            ("10 , 000", "10,000"),
        ] {
            assert_eq!(number(text, &side).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(number("bn", &side), None);
        assert_eq!(number("2-5", &side), None);
    }
}
