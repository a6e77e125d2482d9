//! Conversions that do not add up: a quantity, and beside it in brackets, between dashes or after *or* the same in another
//! unit, which is not the same.
//!
//! News rounds freely, so only a clear miss counts, beyond what the digits of both numbers leave open. Products (`3 by 4 m`)
//! and brackets that say more than a quantity are passed over; of money only what no rate explains counts. Which words name
//! which unit is said in word files; see [`crate::analysis::quantities`].

mod amount;
mod link;
mod measure;

use super::spec::{Conversion as Spec, ConversionFault as Fault};
use super::{Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::quantities::{Quantity, number};
use crate::article::Side;
use crate::span::Span;
use crate::text::Profile;
use crate::text::units::Unit;
use crate::text::words::Dimension;
use amount::{Amount, fits, significant};
use link::{Link, Words};
use measure::{Measure, Sort, measures};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: Vec<(RuleIndex, Spec)>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: rules.iter().map(|(index, spec)| (*index, (*spec).clone())).collect() }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        if side.profile.lexicon.units().is_empty() {
            return;
        }
        for pair in measures(side, article.quantities()).windows(2) {
            if let [Some(first), Some(second)] = pair
                && let Some(two) = Two::new(side, *first, *second)
            {
                hits.extend(self.rules.iter().filter_map(|(rule, spec)| two.hit(*rule, spec)));
            }
        }
    }
}

/// A measure and what may be the same in another unit.
struct Two<'a> {
    side: &'a Side,
    first: Measure<'a>,
    second: Measure<'a>,
    units: (&'a Unit, &'a Unit),
    link: Link,
    /// Words say that the second number is a rough one.
    rough: bool,
}

impl<'a> Two<'a> {
    fn new(side: &'a Side, first: Measure<'a>, second: Measure<'a>) -> Option<Self> {
        // Few quantities stand so near to each other.
        let gap =
            side.text.get(first.span.hi()..second.span.lo()).filter(|gap| gap.len() < 60 && !gap.contains('\n'))?;
        let words = Words::of(&side.profile);
        let (link, rough) = words.link(gap, &side.text[second.span.hi()..])?;
        let units = same_dimension(side, first.last, second.last)?;
        Some(Self { side, first, second, units, link, rough })
    }

    fn hit(&self, rule: RuleIndex, spec: &Spec) -> Option<Hit> {
        let same = self.units.0 == self.units.1;
        let money = self.units.0.dimension == Dimension::Money;
        match spec.fault {
            Fault::Value if !same && !money => self.value(rule, spec.slack),
            Fault::SameUnit if same && !money && self.link == Link::Bracket => self.same_unit(rule),
            Fault::Money if !same && money => self.money(rule),
            _ => None,
        }
    }

    fn value(&self, rule: RuleIndex, slack: u8) -> Option<Hit> {
        let (one, other) = self.units;
        // Of one system: `2 km (500 m)` is no conversion.
        if one.is_made_of(other) || other.is_made_of(one) {
            return None;
        }
        if self.first.value() == 0.0 || self.second.value() == 0.0 {
            return None;
        }
        let slack = self.slack(slack);
        let readings = |one: &Unit, other: &Unit| (self.first.readings(one), self.second.readings(other));
        let (first, second) = readings(one, other);
        if fits(&first, one, &second, other, slack) {
            return None;
        }
        let forward = self.restated(&self.first, one, &self.second, other);
        let back = self.restated(&self.second, other, &self.first, one);
        let shown = forward.as_ref().map_or_else(String::new, |edits| self.shown(&self.second, edits));
        let hit = Hit::new(rule, self.second.span)
            .slot("given", self.side.str(self.first.span))
            .slot("expected", shown)
            .because(self.first.span);
        let (first, second) = readings(other, one);
        let hit = if fits(&first, other, &second, one, 5.0) && self.may_exchange() {
            let (given, found) = (self.first.last.unit_span, self.second.last.unit_span);
            let exchanged = [(given, found), (found, given)].map(|(at, with)| Edit::new(at, self.side.str(with)));
            hit.choose(exchanged.to_vec(), false)
        } else {
            hit
        };
        Some([forward, back].into_iter().flatten().fold(hit, |hit, edits| {
            hit.choose(edits.into_iter().map(|(at, text)| Edit::new(at, text)).collect(), false)
        }))
    }

