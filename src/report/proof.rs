//! Examples that fail, as `mtlint test` shows them: where each stands, what happened, what was expected and what was found.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

use super::visible::exact;
use crate::rule::prove::Failure;

/// A failure in some lines.
pub fn failure(failure: &Failure) -> String {
    let mut text = match &failure.place {
        Some((file, line)) => format!("{file}:{line}: {} {}\n", failure.rule, failure.example),
        None => format!("{} {}\n", failure.rule, failure.example),
    };
    for outcome in &failure.outcomes {
        let _ = writeln!(text, "  {}", exact(&outcome.to_string()));
    }
    for (what, texts) in [("marks", &failure.marks), ("fixed", &failure.fixed)] {
        if let Some((expected, found)) = texts {
            let _ = writeln!(text, "  {what}: - expected, + found");
            compare(&mut text, expected, found);
        }
    }
    text
}

/// Two texts line by line.
fn compare(text: &mut String, expected: &str, found: &str) {
    for change in TextDiff::from_lines(expected, found).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Equal => ' ',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        let line = change.value();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let _ = writeln!(text, "    {sign} {}", exact(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::prove::Outcome;

    #[test]
    fn a_failure_shows_what_was_expected_and_what_was_found() {
        let shown = failure(&Failure {
            rule: "en/a/b".to_owned(),
            place: Some(("own/en/a/b.toml".to_owned(), 12)),
            example: "bad 1".to_owned(),
            outcomes: vec![Outcome::Missing("us".to_owned()), Outcome::Misfixed],
            marks: Some(("one\n[[us]] two".to_owned(), "one\nus two".to_owned())),
            fixed: Some(("a b".to_owned(), "a\u{a0}b".to_owned())),
        });
        let expected = "own/en/a/b.toml:12: en/a/b bad 1\n  missing: “us” is marked and not found\n  misfixed: the fix gives another text\n  \
                        marks: - expected, + found\n      one\n    - [[us]] two\n    + us two\n  \
                        fixed: - expected, + found\n    - a b\n    + a⍽b\n";
        assert_eq!(shown, expected);
    }
}
