//! The part of a line that is worth showing: what stands around its marks. A paragraph of news is one line and may be
//! thousands of characters long.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Lines up to this many columns are shown whole.
const WHOLE: usize = 110;
/// Columns shown on each side of a mark.
const AROUND: usize = 40;
/// Columns shown of a mark itself.
const LONGEST_MARK: usize = 80;

/// A shortened line, with its marks in places of the shortened text.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, with `…` where something was left out.
    pub text: String,
    /// The marks, in the order given.
    pub marks: Vec<Range<usize>>,
}

/// Shortens a line around marks, which are byte ranges of the line.
pub fn excerpt(line: &str, marks: &[Range<usize>]) -> Excerpt {
    let marks: Vec<Range<usize>> =
        marks.iter().map(|mark| mark.start..forth(line, mark.start, LONGEST_MARK).min(mark.end)).collect();
    if forth(line, 0, WHOLE) == line.len() {
        return Excerpt { text: line.to_owned(), marks };
    }
    let mut windows: Vec<Range<usize>> =
        marks.iter().map(|mark| back(line, mark.start, AROUND)..forth(line, mark.end, AROUND)).collect();
    windows.sort_by_key(|window| (window.start, window.end));
    windows.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    let mut text = String::new();
    let mut shifted = marks.clone();
    for window in &windows {
        if window.start > 0 && text.is_empty() {
            text.push('…');
        }
        for (mark, place) in marks.iter().zip(&mut shifted) {
            if window.start <= mark.start && mark.end <= window.end {
                *place = text.len() + mark.start - window.start..text.len() + mark.end - window.start;
            }
        }
        text.push_str(&line[window.clone()]);
        if window.end < line.len() {
            text.push('…');
        }
    }
    Excerpt { text, marks: shifted }
}

/// The offset `count` columns before another, but not in the middle of a word where a space is near.
fn back(line: &str, from: usize, count: usize) -> usize {
    let mut columns = 0;
    let far = |(_, c): &(usize, char)| {
        columns += c.width().unwrap_or(0);
        columns > count
    };
    let start = line[..from].char_indices().rev().find(far).map_or(0, |(at, c)| at + c.len_utf8());
    let space = line[start..from].char_indices().take(count / 2).find(|(_, c)| c.is_whitespace());
    if start == 0 { 0 } else { space.map_or(start, |(at, c)| start + at + c.len_utf8()) }
}

/// The offset `count` columns after another.
fn forth(line: &str, from: usize, count: usize) -> usize {
    let mut columns = 0;
    let far = |(_, c): &(usize, char)| {
        columns += c.width().unwrap_or(0);
        columns > count
    };
    line[from..].char_indices().find(far).map_or(line.len(), |(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_whole() {
        let marks = vec![0..1, 2..3];
        assert_eq!(excerpt("a b", &marks), Excerpt { text: "a b".to_owned(), marks });
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let line = "日".repeat(100);
        let mark = 150..153;
        let cut = excerpt(&line, std::slice::from_ref(&mark));
        assert_eq!((cut.text.chars().count(), &cut.text[cut.marks[0].clone()]), (20 + 1 + 20 + 2, "日"));
    }

    #[test]
    fn a_long_line_is_cut_around_its_marks_and_the_marks_move_with_it() {
        let line = format!("{}HERE{}THERE{}", "é ".repeat(100), "日".repeat(200), " x".repeat(100));
        let marks = [line.find("HERE").unwrap(), line.find("THERE").unwrap()];
        let cut = excerpt(&line, &[marks[0]..marks[0] + 4, marks[1]..marks[1] + 5]);
        let found: Vec<&str> = cut.marks.iter().map(|mark| &cut.text[mark.clone()]).collect();
        assert_eq!(found, ["HERE", "THERE"]);
        assert!(cut.text.chars().count() < 190 && cut.text.matches('…').count() == 3, "{}", cut.text);
    }
}
