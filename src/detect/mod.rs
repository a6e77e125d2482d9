//! Detectors: one file a kind. A kind compiles all of its rules into one scanner that passes over an article once.
//!
//! Knows nothing of messages, severities and rule ids. Kinds never import kinds.

pub mod bracket;
pub mod breaks;
pub mod calendar;
pub mod capitals;
pub mod case;
pub mod conversion;
pub mod encoding;
pub mod glossary;
pub mod glue;
pub mod hit;
mod lazy;
pub mod marks;
pub mod names;
pub mod pattern;
pub mod pronoun;
pub mod public;
pub mod quotation;
pub mod repeat;
pub mod residue;
pub mod script;
pub mod spacing;
pub mod spec;
pub mod truncation;
pub mod untranslated;

use regex::Regex;

pub use hit::{Choice, Edit, Hit, Hits, RuleIndex};
use spec::Spec;

use crate::analysis::Analysed;
use crate::text::Profile;
use pattern::signs;

/// All rules of one kind, compiled for one language.
pub trait Scan: Send + Sync {
    /// Appends what the rules find in the translation.
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits);
}

/// What scanners find in an article. Where a line is deleted whole, no empty one is left.
pub(crate) fn hits_of(scanners: &[Box<dyn Scan>], article: &Analysed<'_>) -> Hits {
    let mut hits = Hits::new();
    for scanner in scanners {
        scanner.scan(article, &mut hits);
    }
    let deletions = hits.iter_mut().flat_map(|hit| &mut hit.choices).flat_map(|choice| &mut choice.edits);
    for edit in deletions.filter(|edit| edit.text.is_empty()) {
        edit.span = article.target().whole_line(edit.span).unwrap_or(edit.span);
    }
    hits
}

/// Compiles rules for a language: one scanner a kind that has rules.
pub fn compile<'a>(rules: impl IntoIterator<Item = (RuleIndex, &'a Spec)>, profile: &Profile) -> Vec<Box<dyn Scan>> {
    let mut scanners: Vec<Box<dyn Scan>> = Vec::new();
    let mut kinds = Kinds::default();
    for (index, spec) in rules {
        kinds.add(index, spec);
    }
    kinds.compile(profile, &mut scanners);
    scanners
}

macro_rules! kinds {
    ($($kind:ident: $module:ident),* $(,)?) => {
        #[derive(Default)]
        struct Kinds<'a> { $($module: Vec<(RuleIndex, &'a spec::$kind)>),* }

        impl<'a> Kinds<'a> {
            fn add(&mut self, index: RuleIndex, spec: &'a Spec) {
                match spec { $(Spec::$kind(spec) => self.$module.push((index, spec))),* }
            }

            fn compile(self, profile: &Profile, scanners: &mut Vec<Box<dyn Scan>>) {
                $(if !self.$module.is_empty() {
                    scanners.push(Box::new($module::Scanner::new(&self.$module, profile)));
                })*
            }
        }
    };
}

kinds! {
    Quotation: quotation,
    Bracket: bracket,
    Marks: marks,
    Spacing: spacing,
    Glue: glue,
    Repeat: repeat,
    Break: breaks,
    Residue: residue,
    Encoding: encoding,
    Script: script,
    Truncation: truncation,
    Case: case,
    Pattern: pattern,
    Calendar: calendar,
    Conversion: conversion,
    Capitals: capitals,
    Names: names,
    Pronoun: pronoun,
    Glossary: glossary,
    Public: public,
    Untranslated: untranslated,
    Signs: signs,
}

