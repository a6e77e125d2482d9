//! What numbers may be worth, as news rounds them, and whether two of them may say the same.

use crate::analysis::quantities::Quantity;
use crate::text::units::Unit;
use crate::text::words::Dimension;

/// The most that zeros at the end of a number may hide, as a part of it: `100 km` may be 88 to 112.
const ZEROS: f64 = 0.125;

/// The most that the last digit of a number may hide, as a part of it: `1 mile` may be 0.75 to 1.25.
const DIGIT: f64 = 0.25;

/// The most that a zero may hide of a temperature, in degrees: `30 °C` may be 27.5 to 32.5.
const DEGREES: f64 = 2.5;

/// What a number may be worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) value: f64,
    /// How far off it may be, by its digits.
    pub(super) half: f64,
}

impl Amount {
    /// By its last digit alone.
    pub(super) fn exact(quantity: &Quantity) -> Self {
        let step = quantity.number.step * 10_f64.powi(i32::from(quantity.power));
        Self { value: quantity.value(), half: step / 2.0 }
    }

    /// By its last digit or its zeros, in both readings of an ambiguous separator.
    pub(super) fn all(quantity: &Quantity, dimension: Dimension) -> Vec<Self> {
        let exact = Self::exact(quantity);
        let mut place = exact.half * 2.0;
        while place > 0.0 && quantity.number.decimals == 0 && (exact.value / (place * 10.0)).fract() == 0.0 {
            if place >= exact.value.abs() {
                break;
            }
            place *= 10.0;
        }
        let half = if dimension == Dimension::Temperature {
            exact.half.max((place / 2.0).min(DEGREES))
        } else {
            exact.half.min(exact.value.abs() * DIGIT).max((place / 2.0).min(exact.value.abs() * ZEROS))
        };
        let other = quantity.other_value().map(|other| Self { value: other, half: other.abs() * ZEROS });
        [Some(Self { half, ..exact }), other].into_iter().flatten().collect()
    }
}

/// The least and the most that a measure says; both are one, unless it is a range.
pub(super) type Reading = (Amount, Amount);

/// Whether two measures may say the same, in any of their readings; with slack where their units are what they mostly are.
pub(super) fn fits(first: &[Reading], one: &Unit, second: &[Reading], other: &Unit, slack: f64) -> bool {
    let factors = || {
        let factors = |unit: &Unit| unit.factors.clone().into_iter().enumerate();
        factors(one).flat_map(move |a| factors(other).map(move |b| (a, b)))
    };
    let pairs = || first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
    pairs().any(|(a, b)| {
        factors().any(|((first, x), (second, y))| {
            let slack = if first + second == 0 { slack } else { 0.0 };
            // Of two ranges both ends must be the same; one number may be anywhere in a range.
            let ends = if is_range(a) && is_range(b) {
                vec![((a.0, a.0), (b.0, b.0)), ((a.1, a.1), (b.1, b.1))]
            } else {
                vec![(a, b)]
            };
            ends.into_iter().all(|(a, b)| meet((a, one, x), (b, other, y), slack))
        })
    })
}

fn is_range((low, high): Reading) -> bool {
    low.value < high.value
}

fn meet((a, one, x): (Reading, &Unit, f64), (b, other, y): (Reading, &Unit, f64), slack: f64) -> bool {
    let plain = near((range(a, 0.0, x), range(b, 0.0, y)), slack);
    if one.dimension != Dimension::Temperature {
        return plain;
    }
    // Degrees may be a difference, and words may say the sign.
    let signs = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)];
    plain
        || signs.iter().any(|(s, t)| {
            let ((a_low, a_high), (b_low, b_high)) =
                (range(signed(a, *s), one.offset, x), range(signed(b, *t), other.offset, y));
            a_low.max(b_low) - a_high.min(b_high) <= slack * KELVINS
        })
}

/// How many kelvins one per cent of slack is for temperatures.
const KELVINS: f64 = 0.25;

fn signed((low, high): Reading, sign: f64) -> Reading {
    let signed = |amount: Amount| Amount { value: amount.value * sign, ..amount };
    if sign < 0.0 { (signed(high), signed(low)) } else { (low, high) }
}

/// The least and the most that a reading may be worth in the SI.
fn range((low, high): Reading, offset: f64, factor: f64) -> (f64, f64) {
    ((low.value - low.half + offset) * factor, (high.value + high.half + offset) * factor)
}

/// Whether two ranges meet, or miss each other by no more than some per cent.
fn near((one, other): ((f64, f64), (f64, f64)), slack: f64) -> bool {
    let (low, high) = (one.0.max(other.0), one.1.min(other.1));
    low <= high || (high > 0.0 && low / high <= 1.0 + slack / 100.0)
}

/// How many digits of a number say something: zeros at the end of a whole number do not.
pub(super) fn significant(quantity: &Quantity) -> i32 {
    let digits = (quantity.number.value / quantity.number.step).round();
    if !digits.is_finite() || digits.abs() >= 1e15 {
        return 3;
    }
    let text = format!("{digits:.0}");
    let digits = if quantity.number.decimals == 0 { text.trim_end_matches('0') } else { text.as_str() };
    i32::try_from(digits.len()).unwrap_or(9)
}
