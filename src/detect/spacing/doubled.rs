//! Two or more spaces in a row.
//!
//! Who sets two spaces after each full stop does so on purpose, and columns are set with spaces: both stay silent. After a
//! full-width mark not even one belongs ([`super::half`]).

use super::window::Window;
use super::{ByFault, Fault};
use crate::article::Side;
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Script, TokenKind};

/// A stretch of two or three spaces between words.
pub(super) struct Gap {
    span: Span,
    /// Whether a sentence may have ended before it.
    after_stop: bool,
}

/// Notes the spaces that begin here, if they are more than one.
pub(super) fn collect(here: &Window<'_>, gaps: &mut Vec<Gap>) {
    if here.is(-1, TokenKind::Space) || here.at == 0 {
        return;
    }
    let rest = here.tokens[here.at..].iter().take_while(|token| token.kind == TokenKind::Space);
    let last = rest.last().map_or(here.span(), |token| token.span);
    let span = here.span().to(last);
    let text = here.side.str(span);
    let blank = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}');
    let count = text.chars().count();
    if !(2..=3).contains(&count) || !text.chars().all(blank) || !text.contains(' ') || last.hi() >= here.block.span.hi()
    {
        return;
    }
    let dash = |c: char| matches!(c, '|' | '·' | '•' | '—' | '–' | '*' | '-' | '/');
    let after = here.mark_at(span.hi());
    let wide = |c: char| matches!(c, '，' | '。' | '；' | '、');
    if here.mark(-1).is_some_and(wide) && after.is_some_and(|c| Script::of(c).is_east_asian()) {
        return;
    }
    if here.mark(-1).is_some_and(dash) || after.is_some_and(dash) {
        return;
    }
    let before = here.side.text[..span.lo()]
        .trim_end_matches(|c| super::window::closes_quote(c) || super::window::closes_bracket(c));
    gaps.push(Gap { span, after_stop: before.ends_with(['.', '!', '?', ':', '…']) });
}

/// Reports the gaps that are no habit of the article.
pub(super) fn report(side: &Side, gaps: &[Gap], rules: &ByFault<Fault>, hits: &mut Hits) {
    let wide = gaps.iter().filter(|gap| gap.after_stop).count();
    let ends = side.blocks.iter().map(|block| side.sentences_of(block).len().saturating_sub(1)).sum::<usize>();
    let words_apart = gaps.len() - wide;
    for gap in gaps {
        let habit = if gap.after_stop { wide >= 3 && wide * 3 >= ends } else { words_apart > 20 };
        if !habit {
            let text = side.str(gap.span);
            let kept = text.chars().find(|c| *c != ' ').unwrap_or(' ');
            rules.report(Fault::Doubled, hits, |rule| {
                Hit::new(rule, gap.span).slot("marks", "").slot("expected", "").mend(Edit::new(gap.span, kept))
            });
        }
    }
}

impl Window<'_> {
    fn mark_at(&self, offset: usize) -> Option<char> {
        self.side.text[offset..self.block.span.hi()].chars().next()
    }
}
