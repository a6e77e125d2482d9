//! Tokens: the words, spaces and marks of a text.
//!
//! Borders are those of UAX #29 (Unicode text segmentation, word boundaries, as implemented by `unicode-segmentation`),
//! with a fast path for ASCII that a property test holds equal to it, and with two corrections: neighbouring words of
//! scripts written without spaces (Han, kana, Thai, ...) are one token, so that Chinese does not fall apart into characters;
//! and single quotation marks beside Hangul are tokens of their own.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::script::Script;
use crate::span::Span;

/// One token. Tokens of a text tile it: each starts where the one before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Lower-case form of a word or number; compare [`Norm`]s before texts. Of a mark, its first character.
    pub norm: Norm,
    /// What it is.
    pub kind: TokenKind,
    /// Script of its first letter.
    pub script: Script,
    /// Capitals.
    pub shape: Shape,
}

impl Token {
    /// The character of a mark, without its combining marks.
    pub fn mark(&self) -> Option<char> {
        if self.kind == TokenKind::Mark { char::from_u32(self.norm.0) } else { None }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// A word: it has a letter.
    Word,
    /// A number: digits and what UAX #29 keeps with them (`1,200.5`).
    Number,
    /// White space.
    Space,
    /// Punctuation, symbols, everything else; one character, with its combining marks, each.
    Mark,
}

/// How a word uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// No cased letter.
    None,
    /// `word`
    Lower,
    /// `Word`, and a single capital letter.
    Capital,
    /// `WORD`
    Upper,
    /// `iPhone`, `McNeil`
    Mixed,
}

impl Shape {
    /// Whether the first letter is a capital.
    pub fn starts_upper(self, word: &str) -> bool {
        match self {
            Self::Capital | Self::Upper => true,
            Self::Mixed => word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase),
            Self::None | Self::Lower => false,
        }
    }
}

/// A 32-bit hash of the lower-case form, with typographic apostrophes folded to `'`.
///
/// Equal words have equal norms; two different words collide once in four thousand million pairs, so a hit is confirmed
/// on the text before anything is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Norm(pub u32);

impl Norm {
    /// The norm of a word.
    pub fn of(word: &str) -> Self {
        Self::of_hash(hash(word))
    }

    pub(super) fn of_hash(hash: u64) -> Self {
        Self((hash ^ (hash >> 32)) as u32)
    }
}

/// A 64-bit hash of the lower-case form, for lists that are too long to confirm a hit on: two different words collide once
/// in 2⁶⁴ pairs.
pub(super) fn hash(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_ascii(word.as_bytes());
    }
    let (mut bytes, mut hasher) = (Bytes::default(), Hasher::default());
    for c in word.chars() {
        fold(c, |folded| folded.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| bytes.push(byte, &mut hasher)));
    }
    bytes.flush(&mut hasher);
    hasher.finish()
}

fn hash_ascii(word: &[u8]) -> u64 {
    let mut hasher = Hasher::default();
    for chunk in word.chunks(8) {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        hasher.add(u64::from_le_bytes(eight));
    }
    hasher.finish()
}

/// The hash of the crate `rustc-hash` as it is on machines of 64 bits. Hashes are packed with the rules, so that they must be
/// the same on all.
#[derive(Default)]
struct Hasher(u64);

