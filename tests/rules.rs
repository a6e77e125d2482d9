//! Every embedded rule holds on its own examples, and the languages are whole.

use mtlint::rule::Catalogue;
use mtlint::rule::prove::Prover;

#[test]
fn every_embedded_rule_is_proved_by_its_examples() {
    let catalogue = Catalogue::embedded();
    let prover = Prover::new(&catalogue);
    let failures: Vec<String> =
        catalogue.rules.iter().flat_map(|rule| prover.prove(rule)).map(|failure| failure.to_string()).collect();
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
