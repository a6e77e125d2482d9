//! Vocabulary: how often each word of a side occurs, in lower case and with a capital.
//!
//! Evidence for detectors that ask whether a string is a word here. No dictionary: what an article does not use is not
//! in it.

use rustc_hash::FxHashMap;

use crate::article::Side;
use crate::text::{Norm, Shape, TokenKind};

/// The words of a side with their counts.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<Norm, Count>,
}

/// How often a word occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Without a capital.
    pub lower: u32,
    /// With a capital.
    pub capital: u32,
}

impl Vocabulary {
    /// How often a word occurs as a token of its own.
    pub fn count(&self, word: &str) -> Count {
        self.words.get(&Norm::of(word)).copied().unwrap_or_default()
    }

    /// Whether a word occurs with a capital and never without: a name, as far as the article shows.
    pub fn is_name(&self, word: &str) -> bool {
        let count = self.count(word);
        count.capital > 0 && count.lower == 0
    }

    /// Whether a word occurs.
    pub fn has(&self, word: &str) -> bool {
        self.count(word) != Count::default()
    }
}

/// Counts the words of a side.
pub fn read(side: &Side) -> Vocabulary {
    let mut words: FxHashMap<Norm, Count> = FxHashMap::default();
    for token in side.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        let count = words.entry(token.norm).or_default();
        match token.shape {
            Shape::Lower | Shape::None => count.lower += 1,
            _ => count.capital += 1,
        }
    }
    Vocabulary { words }
}
