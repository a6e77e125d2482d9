//! Brackets that do not pair, pair with another kind, or hold nothing.
//!
//! The pairing is in `pairing`; here it is said which of its results are faults and where a lost bracket belongs.

mod pairing;

use super::spec::{Bracket as Spec, BracketFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{BlockKind, Side};
use crate::span::Span;
use crate::text::{Profile, Shape, TokenKind};
use pairing::{Bracket, Slip, is_full_width, partner, rewidthed};

/// The longest bracket in bytes that is shown whole.
const SHOWN: usize = 60;

/// All bracket rules.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let pairing = pairing::pair(side, article.runs());
        for (open, close) in &pairing.pairs {
            if open.block == close.block {
                self.empty(side, *open, *close, hits);
                self.width(side, *open, *close, hits);
            }
        }
        for slip in &pairing.slips {
            match slip {
                Slip::NeverClosed(open) => self.never_closed(side, *open, hits),
                Slip::NeverOpened(close) => self.never_opened(side, *close, hits),
                Slip::Mismatched(open, close) => self.mismatched(side, *open, *close, hits),
                Slip::Reversed(close, open) => self.reversed(side, *close, *open, hits),
            }
        }
    }
}

impl Scanner {
    fn never_closed(&self, side: &Side, open: Bracket, hits: &mut Hits) {
        let block = &side.blocks[open.block as usize];
        let rest = side.text[open.span.hi()..block.span.hi()].trim_end();
        // A teaser that was cut, a line of the page, a code.
        if rest.is_empty()
            || rest.ends_with(['…', '⋯'])
            || rest.ends_with("...")
            || block.kind == BlockKind::Boilerplate
            || is_code(side, open)
        {
            return;
        }
        let closing = partner(open.glyph);
        if let Some(twin) = twin(side, open, open.token.checked_add(1)) {
            self.doubled(side, open.span, twin, Fault::NeverClosed, hits);
            return;
        }
        let places = places(side, open);
        let Some((first, sure)) = places.first().copied() else { return };
        let whole = Span::new(open.span.lo(), first);
        let span = if whole.len() <= SHOWN { whole } else { open.span };
        self.rules.report(Fault::NeverClosed, hits, |rule| {
            let hit = Hit::new(rule, span).slot("mark", open.glyph).slot("expected", closing);
            let hit = places
                .iter()
                .fold(hit, |hit, (at, _)| hit.choose(vec![Edit::insert(*at, closing)], sure && places.len() == 1));
            hit.choose(vec![Edit::delete(open.span)], false)
        });
    }

    fn never_opened(&self, side: &Side, close: Bracket, hits: &mut Hits) {
        let block = &side.blocks[close.block as usize];
        let before = &side.text[block.span.lo()..close.span.lo()];
        if before.trim().is_empty()
            || before.trim_start().starts_with(['…', '⋯'])
            || before.trim_start().starts_with("...")
            || block.kind == BlockKind::Boilerplate
            || is_code(side, close)
        {
            return;
        }
        if let Some(twin) = twin(side, close, close.token.checked_sub(1)) {
            self.doubled(side, close.span, twin, Fault::NeverOpened, hits);
            return;
        }
        let opening = partner(close.glyph);
        let word =
            side.tokens[..close.token as usize].last().filter(|t| t.kind == TokenKind::Word && t.shape == Shape::Upper);
        let name = word
            .filter(|t| t.span.len() > 1 && t.span.lo() > block.span.lo() && side.text[..t.span.lo()].ends_with(' '));
        self.rules.report(Fault::NeverOpened, hits, |rule| {
            let span = name.map_or(close.span, |t| t.span.to(close.span));
            let hit = Hit::new(rule, span).slot("mark", close.glyph).slot("expected", opening);
            let hit = match name {
                Some(t) => hit.choose(vec![Edit::insert(t.span.lo(), opening)], false),
                None => hit,
            };
            hit.choose(vec![Edit::delete(close.span)], false)
        });
    }

    /// `((NESO)`: the same bracket twice, of which one is too many.
    fn doubled(&self, side: &Side, span: Span, twin: Span, fault: Fault, hits: &mut Hits) {
        let mark = side.str(span).to_owned();
        self.rules.report(fault, hits, |rule| {
            let expected: String = mark.chars().next().map(partner).into_iter().collect();
            Hit::new(rule, span.to(twin))
                .slot("mark", &mark)
                .slot("expected", expected)
                .choose(vec![Edit::delete(span)], false)
        });
    }

    fn mismatched(&self, side: &Side, open: Bracket, close: Bracket, hits: &mut Hits) {
        if is_code(side, open) || is_code(side, close) {
            return;
        }
        let (opening, closing) = (partner(close.glyph), partner(open.glyph));
        self.rules.report(Fault::Mismatched, hits, |rule| {
            Hit::new(rule, close.span)
                .slot("mark", close.glyph)
                .slot("expected", closing)
                .because(open.span)
                .choose(vec![Edit::new(close.span, closing)], false)
                .choose(vec![Edit::new(open.span, opening)], false)
        });
    }

    fn reversed(&self, side: &Side, close: Bracket, open: Bracket, hits: &mut Hits) {
        let _ = side;
        let (opening, closing) = (partner(close.glyph), partner(open.glyph));
        self.rules.report(Fault::NeverOpened, hits, |rule| {
            Hit::new(rule, close.span)
                .slot("mark", close.glyph)
                .slot("expected", opening)
                .choose(vec![Edit::new(close.span, opening), Edit::new(open.span, closing)], false)
        });
    }

