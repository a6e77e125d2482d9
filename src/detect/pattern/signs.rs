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
const SHORTEST: i64 = 120;
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
        let words: i64 = side.tokens.iter().map(|token| i64::from(token.kind == TokenKind::Word)).sum();
        if words < SHORTEST {
            return;
        }
        let mut found = Vec::new();
        self.inner.scan(article, &mut found);
        let mut places = vec![Vec::new(); self.sums.last().map_or(0, |sum| sum.numbers.end)];
        for hit in &found {
            places[usize::from(hit.rule.0)].push(hit.span);
        }
        places.iter_mut().for_each(apart);
        let notes = self.sums.iter().filter_map(|sum| sum.note(&places[sum.numbers.clone()], words, side));
        hits.extend(notes);
    }
}

impl Sum {
    /// The note on an article with so many words, if the signs at these places are enough.
    fn note(&self, places: &[Vec<Span>], words: i64, side: &Side) -> Option<Hit> {
        let counted = || self.signs.iter().zip(places).filter(|(_, places)| !places.is_empty());
        let score = 1000 * counted().map(|((_, points), places)| weight(*points, places)).sum::<i64>() / words;
        let mut seen: Vec<_> = counted().filter(|((_, points), _)| *points > 0).collect();
        if score < i64::from(self.points) || seen.len() < usize::from(self.least) {
            return None;
        }
        seen.sort_by_key(|((_, points), places)| Reverse(weight(*points, places)));
        let names: Vec<&str> = seen.iter().take(NAMED).map(|((name, _), _)| &**name).collect();
        let longest = seen.iter().map(|(_, places)| places.len()).max().unwrap_or(0);
        let rounds = (0..longest).flat_map(|round| seen.iter().filter_map(move |(_, places)| places.get(round)));
        let mut shown: Vec<Span> = rounds.copied().take(SHOWN).collect();
        shown.sort_unstable();
        let note = Hit::new(self.rule, start(side)?).slot("score", score).slot("signs", names.join(", "));
        Some(shown.into_iter().fold(note, Hit::because))
    }
}

/// What a sign counts that stands at so many places.
fn weight(points: i8, places: &[Span]) -> i64 {
    places.iter().map(|_| i64::from(points)).sum()
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Article, plain};
    use crate::text::Lang;

    const RULE: &str = "
        points = 30
        least = 2
        of = [
            { name = 'thuses', points = 1, pattern = { match = 'thus' } },
            { name = 'hences', points = 2, pattern = [{ match = 'hence' }, { match = 'hence so' }] },
            { name = 'jokes', points = -3, pattern = { match = 'haha' } },
        ]";

    /// The note on a text of 130 words, those said and others.
    fn note(words: &str) -> Option<Hit> {
        let padding = "one of these plain words ".repeat(130_usize.saturating_sub(words.split(' ').count()) / 5);
        notes(&format!("A headline\nSo {words} {padding}end."))
    }

    fn notes(text: &str) -> Option<Hit> {
        let profile = Arc::new(Profile::new(Lang::new("en").unwrap(), &[]));
        let article = Article::of(plain::read(text.into(), Arc::clone(&profile)));
        let spec: Signs = toml::from_str(RULE).unwrap();
        let mut hits = Vec::new();
        Scanner::new(&[(RuleIndex(3), &spec)], &profile).scan(&Analysed::new(&article), &mut hits);
        assert!(hits.len() <= 1);
        hits.pop()
    }

    #[test]
    fn the_note_stands_at_the_first_word_of_the_running_text_and_names_what_counts_most() {
        let note = note("thus hence hence").unwrap();
        assert_eq!((note.rule, note.span), (RuleIndex(3), Span::new(11, 13)));
        assert_eq!(note.slots[0], ("score".into(), "37".to_owned()));
        assert_eq!(note.slots[1], ("signs".into(), "hences, thuses".to_owned()));
        assert_eq!(note.evidence.len(), 3);
    }

    #[test]
    fn one_sort_of_signs_is_not_enough_however_many_there_are() {
        assert_eq!(note("hence hence hence hence hence hence"), None);
        assert_eq!(note("thus hence"), None, "nor are few of several sorts");
    }

    #[test]
    fn what_speaks_against_is_taken_off() {
        assert_eq!(note("thus hence hence haha"), None);
        assert!(note("thus hence hence hence hence haha").is_some());
    }

    #[test]
    fn where_two_patterns_of_a_sign_fit_it_counts_once() {
        assert_eq!(note("thus hence so"), None);
    }

    #[test]
    fn each_sign_is_shown_before_one_is_shown_often() {
        let note = note(&format!("{}thus", "hence ".repeat(20))).unwrap();
        assert_eq!(note.evidence.len(), SHOWN);
        assert_eq!(note.evidence.last().map(|span| span.end - span.start), Some(4));
    }

    #[test]
    fn a_short_text_is_not_judged() {
        assert_eq!(notes("So thus hence hence thus hence hence."), None);
    }
}
