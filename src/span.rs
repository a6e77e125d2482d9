//! Byte spans, the only kind of position inside the library.
//!
//! Lines, columns and UTF-16 units exist only where a report asks for them.

use std::ops::Range;

/// A half-open stretch of bytes of one text: `start <= end`, both on character borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    ///
    /// Readers refuse inputs of 4 GiB and more, so offsets always fit.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    /// The empty span at an offset: a place to insert.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// First byte as an index.
    pub fn lo(self) -> usize {
        self.start as usize
    }

    /// One past the last byte as an index.
    pub fn hi(self) -> usize {
        self.end as usize
    }

    /// The span as a range of indices.
    pub fn range(self) -> Range<usize> {
        self.lo()..self.hi()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.hi() - self.lo()
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share a byte; an empty span shares the byte it stands before or after.
    pub fn overlaps(self, other: Self) -> bool {
        if self.is_empty() || other.is_empty() {
            self.start <= other.end && other.start <= self.end
        } else {
            self.start < other.end && other.start < self.end
        }
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
