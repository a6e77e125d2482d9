//! Quotations that pair, with the wrong marks or the wrong space beside them.

use super::spaces::{Spaces, space};
use super::{Case, End, Fault, Found};
use crate::analysis::quotation::glyph::{self, PAIRS, is_straight};
use crate::analysis::quotation::{Apostrophe, Level, Mark, Quotation, spot};
use crate::detect::Edit;
use crate::span::Span;
use crate::text::profile::Pair;

/// Quotations that make a norm from which a single other one departs.
const MAJORITY: usize = 2;

pub(super) fn find(case: &Case<'_>, found: &mut Vec<Found>) {
    let mut others = Others::default();
    let judged: Vec<_> = case.quotations.pairs.iter().map(|pair| (pair, judge(case, pair, &mut others))).collect();
    // A text that uses nothing but a foreign system, or mixes straight and typographic marks again and again, has one
    // fault and not many.
    let all_foreign = others.foreign.len() >= 2 && others.foreign.len() == case.quotations.pairs.len();
    let mixed = others.other_kind.len() + others.mismatched_kind.len() >= 2;
    let of_norm = case.quotations.pairs.iter().filter(|pair| case.mark(pair.open).glyph == case.norm.open).count();
    if of_norm < MAJORITY && !mixed {
        others.other_kind.clear();
    }
    let spaces = Spaces::default();
    for (pair, verdict) in judged {
        if let Some((fault, meant)) = verdict.of_both()
            && !(all_foreign && verdict.is_foreign)
            && is_sure(case, pair)
            && encloses_text(case, pair)
        {
            found.push(wrong_pair(case, pair, fault, meant));
            continue;
        }
        for (end, mark) in [(End::Open, case.mark(pair.open)), (End::Close, case.mark(pair.close))] {
            match verdict.at(end) {
                Some(_)
                    if all_foreign
                        || mixed && others.mismatched_kind.binary_search(&(pair.open, pair.close)).is_ok() => {}
                Some((fault, meant)) => {
                    found.push(wrong_glyph(case, mark, end, (fault, meant), is_sure(case, pair)));
                }
                None => found.extend(space(case, pair, mark, end)),
            }
        }
        found.extend(spaces.half(case, pair));
        found.extend(doubled(case, pair));
        found.extend(same_level(case, pair));
    }
    if all_foreign {
        found.extend(whole(case, Fault::ForeignMarks, &others.foreign));
    }
    if mixed {
        others.other_kind.append(&mut others.mismatched_kind);
    }
    others.other_kind.sort_unstable();
    found.extend(whole(case, Fault::MixedSystems, &others.other_kind));
    found.extend(whole(case, Fault::MixedStyles, &others.other_style));
}

/// What is wrong with the two marks of a quotation, and the pair that each should be of.
#[derive(Default)]
struct Verdict {
    open: Option<(Fault, Pair)>,
    close: Option<(Fault, Pair)>,
    /// Whether the two are a pair of another language.
    is_foreign: bool,
}

impl Verdict {
    /// The one fault of both marks, and the pair that they should be.
    fn of_both(&self) -> Option<(Fault, Pair)> {
        let ((fault, meant), close) = (self.open?, self.close?);
        if self.is_foreign {
            Some((Fault::ForeignMarks, meant))
        } else {
            Some((fault, meant)).filter(|open| *open == close)
        }
    }

    fn at(&self, end: End) -> Option<(Fault, Pair)> {
        match end {
            End::Open => self.open,
            End::Close => self.close,
        }
    }
}

/// Quotations in other marks than most of the article, by opening and closing mark.
#[derive(Default)]
struct Others {
    /// Pairs that the language does not use.
    foreign: Vec<(u32, u32)>,
    /// Straight where most are typographic, or the reverse.
    other_kind: Vec<(u32, u32)>,
    /// One mark straight, one typographic.
    mismatched_kind: Vec<(u32, u32)>,
    /// Another typographic system.
    other_style: Vec<(u32, u32)>,
}

