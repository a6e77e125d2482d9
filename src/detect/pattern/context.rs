//! What a match asks of the text around it: words in its sentence or in the article, the article's domain, the language
//! it was translated from.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::article::Side;
use crate::text::lexicon::Lexicon;
use crate::text::{Norm, TokenKind};

/// The points that establish a language of the original or a domain.
const ENOUGH: u32 = 3;

/// Signs of one sort that an article shows, by what they are signs of: a language, a domain.
#[derive(Debug, Default)]
pub(super) struct Vote(BTreeMap<String, u32>);

/// Words by what they are signs of.
#[derive(Debug, Default)]
pub(super) struct Signs(FxHashMap<Norm, Vec<Box<str>>>);

impl Signs {
    /// The words of the classes `prefix<name>`.
    pub(super) fn read(lexicon: &Lexicon, prefix: &str) -> Self {
        let mut signs = Self::default();
        for name in lexicon.names() {
            if let Some(of) = name.strip_prefix(prefix) {
                lexicon.norms(name).into_iter().for_each(|norm| signs.0.entry(norm).or_default().push(of.into()));
            }
        }
        signs
    }

    /// Counts the words of an article that are signs: each word once.
    pub(super) fn vote(&self, side: &Side) -> Vote {
        let norms = side.tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.norm);
        let found: BTreeSet<Norm> = norms.filter(|norm| self.0.contains_key(norm)).collect();
        let mut vote = Vote::default();
        found.iter().flat_map(|norm| &self.0[norm]).for_each(|of| vote.add(of, 1));
        vote
    }
}

impl Vote {
    /// Adds points.
    pub(super) fn add(&mut self, of: &str, points: u32) {
        *self.0.entry(of.to_owned()).or_default() += points;
    }

    /// Gives what is known the points it needs.
    pub(super) fn settle(&mut self, of: &str) {
        self.add(of, ENOUGH);
    }

    /// Whether enough points speak for anything.
    pub(super) fn is_settled(&self) -> bool {
        self.0.values().any(|points| *points >= ENOUGH)
    }

    /// Whether more points speak for one than for another.
    pub(super) fn is_more(&self, of: &str, than: &str) -> bool {
        self.0.get(of) > self.0.get(than)
    }

    /// Whether enough points speak for this, and not twice as many for something else.
    pub(super) fn is_for(&self, of: &str) -> bool {
        let points = self.0.get(of).copied().unwrap_or_default();
        let most = self.0.values().copied().max().unwrap_or_default();
        points >= ENOUGH && points * 2 >= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_needs_three_points_and_half_of_the_most() {
        let mut vote = Vote::default();
        vote.add("ru", 2);
        assert!(!vote.is_for("ru"));
        assert!(!vote.is_settled());
        vote.add("ru", 1);
        assert!(vote.is_for("ru") && vote.is_settled());
        vote.add("es", 7);
        assert!(!vote.is_for("ru") && vote.is_for("es") && !vote.is_for("de"));
        assert!(vote.is_more("es", "ru") && vote.is_more("ru", "de") && !vote.is_more("ru", "ru"));
    }
}
