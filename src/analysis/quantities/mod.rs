//! Quantities: numbers in figures with the scale words, units and currencies that belong to them.
//!
//! What a name means is said in word files (`units`, and the classes `scale.3` for thousands and so on). Not numbers in
//! words, dates or clock times, and no judgement: whether two quantities agree is for the detectors to say.

pub mod number;

use crate::article::Side;
use crate::span::Span;
use crate::text::units::{Named, UnitId};
use crate::text::{Token, TokenKind};
use number::Number;

/// A number with what is counted by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// From the sign, currency or first digit to the end of the unit.
    pub span: Span,
    /// The figures alone, with a vulgar fraction behind them, or with the scales between them (`3億5000万`).
    pub figures: Span,
    /// The number as its figures give it, without scale and sign.
    pub number: Number,
    /// The power of ten that a word multiplies it by: 6 for millions.
    pub power: u8,
    /// The scale word; empty without one.
    pub scale: Span,
    /// Whether a minus stands before it.
    pub negative: bool,
    /// The unit, if one is named.
    pub unit: Option<UnitId>,
    /// What else its name may mean.
    pub other_unit: Option<UnitId>,
    /// The name of the unit; empty without one.
    pub unit_span: Span,
    /// Whether it is the end of a range or one of several measures: a number stands right before it (`10–12 km`,
    /// `5 ft 10 in`, `3 by 4 m`).
    pub joined: bool,
}

impl Quantity {
    /// What it is worth in its unit.
    pub fn value(&self) -> f64 {
        self.signed(self.number.value)
    }

    /// What it is worth if its only separator is that of another language.
    pub fn other_value(&self) -> Option<f64> {
        self.number.other.map(|value| self.signed(value))
    }

    fn signed(&self, value: f64) -> f64 {
        let value = value * 10_f64.powi(i32::from(self.power));
        if self.negative { -value } else { value }
    }
}

/// Collects the quantities of a side, in order; numbers without a unit too.
pub fn read(side: &Side) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    for block in &side.blocks {
        let reader = Reader { side, tokens: side.tokens_of(block), end: block.span.hi(), start: block.span.lo() };
        let mut at = 0;
        while at < reader.tokens.len() {
            let token = &reader.tokens[at];
            let number = match token.kind {
                TokenKind::Number => true,
                TokenKind::Word => side.text.as_bytes()[token.span.lo()].is_ascii_digit(),
                TokenKind::Space | TokenKind::Mark => false,
            };
            let mut found = number.then(|| reader.quantity(at)).flatten();
            if let (Some(quantity), Some(before)) = (&mut found, quantities.last()) {
                quantity.joined |= reader.is_rest(before, quantity);
            }
            let end = found.as_ref().map_or(0, |quantity| quantity.span.hi());
            quantities.extend(found);
            at += 1;
            while reader.tokens.get(at).is_some_and(|token| token.span.lo() < end) {
                at += 1;
            }
        }
    }
    quantities
}

struct Reader<'a> {
    side: &'a Side,
    tokens: &'a [Token],
    /// Borders of the block.
    start: usize,
    end: usize,
}

