//! The article: a target side and, where there is one, a source side; blocks; readers for each input format.
//!
//! Frozen once built. Knows nothing of rules.

pub mod block;
pub mod elsewhere;
pub mod input;
pub mod plain;
pub mod side;

pub use block::{Block, BlockKind};
pub use elsewhere::{Elsewhere, Spelling, Spellings};
pub use input::Input;
pub use side::{Article, Side};
