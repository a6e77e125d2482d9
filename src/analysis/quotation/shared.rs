//! Closing marks that end two quotations: a name at the end of what somebody says, in the same marks
//! (`«Мы едем на стадион «Спартак»`). Many houses write one of the two equal marks that would stand together
//! (Правила русской орфографии и пунктуации, 2006, § 139; Lexique des règles typographiques, 2002, « Guillemets »).
//!
//! Which languages do so is said in their `language.toml`.

use super::marks::{Edge, Mark};
use super::spot::{self, Reason};
use crate::article::Side;

/// Whether a closing mark ends the name that opened last and with it the quotation around the name. All three stand in one
/// block.
pub(super) fn ends(side: &Side, outer: &Mark, name: &Mark, close: &Mark) -> bool {
    let one_block = outer.block == close.block && name.block == close.block;
    if !side.profile.shared_close || !one_block || outer.glyph == close.glyph {
        return false;
    }
    let before = side.text[outer.span.hi()..name.span.lo()].trim();
    let named = is_name(side.text[name.span.hi()..close.span.lo()].trim());
    named
        && (is_title(before) || leads_to_name(before) && ends_clause(side, close))
        && !is_attributed(side, outer, name)
}

/// `НК`, `Торговый дом`: what stands before the name in a name of which it is the end.
fn is_title(before: &str) -> bool {
    (1..=3).contains(&before.split_whitespace().count()) && !before.contains([',', '.', ':', '–', '—'])
}

/// Whether the clause goes on to the name.
fn leads_to_name(before: &str) -> bool {
    before.ends_with(char::is_alphanumeric)
}

/// A few words that begin with a capital, and no sentence.
fn is_name(quoted: &str) -> bool {
    quoted.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && quoted.split_whitespace().count() <= LONGEST_NAME
        && !quoted.contains(['.', ';', '?', '!', ':'])
}

/// Whether a block, a sentence or a clause ends after a mark, or a dash sets off what follows.
fn ends_clause(side: &Side, close: &Mark) -> bool {
    let rest = &side.text[close.span.hi()..side.blocks[close.block as usize].span.hi()];
    match close.right {
        Edge::Border | Edge::Closing => true,
        Edge::Space => rest.trim_start().starts_with(['–', '—', '-']),
        _ => false,
    }
}

/// Whether the outer quotation surely ended before the name, at an attribution.
fn is_attributed(side: &Side, outer: &Mark, name: &Mark) -> bool {
    let end = side.blocks[outer.block as usize].span.hi();
    let first = spot::spots(side, outer, end).into_iter().next();
    first.is_some_and(|spot| spot.reason == Reason::Attribution && spot.at < name.span.lo())
}

/// Words of the longest name.
const LONGEST_NAME: usize = 6;
