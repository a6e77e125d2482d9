//! A space before or after the hyphen of a compound: `quarta -feira`, `post- war`, `a - t-il`.
//!
//! Suspended hyphens (`pre- and post-war`, `Vor- und Nachteile`) and hyphens used as dashes are none of these.

use super::window::{Window, closes_quote};
use super::{ByFault, Fault};
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::profile::WordSet;
use crate::text::{Shape, Token, TokenKind};

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Words up to this many letters may join what hangs on the hyphen, in a language whose joining words are not all known.
const SHORT: usize = 3;

/// How many tokens away a second hyphen is looked for.
const FARTHEST: usize = 60;

/// Whether a word joins rather than names: a function word, an abbreviation, or one whose class is not known.
fn joins(here: &Window<'_>, word: &Token) -> bool {
    let profile = here.profile();
    let text = here.str(word);
    profile.function.is_empty()
        || profile.function.has(&here.side.text, word)
        || profile.abbreviations.has_word(text)
        || text.contains(['\'', '’', '.'])
}

/// The space here follows a hyphen: `post- war`, `5- year`.
pub(super) fn after(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !here.mark(-1).is_some_and(is_hyphen) || here.breaks_line() {
        return;
    }
    numbered(here, rules, hits);
    let (Some(left), Some(right)) = (here.get(-2), here.word(1)) else { return };
    let lower = right.shape == Shape::Lower;
    let compound = match left.kind {
        TokenKind::Word => {
            left.script.is_cased() && (lower || (here.profile().noun_capitals && right.shape == Shape::Capital))
        }
        // `1- first` begins an item of a list.
        TokenKind::Number => lower && here.get(-3).is_some(),
        TokenKind::Space | TokenKind::Mark => false,
    };
    let shortest = if lower && !here.profile().function.is_empty() { SHORT - 1 } else { SHORT };
    let short = here.str(right).chars().nth(shortest).is_none();
    if !compound || short || joins(here, right) || continues(here, 2) || opened_before(here) {
        return;
    }
    report(here, left.span.to(right.span), &[Edit::delete(here.span())], rules, hits);
}

/// `Covid- 19`, `F- 16`: a name with its number, which the article elsewhere writes without a space, or behind which nothing is
/// counted. Not `LONDON- 12 people`.
fn numbered(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (Some(left), Some(number)) = (here.word(-2), here.digits(1)) else { return };
    let Some(right) = here.get(1).filter(|_| number.bytes().all(|byte| byte.is_ascii_digit())) else { return };
    let next = here.get(if here.is(2, TokenKind::Space) { 3 } else { 2 });
    let counts = next.is_none_or(|next| match next.kind {
        TokenKind::Word => next.shape != Shape::Lower || !here.profile().function.has(&here.side.text, next),
        TokenKind::Number | TokenKind::Space => true,
        TokenKind::Mark => !matches!(next.mark(), Some('.' | ',' | ';' | ')' | '?' | '!' | '”' | '"')),
    });
    let inside = here.get(-3).is_some_and(|before| before.kind == TokenKind::Space) && here.word(-4).is_some();
    let named = left.shape.starts_upper(here.str(left)) && inside && !counts && !opened_before(here);
    if left.script.is_cased() && (is_written_together(here, left, number) || named) {
        report(here, left.span.to(right.span), &[Edit::delete(here.span())], rules, hits);
    }
}

/// How many tokens around a name with its number are searched for the same without a space.
const NEAR: usize = 4000;

fn is_written_together(here: &Window<'_>, name: &Token, number: &str) -> bool {
    let (tokens, at) = (&here.side.tokens, here.block.tokens.start as usize + here.at);
    let near = &tokens[at.saturating_sub(NEAR)..tokens.len().min(at + NEAR)];
    near.windows(3).any(|trio| {
        trio[0].norm == name.norm
            && here.str(&trio[1]).starts_with(is_hyphen)
            && trio[2].kind == TokenKind::Number
            && here.str(&trio[2]) == number
    })
}

/// A mark that ends a sentence, beyond which no hyphen belongs to this one.
fn ends_sentence(token: &Token) -> bool {
    matches!(token.mark(), Some('.' | '!' | '?'))
}

/// Whether a hyphen that opened before is closed by this one: `un avión -el más viejo- vuela`.
fn opened_before(here: &Window<'_>) -> bool {
    let before = &here.tokens[here.at.saturating_sub(FARTHEST)..here.at];
    let start = before.iter().rposition(ends_sentence).map_or(0, |end| end + 1);
    let before = &before[start..];
    let opens = |trio: &[Token]| {
        trio[0].kind == TokenKind::Space && here.str(&trio[1]).starts_with(is_hyphen) && trio[2].kind == TokenKind::Word
    };
    before.windows(3).any(opens)
}

