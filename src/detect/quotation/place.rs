//! The stretch that is shown for a place where a mark is to be inserted.

use crate::article::Side;
use crate::span::Span;
use crate::text::{Script, Token, TokenKind};

/// The word before a byte offset with the marks between, and the comma that follows it; a title or bracket that ends there
/// is shown whole.
pub(super) fn word_before(side: &Side, at: usize) -> Span {
    let last = side.token_at(at.saturating_sub(1)).min(side.tokens.len() - 1);
    let end = at + usize::from(side.text[at..].starts_with(','));
    let Some(word) = side.tokens[..=last].iter().rposition(|t| t.span.lo() < at && is_word(t)) else {
        return Span::at(at);
    };
    let token = &side.tokens[word];
    let shown = Span::new(token.span.lo(), token.span.hi().min(at));
    let start = title_around(side, word, last).unwrap_or_else(|| shown.lo() + last_word(token, side.str(shown)));
    Span::new(start, end.max(shown.hi()))
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Where the title or bracket opens that closes between a word and the token at `last`.
fn title_around(side: &Side, word: usize, last: usize) -> Option<usize> {
    let open = side.tokens[word + 1..=last.max(word)].iter().find_map(|token| match side.word(token) {
        "》" => Some("《"),
        "〉" => Some("〈"),
        "」" => Some("「"),
        "』" => Some("『"),
        "）" => Some("（"),
        _ => None,
    })?;
    let before = &side.tokens[word.saturating_sub(LONGEST_TITLE)..word];
    before.iter().rev().find(|token| side.word(token) == open).map(|token| token.span.lo())
}

/// Tokens of the longest title that is shown whole.
const LONGEST_TITLE: usize = 8;

/// Where the last word begins in a run of a script without spaces: Japanese endings with what they end, of Chinese two
/// characters, of other scripts all, as nothing shows where a word begins.
fn last_word(token: &Token, run: &str) -> usize {
    if !token.script.is_east_asian() {
        return 0;
    }
    let only_han = run.ends_with(|c| Script::of(c) == Script::Han);
    let longest = if only_han { SHORT } else { LONGEST_WORD };
    let (mut start, mut script) = (run.len(), None);
    for (count, (at, c)) in run.char_indices().rev().enumerate() {
        let here = Script::of(c);
        let goes_on = match script {
            None | Some(Script::Hiragana) => true,
            // The prolonged sound mark is of no script.
            Some(before) => here == before || here == Script::Common,
        };
        if !goes_on || count == longest {
            break;
        }
        (start, script) = (at, Some(here));
    }
    start
}

/// Characters shown of a run of Chinese characters.
const SHORT: usize = 2;
/// Characters shown of any run.
const LONGEST_WORD: usize = 10;
