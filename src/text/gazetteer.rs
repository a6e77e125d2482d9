//! Public names: which names are those of places, bodies and persons.

use rustc_hash::FxHashMap;

use super::token::{Norm, is_same};
use super::words::{EntityKind, EntityTable};

/// All public names of a language.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entities: Vec<EntityTable>,
    by_form: FxHashMap<Norm, (u32, Form)>,
}

/// What is called by a form that several things have.
const SEVERAL: u32 = u32::MAX;

/// How a spelling names what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The name, whole.
    Name,
    /// Another spelling of it.
    Also,
    /// What other languages call it.
    Foreign,
    /// A part of it, or an acronym, that stands for it.
    Short,
    /// An adjective or the people of a place.
    Adjective,
}

impl Gazetteer {
    /// Gathers what the word files list. Of two things of one name the first one has it; of two that are called alike in
    /// short, none.
    pub(super) fn new<'a>(entities: impl Iterator<Item = &'a EntityTable>) -> Self {
        let mut gazetteer = Self { entities: entities.cloned().collect(), by_form: FxHashMap::default() };
        for form in [Form::Name, Form::Also, Form::Short, Form::Adjective, Form::Foreign] {
            for (index, entity) in gazetteer.entities.iter().enumerate() {
                let index = index as u32;
                let mut add = |text: &str| {
                    let known = gazetteer.by_form.entry(Norm::of(text)).or_insert((index, form));
                    if *known != (index, form) && form == Form::Short && known.1 == Form::Short {
                        known.0 = SEVERAL;
                    }
                };
                match form {
                    Form::Name => add(&entity.name),
                    Form::Also => {
                        let also = entity.also.iter().chain(&entity.local).chain(entity.styles.values());
                        also.for_each(|text| add(text));
                    }
                    Form::Foreign => entity.foreign.iter().for_each(|text| add(text)),
                    Form::Adjective => entity.adjectives.iter().for_each(|text| add(text)),
                    Form::Short => {
                        entity.short.iter().for_each(|text| add(text));
                        let spellings = std::iter::once(&entity.name).chain(&entity.also).chain(entity.styles.values());
                        if entity.kind == EntityKind::Person {
                            spellings.filter_map(|name| name.rsplit_once(' ')).for_each(|(_, last)| add(last));
                        }
                    }
                }
            }
        }
        gazetteer
    }

    /// Whether the language has no list of public names.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// What a spelling names, whatever its capitals, and how.
    pub fn find(&self, spelling: &str) -> Option<(&EntityTable, Form)> {
        let (index, form) = self.by_form.get(&Norm::of(spelling))?;
        let entity = self.entities.get(*index as usize)?;
        // Of so many names some share a norm with another word.
        is_called(entity, spelling).then_some((entity, *form))
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
        let file: WordFile = toml::from_str(file).unwrap();
        let gazetteer = Gazetteer::new(file.entities.iter());
        let find = |spelling: &str| gazetteer.find(spelling).map(|(entity, form)| (entity.name.as_str(), form));
        assert_eq!(find("Kiev"), Some(("Kyiv", Form::Also)));
        assert_eq!(find("Orbán"), Some(("Viktor Orbán", Form::Short)));
        assert_eq!(find("Viktor"), None);
    }
}
