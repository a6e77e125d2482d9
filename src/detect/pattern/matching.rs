//! The machine that tries a pattern at a token, forwards and backwards.
//!
//! Backtracking over bounded repetitions. What failed once at a token is not tried there again when a try gets long, so that
//! repetitions after each other take time in proportion to the text they may cover; a bound on the steps is the last resort.

use super::compile::{CAPTURES, Check, Compiled, Context, Looked, OneOf, Op, Plain, Program};
use super::near;
use super::syntax::{Border, Shape, is_dash, is_quote};
use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::token::is_same;
use crate::text::{Token, TokenKind};

/// The parts with a name, as token indices; `u32::MAX` where one has no place in this match.
pub(super) type Slots = [u32; 2 * CAPTURES];

/// Steps after which a pattern does not fit.
const MOST_STEPS: usize = 20_000;

/// Steps after which is remembered what failed where. Nearly all tries end sooner, and remembering has to be prepared.
const STEPS_UNSEEN: usize = 100;

/// How many tokens from the first one on failures are remembered.
const SEEN: usize = 128;

/// The steps of what stands before an anchor that is looked at first: a border, a word.
const SHORT: usize = 3;

/// Where a pattern fits: token indices of the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) slots: Slots,
}

impl Place {
    /// The tokens of a part, if it has a place.
    pub(super) fn slot(&self, slot: usize) -> Option<(usize, usize)> {
        let (first, last) = (self.slots[2 * slot], self.slots[2 * slot + 1]);
        (first != u32::MAX && last != u32::MAX && first < last).then_some((first as usize, last as usize))
    }
}

/// One block of a side, in which patterns are tried.
pub(super) struct Machine<'a> {
    side: &'a Side,
    first: usize,
    last: usize,
    stack: Vec<(usize, usize, Slots)>,
    /// The steps that a long try has been at, by token.
    seen: Vec<u128>,
}

impl<'a> Machine<'a> {
    pub(super) fn new(side: &'a Side) -> Self {
        Self { side, first: 0, last: 0, stack: Vec::new(), seen: Vec::new() }
    }

    /// Tries patterns in this block from now on.
    pub(super) fn enter(&mut self, block: &Block) {
        (self.first, self.last) = (block.tokens.start as usize, block.tokens.end as usize);
    }

    /// Tries a pattern whose anchor is at a token.
    pub(super) fn fit(&mut self, pattern: &Compiled, at: usize) -> Option<Place> {
        if !self.is_one_of(&pattern.anchor, &self.side.tokens[at]) {
            return None;
        }
        let none = [u32::MAX; 2 * CAPTURES];
        let (first, last, slots);
        if pattern.before.len() <= SHORT {
            let before;
            (first, before) = self.run::<true>(&pattern.before, at, none)?;
            (last, slots) = self.run::<false>(&pattern.after, at + 1, before)?;
        } else {
            let after;
            (last, after) = self.run::<false>(&pattern.after, at + 1, none)?;
            (first, slots) = self.run::<true>(&pattern.before, at, after)?;
        }
        Some(Place { first: first as u32, last: last as u32, slots })
    }

    /// Whether a context fits anywhere from one token to another of this block.
    pub(super) fn occurs(&mut self, context: &Context, first: usize, last: usize) -> bool {
        self.places(context, first, last).next().is_some()
    }

    /// Where a context fits from one token to another of this block: first token and one past the last.
    pub(super) fn places(
        &mut self,
        context: &Context,
        first: usize,
        last: usize,
    ) -> impl Iterator<Item = (usize, usize)> {
        (first..last).filter_map(move |at| {
            let token = &self.side.tokens[at];
            if token.kind == TokenKind::Space || !near::may_begin(&self.side.text, token, &context.first) {
                return None;
            }
            self.run::<false>(&context.program, at, [u32::MAX; 2 * CAPTURES]).map(|(end, _)| (at, end))
        })
    }

    fn run<const REVERSE: bool>(&mut self, program: &Program, at: usize, slots: Slots) -> Option<(usize, Slots)> {
        if program.is_empty() {
            return Some((at, slots));
        }
        self.stack.clear();
        let (start, mut step, mut at, mut slots) = (at, 0, at, slots);
        for steps in 0..MOST_STEPS {
            if steps == STEPS_UNSEEN {
                self.seen.clear();
                self.seen.resize(program.len(), 0);
            }
            let Some(op) = program.get(step) else { return Some((at, slots)) };
            let next = match op {
                Op::Token(atoms) => {
                    let token = self.token::<REVERSE>(at);
                    token.filter(|token| self.is_one_of(atoms, &self.side.tokens[*token])).map(past::<REVERSE>)
                }
                Op::Any => self.token::<REVERSE>(at).map(past::<REVERSE>),
                Op::Within => (!self.is_sentence_start(self.forward(at))).then_some(at),
                Op::Split(one, other) => {
                    if steps < STEPS_UNSEEN || self.is_first_time(step, at.abs_diff(start)) {
                        if one != other {
                            self.stack.push((*other, at, slots));
                        }
                        step = *one;
                        continue;
                    }
                    None
                }
                Op::Save(slot) => {
                    // The outer border of a part lies at its first or last token, not at the space beside it.
                    let opens = (slot % 2 == 0) != REVERSE;
                    let here = if opens { self.token::<REVERSE>(at).map_or(at, before::<REVERSE>) } else { at };
                    slots[*slot] = here as u32;
                    Some(at)
                }
                Op::Border(border) => self.is_border(*border, at).then_some(at),
                Op::Joined => (!self.is_space_at(at, REVERSE)).then_some(at),
                Op::Spaced => self.is_space_at(at, REVERSE).then_some(at),
            };
            if let Some(next) = next {
                (step, at) = (step + 1, next);
            } else {
                (step, at, slots) = self.stack.pop()?;
            }
        }
        None
    }

