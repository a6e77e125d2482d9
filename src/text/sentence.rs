//! Sentences of a block.
//!
//! Borders are those of UAX #29 (sentence boundaries), found by looking at terminators only, which a property test holds
//! equal to `unicode-segmentation`; then corrected for what UAX #29 leaves to languages: abbreviations, initials,
//! ordinals, ellipses, and quotations that end in `?` or `!` before their attribution.

use super::profile::Profile;
use super::token::{Shape, Token, TokenKind};
use crate::span::Span;

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without the space after it.
    pub span: Span,
    /// Its first token, as an index into the tokens of the side.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
}

/// Appends the sentences of a block, whose tokens are `tokens[first..]`, to `sentences`.
pub fn split(text: &str, tokens: &[Token], first: usize, profile: &Profile, sentences: &mut Vec<Sentence>) {
    let mut start = first;
    let mut push = |from: usize, to: usize| {
        let blank = |t: &&Token| t.kind == TokenKind::Space;
        let body = &tokens[from..to];
        let lead = body.iter().take_while(blank).count();
        let tail = body.iter().rev().take_while(blank).count();
        if lead < body.len() {
            let span = body[lead].span.to(body[body.len() - 1 - tail].span);
            sentences.push(Sentence { span, first: (from + lead) as u32, last: (to - tail) as u32 });
        }
    };
    for at in first..tokens.len() {
        let token = &tokens[at];
        let Some(terminator) = token.mark().and_then(Terminator::of) else { continue };
        let around = Around::new(text, tokens, first, at);
        if around.next < tokens.len()
            && (terminator.breaks(&around) && !corrected(terminator, &around, profile) || added(terminator, &around))
        {
            push(start, around.next);
            start = around.next;
        }
    }
    push(start, tokens.len());
}

/// The classes of UAX #29 that can end a sentence, and the ellipsis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminator {
    /// `ATerm`: the full stop, which has other work too.
    Ambiguous,
    /// `STerm`.
    Certain,
    /// `…`, which UAX #29 never breaks after.
    Ellipsis,
}

impl Terminator {
    fn of(mark: char) -> Option<Self> {
        match mark {
            '.' | '\u{2024}' | '\u{FE52}' | '．' => Some(Self::Ambiguous),
            '!' | '?' | '。' | '！' | '？' | '؟' | '।' | '॥' | '։' | '۔' | '‼' | '‽' | '⁇' | '⁈' | '⁉' | '｡' | '።'
            | '။' | '៖' | '។' => Some(Self::Certain),
            '…' => Some(Self::Ellipsis),
            _ => None,
        }
    }

    /// Rules SB6 to SB11.
    fn breaks(self, around: &Around<'_>) -> bool {
        match self {
            Self::Ellipsis => false,
            _ if around.next_char().is_some_and(|c| is_continue(c) || Self::is_sa(c)) => false,
            Self::Certain => true,
            Self::Ambiguous => {
                let glued = around.next == around.at + 1;
                let after = around.next_char();
                let numeric = glued && after.is_some_and(char::is_numeric);
                let inner = glued
                    && after.is_some_and(char::is_uppercase)
                    && around.before_char().is_some_and(|c| c.is_uppercase() || c.is_lowercase());
                !numeric && !inner && !around.lower_case_follows()
            }
        }
    }

    fn is_sa(c: char) -> bool {
        Self::of(c).is_some_and(|t| t != Self::Ellipsis)
    }
}

/// `SContinue`.
fn is_continue(c: char) -> bool {
    matches!(
        c,
        ',' | '-'
            | ':'
            | ';'
            | '\u{37e}'
            | '՝'
            | '،'
            | '؛'
            | '߸'
            | '᠂'
            | '᠈'
            | '–'
            | '—'
            | '、'
            | '︐'
            | '︑'
            | '︓'
            | '︔'
            | '︱'
            | '︲'
            | '﹐'
            | '﹑'
            | '﹔'
            | '﹕'
            | '﹘'
            | '﹣'
            | '，'
            | '－'
            | '：'
            | '；'
            | '､'
    )
}

/// `Close`: brackets and quotation marks.
fn is_close(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '«' | '»' | '‘'..='‟' | '‹' | '›' | '〈'..='】' | '〔'..='〛' | '〝'..='〟' | '（' | '）' | '［' | '］' | '｛' | '｝' | '｢' | '｣' | '⸨' | '⸩' | '❛'..='❠' | '❨'..='❵')
}

/// What stands around a terminator.
struct Around<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    /// The terminator.
    at: usize,
    /// The first token after it that is neither closing mark nor space.
    next: usize,
    /// Whether a closing mark stands between.
    closed: bool,
    /// Whether a space stands between.
    spaced: bool,
}

impl<'a> Around<'a> {
    fn new(text: &'a str, tokens: &'a [Token], first: usize, at: usize) -> Self {
        let mut around = Self { text, tokens, first, at, next: at + 1, closed: false, spaced: false };
        while let Some(token) = tokens.get(around.next) {
            match token.kind {
                TokenKind::Mark if !around.spaced && token.mark().is_some_and(is_close) => {
                    around.closed = true;
                }
                TokenKind::Space => around.spaced = true,
                _ => break,
            }
            around.next += 1;
        }
        around
    }

    fn char_at(&self, token: usize) -> Option<char> {
        self.text[self.tokens.get(token)?.span.range()].chars().next()
    }

