//! Counts over a run: the summary line and the table of rules.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::engine::Finding;
use crate::rule::{Safety, Severity};
use crate::text::Lang;

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
    /// Findings that are less certain than asked for, where they were counted.
    pub hidden: usize,
    /// Articles by language.
    pub by_lang: BTreeMap<Lang, usize>,
    /// Articles whose language was not recognised.
    pub unrecognised: usize,
    /// The names of the first few of them.
    pub named: Vec<String>,
}

/// Names of articles kept for a remark.
const NAMED: usize = 3;

impl Totals {
    /// Counts an article and its language.
    pub fn add(&mut self, lang: &Lang, findings: &[Finding]) {
        *self.by_lang.entry(lang.clone()).or_default() += 1;
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
    /// `again` is what the user would write after `mtlint fix`; nothing where that cannot be done again.
    pub fn summary(&self, again: &str) -> String {
        let articles = if self.touched == self.articles || self.findings == 0 {
            count(self.articles, "article")
        } else {
            format!("{} of {}", self.touched, count(self.articles, "article"))
        };
        if self.articles == 0 {
            return "no article was checked".to_owned();
        }
        let hidden = match self.hidden {
            0 => String::new(),
            1 => "1 less certain: --certainty possible shows it".to_owned(),
            number => format!("{number} less certain: --certainty possible shows them"),
        };
        if self.findings == 0 {
            let more = if hidden.is_empty() { hidden } else { format!("; {hidden}") };
            return format!("no findings in {articles}{}{more}", self.languages());
        }
        let [possible, likely, certain] = self.by_certainty;
        let parts: Vec<String> = [(certain, "certain"), (likely, "likely"), (possible, "possible")]
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, name)| format!("{number} {name}"))
            .collect();
        let mut line = format!("{} in {articles} ({})", count(self.findings, "finding"), parts.join(", "));
        if !hidden.is_empty() {
            let _ = write!(line, ", and {hidden}");
        }
        let _ = match (self.fixable, self.safely_fixable) {
            (0, _) => Ok(()),
            (all, 0) => write!(line, "; {all} can be fixed, none of them safely"),
            (all, safe) if all == safe => write!(line, "; {all} can be fixed safely"),
            (all, safe) => write!(line, "; {all} can be fixed, {safe} of them safely"),
        };
        if self.fixable > 0 && !again.is_empty() {
            let look = if self.safely_fixable == 0 { "--diff --unsafe " } else { "" };
            let _ = write!(line, ": mtlint fix {look}{again}");
        }
        line
    }

    /// Counts an article whose language was not recognised.
    pub fn add_unrecognised(&mut self, name: &str) {
        self.unrecognised += 1;
        if self.named.len() < NAMED {
            self.named.push(name.to_owned());
        }
    }

    /// ` (en)`, ` (en 12, de 3)`: the languages of the articles, most first.
    fn languages(&self) -> String {
        let mut all: Vec<_> = self.by_lang.iter().filter(|(lang, _)| **lang != Lang::unknown()).collect();
        all.sort_by_key(|(lang, number)| (std::cmp::Reverse(**number), (*lang).clone()));
        match all[..] {
            [] => String::new(),
            [(lang, number)] if *number == self.articles => format!(" ({lang})"),
            _ => {
                let all: Vec<String> = all.iter().map(|(lang, number)| format!("{lang} {number}")).collect();
                format!(" ({})", all.join(", "))
            }
        }
    }

    /// A remark on articles whose language was not recognised.
    pub fn remark(&self) -> Option<String> {
        let names = self.named.join(", ");
        let which = match self.unrecognised {
            0 => return None,
            1 => format!("the language of {names} was"),
            all if all == self.named.len() => format!("the languages of {names} were"),
            all => format!("the languages of {names} and {} more were", all - self.named.len()),
        };
        let advice = "say --lang TAG, or let the file names say it: a.en.txt";
        Some(format!("{which} not recognised, and only rules of any language were used; {advice}"))
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
