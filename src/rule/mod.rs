//! Rules: data that say what to report, how sure, how bad, and prove themselves on their own examples.

pub mod catalogue;
pub(crate) mod document;
mod example;
pub mod file;
pub mod glossary;
pub mod load;
mod mqm;
pub mod prove;
mod shape;
pub mod template;

pub use catalogue::{Catalogue, Rule};
pub use file::{Certainty, RuleFile, Safety, Severity};
pub use load::RuleSource;
pub use template::Template;
