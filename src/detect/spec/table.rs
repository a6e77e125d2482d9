//! Tables of patterns: what a rule file may say of each, and what is packed with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::certainty::Certainty;
use crate::packed::{Blob, Stored};

/// One pattern, or a table of them.
#[derive(Clone, Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(with = "PatternSchema"))]
pub struct Pattern {
    /// The patterns.
    pub entries: Entries,
    /// The greatest certainty of an entry that has one of its own.
    surest: Option<Certainty>,
    /// Where they are tried, by language, as `detect::pattern::plan` packs it; empty until then.
    pub plans: BTreeMap<String, Blob>,
}

/// Entries, shared with what is compiled of them, each read when it is first tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries(Arc<Stored<Vec<Stored<Entry>>>>);

impl Entries {
    /// The entry with a number.
    pub fn get(&self, number: usize) -> &Entry {
        &self.0[number]
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().map(|entry| &**entry)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What follows from the entries is not compared.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// The greatest certainty of an entry that has one of its own.
    pub fn surest(&self) -> Option<Certainty> {
        self.surest
    }

    /// The names of the parts that all entries have, besides `found`.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let everywhere = |name: &&str| self.entries.iter().all(|other| other.parts().any(|known| known == *name));
        let first = self.entries.iter().next().into_iter().flat_map(Entry::parts);
        first.filter(everywhere).filter(|name| *name != "found")
    }

    /// Takes over where the patterns of another table are tried, if they are the same.
    pub fn take_plans_of(&mut self, other: &Self) {
        if self.entries == other.entries {
            self.plans.clone_from(&other.plans);
        }
    }

    /// Leaves it to be found out again where the patterns are tried.
    pub fn forget_plans(&mut self) {
        self.plans.clear();
    }
}

/// One pattern, with what it asks of the text around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What to look for, in the pattern language. A part `<found: …>` is what is shown and replaced; without one it is all
    /// that fits.
    #[serde(rename = "match")]
    pub find: String,
    /// What to put in the place of what was found; several ways with ` | ` between them, best first; empty: delete it.
    /// `{name}` is a part of the match, `{verb as say}` the word *say* in the form of that part. Without it there is no
    /// fix.
    pub replace: Option<String>,
    /// How sure this entry is; nothing said: as sure as its rule.
    pub certainty: Option<Certainty>,
    /// Languages of the original in which it arises, as tags with spaces between them.
    pub from: Option<String>,
    /// Only in articles translated from one of these languages: as declared, or as other findings and the article's words
    /// (classes `source.<tag>`) show.
    #[serde(default)]
    pub sourced: bool,
    /// What the original says, in its own language.
    pub source: Option<String>,
    /// A remark for editors, for the slot `{note}`.
    pub note: Option<String>,
    /// Exceptions: patterns that must not fit where the match lies.
    #[serde(default)]
    pub unless: Vec<String>,
    /// A pattern that must fit somewhere in the same sentence.
    pub with: Option<String>,
    /// A pattern that must not fit anywhere in the same sentence.
    pub without: Option<String>,
    /// A pattern that must fit somewhere in the article.
    pub article_with: Option<String>,
    /// A pattern that must not fit anywhere in the article.
    pub article_without: Option<String>,
    /// What the article must be about: a class `domain.<name>`, three words of which it uses, and no other twice as much.
    pub domain: Option<String>,
    /// Only inside a quotation (`true`) or outside of one (`false`).
    pub quoted: Option<bool>,
    /// Only in blocks of these kinds; nothing said: in all.
    #[serde(default)]
    pub blocks: Vec<BlockName>,
}

impl Entry {
    /// The names of the parts of the pattern.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let names = self.find.split('<').skip(1).filter_map(|rest| Some(rest.split_once(':')?.0));
        names.filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    }
}

/// What a rule file may say where the pattern belongs.
#[cfg(test)]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, clippy::large_enum_variant, reason = "stands for its schema only")]
enum PatternSchema {
    One(Entry),
    Many(Vec<Entry>),
}

impl Serialize for Pattern {
    /// The list in a rule file; with the plans where the rules are packed.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            (**self.entries.0).serialize(serializer)
        } else {
            (&*self.entries.0, self.surest, &self.plans).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Pattern {
    /// A table or an array of tables in a rule file; a list and the plans where the rules are packed.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(OneOrMany);
        }
        let (entries, surest, plans): (Stored<Vec<_>>, _, _) = Deserialize::deserialize(deserializer)?;
        Ok(Self { entries: Entries(Arc::new(entries)), surest, plans })
    }
}

impl From<Vec<Entry>> for Pattern {
    fn from(entries: Vec<Entry>) -> Self {
        let surest = entries.iter().filter_map(|entry| entry.certainty).max();
        let entries: Vec<Stored<Entry>> = entries.into_iter().map(Stored::from).collect();
        Self { entries: Entries(Arc::new(entries.into())), surest, plans: BTreeMap::new() }
    }
}

struct OneOrMany;

impl<'de> Visitor<'de> for OneOrMany {
    type Value = Pattern;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a pattern or a list of patterns")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Pattern, A::Error> {
        Entry::deserialize(MapAccessDeserializer::new(map)).map(|entry| vec![entry].into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Pattern, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Pattern::from)
    }
}

/// A kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlockName {
    /// Running text.
    Prose,
    /// The headline.
    Headline,
    /// A heading inside the article.
    Heading,
    /// An item of a list.
    List,
    /// A picture caption or credit.
    Caption,
    /// Place, date and agency, or the author, on a line of their own.
    Dateline,
    /// A line of the page.
    Page,
}
