//! Patterns and tables of phrases: words, classes and shapes one after the other.
//!
//! All patterns of all rules share one search for their anchors: the rarest word, mark or number that every match of a
//! pattern must have. Only where an anchor stands is a pattern tried, so a thousand rules cost about what ten do.

mod compile;
mod context;
mod indefinite;
mod matching;
mod near;
pub(crate) mod plan;
mod replace;
mod sample;
pub(crate) mod signs;
mod sort;
mod syntax;
mod trials;
mod whole;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::spec::{BlockName, Entries, Entry as Spec, Pattern};
use super::{Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::quotation::glyph;
use crate::article::{Block, BlockKind, Side};
use crate::packed::Stored;
use crate::span::Span;
use crate::text::nearest::{hint, nearest};
use crate::text::{Lang, Profile, TokenKind, names};
use compile::{Context, Names, Ways};
use context::{Signs, Vote};
use matching::{Machine, Place};
use near::Around;
use plan::Plan;
use replace::Replacement;
use sort::Sort;
use trials::Trials;

pub use syntax::PatternError;

/// All patterns.
pub(crate) struct Scanner {
    tables: Vec<Table>,
    /// Of all tables, one after the other.
    entries: Vec<OnceLock<Box<Entry>>>,
    trials: Trials,
    /// The words that speak for a language of the original, and those that speak for a domain.
    sources: OnceLock<Signs>,
    domains: OnceLock<Signs>,
}

/// The patterns of one rule.
struct Table {
    rule: RuleIndex,
    specs: Entries,
    choices: Stored<Vec<Box<[u8]>>>,
    /// The number of its first entry.
    first: usize,
}

/// An entry that was tried: most never are in the life of a process. What it asks of the text around it is compiled when it
/// first fits.
struct Entry {
    ways: Ways,
    terms: OnceLock<Terms>,
}

/// What an entry asks of the text around a match, and what it puts in its place.
#[derive(Default)]
struct Terms {
    found: Option<usize>,
    replace: Vec<Replacement>,
    unless: Vec<Context>,
    with: Option<Context>,
    without: Option<Context>,
    article_with: Option<Context>,
    article_without: Option<Context>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Pattern)], profile: &Profile) -> Self {
        let (mut tables, mut plans, mut first) = (Vec::new(), Vec::new(), 0);
        for (rule, pattern) in rules {
            let mut plan = Plan::of(pattern, profile);
            let (specs, choices) = (pattern.entries.clone(), std::mem::take(&mut plan.choices));
            tables.push(Table { rule: *rule, specs, choices, first });
            let next = first + plan.entries as usize;
            plans.push((first as u32, plan));
            first = next;
        }
        Self {
            tables,
            entries: (0..first).map(|_| OnceLock::new()).collect(),
            trials: Trials::new(plans),
            sources: OnceLock::new(),
            domains: OnceLock::new(),
        }
    }

    /// The table that an entry stands in.
    fn table(&self, entry: u32) -> &Table {
        &self.tables[self.tables.partition_point(|table| table.first <= entry as usize) - 1]
    }

    fn spec(&self, entry: u32) -> &Spec {
        let table = self.table(entry);
        table.specs.get(entry as usize - table.first)
    }

    /// The languages of the original in which an entry arises.
    fn from(&self, entry: u32) -> impl Iterator<Item = &str> {
        self.spec(entry).from.iter().flat_map(|from| from.split_whitespace())
    }

    // Loading has refused what cannot be compiled.

    fn entry(&self, number: u32, profile: &Profile) -> &Entry {
        self.entries[number as usize].get_or_init(|| {
            let table = self.table(number);
            let at = number as usize - table.first;
            let ways = compile::planned(&table.specs.get(at).find, &table.choices[at], profile);
            Box::new(Entry { ways: ways.unwrap_or_default(), terms: OnceLock::new() })
        })
    }

    fn terms(&self, number: u32, profile: &Profile) -> &Terms {
        let entry = self.entry(number, profile);
        entry.terms.get_or_init(|| Terms::new(self.spec(number), &entry.ways.names, profile).unwrap_or_default())
    }
}

