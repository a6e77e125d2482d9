//! Packs the rule folder into the program: TOML is parsed and checked here, and it is found out where patterns are tried, so
//! that start-up does neither.

use std::fs;
use std::path::{Path, PathBuf};

use detect::pattern::plan::Plan;
use packed::{Blob, Stored};
use text::{Lang, Languages, Profile};

// The modules of the library that this takes, each at the path that it has there.

#[path = "src/certainty.rs"]
#[allow(dead_code, unreachable_pub)]
mod certainty;
#[path = "src/detect"]
#[allow(dead_code, unreachable_pub, unused_imports)]
mod detect {
    pub(crate) mod pattern {
        mod compile;
        mod near;
        pub(crate) mod plan;
        mod sort;
        mod syntax;
        mod whole;
    }
    pub(crate) mod spec;
}
#[path = "src/rule/file.rs"]
#[allow(dead_code, unreachable_pub)]
mod file;
#[path = "src/packed.rs"]
#[allow(dead_code, unreachable_pub)]
mod packed;
#[path = "src/span.rs"]
#[allow(dead_code, unreachable_pub)]
mod span;
#[path = "src/text/mod.rs"]
#[allow(dead_code, unreachable_pub, unused_imports)]
mod text;

#[derive(Default, serde::Serialize)]
struct Packed {
    languages: Languages,
    rules: Vec<(String, Stored<file::RuleFile>)>,
}

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/detect");
    println!("cargo::rerun-if-changed=src/text");
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
                let words: text::words::WordFile = toml::from_str(&text).unwrap_or_else(|e| fail(e));
                packed.languages.words.insert(id.to_owned(), words.into());
            }
            Some(tag) => {
                let file: text::language::LanguageFile = toml::from_str(&text).unwrap_or_else(|e| fail(e));
                packed.languages.files.insert(tag.to_owned(), file.into());
            }
            None => {
                let file: file::RuleFile = toml::from_str(&text).unwrap_or_else(|e| fail(e));
                packed.rules.push((id.to_owned(), file.into()));
            }
        }
    }
    packed.rules.sort_by(|a, b| a.0.cmp(&b.0));
    plan(&mut packed);
    let bytes = postcard::to_stdvec(&packed).unwrap_or_else(|error| panic!("packing the rules: {error}"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("catalogue.bin");
    fs::write(&out, bytes).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

/// Finds out where patterns are tried in each language that has words of its own, and in one that has none.
fn plan(packed: &mut Packed) {
    let languages = packed.languages.tags().filter_map(Lang::new).chain([Lang::unknown()]);
    let profiles: Vec<Profile> = languages.map(|lang| packed.languages.profile(&lang)).collect();
    for (id, rule) in &mut packed.rules {
        let folder = id.split('/').next().unwrap_or_default();
        for pattern in rule.get_mut().into_iter().flat_map(|rule| rule.detect.patterns_mut()) {
            for profile in
                profiles.iter().filter(|profile| folder == "any" || profile.lang.lineage().any(|tag| tag == folder))
            {
                let plan = Blob::pack(&Plan::new(pattern, profile)).unwrap_or_else(|error| panic!("{id}: {error}"));
                let lineage: Vec<&str> = profile.lang.lineage().collect();
                // A region whose plan is that of its language needs none.
                let inherited = lineage.iter().rev().skip(1).find_map(|tag| pattern.plans.get(*tag));
                if inherited != Some(&plan) {
                    pattern.plans.insert(profile.lang.as_str().to_owned(), plan);
                }
            }
        }
    }
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
