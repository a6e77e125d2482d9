//! Plain text: a line is a block, unless the lines were wrapped by hand, when a paragraph is what stands between blank
//! lines.

use std::sync::Arc;

use super::block::{self, Block};
use super::side::Side;
use crate::span::Span;
use crate::text::{Profile, Script};

/// Reads plain text.
pub fn read(text: Box<str>, profile: Arc<Profile>) -> Side {
    let lines = lines(&text);
    let spans = if is_wrapped(&text, &lines) { paragraphs(&text, &lines) } else { lines };
    let mut blocks = Vec::with_capacity(spans.len());
    for span in spans {
        let line = &text[span.range()];
        if !line.trim().is_empty() {
            blocks.push(Block::new(span, block::classify(line, blocks.is_empty(), &profile)));
        }
    }
    Side::new(text, profile, blocks)
}

/// Lines without their ends and without a byte-order mark.
fn lines(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end >= start {
            let body = text[start..end].trim_end_matches('\r');
            spans.push(Span::new(start, start + body.len()));
        }
        start = end + 1;
    }
    spans
}

/// Lines that were wrapped by hand are about equally long, mostly end inside a sentence, and go on in lower case, or, in a
/// script without capitals, are as wide as the others to within a few characters.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut pairs, mut runs_on, mut starts_lower, mut caseless) = (0, 0, 0, 0);
    let (mut narrowest, mut widest) = (usize::MAX, 0);
    for pair in lines.windows(2) {
        let (line, next) = (text[pair[0].range()].trim(), text[pair[1].range()].trim());
        if line.is_empty() || next.is_empty() {
            continue;
        }
        if line.len() > 400 {
            return false;
        }
        pairs += 1;
        let length = line.chars().count();
        let unspaced = next.chars().next().is_some_and(|c| Script::of(c).is_unspaced());
        let range = if unspaced { 20..=80 } else { 40..=120 };
        runs_on += usize::from(range.contains(&length) && !block::ends_like_a_sentence(line));
        starts_lower += usize::from(next.starts_with(char::is_lowercase));
        caseless +=
            usize::from(next.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()));
        narrowest = narrowest.min(length);
        widest = widest.max(length);
    }
    let even = widest.saturating_sub(narrowest) * 8 <= widest;
    let goes_on = starts_lower * 2 >= pairs || caseless * 2 >= pairs && even;
    pairs >= 3 && runs_on * 10 >= pairs * 7 && goes_on
}

fn paragraphs(text: &str, lines: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines {
        let blank = text[line.range()].trim().is_empty();
        match spans.last_mut() {
            Some(last) if open && !blank => *last = last.to(*line),
            _ if !blank => spans.push(*line),
            _ => {}
        }
        open = !blank;
    }
    spans
}
