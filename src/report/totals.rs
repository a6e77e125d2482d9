//! Counts over a run: the summary line and the table of rules.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::engine::Finding;
use crate::rule::{Safety, Severity};

/// Counts over the articles of a run.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Articles read.
    pub articles: usize,
    /// Articles with findings.
    pub touched: usize,
    /// Findings.
    pub findings: usize,
    /// Findings that are possible, likely, certain.
    pub by_certainty: [usize; 3],
    /// Findings whose first fix can be applied.
    pub fixable: usize,
    /// Findings whose first fix is safe.
    pub safely_fixable: usize,
    /// Findings by rule.
    pub by_rule: BTreeMap<Arc<str>, usize>,
    /// The greatest severity met.
    pub worst: Option<Severity>,
    /// What went wrong with an input, in order.
    pub errors: Vec<String>,
}

impl Totals {
    /// Counts an article.
    pub fn add(&mut self, findings: &[Finding]) {
        self.articles += 1;
        self.touched += usize::from(!findings.is_empty());
        self.findings += findings.len();
        for finding in findings {
            self.by_certainty[finding.certainty as usize] += 1;
            let safety = finding.fixes.first().map(|fix| fix.safety);
            self.fixable += usize::from(safety >= Some(Safety::Unsafe));
            self.safely_fixable += usize::from(safety == Some(Safety::Safe));
            *self.by_rule.entry(Arc::clone(&finding.rule)).or_default() += 1;
            self.worst = self.worst.max(Some(finding.severity));
        }
    }

    /// `14 findings in 1 article (9 certain, 5 likely); 11 can be fixed, 6 of them safely: mtlint fix a.txt`.
    ///
    /// `paths` is what the user would write after `mtlint fix`.
    pub fn summary(&self, paths: &str) -> String {
        let articles = if self.touched == self.articles || self.findings == 0 {
            count(self.articles, "article")
        } else {
            format!("{} of {}", self.touched, count(self.articles, "article"))
        };
        if self.articles == 0 {
            return "no article was checked".to_owned();
        }
        if self.findings == 0 {
            return format!("no findings in {articles}");
        }
        let [possible, likely, certain] = self.by_certainty;
        let parts: Vec<String> = [(certain, "certain"), (likely, "likely"), (possible, "possible")]
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, name)| format!("{number} {name}"))
            .collect();
        let mut line = format!("{} in {articles} ({})", count(self.findings, "finding"), parts.join(", "));
        let _ = match (self.fixable, self.safely_fixable) {
            (0, _) => Ok(()),
            (all, 0) => write!(line, "; {all} can be fixed, none of them safely: mtlint fix --diff --unsafe {paths}"),
            (all, safe) if all == safe => write!(line, "; {all} can be fixed safely: mtlint fix {paths}"),
            (all, safe) => write!(line, "; {all} can be fixed, {safe} of them safely: mtlint fix {paths}"),
        };
        line
    }

    /// Findings by rule, most first.
    pub fn table(&self) -> String {
        let mut rows: Vec<_> = self.by_rule.iter().collect();
        rows.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let mut table = String::new();
        for (rule, number) in rows {
            let _ = writeln!(table, "{number:>7}  {rule}");
        }
        table
    }
}

/// `1 finding`, `2 findings`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