impl Terms {
    fn new(spec: &Spec, names: &Names, profile: &Profile) -> Result<Self, PatternError> {
        let context =
            |pattern: &Option<String>| pattern.as_ref().map(|text| compile::compile_context(text, profile)).transpose();
        let replace = spec.replace.as_ref().map(|text| replace::parse(text, names, None)).transpose()?;
        Ok(Self {
            found: names.0.iter().position(|name| name == "found"),
            replace: replace.unwrap_or_default(),
            unless: spec.unless.iter().map(|text| compile::compile_context(text, profile)).collect::<Result<_, _>>()?,
            with: context(&spec.with)?,
            without: context(&spec.without)?,
            article_with: context(&spec.article_with)?,
            article_without: context(&spec.article_without)?,
        })
    }
}

/// A mistake of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryMistake {
    /// The field, and in a list the index.
    pub field: Vec<String>,
    /// The text of the field from the mistake on.
    pub rest: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What is wrong with an entry in a language, if anything is.
pub fn check(spec: &Spec, profile: &Profile) -> Option<EntryMistake> {
    let mistake = |field: &str, text: &str, error: PatternError| EntryMistake {
        field: field.split('.').map(str::to_owned).collect(),
        rest: text.get(error.at..).unwrap_or_default().to_owned(),
        message: error.message,
    };
    let ways = match compile::compile(&spec.find, profile) {
        Ok(ways) => ways,
        Err(error) => return Some(mistake("match", &spec.find, error)),
    };
    if let Some(text) = &spec.replace
        && let Err(error) = replace::parse(text, &ways.names, Some(&profile.lexicon))
    {
        return Some(mistake("replace", text, error));
    }
    if let Some(at) = spec.replace.as_ref().filter(|_| !spec.find.contains('…')).and_then(|text| text.find('…')) {
        let message = "this would be written into the article; say in a `note` what an editor has to find out";
        return Some(mistake("replace", spec.replace.as_deref().unwrap_or_default(), PatternError::new(at, message)));
    }
    let contexts = [
        ("with", &spec.with),
        ("without", &spec.without),
        ("article_with", &spec.article_with),
        ("article_without", &spec.article_without),
    ];
    let contexts = contexts.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text.as_ref()?)));
    let unless = spec.unless.iter().enumerate().map(|(index, text)| (format!("unless.{index}"), text));
    for (field, text) in contexts.chain(unless) {
        if let Err(error) = compile::compile_context(text, profile) {
            return Some(mistake(&field, text, error));
        }
    }
    if !fits_its_sample(spec, &ways, profile) {
        let error =
            PatternError::new(0, "no text was found that this fits; look for conditions that exclude each other");
        return Some(mistake("match", &spec.find, error));
    }
    if let Some((tag, message)) = unknown_language(spec) {
        let text = spec.from.as_deref().unwrap_or_default();
        return Some(mistake("from", text, PatternError::new(text.find(&tag).unwrap_or_default(), message)));
    }
    if spec.sourced && spec.from.as_ref().is_none_or(|from| from.trim().is_empty()) {
        let message = "this asks for articles translated from certain languages; name them: from = \"ru uk\"";
        return Some(mistake("sourced", "", PatternError::new(0, message)));
    }
    let domain = spec.domain.as_ref().filter(|name| profile.lexicon.class(&format!("domain.{name}")).is_none());
    domain.map(|name| {
        let known = profile.lexicon.names().filter_map(|known| known.strip_prefix("domain."));
        let hint = hint(nearest(name, known), || "write one in words/".to_owned());
        mistake("domain", name, PatternError::new(0, format!("there is no class “domain.{name}”; {hint}")))
    })
}

/// A tag in `from` that no article can have been translated from, and what is wrong with it.
fn unknown_language(spec: &Spec) -> Option<(String, String)> {
    spec.from.iter().flat_map(|from| from.split_whitespace()).find_map(|tag| match names::known(tag) {
        Ok(lang) if lang.as_str() == tag && lang.base() == tag => None,
        Ok(lang) => Some((tag.to_owned(), format!("the language “{tag}” is written “{}” here", lang.base()))),
        Err(message) => Some((tag.to_owned(), message)),
    })
}

