//! Regular expressions of rule files, compiled when a text first asks for them.
//!
//! Compiling all of them would cost more than checking an article does, and most articles ask for none. Those that are
//! written alike are one, as most patterns ask for the same few sorts of numbers and word endings.

use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex::Regex;
use rustc_hash::FxHashMap;

/// A regular expression that was checked when its rule was loaded.
#[derive(Clone, Debug)]
pub(crate) struct LazyRegex(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    text: Box<str>,
    regex: OnceLock<Option<Regex>>,
}

static ALL: LazyLock<Mutex<FxHashMap<Box<str>, LazyRegex>>> = LazyLock::new(Mutex::default);

impl LazyRegex {
    pub(crate) fn new(text: &str) -> Self {
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(text) {
            return known.clone();
        }
        let new = Self(Arc::new(Shared { text: text.into(), regex: OnceLock::new() }));
        all.insert(text.into(), new.clone());
        new
    }

    /// As it was written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The compiled expression; `None` only for one that loading would have refused.
    pub(crate) fn get(&self) -> Option<&Regex> {
        self.0.regex.get_or_init(|| Regex::new(&self.0.text).ok()).as_ref()
    }
}
