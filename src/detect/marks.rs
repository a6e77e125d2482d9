//! Patterns over the marks and spaces between two words: stray, doubled and contradictory marks.
//!
//! All patterns of all rules are one regex set, tried on the unusual runs of marks only ([`crate::analysis::runs`]).
//! Whether quotation marks pair is not asked here, nor what stands further away than the words beside the run.

use std::sync::OnceLock;

use regex::{Captures, RegexSet};

use super::lazy::LazyRegex;
use super::spec::{MarkPattern, Marks as Spec, Neighbour, QuotedComma};
use super::{Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::runs::Run;
use crate::article::Side;
use crate::span::Span;
use crate::text::language::CommaPlace;
use crate::text::{Profile, Shape, Token, TokenKind};

/// All patterns, in order of rule and place in the rule.
pub(crate) struct Scanner {
    /// All patterns in one, compiled at the first unusual run.
    set: OnceLock<RegexSet>,
    patterns: Vec<RunPattern>,
}

struct RunPattern {
    rule: RuleIndex,
    find: LazyRegex,
    replace: Vec<String>,
    before: Option<Vec<Neighbour>>,
    after: Option<Vec<Neighbour>>,
    prose: bool,
}

impl RunPattern {
    fn new(rule: RuleIndex, spec: &MarkPattern) -> Self {
        let (before, after) = (spec.before.clone(), spec.after.clone());
        Self { rule, find: LazyRegex::new(&spec.find), replace: spec.replace.clone(), before, after, prose: spec.prose }
    }
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], profile: &Profile) -> Self {
        let here = match profile.comma {
            CommaPlace::Inside => QuotedComma::Inside,
            CommaPlace::Outside => QuotedComma::Outside,
        };
        let wanted = |pattern: &&MarkPattern| pattern.comma.is_none_or(|place| place == here);
        let specs = rules.iter().flat_map(|(rule, spec)| spec.patterns.iter().map(|pattern| (*rule, pattern)));
        let specs = specs.filter(|(_, pattern)| wanted(pattern));
        let patterns = specs.map(|(rule, spec)| RunPattern::new(rule, spec)).collect();
        Self { set: OnceLock::new(), patterns }
    }

    fn set(&self) -> &RegexSet {
        let patterns = || self.patterns.iter().map(|pattern| pattern.find.as_str());
        self.set.get_or_init(|| RegexSet::new(patterns()).unwrap_or_else(|_| RegexSet::empty()))
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        for run in article.runs() {
            let text = side.str(run.span);
            if self.set().is_match(text) {
                self.report(side, run, hits);
            }
        }
    }
}

impl Scanner {
    /// The first pattern of each rule that fits the run.
    fn report(&self, side: &Side, run: &Run, hits: &mut Hits) {
        let text = side.str(run.span);
        if text.starts_with(';') && ends_entity(side, run) {
            return;
        }
        let (before, after) = neighbours(side, run);
        let fits = |wanted: &Option<Vec<Neighbour>>, found: Option<Neighbour>| {
            wanted.as_ref().is_none_or(|wanted| found.is_some_and(|found| wanted.contains(&found)))
        };
        let prose = side.blocks[run.block as usize].kind.is_prose();
        let mut done = None;
        for index in self.set().matches(text) {
            let pattern = &self.patterns[index];
            let placed = (prose || !pattern.prose) && fits(&pattern.before, before) && fits(&pattern.after, after);
            if !placed || done == Some(pattern.rule) {
                continue;
            }
            if let Some(groups) = pattern.find.get().and_then(|find| find.captures(text)) {
                done = Some(pattern.rule);
                hits.push(hit(side, run, pattern, &groups));
            }
        }
    }
}

fn hit(side: &Side, run: &Run, pattern: &RunPattern, groups: &Captures<'_>) -> Hit {
    let found = groups.name("at").or_else(|| groups.get(0)).map_or(0..0, |found| found.range());
    let span = Span::new(run.span.lo() + found.start, run.span.lo() + found.end);
    let replacements: Vec<String> = pattern
        .replace
        .iter()
        .map(|template| {
            let mut text = String::new();
            groups.expand(template, &mut text);
            text
        })
        .collect();
    let mut hit = Hit::new(pattern.rule, span).slot("marks", side.str(span).trim());
    hit = hit.slot("expected", replacements.first().map_or("", |text| text.trim()));
    let sure = replacements.len() == 1;
    replacements.into_iter().fold(hit, |hit, text| hit.choose(vec![Edit::new(span, text)], sure))
}

/// Whether the semicolon that begins a run ends an HTML entity: `&quot;`.
fn ends_entity(side: &Side, run: &Run) -> bool {
    let before = |count| (run.first as usize).checked_sub(count).map_or("", |at| side.str(side.tokens[at].span));
    before(2) == "&" || before(2) == "#"
}

/// What stands before and after a run.
fn neighbours(side: &Side, run: &Run) -> (Option<Neighbour>, Option<Neighbour>) {
    let tokens = side.tokens_of(&side.blocks[run.block as usize]);
    let start = side.blocks[run.block as usize].tokens.start;
    let before = (run.first as usize).checked_sub(start as usize + 1).map(|at| &tokens[at]);
    let after = tokens.get((run.last - start) as usize);
    let stop = side.str(run.span).starts_with('.');
    let before = before.map_or(Some(Neighbour::Edge), |token| {
        if stop && is_abbreviation(side, token) { Some(Neighbour::Abbreviation) } else { neighbour(side, token) }
    });
    (before, after.map_or(Some(Neighbour::Edge), |token| neighbour(side, token)))
}

fn neighbour(side: &Side, token: &Token) -> Option<Neighbour> {
    match token.kind {
        TokenKind::Number => Some(Neighbour::Number),
        TokenKind::Word if token.shape.starts_upper(side.word(token)) => Some(Neighbour::Upper),
        TokenKind::Word if token.shape == Shape::None => Some(Neighbour::Caseless),
        TokenKind::Word => Some(Neighbour::Lower),
        TokenKind::Space | TokenKind::Mark => None,
    }
}

/// The longest word that may be an abbreviation in a language whose abbreviations are not known.
const SHORT: usize = 4;

fn is_abbreviation(side: &Side, token: &Token) -> bool {
    let (word, known) = (side.word(token), &side.profile.abbreviations);
    if token.kind != TokenKind::Word {
        return false;
    }
    let short = |most: usize| word.chars().nth(most).is_none();
    short(1)
        || word.contains('.')
        || known.has_word(word)
        || (known.is_empty() && token.script.is_cased() && short(SHORT))
}
