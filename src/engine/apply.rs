//! Applying fixes: whole ones only, again and again until nothing changes.

use super::finding::Fix;
use super::linter::Linter;
use super::overlap::Apart;
use crate::article::Article;
use crate::detect::Edit;
use crate::rule::Safety;

/// The result of the fix loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text afterwards.
    pub text: String,
    /// How many fixes were applied.
    pub applied: usize,
    /// Whether there was nothing left to apply. If not, the fixes undo or feed each other without end and the text is
    /// as it was.
    pub settled: bool,
}

/// Rounds of the fix loop; each round mends what the one before laid bare.
const ROUNDS: usize = 32;

/// Applies the first fix of every finding that is at least as safe as `safety`, again and again until nothing changes.
///
/// Whole fixes only; of two that touch, the first in order of position is applied in this round. Fixes that never come
/// to rest leave the text as it was, so fixing twice equals fixing once.
pub fn fix_all(linter: &Linter, text: &str, safety: Safety, read: impl Fn(&str) -> Article) -> Fixed {
    let mut fixed = Fixed { text: text.to_owned(), applied: 0, settled: true };
    for _ in 0..ROUNDS {
        let findings = linter.check(&read(&fixed.text));
        let best = findings.iter().filter_map(|finding| finding.fixes.first()).filter(|fix| fix.safety >= safety);
        let (text, applied) = apply(&fixed.text, best);
        if applied == 0 || text == fixed.text {
            return fixed;
        }
        fixed.text = text;
        fixed.applied += applied;
    }
    Fixed { text: text.to_owned(), applied: 0, settled: false }
}

/// Applies fixes whole, passing over one that touches an edit already taken. Returns the text and how many were applied.
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut taken = Apart::default();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut applied = 0;
    for fix in fixes {
        let free = |edit: &Edit| taken.is_free(edit.span);
        if fix.safety > Safety::Display && !fix.edits.is_empty() && fix.edits.iter().all(free) {
            taken.spans.extend(fix.edits.iter().map(|edit| edit.span));
            edits.extend(&fix.edits);
            applied += 1;
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(&text[at..edit.span.lo()]);
        result.push_str(&edit.text);
        at = edit.span.hi();
    }
    result.push_str(&text[at..]);
    (result, applied)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edits = edits.iter().map(|(start, end, text)| Edit::new(Span::new(*start, *end), *text)).collect();
        Fix { title: String::new(), safety: Safety::Safe, edits }
    }

    #[test]
    fn of_two_fixes_that_touch_the_first_is_applied_and_the_second_whole_or_not_at_all() {
        let fixes = [fix(&[(0, 1, "A"), (4, 4, "!")]), fix(&[(2, 3, "C"), (4, 5, "")]), fix(&[(1, 2, "B")])];
        assert_eq!(apply("abcdef", &fixes), ("ABcd!ef".to_owned(), 2));
    }

    #[test]
    fn advice_is_never_applied() {
        let advice = Fix { safety: Safety::Display, ..fix(&[(0, 1, "A")]) };
        assert_eq!(apply("abc", &[advice]), ("abc".to_owned(), 0));
    }
}
