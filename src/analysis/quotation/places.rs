//! Where in a block signs may stand that are looked for by their bytes, and the tokens that they are.

use crate::span::Span;
use crate::text::Token;

/// Notes in order the offsets in `text[span]` of three ASCII characters, and of all others that may begin like a quotation
/// mark, a dash or an accent in UTF-8, if `keep` says so.
pub fn places(text: &[u8], span: Span, ascii: [u8; 3], keep: impl Fn(usize) -> bool) -> Vec<usize> {
    let (bytes, mut found) = (&text[span.range()], Vec::new());
    let offset = |at: usize| span.lo() + at;
    let [first, second, third] = ascii;
    found.extend(memchr::memchr3_iter(first, second, third, bytes).map(offset).filter(|at| keep(*at)));
    if !bytes.is_ascii() {
        let sorted = found.len();
        found.extend(memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).map(offset).filter(|at| keep(*at)));
        found.extend(memchr::memchr_iter(0xEF, bytes).map(offset).filter(|at| keep(*at)));
        if found.len() > sorted {
            found.sort_unstable();
        }
    }
    found
}

/// The index of the token of a block in which an offset falls, from a guess by its distance: tokens are too many to lie in
/// the cache, and a search by halves would miss it at each step.
pub fn token_at(tokens: &[Token], block: Span, offset: usize) -> usize {
    let guess = (offset - block.lo()) * tokens.len() / block.len().max(1);
    let near = guess.saturating_sub(NEAR)..(guess + NEAR).min(tokens.len());
    let mut at = guess.min(tokens.len().saturating_sub(1));
    while at > near.start && tokens[at].span.lo() > offset {
        at -= 1;
    }
    while at < near.end && tokens[at].span.hi() <= offset {
        at += 1;
    }
    if tokens.get(at).is_some_and(|token| token.span.lo() <= offset && offset < token.span.hi()) {
        at
    } else {
        tokens.partition_point(|token| token.span.hi() <= offset)
    }
}

/// Tokens beside the guess that are looked at one by one.
const NEAR: usize = 32;
