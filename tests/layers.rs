//! The layers of `docs/architecture.md`: a folder of `src/` uses only the folders below it.

use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up; folders on one line do not use each other.
const LAYERS: &[&[&str]] = &[
    &["span"],
    &["error", "certainty", "packed"],
    &["text"],
    &["article"],
    &["analysis"],
    &["detect"],
    &["rule"],
    &["engine"],
    &["report", "review"],
    &["cli"],
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn no_folder_uses_one_above_it() {
    let mut wrong = Vec::new();
    for file in files(Path::new("src")) {
        let module = module(&file);
        let Some(own) = module.first().filter(|first| !["lib", "main"].contains(&first.as_str())) else {
            continue;
        };
        let level = layer(own).unwrap_or_else(|| panic!("{}: a folder without a layer", file.display()));
        for (line, used) in used(&fs::read_to_string(&file).unwrap(), module.len()) {
            let below = layer(&used).is_some_and(|used| used < level);
            if used != *own && !below {
                wrong.push(format!("{}:{line}: {own} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn kinds_never_use_kinds() {
    let shared = ["mod", "spec", "hit", "lazy"];
    let mut wrong = Vec::new();
    for file in files(Path::new("src/detect")) {
        let module = module(&file);
        let Some(kind) = module.get(1) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = code.collect::<Vec<_>>().join("\n");
        for path in text.split("crate::detect::").skip(1).chain(super_paths(&text, module.len() - 1)) {
            let used = name(path);
            let is_kind = !used.is_empty()
                && (Path::new("src/detect").join(&used).exists()
                    || Path::new("src/detect").join(format!("{used}.rs")).exists());
            if is_kind && used != *kind && !shared.contains(&used.as_str()) {
                wrong.push(format!("{}: {kind} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No rule id in Rust code outside tests: rules are data.
#[test]
fn no_rule_is_named_in_code() {
    let ids: Vec<String> = mtlint::rule::Catalogue::embedded().rules().map(|rule| rule.id.clone()).collect();
    let mut wrong = Vec::new();
    for file in files(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            wrong.extend(
                ids.iter().filter(|id| line.contains(&format!("\"{id}"))).map(|id| format!("{}: {id}", file.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands after `super::super::…` where that leads up by `levels`.
fn super_paths(text: &str, levels: usize) -> impl Iterator<Item = &str> {
    let chain = "super::".repeat(levels);
    text.match_indices("super::")
        .filter(move |(at, _)| !text[..*at].ends_with("super::") && text[*at..].starts_with(&chain))
        .map(move |(at, _)| &text[at + 7 * levels..])
        .filter(|rest| !rest.starts_with("super::"))
}

/// Top-level modules that a file uses, by `crate::…` or by enough `super::`, with the line.
fn used(text: &str, depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inner = 0;
    for (number, line) in text.lines().enumerate() {
        // Inside `mod tests` one more `super::` is needed to get out.
        inner += usize::from(line.starts_with("mod tests"));
        if line.trim_start().starts_with("//") {
            continue;
        }
        let roots = line.split("crate::").skip(1).chain(super_paths(line, depth + inner));
        for path in roots {
            let names: Vec<String> = match path.strip_prefix('{') {
                Some(list) => list.split([',', '}']).map(name).collect(),
                None => vec![name(path)],
            };
            // Macros and items of the crate root have no layer; modules have.
            found.extend(names.into_iter().filter(|name| layer(name).is_some()).map(|name| (number + 1, name)));
        }
    }
    found
}

fn name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// `["detect", "quotation", "pairs"]` of `src/detect/quotation/pairs.rs`.
fn module(file: &Path) -> Vec<String> {
    let parts = file.strip_prefix("src").unwrap().with_extension("");
    parts.iter().map(|part| part.to_str().unwrap().to_owned()).filter(|part| part != "mod").collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
