//! Names: where an article names somebody or something, and which of the names are spellings of one.
//!
//! Told by capitals, so not for scripts that have none; who a name belongs to is not asked here.

pub mod across;
mod ground;
pub mod likeness;

pub use ground::{Ground, ground};

use std::sync::Arc;

use likeness::Likeness;

use super::vocabulary::Vocabulary;
use crate::article::{Block, BlockKind, Side};
use crate::span::Span;
use crate::text::lexicon::Class;
use crate::text::people::Role;
use crate::text::sounds::Spelled;
use crate::text::{Norm, Profile, Shape, Token, TokenKind};

/// A place where a name stands: capitalised words beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its words in order, without particles and titles, each without what the language adds behind an apostrophe.
    pub parts: Vec<Span>,
    /// Whether it is a single word at the beginning of a sentence, whose capital says nothing.
    pub leads: bool,
    /// The token after it.
    pub next: usize,
}

/// The names of a side, in order of position.
pub fn read(side: &Side, vocabulary: &Vocabulary<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    if !side.profile.cased {
        return mentions;
    }
    for block in side.blocks.iter().filter(|block| has_names(block.kind) && !is_in_capitals(side, block)) {
        let reader = Reader { side, vocabulary, first: block.tokens.start as usize, end: block.tokens.end as usize };
        let mut at = reader.first;
        while at < reader.end {
            match reader.mention(at) {
                Some(mention) => {
                    at = mention.next;
                    mentions.extend(reader.settled(mention));
                }
                None => at += 1,
            }
        }
    }
    mentions
}

/// Whether blocks of a kind are read: where capitals may be those of a headline they are not.
fn has_names(kind: BlockKind) -> bool {
    kind.is_prose() || kind == BlockKind::ListItem
}

/// Whether nearly every longer word of a block that no full stop ends has a capital, as in headlines.
fn is_in_capitals(side: &Side, block: &Block) -> bool {
    if side.str(block.span).trim_end().ends_with('.') {
        return false;
    }
    let words = side.tokens_of(block).iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 4);
    let (mut all, mut lower) = (0, 0);
    for word in words {
        all += 1;
        lower += usize::from(word.shape == Shape::Lower);
    }
    lower * 4 < all
}

/// How alike two words of names are in a language, and what is known of them.
pub fn alike(profile: &Profile, one: &Spelled, other: &Spelled) -> Likeness {
    let sounds = profile.lexicon.sounds();
    let alike = likeness::words(sounds, one, other);
    if !matches!(alike, Likeness::Variant | Likeness::Close) {
        return alike;
    }
    let text = |word: &Spelled| word.chars.iter().collect::<String>();
    // Nanjing and Nanning are both public names.
    let public = |word: &Spelled| profile.lexicon.gazetteer().find(&text(word)).map(|(entity, _)| entity);
    if let (Some(one), Some(other)) = (public(one), public(other))
        && one.name != other.name
    {
        return Likeness::Different;
    }
    let kept = if one.bare.len() == other.bare.len() { 1 } else { 2 };
    let end = |word: &Spelled| word.bare[word.bare.len().saturating_sub(kept)..].to_vec();
    let inflected = sounds.inflects() && end(one) != end(other);
    if inflected || sounds.are_apart(&text(one), &text(other)) { Likeness::Different } else { alike }
}

