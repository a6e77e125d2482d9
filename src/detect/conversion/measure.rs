//! Measures: quantities, and several of them that say one thing: a range (`5–10 km`), or the parts of one measure
//! (`5 ft 10 in`). Not products (`3 by 4 m`), which are passed over.

use super::amount::{Amount, Reading};
use crate::analysis::quantities::Quantity;
use crate::article::Side;
use crate::span::Span;
use crate::text::Norm;
use crate::text::units::{Unit, UnitId};
use crate::text::words::Dimension;

/// A quantity with a unit, or two that make one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure<'a> {
    /// The quantity that names the unit; of parts the smallest.
    pub(super) last: &'a Quantity,
    pub(super) sort: Sort<'a>,
    pub(super) span: Span,
}

/// What a measure is made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort<'a> {
    /// One quantity.
    Single,
    /// A range from another quantity to the last one.
    Range(&'a Quantity),
    /// Another quantity, in a unit that is so many of the last one, and the last one.
    Parts(&'a Quantity, f64),
}

/// The measures of a side, in order; `None` where numbers belong together in another way, or count what has no unit.
pub(super) fn measures<'a>(side: &Side, quantities: &'a [Quantity]) -> Vec<Option<Measure<'a>>> {
    let mut measures: Vec<Option<Measure<'a>>> = Vec::with_capacity(quantities.len());
    for (at, last) in quantities.iter().enumerate() {
        let single = Measure { last, sort: Sort::Single, span: last.span };
        let measure = match at.checked_sub(1).map(|at| &quantities[at]) {
            Some(first) if last.joined => {
                let sort = if first.joined { None } else { joined(side, first, last) };
                match sort {
                    Some(Sort::Single) => Some(single),
                    Some(sort) => {
                        measures.pop();
                        Some(Measure { sort, span: first.span.to(last.span), ..single })
                    }
                    None => None,
                }
            }
            _ => Some(single),
        };
        measures.push(measure.filter(|measure| measure.last.unit.is_some()));
    }
    measures
}

fn joined<'a>(side: &Side, first: &'a Quantity, last: &Quantity) -> Option<Sort<'a>> {
    let gap = side.text.get(first.span.hi()..last.span.lo())?;
    if let Some(ratio) = parts(side, first, last) {
        // Kilometres and metres are mostly two things: “5 km and 300 m of it uphill”.
        let one = ratio <= 20.0 || ratio <= 100.0 && gap.trim().is_empty();
        return (one && last.value() < ratio).then_some(Sort::Parts(first, ratio));
    }
    let word = gap.trim_matches([' ', '\u{A0}']);
    let ranges = matches!(word, "-" | "–" | "—" | "~" | "〜" | "～" | "‑" | "－")
        || side
            .profile
            .lexicon
            .class("quantity.range")
            .is_some_and(|class| class.members(Norm::of(word), word).next().is_some());
    let alike = first.unit.is_none() || first.unit == last.unit;
    if !alike {
        return Some(Sort::Single);
    }
    (ranges && first.number.value < last.number.value).then_some(Sort::Range(first))
}

/// How many units of the last quantity are one of the first, if those of one system are.
fn parts(side: &Side, first: &Quantity, last: &Quantity) -> Option<f64> {
    let small = units(side, last).next()?;
    let large = units(side, first).find(|unit| unit.is_made_of(small))?;
    Some(large.factors[0] / small.factors[0])
}

/// What the name of its unit may mean, of what can be converted; money last.
pub(super) fn units<'a>(side: &'a Side, quantity: &Quantity) -> impl Iterator<Item = &'a Unit> + use<'a> {
    let all: [Option<UnitId>; 2] = [quantity.unit, quantity.other_unit];
    let units = all.map(|unit| unit.map(|unit| side.profile.lexicon.units().unit(unit)));
    let of = move |money: bool| {
        let fits = move |unit: &&Unit| !unit.factors.is_empty() && (unit.dimension == Dimension::Money) == money;
        units.into_iter().flatten().filter(fits)
    };
    of(false).chain(of(true))
}

impl Measure<'_> {
    /// What it may say, in a unit.
    pub(super) fn readings(&self, unit: &Unit) -> Vec<Reading> {
        let last = Amount::all(self.last, unit.dimension);
        match self.sort {
            Sort::Single => last.into_iter().map(|amount| (amount, amount)).collect(),
            Sort::Range(first) => {
                let first = Quantity { power: first.power.max(self.last.power), ..*first };
                Amount::all(&first, unit.dimension).into_iter().zip(last).collect()
            }
            Sort::Parts(..) => {
                let amount = Amount { value: self.value(), ..Amount::exact(self.last) };
                vec![(amount, amount)]
            }
        }
    }

    /// What it is worth in the unit of its last quantity; of a range the end.
    pub(super) fn value(&self) -> f64 {
        match self.sort {
            Sort::Parts(first, ratio) => first.value() * ratio + self.last.value(),
            Sort::Single | Sort::Range(_) => self.last.value(),
        }
    }

    /// Whether it is one quantity.
    pub(super) fn is_single(&self) -> bool {
        matches!(self.sort, Sort::Single)
    }

    /// Whether it is told in so much detail that nothing was rounded away.
    pub(super) fn is_detailed(&self) -> bool {
        matches!(self.sort, Sort::Parts(..))
    }
}
