//! Repetition inside a token: `WhiteWhiteWhite`, runs of characters in Chinese and Japanese; and an abbreviation after
//! its own bracket.
//!
//! Not laughter, cries, leaders of dots, reduplication of one or two characters (看看, 研究研究, ドキドキ).

use super::{Case, Unit};
use crate::article::Block;
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Script, Shape, Token, TokenKind, address};

/// The shortest token, in bytes, in which a loop of letters is looked for.
const LONG: usize = 12;

/// The longest period in characters.
const REACH: usize = 24;

pub(super) fn report(case: &Case<'_>, hits: &mut Hits) {
    for token in &case.side.tokens {
        if token.kind != TokenKind::Word || token.span.len() < STUCK {
            continue;
        }
        let long = token.span.len() >= LONG;
        if token.script.is_unspaced() {
            if long {
                unspaced(case, token, hits);
            }
        } else {
            let word = case.side.word(token);
            if long && may_loop(word.as_bytes()) || ends_stuck(word) {
                lettered(case, token, hits);
            }
        }
    }
}

/// A stretch of a token that repeats with a period.
struct Periodic {
    /// Bytes, from the start of the token.
    start: usize,
    end: usize,
    /// Characters.
    period: usize,
    count: usize,
}

/// Calls `found` for every stretch that stands at least twice.
fn periodic(word: &str, mut found: impl FnMut(Periodic)) {
    let mut ring = [('\0', 0_usize); REACH];
    let mut runs = [0_usize; REACH + 1];
    let mut close =
        |runs: &mut [usize; REACH + 1], period: usize, ring: &[(char, usize); REACH], count: usize, end: usize| {
            let run = std::mem::take(&mut runs[period]);
            if run >= period {
                // Where the stretch starts is counted back from its end; beyond the ring by walking the text.
                let length = run + period;
                let start = if length < REACH {
                    ring[(count - length) % REACH].1
                } else {
                    word[..end].char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at)
                };
                found(Periodic { start, end, period, count: length / period });
            }
        };
    let mut count = 0;
    for (at, c) in word.char_indices() {
        for period in 1..=REACH.min(count) {
            if ring[(count - period) % REACH].0 == c {
                runs[period] += 1;
            } else if runs[period] > 0 {
                close(&mut runs, period, &ring, count, at);
            }
        }
        ring[count % REACH] = (c, at);
        count += 1;
    }
    for period in 1..=REACH.min(count) {
        close(&mut runs, period, &ring, count, word.len());
    }
}

/// Whether the characters of a stretch already repeat with a shorter period.
fn is_shorter(text: &str, period: usize) -> bool {
    (1..period).any(|shorter| text.chars().zip(text.chars().skip(shorter)).all(|(a, b)| a == b))
}

fn unspaced(case: &Case<'_>, token: &Token, hits: &mut Hits) {
    let word = case.side.word(token);
    periodic(word, |found| {
        let text = &word[found.start..found.end];
        let han = text.chars().take(found.period).filter(|c| Script::of(*c) == Script::Han).count() > 2;
        let wordy = !token.script.is_east_asian();
        let told = || found.period == 2 && found.count == 2 && is_told_of(case, text, &word[found.end..]);
        let enough = match (wordy, han) {
            (true, _) => found.period >= 8 || found.period >= 4 && found.count >= 3,
            (_, true) => {
                found.period >= 3 && (found.period >= 4 || found.count >= 3 || !case.is_quoted(token.span.lo()))
                    || found.period == 2 && found.count >= 4
            }
            (_, false) => found.period >= 5 || found.period >= 3 && found.count >= 4,
        };
        let topic = || found.start == 0 && is_topic_again(&found, text) && !case.is_quoted(token.span.lo());
        let meant = || found.count == 2 && is_whatever(case, text, found.period);
        if (enough || found.count >= 12 || told() || topic()) && !is_shorter(text, found.period) && !meant() {
            emit(case, Unit::Characters, token, &found, hits);
        }
    });
}

