//! Reports: what is shown of findings, one file a format.
//!
//! Knows nothing of how a finding was found, and writes to nothing: each format gives text, the command line prints it.

pub mod checked;
pub mod diff;
pub mod excerpt;
pub mod json;
pub mod jsonl;
pub mod pretty;
pub mod proof;
pub mod record;
pub mod rules;
pub mod totals;
pub mod visible;
pub mod words;

pub use checked::{Checked, Report};
pub use totals::Totals;
