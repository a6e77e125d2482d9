//! Loading rule and language files from their TOML, every mistake with its place.
//!
//! Reads no disk: the caller hands in names and contents.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::catalogue::{Catalogue, Rule};
use super::file::RuleFile;
use crate::error::Mistake;
use crate::text::language::LanguageFile;
use crate::text::profile::Pair;
use crate::text::{Lang, LineIndex};

/// A file of a rule folder.
#[derive(Clone, Debug)]
pub struct RuleSource {
    /// Its path as the user knows it.
    pub file: String,
    /// Its path below the rule folder, with `/` between the parts.
    pub path: String,
    /// What it contains.
    pub text: String,
}

/// Loads the files of a rule folder: all of them, or all mistakes.
///
/// # Errors
/// Every mistake of every file, in order.
pub fn load(sources: &[RuleSource]) -> Result<Catalogue, Vec<Mistake>> {
    let (mut catalogue, mut mistakes, mut seen) = (Catalogue::default(), Vec::new(), BTreeMap::new());
    for source in sources {
        match load_one(source) {
            Ok(Loaded::Language(tag, file)) => {
                catalogue.languages.insert(tag, *file);
            }
            Ok(Loaded::Rule(rule)) => {
                if let Some(other) = seen.insert(rule.id.clone(), source.file.clone()) {
                    mistakes.push(
                        source.mistake(&[], format!("the rule “{}” is also in {other}; rename one of them", rule.id)),
                    );
                } else {
                    catalogue.rules.push(*rule);
                }
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    catalogue.rules.sort_by(|a, b| a.id.cmp(&b.id));
    if mistakes.is_empty() { Ok(catalogue) } else { Err(mistakes) }
}

enum Loaded {
    Language(String, Box<LanguageFile>),
    Rule(Box<Rule>),
}

fn load_one(source: &RuleSource) -> Result<Loaded, Mistake> {
    let Some(id) = source.path.strip_suffix(".toml") else {
        return Err(source.mistake(&[], "a rule file ends in .toml".to_owned()));
    };
    let parts: Vec<&str> = id.split('/').collect();
    if parts[0] != "any" && Lang::new(parts[0]).is_none() {
        return Err(source.mistake(
            &[],
            format!("“{}” is no language tag; rules stand in any/ or in the folder of a language", parts[0]),
        ));
    }
    if parts[1..] == ["language"] {
        let file: LanguageFile = source.parse()?;
        check_language(source, &file)?;
        return Ok(Loaded::Language(parts[0].to_owned(), Box::new(file)));
    }
    if parts.len() != 3 {
        return Err(source.mistake(&[], "a rule stands at <language>/<family>/<name>.toml".to_owned()));
    }
    let file: RuleFile = source.parse()?;
    check_rule(source, &file)?;
    let rule = Rule::new(id.to_owned(), file).map_err(|(field, message)| source.mistake(&[field], message))?;
    Ok(Loaded::Rule(Box::new(rule)))
}

/// What can be seen without running the rule.
fn check_rule(source: &RuleSource, file: &RuleFile) -> Result<(), Mistake> {
    let fail = |path: &[&str], message: &str| Err(source.mistake(path, message.to_owned()));
    if file.bad.is_empty() {
        return fail(&["detect"], "no [[bad]] example; a rule needs at least one text with the artifact");
    }
    if file.good.is_empty() {
        return fail(&["detect"], "no [[good]] example; a rule needs at least one near miss");
    }
    for (field, text) in [("summary", &file.summary), ("why", &file.why), ("message", &file.message)] {
        if text.trim().is_empty() {
            return fail(&[field], "this is empty; say it in words");
        }
    }
    if file.summary.ends_with('.') {
        return fail(&["summary"], "a summary is a few words without a full stop");
    }
    if file.mqm.split('/').count() != 2 {
        return fail(&["mqm"], "an MQM category is written dimension/type, as in linguistic-conventions/punctuation");
    }
    for tag in file.only.iter().chain(&file.except) {
        if Lang::new(tag).is_none() {
            return fail(&["only"], &format!("“{tag}” is no language tag"));
        }
    }
    if let Some(index) = file.good.iter().position(|example| example.text.contains("[[") && example.text.contains("]]"))
    {
        return fail(&["good", &index.to_string(), "text"], "a good example has no marks; nothing is found in it");
    }
    for (index, example) in file.bad.iter().enumerate() {
        let at = index.to_string();
        if !example.text.contains("[[") || example.text.matches("[[").count() != example.text.matches("]]").count() {
            return fail(&["bad", &at, "text"], "no mark in this example; put [[ ]] around what the rule must find");
        }
        if file.fix.is_some() && example.fixed.is_none() {
            return fail(&["bad", &at], "this rule offers a fix, so the example must say what it gives: fixed = \"…\"");
        }
        if file.fix.is_none() && example.fixed.is_some() {
            return fail(
                &["bad", &at, "fixed"],
                "this rule offers no fix; say how safe it is (fix = \"unsafe\") or delete the line",
            );
        }
    }
    file.detect.check().map_err(|(field, message)| source.mistake(&["detect", field], message))
}

fn check_language(source: &RuleSource, file: &LanguageFile) -> Result<(), Mistake> {
    let tables = [("outer", &file.quotation.outer), ("inner", &file.quotation.inner)];
    for (key, pairs) in tables {
        if let Some(pair) = pairs.iter().flatten().find(|pair| Pair::parse(pair).is_none()) {
            return Err(source.mistake(&["quotation", key], format!("“{pair}” is not an opening and a closing mark")));
        }
    }
    Ok(())
}

impl RuleSource {
    fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, Mistake> {
        toml::from_str(&self.text).map_err(|error| {
            let (line, column) =
                error.span().map_or((0, 0), |span| LineIndex::new(&self.text).position(&self.text, span.start));
            let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            Mistake { file: self.file.clone(), line, column, message }
        })
    }

    /// A mistake at the value that a path of keys and indices leads to.
    fn mistake(&self, path: &[&str], message: String) -> Mistake {
        let offset = DeTable::parse(&self.text).ok().and_then(|root| find(&root, path));
        let (line, column) = offset.map_or((0, 0), |at| LineIndex::new(&self.text).position(&self.text, at));
        Mistake { file: self.file.clone(), line, column, message }
    }
}

/// Byte offset of the deepest value on a path that the document has.
fn find(root: &Spanned<DeTable<'_>>, path: &[&str]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let (key, value) = root.get_ref().iter().find(|(key, _)| key.get_ref().as_ref() == *first)?;
    Some(find_in(value, rest).unwrap_or(key.span().start))
}

fn find_in(value: &Spanned<DeValue<'_>>, path: &[&str]) -> Option<usize> {
    let Some((first, rest)) = path.split_first() else {
        return Some(value.span().start);
    };
    let child = match value.get_ref() {
        DeValue::Table(table) => {
            let inner = |table: &DeTable<'_>, key: &str| {
                table.iter().find(|(k, _)| k.get_ref().as_ref() == key).map(|(_, v)| v.span().start)
            };
            match table.iter().find(|(key, _)| key.get_ref().as_ref() == *first) {
                Some((_, child)) => child,
                // `detect.<kind>.<field>`: the kind is not part of the path.
                None => {
                    return table
                        .iter()
                        .find_map(|(_, child)| child.get_ref().as_table().and_then(|t| inner(t, first)));
                }
            }
        }
        DeValue::Array(array) => array.get(first.parse::<usize>().ok()?)?,
        _ => return None,
    };
    find_in(child, rest).or(Some(child.span().start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"summary = "x"
why = "y."
mqm = "design/markup"
severity = "minor"
certainty = "certain"
message = "“{found}” is {meant}"
[detect.residue]
entries = [{ trigger = "@@" }]
[[bad]]
text = "a[[@@]] b"
[[good]]
text = "a@b"
"#;

    fn mistakes(text: &str) -> Vec<String> {
        let source = RuleSource { file: "r.toml".into(), path: "any/x/r.toml".into(), text: text.into() };
        load(&[source]).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_right_rule_loads() {
        assert_eq!(mistakes(RULE), Vec::<String>::new());
    }

    #[test]
    fn mistakes_name_line_and_column() {
        let cases = [
            ("severity = \"minor\"", "severity = \"mild\"", "r.toml:4:12: unknown variant `mild`"),
            ("{meant}", "{who}", "r.toml:6:11: there is no slot {who}"),
            ("summary", "sumary", "r.toml:1:1: unknown field `sumary`"),
            ("[[good]]\ntext = \"a@b\"\n", "", "no [[good]] example"),
            ("a[[@@]] b", "a@@ b", "r.toml:10:8: no mark"),
            ("design/markup", "markup", "r.toml:3:7: an MQM category"),
        ];
        for (old, new, expected) in cases {
            let found = mistakes(&RULE.replace(old, new));
            assert!(found.len() == 1 && found[0].contains(expected), "{old} -> {new}: {found:?}");
        }
    }

    #[test]
    fn two_rules_with_one_id_are_refused() {
        let source = |file: &str| RuleSource { file: file.into(), path: "any/x/r.toml".into(), text: RULE.into() };
        let mistakes = load(&[source("a"), source("b")]).unwrap_err();
        assert!(mistakes[0].message.contains("also in a"), "{mistakes:?}");
    }
}
