//! Regular expressions that a whole token must fit, compiled when a text first asks for them.
//!
//! Compiling all of them would cost more than checking an article does, and most articles ask for none. Those that are
//! written alike are one, as most patterns ask for the same few sorts of numbers and word endings. They are matched by
//! backtracking over a handful of characters: what makes the search of long texts fast would take longer to build.

use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::{Anchored, Input};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{Extractor, Literal};
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};
use rustc_hash::FxHashMap;

/// A regular expression that was checked when its rule was loaded.
#[derive(Clone, Debug)]
pub(super) struct WholeRegex(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    text: Box<str>,
    regex: OnceLock<Option<Regex>>,
}

static ALL: LazyLock<Mutex<FxHashMap<Box<str>, WholeRegex>>> = LazyLock::new(Mutex::default);

impl WholeRegex {
    pub(super) fn new(text: &str) -> Self {
        let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(text) {
            return known.clone();
        }
        let new = Self(Arc::new(Shared { text: text.into(), regex: OnceLock::new() }));
        all.insert(text.into(), new.clone());
        new
    }

    /// As it was written.
    pub(super) fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Whether it fits all of a token; nothing fits one that loading would have refused.
    pub(super) fn fits(&self, token: &str) -> bool {
        let regex = self.0.regex.get_or_init(|| compiled(&self.0.text));
        regex.as_ref().is_some_and(|regex| regex.is_match(Input::new(token).anchored(Anchored::Yes)))
    }
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

fn compiled(text: &str) -> Option<Regex> {
    let hir = ParserBuilder::new().utf8(false).build().parse(text).ok()?;
    let hir = Hir::concat(vec![any_bytes(hir), Hir::look(Look::End)]);
    let config = Config::new()
        .utf8_empty(false)
        .auto_prefilter(false)
        .which_captures(WhichCaptures::None)
        .hybrid(false)
        .dfa(false)
        .onepass(false);
    Regex::builder().configure(config).build_from_hir(&hir).ok()
}

/// The expression with `.*` and `.+` over bytes, which says the same of a token and is compiled a hundred times as fast as
/// all characters of Unicode.
fn any_bytes(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Repetition(Repetition { min: min @ 0..=1, max: None, greedy, sub }) if is_dot(&sub) => {
            let bytes = Class::Bytes(ClassBytes::new([ClassBytesRange::new(0, u8::MAX)]));
            Hir::repetition(Repetition { min, max: None, greedy, sub: Box::new(Hir::class(bytes)) })
        }
        HirKind::Repetition(repetition) => {
            let sub = Box::new(any_bytes(*repetition.sub));
            Hir::repetition(Repetition { sub, ..repetition })
        }
        HirKind::Capture(capture) => any_bytes(*capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(any_bytes).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(any_bytes).collect()),
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
    }
}

/// Whether this is every character but the line feed, of which a token has none.
fn is_dot(hir: &Hir) -> bool {
    *hir == Hir::dot(regex_syntax::hir::Dot::AnyCharExceptLF)
}

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
}
