//! A file of TOML with the places of its values, read with every mistake named.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::catalogue::Place;
use super::file::RuleFile;
use super::load::RuleSource;
use super::shape;
use crate::error::Mistake;
use crate::text::LineIndex;
use crate::text::words::WordMistake;

/// Takes a mistake: the path of keys and indices to the value, the words in the value that are meant or nothing, the message.
pub(crate) type Wrong<'a> = dyn FnMut(&[&str], &str, String) + 'a;

/// A file with its places.
pub(crate) struct Document<'a> {
    pub(super) source: &'a RuleSource,
    pub(super) root: Spanned<DeTable<'a>>,
    errors: Vec<toml::de::Error>,
    lines: LineIndex,
}

impl<'a> Document<'a> {
    pub(crate) fn new(source: &'a RuleSource) -> Self {
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        Self { source, root, errors, lines: LineIndex::new(&source.text) }
    }

    /// The file as what it should be, as far as it can be understood, and whether it is without a mistake.
    pub(crate) fn parse<T: DeserializeOwned>(
        &self,
        schema: &str,
        check: impl Fn(&T, &mut Wrong<'_>),
        mistakes: &mut Vec<Mistake>,
    ) -> Option<(T, bool)> {
        let before = mistakes.len();
        for error in &self.errors {
            let at = error.span().map_or(0, |span| span.start);
            let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            mistakes.push(self.at(at, format!("this is no TOML: {message}")));
        }
        let read: Result<T, _> = toml::from_str(&self.source.text);
        let (file, mended) = match read {
            Ok(file) => (Some(file), Vec::new()),
            Err(error) => {
                let schema: Value = serde_json::from_str(schema).unwrap_or_default();
                let shaped = shape::shape(&self.source.text, &self.root, &schema);
                let broken: Vec<usize> = mistakes[before..].iter().map(|mistake| mistake.line).collect();
                for flaw in shaped.flaws.into_iter().filter(|flaw| broken.is_empty() || !flaw.missing) {
                    let mistake = self.at(flaw.at, flaw.message);
                    if !broken.contains(&mistake.line) {
                        mistakes.push(mistake);
                    }
                }
                if mistakes.len() == before {
                    let at = error.span().map_or(0, |span| span.start);
                    mistakes.push(self.at(at, error.message().split_whitespace().collect::<Vec<_>>().join(" ")));
                }
                // After a slip of syntax nobody knows what the rest was to mean.
                let file = broken.is_empty().then(|| serde_json::from_value(shaped.value).ok()).flatten();
                (file, shaped.mended)
            }
        };
        if let Some(file) = &file {
            check(file, &mut |path, words, message| {
                let same = |(mended, asked): (&String, &&str)| mended == asked || *asked == "*";
                let stands = |mended: &Vec<String>| mended.len() <= path.len() && mended.iter().zip(path).all(same);
                if !mended.iter().any(stands) {
                    mistakes.push(self.mistake(path, words, message));
                }
            });
        }
        file.map(|file| (file, mistakes.len() == before))
    }

    /// A mistake at the value that a path of keys and indices leads to, and there at some words of it.
    pub(crate) fn mistake(&self, path: &[&str], words: &str, message: String) -> Mistake {
        let span = find(self.root.get_ref(), path).unwrap_or_default();
        let at = shape::start(&self.source.text, span.start);
        let raw = self.source.text.get(at..span.end).unwrap_or_default();
        self.at(at + raw.find(words).unwrap_or(0), message)
    }

    /// A mistake of a word file.
    pub(super) fn of_words(&self, wrong: &WordMistake) -> Mistake {
        let path: Vec<&str> = wrong.path.iter().map(String::as_str).collect();
        self.mistake(&path, "", wrong.message.clone())
    }

    pub(crate) fn at(&self, offset: usize, message: String) -> Mistake {
        let (line, column) = self.lines.position(&self.source.text, offset);
        Mistake { file: self.source.file.clone(), line, column, message }
    }

    /// A mistake of the file as a whole.
    pub(crate) fn whole(&self, message: &str) -> Mistake {
        Mistake { file: self.source.file.clone(), line: 0, column: 0, message: message.to_owned() }
    }

    /// Where the examples stand.
    pub(super) fn place(&self, file: &RuleFile) -> Place {
        let line = |list: &str, index: usize| {
            let span = find(self.root.get_ref(), &[list, &index.to_string(), "text"]).unwrap_or_default();
            self.lines.position(&self.source.text, span.start).0
        };
        Place {
            file: self.source.file.clone(),
            bad: (0..file.bad.len()).map(|index| line("bad", index)).collect(),
            good: (0..file.good.len()).map(|index| line("good", index)).collect(),
        }
    }
}

/// The bytes of the deepest value on a path that the document has; `*` is the only key there is.
fn find(root: &DeTable<'_>, path: &[&str]) -> Option<Range<usize>> {
    let (first, rest) = path.split_first()?;
    let Some((_, value)) = root.iter().find(|(key, _)| *first == "*" || key.get_ref() == first) else {
        // A table in the place of a list stands for a list of one.
        return first.parse::<usize>().ok().and_then(|_| find(root, rest));
    };
    let deeper = match value.get_ref() {
        DeValue::Table(table) => find(table, rest),
        DeValue::Array(array) => rest.split_first().and_then(|(index, rest)| {
            let value = array.get(index.parse::<usize>().ok()?)?;
            let deeper = value.get_ref().as_table().and_then(|table| find(table, rest));
            Some(deeper.unwrap_or(value.span()))
        }),
        _ => None,
    };
    Some(deeper.unwrap_or(value.span()))
}
