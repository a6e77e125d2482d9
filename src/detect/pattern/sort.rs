//! What a regular expression can fit, told without trying it: how its tokens begin, and of which characters and length they
//! are, so that years, clock times and sums are passed over by the patterns of the others.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Which characters a token consists of, and how many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    has: u8,
    length: u8,
}

/// Which sorts fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sorts {
    /// Characters that may be there.
    may: u8,
    /// Characters that must be there.
    must: u8,
    /// Bytes, at least and at most.
    least: u8,
    most: u8,
}

const DIGIT: u8 = 1;
const DOT: u8 = 2;
const COMMA: u8 = 4;
const LETTER: u8 = 8;
const OTHER: u8 = 16;

fn of_char(c: char) -> u8 {
    match c {
        '0'..='9' => DIGIT,
        '.' => DOT,
        ',' => COMMA,
        'a'..='z' | 'A'..='Z' => LETTER,
        _ => OTHER,
    }
}

impl Sort {
    pub(super) fn of(text: &str) -> Self {
        let has = text.chars().fold(0, |has, c| has | of_char(c));
        Self { has, length: u8::try_from(text.len()).unwrap_or(u8::MAX) }
    }
}

impl Sorts {
    /// Whatever token.
    pub(super) const ALL: Self = Self { may: u8::MAX, must: 0, least: 0, most: u8::MAX };

    /// As one number.
    pub(super) fn pack(self) -> u32 {
        u32::from_le_bytes([self.may, self.must, self.least, self.most])
    }

    /// Those that a number stands for.
    pub(super) fn unpack(number: u32) -> Self {
        let bytes = number.to_le_bytes();
        Self { may: bytes[0], must: bytes[1], least: bytes[2], most: bytes[3] }
    }

    /// Whether a token is of one of these.
    #[inline]
    pub(super) fn fit(self, sort: Sort) -> bool {
        sort.has & !self.may == 0 && self.must & !sort.has == 0 && (self.least..=self.most).contains(&sort.length)
    }

    /// Those that a regular expression fits as a whole.
    pub(super) fn of_regex(regex: &str) -> Self {
        let Ok(hir) = regex_syntax::parse(regex) else { return Self::ALL };
        let (may, must) = chars(&hir);
        let bytes = |length: Option<usize>, unknown| length.and_then(|n| u8::try_from(n).ok()).unwrap_or(unknown);
        let properties = hir.properties();
        Self { may, must, least: bytes(properties.minimum_len(), 0), most: bytes(properties.maximum_len(), u8::MAX) }
    }

    /// Those that are in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            may: self.may & other.may,
            must: self.must | other.must,
            least: self.least.max(other.least),
            most: self.most.min(other.most),
        }
    }

    /// Those that are in either, and maybe more.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            may: self.may | other.may,
            must: self.must & other.must,
            least: self.least.min(other.least),
            most: self.most.max(other.most),
        }
    }
}

/// The characters that may and those that must be in what an expression fits.
fn chars(hir: &Hir) -> (u8, u8) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (0, 0),
        HirKind::Literal(literal) => {
            let all = String::from_utf8_lossy(&literal.0).chars().fold(0, |all, c| all | of_char(c));
            (all, all)
        }
        HirKind::Class(class) => {
            let may = of_class(class);
            (may, if may.is_power_of_two() { may } else { 0 })
        }
        HirKind::Repetition(repetition) => {
            let (may, must) = chars(&repetition.sub);
            (may, if repetition.min == 0 { 0 } else { must })
        }
        HirKind::Capture(capture) => chars(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(chars).fold((0, 0), |all, one| (all.0 | one.0, all.1 | one.1)),
        HirKind::Alternation(parts) => {
            let each = parts.iter().map(chars);
            each.reduce(|all, one| (all.0 | one.0, all.1 & one.1)).unwrap_or((u8::MAX, 0))
        }
    }
}

fn of_class(class: &Class) -> u8 {
    let Class::Unicode(class) = class else { return u8::MAX };
    class.ranges().iter().fold(0, |all, range| {
        let ascii = (range.start()..=range.end().min('\u{7f}')).fold(0, |all, c| all | of_char(c));
        all | ascii | if range.end() > '\u{7f}' { OTHER } else { 0 }
    })
}

/// How the tokens begin that an expression fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way to begin that is there or not")]
pub(super) struct Starts {
    pub(super) digit: bool,
    pub(super) lower: bool,
    pub(super) upper: bool,
    /// In any other way, or it is not known.
    pub(super) other: bool,
}

impl Starts {
    pub(super) fn of_regex(regex: &str) -> Self {
        let mut starts = Self::default();
        let known = regex_syntax::parse(regex).is_ok_and(|hir| starts.add(&hir));
        Self { other: starts.other || !known, ..starts }
    }

    /// Whether every token begins with a digit.
    pub(super) fn is_digit(self) -> bool {
        self == Self { digit: true, ..Self::default() }
    }

    fn add_char(&mut self, c: char) {
        match c {
            '0'..='9' => self.digit = true,
            'a'..='z' => self.lower = true,
            'A'..='Z' => self.upper = true,
            _ => self.other = true,
        }
    }

    /// Adds the first characters of an expression; `false` if it may be empty.
    fn add(&mut self, hir: &Hir) -> bool {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => false,
            HirKind::Literal(literal) => {
                let first = String::from_utf8_lossy(&literal.0).chars().next();
                first.inspect(|c| self.add_char(*c)).is_some()
            }
            HirKind::Class(Class::Unicode(class)) => {
                for range in class.ranges() {
                    (range.start()..=range.end().min('\u{7f}')).for_each(|c| self.add_char(c));
                    self.other |= range.end() > '\u{7f}';
                }
                true
            }
            HirKind::Class(Class::Bytes(_)) => {
                self.other = true;
                true
            }
            HirKind::Repetition(repetition) => self.add(&repetition.sub) && repetition.min > 0,
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) => parts.iter().any(|part| self.add(part)),
            HirKind::Alternation(parts) => {
                // All are added, also after one that may be empty.
                let empty = parts.iter().filter(|part| !self.add(part)).count();
                empty == 0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_expression_fits_is_of_its_sorts() {
        for (regex, fits, others) in [
            ("(19|20)[0-9][0-9]", &["1999", "2020"][..], &["12", "3.5", "2020s"][..]),
            ("[0-9]{1,2}[.][0-5][0-9]", &["3.15", "18.30"], &["1830", "1.234.567", "3,15"]),
            ("[0-9]{1,3},[0-9]{1,2}(?:[bmt]n|m)", &["2,5bn", "12,75m"], &["2,5", "2.5bn"]),
            ("(?i)[0-9]+UHR|[0-9]{4}", &["18Uhr", "2020"], &["3.5"]),
            (".*", &["1", "12a"], &[]),
        ] {
            assert_eq!(Starts::of_regex(regex).is_digit(), regex != ".*", "{regex}");
            let sorts = Sorts::of_regex(regex);
            assert!(fits.iter().all(|text| sorts.fit(Sort::of(text))), "{regex}: {sorts:?}");
            assert!(others.iter().all(|text| !sorts.fit(Sort::of(text))), "{regex}: {sorts:?}");
        }
    }
}
