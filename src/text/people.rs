//! Words for people: which of them tell a woman from a man.

use rustc_hash::FxHashMap;

use super::index::LongList;
use super::lexicon::Lexicon;
use super::token::{Norm, Token};

pub use super::words::Gender;

impl Gender {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Woman => Self::Man,
            Self::Man => Self::Woman,
        }
    }

    /// The class of pronouns in the word files.
    pub fn pronouns(self) -> &'static str {
        match self {
            Self::Woman => "she",
            Self::Man => "he",
        }
    }
}

/// What a word says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A pronoun, in a form as the class `he` or `she` has it.
    Pronoun(Gender, u32),
    /// A pronoun that stands for things.
    Neuter,
    /// One person, of a gender that the word tells or does not: `woman`, `driver`.
    Noun(Option<Gender>),
    /// What may be called he or she and is no person.
    Thing(Gender),
}

/// The words of a language for people.
#[derive(Debug, Default)]
pub struct People {
    roles: FxHashMap<Norm, Role>,
    titles: FxHashMap<Norm, Gender>,
    first_names: Vec<(Gender, LongList)>,
}

impl People {
    /// Gathers the classes `he`, `she`, `it`, `man-noun`, `woman-noun`, `person`, `occupation`, `anybody`, `he-thing`, `she-thing`, `man-title`,
    /// `woman-title`, `man-name` and `woman-name`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut people = Self::default();
        if lexicon.class("he").is_none() {
            return people;
        }
        people.nouns(lexicon, "it", Role::Neuter);
        // What is said last of a word holds.
        for class in ["person", "occupation", "anybody"] {
            people.nouns(lexicon, class, Role::Noun(None));
        }
        for (gender, noun, thing) in [(Gender::Man, "man-noun", "he-thing"), (Gender::Woman, "woman-noun", "she-thing")]
        {
            people.nouns(lexicon, thing, Role::Thing(gender));
            people.nouns(lexicon, noun, Role::Noun(Some(gender)));
            for (form, word) in lexicon
                .class(gender.pronouns())
                .iter()
                .flat_map(|class| &class.words)
                .flat_map(|forms| forms.iter().enumerate())
            {
                people.roles.entry(Norm::of(word)).or_insert(Role::Pronoun(gender, form as u32));
            }
        }
        for (gender, title, name) in
            [(Gender::Man, "man-title", "man-name"), (Gender::Woman, "woman-title", "woman-name")]
        {
            people.titles.extend(lexicon.norms(title).into_iter().map(|norm| (norm, gender)));
            people.first_names.push((gender, lexicon.long_list(name)));
        }
        people
    }

    fn nouns(&mut self, lexicon: &Lexicon, class: &str, role: Role) {
        let Some(class) = lexicon.class(class) else { return };
        // Many of them are no antecedent of a pronoun in the singular.
        let singular = |form: usize| class.forms.get(form).is_none_or(|name| !name.contains("plural"));
        for (_, word) in
            class.words.iter().flat_map(|forms| forms.iter().enumerate()).filter(|(form, _)| singular(*form))
        {
            self.roles.insert(Norm::of(word), role);
        }
    }

    /// Whether the language has pronouns that tell a woman from a man.
    pub fn is_empty(&self) -> bool {
        self.roles.is_empty()
    }

    /// What a word says of a person.
    pub fn role(&self, token: &Token) -> Option<Role> {
        self.role_of(token.norm)
    }

    /// What a word says of a person, by its norm.
    pub fn role_of(&self, norm: Norm) -> Option<Role> {
        self.roles.get(&norm).copied()
    }

    /// Whom a title before a name tells.
    pub fn title(&self, token: &Token) -> Option<Gender> {
        self.titles.get(&token.norm).copied()
    }

    /// Whose first name a word is, if it is given to one gender only.
    pub fn first_name(&self, word: &str) -> Option<Gender> {
        self.first_names.iter().rev().find(|(_, names)| names.has(word)).map(|(gender, _)| *gender)
    }
}
