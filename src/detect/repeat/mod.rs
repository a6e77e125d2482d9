//! Repetition: a word, phrase, sentence or line that stands twice by mistake; loops.
//!
//! Not style: what prose repeats on purpose (grammatical doubles, names, emphasis, refrains, lists, results) is left alone.

mod inside;
mod joined;
mod lines;
mod words;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::spec::{Joins, Repeat as Spec, RepeatUnit as Unit};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::Side;
use crate::span::Span;
use crate::text::profile::WordSet;
use crate::text::{Norm, Profile, Token, TokenKind};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Unit>,
    joins: Vec<JoinRule>,
    meant: Vec<Vec<Step>>,
    nouns: WordSet,
    questions: Vec<String>,
}

/// A rule about words joined with themselves, for one language.
struct JoinRule {
    rule: RuleIndex,
    unit: Unit,
    and: FxHashSet<Norm>,
    before: FxHashSet<Norm>,
    idioms: FxHashSet<Norm>,
}

impl JoinRule {
    fn new(rule: RuleIndex, unit: Unit, joins: &Joins) -> Self {
        let set = |words: &[String]| words.iter().map(|word| Norm::of(word)).collect();
        Self { rule, unit, and: set(&joins.and), before: set(&joins.before), idioms: set(&joins.idioms) }
    }
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], profile: &Profile) -> Self {
        let tag = profile.lang.as_str();
        let language = tag.split('-').next().unwrap_or(tag);
        let own = |lists: &BTreeMap<String, Vec<String>>| lists.get(tag).or_else(|| lists.get(language)).cloned();
        let nouns: Vec<String> = rules.iter().filter_map(|(_, spec)| own(&spec.nouns)).flatten().collect();
        let joins = |spec: &Spec| spec.joins.get(tag).or_else(|| spec.joins.get(language)).cloned();
        Self {
            rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.unit))),
            joins: rules
                .iter()
                .filter(|(_, spec)| matches!(spec.unit, Unit::Joined | Unit::JoinedPerhaps))
                .map(|(index, spec)| JoinRule::new(*index, spec.unit, &joins(spec).unwrap_or_default()))
                .collect(),
            meant: rules.iter().flat_map(|(_, spec)| &spec.meant).map(|phrase| steps(phrase)).collect(),
            nouns: WordSet::new(nouns.iter().map(String::as_str)),
            questions: rules.iter().filter_map(|(_, spec)| own(&spec.questions)).flatten().collect(),
        }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let Self { rules, joins, meant, nouns, questions } = self;
        let case = Case { article, side, rules, joins, meant, nouns, questions };
        words::report(&case, hits);
        inside::report(&case, hits);
        lines::report(&case, hits);
    }
}

/// An article under judgement.
struct Case<'a> {
    article: &'a Analysed<'a>,
    side: &'a Side,
    rules: &'a ByFault<Unit>,
    joins: &'a [JoinRule],
    /// Repetitions that are meant, word by word.
    meant: &'a [Vec<Step>],
    /// Titles and nouns that are no name when they stand twice.
    nouns: &'a WordSet,
    /// Question words with which a verb stands twice.
    questions: &'a [String],
}

/// What a word of a repetition that is meant, or one beside it, must be.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// This word.
    Word(Norm),
    /// `#number`
    Number,
}

fn steps(phrase: &str) -> Vec<Step> {
    let step = |word: &str| match word {
        "#number" => Step::Number,
        word => Step::Word(Norm::of(word)),
    };
    phrase.split(' ').map(step).collect()
}

impl Step {
    fn fits(self, token: &Token) -> bool {
        match self {
            Self::Word(norm) => token.norm == norm,
            Self::Number => token.kind == TokenKind::Number,
        }
    }
}

impl Case<'_> {
    /// Whether a byte offset lies inside a quotation.
    fn is_quoted(&self, at: usize) -> bool {
        self.article.quotations().around(at).is_some()
    }

    /// Reports a stretch whose part `surplus` goes.
    fn report(&self, unit: Unit, span: Span, surplus: Span, count: usize, hits: &mut Hits) {
        let first = Span::new(span.lo(), surplus.lo().max(span.lo()));
        let repeated = self.side.str(first).trim();
        self.rules.report(unit, hits, |rule| {
            Hit::new(rule, span).slot("repeated", repeated).slot("count", count).mend(Edit::delete(surplus))
        });
    }
}
