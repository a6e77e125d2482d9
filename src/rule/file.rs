//! The rule file: everything `rules/<lang>/<family>/<name>.toml` may say.
//!
//! Plain serde structs, shared with `build.rs`.

use std::fmt;

use serde::{Deserialize, Serialize};

pub use crate::certainty::Certainty;
use crate::detect::spec::Spec;
use crate::packed::Stored;

/// A rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What it finds, in a few words without a full stop.
    pub summary: String,
    /// Why it happens and why it matters: a sentence or two.
    pub why: String,
    /// MQM category, as `dimension/type`.
    pub mqm: String,
    /// How bad it is for a reader.
    pub severity: Severity,
    /// How often a hit is a true artifact.
    pub certainty: Certainty,
    /// What a finding says; `{found}` and the slots of the kind are filled in.
    pub message: String,
    /// What is said at each place that a finding points to as evidence.
    pub evidence: Option<String>,
    /// How safe the fix is. Without it there is none.
    pub fix: Option<Safety>,
    /// Languages the rule is for, where not all of its folder; a language means its regions too.
    #[serde(default)]
    pub only: Vec<String>,
    /// Languages the rule is not for.
    #[serde(default)]
    pub except: Vec<String>,
    /// Rules, by prefix, whose findings explain this one's: where both touch the same words, this one is silent.
    #[serde(default)]
    pub yields_to: Vec<String>,
    /// The kind and its parameters.
    pub detect: Spec,
    /// Texts with the artifact.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<BadExample>"))]
    pub bad: Stored<Vec<BadExample>>,
    /// Near misses: texts that look like it and are right.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<GoodExample>"))]
    pub good: Stored<Vec<GoodExample>>,
}

/// A text with artifacts, each marked `[[so]]`; `\\[[` is the brackets themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BadExample {
    /// Its language; nothing said: that of the folder, `en` under `any`.
    pub lang: Option<String>,
    /// The language that it was translated from, as `--source-lang` declares it; nothing said: as its words show.
    pub source_lang: Option<String>,
    /// The house style that is chosen, as `--style` names it.
    pub style: Option<String>,
    /// The glossary that is given, as the text of a CSV file.
    pub glossary: Option<String>,
    /// Other articles of the run, for what is found only across articles.
    #[serde(default)]
    pub beside: Vec<String>,
    /// The text.
    pub text: String,
    /// The text after the first fix of each finding. Required where the rule offers fixes.
    pub fixed: Option<String>,
}

/// A text in which the rule must be silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GoodExample {
    /// Its language; nothing said: that of the folder, `en` under `any`.
    pub lang: Option<String>,
    /// The language that it was translated from, as `--source-lang` declares it; nothing said: as its words show.
    pub source_lang: Option<String>,
    /// The house style that is chosen, as `--style` names it.
    pub style: Option<String>,
    /// The glossary that is given, as the text of a CSV file.
    pub glossary: Option<String>,
    /// Other articles of the run, for what is found only across articles.
    #[serde(default)]
    pub beside: Vec<String>,
    /// The text.
    pub text: String,
}

/// Severity levels of MQM.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A matter of taste.
    #[default]
    Neutral,
    /// Noticed, does not hinder.
    Minor,
    /// Hinders or misleads.
    Major,
    /// Damages: a wrong fact, a text that cannot be published.
    Critical,
}

/// How safe a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Advice only; never applied.
    Display,
    /// Needs a person's look.
    Unsafe,
    /// Never changes meaning.
    Safe,
}

