//! mtlint: a multilingual checker of machine-translated news.
//!
//! The layers, each of which may use only those before it: [`span`] and [`error`], [`text`], [`article`], [`analysis`],
//! [`detect`], [`rule`], [`engine`], [`report`], [`cli`]. `docs/architecture.md` says why.
//!
//! ```
//! use mtlint::article::{Article, plain};
//! use mtlint::engine::{Linter, Settings};
//! use mtlint::rule::Catalogue;
//! use mtlint::text::Lang;
//!
//! let linter = Linter::new(Catalogue::embedded(), Settings::default());
//! let lang = Lang::new("en").ok_or("no language tag")?;
//! let text = "“Nobody asked us first, said Maria Pons.";
//! let article = Article::of(plain::read(text.into(), linter.profile(&lang)));
//! let findings = linter.check(&article);
//! assert_eq!(&text[findings[0].span.range()], "first,");
//! # Ok::<(), &str>(())
//! ```

pub mod analysis;
pub mod article;
pub mod certainty;
pub mod cli;
pub mod detect;
pub mod engine;
pub mod error;
pub mod packed;
pub mod report;
pub mod rule;
pub mod span;
pub mod text;