impl Hasher {
    fn add(&mut self, eight: u64) {
        self.0 = self.0.wrapping_add(fold_ascii(eight)).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// Bytes on their way to a hasher, eight at a time.
#[derive(Default)]
struct Bytes {
    eight: u64,
    count: u32,
}

impl Bytes {
    fn push(&mut self, byte: u8, hasher: &mut Hasher) {
        self.eight |= u64::from(byte) << (8 * self.count);
        self.count += 1;
        if self.count == 8 {
            self.flush(hasher);
        }
    }

    fn flush(&mut self, hasher: &mut Hasher) {
        if self.count > 0 {
            hasher.add(self.eight);
            *self = Self::default();
        }
    }
}

/// Sets bit 5 of every byte below 0x80, which folds the case of the ASCII characters that words are made of.
fn fold_ascii(eight: u64) -> u64 {
    eight | (!eight & 0x8080_8080_8080_8080) >> 2
}

/// The lower-case form that norms are made of.
pub fn folded(word: &str) -> String {
    let mut result = String::with_capacity(word.len());
    for c in word.chars() {
        fold(c, |folded| result.push(folded));
    }
    result
}

/// Whether two words have the same lower-case form.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other
        || if one.is_ascii() && other.is_ascii() {
            one.eq_ignore_ascii_case(other)
        } else {
            folded(one) == folded(other)
        }
}

/// Hands on the lower-case form of a character, of which there may be more than one, by range where ranges are regular.
fn fold(c: char, mut push: impl FnMut(char)) {
    match c {
        '’' | 'ʼ' | '＇' => push('\''),
        'А'..='Я' => push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
        'Ѐ'..='Џ' => push(char::from_u32(c as u32 + 0x50).unwrap_or(c)),
        'а'..='џ' | '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => push(c),
        _ => c.to_lowercase().for_each(push),
    }
}

/// Appends the tokens of `text[span]` to `tokens`.
pub fn tokenize(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    let mut joined = false;
    let korean = text[span.range()].bytes().any(|byte| matches!(byte, 0xEA..=0xED));
    let mut push = |start, end| {
        let span = Span::new(span.lo() + start, span.lo() + end);
        let token = classify(span, &text[span.range()]);
        if let Some(last) = tokens[first..].last_mut() {
            if joins(last, &token) {
                last.span.end = token.span.end;
                joined = true;
                return;
            }
            if joined {
                last.norm = Norm::of(&text[last.span.range()]);
                joined = false;
            }
        }
        tokens.push(token);
    };
    borders(&text[span.range()], |start, end| {
        if korean {
            parts(&text[span.lo() + start..span.lo() + end], |from, to| push(start + from, start + to));
        } else {
            push(start, end);
        }
    });
    if let Some(last) = tokens[first..].last_mut().filter(|_| joined) {
        last.norm = Norm::of(&text[last.span.range()]);
    }
}

/// Cuts a segment at the single quotation marks beside Hangul, which UAX #29 keeps in the word: Korean has no apostrophe.
fn parts(segment: &str, mut part: impl FnMut(usize, usize)) {
    let is_hangul = |c: Option<char>| c.is_some_and(|c| Script::of(c) == Script::Hangul);
    let mut from = 0;
    for (at, mark) in segment.match_indices(['\'', '‘', '’']) {
        let end = at + mark.len();
        if at > from
            && end < segment.len()
            && (is_hangul(segment[..at].chars().next_back()) || is_hangul(segment[end..].chars().next()))
        {
            part(from, at);
            part(at, end);
            from = end;
        }
    }
    part(from, segment.len());
}

fn joins(last: &Token, token: &Token) -> bool {
    last.kind == TokenKind::Word
        && token.kind == TokenKind::Word
        && last.script.is_unspaced()
        && token.script.is_unspaced()
}

/// Calls `token(start, end)` for every UAX #29 word segment of the text.
fn borders(text: &str, mut token: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = ascii_stretch(bytes, at);
        if end > at {
            ascii_borders(bytes, at, end, &mut token);
            at = end;
        }
        let end = mixed_stretch(bytes, at);
        for (start, segment) in text[at..end].split_word_bound_indices() {
            token(at + start, at + start + segment.len());
        }
        at = end;
    }
}

/// The end of the longest stretch from `at` that the ASCII rules may cut: ASCII only, and followed by nothing that could
/// reach back into it. Such a stretch ends between a space and a letter or at the end of the text.
fn ascii_stretch(bytes: &[u8], at: usize) -> usize {
    let Some(wide) = bytes[at..].iter().position(|b| !b.is_ascii()).map(|n| at + n) else {
        return bytes.len();
    };
    // Step back over the word that the wide character belongs to, and over the spaces before it: a combining mark
    // attaches to a space, and a wide space joins with it.
    let mut end = wide;
    while end > at && !is_blank(bytes[end - 1]) {
        end -= 1;
    }
    while end > at && is_blank(bytes[end - 1]) {
        end -= 1;
    }
    end
}

/// The end of the stretch from `at` that must go through the full algorithm: up to a blank followed by an ASCII
/// character other than a blank, both preceded and followed by ASCII.
fn mixed_stretch(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < bytes.len() {
        if is_blank(bytes[end]) && end > at && bytes[end - 1].is_ascii() && !is_blank(bytes[end - 1]) {
            let word = end + bytes[end..].iter().take_while(|b| is_blank(**b)).count();
            if word >= bytes.len() || bytes[word].is_ascii() {
                return end;
            }
        }
        end += 1;
    }
    end
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)
}