/// Whether another suspended hyphen or a joining word follows: `two- three- or four-fold`, `Bund- Länder- und`.
fn continues(here: &Window<'_>, offset: isize) -> bool {
    here.mark(offset).is_some_and(is_hyphen) && !here.is(offset + 1, TokenKind::Word)
}

/// The space here stands before a hyphen: `quarta -feira`, `16 -year-old`, `a - t-il`.
pub(super) fn before(here: &Window<'_>, enclitics: &WordSet, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !here.mark(1).is_some_and(is_hyphen) || here.breaks_line() {
        return;
    }
    if here.is(2, TokenKind::Space) {
        return linked(here, rules, hits);
    }
    let Some(right) = here.word(2) else { return };
    let left = here.get(-1).filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let inverted = here.word(-1).is_some_and(|letter| is_letter(here, letter)) && here.mark(-2).is_some_and(is_hyphen);
    let quoted = here.mark(-1).is_some_and(closes_quote) && here.is(-2, TokenKind::Word);
    let compound = match left {
        Some(left) if left.kind == TokenKind::Number => {
            right.shape == Shape::Lower && !here.profile().function.is_empty()
        }
        Some(left) => right.shape == Shape::Lower && left.shape != Shape::None && !joins(here, left),
        None => quoted && here.profile().noun_capitals && right.shape == Shape::Capital,
    };
    let long = here.str(right).chars().nth(SHORT - 1).is_some();
    let hangs = left.is_some_and(|left| left.kind == TokenKind::Word)
        && right.shape == Shape::Lower
        && enclitics.has(&here.side.text, right);
    let chained = left.is_some_and(|left| {
        matches!(left.shape, Shape::Lower | Shape::Capital) && left.kind == TokenKind::Word && !joins(here, left)
    }) && is_chain(here);
    if inverted
        || hangs && !closes_later(here)
        || chained && !closes_later(here)
        || (compound && long && !joins(here, right) && !closes_later(here))
    {
        let start = left.map_or(here.span(), |left| left.span);
        report(here, start.to(right.span), &[Edit::delete(here.span())], rules, hits);
    }
}

/// `state -of-the-art`, `well -to-do`: small words follow, all of them joined by hyphens.
fn is_chain(here: &Window<'_>) -> bool {
    let function = |word: &Token| here.profile().function.has(&here.side.text, word) && word.shape == Shape::Lower;
    here.word(2).is_some_and(function) && here.mark(3).is_some_and(is_hyphen) && here.is(4, TokenKind::Word)
}

fn is_letter(here: &Window<'_>, word: &Token) -> bool {
    word.shape == Shape::Lower && here.str(word).chars().nth(1).is_none()
}

/// `a - t-il`, `a - t -il`: a single letter between hyphens, the first with spaces on both sides.
fn linked(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (Some(left), Some(space), Some(letter)) = (here.word(-1), here.get(2), here.word(3)) else { return };
    let gap = isize::from(here.is(4, TokenKind::Space));
    let hyphenated = here.mark(4 + gap).is_some_and(is_hyphen) && left.shape == Shape::Lower && is_letter(here, letter);
    let (true, Some(last)) = (hyphenated, here.word(5 + gap)) else { return };
    let mut edits = vec![Edit::delete(here.span()), Edit::delete(space.span)];
    edits.extend(here.get(4).filter(|_| gap == 1).map(|space| Edit::delete(space.span)));
    report(here, left.span.to(last.span), &edits, rules, hits);
}

/// Whether a second hyphen closes what this one opened: `el pacto -firmado ayer- no vale`.
fn closes_later(here: &Window<'_>) -> bool {
    let rest = &here.tokens[here.at + 2..here.tokens.len().min(here.at + FARTHEST)];
    let rest = &rest[..rest.iter().position(ends_sentence).unwrap_or(rest.len())];
    rest.windows(2).any(|pair| {
        here.str(&pair[0]).starts_with(is_hyphen)
            && pair[1].kind != TokenKind::Word
            && pair[1].kind != TokenKind::Number
    }) || rest.last().is_some_and(|last| here.str(last).starts_with(is_hyphen))
}

pub(super) fn report(here: &Window<'_>, span: Span, edits: &[Edit], rules: &ByFault<Fault>, hits: &mut Hits) {
    rules.report(Fault::AroundHyphen, hits, |rule| {
        let joined: String = here.side.str(span).split_whitespace().collect();
        Hit::new(rule, span).slot("marks", "-").slot("expected", joined).choose(edits.to_vec(), true)
    });
}