/// The longest verb with a question word, in characters.
const LONGEST_QUESTION: usize = 6;

/// Whether a verb and a question word stand twice to mean *whatever*, as grammar wants it: `想说什么说什么`.
fn is_whatever(case: &Case<'_>, twice: &str, period: usize) -> bool {
    period <= LONGEST_QUESTION && case.questions.iter().any(|word| twice.matches(word.as_str()).count() > 1)
}

/// Whether a Japanese subject with its particle stands twice where a clause begins: `首相は首相は`.
fn is_topic_again(found: &Periodic, twice: &str) -> bool {
    let once: String = twice.chars().take(found.period).collect();
    let noun = once.strip_suffix(['は', 'が']);
    found.count == 2 && found.period > 2 && noun.is_some_and(|noun| noun.chars().all(|c| Script::of(c) == Script::Han))
}

/// Whether a title or noun stands twice before a word that says it speaks: `公司公司表示`; elsewhere the second may begin a
/// compound (`上市公司公司章程`).
fn is_told_of(case: &Case<'_>, twice: &str, rest: &str) -> bool {
    let once = twice.get(..twice.len() / 2).unwrap_or_default();
    let speaks = || case.side.profile.reporting.iter().any(|verb| rest.starts_with(verb));
    case.nouns.has_word(once) && speaks()
}

/// Whether a word may hold a loop of letters: each of those sought spans twelve bytes and more, stands three times and
/// more, and so has eight bytes in a row that stand one period before, four of them at a multiple of four.
fn may_loop(word: &[u8]) -> bool {
    let four = |at: usize| word.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()).map(u32::from_le_bytes);
    let longest = (word.len() / 3).min(4 * REACH);
    (4..word.len().saturating_sub(3)).step_by(4).any(|at| {
        let here = four(at);
        (1..=longest.min(at)).any(|period| four(at - period) == here)
    })
}

fn lettered(case: &Case<'_>, token: &Token, hits: &mut Hits) {
    let word = case.side.word(token);
    periodic(word, |found| {
        let text = &word[found.start..found.end];
        let enough = match found.period {
            1 if is_stuck(case, token, &found) => return stuck(case, token, &found, hits),
            1 => found.count >= 16,
            2 => found.count >= 8,
            3 => found.count >= 5,
            _ => found.count >= 3,
        };
        let letters = text.chars().all(char::is_alphabetic);
        if enough && letters && !is_shorter(text, found.period) && !address::holds(&case.side.text, token.span) {
            emit(case, Unit::Character, token, &found, hits);
        }
    });
}

/// Letters that people stretch to words of their own, in small letters: `hmmmmmm`, `zzzzzzz`, `aaaaaah`.
const STRETCHED: &str = "mhzrswxkмхзршк";

/// From so many times on one letter is a loop where nothing is told of a cry.
const STUCK: usize = 6;

/// Whether a word ends on one letter again and again.
fn ends_stuck(word: &str) -> bool {
    // Letters of one byte and of two: the last byte stands two before.
    let bytes = word.as_bytes();
    let mut last = word.chars().rev();
    bytes[bytes.len() - 1] == bytes[bytes.len() - 3]
        && last.next().is_some_and(|letter| last.by_ref().take_while(|c| *c == letter).count() >= STUCK - 1)
}

/// Whether one letter is all of a word that nobody calls out, or hangs on a word that the article has without it:
/// `the bridgeaaaaaa`. A word that is stretched ends on the letter that is repeated.
fn is_stuck(case: &Case<'_>, token: &Token, found: &Periodic) -> bool {
    let word = case.side.word(token);
    let letter = word[found.start..].chars().next().unwrap_or_default();
    if found.count < STUCK || found.end != word.len() || !letter.is_lowercase() {
        return false;
    }
    if found.start == 0 {
        return !STRETCHED.contains(letter) && !case.is_quoted(token.span.lo());
    }
    let stem = &word[..found.start];
    stem.chars().nth(3).is_some() && case.article.vocabulary().has(stem)
}

