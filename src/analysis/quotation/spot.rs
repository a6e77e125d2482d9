//! Where a missing closing mark belongs: before an attribution, or at the end of a sentence.

use super::marks::Mark;
use crate::article::Side;
use crate::text::language::CommaPlace;
use crate::text::{Shape, Token, TokenKind};

/// A place for a closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Byte offset at which the mark is inserted.
    pub at: usize,
    /// What makes it the place.
    pub reason: Reason,
}

/// What makes a spot the place for a closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// An attribution follows: `…, she said`.
    Attribution,
    /// A sentence ends.
    SentenceEnd,
    /// The block ends.
    BlockEnd,
}

/// Tokens after the opening mark that are searched.
const REACH: usize = 400;

/// The places where a quotation that opens with `mark` may close before the byte offset `until`, best first.
pub fn spots(side: &Side, mark: &Mark, until: usize) -> Vec<Spot> {
    let mut spots = Vec::new();
    let block = &side.blocks[mark.block as usize];
    let limit = until.min(block.span.hi());
    let from = mark.token as usize + 1;
    let end = (block.tokens.end as usize).min(from + REACH);
    spots.extend(attribution(side, from, end, limit).map(|at| Spot { at, reason: Reason::Attribution }));
    let sentences = side.sentences_of(block).iter().map(|s| s.span.hi()).filter(|at| *at > mark.span.hi() && *at <= limit);
    let ends: Vec<usize> = sentences.map(|at| mark_end(side, at)).collect();
    if let Some(last) = ends.last().filter(|_| limit < block.span.hi()) {
        spots.push(Spot { at: *last, reason: Reason::SentenceEnd });
    } else if limit == block.span.hi() {
        let body = side.text[..limit].trim_end().len();
        spots.push(Spot { at: body, reason: Reason::BlockEnd });
        spots.extend(ends.first().filter(|at| **at < body).map(|at| Spot { at: *at, reason: Reason::SentenceEnd }));
    }
    spots
}

/// Whether an attribution stands between the mark and `until`, so that the quotation surely ends before it.
pub fn has_attribution(side: &Side, mark: &Mark, until: usize) -> bool {
    let block = &side.blocks[mark.block as usize];
    let from = mark.token as usize + 1;
    let end = (block.tokens.end as usize).min(from + REACH);
    attribution(side, from, end, until.min(block.span.hi())).is_some()
}

fn mark_end(side: &Side, at: usize) -> usize {
    side.text[..at].trim_end().len()
}

/// The offset of a closing mark before the first attribution among `tokens[from..end]` that ends before `limit`.
fn attribution(side: &Side, from: usize, end: usize, limit: usize) -> Option<usize> {
    if side.profile.reporting.is_empty() {
        return None;
    }
    for at in from + 1..end {
        let token = &side.tokens[at];
        if token.span.hi() > limit {
            return None;
        }
        if token.kind != TokenKind::Mark || !attributes(side, at + 1, end, limit) {
            continue;
        }
        match side.word(token) {
            "," if side.profile.comma == CommaPlace::Inside => return Some(token.span.hi()),
            "," => return Some(token.span.lo()),
            "，" | "?" | "!" | "？" | "！" => return Some(token.span.hi()),
            _ => {}
        }
    }
    None
}

/// Whether the tokens from `at` begin an attribution: a reporting verb, alone or after a pronoun or a name.
fn attributes(side: &Side, at: usize, end: usize, limit: usize) -> bool {
    let mut words = 0;
    for token in &side.tokens[at.min(end)..end] {
        if token.span.hi() > limit || words == 4 {
            return false;
        }
        match token.kind {
            TokenKind::Space => continue,
            TokenKind::Mark if matches!(side.word(token), "-" | "–" | "—") => continue,
            TokenKind::Word => {}
            _ => return false,
        }
        if is_reporting(side, token) {
            return true;
        }
        words += 1;
        let subject = side.profile.pronouns.has(&side.text, token) || matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed);
        let auxiliary = words > 1 || token.span.len() <= 3;
        if !(subject || auxiliary && side.profile.function.has(&side.text, token)) {
            return false;
        }
    }
    false
}

/// Whether a token is a reporting verb, or, where words are not set apart by spaces, begins or ends with one.
pub fn is_reporting(side: &Side, token: &Token) -> bool {
    side.profile.reporting.has(&side.text, token)
}
