//! Every embedded rule holds on its own examples, and the languages are whole.

use mtlint::rule::Catalogue;
use mtlint::rule::prove::Prover;
use mtlint::text::Lang;

#[test]
fn every_embedded_rule_is_proved_by_its_examples() {
    let catalogue = Catalogue::embedded();
    let prover = Prover::new(&catalogue);
    let failures: Vec<String> =
        catalogue.rules.iter().flat_map(|rule| prover.prove(rule)).map(|failure| failure.to_string()).collect();
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_language_that_a_rule_or_an_example_names_has_a_folder() {
    let catalogue = Catalogue::embedded();
    let known =
        |tag: &str| Lang::new(tag).is_some_and(|lang| lang.lineage().any(|tag| catalogue.languages.contains_key(tag)));
    let mut wrong = Vec::new();
    for rule in &catalogue.rules {
        let file = &rule.file;
        let examples = file.bad.iter().map(|bad| &bad.lang).chain(file.good.iter().map(|good| &good.lang));
        let tags = examples.flatten().chain(&file.only).chain(&file.except);
        wrong.extend(tags.filter(|tag| !known(tag) && *tag != "und").map(|tag| format!("{}: {tag}", rule.id)));
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
