//! Rules as `mtlint rules` shows them: a list, or one explained from its own file.

use std::fmt::Write;

use serde::Serialize;

use super::record::json;
use crate::rule::{Rule, RuleFile};

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
    text.push_str("\nFinds what is marked [[so]]:\n");
    for bad in &file.bad {
        example(&mut text, bad.lang.as_deref(), &bad.text);
        if let Some(fixed) = &bad.fixed {
            let _ = writeln!(text, "  fixed:");
            example(&mut text, None, fixed);
        }
    }
    text.push_str("\nFinds nothing in:\n");
    for good in &file.good {
        example(&mut text, good.lang.as_deref(), &good.text);
    }
    text
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
