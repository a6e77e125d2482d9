//! Glue: a space lost between two sentences, two words, a name and a word, a quotation and a word, a word and a number.
//!
//! What is glued is told from brands, addresses, abbreviations and compounds by evidence: function words of the
//! language, and the words that the article uses elsewhere. Spaces after commas and colons are the work of another kind.

mod inside;
mod seam;
mod speech;

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::spec::{Glue as Spec, Seam};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::Side;
use crate::span::Span;
use crate::text::profile::WordSet;
use crate::text::{Profile, Shape, Token, TokenKind, address};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Seam>,
    endings: Endings,
    /// Words on which no name ends.
    never_final: WordSet,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], profile: &Profile) -> Self {
        let tag = profile.lang.as_str();
        let language = tag.split('-').next().unwrap_or(tag);
        let lists = rules.iter().filter_map(|(_, spec)| spec.endings.get(tag).or_else(|| spec.endings.get(language)));
        let never_final = WordSet::new(lists.flatten().map(String::as_str));
        let rules = ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.seam)));
        let endings = if rules.wants(Seam::Name) {
            Endings::new(&[&profile.function, &profile.reporting, &profile.pronouns, &never_final])
        } else {
            Endings::default()
        };
        Self { rules, endings, never_final }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let (rules, endings, never_final) = (&self.rules, &self.endings, &self.never_final);
        let case = Case { article, side, rules, endings, never_final, roles: OnceCell::new() };
        for block in &side.blocks {
            for at in block.tokens.start as usize..block.tokens.end as usize {
                let token = &side.tokens[at];
                if token.kind == TokenKind::Word {
                    match token.shape {
                        Shape::Mixed => case.mixed(block, at, hits),
                        Shape::Capital => case.capital(block, at, hits),
                        Shape::None => case.caseless(at, hits),
                        Shape::Lower => case.lower(at, hits),
                        Shape::Upper => {}
                    }
                }
            }
            case.lower_dotted(block, hits);
        }
        case.runs(hits);
    }
}

/// An article under judgement.
struct Case<'a> {
    article: &'a Analysed<'a>,
    side: &'a Side,
    rules: &'a ByFault<Seam>,
    endings: &'a Endings,
    never_final: &'a WordSet,
    /// For each mark of the quotations: whether it opens; `None` for those without a counterpart.
    roles: OnceCell<Vec<Option<bool>>>,
}

impl Case<'_> {
    fn is_function(&self, word: &str) -> bool {
        self.side.profile.function.has_word(word) || self.side.profile.pronouns.has_word(word)
    }

    fn occurs(&self, word: &str) -> bool {
        self.article.vocabulary().has(word)
    }

    fn is_name(&self, word: &str) -> bool {
        self.article.vocabulary().is_name(word)
    }

    /// The token at an index, if it is a word with a capital first letter.
    fn capitalised(&self, at: usize) -> bool {
        let token = &self.side.tokens[at];
        token.kind == TokenKind::Word && token.shape.starts_upper(self.side.word(token))
    }

    /// Whether the token goes on a name: a word with a capital stands before it, and a word before that, so that the
    /// capital is not that of a sentence.
    fn continues_a_name(&self, at: usize) -> bool {
        let space = |at: usize| self.side.tokens[at].kind == TokenKind::Space;
        at >= 4
            && space(at - 1)
            && self.capitalised(at - 2)
            && space(at - 3)
            && self.side.tokens[at - 4].kind == TokenKind::Word
    }

    /// Reports a stretch whose two halves want a space at `at`.
    fn report(&self, seam: Seam, span: Span, at: usize, hits: &mut Hits) {
        if !self.rules.wants(seam) || address::holds(&self.side.text, span) {
            return;
        }
        let (left, right) = (Span::new(span.lo(), at), Span::new(at, span.hi()));
        self.rules.report(seam, hits, |rule| {
            Hit::new(rule, span)
                .slot("left", self.side.str(left))
                .slot("right", self.side.str(right))
                .mend(Edit::insert(at, " "))
        });
    }
}

/// The words that may be glued to the end of a name, by their last three bytes: passes over nearly all words at the cost
/// of one look at a bit.
#[derive(Default)]
struct Endings {
    bits: Box<[u64]>,
    words: FxHashMap<u32, Vec<Box<str>>>,
}

/// The shortest function word, in characters, that is looked for at the end of a name.
const SHORTEST_ENDING: usize = 3;

/// How many bits of the last three bytes are looked at before the words themselves.
const ENDING_BITS: u32 = 14;

impl Endings {
    fn new(sets: &[&WordSet]) -> Self {
        let mut bits = vec![0_u64; 1 << (ENDING_BITS - 6)].into_boxed_slice();
        let mut words: FxHashMap<u32, Vec<Box<str>>> = FxHashMap::default();
        for word in sets.iter().flat_map(|set| set.iter()).filter(|word| letters(word) >= SHORTEST_ENDING) {
            if let Some(tail) = Self::tail(word) {
                let place = Self::place(tail);
                bits[place >> 6] |= 1 << (place & 63);
                words.entry(tail).or_default().push(word.into());
            }
        }
        Self { bits, words }
    }

    fn tail(word: &str) -> Option<u32> {
        let [.., a, b, c] = word.as_bytes() else { return None };
        Some(u32::from_le_bytes([*a, *b, *c, 0]))
    }

    fn place(tail: u32) -> usize {
        (tail.wrapping_mul(0x9E37_79B1) >> (32 - ENDING_BITS)) as usize
    }

    /// The longest word that ends a word and leaves enough for a name before it: its length in bytes.
    fn longest(&self, word: &str) -> Option<usize> {
        let tail = Self::tail(word)?;
        let place = Self::place(tail);
        if self.bits.get(place >> 6)? >> (place & 63) & 1 == 0 {
            return None;
        }
        let known =
            self.words.get(&tail)?.iter().filter_map(|known| word.strip_suffix(&**known).map(|left| (left, known)));
        known.filter(|(left, _)| letters(left) > SHORTEST_ENDING).map(|(_, known)| known.len()).max()
    }
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

/// `Word`: a capital and at least one small letter after it, nothing else.
fn is_capitalised_word(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && !chars.as_str().is_empty()
        && chars.all(|c| c.is_lowercase() || is_joiner(c))
}

/// Letters that are neither small nor capital, combining marks, and apostrophes: what a word may have after its capital.
fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '\u{300}'..='\u{36F}')
}

fn is_lower_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_lowercase() || is_joiner(c))
}

fn next_to(first: &Token, second: &Token) -> bool {
    first.span.end == second.span.start
}
