//! Quotations that pair, with the wrong marks or the wrong space beside them.

use super::{Case, Fault, delete};
use crate::analysis::quotation::machine::ELSEWHERE;
use crate::analysis::quotation::{Edge, Level, Mark, Quotation};
use crate::detect::{ByFault, Edit, Hit, Hits};
use crate::span::Span;
use crate::text::language::Inside;
use crate::text::profile::Pair;

/// Which end of a quotation a mark is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Open,
    Close,
}

pub(super) fn report(case: &Case<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    for quotation in &case.quotations.pairs {
        let (open, close) = (case.mark(quotation.open), case.mark(quotation.close));
        let verdict = judge(case, open, close);
        for (end, mark) in [(End::Open, open), (End::Close, close)] {
            match verdict.at(end) {
                Some((fault, pair)) => wrong_glyph(case, mark, end, fault, pair, rules, hits),
                None => space(case, mark, end, rules, hits),
            }
        }
        doubled(case, quotation, rules, hits);
    }
    mixed(case, rules, hits);
}

/// What is wrong with the two marks of a quotation, and the pair that each should be of.
#[derive(Default)]
struct Verdict {
    open: Option<(Fault, Pair)>,
    close: Option<(Fault, Pair)>,
}

impl Verdict {
    fn at(&self, end: End) -> Option<(Fault, Pair)> {
        match end {
            End::Open => self.open,
            End::Close => self.close,
        }
    }
}

fn judge(case: &Case<'_>, open: &Mark, close: &Mark) -> Verdict {
    let pair = Pair { open: open.glyph, close: close.glyph };
    let makeshift = |mark: &Mark| mark.makeshift.then(|| (Fault::Makeshift, case.default_pair(mark.level)));
    if open.makeshift || close.makeshift {
        return Verdict { open: makeshift(open), close: makeshift(close) };
    }
    if case.is_accepted(pair) {
        return Verdict::default();
    }
    let (by_open, by_close) = (case.opened_by(pair.open), case.closed_by(pair.close));
    let close_is_wrong = match (by_open, by_close) {
        (Some(_), Some(_)) => pair.open == case.norm.open || pair.close != case.norm.close,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => {
            let meant = case.default_pair(open.level);
            let foreign = ELSEWHERE.contains(&pair);
            let fault = |other_role: Option<Pair>| match other_role {
                Some(_) => Fault::WrongRole,
                None if foreign => Fault::ForeignMarks,
                None => Fault::MismatchedPair,
            };
            return Verdict {
                open: Some((fault(case.closed_by(pair.open)), meant)),
                close: Some((fault(case.opened_by(pair.close)), meant)),
            };
        }
    };
    if close_is_wrong {
        let meant = by_open.unwrap_or(case.norm);
        let fault = if case.opened_by(pair.close).is_some_and(|p| p.close != pair.close) { Fault::WrongRole } else { Fault::MismatchedPair };
        Verdict { open: None, close: Some((fault, meant)) }
    } else {
        let meant = by_close.unwrap_or(case.norm);
        let fault = if case.closed_by(pair.open).is_some_and(|p| p.open != pair.open) { Fault::WrongRole } else { Fault::MismatchedPair };
        Verdict { open: Some((fault, meant)), close: None }
    }
}

fn wrong_glyph(case: &Case<'_>, mark: &Mark, end: End, fault: Fault, pair: Pair, rules: &ByFault<Fault>, hits: &mut Hits) {
    let expected = match end {
        End::Open => pair.open,
        End::Close => pair.close,
    };
    rules.report(fault, hits, |rule| {
        let hit = Hit::new(rule, mark.span).slot("mark", case.side.str(mark.span)).slot("expected", expected);
        let (span, plain) = reglyphed(case, mark, end, pair);
        let hit = match (end, case.comma_inside() && case.side.text[mark.span.hi()..].starts_with(", ")) {
            (End::Close, true) => {
                let with_comma = Span::new(span.lo(), mark.span.hi() + 1);
                hit.choose(vec![Edit::new(with_comma, format!(",{plain}"))], true)
            }
            _ => hit,
        };
        hit.choose(vec![Edit::new(span, plain)], true)
    });
}

