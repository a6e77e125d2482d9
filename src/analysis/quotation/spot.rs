//! Where a missing closing mark belongs: before an attribution, or at the end of a sentence.

use super::marks::Mark;
use super::quotative;
use crate::article::{Block, Side};
use crate::text::language::CommaPlace;
use crate::text::profile::WordSet;
use crate::text::sentence::Sentence;
use crate::text::{Shape, Token, TokenKind};

/// A place for a closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Byte offset at which the mark is inserted.
    pub at: usize,
    /// What makes it the place.
    pub reason: Reason,
}

/// What makes a spot the place for a closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// An attribution follows: `…, she said`.
    Attribution,
    /// The sentence ends of which the quotation is a part, or the last in which its speakers name themselves.
    Guess,
    /// A sentence ends.
    SentenceEnd,
    /// The block ends.
    BlockEnd,
}

/// Tokens after the opening mark that are searched.
const REACH: usize = 400;

/// The places where a quotation that opens with `mark` may close before the byte offset `until`, best first.
pub fn spots(side: &Side, mark: &Mark, until: usize) -> Vec<Spot> {
    let mut spots = Vec::new();
    let block = &side.blocks[mark.block as usize];
    let limit = until.min(block.span.hi());
    let from = mark.token as usize + 1;
    let end = (block.tokens.end as usize).min(from + REACH);
    let attributed = attribution(side, from, end, limit);
    let sentences = sentences_between(side, block, mark.span.hi(), limit);
    let resumed = attributed.filter(|_| limit == block.span.hi()).and_then(|at| {
        let dashed = || between_dashes(side, at, end).then(|| end_before(side, limit));
        resumed(side, mark, at, sentences).or_else(dashed)
    });
    spots.extend(resumed.map(|at| Spot { at, reason: Reason::Guess }));
    spots.extend(attributed.map(|at| Spot { at, reason: Reason::Attribution }));
    let end = |sentence: &Sentence| end_before(side, sentence.span.hi());
    let (first, last) = (sentences.first().map(end), sentences.last().map(end));
    let body = end_before(side, limit);
    if spots.is_empty() && limit == block.span.hi() {
        let guess = if is_part(side, mark) { first } else { last_of_speaker(side, mark, sentences) };
        spots.extend(guess.filter(|at| *at < body).map(|at| Spot { at, reason: Reason::Guess }));
    }
    if limit == block.span.hi() {
        spots.push(Spot { at: body, reason: Reason::BlockEnd });
    }
    let sentence = |at: usize| Spot { at, reason: Reason::SentenceEnd };
    spots.extend(first.map(sentence).filter(|spot| spot.at < body || limit < block.span.hi()));
    spots.extend(last.filter(|at| Some(*at) != first && limit < block.span.hi()).map(sentence));
    if let Some(best) = spots.first().copied().filter(|spot| spot.reason <= Reason::Guess) {
        spots.retain(|spot| spot.at != best.at || spot.reason == best.reason);
    }
    spots
}

/// The place of a closing mark at the end of what ends before a byte offset: after the full stop, or before it in a language
/// that writes it outside.
pub fn end_before(side: &Side, until: usize) -> usize {
    let text = side.text[..until].trim_end();
    match text.strip_suffix('.') {
        Some(bare) if side.profile.stop == CommaPlace::Outside && bare.ends_with(char::is_alphanumeric) => bare.len(),
        _ => text.len(),
    }
}

/// The sentences of a block that end after one byte offset and not after another.
fn sentences_between<'a>(side: &'a Side, block: &Block, after: usize, until: usize) -> &'a [Sentence] {
    let sentences = side.sentences_of(block);
    let upto = |offset: usize| sentences.partition_point(|sentence| sentence.span.hi() <= offset);
    let from = upto(after);
    &sentences[from..upto(until).max(from)]
}

/// Whether a quotation begins inside a sentence, after a word of it: `denied that “a bird can be a witness`.
fn is_part(side: &Side, mark: &Mark) -> bool {
    let before = side.tokens[..mark.token as usize].iter().rev().find(|token| token.kind != TokenKind::Space);
    before.is_some_and(|token| {
        token.kind == TokenKind::Word && token.span.lo() >= side.blocks[mark.block as usize].span.lo()
    })
}

