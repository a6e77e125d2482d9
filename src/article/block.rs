//! Blocks: the paragraphs, headings, list items, captions and page lines of a text.

use std::ops::Range;

use crate::span::Span;
use crate::text::{Profile, Script};

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

/// The longest heading, in columns; longer lines without a full stop are paragraphs.
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
    if is_all_marks(line) {
        return BlockKind::Boilerplate;
    }
    if is_list_item(line, profile) {
        return BlockKind::ListItem;
    }
    if begins_with(line, &profile.boilerplate, &[':', '：']) || is_whole(line, &profile.boilerplate) {
        return BlockKind::Boilerplate;
    }
    if is_caption(line, profile) {
        return BlockKind::Caption;
    }
    let short = columns(line) <= LONGEST_HEADING;
    let open = !ends_like_a_sentence(line) && !ends_inside_a_sentence(line);
    if short && open && !first && is_byline(line, profile) {
        return BlockKind::Byline;
    }
    if short && !ends_like_a_sentence(line.trim_end_matches('.')) && is_dateline(line) {
        return BlockKind::Dateline;
    }
    match (short && open, first) {
        (true, true) => BlockKind::Headline,
        (true, false) if !holds_a_sentence_end(line) => BlockKind::Heading,
        _ => BlockKind::Paragraph,
    }
}

/// Whether a full stop stands inside the line: after a word that is no abbreviation, with a new sentence behind it.
fn holds_a_sentence_end(line: &str) -> bool {
    memchr::memmem::find_iter(line.as_bytes(), ". ").any(|at| {
        let long = line[..at].chars().rev().take(4).filter(|c| c.is_lowercase()).count() == 4;
        long && line[at + 2..].starts_with(char::is_uppercase)
    }) || line.contains(['。', '।']) && !line.ends_with(['。', '।'])
}

/// How wide a line is: a character of a script written without spaces says as much as two or three letters.
fn columns(line: &str) -> usize {
    if line.is_ascii() || line.len() > 4 * LONGEST_HEADING {
        return line.len();
    }
    // Thai is the first of the scripts without spaces in the order of Unicode.
    line.chars().map(|c| if c >= '\u{E00}' && Script::of(c).is_unspaced() { 3 } else { 1 }).sum()
}

fn is_all_marks(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// `- x`, `• x`, `1. x`, `1) x`, `a) x`, `(a) x`, `iv) x`, `① x`, `一、x`, `（一）x`.
fn is_list_item(line: &str, profile: &Profile) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    match first {
        // With a second dash it is direct speech: `- We will see, - he said.`
        '-' => {
            chars.next().is_some_and(char::is_whitespace)
                && ![" - ", " – ", " — "].iter().any(|dash| chars.as_str().contains(dash))
        }
        '*' | '•' | '·' | '▪' | '◦' | '‣' | '●' | '■' | '►' | '▶' | '◆' | '○' | '□' | '✓' | '✔' | '➤' | '・' => {
            chars.next().is_some_and(|c| c.is_whitespace() || matches!(first, '•' | '●' | '■' | '・' | '◆'))
        }
        '①'..='⑳' => true,
        '(' | '（' => chars.position(|c| matches!(c, ')' | '）')).is_some_and(|at| (1..=3).contains(&at)),
        c if c.is_numeric() => is_numbered(line, profile),
        c if is_han_number(c) => line.trim_start_matches(is_han_number).starts_with('、'),
        c if c.is_alphabetic() => {
            let marker = line.split(')').next().unwrap_or_default();
            let roman = marker.len() <= 4 && marker.chars().all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x'));
            marker.len() < line.len() && (roman || marker.chars().nth(1).is_none())
        }
        _ => false,
    }
}

fn is_han_number(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// `1. x`, `1) x`, `1.1 x`, `1、x`; not a day and its month (`3. Oktober`), nor an ordinal before a small letter.
fn is_numbered(line: &str, profile: &Profile) -> bool {
    let rest = line.trim_start_matches(char::is_numeric);
    let digits = line.chars().count() - rest.chars().count();
    let Some(mark) = rest.chars().next().filter(|_| digits <= 2) else {
        return false;
    };
    let body = &rest[mark.len_utf8()..];
    match mark {
        '、' | '．' => true,
        ')' | '）' => !body.is_empty(),
        '.' if body.starts_with(char::is_whitespace) => {
            let word =
                body.split_whitespace().next().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric());
            !(profile.ordinal_dot && (profile.months.has_word(word) || word.starts_with(char::is_lowercase)))
        }
        _ => false,
    }
}

