//! The catalogue: all rules and languages, embedded or the user's.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::file::RuleFile;
use super::template::Template;
use crate::certainty::Certainty;
use crate::packed::{self, Stored};
use crate::text::{House, Lang, Languages, Profile};

/// A rule, ready to be compiled.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id: the path under `rules/` without `.toml`.
    pub id: String,
    /// What its file says.
    pub file: Stored<RuleFile>,
    templates: OnceLock<Templates>,
    /// Where it stands, of a rule that was loaded from a folder.
    pub place: Option<Place>,
}

/// What a rule says, read.
#[derive(Clone, Debug)]
pub struct Templates {
    /// The message.
    pub message: Template,
    /// What is said at evidence.
    pub evidence: Option<Template>,
}

/// Where a rule and its examples stand.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file, as the user knows it.
    pub file: String,
    /// 1-based line of the text of each bad example.
    pub bad: Vec<usize>,
    /// 1-based line of the text of each good example.
    pub good: Vec<usize>,
}

/// All rules and languages.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Language and word files.
    pub languages: Languages,
    /// Rules in order of their ids, shared with what is compiled of them.
    pub rules: Vec<Arc<Rule>>,
}

/// What `build.rs` wrote.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));

/// What `build.rs` packs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Packed {
    /// Language and word files.
    pub languages: Languages,
    /// Rule files.
    pub rules: Vec<(String, Stored<RuleFile>)>,
}

impl Rule {
    /// A rule from its file, which is without a mistake.
    pub fn new(id: String, file: Stored<RuleFile>) -> Self {
        Self { id, file, templates: OnceLock::new(), place: None }
    }

    /// What it says.
    pub fn templates(&self) -> &Templates {
        let read = |text: &String| Template::parse(text).unwrap_or_default();
        let file = &self.file;
        self.templates
            .get_or_init(|| Templates { message: read(&file.message), evidence: file.evidence.as_ref().map(read) })
    }

    /// Whether it was loaded from a folder of a user's.
    pub fn is_own(&self) -> bool {
        self.place.is_some()
    }

    /// The folder of the rule: `any`, or the tag of its language.
    pub fn folder(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// Whether the rule is for texts in a language.
    pub fn applies_to(&self, lang: &Lang) -> bool {
        let within = |tag: &str| lang.lineage().any(|parent| parent == tag);
        (self.folder() == "any" || within(self.folder()))
            && (self.file.only.is_empty() || self.file.only.iter().any(|tag| within(tag)))
            && !self.file.except.iter().any(|tag| within(tag))
    }

    /// How sure its surest hits are.
    pub fn surest(&self) -> Certainty {
        self.file.detect.surest().map_or(self.file.certainty, |certainty| certainty.max(self.file.certainty))
    }

    /// The language of an example that names none.
    pub fn example_lang(&self) -> &str {
        match self.folder() {
            "any" => self.file.only.first().map_or("en", String::as_str),
            folder => folder,
        }
    }
}

impl Catalogue {
    /// The rules and languages that are part of the program.
    ///
    /// They were validated when the program was built, so unpacking cannot fail; should it, the catalogue is empty and
    /// the test suite says so.
    pub fn embedded() -> Self {
        let packed: Packed = packed::read(PACKED).unwrap_or_default();
        let rules = packed.rules.into_iter().map(|(id, file)| Arc::new(Rule::new(id, file))).collect();
        Self { languages: packed.languages, rules }
    }

    /// Adds a user's rules and languages; one with the id of an embedded rule replaces it. Gives the ids of the rules that were
    /// replaced by others which say something else.
    pub fn extend(&mut self, mut other: Self) -> Vec<String> {
        if self.languages.has_all_of(&other.languages) {
            other.rules.iter_mut().for_each(|rule| self.lend_plans(rule));
        } else {
            // The embedded patterns were planned with the embedded words.
            for rule in &mut self.rules {
                Arc::make_mut(rule).file.get_mut().into_iter().for_each(|file| file.detect.forget_plans());
            }
            self.languages.extend(other.languages);
        }
        let mut replaced = Vec::new();
        for rule in other.rules {
            match self.rules.binary_search_by(|known| known.id.cmp(&rule.id)) {
                Ok(at) => {
                    if self.rules[at].file != rule.file {
                        replaced.push(rule.id.clone());
                    }
                    self.rules[at] = rule;
                }
                Err(at) => self.rules.insert(at, rule),
            }
        }
        replaced
    }

    /// Gives a rule the plans of the one whose place it takes, for patterns that are the same.
    fn lend_plans(&self, rule: &mut Arc<Rule>) {
        let Some(known) = self.rule(&rule.id) else { return };
        if let Some(file) = Arc::make_mut(rule).file.get_mut() {
            for (own, planned) in file.detect.patterns_mut().zip(known.file.detect.patterns()) {
                own.take_plans_of(planned);
            }
        }
    }

    /// The conventions of a language, merged with those of its parents.
    pub fn profile(&self, lang: &Lang) -> Arc<Profile> {
        Arc::new(self.languages.profile(lang))
    }

    /// The same for a newsroom.
    pub fn profile_of(&self, lang: &Lang, house: &House) -> Arc<Profile> {
        Arc::new(self.languages.profile_of(lang, house))
    }

    /// The rules in order of their ids.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(|rule| &**rule)
    }

    /// The rule with an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok().map(|at| &*self.rules[at])
    }

    /// Whether a prefix names a rule or a folder of rules.
    pub fn has_prefix(&self, prefix: &str) -> bool {
        self.rules.iter().any(|rule| in_prefix(&rule.id, prefix))
    }
}

/// Whether an id is the prefix or stands in the folder it names.
pub fn in_prefix(id: &str, prefix: &str) -> bool {
    let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
    id.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::pattern::plan::Plan;

    #[test]
    fn the_embedded_catalogue_unpacks_whole() {
        let packed: Packed = packed::read(PACKED).unwrap();
        let catalogue = Catalogue::embedded();
        assert_eq!(catalogue.rules.len(), packed.rules.len());
        assert!(catalogue.languages.files.contains_key("en") && !catalogue.rules.is_empty());
    }

    #[test]
    fn the_packed_plans_are_those_that_would_be_made_now() {
        let catalogue = Catalogue::embedded();
        let mut plans = 0;
        for rule in catalogue.rules() {
            for pattern in rule.file.detect.patterns() {
                assert!(!pattern.plans.is_empty(), "{}", rule.id);
                for tag in pattern.plans.keys() {
                    let profile = catalogue.profile(&Lang::new(tag).unwrap());
                    let made = Plan::new(pattern, &profile);
                    assert_eq!(Plan::of(pattern, &profile), made, "{} in {tag}", rule.id);
                    plans += 1;
                }
            }
        }
        assert!(plans > 0);
    }

    #[test]
    fn a_prefix_is_a_folder_and_not_a_beginning() {
        assert!(in_prefix("any/quotation/never-closed", "any/quotation"));
        assert!(in_prefix("any/quotation/never-closed", "any/"));
        assert!(!in_prefix("any/quotation/never-closed", "any/quot"));
    }
}
