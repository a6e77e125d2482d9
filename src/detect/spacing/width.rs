//! Spaces between ideographs, and full-width marks in text with half-width ones.
//!
//! Half-width marks in full-width text stand in [`super::half`].

use super::window::Window;
use super::{ByFault, Fault};
use crate::article::{Block, Side};
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Script, Shape, Token, TokenKind};

/// Spaces between two words of a script that is written without, in one block.
///
/// Inside quotation marks and brackets spaces set names and titles apart, after a dateline and a speaker's name they
/// stand for a mark, and headings and captions are made of pieces: all these stay silent. A block full of spaces was
/// never put together again and is one finding.
pub(super) fn between(side: &Side, block: &Block, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !block.kind.is_prose() || !rules.wants(Fault::BetweenIdeographs) {
        return;
    }
    let tokens = side.tokens_of(block);
    let last = tokens.iter().rev().find(|token| token.kind != TokenKind::Space);
    if !last.is_some_and(|token| matches!(side.str(token.span), "。" | "！" | "？" | "”" | "」" | ".")) {
        return;
    }
    let mut gaps: Vec<Window<'_>> = Vec::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match (token.kind, side.str(token.span)) {
            (TokenKind::Mark, "（" | "(" | "「" | "『" | "“" | "《" | "【" | "[" | "〈") => depth += 1,
            (TokenKind::Mark, "）" | ")" | "」" | "』" | "”" | "》" | "】" | "]" | "〉") => {
                depth = depth.saturating_sub(1);
            }
            (TokenKind::Space, _) if depth == 0 && at > 0 => {
                let here = Window { side, block, tokens, at };
                if is_between(&here) {
                    gaps.push(here);
                }
            }
            _ => {}
        }
    }
    let hit = |rule, here: &Window<'_>| {
        let (left, right) = (&here.tokens[here.at - 1], &here.tokens[here.at + 1]);
        let span = edge(here, left, End::Last).to(edge(here, right, End::First));
        Hit::new(rule, span).slot("marks", "").slot("expected", "")
    };
    match gaps.as_slice() {
        [first, _, _, ..] => rules.report(Fault::BetweenIdeographs, hits, |rule| {
            hit(rule, first).choose(gaps.iter().map(|here| Edit::delete(here.span())).collect(), true)
        }),
        few => {
            for here in few.iter().filter(|here| is_slip(here)) {
                rules.report(Fault::BetweenIdeographs, hits, |rule| hit(rule, here).mend(Edit::delete(here.span())));
            }
        }
    }
}

fn is_between(here: &Window<'_>) -> bool {
    let east_asian = |token: Option<&Token>| token.is_some_and(|token| token.script.is_east_asian());
    let plain = here.side.str(here.span()) != "\u{3000}" && !here.breaks_line();
    plain && east_asian(here.word(-1)) && east_asian(here.word(1))
}

/// The longest word in characters that one space may wrongly follow; what is longer is a heading before its text.
const LONGEST_BEFORE: usize = 6;

/// Whether a single space between two words cannot stand for a mark.
fn is_slip(here: &Window<'_>) -> bool {
    let han = |token: &Token| here.str(token).chars().all(|c| Script::of(c) == Script::Han);
    let (left, right) = (&here.tokens[here.at - 1], &here.tokens[here.at + 1]);
    let starts_han = here.str(right).chars().next().is_some_and(|c| Script::of(c) == Script::Han);
    let short = here.str(left).chars().nth(LONGEST_BEFORE).is_none();
    let speaker = here.mark(2).is_some_and(|c| matches!(c, '：' | ':'));
    han(left) && starts_han && short && !speaker && !is_lead(here)
}

/// Whether what stands before is no part of the sentence: a date and an agency.
fn is_lead(here: &Window<'_>) -> bool {
    let before = &here.tokens[..here.at];
    let marked = before.iter().any(|token| token.kind == TokenKind::Mark);
    !marked && before.iter().any(|token| token.kind == TokenKind::Number)
}

#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

