//! Blocks: the paragraphs, headings, list items, captions and page lines of a text.

use std::ops::Range;

use crate::span::Span;
use crate::text::Profile;

/// A paragraph, heading, list item, caption, page line, or a segment of a translation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without the line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Its tokens, as indices into those of the side.
    pub tokens: Range<u32>,
    /// Its sentences, as indices into those of the side.
    pub sentences: Range<u32>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The first line, where it is short and does not end like a sentence.
    Headline,
    /// A short line inside the article that does not end like a sentence.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A picture caption or credit.
    Caption,
    /// Place, date and agency on a line of their own.
    Dateline,
    /// The author's line.
    Byline,
    /// A line of the page, not of the story.
    Boilerplate,
}

impl BlockKind {
    /// Whether the block is made of sentences, so that a missing full stop or capital says something.
    pub fn is_prose(self) -> bool {
        self == Self::Paragraph
    }
}

/// The longest heading in characters; longer lines without a full stop are paragraphs.
const LONGEST_HEADING: usize = 110;

impl Block {
    /// A block of a kind; tokens and sentences are filled in by [`super::Side::new`].
    pub fn new(span: Span, kind: BlockKind) -> Self {
        Self { span, kind, tokens: 0..0, sentences: 0..0 }
    }
}

/// What a line of plain text is, from its shape and from the line beginnings that the language lists.
pub fn classify(line: &str, first: bool, profile: &Profile) -> BlockKind {
    let line = line.trim();
    if is_list_item(line) {
        return BlockKind::ListItem;
    }
    if begins_with(line, &profile.boilerplate, ':') || is_all_marks(line) {
        return BlockKind::Boilerplate;
    }
    if begins_with(line, &profile.captions, ':') || begins_with(line, &profile.captions, '|') {
        return BlockKind::Caption;
    }
    let short = line.chars().count() <= LONGEST_HEADING;
    let open = !ends_like_a_sentence(line);
    if short && open && !first && is_byline(line, profile) {
        return BlockKind::Byline;
    }
    if short && open && is_dateline(line) {
        return BlockKind::Dateline;
    }
    match (short && open, first) {
        (true, true) => BlockKind::Headline,
        (true, false) => BlockKind::Heading,
        _ => BlockKind::Paragraph,
    }
}

fn is_all_marks(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// `- x`, `• x`, `1. x`, `1) x`, `a) x`.
fn is_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '•' | '·' | '▪' | '◦' | '‣' | '●' | '■' | '►') => chars.next().is_some_and(char::is_whitespace),
        Some('(') => chars.nth(1) == Some(')'),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(") ") || rest.starts_with(". "))
        }
        Some(c) if c.is_alphabetic() => chars.next() == Some(')'),
        _ => false,
    }
}

/// Whether the last character that is no closing mark ends a sentence.
pub fn ends_like_a_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
    end.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '．', '؟', '।', '۔'])
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '」' | '』' | '）' | '】')
}

fn begins_with(line: &str, beginnings: &[String], mark: char) -> bool {
    beginnings.iter().any(|beginning| {
        line.get(..beginning.len()).is_some_and(|start| start.to_lowercase() == *beginning)
            && line[beginning.len()..].trim_start().starts_with(mark)
    })
}

fn is_byline(line: &str, profile: &Profile) -> bool {
    let words = line.split_whitespace().count();
    words <= 8
        && profile.bylines.iter().any(|by| {
            line.get(..by.len()).is_some_and(|start| start.to_lowercase() == *by)
                && line[by.len()..].split_whitespace().next().is_some_and(|name| name.starts_with(char::is_uppercase))
        })
}

/// A line that ends with a dash or a bracketed agency after a place in capitals: `LONDON (AP) —`.
fn is_dateline(line: &str) -> bool {
    let place = line.split([',', '(', '-', '–', '—', '.']).next().unwrap_or_default().trim();
    let capitals = place.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 3 && capitals == place.chars().filter(|c| c.is_alphabetic()).count() && line.ends_with(['-', '–', '—', ')'])
}
