//! Which brackets of an article pair, and which are left over.
//!
//! Brackets pair inside a block first; what is left open pairs with what is left over in one of the next blocks, because
//! one line of an article may be one sentence of it. List markers, emoticons and intervals are no brackets. `<` and `>`
//! are comparison signs, corner brackets are quotation marks; neither is looked at.

use crate::analysis::runs::Run;
use crate::article::Side;
use crate::span::Span;
use crate::text::{Script, TokenKind};

/// Brackets as opening, closing, and the number of their kind; half and full width are one kind.
const BRACKETS: &[(char, char, u8)] = &[
    ('(', ')', 0),
    ('（', '）', 0),
    ('﹙', '﹚', 0),
    ('[', ']', 1),
    ('［', '］', 1),
    ('{', '}', 2),
    ('｛', '｝', 2),
    ('【', '】', 3),
    ('《', '》', 4),
    ('〈', '〉', 5),
    ('〔', '〕', 6),
    ('〖', '〗', 7),
    ('⟨', '⟩', 8),
    ('﴿', '﴾', 9),
    ('｟', '｠', 10),
];

/// Blocks over which a bracket may run.
const REACH: u32 = 3;

/// Bytes around a bracket that show whether it belongs to a list marker or an emoticon.
const NEAR: usize = 80;

/// A bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bracket {
    pub(super) span: Span,
    pub(super) glyph: char,
    pub(super) block: u32,
    /// Its token, as an index into those of the side.
    pub(super) token: u32,
    kind: u8,
    opens: bool,
    /// It may be the end of a list marker.
    marker: bool,
    /// It may be the mouth of an emoticon.
    mouth: bool,
}

/// What is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slip {
    NeverClosed(Bracket),
    NeverOpened(Bracket),
    /// Opened by one kind, closed by another.
    Mismatched(Bracket, Bracket),
    /// A closing bracket where the opening one belongs, and the reverse.
    Reversed(Bracket, Bracket),
}

/// The brackets of an article.
#[derive(Default)]
pub(super) struct Pairing {
    pub(super) pairs: Vec<(Bracket, Bracket)>,
    pub(super) slips: Vec<Slip>,
}

/// The other bracket of a pair.
pub(super) fn partner(glyph: char) -> char {
    let row = BRACKETS.iter().find(|row| row.0 == glyph || row.1 == glyph);
    row.map_or(glyph, |row| if row.0 == glyph { row.1 } else { row.0 })
}

/// Whether a bracket is full-width where there is a half-width one.
pub(super) fn is_full_width(glyph: char) -> bool {
    matches!(glyph, '（' | '）' | '［' | '］' | '｛' | '｝')
}

/// The bracket of the other width.
pub(super) fn rewidthed(glyph: char) -> char {
    match glyph {
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        '｛' => '{',
        '｝' => '}',
        '(' => '（',
        ')' => '）',
        '[' => '［',
        ']' => '］',
        '{' => '｛',
        '}' => '｝',
        _ => glyph,
    }
}

/// Pairs the brackets that stand in the runs of an article.
pub(super) fn pair(side: &Side, runs: &[Run]) -> Pairing {
    let mut pairing = Pairing::default();
    let (mut left_open, mut left_over): (Vec<Bracket>, Vec<Bracket>) = (Vec::new(), Vec::new());
    let brackets = collect(side, runs);
    for block in brackets.chunk_by(|a, b| a.block == b.block) {
        let strict = Reading::of(side, block, Markers::MayClose);
        // `(first a) this, then b) that)`: list markers inside a bracket close nothing.
        let reading = if strict.faults() > 0 && block.iter().any(|b| b.marker) {
            let loose = Reading::of(side, block, Markers::Never);
            if loose.faults() < strict.faults() { loose } else { strict }
        } else {
            strict
        };
        pairing.pairs.extend(reading.pairs);
        pairing.slips.extend(reading.slips);
        left_open.extend(reading.open);
        left_over.extend(reading.over);
    }
    left_over.retain(|close| {
        let near =
            |open: &Bracket| open.kind == close.kind && open.block < close.block && close.block - open.block <= REACH;
        match left_open.iter().rposition(near) {
            Some(at) => {
                pairing.pairs.push((left_open.remove(at), *close));
                false
            }
            None => true,
        }
    });
    pairing.slips.extend(left_open.into_iter().map(Slip::NeverClosed));
    pairing.slips.extend(left_over.into_iter().map(Slip::NeverOpened));
    pairing
}

