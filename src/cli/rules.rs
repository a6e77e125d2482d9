//! `mtlint rules`.

use std::io::{self, Write};

use super::args::{RuleFormat, RulesArguments};
use super::run::{Status, Stop};
use super::session::{catalogue, configuration, known};
use crate::report::rules::{as_json, explain, language, languages, list};
use crate::rule::Rule;
use crate::rule::catalogue::in_prefix;
use crate::text::names;

/// Lists rules or explains one.
pub(crate) fn rules(arguments: &RulesArguments) -> Result<Status, Stop> {
    let catalogue = catalogue(&arguments.source, &configuration(&arguments.source)?)?;
    let lang = arguments
        .rule
        .as_deref()
        .filter(|typed| !typed.contains('/') && *typed != "any")
        .and_then(|typed| names::known(typed).ok());
    let text = match (&lang, arguments.format) {
        (Some(lang), RuleFormat::Pretty) => language(&catalogue, lang),
        (Some(lang), RuleFormat::Json) => {
            as_json(&catalogue.rules().filter(|rule| in_prefix(&rule.id, lang.as_str())).collect::<Vec<_>>())
        }
        (None, format) => {
            let prefix = known(&catalogue, arguments.rule.as_slice())?.pop();
            let wanted = |rule: &&Rule| prefix.as_deref().is_none_or(|prefix| in_prefix(&rule.id, prefix));
            let rules: Vec<&Rule> = catalogue.rules().filter(wanted).collect();
            match (format, &rules[..]) {
                (RuleFormat::Json, rules) => as_json(rules),
                (RuleFormat::Pretty, [rule]) if prefix.as_deref() == Some(&rule.id) => explain(rule),
                (RuleFormat::Pretty, rules) if prefix.is_none() => list(rules) + &languages(&catalogue),
                (RuleFormat::Pretty, rules) => list(rules),
            }
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Status::Clean)
}
