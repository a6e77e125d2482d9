//! Marks without a counterpart.

use super::{Case, Fault, word_before};
use crate::analysis::quotation::{Level, Mark, Slip, SlipKind, spot};
use crate::detect::{ByFault, Edit, Hit, Hits};

pub(super) fn report(case: &Case<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    for slip in &case.quotations.slips {
        match slip.kind {
            SlipKind::NeverClosed => never_closed(case, slip, rules, hits),
            SlipKind::NeverOpened => never_opened(case, slip, rules, hits),
            SlipKind::Reopened => reopened(case, slip, rules, hits),
        }
    }
}

fn never_closed(case: &Case<'_>, slip: &Slip, rules: &ByFault<Fault>, hits: &mut Hits) {
    let mark = case.mark(slip.mark);
    let spots = spot::spots(case.side, mark, slip.until as usize);
    let Some(first) = spots.first() else { return };
    let pair = case.opened_by(mark.glyph).unwrap_or_else(|| case.default_pair(mark.level));
    let closing = case.closing(pair);
    let fault = match first.reason {
        spot::Reason::Attribution => Fault::NeverClosed,
        _ if mark.level == Level::Single => Fault::LeftOpenSingle,
        spot::Reason::SentenceEnd => Fault::NeverClosed,
        spot::Reason::BlockEnd => Fault::LeftOpen,
    };
    rules.report(fault, hits, |rule| {
        let hit = Hit::new(rule, word_before(case.side, first.at)).slot("mark", mark.glyph).slot("expected", closing.trim());
        let hit = hit.because(mark.span);
        spots.iter().fold(hit, |hit, spot| hit.choose(vec![Edit::insert(spot.at, closing.clone())], spots.len() == 1))
    });
}

fn never_opened(case: &Case<'_>, slip: &Slip, rules: &ByFault<Fault>, hits: &mut Hits) {
    let mark = case.mark(slip.mark);
    let fault = if mark.level == Level::Single { Fault::NeverOpenedSingle } else { Fault::NeverOpened };
    let pair = case.closed_by(mark.glyph).unwrap_or_else(|| case.default_pair(mark.level));
    let opening = case.opening(pair);
    rules.report(fault, hits, |rule| {
        let mut hit = Hit::new(rule, mark.span).slot("mark", mark.glyph).slot("expected", opening.trim());
        for at in starts(case, mark) {
            hit = hit.choose(vec![Edit::insert(at, opening.clone())], false);
        }
        hit.choose(vec![Edit::delete(mark.span)], false)
    });
}

/// Where a quotation that closes with a mark may have begun: after a colon, or where the first sentence since the last
/// mark begins.
fn starts(case: &Case<'_>, mark: &Mark) -> Vec<usize> {
    let block = &case.side.blocks[mark.block as usize];
    let marks = &case.quotations.marks;
    let before = marks.partition_point(|other| other.span.lo() < mark.span.lo());
    let from = marks[..before].iter().rev().find(|m| m.level == mark.level && m.block == mark.block).map_or(block.span.lo(), |m| m.span.hi());
    let text = &case.side.text[from..mark.span.lo()];
    let mut starts: Vec<usize> = text.rfind(": ").map(|at| from + at + 2).into_iter().collect();
    let sentences = case.side.sentences_of(block).iter().map(|s| s.span.lo());
    starts.extend(sentences.filter(|at| *at >= from && *at < mark.span.lo()).take(2));
    starts.dedup();
    starts
}

fn reopened(case: &Case<'_>, slip: &Slip, rules: &ByFault<Fault>, hits: &mut Hits) {
    let mark = case.mark(slip.mark);
    let outer = case.quotations.pairs.iter().rev().find(|pair| pair.open < slip.mark && slip.mark < pair.close);
    let doubled = outer.is_some_and(|pair| case.mark(pair.open).span.end == mark.span.start);
    let fault = if doubled { Fault::Doubled } else { Fault::Reopened };
    rules.report(fault, hits, |rule| {
        let hit = Hit::new(rule, mark.span).slot("mark", mark.glyph).slot("expected", "");
        let hit = hit.choose(vec![Edit::delete(mark.span)], doubled);
        match outer {
            Some(pair) => {
                let opening = case.mark(pair.open);
                let close = case.closing(case.opened_by(opening.glyph).unwrap_or(case.norm));
                let at = case.side.text[..mark.span.lo()].trim_end().len();
                let hit = hit.because(opening.span);
                if doubled || at <= opening.span.hi() { hit } else { hit.choose(vec![Edit::insert(at, close)], false) }
            }
            None => hit,
        }
    });
}
