//! The linter: a catalogue with settings, compiled for each language.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::finding::{Finding, Fix, Label, fingerprint, number_fingerprints};
use super::overlap::without_overlap;
use super::title::title;
use crate::analysis::Analysed;
use crate::article::{Article, Side};
use crate::detect::{self, Choice, Hit, Hits, RuleIndex, Scan, hits_of};
use crate::rule::catalogue::in_prefix;
use crate::rule::{Catalogue, Certainty, Rule, Safety};
use crate::text::{House, Lang, Profile};

/// What is to be reported.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The least certainty shown.
    pub certainty: Certainty,
    /// Only these rules, by prefix; empty: all.
    pub select: Vec<String>,
    /// Not these, by prefix.
    pub ignore: Vec<String>,
    /// What the newsroom has laid down.
    pub house: House,
}

impl Default for Settings {
    fn default() -> Self {
        let house = House::default();
        Self { certainty: Certainty::Likely, select: Vec::new(), ignore: Vec::new(), house }
    }
}
/// A catalogue with settings, compiled for each language when a text in it first turns up.
pub struct Linter {
    catalogue: Catalogue,
    settings: Settings,
    compiled: ByLang,
    /// Rules that are only counted, compiled where that is asked for.
    hidden: ByLang,
}

type ByLang = Mutex<BTreeMap<Lang, Arc<Compiled>>>;

/// The rules for one language.
struct Compiled {
    profile: Arc<Profile>,
    rules: Vec<Loaded>,
    scanners: Vec<Box<dyn Scan>>,
}

#[derive(Clone)]
pub(super) struct Loaded {
    id: Arc<str>,
    mqm: Arc<str>,
    pub(super) rule: Arc<Rule>,
}

impl Linter {
    /// A linter.
    pub fn new(catalogue: Catalogue, settings: Settings) -> Self {
        Self { catalogue, settings, compiled: Mutex::default(), hidden: Mutex::default() }
    }

    /// The conventions of a language.
    pub fn profile(&self, lang: &Lang) -> Arc<Profile> {
        Arc::clone(&self.compiled(lang).profile)
    }

    /// The findings of an article, in order of position and rule.
    pub fn check(&self, article: &Article) -> Vec<Finding> {
        let compiled = self.compiled(&article.target.profile.lang);
        let mut hits = hits_of(&compiled.scanners, &Analysed::new(article));
        hits.retain(|hit| compiled.certainty(hit) >= self.settings.certainty);
        compiled.findings(&article.target, hits)
    }

    /// The findings of an article as [`Self::check`] gives them, and how many more there are that are less certain than the
    /// settings ask for.
    pub fn check_and_count(&self, article: &Article) -> (Vec<Finding>, usize) {
        let lang = &article.target.profile.lang;
        let compiled = self.compiled(lang);
        let hidden = entry(&self.hidden, lang, || compiled.hidden(&self.catalogue, &self.settings));
        let analysed = Analysed::new(article);
        let mut hits = hits_of(&compiled.scanners, &analysed);
        let more = hits_of(&hidden.scanners, &analysed);
        let asked = |hit: &Hit| hidden.certainty(hit) >= self.settings.certainty;
        let count = if more.is_empty() && hits.iter().all(asked) {
            0
        } else {
            let all = hits.iter().cloned().chain(more).collect();
            without_overlap(all, &hidden.rules).iter().filter(|hit| !asked(hit)).count()
        };
        hits.retain(asked);
        (compiled.findings(&article.target, hits), count)
    }

    fn compiled(&self, lang: &Lang) -> Arc<Compiled> {
        entry(&self.compiled, lang, || Compiled::new(&self.catalogue, &self.settings, lang))
    }
}

impl Compiled {
    fn new(catalogue: &Catalogue, settings: &Settings, lang: &Lang) -> Self {
        let profile = catalogue.profile_of(lang, &settings.house);
        let wanted = |rule: &&Arc<Rule>| settings.want(rule, lang) && rule.surest() >= settings.certainty;
        let rules: Vec<Loaded> = catalogue.rules.iter().filter(wanted).map(Loaded::new).collect();
        let specs = rules.iter().enumerate().map(|(at, loaded)| (RuleIndex(at as u16), &loaded.rule.file.detect));
        let scanners = detect::compile(specs, &profile);
        Self { profile, rules, scanners }
    }