fn collect(side: &Side, runs: &[Run]) -> Vec<Bracket> {
    let mut brackets = Vec::new();
    for run in runs {
        for token in run.first..run.last {
            let mark = &side.tokens[token as usize];
            if mark.kind != TokenKind::Mark {
                continue;
            }
            let Some(glyph) = side.word(mark).chars().next() else { continue };
            if !matches!(glyph, '(' | ')' | '[' | ']' | '{' | '}' | '\u{2329}'..='\u{2FFF}' | '\u{3008}'..='\u{3020}' | '\u{FD3E}'..)
            {
                continue;
            }
            let Some(row) = BRACKETS.iter().find(|row| row.0 == glyph || row.1 == glyph) else { continue };
            let block = &side.blocks[run.block as usize];
            let from = side.text.ceil_char_boundary(mark.span.lo().saturating_sub(NEAR).max(block.span.lo()));
            let to = side.text.floor_char_boundary((mark.span.hi() + NEAR).min(block.span.hi()));
            let (before, after) = (&side.text[from..mark.span.lo()], &side.text[mark.span.hi()..to]);
            let opens = row.0 == glyph;
            let round = row.2 == 0;
            if after.starts_with('\u{20DD}') || before.ends_with('\\') || is_kaomoji(before, after) {
                continue;
            }
            brackets.push(Bracket {
                span: mark.span,
                glyph,
                block: run.block,
                token,
                kind: row.2,
                opens,
                marker: round && !opens && ends_marker(before),
                mouth: is_mouth(before, after, opens),
            });
        }
    }
    brackets
}

/// The longest number of a paragraph, with its letter.
const LONGEST_CITATION: usize = 16;

/// `a`, `1`, `iv`, `3.2.b` after a space or at the start: with the bracket, a list marker or the letter of a law.
fn ends_marker(before: &str) -> bool {
    // `a案とb)`: among ideographs a letter stands alone.
    let wide = before.ends_with(|c| Script::of(c).is_unspaced());
    let word_start = before
        .char_indices()
        .rev()
        .find(|(_, c)| !(c.is_alphanumeric() || *c == '.') || !wide && Script::of(*c).is_unspaced())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let word = before[word_start..].trim_end_matches('.');
    let lead = before[..word_start].chars().next_back();
    let free = lead.is_none_or(|c| !"'’$€£/.([（［".contains(c));
    let mut chars = word.chars();
    let single = chars.next().is_some_and(char::is_alphanumeric) && chars.next().is_none();
    let number = word.parse::<u32>().is_ok_and(|n| n <= 20)
        || word.contains('.') && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // `3.2.b`, `149.1.1.ª`, `4a`
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let letter = |part: &str| {
        let mut rest = part.trim_start_matches(|c: char| c.is_ascii_digit()).chars();
        rest.next().is_some_and(|c| c.is_alphabetic() && !c.is_uppercase()) && rest.next().is_none()
    };
    let cited = word.starts_with(|c: char| c.is_ascii_digit())
        && word.len() <= LONGEST_CITATION
        && word.contains(char::is_alphabetic)
        && word.split('.').all(|part| digits(part) || letter(part));
    let roman = !word.is_empty()
        && word.len() <= 5
        && (word.bytes().all(|b| b"ivx".contains(&b)) || word.bytes().all(|b| b"IVX".contains(&b)));
    free && (single || number || cited || roman)
}

/// `:)`, `;-)`, `=(`, `:'(`, `))` after a word, `(:`.
fn is_mouth(before: &str, after: &str, opens: bool) -> bool {
    let bare = before.trim_end_matches([')', '(', ']', '[']);
    let eyes = bare.strip_suffix(['-', '\'', '^', 'o', '~', '’']).unwrap_or(bare);
    let face = eyes
        .strip_suffix([':', ';', '=', '8'])
        .filter(|rest| rest.is_empty() || rest.ends_with([' ', '\u{A0}', '.', '!', '?', '>', '…', ',']));
    let alone = after.is_empty() || after.starts_with([' ', '\u{A0}', ')', '(', '.', ',', '!', '?', '"', '”', '»']);
    let turned = opens
        && after.starts_with([':', ';'])
        && after[1..].trim_start_matches('-').chars().next().is_none_or(char::is_whitespace);
    // Russians leave out the eyes: `спасибо))`.
    let doubled = !opens && (before.ends_with(')') || after.starts_with(')'));
    face.is_some() && alone || turned || doubled && is_smile_run(before, after)
}

/// A run of closing brackets that ends what is said and opens nowhere near.
fn is_smile_run(before: &str, after: &str) -> bool {
    let word = before.trim_end_matches(')');
    let rest = after.trim_start_matches(')');
    let ends = rest.is_empty() || rest.starts_with(['"', '”', '»', ' ', '“']);
    ends && !word.contains('(') && (before.len() - word.len()) + (after.len() - rest.len()) + 1 >= 2
}

