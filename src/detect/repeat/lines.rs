//! Sentences and lines that stand twice.
//!
//! A line is compared with the few before it, so that nothing depends on where in the text it stands; a sentence with
//! all others. Not short lines (results, tables, refrains), list items, quotations.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::{Case, Unit};
use crate::article::{Block, BlockKind};
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Shape, Token, TokenKind};

/// How many lines back an equal line is looked for.
const BACK: usize = 5;

/// The least length of a line and of a sentence, in words; in characters for scripts without spaces.
const LINE: Length = Length { words: 4, characters: 9 };
const SENTENCE: Length = Length { words: 8, characters: 18 };

/// The least length of a sentence that is repeated by mistake where it follows itself: no chant, no refrain.
const SHORT_SENTENCE: Length = Length { words: 3, characters: 6 };

/// Lines of so many bytes and more are compared by their sentences.
const LONG_LINE: usize = 300;

/// Sentences this near are repeated by mistake even where both are quoted.
const NEAR: usize = 3;

/// Lines at the top of an article among which its headline and deck stand.
const DECK: usize = 3;

#[derive(Clone, Copy)]
struct Length {
    words: usize,
    characters: usize,
}

impl Length {
    fn reaches(&self, least: &Self) -> bool {
        self.words >= least.words || self.characters >= least.characters
    }
}

/// What is compared: the words, without marks and capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Gist(u64);

impl Gist {
    /// The gist of tokens, if they are long enough.
    fn of(tokens: &[Token], least: &Length) -> Option<Self> {
        let (gist, length) = Self::measured(tokens);
        length.reaches(least).then_some(gist)
    }

    /// The gist of tokens, and how long they are.
    fn measured(tokens: &[Token]) -> (Self, Length) {
        let mut hasher = FxHasher::default();
        let (mut words, mut bytes) = (0, 0);
        for token in tokens {
            match token.kind {
                TokenKind::Word => {
                    hasher.write_u32(token.norm.0);
                    words += 1;
                    if token.script.is_unspaced() {
                        bytes += token.span.len();
                    }
                }
                TokenKind::Number => hasher.write_u32(token.norm.0),
                _ => {}
            }
        }
        (Self(hasher.finish()), Length { words, characters: bytes / 3 })
    }

    /// The gist of sentences, if they are long enough.
    fn joined(sentences: &[(Self, Length)], least: &Length) -> Option<Self> {
        let mut hasher = FxHasher::default();
        let mut length = Length { words: 0, characters: 0 };
        for (gist, own) in sentences {
            hasher.write_u64(gist.0);
            length.words += own.words;
            length.characters += own.characters;
        }
        length.reaches(least).then(|| Self(hasher.finish()))
    }
}

pub(super) fn report(case: &Case<'_>, hits: &mut Hits) {
    let side = case.side;
    let gists: Vec<_> = side.sentences.iter().map(|sentence| Gist::measured(side.tokens_in(sentence))).collect();
    if case.rules.wants(Unit::Line) {
        lines(case, &gists, hits);
    }
    if [Unit::Sentence, Unit::SentencePerhaps, Unit::ShortSentence].iter().any(|unit| case.rules.wants(*unit)) {
        sentences(case, &gists, hits);
    }
}

/// A line with and without the name of the site at its end.
#[derive(Clone, Copy, Default)]
struct Line {
    whole: Option<Gist>,
    stripped: Option<Gist>,
}

fn lines(case: &Case<'_>, gists: &[(Gist, Length)], hits: &mut Hits) {
    let mut before = [Line::default(); BACK];
    let mut count = [0_usize; BACK];
    for (index, block) in case.side.blocks.iter().enumerate() {
        let line = read(case, block, gists);
        let equal = |known: &Line| {
            let same = |a: Option<Gist>, b: Option<Gist>| a.is_some() && a == b;
            same(known.whole, line.whole) || same(known.stripped, line.whole) || same(known.whole, line.stripped)
        };
        if let Some(place) = before.iter().position(equal).filter(|place| !is_heading_again(case, count[*place], index))
        {
            let first = &case.side.blocks[count[place]];
            let surplus = with_line_end(&case.side.text, block);
            case.rules.report(Unit::Line, hits, |rule| {
                let hit =
                    Hit::new(rule, block.span).slot("repeated", case.side.str(block.span).trim()).slot("count", 2);
                hit.because(first.span).mend(Edit::delete(surplus))
            });
        }
        before[index % BACK] = line;
        count[index % BACK] = index;
    }
}

/// Whether a heading or a question comes back after other lines: first announced, then answered. The headline that comes
/// back under the name of its author is none.
fn is_heading_again(case: &Case<'_>, first: usize, second: usize) -> bool {
    let block = &case.side.blocks[second];
    let heading =
        block.kind == BlockKind::Heading || case.side.str(block.span).trim_end().ends_with(['?', '？', '؟', ':']);
    second > first + 1 && first >= DECK && heading
}

