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
    cases: Cases,
}

/// How names change with their case; empty where they do not.
#[derive(Debug, Default)]
struct Cases {
    /// What a first name ends in that is in another case than the nominative.
    endings: Vec<String>,
    /// What it ends in without that.
    bases: Vec<String>,
    /// What it ends in where its last letter follows a vowel in the nominative alone: `Marek`, `Marka`.
    fleeting: Vec<String>,
    /// What the first names of women end in that are in the nominative.
    nominative: Vec<String>,
    /// What the surnames of women end in, and those of men.
    surnames: Vec<(Gender, Vec<String>)>,
    /// What surnames end in that are those of women in the nominative and nothing else.
    of_women: Vec<String>,
    /// What surnames end in that are not in the nominative.
    oblique: Vec<String>,
}

impl Cases {
    fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| -> Vec<String> {
            lexicon.class(name).into_iter().flat_map(|class| class.all_forms().map(str::to_owned)).collect()
        };
        Self {
            endings: words("name-ending"),
            bases: words("name-base"),
            fleeting: words("name-fleeting"),
            nominative: words("woman-name-ending"),
            surnames: vec![(Gender::Woman, words("woman-surname-ending")), (Gender::Man, words("man-surname-ending"))],
            of_women: words("woman-surname"),
            oblique: words("surname-case-ending"),
        }
    }
}

/// Whether a word ends in one of some endings and has more letters before it.
fn ends_in(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.strip_suffix(ending.as_str()).is_some_and(|stem| stem.chars().nth(1).is_some()))
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
            for (norm, form) in lexicon.class(gender.pronouns()).into_iter().flat_map(|class| class.norms_and_forms()) {
                people.roles.entry(norm).or_insert(Role::Pronoun(gender, form));
            }
        }
        for (gender, title, name) in
            [(Gender::Man, "man-title", "man-name"), (Gender::Woman, "woman-title", "woman-name")]
        {
            people.titles.extend(lexicon.norms(title).into_iter().map(|norm| (norm, gender)));
            people.first_names.push((gender, lexicon.long_list(name)));
        }
        people.cases = Cases::new(lexicon);
        people
    }

    fn nouns(&mut self, lexicon: &Lexicon, class: &str, role: Role) {
        let Some(class) = lexicon.class(class) else { return };
        // Many of them are no antecedent of a pronoun in the singular.
        let singular: Vec<bool> = class.forms.iter().map(|name| !name.contains("plural")).collect();
        let norms = class.norms_and_forms().filter(|(_, form)| singular[*form as usize]);
        self.roles.extend(norms.map(|(norm, _)| (norm, role)));
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

    /// Whether names change with their case.
    pub fn inflects(&self) -> bool {
        !self.cases.endings.is_empty()
    }

    /// Whom the first name of somebody tells. `Jana` is the name of a woman and the genitive of `Jan`: there a surname has to
    /// tell which it is.
    pub fn told_by_name(&self, first: &str, last: &str) -> Option<Gender> {
        let gender = self.first_name(first)?;
        let other = self.inflected(first).any(|other| other == gender.other());
        let told = gender == Gender::Woman && ends_in(last, &self.cases.of_women);
        (!other || told).then_some(gender)
    }

    /// The genders of the first names of which a word may be another case than the nominative.
    fn inflected<'a>(&'a self, word: &'a str) -> impl Iterator<Item = Gender> + 'a {
        let stems = self.cases.endings.iter().filter_map(move |ending| word.strip_suffix(ending.as_str()));
        stems.filter(|stem| stem.chars().nth(1).is_some()).flat_map(move |stem| {
            let based = self.cases.bases.iter().map(move |base| format!("{stem}{base}"));
            let fleeting = self.cases.fleeting.iter().filter_map(move |ending| {
                let last = ending.chars().next_back()?;
                Some(format!("{}{ending}", stem.strip_suffix(last)?))
            });
            // Names of women that end in a consonant do not change: `Ann` has no `Anna`.
            let bare =
                [stem.to_owned()].into_iter().chain(fleeting).filter(|name| self.first_name(name) == Some(Gender::Man));
            // And those of women have no other case that ends as the nominative does.
            let women = !ends_in(word, &self.cases.nominative);
            let genders = bare.chain(based).filter_map(|name| self.first_name(&name));
            genders.filter(|gender| women || *gender == Gender::Man).collect::<Vec<_>>()
        })
    }

    /// Whether the name of somebody can only be in the nominative.
    pub fn is_nominative(&self, first: &str, last: &str, gender: Gender) -> bool {
        let by_ending = match gender {
            Gender::Woman => ends_in(first, &self.cases.nominative),
            Gender::Man => !ends_in(first, &self.cases.endings),
        };
        let told = gender == Gender::Woman && ends_in(last, &self.cases.of_women);
        told || by_ending && self.inflected(first).next().is_none() && !ends_in(last, &self.cases.oblique)
    }

    /// Whether the surname of somebody, as the article has it with the first name, can only be in the nominative.
    pub fn has_nominative_surname(&self, surname: &str, gender: Gender) -> bool {
        match gender {
            Gender::Woman => self.surname(surname) == Some(Gender::Woman),
            Gender::Man => !ends_in(surname, &self.cases.endings),
        }
    }

    /// Whose surname a word is by its ending.
    pub fn surname(&self, word: &str) -> Option<Gender> {
        self.cases.surnames.iter().find(|(_, endings)| ends_in(word, endings)).map(|(gender, _)| *gender)
    }
}