impl Reader<'_> {
    fn text(&self, from: usize) -> &str {
        &self.side.text[from..self.end]
    }

    fn quantity(&self, first: usize) -> Option<Quantity> {
        let profile = &self.side.profile;
        let start = self.tokens[first].span.lo();
        let mut end = self.figures_end(first);
        let mut number = match single_vulgar(&self.side.text[start..end]) {
            Some(value) => Number { value, step: value, decimals: 0, grouped: false, other: None },
            None => number::read(&self.side.text[start..end], profile)?,
        };
        if let Some((len, part)) = fraction(self.text(end)) {
            number = Number { value: number.value + part, step: 0.1, decimals: 1, other: None, ..number };
            end += len;
        }
        let before = &self.side.text[self.start..start];
        let currency = profile.lexicon.units().before(before.trim_end_matches([' ', '\u{A0}', '\u{202F}']));
        let glued = before.len();
        let (mut scale, mut power) = self.scale(end, currency.is_some());
        let mut sum = None;
        while let Some((more, own, below)) = self.further(scale, power) {
            let before = sum.unwrap_or(number.value * 10_f64.powi(i32::from(power)));
            sum = Some(before + more.value * 10_f64.powi(i32::from(below)));
            number = Number { step: more.step * 10_f64.powi(i32::from(below)), ..more };
            (scale, power, end) = (own, below, own.hi());
        }
        if let Some(value) = sum {
            number.value = value;
            (scale, power) = (Span::at(end), 0);
        }
        let figures = Span::new(start, end);
        let from = if scale.is_empty() { end } else { scale.hi() };
        let mut quantity = Quantity {
            span: figures.to(scale),
            figures,
            number,
            power,
            scale,
            negative: is_minus(before),
            unit: None,
            other_unit: None,
            unit_span: Span::at(from),
            joined: self.is_joined(first),
        };
        if let Some((len, named)) = profile.lexicon.units().around(before, self.text(end)) {
            quantity.name(named, Span::new(end, end + named.len));
            quantity.span = Span::new(start - len, end + named.len);
        } else if let Some((at, named)) = self.unit(from, !scale.is_empty()) {
            quantity.name(named, Span::new(at, at + named.len));
        }
        if let (None, Some((_, unit))) = (quantity.unit, currency) {
            let symbol = before.trim_end_matches([' ', '\u{A0}', '\u{202F}']).len();
            quantity.unit = Some(unit);
            quantity.unit_span =
                Span::new(self.start + symbol - currency.map_or(0, |(len, _)| len), self.start + symbol);
            quantity.span = quantity.span.to(quantity.unit_span);
        }
        // A word that begins with digits is a quantity only if the rest of it is a unit or a scale: not `5th`, `4x4`.
        let word = &self.tokens[self.token_at(end, first)];
        let whole = word.span.lo() >= end
            || quantity.span.hi() >= word.span.hi()
            || self.side.str(word.span).ends_with(is_open);
        if quantity.negative && glued > 0 {
            let minus = before.chars().next_back().map_or(0, char::len_utf8);
            quantity.span = quantity.span.to(Span::at(start - minus));
        }
        whole.then_some(quantity)
    }

    /// The token that holds a byte offset, from `first` on.
    fn token_at(&self, offset: usize, first: usize) -> usize {
        let ahead = self.tokens[first..].iter().take_while(|token| token.span.hi() < offset).count();
        (first + ahead).min(self.tokens.len() - 1)
    }

    /// Where the figures end: in the word they are glued to, or over spaces between groups of three.
    fn figures_end(&self, first: usize) -> usize {
        let figures = |token: &Token| {
            let text = self.side.word(token);
            let len = match token.kind {
                TokenKind::Word => {
                    let stop = |c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '\'' | '’');
                    let digits = &text[..text.find(stop).unwrap_or(text.len())];
                    digits.trim_end_matches(|c: char| !c.is_ascii_digit()).len()
                }
                _ => text.len(),
            };
            &text[..len]
        };
        let head = figures(&self.tokens[first]);
        let mut end = self.tokens[first].span.lo() + head.len();
        if head.len() > 3 || !head.bytes().all(|byte| byte.is_ascii_digit()) || head.starts_with('0') {
            return end;
        }
        let mut at = first;
        while let [_, space, next, ..] = &self.tokens[at..] {
            let gap = self.side.word(space);
            let narrow = matches!(gap, "\u{A0}" | "\u{202F}" | "\u{2009}");
            let groups = narrow || gap == " " && self.side.profile.group.iter().any(|group| group.is_whitespace());
            let (three, whole) = (figures(next), end == space.span.lo());
            let digits = three.len() >= 3 && three.bytes().take(3).all(|byte| byte.is_ascii_digit());
            let tail = three.as_bytes().get(3).is_none_or(|byte| *byte == b',' || *byte == b'.');
            if !groups || !whole || !digits || !tail || !matches!(next.kind, TokenKind::Number | TokenKind::Word) {
                break;
            }
            end = next.span.lo() + three.len();
            at += 2;
        }
        end
    }

    /// The scale word after a number.
    fn scale(&self, end: usize, money: bool) -> (Span, u8) {
        let none = (Span::at(end), 0);
        let units = self.side.profile.lexicon.units();
        let at = end + gap(self.text(end));
        let Some((len, power)) = units.scale(self.text(at)) else { return none };
        // `5m` are metres unless they are money.
        if !money && units.after(self.text(at)).is_some_and(|named| named.len >= len) {
            return none;
        }
        (Span::new(at, at + len), power)
    }

    /// Figures that go on behind a scale without a space: `3億5000万`. Their number, and their own, smaller scale.
    fn further(&self, scale: Span, power: u8) -> Option<(Number, Span, u8)> {
        let rest = self.text(scale.hi());
        if scale.is_empty() || !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = number::read(&rest[..len], &self.side.profile)?;
        let (own, below) = self.scale(scale.hi() + len, true);
        (below < power).then_some((number, own, below))
    }

    fn unit(&self, end: usize, scaled: bool) -> Option<(usize, Named)> {
        let units = self.side.profile.lexicon.units();
        let mut at = end;
        if scaled {
            at += usize::from(self.text(at).starts_with('.'));
            let joint = at + gap(self.text(at));
            if let Some(len) = units.of(self.text(joint)) {
                at = joint + len;
            }
        }
        at += gap(self.text(at));
        Some((at, units.after(self.text(at))?))
    }

    /// Whether a quantity goes on with what another one began: `5 pounds and 3 ounces`.
    fn is_rest(&self, before: &Quantity, quantity: &Quantity) -> bool {
        let units = self.side.profile.lexicon.units();
        let named = |quantity: &Quantity| {
            [quantity.unit, quantity.other_unit].into_iter().flatten().map(|unit| units.unit(unit))
        };
        if !named(before).any(|large| named(quantity).any(|small| large.is_made_of(small))) {
            return false;
        }
        let Some(gap) = self.side.text.get(before.span.hi()..quantity.span.lo()) else { return false };
        let gap = gap.trim_matches([' ', ',', '\u{A0}', '.']);
        before.span.lo() >= self.start && gap.chars().count() <= 5 && gap.chars().all(char::is_alphabetic)
    }

    /// Whether a number stands right before a number: over a dash, a stroke, a short word, or the unit of a larger one.
    fn is_joined(&self, first: usize) -> bool {
        let mut words = 0;
        for token in self.tokens[..first].iter().rev().take(6) {
            match token.kind {
                TokenKind::Number => return true,
                TokenKind::Word if self.side.text.as_bytes()[token.span.lo()].is_ascii_digit() => return true,
                TokenKind::Word if words > 0 || token.span.len() > 10 => return false,
                TokenKind::Word => words += 1,
                TokenKind::Mark
                    if matches!(token.mark(), Some('(' | '（' | '[' | ',' | ';' | '.' | '。' | '，' | '、' | '/')) =>
                {
                    return false;
                }
                TokenKind::Mark if words > 0 => return false,
                TokenKind::Space | TokenKind::Mark => {}
            }
        }
        false
    }
}

