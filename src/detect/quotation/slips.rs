//! Marks without a counterpart.

use super::place::word_before;
use super::{Case, Fault, Found};
use crate::analysis::quotation::{Edge, Level, Mark, Quotation, Slip, SlipKind, glyph, spot};
use crate::detect::Edit;
use crate::span::Span;
use crate::text::language::Inside;
use crate::text::profile::Pair;

pub(super) fn find(case: &Case<'_>, found: &mut Vec<Found>) {
    for slip in &case.quotations.slips {
        match slip.kind {
            SlipKind::NeverClosed => found.extend(never_closed(case, slip)),
            SlipKind::NeverOpened => found.push(never_opened(case, slip)),
            SlipKind::Reopened => found.extend(reopened(case, slip)),
        }
    }
}

fn never_closed(case: &Case<'_>, slip: &Slip) -> Option<Found> {
    let mark = case.mark(slip.mark);
    let spots = spot::spots(case.side, mark, slip.until as usize);
    let first = spots.first()?;
    if first.at <= mark.span.hi() {
        // Nothing follows that it could open.
        return Some(never_opened(case, slip));
    }
    let pair = case.opened_by(mark.glyph).unwrap_or_else(|| case.default_pair(mark.level));
    let closing = case.closing(pair);
    let fault = match first.reason {
        spot::Reason::Attribution => Fault::NeverClosed,
        _ if mark.level == Level::Single => Fault::LeftOpenSingle,
        spot::Reason::SentenceEnd => Fault::NeverClosed,
        _ if case.side.line_by_line => Fault::LeftOpenInLines,
        spot::Reason::Guess | spot::Reason::BlockEnd => Fault::LeftOpen,
    };
    let found = Found::new(fault, word_before(case.side, first.at), case.side.str(mark.span), closing.trim());
    let found = found.because(mark.span);
    Some(
        spots
            .iter()
            .fold(found, |found, spot| found.choose(vec![Edit::insert(spot.at, closing.clone())], spots.len() == 1)),
    )
}

fn never_opened(case: &Case<'_>, slip: &Slip) -> Found {
    let mark = case.mark(slip.mark);
    let fault = match mark.level {
        Level::Single => Fault::NeverOpenedSingle,
        _ if case.side.line_by_line && !is_surely_closing(case, mark) => Fault::NeverOpenedInLines,
        _ => Fault::NeverOpened,
    };
    let pair = case
        .closed_by(mark.glyph)
        .or_else(|| case.opened_by(mark.glyph))
        .unwrap_or_else(|| case.default_pair(mark.level));
    let opening = case.opening(pair);
    let mut found = Found::new(fault, mark.span, case.side.str(mark.span), opening.trim());
    let closing = closing_put_right(case, mark, pair);
    for at in starts(case, mark) {
        // The dash of direct speech gives way to the mark.
        let dash = leading_dash(&case.side.text[at..mark.span.lo()]);
        let opened = Edit::new(Span::new(at, at + dash), opening.clone());
        found = found.choose(std::iter::once(opened).chain(closing.clone()).collect(), false);
    }
    found.choose(vec![Edit::delete(with_space_before(case, mark))], false)
}

/// What makes a mark that closes a right one: the space before it goes where a comma or full stop follows, and a glyph that
/// only opens gives way to its partner.
fn closing_put_right(case: &Case<'_>, mark: &Mark, pair: Pair) -> Option<Edit> {
    let turned = case.closed_by(mark.glyph).is_none() && case.opened_by(mark.glyph).is_some();
    let glyph = if turned { case.closing(pair) } else { case.side.str(mark.span).to_owned() };
    let span = with_space_before(case, mark);
    (turned || span != mark.span).then(|| Edit::new(span, glyph))
}

/// A mark with the space before it that goes with it, where a comma or full stop follows.
fn with_space_before(case: &Case<'_>, mark: &Mark) -> Span {
    let padded = glyph::is_guillemet(mark.glyph) && case.profile().inside_guillemets != Inside::None;
    if padded || mark.left != Edge::Space || !spot::is_before_stop(case.side, mark) {
        return mark.span;
    }
    let start = case.side.blocks[mark.block as usize].span.lo();
    Span::new(start + case.side.text[start..mark.span.lo()].trim_end().len(), mark.span.hi())
}

/// Whether a mark is a glyph that closes quotations of the article, and an attribution follows it.
fn is_surely_closing(case: &Case<'_>, mark: &Mark) -> bool {
    let closes = |pair: &Quotation| case.mark(pair.close).glyph == mark.glyph;
    spot::is_attributed(case.side, mark) && case.quotations.pairs.iter().any(closes)
}

/// The length in bytes of a dash with the space after it, with which a stretch begins.
fn leading_dash(text: &str) -> usize {
    let rest = text.trim_start_matches(['–', '—', '―', '-']);
    let bare = rest.trim_start();
    if rest.len() < text.len() && bare.len() < rest.len() { text.len() - bare.len() } else { 0 }
}

