//! One side of an article, cut into blocks, sentences and tokens.

use std::sync::Arc;

use super::block::Block;
use super::elsewhere::Spellings;
use crate::span::Span;
use crate::text::{Lang, Profile, Sentence, Shape, Token, sentence, token};

/// One news text: the translation and, where given, the original.
#[derive(Debug)]
pub struct Article {
    /// The translation.
    pub target: Side,
    /// The original.
    pub source: Option<Side>,
    /// The language of the original, where that is known without it.
    pub source_lang: Option<Lang>,
    /// What the other articles of a run say of its names, where that was asked for.
    pub spellings: Option<Arc<Spellings>>,
}

impl Article {
    /// A translation whose original is not known.
    pub fn of(target: Side) -> Self {
        Self { target, source: None, source_lang: None, spellings: None }
    }

    /// The language of the original, if it was declared.
    pub fn source_lang(&self) -> Option<&Lang> {
        self.source.as_ref().map(|source| &source.profile.lang).or(self.source_lang.as_ref())
    }
}

/// One text of an article. Tokens, sentences and blocks are in order of position; tokens tile each block.
#[derive(Debug)]
pub struct Side {
    /// The text.
    pub text: Box<str>,
    /// Conventions of its language.
    pub profile: Arc<Profile>,
    /// Paragraphs, headings, list items, captions.
    pub blocks: Box<[Block]>,
    /// Words, spaces and marks.
    pub tokens: Box<[Token]>,
    /// Sentences; none crosses a block border.
    pub sentences: Box<[Sentence]>,
    /// Whether lines are single sentences rather than paragraphs, so that a line border says nothing about the text.
    pub line_by_line: bool,
}

impl Side {
    /// Cuts a text whose blocks are known.
    pub fn new(text: Box<str>, profile: Arc<Profile>, mut blocks: Vec<Block>) -> Self {
        // A word and its space are about six bytes.
        let mut tokens = Vec::with_capacity(text.len() * 2 / 5);
        let mut sentences = Vec::with_capacity(text.len() / 64);
        for block in &mut blocks {
            let (first, first_sentence) = (tokens.len(), sentences.len());
            token::tokenize(&text, block.span, &mut tokens);
            sentence::split(&text, &tokens, first, &profile, &mut sentences);
            block.tokens = first as u32..tokens.len() as u32;
            block.sentences = first_sentence as u32..sentences.len() as u32;
        }
        let line_by_line = is_line_by_line(&blocks);
        Self { text, profile, blocks: blocks.into(), tokens: tokens.into(), sentences: sentences.into(), line_by_line }
    }

    /// The text of a span.
    pub fn str(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text of a token.
    pub fn word(&self, token: &Token) -> &str {
        self.str(token.span)
    }

    /// The tokens of a block.
    pub fn tokens_of(&self, block: &Block) -> &[Token] {
        &self.tokens[block.tokens.start as usize..block.tokens.end as usize]
    }

    /// The tokens of a sentence.
    pub fn tokens_in(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.first as usize..sentence.last as usize]
    }

    /// The sentences of a block.
    pub fn sentences_of(&self, block: &Block) -> &[Sentence] {
        &self.sentences[block.sentences.start as usize..block.sentences.end as usize]
    }

    /// The index of the block that a byte offset falls in, or of the one before it.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.span.lo() <= offset).saturating_sub(1)
    }

    /// What goes where a stretch that is all of a block is deleted: the block with the line end before it, of the first one
    /// with that after it; nothing where more stands in the block.
    pub fn whole_line(&self, found: Span) -> Option<Span> {
        let at = self.block_at(found.lo());
        let block = self.blocks.get(at)?;
        let edges = [self.text.get(block.span.lo()..found.lo())?, self.text.get(found.hi()..block.span.hi())?];
        if edges.iter().any(|edge| !edge.trim().is_empty()) {
            return None;
        }
        Some(match (at.checked_sub(1), self.blocks.get(1)) {
            (Some(before), _) => Span::new(self.blocks[before].span.hi(), block.span.hi()),
            (None, Some(next)) => Span::new(block.span.lo(), next.span.lo()),
            (None, None) => found,
        })
    }

    /// Whether a stretch stands beside a word for marks and signs, which speaks of it: `the tag <b>`.
    pub fn is_mentioned(&self, span: Span) -> bool {
        let (before, after) = (&self.text[..span.lo()], &self.text[span.hi()..]);
        // Not “Marks & Spencer”.
        let is_name = |token: &Token| token.shape != Shape::Capital && self.profile.mark_names.has(&self.text, token);
        let named = |token: Option<&Token>| token.is_some_and(is_name);
        let beside = |at: Option<usize>| at.and_then(|at| self.tokens.get(at));
        let (first, end) = (self.token_at(span.lo()), self.token_at(span.hi()));
        let space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        space(before.chars().next_back()) && named(beside(first.checked_sub(2)))
            || space(after.chars().next()) && named(beside(Some(end + 1)))
    }

    /// The index of the first token that ends after a byte offset.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.hi() <= offset)
    }

    /// The character before a byte offset, within its block.
    pub fn char_before(&self, block: &Block, offset: usize) -> Option<char> {
        self.text[block.span.lo()..offset].chars().next_back()
    }

    /// The character after a byte offset, within its block.
    pub fn char_after(&self, block: &Block, offset: usize) -> Option<char> {
        self.text[offset..block.span.hi()].chars().next()
    }
}

fn is_line_by_line(blocks: &[Block]) -> bool {
    let prose = || blocks.iter().filter(|block| block.kind.is_prose());
    let several = prose().filter(|block| block.sentences.len() > 1).count();
    prose().count() >= 5 && several * 4 <= prose().count()
}
