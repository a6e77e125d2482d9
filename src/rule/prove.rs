//! Proof: a rule against its own examples.
//!
//! Every mark of a bad example is found and nothing else is; the same hits are found, shifted, behind a prefix of
//! multi-byte characters; `fixed` is what the fixes give, and after them the rule is silent. In a good example no rule
//! that is on by default says anything.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use std::sync::{Arc, Mutex, PoisonError};

use super::catalogue::{Catalogue, Place, Rule};
use super::example;
use super::file::{BadExample, Certainty, GoodExample};
use super::glossary::{self, Format};
use crate::analysis::Analysed;
use crate::analysis::names::across::{self, Run};
use crate::article::{Article, Spellings, plain};
use crate::detect::{self, Hit, Hits, RuleIndex, Scan, hits_of};
use crate::span::Span;
use crate::text::{House, Lang, Profile};

/// Stands before a text to see whether the rule still finds what it found.
const PREFIX: &str = "Żółć 東京 ёж 🙂\n\n";

/// How an example failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// File and line of the example, of a rule that was loaded from a folder.
    pub place: Option<(String, usize)>,
    /// The example: `bad 1`, `good 2`.
    pub example: String,
    /// What happened, all of it.
    pub outcomes: Vec<Outcome>,
    /// The example as it is marked, and with marks around what is found; where the two differ.
    pub marks: Option<(String, String)>,
    /// The text that the fix is to give, and the one it gives; where the two differ.
    pub fixed: Option<(String, String)>,
}

/// The named outcomes of a failed example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A mark was not found.
    Missing(String),
    /// Something was found that is not marked.
    Noisy(String),
    /// What was found is not found behind a prefix.
    Shifted,
    /// The fixes give another text.
    Misfixed,
    /// A finding has no fix although the rule offers one.
    Unfixed(String),
    /// The rule still finds something after its fix, and has a fix for it.
    NotSilenced(String),
    /// A good example in which a rule says something: its id and the words.
    FalseAlarm(String, String),
    /// The example names no language.
    UnknownLanguage(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(text) => write!(f, "missing: “{text}” is marked and not found"),
            Self::Noisy(text) => write!(f, "noisy: “{text}” is found and not marked"),
            Self::Shifted => write!(f, "shifted: behind a line of other text the findings differ"),
            Self::Misfixed => write!(f, "misfixed: the fix gives another text"),
            Self::Unfixed(text) => write!(f, "unfixed: “{text}” is found without a fix"),
            Self::NotSilenced(text) => write!(f, "not silenced: “{text}” is found after the fix"),
            Self::FalseAlarm(rule, text) => write!(f, "false alarm: {rule} finds “{text}” in good text"),
            Self::UnknownLanguage(lang) => write!(f, "unknown language: “{lang}”"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcomes: Vec<String> = self.outcomes.iter().map(ToString::to_string).collect();
        write!(f, "{} {}: {}", self.rule, self.example, outcomes.join("; "))
    }
}

/// Proves rules of a catalogue against their examples.
pub struct Prover<'a> {
    catalogue: &'a Catalogue,
    profiles: Mutex<BTreeMap<Setting, Arc<Profile>>>,
    /// All default rules, compiled for each setting of an example.
    defaults: Mutex<BTreeMap<Setting, Arc<Defaults>>>,
}

/// What an example is checked with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Setting {
    lang: Lang,
    style: Option<String>,
    glossary: Option<String>,
}

impl Setting {
    fn new(rule: &Rule, lang: Option<&str>, desk: [Option<&String>; 2]) -> Result<Self, Outcome> {
        let tag = lang.unwrap_or_else(|| rule.example_lang());
        let lang = Lang::new(tag).ok_or_else(|| Outcome::UnknownLanguage(tag.to_owned()))?;
        let [style, glossary] = desk.map(Option::<&String>::cloned);
        Ok(Self { lang, style, glossary })
    }

    fn house(&self) -> House {
        // What is wrong with a glossary was said when the rule was loaded.
        let terms = self.glossary.as_deref().and_then(|text| glossary::read(Format::Table, "", text).ok());
        House { style: self.style.clone(), terms: terms.unwrap_or_default().into() }
    }
}

struct Defaults {
    ids: Vec<String>,
    scanners: Vec<Box<dyn Scan>>,
}

/// A rule on its own, compiled for the setting of an example; without a scanner in a language that it is not for.
struct Alone {
    setting: Setting,
    profile: Arc<Profile>,
    scanners: Vec<Box<dyn Scan>>,
}

