//! Which of the spellings of a name is the one to keep: that of the glossary, of the house style, of the public name, and else
//! the one that the article has more often.

use super::{Edit, Forms, Variant};
use crate::span::Span;
use crate::text::gazetteer::Form as Spelling;

/// A name in several spellings, and what is to become of it.
pub(super) struct Verdict<'a> {
    /// The word to keep.
    pub(super) expected: &'a str,
    /// The words that are spelled in another way.
    pub(super) wrong: Vec<Span>,
    /// Where the word to keep stands.
    pub(super) right: Vec<Span>,
    /// Every place of the word to keep.
    all: Vec<Span>,
    /// Whether something else than their number told which of them to keep.
    known: bool,
}

impl Verdict<'_> {
    /// Whether nothing tells which of the two to keep: the article has one about as often as the other.
    pub(super) fn is_open(&self) -> bool {
        !self.known && self.all.len() < 2 * self.wrong.len()
    }

    /// What takes the other spelling for the right one.
    pub(super) fn other_way(&self, word: &str) -> Vec<Edit> {
        self.all.iter().map(|place| Edit::new(*place, word)).collect()
    }
}

/// How much speaks for a spelling, the greatest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    /// Nothing is known of it.
    None,
    /// The public name is sometimes spelled so.
    Other,
    /// The public name is spelled so, at least by some style guides.
    Public,
    /// The house style has it.
    Style,
    /// The glossary has it.
    Glossary,
}

impl Forms<'_> {
    /// What is to become of each variant and of what it is a variant of.
    pub(super) fn verdicts(&self) -> Vec<Verdict<'_>> {
        self.variants().iter().map(|variant| self.verdict(variant)).collect()
    }

    fn verdict(&self, variant: &Variant) -> Verdict<'_> {
        let (form, of) = (&self.all[variant.form], &self.all[variant.of]);
        let (word, canon) = (
            self.side.str(form.mentions[0].parts[variant.part]),
            self.side.str(of.mentions[0].parts[variant.canon_part]),
        );
        let (one, other) = (self.ground(variant, word), self.ground(variant, canon));
        let here = || -> Vec<Span> { form.mentions.iter().map(|mention| mention.parts[variant.part]).collect() };
        if one > other {
            return Verdict {
                expected: word,
                wrong: self.places(variant, canon),
                right: here(),
                all: here(),
                known: true,
            };
        }
        let there = of.mentions.iter().map(|mention| mention.parts[variant.canon_part]).collect();
        let all = self.places(variant, canon);
        Verdict { expected: canon, wrong: here(), right: there, all, known: other > Ground::None }
    }

    /// Where the word stands that a variant differs from: as the last one of any name, or else in that very name.
    fn places(&self, variant: &Variant, word: &str) -> Vec<Span> {
        let of = &self.all[variant.of];
        if variant.canon_part + 1 < of.parts.len() {
            return of.mentions.iter().map(|mention| mention.parts[variant.canon_part]).collect();
        }
        let mentions = self.all.iter().flat_map(|form| &form.mentions);
        let last = mentions.filter_map(|mention| mention.parts.last().copied());
        let mut places: Vec<Span> = last.filter(|part| self.side.str(*part) == word).collect();
        places.sort_unstable();
        places
    }

    /// What speaks for a word in the place of the one by which a name differs from its variant.
    fn ground(&self, variant: &Variant, word: &str) -> Ground {
        let mention = self.all[variant.of].mentions[0];
        let text =
            |(number, part): (usize, &Span)| if number == variant.canon_part { word } else { self.side.str(*part) };
        let name = mention.parts.iter().enumerate().map(text).collect::<Vec<_>>().join(" ");
        let profile = &self.side.profile;
        if profile.glossary.is_right(&name) || profile.glossary.is_right(word) {
            return Ground::Glossary;
        }
        let Some((entity, form)) = profile.lexicon.gazetteer().find(&name) else { return Ground::None };
        let style = profile.style.as_deref().and_then(|style| entity.styles.get(style));
        let is_last = |known: &String| *known == name || known.rsplit_once(' ').is_some_and(|(_, last)| last == name);
        match form {
            _ if style.is_some_and(is_last) => Ground::Style,
            _ if entity.name == name || entity.styles.values().any(is_last) => Ground::Public,
            Spelling::Name | Spelling::Also | Spelling::Short => Ground::Other,
            Spelling::Foreign | Spelling::Adjective => Ground::None,
        }
    }
}
