//! Apostrophes that a tokenizer set apart from their word: `it 's`, `can ' t`, `l ’ État`, `d' accord`.
//!
//! `do n't` has its own residue rule, as no mark stands apart there.

use super::{Case, Fault, Found, delete};
use crate::analysis::quotation::{Edge, Level, Mark};
use crate::span::Span;
use crate::text::{Token, TokenKind};

pub(super) fn find(case: &Case<'_>, found: &mut Vec<Found>) {
    let mut paired: Option<Vec<bool>> = None;
    for (index, mark) in case.quotations.marks.iter().enumerate() {
        let Some(split) = Split::at(case, mark) else { continue };
        if !paired.get_or_insert_with(|| all_paired(case))[index] {
            found.push(split.report(case, mark));
        }
    }
}

/// Which marks are the end of a quotation.
fn all_paired(case: &Case<'_>) -> Vec<bool> {
    let mut paired = vec![false; case.quotations.marks.len()];
    for pair in &case.quotations.pairs {
        paired[pair.open as usize] = true;
        paired[pair.close as usize] = true;
    }
    paired
}

/// The two parts of a word that a space beside its apostrophe parts.
struct Split<'a> {
    left: &'a Token,
    right: &'a Token,
}

impl<'a> Split<'a> {
    fn at(case: &'a Case<'_>, mark: &Mark) -> Option<Self> {
        let spaces = matches!(
            (mark.left, mark.right),
            (Edge::Space, Edge::Space | Edge::Letter) | (Edge::Letter | Edge::Digit, Edge::Space)
        );
        if mark.level != Level::Single || mark.makeshift || mark.encoded || mark.glyph == '‘' || !spaces {
            return None;
        }
        let side = case.side;
        let tokens = side.tokens_of(&side.blocks[mark.block as usize]);
        let at = mark.token as usize - side.blocks[mark.block as usize].tokens.start as usize;
        let beside = |neighbour: Edge| usize::from(neighbour == Edge::Space) + 1;
        let left = at.checked_sub(beside(mark.left))?;
        let right = at + beside(mark.right);
        let plain = |from: usize, to: usize| tokens[from..to].iter().all(|t| side.word(t) != "\n");
        let words = tokens[left].kind != TokenKind::Space && tokens.get(right)?.kind == TokenKind::Word;
        let quoted = |at: Option<usize>| {
            let c = at.and_then(|at| tokens.get(at)).and_then(|token| side.word(token).chars().next());
            c.is_some_and(|c| matches!(c, '\'' | '’' | '‘' | '-'))
        };
        if !words || !plain(left, right) || quoted(left.checked_sub(1)) || quoted(Some(right + 1)) {
            return None;
        }
        let (left, right) = (&tokens[left], &tokens[right]);
        let profile = &side.profile;
        let is_word = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
        // What is no word of the language is part of a name: O' Neill, not Serbian l' ovo.
        let elides = || {
            profile.function.has(&side.text, left)
                || right.shape.starts_upper(side.word(right))
                || side.word(left).chars().nth(2).is_some()
        };
        let joins = is_word(left) && profile.elided_suffixes.has(&side.text, right)
            || left.kind == TokenKind::Word && profile.elided_prefixes.has(&side.text, left) && elides();
        joins.then_some(Self { left, right })
    }

    fn report(&self, case: &Case<'_>, mark: &Mark) -> Found {
        let gaps = [(self.left.span.hi(), mark.span.lo()), (mark.span.hi(), self.right.span.lo())];
        let edits = gaps.into_iter().filter(|(from, to)| from < to).map(|(from, to)| delete(from, to)).collect();
        let span = Span::new(self.left.span.lo(), self.right.span.hi());
        let side = case.side;
        let meant = [side.word(self.left), side.str(mark.span), side.word(self.right)].concat();
        Found::new(Fault::SplitApostrophe, span, side.str(mark.span), meant).choose(edits, true)
    }
}
