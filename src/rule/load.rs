//! Loading rule and language files from their TOML, every mistake with its place.
//!
//! Reads no disk: the caller hands in names and contents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::catalogue::{Catalogue, Rule, in_prefix};
use super::document::{Document, Wrong};
use super::file::RuleFile;
use super::template::Template;
use super::{example, glossary, mqm};
use crate::error::Mistake;
use crate::text::language::LanguageFile;
use crate::text::nearest::{hint, nearest, nearest_id};
use crate::text::profile::Pair;
use crate::text::words::{WordFile, WordMistake};
use crate::text::{Lang, Languages, Profile, names};

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

/// Loads the files of rule folders: all of them, or all mistakes. `beside` are the rules that they will stand beside.
///
/// # Errors
/// Every mistake of every file, in order.
pub fn load(sources: &[RuleSource], beside: &Catalogue) -> Result<Catalogue, Vec<Mistake>> {
    let mut loader = Loader::default();
    let files: Vec<Option<Loaded>> = sources.iter().map(|source| loader.one(source)).collect();
    let mut catalogue = Catalogue::default();
    for file in files {
        match file {
            Some(Loaded::Language(tag, file)) => {
                catalogue.languages.files.insert(tag, (*file).into());
            }
            Some(Loaded::Words(path, file)) => {
                catalogue.languages.words.insert(path, file.into());
            }
            Some(Loaded::Rule(rule)) => catalogue.rules.push(Arc::new(*rule)),
            None => {}
        }
    }
    catalogue.rules.sort_by(|a, b| a.id.cmp(&b.id));
    loader.in_languages(sources, &catalogue, beside);
    loader.check_yields(beside);
    let mut mistakes = loader.mistakes;
    let order: BTreeMap<&str, usize> = sources.iter().enumerate().map(|(at, one)| (one.file.as_str(), at)).collect();
    mistakes.sort_by_key(|mistake| (order.get(mistake.file.as_str()).copied(), mistake.line, mistake.column));
    if mistakes.is_empty() { Ok(catalogue) } else { Err(mistakes) }
}

enum Loaded {
    Language(String, Box<LanguageFile>),
    Words(String, WordFile),
    Rule(Box<Rule>),
}

/// What was seen of a folder so far.
#[derive(Default)]
struct Loader<'a> {
    mistakes: Vec<Mistake>,
    /// The rules that each file yields to.
    yields: Vec<(&'a RuleSource, Vec<String>)>,
    /// Where each id stands, also of a rule that has mistakes.
    ids: BTreeMap<String, String>,
}

impl<'a> Loader<'a> {
    fn one(&mut self, source: &'a RuleSource) -> Option<Loaded> {
        let document = Document::new(source);
        let Some(id) = source.path.strip_suffix(".toml") else {
            self.mistakes.push(document.whole("a rule file ends in .toml"));
            return None;
        };
        let parts: Vec<&str> = id.split('/').collect();
        let is_language = parts.len() == 2 && parts[1] == "language";
        if !is_language && parts.len() != 3 {
            self.mistakes.push(document.whole("a rule stands at <language>/<family>/<name>.toml"));
            return None;
        }
        let is_words = parts.len() == 3 && parts[1] == "words";
        if parts[0] != "any" && names::known(parts[0]).ok().is_none_or(|lang| lang.as_str() != parts[0]) {
            let right = match names::known(parts[0]) {
                Ok(lang) => format!("the folder “{}” is written “{lang}”", parts[0]),
                Err(message) => format!("{message} Rules stand in any/ or in the folder of a language"),
            };
            self.mistakes.push(document.whole(&right));
        }
        if let Some(other) = self.ids.insert(id.to_owned(), source.file.clone()) {
            let what = if is_language { "the language" } else { "the file" };
            self.mistakes
                .push(document.whole(&format!("{what} “{id}” is also in {other}; delete or rename one of them")));
        }
        if is_language {
            let (file, true): (LanguageFile, bool) =
                document.parse(LANGUAGE_SCHEMA, check_language, &mut self.mistakes)?
            else {
                return None;
            };
            return Some(Loaded::Language(parts[0].to_owned(), Box::new(file)));
        }
        if is_words {
            let (file, right): (WordFile, bool) = document.parse(WORDS_SCHEMA, |_, _| {}, &mut self.mistakes)?;
            if right {
                self.mistakes.extend(file.mistakes_of_names().iter().map(|wrong| document.of_words(wrong)));
            }
            return right.then(|| Loaded::Words(id.to_owned(), file));
        }
        let check = |file: &RuleFile, wrong: &mut Wrong<'_>| check_rule(id, file, wrong);
        let (file, right) = document.parse(RULE_SCHEMA, check, &mut self.mistakes)?;
        self.yields.push((source, file.yields_to.clone()));
        if !right {
            return None;
        }
        let mut rule = Rule::new(id.to_owned(), file.into());
        rule.place = Some(document.place(&rule.file));
        Some(Loaded::Rule(Box::new(rule)))
    }

