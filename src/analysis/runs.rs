//! Runs of marks: what stands between two words when it is more than a space or one mark and a space.
//!
//! Nearly all gaps between words are a plain space, `, ` or `. `; these are passed over, so that detectors look only at
//! the few others.

use crate::article::Side;
use crate::span::Span;
use crate::text::{Token, TokenKind};

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
    let text = side.text.as_bytes();
    let is_gap = |token: &Token| matches!(token.kind, TokenKind::Mark | TokenKind::Space);
    for (index, block) in side.blocks.iter().enumerate() {
        let (begin, end) = (block.tokens.start as usize, block.tokens.end as usize);
        let mut at = begin;
        while at < end {
            let token = &side.tokens[at];
            let plain = token.kind == TokenKind::Space
                && token.span.len() == 1
                && text[token.span.lo()] == b' '
                && at > begin
                && side.tokens[at + 1..end].first().is_some_and(|next| !is_gap(next));
            if plain || !is_gap(token) {
                // A word follows a plain space.
                at += 1 + usize::from(plain);
                continue;
            }
            let first = at;
            while at < end && is_gap(&side.tokens[at]) {
                at += 1;
            }
            let span = token.span.to(side.tokens[at - 1].span);
            if first == begin || !is_usual(side.str(span), at == end) {
                runs.push(Run { span, block: index as u32, first: first as u32, last: at as u32 });
            }
        }
    }
    runs
}

fn is_usual(run: &str, last: bool) -> bool {
    matches!(run, " " | ", " | ". " | "-" | ": " | "; " | "/" | "’" | "'") || (last && matches!(run, "." | "?" | "!"))
}
