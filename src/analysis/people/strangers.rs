//! Nouns and names of which nothing is known: each may be somebody whom a pronoun means.
//!
//! No list has everybody of whom the news speaks. So it is asked what can be nobody: in English the things of a list, and what
//! stands in the plural; where nouns have a gender, those whose article or ending shows the other one.

use super::{Gender, Mention, Reader, Shape, Span, Standing, Stranger, Token, TokenKind};
use crate::text::Norm;
use crate::text::words::EntityKind;

/// So many words may stand between an article and its noun.
const PHRASE: usize = 4;

impl Reader<'_> {
    /// Notes a word without a role if it may be a noun for somebody.
    pub(super) fn meet(&mut self, at: usize, from: usize) {
        let pronouns = match &self.side.profile {
            profile if profile.noun_capitals => self.by_capital(at),
            profile if profile.lexicon.class("never-he").is_some() => self.by_ending(at),
            profile if profile.lexicon.class("he-determiner").is_some() => self.by_gendered_article(at),
            _ => self.by_article(at).then_some(Standing::ForEither),
        };
        if let Some(pronouns) = pronouns
            && self.described(at, from).is_none()
        {
            self.people.strangers.push(Stranger { token: at, pronouns });
        }
    }

    /// Notes the name that a mention is, of which nothing is known.
    pub(super) fn meet_name(&mut self, mention: &Mention, at: usize) {
        let side = self.side;
        let (first, last) = (&side.tokens[at], &side.tokens[mention.next - 1]);
        let whole = Span::new(mention.parts[0].lo(), mention.parts[mention.parts.len() - 1].hi());
        let elsewhere = match side.profile.lexicon.gazetteer().find(side.str(whole)) {
            // `the Swede`
            Some((entity, _)) => match entity.kind {
                EntityKind::Person => false,
                EntityKind::Place => {
                    self.is_thing(last) || !self.before(at).is_some_and(|token| self.is_in("article", token))
                }
                EntityKind::Body => true,
            },
            None => self.is_inside(at) || self.is_thing(last) || self.is_thing(first) || self.is_label(mention, at),
        };
        // A capital at the beginning of a sentence says nothing: only who does something is named there.
        let after = side.tokens[mention.next..].iter().find(|token| token.kind != TokenKind::Space);
        let acts = |token: &Token| token.shape == Shape::Lower && self.is_verb(token);
        if elsewhere || mention.leads && !after.is_some_and(acts) {
            return;
        }
        let pronouns = if side.profile.noun_capitals {
            self.by_capital(at)
        } else if side.profile.lexicon.class("never-he").is_some() {
            self.told_by_ending(last)
        } else {
            Some(Standing::ForEither)
        };
        self.people.strangers.extend(pronouns.map(|pronouns| Stranger { token: mention.next - 1, pronouns }));
    }

    /// Whether a name only says of what another noun is, or is a row of capitals: `the Kherson region`, `the BBC`.
    fn is_label(&self, mention: &Mention, at: usize) -> bool {
        if self.side.profile.lexicon.class("human-ending").is_none() {
            return false;
        }
        let next = self.side.tokens[mention.next..].iter().find(|token| token.kind != TokenKind::Space);
        let modifies = |token: &Token| {
            token.shape == Shape::Lower
                && (self.is_thing(token) && !self.is_verb(token) || self.words.role(token).is_some())
        };
        let named = &self.side.tokens[at];
        mention.parts.len() == 1 && named.shape == Shape::Upper && named.span.len() > 1 || next.is_some_and(modifies)
    }

    /// Whether a preposition of places stands before a token: `in Salem`.
    fn is_inside(&self, at: usize) -> bool {
        self.before(at).is_some_and(|token| self.is_in("inside", token))
    }

    fn is_verb(&self, token: &Token) -> bool {
        let word = self.side.word(token);
        self.side.profile.reporting.has(&self.side.text, token)
            || ["auxiliary", "human-verb", "gendered-verb", "after-noun"].iter().any(|class| self.is_in(class, token))
            || self.side.profile.lexicon.class("inanimate-ending").is_some() && word.ends_with("ed")
    }

    /// Whether a word ends as the words of a class do.
    fn ends_as(&self, class: &str, word: &str) -> bool {
        let class = self.side.profile.lexicon.class(class);
        class.into_iter().flat_map(|class| class.all_forms()).any(|ending| word.ends_with(ending))
    }

    /// Whether pronouns for persons never stand for a word: a thing or many; where bodies are it, a body.
    fn is_thing(&self, token: &Token) -> bool {
        let word = self.side.word(token);
        let body = self.side.profile.lexicon.class("it").is_some();
        self.is_day(token)
            || self.is_in("inanimate", token)
            || body && (self.is_in("body", token) || self.is_in("site", token))
            || self.ends_as("inanimate-ending", word)
            || self.ends_as("many-ending", word) && !self.ends_as("one-ending", word)
    }

    /// A word without the possessive behind it, if it has one: `the stylist’s`.
    fn owning(&self, token: &Token) -> Option<Token> {
        let word = self.side.word(token);
        let bare = self.side.profile.lexicon.sounds().without_possessive(word);
        let span = Span::new(token.span.lo(), token.span.lo() + bare.len());
        (bare.len() < word.len()).then(|| Token { span, norm: Norm::of(bare), ..*token })
    }

    /// The words of the phrase that begins at a token.
    fn phrase(&self, at: usize) -> Vec<&Token> {
        let words = self.side.tokens[at..].iter().filter(|token| token.kind != TokenKind::Space).take(PHRASE);
        words
            .take_while(|token| {
                token.kind == TokenKind::Word && !self.side.profile.function.has(&self.side.text, token)
            })
            .collect()
    }

    /// Whether a phrase that may be of a person begins at a token, in a language whose nouns have no gender: after an article
    /// or an owner, `the old congressman`; or an owner himself.
    fn by_article(&self, at: usize) -> bool {
        let token = &self.side.tokens[at];
        let function = |token: &Token| self.side.profile.function.has(&self.side.text, token);
        let somebody = |token: &Token| !self.is_thing(token) && !function(token) && self.words.role(token).is_none();
        if let Some(owner) = self.owning(token) {
            return somebody(&owner) && self.may_be_human(&owner) && !self.is_inside(at);
        }
        // `the 31-year-old`, but for `the 31-year-old driver`, whom the lists know.
        if self.is_in("aged", token) && self.before(at).and_then(Token::mark) == Some('-') {
            return self.phrase(at).get(1).is_none_or(|next| somebody(next));
        }
        let opens = |before: &Token| self.is_in("determiner", before) || self.owning(before).is_some();
        if !self.before(at).is_some_and(opens) {
            return false;
        }
        // The noun is the last word of its phrase, or stands before a verb or an adverb: `the bridge collapsed`.
        let words = self.phrase(at);
        let follows = |token: &&Token| self.is_verb(token) || self.side.word(token).ends_with("ly");
        let nobody = |noun: usize| !somebody(words[noun]) && words[noun + 1..].iter().all(&follows);
        let human = words.iter().any(|token| self.may_be_human(token)) || self.is_of_persons(at, &words);
        human && !(0..words.len()).any(nobody)
    }

    /// Whether what stands behind a noun is said of persons: `the sherpa recalled`, `the sherpa who`.
    fn is_of_persons(&self, at: usize, words: &[&Token]) -> bool {
        let does =
            |token: &&Token| self.side.profile.reporting.has(&self.side.text, token) || self.is_in("human-verb", token);
        let mut behind = self.side.tokens[at..].iter().filter(|token| token.kind != TokenKind::Space).skip(words.len());
        words.iter().skip(1).any(does) || behind.next().is_some_and(|token| self.is_in("relative", token))
    }

    /// Whether a word ends as words for persons do; any word, where the language has no such endings.
    fn may_be_human(&self, token: &Token) -> bool {
        self.side.profile.lexicon.class("human-ending").is_none()
            || token.shape != Shape::Lower
            || self.ends_as("human-ending", self.side.word(token))
    }

    /// The gender that articles tell.
    fn told_by_article(&self, article: &Token) -> Option<Standing> {
        match ["he-determiner", "she-determiner"].map(|class| self.is_in(class, article)) {
            [true, true] => Some(Standing::ForEither),
            [true, false] => Some(Standing::For(Gender::Man)),
            [false, true] => Some(Standing::For(Gender::Woman)),
            [false, false] => None,
        }
    }

    /// The gender of a noun behind its article, or that an elided article hides: `le passant`, `l’apprenti`.
    fn by_gendered_article(&self, at: usize) -> Option<Standing> {
        let token = &self.side.tokens[at];
        if let Some((article, noun)) = self.side.word(token).split_once(['’', '\'']) {
            let article = Norm::of(article);
            let elided = self.side.profile.lexicon.class("elided-determiner")?.norms(None).any(|norm| norm == article);
            let known = self.words.role_of(Norm::of(noun)).is_some();
            return (elided && !known).then_some(Standing::ForEither);
        }
        let pronouns = self.told_by_article(self.before(at)?)?;
        let words = self.phrase(at);
        let known = words.iter().take(2).any(|token| self.words.role(token).is_some());
        let thing = words.first().is_none_or(|token| self.is_thing(token));
        (!known && !thing).then_some(pronouns)
    }

    /// The gender of a noun that has a capital as all nouns have, by its article.
    fn by_capital(&self, at: usize) -> Option<Standing> {
        let token = &self.side.tokens[at];
        if token.shape == Shape::Lower || self.side.profile.function.has(&self.side.text, token) || self.is_day(token) {
            return None;
        }
        let first = self.side.blocks[self.side.block_at(token.span.lo())].tokens.start as usize;
        let before = self.side.tokens[first..at].iter().rev().filter(|token| token.kind != TokenKind::Space);
        let before =
            before.take(PHRASE).take_while(|token| token.kind == TokenKind::Word && token.shape == Shape::Lower);
        for token in before {
            if self.is_in("it-determiner", token) {
                return None;
            }
            if let Some(pronouns) = self.told_by_article(token) {
                return self.told_by_both(pronouns, at);
            }
            if self.side.profile.function.has(&self.side.text, token) || self.is_verb(token) {
                break;
            }
        }
        self.told_by_ending(token)
    }

    /// What the article and the ending of a noun agree on: `der Feuerwehr` is never he.
    fn told_by_both(&self, article: Standing, noun: usize) -> Option<Standing> {
        match (article, self.told_by_ending(&self.side.tokens[noun])?) {
            (Standing::ForEither, told) | (told, Standing::ForEither) => Some(told),
            (article, told) => (article == told).then_some(article),
        }
    }

    fn is_day(&self, token: &Token) -> bool {
        let profile = &self.side.profile;
        profile.weekdays.has(&self.side.text, token) || profile.months.has(&self.side.text, token)
    }

    /// The gender of a noun without an article, as far as its ending tells.
    fn by_ending(&self, at: usize) -> Option<Standing> {
        let token = &self.side.tokens[at];
        let plain = token.shape == Shape::Lower && token.span.len() > 2;
        let other =
            self.side.profile.function.has(&self.side.text, token) || self.is_verb(token) || self.is_thing(token);
        if !plain || other || self.is_inside(at) {
            return None;
        }
        self.told_by_ending(token)
    }

    fn told_by_ending(&self, token: &Token) -> Option<Standing> {
        let word = self.side.word(token);
        match ["never-he", "never-she"].map(|class| self.ends_as(class, word)) {
            [true, true] => None,
            [true, false] => Some(Standing::For(Gender::Woman)),
            [false, true] => Some(Standing::For(Gender::Man)),
            [false, false] => Some(Standing::ForEither),
        }
    }
}