    fn empty(&self, side: &Side, open: Bracket, close: Bracket, hits: &mut Hits) {
        let inside = &side.text[open.span.hi()..close.span.lo()];
        let marks = |c: char| {
            c == ' ' || c == '\u{A0}' || ",，、".contains(c) || (";；:：".contains(c) && inside.contains(' '))
        };
        if inside.len() > 8 || !inside.chars().all(marks) || inside.matches(' ').count() > 2 {
            return;
        }
        let block = &side.blocks[open.block as usize];
        let before = side.char_before(block, open.span.lo());
        let after = side.char_after(block, close.span.hi());
        // A call in a program, a box to tick, marks that are spoken of.
        let code = !open.glyph_is_wide()
            && before.is_some_and(|c| c.is_alphanumeric() && c.is_ascii() || "_.$:;=\\\"“'`«".contains(c));
        let quoted = before.is_some_and(|c| "\"“‘'«`„".contains(c)) || after.is_some_and(|c| "[({;".contains(c));
        let tick = before.is_none() && matches!(open.glyph, '[' | '(') && !inside.is_empty();
        if code || quoted || tick {
            return;
        }
        let spaced = before == Some(' ');
        let from = if spaced { open.span.lo() - 1 } else { open.span.lo() };
        let until = if before.is_none() && after == Some(' ') { close.span.hi() + 1 } else { close.span.hi() };
        self.rules.report(Fault::Empty, hits, |rule| {
            let span = open.span.to(close.span);
            Hit::new(rule, span)
                .slot("mark", side.str(span))
                .slot("expected", "")
                .choose(vec![Edit::delete(Span::new(from, until))], false)
        });
    }

    /// `（…)`: the bracket whose width is not that of the text.
    fn width(&self, side: &Side, open: Bracket, close: Bracket, hits: &mut Hits) {
        if is_full_width(open.glyph) == is_full_width(close.glyph) || rewidthed(open.glyph) == open.glyph {
            return;
        }
        let wide = side.profile.full_width || open_is_wide_by_context(side, open);
        let wrong = if is_full_width(open.glyph) == wide { close } else { open };
        self.rules.report(Fault::Width, hits, |rule| {
            let meant = rewidthed(wrong.glyph);
            Hit::new(rule, wrong.span)
                .slot("mark", wrong.glyph)
                .slot("expected", meant)
                .mend(Edit::new(wrong.span, meant.to_string()))
        });
    }
}

impl Bracket {
    fn glyph_is_wide(self) -> bool {
        self.glyph.len_utf8() > 1
    }
}

/// Whether the words before the bracket are of a script with full-width marks.
fn open_is_wide_by_context(side: &Side, open: Bracket) -> bool {
    let block = &side.blocks[open.block as usize];
    side.char_before(block, open.span.lo()).is_some_and(|c| crate::text::Script::of(c).is_east_asian())
}

/// The same bracket right beside this one.
fn twin(side: &Side, bracket: Bracket, token: Option<u32>) -> Option<Span> {
    let token = side.tokens.get(token? as usize)?;
    (side.word(token).starts_with(bracket.glyph) && token.span.len() == bracket.span.len()).then_some(token.span)
}

/// Whether a bracket stands in an address or a program.
fn is_code(side: &Side, bracket: Bracket) -> bool {
    let block = &side.blocks[bracket.block as usize];
    let before = &side.text[block.span.lo()..bracket.span.lo()];
    let after = &side.text[bracket.span.hi()..block.span.hi()];
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let rest = after.split(char::is_whitespace).next().unwrap_or_default();
    // A bracket at the end of an address may belong to the sentence.
    word.contains("://") && !rest.is_empty()
        || "{}".contains(bracket.glyph)
        || after.starts_with(';') && (before.ends_with(['}', '(', ')', '"']))
}

/// Tokens of an aside in which the place of its closing bracket is looked for.
const LONGEST_ASIDE: usize = 400;

/// Where the closing bracket belongs, best first, and whether the first place is clear.
fn places(side: &Side, open: Bracket) -> Vec<(usize, bool)> {
    let block = &side.blocks[open.block as usize];
    let sentences = side.sentences_of(block);
    let sentence = sentences.get(sentences.partition_point(|s| s.span.hi() <= open.span.lo()));
    let end = sentence.map_or(block.span.hi(), |sentence| sentence.span.hi());
    let body = &side.text[open.span.hi()..end];
    let stop = open.span.hi()
        + body
            .trim_end()
            .trim_end_matches(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '"', '”', '»', '“', '’', '」', ':', ';'])
            .len();
    let mut places = Vec::new();
    let first = open.token as usize + 1;
    let tokens = &side.tokens[first..(block.tokens.end as usize).min(first + LONGEST_ASIDE)];
    // `(AFP reported`: an abbreviation or a number stands alone in its bracket.
    if let [first, next, ..] = tokens
        && (first.kind == TokenKind::Number
            || first.kind == TokenKind::Word && first.shape == Shape::Upper && first.span.len() > 1)
        && next.kind == TokenKind::Space
        && first.span.hi() < stop
        && tokens.get(2).is_some_and(|t| t.kind == TokenKind::Word && t.shape == Shape::Lower)
    {
        places.push((first.span.hi(), false));
    }
    let mut words = 0;
    for token in tokens.iter().take_while(|t| t.span.hi() <= stop) {
        words += usize::from(matches!(token.kind, TokenKind::Word | TokenKind::Number));
        let mark = token.kind == TokenKind::Mark
            && matches!(side.word(token), "," | "，" | ";" | "；" | "–" | "—" | ":" | "：" | "،" | "、" | ")" | "）");
        if mark && words > 0 {
            places.push((side.text[..token.span.lo()].trim_end().len(), false));
            break;
        }
    }
    if stop > open.span.hi() && !places.iter().any(|(at, _)| *at == stop) {
        places.push((stop, places.is_empty()));
    }
    places
}
