//! Words of another language left in the text, told without the original: by their script, by letters that the language does
//! not have, or because they are frequent words of another language.
//!
//! It looks at single words and short runs in running prose. Whole paragraphs in another language, letters of two scripts in
//! one word, and names are not its matter.

mod around;
mod home;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::spec::{Foreign, Sign, Untranslated as Spec};
use super::{ByFault, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{Block, BlockKind, Side};
use crate::span::Span;
use crate::text::lexicon::Class;
use crate::text::token::is_same;
use crate::text::{Norm, Profile, Script, Sentence, Shape, Token, TokenKind};
use around::Place;
use home::Home;

/// Words of other languages, each with the name of its language.
type Words = FxHashMap<Norm, Vec<(Box<str>, Box<str>)>>;

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Sign>,
    /// Words of other languages.
    words: Words,
    /// Words of the language that have letters of others: the class `loan`.
    loans: Option<Arc<Class>>,
    /// Words after which a foreign word is spoken of: the class `naming`.
    naming: Option<Arc<Class>>,
    /// Small words of names: the class `particle`.
    particles: Option<Arc<Class>>,
    /// The scripts of the alphabet.
    alphabet: Vec<Script>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], profile: &Profile) -> Self {
        let is_here = |tag: &str| profile.lang.lineage().any(|lang| lang == tag);
        let lists = || rules.iter().flat_map(|(_, spec)| &spec.words);
        let own: FxHashSet<&str> =
            lists().filter(|list| is_here(&list.of)).flat_map(|list| list.words.split_whitespace()).collect();
        let mut words = Words::default();
        let wanted = |list: &&Foreign| {
            !is_here(&list.of)
                && !list.except.iter().any(|tag| is_here(tag))
                && (list.only.is_empty() || list.only.iter().any(|tag| is_here(tag)))
        };
        for list in lists().filter(wanted) {
            for word in list.words.split_whitespace().filter(|word| !own.contains(word) && !is_own(word, profile)) {
                words.entry(Norm::of(word)).or_default().push((word.into(), list.name.as_str().into()));
            }
        }
        let mut alphabet: Vec<Script> = profile.letters.iter().map(|c| Script::of(*c)).collect();
        alphabet.retain(|script| *script != Script::Common);
        alphabet.dedup();
        Self {
            rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.sign))),
            words,
            loans: profile.lexicon.class("loan").cloned(),
            naming: profile.lexicon.class("naming").cloned(),
            particles: profile.lexicon.class("particle").cloned(),
            alphabet,
        }
    }
}

/// Whether the language has a word among those that its file lists.
fn is_own(word: &str, profile: &Profile) -> bool {
    [&profile.function, &profile.reporting, &profile.dangling, &profile.articles, &profile.months, &profile.weekdays]
        .iter()
        .any(|set| set.has_word(word))
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        if self.words.is_empty() && side.text.is_ascii() {
            return;
        }
        let mut home = None;
        for block in side.blocks.iter().filter(|block| is_text(block.kind)) {
            for sentence in side.sentences_of(block) {
                let found = self.find(article, (block, sentence), &mut home);
                self.report(side, found, hits);
            }
        }
    }
}

/// Whether a block is text that an author wrote, rather than a line of the page.
fn is_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Headline)
}

/// From how many words on that were left in a sentence it is the sentence that was left: one finding.
const SENTENCE: usize = 3;

/// A word or run of words that was left.
struct Found {
    sign: Sign,
    first: usize,
    last: usize,
}

impl Scanner {
    /// What was left in a sentence.
    fn find(&self, article: &Analysed<'_>, within: (&Block, &Sentence), home: &mut Option<Home>) -> Vec<Found> {
        let (side, (block, sentence)) = (article.target(), within);
        let mut found = Vec::new();
        let mut at = sentence.first as usize;
        while at < sentence.last as usize {
            let Some(sign) = self.sign(side, &side.tokens[at], home) else {
                at += 1;
                continue;
            };
            let home = home.get_or_insert_with(|| Home::of(side));
            let last = if sign == Sign::Script { home.run(side, block, at) } else { at };
            let place = Place { scanner: self, article, home, block, first: at, last };
            let left = !place.is_set_apart(sign)
                && match sign {
                    Sign::Script => place.is_among_home_words(),
                    Sign::Letters => place.is_in_prose(sign) && place.is_once(),
                    Sign::Word => place.is_in_prose(sign),
                };
            if left {
                found.push(Found { sign, first: at, last });
            }
            at = last + 1;
        }
        found
    }