/// Where a quotation may end in whose sentences the speakers name themselves: before the first sentence after these in which
/// the narrator names somebody. `“I was afraid. My legs shook.] Smith, who won, …`
fn last_of_speaker(side: &Side, mark: &Mark, inside: &[Sentence]) -> Option<usize> {
    let words = |sentence: &Sentence| {
        let from = (mark.token as usize + 1).max(sentence.first as usize);
        side.tokens[from..sentence.last as usize].iter().filter(|token| token.kind == TokenKind::Word)
    };
    let spoken = |sentence: &Sentence| words(sentence).any(|token| side.profile.speaker.has(&side.text, token));
    let narrated = |sentence: &Sentence| {
        let mut words = words(sentence);
        let first = words.next().filter(|first| !side.profile.function.has(&side.text, first));
        let aside = first.is_some_and(|first| side.text[first.span.hi()..].starts_with(','));
        aside || words.any(|token| token.shape == Shape::Capital)
    };
    let last = inside.iter().rposition(spoken)?;
    let next = last + 1 + inside[last + 1..].iter().position(narrated)?;
    Some(end_before(side, inside[next - 1].span.hi()))
}

/// Where a quotation begins in whose sentences the speakers name themselves, after sentences in which the narrator names
/// somebody: `The council met on Tuesday. [We will not give up”, said the mayor`. `None` where all before it may be said too.
pub fn first_of_speaker(side: &Side, before: &[Sentence]) -> Option<usize> {
    let words = |sentence: &Sentence| {
        side.tokens[sentence.first as usize..sentence.last as usize]
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
    };
    let spoken = |sentence: &Sentence| words(sentence).any(|token| side.profile.speaker.has(&side.text, token));
    let narrated = |sentence: &Sentence| words(sentence).skip(1).any(|token| token.shape == Shape::Capital);
    let first = before.iter().position(spoken)?;
    before[..first].iter().any(narrated).then(|| before[first].span.lo())
}

/// Where a quotation ends that goes on after what looks like an attribution at `at`, because its speakers name themselves in the
/// next sentence: `“It was late, said the doctor. I went home.]` Not where another attribution follows.
fn resumed(side: &Side, mark: &Mark, at: usize, inside: &[Sentence]) -> Option<usize> {
    let after = inside.partition_point(|sentence| sentence.span.lo() <= at);
    let next = inside.get(after)?;
    let words = |sentence: &Sentence| {
        side.tokens[sentence.first as usize..sentence.last as usize]
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
    };
    let spoken = words(next).any(|token| side.profile.speaker.has(&side.text, token));
    let last = inside.last()?;
    let again = || attribution(side, next.first as usize, last.last as usize, last.span.hi()).is_some();
    let end = |sentence: &Sentence| end_before(side, sentence.span.hi());
    (spoken && !again()).then(|| last_of_speaker(side, mark, inside).unwrap_or_else(|| end(last)))
}

/// Whether the attribution at a byte offset stands between two dashes, after which the quotation goes on:
/// `«Идите, — сказал мэр. — Уже поздно`.
fn between_dashes(side: &Side, at: usize, end: usize) -> bool {
    if !side.profile.attribution_dash {
        return false;
    }
    let dash = |token: &Token| matches!(side.word(token), "–" | "—");
    let first = side.token_at(at);
    let mut marks = side.tokens[first.min(end)..end].iter().filter(|token| token.kind == TokenKind::Mark);
    let opened =
        marks.next().is_some_and(|mark| dash(mark) || side.word(mark) == "," && marks.next().is_some_and(dash));
    let stopped = opened && marks.next().is_some_and(|mark| matches!(side.word(mark), "." | ","));
    stopped && marks.next().is_some_and(dash)
}

/// Whether a comma or full stop follows a mark directly, and ends something: not the dot of `“.com”`.
pub fn is_before_stop(side: &Side, mark: &Mark) -> bool {
    let after = &side.text[mark.span.hi()..side.blocks[mark.block as usize].span.hi()];
    let rest = after.trim_start_matches([',', '.', ';', '!', '?']);
    rest.len() < after.len() && !rest.starts_with(|c: char| !c.is_whitespace())
}

/// Whether an attribution follows a mark, directly or after a comma.
pub fn is_attributed(side: &Side, mark: &Mark) -> bool {
    let block = &side.blocks[mark.block as usize];
    let after = side.text[mark.span.hi()..block.span.hi()].starts_with(',');
    let from = mark.token as usize + 1 + usize::from(after);
    attributes(side, from, block.tokens.end as usize, block.span.hi())
}

/// Whether an attribution follows a mark directly.
pub fn is_before_attribution(side: &Side, mark: &Mark) -> bool {
    let block = &side.blocks[mark.block as usize];
    attributes(side, mark.token as usize + 1, block.tokens.end as usize, block.span.hi())
}