impl Spec {
    /// What can be seen to be wrong with the parameters before they are compiled: where below the kind, as keys and indices,
    /// and why. Regular expressions that are none, lists that are empty.
    pub fn mistakes(&self) -> Vec<(Vec<String>, String)> {
        let mut mistakes = Vec::new();
        let mut wrong = |path: &[&str], message: String| {
            mistakes.push((path.iter().map(|key| (*key).to_owned()).collect(), message));
        };
        match self {
            Self::Marks(marks) => {
                if marks.patterns.is_empty() {
                    wrong(&["patterns"], "no pattern; a rule needs at least one".to_owned());
                }
                for (index, pattern) in marks.patterns.iter().enumerate() {
                    if let Err(error) = Regex::new(&pattern.find) {
                        wrong(&["patterns", &index.to_string(), "find"], regex_mistake(&error));
                    }
                }
            }
            Self::Residue(residue) => {
                if residue.entries.is_empty() {
                    wrong(&["entries"], "no entry; a rule needs at least one".to_owned());
                }
                for (index, entry) in residue.entries.iter().enumerate() {
                    let index = index.to_string();
                    if entry.trigger.is_empty() {
                        let message = "an empty trigger would stand everywhere; write characters that must occur";
                        wrong(&["entries", &index, "trigger"], message.to_owned());
                    }
                    if let Some(error) = entry.find.as_deref().and_then(|find| Regex::new(find).err()) {
                        wrong(&["entries", &index, "find"], regex_mistake(&error));
                    }
                }
            }
            Self::Pattern(pattern) if pattern.entries.is_empty() => {
                wrong(&[], "no pattern; a rule needs one".to_owned());
            }
            Self::Signs(signs) => {
                for (index, _) in signs.of.iter().enumerate().filter(|(_, sign)| sign.pattern.entries.is_empty()) {
                    wrong(&["of", &index.to_string(), "pattern"], "no pattern; a sign needs one".to_owned());
                }
                let speaking = signs.of.iter().filter(|sign| sign.points > 0).count();
                if speaking < usize::from(signs.least) {
                    let message = format!("no article can have so many signs; {speaking} of them have points");
                    wrong(&["least"], message);
                }
            }
            _ => {}
        }
        mistakes
    }

    /// What can be seen to be wrong in a language, whose classes patterns name: where below the kind, the rest of the value
    /// from the mistake on, and why.
    pub fn mistakes_in(&self, profile: &Profile) -> Vec<(Vec<String>, String, String)> {
        let within = |number: usize| match self {
            Self::Signs(_) => vec!["of".to_owned(), number.to_string(), "pattern".to_owned()],
            _ => Vec::new(),
        };
        let mut mistakes = Vec::new();
        for (number, pattern) in self.patterns().enumerate() {
            for (index, entry) in pattern.entries.iter().enumerate() {
                if let Some(mistake) = pattern::check(entry, profile) {
                    let mut path = within(number);
                    path.push(index.to_string());
                    path.extend(mistake.field);
                    mistakes.push((path, mistake.rest, mistake.message));
                }
            }
        }
        mistakes
    }
}

/// What is wrong with a regular expression, on one line: the report of the compiler ends with the reason.
fn regex_mistake(error: &regex::Error) -> String {
    let text = error.to_string();
    let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
    format!("this is no regular expression: {reason}")
}

/// The rule of a kind for each fault, where a kind's rules differ only in the fault they report.
#[derive(Debug)]
pub(crate) struct ByFault<F>(Vec<(F, RuleIndex)>);

impl<F: Copy + PartialEq> ByFault<F> {
    pub(crate) fn new(rules: impl IntoIterator<Item = (RuleIndex, F)>) -> Self {
        Self(rules.into_iter().map(|(index, fault)| (fault, index)).collect())
    }

    /// Adds a hit, made by `hit`, for each rule that reports the fault.
    pub(crate) fn report(&self, fault: F, hits: &mut Hits, hit: impl Fn(RuleIndex) -> Hit) {
        hits.extend(self.0.iter().filter(|(f, _)| *f == fault).map(|(_, index)| hit(*index)));
    }

    /// Whether any rule reports the fault.
    pub(crate) fn wants(&self, fault: F) -> bool {
        self.0.iter().any(|(f, _)| *f == fault)
    }
}
