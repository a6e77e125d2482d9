//! What a newsroom has laid down: the style guide that it follows, and its glossaries.
//!
//! Chosen by the user, never guessed. The texts of the guides stand in no file here; how they write a public name stands with
//! the name, in the word files.

use std::sync::Arc;

use super::glossary::Term;

/// What a newsroom has laid down; by default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// The name of the style guide, as the word files have it: `ap`.
    pub style: Option<String>,
    /// The terms of its glossaries, of all languages.
    pub terms: Arc<[Term]>,
}
