//! Quotation marks that do not pair, stand in the wrong role, or belong to another language.
//!
//! The pairing itself is done once, in [`crate::analysis::quotation`]; this kind says which of its results are faults.

mod dash;
mod pairs;
mod slips;

use super::spec::{Quotation as Spec, QuotationFault as Fault};
use super::{ByFault, Edit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::quotation::{Level, Mark, Quotations};
use crate::article::Side;
use crate::span::Span;
use crate::text::Profile;
use crate::text::language::{CommaPlace, Inside};
use crate::text::profile::Pair;

/// All quotation rules.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let quotations = article.quotations();
        if !quotations.marks.is_empty() {
            let case = Case { side, quotations, norm: norm(side, quotations) };
            slips::report(&case, &self.rules, hits);
            pairs::report(&case, &self.rules, hits);
        }
        dash::report(side, &self.rules, hits);
    }
}

/// What the judgements need: the text, its quotations, and the pair that the article uses most.
struct Case<'a> {
    side: &'a Side,
    quotations: &'a Quotations,
    norm: Pair,
}

impl Case<'_> {
    fn mark(&self, index: u32) -> &Mark {
        &self.quotations.marks[index as usize]
    }

    fn profile(&self) -> &Profile {
        &self.side.profile
    }

    /// Accepted pairs, those of the article's norm first.
    fn accepted(&self) -> impl Iterator<Item = Pair> {
        let profile = &self.side.profile;
        std::iter::once(self.norm).chain(profile.outer.iter().copied()).chain(profile.inner.iter().copied())
    }

    fn is_accepted(&self, pair: Pair) -> bool {
        self.accepted().any(|known| known == pair)
    }

    /// The pair that an opening mark belongs to.
    fn opened_by(&self, glyph: char) -> Option<Pair> {
        self.accepted().find(|pair| pair.open == glyph)
    }

    /// The pair that a closing mark belongs to.
    fn closed_by(&self, glyph: char) -> Option<Pair> {
        self.accepted().find(|pair| pair.close == glyph)
    }

    /// The pair to use at a level when nothing in the text decides.
    fn default_pair(&self, level: Level) -> Pair {
        match level {
            Level::Single => {
                let single = |pair: &Pair| crate::analysis::quotation::marks::level(pair.open) == Some(Level::Single);
                self.accepted().find(|pair| single(pair) && pair.open != '\'').unwrap_or(self.norm)
            }
            _ => self.norm,
        }
    }

    /// What is written for an opening mark, with the space that belongs inside it.
    fn opening(&self, pair: Pair) -> String {
        format!("{}{}", pair.open, self.padding(pair))
    }

    /// What is written for a closing mark, with the space that belongs inside it.
    fn closing(&self, pair: Pair) -> String {
        format!("{}{}", self.padding(pair), pair.close)
    }

    fn padding(&self, pair: Pair) -> &'static str {
        let guillemets = matches!(pair.open, '«' | '»' | '‹' | '›');
        if guillemets && self.profile().inside_guillemets == Inside::Required { "\u{A0}" } else { "" }
    }

    /// Whether the comma before an attribution stands inside the quotation.
    fn comma_inside(&self) -> bool {
        self.profile().comma == CommaPlace::Inside
    }
}

/// The outer pair that the article uses most; the house default where it uses none that is accepted.
fn norm(side: &Side, quotations: &Quotations) -> Pair {
    let mut counts: Vec<(Pair, usize)> = Vec::new();
    for quotation in &quotations.pairs {
        let (open, close) = (&quotations.marks[quotation.open as usize], &quotations.marks[quotation.close as usize]);
        let pair = Pair { open: open.glyph, close: close.glyph };
        let counted = open.level != Level::Single && !open.makeshift && !close.makeshift && side.profile.outer.contains(&pair);
        if counted {
            match counts.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, count)) => *count += 1,
                None => counts.push((pair, 1)),
            }
        }
    }
    let house = side.profile.outer.first().copied().unwrap_or(Pair { open: '"', close: '"' });
    counts.iter().max_by_key(|(pair, count)| (*count, *pair == house)).map_or(house, |(pair, _)| *pair)
}

/// The word before a byte offset with the mark that follows it: the stretch shown for a place to insert.
fn word_before(side: &Side, at: usize) -> Span {
    let token = side.token_at(at.saturating_sub(1));
    let word = side.tokens[..=token.min(side.tokens.len() - 1)].iter().rev().find(|t| t.norm.0 != 0 && t.span.hi() <= at && t.kind != crate::text::TokenKind::Mark);
    let next = &side.text[at..];
    let end = at + if next.starts_with(',') { 1 } else { 0 };
    word.map_or(Span::at(at), |word| Span::new(word.span.lo(), end.max(word.span.hi())))
}

fn delete(from: usize, to: usize) -> Edit {
    Edit::delete(Span::new(from, to))
}
