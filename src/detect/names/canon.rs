//! Which of the spellings of a name is the one to keep: that of the glossary, of the house style, of the public name, and else
//! the one that the article has more often.

use std::cmp::Reverse;

use super::{Edit, Forms, Variant};
use crate::analysis::names::likeness::Likeness;
use crate::analysis::names::{Ground, Mention, ground};
use crate::span::Span;

/// A name in several spellings, and what is to become of it.
pub(super) struct Verdict<'a> {
    /// The word to keep.
    pub(super) expected: &'a str,
    /// The words that are spelled in another way.
    pub(super) wrong: Vec<Span>,
    /// Every place of the word to keep.
    pub(super) right: Vec<Span>,
    /// Whether something else than their number told which of them to keep.
    known: bool,
}

impl Verdict<'_> {
    /// Whether nothing tells which of the two to keep: the article has one about as often as the other.
    pub(super) fn is_open(&self) -> bool {
        !self.known && self.right.len() < 2 * self.wrong.len()
    }

    /// What takes the other spelling for the right one.
    pub(super) fn other_way(&self, word: &str) -> Vec<Edit> {
        self.right.iter().map(|place| Edit::new(*place, word)).collect()
    }
}

/// One spelling of a name that has several.
struct Spelt<'a> {
    word: &'a str,
    /// Every place of it.
    all: Vec<Span>,
    ground: Ground,
}

impl Forms<'_> {
    /// What is to become of each spelling that is not the one to keep.
    pub(super) fn verdicts(&self) -> Vec<Verdict<'_>> {
        let mut variants = self.variants();
        variants.sort_by_key(|variant| (variant.of, variant.canon_part));
        let names = variants.chunk_by(|one, next| (one.of, one.canon_part) == (next.of, next.canon_part));
        names.flat_map(|variants| self.judge(variants)).collect()
    }

    /// Judges the spellings of one name: its variants and that which they are variants of.
    fn judge(&self, variants: &[Variant]) -> Vec<Verdict<'_>> {
        let canon = &variants[0];
        let mentions = &self.all[canon.of].mentions;
        let word = self.side.str(mentions[0].parts[canon.canon_part]);
        let ground = self.ground(canon, word);
        let mut spelt = vec![Spelt { word, all: self.places(canon, word), ground }];
        for variant in variants {
            let mentions = &self.all[variant.form].mentions;
            let word = self.side.str(mentions[0].parts[variant.part]);
            let here: Vec<Span> = mentions.iter().map(|mention| mention.parts[variant.part]).collect();
            if let Some(known) = spelt.iter_mut().find(|known| known.word == word) {
                known.all.extend(here);
            } else {
                let ground = self.ground(variant, word);
                spelt.push(Spelt { word, all: here, ground });
            }
        }
        // Of what is known and written as often as another, that which is nearest to all others, and of two that by which
        // the name was introduced.
        let far =
            |at: usize| -> usize { spelt.iter().map(|other| strsim::levenshtein(spelt[at].word, other.word)).sum() };
        let rank = |at: &usize| (spelt[*at].ground, spelt[*at].all.len(), Reverse(far(*at)));
        let best = (0..spelt.len()).rev().max_by_key(rank).unwrap_or_default();
        let right = &spelt[best];
        let wrong = spelt.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, spelt)| spelt);
        let verdict = |wrong: &Spelt<'_>| Verdict {
            expected: right.word,
            wrong: wrong.all.clone(),
            right: right.all.clone(),
            known: right.ground > wrong.ground,
        };
        wrong.map(verdict).collect()
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
        // A public name in short, if the rest of the name is another spelling of the public one's.
        ground(&self.side.profile, (&name, word), |public| self.is_nearly(mention, public))
    }

    /// Whether a name has as many words as another, each of them in nearly the same spelling.
    fn is_nearly(&self, mention: &Mention, name: &str) -> bool {
        let sounds = self.side.profile.lexicon.sounds();
        let near = |(part, word): (&Span, &str)| {
            self.alike(&sounds.spelled(self.side.str(*part)), &sounds.spelled(word)) > Likeness::Different
        };
        mention.parts.len() == name.split(' ').count() && mention.parts.iter().zip(name.split(' ')).all(near)
    }
}
