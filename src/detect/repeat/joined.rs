//! A word joined with itself: `really sorry and sorry`, `all people / people`.
//!
//! Prose joins a word with itself to say that something goes on (`again and again`, `more and more`, `talked and
//! talked`) or to set two groups side by side (`war crimes and crimes against humanity`). What is left is an adjective,
//! told by the word before it, and a word on both sides of a slash.

use super::{Case, Unit};
use crate::article::Block;
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Norm, Shape, Token, TokenKind};

/// Looks at a word that equals the one before it or the one before that.
pub(super) fn see(case: &Case<'_>, block: &Block, at: usize, norm: Norm, hits: &mut Hits) {
    // Between the two stands a word or a slash, set off by spaces.
    if case.joins.is_empty() || at < block.tokens.start as usize + 4 {
        return;
    }
    let tokens = case.side.tokens_of(block);
    let at = at - block.tokens.start as usize - 4;
    let five = &tokens[at..at + 5];
    if five[0].norm == norm
        && five[0].kind == TokenKind::Word
        && five[1].kind == TokenKind::Space
        && five[3].kind == TokenKind::Space
    {
        judge(case, block, tokens, at, hits);
    }
}

fn judge(case: &Case<'_>, block: &Block, tokens: &[Token], at: usize, hits: &mut Hits) {
    let side = case.side;
    let (first, joint, second) = (&tokens[at], &tokens[at + 2], &tokens[at + 4]);
    let small = matches!(first.shape, Shape::Lower | Shape::Capital) && second.shape == Shape::Lower;
    let long = side.word(first).chars().count() > 2;
    let alike = crate::text::token::folded(side.word(first)) == crate::text::token::folded(side.word(second));
    let hyphen = |c: Option<char>| matches!(c, Some('-' | '‑' | '–' | '/' | '’' | '\''));
    let beside = hyphen(side.char_before(block, first.span.lo())) || hyphen(side.char_after(block, second.span.hi()));
    if !alike || !long || beside || side.profile.function.has(&side.text, first) {
        return;
    }
    let slash = joint.kind == TokenKind::Mark && side.word(joint) == "/";
    let before = at.checked_sub(2).filter(|_| tokens[at - 1].kind == TokenKind::Space).map(|before| &tokens[before]);
    for rule in case.joins {
        let anded = rule.and.contains(&joint.norm)
            && joint.kind == TokenKind::Word
            && small
            && !rule.idioms.contains(&first.norm);
        let led = before.is_some_and(|word| rule.before.contains(&word.norm));
        let unit = if slash || anded && led { Unit::Joined } else { Unit::JoinedPerhaps };
        if (slash || anded) && unit == rule.unit {
            let span = first.span.to(second.span);
            let surplus = Span::new(first.span.hi(), span.hi());
            hits.push(
                Hit::new(rule.rule, span)
                    .slot("repeated", side.word(first))
                    .slot("count", 2)
                    .mend(Edit::delete(surplus)),
            );
        }
    }
}
