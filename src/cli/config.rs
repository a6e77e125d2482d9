//! `mtlint.toml`: found in the working folder or the nearest folder above it; one configuration a run.
//!
//! Every key stands for an option, and an option given on the command line takes the place of the key.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::prefix;
use crate::error::{Error, Mistake};
use crate::rule::document::{Document, Wrong};
use crate::rule::{Catalogue, Certainty, RuleSource, Severity, load};
use crate::text::{Lang, names};

/// Name of the file.
pub(crate) const NAME: &str = "mtlint.toml";

/// What `mtlint init` writes.
pub(crate) const TEMPLATE: &str = include_str!("mtlint.toml");

/// The schema made from the struct, for messages about the shape of the file.
const SCHEMA: &str = include_str!("mtlint.schema.json");

/// The keys of `mtlint.toml`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    /// Language of all articles, as a BCP 47 tag.
    lang: Option<String>,
    /// Least certainty of what is shown.
    certainty: Option<Certainty>,
    /// Rules to use, by id or folder of ids; all where there is none.
    #[serde(default)]
    select: Vec<String>,
    /// Rules not to use, by id or folder of ids.
    #[serde(default)]
    ignore: Vec<String>,
    /// Least severity of what makes the exit status 1.
    fail_on: Option<Severity>,
    /// House style.
    style: Option<String>,
    /// Glossaries, from the folder of the file.
    #[serde(default)]
    glossary: Vec<String>,
    /// Rule folders, from the folder of the file.
    #[serde(default)]
    rules: Vec<String>,
}

/// A configuration, or none.
#[derive(Debug)]
pub(crate) struct Config {
    source: RuleSource,
    file: File,
    pub(crate) lang: Option<Lang>,
}

impl Default for Config {
    fn default() -> Self {
        let source = RuleSource { file: String::new(), path: NAME.to_owned(), text: String::new() };
        Self { source, file: File::default(), lang: None }
    }
}

impl Config {
    /// The nearest configuration at or above a folder, or all its mistakes that can be seen without the rules.
    pub(crate) fn find(folder: &Path) -> Result<Self, Vec<Error>> {
        let place = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file());
        let Some(path) = place else { return Ok(Self::default()) };
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path, text),
            Err(cause) => Err(vec![Error::File { path, cause }]),
        }
    }

    fn parse(path: &Path, text: String) -> Result<Self, Vec<Error>> {
        let source = RuleSource { file: path.display().to_string(), path: NAME.to_owned(), text };
        let mut mistakes = Vec::new();
        let check = |file: &File, wrong: &mut Wrong<'_>| {
            if let Some(Err(message)) = file.lang.as_deref().map(names::known) {
                wrong(&["lang"], "", message);
            }
        };
        let read = Document::new(&source).parse(SCHEMA, check, &mut mistakes);
        match read {
            Some((file, true)) => {
                let lang = file.lang.as_deref().and_then(|tag| names::known(tag).ok());
                Ok(Self { source, file, lang })
            }
            _ => Err(errors(mistakes)),
        }
    }

    /// What is wrong with the names of rules and styles, which only a catalogue knows.
    pub(crate) fn check(&self, catalogue: &Catalogue) -> Result<(), Vec<Error>> {
        let document = Document::new(&self.source);
        let mut mistakes = Vec::new();
        for (key, prefixes) in [("select", &self.file.select), ("ignore", &self.file.ignore)] {
            for (index, prefix) in prefixes.iter().enumerate() {
                let message = prefix::mistake(catalogue, prefix);
                mistakes.extend(message.map(|message| document.mistake(&[key, &index.to_string()], "", message)));
            }
        }
        let message = self.file.style.as_deref().and_then(|style| load::style_mistake(&catalogue.languages, style));
        mistakes.extend(message.map(|message| document.mistake(&["style"], "", message)));
        if mistakes.is_empty() { Ok(()) } else { Err(errors(mistakes)) }
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
        let folder = Path::new(&self.source.file).parent().unwrap_or(Path::new(""));
        paths.iter().map(|path| folder.join(path)).collect()
    }

    /// The house style.
    pub(crate) fn style(&self) -> Option<&str> {
        self.file.style.as_deref()
    }

    pub(crate) fn select(&self) -> &[String] {
        &self.file.select
    }

    pub(crate) fn ignore(&self) -> &[String] {
        &self.file.ignore
    }
}

/// Mistakes in the order of the file.
fn errors(mut mistakes: Vec<Mistake>) -> Vec<Error> {
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
    mistakes.into_iter().map(Error::Rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let checked = Config::parse(Path::new("mtlint.toml"), text.to_owned())
            .and_then(|config| config.check(&Catalogue::embedded()));
        let errors = checked.err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_schema_is_that_of_the_struct() {
        let path = "src/cli/mtlint.schema.json";
        let schema = serde_json::to_string_pretty(&schemars::schema_for!(File)).unwrap() + "\n";
        if std::env::var_os("MTLINT_WRITE").is_some() {
            fs::write(path, &schema).unwrap();
        }
        assert!(schema == SCHEMA || std::env::var_os("MTLINT_WRITE").is_some(), "run MTLINT_WRITE=1 cargo test --lib");
    }

    #[test]
    fn all_mistakes_are_named_with_line_and_column() {
        assert_eq!(
            error("lang = \"english\"\ncertanty = \"likely\"\nfail-on = 3\n"),
            "mtlint.toml:1:8: “english” is no language tag; did you mean en (English)?\n\
             mtlint.toml:2:1: there is no key `certanty` here; did you mean “certainty”?\n\
             mtlint.toml:3:11: `fail-on` must be one of neutral, minor, major, critical; this is a number"
        );
        assert!(error("certainty = \"sure\"").starts_with("mtlint.toml:1:13: "));
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
