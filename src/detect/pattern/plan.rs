//! Where the patterns of a rule are tried: their anchors and what stands beside them, in one language.
//!
//! To find this out, every pattern must be compiled. That is done when the rules are packed into the program, so that at
//! start-up none is; each is compiled when a text first has its anchor and the right neighbours.

use serde::{Deserialize, Serialize};

use super::compile::{self, Trigger};
use super::near::{self, Ask, Set, Sets};
use super::sort::Sorts;
use crate::detect::spec::Pattern;
use crate::packed::{Groups, Stored};
use crate::text::{Lang, Profile};

/// Where the patterns of a rule are tried in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// How many entries there are.
    pub(super) entries: u32,
    /// How the anchors of each entry were chosen.
    pub(super) choices: Stored<Vec<Box<[u8]>>>,
    /// The sets of tokens that the ways ask for.
    sets: Groups<16>,
    /// The ways in which the entries begin to be found, in order of the entries.
    ways: Groups<9>,
    /// The signs of each way, with its number.
    triggers: Groups<3>,
}

/// One way in which an entry begins to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Which entry of the rule.
    pub(super) entry: u32,
    /// Which of its ways.
    pub(super) number: u32,
    /// What must stand around the anchor.
    pub(super) asks: near::Asks,
    /// What a token that begins with a digit must consist of to be the anchor.
    pub(super) sorts: Sorts,
}

impl Way {
    fn pack(self) -> [u32; 9] {
        let asks = self.asks.iter().map(|ask| ask.0);
        let mut numbers = [self.entry, self.number, self.sorts.pack()].into_iter().chain(asks);
        std::array::from_fn(|_| numbers.next().unwrap_or_default())
    }

    fn unpack([entry, number, sorts, asks @ ..]: [u32; 9]) -> Self {
        Self { entry, number, asks: asks.map(Ask), sorts: Sorts::unpack(sorts) }
    }
}

impl Plan {
    /// One of the sets of tokens that the ways ask for.
    pub(super) fn set(&self, number: usize) -> Set {
        let halves = self.sets.get(number);
        std::array::from_fn(|at| u64::from(halves[2 * at]) | u64::from(halves[2 * at + 1]) << 32)
    }

    /// The signs by which the entries are tried, in order of the entries, each with the number of its way.
    pub(super) fn triggers(&self) -> impl ExactSizeIterator<Item = (Trigger, u32)> {
        self.triggers.iter().map(|[sort, sign, way]| (Trigger::unpack([sort, sign]), way))
    }

    /// One of the ways in which the entries begin to be found.
    pub(super) fn way(&self, number: u32) -> Way {
        Way::unpack(self.ways.get(number as usize))
    }

    /// Where the patterns of a rule are tried: as packed, or else found out now.
    pub(crate) fn of(pattern: &Pattern, profile: &Profile) -> Self {
        let packed = profile.lang.lineage().filter_map(|tag| pattern.plans.get(tag)).last();
        let packed = packed.or_else(|| pattern.plans.get(Lang::unknown().as_str()));
        packed.and_then(|bytes| bytes.read::<Self>().ok()).unwrap_or_else(|| Self::new(pattern, profile))
    }

    /// Where the patterns of a rule are tried. Those that are wrong are tried nowhere; loading refuses them.
    pub(crate) fn new(pattern: &Pattern, profile: &Profile) -> Self {
        let (mut choices, mut sets) = (Vec::new(), Sets::default());
        let (mut all, mut triggers) = (Vec::new(), Vec::new());
        for (entry, spec) in (0..).zip(pattern.entries.iter()) {
            let ways = compile::compile(&spec.find, profile).unwrap_or_default();
            for (number, program) in (0..).zip(ways.all(profile)) {
                let way = all.len() as u32;
                triggers.extend(program.triggers.iter().map(|trigger| {
                    let [sort, sign] = trigger.pack();
                    [sort, sign, way]
                }));
                let asks = near::asked(program, profile, &mut sets);
                all.push(Way { entry, number, asks, sorts: program.sorts }.pack());
            }
            choices.push(ways.choices);
        }
        let halves = |set: Set| std::array::from_fn(|at| (set[at / 2] >> (32 * (at % 2))) as u32);
        Self {
            entries: choices.len() as u32,
            choices: choices.into(),
            sets: sets.all.into_iter().map(halves).collect(),
            ways: all.into_iter().collect(),
            triggers: triggers.into_iter().collect(),
        }
    }
}
