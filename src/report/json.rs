//! JSON: one document with the findings, the errors and the totals of a run.

use std::collections::BTreeMap;

use serde::Serialize;

use super::checked::{Checked, Report};
use super::record::{json, records};
use super::totals::Totals;

/// The format.
#[derive(Debug)]
pub struct Json;

#[derive(Serialize)]
struct Summary<'a> {
    articles: usize,
    findings: usize,
    certain: usize,
    likely: usize,
    possible: usize,
    fixable: usize,
    safely_fixable: usize,
    rules: BTreeMap<&'a str, usize>,
}

impl Report for Json {
    fn head(&self) -> String {
        "{\"findings\":[\n".to_owned()
    }

    fn article(&self, checked: &Checked) -> String {
        records(checked).map(|record| json(&record)).collect::<Vec<_>>().join(",\n")
    }

    fn joint(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, totals: &Totals) -> String {
        let [possible, likely, certain] = totals.by_certainty;
        let summary = Summary {
            articles: totals.articles,
            findings: totals.findings,
            certain,
            likely,
            possible,
            fixable: totals.fixable,
            safely_fixable: totals.safely_fixable,
            rules: totals.by_rule.iter().map(|(rule, number)| (&**rule, *number)).collect(),
        };
        format!("\n],\"errors\":{},\"summary\":{}}}\n", json(&totals.errors), json(&summary))
    }
}