fn stuck(case: &Case<'_>, token: &Token, found: &Periodic, hits: &mut Hits) {
    if address::holds(&case.side.text, token.span) {
        return;
    }
    let span = Span::new(token.span.lo() + found.start, token.span.lo() + found.end);
    let before = case.side.text[..span.lo()].trim_end_matches(' ').len();
    case.rules.report(Unit::Character, hits, |rule| {
        Hit::new(rule, span)
            .slot("repeated", case.side.str(span).chars().take(1).collect::<String>())
            .slot("count", found.count)
            .mend(Edit::delete(Span::new(before, span.hi())))
    });
}

fn emit(case: &Case<'_>, unit: Unit, token: &Token, found: &Periodic, hits: &mut Hits) {
    let at = token.span.lo();
    let word = case.side.word(token);
    let once: usize = word[found.start..].chars().take(found.period).map(char::len_utf8).sum();
    let rounds: usize = word[found.start..].chars().take(found.period * found.count).map(char::len_utf8).sum();
    let span = Span::new(at + found.start, at + found.start + rounds);
    case.report(unit, span, Span::new(at + found.start + once, span.hi()), found.count, hits);
}

/// `the agency (NOAA) NOAA`: looks at a word that equals the one before it.
pub(super) fn abbreviation(case: &Case<'_>, block: &Block, first: usize, second: usize, hits: &mut Hits) {
    let tokens = &case.side.tokens;
    let (inner, after) = (&tokens[first], &tokens[second]);
    if second - first < 2 || first == block.tokens.start as usize || !case.rules.wants(Unit::Abbreviation) {
        return;
    }
    let open = &tokens[first - 1];
    let between = case.side.str(Span::new(inner.span.hi(), after.span.lo()));
    let short = matches!(inner.shape, Shape::Upper | Shape::Mixed) && inner.span.len() > 1;
    let hyphen = matches!(case.side.char_after(block, after.span.hi()), Some('-' | '‑' | '–' | '/' | '.'));
    if short
        && !hyphen
        && matches!(between, ")" | ") " | "）" | "） " | ")\u{A0}")
        && matches!(case.side.word(open), "(" | "（")
        && case.side.word(inner) == case.side.word(after)
    {
        let bracket = Span::new(open.span.lo(), inner.span.hi() + between.trim_end().len());
        let word = case.side.word(inner);
        case.rules.report(Unit::Abbreviation, hits, |rule| {
            Hit::new(rule, bracket.to(after.span))
                .slot("repeated", word)
                .slot("count", 2)
                .mend(Edit::delete(Span::new(bracket.hi(), after.span.hi())))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(word: &str) -> Vec<(String, usize, usize)> {
        let mut result = Vec::new();
        periodic(word, |found| result.push((word[found.start..found.end].to_owned(), found.period, found.count)));
        result
    }

    #[test]
    fn stretches_are_found_with_their_period() {
        assert_eq!(all("xабвабвy"), [("абвабв".to_owned(), 3, 2)]);
        assert!(all("国际奥委会国际奥委会").contains(&("国际奥委会国际奥委会".to_owned(), 5, 2)));
    }

    proptest! {
        #[test]
        fn loops_of_letters_are_never_passed_over(head in "[a-dé]{0,9}", round in "[a-dé]{1,7}", tail in "[a-dé]{0,9}") {
            let rounds = [16, 8, 5].get(round.chars().count() - 1).copied().unwrap_or(3);
            prop_assert!(may_loop((head + &round.repeat(rounds) + &tail).as_bytes()));
        }

        #[test]
        fn every_stretch_repeats_with_its_period(word in "[ab东]{0,80}") {
            for (text, period, count) in all(&word) {
                let chars: Vec<char> = text.chars().collect();
                prop_assert!(count >= 2 && chars.len() / period == count);
                prop_assert!((period..chars.len()).all(|at| chars[at] == chars[at - period]));
            }
        }
    }
}
