//! Quotation marks as characters: their level, and which of them make pairs in some language of the world.
//!
//! Which of these pairs a language accepts is said in its `language.toml`.

use crate::text::profile::Pair;

/// Which marks pair with each other at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// `“ ” „ " « »`
    Double,
    /// `‘ ’ ‚ ' ‹ ›`
    Single,
    /// `「 」 『 』`
    Corner,
}

/// The level of a quotation mark, `None` for other characters.
pub fn level(c: char) -> Option<Level> {
    match c {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '〝' | '〞' | '〟' => Some(Level::Double),
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '＇' => Some(Level::Single),
        '「' | '」' | '『' | '』' | '｢' | '｣' => Some(Level::Corner),
        _ => None,
    }
}

/// Pairs that some language uses (CLDR 47 delimiters, and the reversed guillemets of German and Danish books).
pub const PAIRS: &[Pair] = &[
    pair('“', '”'),
    pair('„', '“'),
    pair('„', '”'),
    pair('”', '”'),
    pair('«', '»'),
    pair('»', '«'),
    pair('»', '»'),
    pair('"', '"'),
    pair('‘', '’'),
    pair('‚', '‘'),
    pair('‚', '’'),
    pair('’', '’'),
    pair('‹', '›'),
    pair('›', '‹'),
    pair('\'', '\''),
    pair('「', '」'),
    pair('『', '』'),
    pair('｢', '｣'),
    pair('〝', '〟'),
    pair('〝', '〞'),
    pair('＂', '＂'),
];

const fn pair(open: char, close: char) -> Pair {
    Pair { open, close }
}

/// Whether a mark is a guillemet, beside which some languages set a space.
pub fn is_guillemet(c: char) -> bool {
    matches!(c, '«' | '»' | '‹' | '›')
}

/// Whether a mark is one of a typewriter.
pub fn is_straight(c: char) -> bool {
    matches!(c, '"' | '\'')
}
