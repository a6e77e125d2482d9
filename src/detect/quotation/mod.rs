//! Quotation marks that do not pair, stand in the wrong role, or belong to another language.
//!
//! The pairing itself is done once, in [`crate::analysis::quotation`]; this kind says which of its results are faults.

mod apostrophe;
mod dash;
mod pairs;
mod place;
mod slips;
mod spaces;
mod split;

use super::hit::set_apart;
use super::spec::{Quotation as Spec, QuotationFault as Fault};
use rustc_hash::FxHashMap;

use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::quotation::{Level, Mark, Quotations, glyph, places};
use crate::article::Side;
use crate::span::Span;
use crate::text::language::{CommaPlace, Inside};
use crate::text::profile::Pair;
use crate::text::{Profile, TokenKind};

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
            let mut found = Vec::new();
            slips::find(&case, &mut found);
            pairs::find(&case, &mut found);
            if self.rules.wants(Fault::SplitApostrophe) {
                split::find(&case, &mut found);
            }
            for found in habits(found) {
                self.rules.report(found.fault, hits, |rule| Hit { rule, ..found.hit.clone() });
            }
        }
        self.signs(side, hits);
    }
}

impl Scanner {
    /// Dashes and signs that stand in for an apostrophe, which no quotation mark need be near.
    fn signs(&self, side: &Side, hits: &mut Hits) {
        let dashes = dash::Wanted::new(side, &self.rules);
        let mut apostrophe = apostrophe::Glyph::default();
        let text = side.text.as_bytes();
        for block in &side.blocks {
            let tokens = side.tokens_of(block);
            for at in places::places(text, block.span, [b'-', b'"', b'`'], |at| Sign::at(text, at).is_some()) {
                let Some(sign) = Sign::at(text, at) else { continue };
                let seen = places::token_at(tokens, block.span, at);
                if !tokens.get(seen).is_some_and(|token| token.kind == TokenKind::Mark && token.span.lo() == at) {
                    continue;
                }
                match sign {
                    Sign::Dash => dash::report(side, block, seen, (&dashes, &self.rules), hits),
                    Sign::Apostrophe => {
                        apostrophe::report(side, (tokens, seen), &self.rules, &mut apostrophe, hits);
                    }
                }
            }
        }
    }
}

/// What a character may be, by its first bytes.
enum Sign {
    Dash,
    Apostrophe,
}

impl Sign {
    fn at(text: &[u8], at: usize) -> Option<Self> {
        let (byte, next) = (text[at], text.get(at + 1).copied().unwrap_or_default());
        let before = at.checked_sub(1).map_or(b' ', |at| text[at]);
        let in_word = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
        match byte {
            b'-' => (!before.is_ascii_alphanumeric() || !next.is_ascii_alphanumeric()).then_some(Self::Dash),
            b'"' | b'`' => (in_word(before) && in_word(next)).then_some(Self::Apostrophe),
            0xC2 if next == 0xB4 => Some(Self::Apostrophe),
            0xE2 if next == 0x80 => match text.get(at + 2) {
                Some(0x93..=0x95) => Some(Self::Dash),
                Some(0x9C | 0x9D | 0xB2) if in_word(before) => Some(Self::Apostrophe),
                _ => None,
            },
            0xEF if next == 0xBC => Some(Self::Apostrophe),
            _ => None,
        }
    }
}

/// A fault with its hit, before it is known which rule reports it.
struct Found {
    fault: Fault,
    mark: String,
    hit: Hit,
}

impl Found {
    fn new(fault: Fault, span: Span, mark: &str, expected: impl ToString) -> Self {
        let hit = Hit::new(RuleIndex(0), span).slot("mark", mark).slot("expected", expected);
        Self { fault, mark: mark.to_owned(), hit }
    }

    fn because(mut self, span: Span) -> Self {
        self.hit = self.hit.because(span);
        self
    }

    fn choose(mut self, edits: Vec<Edit>, sure: bool) -> Self {
        self.hit = self.hit.choose(edits, sure);
        self
    }
}

/// From so many on, the same fault of the same mark is a habit of the text, and is reported once with all its places.
const HABIT: usize = 3;
/// The same for what comes from one setting of one tool: a space inside the marks, pairs of another language.
const PAIR_HABIT: usize = 2;