struct Reader<'a> {
    side: &'a Side,
    vocabulary: &'a Vocabulary<'a>,
    first: usize,
    end: usize,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.side.tokens.get(at).filter(|_| at < self.end)
    }

    /// The name that begins at a token.
    fn mention(&self, at: usize) -> Option<Mention> {
        self.token(at).filter(|token| self.is_name(token))?;
        let mut parts: Vec<Span> = Vec::new();
        let mut next = at;
        loop {
            let (part, after) = self.part(next);
            parts.push(part);
            next = after;
            // What stands behind an apostrophe ends the name, and so does every mark.
            if self.side.tokens[after - 1].span.hi() > part.hi() {
                break;
            }
            let Some(more) = self.continued(next) else { break };
            next = more;
        }
        let leads = parts.len() == 1 && self.is_sentence_start(at);
        Some(Mention { parts, leads, next })
    }

    /// A word with what hyphens join to it, and the token after it.
    fn part(&self, at: usize) -> (Span, usize) {
        let mut span = self.side.tokens[at].span;
        let mut next = at + 1;
        let hyphen = |at: usize| self.token(at).is_some_and(|token| matches!(self.side.word(token), "-" | "‐"));
        while hyphen(next) && self.token(next + 1).is_some_and(|token| token.kind == TokenKind::Word) {
            span = span.to(self.side.tokens[next + 1].span);
            next += 2;
        }
        let word = self.side.str(span);
        let bare = self.side.profile.lexicon.sounds().without_possessive(word);
        (Span::new(span.lo(), span.lo() + bare.len()), next)
    }

    /// Where the name goes on after a space, an initial or particles.
    fn continued(&self, mut at: usize) -> Option<usize> {
        let [particle, article] = ["particle", "article"].map(|name| self.side.profile.lexicon.class(name));
        for step in 0..3 {
            // The stop of an initial or of a title.
            if self.token(at).and_then(Token::mark) == Some('.') && self.side.tokens[at - 1].span.len() <= 4 {
                at += 1;
            }
            let joined = step > 0 && self.token(at).and_then(Token::mark) == Some('-');
            self.token(at).filter(|token| token.kind == TokenKind::Space && token.span.len() == 1 || joined)?;
            let word = self.token(at + 1)?;
            if self.is_name(word) || self.is_syllable(at + 1) {
                return Some(at + 1);
            }
            let text = self.side.word(word);
            let is_in = |class: &&Arc<Class>| class.members(word.norm, text).next().is_some();
            particle.filter(is_in)?;
            // `Wanda Nowak der Feuerwehr`; `Ursula von der Leyen`
            if step == 0 && article.is_some_and(|class| is_in(&class)) {
                return None;
            }
            at += 2;
        }
        None
    }

    /// Whether a word that is something else by itself is part of a name with hyphens: `Baek Do-yun`.
    fn is_syllable(&self, at: usize) -> bool {
        let capital = self.token(at).is_some_and(|token| token.shape == Shape::Capital);
        let hyphen = self.token(at + 1).is_some_and(|token| self.side.word(token) == "-");
        capital && hyphen && self.token(at + 2).is_some_and(|token| token.shape == Shape::Lower)
    }

    fn is_name(&self, token: &Token) -> bool {
        let profile = &self.side.profile;
        let text = &self.side.text;
        token.kind == TokenKind::Word
            && matches!(token.shape, Shape::Capital | Shape::Mixed)
            && token.shape.starts_upper(self.side.word(token))
            && !self.side.word(token).contains(|c: char| c.is_ascii_digit())
            && !profile.function.has(text, token)
            && !profile.pronouns.has(text, token)
            && !profile.weekdays.has(text, token)
            && !profile.months.has(text, token)
            && !profile.speaker.has(text, token)
    }

    fn is_sentence_start(&self, at: usize) -> bool {
        let before = self.side.tokens[self.first..at].iter().rev().find(|token| token.kind != TokenKind::Space);
        before.is_none_or(|token| {
            token.mark().is_some_and(|mark| !matches!(mark, ',' | ';' | '(' | ')' | '-' | '/' | '’' | '\''))
        })
    }

    /// The name without titles and other words that the article has without a capital too.
    fn settled(&self, mut mention: Mention) -> Option<Mention> {
        let titles = ["honorific", "office"].map(|name| self.side.profile.lexicon.class(name));
        let known = |part: &Span| {
            let word = self.side.str(*part);
            let norm = Norm::of(word);
            let title = titles.into_iter().flatten().any(|class| class.members(norm, word).next().is_some());
            let known = title || self.side.profile.common.has_norm(norm) || self.vocabulary.count(word).lower > 0;
            known || word.chars().nth(1).is_none()
        };
        // `Actor Baek Do-yun`
        let people = self.side.profile.lexicon.people();
        let office = |part: &Span| {
            let word = self.side.str(*part);
            matches!(people.role_of(Norm::of(word)), Some(Role::Noun(_))) && people.first_name(word).is_none()
        };
        let offices = mention.parts.iter().take_while(|part| office(part)).count();
        let offices = if offices + 1 < mention.parts.len() { offices } else { 0 };
        let before = mention.parts.iter().take_while(|part| known(part)).count().max(offices);
        mention.parts.drain(..before);
        mention.leads &= before == 0;
        let plain = |part: &Span| self.vocabulary.count(self.side.str(*part)).lower > 0;
        (!mention.parts.is_empty() && !mention.parts.iter().any(plain)).then_some(mention)
    }
}
