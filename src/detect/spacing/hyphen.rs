//! A space before or after the hyphen of a compound: `quarta -feira`, `post- war`, `a - t-il`.
//!
//! Suspended hyphens (`pre- and post-war`, `Vor- und Nachteile`) and hyphens used as dashes are none of these.

use super::window::{Window, closes_quote};
use super::{ByFault, Fault};
use crate::detect::{Edit, Hit, Hits};
use crate::text::{Shape, Token, TokenKind};

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Words up to this many letters may join what hangs on the hyphen, in a language whose joining words are not all known.
const SHORT: usize = 3;

/// Whether a word joins rather than names: a function word, an abbreviation, or one whose class is not known.
fn joins(here: &Window<'_>, word: &Token) -> bool {
    let profile = here.profile();
    let text = here.str(word);
    profile.function.is_empty()
        || profile.function.has(&here.side.text, word)
        || profile.abbreviations.has_word(text)
        || text.contains(['\'', '’', '.'])
}

/// The space here follows a hyphen: `post- war`.
pub(super) fn after(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !here.mark(-1).is_some_and(is_hyphen) || here.breaks_line() {
        return;
    }
    let (Some(left), Some(right)) = (here.word(-2), here.word(1)) else {
        return;
    };
    let lower = |word: &Token| word.shape == Shape::Lower;
    let compound = lower(right) || (here.profile().noun_capitals && right.shape == Shape::Capital);
    let short = here.str(right).chars().nth(SHORT).is_none();
    if !compound || short || joins(here, right) || !left.script.is_cased() || continues(here, 2) {
        return;
    }
    report(here, left.span.to(right.span), vec![Edit::delete(here.span())], rules, hits);
}

/// Whether another suspended hyphen or a joining word follows: `two- three- or four-fold`, `Bund- Länder- und`.
fn continues(here: &Window<'_>, offset: isize) -> bool {
    here.mark(offset).is_some_and(is_hyphen) && !here.is(offset + 1, TokenKind::Word)
}

/// The space here stands before a hyphen: `quarta -feira`, `a - t-il`.
pub(super) fn before(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !here.mark(1).is_some_and(is_hyphen) || here.breaks_line() {
        return;
    }
    if let (Some(left), Some(space), Some(letter)) = (here.word(-1), here.get(2), here.word(3)) {
        let link =
            space.kind == TokenKind::Space && letter.shape == Shape::Lower && here.str(letter).chars().nth(1).is_none();
        if link && left.shape == Shape::Lower && here.mark(4).is_some_and(is_hyphen) && here.is(5, TokenKind::Word) {
            let end = here.get(5).unwrap_or(letter);
            report(
                here,
                left.span.to(end.span),
                vec![Edit::delete(here.span()), Edit::delete(space.span)],
                rules,
                hits,
            );
        }
        return;
    }
    let Some(right) = here.word(2) else { return };
    let quoted = here.mark(-1).is_some_and(closes_quote) && here.is(-2, TokenKind::Word);
    let left = here.word(-1);
    let compound = match left {
        Some(left) => right.shape == Shape::Lower && left.shape != Shape::None && !joins(here, left),
        None => quoted && here.profile().noun_capitals && right.shape == Shape::Capital,
    };
    if !compound || joins(here, right) || closes_later(here) || here.str(right).chars().nth(SHORT - 1).is_none() {
        return;
    }
    let start = left.map_or(here.span(), |left| left.span);
    report(here, start.to(right.span), vec![Edit::delete(here.span())], rules, hits);
}

/// Whether a second hyphen closes what this one opened: `el pacto -firmado ayer- no vale`.
fn closes_later(here: &Window<'_>) -> bool {
    let rest = &here.tokens[here.at + 2..];
    rest.windows(2).any(|pair| {
        here.str(&pair[0]).starts_with(is_hyphen)
            && pair[1].kind != TokenKind::Word
            && pair[1].kind != TokenKind::Number
    }) || rest.last().is_some_and(|last| here.str(last).starts_with(is_hyphen))
}

fn report(here: &Window<'_>, span: crate::span::Span, edits: Vec<Edit>, rules: &ByFault<Fault>, hits: &mut Hits) {
    rules.report(Fault::AroundHyphen, hits, |rule| {
        let joined: String = here.side.str(span).split_whitespace().collect();
        Hit::new(rule, span).slot("marks", "-").slot("expected", joined).choose(edits.clone(), true)
    });
}
