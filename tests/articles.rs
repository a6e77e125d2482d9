//! Whole articles: the findings of every text in `fixtures/` and the text after all fixes, as snapshots for a person to
//! judge. A name that begins with `clean-` promises that there is nothing to find.
//!
//! After a change that is right: `INSTA_UPDATE=always cargo test --test articles`, and read the difference.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use mtlint::article::{Article, Input, plain};
use mtlint::engine::{Finding, Linter, Settings, fix_all};
use mtlint::rule::{Catalogue, Safety};
use mtlint::text::{Lang, LineIndex, identify};

fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir("fixtures").unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no fixture");
    paths
}

fn read(path: &Path) -> (String, Lang) {
    let input = Input::decode(path, fs::read(path).unwrap()).unwrap();
    let lang = identify(&input.text).unwrap_or_else(|| panic!("{}: in which language?", path.display()));
    (input.text.into(), lang)
}

fn article(linter: &Linter, text: &str, lang: &Lang) -> Article {
    Article::of(plain::read(text.into(), linter.profile(lang)))
}

fn shown(text: &str, findings: &[Finding]) -> String {
    let lines = LineIndex::new(text);
    let mut shown = String::new();
    for finding in findings {
        let (line, column) = lines.position(text, finding.span.lo());
        let found = &text[finding.span.range()];
        let _ = writeln!(
            shown,
            "{line}:{column} {} {} {}\n  “{found}”: {}",
            finding.certainty, finding.severity, finding.rule, finding.message
        );
        for fix in &finding.fixes {
            let _ = writeln!(shown, "  {}: {}", fix.safety, fix.title);
        }
    }
    shown
}

#[test]
fn findings_and_fixed_text_of_every_fixture_are_as_judged() {
    let linter = Linter::new(Catalogue::embedded(), Settings::default());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/articles");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in fixtures() {
            let (text, lang) = read(&path);
            let findings = linter.check(&article(&linter, &text, &lang));
            let fixed = fix_all(&linter, &text, Safety::Unsafe, |text| article(&linter, text, &lang));
            let name = path.file_stem().unwrap().to_str().unwrap();
            let snapshot = format!("language: {lang}\n\n{}\nfixed:\n\n{}", shown(&text, &findings), fixed.text);
            insta::assert_snapshot!(name, snapshot);
        }
    });
}

#[test]
fn there_is_nothing_to_find_in_good_prose() {
    let linter = Linter::new(Catalogue::embedded(), Settings::default());
    for path in fixtures().iter().filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("clean-")) {
        let (text, lang) = read(path);
        let findings = linter.check(&article(&linter, &text, &lang));
        assert!(findings.is_empty(), "{}:\n{}", path.display(), shown(&text, &findings));
    }
}
