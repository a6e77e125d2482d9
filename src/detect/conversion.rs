//! Conversions that do not add up: a quantity, and beside it in brackets, between dashes or after *or* the same in another
//! unit, which is not the same.
//!
//! News rounds freely, so only a clear miss counts, beyond what the digits of both numbers leave open. Ranges, measures of
//! several parts (`5 ft 10 in`), money, and brackets that say more than a quantity are passed over. Which words name which
//! unit is said in word files; see [`crate::analysis::quantities`].

use super::spec::{Conversion as Spec, ConversionFault as Fault};
use super::{Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::quantities::{Quantity, number};
use crate::article::Side;
use crate::span::Span;
use crate::text::lexicon::Class;
use crate::text::units::{Unit, UnitId};
use crate::text::words::Dimension;
use crate::text::{Norm, Profile};

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
        for pair in article.quantities().windows(2) {
            let [first, second] = pair else { continue };
            if first.unit.is_some()
                && second.unit.is_some()
                && !first.joined
                && let Some(two) = Two::new(side, first, second)
            {
                hits.extend(self.rules.iter().filter_map(|(rule, spec)| two.hit(*rule, spec)));
            }
        }
    }
}

/// What stands between a quantity and the same in another unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// A bracket that holds nothing else.
    Bracket,
    /// A stroke, dashes on both sides, or a comma and a word such as *or*.
    Apposition,
}

/// A quantity and what may be the same in another unit.
struct Two<'a> {
    side: &'a Side,
    first: &'a Quantity,
    second: &'a Quantity,
    units: (&'a Unit, &'a Unit),
    link: Link,
    /// Words say that one of the numbers is a rough one.
    rough: bool,
}

impl<'a> Two<'a> {
    fn new(side: &'a Side, first: &'a Quantity, second: &'a Quantity) -> Option<Self> {
        // Few quantities stand so near to each other.
        let gap =
            side.text.get(first.span.hi()..second.span.lo()).filter(|gap| gap.len() < 60 && !gap.contains('\n'))?;
        let words = Words::of(&side.profile);
        let (link, rough) = words.link(gap, &side.text[second.span.hi()..])?;
        let units = same_dimension(side, first, second)?;
        let rough = rough || words.ends_rough(&side.text[..first.span.lo()]);
        Some(Self { side, first, second, units, link, rough })
    }

    fn hit(&self, rule: RuleIndex, spec: &Spec) -> Option<Hit> {
        let same = self.units.0 == self.units.1;
        match spec.fault {
            Fault::Value if !same => self.value(rule, spec.slack),
            Fault::SameUnit if same && self.link == Link::Bracket => self.same_unit(rule),
            _ => None,
        }
    }

    fn value(&self, rule: RuleIndex, slack: u8) -> Option<Hit> {
        let (one, other) = self.units;
        // Of one system: `2 km (500 m)` is no conversion.
        if one.is_made_of(other) || other.is_made_of(one) {
            return None;
        }
        let slack = f64::from(slack) + if self.rough { ROUGH } else { 0.0 };
        let (first, second) = (Amount::all(self.first), Amount::all(self.second));
        if fits(&first, one, &second, other, slack) || self.first.value() == 0.0 || self.second.value() == 0.0 {
            return None;
        }
        let (given, found) = (self.first, self.second);
        let right = self.written(given, one, found, other);
        let hit = Hit::new(rule, found.span)
            .slot("given", self.side.str(given.span))
            .slot("expected", right.as_ref().map_or_else(String::new, |right| self.shown(found, right)))
            .because(given.span);
        let hit = if fits(&first, other, &second, one, 5.0) && self.may_exchange() {
            let exchanged = [(given, found), (found, given)]
                .map(|(at, with)| Edit::new(at.unit_span, self.side.str(with.unit_span)));
            hit.choose(exchanged.to_vec(), false)
        } else {
            hit
        };
        let back = self.written(found, other, given, one);
        let figures = |quantity: &Quantity| quantity.figures.to(quantity.scale);
        Some([(found, right), (given, back)].into_iter().fold(hit, |hit, (at, text)| match text {
            Some(text) => hit.choose(vec![Edit::new(figures(at), text)], false),
            None => hit,
        }))
    }

