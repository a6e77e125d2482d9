//! One name in two capitalisations within an article: `Wagner Group` and `Wagner group`.
//!
//! Only the second and later words of a name are looked at: whether a word on its own is a name, the article cannot say.

use rustc_hash::FxHashMap;

use super::hit::MOST_EVIDENCE;
use super::spec::{Capital, Capitals as Spec};
use super::{Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::Side;
use crate::span::Span;
use crate::text::{Norm, Profile, Shape, Token, TokenKind};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: Vec<(RuleIndex, Spec)>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: rules.iter().map(|(index, spec)| (*index, (*spec).clone())).collect() }
    }
}

/// The places of one name: with its second word in capitals, and without.
#[derive(Default)]
struct Places {
    capital: Vec<usize>,
    lower: Vec<usize>,
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        if !side.profile.cased || side.profile.noun_capitals {
            return;
        }
        let mut names: FxHashMap<(Norm, Norm), Places> = FxHashMap::default();
        for block in side.blocks.iter().filter(|block| block.kind.is_prose()) {
            let first = block.tokens.start as usize;
            for (at, three) in side.tokens_of(block).windows(3).enumerate() {
                if let Some(second) = second_word(side, three) {
                    let places = names.entry((three[0].norm, second.norm)).or_default();
                    let list = if second.shape == Shape::Lower { &mut places.lower } else { &mut places.capital };
                    list.push(first + at);
                }
            }
        }
        for places in names.values().filter(|places| !places.capital.is_empty() && !places.lower.is_empty()) {
            let name = article.vocabulary().is_name(side.word(&side.tokens[places.lower[0]]));
            if name && !is_part_of_longer(side, places) {
                self.report(side, places, hits);
            }
        }
    }
}

/// `Jiangxi Provincial Department`, `Jiangxi Provincial Committee`: the words are a name only with the one after them, which
/// the small form has not.
fn is_part_of_longer(side: &Side, places: &Places) -> bool {
    let after =
        |at: &usize| side.tokens.get(at + 3..at + 5).filter(|two| two[0].kind == TokenKind::Space).map(|two| &two[1]);
    let longer = |at: &usize| after(at).is_some_and(|token| token.shape == Shape::Capital);
    let known = |at: &usize| {
        let norm = after(at).map(|token| token.norm);
        places.capital.iter().any(|place| after(place).map(|token| token.norm) == norm)
    };
    places.capital.iter().all(longer) && !places.lower.iter().any(known)
}

/// The second of two words of which the first is capitalised and may be a name.
fn second_word<'a>(side: &Side, three: &'a [Token]) -> Option<&'a Token> {
    let [first, space, second] = three else { return None };
    // Cheap questions first: nearly all words end here.
    if first.shape != Shape::Capital || space.kind != TokenKind::Space || second.kind != TokenKind::Word {
        return None;
    }
    let long = first.span.len() > 2 && second.span.len() > 3 && space.span.len() == 1;
    let cased = matches!(second.shape, Shape::Lower | Shape::Capital);
    let known =
        |token: &Token| side.profile.function.has(&side.text, token) || side.profile.weekdays.has(&side.text, token);
    (long && cased && !known(first) && !known(second)).then_some(second)
}

impl Scanner {
    fn report(&self, side: &Side, places: &Places, hits: &mut Hits) {
        for (rule, spec) in &self.rules {
            let (many, few) = match spec.minority {
                Capital::Lower => (&places.capital, &places.lower),
                Capital::Upper => (&places.lower, &places.capital),
            };
            if many.len() < spec.majority as usize || many.len() < 2 * few.len() {
                continue;
            }
            for at in few {
                let (first, second) = (side.tokens[*at].span, side.tokens[*at + 2].span);
                let word = with_first(side.str(second), spec.minority == Capital::Lower);
                let name = format!("{} {word}", side.str(first));
                let shown =
                    many.iter().take(MOST_EVIDENCE).map(|at| side.tokens[*at].span.to(side.tokens[*at + 2].span));
                let hit = Hit::new(*rule, first.to(second)).slot("expected", name).slot("count", many.len());
                let hit = shown.fold(hit, |hit, span: Span| hit.because(span));
                hits.push(hit.choose(vec![Edit::new(second, word)], false));
            }
        }
    }
}

fn with_first(word: &str, capital: bool) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return String::new() };
    let first: String = if capital { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    first + chars.as_str()
}