impl<'a> Prover<'a> {
    /// A prover over all rules of a catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, profiles: Mutex::default(), defaults: Mutex::default() }
    }

    /// The failures of a rule, one for each example that fails; none is the proof.
    pub fn prove(&self, rule: &Rule) -> Vec<Failure> {
        let mut compiled: BTreeMap<Setting, Alone> = BTreeMap::new();
        let mut tried = Vec::new();
        for (index, example) in rule.file.bad.iter().enumerate() {
            let setting =
                Setting::new(rule, example.lang.as_deref(), [example.style.as_ref(), example.glossary.as_ref()]);
            let trial = setting.map(|setting| prove_bad(rule, self.alone(&mut compiled, rule, setting), example));
            tried.push(("bad", index, trial));
        }
        for (index, example) in rule.file.good.iter().enumerate() {
            let setting =
                Setting::new(rule, example.lang.as_deref(), [example.style.as_ref(), example.glossary.as_ref()]);
            let prove = |setting| self.prove_good(rule, self.alone(&mut compiled, rule, setting), example);
            tried.push(("good", index, setting.map(prove)));
        }
        let failed = |(list, index, tried): (&str, usize, Result<Trial, Outcome>)| {
            let trial = tried.unwrap_or_else(|outcome| Trial { outcomes: vec![outcome], ..Trial::default() });
            let line =
                |place: &Place| if list == "bad" { place.bad.get(index) } else { place.good.get(index) }.copied();
            (!trial.outcomes.is_empty()).then(|| Failure {
                rule: rule.id.clone(),
                place: rule.place.as_ref().and_then(|place| Some((place.file.clone(), line(place)?))),
                example: format!("{list} {}", index + 1),
                outcomes: trial.outcomes,
                marks: trial.marks.filter(|(expected, found)| expected != found),
                fixed: trial.fixed.filter(|(expected, found)| expected != found),
            })
        };
        tried.into_iter().filter_map(failed).collect()
    }

    fn alone<'m>(&self, compiled: &'m mut BTreeMap<Setting, Alone>, rule: &Rule, setting: Setting) -> &'m Alone {
        compiled.entry(setting).or_insert_with_key(|setting| {
            let profile = self.profile(setting);
            let own = rule.applies_to(&setting.lang).then_some((RuleIndex(0), &rule.file.detect));
            Alone { setting: setting.clone(), scanners: detect::compile(own, &profile), profile }
        })
    }

    fn profile(&self, setting: &Setting) -> Arc<Profile> {
        let mut all = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || self.catalogue.profile_of(&setting.lang, &setting.house());
        Arc::clone(all.entry(setting.clone()).or_insert_with(make))
    }

    fn defaults(&self, setting: &Setting) -> Arc<Defaults> {
        let mut all = self.defaults.lock().unwrap_or_else(PoisonError::into_inner);
        let compile = || {
            let on = |rule: &&Rule| rule.surest() > Certainty::Possible && rule.applies_to(&setting.lang);
            let rules: Vec<&Rule> = self.catalogue.rules().filter(on).collect();
            let specs = rules.iter().enumerate().map(|(at, rule)| (RuleIndex(at as u16), &rule.file.detect));
            let scanners = detect::compile(specs, &self.profile(setting));
            Arc::new(Defaults { scanners, ids: rules.iter().map(|rule| rule.id.clone()).collect() })
        };
        Arc::clone(all.entry(setting.clone()).or_insert_with(compile))
    }

    fn prove_good(&self, rule: &Rule, alone: &Alone, good: &GoodExample) -> Trial {
        let (text, _) = example::unmark(&good.text).unwrap_or_else(|_| (good.text.clone(), Vec::new()));
        let told = Told::new(good.source_lang.as_deref(), &good.beside);
        let (mut trial, mut found) = (Trial::default(), Vec::new());
        let mut alarm = |id: &str, span: Span| {
            found.push(span);
            trial.outcomes.push(Outcome::FalseAlarm(id.to_owned(), text[span.range()].to_owned()));
        };
        for hit in alone.hits(&text, &told) {
            alarm(&rule.id, hit.span);
        }
        let defaults = self.defaults(&alone.setting);
        let shown = |hit: &Hit| hit.certainty.is_none_or(|certainty| certainty > Certainty::Possible);
        for hit in scan(&defaults.scanners, &text, &alone.profile, &told).into_iter().filter(shown) {
            let id = &defaults.ids[hit.rule.0 as usize];
            if *id != rule.id {
                alarm(id, hit.span);
            }
        }
        trial.marks = Some((example::mark(&text, &[]), example::mark(&text, &found)));
        trial
    }
}

/// What came of one example.
#[derive(Default)]
struct Trial {
    outcomes: Vec<Outcome>,
    marks: Option<(String, String)>,
    fixed: Option<(String, String)>,
}