    /// `2 million euros ($2.2 billion)`: no rate of exchange makes them the same.
    fn money(&self, rule: RuleIndex) -> Option<Hit> {
        let (one, other) = self.units;
        let mut ratios = one
            .factors
            .iter()
            .flat_map(|x| other.factors.iter().map(move |y| self.first.value() * x / (self.second.value() * y)));
        ratios
            .all(|ratio| ratio.is_finite() && (ratio >= SCALES_APART || ratio > 0.0 && ratio <= 1.0 / SCALES_APART))
            .then(|| {
                Hit::new(rule, self.second.span)
                    .slot("given", self.side.str(self.first.span))
                    .slot("expected", String::new())
                    .because(self.first.span)
            })
    }

    /// How far apart the two may be: less where they are told in detail, more where words make them rough.
    fn slack(&self, slack: u8) -> f64 {
        let both = [&self.first, &self.second];
        let detailed = both.iter().any(|measure| measure.is_detailed())
            || both.iter().all(|measure| measure.is_single() && significant(measure.last) > 2);
        let slack = f64::from(slack);
        if self.rough {
            slack + ROUGH
        } else if detailed {
            slack / 2.0
        } else {
            slack
        }
    }

    /// `20 km (12 km)`: one of the two is to be in the unit in which it says the same as the other.
    fn same_unit(&self, rule: RuleIndex) -> Option<Hit> {
        let (unit, units) = (self.units.0, self.side.profile.lexicon.units());
        if !self.first.is_single() || !self.second.is_single() {
            return None;
        }
        let (first, second) = (Amount::exact(self.first.last), Amount::exact(self.second.last));
        if (first.value - second.value).abs() < f64::EPSILON
            || self.side.text[self.first.span.hi()..self.second.span.lo()].trim_start().chars().count() > 1
        {
            return None;
        }
        let partner = units.iter().find(|other| {
            let apart = other.factors.first().map_or(1.0, |factor| (factor / unit.factors[0]).ln().abs());
            other.dimension == unit.dimension
                && *other != unit
                && (apart > 0.4 && apart < 4.0)
                && fits(&[(first, first)], unit, &[(second, second)], other, 0.0)
        })?;
        Some(
            Hit::new(rule, self.second.span)
                .slot("given", self.side.str(self.first.span))
                .slot("expected", format!("{} {}", self.side.str(self.second.last.figures), partner.symbol))
                .because(self.first.span),
        )
    }

    /// Whether the names of the two units could change places.
    fn may_exchange(&self) -> bool {
        [&self.first, &self.second].iter().all(|measure| {
            let quantity = measure.last;
            let from = quantity.figures.to(quantity.scale).hi();
            !measure.is_detailed()
                && quantity.span.lo() == quantity.figures.lo()
                && self.side.text.get(from..quantity.unit_span.lo()).is_some_and(|gap| gap.trim().is_empty())
        })
    }

    /// A measure with other figures.
    fn shown(&self, measure: &Measure<'_>, edits: &[(Span, String)]) -> String {
        let mut shown = String::new();
        let mut at = measure.span.lo();
        for (span, text) in edits {
            let before = self.side.str(Span::new(at, span.lo()));
            shown += if at == measure.span.lo() { before.trim_end_matches(['-', '−', '–']) } else { before };
            shown += text;
            at = span.hi();
        }
        shown + self.side.str(Span::new(at, measure.span.hi()))
    }

