//! What each explanation of a mark costs: prices are small whole numbers, chosen so that one slip costs less than any two.
//!
//! The search that adds them up is in [`super::machine`].

use super::glyph::Level;
use super::glyph::{PAIRS, is_guillemet};
use super::marks::{Apostrophe, Edge, Mark};
use crate::text::Profile;
use crate::text::language::Inside;
use crate::text::profile::Pair;

/// A quotation that is never closed, where nothing shows its end.
pub(super) const NEVER_CLOSED: u32 = 10;
/// The same, where an attribution shows its end.
pub(super) const NEVER_CLOSED_ATTRIBUTED: u32 = 7;
/// The same, where a sentence has just ended and another quotation opens.
pub(super) const NEVER_CLOSED_SENTENCE: u32 = 8;
/// A single mark that could be an apostrophe, and closes nothing.
pub(super) const LONE_APOSTROPHE: u32 = 2;
/// What is most likely an apostrophe, and would close what an attribution has ended.
pub(super) const ENDED: u32 = 5;
/// By how much an explanation may be dearer than the best and still win later.
pub(super) const HOPELESS: u32 = 14;
/// By how much the best explanation must lead to be believed at the border of a block.
pub(super) const LEAD: u32 = 6;
/// A quotation that is never opened.
pub(super) const NEVER_OPENED: u32 = 10;
/// A mark that should not be there, inside an open quotation.
pub(super) const REOPENED: u32 = 9;
/// What that costs more where a sentence has just ended.
pub(super) const REOPENED_SENTENCE: u32 = 2;
/// An opening glyph that would close where a sentence begins.
pub(super) const BEFORE_SENTENCE: u32 = 10;
/// Marks of one level inside each other.
pub(super) const SAME_LEVEL: u32 = 5;
/// The same with other glyphs.
pub(super) const SAME_LEVEL_NESTED: u32 = 2;
/// An open quotation that crosses a block border without reopening.
pub(super) const CROSSING: u32 = 3;
/// A fragment that goes on in the next paragraph.
pub(super) const FRAGMENT_CONTINUES: u32 = 12;
/// An attribution inside a quotation that goes on in the next paragraph.
pub(super) const ATTRIBUTED_CONTINUES: u32 = 4;
/// A mark that opens after a letter, or closes before one.
const GLUED: u32 = 5;
/// A mark that opens before a space, or closes after one.
const LOOSE: u32 = 6;
/// A mark that would open, but stands on both sides as if it closed.
const AGAINST: u32 = 6;
/// A glyph in a role that it never has in the language.
const WRONG_ROLE: u32 = 4;
/// A mark that would close right after a colon, before which the space was lost.
const AFTER_COLON: u32 = 6;
/// A mark that would open between two spaces, before an attribution.
pub(super) const BEFORE_ATTRIBUTION: u32 = 6;
/// A mark that would open between a space and a comma or full stop.
pub(super) const BEFORE_STOP: u32 = 10;
/// Two glyphs that make no pair.
const MISMATCH: u32 = 4;
/// Two glyphs of different levels.
const OTHER_LEVEL: u32 = 6;
/// Two glyphs that make a pair elsewhere.
const FOREIGN: u32 = 1;

/// That two marks of different levels, which may be apostrophes, are the ends of one quotation; `None`: they are not.
pub(super) fn doubt(open: &Mark, mark: &Mark) -> Option<u32> {
    let opens = if open.apostrophe == Apostrophe::Never || open.glyph == '‘' { 0 } else { 3 };
    let closes = mark.left == Edge::Letter && !matches!(mark.right, Edge::Letter | Edge::Digit);
    let doubt = match mark.apostrophe {
        Apostrophe::Never => 0,
        Apostrophe::Hardly if closes => 0,
        Apostrophe::Maybe if closes => 1,
        Apostrophe::Likely if closes => 5,
        _ => return None,
    };
    Some(opens + doubt)
}

/// The price list of a language.
pub(super) struct Prices<'a> {
    profile: &'a Profile,
}

impl<'a> Prices<'a> {
    pub(super) fn new(profile: &'a Profile) -> Self {
        Self { profile }
    }

