//! All language and word files, and the profiles made of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::glossary::Glossary;
use super::house::House;
use super::lang::Lang;
use super::language::LanguageFile;
use super::lexicon::Lexicon;
use super::profile::Profile;
use super::words::{WordFile, WordMistake};
use crate::packed::Stored;

/// What is known of languages.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Languages {
    /// Language files by tag.
    pub files: BTreeMap<String, Stored<LanguageFile>>,
    /// Word files by their path without `.toml`: `en/words/verbs`.
    pub words: BTreeMap<String, Stored<WordFile>>,
}

impl Languages {
    /// Adds a user's files; one in the place of an embedded one replaces it.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.words.extend(other.words);
    }

    /// Whether every file of another is here too and says the same.
    pub fn has_all_of(&self, other: &Self) -> bool {
        other.files.iter().all(|(tag, file)| self.files.get(tag) == Some(file))
            && other.words.iter().all(|(path, file)| self.words.get(path) == Some(file))
    }

    /// The tags of the languages that have files of their own.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let folders = self.words.keys().filter_map(|path| path.split('/').next()).filter(|folder| *folder != "any");
        self.files.keys().map(String::as_str).chain(folders)
    }

    /// The conventions and the words of a language, merged with those of its parents.
    ///
    /// Word files that do not go together are left out; loading refuses them.
    pub fn profile(&self, lang: &Lang) -> Profile {
        let files: Vec<&LanguageFile> = lang.lineage().filter_map(|tag| Some(&**self.files.get(tag)?)).collect();
        let mut profile = Profile::new(lang.clone(), &files);
        profile.lexicon = self.lexicon(lang).unwrap_or_default();
        profile
    }

    /// The same for a newsroom.
    pub fn profile_of(&self, lang: &Lang, house: &House) -> Profile {
        let mut profile = self.profile(lang);
        profile.style.clone_from(&house.style);
        profile.glossary = Glossary::new(&house.terms, lang, &profile.lexicon);
        profile
    }

    /// The names of the style guides that public names mention, in order.
    pub fn styles(&self) -> BTreeSet<&str> {
        let entities = self.words.values().flat_map(|file| file.entities.iter());
        entities.flat_map(|entity| entity.styles.keys().map(String::as_str)).collect()
    }

    /// The classes of words of a language.
    ///
    /// # Errors
    /// A name that one folder gives twice.
    pub fn lexicon(&self, lang: &Lang) -> Result<Lexicon, WordMistake> {
        Lexicon::new(["any"].into_iter().chain(lang.lineage()).flat_map(|tag| {
            let folder = format!("{tag}/words/");
            self.words
                .range(folder.clone()..)
                .take_while(move |(path, _)| path.starts_with(&folder))
                .map(|(path, file)| (path.as_str(), &**file))
        }))
    }
}
