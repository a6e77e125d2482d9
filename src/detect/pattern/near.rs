//! A cheap look at the tokens around an anchor, before a pattern is tried there.
//!
//! Of every pattern it is known what the next three tokens on both sides may be: one word, or a set of words and looks, and
//! whether a space or the border of a sentence may stand before them. Where one of the six does not fit, the pattern cannot,
//! and nearly all that share an anchor are passed over so. Words share the bits of a set, so that a pattern that may fit is
//! never passed over.

use rustc_hash::FxHashMap;

use super::compile::{Check, Compiled, Looked, Op, Program};
use super::sort::Starts;
use super::syntax::{Border, Shape as Wanted, is_dash, is_quote};
use crate::text::{Norm, Profile, Sentence, Shape, Token, TokenKind};

/// How many tokens are looked at on each side.
pub(super) const DEPTH: usize = 3;

/// Looks of tokens, one bit each.
type Looks = u16;

const NUMBER: Looks = 1;
const MARK: Looks = 1 << 1;
const LOWER: Looks = 1 << 2;
const CAPITAL: Looks = 1 << 3;
const UPPER: Looks = 1 << 4;
const MIXED: Looks = 1 << 5;
const CASELESS: Looks = 1 << 6;
const DIGITS: Looks = 1 << 7;
const QUOTE: Looks = 1 << 8;
const DASH: Looks = 1 << 9;
const CAPITALS: Looks = CAPITAL | UPPER | MIXED;
const WORDS_OF_ALL_LOOKS: Looks = LOWER | CAPITALS | CASELESS | DIGITS;
const MARKS: Looks = MARK | QUOTE | DASH;
const ANY_LOOK: Looks = WORDS_OF_ALL_LOOKS | NUMBER | MARKS;

/// What stands between two tokens, one bit for each of four cases: a sentence begins there or not, a space stands there or
/// not.
type Joints = u8;

const ANY_JOINT: Joints = 0b1111;
const SENTENCE: Joints = 0b1010;
const SPACE: Joints = 0b1100;

/// A set of tokens. The first word of 64 bits has four joints for each look, those that words may have, and the border of
/// the block; the others have a bit for each word.
pub(super) type Set = [u64; 8];

const BORDER: u64 = 1 << 63;
const WORD_JOINTS: u32 = 56;
/// Bits for words.
const WORDS: u32 = 7 * 64;

/// What one token around an anchor must be: its place, and a word or a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ask(pub(super) u32);

impl Ask {
    /// Whatever stands there, also nothing.
    pub(super) const ANYTHING: Self = Self(0);
    /// Says that the rest is the lower part of the norm of a word.
    const WORD: u32 = 1 << 31;
    /// Where the place stands.
    const PLACE: u32 = 28;
    const REST: u32 = (1 << Self::PLACE) - 1;

    fn word(place: usize, norm: Norm) -> Self {
        Self(Self::WORD | (place as u32) << Self::PLACE | norm.0 & Self::REST)
    }

    /// One of a set, by its number.
    fn set(place: usize, number: usize) -> Self {
        Self((place as u32) << Self::PLACE | (number as u32 + 1))
    }

    fn is_word(self) -> bool {
        self.0 & Self::WORD != 0
    }

    fn place(self) -> usize {
        (self.0 >> Self::PLACE & 7) as usize
    }

    /// The same with the number of its set, if it has one, changed.
    pub(super) fn with_set(self, number: impl FnOnce(usize) -> usize) -> Self {
        if self == Self::ANYTHING || self.is_word() {
            self
        } else {
            Self::set(self.place(), number((self.0 & Self::REST) as usize - 1))
        }
    }
}

/// What the tokens around an anchor must be: first what the fewest are, and at the end nothing more.
pub(super) type Asks = [Ask; 2 * DEPTH];

/// Sets under their numbers.
#[derive(Default)]
pub(super) struct Sets {
    pub(super) all: Vec<Set>,
    known: FxHashMap<Set, usize>,
}

