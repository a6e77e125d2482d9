//! Full-width and half-width marks, and spaces between ideographs.
//!
//! Which marks are full-width is a property of the language; what the full-width form of a mark is, one of Unicode.

use super::window::{Window, closes_bracket, closes_quote};
use super::{ByFault, Fault};
use crate::detect::{Edit, Hit, Hits};
use crate::text::{Script, Shape, Token, TokenKind};

/// A space between two words of a script that is written without.
pub(super) fn between(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (Some(left), Some(right)) = (here.word(-1), here.word(1)) else { return };
    let plain = here.side.str(here.span()) != "\u{3000}" && !here.breaks_line();
    if !plain || !here.block.kind.is_prose() || !left.script.is_east_asian() || !right.script.is_east_asian() {
        return;
    }
    // Two words in katakana or in Han beside a name are set apart in lists of names and in by-lines; a sentence has marks.
    if !here.tokens.iter().any(|token| matches!(here.str(token), "。" | "，" | "、" | "！" | "？")) {
        return;
    }
    let span = edge(here, left, End::Last).to(edge(here, right, End::First));
    rules.report(Fault::BetweenIdeographs, hits, |rule| {
        Hit::new(rule, span).slot("marks", "").slot("expected", "").mend(Edit::delete(here.span()))
    });
}

enum End {
    First,
    Last,
}

/// The first or last character of a word.
fn edge(here: &Window<'_>, word: &Token, end: End) -> crate::span::Span {
    let text = here.str(word);
    match end {
        End::First => {
            let len = text.chars().next().map_or(0, char::len_utf8);
            crate::span::Span::new(word.span.lo(), word.span.lo() + len)
        }
        End::Last => {
            let len = text.chars().next_back().map_or(0, char::len_utf8);
            crate::span::Span::new(word.span.hi() - len, word.span.hi())
        }
    }
}

/// A half-width mark after an ideograph, with the space before it if there is one.
pub(super) fn half(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let profile = here.profile();
    if !profile.full_width || !rules.wants(Fault::HalfWidthMark) {
        return;
    }
    let spaced = here.is(-1, TokenKind::Space);
    let before = here.get(if spaced { -2 } else { -1 });
    let ideograph = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Word && token.script.is_east_asian());
    let (Some(c), true) = (here.mark(0), ideograph(before)) else { return };
    let gap = here.is(1, TokenKind::Space);
    let next = here.get(if gap { 2 } else { 1 });
    let closed = here.mark(1).is_some_and(|c| closes_quote(c) || closes_bracket(c));
    let ends = next.is_none() || closed;
    let goes_on = ideograph(next) && (c != '.' || gap);
    let opens = c == ':' && here.mark(1).is_some_and(|c| matches!(c, '“' | '「' | '"'));
    if !(ends || goes_on || opens) {
        return;
    }
    let meant = match c {
        ',' => profile.comma_mark,
        '.' => '。',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        _ => return,
    };
    let mut span = here.span();
    if spaced {
        span = here.get(-1).map_or(span, |space| space.span.to(span));
    }
    if gap && next.is_some() {
        span = here.get(1).map_or(span, |space| span.to(space.span));
    }
    rules.report(Fault::HalfWidthMark, hits, |rule| {
        Hit::new(rule, span).slot("marks", c).slot("expected", meant).mend(Edit::new(span, meant))
    });
}

/// A full-width mark between words of a script with half-width marks.
pub(super) fn full(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    if here.profile().full_width {
        return;
    }
    let Some(c) = here.mark(0) else { return };
    let cased = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Number || (token.kind == TokenKind::Word && token.script.is_cased()));
    let skip = |offset: isize| if here.is(offset, TokenKind::Space) { offset.signum() * 2 } else { offset };
    let (left, right) = (here.get(skip(-1)), here.get(skip(1)));
    let opens = c == '（';
    let here_too = match (opens, left, right) {
        (true, _, right) => cased(right),
        (false, left, right) => cased(left) && (right.is_none() || cased(right) || right.is_some_and(|token| token.kind == TokenKind::Mark)),
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
    let word_follows = |offset| here.get(offset).is_some_and(|token: &Token| token.kind == TokenKind::Word && token.shape != Shape::None && token.script != Script::Common);
    let text = match (opens, word_follows(1), here.is(-1, TokenKind::Word)) {
        (false, true, _) => format!("{meant} "),
        (true, _, true) => format!(" {meant}"),
        _ => meant.to_string(),
    };
    rules.report(Fault::FullWidthMark, hits, |rule| {
        Hit::new(rule, here.span()).slot("marks", c).slot("expected", meant).mend(Edit::new(here.span(), text.clone()))
    });
}