    /// What is wrong with the words of languages, and the folders whose words are wrong: what is said of patterns there is not to
    /// be trusted.
    fn check_words<'s>(
        &mut self,
        sources: &'s [RuleSource],
        catalogue: &Catalogue,
        languages: &Languages,
    ) -> BTreeSet<&'s str> {
        let (mut seen, mut doubtful) = (BTreeSet::new(), BTreeSet::new());
        for source in sources {
            let id = source.path.trim_end_matches(".toml");
            let mut parts = id.split('/');
            let folder = parts.next().unwrap_or_default();
            if parts.next() != Some("words") {
                continue;
            }
            if !catalogue.languages.words.contains_key(id) {
                doubtful.insert(folder);
            } else if seen.insert(folder)
                && let Some(lang) = Lang::new(if folder == "any" { "und" } else { folder })
            {
                let mistakes = languages.lexicon(&lang).map_or_else(|one| vec![one], |lexicon| lexicon.check());
                for wrong in mistakes {
                    doubtful.insert(folder);
                    let mistake = of_words(source, sources, &wrong);
                    if !self.mistakes.contains(&mistake) {
                        self.mistakes.push(mistake);
                    }
                }
            }
        }
        doubtful
    }

    /// What can be seen only in a language: classes that do not go together, patterns that name none.
    fn in_languages(&mut self, sources: &[RuleSource], catalogue: &Catalogue, beside: &Catalogue) {
        let mut languages = beside.languages.clone();
        languages.extend(catalogue.languages.clone());
        let mut profiles: BTreeMap<&str, Profile> = BTreeMap::new();
        let doubtful = self.check_words(sources, catalogue, &languages);
        for source in sources {
            let id = source.path.trim_end_matches(".toml");
            let folder = id.split('/').next().unwrap_or_default();
            let Some(rule) = catalogue.rule(id) else { continue };
            self.check_houses(source, rule, &languages);
            if doubtful.contains(folder) || doubtful.contains("any") {
                continue;
            }
            let lang = rule.example_lang();
            let profile = profiles
                .entry(lang)
                .or_insert_with(|| languages.profile(&Lang::new(lang).unwrap_or_else(Lang::unknown)));
            let document = Document::new(source);
            for (path, rest, message) in rule.file.detect.mistakes_in(profile) {
                let path: Vec<&str> = ["detect", "*"].into_iter().chain(path.iter().map(String::as_str)).collect();
                self.mistakes.push(document.mistake(&path, &rest, message));
            }
        }
    }

    /// House styles of examples that no public name mentions, and mistakes in glossaries.
    fn check_houses(&mut self, source: &RuleSource, rule: &Rule, languages: &Languages) {
        let bad = rule
            .file
            .bad
            .iter()
            .map(|example| (&example.style, &example.glossary))
            .enumerate()
            .map(|named| ("bad", named));
        let good = rule
            .file
            .good
            .iter()
            .map(|example| (&example.style, &example.glossary))
            .enumerate()
            .map(|named| ("good", named));
        for (list, (index, (style, glossary))) in bad.chain(good) {
            let index = index.to_string();
            if let Some(message) = style.as_deref().and_then(|style| style_mistake(languages, style)) {
                self.mistakes.push(Document::new(source).mistake(&[list, &index, "style"], "", message));
            }
            let read = glossary.as_deref().map(|text| glossary::read(glossary::Format::Table, "", text));
            for mistake in read.and_then(Result::err).into_iter().flatten() {
                let message = format!("line {} of the glossary: {}", mistake.line, mistake.message);
                self.mistakes.push(Document::new(source).mistake(&[list, &index, "glossary"], "", message));
            }
        }
    }

    /// Rules that a rule yields to and that are none.
    fn check_yields(&mut self, beside: &Catalogue) {
        let ids = || self.ids.keys().map(String::as_str).chain(beside.rules.iter().map(|rule| rule.id.as_str()));
        let mut mistakes = Vec::new();
        for (source, prefixes) in &self.yields {
            let unknown = |prefix: &String| !prefix.is_empty() && !ids().any(|id| in_prefix(id, prefix));
            for (index, prefix) in prefixes.iter().enumerate().filter(|(_, prefix)| unknown(prefix)) {
                let hint = hint(nearest_id(prefix, ids()), || "`mtlint rules` lists them".to_owned());
                let message = format!("there is no rule “{prefix}”; {hint}");
                mistakes.push(Document::new(source).mistake(&["yields_to", &index.to_string()], "", message));
            }
        }
        self.mistakes.extend(mistakes);
    }
}

