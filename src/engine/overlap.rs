//! Overlap: one root cause gives one finding.
//!
//! A rule yields to the rules it names (`yields_to`) where both touch the same words. Of findings whose spans still overlap
//! that of a user's own rule stays before an embedded one's, then the more certain one, then the more severe, then one with a fix, then the one that starts first, then the longer,
//! then the one whose rule id comes first.

use std::collections::{BTreeMap, BTreeSet};

use super::linter::Loaded;
use crate::detect::{Hit, Hits, RuleIndex};
use crate::rule::catalogue::in_prefix;
use crate::span::Span;

/// The overlap policy. What is left is in order of position. Takes `n log n` time, however many hits lie on each other.
pub(super) fn without_overlap(mut hits: Hits, rules: &[Loaded]) -> Hits {
    let rule = |hit: &Hit| &rules[hit.rule.0 as usize].rule;
    hits.sort_by_key(|hit| (hit.span, hit.rule));
    hits.dedup_by(|a, b| a.rule == b.rule && a.span == b.span);
    let mut causes: BTreeMap<RuleIndex, Cover> = BTreeMap::new();
    for hit in &hits {
        let prefixes = &rule(hit).file.yields_to;
        if !prefixes.is_empty() && !causes.contains_key(&hit.rule) {
            let explains = |other: &&Hit| {
                other.rule != hit.rule && prefixes.iter().any(|prefix| in_prefix(&rule(other).id, prefix))
            };
            causes.insert(hit.rule, Cover::new(hits.iter().filter(explains).map(|other| other.span)));
        }
    }
    let yields = |hit: &Hit| causes.get(&hit.rule).is_some_and(|cause| cause.touches(hit.span));
    let rank = |at: usize| {
        let (rule, span) = (rule(&hits[at]), hits[at].span);
        let file = &rule.file;
        let certainty = hits[at].certainty.unwrap_or(file.certainty);
        let mends = !hits[at].choices.is_empty();
        (
            std::cmp::Reverse((rule.is_own(), certainty, file.severity, mends)),
            span.start,
            std::cmp::Reverse(span.end),
            hits[at].rule,
        )
    };
    let mut order: Vec<usize> = (0..hits.len()).filter(|at| !yields(&hits[*at])).collect();
    order.sort_by_key(|at| rank(*at));
    let mut kept = Apart::default();
    let mut alive = vec![false; hits.len()];
    for at in order {
        alive[at] = kept.is_free(hits[at].span);
        if alive[at] {
            kept.spans.insert(hits[at].span);
        }
    }
    let mut alive = alive.into_iter();
    hits.retain(|_| alive.next().unwrap_or(false));
    hits
}

/// Spans of which none overlaps another.
#[derive(Default)]
pub(super) struct Apart {
    pub(super) spans: BTreeSet<Span>,
}

impl Apart {
    /// Whether a span overlaps none. Of those that begin before its end only the last few can reach it.
    pub(super) fn is_free(&self, span: Span) -> bool {
        let before = self.spans.range(..=Span { start: span.end, end: u32::MAX });
        !before.rev().take(3).any(|other| other.overlaps(span))
    }
}

/// Spans that may overlap each other, made ready to be asked whether any of them touches another span.
#[derive(Debug)]
struct Cover {
    /// Start of each span with a length, and the greatest end of all up to it; in order.
    solid: Vec<(u32, u32)>,
    /// Where empty spans stand, in order.
    points: Vec<u32>,
}

impl Cover {
    /// From spans in order of their start.
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut cover = Self { solid: Vec::new(), points: Vec::new() };
        for span in spans {
            if span.is_empty() {
                cover.points.push(span.start);
            } else {
                let furthest = cover.solid.last().map_or(0, |(_, end)| *end);
                cover.solid.push((span.start, span.end.max(furthest)));
            }
        }
        cover
    }

    /// Whether any of the spans overlaps this one, as [`Span::overlaps`] has it.
    fn touches(&self, span: Span) -> bool {
        let point = self.points.partition_point(|at| *at < span.start);
        let reach = |end: u32| if span.is_empty() { end >= span.start } else { end > span.start };
        let before = |start: u32| if span.is_empty() { start <= span.end } else { start < span.end };
        self.points.get(point).is_some_and(|at| *at <= span.end)
            || self.solid[..self.solid.partition_point(|(start, _)| before(*start))]
                .last()
                .is_some_and(|(_, end)| reach(*end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_cover_and_spans_apart_say_what_comparing_all_pairs_says(spans in proptest::collection::vec((0..30_u32, 0..4_u32), 0..12), start in 0..30_u32, len in 0..4_u32) {
            let mut spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span { start, end: start + len }).collect();
            spans.sort();
            let asked = Span { start, end: start + len };
            let slow = spans.iter().any(|span| span.overlaps(asked));
            proptest::prop_assert_eq!(Cover::new(spans.iter().copied()).touches(asked), slow);
            let mut apart = Apart::default();
            for span in spans {
                let slow = apart.spans.iter().any(|other| other.overlaps(span));
                proptest::prop_assert_eq!(apart.is_free(span), !slow);
                if !slow {
                    apart.spans.insert(span);
                }
            }
        }
    }
}