    fn next_char(&self) -> Option<char> {
        self.char_at(self.next)
    }

    fn before(&self) -> Option<&'a Token> {
        (self.at > self.first).then(|| &self.tokens[self.at - 1])
    }

    fn before_char(&self) -> Option<char> {
        self.text[self.before()?.span.range()].chars().next_back()
    }

    /// SB8: the next letter, with no terminator in between, is lower case.
    fn lower_case_follows(&self) -> bool {
        for c in self.tokens[self.next..].iter().flat_map(|t| self.text[t.span.range()].chars()) {
            if Terminator::is_sa(c) {
                return false;
            }
            if c.is_alphabetic() {
                return c.is_lowercase();
            }
        }
        false
    }

    /// The next word, if only marks stand before it.
    fn next_word(&self) -> Option<&'a Token> {
        self.tokens[self.next..].iter().find(|t| t.kind != TokenKind::Mark)
    }
}

/// Whether a border of UAX #29 is none in the given language.
fn corrected(terminator: Terminator, around: &Around<'_>, profile: &Profile) -> bool {
    if terminator == Terminator::Certain {
        // “Go!” she said. Yahoo! is: the story goes on in lower case.
        return around.spaced && around.tokens[around.next].shape == Shape::Lower;
    }
    let (Some(before), Some(next)) = (around.before(), around.next_word()) else {
        return false;
    };
    if around.closed || before.kind == TokenKind::Mark {
        return false;
    }
    // “works with .NET”: the stop begins a word of capitals.
    if before.kind == TokenKind::Space && !around.spaced && next.shape == Shape::Upper {
        return true;
    }
    let word = &around.text[before.span.range()];
    // “the U.S. The”, “at 5 p.m. He”: a capitalised function word begins a sentence even after an abbreviation.
    let starts = next.kind == TokenKind::Word
        && next.shape != Shape::Lower
        && profile.function.has(around.text, next)
        && next.span.len() > 1;
    match before.kind {
        TokenKind::Word => {
            !starts
                && (profile.abbreviations.has_exact(word) || is_initial(word) || (word.contains('.') && word.len() < 9))
        }
        TokenKind::Number => profile.ordinal_dot && !starts && word.len() <= 3 && next.kind == TokenKind::Word,
        _ => false,
    }
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Whether a border stands where UAX #29 sees none.
fn added(terminator: Terminator, around: &Around<'_>) -> bool {
    let next = &around.tokens[around.next];
    terminator == Terminator::Ellipsis
        && around.spaced
        && next.kind == TokenKind::Word
        && matches!(next.shape, Shape::Capital | Shape::Upper)
}

#[cfg(test)]
mod tests {
    use super::super::lang::Lang;
    use super::super::language::LanguageFile;
    use super::super::token::tokenize;
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn profile(toml: &str) -> Profile {
        let file: LanguageFile = toml::from_str(toml).unwrap();
        Profile::new(Lang::unknown(), &[&file])
    }

    fn sentences<'a>(text: &'a str, profile: &Profile) -> Vec<&'a str> {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        split(text, &tokens, 0, profile, &mut sentences);
        sentences.iter().map(|s| &text[s.span.range()]).collect()
    }

    /// Borders by the rules of UAX #29 alone.
    fn uncorrected(text: &str) -> Vec<usize> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let mut starts = vec![0];
        for at in 0..tokens.len() {
            let Some(terminator) = tokens[at].mark().and_then(Terminator::of) else { continue };
            let around = Around::new(text, &tokens, 0, at);
            if around.next < tokens.len() && terminator.breaks(&around) {
                starts.push(tokens[around.next].span.lo());
            }
        }
        starts
    }

    proptest! {
        #[test]
        fn uncorrected_borders_equal_uax_29(text in "[A-Ca-c1 .?!,;:()\"'’“”«»–жЖ東。，…%]{1,30}") {
            let expected: Vec<usize> = text.split_sentence_bound_indices().map(|(at, _)| at).collect();
            prop_assert_eq!(uncorrected(&text), expected);
        }
    }

    #[test]
    fn abbreviations_initials_and_ordinals_do_not_end_a_sentence() {
        let en = profile(
            "[words]\nabbreviations = ['Mr', 'No', 'U.S']\nfunction = ['the', 'he']\n[number]\nordinal_dot = false",
        );
        assert_eq!(sentences("Mr. Smith met J. R. R. Tolkien. He left.", &en).len(), 2);
        assert_eq!(sentences("No. 4 is in the U.S. President Biden spoke.", &en).len(), 1);
        assert_eq!(sentences("He lives in the U.S. The house is big.", &en).len(), 2);
        let de = profile("[words]\nabbreviations = ['z', 'B']\nfunction = ['das']");
        assert_eq!(sentences("Am 3. Oktober, z. B. in Berlin. Das war 2019. Das ist alles.", &de).len(), 3);
    }

    #[test]
    fn ellipses_and_closing_quotes_are_understood() {
        let en = profile("");
        assert_eq!(sentences("“Really?” she asked. “Go!” he said.", &en), ["“Really?” she asked.", "“Go!” he said."]);
        assert_eq!(sentences("He waited… Then he left… slowly.", &en).len(), 2);
        assert_eq!(sentences("他说。她走了！", &en), ["他说。", "她走了！"]);
    }
}