/// What is wrong with the name of a house style, with a proposal.
pub fn style_mistake(languages: &Languages, style: &str) -> Option<String> {
    let known = languages.styles();
    if known.contains(style) {
        return None;
    }
    let all = || format!("those that the word files know are {}", known.iter().copied().collect::<Vec<_>>().join(", "));
    Some(format!("there is no house style “{style}”; {}", hint(nearest(style, known.iter().copied()), all)))
}

/// The schemas made from the structs, for messages about the shape of a file.
const RULE_SCHEMA: &str = include_str!("../../rules/schema.json");
const WORDS_SCHEMA: &str = include_str!("../../rules/words.schema.json");
const LANGUAGE_SCHEMA: &str = include_str!("../../rules/language.schema.json");

/// What can be seen without running the rule.
fn check_rule(id: &str, file: &RuleFile, wrong: &mut Wrong<'_>) {
    if file.bad.is_empty() {
        wrong(&["detect"], "", "no [[bad]] example; a rule needs at least one text with the artifact".to_owned());
    }
    if file.good.is_empty() {
        wrong(&["detect"], "", "no [[good]] example; a rule needs at least one near miss".to_owned());
    }
    for (field, text) in [("summary", &file.summary), ("why", &file.why), ("message", &file.message)] {
        if text.trim().is_empty() {
            wrong(&[field], "", "this is empty; say it in words".to_owned());
        }
    }
    if file.summary.ends_with('.') {
        wrong(&["summary"], "", "a summary is a few words without a full stop".to_owned());
    }
    if let Some(message) = mqm::mistake(&file.mqm) {
        wrong(&["mqm"], "", message);
    }
    check_template("message", &file.message, file, wrong);
    if let Some(text) = &file.evidence {
        check_template("evidence", text, file, wrong);
    }
    for (field, tags) in [("only", &file.only), ("except", &file.except)] {
        for (index, tag) in tags.iter().enumerate() {
            if let Err(message) = names::known(tag) {
                wrong(&[field, &index.to_string()], "", message);
            }
        }
    }
    for (path, message) in file.detect.mistakes() {
        let path: Vec<&str> = ["detect", "*"].into_iter().chain(path.iter().map(String::as_str)).collect();
        wrong(&path, "", message);
    }
    for (index, example) in file.good.iter().enumerate() {
        let at = index.to_string();
        check_lang("good", &at, example.lang.as_deref(), (id, file), wrong);
        check_source("good", &at, example.source_lang.as_deref(), wrong);
        // Brackets that do not pair are no marks, and are taken as they stand.
        if example::unmark(&example.text).is_ok_and(|(_, marks)| !marks.is_empty()) {
            let message =
                "a good example has no marks, for nothing is found in it; for the brackets themselves write \\[[";
            wrong(&["good", &at, "text"], "[[", message.to_owned());
        }
    }
    for (index, example) in file.bad.iter().enumerate() {
        let at = index.to_string();
        check_lang("bad", &at, example.lang.as_deref(), (id, file), wrong);
        check_source("bad", &at, example.source_lang.as_deref(), wrong);
        match example::unmark(&example.text) {
            Ok((_, marks)) if !marks.is_empty() => {}
            Ok(_) => {
                let message = "no mark in this example; put [[ ]] around what the rule must find";
                wrong(&["bad", &at, "text"], "", message.to_owned());
            }
            Err((place, message)) => wrong(&["bad", &at, "text"], &example.text[place..], message.to_owned()),
        }
        if file.fix.is_some() && example.fixed.is_none() {
            let message = "this rule offers a fix, so the example must say what it gives: fixed = \"…\"";
            wrong(&["bad", &at], "", message.to_owned());
        }
        if file.fix.is_none() && example.fixed.is_some() {
            let message = "this rule offers no fix; say how safe it is (fix = \"unsafe\") or delete the line";
            wrong(&["bad", &at, "fixed"], "", message.to_owned());
        }
    }
}

