//! Spellings of names: pairs that are one name and pairs that are not, and how often the program and two older methods are
//! right about them.

use mtlint::analysis::names::likeness::{self, Likeness};
use mtlint::rule::Catalogue;
use mtlint::text::Lang;
use serde::Deserialize;

#[derive(Deserialize)]
struct Pairs {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
    same: bool,
    lang: String,
    of: String,
}

/// How often a method takes pairs for one name: of those that are, and of those that are not.
#[derive(Default)]
struct Score {
    accepted: usize,
    merged: usize,
}

impl Score {
    fn count(&mut self, same: bool, taken: bool) {
        *(if same { &mut self.accepted } else { &mut self.merged }) += usize::from(taken);
    }
}

#[test]
fn spellings_of_one_name_are_told_from_other_names() {
    let text = std::fs::read_to_string("fixtures/names/pairs.toml").unwrap();
    let pairs: Pairs = toml::from_str(&text).unwrap();
    let catalogue = Catalogue::embedded();
    let (mut ours, mut winkler) = (Score::default(), Score::default());
    let mut wrong = Vec::new();
    for pair in &pairs.pair {
        let profile = catalogue.profile(&Lang::new(&pair.lang).unwrap());
        let taken = likeness::names(profile.lexicon.sounds(), &pair.a, &pair.b) >= Likeness::Variant;
        ours.count(pair.same, taken);
        winkler.count(pair.same, strsim::jaro_winkler(&pair.a, &pair.b) >= 0.9);
        if taken != pair.same {
            wrong.push(format!("{} | {} ({}; {})", pair.a, pair.b, if pair.same { "one" } else { "two" }, pair.of));
        }
    }
    let same = pairs.pair.iter().filter(|pair| pair.same).count();
    let different = pairs.pair.len() - same;
    for (method, score) in [("mtlint", &ours), ("Jaro-Winkler 0.90", &winkler)] {
        println!(
            "{method}: {} of {same} spellings accepted, {} of {different} wrongly merged",
            score.accepted, score.merged
        );
    }
    println!("{}", wrong.join("\n"));
    assert!(ours.accepted * 100 >= same * 84, "{} of {same} accepted", ours.accepted);
    assert!(ours.merged * 100 <= different * 5, "{} of {different} merged", ours.merged);
}
