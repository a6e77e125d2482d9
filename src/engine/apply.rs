//! Applying fixes: whole ones only, again and again until nothing changes.

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

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
    /// Rules whose fixes undo or feed each other without end, in order of their ids: none of these was applied.
    pub restless: Vec<Arc<str>>,
}

/// Rounds of the fix loop; each round mends what the one before laid bare.
const ROUNDS: usize = 32;
/// So many of the last rounds show which fixes feed each other, where no text comes again.
const LAST_ROUNDS: usize = 4;

/// A text that becomes twice as long and so many bytes more is not mended, but grows.
const SLACK: usize = 4096;

/// Applies the first fix of every finding that is at least as safe as `safety`, again and again until nothing changes.
///
/// Whole fixes only; of two that touch, the first in order of position is applied in this round. Rules whose fixes never come
/// to rest are left out, and the text is fixed without them. Where that is not the end of it either, the text is left as it
/// was, so fixing twice equals fixing once.
pub fn fix_all(linter: &Linter, text: &str, safety: Safety, read: impl Fn(&str) -> Article) -> Fixed {
    let fixed = fix_without_restless(linter, text, safety, &read);
    let again = |fixed: &Fixed| fix_without_restless(linter, &fixed.text, safety, &read).text == fixed.text;
    if fixed.restless.is_empty() || again(&fixed) {
        return fixed;
    }
    Fixed { text: text.to_owned(), applied: 0, restless: fixed.restless }
}

fn fix_without_restless(linter: &Linter, text: &str, safety: Safety, read: impl Fn(&str) -> Article) -> Fixed {
    let mut restless: BTreeSet<Arc<str>> = BTreeSet::new();
    loop {
        match settle(linter, text, (safety, &restless), &read) {
            Ok((text, applied)) => return Fixed { text, applied, restless: restless.into_iter().collect() },
            Err(more) => restless.extend(more),
        }
    }
}

/// The text when there is nothing left to apply, and how many fixes that took.
///
/// # Errors
/// The rules, one at least, whose fixes go on without end.
fn settle(
    linter: &Linter,
    text: &str,
    (safety, without): (Safety, &BTreeSet<Arc<str>>),
    read: impl Fn(&str) -> Article,
) -> Result<(String, usize), BTreeSet<Arc<str>>> {
    let longest = 2 * text.len() + SLACK;
    let (mut text, mut count) = (text.to_owned(), 0);
    // Each text by its hash, and the rules that changed it.
    let mut rounds: Vec<(u64, BTreeSet<Arc<str>>)> = Vec::new();
    let rules_since = |rounds: &[(u64, BTreeSet<Arc<str>>)], first: usize| {
        rounds[first..].iter().flat_map(|(_, rules)| rules.iter().cloned()).collect()
    };
    for _ in 0..ROUNDS {
        let findings = linter.check(&read(&text));
        let asked = findings.iter().filter(|finding| !without.contains(&finding.rule));
        let best = asked.filter_map(|finding| Some((&finding.rule, finding.fixes.first()?)));
        let (next, applied) = apply_each(&text, best.filter(|(_, fix)| fix.safety >= safety));
        if applied.is_empty() || next == text {
            return Ok((text, count));
        }
        count += applied.len();
        rounds.push((FxBuildHasher.hash_one(&text), applied.into_iter().cloned().collect()));
        text = next;
        if text.len() > longest {
            break;
        }
        let hash = FxBuildHasher.hash_one(&text);
        if let Some(first) = rounds.iter().position(|(before, _)| *before == hash) {
            return Err(rules_since(&rounds, first));
        }
    }
    Err(rules_since(&rounds, rounds.len().saturating_sub(LAST_ROUNDS)))
}

/// Applies fixes whole, passing over one that touches an edit already taken. Returns the text and how many were applied.
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let (text, applied) = apply_each(text, fixes.into_iter().map(|fix| ((), fix)));
    (text, applied.len())
}

/// The same, with something of each fix that was applied.
fn apply_each<'a, T>(text: &str, fixes: impl IntoIterator<Item = (T, &'a Fix)>) -> (String, Vec<T>) {
    let mut taken = Apart::default();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut applied = Vec::new();
    for (of, fix) in fixes {
        let free = |edit: &Edit| taken.is_free(edit.span);
        if fix.safety > Safety::Display && !fix.edits.is_empty() && fix.edits.iter().all(free) {
            taken.spans.extend(fix.edits.iter().map(|edit| edit.span));
            edits.extend(&fix.edits);
            applied.push(of);
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