/// `(^_^)`, `¯\_(ツ)_/¯`: faces of marks.
fn is_kaomoji(before: &str, after: &str) -> bool {
    before.ends_with('_') && after.starts_with(['ツ', '/']) || before.ends_with('ツ') && after.starts_with('_')
}

/// Whether what looks like a list marker may close a bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markers {
    MayClose,
    Never,
}

/// One way to pair the brackets of a block.
#[derive(Default)]
struct Reading {
    pairs: Vec<(Bracket, Bracket)>,
    slips: Vec<Slip>,
    open: Vec<Bracket>,
    over: Vec<Bracket>,
}

impl Reading {
    fn faults(&self) -> usize {
        self.slips.len() + self.open.len() + self.over.len()
    }

    fn of(side: &Side, brackets: &[Bracket], markers: Markers) -> Self {
        let mut reading = Self::default();
        for bracket in brackets {
            if bracket.opens {
                if !bracket.mouth {
                    reading.open.push(*bracket);
                }
            } else {
                reading.close(side, *bracket, markers);
            }
        }
        reading.reverse(side);
        reading
    }

    fn close(&mut self, side: &Side, close: Bracket, markers: Markers) {
        let waiting = self.open.iter().rposition(|open| open.kind == close.kind);
        if let (None, Some(open)) = (waiting, self.open.last().copied())
            && is_interval(side, open, close)
        {
            self.open.pop();
            return;
        }
        if close.marker && (markers == Markers::Never || waiting.is_none()) || close.mouth && waiting.is_none() {
            return;
        }
        match (waiting, self.open.last().copied()) {
            (Some(at), _) => {
                // Those opened since, and never closed, are slips of their own.
                let open = self.open.remove(at);
                self.pairs.push((open, close));
                let inner = self.open.split_off(at);
                self.slips.extend(inner.into_iter().map(Slip::NeverClosed));
            }
            (None, Some(open)) if is_near(side, open, close) => {
                self.open.pop();
                self.slips.push(Slip::Mismatched(open, close));
            }
            (None, _) => {
                // `(a] b)`: the bracket that was thought mismatched has its partner here.
                let known = self
                    .slips
                    .iter()
                    .rposition(|slip| matches!(slip, Slip::Mismatched(open, _) if open.kind == close.kind));
                match known.map(|at| self.slips.remove(at)) {
                    Some(Slip::Mismatched(open, stray)) => {
                        self.pairs.push((open, close));
                        self.slips.push(Slip::NeverOpened(stray));
                    }
                    _ => self.over.push(close),
                }
            }
        }
    }

    /// `)word(` and the French interval `]0, 1[`.
    fn reverse(&mut self, side: &Side) {
        without_ranges(side, &mut self.open);
        without_ranges(side, &mut self.over);
        let open = std::mem::take(&mut self.open);
        for open in open {
            let before =
                self.over.iter().rposition(|close| close.kind == open.kind && close.span.end < open.span.start);
            let turned = before.filter(|at| {
                let close = self.over[*at];
                let inside = &side.text[close.span.hi()..open.span.lo()];
                is_range(inside)
                    || inside.starts_with(char::is_alphanumeric)
                        && inside.ends_with(|c: char| c.is_alphanumeric() || ".!?".contains(c))
                        && inside.chars().count() <= 60
            });
            match turned.map(|at| self.over.remove(at)) {
                Some(close) if is_range(&side.text[close.span.hi()..open.span.lo()]) => {}
                Some(close) => self.slips.push(Slip::Reversed(close, open)),
                None => self.open.push(open),
            }
        }
    }
}

/// Drops the half-open intervals of French, `[0, 1[` and `]0, 1]`.
fn without_ranges(side: &Side, brackets: &mut Vec<Bracket>) {
    let mut at = 0;
    while at + 1 < brackets.len() {
        if is_range(&side.text[brackets[at].span.hi()..brackets[at + 1].span.lo()]) {
            brackets.drain(at..at + 2);
        } else {
            at += 1;
        }
    }
}

/// `[0, 1)`: brackets of two kinds are right around a range of numbers.
fn is_interval(side: &Side, open: Bracket, close: Bracket) -> bool {
    open.kind < 2 && close.kind < 2 && is_range(&side.text[open.span.hi()..close.span.lo()])
}

fn is_range(inside: &str) -> bool {
    let numeric = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,;-−+∞–%€$".contains(c);
    inside.chars().any(|c| c.is_ascii_digit()) && inside.contains([',', ';']) && inside.chars().all(numeric)
}

/// Whether two brackets of different kinds stand close enough to be meant for each other.
fn is_near(side: &Side, open: Bracket, close: Bracket) -> bool {
    side.text[open.span.hi()..close.span.lo()].chars().take(121).count() <= 120
}
