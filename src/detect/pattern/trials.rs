//! Which patterns are tried at a token: one index of the anchors of all patterns.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::compile::Trigger;
use super::near::{Asks, Set};
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
    /// Whether it may fit at a token that begins with a digit.
    pub(super) fn is_of(&self, sort: Option<Sort>) -> bool {
        sort.is_none_or(|sort| self.sorts.fit(sort))
    }
}

/// The trials of an anchor, in order of their entries, and the sets of tokens that they ask for.
pub(super) struct Tried {
    pub(super) trials: Box<[Trial]>,
    pub(super) sets: Box<[Set]>,
}

/// The trials of all anchors. Of most anchors no text of a run has any: what a trial asks for is read from the plan of its
/// rule when a text first has its anchor.
pub(super) struct Trials {
    /// The plans of rules, each with the number of the first entry of the rule.
    plans: Vec<(u32, Plan)>,
    /// The ways of all anchors, each with its plan: those of each anchor together, in order of their entries.
    ways: Vec<(u32, u32)>,
    anchors: Vec<Anchor>,
    words: FxHashMap<Norm, u32>,
    marks: FxHashMap<char, u32>,
    digits: Option<u32>,
    /// One bit for each low half of a norm that is a trigger: most words are none, and this is small enough to stay near.
    known: Box<[u64; 1024]>,
}

#[derive(Default)]
struct Anchor {
    /// Where its ways begin and end.
    ways: (u32, u32),
    tried: OnceLock<Box<Tried>>,
}

impl Trials {
    /// The trials of the plans of rules, each with the number of the first entry of the rule.
    pub(super) fn new(plans: Vec<(u32, Plan)>) -> Self {
        let mut trials = Self {
            plans,
            ways: Vec::new(),
            anchors: Vec::new(),
            words: FxHashMap::default(),
            marks: FxHashMap::default(),
            digits: None,
            known: Box::new([0; 1024]),
        };
        // First the anchor of each way and how many ways it has, then where they begin, then they themselves.
        let plans = std::mem::take(&mut trials.plans);
        let mut found = Vec::with_capacity(plans.iter().map(|(_, plan)| plan.triggers().len()).sum());
        for (number, (_, plan)) in (0..).zip(&plans) {
            found.extend(plan.triggers().map(|(trigger, way)| (trials.anchor(trigger), number, way)));
        }
        let mut next = 0;
        for (anchor, ..) in &found {
            trials.anchors[*anchor as usize].ways.1 += 1;
        }
        for Anchor { ways, .. } in &mut trials.anchors {
            let count = ways.1;
            *ways = (next, next);
            next += count;
        }
        trials.ways.resize(found.len(), (0, 0));
        for (anchor, number, way) in found {
            let end = &mut trials.anchors[anchor as usize].ways.1;
            trials.ways[*end as usize] = (number, way);
            *end += 1;
        }
        for norm in trials.words.keys() {
            trials.known[usize::from(norm.0 as u16) / 64] |= 1 << (norm.0 % 64);
        }
        Self { plans, ..trials }
    }

    /// The number of an anchor.
    fn anchor(&mut self, trigger: Trigger) -> u32 {
        let next = self.anchors.len() as u32;
        let number = match trigger {
            Trigger::Norm(norm) => *self.words.entry(norm).or_insert(next),
            Trigger::Mark(mark) => *self.marks.entry(mark).or_insert(next),
            Trigger::Digit => *self.digits.get_or_insert(next),
        };
        if number == next {
            self.anchors.push(Anchor::default());
        }
        number
    }

    /// What is tried at a token: the trials of its word or mark, and those of anything that begins with a digit.
    #[inline]
    pub(super) fn at(&self, side: &Side, token: &Token) -> [Option<&Tried>; 2] {
        let tried = |anchor: Option<u32>| anchor.map(|number| self.tried(number));
        match token.kind {
            TokenKind::Space => [None, None],
            TokenKind::Mark => [tried(token.mark().and_then(|mark| self.marks.get(&mark).copied())), None],
            TokenKind::Word | TokenKind::Number => {
                let known = self.known[usize::from(token.norm.0 as u16) / 64] >> (token.norm.0 % 64) & 1 == 1;
                let digit = side.text.as_bytes()[token.span.lo()].is_ascii_digit();
                let word = known.then(|| self.words.get(&token.norm).copied()).flatten();
                [tried(word), tried(self.digits.filter(|_| digit))]
            }
        }
    }

    #[inline]
    fn tried(&self, anchor: u32) -> &Tried {
        let anchor = &self.anchors[anchor as usize];
        anchor.tried.get_or_init(|| Box::new(self.read(&self.ways[anchor.ways.0 as usize..anchor.ways.1 as usize])))
    }

    /// The trials of an anchor from the plans.
    fn read(&self, ways: &[(u32, u32)]) -> Tried {
        let (mut sets, mut numbers) = (Vec::new(), FxHashMap::default());
        let trial = |(number, way): &(u32, u32)| {
            let (first, plan) = &self.plans[*number as usize];
            let way = plan.way(*way);
            let mut renumbered = |set| {
                *numbers.entry((*number, set)).or_insert_with(|| {
                    sets.push(plan.set(set));
                    sets.len() - 1
                })
            };
            let asks = way.asks.map(|ask| ask.with_set(&mut renumbered));
            Trial { entry: first + way.entry, way: way.number, asks, sorts: way.sorts }
        };
        let trials = ways.iter().map(trial).collect();
        Tried { trials, sets: sets.into() }
    }
}