fn judge(case: &Case<'_>, quotation: &Quotation, others: &mut Others) -> Verdict {
    let (open, close) = (case.mark(quotation.open), case.mark(quotation.close));
    let ends = (quotation.open, quotation.close);
    let pair = Pair { open: open.glyph, close: close.glyph };
    let makeshift = |mark: &Mark| mark.makeshift.then(|| (Fault::Makeshift, case.default_pair(mark.level)));
    // What a character reference stands for is not yet in the text.
    if open.encoded || close.encoded {
        return Verdict::default();
    }
    if open.makeshift || close.makeshift {
        return Verdict { open: makeshift(open), close: makeshift(close), is_foreign: false };
    }
    if case.is_accepted(pair) {
        let comparable = quotation.depth == 0
            && open.level == Level::Double
            && super::is_double(case.norm)
            && case.profile().outer.contains(&pair);
        if comparable && pair != case.norm {
            let list = if is_straight(pair.open) == is_straight(case.norm.open) {
                &mut others.other_style
            } else {
                &mut others.other_kind
            };
            list.push(ends);
        }
        return Verdict::default();
    }
    // A single mark that could be an apostrophe proves nothing about its pair.
    let single = open.level == Level::Single && close.level == Level::Single;
    if single && open.apostrophe.max(close.apostrophe) > Apostrophe::Never {
        return Verdict::default();
    }
    let (by_open, by_close) = (case.opened_by(pair.open), case.closed_by(pair.close));
    let one_level = open.level == close.level;
    let close_is_wrong = match (by_open, by_close) {
        // Of a double and a single mark that of the article's level is right.
        (Some(_), Some(_)) if !one_level => glyph::level(case.norm.open) == Some(open.level),
        (Some(_), Some(_)) => pair.open == case.norm.open || pair.close != case.norm.close,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => return strangers(case, quotation, pair, others),
    };
    if is_straight(pair.open) != is_straight(pair.close) && by_open.is_some() && by_close.is_some() {
        others.mismatched_kind.push(ends);
    }
    // A mark in the wrong role takes a mark of the article's system, whatever the other one of its pair is.
    let meant = |fault: Fault, pair: Pair, level: Level| {
        let straight = is_straight(pair.open) && !is_straight(case.norm.open);
        (fault, if fault == Fault::WrongRole && straight { case.default_pair(level) } else { pair })
    };
    if close_is_wrong {
        let fault = if one_level && opens_only(case, pair.close) { Fault::WrongRole } else { Fault::MismatchedPair };
        Verdict { close: by_open.map(|pair| meant(fault, pair, close.level)), ..Verdict::default() }
    } else {
        let fault = if one_level && closes_only(case, pair.open) { Fault::WrongRole } else { Fault::MismatchedPair };
        Verdict { open: by_close.map(|pair| meant(fault, pair, open.level)), ..Verdict::default() }
    }
}

/// Both marks are wrong where they stand.
fn strangers(case: &Case<'_>, quotation: &Quotation, pair: Pair, others: &mut Others) -> Verdict {
    let meant = case.default_pair(case.mark(quotation.open).level);
    let foreign = PAIRS.contains(&pair);
    if foreign {
        others.foreign.push((quotation.open, quotation.close));
    }
    let fault = |other_role: bool| match (other_role, foreign) {
        (true, _) => Fault::WrongRole,
        (false, true) => Fault::ForeignMarks,
        (false, false) => Fault::MismatchedPair,
    };
    Verdict {
        open: Some((fault(closes_only(case, pair.open)), meant)),
        close: Some((fault(opens_only(case, pair.close)), meant)),
        is_foreign: foreign,
    }
}

fn opens_only(case: &Case<'_>, glyph: char) -> bool {
    case.opened_by(glyph).is_some() && case.closed_by(glyph).is_none()
}

fn closes_only(case: &Case<'_>, glyph: char) -> bool {
    case.closed_by(glyph).is_some() && case.opened_by(glyph).is_none()
}

/// Whether the two marks of a quotation surely belong together: in one paragraph, and with no attribution between them, before
/// which another mark was lost.
fn is_sure(case: &Case<'_>, quotation: &Quotation) -> bool {
    let (open, close) = (case.mark(quotation.open), case.mark(quotation.close));
    open.block == close.block && !spot::has_attribution(case.side, open, close.span.lo())
}

fn encloses_text(case: &Case<'_>, quotation: &Quotation) -> bool {
    !case.side.text[case.mark(quotation.open).span.hi()..case.mark(quotation.close).span.lo()].trim().is_empty()
}

fn wrong_glyph(case: &Case<'_>, mark: &Mark, end: End, (fault, pair): (Fault, Pair), sure: bool) -> Found {
    let expected = match end {
        End::Open => pair.open,
        End::Close => pair.close,
    };
    let (span, plain) = reglyphed(case, mark, end, pair);
    let mut found = Found::new(fault, span, case.side.str(mark.span), expected);
    if end == End::Close && case.comma_inside() && case.side.text[mark.span.hi()..].starts_with(", ") {
        let with_comma = Span::new(span.lo(), mark.span.hi() + 1);
        found = found.choose(vec![Edit::new(with_comma, format!(",{plain}"))], sure);
    }
    found.choose(vec![Edit::new(span, plain)], sure)
}

