//! mtlint: a multilingual checker of machine-translated news.

pub mod analysis;
pub mod article;
pub mod detect;
pub mod engine;
pub mod error;
pub mod rule;
pub mod span;
pub mod text;
