//! Dates written out: a day, a month by its name and a year, with or without the weekday.
//!
//! Months and weekdays are those of the classes `month.1` to `month.12` and `weekday.1` (Monday, as in ISO 8601) to
//! `weekday.7` of the language's word files. Dates in figures alone are not read: nobody can say which figure is the month.

use crate::article::Side;
use crate::span::Span;
use crate::text::{Shape, Token, TokenKind};

/// A date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// From the weekday or the day to the year.
    pub span: Span,
    /// The day of the month as it is written, from 1 to 39.
    pub day: u8,
    /// Where the day stands.
    pub day_span: Span,
    /// The month, from 1.
    pub month: u8,
    /// Where its name stands.
    pub month_span: Span,
    /// The year.
    pub year: u16,
    /// The weekday, from 1 for Monday, and where it stands.
    pub weekday: Option<(u8, Span)>,
}

impl Date {
    /// Days of the month (proleptic Gregorian calendar).
    pub fn days_in_month(&self) -> u8 {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The weekday that the date falls on, from 1 for Monday (Sakamoto's method); `None` if there is no such day.
    pub fn falls_on(&self) -> Option<u8> {
        const SHIFT: [u16; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        if self.day == 0 || self.day > self.days_in_month() {
            return None;
        }
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        let sum = year + year / 4 - year / 100 + year / 400 + SHIFT[usize::from(self.month) - 1] + u16::from(self.day);
        Some(((sum + 6) % 7) as u8 + 1)
    }
}

/// Collects the dates of a side, in order.
pub fn read(side: &Side) -> Vec<Date> {
    let calendar = side.profile.lexicon.calendar();
    if calendar.is_empty() {
        return Vec::new();
    }
    let mut dates = Vec::new();
    for block in &side.blocks {
        let reader = Reader { side, tokens: side.tokens_of(block) };
        // Years are much rarer than words that may be months.
        for (year, token) in reader.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Number) {
            if token.span.len() == 4 {
                let near = (year.saturating_sub(REACH)..year).rev();
                let month = near.into_iter().find_map(|at| Some((at, calendar.month(&reader.tokens[at])?)));
                dates.extend(month.and_then(|(at, month)| reader.date(at, month)));
            }
        }
    }
    dates
}

/// How many tokens before the year the month stands at most.
const REACH: usize = 8;

struct Reader<'a> {
    side: &'a Side,
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn date(&self, month: usize, number: u8) -> Option<Date> {
        let calendar = self.side.profile.lexicon.calendar();
        let before = self.back(month).and_then(|at| Some((at, self.day(at)?)));
        let after = self.on(month).and_then(|at| Some((at, self.day(at)?)));
        let (first, day, rest) = match (before, after) {
            (Some((at, day)), _) => (at, (at, day), month),
            (None, Some((at, day))) => (month, (at, day), at),
            (None, None) => return None,
        };
        let year_at = self.on(rest)?;
        let year: u16 = self.text(year_at).parse().ok().filter(|year| (1800..2200).contains(year))?;
        let weekday_at = self.back(first);
        let weekday = weekday_at.and_then(|at| Some((calendar.weekday(&self.tokens[at])?, self.tokens[at].span)));
        let start = weekday.map_or(self.tokens[first].span, |(_, span)| span);
        Some(Date {
            span: start.to(self.tokens[year_at].span),
            day: day.1,
            day_span: self.tokens[day.0].span,
            month: number,
            month_span: self.tokens[month].span,
            year,
            weekday,
        })
    }

    fn text(&self, at: usize) -> &str {
        self.side.word(&self.tokens[at])
    }

    /// A day of the month, with or without an ending: `12`, `12th`.
    fn day(&self, at: usize) -> Option<u8> {
        let text = self.text(at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let ending = &text[digits..];
        (ending.len() <= 3 && ending.chars().all(char::is_alphabetic) && (1..=2).contains(&digits))
            .then(|| text[..digits].parse().ok())
            .flatten()
            .filter(|day| (1..40).contains(day))
    }

    /// The word or number before one, over commas, dots and short words: `12 of March`, `3. Oktober`, `Monday, the 3rd`.
    fn back(&self, from: usize) -> Option<usize> {
        let near = (0..from).rev().take(6);
        near.into_iter().find(|at| !self.is_joint(*at)).filter(|at| self.is_word(*at))
    }

    fn on(&self, from: usize) -> Option<usize> {
        let near = (from + 1..self.tokens.len()).take(6);
        near.into_iter().find(|at| !self.is_joint(*at)).filter(|at| self.is_word(*at))
    }

    fn is_word(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, TokenKind::Word | TokenKind::Number)
    }

    fn is_joint(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Space => true,
            TokenKind::Mark => matches!(token.mark(), Some(',' | '.')),
            TokenKind::Word => {
                token.shape == Shape::Lower
                    && token.span.len() <= 3
                    && self.side.profile.function.has(&self.side.text, token)
            }
            TokenKind::Number => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: u16, month: u8, day: u8) -> Date {
        let span = Span::at(0);
        Date { span, day, day_span: span, month, month_span: span, year, weekday: None }
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        for ((year, month, day), weekday) in
            [((2000, 1, 1), 6), ((2024, 2, 29), 4), ((1999, 12, 31), 5), ((2026, 11, 23), 1), ((1900, 3, 1), 4)]
        {
            assert_eq!(date(year, month, day).falls_on(), Some(weekday), "{year}-{month}-{day}");
        }
        for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2020, 4, 31), (2020, 6, 35)] {
            assert_eq!(date(year, month, day).falls_on(), None);
        }
    }
}
