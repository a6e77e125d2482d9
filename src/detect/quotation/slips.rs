//! Marks without a counterpart.

use super::place::word_before;
use super::{Case, Fault, Found};
use crate::analysis::quotation::{Level, Mark, Slip, SlipKind, spot};
use crate::detect::Edit;

pub(super) fn find(case: &Case<'_>, found: &mut Vec<Found>) {
    for slip in &case.quotations.slips {
        match slip.kind {
            SlipKind::NeverClosed => found.extend(never_closed(case, slip)),
            SlipKind::NeverOpened => found.push(never_opened(case, slip)),
            SlipKind::Reopened => found.push(reopened(case, slip)),
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
        _ if case.side.line_by_line => Fault::NeverOpenedInLines,
        _ => Fault::NeverOpened,
    };
    let pair = case.closed_by(mark.glyph).unwrap_or_else(|| case.default_pair(mark.level));
    let opening = case.opening(pair);
    let mut found = Found::new(fault, mark.span, case.side.str(mark.span), opening.trim());
    for at in starts(case, mark) {
        found = found.choose(vec![Edit::insert(at, opening.clone())], false);
    }
    found.choose(vec![Edit::delete(mark.span)], false)
}

/// Where a quotation that closes with a mark may have begun: after a colon, or where the first sentences since the last
/// mark begin.
fn starts(case: &Case<'_>, mark: &Mark) -> Vec<usize> {
    let block = &case.side.blocks[mark.block as usize];
    let marks = &case.quotations.marks;
    let before = marks.partition_point(|other| other.span.lo() < mark.span.lo());
    let last = marks[..before].iter().rev().take_while(|m| m.block == mark.block).find(|m| m.level == mark.level);
    let from = last.map_or(block.span.lo(), |m| m.span.hi());
    let text = &case.side.text[from..mark.span.lo()];
    let mut starts: Vec<usize> = text.rfind(": ").map(|at| from + at + 2).into_iter().collect();
    let sentences = case.side.sentences_of(block).iter().map(|s| s.span.lo());
    starts.extend(sentences.filter(|at| *at >= from && *at < mark.span.lo()).take(2));
    starts.dedup();
    starts
}

fn reopened(case: &Case<'_>, slip: &Slip) -> Found {
    let mark = case.mark(slip.mark);
    let outer = case.quotations.enclosing(slip.mark);
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
    found
}
