//! Lines and columns of byte offsets, made only where a report asks for them.

/// Bytes between two places whose character count is kept, so that a column of a very long line costs no more than one
/// of a short line.
const STEP: usize = 4096;

/// Where the lines of a text begin, and how many characters stand before each of them.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters before byte 0, `STEP`, 2 `STEP`, ...
    counts: Vec<u32>,
}

impl LineIndex {
    /// Indexes a text. A line ends with `\n`; `\r\n` counts once. A byte-order mark takes no column.
    pub fn new(text: &str) -> Self {
        let first = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let starts = std::iter::once(first).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|n| n as u32 + 1));
        let mut counts = vec![0];
        for step in text.as_bytes().chunks(STEP) {
            counts.push(counts.last().unwrap_or(&0) + characters(step));
        }
        Self { starts: starts.collect(), counts }
    }

    /// 1-based line and column of a byte offset; columns count Unicode characters.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.starts[line - 1] as usize;
        let column = self.before(text, offset.max(start)) - self.before(text, start);
        (line, column as usize + 1)
    }

    /// The bytes of a line, counted from 1, without its end.
    pub fn line<'a>(&self, text: &'a str, line: usize) -> (usize, &'a str) {
        let start = self.starts[line - 1] as usize;
        let end = self.starts.get(line).map_or(text.len(), |next| *next as usize);
        (start, text[start..end].trim_end_matches(['\r', '\n']))
    }

    /// How many characters begin before a byte offset.
    fn before(&self, text: &str, offset: usize) -> u32 {
        let step = offset / STEP;
        self.counts[step] + characters(&text.as_bytes()[step * STEP..offset])
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| !(0x80..0xC0).contains(*byte)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "é“a”\r\nb";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 0), (1, 1));
        assert_eq!(lines.position(text, 5), (1, 3));
        assert_eq!(lines.position(text, text.len()), (2, 2));
        assert_eq!(lines.line(text, 1), (0, "é“a”"));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{FEFF}ab";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 0), (1, 1));
        assert_eq!(lines.position(text, 4), (1, 2));
    }

    #[test]
    fn columns_of_a_long_line_are_counted_from_its_start() {
        let text = format!("x\n{}z", "é".repeat(10_000));
        let lines = LineIndex::new(&text);
        assert_eq!(lines.position(&text, text.len() - 1), (2, 10_001));
        assert_eq!(lines.position(&text, 2 + 2 * 5000), (2, 5001));
        assert_eq!(lines.position(&text, text.len()), (2, 10_002));
    }
}
