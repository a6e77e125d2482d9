//! Every embedded rule holds on its own examples, and the languages are whole.

use std::fs;
use std::path::Path;

use mtlint::report::proof::failure;
use mtlint::rule::load::load;
use mtlint::rule::prove::Prover;
use mtlint::rule::{Catalogue, RuleSource};

/// The rules from their files, which names the place of each mistake, and of each example that fails.
fn from_files() -> Catalogue {
    let mut sources = Vec::new();
    collect(Path::new("rules"), &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    load(&sources, &Catalogue::default()).unwrap_or_else(|mistakes| {
        let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        panic!("{}", mistakes.join("\n"))
    })
}

fn collect(folder: &Path, sources: &mut Vec<RuleSource>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let file = path.to_str().unwrap().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            sources.push(RuleSource { path: file["rules/".len()..].to_owned(), file, text });
        }
    }
}

#[test]
fn every_rule_is_proved_by_its_examples() {
    let catalogue = from_files();
    assert_eq!(catalogue.rules.len(), Catalogue::embedded().rules.len());
    let prover = Prover::new(&catalogue);
    let failures: Vec<String> =
        catalogue.rules.iter().flat_map(|rule| prover.prove(rule)).map(|failed| failure(&failed)).collect();
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn rules_say_what_is_wrong_in_the_words_of_the_project() {
    let mut wrong = Vec::new();
    for rule in &Catalogue::embedded().rules {
        let file = &rule.file;
        if !file.why.ends_with('.') || file.message.ends_with('.') || file.message.contains('"') {
            wrong.push(rule.id.clone());
        }
    }
    assert!(wrong.is_empty(), "`why` ends with a full stop, messages do not, and quote with “ ”: {wrong:?}");
}
