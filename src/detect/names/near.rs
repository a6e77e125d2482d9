//! Names that are nearly those of the user's glossary.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Forms;
use crate::analysis::names::likeness::Likeness;
use crate::text::Profile;
use crate::text::gazetteer::Form as Spelling;
use crate::text::sounds::{Lists, Sounds, Spelled};

/// The names of a glossary, prepared for comparison.
pub(super) struct Settled {
    names: Vec<Vec<Word>>,
}

/// A word of a name. What tells quickly that another one is not like it is made at once, the rest when it is asked for: of ten
/// thousand names an article is near to few.
struct Word {
    text: Box<str>,
    len: usize,
    first: char,
    /// The lists of sounds that a spelling may be in which begins with the first letter.
    lists: Lists,
    /// Whether it has forms that begin with other letters.
    listed: bool,
    spelled: OnceLock<Spelled>,
}

impl Word {
    fn new(text: &str, sounds: &Sounds, lists: &mut FxHashMap<char, Lists>) -> Self {
        let first = text.chars().next().and_then(|c| c.to_lowercase().next()).unwrap_or_default();
        let lists = *lists.entry(first).or_insert_with(|| sounds.lists_from(first));
        let listed = sounds.is_listed(text);
        Self { text: text.into(), len: text.chars().count(), first, lists, listed, spelled: OnceLock::new() }
    }

    fn spelled(&self, sounds: &Sounds) -> &Spelled {
        self.spelled.get_or_init(|| sounds.spelled(&self.text))
    }

    /// Whether another word may be a spelling of it: it is about as long, and begins in the same way.
    fn may_be(&self, other: &Spelled) -> bool {
        let (shorter, longer) = (self.len.min(other.chars.len()), self.len.max(other.chars.len()));
        let begins = || {
            let lists = other.sounds.first().into_iter().flatten().fold(0, |all, (_, lists)| all | lists);
            self.listed
                || !self.first.is_ascii()
                || other.chars[0] == self.first
                || other.bare[0] == self.first
                || lists & self.lists != 0
        };
        longer <= shorter + shorter.div_ceil(2) + 2 && begins()
    }
}

/// A name of the article that is nearly one of the glossary.
pub(super) struct Near<'a> {
    /// Its index among the forms of the article.
    pub(super) form: usize,
    /// The words of the settled name, as many as the form has.
    pub(super) words: Vec<&'a str>,
}

impl Settled {
    pub(super) fn new(profile: &Profile) -> Self {
        let sounds = profile.lexicon.sounds();
        let mut lists = FxHashMap::default();
        let mut name = |text: &str| {
            let words = text.split(' ').filter(|word| !word.is_empty() && !sounds.is_particle(word));
            let named = words.clone().all(|word| word.starts_with(char::is_uppercase));
            (profile.cased && named).then(|| words.map(|word| Word::new(word, sounds, &mut lists)).collect::<Vec<_>>())
        };
        let mut names: Vec<Vec<Word>> = profile.glossary.right().filter_map(&mut name).collect();
        names.retain(|name| !name.is_empty());
        Self { names }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names of an article that are nearly settled ones.
    pub(super) fn near<'a>(&'a self, forms: &Forms<'_>) -> Vec<Near<'a>> {
        (0..forms.all.len()).filter_map(|at| self.one(forms, at)).collect()
    }

    fn one<'a>(&'a self, forms: &Forms<'_>, at: usize) -> Option<Near<'a>> {
        let form = &forms.all[at];
        let sounds = forms.side.profile.lexicon.sounds();
        // A single word is told by itself only where it is long, and where its capital is that of a name.
        let told = form.parts.len() > 1
            || form.parts[0].chars.len() > super::LONG
                && !forms.side.profile.noun_capitals
                && form.mentions.iter().any(|mention| !mention.leads);
        if !told || is_public(forms, at) || is_part_of_another(forms, at) {
            return None;
        }
        let mut near = None;
        for name in self.names.iter().filter(|name| name.len() == form.parts.len()) {
            if !name.iter().zip(&form.parts).rev().all(|(word, part)| word.may_be(part)) {
                continue;
            }
            let alike = name.iter().zip(&form.parts).map(|(word, part)| forms.alike(part, word.spelled(sounds)));
            let alike: Vec<Likeness> = alike.take_while(|alike| *alike > Likeness::Different).collect();
            if alike.len() < name.len() {
                continue;
            }
            if alike.iter().all(|alike| *alike == Likeness::Same) {
                return None;
            }
            let number =
                |(word, part): (&Word, &Spelled)| sounds.differ_in_number(&word.spelled(sounds).bare, &part.bare);
            if near.is_none() && is_spelling(&alike) && !name.iter().zip(&form.parts).any(number) {
                near = Some(name);
            }
        }
        near.map(|name| Near { form: at, words: name.iter().map(|word| &*word.text).collect() })
    }
}

/// Whether names whose words are so alike are spellings of one: each word is, or only the last differs, by a slip.
fn is_spelling(alike: &[Likeness]) -> bool {
    let by_slip = alike.split_last().is_some_and(|(last, before)| {
        !before.is_empty() && *last == Likeness::Close && before.iter().all(|alike| *alike == Likeness::Same)
    });
    by_slip || alike.iter().all(|alike| *alike >= Likeness::Variant)
}

/// Whether it is a public name as the language writes it.
fn is_public(forms: &Forms<'_>, at: usize) -> bool {
    let mention = forms.all[at].mentions[0];
    let text = forms.side.str(mention.parts[0].to(mention.parts[mention.parts.len() - 1]));
    let found = forms.side.profile.lexicon.gazetteer().find(text);
    found.is_some_and(|(_, form)| matches!(form, Spelling::Name | Spelling::Short | Spelling::Adjective))
}

/// Whether a single word is a word of a longer name that the article has.
fn is_part_of_another(forms: &Forms<'_>, at: usize) -> bool {
    let form = &forms.all[at];
    let longer = forms.all.iter().filter(|other| other.parts.len() > 1);
    form.parts.len() == 1 && longer.flat_map(|other| &other.parts).any(|part| part.chars == form.parts[0].chars)
}
