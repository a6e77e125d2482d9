//! Glossaries of the user's: the terms that a newsroom has settled, and the forms that it does not want.
//!
//! Reading them from files is `rule::glossary`; here they are looked up in a text.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lang::Lang;
use super::lexicon::Lexicon;
use super::token::{Norm, Token, TokenKind, folded, tokenize};
use crate::span::Span;

/// A term of a glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The term in the language of the original, or nothing.
    pub source: String,
    /// What it is called in translations, the preferred form first; empty where only unwanted forms are known.
    pub targets: Vec<String>,
    /// Forms that are not to be used.
    pub forbidden: Vec<String>,
    /// The language of the forms; without one they are for every language.
    pub lang: Option<Lang>,
    /// A remark, or nothing.
    pub note: String,
}

impl Term {
    /// Whether the term is for texts in a language. One for a region is also for texts of which no region is known.
    fn is_for(&self, lang: &Lang) -> bool {
        let within = |one: &Lang, other: &Lang| one.lineage().any(|tag| tag == other.as_str());
        self.lang.as_ref().is_none_or(|own| within(lang, own) || within(own, lang))
    }
}

/// The terms for one language, ready for look-up.
#[derive(Debug, Default)]
pub struct Glossary {
    terms: Arc<[Term]>,
    forms: Vec<Form>,
    /// The forms that begin with a word.
    by_word: FxHashMap<Norm, Vec<u32>>,
}

/// A form of a term, right or not.
#[derive(Debug)]
struct Form {
    text: Box<str>,
    tokens: Box<[Token]>,
    term: u32,
    role: Role,
    /// Whether it has capitals, which then count.
    exact: bool,
}

/// What a form of a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A form that is to be used.
    Right,
    /// One that is not.
    Forbidden,
    /// The same in the plural.
    ForbiddenPlural,
}

/// A form of a term that stands in a text.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The term.
    pub term: &'a Term,
    /// Which of its forms.
    pub role: Role,
    /// The form as the glossary has it.
    pub form: &'a str,
    /// Where it stands, without what is added behind an apostrophe.
    pub span: Span,
    /// The token after it.
    pub end: usize,
}

impl Glossary {
    /// The terms that are for a language.
    pub(super) fn new(terms: &Arc<[Term]>, lang: &Lang, lexicon: &Lexicon) -> Self {
        let mut glossary = Self { terms: Arc::clone(terms), ..Self::default() };
        for (index, term) in terms.iter().enumerate().filter(|(_, term)| term.is_for(lang)) {
            let index = index as u32;
            term.targets.iter().for_each(|form| glossary.add(form, index, Role::Right));
            for form in &term.forbidden {
                glossary.add(form, index, Role::Forbidden);
                if let Some(plural) = plural(lexicon, form) {
                    glossary.add(&plural, index, Role::ForbiddenPlural);
                }
            }
        }
        glossary
    }

    fn add(&mut self, text: &str, term: u32, role: Role) {
        let tokens = tokens(text);
        let Some(first) = tokens.first().map(|token| token.norm) else { return };
        self.by_word.entry(first).or_default().push(self.forms.len() as u32);
        self.forms.push(Form { text: text.into(), tokens, term, role, exact: text.chars().any(char::is_uppercase) });
    }

    /// Whether no term is for the language.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The forms that are to be used, in order.
    pub fn right(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().filter(|form| form.role == Role::Right).map(|form| &*form.text)
    }

    /// Whether a name or term is one that is to be used, in these capitals.
    pub fn is_right(&self, text: &str) -> bool {
        self.has(text, |role| role == Role::Right)
    }

    /// Whether a form is one that is not to be used.
    pub fn is_forbidden(&self, text: &str) -> bool {
        self.has(text, |role| role != Role::Right)
    }

    fn has(&self, text: &str, wanted: impl Fn(Role) -> bool) -> bool {
        let plain = |text: &str| text.replace('’', "'");
        let first = (!self.is_empty()).then(|| tokens(text).first().map(|token| token.norm)).flatten();
        let forms = first.and_then(|first| self.by_word.get(&first));
        let same = |form: &&u32| plain(&self.forms[**form as usize].text) == plain(text);
        forms.is_some_and(|forms| forms.iter().filter(same).any(|form| wanted(self.forms[*form as usize].role)))
    }

    /// The longest forms that begin at a token of a text. `bare` says how much of a word stands before what is added behind
    /// an apostrophe.
    pub fn longest<'a>(
        &'a self,
        (text, tokens): (&str, &[Token]),
        at: usize,
        bare: impl Fn(&str) -> usize,
    ) -> Vec<Found<'a>> {
        let mut longest: Vec<Found<'a>> = Vec::new();
        let word = &text[tokens[at].span.range()];
        let kept = bare(word);
        let norms = [Some(tokens[at].norm), (kept < word.len()).then(|| Norm::of(&word[..kept]))];
        let forms = norms.into_iter().flatten().filter_map(|norm| self.by_word.get(&norm)).flatten();
        for form in forms.map(|form| &self.forms[*form as usize]) {
            let Some((span, end)) = form.stands((text, tokens), at, &bare) else { continue };
            let known = longest.first().map_or(0, |found| found.span.hi());
            if span.hi() > known {
                longest.clear();
            }
            if span.hi() >= known {
                let term = &self.terms[form.term as usize];
                longest.push(Found { term, role: form.role, form: &form.text, span, end });
            }
        }
        longest
    }
}