    /// That a mark opens.
    pub(super) fn open(&self, mark: &Mark) -> u32 {
        let padded = self.may_be_padded(mark.glyph);
        let left = match mark.left {
            Edge::Letter | Edge::Digit => GLUED,
            Edge::Closing => GLUED - 2,
            Edge::Quote | Edge::Colon => 1,
            _ => 0,
        };
        let right = match mark.right {
            Edge::Space if padded => 0,
            Edge::Space | Edge::Border => LOOSE,
            Edge::Closing => LOOSE - 1,
            Edge::Opening => 1,
            _ => 0,
        };
        let against = if left > 1 && right > 1 { AGAINST } else { 0 };
        left + right + against + if self.may(mark.glyph, |pair| pair.open) { 0 } else { WRONG_ROLE }
    }

    /// That a mark closes.
    pub(super) fn close(&self, mark: &Mark) -> u32 {
        let padded = self.may_be_padded(mark.glyph);
        let left = match mark.left {
            Edge::Space if padded => 0,
            Edge::Space | Edge::Border => LOOSE,
            Edge::Opening => 2,
            Edge::Colon => AFTER_COLON,
            _ => 0,
        };
        let right = match mark.right {
            Edge::Letter | Edge::Digit => GLUED - 1,
            Edge::Quote => 1,
            _ => 0,
        };
        left + right + if self.may(mark.glyph, |pair| pair.close) { 0 } else { WRONG_ROLE }
    }

    /// That two marks are the ends of one quotation.
    pub(super) fn pair(&self, open: &Mark, close: &Mark) -> u32 {
        if open.level != close.level {
            return OTHER_LEVEL;
        }
        let pair = Pair { open: open.glyph, close: close.glyph };
        let accepted = |pair: &Pair| self.profile.outer.contains(pair) || self.profile.inner.contains(pair);
        // Two marks that changed places are one slip, for which their roles have paid already.
        let turned = || {
            let roles_only = self.open(open) <= WRONG_ROLE && self.close(close) <= WRONG_ROLE;
            roles_only && accepted(&Pair { open: close.glyph, close: open.glyph })
        };
        if accepted(&pair) || turned() {
            0
        } else if PAIRS.contains(&pair) {
            FOREIGN
        } else {
            MISMATCH
        }
    }

    /// That a mark is an apostrophe or a prime, with or without a quotation of its level that waits to be closed; `None`:
    /// it is none.
    pub(super) fn skip(mark: &Mark, waiting: bool) -> Option<u32> {
        Some(match (mark.apostrophe, waiting) {
            (Apostrophe::Never, _) => return None,
            (Apostrophe::Mentioned, waiting) => u32::from(waiting),
            (_, true) if mark.level == Level::Double => 8,
            (Apostrophe::Hardly, false) if mark.level == Level::Double => 2,
            (Apostrophe::Hardly, _) if mark.glyph == '‘' => 6,
            (Apostrophe::Hardly, _) | (Apostrophe::Maybe, true) => 3,
            (Apostrophe::Maybe, false) | (Apostrophe::Likely, true) => 1,
            (Apostrophe::Likely, false) | (Apostrophe::Certain, _) => 0,
        })
    }

    /// Whether a space may stand inside a mark of this glyph.
    fn may_be_padded(&self, glyph: char) -> bool {
        is_guillemet(glyph) && self.profile.inside_guillemets != Inside::None
    }

    /// Whether a glyph opens in the language and never closes.
    pub(super) fn opens_only(&self, mark: &Mark) -> bool {
        self.may(mark.glyph, |pair| pair.open) && !self.may(mark.glyph, |pair| pair.close)
    }

    /// Whether a glyph has a role in the language; a glyph unknown to it may have any that it has elsewhere.
    fn may(&self, glyph: char, role: impl Fn(&Pair) -> char) -> bool {
        let mut known = false;
        for pair in self.profile.outer.iter().chain(&self.profile.inner) {
            if role(pair) == glyph {
                return true;
            }
            known |= pair.open == glyph || pair.close == glyph;
        }
        !known && PAIRS.iter().any(|pair| role(pair) == glyph)
    }
}