    /// `20 km (12 km)`: one of the two is to be in the unit in which it says the same as the other.
    fn same_unit(&self, rule: RuleIndex) -> Option<Hit> {
        let (unit, units) = (self.units.0, self.side.profile.lexicon.units());
        let (first, second) = (Amount::exact(self.first), Amount::exact(self.second));
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
                && fits(&[first], unit, &[second], other, 0.0)
        })?;
        Some(
            Hit::new(rule, self.second.span)
                .slot("given", self.side.str(self.first.span))
                .slot("expected", format!("{} {}", self.side.str(self.second.figures), partner.symbol))
                .because(self.first.span),
        )
    }

    /// Whether the names of the two units could change places.
    fn may_exchange(&self) -> bool {
        [self.first, self.second].iter().all(|quantity| {
            let from = quantity.figures.to(quantity.scale).hi();
            quantity.span.lo() == quantity.figures.lo()
                && self.side.text.get(from..quantity.unit_span.lo()).is_some_and(|gap| gap.trim().is_empty())
        })
    }

    /// A quantity with other figures.
    fn shown(&self, quantity: &Quantity, figures: &str) -> String {
        let (all, old) = (quantity.span, quantity.figures.to(quantity.scale));
        let sign = self.side.str(Span::new(all.lo(), old.lo())).trim_end_matches(['-', '−', '–']);
        format!("{sign}{figures}{}", self.side.str(Span::new(old.hi(), all.hi())))
    }

    /// What must be written for `found` to say what `given` says, in about as many digits; `None` where it needs another sign.
    fn written(&self, given: &Quantity, from: &Unit, found: &Quantity, to: &Unit) -> Option<String> {
        let right = to.of_si(from.to_si(given.value(), from.factors[0]), to.factors[0]);
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
        let decimals = if to.dimension == Dimension::Temperature {
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

/// More slack, in per cent, where words say that a number is a rough one.
const ROUGH: f64 = 15.0;

/// The most that zeros at the end of a number may hide, as a part of it: `100 km` may be 88 to 112.
const ZEROS: f64 = 0.125;

/// What a number may be worth.
#[derive(Clone, Copy, Debug)]
struct Amount {
    value: f64,
    /// How far off it may be, by its digits.
    half: f64,
}

impl Amount {
    /// By its last digit alone.
    fn exact(quantity: &Quantity) -> Self {
        let step = quantity.number.step * 10_f64.powi(i32::from(quantity.power));
        Self { value: quantity.value(), half: step / 2.0 }
    }

    /// By its last digit or its zeros, in both readings of an ambiguous separator, and of temperatures with both signs.
    fn all(quantity: &Quantity) -> Vec<Self> {
        let exact = Self::exact(quantity);
        let mut place = exact.half * 2.0;
        while place > 0.0 && quantity.number.decimals == 0 && (exact.value / (place * 10.0)).fract() == 0.0 {
            if place >= exact.value.abs() {
                break;
            }
            place *= 10.0;
        }
        let half = exact.half.max((place / 2.0).min(exact.value.abs() * ZEROS));
        let value = Self { half, ..exact };
        let other = quantity.other_value().map(|other| Self { value: other, half: other.abs() * ZEROS });
        [Some(value), other].into_iter().flatten().collect()
    }
}

/// Whether two numbers may say the same, in any of their readings.
fn fits(first: &[Amount], one: &Unit, second: &[Amount], other: &Unit, slack: f64) -> bool {
    let factors = || one.factors.iter().flat_map(|a| other.factors.iter().map(move |b| (*a, *b)));
    let pairs = || first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
    pairs().any(|(a, b)| {
        factors().any(|(x, y)| {
            let ranges = (range(a, 0.0, x), range(b, 0.0, y));
            if one.dimension != Dimension::Temperature {
                return near(ranges, slack);
            }
            // Degrees may be a difference, and words may say the sign.
            let signs = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)];
            near(ranges, slack)
                || signs.iter().any(|(s, t)| {
                    let (a, b) = (Amount { value: a.value * s, ..a }, Amount { value: b.value * t, ..b });
                    let ((a_low, a_high), (b_low, b_high)) = (range(a, one.offset, x), range(b, other.offset, y));
                    a_low.max(b_low) - a_high.min(b_high) <= slack / 10.0
                })
        })
    })
}