fn prove_bad(rule: &Rule, alone: &Alone, bad: &BadExample) -> Trial {
    let (text, marks) = example::unmark(&bad.text).unwrap_or_else(|_| (bad.text.clone(), Vec::new()));
    let told = Told::new(bad.source_lang.as_deref(), &bad.beside);
    let hits = |text: &str| alone.hits(text, &told);
    let found = hits(&text);
    let shown = |span: Span| text[span.range()].to_owned();
    let spans: Vec<Span> = found.iter().map(|hit| hit.span).collect();
    let mut trial =
        Trial { marks: Some((example::mark(&text, &marks), example::mark(&text, &spans))), ..Trial::default() };
    for mark in &marks {
        if !spans.contains(mark) {
            trial.outcomes.push(Outcome::Missing(shown(*mark)));
        }
    }
    for hit in &found {
        if !marks.contains(&hit.span) {
            trial.outcomes.push(Outcome::Noisy(shown(hit.span)));
        }
        if rule.file.fix.is_some() && hit.choices.is_empty() && rule.file.detect.always_replaces() {
            trial.outcomes.push(Outcome::Unfixed(shown(hit.span)));
        }
    }
    let behind = hits(&format!("{PREFIX}{text}"));
    let shift = |span: &Span| Span::new(span.lo() + PREFIX.len(), span.hi() + PREFIX.len());
    if behind.iter().map(|hit| hit.span).ne(spans.iter().map(shift)) {
        trial.outcomes.push(Outcome::Shifted);
    }
    if let Some(fixed) = bad.fixed.as_deref() {
        let result = mend(&text, &found);
        if result != fixed {
            trial.outcomes.push(Outcome::Misfixed);
            trial.fixed = Some((fixed.to_owned(), result));
        } else if let Some(hit) = hits(fixed).iter().find(|hit| !hit.choices.is_empty()) {
            // What an entry only remarks on, no fix takes away.
            trial.outcomes.push(Outcome::NotSilenced(fixed[hit.span.range()].to_owned()));
            trial.fixed = Some((fixed.to_owned(), example::mark(fixed, &[hit.span])));
        }
    }
    trial
}

impl Alone {
    /// What the rule finds in a text, in order of position.
    fn hits(&self, text: &str, told: &Told<'_>) -> Hits {
        scan(&self.scanners, text, &self.profile, told)
    }
}

/// What an example says besides its text.
struct Told<'a> {
    /// The language that it was translated from.
    source: Option<Lang>,
    /// Other articles of the run.
    beside: &'a [String],
}

impl<'a> Told<'a> {
    fn new(source: Option<&str>, beside: &'a [String]) -> Self {
        Self { source: source.and_then(Lang::new), beside }
    }

    /// What the articles of the run, of which a text is one, say of names together.
    fn spellings(&self, text: &str, profile: &Arc<Profile>) -> Option<Arc<Spellings>> {
        let mut run = Run::default();
        for (number, text) in self.beside.iter().map(String::as_str).chain([text]).enumerate() {
            let article = Article::of(plain::read(text.into(), Arc::clone(profile)));
            run.add(&profile.lang, across::read(&Analysed::new(&article), &number.to_string()));
        }
        (!self.beside.is_empty()).then(|| Arc::new(run.spellings(&profile.lang, profile)))
    }
}

fn scan(scanners: &[Box<dyn Scan>], text: &str, profile: &Arc<Profile>, told: &Told<'_>) -> Hits {
    let target = plain::read(text.into(), Arc::clone(profile));
    let spellings = told.spellings(text, profile);
    let article = Article { source_lang: told.source.clone(), spellings, ..Article::of(target) };
    apart(hits_of(scanners, &Analysed::new(&article)))
}

/// Of hits of one rule that overlap, the one that starts first and is the longest, as the engine reports them.
fn apart(mut hits: Hits) -> Hits {
    hits.sort_by_key(|hit| (hit.rule, hit.span.start, Reverse(hit.span.end)));
    hits.dedup_by(|next, kept| next.rule == kept.rule && kept.span.overlaps(next.span));
    hits.sort_by_key(|hit| (hit.span, hit.rule));
    hits
}

/// The text with the first choice of every hit.
fn mend(text: &str, hits: &Hits) -> String {
    let mut edits: Vec<_> =
        hits.iter().filter_map(|hit| hit.choices.first()).flat_map(|choice| &choice.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let (mut result, mut at) = (String::new(), 0);
    for edit in edits {
        if edit.span.lo() >= at {
            result.push_str(&text[at..edit.span.lo()]);
            result.push_str(&edit.text);
            at = edit.span.hi();
        }
    }
    result.push_str(&text[at..]);
    result
}