/// Braces and slots of a message.
fn check_template(field: &str, text: &str, file: &RuleFile, wrong: &mut Wrong<'_>) {
    let template = match Template::parse(text) {
        Ok(template) => template,
        Err(message) => return wrong(&[field], "", message),
    };
    let known = || ["found"].into_iter().chain(file.detect.slots());
    for slot in template.slots().filter(|slot| !known().any(|name| name == *slot)) {
        let all = known().map(|slot| format!("{{{slot}}}")).collect::<Vec<_>>().join(", ");
        let near = nearest(slot, known()).map(|slot| format!("did you mean {{{slot}}}? ")).unwrap_or_default();
        wrong(&[field], &format!("{{{slot}}}"), format!("there is no slot {{{slot}}}; {near}this kind has {all}"));
    }
}

/// The language of an example: one that there is, and for a bad example one that the rule is for.
fn check_lang(list: &str, at: &str, tag: Option<&str>, (id, file): (&str, &RuleFile), wrong: &mut Wrong<'_>) {
    let Some(tag) = tag else { return };
    let lang = match names::known(tag) {
        Ok(lang) => lang,
        Err(message) => return wrong(&[list, at, "lang"], "", message),
    };
    let folder = id.split('/').next().unwrap_or_default();
    let within = |tag: &str| lang.lineage().any(|parent| parent == tag);
    let reason = if folder != "any" && !within(folder) {
        format!("it stands in {folder}/")
    } else if list == "bad" && !file.only.is_empty() && !file.only.iter().any(|tag| within(tag)) {
        format!("it is only for {}", file.only.join(", "))
    } else if let Some(tag) = file.except.iter().find(|tag| list == "bad" && within(tag)) {
        format!("it is for all languages except {tag}")
    } else {
        return;
    };
    wrong(&[list, at, "lang"], "", format!("this rule is never used for “{tag}”: {reason}"));
}

/// The language that an example was translated from: one that there is.
fn check_source(list: &str, at: &str, tag: Option<&str>, wrong: &mut Wrong<'_>) {
    if let Some(Err(message)) = tag.map(names::known) {
        wrong(&[list, at, "source_lang"], "", message);
    }
}

/// A mistake that was seen when the words of a folder were put together: in the file that has what is wrong, the last of
/// this folder or else the last of all. Where it is in none, because what was there was replaced, the file as a whole is
/// meant.
fn of_words(source: &RuleSource, sources: &[RuleSource], wrong: &WordMistake) -> Mistake {
    let folder = |source: &RuleSource| source.path.split('/').next().map(str::to_owned);
    let has = |document: &Document<'_>| {
        let table = document.root.get_ref().get(wrong.path[0].as_str()).and_then(|value| value.get_ref().as_table());
        table.is_some_and(|table| table.contains_key(wrong.path[1].as_str()))
    };
    let words = sources.iter().filter(|other| other.path.split('/').nth(1) == Some("words")).map(Document::new);
    let having: Vec<Document<'_>> = words.filter(has).collect();
    let here = having.iter().rev().find(|document| folder(document.source) == folder(source));
    match here.or(having.last()) {
        Some(document) => document.of_words(wrong),
        None => Document::new(source).whole(&wrong.message),
    }
}

