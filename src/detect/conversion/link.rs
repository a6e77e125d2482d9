//! What stands between a quantity and the same in another unit.
//!
//! Which words do is said in word files (`quantity.rough`, `quantity.restated`).

use crate::text::lexicon::Class;
use crate::text::{Norm, Profile};

/// How a quantity is tied to the same in another unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// A bracket that holds nothing else.
    Bracket,
    /// A stroke, dashes on both sides, or a word such as *or*.
    Apposition,
}

/// The words of a language that tie them.
pub(super) struct Words<'a> {
    rough: Option<&'a Class>,
    restated: Option<&'a Class>,
}

impl<'a> Words<'a> {
    /// Those of a language, which are the words of the classes `quantity.rough` and `quantity.restated`.
    pub(super) fn of(profile: &'a Profile) -> Self {
        let class = |name: &str| profile.lexicon.class(name).map(AsRef::as_ref);
        Self { rough: class("quantity.rough"), restated: class("quantity.restated") }
    }

    /// The link that a text between two quantities is, and whether it says that the second is a rough one.
    pub(super) fn link(&self, gap: &str, after: &str) -> Option<(Link, bool)> {
        let closed =
            |marks: &[char]| after.trim_start_matches('.').trim_start_matches([' ', '\u{A0}']).starts_with(marks);
        if let Some(open) = gap.find(['(', '（', '[']) {
            let inside = &gap[open + gap[open..].chars().next().map_or(1, char::len_utf8)..];
            let mut before = gap[..open].split_whitespace();
            let noun = before.next().is_none_or(|word| word.chars().all(char::is_alphabetic));
            let alone = noun && before.next().is_none() && closed(&[')', '）', ']']);
            return self.all(inside).filter(|_| alone).map(|rough| (Link::Bracket, rough));
        }
        let trimmed = gap.trim();
        let first = trimmed.chars().next()?;
        let rest = trimmed[first.len_utf8()..].trim_start();
        let ends = || {
            let end = after.trim_start_matches([' ', '\u{A0}']);
            end.is_empty() || end.starts_with(['.', ',', ';', ':', ')', '–', '—', '。', '，', '、', '；', '\n', '\r'])
        };
        let words = match first {
            '/' | '=' | '≈' if rest.is_empty() => rest,
            '–' | '—' | '-' if first == '—' || gap.starts_with(char::is_whitespace) => {
                Some(rest).filter(|_| closed(&['–', '—', '-']))?
            }
            ',' | '，' | '、' => Some(rest).filter(|rest| ends() && self.restates(rest))?,
            // “20 miles or 30 km” may be a choice, “20 miles or about 30 km” is none.
            _ => Some(trimmed).filter(|words| self.restates(words) && self.is_approximate(words))?,
        };
        self.all(words).map(|rough| (Link::Apposition, rough))
    }

    /// Whether the first of the words says that the same follows.
    fn restates(&self, words: &str) -> bool {
        words.split_whitespace().next().is_some_and(|word| has(self.restated, word))
    }

    /// Whether behind their first the words say that a number is rough.
    fn is_approximate(&self, words: &str) -> bool {
        words.split_whitespace().skip(1).any(|word| has(self.rough, word))
    }

    /// Whether all words are known ones, and then whether one of them says that the number is rough.
    fn all(&self, text: &str) -> Option<bool> {
        let mut rough = text.contains(['~', '≈']);
        for word in text.split([' ', '\u{A0}', '~', '≈', '=', ',', ':']).filter(|word| !word.is_empty()) {
            let is_rough = has(self.rough, word);
            if !is_rough && !has(self.restated, word) {
                return None;
            }
            rough |= is_rough;
        }
        Some(rough)
    }
}

fn has(class: Option<&Class>, word: &str) -> bool {
    let word = word.trim_end_matches('.');
    class.is_some_and(|class| class.members(Norm::of(word), word).next().is_some())
}
