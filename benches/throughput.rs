//! Throughput of each step and kind on news made of the articles in `fixtures/`, and of a floor measured in the same run:
//! tokenising plus a scan for 10,000 phrases, which no checker that knows phrases can undercut.
//!
//! What is made when a text first asks for it is made before anything is measured, except in `first_article`, which is
//! start-up: all that a process does for one article of 3 KB, apart from being started and ended by the system.
//!
//! `cargo bench`, or for one step `cargo bench -- floor`. One thread; figures are for whole articles. The fixtures are full of
//! traps, which real news is not: `MTLINT_NEWS=FOLDER cargo bench` measures on the plain texts of a folder instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use mtlint::analysis::Analysed;
use mtlint::article::{Article, Input, plain};
use mtlint::engine::{Linter, Settings};
use mtlint::rule::{Catalogue, Rule};
use mtlint::span::Span;
use mtlint::text::token::tokenize;
use mtlint::text::{Lang, Norm, TokenKind, identify};
use rustc_hash::FxHashMap;

fn main() {
    divan::main();
}

/// Bytes of text a language gets.
const SIZE: usize = 1 << 20;

/// Articles by language, those without artifacts where there are such, repeated up to `SIZE`.
static NEWS: LazyLock<BTreeMap<String, Vec<Box<str>>>> = LazyLock::new(|| {
    let mut by_language: BTreeMap<String, BTreeMap<String, Box<str>>> = BTreeMap::new();
    let own = std::env::var_os("MTLINT_NEWS");
    let folder = own.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), PathBuf::from);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(input) = fs::read(&path).map_err(drop).and_then(|bytes| Input::decode(&path, bytes).map_err(drop))
        else {
            continue;
        };
        if let Some(lang) = identify(&input.text) {
            let name = entry.file_name().to_string_lossy().into_owned();
            by_language.entry(lang.as_str().to_owned()).or_default().insert(name, input.text);
        }
    }
    by_language.into_iter().map(|(lang, articles)| (lang, repeated(&articles))).collect()
});

fn repeated(articles: &BTreeMap<String, Box<str>>) -> Vec<Box<str>> {
    let clean: Vec<_> = articles.iter().filter(|(name, _)| name.starts_with("clean-")).map(|(_, text)| text).collect();
    let chosen = if clean.is_empty() { articles.values().collect() } else { clean };
    let once: usize = chosen.iter().map(|text| text.len()).sum();
    let times = SIZE.div_ceil(once.max(1));
    chosen.iter().copied().cycle().take(times * chosen.len()).cloned().collect()
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// The languages of the bench that there are articles in.
fn languages() -> Vec<&'static str> {
    NEWS.keys().map(String::as_str).filter(|lang| ["en", "de", "ru", "zh"].contains(lang)).collect()
}

/// The kinds that rules name.
fn kinds() -> Vec<String> {
    CATALOGUE.rules().map(kind).collect::<BTreeSet<_>>().into_iter().collect()
}

fn kind(rule: &Rule) -> String {
    let spec = serde_json::to_value(&rule.file.detect).unwrap_or_default();
    spec.as_object().and_then(|spec| spec.keys().next().cloned()).unwrap_or_default()
}

fn texts(lang: &str) -> (&'static [Box<str>], BytesCount) {
    let texts = NEWS.get(lang).map_or(&[][..], Vec::as_slice);
    (texts, BytesCount::new(texts.iter().map(|text| text.len()).sum::<usize>()))
}

/// The articles of a language, each cut when it is asked for, as the command line does it.
fn articles(lang: &str, linter: &Linter) -> impl Iterator<Item = Article> {
    let profile = linter.profile(&Lang::new(lang).unwrap_or_else(Lang::unknown));
    let read = move |text: &str| Article::of(plain::read(text.into(), profile.clone()));
    texts(lang).0.iter().map(move |text| read(text))
}

fn linter(select: Vec<String>) -> Linter {
    Linter::new(CATALOGUE.clone(), Settings { select, ..Settings::default() })
}

/// Words, spaces and marks alone.
#[divan::bench(args = languages())]
fn tokens(bencher: Bencher, lang: &str) {
    let (texts, bytes) = texts(lang);
    bencher.counter(bytes).bench_local(|| {
        for text in texts {
            let mut tokens = Vec::with_capacity(text.len() / 4);
            tokenize(text, Span::new(0, text.len()), &mut tokens);
            black_box(&tokens);
        }
    });
}

