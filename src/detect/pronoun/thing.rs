//! Pronouns for things that can only mean a person, and pronouns for persons that can only mean a body.

use super::resolve::{Antecedent, Frame, Resolved, Resolver};
use crate::analysis::people::Who;
use crate::analysis::quotation::spot;
use crate::text::people::{Gender, Role};
use crate::text::{Shape, Token, TokenKind};

/// So many words may stand between such a pronoun and its verb: `it had also repeatedly warned`.
const ADVERBS: usize = 4;

/// So many words may stand between a body and what is its own: `The town hall has done his homework`.
const CLAUSE: usize = 6;

impl Resolver<'_> {
    /// The only person whom a pronoun for things can mean: it goes on with what the person does, does what persons do, and
    /// the paragraph speaks of nothing else that does: `Lucien Faure says that it had warned the council twice`.
    pub(super) fn person_called_thing(&self, at: usize, known: &[Option<Resolved>]) -> Option<usize> {
        let reference = &self.references[at];
        if self.is_quoted(at) || !self.does_what_persons_do(reference.tokens.end) {
            return None;
        }
        let back = self.back(at);
        let tells = |token: Option<&&Token>| token.is_some_and(|token| spot::is_reporting(self.side, token));
        let clause =
            tells(back.first()) || back.first().is_some_and(|token| self.is_in("that", token)) && tells(back.get(1));
        let paragraph = self.first_of_paragraph(at);
        let frame = if back.is_empty() { Frame::Opens } else { Frame::Clause };
        if !back.is_empty() && !clause {
            return None;
        }
        // Persons of either gender are meant.
        let only = |gender| self.antecedent(paragraph..at, gender, frame, known);
        let Antecedent::Only(person) = only(Gender::Woman) else { return None };
        if only(Gender::Man) != Antecedent::Only(person) {
            return None;
        }
        let follows = if clause { self.is_only_subject(at, person) } else { self.is_topic(at, person, known) };
        (follows && self.is_introduced(person) && !self.names_others(at, paragraph)).then_some(person)
    }

    /// Whether the verb after a pronoun is one of persons: `it also thanked`, `it had warned`.
    fn does_what_persons_do(&self, after: usize) -> bool {
        let words = self.side.tokens[after..].iter().filter(|token| token.kind != TokenKind::Space).take(ADVERBS);
        let mut words = words.take_while(|token| token.kind == TokenKind::Word).skip_while(|token| {
            let adverb =
                self.side.word(token).ends_with("ly") || self.side.profile.function.has(&self.side.text, token);
            adverb || self.is_in("auxiliary", token)
        });
        words.next().is_some_and(|token| self.is_in("human-verb", token))
    }

    /// Whether the paragraph has, before a pronoun, a body or a name that is none of a person's.
    fn names_others(&self, at: usize, paragraph: usize) -> bool {
        let end = self.references[at].tokens.start;
        let block = &self.side.blocks[self.side.block_at(self.span(at).lo())];
        let named = |token: usize| {
            let mut before = self.references[paragraph..at].iter();
            before.any(|other| matches!(other.who, Who::Named(_)) && other.tokens.contains(&token))
        };
        let first = |token: usize| self.side.sentences.binary_search_by_key(&(token as u32), |s| s.first).is_ok();
        (block.tokens.start as usize..end).any(|at| {
            let token = &self.side.tokens[at];
            let profile = &self.side.profile;
            let dated = profile.weekdays.has(&self.side.text, token) || profile.months.has(&self.side.text, token);
            let capital = token.kind == TokenKind::Word && token.shape != Shape::Lower && !first(at) && !dated;
            // Whatever follows an article may be it, but for persons: `asked the chatbot`.
            let noun = self.is_in("determiner", token)
                && self.side.tokens[at + 1..end].iter().find(|next| next.kind != TokenKind::Space).is_some_and(
                    |next| {
                        next.kind == TokenKind::Word
                            && !matches!(profile.lexicon.people().role(next), Some(Role::Noun(_)))
                    },
                );
            (self.is_body(token) || capital || noun) && !named(at)
        })
    }

    /// Whether a possessive pronoun for persons can only mean a body: the paragraph has spoken of nobody before, and what
    /// is owned is what bodies have: `The town hall has done his homework`; `… stopped ringing. His director, …`.
    pub(super) fn is_of_body(&self, at: usize, known: &[Option<Resolved>]) -> bool {
        let reference = &self.references[at];
        let Who::Pronoun(gender, _) = reference.who else { return false };
        let Some(owned) = self.neighbours(at).next() else { return false };
        let from = self.first_of_paragraph(at);
        let block = &self.side.blocks[self.side.block_at(self.span(at).lo())];
        let begins = block.tokens.start as usize;
        let nobody = self.antecedent(from..at, gender, Frame::Inner, known) == Antecedent::Nobody;
        if self.is_in("officer", owned) {
            let opens = self.back(at).is_empty() && reference.tokens.start > begins;
            // `His boss, Arkady Lunin`; not `His boss had told him`
            let after = &self.side.tokens[self.side.token_at(owned.span.hi())];
            return nobody && opens && after.mark() == Some(',') && !self.is_quoted(at);
        }
        if !self.is_in("duty", owned) {
            return false;
        }
        let words =
            self.side.tokens[begins..reference.tokens.start].iter().rev().filter(|t| t.kind != TokenKind::Space);
        let mut clause = words.take(CLAUSE).take_while(|token| token.kind == TokenKind::Word);
        clause.any(|token| self.is_body(token)) && self.is_alone(at, gender, known)
    }

    fn is_body(&self, token: &Token) -> bool {
        self.is_in("body", token) || self.is_in("site", token)
    }

    /// Whether nobody is spoken of in the sentence before a pronoun.
    fn is_alone(&self, at: usize, gender: Gender, known: &[Option<Resolved>]) -> bool {
        let own = self.sentence(&self.references[at]);
        let first = self.references[..at].partition_point(|other| self.sentence(other) < own);
        self.antecedent(first..at, gender, Frame::Opens, known) == Antecedent::Nobody
    }
}
