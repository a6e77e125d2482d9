//! What a newsroom has laid down: the style guide that it follows.
//!
//! Chosen by the user, never guessed. The texts of the guides stand in no file here; how they write a public name stands with
//! the name, in the word files.

/// What a newsroom has laid down; by default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// The name of the style guide, as the word files have it: `ap`.
    pub style: Option<String>,
}