/// Blocks, tokens and sentences.
#[divan::bench(args = languages())]
fn sentences(bencher: Bencher, lang: &str) {
    let linter = linter(Vec::new());
    bencher.counter(texts(lang).1).bench_local(|| articles(lang, &linter).for_each(|article| drop(black_box(article))));
}

/// Quotations, in articles already cut.
#[divan::bench(args = languages())]
fn quotations(bencher: Bencher, lang: &str) {
    let articles: Vec<_> = articles(lang, &linter(Vec::new())).collect();
    bencher.counter(texts(lang).1).bench_local(|| {
        for article in &articles {
            black_box(Analysed::new(article).quotations());
        }
    });
}

/// All rules of one kind, with the analyses it needs, in English articles already cut.
#[divan::bench(args = kinds())]
fn kind_alone(bencher: Bencher, name: &str) {
    let rules = CATALOGUE.rules().filter(|rule| kind(rule) == name).map(|rule| rule.id.clone());
    let linter = linter(rules.collect());
    let articles: Vec<_> = articles("en", &linter).collect();
    for article in &articles {
        drop(linter.check(article));
    }
    bencher.counter(texts("en").1).bench_local(|| {
        for article in &articles {
            black_box(linter.check(article));
        }
    });
}

/// Unpacking and compiling the rules, and checking one article of 3 KB: identification, findings, and the count of those that
/// are not shown.
#[divan::bench(args = languages())]
fn first_article(bencher: Bencher, lang: &str) {
    let mut text = String::new();
    for next in texts(lang).0 {
        if text.len() + next.len() <= 3_500 {
            text.push_str(next);
        }
    }
    bencher.bench_local(|| {
        let linter = Linter::new(Catalogue::embedded(), Settings::default());
        let lang = identify(&text).unwrap_or_else(Lang::unknown);
        black_box(linter.check_and_count(&Article::of(plain::read(text.as_str().into(), linter.profile(&lang)))))
    });
}

/// Everything that `mtlint check` does with a text whose language is known.
#[divan::bench(args = languages())]
fn everything(bencher: Bencher, lang: &str) {
    let linter = linter(Vec::new());
    articles(lang, &linter).for_each(|article| drop(linter.check(&article)));
    bencher.counter(texts(lang).1).bench_local(|| {
        for article in articles(lang, &linter) {
            black_box(linter.check(&article));
        }
    });
}

/// Identification of the language.
#[divan::bench(args = languages())]
fn language(bencher: Bencher, lang: &str) {
    let (texts, bytes) = texts(lang);
    bencher.counter(bytes).bench_local(|| {
        for text in texts {
            black_box(identify(text));
        }
    });
}

/// The floor: tokenising, and looking for 10,000 phrases of two words by the norm of the first and then of the second.
#[divan::bench(args = languages())]
fn floor(bencher: Bencher, lang: &str) {
    let (texts, bytes) = texts(lang);
    let phrases = phrases(texts);
    bencher.counter(bytes).bench_local(|| {
        let mut found = 0_usize;
        for text in texts {
            let mut tokens = Vec::with_capacity(text.len() / 4);
            tokenize(text, Span::new(0, text.len()), &mut tokens);
            for (at, token) in tokens.iter().enumerate() {
                if token.kind == TokenKind::Word
                    && let Some(seconds) = phrases.get(&token.norm)
                {
                    found += usize::from(tokens.get(at + 2).is_some_and(|next| seconds.contains(&next.norm)));
                }
            }
        }
        found
    });
}

/// 10,000 phrases: half begin with a word of the text, all others with none.
fn phrases(texts: &[Box<str>]) -> FxHashMap<Norm, Vec<Norm>> {
    let text = texts.first().map_or("", |text| text);
    let words: Vec<&str> = text.split_whitespace().chain(["the"]).collect();
    let mut phrases: FxHashMap<Norm, Vec<Norm>> = FxHashMap::default();
    for number in 0..10_000_usize {
        let made_up = format!("word{number}");
        let first = if number % 2 == 0 { words[number * 7 % words.len()] } else { &made_up };
        phrases.entry(Norm::of(first)).or_default().push(Norm::of(&format!("next{number}")));
    }
    phrases
}
