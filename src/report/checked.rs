//! What a report is made of, and what a format must be able to do.

use super::totals::Totals;
use crate::article::Input;
use crate::engine::Finding;
use crate::text::Lang;

/// An input with its findings.
#[derive(Debug)]
pub struct Checked {
    /// Name of the file, as the user gave it.
    pub file: String,
    /// Language it was checked as.
    pub lang: Lang,
    /// The text, with the way back to the bytes of the file.
    pub input: Input,
    /// The findings, in order.
    pub findings: Vec<Finding>,
}

/// An output format. A report is its head, the texts of the articles with the joint between those that are not empty,
/// and its tail, so that no report is ever held in memory whole.
pub trait Report: Send + Sync {
    /// What stands before the first article.
    fn head(&self) -> String {
        String::new()
    }

    /// What is said of one article; empty: nothing.
    fn article(&self, checked: &Checked) -> String;

    /// What stands between two articles.
    fn joint(&self) -> &'static str {
        ""
    }

    /// What stands after the last article.
    fn tail(&self, totals: &Totals) -> String;
}
