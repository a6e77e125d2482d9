//! Quotation marks as characters: their level, and which of them make pairs in some language of the world.
//!
//! Which of these pairs a language accepts is said in its `language.toml`.

use crate::span::Span;
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

/// Notes in order the offsets in `text[span]` of three ASCII characters, and of all others that may begin like a quotation
/// mark, a dash or an accent in UTF-8, if `keep` says so.
pub fn places(text: &[u8], span: Span, ascii: [u8; 3], keep: impl Fn(usize) -> bool) -> Vec<usize> {
    let (bytes, mut found) = (&text[span.range()], Vec::new());
    let offset = |at: usize| span.lo() + at;
    let [first, second, third] = ascii;
    found.extend(memchr::memchr3_iter(first, second, third, bytes).map(offset).filter(|at| keep(*at)));
    if !bytes.is_ascii() {
        let sorted = found.len();
        found.extend(memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).map(offset).filter(|at| keep(*at)));
        found.extend(memchr::memchr_iter(0xEF, bytes).map(offset).filter(|at| keep(*at)));
        if found.len() > sorted {
            found.sort_unstable();
        }
    }
    found
}
