//! Public names: which names are those of places, bodies and persons.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::index::Index;
use super::token::{Norm, is_same};
use super::words::{EntityKind, EntityTable};
use crate::packed::Stored;

/// All public names of a language, by the word files that list them.
#[derive(Debug, Default)]
pub struct Gazetteer {
    files: Vec<Stored<Entities>>,
}

/// The public names of one word file. Each is read when a text has one of its spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    all: Vec<Stored<EntityTable>>,
    /// Under each spelling which of them it names, and how.
    by_form: Index,
}

/// How a spelling names what it names, the best way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The name, whole.
    Name,
    /// Another spelling of it.
    Also,
    /// A part of it, or an acronym, that stands for it.
    Short,
    /// An adjective or the people of a place.
    Adjective,
    /// What other languages call it.
    Foreign,
}

impl Form {
    const ALL: [Self; 5] = [Self::Name, Self::Also, Self::Short, Self::Adjective, Self::Foreign];

    /// The spellings of an entity in this form.
    fn spellings(self, entity: &EntityTable) -> impl Iterator<Item = &str> {
        let own = || [&entity.name].into_iter().chain(&entity.also).chain(entity.styles.values());
        let person = entity.kind == EntityKind::Person;
        let last = own().filter(move |_| self == Self::Short && person).filter_map(|name| name.rsplit_once(' '));
        let listed: [&[String]; 2] = match self {
            Self::Name => [std::slice::from_ref(&entity.name), &[]],
            Self::Also => [&entity.also, &entity.local],
            Self::Short => [&entity.short, &[]],
            Self::Adjective => [&entity.adjectives, &[]],
            Self::Foreign => [&entity.foreign, &[]],
        };
        let styles = entity.styles.values().filter(move |_| self == Self::Also);
        listed.into_iter().flatten().chain(styles).map(String::as_str).chain(last.map(|(_, last)| last))
    }
}

/// What is called by a short form that several things have, in the place of the number of an entity.
const SEVERAL: u32 = u32::MAX >> 4;

impl From<Vec<EntityTable>> for Entities {
    /// Of two things of one name the first one has it; of two that are called alike in short, none.
    fn from(all: Vec<EntityTable>) -> Self {
        let mut by_form: BTreeMap<Norm, (Form, u32)> = BTreeMap::new();
        for form in Form::ALL {
            for (number, entity) in (0..).zip(&all) {
                for spelling in form.spellings(entity) {
                    let known = by_form.entry(Norm::of(spelling)).or_insert((form, number));
                    if (known.0, form) == (Form::Short, Form::Short) && known.1 != number {
                        known.1 = SEVERAL;
                    }
                }
            }
        }
        let packed = by_form.into_iter().map(|(norm, (form, number))| (norm, number << 3 | form as u32));
        Self { by_form: Index::new(packed), all: all.into_iter().map(Stored::from).collect() }
    }
}

impl Entities {
    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &EntityTable> {
        self.all.iter().map(|entity| &**entity)
    }

    /// How a spelling with a norm names something, and what, unless it is several things.
    fn find(&self, norm: Norm) -> Option<(Form, Option<&EntityTable>)> {
        let packed = self.by_form.get(norm).next()?;
        Some((*Form::ALL.get(packed as usize & 7)?, self.all.get(packed as usize >> 3).map(|entity| &**entity)))
    }
}

impl Serialize for Entities {
    /// The list in a word file; with the index where the words are packed.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.all.serialize(serializer)
        } else {
            (&self.all, &self.by_form).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Entities {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Vec::<EntityTable>::deserialize(deserializer).map(Self::from);
        }
        Deserialize::deserialize(deserializer).map(|(all, by_form)| Self { all, by_form })
    }
}

impl Gazetteer {
    /// Adds what a word file lists. Of two things of one name the first file's has it; of two that are called alike in
    /// short, none.
    pub(super) fn add(&mut self, file: Stored<Entities>) {
        self.files.push(file);
    }

    /// Whether the language has no list of public names.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| file.all.is_empty())
    }

    /// What a spelling names, whatever its capitals, and how.
    pub fn find(&self, spelling: &str) -> Option<(&EntityTable, Form)> {
        let norm = Norm::of(spelling);
        let found = self.files.iter().filter_map(|file| file.find(norm));
        let (form, entity) = found.reduce(|best, next| match (best.0, next.0) {
            (Form::Short, Form::Short) => (Form::Short, None),
            (known, other) if other < known => next,
            _ => best,
        })?;
        // Of so many names some share a norm with another word.
        entity.filter(|entity| is_called(entity, spelling)).map(|entity| (entity, form))
    }
}

/// Whether a spelling is one of those of an entity, or the last word of one.
fn is_called(entity: &EntityTable, spelling: &str) -> bool {
    let lists = [&entity.also, &entity.local, &entity.foreign, &entity.short, &entity.adjectives];
    let mut all = lists.into_iter().flatten().chain(entity.styles.values()).chain([&entity.name]);
    all.any(|text| is_same(text, spelling) || text.rsplit_once(' ').is_some_and(|(_, last)| is_same(last, spelling)))
}

#[cfg(test)]
mod tests {
    use super::super::words::WordFile;
    use super::*;

    fn gazetteer(files: &[&str]) -> Gazetteer {
        let mut gazetteer = Gazetteer::default();
        for text in files {
            let file: WordFile = toml::from_str(text).unwrap();
            // As it is packed and read again.
            let blob = crate::packed::Blob::pack(&file.entities).unwrap();
            gazetteer.add(blob.read().unwrap());
        }
        gazetteer
    }

    #[test]
    fn what_stands_for_a_name_is_found() {
        let file = r#"
            [[entities]]
            name = "Kyiv"
            kind = "place"
            also = ["Kiev"]

            [[entities]]
            name = "Viktor Orbán"
            kind = "person"
            gender = "man"
        "#;
        let gazetteer = gazetteer(&[file]);
        let find = |spelling: &str| gazetteer.find(spelling).map(|(entity, form)| (entity.name.as_str(), form));
        assert_eq!(find("Kiev"), Some(("Kyiv", Form::Also)));
        assert_eq!(find("Orbán"), Some(("Viktor Orbán", Form::Short)));
        assert_eq!(find("Viktor"), None);
    }

    #[test]
    fn names_in_two_files_are_as_those_in_one() {
        let person = |name: &str| format!("[[entities]]\nname = \"{name}\"\nkind = \"person\"\nforeign = [\"Mars\"]\n");
        let place = "[[entities]]\nname = \"Mars\"\nkind = \"place\"\nalso = [\"Red Planet\"]\n";
        let (one, other) = (person("Anna Moser"), person("Hans Moser"));
        for files in [
            &[one.as_str(), other.as_str(), place][..],
            &[&format!("{one}{other}"), place],
            &[&format!("{one}{other}{place}")],
        ] {
            let gazetteer = gazetteer(files);
            let find = |spelling: &str| gazetteer.find(spelling).map(|(entity, form)| (entity.name.as_str(), form));
            assert_eq!(find("Hans Moser"), Some(("Hans Moser", Form::Name)));
            assert_eq!(find("Moser"), None);
            assert_eq!(find("Mars"), Some(("Mars", Form::Name)));
            assert_eq!(find("Red Planet"), Some(("Mars", Form::Also)));
        }
    }
}
