//! `mtlint.toml`: found in the working folder or the nearest folder above it; one configuration a run.
//!
//! Every key stands for an option, and an option given on the command line takes the place of the key.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::prefix;
use crate::error::{Error, Mistake};
use crate::rule::{Catalogue, Certainty, Severity, load};
use crate::text::{Lang, LineIndex, names};

/// Name of the file.
pub(crate) const NAME: &str = "mtlint.toml";

/// What `mtlint init` writes.
pub(crate) const TEMPLATE: &str = include_str!("mtlint.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    lang: Option<Spanned<String>>,
    certainty: Option<Certainty>,
    #[serde(default)]
    select: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    fail_on: Option<Severity>,
    style: Option<Spanned<String>>,
    #[serde(default)]
    glossary: Vec<String>,
    #[serde(default)]
    rules: Vec<String>,
}

/// A configuration, or none.
#[derive(Debug, Default)]
pub(crate) struct Config {
    path: PathBuf,
    text: String,
    file: File,
    pub(crate) lang: Option<Lang>,
}

impl Config {
    /// The nearest configuration at or above a folder.
    pub(crate) fn find(folder: &Path) -> Result<Self, Error> {
        let place = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file());
        let Some(path) = place else { return Ok(Self::default()) };
        let text = fs::read_to_string(&path).map_err(|cause| Error::File { path: path.clone(), cause })?;
        Self::parse(path, text)
    }

    fn parse(path: PathBuf, text: String) -> Result<Self, Error> {
        let mut config = Self { path, text, ..Self::default() };
        config.file = toml::from_str(&config.text).map_err(|error| {
            let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            config.mistake(error.span().map_or(0, |span| span.start), message)
        })?;
        if let Some(tag) = &config.file.lang {
            let wrong = |message| config.mistake(tag.span().start, message);
            config.lang = Some(names::known(tag.get_ref()).map_err(wrong)?);
        }
        Ok(config)
    }

    pub(crate) fn certainty(&self) -> Option<Certainty> {
        self.file.certainty
    }

    pub(crate) fn fail_on(&self) -> Option<Severity> {
        self.file.fail_on
    }

    /// Rule folders, from the folder of the file.
    pub(crate) fn rules(&self) -> Vec<PathBuf> {
        self.beside(&self.file.rules)
    }

    /// Glossaries, from the folder of the file.
    pub(crate) fn glossary(&self) -> Vec<PathBuf> {
        self.beside(&self.file.glossary)
    }

    fn beside(&self, paths: &[String]) -> Vec<PathBuf> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        paths.iter().map(|path| folder.join(path)).collect()
    }

    /// The house style, if it is one that the word files know.
    pub(crate) fn style(&self, catalogue: &Catalogue) -> Result<Option<String>, Error> {
        let Some(style) = &self.file.style else { return Ok(None) };
        match load::style_mistake(&catalogue.languages, style.get_ref()) {
            Some(message) => Err(self.mistake(style.span().start, message)),
            None => Ok(Some(style.get_ref().clone())),
        }
    }

    pub(crate) fn select(&self, catalogue: &Catalogue) -> Result<Vec<String>, Error> {
        self.prefixes(&self.file.select, catalogue)
    }

    pub(crate) fn ignore(&self, catalogue: &Catalogue) -> Result<Vec<String>, Error> {
        self.prefixes(&self.file.ignore, catalogue)
    }

    fn prefixes(&self, prefixes: &[Spanned<String>], catalogue: &Catalogue) -> Result<Vec<String>, Error> {
        let checked = |prefix: &Spanned<String>| match prefix::mistake(catalogue, prefix.get_ref()) {
            Some(message) => Err(self.mistake(prefix.span().start, message)),
            None => Ok(prefix.get_ref().clone()),
        };
        prefixes.iter().map(checked).collect()
    }

    fn mistake(&self, offset: usize, message: String) -> Error {
        let (line, column) = LineIndex::new(&self.text).position(&self.text, offset);
        Mistake { file: self.path.display().to_string(), line, column, message }.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let config = Config::parse(PathBuf::from("mtlint.toml"), text.to_owned());
        let catalogue = Catalogue::embedded();
        let checked = config.and_then(|config| config.select(&catalogue).and(config.style(&catalogue)));
        checked.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn mistakes_name_line_and_column() {
        assert!(error("lang = \"en\"\ncertanty = \"likely\"").starts_with("mtlint.toml:2:1: unknown field `certanty`"));
        assert!(error("certainty = \"sure\"").starts_with("mtlint.toml:1:13: unknown variant `sure`"));
        assert!(error("lang = \"english\"").starts_with("mtlint.toml:1:8: “english” is no language tag"));
        assert!(
            error("style = \"guardain\"")
                .starts_with("mtlint.toml:1:9: there is no house style “guardain”; did you mean “guardian”?")
        );
        assert!(
            error("select = [\"any\", \"quotatoin\"]")
                .starts_with("mtlint.toml:1:18: there is no rule “quotatoin”; did you mean “any/quotation”?")
        );
    }

    #[test]
    fn the_template_is_a_configuration_that_changes_nothing_and_names_every_key() {
        assert_eq!(error(TEMPLATE), "");
        let keys = TEMPLATE.lines().filter_map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")));
        let told = keys.collect::<Vec<_>>().join("\n");
        assert_eq!(error(&told), "");
        for key in ["lang", "certainty", "select", "ignore", "fail-on", "style", "glossary", "rules"] {
            assert!(told.contains(&format!("{key} = ")), "{key}");
        }
    }
}
