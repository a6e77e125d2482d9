//! A full stop inside a sentence, and what is left over where one was lost.
//!
//! Only full stops that a space and a word follow are looked at. Lost spaces (`gone.The`) and doubled stops are other
//! kinds'; a sentence that begins in lower case at the start of a block or after `?` and `!` is a matter of capitals.

use super::spec::{Break as Spec, BreakFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::language::CommaPlace;
use crate::text::profile::WordSet;
use crate::text::{Norm, Profile, Shape, Token, TokenKind};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: Rules,
}

/// The rules by fault, and the words of those that bring their own.
struct Rules {
    by_fault: ByFault<Fault>,
    lists: Vec<(RuleIndex, Fault, WordSet)>,
    /// Names of two words in small letters.
    small_names: Vec<[Norm; 2]>,
}

/// Words that make a sentence of what stands between two full stops.
const SENTENCE: usize = 5;

impl Rules {
    fn report(&self, fault: Fault, hits: &mut Hits, hit: impl Fn(RuleIndex) -> Hit) {
        self.by_fault.report(fault, hits, hit);
    }

    /// The word lists of a fault.
    fn lists(&self, fault: Fault) -> impl Iterator<Item = (RuleIndex, &WordSet)> {
        self.lists.iter().filter(move |(_, known, _)| *known == fault).map(|(rule, _, words)| (*rule, words))
    }
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        let (own, plain): (Vec<_>, Vec<_>) = rules.iter().partition(|(_, spec)| !spec.words.is_empty());
        let words = |spec: &Spec| WordSet::new(spec.words.iter().map(String::as_str));
        let lists = own.into_iter().map(|(index, spec)| (index, spec.fault, words(spec))).collect();
        let names = rules.iter().flat_map(|(_, spec)| &spec.names).filter_map(|name| name.split_once(' '));
        let small_names = names.map(|(first, last)| [Norm::of(first), Norm::of(last)]).collect();
        Self {
            rules: Rules {
                small_names,
                by_fault: ByFault::new(plain.into_iter().map(|(index, spec)| (index, spec.fault))),
                lists,
            },
        }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        // Where lines are single sentences, one that is a mark was cut so in the original too.
        if self.rules.by_fault.wants(Fault::LoneMark) && !side.line_by_line {
            self.lone_marks(side, hits);
        }
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

impl Scanner {
    /// A line that is nothing but the mark that should end or join a sentence. Not rows of dots, stars and dashes, which
    /// set off what follows.
    fn lone_marks(&self, side: &Side, hits: &mut Hits) {
        for (index, block) in side.blocks.iter().enumerate().filter(|(_, block)| block.span.len() <= 4) {
            let text = side.str(block.span).trim();
            if !matches!(
                text,
                "." | "," | ";" | ":" | "!" | "?" | "。" | "，" | "、" | "！" | "？" | "।" | "؟" | "،" | "۔"
            ) {
                continue;
            }
            let line = match (index, side.blocks.get(index + 1)) {
                (_, Some(next)) => Span::new(block.span.lo(), next.span.lo()),
                (0, None) => block.span,
                (_, None) => Span::new(side.blocks[index - 1].span.hi(), block.span.hi()),
            };
            let start = block.span.lo() + side.str(block.span).find(text).unwrap_or_default();
            let span = Span::new(start, start + text.len());
            self.rules.report(Fault::LoneMark, hits, |rule| {
                Hit::new(rule, span).slot("remnant", text).slot("before", "").mend(Edit::delete(line))
            });
        }
    }
}

/// The most words between an abbreviation and the full stop that was its dot.
const LONGEST_SPLIT: usize = 6;

/// How many tokens before and after a short word are searched for the same word without a dot.
const NEAR: usize = 4000;

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

    fn judge(&self, rules: &Rules, hits: &mut Hits) {
        let Some(before) = self.word_at(self.at - 1) else {
            self.stop_after_quote(rules, hits);
            return;
        };
        if self.is_stop(self.at + 1) {
            return;
        }
        if self.is_space(self.at + 1) {
            if let Some(next) = self.word_at(self.at + 2) {
                match next.shape {
                    // Not `10th`, `4x4`.
                    Shape::Lower if self.str(next).starts_with(char::is_alphabetic) => {
                        self.lower_case(before, next, rules, hits);
                    }
                    Shape::Capital | Shape::Upper => {
                        self.function_word(next, rules, hits);
                        self.abbreviation(next, rules, hits);
                    }
                    _ => {}
                }
            } else if self.get(self.at + 2).is_some_and(|token| token.kind == TokenKind::Number) {
                self.abbreviation(&self.tokens[self.at + 2], rules, hits);
            }
        } else if self.get(self.at + 1).is_some_and(|mark| is_closing_quote(self.str(mark)))
            && self.is_space(self.at + 2)
        {
            self.quoted_stop(before, rules, hits);
        }
    }