/// A token that is no space, as it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    /// Which token of the block.
    pub(super) at: usize,
    norm: Norm,
    look: Looks,
    /// What stands before it: one bit.
    joint: Joints,
}

impl Near {
    fn of(text: &str, token: &Token) -> Self {
        let look = match (token.kind, token.shape) {
            (TokenKind::Number, _) => NUMBER,
            (TokenKind::Mark, _) if token.mark().is_some_and(is_quote) => QUOTE,
            (TokenKind::Mark, _) if token.mark().is_some_and(is_dash) => DASH,
            (TokenKind::Mark | TokenKind::Space, _) => MARK,
            (TokenKind::Word, _) if text.as_bytes()[token.span.lo()].is_ascii_digit() => DIGITS,
            (TokenKind::Word, Shape::Lower) => LOWER,
            (TokenKind::Word, Shape::Capital) => CAPITAL,
            (TokenKind::Word, Shape::Upper) => UPPER,
            (TokenKind::Word, Shape::Mixed) => MIXED,
            (TokenKind::Word, Shape::None) => CASELESS,
        };
        Self { at: 0, norm: token.norm, look, joint: ANY_JOINT }
    }
}

/// Reads the tokens of a block, of which the first has a number in its side and the sentences are given.
pub(super) fn read(text: &str, (first, tokens): (usize, &[Token]), sentences: &[Sentence], into: &mut Vec<Near>) {
    into.clear();
    let mut starts = sentences.iter().map(|sentence| sentence.first as usize).peekable();
    let mut spaced = false;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Space {
            while starts.next_if(|start| *start < first + at).is_some() {}
            let sentence = starts.peek() == Some(&(first + at));
            into.push(Near { at, joint: 1 << (u8::from(sentence) | u8::from(spaced) << 1), ..Near::of(text, token) });
        }
        spaced = token.kind == TokenKind::Space;
    }
}

/// What is compared with what a pattern asks for: one token on one side of an anchor.
#[derive(Clone, Copy, Debug)]
struct Probe {
    norm: u32,
    looks: u64,
    joints: u64,
    word: usize,
    bit: u64,
}

impl Probe {
    /// A token with what stands between it and the one that is nearer to the anchor, or the border of the block.
    fn new(near: Option<&Near>, joint: Joints) -> Self {
        let Some(near) = near else { return Self { norm: u32::MAX, looks: BORDER, joints: 0, word: 1, bit: 0 } };
        let bit = near.norm.0 % WORDS;
        Self {
            norm: near.norm.0 & Ask::REST,
            looks: u64::from(joint) << (4 * near.look.trailing_zeros()),
            joints: u64::from(joint) << WORD_JOINTS,
            word: 1 + bit as usize / 64,
            bit: 1 << (bit % 64),
        }
    }

    fn is_in(&self, set: &Set) -> bool {
        set[0] & self.looks != 0 || set[0] & self.joints != 0 && set[self.word] & self.bit != 0
    }

    #[inline]
    fn fits(&self, ask: Ask, sets: &[Set]) -> bool {
        let rest = ask.0 & Ask::REST;
        if ask.is_word() { rest == self.norm } else { self.is_in(&sets[rest as usize - 1]) }
    }
}

/// The tokens around an anchor: those after it and those before it, the nearest first.
pub(super) struct Around([Probe; 2 * DEPTH]);

impl Around {
    pub(super) fn new(tokens: &[Near], anchor: usize) -> Self {
        Self(std::array::from_fn(|place| match place.checked_sub(DEPTH) {
            None => {
                let near = tokens.get(anchor + place + 1);
                Probe::new(near, near.map_or(0, |near| near.joint))
            }
            Some(step) => {
                let at = anchor.checked_sub(step + 1);
                Probe::new(at.map(|at| &tokens[at]), at.map_or(0, |at| tokens[at + 1].joint))
            }
        }))
    }