fn check_language(file: &LanguageFile, wrong: &mut Wrong<'_>) {
    for (key, pairs) in [("outer", &file.quotation.outer), ("inner", &file.quotation.inner)] {
        for (index, pair) in pairs.iter().flatten().enumerate().filter(|(_, pair)| Pair::parse(pair).is_none()) {
            let message = format!("“{pair}” is not an opening and a closing mark, such as “”");
            wrong(&["quotation", key, &index.to_string()], "", message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"summary = "x"
why = "y."
mqm = "design-and-markup/markup"
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

    fn source(text: &str) -> RuleSource {
        RuleSource { file: "r.toml".into(), path: "any/x/r.toml".into(), text: text.into() }
    }

    fn mistakes(text: &str) -> Vec<String> {
        let loaded = load(&[source(text)], &Catalogue::embedded());
        loaded.err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_right_rule_loads() {
        assert_eq!(mistakes(RULE), Vec::<String>::new());
    }

    #[test]
    fn mistakes_name_line_and_column() {
        let cases = [
            (
                "\"minor\"",
                "\"mild\"",
                "4:12: `severity` cannot be “mild”; it is one of neutral, minor, major, critical",
            ),
            ("\"minor\"", "\"mijor\"", "4:12: `severity` cannot be “mijor”; did you mean “minor”?"),
            ("\"minor\"", "3", "4:12: `severity` must be one of neutral, minor, major, critical; this is a number"),
            (
                "{meant}",
                "{ment}",
                "6:25: there is no slot {ment}; did you mean {meant}? this kind has {found}, {meant}",
            ),
            ("{meant}", "{who", "6:11: “{who” is not a slot"),
            ("summary", "sumary", "1:1: there is no key `sumary` here; did you mean `summary`?"),
            ("summary = \"x\"\n", "", "1:1: the key `summary` is missing: what it finds, in a few words"),
            ("\"x\"", "[\"x\"]", "1:11: `summary` must be a text in quotes; this is a list"),
            ("\"x\"", "\"x.\"", "1:11: a summary is a few words"),
            ("[[good]]\ntext = \"a@b\"\n", "", "7:1: no [[good]] example"),
            ("a[[@@]] b", "a@@ b", "10:8: no mark"),
            ("a[[@@]] b", "a@@]] b", "10:12: ]] without [["),
            ("a[[@@]] b", "a[[@@ b", "10:10: [[ without ]]"),
            ("a@b", "a[[@]]b", "12:10: a good example has no marks"),
            ("[[good]]", "[good]", "11:1: `good` is a list of tables; write [[good]]"),
            ("design-and-markup/markup", "markup", "3:7: “markup” is no MQM category"),
            ("[detect.residue]", "[detect.residu]", "7:9: there is no kind “residu”; did you mean “residue”?"),
            ("[detect.residue]", "[detect.regex]", "7:9: there is no kind “regex”; the kinds are quotation, bracket"),
            (
                "[{ trigger = \"@@\" }]",
                "\"@@\"",
                "8:11: `entries` must be a list of tables: [{ trigger = \"…\" }]; this is a text",
            ),
            ("[{ trigger = \"@@\" }]", "[]", "8:11: no entry"),
            ("trigger = \"@@\"", "trigger = \"\"", "8:24: an empty trigger"),
            ("trigger = \"@@\"", "triger = \"@@\"", "8:14: there is no key `triger` here; did you mean `trigger`?"),
            (
                "trigger = \"@@\"",
                "trigger = \"@@\", find = \"(@\"",
                "8:37: this is no regular expression: unclosed group",
            ),
            ("a@b\"", "a@b\"\nlang = \"xx\"", "13:8: “xx” is the code of no language"),
            (
                "[detect",
                "only = \"ru\"\n[detect",
                "7:8: `only` must be a list of texts in brackets: [\"…\", \"…\"]; this is a text",
            ),
            ("[detect", "except = [\"de\", \"german\"]\n[detect", "7:17: “german” is no language tag; did you mean de"),
            (
                "[detect",
                "yields_to = [\"any/quotatoin\"]\n[detect",
                "7:14: there is no rule “any/quotatoin”; did you mean “any/quotation”?",
            ),
            ("\"y.\"", "\"y.", "2:10: this is no TOML: invalid basic string"),
        ];
        for (old, new, expected) in cases {
            let found = mistakes(&RULE.replace(old, new));
            let one =
                found.len() == 1 && found[0].replace(['“', '”'], "`").contains(&expected.replace(['“', '”'], "`"));
            assert!(one, "{old} -> {new}: {found:#?}");
        }
    }

    #[test]
    fn an_example_that_the_rule_is_never_used_for_is_refused() {
        let only = RULE.replace("[detect", "only = [\"ru\"]\n[detect").replace("b\"", "b\"\nlang = \"de\"");
        assert_eq!(mistakes(&only), ["r.toml:12:8: this rule is never used for “de”: it is only for ru"]);
    }

    #[test]
    fn all_mistakes_of_a_file_and_of_a_folder_are_named() {
        let wrong = RULE
            .replace("summary", "sumary")
            .replace("design-and-", "")
            .replace("{meant}", "{who}")
            .replace("@@]]", "@@");
        let lines: Vec<usize> =
            load(&[source(&wrong)], &Catalogue::default()).unwrap_err().iter().map(|m| m.line).collect();
        assert_eq!(lines, [1, 3, 6, 10]);
        let other = RuleSource { file: "s.toml".into(), path: "any/x/s.toml".into(), text: "= 1\nwhy =\nx".into() };
        let all = mistakes_of(&[other, source(&wrong)]);
        assert!(
            all.len() >= 6 && all[0].starts_with("s.toml:1:1") && all.last().unwrap().starts_with("r.toml:10"),
            "{all:#?}"
        );
    }

    fn mistakes_of(sources: &[RuleSource]) -> Vec<String> {
        load(sources, &Catalogue::default()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn mistakes_of_words_name_file_line_and_column() {
        let words =
            |path: &str, text: &str| RuleSource { file: path.to_owned(), path: path.to_owned(), text: text.to_owned() };
        let verbs = "[paradigms.verb]\nforms = ['base', 'past']\nendings = [{ ends = ['e'], add = ['', 'd'] }]\n";
        let say = "[classes.say]\nparadigm = 'verb'\nwords = ['note', 'talk', 'say/said', 'cry']\n";
        let tell = "[classes.tell]\nwords = []\nwith = ['say', 'speak']\n[units.ell]\nnames = ['ell']\n";
        let found = mistakes_of(&[
            words("en/words/say.toml", &format!("{verbs}{say}")),
            words("en/words/tell.toml", tell),
            words("en/words/use.toml", "[classes.use]\nwords = []\nwith = ['say']\n"),
        ]);
        let expected = [
            "en/words/say.toml:6:18: in the class “say”: no ending fits “talk”",
            "en/words/say.toml:6:38: in the class “say”: no ending fits “cry”",
            "en/words/tell.toml:4:1: of the unit “ell” no word file says what it measures",
        ];
        assert!(
            found.len() == expected.len() && found.iter().zip(expected).all(|(one, start)| one.starts_with(start)),
            "{found:#?}"
        );
        let twice = mistakes_of(&[
            words("en/words/a.toml", "[classes.day]\nwords = ['Monday']"),
            words("en/words/b.toml", "[classes.day]\nwords = ['Sunday']"),
        ]);
        assert!(twice.len() == 1 && twice[0].starts_with("en/words/b.toml:1:"), "{twice:?}");
    }

    #[test]
    fn what_is_wrong_with_names_is_refused() {
        let of = |text: &str| {
            let source =
                RuleSource { file: "n".into(), path: "en/words/n.toml".into(), text: format!("[names]\n{text}") };
            mistakes_of(&[source])
        };
        for (text, place) in [
            ("sounds = [{ cost = 1, spellings = ['a'] }]", "n:2:"),
            ("sounds = [{ cost = 1, spellings = ['a', 'Å'] }]", "n:2:41: words are compared"),
            ("apart = [['Iran', 'Iraq'], ['Kyoto']]", "n:2:28: a list of one"),
            ("together = [['Anna Moser', 'Ann']]", "n:2:13: each form"),
            ("endings = ['a', '']", "n:2:17: this is empty"),
            ("fleeting = ['eo']", "n:2:13: this is one vowel"),
        ] {
            let found = of(text);
            assert!(found.len() == 1 && found[0].starts_with(place), "{text}: {found:?}");
        }
        let both = of("endings = ['']\n[classes.blah]\nwords = []\nwith = ['nothing']");
        assert!(both.len() == 2 && both[0].starts_with("n:2:12") && both[1].starts_with("n:5:"), "{both:?}");
        let lists = "  { cost = 1, spellings = ['a', 'b'] },\n".repeat(128);
        assert!(
            load(
                &[RuleSource {
                    file: "n".into(),
                    path: "en/words/n.toml".into(),
                    text: format!("[names]\nsounds = [\n{lists}]")
                }],
                &Catalogue::default()
            )
            .is_ok()
        );
        let more = of(&format!("sounds = [\n{lists}  {{ cost = 1, spellings = ['a', 'b'] }},\n]"));
        assert!(more.len() == 1 && more[0].starts_with("n:2:10: with these there are 129 lists"), "{more:?}");
    }

    #[test]
    fn two_rules_with_one_id_are_refused() {
        let source = |file: &str| RuleSource { file: file.into(), path: "any/x/r.toml".into(), text: RULE.into() };
        let mistakes = load(&[source("a"), source("b")], &Catalogue::default()).unwrap_err();
        assert!(mistakes[0].message.contains("also in a"), "{mistakes:?}");
    }

    #[test]
    fn folders_are_named_by_tags_of_languages() {
        let at = |path: &str| RuleSource { path: path.into(), ..source(RULE) };
        for (path, expected) in [
            ("xx/a/b.toml", "“xx” is the code of no language"),
            ("DE/a/b.toml", "the folder “DE” is written “de”"),
            ("any/b.toml", "a rule stands at"),
        ] {
            assert!(mistakes_of(&[at(path)])[0].contains(expected), "{path}: {:?}", mistakes_of(&[at(path)]));
        }
    }
}
