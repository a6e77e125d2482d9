//! A full stop inside a sentence, and what is left over where one was lost.
//!
//! Only full stops that a space and a word follow are looked at. Lost spaces (`gone.The`) and doubled stops are other
//! kinds'; a sentence that begins in lower case at the start of a block or after `?` and `!` is a matter of capitals.

use super::spec::{Break as Spec, BreakFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::{Profile, Shape, Token, TokenKind};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        if !side.profile.cased {
            return;
        }
        for block in side.blocks.iter().filter(|block| block.kind.is_prose()) {
            let tokens = side.tokens_of(block);
            for (at, token) in tokens.iter().enumerate().skip(1) {
                if token.kind == TokenKind::Mark && side.text.as_bytes()[token.span.lo()] == b'.' {
                    Stop { side, block, tokens, at }.judge(&self.rules, hits);
                }
            }
        }
    }
}

/// A full stop in a block.
struct Stop<'a> {
    side: &'a Side,
    block: &'a Block,
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Stop<'a> {
    fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn word_at(&self, at: usize) -> Option<&'a Token> {
        self.get(at).filter(|token| token.kind == TokenKind::Word)
    }

    fn is_space(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == TokenKind::Space)
    }

    fn is_stop(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| self.side.str(token.span) == ".")
    }

    fn str(&self, token: &Token) -> &'a str {
        self.side.str(token.span)
    }

    fn judge(&self, rules: &ByFault<Fault>, hits: &mut Hits) {
        let Some(before) = self.word_at(self.at - 1) else { return };
        if self.is_stop(self.at + 1) {
            return;
        }
        if let Some(clause) = self.cut_clause(before) {
            rules.report(Fault::CutClause, hits, |rule| {
                let hit = self.hit(rule, clause.to(self.tokens[self.at].span), clause);
                hit.choose(vec![Edit::delete(clause)], false)
            });
        }
        if self.is_space(self.at + 1) {
            if let Some(next) = self.word_at(self.at + 2) {
                match next.shape {
                    Shape::Lower => self.lower_case(before, next, rules, hits),
                    Shape::Capital | Shape::Upper => {
                        self.function_word(next, rules, hits);
                        self.abbreviation(next, rules, hits);
                    }
                    Shape::None | Shape::Mixed => {}
                }
            } else if self.get(self.at + 2).is_some_and(|token| token.kind == TokenKind::Number) {
                self.abbreviation(&self.tokens[self.at + 2], rules, hits);
            }
        } else if self.get(self.at + 1).is_some_and(|mark| is_closing_quote(self.str(mark))) && self.is_space(self.at + 2) {
            self.quoted_stop(before, rules, hits);
        }
    }

    fn hit(&self, rule: RuleIndex, span: Span, remnant: Span) -> Hit {
        let before = self.get(self.at - 1).map_or("", |token| self.str(token));
        Hit::new(rule, span).slot("remnant", self.side.str(remnant).trim()).slot("before", before)
    }

    /// `opponents. lead. The cause`, `you understand. feel with an open heart`.
    fn lower_case(&self, before: &Token, next: &Token, rules: &ByFault<Fault>, hits: &mut Hits) {
        if !self.ends_sentence(before) || self.is_name_or_list(next) {
            return;
        }
        if let Some(end) = self.remnant() {
            let stop = self.tokens[end].span;
            let span = next.span.to(stop);
            let space = self.tokens[self.at + 1].span;
            rules.report(Fault::Remnant, hits, |rule| {
                let hit = self.hit(rule, span, Span::new(span.lo(), stop.lo()));
                let hit = hit.choose(vec![Edit::delete(space.to(stop))], false);
                hit.choose(vec![Edit::delete(self.tokens[self.at].span)], false)
            });
            return;
        }
        let stop = self.tokens[self.at].span;
        rules.report(Fault::LowerCase, hits, |rule| {
            let hit = self.hit(rule, stop.to(next.span), next.span);
            let first = self.str(next);
            let capital: String = first.chars().next().into_iter().flat_map(char::to_uppercase).chain(first.chars().skip(1)).collect();
            let hit = hit.choose(vec![Edit::delete(stop)], false).choose(vec![Edit::new(stop, ",")], false);
            hit.choose(vec![Edit::new(next.span, capital)], false)
        });
    }

    /// The index of the stop that ends one to three words in lower case which begin after this one, if the next sentence
    /// begins properly. Two or three words are a remnant only after an attribution: `he said. quite simply.`
    fn remnant(&self) -> Option<usize> {
        let mut at = self.at + 2;
        let mut words = 0;
        while let Some(word) = self.word_at(at) {
            words += 1;
            if word.shape != Shape::Lower || words > 3 {
                return None;
            }
            if self.is_stop(at + 1) {
                at += 1;
                break;
            }
            if !self.is_space(at + 1) {
                return None;
            }
            at += 2;
        }
        if !self.is_stop(at) || (words > 1 && !self.follows_attribution()) {
            return None;
        }
        let starts = |token: &Token| token.kind == TokenKind::Number || token.shape.starts_upper(self.str(token)) || (token.kind == TokenKind::Mark && self.str(token) != ".");
        let proper = match self.get(at + 1) {
            None => true,
            Some(space) if space.kind == TokenKind::Space => self.get(at + 2).is_none_or(starts),
            Some(_) => false,
        };
        proper.then_some(at)
    }

    /// Whether one of the three words before the stop is a reporting verb.
    fn follows_attribution(&self) -> bool {
        let words = self.tokens[..self.at].iter().rev().filter(|token| token.kind == TokenKind::Word);
        words.take(3).any(|word| self.side.profile.reporting.has(&self.side.text, word))
    }

    /// `since Babe Ruth. Did. The`: one capitalised word that cannot end a sentence.
    fn function_word(&self, next: &Token, rules: &ByFault<Fault>, hits: &mut Hits) {
        let text = &self.side.text;
        let stands_alone = self.is_stop(self.at + 3) && !self.is_stop(self.at + 4);
        if stands_alone && next.span.len() > 1 && next.shape == Shape::Capital && self.side.profile.dangling.has(text, next) && self.get(self.at + 4).is_none_or(|token| token.kind == TokenKind::Space) {
            let (space, stop) = (self.tokens[self.at + 1].span, self.tokens[self.at + 3].span);
            rules.report(Fault::FunctionWord, hits, |rule| {
                self.hit(rule, next.span.to(stop), next.span).choose(vec![Edit::delete(space.to(stop))], false)
            });
        }
    }

    /// `als Cpl identifiziert. Charles Galloway`: the dot of an abbreviation ended the clause instead.
    fn abbreviation(&self, next: &Token, rules: &ByFault<Fault>, hits: &mut Hits) {
        if !rules.wants(Fault::Abbreviation) || next.kind == TokenKind::Mark {
            return;
        }
        let mut after: Option<&Token> = None;
        let mut words = 0;
        for at in (0..self.at).rev() {
            let token = &self.tokens[at];
            match token.kind {
                TokenKind::Space => continue,
                TokenKind::Word => {}
                TokenKind::Number | TokenKind::Mark => return,
            }
            words += 1;
            if words > 6 {
                return;
            }
            if words > 1 && self.is_bare_abbreviation(token, at) && after.is_some_and(|word| word.shape == Shape::Lower) {
                let (dot, stop) = (token.span.hi(), self.tokens[self.at].span);
                rules.report(Fault::Abbreviation, hits, |rule| {
                    let hit = self.hit(rule, stop.to(next.span), token.span).because(token.span);
                    hit.choose(vec![Edit::insert(dot, "."), Edit::delete(stop)], false)
                });
                return;
            }
            after = Some(token);
        }
    }

    /// A capitalised abbreviation without its dot, after a word in lower case.
    fn is_bare_abbreviation(&self, token: &Token, at: usize) -> bool {
        let text = self.str(token);
        let led = at >= 2 && self.is_space(at - 1) && self.word_at(at - 2).is_some_and(|word| word.shape == Shape::Lower);
        led && token.shape == Shape::Capital && (2..=4).contains(&text.chars().count()) && self.side.profile.abbreviations.has_exact(text)
    }

    /// `There are no victims.” explained Rudi`.
    fn quoted_stop(&self, before: &Token, rules: &ByFault<Fault>, hits: &mut Hits) {
        let Some(verb) = self.word_at(self.at + 3) else { return };
        let profile = &self.side.profile;
        if verb.shape != Shape::Lower || !profile.reporting.has(&self.side.text, verb) || !self.ends_sentence(before) {
            return;
        }
        let (stop, quote) = (self.tokens[self.at].span, self.tokens[self.at + 1].span);
        let comma = match profile.comma {
            crate::text::language::CommaPlace::Inside => format!(",{}", self.side.str(quote)),
            crate::text::language::CommaPlace::Outside => format!("{},", self.side.str(quote)),
        };
        rules.report(Fault::QuotedStop, hits, |rule| {
            self.hit(rule, stop.to(verb.span), verb.span).choose(vec![Edit::new(stop.to(quote), comma.clone())], true)
        });
    }

    /// `, and it.`: a comma, a word that joins, a subject pronoun, and the end of the block or a capital.
    fn cut_clause(&self, pronoun: &Token) -> Option<Span> {
        let profile = &self.side.profile;
        let text = &self.side.text;
        let back = |count: usize| self.at.checked_sub(count).map(|at| &self.tokens[at]);
        let (joint, comma) = (back(3)?, back(5)?);
        let framed = self.is_space(self.at - 2) && self.is_space(self.at - 4) && self.str(comma) == ",";
        let cut = framed && profile.pronouns.has(text, pronoun) && profile.dangling.has(text, joint) && joint.shape == Shape::Lower;
        let ends = self.at + 1 == self.tokens.len() || self.is_space(self.at + 1);
        (cut && ends && pronoun.shape == Shape::Lower).then(|| comma.span.to(pronoun.span))
    }

    /// Whether the dot after a word is a full stop and not the dot of an abbreviation or an initial.
    fn ends_sentence(&self, word: &Token) -> bool {
        let profile = &self.side.profile;
        let text = self.str(word);
        if text.contains('.') || profile.abbreviations.has_word(text) || !word.script.is_cased() {
            return false;
        }
        let letters = text.chars().count();
        let capitals = matches!(word.shape, Shape::Capital | Shape::Upper | Shape::Mixed);
        let longest_short = match (capitals, profile.abbreviations.is_empty()) {
            (_, true) | (true, false) => 5,
            (false, false) => 4,
        };
        // A short word that the article also uses without a dot, or that the language knows, is no abbreviation.
        letters > longest_short || (letters > 1 && (profile.function.has(&self.side.text, word) || self.stands_without_dot(word)))
    }

    fn stands_without_dot(&self, word: &Token) -> bool {
        let tokens = &self.side.tokens;
        let same = |at: usize| tokens[at].norm == word.norm && tokens[at].shape == word.shape;
        (0..tokens.len()).any(|at| same(at) && tokens.get(at + 1).is_some_and(|next| self.str(next) != "."))
    }

    /// Whether what follows the stop is a name with a small particle, an address, a list marker or an abbreviation.
    fn is_name_or_list(&self, next: &Token) -> bool {
        let text = self.str(next);
        let at = self.at + 2;
        let follows = self.get(at + 1);
        let upper = |token: Option<&Token>| token.is_some_and(|token| token.shape.starts_upper(self.str(token)));
        let particle = text.chars().count() <= 3 && (upper(self.get(at + 2)) || follows.is_some_and(|mark| matches!(self.str(mark), "-" | "'" | "’")));
        let marker = text.chars().count() == 1 && follows.is_some_and(|mark| matches!(self.str(mark), ")" | "." | "'" | "’"));
        let address = text.contains(['.', ':', '_']) || follows.is_some_and(|mark| matches!(self.str(mark), "/" | "@" | "_"));
        let abbreviated = self.is_stop(at + 1) && self.side.profile.abbreviations.has_word(text);
        particle || marker || address || abbreviated || !next.script.is_cased() || next.span.hi() > self.block.span.hi()
    }
}

fn is_closing_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "”" | "’" | "»" | "“" | "‘" | "«" | "›")
}
