//! Signs that say nothing alone: patterns whose hits are summed up over an article and give one note on it.
//!
//! What a sign is, a rule says. No place of an article is at fault here, so the note stands at its first word and points to
//! some of the signs.

use std::cmp::Reverse;
use std::ops::Range;

use crate::analysis::Analysed;
use crate::article::Side;
use crate::detect::spec::{Signs, Telltale};
use crate::detect::{Hit, Hits, RuleIndex, Scan};
use crate::span::Span;
use crate::text::{Profile, TokenKind};

/// In fewer words one sign weighs too much.
const SHORTEST: usize = 120;
/// How many places a note points to.
const SHOWN: usize = 8;
/// How many signs it names.
const NAMED: usize = 5;

/// All rules that sum up signs, with one search for the signs of all.
pub(crate) struct Scanner {
    sums: Vec<Sum>,
    inner: super::Scanner,
}

/// A rule.
struct Sum {
    rule: RuleIndex,
    points: u16,
    least: u8,
    /// The numbers that its signs have in the search.
    numbers: Range<usize>,
    signs: Vec<(Box<str>, i8)>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Signs)], profile: &Profile) -> Self {
        let (mut sums, mut patterns) = (Vec::new(), Vec::new());
        for (rule, spec) in rules {
            let first = patterns.len();
            patterns.extend((first..).zip(&spec.of).map(|(number, sign)| (RuleIndex(number as u16), &sign.pattern)));
            let signs = spec.of.iter().map(|sign: &Telltale| (sign.name.as_str().into(), sign.points)).collect();
            let numbers = first..patterns.len();
            sums.push(Sum { rule: *rule, points: spec.points, least: spec.least, numbers, signs });
        }
        Self { inner: super::Scanner::new(&patterns, profile), sums }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let words = side.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        if words < SHORTEST {
            return;
        }
        let mut found = Vec::new();
        self.inner.scan(article, &mut found);
        let mut places = vec![Vec::new(); self.sums.last().map_or(0, |sum| sum.numbers.end)];
        found.iter().for_each(|hit| places[usize::from(hit.rule.0)].push(hit.span));
        places.iter_mut().for_each(apart);
        let notes = self.sums.iter().filter_map(|sum| sum.note(&places[sum.numbers.clone()], words, side));
        hits.extend(notes);
    }
}

impl Sum {
    /// The note on an article with so many words, if the signs at these places are enough.
    fn note(&self, places: &[Vec<Span>], words: usize, side: &Side) -> Option<Hit> {
        let counted = || self.signs.iter().zip(places).filter(|(_, places)| !places.is_empty());
        let sum: i64 = counted().map(|((_, points), places)| i64::from(*points) * places.len() as i64).sum();
        let score = 1000 * sum / words as i64;
        let mut seen: Vec<_> = counted().filter(|((_, points), _)| *points > 0).collect();
        if score < i64::from(self.points) || seen.len() < usize::from(self.least) {
            return None;
        }
        seen.sort_by_key(|((_, points), places)| Reverse(i64::from(*points) * places.len() as i64));
        let names: Vec<&str> = seen.iter().take(NAMED).map(|((name, _), _)| &**name).collect();
        let longest = seen.iter().map(|(_, places)| places.len()).max().unwrap_or(0);
        let rounds = (0..longest).flat_map(|round| seen.iter().filter_map(move |(_, places)| places.get(round)));
        let mut shown: Vec<Span> = rounds.copied().take(SHOWN).collect();
        shown.sort_unstable();
        let note = Hit::new(self.rule, start(side)?).slot("score", score).slot("signs", names.join(", "));
        Some(shown.into_iter().fold(note, Hit::because))
    }
}

/// Of the places of one sign those that do not overlap.
fn apart(places: &mut Vec<Span>) {
    places.sort_unstable();
    let mut end = 0;
    places.retain(|place| {
        let free = place.start >= end;
        end = if free { place.end } else { end };
        free
    });
}

/// The first word of the running text, or of an article that has none.
fn start(side: &Side) -> Option<Span> {
    let first = |prose: bool| {
        let blocks = side.blocks.iter().filter(|block| !prose || block.kind.is_prose());
        let words = blocks.flat_map(|block| side.tokens_of(block)).filter(|token| token.kind == TokenKind::Word);
        words.map(|token| token.span).next()
    };
    first(true).or_else(|| first(false))
}
