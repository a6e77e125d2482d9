//! Where the patterns of a rule are tried: their anchors and what stands beside them, in one language.
//!
//! To find this out, every pattern must be compiled. That is done when the rules are packed into the program, so that at
//! start-up none is; each is compiled when a text first has its anchor and the right neighbours.

use serde::{Deserialize, Serialize};

use super::compile::{self, Trigger};
use super::near::{self, Set, Sets};
use super::sort::Sorts;
use crate::detect::spec::Pattern;
use crate::packed::Stored;
use crate::text::{Lang, Profile};

/// Where the patterns of a rule are tried in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// How many entries there are.
    pub(super) entries: u32,
    /// How the anchors of each entry were chosen.
    pub(super) choices: Stored<Vec<Box<[u8]>>>,
    /// The sets of tokens that the ways ask for.
    pub(super) sets: Vec<Set>,
    /// The ways in which the entries begin to be found, in order of the entries.
    pub(super) ways: Vec<Way>,
    /// The signs of each way, as an index into `ways`.
    pub(super) triggers: Vec<(Trigger, u32)>,
}

/// One way in which an entry begins to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Plan {
    /// Where the patterns of a rule are tried: as packed, or else found out now.
    pub(crate) fn of(pattern: &Pattern, profile: &Profile) -> Self {
        let packed = profile.lang.lineage().filter_map(|tag| pattern.plans.get(tag)).last();
        let packed = packed.or_else(|| pattern.plans.get(Lang::unknown().as_str()));
        packed.and_then(|bytes| bytes.read::<Self>().ok()).unwrap_or_else(|| Self::new(pattern, profile))
    }

    /// Where the patterns of a rule are tried. Those that are wrong are tried nowhere; loading refuses them.
    pub(crate) fn new(pattern: &Pattern, profile: &Profile) -> Self {
        let (mut choices, mut sets) = (Vec::new(), Sets::default());
        let mut plan =
            Self { entries: 0, choices: Stored::default(), sets: Vec::new(), ways: Vec::new(), triggers: Vec::new() };
        for (entry, spec) in (0..).zip(pattern.entries.iter()) {
            let ways = compile::compile(&spec.find, profile).unwrap_or_default();
            for (number, program) in (0..).zip(ways.all(profile)) {
                let way = plan.ways.len() as u32;
                plan.triggers.extend(program.triggers.iter().map(|trigger| (*trigger, way)));
                let asks = near::asked(program, profile, &mut sets);
                plan.ways.push(Way { entry, number, asks, sorts: program.sorts });
            }
            choices.push(ways.choices);
            plan.entries += 1;
        }
        plan.choices = choices.into();
        plan.sets = sets.all;
        plan
    }
}