/// The stretch of a mark with the space inside it that goes, and what is written instead.
fn reglyphed(case: &Case<'_>, mark: &Mark, end: End, pair: Pair) -> (Span, String) {
    let block = &case.side.blocks[mark.block as usize];
    match end {
        End::Open => {
            let after = &case.side.text[mark.span.hi()..block.span.hi()];
            let space = after.len() - after.trim_start().len();
            (Span::new(mark.span.lo(), mark.span.hi() + space), case.opening(pair))
        }
        End::Close => {
            let start = block.span.lo() + case.side.text[block.span.lo()..mark.span.lo()].trim_end().len();
            (Span::new(start, mark.span.hi()), case.closing(pair))
        }
    }
}

/// A space inside the quotation, beside its mark.
fn space(case: &Case<'_>, mark: &Mark, end: End, rules: &ByFault<Fault>, hits: &mut Hits) {
    let guillemet = matches!(mark.glyph, '«' | '»' | '‹' | '›');
    let (inner, outer) = match end {
        End::Open => (mark.right, mark.left),
        End::Close => (mark.left, mark.right),
    };
    if inner != Edge::Space || guillemet && case.profile().inside_guillemets != Inside::None {
        return;
    }
    let glued = matches!(outer, Edge::Letter | Edge::Digit);
    let fault = if glued { Fault::WrongSide } else { Fault::SpaceInside };
    let tokens = &case.side.tokens;
    let space = match end {
        End::Open => tokens[mark.token as usize + 1].span,
        End::Close => tokens[mark.token as usize - 1].span,
    };
    rules.report(fault, hits, |rule| {
        let hit = Hit::new(rule, space.to(mark.span)).slot("mark", case.side.str(mark.span)).slot("expected", "");
        let mut edits = vec![delete(space.lo(), space.hi())];
        if glued {
            let at = if end == End::Open { mark.span.lo() } else { mark.span.hi() };
            edits.push(Edit::insert(at, " "));
        }
        hit.choose(edits, true)
    });
}

/// The same marks twice: `““word””`.
fn doubled(case: &Case<'_>, inner: &Quotation, rules: &ByFault<Fault>, hits: &mut Hits) {
    if inner.depth == 0 || !rules.wants(Fault::Doubled) {
        return;
    }
    let (open, close) = (case.mark(inner.open), case.mark(inner.close));
    let around = case.quotations.pairs.iter().find(|outer| {
        let (first, last) = (case.mark(outer.open), case.mark(outer.close));
        first.span.end == open.span.start && close.span.end == last.span.start && first.glyph == open.glyph && last.glyph == close.glyph
    });
    let Some(outer) = around else { return };
    rules.report(Fault::Doubled, hits, |rule| {
        let (first, last) = (case.mark(outer.open).span, case.mark(outer.close).span);
        let hit = Hit::new(rule, first.to(open.span)).slot("mark", open.glyph).slot("expected", "").because(close.span.to(last));
        hit.choose(vec![Edit::delete(open.span), Edit::delete(close.span)], true)
    });
}

/// More than one system of double marks at the outermost level: the minority, once an article.
fn mixed(case: &Case<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let is_straight = |pair: Pair| pair.open == '"';
    let mut minority: Vec<(&Mark, &Mark)> = Vec::new();
    for quotation in case.quotations.pairs.iter().filter(|q| q.depth == 0) {
        let (open, close) = (case.mark(quotation.open), case.mark(quotation.close));
        let pair = Pair { open: open.glyph, close: close.glyph };
        if open.level == Level::Double && pair != case.norm && !open.makeshift && !close.makeshift && case.profile().outer.contains(&pair) {
            minority.push((open, close));
        }
    }
    for (fault, straight) in [(Fault::MixedSystems, true), (Fault::MixedStyles, false)] {
        let of_kind = |(open, close): &&(&Mark, &Mark)| {
            (is_straight(case.norm) != is_straight(Pair { open: open.glyph, close: close.glyph })) == straight
        };
        let members: Vec<_> = minority.iter().filter(of_kind).collect();
        let Some((first, _)) = members.first() else { continue };
        rules.report(fault, hits, |rule| {
            let hit = Hit::new(rule, first.span).slot("mark", first.glyph).slot("expected", case.norm.open);
            let hit = members.iter().skip(1).take(12).fold(hit, |hit, (open, _)| hit.because(open.span));
            let edit = |mark: &Mark, end| {
                let (span, text) = reglyphed(case, mark, end, case.norm);
                Edit::new(span, text)
            };
            let edits = members.iter().flat_map(|(open, close)| [edit(open, End::Open), edit(close, End::Close)]).collect();
            hit.choose(edits, true)
        });
    }
}
