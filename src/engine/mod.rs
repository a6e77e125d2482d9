//! The engine: article x catalogue x settings -> findings; overlap; the fix loop.
//!
//! Knows nothing of files and terminals.

mod apply;
mod finding;
mod linter;
mod overlap;
mod title;

pub use apply::{Fixed, apply, fix_all};
pub use finding::{Finding, Fix, Label};
pub use linter::{Linter, Settings};
