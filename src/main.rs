//! The `mtlint` program.
use mtlint::{
    article::{Article, Input, plain},
    engine::{Linter, Settings},
    rule::{Catalogue, Certainty, prove::Prover},
    text::{Lang, LineIndex, identify},
};
use std::sync::Arc;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let catalogue = Catalogue::embedded();
    if args[0] == "test" {
        let prover = Prover::new(&catalogue);
        let mut bad = 0;
        for rule in &catalogue.rules {
            if args.len() > 1 && !rule.id.starts_with(&args[1]) {
                continue;
            }
            for f in prover.prove(rule) {
                println!("{f}");
                bad += 1;
            }
        }
        println!("{} rules, {bad} failures", catalogue.rules.len());
        return;
    }
    let mut settings = Settings::default();
    let mut lang = None;
    let mut files = vec![];
    let mut i = 1;
    while i < args.len() {
        match args[i].as_str() {
            "--lang" => {
                lang = Lang::new(&args[i + 1]);
                i += 1
            }
            "--certainty" => {
                settings.certainty = match args[i + 1].as_str() {
                    "possible" => Certainty::Possible,
                    _ => Certainty::Likely,
                };
                i += 1
            }
            "--select" => {
                settings.select.push(args[i + 1].clone());
                i += 1
            }
            "--format" => i += 1,
            "--no-config" => {}
            f => files.push(f.to_owned()),
        }
        i += 1;
    }
    let linter = Linter::new(catalogue, settings);
    let mut out = String::new();
    for f in files {
        let input = Input::decode(std::path::Path::new(&f), std::fs::read(&f).unwrap()).unwrap();
        let l = lang
            .clone()
            .or_else(|| identify(&input.text))
            .unwrap_or_else(Lang::unknown);
        let article = Article {
            target: plain::read(input.text.clone(), linter.profile(&l)),
            source: None,
        };
        let lines = LineIndex::new(&input.text);
        for x in linter.check(&article) {
            let (line, column) = lines.position(&input.text, x.span.lo());
            let fixes: Vec<_> = x.fixes.iter().map(|f| serde_json::json!({"title": f.title, "safety": f.safety.as_str(), "edits": f.edits.iter().map(|e| serde_json::json!({"start": e.span.start, "end": e.span.end, "text": e.text})).collect::<Vec<_>>()})).collect();
            out.push_str(&serde_json::json!({"file": f, "lang": l.as_str(), "rule": &*x.rule, "start": x.span.start, "end": x.span.end, "line": line, "column": column, "text": &input.text[x.span.range()], "message": x.message, "fixes": fixes}).to_string());
            out.push('\n');
        }
    }
    print!("{out}");
    let _ = Arc::new(0);
}
