//! Regular expressions that a whole token must fit, parsed when a text first asks for them.
//!
//! Those that are written alike are one, as most patterns ask for the same few sorts of numbers and word endings. A token is a
//! handful of characters: it is matched by following the parsed expression with the set of places that are reached, which
//! needs nothing built, whereas the automata that make the search of long texts fast cost more than checking an article does.

use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex::Regex;
use regex_syntax::hir::literal::{Extractor, Literal};
use regex_syntax::hir::{Class, Hir, HirKind, Repetition};
use rustc_hash::FxHashMap;

/// A regular expression that was checked when its rule was loaded.
#[derive(Clone, Debug)]
pub(super) struct WholeRegex(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    text: Box<str>,
    /// None of one that looks around, as `\b` does.
    parsed: OnceLock<Option<Hir>>,
    /// For it, and for tokens of more bytes than `Reached` has places for.
    regex: OnceLock<Option<Regex>>,
}

static ALL: LazyLock<Mutex<FxHashMap<Box<str>, WholeRegex>>> = LazyLock::new(Mutex::default);

impl WholeRegex {
    pub(super) fn new(text: &str) -> Self {
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(text) {
            return known.clone();
        }
        let new = Self(Arc::new(Shared { text: text.into(), parsed: OnceLock::new(), regex: OnceLock::new() }));
        all.insert(text.into(), new.clone());
        new
    }

    /// As it was written.
    pub(super) fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Whether it fits all of a token; nothing fits one that loading would have refused.
    pub(super) fn fits(&self, token: &str) -> bool {
        let Shared { text, parsed, regex } = &*self.0;
        let no_looks = |hir: &Hir| hir.properties().look_set().is_empty();
        if token.len() < Reached::BITS as usize
            && let Some(parsed) = parsed.get_or_init(|| regex_syntax::parse(text).ok().filter(no_looks))
        {
            return ends(parsed, token, 1) >> token.len() == 1;
        }
        let regex = regex.get_or_init(|| Regex::new(&format!(r"\A(?:{text})\z")).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(token))
    }
}

/// Places in a token, a bit for each byte and the end.
type Reached = u128;

/// Where what begins at one of these places and fits may end.
fn ends(hir: &Hir, token: &str, from: Reached) -> Reached {
    let step = |length: &dyn Fn(usize) -> Option<usize>| {
        places(from).filter_map(|at| Some(1 << (at + length(at)?))).fold(0, |all: Reached, end: Reached| all | end)
    };
    match hir.kind() {
        HirKind::Empty => from,
        HirKind::Literal(literal) => {
            step(&|at| token.as_bytes()[at..].starts_with(&literal.0).then_some(literal.0.len()))
        }
        HirKind::Class(Class::Unicode(class)) => step(&|at| {
            let c = token[at..].chars().next()?;
            let after = class.ranges().partition_point(|range| range.start() <= c);
            (after > 0 && c <= class.ranges()[after - 1].end()).then_some(c.len_utf8())
        }),
        HirKind::Class(Class::Bytes(class)) => step(&|at| {
            let byte = *token.as_bytes().get(at)?;
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&byte)).then_some(1)
        }),
        // Has none: `fits` asks the library.
        HirKind::Look(_) => 0,
        HirKind::Repetition(repetition) => repeated(repetition, token, from),
        HirKind::Capture(capture) => ends(&capture.sub, token, from),
        HirKind::Concat(parts) => parts.iter().fold(from, |from, part| ends(part, token, from)),
        HirKind::Alternation(parts) => parts.iter().fold(0, |all, part| all | ends(part, token, from)),
    }
}

fn repeated(repetition: &Repetition, token: &str, from: Reached) -> Reached {
    let mut last = (0..repetition.min).fold(from, |from, _| ends(&repetition.sub, token, from));
    let mut all = last;
    let mut left = repetition.max.map_or(u32::MAX, |max| max - repetition.min);
    while last != 0 && left > 0 {
        last = ends(&repetition.sub, token, last) & !all;
        all |= last;
        left -= 1;
    }
    all
}

fn places(mut reached: Reached) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (reached != 0).then(|| reached.trailing_zeros() as usize)?;
        reached &= reached - 1;
        Some(at)
    })
}

/// The words that an expression fits, if they are few: `[Mm]lrd|[Mm]rd`.
pub(super) fn finite(text: &str) -> Option<Vec<String>> {
    // Most are not, and say so by a sign.
    if text.contains(['*', '+', '{']) || text.contains("(?") {
        return None;
    }
    let words = Extractor::new().limit_total(MOST).limit_class(MOST).extract(&regex_syntax::parse(text).ok()?);
    let words = words.literals().filter(|words| words.iter().all(Literal::is_exact))?;
    words.iter().map(|word| String::from_utf8(word.as_bytes().to_vec()).ok()).collect()
}

/// So many words are few.
const MOST: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_of_few_words_is_their_list() {
        assert_eq!(finite("[Mm]r?d|bn").unwrap(), ["Mrd", "Md", "mrd", "md", "bn"]);
        assert_eq!(finite("[0-9]{1,2}h"), None);
        assert_eq!(finite(".ly"), None);
    }

    #[test]
    fn an_expression_fits_the_whole_token_or_not_at_all() {
        for (regex, fits, others) in [
            (".*ly", &["likely", "ly", "é-ly"][..], &["lying", "Likelyx"][..]),
            (".+(tion|ment)", &["action", "čment"], &["ment", "actions"]),
            ("a|ab", &["a", "ab"], &["abc", "b"]),
            (".{2}", &["čé", "ab"], &["č", "abc"]),
            ("[A-Z][a-zà-ž]*(š|ž)", &["Kovaž"], &["Kova"]),
            ("(?i)über[^ ]", &["ÜBERA", "überé"], &["über"]),
        ] {
            let regex = WholeRegex::new(regex);
            assert!(fits.iter().all(|token| regex.fits(token)), "{regex:?}");
            assert!(!others.iter().any(|token| regex.fits(token)), "{regex:?}");
        }
    }

    #[test]
    fn short_tokens_and_long_ones_fit_alike() {
        let long = "a".repeat(200);
        for text in ["a+", "(a|aa)*", "a{1,150}", ".*a", r"\p{L}+", "(?i)A*", r"\ba+\b", "a*b", "[^b]+"] {
            let library = Regex::new(&format!(r"\A(?:{text})\z")).unwrap();
            for length in [0, 1, 2, 3, 126, 127, 128, 200] {
                let token = &long[..length];
                assert_eq!(WholeRegex::new(text).fits(token), library.is_match(token), "{text} {length}");
            }
        }
    }
}