/// The least and the most that a number may be worth in the SI.
fn range(amount: Amount, offset: f64, factor: f64) -> (f64, f64) {
    ((amount.value - amount.half + offset) * factor, (amount.value + amount.half + offset) * factor)
}

/// Whether two ranges meet, or miss each other by no more than some per cent.
fn near((one, other): ((f64, f64), (f64, f64)), slack: f64) -> bool {
    let (low, high) = (one.0.max(other.0), one.1.min(other.1));
    low <= high || (high > 0.0 && low / high <= 1.0 + slack / 100.0)
}

/// How many digits of a number say something: zeros at the end of a whole number do not.
fn significant(quantity: &Quantity) -> i32 {
    let digits = (quantity.number.value / quantity.number.step).round();
    if !digits.is_finite() || digits.abs() >= 1e15 {
        return 3;
    }
    let text = format!("{digits:.0}");
    let digits = if quantity.number.decimals == 0 { text.trim_end_matches('0') } else { text.as_str() };
    i32::try_from(digits.len()).unwrap_or(9)
}

/// The units of two quantities, read so that they measure the same and can be converted.
fn same_dimension<'a>(side: &'a Side, first: &Quantity, second: &Quantity) -> Option<(&'a Unit, &'a Unit)> {
    let units = side.profile.lexicon.units();
    let known = |quantity: &Quantity| {
        let all: [Option<UnitId>; 2] = [quantity.unit, quantity.other_unit];
        all.into_iter().flatten().map(|unit| units.unit(unit)).filter(|unit| !unit.factors.is_empty())
    };
    known(first).find_map(|one| Some((one, known(second).find(|other| other.dimension == one.dimension)?)))
}

/// The words that stand between a quantity and the same in another unit.
struct Words<'a> {
    rough: Option<&'a Class>,
    restated: Option<&'a Class>,
}

impl<'a> Words<'a> {
    /// Those of a language, which are the words of the classes `quantity.rough` and `quantity.restated`.
    fn of(profile: &'a Profile) -> Self {
        let class = |name: &str| profile.lexicon.class(name).map(AsRef::as_ref);
        Self { rough: class("quantity.rough"), restated: class("quantity.restated") }
    }

    fn link(&self, gap: &str, after: &str) -> Option<(Link, bool)> {
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
        let rest = &trimmed[first.len_utf8()..];
        let linked = match first {
            '/' => rest.is_empty(),
            '–' | '—' | '-' => (first == '—' || gap.starts_with(char::is_whitespace)) && closed(&['–', '—', '-']),
            ',' | '，' | '、' => {
                let end = after.trim_start_matches([' ', '\u{A0}']);
                let ends = end.is_empty()
                    || end.starts_with(['.', ',', ';', ':', ')', '–', '—', '。', '，', '、', '；', '\n', '\r']);
                ends && rest.split_whitespace().next().is_some_and(|word| has(self.restated, word))
            }
            _ => false,
        };
        self.all(rest).filter(|_| linked).map(|rough| (Link::Apposition, rough))
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

    /// Whether a text ends in a word that says that a number is rough.
    fn ends_rough(&self, before: &str) -> bool {
        let before = before.trim_end_matches([' ', '\u{A0}', '~', '≈']);
        let start = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        has(self.rough, &before[start..])
    }
}

fn has(class: Option<&Class>, word: &str) -> bool {
    let word = word.trim_end_matches('.');
    class.is_some_and(|class| class.members(Norm::of(word), word).next().is_some())
}
