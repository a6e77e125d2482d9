//! What a fix changes, as a unified diff that `patch -p0` takes.

use similar::TextDiff;

/// The unified diff of a text before and after; empty where nothing changed. Lines end with `\n` only, as `patch` sees
/// them; a carriage return is part of its line.
pub fn unified(file: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    // `patch` takes a name with spaces only up to a tab.
    let name = if file.contains(' ') { format!("{file}\t") } else { file.to_owned() };
    diff.unified_diff().header(&name, &name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_keeps_carriage_returns_and_says_where_the_last_line_does_not_end() {
        let diff = unified("a.txt", "one\r\ntwo ,\r\nend", "one\r\ntwo,\r\nend");
        let expected =
            "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n one\r\n-two ,\r\n+two,\r\n end\n\\ No newline at end of file\n";
        assert_eq!(diff, expected);
        assert_eq!(unified("a.txt", "x", "x"), "");
        assert!(unified("a b.txt", "x\n", "y\n").starts_with("--- a b.txt\t\n+++ a b.txt\t\n"));
    }
}