    fn hit(&self, rule: RuleIndex, span: Span, remnant: Span) -> Hit {
        let before = self.get(self.at - 1).map_or("", |token| self.str(token));
        Hit::new(rule, span).slot("remnant", self.side.str(remnant).trim()).slot("before", before)
    }

    /// `opponents. lead. The cause`, `you understand. feel with an open heart`.
    fn lower_case(&self, before: &Token, next: &Token, rules: &Rules, hits: &mut Hits) {
        let said = self.begins_content(before, next);
        let last = self.word_at(self.at + 4);
        if last.is_some_and(|last| rules.small_names.contains(&[next.norm, last.norm])) {
            return;
        }
        if !(said || self.ends_sentence(before) || self.begins_clause(before, next)) || self.is_name_or_list(next) {
            return;
        }
        if let Some(end) = self.remnant().filter(|_| !said) {
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
            let capital: String =
                first.chars().next().into_iter().flat_map(char::to_uppercase).chain(first.chars().skip(1)).collect();
            let (plain, comma) = (vec![Edit::delete(stop)], vec![Edit::new(stop, ",")]);
            let capital = vec![Edit::new(next.span, capital)];
            match (said, self.side.profile.content_comma) {
                (true, true) => hit.choose(comma, false).choose(capital, false),
                (true, false) => hit.choose(plain, false).choose(capital, false),
                (false, _) if self.is_subject(next) || self.opens_sentence() => {
                    hit.choose(capital, false).choose(comma, false)
                }
                (false, _) => hit.choose(plain, false).choose(comma, false).choose(capital, false),
            }
        });
    }

    /// Whether so much stands on both sides of the stop that each is a sentence of its own.
    fn opens_sentence(&self) -> bool {
        let inside = |token: &&Token| !matches!(self.str(token), "." | "!" | "?" | "…" | ";" | ":");
        let is_word = |token: &&Token| token.kind == TokenKind::Word;
        let after = self.tokens[self.at + 1..].iter().take_while(inside).filter(is_word).count();
        let before = self.tokens[..self.at].iter().rev().take_while(inside).filter(is_word).count();
        before >= SENTENCE && after >= SENTENCE
    }

    /// Whether the word after the stop is a subject pronoun with more of its clause behind it.
    fn is_subject(&self, next: &Token) -> bool {
        self.side.profile.pronouns.has(&self.side.text, next)
            && self.is_space(self.at + 3)
            && self.word_at(self.at + 4).is_some_and(|word| word.shape == Shape::Lower)
    }

    /// Whether what somebody said follows the verb that says so: `said. that the council`. Such a verb is no abbreviation,
    /// however short it is.
    fn begins_content(&self, before: &Token, next: &Token) -> bool {
        let profile = &self.side.profile;
        profile.content.has(&self.side.text, next)
            && (profile.reporting.has(&self.side.text, before)
                || self.ends_sentence(before) && self.follows_attribution())
            && self.is_space(self.at + 3)
            && self.word_at(self.at + 4).is_some()
    }

    /// The index of the stop that ends one to three words in lower case which begin after this one, if the next sentence
    /// begins properly. Two or three words are a remnant only after an attribution: `he said. quite simply.`
    fn remnant(&self) -> Option<usize> {
        let mut at = self.at + 2;
        let mut words = 0;
        // “so. he left.” has a subject and wants a capital.
        let subject = |word: &Token| self.side.profile.pronouns.has(&self.side.text, word);
        if self.word_at(at).is_some_and(subject) && !self.is_stop(at + 1) {
            return None;
        }
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
        let starts = |token: &Token| {
            token.kind == TokenKind::Number
                || token.shape.starts_upper(self.str(token))
                || (token.kind == TokenKind::Mark && self.str(token) != ".")
        };
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

    /// `since Babe Ruth. Did. The`: one capitalised word that cannot be a sentence.
    fn function_word(&self, next: &Token, rules: &Rules, hits: &mut Hits) {
        let text = &self.side.text;
        // “Did it.”: a verb and its subject, and not a question.
        let subject = self.is_space(self.at + 3)
            && self
                .word_at(self.at + 4)
                .is_some_and(|word| word.shape == Shape::Lower && self.side.profile.pronouns.has(text, word));
        let end = if subject { self.at + 5 } else { self.at + 3 };
        let stands_alone = next.shape == Shape::Capital
            && self.is_stop(end)
            && self.get(end + 1).is_none_or(|token| token.kind == TokenKind::Space);
        if !stands_alone || self.str(next).chars().nth(1).is_none() {
            return;
        }
        let (space, stop) = (self.tokens[self.at + 1].span, self.tokens[end].span);
        let hit = |rule| {
            self.hit(rule, next.span.to(stop), next.span.to(self.tokens[end - 1].span))
                .choose(vec![Edit::delete(space.to(stop))], false)
        };
        if self.side.profile.dangling.has(text, next) && !subject {
            rules.report(Fault::FunctionWord, hits, hit);
        } else {
            hits.extend(
                rules.lists(Fault::FunctionWord).filter(|(_, words)| words.has(text, next)).map(|(rule, _)| hit(rule)),
            );
        }
    }

    /// `als Cpl identifiziert. Charles Galloway`: the dot of an abbreviation ended the clause instead.
    fn abbreviation(&self, next: &Token, rules: &Rules, hits: &mut Hits) {
        let mut after = Shape::None;
        let mut words = 0;
        for at in (0..self.at).rev() {
            let token = &self.tokens[at];
            match token.kind {
                TokenKind::Space => continue,
                TokenKind::Word if words < LONGEST_SPLIT => words += 1,
                _ => return,
            }
            if words > 1 && after == Shape::Lower && self.stands_bare(token, at) {
                let (dot, stop) = (token.span.hi(), self.tokens[self.at].span);
                let known = rules.lists(Fault::Abbreviation).filter(|(_, words)| words.has_exact(self.str(token)));
                hits.extend(known.map(|(rule, _)| {
                    let hit = self.hit(rule, stop.to(next.span), token.span).because(token.span);
                    hit.choose(vec![Edit::insert(dot, "."), Edit::delete(stop)], false)
                }));
                return;
            }
            after = token.shape;
        }
    }

    /// Whether a short capitalised word follows one in lower case, and so is no end of a name.
    fn stands_bare(&self, token: &Token, at: usize) -> bool {
        let led =
            at >= 2 && self.is_space(at - 1) && self.word_at(at - 2).is_some_and(|word| word.shape == Shape::Lower);
        led && token.shape == Shape::Capital && (2..=4).contains(&self.str(token).chars().count())
    }

    /// The reporting verb of an attribution that begins with the token at `at`: `explained Rudi`, `hat erklärt`; or another word in
    /// lower case before a name (`ironiza Benoît Cazal`).
    fn attribution(&self, at: usize) -> Option<&Token> {
        let profile = &self.side.profile;
        let lower = |at: usize| self.word_at(at).filter(|word| word.shape == Shape::Lower);
        let says = |at: usize| lower(at).filter(|word| profile.reporting.has(&self.side.text, word));
        let is_function = |word: &&Token| profile.function.has(&self.side.text, word);
        let helped = || {
            lower(at).filter(is_function).filter(|word| !profile.pronouns.has(&self.side.text, word))?;
            self.is_space(at + 1).then(|| says(at + 2))?
        };
        let named = || {
            let verb = lower(at).filter(|word| !is_function(word) && word.span.len() > 3)?;
            let name = self.word_at(at + 2).filter(|name| self.is_space(at + 1) && name.shape == Shape::Capital)?;
            let more = self.word_at(at + 4).filter(|more| self.is_space(at + 3) && more.shape == Shape::Capital)?;
            (!is_function(&name) && !is_function(&more)).then_some(verb)
        };
        says(at).or_else(helped).or_else(named)
    }

    /// `There are no victims.” explained Rudi`.
    fn quoted_stop(&self, before: &Token, rules: &Rules, hits: &mut Hits) {
        let Some(verb) = self.attribution(self.at + 3).filter(|_| self.ends_sentence(before)) else { return };
        let (stop, quote) = (self.tokens[self.at].span, self.tokens[self.at + 1].span);
        let comma = match self.side.profile.comma {
            CommaPlace::Inside => format!(",{}", self.side.str(quote)),
            CommaPlace::Outside => format!("{},", self.side.str(quote)),
        };
        rules.report(Fault::QuotedStop, hits, |rule| {
            self.hit(rule, stop.to(verb.span), verb.span).choose(vec![Edit::new(stop.to(quote), comma.clone())], true)
        });
    }

    /// `There are no victims”. explained Rudi`, `pas de plan ». a dit le maire`.
    fn stop_after_quote(&self, rules: &Rules, hits: &mut Hits) {
        let quote = self.tokens[self.at - 1].span;
        let text = self.side.text[..quote.hi()].trim_end_matches(is_quote).trim_end();
        if !is_closing_quote(self.side.str(quote))
            || !text.ends_with(char::is_alphanumeric)
            || !self.is_space(self.at + 1)
        {
            return;
        }
        let Some(verb) = self.attribution(self.at + 2) else { return };
        let stop = self.tokens[self.at].span;
        let edit = match self.side.profile.comma {
            CommaPlace::Inside => Edit::new(quote.to(stop), format!(",{}", self.side.str(quote))),
            CommaPlace::Outside => Edit::new(stop, ","),
        };
        rules.report(Fault::QuotedStop, hits, |rule| {
            self.hit(rule, stop.to(verb.span), verb.span).choose(vec![edit.clone()], true)
        });
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
            (_, true) => 5,
            (true, false) => 4,
            (false, false) => 3,
        };
        // A short word that the article also uses without a dot, or that the language knows, is no abbreviation.
        letters > longest_short
            || (letters > 1 && (profile.function.has(&self.side.text, word) || self.stands_without_dot(word)))
    }

    /// Whether a subject pronoun begins a clause after a short word that no abbreviation list has: `the law. he said no`.
    fn begins_clause(&self, before: &Token, next: &Token) -> bool {
        let profile = &self.side.profile;
        let word = |token: &Token| self.str(token).chars().all(char::is_lowercase);
        !profile.abbreviations.is_empty()
            && !profile.abbreviations.has_word(self.str(before))
            && before.shape == Shape::Lower
            && word(before)
            && self.str(before).chars().nth(2).is_some()
            && self.str(next).chars().nth(1).is_some()
            && self.is_subject(next)
    }

    /// Whether a word stands in the article, not too far away, with something other than a full stop behind it.
    fn stands_without_dot(&self, word: &Token) -> bool {
        let tokens = &self.side.tokens;
        let here = self.block.tokens.start as usize + self.at;
        let near = here.saturating_sub(NEAR)..tokens.len().min(here + NEAR);
        let same = |at: usize| tokens[at].norm == word.norm && tokens[at].shape == word.shape;
        near.into_iter().any(|at| same(at) && tokens.get(at + 1).is_some_and(|next| self.str(next) != "."))
    }

    /// Whether what follows the stop is a name with a small particle, an address, a list marker or an abbreviation.
    fn is_name_or_list(&self, next: &Token) -> bool {
        let text = self.str(next);
        let at = self.at + 2;
        let follows = self.get(at + 1);
        let upper = |token: Option<&Token>| token.is_some_and(|token| token.shape.starts_upper(self.str(token)));
        // `starb. als Held`: a word of grammar that is no part of names.
        let profile = &self.side.profile;
        let grammar = profile.dangling.has(&self.side.text, next)
            && profile.lexicon.class("particle").is_some_and(|class| class.members(next.norm, text).next().is_none());
        let particle = text.chars().count() <= 3
            && !grammar
            && (upper(self.get(at + 2)) || follows.is_some_and(|mark| matches!(self.str(mark), "-" | "'" | "’")));
        let marker =
            text.chars().count() == 1 && follows.is_some_and(|mark| matches!(self.str(mark), ")" | "." | "'" | "’"));
        let address =
            text.contains(['.', ':', '_']) || follows.is_some_and(|mark| matches!(self.str(mark), "/" | "@" | "_"));
        let abbreviated = self.is_stop(at + 1) && self.side.profile.abbreviations.has_word(text);
        particle || marker || address || abbreviated || !next.script.is_cased() || next.span.hi() > self.block.span.hi()
    }
}

