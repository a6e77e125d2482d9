//! Rules as `mtlint rules` shows them: a list, or one explained from its own file.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use super::record::json;
use super::totals::count;
use crate::detect::spec::{Spec, Telltale};
use crate::rule::{Catalogue, Rule, RuleFile};
use crate::text::{Lang, names};

/// One line a rule.
pub fn list(rules: &[&Rule]) -> String {
    let widest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let fix = rule.file.fix.map_or("-", |safety| safety.as_str());
        let file = &rule.file;
        let _ = writeln!(
            text,
            "{:widest$}  {:8}  {:8}  {fix:7}  {}",
            rule.id,
            file.certainty.as_str(),
            file.severity.as_str(),
            file.summary
        );
    }
    text
}

/// The languages that a catalogue knows, with how many rules of their own each has: the foot of the list.
pub fn languages(catalogue: &Catalogue) -> String {
    let own = |folder: &str| catalogue.rules().filter(|rule| rule.folder() == folder).count();
    let folders: BTreeSet<&str> = catalogue.rules().map(Rule::folder).filter(|folder| *folder != "any").collect();
    let tags: BTreeSet<&str> = catalogue.languages.tags().chain(folders).collect();
    let listed: Vec<String> = tags
        .iter()
        .map(|tag| match own(tag) {
            0 => (*tag).to_owned(),
            number => format!("{tag} (+{number})"),
        })
        .collect();
    let mut text = format!(
        "\n{} for any language. Languages that more is known of, with rules of their own:\n",
        count(own("any"), "rule")
    );
    let mut line = String::from(" ");
    for word in listed {
        if line.len() + word.len() > 98 {
            let _ = writeln!(text, "{line}");
            line = String::from(" ");
        }
        line = format!("{line} {word}");
    }
    text + &line + "\n"
}

/// What applies to a language.
pub fn language(catalogue: &Catalogue, lang: &Lang) -> String {
    let name = name(catalogue, lang);
    let used = catalogue.rules().filter(|rule| rule.applies_to(lang));
    let (any, own): (Vec<&Rule>, Vec<&Rule>) = used.partition(|rule| rule.folder() == "any");
    let mut text = list(&own);
    if !own.is_empty() {
        text.push('\n');
    }
    let files: Vec<&str> = lang.lineage().filter(|tag| catalogue.languages.files.contains_key(*tag)).collect();
    let conventions = match files.last() {
        Some(tag) if *tag == lang.as_str() => "with its own marks, spacing and words".to_owned(),
        Some(tag) => format!("with the marks, spacing and words of {tag}"),
        None => "with the defaults of Unicode, for there is no language file".to_owned(),
    };
    let number = match own.len() {
        0 => "no rules of its own".to_owned(),
        number => format!("{} of its own", count(number, "rule")),
    };
    let any = any.len();
    let _ = writeln!(text, "{name} ({lang}): {number}; {any} for any language apply, {conventions} (mtlint rules any)");
    text
}

fn name(catalogue: &Catalogue, lang: &Lang) -> String {
    let named = lang.lineage().filter_map(|tag| catalogue.languages.files.get(tag)?.name.clone()).last();
    named.unwrap_or_else(|| names::english(lang).unwrap_or("the language").to_owned())
}

/// Everything an editor may want to know of a rule.
pub fn explain(rule: &Rule) -> String {
    let file = &rule.file;
    let mut text = format!("{}: {}\n\n{}\n\n", rule.id, file.summary, file.why);
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "{name:<11}{value}");
    };
    line("certainty", file.certainty.as_str());
    line("severity", file.severity.as_str());
    line("category", &file.mqm);
    line("fix", file.fix.map_or("none", |safety| safety.as_str()));
    line("message", &file.message);
    let lists = [("only", &file.only), ("except", &file.except), ("yields to", &file.yields_to)];
    for (name, tags) in lists.iter().filter(|(_, tags)| !tags.is_empty()) {
        line(name, &tags.join(", "));
    }
    signs(&mut text, &file.detect);
    patterns(&mut text, &file.detect);
    text.push_str("\nFinds what is marked [[so]]:\n");
    for bad in file.bad.iter() {
        example(&mut text, bad.lang.as_deref(), &bad.text);
        if let Some(fixed) = &bad.fixed {
            let _ = writeln!(text, "  fixed:");
            example(&mut text, None, fixed);
        }
    }
    text.push_str("\nFinds nothing in:\n");
    for good in file.good.iter() {
        example(&mut text, good.lang.as_deref(), &good.text);
    }
    text
}

/// The signs of a rule that sums them up, those that count most first, and what they must come to.
fn signs(text: &mut String, spec: &Spec) {
    let Spec::Signs(signs) = spec else { return };
    let _ = writeln!(
        text,
        "\nNotes an article with at least {} different signs and {} points in 1,000 words:",
        signs.least, signs.points
    );
    let mut of: Vec<&Telltale> = signs.of.iter().collect();
    of.sort_by_key(|sign| Reverse(sign.points));
    for sign in of {
        let _ = writeln!(text, "    {:+}  {}", sign.points, sign.name);
    }
}

/// The entries of a table of patterns: what is looked for, what is put in its place, and what the original says.
fn patterns(text: &mut String, spec: &Spec) {
    let Spec::Pattern(table) = spec else { return };
    text.push_str("\nLooks for:\n");
    for entry in table.entries.iter() {
        let _ = writeln!(text, "    {}", entry.find.split_whitespace().collect::<Vec<_>>().join(" "));
        let from = entry.from.as_deref().unwrap_or_default();
        let only = if entry.sourced { "only from " } else { "" };
        let source = entry.source.as_deref().unwrap_or_default();
        let origin = format!("{only}{from}{}{source}", if from.is_empty() || source.is_empty() { "" } else { ": " });
        let parts = [
            entry.replace.as_ref().map(|text| if text.is_empty() { "deleted".to_owned() } else { format!("→ {text}") }),
            entry.note.clone(),
            Some(origin).filter(|origin| !origin.is_empty()).map(|origin| format!("({origin})")),
            entry.certainty.map(|certainty| certainty.to_string()),
        ];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        if !told.is_empty() {
            let _ = writeln!(text, "        {}", told.join("  "));
        }
    }
}

fn example(text: &mut String, lang: Option<&str>, example: &str) {
    for (index, line) in example.trim_end().lines().enumerate() {
        let lang = lang.filter(|_| index == 0).map_or_else(String::new, |lang| format!("({lang}) "));
        let _ = writeln!(text, "    {lang}{line}");
    }
}

/// The rules as one JSON list: the id, and what the rule file says.
pub fn as_json(rules: &[&Rule]) -> String {
    #[derive(Serialize)]
    struct Shown<'a> {
        id: &'a str,
        #[serde(flatten)]
        file: &'a RuleFile,
    }
    let rules: Vec<Shown> = rules.iter().map(|rule| Shown { id: &rule.id, file: &rule.file }).collect();
    json(&rules) + "\n"
}