macro_rules! shown {
    ($name:ident: $($case:ident = $text:literal),*) => {
        impl $name {
            /// All of them, the least first.
            pub const ALL: &[Self] = &[$(Self::$case),*];

            /// The one with a name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }

            /// The name used in rule files, options and reports.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$case => $text),* }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

shown!(Severity: Neutral = "neutral", Minor = "minor", Major = "major", Critical = "critical");
shown!(Certainty: Possible = "possible", Likely = "likely", Certain = "certain");
shown!(Safety: Display = "display", Unsafe = "unsafe", Safe = "safe");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::mqm;
    use crate::rule::shape::{least, resolved};
    use crate::text::language::LanguageFile;
    use crate::text::words::WordFile;
    use serde_json::{Value, json};
    use std::fmt::Write;

    /// The JSON schemas for editors are made from the structs: `MTLINT_WRITE=1 cargo test --lib` writes them.
    #[test]
    fn the_schemas_in_the_rule_folder_are_those_of_the_structs() {
        let schemas = [
            ("rules/schema.json", schemars::schema_for!(RuleFile)),
            ("rules/language.schema.json", schemars::schema_for!(LanguageFile)),
            ("rules/words.schema.json", schemars::schema_for!(WordFile)),
        ];
        for (path, schema) in schemas {
            let schema = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            if std::env::var_os("MTLINT_WRITE").is_some() {
                std::fs::write(path, &schema).unwrap();
            }
            let kept = std::fs::read_to_string(path).unwrap_or_default();
            assert!(kept == schema, "{path} is not what the structs say; run MTLINT_WRITE=1 cargo test --lib");
        }
    }

    /// Lists of kinds and of language keys in `rules/README.md`: `MTLINT_WRITE=1 cargo test --lib` writes them.
    #[test]
    fn the_rule_folder_documents_every_kind_and_every_language_key() {
        let path = "rules/README.md";
        let mut text = std::fs::read_to_string(path).unwrap();
        let kept = text.clone();
        let rule = schemars::schema_for!(RuleFile).to_value();
        let language = schemars::schema_for!(LanguageFile).to_value();
        for (name, list) in [("kinds", kinds(&rule)), ("language", tables(&language)), ("mqm", mqm::list())] {
            let begin = text.find(&format!("<!-- {name}: begin")).unwrap();
            let begin = begin + text[begin..].find("-->\n").unwrap() + 4;
            let end = text.find(&format!("<!-- {name}: end")).unwrap();
            text.replace_range(begin..end, &format!("\n{list}"));
        }
        if std::env::var_os("MTLINT_WRITE").is_some() {
            std::fs::write(path, &text).unwrap();
        } else {
            assert!(kept == text, "{path} is not what the structs say; run MTLINT_WRITE=1 cargo test --lib");
        }
    }

    fn kinds(schema: &Value) -> String {
        let mut text = String::new();
        for kind in schema["$defs"]["Spec"]["oneOf"].as_array().unwrap() {
            let (name, body) = kind["properties"].as_object().unwrap().iter().next().unwrap();
            let spec: Spec = serde_json::from_value(json!({ name: least(schema, body) })).unwrap();
            let slots: Vec<String> = spec.slots().iter().map(|slot| format!("`{{{slot}}}`")).collect();
            let _ = writeln!(text, "### `[detect.{name}]`\n\n{}\n\nSlots: {}\n", said(kind), slots.join(", "));
            text += &keys(schema, body, "");
            text += "\n";
        }
        text
    }

    fn tables(schema: &Value) -> String {
        let mut text = String::new();
        for (name, table) in schema["properties"].as_object().unwrap() {
            if resolved(schema, table)["properties"].is_object() {
                let _ = writeln!(text, "### `[{name}]`\n\n{}\n\n{}", said(table), keys(schema, table, ""));
            } else {
                let _ = writeln!(text, "- `{name}`: {}\n", said(table));
            }
        }
        text
    }

    /// A list of the keys of a table, with their values and those of the tables in them.
    fn keys(schema: &Value, table: &Value, indent: &str) -> String {
        let mut text = String::new();
        for (key, value) in resolved(schema, table)["properties"].as_object().into_iter().flatten() {
            let _ = writeln!(text, "{indent}- `{key}`: {}", said(value));
            let within = resolved(schema, value);
            let inner = within.get("items").map_or(within, |items| resolved(schema, items));
            for choice in inner["oneOf"].as_array().into_iter().flatten() {
                if let Some(name) = choice["const"].as_str() {
                    let _ = writeln!(text, "{indent}  - `{name}`: {}", said(choice));
                }
            }
            text += &keys(schema, inner, &format!("{indent}  "));
        }
        text
    }

    fn said(value: &Value) -> String {
        value["description"].as_str().unwrap_or_default().replace('\n', " ")
    }
}