/// Whether the last character that is no closing mark ends a sentence.
pub fn ends_like_a_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
    end.ends_with(|c| {
        matches!(
            c,
            '.' | '!'
                | '?'
                | '…'
                | ':'
                | ';'
                | '。'
                | '！'
                | '？'
                | '．'
                | '｡'
                | '：'
                | '；'
                | '‼'
                | '‽'
                | '⁇'
                | '⁈'
                | '⁉'
        ) || matches!(c, '؟' | '؛' | '۔' | '।' | '॥' | '։' | '።' | '၊' | '။' | '៖' | '។' | '෴' | '\u{37E}')
    })
}

/// Whether the line ends on a mark after which a sentence goes on: no heading does.
fn ends_inside_a_sentence(line: &str) -> bool {
    line.ends_with([',', '،', '，', '、', '､', '(', '[', '（'])
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '“'
            | '’'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '＂'
    )
}

fn begins_with(line: &str, beginnings: &[String], marks: &[char]) -> bool {
    after(line, beginnings).any(|rest| rest.trim_start().starts_with(marks))
}

/// What follows each beginning that a line has, whatever its capitals; beginnings are in lower case.
fn after<'a>(line: &'a str, beginnings: &'a [String]) -> impl Iterator<Item = &'a str> {
    let first = line.chars().next().and_then(|c| c.to_lowercase().next());
    beginnings.iter().filter(move |beginning| beginning.chars().next() == first).filter_map(|beginning| {
        let (start, rest) = line.split_at_checked(beginning.len())?;
        start.chars().flat_map(char::to_lowercase).eq(beginning.chars()).then_some(rest)
    })
}

/// Whether a line says a beginning and nothing else: `Read more`, `See also …`.
fn is_whole(line: &str, beginnings: &[String]) -> bool {
    after(line, beginnings).any(|rest| !rest.contains(char::is_alphanumeric))
}

/// `Photo: X`, `(Photo: X)`, `Photo | X`, `© X`.
fn is_caption(line: &str, profile: &Profile) -> bool {
    let line = line.trim_start_matches(['(', '[', '（', '【', '▲', '△', '*']).trim_start();
    line.starts_with('©') || begins_with(line, &profile.captions, &[':', '：', '|', '｜', '/', '／', '©'])
}

fn is_byline(line: &str, profile: &Profile) -> bool {
    let words = line.split_whitespace().count();
    let name = |rest: &str| {
        rest.split_whitespace()
            .next()
            .is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()))
    };
    words <= 8 && after(line, &profile.bylines).any(name)
}