/// Whether a pattern fits the text made from it. One with regular expressions or lists of the language file, of which no
/// text is made, counts as fitting.
fn fits_its_sample(spec: &Spec, ways: &Ways, profile: &Profile) -> bool {
    let Ok(node) = syntax::parse(&spec.find) else { return false };
    if sample::is_unknown(&node) {
        return true;
    }
    let text = sample::sample(&node, profile);
    let span = Span::new(0, text.len());
    let bare = Profile::new(profile.lang.clone(), &[]);
    let blocks = vec![Block::new(span, BlockKind::Paragraph)];
    let side = Side::new(text.into(), Arc::new(bare), blocks);
    let mut machine = Machine::new(&side);
    machine.enter(&side.blocks[0]);
    ways.all(profile).any(|pattern| (0..side.tokens.len()).any(|at| machine.fit(pattern, at).is_some()))
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let mut machine = Machine::new(side);
        let (mut candidates, mut solid) = (Vec::new(), Vec::new());
        for (index, block) in side.blocks.iter().enumerate() {
            machine.enter(block);
            let (first, tokens) = (block.tokens.start as usize, side.tokens_of(block));
            near::read(&side.text, (first, tokens), side.sentences_of(block), &mut solid);
            for (place, near) in solid.iter().enumerate() {
                let token = &tokens[near.at];
                let trials = self.trials.at(side, token);
                if trials.iter().all(Option::is_none) {
                    continue;
                }
                let around = Around::new(&solid, place);
                let digit = token.kind != TokenKind::Mark && side.text.as_bytes()[token.span.lo()].is_ascii_digit();
                let sort = digit.then(|| Sort::of(side.word(token)));
                let asked = trials.into_iter().flatten();
                for (trial, sets) in asked.flat_map(|tried| tried.trials.iter().map(|trial| (trial, &tried.sets))) {
                    if around.may_fit(&trial.asks, sets) && trial.is_of(sort) {
                        let ways = &self.entry(trial.entry, &side.profile).ways;
                        let fits = |program| machine.fit(program, first + near.at);
                        if let Some(place) = ways.get(trial.way as usize, &side.profile).and_then(fits) {
                            candidates.push(Candidate { entry: trial.entry, block: index as u32, place });
                        }
                    }
                }
            }
        }
        if !candidates.is_empty() {
            Judge::new(self, article, machine).report(candidates, hits);
        }
    }
}

/// A place where a pattern fits, before anything is asked of the text around it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    entry: u32,
    block: u32,
    place: Place,
}

/// Says which candidates are hits.
struct Judge<'a> {
    scanner: &'a Scanner,
    article: &'a Analysed<'a>,
    side: &'a Side,
    machine: Machine<'a>,
    /// Whether the article has a context somewhere, by entry; and the other one.
    somewhere: BTreeMap<(u32, bool), bool>,
    domains: Option<Vote>,
}

impl<'a> Judge<'a> {
    fn new(scanner: &'a Scanner, article: &'a Analysed<'a>, machine: Machine<'a>) -> Self {
        Self { scanner, article, side: article.target(), machine, somewhere: BTreeMap::new(), domains: None }
    }

    fn report(mut self, mut candidates: Vec<Candidate>, hits: &mut Hits) {
        // Of one entry the match that starts first and is the longest stays.
        candidates.sort_by_key(|c| (c.entry, c.place.first, std::cmp::Reverse(c.place.last)));
        let mut end = (u32::MAX, 0);
        candidates.retain(|candidate| {
            let free = end.0 != candidate.entry || candidate.place.first >= end.1;
            end = if free { (candidate.entry, candidate.place.last) } else { end };
            free
        });
        candidates.retain(|candidate| self.holds(candidate));
        let (sourced, free): (Vec<_>, Vec<_>) =
            candidates.into_iter().partition(|candidate| self.scanner.spec(candidate.entry).sourced);
        let cited = |candidate: &Candidate| self.scanner.spec(candidate.entry).source.is_some();
        let asked = !sourced.is_empty() || free.iter().any(cited);
        let vote = if asked { self.source(&free) } else { Vote::default() };
        let from_there = |candidate: &&Candidate| self.scanner.from(candidate.entry).any(|lang| vote.is_for(lang));
        for candidate in free.iter().chain(sourced.iter().filter(from_there)) {
            hits.push(self.hit(candidate, &vote));
        }
    }

