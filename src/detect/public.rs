//! Public names in the form of another language (`Alemania`, `OTAN` in an English text), and spellings of them that the style
//! of the newsroom writes in another way, where one is chosen.
//!
//! The word files list the forms. One that is part of a longer name stays: a hotel, a newspaper and a street keep theirs, and
//! so do titles.

use super::spec::{Public as Spec, PublicFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::names::likeness::{self, Likeness};
use crate::article::{Block, BlockKind, Side};
use crate::span::Span;
use crate::text::address;
use crate::text::gazetteer::{Form, Gazetteer};
use crate::text::sounds::Sounds;
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
            self.foreign(&finder, hits);
        }
        if let Some(style) = side.profile.style.as_deref().filter(|_| self.rules.wants(Fault::HouseStyle)) {
            let told =
                |block: &&Block| block.kind == BlockKind::Headline || block.kind == BlockKind::ListItem || told(block);
            for block in side.blocks.iter().filter(told) {
                let finder = Finder { side, gazetteer, tokens: side.tokens_of(block) };
                self.against(style, &finder, article, hits);
            }
        }
    }
}

impl Scanner {
    fn foreign(&self, finder: &Finder<'_>, hits: &mut Hits) {
        let side = finder.side;
        let mut at = 0;
        while at < finder.tokens.len() {
            let Some((entity, form, end)) = finder.longest(at) else {
                at += 1;
                continue;
            };
            let span = finder.tokens[at].span.to(finder.tokens[end - 1].span);
            // A body may be called by the name that it has at home, but hardly by an acronym of it.
            let told = entity.kind == EntityKind::Place || is_acronym(side.str(span));
            let own = finder.is_part(at, end) || address::holds(&side.text, span);
            if form == Form::Foreign && told && !own && !finder.is_excepted(at, end, entity) {
                let expected = meant(side.str(span), entity);
                self.rules.report(Fault::Foreign, hits, |rule| {
                    let hit = Hit::new(rule, span).slot("expected", expected);
                    hit.choose(vec![Edit::new(span, expected)], false)
                });
            }
            at = end;
        }
    }

    /// What a style guide writes in another way.
    fn against(&self, style: &str, finder: &Finder<'_>, article: &Analysed<'_>, hits: &mut Hits) {
        let side = finder.side;
        let mut at = 0;
        while at < finder.tokens.len() {
            let Some((entity, span, end)) = finder.longest_styled(at) else {
                at += 1;
                continue;
            };
            let quotations = article.quotations();
            let title = || quotations.around(span.lo()).is_some_and(|one| is_title(side, quotations.span(one)));
            let expected = styled(entity, style, side.str(span), side.profile.lexicon.sounds());
            let expected = expected.map(|expected| finder.cased(at, expected));
            if let Some(expected) = expected.filter(|expected| expected != side.str(span))
                && !finder.is_part_of_name(at, end, entity)
                && !finder.is_excepted(at, end, entity)
                && !title()
                && !address::holds(&side.text, span)
                && !side.profile.glossary.is_right(side.str(span))
                && !is_of_another(article, finder.gazetteer, side.str(span))
            {
                self.rules.report(Fault::HouseStyle, hits, |rule| {
                    let hit = Hit::new(rule, span).slot("expected", &expected).slot("style", style);
                    hit.choose(vec![Edit::new(span, expected.as_str())], false)
                });
            }
            at = end;
        }
    }
}

/// How a style guide writes a spelling of a public name, if it writes it in another way: the whole of it, or its last word as
/// it stands alone.
fn styled(entity: &EntityTable, style: &str, found: &str, sounds: &Sounds) -> Option<String> {
    let right = entity.styles.get(style)?;
    let person = entity.kind == EntityKind::Person;
    let found = found.replace('’', "'");
    let names = || std::iter::once(&entity.name).chain(entity.styles.values());
    // Another name for it, such as an older one, is no spelling.
    let spelled = |text: &&String| names().any(|name| likeness::names(sounds, text, name) >= Likeness::Variant);
    let mut spellings = names().chain(entity.also.iter().filter(spelled)).map(|name| name.replace('’', "'"));
    let last = last_word(right);
    let expected = if spellings.any(|name| name == found) {
        match found.rsplit_once(' ') {
            Some((first, _)) if person && !right.contains(' ') && !sounds.is_particle(first) => {
                format!("{first} {right}")
            }
            None if person && entity.name.contains(' ') => alone(last, &found).to_owned(),
            _ => right.clone(),
        }
    } else if person && names().any(|name| is_last(sounds, &found, last_word(name))) {
        alone(last, &found).to_owned()
    } else {
        return None;
    };
    (expected != found).then_some(expected)
}

/// Whether the article has somebody else of a name that stands alone: `Zelensky` where it tells of an Ihor Zelensky.
fn is_of_another(article: &Analysed<'_>, gazetteer: &Gazetteer, found: &str) -> bool {
    let side = article.target();
    !found.contains(' ')
        && article.names().iter().filter(|mention| mention.parts.len() > 1).any(|mention| {
            let last = mention.parts[mention.parts.len() - 1];
            side.str(last) == last_word(found) && gazetteer.find(side.str(mention.parts[0].to(last))).is_none()
        })
}

