//! What the other articles of a run say of an article's names: which of its spellings are not those of most.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::certainty::Certainty;

/// A place in another article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Elsewhere {
    /// Name of the file.
    pub file: Arc<str>,
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
    /// What stands there.
    pub text: Arc<str>,
}

/// What is to become of a name that other articles spell in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The words to write, as many as the name has.
    pub words: Vec<Arc<str>>,
    /// How sure it is that the two are one name.
    pub certainty: Certainty,
    /// Where it is spelled so: the first few places, in order of the names of files.
    pub places: Vec<Elsewhere>,
}

/// The names of a run that are spelled in another way than most, by their words in small letters with spaces between.
pub type Spellings = FxHashMap<String, Spelling>;