    /// What the original says, as far as it is in the language that the article was translated from: an entry has it in the
    /// first of its languages. Where nothing says which language that is, or another language of the entry as much, only what
    /// has one language is cited.
    fn cited(&self, candidate: &Candidate, vote: &Vote) -> Option<String> {
        let mut from = self.scanner.from(candidate.entry);
        let first = from.next()?;
        let fits = if vote.is_settled() {
            vote.is_for(first) && from.all(|other| vote.is_more(first, other))
        } else {
            from.next().is_none()
        };
        let source = self.scanner.spec(candidate.entry).source.as_deref().filter(|_| fits)?;
        // Rules on what is left of English name it themselves.
        let name = Lang::new(first).and_then(|lang| names::english(&lang)).filter(|_| first != "en");
        Some(name.map_or_else(|| format!(" ({source})"), |name| format!(" ({name}: {source})")))
    }

    /// Which language the article was translated from: as declared, or else by what was found and by its words.
    fn source(&self, found: &[Candidate]) -> Vote {
        if let Some(lang) = self.article.source_lang() {
            let mut vote = Vote::default();
            vote.settle(lang.base());
            return vote;
        }
        let signs = || Signs::read(&self.side.profile.lexicon, "source.");
        let mut vote = self.scanner.sources.get_or_init(signs).vote(self.side);
        let mut last = None;
        for candidate in found.iter().filter(|c| last.replace(c.entry) != Some(c.entry)) {
            let from = || self.scanner.from(candidate.entry);
            for lang in from() {
                vote.add(lang, if from().nth(1).is_none() { 2 } else { 1 });
            }
        }
        vote
    }

    /// Whether everything that the entry asks of the text around a match is so.
    fn holds(&mut self, candidate: &Candidate) -> bool {
        let scanner = self.scanner;
        let (spec, terms) = (scanner.spec(candidate.entry), scanner.terms(candidate.entry, &self.side.profile));
        let block = &self.side.blocks[candidate.block as usize];
        if !spec.blocks.is_empty() && !spec.blocks.iter().any(|name| is_named(*name, block.kind)) {
            return false;
        }
        let (first, last) = (candidate.place.first as usize, candidate.place.last as usize);
        if let Some(quoted) = spec.quoted
            && self.article.quotations().around(self.found(candidate).lo()).is_some() != quoted
        {
            return false;
        }
        if spec.quoted.is_none() && self.is_mentioned(self.found(candidate)) {
            return false;
        }
        self.machine.enter(block);
        // Exceptions begin at most this many tokens before the match.
        let near = first.saturating_sub(12).max(block.tokens.start as usize);
        for unless in &terms.unless {
            if self.machine.places(unless, near, last).any(|(_, end)| end > first) {
                return false;
            }
        }
        if terms.with.is_some() || terms.without.is_some() {
            let (from, to) = self.sentence(first, last);
            let mut here = |context: &Option<Context>| context.as_ref().map(|it| self.machine.occurs(it, from, to));
            if here(&terms.with) == Some(false) || here(&terms.without) == Some(true) {
                return false;
            }
        }
        if let Some(domain) = &spec.domain {
            let signs = || Signs::read(&self.side.profile.lexicon, "domain.");
            let vote = self.domains.get_or_insert_with(|| scanner.domains.get_or_init(signs).vote(self.side));
            if !vote.is_for(domain) {
                return false;
            }
        }
        terms.article_with.as_ref().is_none_or(|context| self.is_somewhere(candidate.entry, true, context))
            && terms.article_without.as_ref().is_none_or(|context| !self.is_somewhere(candidate.entry, false, context))
    }

    /// Whether a stretch is all that a pair of quotation marks encloses, and no sentence: words that the text speaks of.
    fn is_mentioned(&self, found: Span) -> bool {
        let text = &self.side.text;
        let before = text[..found.lo()].chars().next_back().and_then(glyph::level);
        let after = text[found.hi()..].chars().next().and_then(glyph::level);
        before.is_some() && before == after && self.side.str(found).starts_with(char::is_lowercase)
    }