fn is_quote(c: char) -> bool {
    is_closing_quote(c.encode_utf8(&mut [0; 4]))
}

fn is_closing_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "”" | "’" | "»" | "“" | "‘" | "«" | "›")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, plain};
    use crate::text::{Lang, language::LanguageFile};
    use proptest::prelude::*;

    fn scan(text: &str) -> Hits {
        let file: LanguageFile =
            toml::from_str("[words]\ndangling = ['and']\npronouns = ['it']\nfunction = ['a']\nreporting = ['said']")
                .unwrap();
        let profile = std::sync::Arc::new(Profile::new(Lang::unknown(), &[&file]));
        let faults = [Fault::LowerCase, Fault::QuotedStop, Fault::Remnant, Fault::FunctionWord];
        let specs = faults.map(|fault| Spec { fault, names: Vec::new(), words: Vec::new() });
        let rules: Vec<_> = specs.iter().enumerate().map(|(at, spec)| (RuleIndex(at as u16), spec)).collect();
        let article = Article::of(plain::read(text.into(), std::sync::Arc::clone(&profile)));
        let mut hits = Hits::new();
        Scanner::new(&rules, &profile).scan(&Analysed::new(&article), &mut hits);
        hits
    }

    proptest! {
        #[test]
        fn any_text_is_scanned_and_spans_stand_on_borders(text in "([a-cA-C .,”\"é東]|said|and it|\\. [a-z]{4,9}){0,40}") {
            for hit in scan(&text) {
                prop_assert!(text.get(hit.span.range()).is_some());
            }
        }
    }

    #[test]
    fn a_short_word_ends_a_sentence_only_where_it_also_stands_without_a_dot() {
        assert!(
            scan("They saw xyzzy kmph. net and more of them there, as they went along the road that day.").is_empty()
        );
        assert_eq!(
            scan("They saw a kmph there, and more kmph. netting and more of them, as they went along.").len(),
            1
        );
    }
}
