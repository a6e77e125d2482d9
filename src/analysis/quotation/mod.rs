//! Quotations: which marks open, close, reopen or are none, and where a mark is missing.
//!
//! A document-level machine. [`marks`] collects every mark with what stands beside it; [`machine`] looks for the cheapest
//! explanation of all of them, in which every slip has a price, so that one slip is one event and never a
//! cascade; [`spot`] finds where a missing mark belongs. What is *reported* is for detectors to say.

pub mod glyph;
pub mod machine;
pub mod marks;
pub mod places;
mod price;
mod quotative;
mod shared;
pub mod spot;

use crate::article::Side;
use crate::span::Span;

pub use glyph::Level;
pub use marks::{Apostrophe, Edge, Mark};

/// The quotations of a side.
#[derive(Debug, Default)]
pub struct Quotations {
    /// Every mark that opens or closes something, in order.
    pub marks: Vec<Mark>,
    /// Opened and closed quotations, in order of their opening.
    pub pairs: Vec<Quotation>,
    /// What does not add up.
    pub slips: Vec<Slip>,
}

/// A quotation that opens and closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark, as an index into the marks.
    pub open: u32,
    /// The closing mark.
    pub close: u32,
    /// How many quotations it stands inside of.
    pub depth: u8,
}

/// A mark without its counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The mark.
    pub mark: u32,
    /// What is wrong with it.
    pub kind: SlipKind,
    /// For what was never closed: the next mark or the end of the block, before which it should have closed.
    pub until: u32,
}

/// What is wrong with a mark that has no counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// Opens and is never closed.
    NeverClosed,
    /// Closes what was never opened.
    NeverOpened,
    /// Opens again what is open, and has no closing mark of its own.
    Reopened,
}

/// Reads the quotations of a side.
pub fn read(side: &Side) -> Quotations {
    let marks = marks::collect(side);
    if marks.is_empty() { Quotations::default() } else { machine::explain(side, marks) }
}

impl Quotations {
    /// The span of a quotation, marks included.
    pub fn span(&self, quotation: &Quotation) -> Span {
        self.marks[quotation.open as usize].span.to(self.marks[quotation.close as usize].span)
    }

    /// The innermost quotation that encloses a mark which is no end of it.
    pub fn enclosing(&self, mark: u32) -> Option<&Quotation> {
        let last = self.pairs.partition_point(|pair| pair.open < mark);
        // What opened last may have closed; of what is open at once there are only a few.
        self.pairs[last.saturating_sub(16)..last].iter().rev().find(|pair| mark < pair.close)
    }

    /// The outermost quotation that a byte offset lies inside of.
    pub fn around(&self, offset: usize) -> Option<&Quotation> {
        let last = self.pairs.partition_point(|q| self.marks[q.open as usize].span.lo() <= offset);
        let first = last.saturating_sub(8);
        self.pairs[first..last].iter().find(|q| self.span(q).hi() > offset)
    }
}
