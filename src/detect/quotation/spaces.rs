//! Spaces between quotation marks and the words they enclose.

use std::cell::OnceCell;

use super::{Case, End, Fault, Found, delete};
use crate::analysis::quotation::glyph::is_guillemet;
use crate::analysis::quotation::{Edge, Mark, Quotation, spot};
use crate::detect::Edit;
use crate::span::Span;
use crate::text::TokenKind;
use crate::text::language::Inside;

/// A space inside the quotation, beside its mark.
pub(super) fn space(case: &Case<'_>, quotation: &Quotation, mark: &Mark, end: End) -> Option<Found> {
    // What a character reference stands for is not yet in the text, and between `“ ”` nothing is quoted.
    let (first, last) = (case.mark(quotation.open), case.mark(quotation.close));
    if mark.encoded || case.side.text[first.span.hi()..last.span.lo()].trim().is_empty() {
        return None;
    }
    let guillemet = is_guillemet(mark.glyph);
    let (inner, outer) = match end {
        End::Open => (mark.right, mark.left),
        End::Close => (mark.left, mark.right),
    };
    // `said:“ We` and `said.“ We`: the space before an opening mark went behind it.
    let after_mark = end == End::Open && matches!(outer, Edge::Colon | Edge::Closing) && !case.profile().full_width;
    let glued = after_mark || matches!(outer, Edge::Letter | Edge::Digit);
    let padded = || case.mark(quotation.open).right == Edge::Space && case.mark(quotation.close).left == Edge::Space;
    let allowed = match case.profile().inside_guillemets {
        Inside::None => false,
        Inside::Tolerated => guillemet,
        // Straight marks may be set off as guillemets are, but then on both sides.
        Inside::Required => guillemet || !glued && padded(),
    };
    if inner != Edge::Space || allowed || glued && !after_mark && is_ambiguous(case, mark, end) {
        return None;
    }
    let tokens = &case.side.tokens;
    let space = match end {
        End::Open => tokens[mark.token as usize + 1].span,
        End::Close => tokens[mark.token as usize - 1].span,
    };
    let mut edits = vec![delete(space.lo(), space.hi())];
    if glued {
        let at = if end == End::Open { mark.span.lo() } else { mark.span.hi() };
        edits.push(Edit::insert(at, " "));
    }
    let fault = if glued { Fault::WrongSide } else { Fault::SpaceInside };
    Some(Found::new(fault, space.to(mark.span), case.side.str(mark.span), "").choose(edits, true))
}

/// Whether a straight mark may as well be one of another pair, by the side on which its space stands: `a letter, "another`.
/// Not so where an attribution follows the closing one: `we go, "said the mayor`.
fn is_ambiguous(case: &Case<'_>, mark: &Mark, end: End) -> bool {
    let verb = || {
        let next = case.side.tokens[mark.token as usize + 1..].iter().take(3);
        next.filter(|token| token.kind == TokenKind::Word).any(|token| spot::is_reporting(case.side, token))
    };
    matches!(mark.glyph, '"' | '\'') && !(end == End::Close && verb())
}

/// The white space inside the quotation beside one of its marks. By characters: a narrow no-break space belongs to the word
/// beside it (UAX #29, `ExtendNumLet`).
fn padding(case: &Case<'_>, mark: &Mark, end: End) -> Span {
    let (text, block) = (&case.side.text, case.side.blocks[mark.block as usize].span);
    match end {
        End::Open => {
            let after = &text[mark.span.hi()..block.hi().max(mark.span.hi())];
            Span::new(mark.span.hi(), mark.span.hi() + after.len() - after.trim_start().len())
        }
        End::Close => {
            let before = &text[block.lo()..mark.span.lo()];
            Span::new(block.lo() + before.trim_end().len(), mark.span.lo())
        }
    }
}

/// The space between a closing mark and a comma or full stop.
fn outside(case: &Case<'_>, mark: &Mark) -> Span {
    let after = &case.side.str(case.side.blocks[mark.block as usize].span)
        [mark.span.hi() - case.side.blocks[mark.block as usize].span.lo()..];
    let rest = after.trim_start_matches([' ', '\u{A0}']);
    let length = if rest.starts_with([',', '.']) { after.len() - rest.len() } else { 0 };
    Span::new(mark.span.hi(), mark.span.hi() + length)
}

/// Whether the guillemets of an article are spaced, found when it is asked for.
#[derive(Default)]
pub(super) struct Spaces(OnceCell<bool>);

impl Spaces {
    /// `« oui»`: a space inside one guillemet and none inside the other.
    pub(super) fn half(&self, case: &Case<'_>, quotation: &Quotation) -> Option<Found> {
        let (open, close) = (case.mark(quotation.open), case.mark(quotation.close));
        let allowed = case.profile().inside_guillemets != Inside::None;
        let glued = |edge: Edge| matches!(edge, Edge::Letter | Edge::Digit);
        let settled = glued(open.left) || glued(close.right) || open.block != close.block;
        if !allowed || settled || !is_guillemet(open.glyph) || !is_guillemet(close.glyph) {
            return None;
        }
        let (after, before) = (padding(case, open, End::Open), padding(case, close, End::Close));
        if after.is_empty() == before.is_empty() {
            return None;
        }
        let spaced = *self.0.get_or_init(|| are_spaced(case));
        if before.is_empty() && spaced {
            // `« oui» , dit-elle`: the space stands on the other side.
            let outside = outside(case, close);
            if !outside.is_empty() {
                let edits = vec![Edit::insert(close.span.lo(), "\u{A0}"), delete(outside.lo(), outside.hi())];
                let found = Found::new(Fault::WrongSide, close.span.to(outside), case.side.str(close.span), "");
                return Some(found.choose(edits, true));
            }
        }
        let (mark, space) = if after.is_empty() == spaced { (open, after) } else { (close, before) };
        let edit = if spaced { Edit::insert(space.lo(), "\u{A0}") } else { delete(space.lo(), space.hi()) };
        let expected = if spaced { "put one here" } else { "delete it here" };
        let span = if space.lo() < mark.span.lo() { space.to(mark.span) } else { mark.span.to(space) };
        Some(Found::new(Fault::HalfSpaced, span, case.side.str(mark.span), expected).choose(vec![edit], true))
    }
}

/// Whether most guillemets that are alike on both sides are spaced; where none are, as the language has it.
fn are_spaced(case: &Case<'_>) -> bool {
    let mut balance = 0_i64;
    for pair in &case.quotations.pairs {
        let (open, close) = (case.mark(pair.open), case.mark(pair.close));
        if is_guillemet(open.glyph) && is_guillemet(close.glyph) {
            match (padding(case, open, End::Open).is_empty(), padding(case, close, End::Close).is_empty()) {
                (false, false) => balance += 1,
                (true, true) => balance -= 1,
                _ => {}
            }
        }
    }
    if balance == 0 { case.profile().inside_guillemets == Inside::Required } else { balance > 0 }
}