/// The offset of a closing mark before the first attribution in a block after the token at `from`.
pub fn before_attribution(side: &Side, block: &Block, from: usize) -> Option<usize> {
    attribution(side, from, (block.tokens.end as usize).min(from + REACH), block.span.hi())
}

/// Whether speakers name themselves in a block.
pub fn has_speaker(side: &Side, block: &Block) -> bool {
    let mut words = side.tokens_of(block).iter().filter(|token| token.kind == TokenKind::Word);
    words.any(|token| side.profile.speaker.has(&side.text, token))
}

/// Whether an attribution stands between the mark and `until`, so that the quotation surely ends before it.
pub fn has_attribution(side: &Side, mark: &Mark, until: usize) -> bool {
    let block = &side.blocks[mark.block as usize];
    let from = mark.token as usize + 1;
    let end = (block.tokens.end as usize).min(from + REACH);
    attribution(side, from, end, until.min(block.span.hi())).is_some()
}

/// The offset of a closing mark before the first attribution among `tokens[from..end]` that ends before `limit`.
fn attribution(side: &Side, from: usize, end: usize, limit: usize) -> Option<usize> {
    if side.profile.reporting.is_empty() {
        return None;
    }
    for at in from..end {
        let token = &side.tokens[at];
        if token.span.hi() > limit {
            return None;
        }
        let place = match token.kind {
            TokenKind::Mark if at > from => after_mark(side, at, end, limit),
            TokenKind::Word if !side.profile.quotatives.is_empty() => quotative::before(side, from, at, limit),
            _ => None,
        };
        if place.is_some() {
            return place;
        }
    }
    None
}

/// The place beside a comma or another mark that an attribution follows.
fn after_mark(side: &Side, at: usize, end: usize, limit: usize) -> Option<usize> {
    let (token, comma) = (&side.tokens[at], side.profile.comma);
    let ends_sentence = match side.word(token) {
        "–" | "—" | "-" if side.profile.attribution_dash => return before_dash(side, at, end, limit),
        "," | "，" | "?" | "!" | "？" | "！" => false,
        "。" => true,
        _ => return None,
    };
    let next = side.tokens[at + 1..end.max(at + 1)].iter().find(|t| t.kind != TokenKind::Space)?;
    let found = if next.script.is_unspaced() {
        is_clause_of_speech(side, at + 1, end, (limit, ends_sentence))
    } else {
        !ends_sentence && attributes(side, at + 1, end, limit)
    };
    let before = side.word(token) == "," && comma == CommaPlace::Outside;
    found.then(|| if before { token.span.lo() } else { token.span.hi() })
}

/// The place before a dash that an attribution follows: `„Nie mamy planów] – powiedział burmistrz`.
fn before_dash(side: &Side, at: usize, end: usize, limit: usize) -> Option<usize> {
    let spaced = |at: usize| side.tokens[at].kind == TokenKind::Space;
    let said =
        at >= 2 && at + 1 < end && spaced(at - 1) && spaced(at + 1) && side.tokens[at - 2].kind == TokenKind::Word;
    let verb = side.tokens.get(at + 2).filter(|verb| verb.shape == Shape::Lower && is_reporting(side, verb));
    (said && verb.is_some() && attributes(side, at + 1, end, limit)).then(|| side.tokens[at - 2].span.hi())
}

/// Whether the tokens from `at` to the next mark are, in a script without spaces, a subject with a reporting verb at the
/// end: `市长说`, `约翰·史密斯在声明中说`. After a full stop only if it is short and another one follows.
fn is_clause_of_speech(side: &Side, at: usize, end: usize, (limit, ends_sentence): (usize, bool)) -> bool {
    let (mut chars, mut last, mut dotted, mut stops) = (0, None, false, false);
    for token in side.tokens[at..end].iter().take_while(|token| token.span.hi() <= limit) {
        let text = side.word(token);
        let dot = matches!(text, "·" | "・" | "‧");
        // A dot between the parts of a name, and what a bracket adds to it.
        if token.kind == TokenKind::Mark && !dot && !matches!(text, "（" | "）" | "(" | ")" | "-") {
            stops = matches!(text, "。" | "." | "：" | ":" | "！" | "？");
            break;
        }
        dotted |= dot;
        chars += text.chars().take(LONGEST_LAST_CLAUSE + 1).count();
        if chars > LONGEST_LAST_CLAUSE {
            return false;
        }
        last = Some(token).filter(|token| token.kind == TokenKind::Word).or(last);
    }
    let first = side.tokens[at..end].iter().find(|token| token.kind == TokenKind::Word);
    let joined = first.map_or(0, |word| joined_on(side, word));
    // A single character may as well begin a name.
    let fits = if chars <= LONGEST_CLAUSE || dotted {
        (stops || !ends_sentence) && joined < 2
    } else {
        stops && !ends_sentence && joined == 0
    };
    fits && last.is_some_and(|verb| is_reporting(side, verb))
}