/// UAX #29 word boundaries restricted to ASCII: letters, digits and `_` join; `'`, `.` and `:` join letters; `'`, `.`,
/// `,` and `;` join digits; spaces join with spaces, CR with LF.
fn ascii_borders(bytes: &[u8], from: usize, to: usize, token: &mut impl FnMut(usize, usize)) {
    let mut at = from;
    while at < to {
        let start = at;
        let byte = bytes[at];
        at += 1;
        if is_word_byte(byte) {
            while at < to {
                if is_word_byte(bytes[at]) {
                    at += 1;
                } else if at + 1 < to && joins_across(bytes[at - 1], bytes[at], bytes[at + 1]) {
                    at += 2;
                } else {
                    break;
                }
            }
        } else if byte == b' ' {
            while at < to && bytes[at] == b' ' {
                at += 1;
            }
        } else if byte == b'\r' && at < to && bytes[at] == b'\n' {
            at += 1;
        }
        token(start, at);
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn joins_across(before: u8, mark: u8, after: u8) -> bool {
    match mark {
        b'\'' | b'.' => {
            (before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
                || (before.is_ascii_digit() && after.is_ascii_digit())
        }
        b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

fn classify(span: Span, text: &str) -> Token {
    let bytes = text.as_bytes();
    if bytes.len() == 1 || text.is_ascii() {
        return classify_ascii(span, bytes);
    }
    let (mut kind, mut script, mut shape) = (TokenKind::Mark, Script::Common, ShapeMachine::default());
    for (index, c) in text.chars().enumerate() {
        let letter = Letter::of(c);
        if letter.alphabetic {
            if script == Script::Common {
                script = Script::of(c);
            }
            kind = TokenKind::Word;
            shape.see(letter.upper, letter.lower);
        } else if c.is_numeric() && kind == TokenKind::Mark {
            kind = TokenKind::Number;
        } else if index == 0 && (c.is_whitespace() || c == '\u{200B}') {
            kind = TokenKind::Space;
        }
    }
    let norm = match kind {
        TokenKind::Word | TokenKind::Number => Norm::of(text),
        TokenKind::Space => Norm(0),
        TokenKind::Mark => Norm(text.chars().next().map_or(0, u32::from)),
    };
    Token { span, norm, kind, script, shape: shape.result() }
}

/// What a character is as a letter, by range where ranges are regular.
struct Letter {
    alphabetic: bool,
    upper: bool,
    lower: bool,
}

impl Letter {
    fn of(c: char) -> Self {
        let (alphabetic, upper, lower) = match c {
            'а'..='џ' => (true, false, true),
            'Ѐ'..='Я' => (true, true, false),
            '\u{4E00}'..='\u{9FFF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{AC00}'..='\u{D7A3}' => {
                (true, false, false)
            }
            _ => (c.is_alphabetic(), c.is_uppercase(), c.is_lowercase()),
        };
        Self { alphabetic, upper, lower }
    }
}

fn classify_ascii(span: Span, bytes: &[u8]) -> Token {
    let (mut classes, mut lower, mut upper) = (0, 0_u32, 0_u32);
    for &byte in bytes {
        let class = CLASS[byte as usize];
        classes |= class;
        lower += u32::from(class & LOWER);
        upper += u32::from(class & UPPER) / u32::from(UPPER);
    }
    let script = if classes & (LOWER | UPPER) == 0 { Script::Common } else { Script::Latin };
    let kind = match classes {
        _ if script == Script::Latin => TokenKind::Word,
        _ if classes & DIGIT != 0 => TokenKind::Number,
        BLANK => return Token { span, norm: Norm(0), kind: TokenKind::Space, script, shape: Shape::None },
        _ => {
            let norm = Norm(bytes.first().map_or(0, |byte| u32::from(*byte)));
            return Token { span, norm, kind: TokenKind::Mark, script, shape: Shape::None };
        }
    };
    let first_upper = || bytes.iter().find(|b| b.is_ascii_alphabetic()).is_some_and(u8::is_ascii_uppercase);
    let shape = match (lower, upper) {
        (0, 0) => Shape::None,
        (_, 0) => Shape::Lower,
        (_, 1) if first_upper() => Shape::Capital,
        (0, _) => Shape::Upper,
        _ => Shape::Mixed,
    };
    Token { span, norm: Norm::of_hash(hash_ascii(bytes)), kind, script, shape }
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const BLANK: u8 = 8;

/// Classes of ASCII characters.
static CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => BLANK,
            _ => 0,
        };
        byte += 1;
    }
    table
};

#[derive(Default)]
struct ShapeMachine {
    cased: u32,
    upper: u32,
    first_upper: bool,
}

impl ShapeMachine {
    fn see(&mut self, upper: bool, lower: bool) {
        if upper || lower {
            self.first_upper |= upper && self.cased == 0;
            self.cased += 1;
            self.upper += u32::from(upper);
        }
    }

    fn result(&self) -> Shape {
        match (self.cased, self.upper) {
            (0, _) => Shape::None,
            (_, 0) => Shape::Lower,
            (_, 1) if self.first_upper => Shape::Capital,
            (cased, upper) if cased == upper => Shape::Upper,
            _ => Shape::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fast(text: &str) -> Vec<&str> {
        let mut segments = Vec::new();
        borders(text, |start, end| segments.push(&text[start..end]));
        segments
    }

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|t| &text[t.span.range()]).collect()
    }

    proptest! {
        #[test]
        fn fast_path_equals_uax_29_on_ascii(text in "[ -~\t\r\n]{0,60}") {
            prop_assert_eq!(fast(&text), text.split_word_bounds().collect::<Vec<_>>());
        }

        #[test]
        fn fast_path_equals_uax_29_on_mixed_text(text in "([a-c .,:'’\u{301}\u{200d}éЖж東アー한๑\u{2003}\u{a0}\u{300}“»0-9_\r\n\t🙂🇩🇪]|[ -~]){0,40}") {
            prop_assert_eq!(fast(&text), text.split_word_bounds().collect::<Vec<_>>());
        }

        #[test]
        fn tokens_tile_any_text(text in ".*") {
            prop_assert_eq!(words(&text).concat(), text);
        }
    }

    #[test]
    fn unspaced_scripts_stay_in_one_piece() {
        assert_eq!(words("他说，2023年东京タワーが"), ["他说", "，", "2023", "年东京タワーが"]);
        assert_eq!(words("ภาษาไทย ดี").len(), 3);
    }

    #[test]
    fn words_keep_apostrophes_and_numbers_their_separators() {
        assert_eq!(words("O’Neill’s 1,200.5 m"), ["O’Neill’s", " ", "1,200.5", " ", "m"]);
    }

    #[test]
    fn norms_fold_case_and_apostrophes() {
        assert_eq!(Norm::of("Don’t"), Norm::of("don't"));
        assert_eq!(Norm::of("ÉTÉ"), Norm::of("été"));
        assert_ne!(Norm::of("Iran"), Norm::of("Iraq"));
    }

    proptest! {
        #[test]
        fn regular_ranges_agree_with_unicode(c in any::<char>()) {
            let letter = Letter::of(c);
            prop_assert_eq!((letter.alphabetic, letter.upper, letter.lower), (c.is_alphabetic(), c.is_uppercase(), c.is_lowercase()));
            let lower: String = c.to_lowercase().collect();
            prop_assert!(matches!(c, '’' | 'ʼ' | '＇') || folded(&c.to_string()) == lower);
        }
    }

    #[test]
    fn marks_know_their_character() {
        let mut tokens = Vec::new();
        tokenize("a, “東。", Span::new(0, 12), &mut tokens);
        assert_eq!(tokens.iter().filter_map(Token::mark).collect::<String>(), ",“。");
    }

    #[test]
    fn shapes_tell_capitals() {
        let shape = |word: &str| classify(Span::new(0, word.len()), word).shape;
        assert_eq!(shape("word"), Shape::Lower);
        assert_eq!(shape("Élan"), Shape::Capital);
        assert_eq!(shape("NATO"), Shape::Upper);
        assert_eq!(shape("iPhone"), Shape::Mixed);
        assert_eq!(shape("東京"), Shape::None);
    }
}
