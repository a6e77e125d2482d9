//! Public names in the form of another language: `Alemania`, `OTAN` in an English text.
//!
//! The word files list the forms. One that is part of a longer name stays: a hotel, a newspaper and a street keep theirs.

use super::spec::{Public as Spec, PublicFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{Block, BlockKind, Side};
use crate::text::gazetteer::{Form, Gazetteer};
use crate::text::words::{EntityKind, EntityTable};
use crate::text::{Norm, Profile, Shape, Token, TokenKind};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
}

/// So many words a public name has at most.
const LONGEST: usize = 6;

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let gazetteer = side.profile.lexicon.gazetteer();
        if gazetteer.is_empty() {
            return;
        }
        let told =
            |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Caption);
        for block in side.blocks.iter().filter(told) {
            let finder = Finder { side, gazetteer, tokens: side.tokens_of(block) };
            let mut at = 0;
            while at < finder.tokens.len() {
                let Some((entity, form, end)) = finder.longest(at) else {
                    at += 1;
                    continue;
                };
                let span = finder.tokens[at].span.to(finder.tokens[end - 1].span);
                // A body may be called by the name that it has at home, but hardly by an acronym of it.
                let told = entity.kind == EntityKind::Place || is_acronym(side.str(span));
                if form == Form::Foreign && told && !finder.is_part(at, end) && !finder.is_excepted(at, end, entity) {
                    let expected = meant(side.str(span), entity);
                    self.rules.report(Fault::Foreign, hits, |rule| {
                        let hit = Hit::new(rule, span).slot("expected", expected);
                        hit.choose(vec![Edit::new(span, expected)], false)
                    });
                }
                at = end;
            }
        }
    }
}

/// What the language calls it: by its acronym where the other language has one.
fn meant<'a>(found: &str, entity: &'a EntityTable) -> &'a str {
    let short = entity.short.iter().find(|short| is_acronym(found) && is_acronym(short));
    short.unwrap_or(&entity.name)
}

fn is_acronym(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

struct Finder<'a> {
    side: &'a Side,
    gazetteer: &'a Gazetteer,
    tokens: &'a [Token],
}

impl<'a> Finder<'a> {
    /// The longest public name that begins at a token, and the token after it.
    fn longest(&self, at: usize) -> Option<(&'a EntityTable, Form, usize)> {
        self.is_capital(at).then_some(())?;
        let words = (at..self.tokens.len()).take(2 * LONGEST - 1).take_while(|next| {
            let token = &self.tokens[*next];
            token.kind == TokenKind::Word
                || token.kind == TokenKind::Space && token.span.len() == 1
                || token.mark() == Some('-')
        });
        let ends: Vec<usize> =
            words.filter(|next| self.tokens[*next].kind == TokenKind::Word).map(|next| next + 1).collect();
        ends.into_iter().rev().find_map(|end| {
            let text = self.side.str(self.tokens[at].span.to(self.tokens[end - 1].span));
            self.gazetteer.find(text).map(|(entity, form)| (entity, form, end))
        })
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word && matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
        })
    }

    /// Whether a name goes on before or after it: `Hotel Londres`, `Londres 38`.
    fn is_part(&self, at: usize, end: usize) -> bool {
        let joined = |between: Option<&Token>| {
            between.is_some_and(|token| token.kind == TokenKind::Space || token.mark() == Some('-'))
        };
        let name =
            |at: usize| self.is_capital(at) && !self.side.profile.function.has(&self.side.text, &self.tokens[at]);
        let before = at >= 2 && joined(self.tokens.get(at - 1)) && name(at - 2);
        before || joined(self.tokens.get(end)) && name(end + 1)
    }

    /// Whether a word beside it makes the form right.
    fn is_excepted(&self, at: usize, end: usize, entity: &EntityTable) -> bool {
        let unless: Vec<Norm> = entity.unless.iter().map(|word| Norm::of(word)).collect();
        let near = &self.tokens[at.saturating_sub(5)..(end + 5).min(self.tokens.len())];
        near.iter().any(|token| unless.contains(&token.norm))
    }
}