    /// Whether all tokens may be what a pattern asks for.
    #[inline]
    pub(super) fn may_fit(&self, asks: &Asks, sets: &[Set]) -> bool {
        asks.iter().take_while(|ask| **ask != Ask::ANYTHING).all(|ask| self.0[ask.place()].fits(*ask, sets))
    }
}

/// Whether a token may be in a set, whatever stands before it.
pub(super) fn may_begin(text: &str, token: &Token, set: &Set) -> bool {
    Probe::new(Some(&Near::of(text, token)), ANY_JOINT).is_in(set)
}

/// What the next token may be, as it is found out.
#[derive(Default)]
struct Gathered {
    /// The first word of the set.
    bits: u64,
    words: Vec<Norm>,
}

impl Gathered {
    fn add_looks(&mut self, looks: Looks, joints: Joints) {
        let spread = (0..16).filter(|look| looks >> look & 1 == 1).map(|look| u64::from(joints) << (4 * look));
        self.bits |= spread.fold(0, |all, one| all | one);
    }

    fn add_words(&mut self, words: impl IntoIterator<Item = Norm>, joints: Joints) {
        self.words.extend(words);
        self.bits |= u64::from(joints) << WORD_JOINTS;
    }

    fn add_anything(&mut self, joints: Joints) {
        self.add_looks(ANY_LOOK, joints);
        self.bits |= BORDER;
    }

    fn is_anything(&self) -> bool {
        let mut anything = Self::default();
        anything.add_anything(ANY_JOINT);
        self.bits & anything.bits == anything.bits
    }

    fn set(&self) -> Set {
        let mut set = Set::default();
        set[0] = self.bits;
        for norm in &self.words {
            let bit = norm.0 % WORDS;
            set[1 + bit as usize / 64] |= 1 << (bit % 64);
        }
        set
    }
}

impl Sets {
    /// What is asked for at a place, with how many bits of a set say so.
    fn ask(&mut self, place: usize, gathered: &Gathered) -> (u32, Ask) {
        let free = u64::from(ANY_JOINT) << WORD_JOINTS;
        if let Some((word, rest)) = gathered.words.split_first()
            && gathered.bits == free
            && rest.iter().all(|other| other == word)
        {
            return (0, Ask::word(place, *word));
        }
        let set = gathered.set();
        let number = *self.known.entry(set).or_insert_with(|| {
            self.all.push(set);
            self.all.len() - 1
        });
        // A look is that of more tokens than a word is.
        let bits = set[0].count_ones() * 16 + set[1..].iter().map(|bits| bits.count_ones()).sum::<u32>();
        (bits, Ask::set(place, number))
    }
}

/// What a pattern asks of the tokens around its anchor.
pub(super) fn asked(pattern: &Compiled, profile: &Profile, sets: &mut Sets) -> Asks {
    let mut asks = Vec::new();
    let sides = [(&pattern.after, Border::BlockEnd), (&pattern.before, Border::BlockStart)];
    for (side, (program, border)) in sides.into_iter().enumerate() {
        let mut steps = vec![0];
        for step in 0..DEPTH {
            let gathered = gathered(program, &mut steps, border, profile);
            if !gathered.is_anything() {
                asks.push(sets.ask(side * DEPTH + step, &gathered));
            }
        }
    }
    asks.sort_by_key(|(bits, _)| *bits);
    std::array::from_fn(|at| asks.get(at).map_or(Ask::ANYTHING, |(_, ask)| *ask))
}

/// The tokens with which a program can begin.
pub(super) fn first(program: &Program, border: Border, profile: &Profile) -> Set {
    gathered(program, &mut vec![0], border, profile).set()
}

/// How many steps are followed before anything counts as possible.
const MOST: usize = 500;

