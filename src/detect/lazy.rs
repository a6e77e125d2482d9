//! Regular expressions of rule files, compiled when a text first asks for them: most articles ask for few.

use std::sync::OnceLock;

use regex::Regex;

/// A regular expression that was checked when its rule was loaded.
#[derive(Clone, Debug)]
pub(crate) struct LazyRegex {
    text: Box<str>,
    regex: OnceLock<Option<Regex>>,
}

impl LazyRegex {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.into(), regex: OnceLock::new() }
    }

    /// As it was written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The compiled expression; `None` only for one that loading would have refused.
    pub(crate) fn get(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}
