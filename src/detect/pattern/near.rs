//! A cheap look at the tokens beside an anchor, before a pattern is tried there.
//!
//! Each token has a signature of two bits: one for its word, one for its look. A pattern asks for signatures on both sides;
//! where none of its bits is there it cannot fit, and most of the patterns that share an anchor are passed over so. Words
//! share bits, so that a pattern that may fit is never passed over.

use super::compile::{Check, Looked, Op, Program};
use super::sort::Starts;
use super::syntax::{Border, Shape as Wanted};
use crate::text::{Norm, Profile, Shape, Token, TokenKind};

/// Signatures, one bit or more.
pub(super) type Signature = u64;

/// Whatever stands there, also the border of the block.
pub(super) const ANYTHING: Signature = !0;
/// Bits for words; the others are for looks.
const WORDS: u32 = 54;
const BORDER: Signature = 1 << 63;
const NUMBER: Signature = 1 << 62;
const MARK: Signature = 1 << 61;
const LOWER: Signature = 1 << 60;
const CAPITAL: Signature = 1 << 59;
const UPPER: Signature = 1 << 58;
const MIXED: Signature = 1 << 57;
const CASELESS: Signature = 1 << 56;
const DIGITS: Signature = 1 << 55;
const CAPITALS: Signature = CAPITAL | UPPER | MIXED;
const WORDS_OF_ALL_LOOKS: Signature = LOWER | CAPITALS | CASELESS | DIGITS;

/// The signature of a token of a text, or of the border of the block.
pub(super) fn of(text: &str, token: Option<&Token>) -> Signature {
    let Some(token) = token else { return BORDER };
    let look = match (token.kind, token.shape) {
        (TokenKind::Number, _) => NUMBER,
        (TokenKind::Mark | TokenKind::Space, _) => MARK,
        (TokenKind::Word, _) if text.as_bytes()[token.span.lo()].is_ascii_digit() => DIGITS,
        (TokenKind::Word, Shape::Lower) => LOWER,
        (TokenKind::Word, Shape::Capital) => CAPITAL,
        (TokenKind::Word, Shape::Upper) => UPPER,
        (TokenKind::Word, Shape::Mixed) => MIXED,
        (TokenKind::Word, Shape::None) => CASELESS,
    };
    look | word(token.norm)
}

fn word(norm: Norm) -> Signature {
    1 << (norm.0 % WORDS)
}

/// The signatures of the tokens with which a program can go on, read forwards or backwards.
pub(super) fn asked(program: &Program, border: Border, profile: &Profile) -> Signature {
    from(program, 0, border, profile, 0)
}

/// How many forks are followed before anything counts as possible.
const FORKS: usize = 24;

/// `border` is the border of the block in the direction of reading.
fn from(program: &Program, step: usize, border: Border, profile: &Profile, depth: usize) -> Signature {
    if depth > FORKS {
        return ANYTHING;
    }
    let on = |step: usize| from(program, step, border, profile, depth + 1);
    match program.get(step) {
        None | Some(Op::Any) => ANYTHING,
        Some(Op::Token(one_of)) => {
            let words = one_of.words.iter().fold(0, |all, plain| all | word(plain.norm));
            one_of.others.iter().fold(words, |all, checks| all | of_checks(checks, profile))
        }
        Some(Op::Split(one, other)) => on(*one) | on(*other),
        Some(Op::Border(here)) if *here == border => BORDER,
        Some(Op::Save(_) | Op::Border(_) | Op::Joined | Op::Spaced | Op::Within) => on(step + 1),
    }
}

/// The signatures of the tokens that fit all of some conditions: by their words where one names words, else by their looks.
fn of_checks(checks: &[Check], profile: &Profile) -> Signature {
    let positive = || checks.iter().filter(|check| !check.negated);
    let words = positive().filter_map(|check| words_of(check, profile)).min_by_key(|words| words.count_ones());
    words.unwrap_or_else(|| positive().map(looks_of).fold(ANYTHING, |all, one| all & one))
}

fn words_of(check: &Check, profile: &Profile) -> Option<Signature> {
    let all = |norms: &mut dyn Iterator<Item = Norm>| norms.map(word).fold(0, |all, one| all | one);
    match &check.what {
        Looked::Word(norm, _) | Looked::Exact(norm, _) => Some(word(*norm)),
        Looked::Class(class, form) => Some(all(&mut class.norms(*form))),
        Looked::Listed(set) => Some(all(&mut set(profile).norms())),
        Looked::Shape(_) | Looked::Regex(_) => None,
    }
}

fn looks_of(check: &Check) -> Signature {
    let shape = match &check.what {
        Looked::Shape(shape) => shape,
        Looked::Regex(regex) => return of_regex(regex.as_str()),
        _ => return ANYTHING,
    };
    match shape {
        Wanted::Any => ANYTHING & !BORDER,
        Wanted::Word | Wanted::Letter => WORDS_OF_ALL_LOOKS,
        Wanted::Lower => LOWER | CASELESS | DIGITS,
        Wanted::Capital | Wanted::NamePart => CAPITALS,
        Wanted::Upper => UPPER,
        Wanted::Number => NUMBER,
        Wanted::Mark | Wanted::Quote | Wanted::Dash => MARK,
        Wanted::Particle => LOWER,
    }
}

fn of_regex(regex: &str) -> Signature {
    let starts = Starts::of_regex(regex);
    if starts.other {
        return ANYTHING & !BORDER;
    }
    let when = |there: bool, looks: Signature| if there { looks } else { 0 };
    when(starts.digit, NUMBER | DIGITS) | when(starts.lower, LOWER | MIXED | CASELESS) | when(starts.upper, CAPITALS)
}