    fn report(&self, side: &Side, mut found: Vec<Found>, hits: &mut Hits) {
        let words: Vec<Span> = if found.len() < SENTENCE {
            Vec::new()
        } else {
            let words = found.iter().filter(|found| found.sign != Sign::Script);
            words.map(|found| side.tokens[found.first].span).collect()
        };
        let sentence = words.len() >= SENTENCE;
        if sentence {
            found.retain(|found| found.sign == Sign::Script || side.tokens[found.first].span == words[0]);
        }
        for Found { sign, first, last } in found {
            let token = &side.tokens[first];
            self.rules.report(sign, hits, |rule| {
                let letters: String = strangers(side.word(token), &side.profile).collect();
                let hit = Hit::new(rule, token.span.to(side.tokens[last].span))
                    .slot("script", token.script.name())
                    .slot("letters", letters)
                    .slot("origin", self.origin(side, token).unwrap_or_default());
                let others = words.iter().skip(1).filter(|_| sign != Sign::Script);
                others.fold(hit, |hit, span| hit.because(*span))
            });
        }
    }

    /// By what a word looks foreign, if it does.
    fn sign(&self, side: &Side, token: &Token, home: &mut Option<Home>) -> Option<Sign> {
        if token.kind != TokenKind::Word {
            return None;
        }
        let other = !matches!(token.script, Script::Latin | Script::Common);
        if other && home.get_or_insert_with(|| Home::of(side)).is_foreign(side, token) {
            return Some(Sign::Script);
        }
        self.sign_in_script(side, token)
    }

    /// The same for a word in the script of the article.
    fn sign_in_script(&self, side: &Side, token: &Token) -> Option<Sign> {
        if token.shape != Shape::Lower {
            return None;
        }
        if self.words.contains_key(&token.norm) && self.origin(side, token).is_some() {
            return (!self.is_loan(side, token)).then_some(Sign::Word);
        }
        let word = side.word(token);
        let foreign = !word.is_ascii()
            && self.alphabet.contains(&token.script)
            && strangers(word, &side.profile).next().is_some();
        (foreign && !self.is_loan(side, token)).then_some(Sign::Letters)
    }

    /// Whether a word is a loan that keeps its foreign letters, alone, after an elision or before an ending.
    fn is_loan(&self, side: &Side, token: &Token) -> bool {
        let Some(loans) = &self.loans else { return false };
        let word = side.word(token);
        let is_known = |word: &str| loans.members(Norm::of(word), word).next().is_some();
        is_known(word)
            || word.split_once(['\'', '’']).is_some_and(|(head, tail)| {
                is_known(tail) && side.profile.elided_prefixes.has_word(head)
                    || is_known(head) && side.profile.elided_suffixes.has_word(tail)
            })
    }

    /// The language of a listed word.
    fn origin(&self, side: &Side, token: &Token) -> Option<&str> {
        let word = side.word(token);
        let known = self.words.get(&token.norm)?;
        known.iter().find(|(known, _)| is_same(known, word)).map(|(_, name)| name.as_ref())
    }
}

/// Letters that no modern alphabet has beside those of a transliteration, or only one in a small language.
const SCHOLARLY: &str = "āēīōūȳḥḍḷḹṃṇṅṛṝṣṭẓẖḫṯḏǎǐǒǔǚǖǘǜ";

/// Letters that stand beside them in such words.
const BESIDE_SCHOLARLY: &str = "ñġǧšśě";

/// Letters of a word that the language does not have. Transliterations (`kōan`, `ḥadīth`) have none.
fn strangers<'a>(word: &'a str, profile: &'a Profile) -> impl Iterator<Item = char> + 'a {
    let is_letter = |c: char| matches!(c as u32, 0xDF..=0x24F | 0x370..=0x3FF | 0x430..=0x4FF | 0x1E00..=0x1EFF);
    let is_strange = move |c: char| is_letter(c) && c.is_alphabetic() && profile.letters.binary_search(&c).is_err();
    let transliterated = word.chars().any(|c| SCHOLARLY.contains(c))
        && word.chars().filter(|c| is_strange(*c)).all(|c| SCHOLARLY.contains(c) || BESIDE_SCHOLARLY.contains(c));
    word.chars().filter(move |c| !transliterated && is_strange(*c))
}

/// The words of a block.
fn words<'a>(side: &'a Side, block: &Block) -> impl Iterator<Item = &'a Token> {
    side.tokens_of(block).iter().filter(|token| token.kind == TokenKind::Word)
}
