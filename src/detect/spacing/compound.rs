//! Spaces on both sides of the hyphen of a compound: `well - known`, `кто - то`, `20 - year - old`.
//!
//! A hyphen between spaces may be a dash: only what the language always writes together is reported, or what the article
//! elsewhere has with its hyphen.

use super::hyphen::{is_hyphen, report};
use super::window::Window;
use super::{ByFault, Fault};
use crate::detect::{Edit, Hits};
use crate::text::{Shape, Token, TokenKind};

/// Compounds that are always written with a hyphen, each as its parts with their alternatives.
pub(super) struct Compounds(Vec<Vec<Box<[Box<str>]>>>);

impl Compounds {
    pub(super) fn new<'a>(compounds: impl Iterator<Item = &'a str>) -> Self {
        let part = |part: &str| part.split('|').map(Into::into).collect();
        Self(compounds.map(|compound| compound.split('-').map(part).collect()).collect())
    }

    /// The offset of the last part of the longest compound whose first part stands before the space here.
    fn end(&self, here: &Window<'_>) -> Option<isize> {
        self.0.iter().filter_map(|parts| ends(here, parts)).max()
    }
}

fn ends(here: &Window<'_>, parts: &[Box<[Box<str>]>]) -> Option<isize> {
    let (first, rest) = parts.split_first()?;
    if !is_part(here, here.get(-1)?, first) {
        return None;
    }
    let mut at = -1;
    for part in rest {
        at = next_part(here, at)?;
        if !is_part(here, here.get(at)?, part) {
            return None;
        }
    }
    Some(at)
}

/// Where the part after a hyphen stands, with or without spaces beside the hyphen.
fn next_part(here: &Window<'_>, at: isize) -> Option<isize> {
    let hyphen = if here.is(at + 1, TokenKind::Space) { at + 2 } else { at + 1 };
    here.mark(hyphen).filter(|c| is_hyphen(*c))?;
    Some(if here.is(hyphen + 1, TokenKind::Space) { hyphen + 2 } else { hyphen + 1 })
}

fn is_part(here: &Window<'_>, token: &Token, alternatives: &[Box<str>]) -> bool {
    match token.kind {
        TokenKind::Number => alternatives.iter().any(|known| &**known == "0"),
        TokenKind::Word => {
            let word = here.str(token).to_lowercase();
            alternatives
                .iter()
                .any(|known| known.strip_suffix('*').map_or(word == **known, |stem| word.starts_with(stem)))
        }
        TokenKind::Space | TokenKind::Mark => false,
    }
}

/// The space here stands before a hyphen, and another after it.
pub(super) fn spaced(here: &Window<'_>, compounds: &Compounds, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !here.mark(1).is_some_and(is_hyphen) || !here.is(2, TokenKind::Space) {
        return;
    }
    let Some(left) = here.get(-1) else { return };
    // The first hyphen of a chain stands for all.
    let chained = here.is(-2, TokenKind::Space) && here.mark(-3).is_some_and(is_hyphen);
    let end = compounds.end(here).or_else(|| is_written_together(here, left).then_some(3));
    let Some(end) = end.filter(|_| !chained) else { return };
    let spaces = (0..end).filter_map(|at| here.get(at)).filter(|token| token.kind == TokenKind::Space);
    let spaces: Vec<_> = spaces.map(|space| space.span).collect();
    if spaces.iter().any(|space| here.side.str(*space).contains(['\n', '\r', '\t'])) {
        return;
    }
    let edits: Vec<Edit> = spaces.into_iter().map(Edit::delete).collect();
    if let Some(last) = here.get(end) {
        report(here, left.span.to(last.span), &edits, rules, hits);
    }
}

/// How many tokens around a compound are searched for the same without spaces.
const NEAR: usize = 4000;

/// Whether the article has the two words elsewhere with their hyphen. Not names: `Paris - Berlin` is a dash.
fn is_written_together(here: &Window<'_>, left: &Token) -> bool {
    let Some(right) = here.word(3).filter(|right| right.shape == Shape::Lower) else { return false };
    let long = |word: &Token| word.kind == TokenKind::Word && here.str(word).chars().nth(2).is_some();
    // What goes on after another hyphen, or stands between dashes, is set off: `the car - well - known - left`.
    let alone = !here.is(4, TokenKind::Space) || !here.mark(5).is_some_and(is_hyphen);
    let (tokens, at) = (&here.side.tokens, here.block.tokens.start as usize + here.at);
    let near = &tokens[at.saturating_sub(NEAR)..tokens.len().min(at + NEAR)];
    long(left)
        && long(right)
        && alone
        && near.windows(3).any(|trio| {
            trio[0].norm == left.norm && trio[2].norm == right.norm && here.str(&trio[1]).starts_with(is_hyphen)
        })
}
