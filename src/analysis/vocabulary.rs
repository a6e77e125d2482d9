//! Vocabulary: how often each word of a side occurs, in lower case and with a capital.
//!
//! Evidence for detectors that ask whether a string is a word here. No dictionary: what an article does not use is not
//! in it. Most articles ask once or twice, which a look over the tokens answers; the words are gathered only when many
//! are asked for, so that the cost stays in proportion to the text.

use std::cell::{Cell, OnceCell};

use rustc_hash::FxHashMap;

use crate::article::Side;
use crate::text::{Norm, Shape, Token, TokenKind};

/// The words of a side with their counts.
#[derive(Debug)]
pub struct Vocabulary<'a> {
    side: &'a Side,
    asked: Cell<u32>,
    words: OnceCell<FxHashMap<Norm, Count>>,
}

/// How many questions are answered by a look over the tokens.
const LOOKS: u32 = 6;

/// How often a word occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Without a capital.
    pub lower: u32,
    /// With a capital.
    pub capital: u32,
}

impl Count {
    fn add(&mut self, token: &Token) {
        match token.shape {
            Shape::Lower | Shape::None => self.lower += 1,
            _ => self.capital += 1,
        }
    }
}

impl<'a> Vocabulary<'a> {
    /// The vocabulary of a side; nothing is counted yet.
    pub fn new(side: &'a Side) -> Self {
        Self { side, asked: Cell::new(0), words: OnceCell::new() }
    }

    /// How often a word occurs as a token of its own.
    pub fn count(&self, word: &str) -> Count {
        let norm = Norm::of(word);
        if self.words.get().is_none() && self.asked.get() < LOOKS {
            self.asked.set(self.asked.get() + 1);
            let mut count = Count::default();
            for token in self.side.tokens.iter().filter(|token| token.norm == norm && token.kind == TokenKind::Word) {
                count.add(token);
            }
            return count;
        }
        self.words.get_or_init(|| gather(self.side)).get(&norm).copied().unwrap_or_default()
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

fn gather(side: &Side) -> FxHashMap<Norm, Count> {
    let mut words: FxHashMap<Norm, Count> = FxHashMap::default();
    for token in side.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        words.entry(token.norm).or_default().add(token);
    }
    words
}