/// A line that ends with a dash or a bracketed agency after a place in capitals: `LONDON (AP) —`; `【新华社北京3月5日电】`.
fn is_dateline(line: &str) -> bool {
    if line.starts_with('【') && line.ends_with('】') {
        return true;
    }
    let line = line.trim_end_matches('.');
    if !line.ends_with(['-', '–', '—', ')']) {
        return false;
    }
    let place =
        line.split([',', '(', '–', '—', '.']).next().unwrap_or_default().split(" -").next().unwrap_or_default().trim();
    let capitals = place.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 3 && capitals == place.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;
    use crate::text::Lang;
    use crate::text::language::LanguageFile;
    use std::sync::Arc;

    const FILE: &str = "[number]
ordinal_dot = true
[words]
months = ['oktober']
[page]
captions = ['photo', 'foto', '图']
bylines = ['by', 'von', '文/']
boilerplate = ['read more', 'lesen sie auch']";

    fn profile() -> Profile {
        let file: LanguageFile = toml::from_str(FILE).unwrap();
        Profile::new(Lang::unknown(), &[&file])
    }

    fn kind(line: &str) -> BlockKind {
        classify(line, false, &profile())
    }

    #[test]
    fn items_of_lists_are_told_in_many_scripts() {
        for line in [
            "- ropes",
            "• ropes",
            "1. Ropes",
            "12) ropes",
            "a) ropes",
            "(b) ropes",
            "iv) ropes",
            "б) верёвки",
            "① 绳子",
            "一、绳子",
            "（二）绳子",
            "３．綱",
            "・綱",
        ] {
            assert_eq!(kind(line), BlockKind::ListItem, "{line}");
        }
    }

    #[test]
    fn days_ordinals_decimals_and_dialogue_are_no_items() {
        let lines = [
            "3. Oktober war ein Feiertag, und niemand arbeitete.",
            "1. liga startuje v sobotu večer v Brně, hlásí pořadatelé.",
            "1.5 million people live there, the census says.",
            "2019) was a bad year for the village.",
            "- Мы поедем завтра, - сказал водитель.",
            "A (small) crowd had gathered by noon.",
            "We (and they) were late.",
        ];
        for line in lines {
            assert_eq!(kind(line), BlockKind::Paragraph, "{line}");
        }
    }

    #[test]
    fn page_lines_captions_and_bylines_are_told_by_their_beginnings() {
        for line in ["Read more: Bridge closed", "READ MORE", "Lesen Sie auch:", "* * *", "———"] {
            assert_eq!(kind(line), BlockKind::Boilerplate, "{line}");
        }
        for line in
            ["Photo: Ann Ruddock", "(Foto: dpa)", "Photo : A. Ruddock/Presse", "© A. Ruddock", "图：新华社", "Photo: ."]
        {
            assert_eq!(kind(line), BlockKind::Caption, "{line}");
        }
        for line in ["By Ann Ruddock", "Von Anna Rüdiger und Max Holz", "文/张 三"] {
            assert_eq!(kind(line), BlockKind::Byline, "{line}");
        }
        for line in [
            "By noon the river had risen to the sill.",
            "Read more books, the mayor told them.",
            "Photographs of the flood were shown.",
        ] {
            assert_eq!(kind(line), BlockKind::Paragraph, "{line}");
        }
    }

    #[test]
    fn headings_are_short_and_open() {
        assert_eq!(classify("River floods mill", true, &profile()), BlockKind::Headline);
        assert_eq!(kind("What comes next"), BlockKind::Heading);
        assert_eq!(kind("St. Brannock’s votes on Dr. Lee"), BlockKind::Heading);
        assert_eq!(kind("河水再次上涨，磨坊被淹"), BlockKind::Heading);
        for line in [
            "The river rose. The miller and",
            "河水上涨。磨坊主说",
            "Нас было трое,",
            "The river rose.",
            "“The river rose!”",
            "河水周日上涨。",
            "नदी बढ़ गई।",
            "وارتفع النهر؟",
            "ջուրը բարձրացավ։",
        ] {
            assert_eq!(kind(line), BlockKind::Paragraph, "{line}");
        }
        assert_eq!(kind(&"河水周日晚上再次上涨磨坊被淹".repeat(4)), BlockKind::Paragraph);
    }

    #[test]
    fn datelines_stand_alone() {
        for line in ["LONDON (AP) —", "ДЕ-МОЙН (ТАСС) –", "MADRID, 3 mar (EFE)", "【新华社北京3月5日电】"]
        {
            assert_eq!(kind(line), BlockKind::Dateline, "{line}");
        }
        assert_eq!(kind("ЛОНДОН. Река поднялась."), BlockKind::Paragraph);
    }

    fn blocks(text: &str) -> Vec<String> {
        let side = plain::read(text.into(), Arc::new(profile()));
        side.blocks.iter().map(|block| side.str(block.span).to_owned()).collect()
    }

    #[test]
    fn lines_wrapped_by_hand_are_joined_and_others_are_not() {
        let wrapped = "The river rose again on Sunday night and reached the\nsills of the lower windows, so that the miller and his\nfamily had to be taken from the roof by the volunteers\nof the village.\n\nNobody was hurt.";
        assert_eq!(blocks(wrapped).len(), 2);
        let chinese = "周日晚上河水再次上涨并漫过了低处人家的窗台磨坊主和他的家\n人不得不由村里的志愿者从屋顶上救下来镇长周一向所有参加救\n援的人表示感谢并宣布将在春天之前修建一座新的堤坝以保护这\n些房屋。\n\n无人受伤。";
        assert_eq!(blocks(chinese).len(), 2);
        let lines = "River floods mill\nThe river rose.\nThe miller was saved.\nNobody was hurt.\nThe mayor came.";
        assert_eq!(blocks(lines).len(), 5);
        let headlines = "今日要闻\n河水上涨\n磨坊被淹\n镇长致谢\n学校停课";
        assert_eq!(blocks(headlines).len(), 5);
    }

    #[test]
    fn line_ends_and_blank_lines_make_no_blocks() {
        assert_eq!(
            blocks("\u{FEFF}River floods mill\r\n\r\n  \r\nThe river rose.\r\n"),
            ["River floods mill", "The river rose."]
        );
    }
}