/// The plural of a form whose last word is a small one, where the language has regular ones and no cases.
fn plural(lexicon: &Lexicon, form: &str) -> Option<String> {
    let (before, last) = form.rsplit_once(' ').unwrap_or(("", form));
    let plain = !last.is_empty() && last.chars().all(char::is_lowercase);
    let plural = plain.then(|| lexicon.plural(last)).flatten()?;
    Some(if before.is_empty() { plural } else { format!("{before} {plural}") })
}

impl Found<'_> {
    /// What is to be written instead, best first, with the capitals of what stands there and in its number.
    pub fn instead(&self, found: &str, lexicon: &Lexicon) -> Vec<String> {
        let number = |target: &String| match self.role {
            Role::ForbiddenPlural => plural(lexicon, target),
            _ => Some(target.clone()),
        };
        let shouted = !found.chars().any(char::is_lowercase) && self.form.chars().any(char::is_lowercase);
        let capital = found.starts_with(char::is_uppercase) && self.form.starts_with(char::is_lowercase);
        let cased = |target: String| {
            let mut chars = target.chars();
            match chars.next() {
                _ if shouted => target.to_uppercase(),
                Some(first) if capital => first.to_uppercase().chain(chars).collect(),
                _ => target,
            }
        };
        self.term.targets.iter().filter_map(number).map(cased).collect()
    }
}

fn tokens(text: &str) -> Box<[Token]> {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut tokens);
    tokens.into()
}

impl Form {
    /// Where the form stands that begins at a token of a text, and the token after it.
    fn stands(&self, (text, all): (&str, &[Token]), at: usize, bare: &impl Fn(&str) -> usize) -> Option<(Span, usize)> {
        let there = all.get(at..at + self.tokens.len())?;
        let (last, before) = self.tokens.split_last()?;
        let (last_there, before_there) = there.split_last()?;
        for (one, other) in before.iter().zip(before_there) {
            let space = one.kind == TokenKind::Space && other.kind == TokenKind::Space;
            let same = one.norm == other.norm && self.fits(one, &text[other.span.range()]);
            (space || same).then_some(())?;
        }
        let word = &text[last_there.span.range()];
        let kept = if last_there.kind == TokenKind::Word { bare(word) } else { word.len() };
        let len = [word.len(), kept].into_iter().find(|len| self.fits(last, &word[..*len]))?;
        let end = last_there.span.lo() + len;
        Some((Span::new(all[at].span.lo(), end), at + self.tokens.len()))
    }

    /// Whether a word is one of the form: in the capitals that the form has, if it has any, or in capitals alone.
    fn fits(&self, own: &Token, word: &str) -> bool {
        let wanted = &self.text[own.span.range()];
        match self.exact {
            false => folded(wanted) == folded(word),
            true if plain(wanted) == plain(word) => true,
            true => own.span.len() > 1 && wanted.to_uppercase() == word,
        }
    }
}

/// A word with plain apostrophes.
fn plain(word: &str) -> String {
    word.replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::super::words::WordFile;
    use super::*;

    const NOUNS: &str = r#"
[paradigms.noun]
forms = ["singular", "plural"]
endings = [{ ends = ["y"], cut = 1, add = ["y", "ies"] }, { add = ["", "s"] }]
"#;

    /// What is to be written for the first form in a text that is not to be used.
    fn instead(text: &str) -> Option<Vec<String>> {
        let term = |target: &str, forbidden: &[&str]| Term {
            targets: vec![target.to_owned()],
            forbidden: forbidden.iter().map(|form| (*form).to_owned()).collect(),
            ..Term::default()
        };
        let file: WordFile = toml::from_str(NOUNS).unwrap();
        let lexicon = Lexicon::new([("en/words/test", &file)]).unwrap();
        let terms = [
            term("Kyiv", &["Kiev"]),
            term("chicken Kiev", &[]),
            term("NATO", &["Nato"]),
            term("ferry", &["boat liner"]),
        ];
        let glossary = Glossary::new(&terms.into(), &Lang::new("en").unwrap(), &lexicon);
        let tokens = tokens(text);
        let bare = |word: &str| word.strip_suffix("’s").map_or(word.len(), str::len);
        let mut at = 0;
        while at < tokens.len() {
            let found = glossary.longest((text, &tokens), at, bare);
            match found.first() {
                Some(first) if found.iter().all(|found| found.role != Role::Right) => {
                    return Some(first.instead(&text[first.span.range()], &lexicon));
                }
                Some(first) => at = first.end,
                None => at += 1,
            }
        }
        None
    }

    #[test]
    fn unwanted_forms_are_found_whole_in_their_capitals_and_in_the_plural() {
        for (text, expected) in [
            ("in Kiev today", Some("Kyiv")),
            ("Kiev’s mayor", Some("Kyiv")),
            ("KIEV BURNS", Some("KYIV")),
            ("chicken Kiev", None),
            ("a kiev", None),
            ("Kievan", None),
            ("Nato", Some("NATO")),
            ("NATO", None),
            ("Boat liners left", Some("Ferries")),
            ("the boat  liner’s bow", Some("ferry")),
        ] {
            let expected = expected.map(|text| vec![text.to_owned()]);
            assert_eq!(instead(text), expected, "{text}");
        }
    }

    #[test]
    fn a_term_is_for_its_language_and_one_of_a_region_for_texts_without_one() {
        let is_for =
            |own: &str, lang: &str| Term { lang: Lang::new(own), ..Term::default() }.is_for(&Lang::new(lang).unwrap());
        assert!(is_for("en", "en-GB") && is_for("en-US", "en") && is_for("", "de"));
        assert!(!is_for("en-US", "en-GB") && !is_for("de", "en"));
    }
}