impl Quantity {
    fn name(&mut self, named: Named, span: Span) {
        (self.unit, self.other_unit, self.unit_span) = (Some(named.unit), named.other, span);
        self.span = self.span.to(span);
    }
}

/// How many bytes part a number from its unit: a space, a hyphen, or nothing.
fn gap(text: &str) -> usize {
    let mut chars = text.chars();
    match chars.next() {
        Some(c @ (' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '-' | '\u{2010}' | '\u{2011}')) => c.len_utf8(),
        _ => 0,
    }
}

fn single_vulgar(text: &str) -> Option<f64> {
    let mut chars = text.chars();
    chars.next().and_then(number::vulgar).filter(|_| chars.next().is_none())
}

/// A vulgar fraction that a text begins with, over a space or without one.
fn fraction(text: &str) -> Option<(usize, f64)> {
    let space = gap(text);
    [0, space].into_iter().find_map(|space| {
        let c = text[space..].chars().next()?;
        Some((space + c.len_utf8(), number::vulgar(c)?))
    })
}

/// Whether a text ends in a minus that belongs to the number behind it: no dash between two words or numbers.
fn is_minus(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let minus = matches!(chars.next(), Some('-' | '−' | '–' | '－'));
    minus && chars.next().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '（' | '[' | '/'))
}

/// Whether a word goes on in a script where the end of a unit cannot be seen.
fn is_open(c: char) -> bool {
    crate::text::Script::of(c).is_unspaced() || matches!(c, '가'..='힣')
}
