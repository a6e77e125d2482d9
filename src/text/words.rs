//! The word file: everything `rules/<lang>/words/<name>.toml` may say.
//!
//! Plain serde structs, shared with `build.rs`. How a language inflects is said in the files, as paradigms: lists of endings.
//! The classes that patterns name are made of them in [`super::lexicon`].

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::gazetteer::Entities;
use super::index::LongList;
use crate::packed::Stored;

/// `rules/<lang>/words/<name>.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordFile {
    /// Ways in which words of the language change, by name.
    #[serde(default)]
    pub paradigms: BTreeMap<String, Paradigm>,
    /// Classes of words, by name; patterns name them with `@`.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, ClassTable>"))]
    pub classes: BTreeMap<String, ListedClass>,
    /// Units of measure and currencies, by a code of one's own. What the files of several folders say of a unit adds up:
    /// `any` has its factor and its symbols, a language its names.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, UnitTable>"))]
    pub units: Stored<BTreeMap<String, UnitTable>>,
    /// How one name is spelled in several ways, and which names are alike and yet not the same. What the files of several
    /// folders say adds up.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "NameTable"))]
    pub names: Stored<NameTable>,
    /// Public names: places, bodies and persons that the news speaks of. What several files say adds up.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<EntityTable>"))]
    pub entities: Stored<Entities>,
}

/// What is wrong with what word files say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordMistake {
    /// The keys and indices that lead to it in its file, of which the first two say which file that is.
    pub path: Vec<String>,
    /// What is wrong and what to do.
    pub message: String,
}

impl WordMistake {
    pub(super) fn new(path: &[&str], message: String) -> Self {
        Self { path: path.iter().map(|key| (*key).to_owned()).collect(), message }
    }
}

impl WordFile {
    /// What is wrong with its names, told from this file alone.
    pub fn mistakes_of_names(&self) -> Vec<WordMistake> {
        let mut mistakes = Vec::new();
        let mut wrong = |path: &[&str], message: &str| mistakes.push(WordMistake::new(path, message.to_owned()));
        for (index, list) in self.names.sounds.iter().enumerate() {
            let index = index.to_string();
            if list.spellings.len() < 2 {
                wrong(&["names", "sounds", &index, "spellings"], "one spelling alone is taken for no other; list two");
            }
            for (at, spelling) in list.spellings.iter().enumerate() {
                let path = ["names", "sounds", &index, "spellings", &at.to_string()];
                if spelling.is_empty() {
                    wrong(&path, "this is empty; write the letters of the sound or delete it");
                } else if *spelling != spelling.to_lowercase() {
                    wrong(&path, "words are compared in small letters; write it in these");
                }
            }
        }
        for (key, lists) in [("apart", &self.names.apart), ("together", &self.names.together)] {
            for (index, names) in lists.iter().enumerate() {
                let path = ["names", key, &index.to_string()];
                if names.len() < 2 {
                    wrong(&path, "a list of one name says nothing; write two names or delete it");
                } else if names.iter().any(|name| name.trim().is_empty()) {
                    wrong(&path, "a name here is empty; write it or delete it");
                } else if key == "together" && names.iter().any(|name| name.contains(' ')) {
                    wrong(&path, "each form is one word; write those of the first and of the last name in two lists");
                }
            }
        }
        let names = &*self.names;
        for (key, all) in [
            ("residues", &names.residues),
            ("particles", &names.particles),
            ("endings", &names.endings),
            ("fleeting", &names.fleeting),
            ("possessives", &names.possessives),
            ("plurals", &names.plurals),
            ("feminine", &names.feminine),
            ("epicene", &names.epicene),
            ("derived", &names.derived),
        ] {
            for (index, text) in all.iter().enumerate() {
                let path = ["names", key, &index.to_string()];
                if text.is_empty() {
                    wrong(&path, "this is empty; write its letters or delete it");
                } else if key == "fleeting" && text.chars().nth(1).is_some() {
                    wrong(&path, "this is one vowel; write each in quotes of its own");
                }
            }
        }
        for (index, entity) in self.entities.iter().enumerate() {
            if entity.name.trim().is_empty() {
                wrong(&["entities", &index.to_string(), "name"], "this is empty; write the name");
            }
        }
        mistakes
    }
}

/// A public name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EntityTable {
    /// As most international agencies write it in the language of the folder.
    pub name: String,
    /// What it names.
    pub kind: EntityKind,
    /// Other spellings that writers of the language use: older ones, those of other styles.
    #[serde(default)]
    pub also: Vec<String>,
    /// As the place itself spells it, where careful writers of the language do so too.
    #[serde(default)]
    pub local: Vec<String>,
    /// As other languages call it and this one never does.
    #[serde(default)]
    pub foreign: Vec<String>,
    /// Words beside which another spelling is right: `chicken` for Kiev.
    #[serde(default)]
    pub unless: Vec<String>,
    /// In its own script, where that is not the Latin one.
    pub native: Option<String>,
    /// Adjectives and the people of a place.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Of a person.
    pub gender: Option<Gender>,
    /// What a person or a body is called by alone, where that is not the last word of the name.
    #[serde(default)]
    pub short: Vec<String>,
    /// How style guides write it, by the name of the style; how one that is not listed writes it is not known. A single word
    /// stands for the last word of the name.
    #[serde(default)]
    pub styles: BTreeMap<String, String>,
}

/// What a public name names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A country, a region, a city, a river.
    #[default]
    Place,
    /// An organisation, a company, a team.
    Body,
    /// Somebody.
    Person,
}

/// What a text tells of a person where languages distinguish two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// She.
    Woman,
    /// He.
    Man,
}