    fn certainty(&self, hit: &Hit) -> Certainty {
        hit.certainty.unwrap_or(self.rules[hit.rule.0 as usize].rule.file.certainty)
    }

    /// The rules of this one and after them those that are less certain, with the scanners of the latter alone: what is shown
    /// does not depend on what is only counted.
    fn hidden(&self, catalogue: &Catalogue, settings: &Settings) -> Self {
        let wanted = |rule: &&Arc<Rule>| settings.want(rule, &self.profile.lang) && rule.surest() < settings.certainty;
        let more = catalogue.rules.iter().filter(wanted).map(Loaded::new);
        let rules: Vec<Loaded> = self.rules.iter().cloned().chain(more).collect();
        let specs = rules.iter().enumerate().skip(self.rules.len());
        let specs = specs.map(|(at, loaded)| (RuleIndex(at as u16), &loaded.rule.file.detect));
        let scanners = detect::compile(specs, &self.profile);
        Self { profile: Arc::clone(&self.profile), rules, scanners }
    }

    fn findings(&self, side: &Side, hits: Hits) -> Vec<Finding> {
        let hits = without_overlap(hits, &self.rules);
        let mut findings: Vec<Finding> = hits.iter().map(|hit| self.finding(side, hit)).collect();
        number_fingerprints(&mut findings);
        findings
    }

    fn finding(&self, side: &Side, hit: &Hit) -> Finding {
        let loaded = &self.rules[hit.rule.0 as usize];
        let rule = &loaded.rule;
        let found = side.str(hit.span);
        let slot = |name: &str| {
            if name == "found" {
                Some(found)
            } else {
                hit.slots.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
            }
        };
        let said = rule.templates();
        let message = said.message.render(slot);
        let related = match &said.evidence {
            Some(evidence) => {
                hit.evidence.iter().map(|span| Label { span: *span, message: evidence.render(slot) }).collect()
            }
            None => Vec::new(),
        };
        let fixes = match rule.file.fix {
            Some(safety) => hit.choices.iter().map(|choice| fix(side, choice, safety)).collect(),
            None => Vec::new(),
        };
        Finding {
            rule: Arc::clone(&loaded.id),
            span: hit.span,
            message,
            severity: rule.file.severity,
            certainty: self.certainty(hit),
            mqm: Arc::clone(&loaded.mqm),
            fixes,
            related,
            elsewhere: hit.elsewhere.clone(),
            fingerprint: fingerprint(side, &loaded.id, hit.span),
        }
    }
}

impl Settings {
    /// Whether a rule is for a language and among those asked for.
    fn want(&self, rule: &Rule, lang: &Lang) -> bool {
        rule.applies_to(lang)
            && (self.select.is_empty() || self.select.iter().any(|prefix| in_prefix(&rule.id, prefix)))
            && !self.ignore.iter().any(|prefix| in_prefix(&rule.id, prefix))
    }
}

impl Loaded {
    fn new(rule: &Arc<Rule>) -> Self {
        Self { id: rule.id.as_str().into(), mqm: rule.file.mqm.as_str().into(), rule: Arc::clone(rule) }
    }
}

/// What is kept for a language, made when it is first asked for.
fn entry(kept: &ByLang, lang: &Lang, make: impl FnOnce() -> Compiled) -> Arc<Compiled> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(kept.entry(lang.clone()).or_insert_with(|| Arc::new(make())))
}

fn fix(side: &Side, choice: &Choice, safety: Safety) -> Fix {
    let mut edits = choice.edits.clone();
    edits.sort_by_key(|edit| edit.span);
    let safety = if choice.sure { safety } else { safety.min(Safety::Unsafe) };
    Fix { title: title(side, &edits), safety, edits }
}
