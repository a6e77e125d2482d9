//! The text of an example: its marks, and the escape for brackets that are none.
//!
//! `[[` opens a mark and `]]` closes it. A backslash before either takes its meaning; a doubled backslash before either is
//! one backslash. What begins with a bracket may end with one: `[[[NAME]]]` marks `[NAME]`.

use crate::span::Span;

/// A text without its marks, and where they stood.
///
/// # Errors
/// Where in the marked text a mark is wrong, in bytes, and how.
pub(super) fn unmark(marked: &str) -> Result<(String, Vec<Span>), (usize, &'static str)> {
    let (mut text, mut marks, mut open, mut at) = (String::new(), Vec::new(), None, 0);
    while let Some((sign, mut from)) = next_sign(marked, at) {
        let bracketed = open.is_some_and(|(start, _)| (text[start..].to_owned() + &marked[at..from]).starts_with('['));
        if sign == "]]" && bracketed && marked[from + sign.len()..].starts_with(']') {
            from += 1;
        }
        let slashes = marked[at..from].len() - marked[at..from].trim_end_matches('\\').len();
        text.push_str(&marked[at..from - slashes.div_ceil(2)]);
        if slashes % 2 == 1 {
            text.push_str(sign);
        } else {
            match (sign, open) {
                ("[[", None) => open = Some((text.len(), from)),
                ("[[", Some(_)) => return Err((from, "a mark inside a mark; close the first one with ]] before")),
                (_, Some((start, _))) => {
                    marks.push(Span::new(start, text.len()));
                    open = None;
                }
                (_, None) => return Err((from, "]] without [[ before it; for the brackets themselves write \\]]")),
            }
        }
        at = from + sign.len();
    }
    if let Some((_, from)) = open {
        return Err((from, "[[ without ]] after it; for the brackets themselves write \\[["));
    }
    text.push_str(&marked[at..]);
    Ok((text, marks))
}

fn next_sign(text: &str, from: usize) -> Option<(&'static str, usize)> {
    let find = |sign: &'static str| text[from..].find(sign).map(|at| (sign, from + at));
    find("[[").into_iter().chain(find("]]")).min_by_key(|(_, at)| *at)
}

/// A text with marks put around spans: what [`unmark`] undoes.
pub(super) fn mark(text: &str, spans: &[Span]) -> String {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let (mut marked, mut at) = (String::new(), 0);
    for span in spans {
        if span.lo() >= at {
            marked.extend([&escape(&text[at..span.lo()]), "[[", &escape(&text[span.range()]), "]]"]);
            at = span.hi();
        }
    }
    marked + &escape(&text[at..])
}

fn escape(text: &str) -> String {
    text.replace("[[", "\\[[").replace("]]", "\\]]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_remembered() {
        assert_eq!(unmark("é[[a]] b[[]]"), Ok(("éa b".to_owned(), vec![Span::new(2, 3), Span::new(5, 5)])));
        assert_eq!(mark("éa b", &[Span::new(5, 5), Span::new(2, 3)]), "é[[a]] b[[]]");
    }

    #[test]
    fn a_backslash_takes_the_meaning_of_a_mark() {
        assert_eq!(unmark(r"a \[[b\]] [[c]]"), Ok(("a [[b]] c".to_owned(), vec![Span::new(8, 9)])));
        assert_eq!(unmark("a [[[b]]] c"), Ok(("a [b] c".to_owned(), vec![Span::new(2, 5)])));
        assert_eq!(unmark(r"\\[[c]] \ \n"), Ok((r"\c \ \n".to_owned(), vec![Span::new(1, 2)])));
        assert_eq!(unmark("[[[]]a"), Ok(("[a".to_owned(), vec![Span::new(0, 1)])));
        assert_eq!(mark("a [[b]] c", &[Span::new(8, 9)]), r"a \[[b\]] [[c]]");
    }

    #[test]
    fn marks_that_do_not_pair_are_named_with_their_place() {
        for (text, at) in [("a [[b", 2), ("a b]]", 3), ("[[a [[b]]", 4), ("[[a]] b]]", 7)] {
            assert_eq!(unmark(text).unwrap_err().0, at, "{text}");
        }
    }
}