fn read(case: &Case<'_>, block: &Block, gists: &[(Gist, Length)]) -> Line {
    if matches!(block.kind, BlockKind::ListItem | BlockKind::Byline | BlockKind::Dateline) {
        return Line::default();
    }
    let tokens = case.side.tokens_of(block);
    if is_entry(case, tokens) {
        return Line::default();
    }
    if block.span.len() >= LONG_LINE {
        let sentences = gists.get(block.sentences.start as usize..block.sentences.end as usize).unwrap_or_default();
        return Line { whole: Gist::joined(sentences, &LINE), stripped: None };
    }
    let whole = Gist::of(tokens, &LINE);
    let short = block.kind != BlockKind::Paragraph;
    let cut = tokens
        .iter()
        .enumerate()
        .rev()
        .take(9)
        .find(|(_, token)| matches!(case.side.word(token), "–" | "—" | "|" | "-" | "·"));
    let stripped = cut
        .filter(|(at, _)| short && *at > 0 && tokens[at - 1].kind == TokenKind::Space)
        .and_then(|(at, _)| Gist::of(&tokens[..at], &LINE));
    Line { whole, stripped }
}

/// Whether a line is an entry of a table of results or times: a score or clock time, and words that are names or say nothing
/// else than a name does, `Bergheim – Talheim 2:1`, `14:00 Market Street`.
fn is_entry(case: &Case<'_>, tokens: &[Token]) -> bool {
    let side = case.side;
    let paired = tokens.windows(3).any(|trio| {
        trio[0].kind == TokenKind::Number
            && trio[2].kind == TokenKind::Number
            && matches!(trio[1].mark(), Some(':' | '-' | '–' | '.'))
    });
    let told = |token: &Token| {
        token.kind == TokenKind::Word && token.shape == Shape::Lower && !side.profile.function.has(&side.text, token)
    };
    paired && side.profile.cased && !tokens.iter().any(told)
}

/// The line with the line end before it.
fn with_line_end(text: &str, block: &Block) -> Span {
    let before = text[..block.span.lo()].trim_end_matches(['\r', '\n']);
    Span::new(before.len(), block.span.hi())
}

/// A short sentence that equals the one before it: told, not called out, sung or quoted.
fn short_sentence(case: &Case<'_>, index: usize, hits: &mut Hits) {
    let side = case.side;
    let (first, second) = (&side.sentences[index - 1], &side.sentences[index]);
    let block = &side.blocks[side.block_at(second.span.lo())];
    let told = |text: &str| {
        text.trim_end().ends_with(['.', '。', '।']) && !text.contains(['"', '“', '”', '„', '«', '»', '「', '…', '♪'])
    };
    let content = |token: &Token| {
        token.kind == TokenKind::Word && token.shape != Shape::Capital && !side.profile.function.has(&side.text, token)
    };
    if block.kind.is_prose()
        && first.span.lo() >= block.span.lo()
        && told(side.str(first.span))
        && told(side.str(second.span))
        && !side.profile.function.is_empty()
        && side.tokens_in(second).iter().any(content)
        && !case.is_quoted(first.span.lo())
        && !case.is_quoted(second.span.hi().saturating_sub(4))
    {
        let before = side.text[..second.span.lo()].trim_end().len();
        case.rules.report(Unit::ShortSentence, hits, |rule| {
            let hit = Hit::new(rule, second.span).slot("repeated", side.str(first.span)).slot("count", 2);
            hit.because(first.span).mend(Edit::delete(Span::new(before, second.span.hi())))
        });
    }
}

fn sentences(case: &Case<'_>, gists: &[(Gist, Length)], hits: &mut Hits) {
    let side = case.side;
    let mut known: Vec<(Gist, u32)> = Vec::new();
    let mut last = None;
    for (index, (gist, length)) in gists.iter().copied().enumerate() {
        if length.reaches(&SENTENCE) {
            known.push((gist, index as u32));
        } else if last == Some(gist) && length.reaches(&SHORT_SENTENCE) {
            short_sentence(case, index, hits);
        }
        last = Some(gist);
    }
    known.sort_unstable();
    for pair in known.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (&side.sentences[pair[0].1 as usize], &side.sentences[pair[1].1 as usize]);
        let whole = side.blocks[side.block_at(second.span.lo())].span;
        let near = pair[1].1 as usize - pair[0].1 as usize <= NEAR;
        if near && whole.len() <= second.span.len() + 2 && case.rules.wants(Unit::Line) {
            // The line rule says it.
            continue;
        }
        let quoted = || {
            case.is_quoted(first.span.lo())
                || case.is_quoted(second.span.lo())
                || case.is_quoted(second.span.hi().saturating_sub(4))
        };
        // A line of its own near the top is the deck, and says what the text says later.
        let top = side.block_at(first.span.lo());
        let deck = top < DECK && side.blocks[top].span.len() <= first.span.len() + 2;
        let unit = if near || !deck && !quoted() { Unit::Sentence } else { Unit::SentencePerhaps };
        let before = side.text[whole.lo()..second.span.lo()].trim_end().len() + whole.lo();
        case.rules.report(unit, hits, |rule| {
            let hit = Hit::new(rule, second.span).slot("repeated", side.str(first.span)).slot("count", 2);
            hit.because(first.span).mend(Edit::delete(Span::new(before, second.span.hi())))
        });
    }
}