/// What is known of the spelling of names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NameTable {
    /// Spellings that romanisations and orthographies have for one sound, at most 128 of these lists.
    #[serde(default)]
    pub sounds: Vec<SoundTable>,
    /// Names that are alike and yet different: each list is of such names.
    #[serde(default)]
    pub apart: Vec<Vec<String>>,
    /// First names and places that have forms in several languages: each list is of one name, each form one word.
    #[serde(default)]
    pub together: Vec<Vec<String>>,
    /// Case endings of other languages that are left on names; not those that make a woman's name of a man's.
    #[serde(default)]
    pub residues: Vec<String>,
    /// Words inside names that are no names themselves, and that are left out or joined as one likes: `al`, `bin`.
    #[serde(default)]
    pub particles: Vec<String>,
    /// What the language adds to a name, as case or possessive endings.
    #[serde(default)]
    pub endings: Vec<String>,
    /// Vowels that come and go before the last consonant of a name that takes such an ending: `Havel`, `Havla`.
    #[serde(default)]
    pub fleeting: Vec<String>,
    /// Letters of a stem that are others before such an ending: `і`, `о` (Львів, Львові), `h`, `z` (Praha, Praze).
    #[serde(default)]
    pub alternations: Vec<[String; 2]>,
    /// Endings of two names that are never one with two case endings: `ski`, `ska` (Nowicki, Nowicka).
    #[serde(default)]
    pub two: Vec<[String; 2]>,
    /// Case endings of the original that are left on every word of a name, each beside the ending of the name itself: `o`,
    /// `a` (Robert Fico, Roberta Fica).
    #[serde(default)]
    pub cases: Vec<[String; 2]>,
    /// Endings that the original gives every word of a man's name: `as` (Donaldas Trumpas).
    #[serde(default)]
    pub nominatives: Vec<String>,
    /// Possessive endings behind an apostrophe, with it; they are no part of a name: `’s`.
    #[serde(default)]
    pub possessives: Vec<String>,
    /// What makes a plural or genitive of a name: `s`.
    #[serde(default)]
    pub plurals: Vec<String>,
    /// Endings that the name of a woman has where that of a man has not: `a` (Lavrov, Lavrova).
    #[serde(default)]
    pub feminine: Vec<String>,
    /// Endings of names of women and men alike, whose last vowel says nothing: `ko` (Lukashenko, Lukashenka).
    #[serde(default)]
    pub epicene: Vec<String>,
    /// Endings that make another word of a name: `y` (German, Germany), `i` (Iraq, Iraqi).
    #[serde(default)]
    pub derived: Vec<String>,
}

/// Spellings of one sound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SoundTable {
    /// What it costs to take one spelling for another, where another consonant costs 12 and another vowel 4.
    pub cost: u8,
    /// The spellings, in lower case.
    pub spellings: Vec<String>,
}

/// The forms that words of a kind have, and the endings of the regular ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Paradigm {
    /// Names of the forms; the first is the one by which a word is listed.
    pub forms: Vec<String>,
    /// Endings, tried in order; the first that fits makes the forms of a word that does not spell them out.
    #[serde(default)]
    pub endings: Vec<Ending>,
}

/// How words with certain endings make their forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// What the first form ends in, one of these; an empty list fits every word.
    #[serde(default)]
    pub ends: Vec<String>,
    /// How many characters are cut off its end.
    #[serde(default)]
    pub cut: usize,
    /// What is added instead, for each form in order.
    pub add: Vec<String>,
}

/// A class of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassTable {
    /// The paradigm of its words; without it they have one form.
    pub paradigm: Option<String>,
    /// The words. One that is irregular spells out its forms in order with `/` between them: `say/says/said/said/saying`.
    pub words: Vec<String>,
    /// Classes whose words are in this one too.
    #[serde(default)]
    pub with: Vec<String>,
}

/// A class as a word file lists it. Whether a word is in it can be told without reading its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedClass {
    /// What the file says.
    pub table: Stored<ClassTable>,
    /// Its words, where it has no others and each has one form.
    pub words: Option<LongList>,
}

impl From<ClassTable> for ListedClass {
    fn from(table: ClassTable) -> Self {
        let alone = table.paradigm.is_none() && table.with.is_empty();
        let words = alone.then(|| LongList::new(table.words.iter().map(String::as_str)));
        Self { table: table.into(), words }
    }
}

impl Serialize for ListedClass {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.table.serialize(serializer)
        } else {
            (&self.table, &self.words).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ListedClass {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return ClassTable::deserialize(deserializer).map(Self::from);
        }
        Deserialize::deserialize(deserializer).map(|(table, words)| Self { table, words })
    }
}

/// A unit of measure or a currency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitTable {
    /// What it measures; some file must say it.
    pub dimension: Option<Dimension>,
    /// How many units of the SI one of it is; without it nothing is converted.
    pub factor: Option<f64>,
    /// What is added to a number before it is multiplied: 273.15 for degrees Celsius.
    pub offset: Option<f64>,
    /// Other factors that go by the same name: the imperial gallon.
    #[serde(default)]
    pub also: Vec<f64>,
    /// Signs and abbreviations, in these very capitals.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Names, every form, whatever their capitals. `…` is the place of the number where a part stands before it: `摄氏…度`.
    #[serde(default)]
    pub names: Vec<String>,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Kilograms.
    Mass,
    /// Kelvins.
    Temperature,
    /// Metres a second.
    Speed,
    /// Parts of one.
    Ratio,
    /// Amounts of money; their symbols may stand before the number.
    Money,
}