    /// The figures that make `found` say what `given` says; `None` where that needs another sign.
    fn restated(
        &self,
        given: &Measure<'_>,
        from: &Unit,
        found: &Measure<'_>,
        to: &Unit,
    ) -> Option<Vec<(Span, String)>> {
        let convert = |value: f64| to.of_si(from.to_si(value, from.factors[0]), to.factors[0]);
        let figures = |quantity: &Quantity| quantity.figures.to(quantity.scale);
        let (last, value) = (found.last, convert(given.value()));
        Some(match (given.sort, found.sort) {
            (_, Sort::Parts(large, ratio)) => {
                let whole = value.round();
                let count = (whole / ratio).floor();
                let write = |value: f64| number::write(value, 0, &self.side.profile);
                if !matches!(given.sort, Sort::Single) || whole < ratio {
                    return None;
                }
                vec![(figures(large), write(count)), (figures(last), write(whole - count * ratio))]
            }
            (Sort::Range(low), Sort::Range(first)) => vec![
                (figures(first), self.written(convert(with_power(low, given.last).value()), low, first)?),
                (figures(last), self.written(value, given.last, last)?),
            ],
            (Sort::Range(low), Sort::Single) => {
                let low = self.written(convert(with_power(low, given.last).value()), low, last)?;
                vec![(figures(last), format!("{low}–{}", self.written(value, given.last, last)?))]
            }
            (_, Sort::Range(first)) => vec![(first.span.to(figures(last)), self.written(value, given.last, last)?)],
            _ => vec![(figures(last), self.written(value, given.last, last)?)],
        })
    }

    /// A number in the place of that of `found`, in about as many digits as it and `given` have; `None` where it needs another
    /// sign.
    fn written(&self, right: f64, given: &Quantity, found: &Quantity) -> Option<String> {
        let scaled = [found, given].into_iter().filter(|quantity| quantity.power > 0).find_map(|quantity| {
            let scaled = right / 10_f64.powi(i32::from(quantity.power));
            (1.0..1000.0).contains(&scaled.abs()).then_some((scaled, quantity.scale))
        });
        let (right, scale) = scaled.unwrap_or((right, Span::at(0)));
        let most = given.number.decimals.max(found.number.decimals);
        if !right.is_finite()
            || right.abs() >= 1e15
            || (right < 0.0) != found.negative
            || !self.side.str(found.figures).is_ascii()
        {
            return None;
        }
        let decimals = if self.units.0.dimension == Dimension::Temperature {
            usize::from(most)
        } else {
            let digits = significant(given).max(significant(found)).clamp(2, 3);
            let place = digits - 1 - right.abs().log10().floor() as i32;
            let place =
                if right.abs() < 1.0 { place } else { place.min(i32::from(most.max(u8::from(right.abs() < 10.0)))) };
            if place < 0 {
                let unit = 10_f64.powi(-place);
                return Some(self.styled((right / unit).round() * unit, 0, found, scale));
            }
            usize::try_from(place.min(6)).unwrap_or(0)
        };
        Some(self.styled(right, decimals, found, scale))
    }

    fn styled(&self, value: f64, decimals: usize, found: &Quantity, scale: Span) -> String {
        let profile = &self.side.profile;
        let mut text = number::write(value.abs(), decimals, profile);
        if decimals > 0 && text.ends_with('0') {
            text.truncate(text.trim_end_matches('0').trim_end_matches(profile.decimal).len());
        }
        if !found.number.grouped && found.number.value >= 1000.0 {
            text.retain(|c| c.is_ascii_digit() || c == profile.decimal);
        }
        if scale.is_empty() {
            return text;
        }
        // With what stood between the figures and their scale.
        let gap = match self.side.text[..scale.lo()].chars().next_back() {
            Some(c) if c.is_whitespace() => c.to_string(),
            _ => String::new(),
        };
        text + &gap + self.side.str(scale)
    }
}

/// From how many times on two sums of money differ by more than a rate.
const SCALES_APART: f64 = 100.0;

/// More slack, in per cent, where words say that the second number is a rough one.
const ROUGH: f64 = 10.0;

/// A quantity in the scale of the one that it goes on to: `2–3 million`.
fn with_power(quantity: &Quantity, last: &Quantity) -> Quantity {
    Quantity { power: quantity.power.max(last.power), ..*quantity }
}

/// The units of two quantities, read so that they measure the same and can be converted.
fn same_dimension<'a>(side: &'a Side, first: &Quantity, second: &Quantity) -> Option<(&'a Unit, &'a Unit)> {
    let units = |quantity: &Quantity| measure::units(side, quantity);
    units(first).find_map(|one| Some((one, units(second).find(|other| other.dimension == one.dimension)?)))
}