/// Whether what stands alone is the last word of a name, or a spelling of it.
fn is_last(sounds: &Sounds, found: &str, last: &str) -> bool {
    likeness::names(sounds, found, alone(last, found)) >= Likeness::Variant
}

fn last_word(name: &str) -> &str {
    name.rsplit_once(' ').map_or(name, |(_, last)| last)
}

/// A last word with its article (`el-Sissi`) or without, as that of a text has one or not.
fn alone<'a>(last: &'a str, found: &str) -> &'a str {
    let article = |word: &str| word.starts_with(char::is_lowercase) && word.contains('-');
    match last.split_once('-') {
        Some((_, bare)) if article(last) && !article(found) => bare,
        _ => last,
    }
}

/// Whether a quotation is a title: nearly every longer word in it has a capital.
fn is_title(side: &Side, quotation: Span) -> bool {
    let tokens = &side.tokens[side.token_at(quotation.lo())..side.token_at(quotation.hi() - 1)];
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let plain = words().filter(|token| token.shape == Shape::Lower && token.span.len() > 4).count();
    let ends = tokens.iter().rev().find_map(Token::mark).is_some_and(|mark| matches!(mark, ',' | '.'));
    plain == 0 && !ends && words().nth(LONGEST_TITLE).is_none()
}

/// So many words a title has at most.
const LONGEST_TITLE: usize = 12;

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
        self.ends(at).into_iter().rev().find_map(|end| {
            let text = self.side.str(self.tokens[at].span.to(self.tokens[end - 1].span));
            self.gazetteer.find(text).map(|(entity, form)| (entity, form, end))
        })
    }

    /// The tokens after words up to which a name that begins at a token may go, in order.
    fn ends(&self, at: usize) -> Vec<usize> {
        let words = (at..self.tokens.len()).take(2 * LONGEST - 1).take_while(|next| {
            let token = &self.tokens[*next];
            token.kind == TokenKind::Word
                || token.kind == TokenKind::Space && token.span.len() == 1
                || token.mark() == Some('-')
        });
        words.filter(|next| self.tokens[*next].kind == TokenKind::Word).map(|next| next + 1).collect()
    }

    /// The longest public name that begins at a token, in these very capitals, without what is added behind an apostrophe,
    /// and the token after it. It may begin with an article: `al-Qaeda`.
    fn longest_styled(&self, at: usize) -> Option<(&'a EntityTable, Span, usize)> {
        let sounds = self.side.profile.lexicon.sounds();
        let word = self.side.word(self.tokens.get(at)?);
        (self.is_capital(at) || sounds.is_particle(word)).then_some(())?;
        self.ends(at).into_iter().rev().find_map(|end| {
            let span = self.tokens[at].span.to(self.tokens[end - 1].span);
            let text = sounds.without_possessive(self.side.str(span));
            let (entity, form) = self.gazetteer.find(text)?;
            matches!(form, Form::Name | Form::Also | Form::Short)
                .then(|| (entity, Span::new(span.lo(), span.lo() + text.len()), end))
        })
    }

    /// A spelling with a capital where it begins a sentence.
    fn cased(&self, at: usize, text: String) -> String {
        let start = self.tokens[at].span.lo();
        let word = self.tokens[..at].iter().rev().find(|token| token.kind == TokenKind::Word);
        let sentence = self.side.sentences.partition_point(|one| one.span.lo() <= start).checked_sub(1);
        let border = sentence.map_or(0, |one| self.side.sentences[one].span.lo());
        let begins = word.is_none_or(|word| word.span.lo() < border);
        let mut chars = text.chars();
        match chars.next().filter(|_| begins) {
            Some(first) => first.to_uppercase().chain(chars).collect(),
            None => text,
        }
    }

    /// Whether a name goes on before or after it, other than by the office of a person or by a day.
    fn is_part_of_name(&self, at: usize, end: usize, entity: &EntityTable) -> bool {
        let profile = &self.side.profile;
        let hyphen =
            |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.mark() == Some('-'));
        let beside = |at: Option<usize>, next: Option<usize>| {
            let space = at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.kind == TokenKind::Space);
            let word = next.filter(|next| space && self.is_capital(*next)).map(|next| &self.tokens[next]);
            word.filter(|word| !profile.function.has(&self.side.text, word))
        };
        let before = beside(at.checked_sub(1), at.checked_sub(2));
        let after = beside(Some(end), Some(end + 1));
        let day =
            |word: &Token| profile.weekdays.has(&self.side.text, word) || profile.months.has(&self.side.text, word);
        let title = |word: &Token| {
            let classes = ["honorific", "office"].map(|name| profile.lexicon.class(name));
            let text = self.side.word(word);
            classes.into_iter().flatten().any(|class| class.members(word.norm, text).next().is_some())
        };
        // The first word of a sentence has a capital anyway.
        let first = |word: &Token| self.tokens.first().is_some_and(|first| first.span == word.span);
        let goes_before = before.is_some_and(|word| match entity.kind {
            EntityKind::Person => !title(word) && !day(word) && !profile.common.has_norm(word.norm),
            _ => !(day(word) || first(word) && profile.common.has_norm(word.norm)),
        });
        hyphen(at.checked_sub(1)) || hyphen(Some(end)) || goes_before || after.is_some_and(|word| !day(word))
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
