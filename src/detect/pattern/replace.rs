//! Replacements: text with parts of the match in braces, in other forms where asked.

use super::compile::Names;
use super::matching::Place;
use super::syntax::PatternError;
use crate::article::Side;
use crate::detect::Edit;
use crate::span::Span;
use crate::text::lexicon::Lexicon;
use crate::text::{Shape, TokenKind};

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
    /// Its word in another form, or another word in its form.
    Form(String),
}

/// The replacements of an entry, with ` | ` between them.
///
/// # Errors
/// The first mistake.
pub(super) fn parse(text: &str, names: &Names, lexicon: &Lexicon) -> Result<Vec<Replacement>, PatternError> {
    let mut at = 0;
    text.split(" | ")
        .map(|one| {
            let replacement = parse_one(one, at, names, lexicon);
            at += one.len() + 3;
            replacement
        })
        .collect()
}

fn parse_one(text: &str, offset: usize, names: &Names, lexicon: &Lexicon) -> Result<Replacement, PatternError> {
    let (mut parts, mut rest, mut at) = (Vec::new(), text, offset);
    while let Some(open) = rest.find(['{', '}']) {
        let fail = |message: String| Err(PatternError::new(at + open, message));
        let Some(close) = rest[open..].find('}').filter(|_| rest[open..].starts_with('{')) else {
            return fail("a part of the match is written {name}, {name as lower} or {verb as say}".to_owned());
        };
        let inside = &rest[open + 1..open + close];
        let (name, made) = match inside.split_once(" as ") {
            None => (inside, Made::Same),
            Some((name, "lower")) => (name, Made::Lower),
            Some((name, "capital")) => (name, Made::Capital),
            Some((name, form)) => {
                if !lexicon.has_form(form) && !lexicon.has_word(form) {
                    return fail(format!("“{form}” is neither a form nor a word of a class that has forms"));
                }
                (name, Made::Form(form.to_owned()))
            }
        };
        let Some(slot) = names.0.iter().position(|known| known == name) else {
            return fail(format!("the pattern has no part <{name}: …>"));
        };
        parts.push(Part::Text(rest[..open].to_owned()));
        parts.push(Part::Slot(slot, made));
        at += open + close + 1;
        rest = &rest[open + close + 1..];
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(Replacement(parts))
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
            Self::Form(wanted) => {
                let token = side.tokens[first..last].iter().rev().find(|token| token.kind == TokenKind::Word)?;
                side.profile.lexicon.changed(token.norm, side.word(token), wanted)?.to_owned()
            }
        })
    }
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

fn capitalised(text: &str) -> String {
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
        return Edit::delete(with_space(side, found));
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

/// A stretch with the space that would be left over without it: the one before it, or at the start the one after it.
fn with_space(side: &Side, found: Span) -> Span {
    let (before, after) = (&side.text[..found.lo()], &side.text[found.hi()..]);
    let blank = |c: char| c.is_whitespace() && c != '\n' && c != '\r';
    let left = before.len() - before.trim_end_matches(blank).len();
    let right = after.len() - after.trim_start_matches(blank).len();
    let at_start = before.len() == left || before[..before.len() - left].ends_with(['\n', '\r']);
    if at_start { Span::new(found.lo(), found.hi() + right) } else { Span::new(found.lo() - left, found.hi()) }
}