/// The next token from some steps, and the steps after it; no step where the program may be at its end. `border` is the border of
/// the block in the direction of reading.
fn gathered(program: &Program, steps: &mut Vec<usize>, border: Border, profile: &Profile) -> Gathered {
    let mut gathered = Gathered::default();
    let mut open: Vec<(usize, Joints)> = steps.drain(..).map(|step| (step, ANY_JOINT)).collect();
    let (mut next, mut ends) = (Vec::new(), open.is_empty());
    let mut at = 0;
    while let Some((step, joints)) = open.get(at).copied().filter(|_| at <= MOST) {
        at += 1;
        let mut on = |step: usize, joints: Joints| {
            if !open.contains(&(step, joints)) {
                open.push((step, joints));
            }
        };
        match program.get(step) {
            None => {
                ends = true;
                gathered.add_anything(joints);
            }
            Some(Op::Any) => gathered.add_looks(ANY_LOOK, joints),
            Some(Op::Token(one_of)) => {
                if !one_of.words.is_empty() {
                    gathered.add_words(one_of.words.iter().map(|plain| plain.norm), joints);
                }
                one_of.others.iter().for_each(|checks| add_checks(checks, profile, joints, &mut gathered));
            }
            Some(Op::Split(one, other)) => {
                on(*one, joints);
                on(*other, joints);
            }
            Some(Op::Border(here)) if *here == border => {
                ends = true;
                gathered.bits |= BORDER;
            }
            Some(Op::Border(Border::SentenceStart | Border::SentenceEnd)) => on(step + 1, joints & SENTENCE),
            Some(Op::Within) => on(step + 1, joints & !SENTENCE),
            Some(Op::Spaced) => on(step + 1, joints & SPACE),
            Some(Op::Joined) => on(step + 1, joints & !SPACE),
            Some(Op::Save(_) | Op::Border(_)) => on(step + 1, joints),
        }
        if matches!(program.get(step), Some(Op::Any | Op::Token(_))) && !next.contains(&(step + 1)) {
            next.push(step + 1);
        }
    }
    // Behind the end of a program anything may stand.
    if at > MOST || open.is_empty() {
        gathered.add_anything(ANY_JOINT);
    }
    if !ends && at <= MOST {
        *steps = next;
    }
    gathered
}

/// The tokens that fit all of some conditions: by their words where one names words, else by their looks.
fn add_checks(checks: &[Check], profile: &Profile, joints: Joints, to: &mut Gathered) {
    let positive = || checks.iter().filter(|check| !check.negated);
    match positive().filter_map(|check| words_of(check, profile)).min_by_key(Vec::len) {
        Some(words) => to.add_words(words, joints),
        None => to.add_looks(positive().map(looks_of).fold(ANY_LOOK, |all, one| all & one), joints),
    }
}

fn words_of(check: &Check, profile: &Profile) -> Option<Vec<Norm>> {
    match &check.what {
        Looked::Word(norm, _) | Looked::Exact(norm, _) => Some(vec![*norm]),
        Looked::Class(class, form) => Some(class.norms(*form).collect()),
        Looked::Listed(set) => Some(set(profile).norms().collect()),
        Looked::Shape(_) | Looked::Regex(_) => None,
    }
}

fn looks_of(check: &Check) -> Looks {
    let shape = match &check.what {
        Looked::Shape(shape) => shape,
        Looked::Regex(regex) => return of_regex(regex.as_str()),
        _ => return ANY_LOOK,
    };
    match shape {
        Wanted::Any => ANY_LOOK,
        Wanted::Word | Wanted::Letter => WORDS_OF_ALL_LOOKS,
        Wanted::Lower => LOWER | CASELESS | DIGITS,
        Wanted::Capital | Wanted::NamePart => CAPITALS,
        Wanted::Upper => UPPER,
        Wanted::Number => NUMBER,
        Wanted::Mark => MARKS,
        Wanted::Quote => QUOTE,
        Wanted::Dash => DASH,
        Wanted::Particle => LOWER,
    }
}

fn of_regex(regex: &str) -> Looks {
    let starts = Starts::of_regex(regex);
    if starts.other {
        return ANY_LOOK;
    }
    let when = |there: bool, looks: Looks| if there { looks } else { 0 };
    when(starts.digit, NUMBER | DIGITS) | when(starts.lower, LOWER | MIXED | CASELESS) | when(starts.upper, CAPITALS)
}