/// The first or last character of a word.
fn edge(here: &Window<'_>, word: &Token, end: End) -> Span {
    let text = here.str(word);
    match end {
        End::First => {
            let len = text.chars().next().map_or(0, char::len_utf8);
            Span::new(word.span.lo(), word.span.lo() + len)
        }
        End::Last => {
            let len = text.chars().next_back().map_or(0, char::len_utf8);
            Span::new(word.span.hi() - len, word.span.hi())
        }
    }
}

/// A full-width mark between words of a script with half-width marks.
pub(super) fn full(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    if here.profile().full_width {
        return;
    }
    let Some(c) = here.mark(0) else { return };
    let cased = |token: Option<&Token>| {
        token.is_some_and(|token| {
            token.kind == TokenKind::Number || (token.kind == TokenKind::Word && token.script.is_cased())
        })
    };
    let skip = |offset: isize| {
        if here.is(offset, TokenKind::Space) { offset.signum() * 2 } else { offset }
    };
    let (left, right) = (here.get(skip(-1)), here.get(skip(1)));
    let opens = c == '（';
    let here_too = match (opens, left, right) {
        (true, _, right) => cased(right),
        (false, left, right) => {
            cased(left) && (right.is_none() || cased(right) || right.is_some_and(|token| token.kind == TokenKind::Mark))
        }
    };
    let meant = match c {
        '，' | '、' => ',',
        '。' => '.',
        '；' => ';',
        '：' => ':',
        '？' => '?',
        '！' => '!',
        '（' => '(',
        '）' => ')',
        _ => return,
    };
    if !here_too {
        return;
    }
    let word_follows = |offset| {
        here.get(offset).is_some_and(|token: &Token| {
            token.kind == TokenKind::Word && token.shape != Shape::None && token.script != Script::Common
        })
    };
    let text = match (opens, word_follows(1), here.is(-1, TokenKind::Word)) {
        (false, true, _) => format!("{meant} "),
        (true, _, true) => format!(" {meant}"),
        _ => meant.to_string(),
    };
    rules.report(Fault::FullWidthMark, hits, |rule| {
        Hit::new(rule, here.span()).slot("marks", c).slot("expected", meant).mend(Edit::new(here.span(), text.clone()))
    });
}

/// `（ 王伟 ）`, `“ 桥`: a space inside brackets or quotation marks that are full-width, and none outside. A page's type has it
/// on both sides.
pub(super) fn inside_wide(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let own = here.str(&here.tokens[here.at]);
    if !here.profile().full_width || here.breaks_line() || own.contains('\u{3000}') {
        return;
    }
    let closing = |token: &Token| token.mark().is_some_and(|c| CLOSING.contains(c));
    let text = |offset: isize| here.is(offset, TokenKind::Word) || here.is(offset, TokenKind::Number);
    let opens = here.mark(-1).is_some_and(|c| OPENING.contains(c))
        && !here.is(-2, TokenKind::Space)
        && text(1)
        && here.tokens[here.at..].iter().take(LONGEST_INSIDE).any(closing);
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '…' | '）' | '」' | '”' | '%');
    let beyond = (2..20).find(|offset| !here.get(*offset).is_some_and(closing)).unwrap_or(2);
    let outside = match here.get(beyond) {
        Some(token) => token.kind == TokenKind::Space,
        None => here.is(-2, TokenKind::Space),
    };
    let closes = here.get(1).is_some_and(closing)
        && !outside
        && (text(-1) || here.mark(-1).is_some_and(ends) && !here.is(-2, TokenKind::Space));
    if let Some(mark) = if opens { here.get(-1) } else { here.get(1).filter(|_| closes) } {
        rules.report(Fault::InsideWideMark, hits, |rule| {
            let hit = Hit::new(rule, here.span().to(mark.span)).slot("marks", here.str(mark)).slot("expected", "");
            hit.mend(Edit::delete(here.span()))
        });
    }
}

/// Full-width marks that open.
const OPENING: &str = "（“‘「『《〈【";

/// Full-width marks that close.
const CLOSING: &str = "）”’」』》〉】";

/// How many tokens away the closing mark of an opening one is looked for.
const LONGEST_INSIDE: usize = 200;