    fn is_somewhere(&mut self, entry: u32, with: bool, context: &Context) -> bool {
        if let Some(known) = self.somewhere.get(&(entry, with)) {
            return *known;
        }
        let found = self.side.blocks.iter().any(|block| {
            self.machine.enter(block);
            self.machine.occurs(context, block.tokens.start as usize, block.tokens.end as usize)
        });
        self.somewhere.insert((entry, with), found);
        found
    }

    /// The tokens of the sentences that a match lies in.
    fn sentence(&self, first: usize, last: usize) -> (usize, usize) {
        let sentences = &self.side.sentences;
        let from = sentences.partition_point(|sentence| sentence.first as usize <= first).saturating_sub(1);
        let to = sentences.partition_point(|sentence| (sentence.first as usize) < last).saturating_sub(1);
        (sentences[from].first as usize, sentences[to].last as usize)
    }

    /// The smallest stretch that an editor must look at.
    fn found(&self, candidate: &Candidate) -> Span {
        let place = &candidate.place;
        let terms = self.scanner.terms(candidate.entry, &self.side.profile);
        let found = terms.found.and_then(|slot| place.slot(slot));
        let (first, last) = found.unwrap_or((place.first as usize, place.last as usize));
        matching::span(self.side, first, last)
    }

    fn hit(&self, candidate: &Candidate, vote: &Vote) -> Hit {
        let (scanner, profile) = (self.scanner, &self.side.profile);
        let (spec, terms) = (scanner.spec(candidate.entry), scanner.terms(candidate.entry, profile));
        let names = &scanner.entry(candidate.entry, profile).ways.names;
        let (place, found) = (&candidate.place, self.found(candidate));
        let mut hit = Hit::new(scanner.table(candidate.entry).rule, found);
        hit.certainty = spec.certainty;
        let rendered: Vec<String> = terms
            .replace
            .iter()
            .filter_map(|one| one.render(self.side, place, found))
            .filter(|text| text != self.side.str(found))
            .collect();
        hit = hit.slot("remedy", remedy(&rendered, spec.note.as_deref()));
        let origin = self.cited(candidate, vote).unwrap_or_default();
        hit = hit.slot("meant", rendered.join("” or “")).slot("origin", origin);
        hit = hit.slot("note", spec.note.clone().unwrap_or_default());
        for (slot, name) in names.0.iter().enumerate().filter(|(_, name)| *name != "found") {
            if let Some((first, last)) = place.slot(slot) {
                hit = hit.slot(name.clone(), matching::text(self.side, first, last));
            }
        }
        let sure = rendered.len() == 1;
        rendered.into_iter().fold(hit, |hit, text| {
            let agreed = indefinite::agree(self.side, found, &text);
            let (found, text) = agreed.unwrap_or((found, text));
            let edit: Edit = replace::edit(self.side, found, &text);
            hit.choose(vec![edit], sure)
        })
    }
}

/// What to do, in words: the replacements, best first, or else the remark of the entry.
fn remedy(replacements: &[String], note: Option<&str>) -> String {
    let ways: Vec<String> = replacements
        .iter()
        .enumerate()
        .map(|(at, text)| match (text.as_str(), at) {
            ("", _) => "delete it".to_owned(),
            (text, 0) => format!("write “{text}”"),
            (text, _) => format!("“{text}”"),
        })
        .collect();
    if ways.is_empty() { note.unwrap_or("say it in other words").to_owned() } else { ways.join(" or ") }
}

fn is_named(name: BlockName, kind: BlockKind) -> bool {
    match name {
        BlockName::Prose => kind == BlockKind::Paragraph,
        BlockName::Headline => kind == BlockKind::Headline,
        BlockName::Heading => kind == BlockKind::Heading,
        BlockName::List => kind == BlockKind::ListItem,
        BlockName::Caption => kind == BlockKind::Caption,
        BlockName::Dateline => matches!(kind, BlockKind::Dateline | BlockKind::Byline),
        BlockName::Page => kind == BlockKind::Boilerplate,
    }
}