/// Where a quotation that closes with a mark may have begun: after a colon, where its speaker begins, or where the first
/// sentences since the last mark begin.
fn starts(case: &Case<'_>, mark: &Mark) -> Vec<usize> {
    let block = &case.side.blocks[mark.block as usize];
    let marks = &case.quotations.marks;
    let before = marks.partition_point(|other| other.span.lo() < mark.span.lo());
    let last = marks[..before].iter().rev().take_while(|m| m.block == mark.block).find(|m| m.level == mark.level);
    let from = last.map_or(block.span.lo(), |m| m.span.hi());
    let text = &case.side.text[from..mark.span.lo()];
    let mut starts: Vec<usize> = text.rfind(": ").map(|at| from + at + 2).into_iter().collect();
    let sentences = case.side.sentences_of(block);
    let first = sentences.partition_point(|sentence| sentence.span.lo() < from);
    let end = sentences.partition_point(|sentence| sentence.span.lo() < mark.span.lo());
    let sentences = &sentences[first..end.max(first)];
    starts.extend(spot::first_of_speaker(case.side, sentences));
    for sentence in sentences.iter().take(2) {
        if !starts.contains(&sentence.span.lo()) {
            starts.push(sentence.span.lo());
        }
    }
    starts
}

fn reopened(case: &Case<'_>, slip: &Slip) -> Option<Found> {
    let mark = case.mark(slip.mark);
    let outer = case.quotations.enclosing(slip.mark);
    if is_nested(case, slip.mark) {
        return outer.and_then(|outer| ended_before(case, outer, mark));
    }
    let doubled = outer.is_some_and(|pair| case.mark(pair.open).span.end == mark.span.start);
    let fault = if doubled { Fault::Doubled } else { Fault::Reopened };
    let mut found =
        Found::new(fault, mark.span, case.side.str(mark.span), "").choose(vec![Edit::delete(mark.span)], doubled);
    if let Some(pair) = outer {
        let opening = case.mark(pair.open);
        let at = case.side.text[..mark.span.lo()].trim_end().len();
        if !doubled && at > opening.span.hi() {
            let close = case.closing(case.opened_by(opening.glyph).unwrap_or(case.norm));
            found = found.choose(vec![Edit::insert(at, close)], false);
        }
        found = found.because(opening.span);
    }
    Some(found)
}

/// A quotation that went on for a sentence before the one in which a few words are quoted: it is what was never closed.
fn ended_before(case: &Case<'_>, outer: &Quotation, mark: &Mark) -> Option<Found> {
    let (opening, block) = (case.mark(outer.open), &case.side.blocks[mark.block as usize]);
    let mut ends = case.side.sentences_of(block).iter().map(|sentence| sentence.span.hi());
    let within = |at: &usize| *at > opening.span.hi() && *at <= mark.span.lo();
    let at = ends.find(within).map(|at| spot::end_before(case.side, at))?;
    (opening.block == mark.block).then(|| {
        let pair = case.opened_by(opening.glyph).unwrap_or_else(|| case.default_pair(opening.level));
        let closing = case.closing(pair);
        let found =
            Found::new(Fault::NeverClosed, word_before(case.side, at), case.side.str(opening.span), closing.trim());
        found.because(opening.span).choose(vec![Edit::insert(at, closing)], false)
    })
}

/// Whether a mark inside an open quotation opens a few quoted words, whose own marks pair: an editor leaves such nesting in the
/// marks of the outer quotation alone, or changes both of its marks.
fn is_nested(case: &Case<'_>, index: u32) -> bool {
    let (mark, side) = (case.mark(index), case.side);
    let Some(close) = case.quotations.marks.get(index as usize + 1) else { return false };
    let ends_clause =
        |text: &str| text.trim_end().ends_with(['.', '?', '!', '…', ',', ':', '。', '？', '！', '，', '：']);
    let block = side.blocks[mark.block as usize].span;
    if close.block != mark.block || close.level != mark.level || ends_clause(&side.text[block.lo()..mark.span.lo()]) {
        return false;
    }
    let quoted = &side.text[mark.span.hi()..close.span.lo()];
    let after = side.text[close.span.hi()..block.hi()].chars().next();
    let pairs = quoted == quoted.trim() && after.is_none_or(|c| !c.is_alphanumeric());
    let outer = case.quotations.enclosing(index).map_or(block.lo(), |pair| case.mark(pair.open).span.hi());
    let before = side.text[outer.max(block.lo())..mark.span.lo()].trim();
    // `“talks without “conditions”`: the slip is the second mark.
    let one_clause = !before.contains(['.', '?', '!', '。', '？', '！']);
    if one_clause && before.split_whitespace().take(9).count() <= 8 && before.chars().take(61).count() <= 60 {
        return false;
    }
    let short = quoted.split_whitespace().count() <= 6 && quoted.chars().count() <= 40 && !ends_clause(quoted);
    pairs && short && !spot::is_before_attribution(side, close)
}
