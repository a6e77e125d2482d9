//! What a fix changes, as a unified diff that `patch -p0` and `git apply -p0` take.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices, group_diff_ops};

/// Lines shown on each side of a change.
const CONTEXT: usize = 3;

/// The unified diff of the bytes of a file before and after; empty where nothing changed. Lines end with `\n` only, as
/// `patch` sees them; a carriage return is part of its line.
pub fn unified(file: &str, before: &[u8], after: &[u8]) -> Vec<u8> {
    if before == after {
        return Vec::new();
    }
    let lines = |bytes| -> Vec<&[u8]> { <[u8]>::split_inclusive(bytes, |byte| *byte == b'\n').collect() };
    let (old, new) = (lines(before), lines(after));
    // `patch` takes a name with spaces only up to a tab.
    let name = if file.contains(' ') { format!("{file}\t") } else { file.to_owned() };
    let mut diff = format!("--- {name}\n+++ {name}\n").into_bytes();
    for group in group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let [removed, added] =
            [hunk(first.old_range().start..last.old_range().end), hunk(first.new_range().start..last.new_range().end)];
        diff.extend(format!("@@ -{removed} +{added} @@\n").bytes());
        for operation in &group {
            if operation.tag() == DiffTag::Equal {
                old[operation.old_range()].iter().for_each(|line| put(&mut diff, b' ', line));
            } else {
                old[operation.old_range()].iter().for_each(|line| put(&mut diff, b'-', line));
                new[operation.new_range()].iter().for_each(|line| put(&mut diff, b'+', line));
            }
        }
    }
    diff
}

/// The lines of a hunk as its head has them: `3`, `3,7`, `2,0`.
fn hunk(lines: Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        number => format!("{},{number}", lines.start + 1),
    }
}

fn put(diff: &mut Vec<u8>, sign: u8, line: &[u8]) {
    diff.push(sign);
    diff.extend(line);
    if !line.ends_with(b"\n") {
        diff.extend(b"\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(file: &str, before: &str, after: &str) -> String {
        String::from_utf8(unified(file, before.as_bytes(), after.as_bytes())).unwrap()
    }

    #[test]
    fn a_diff_keeps_carriage_returns_and_says_where_the_last_line_does_not_end() {
        let expected =
            "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n one\r\n-two ,\r\n+two,\r\n end\n\\ No newline at end of file\n";
        assert_eq!(diff("a.txt", "one\r\ntwo ,\r\nend", "one\r\ntwo,\r\nend"), expected);
        assert_eq!(diff("a.txt", "x", "x"), "");
        assert!(diff("a b.txt", "x\n", "y\n").starts_with("--- a b.txt\t\n+++ a b.txt\t\n@@ -1 +1 @@\n-x\n+y\n"));
    }

    #[test]
    fn a_file_without_line_feeds_is_one_line_and_one_that_becomes_empty_has_none() {
        let no_end = "\\ No newline at end of file\n";
        let expected = format!("--- a\n+++ a\n@@ -1 +1 @@\n-x ,\ry\r\n{no_end}+x,\ry\r\n{no_end}");
        assert_eq!(diff("a", "x ,\ry\r", "x,\ry\r"), expected);
        assert_eq!(diff("a", "x\n", ""), "--- a\n+++ a\n@@ -1 +0,0 @@\n-x\n");
    }
}