/// A pair whose marks are both wrong, as one finding: they are put right together.
fn wrong_pair(case: &Case<'_>, quotation: &Quotation, fault: Fault, pair: Pair) -> Found {
    let (open, close) = (case.mark(quotation.open), case.mark(quotation.close));
    let [opening, mut closing] = [
        wrong_glyph(case, open, End::Open, (fault, pair), true),
        wrong_glyph(case, close, End::Close, (fault, pair), true),
    ];
    let edits = opening.hit.choices[0].edits.clone();
    for choice in &mut closing.hit.choices {
        choice.edits.splice(0..0, edits.iter().cloned());
    }
    let mut found = Found::new(fault, open.span, case.side.str(open.span), pair.open).because(close.span);
    found.hit.choices = closing.hit.choices;
    found
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

/// A quotation in the marks of the one around it: `“I am “very” tired”`. Not in a language that writes names so, nor where an
/// attribution or the end of a sentence shows that other marks were lost.
fn same_level(case: &Case<'_>, inner: &Quotation) -> Option<Found> {
    let outer = case.quotations.enclosing(inner.open)?;
    let [first, open, close, last] = [outer.open, inner.open, inner.close, outer.close].map(|mark| case.mark(mark));
    let pair = Pair { open: open.glyph, close: close.glyph };
    let same = first.glyph == pair.open && last.glyph == pair.close && first.block == last.block;
    let typographic = pair.open != pair.close && ![first, open, close, last].iter().any(|mark| mark.makeshift);
    let apart = first.span.end < open.span.start && close.span.end < last.span.start;
    if !same || !typographic || !apart || case.profile().shared_close || !is_sure(case, outer) {
        return None;
    }
    let quoted = &case.side.text[open.span.hi()..close.span.lo()];
    let before = &case.side.text[first.span.hi()..open.span.lo()];
    let part =
        quoted == quoted.trim() && !quoted.is_empty() && !ends_sentence(quoted) && !ends_sentence(before.trim_end());
    let meant = *case.profile().inner.iter().find(|known| known.open != pair.open && !is_straight(known.open))?;
    let edits = vec![Edit::new(open.span, case.opening(meant)), Edit::new(close.span, case.closing(meant))];
    part.then(|| {
        let found = Found::new(Fault::SameLevel, open.span, case.side.str(open.span), meant.open);
        found.because(first.span).choose(edits, true)
    })
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// The same marks twice: `““word””`.
fn doubled(case: &Case<'_>, inner: &Quotation) -> Option<Found> {
    if inner.depth == 0 {
        return None;
    }
    let (open, close) = (case.mark(inner.open), case.mark(inner.close));
    let before = inner.open.checked_sub(1)?;
    let pairs = &case.quotations.pairs;
    let outer = &pairs[pairs.binary_search_by_key(&before, |pair| pair.open).ok()?];
    let (first, last) = (case.mark(outer.open), case.mark(outer.close));
    let same = first.glyph == open.glyph && last.glyph == close.glyph;
    let adjacent = first.span.end == open.span.start && close.span.end == last.span.start;
    (same && adjacent).then(|| {
        let edits = vec![Edit::delete(open.span), Edit::delete(close.span)];
        let found = Found::new(Fault::Doubled, first.span.to(open.span), &open.glyph.to_string(), "");
        found.because(close.span.to(last.span)).choose(edits, true)
    })
}

/// One finding for all quotations that are not in the marks of the article.
fn whole(case: &Case<'_>, fault: Fault, members: &[(u32, u32)]) -> Option<Found> {
    let (first, last) = *members.first()?;
    let edit = |mark: u32, end| {
        let mark = case.mark(mark);
        let pair = case.default_pair(mark.level);
        let glyph = if end == End::Open { pair.open } else { pair.close };
        let (span, text) = reglyphed(case, mark, end, pair);
        (mark.glyph != glyph).then(|| Edit::new(span, text))
    };
    let edits =
        members.iter().flat_map(|(open, close)| [edit(*open, End::Open), edit(*close, End::Close)]).flatten().collect();
    // Of a pair that is half right, the half that is wrong.
    let (opening, closing) = (case.mark(first), case.mark(last));
    let (shown, meant) =
        if opening.glyph == case.norm.open { (closing, case.norm.close) } else { (opening, case.norm.open) };
    let found = Found::new(fault, shown.span, &shown.glyph.to_string(), meant);
    let found = members.iter().skip(1).fold(found, |found, (open, _)| found.because(case.mark(*open).span));
    // An article that keeps to a system of its own may be that of another house or country.
    Some(found.choose(edits, fault != Fault::ForeignMarks))
}
