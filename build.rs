//! Packs the rule folder into the program: TOML is parsed and checked here, so that start-up parses none.

use std::fs;
use std::path::{Path, PathBuf};

/// The schema of rule and language files, shared with the library.
#[path = "src/detect"]
#[allow(dead_code, unreachable_pub)]
mod detect {
    pub(crate) mod spec;
}
#[path = "src/certainty.rs"]
#[allow(dead_code, unreachable_pub)]
mod certainty;
#[path = "src/rule/file.rs"]
#[allow(dead_code, unreachable_pub)]
mod file;
#[path = "src/text/language.rs"]
#[allow(dead_code, unreachable_pub)]
mod language;
#[path = "src/text/words.rs"]
#[allow(dead_code, unreachable_pub)]
mod words;

#[derive(Default, serde::Serialize)]
struct Packed {
    languages: Vec<(String, language::LanguageFile)>,
    words: Vec<(String, words::WordFile)>,
    rules: Vec<(String, file::RuleFile)>,
}

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let mut files = Vec::new();
    collect(Path::new("rules"), &mut files);
    files.sort();
    let mut packed = Packed::default();
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let id: Vec<&str> = path.iter().skip(1).filter_map(|part| part.to_str()).collect();
        let id = id.join("/");
        let id = id.trim_end_matches(".toml");
        let fail = |error: toml::de::Error| -> ! { panic!("{}: {error}", path.display()) };
        match id.strip_suffix("/language") {
            _ if id.contains("/words/") => {
                packed.words.push((id.to_owned(), toml::from_str(&text).unwrap_or_else(|e| fail(e))));
            }
            Some(tag) => packed.languages.push((tag.to_owned(), toml::from_str(&text).unwrap_or_else(|e| fail(e)))),
            None => packed.rules.push((id.to_owned(), toml::from_str(&text).unwrap_or_else(|e| fail(e)))),
        }
    }
    packed.rules.sort_by(|a, b| a.0.cmp(&b.0));
    let bytes = postcard::to_stdvec(&packed).unwrap_or_else(|error| panic!("packing the rules: {error}"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("catalogue.bin");
    fs::write(&out, bytes).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "toml") {
            files.push(path);
        }
    }
}
