//! Unicode text: tokens, sentences, scripts, lines, languages.
//!
//! Knows nothing of articles or rules.

pub mod address;
pub mod gazetteer;
pub mod glossary;
pub mod house;
pub mod identify;
pub mod index;
pub mod lang;
pub mod language;
pub mod languages;
pub mod lexicon;
pub mod lines;
pub mod names;
pub mod nearest;
pub mod people;
pub mod profile;
pub mod script;
pub mod sentence;
pub mod sounds;
pub mod token;
pub mod units;
pub mod words;

pub use house::House;
pub use identify::identify;
pub use lang::Lang;
pub use languages::Languages;
pub use lines::LineIndex;
pub use profile::Profile;
pub use script::Script;
pub use sentence::Sentence;
pub use token::{Norm, Shape, Token, TokenKind};