fn habit(fault: Fault) -> usize {
    if matches!(fault, Fault::SpaceInside | Fault::ForeignMarks) { PAIR_HABIT } else { HABIT }
}

fn habits(found: Vec<Found>) -> Vec<Found> {
    let mut result: Vec<Found> = Vec::new();
    let mut counts: FxHashMap<(Fault, String), usize> = FxHashMap::default();
    for one in &found {
        *counts.entry((one.fault, one.mark.clone())).or_default() += 1;
    }
    let mut firsts: FxHashMap<(Fault, String), usize> = FxHashMap::default();
    for one in found {
        let key = (one.fault, one.mark.clone());
        let repairable = one.hit.choices.first().is_some_and(|choice| choice.sure);
        if !repairable || counts[&key] < habit(one.fault) {
            result.push(one);
            continue;
        }
        if let Some(&at) = firsts.get(&key) {
            let first = &mut result[at].hit;
            first.evidence.push(one.hit.span);
            let edits = one.hit.choices.into_iter().next().map(|choice| choice.edits).unwrap_or_default();
            first.choices.truncate(1);
            first.choices[0].edits.extend(edits);
        } else {
            firsts.insert(key, result.len());
            result.push(one);
        }
    }
    for at in firsts.into_values() {
        set_apart(&mut result[at].hit.choices[0].edits);
    }
    result
}

/// Which end of a quotation a mark is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Open,
    Close,
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
                let single = |pair: &Pair| glyph::level(pair.open) == Some(Level::Single) && pair.open != '\'';
                self.accepted().find(single).unwrap_or(self.norm)
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
        let guillemets = glyph::is_guillemet(pair.open);
        if guillemets && self.profile().inside_guillemets == Inside::Required { "\u{A0}" } else { "" }
    }

    /// Whether the comma before an attribution stands inside the quotation.
    fn comma_inside(&self) -> bool {
        self.profile().comma == CommaPlace::Inside
    }
}

fn is_double(pair: Pair) -> bool {
    glyph::level(pair.open) == Some(Level::Double)
}

/// The outer pair that the article uses most; the house default where it uses none that is accepted. Straight marks are it
/// only where they are a clear majority. A quotation of one straight and one typographic mark counts for the pair of the
/// latter.
fn norm(side: &Side, quotations: &Quotations) -> Pair {
    let outer = &side.profile.outer;
    let mut counts: Vec<(Pair, usize)> = Vec::new();
    for quotation in &quotations.pairs {
        let (open, close) = (&quotations.marks[quotation.open as usize], &quotations.marks[quotation.close as usize]);
        if open.level == Level::Single || [open, close].iter().any(|mark| mark.makeshift || mark.encoded) {
            continue;
        }
        let pair = Pair { open: open.glyph, close: close.glyph };
        let half = |known: &&Pair| match (glyph::is_straight(pair.open), glyph::is_straight(pair.close)) {
            (true, false) => known.close == pair.close,
            (false, true) => known.open == pair.open,
            _ => false,
        };
        let Some(pair) = outer.iter().find(|known| **known == pair).or_else(|| outer.iter().find(half)) else {
            continue;
        };
        match counts.iter_mut().find(|(known, _)| known == pair) {
            Some((_, count)) => *count += 1,
            None => counts.push((*pair, 1)),
        }
    }
    let house = outer.first().copied().unwrap_or(Pair { open: '"', close: '"' });
    let most = |straight: bool| {
        let known = counts.iter().filter(|(pair, _)| glyph::is_straight(pair.open) == straight);
        known.max_by_key(|(pair, count)| (*count, *pair == house)).copied()
    };
    match (most(true), most(false)) {
        (Some((straight, count)), Some((_, other))) if count > CLEAR * other => straight,
        (_, Some((pair, _))) | (Some((pair, _)), None) => pair,
        (None, None) => house,
    }
}

/// How many times as often as typographic marks straight ones must occur to be the article's.
const CLEAR: usize = 2;

fn delete(from: usize, to: usize) -> Edit {
    Edit::delete(Span::new(from, to))
}
