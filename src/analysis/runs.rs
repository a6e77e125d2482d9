//! Runs of marks: what stands between two words when it is more than a space or one mark and a space.
//!
//! Nearly all gaps between words are a plain space, `, ` or `. `; these are passed over, so that detectors look only at
//! the few others.

use crate::article::Side;
use crate::span::Span;
use crate::text::TokenKind;

/// The unusual runs of marks and spaces of a side, in order.
pub type Runs = Vec<Run>;

/// Marks and spaces between two words of a block, or between a word and the block's border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The marks and spaces.
    pub span: Span,
    /// The block, as an index.
    pub block: u32,
    /// First token of the run, as an index into those of the side.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
}

/// Collects the unusual runs of a side.
pub fn read(side: &Side) -> Runs {
    let mut runs = Vec::new();
    for (index, block) in side.blocks.iter().enumerate() {
        let (start, end) = (block.tokens.start as usize, block.tokens.end as usize);
        let parts = |at: usize| matches!(side.tokens[at].kind, TokenKind::Mark | TokenKind::Space);
        let mut at = start;
        while at < end {
            let first = at;
            at += 1;
            if !parts(first) {
                continue;
            }
            while at < end && parts(at) {
                at += 1;
            }
            // Nearly all runs are one plain space.
            if first > start && at == first + 1 && is_plain_space(side, first) {
                continue;
            }
            let span = side.tokens[first].span.to(side.tokens[at - 1].span);
            if first == start || !is_usual(side.str(span), at == end) {
                runs.push(Run { span, block: index as u32, first: first as u32, last: at as u32 });
            }
        }
    }
    runs
}

fn is_plain_space(side: &Side, at: usize) -> bool {
    let span = side.tokens[at].span;
    side.text.as_bytes()[span.lo()] == b' ' && span.len() == 1
}

fn is_usual(run: &str, last: bool) -> bool {
    matches!(run, " " | ", " | ". " | "-" | ": " | "; " | "/" | "’" | "'") || (last && matches!(run, "." | "?" | "!"))
}
