//! A place in a block, with what stands around it.

use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::{Profile, Token, TokenKind};

/// A token of a block and its neighbours.
pub(super) struct Window<'a> {
    pub(super) side: &'a Side,
    pub(super) block: &'a Block,
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
}

impl<'a> Window<'a> {
    pub(super) fn profile(&self) -> &'a Profile {
        &self.side.profile
    }

    /// The token so many places further on.
    pub(super) fn get(&self, offset: isize) -> Option<&'a Token> {
        self.tokens.get(self.at.checked_add_signed(offset)?)
    }

    pub(super) fn span(&self) -> Span {
        self.tokens[self.at].span
    }

    pub(super) fn is(&self, offset: isize, kind: TokenKind) -> bool {
        self.get(offset).is_some_and(|token| token.kind == kind)
    }

    /// The mark so many places further on.
    pub(super) fn mark(&self, offset: isize) -> Option<char> {
        self.get(offset)?.mark()
    }

    /// The word so many places further on.
    pub(super) fn word(&self, offset: isize) -> Option<&'a Token> {
        self.get(offset).filter(|token| token.kind == TokenKind::Word)
    }

    /// The digits so many places further on, where the token is nothing but ASCII digits and separators.
    pub(super) fn digits(&self, offset: isize) -> Option<&'a str> {
        let token = self.get(offset).filter(|token| token.kind == TokenKind::Number)?;
        let text = self.side.str(token.span);
        text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.').then_some(text)
    }

    pub(super) fn str(&self, token: &Token) -> &'a str {
        self.side.str(token.span)
    }

    pub(super) fn before_is_mark(&self) -> bool {
        self.is(-1, TokenKind::Mark)
    }

    pub(super) fn after_is_mark(&self) -> bool {
        self.is(1, TokenKind::Mark)
    }

    /// Whether the space here breaks the line.
    pub(super) fn breaks_line(&self) -> bool {
        self.side.str(self.span()).contains(['\n', '\r', '\t'])
    }
}

/// A closing or ambiguous quotation mark.
pub(super) fn closes_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | '」' | '』')
}

/// A closing bracket.
pub(super) fn closes_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '）' | '】' | '〕')
}
