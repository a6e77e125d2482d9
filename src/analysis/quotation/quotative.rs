//! Quotative particles: the word that follows a closed quotation in some languages (`…」と述べた`, `…”고 말했다`,
//! `…” diye sordu`), so that a lost mark belongs before it.
//!
//! The particles of a language stand in its `language.toml`; a language without any has no findings here.

use crate::article::Side;
use crate::text::{Script, Token, TokenKind};

/// The byte offset before the quotative in the token at `at`, for a quotation whose words begin with the token `from`.
pub(super) fn before(side: &Side, from: usize, at: usize, limit: usize) -> Option<usize> {
    let token = &side.tokens[at];
    let place = if token.script.is_unspaced() {
        inside_run(side, at, limit)?
    } else if token.script.is_cased() {
        // A word of its own.
        let own = at > from && side.profile.quotatives.has(&side.text, token);
        own.then(|| token.span.lo())?
    } else {
        glued(side, at, limit)?
    };
    let start = side.tokens[from].span.lo();
    let words = side.text[start..place].trim_end().trim_end_matches(side.profile.comma_mark);
    (!words.is_empty()).then(|| start + words.len())
}

/// A particle at the end of a word, before a reporting verb: `없다고 말했다`.
fn glued(side: &Side, at: usize, limit: usize) -> Option<usize> {
    let [token, space, verb] = side.tokens.get(at..at + 3)? else { return None };
    let told =
        space.kind == TokenKind::Space && verb.span.hi() <= limit && side.profile.reporting.has(&side.text, verb);
    let word = side.word(token);
    let particle = told.then(|| longest(side, word))??;
    (particle.len() < word.len()).then(|| token.span.hi() - particle.len())
}

/// A particle inside a run of a script without spaces: right before a reporting verb, or before the subject of one that
/// ends the sentence (`ないと市長は述べた`).
fn inside_run(side: &Side, at: usize, limit: usize) -> Option<usize> {
    let (token, run) = (&side.tokens[at], side.word(&side.tokens[at]));
    let mut spoken = None;
    for (end, next) in run.char_indices().skip(1) {
        let Some(particle) = longest(side, &run[..end]) else { continue };
        let (start, rest) = (end - particle.len(), &run[end..]);
        let previous = run[..start].chars().next_back();
        let place = token.span.lo() + start;
        if side.profile.reporting.has_word(rest) {
            return Some(place);
        }
        // A particle in the middle of a run ends where its script ends: not `として`, not `こと`.
        let (own, after) = (Script::of(particle.chars().next_back()?), Script::of(next));
        if own == after || previous.is_some_and(|c| Script::of(c) != own) {
            continue;
        }
        if *spoken.get_or_insert_with(|| ends_in_speech(side, at, limit)) {
            return Some(place);
        }
    }
    let particle = longest(side, run).filter(|particle| particle.len() < run.len())?;
    let comma = side.tokens.get(at + 1).is_some_and(|next| side.word(next).starts_with(side.profile.comma_mark));
    (comma && ends_in_speech(side, at + 1, limit)).then(|| token.span.hi() - particle.len())
}

/// The longest quotative that a text ends with.
fn longest<'a>(side: &Side, text: &'a str) -> Option<&'a str> {
    let starts = text.char_indices().rev().take(LONGEST).map(|(at, _)| &text[at..]);
    starts.filter(|end| side.profile.quotatives.has_word(end)).last()
}

/// Whether the stretch from a token to the next full stop ends with a reporting verb, and is short.
fn ends_in_speech(side: &Side, at: usize, limit: usize) -> bool {
    let (mut last, mut chars): (Option<&Token>, _) = (None, 0);
    for token in side.tokens[at..].iter().take_while(|token| token.span.hi() <= limit) {
        chars += side.word(token).chars().take(LONGEST_TAIL + 1).count();
        match token.kind {
            TokenKind::Word => last = Some(token),
            TokenKind::Mark if matches!(side.word(token), "。" | "." | "！" | "？" | "!" | "?") => break,
            _ => {}
        }
        if chars > LONGEST_TAIL {
            return false;
        }
    }
    last.is_some_and(|verb| super::spot::is_reporting(side, verb))
}

/// Characters of the longest quotative.
const LONGEST: usize = 4;
/// Characters of the longest run with the stretch after it that is searched for a reporting verb at its end.
const LONGEST_TAIL: usize = 60;