    /// Whether a long try is at a step for the first time so many tokens from where it began.
    fn is_first_time(&mut self, step: usize, distance: usize) -> bool {
        let bit = if distance < SEEN { 1 << distance } else { 0 };
        let known = self.seen[step] & bit != 0;
        self.seen[step] |= bit;
        !known
    }

    /// The next token that is no space.
    fn token<const REVERSE: bool>(&self, mut at: usize) -> Option<usize> {
        let space = |at: usize| self.side.tokens[at].kind == TokenKind::Space;
        if REVERSE {
            while at > self.first && space(at - 1) {
                at -= 1;
            }
            (at > self.first).then(|| at - 1)
        } else {
            let at = self.forward(at);
            (at < self.last).then_some(at)
        }
    }

    /// The first token from here on that is no space.
    fn forward(&self, mut at: usize) -> usize {
        while at < self.last && self.side.tokens[at].kind == TokenKind::Space {
            at += 1;
        }
        at
    }

    fn is_space_at(&self, at: usize, reverse: bool) -> bool {
        let there = if reverse {
            at.checked_sub(1).filter(|at| *at >= self.first)
        } else {
            Some(at).filter(|at| *at < self.last)
        };
        there.is_some_and(|at| self.side.tokens[at].kind == TokenKind::Space)
    }

    fn is_sentence_start(&self, token: usize) -> bool {
        self.side.sentences.binary_search_by_key(&(token as u32), |sentence| sentence.first).is_ok()
    }

    fn is_border(&self, border: Border, at: usize) -> bool {
        let next = self.forward(at);
        match border {
            Border::SentenceStart => self.is_sentence_start(next),
            Border::SentenceEnd => next == self.last || self.is_sentence_start(next),
            Border::BlockStart => next == self.forward(self.first),
            Border::BlockEnd => next == self.last,
        }
    }

    fn is_one_of(&self, one_of: &OneOf, token: &Token) -> bool {
        self.is_plain_of(&one_of.words, token)
            || one_of.others.iter().any(|checks| checks.iter().all(|check| self.holds(check, token) != check.negated))
    }

    fn is_plain_of(&self, words: &[Plain], token: &Token) -> bool {
        // Most alternatives are few, and then looking at each is the fastest.
        let first = if words.len() < 8 { 0 } else { words.partition_point(|word| word.norm < token.norm) };
        let same =
            words[first..].iter().take_while(|word| word.norm <= token.norm).filter(|word| word.norm == token.norm);
        same.into_iter().any(|word| {
            let text = self.side.word(token);
            if word.exact { text == &*word.text } else { token.kind != TokenKind::Mark && is_same(&word.text, text) }
        })
    }

    fn holds(&self, check: &Check, token: &Token) -> bool {
        let (side, text) = (self.side, || self.side.word(token));
        match &check.what {
            Looked::Word(norm, word) => {
                token.norm == *norm
                    && matches!(token.kind, TokenKind::Word | TokenKind::Number)
                    && is_same(word, text())
            }
            Looked::Exact(norm, word) => token.norm == *norm && text() == &**word,
            Looked::Class(class, form) => {
                token.kind == TokenKind::Word
                    && class.members(token.norm, text()).any(|member| form.is_none_or(|form| form == member.form))
            }
            Looked::Listed(set) => token.kind == TokenKind::Word && set(&side.profile).has(&side.text, token),
            Looked::Shape(shape) => self.has_shape(*shape, token),
            Looked::Regex(regex) => regex.fits(text()),
        }
    }

    fn has_shape(&self, shape: Shape, token: &Token) -> bool {
        use crate::text::Shape as Case;
        let word = token.kind == TokenKind::Word;
        let text = || self.side.word(token);
        let capital = || word && token.shape.starts_upper(text());
        match shape {
            Shape::Any => token.kind != TokenKind::Space,
            Shape::Word => word,
            Shape::Lower => word && matches!(token.shape, Case::Lower | Case::None),
            Shape::Capital => capital(),
            Shape::Upper => word && token.shape == Case::Upper,
            Shape::Letter => word && text().chars().nth(1).is_none(),
            Shape::Number => token.kind == TokenKind::Number,
            Shape::Mark => token.kind == TokenKind::Mark,
            Shape::Quote => token.mark().is_some_and(is_quote),
            Shape::Dash => token.mark().is_some_and(is_dash),
            Shape::NamePart => capital() && !self.side.profile.function.has(&self.side.text, token),
            Shape::Particle => {
                word && token.shape == Case::Lower
                    && self
                        .side
                        .profile
                        .lexicon
                        .class("particle")
                        .is_some_and(|class| class.members(token.norm, text()).next().is_some())
            }
        }
    }
}

/// The place past a token, in the direction of reading.
fn past<const REVERSE: bool>(token: usize) -> usize {
    if REVERSE { token } else { token + 1 }
}

/// The place at which a token begins, in the direction of reading.
fn before<const REVERSE: bool>(token: usize) -> usize {
    if REVERSE { token + 1 } else { token }
}

/// The stretch from the first token to the last.
pub(super) fn span(side: &Side, first: usize, last: usize) -> Span {
    side.tokens[first].span.to(side.tokens[last - 1].span)
}

/// The text from the first token to the last.
pub(super) fn text(side: &Side, first: usize, last: usize) -> &str {
    side.str(span(side, first, last))
}
