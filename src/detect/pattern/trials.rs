//! Which patterns are tried at a token: one index of the anchors of all patterns.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::compile::Trigger;
use super::near::{Asks, NO_ASKS, Set};
use super::plan::Plan;
use super::sort::{Sort, Sorts};
use crate::article::Side;
use crate::text::{Norm, Token, TokenKind};

/// A way to find an entry that an anchor calls for, with what it asks of the tokens on both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trial {
    pub(super) entry: u32,
    pub(super) way: u32,
    pub(super) asks: Asks,
    sorts: Sorts,
}

impl Trial {
    const NONE: Self = Self { entry: 0, way: 0, asks: NO_ASKS, sorts: Sorts::ALL };

    /// Whether it may fit at a token that begins with a digit.
    pub(super) fn is_of(&self, sort: Option<Sort>) -> bool {
        sort.is_none_or(|sort| self.sorts.fit(sort))
    }
}

/// The trials of all anchors, those of each anchor together, in order of their entries.
pub(super) struct Trials {
    all: Vec<Trial>,
    /// The sets of tokens that they ask for.
    pub(super) sets: Vec<Set>,
    words: FxHashMap<Norm, Range<u32>>,
    marks: FxHashMap<char, Range<u32>>,
    digits: Range<u32>,
    /// One bit for each low half of a norm that is a trigger: most words are none, and this is small enough to stay near.
    known: Box<[u64; 1024]>,
}

impl Trials {
    /// The trials of the plans of rules, each with the number of the first entry of the rule.
    pub(super) fn new(plans: &[(u32, Plan)]) -> Self {
        let mut trials = Self {
            all: Vec::new(),
            sets: Vec::new(),
            words: FxHashMap::default(),
            marks: FxHashMap::default(),
            digits: 0..0,
            known: Box::new([0; 1024]),
        };
        // First how many there are of each, then where they begin, then they themselves.
        for (_, plan) in plans {
            plan.triggers().for_each(|(trigger, _)| trials.range(trigger).end += 1);
        }
        let mut next = 0;
        for range in trials.words.values_mut().chain(trials.marks.values_mut()).chain([&mut trials.digits]) {
            let count = range.end;
            *range = next..next;
            next += count;
        }
        trials.all.resize(next as usize, Trial::NONE);
        for (first, plan) in plans {
            for (trigger, way) in plan.triggers() {
                let way = plan.way(way);
                let range = trials.range(trigger);
                let at = range.end as usize;
                range.end += 1;
                trials.all[at] = Trial {
                    entry: first + way.entry,
                    way: way.number,
                    asks: way.asks.map(|ask| ask.behind(trials.sets.len())),
                    sorts: way.sorts,
                };
            }
            trials.sets.extend(plan.sets());
        }
        for norm in trials.words.keys() {
            trials.known[usize::from(norm.0 as u16) / 64] |= 1 << (norm.0 % 64);
        }
        trials
    }

    fn range(&mut self, trigger: Trigger) -> &mut Range<u32> {
        match trigger {
            Trigger::Norm(norm) => self.words.entry(norm).or_default(),
            Trigger::Mark(mark) => self.marks.entry(mark).or_default(),
            Trigger::Digit => &mut self.digits,
        }
    }

    /// What is tried at a token: the trials of its word or mark, and those of anything that begins with a digit.
    #[inline]
    pub(super) fn at(&self, side: &Side, token: &Token) -> [&[Trial]; 2] {
        let slice = |range: Option<&Range<u32>>| {
            range.map_or(&[][..], |range| &self.all[range.start as usize..range.end as usize])
        };
        match token.kind {
            TokenKind::Space => [&[], &[]],
            TokenKind::Mark => [slice(token.mark().and_then(|mark| self.marks.get(&mark))), &[]],
            TokenKind::Word | TokenKind::Number => {
                let known = self.known[usize::from(token.norm.0 as u16) / 64] >> (token.norm.0 % 64) & 1 == 1;
                let digit = side.text.as_bytes()[token.span.lo()].is_ascii_digit();
                [slice(known.then(|| self.words.get(&token.norm)).flatten()), slice(digit.then_some(&self.digits))]
            }
        }
    }
}