/// The characters of the function word that a run begins with, if it is no subject: `但`, `如果`.
fn joined_on(side: &Side, run: &Token) -> usize {
    let (run, profile) = (side.word(run), &side.profile);
    let begins = |words: &WordSet| {
        let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_FUNCTION);
        ends.enumerate().filter(|(_, end)| words.has_word(&run[..*end])).last().map_or(0, |(at, _)| at + 1)
    };
    let function = begins(&profile.function);
    if function == begins(&profile.pronouns) { 0 } else { function }
}

/// Whether the tokens from `at` begin an attribution: a reporting verb before its subject, after a pronoun
/// or a name, or alone where the subject may be left out.
fn attributes(side: &Side, at: usize, end: usize, limit: usize) -> bool {
    let mut words = side.tokens[at.min(end)..end]
        .iter()
        .filter(|t| t.kind != TokenKind::Space && !matches!(side.word(t), "-" | "–" | "—"))
        .take_while(|t| t.span.hi() <= limit);
    let mut subject = false;
    for _ in 0..4 {
        let Some(word) = words.next().filter(|t| t.kind == TokenKind::Word) else {
            return false;
        };
        if is_reporting(side, word) && word.shape == Shape::Lower {
            let bare = subject || side.profile.bare_verb;
            return match words.next() {
                None => bare,
                Some(next) if is_subject(side, next) => true,
                // dijo que no: what is said follows.
                Some(next) if !subject && is_content(side, next) => false,
                Some(next) => {
                    let function = side.profile.function.has(&side.text, next);
                    let after = words.next();
                    let ends = after.is_none_or(|t| matches!(side.word(t), "." | "!" | "?" | "…"));
                    match next.kind {
                        // she said, he said of it, he said calmly.
                        TokenKind::Mark if subject => true,
                        // řekl. dijo, y se fue; not: řekl, že
                        TokenKind::Mark => {
                            let ended = matches!(side.word(next), "." | "," | "!" | "?" | "…" | ";");
                            bare && ended && !after.is_some_and(|after| is_content(side, after))
                        }
                        _ if subject => function || ends,
                        // said the mayor, contou uma aluna, rekao je.; not: told me, that
                        TokenKind::Word if function => {
                            after.is_some_and(|after| after.kind == TokenKind::Word) || bare && ends
                        }
                        // сказал министр., regrets midwife Sandrine Collet
                        TokenKind::Word => ends || after.is_some_and(|after| is_subject(side, after)),
                        TokenKind::Number | TokenKind::Space => false,
                    }
                }
            };
        }
        let auxiliary = word.span.len() <= 3 && side.profile.function.has(&side.text, word);
        if !is_subject(side, word) && !auxiliary {
            return false;
        }
        subject |= is_subject(side, word);
    }
    false
}

/// Whether a word begins what somebody said: `that`.
fn is_content(side: &Side, token: &Token) -> bool {
    token.kind == TokenKind::Word && side.profile.content.has(&side.text, token)
}

fn is_subject(side: &Side, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && (side.profile.pronouns.has(&side.text, token)
            || matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed))
}

/// Whether a token is a reporting verb, or, where words are not set apart by spaces, ends with one.
pub fn is_reporting(side: &Side, token: &Token) -> bool {
    if token.script.is_unspaced() {
        let run = side.word(token);
        return run.char_indices().rev().take(LONGEST_VERB).any(|(at, _)| side.profile.reporting.has_word(&run[at..]));
    }
    side.profile.reporting.has(&side.text, token)
}

/// Characters of the longest reporting verb in a language without spaces.
const LONGEST_VERB: usize = 10;
/// Characters of the longest function word in such a language.
const LONGEST_FUNCTION: usize = 3;
/// Characters of the longest stretch that is taken for subject and reporting verb.
const LONGEST_CLAUSE: usize = 12;
/// The same at the end of a sentence.
const LONGEST_LAST_CLAUSE: usize = 30;
