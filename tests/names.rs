//! Spellings of names: pairs that are one name and pairs that are not, and how often the program and two older methods are
//! right about them.

use std::cell::OnceCell;

use mtlint::analysis::names::likeness::{self, Likeness};
use mtlint::rule::Catalogue;
use mtlint::text::Lang;
use rphonetic::{DaitchMokotoffSoundex, DaitchMokotoffSoundexBuilder};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

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
    /// Written after the tables were, and never looked at when they are changed.
    #[serde(default)]
    held: bool,
}

/// How often a method takes pairs for one name: of those that are, and of those that are not.
#[derive(Clone, Copy, Default)]
struct Score {
    accepted: usize,
    merged: usize,
}

impl Score {
    fn count(&mut self, same: bool, taken: bool) {
        *(if same { &mut self.accepted } else { &mut self.merged }) += usize::from(taken);
    }
}

/// The methods that are compared, ours first.
const METHODS: [&str; 3] = ["mtlint", "Jaro-Winkler 0.90", "Daitch-Mokotoff"];

/// The scores of all methods on some pairs, and the pairs that ours is wrong about.
struct Run {
    same: usize,
    different: usize,
    scores: [Score; 3],
    wrong: Vec<String>,
}

impl Run {
    fn over<'a>(catalogue: &Catalogue, pairs: impl Iterator<Item = &'a Pair>) -> Self {
        let mut run = Self { same: 0, different: 0, scores: [Score::default(); 3], wrong: Vec::new() };
        let soundex = OnceCell::new();
        for pair in pairs {
            let profile = catalogue.profile(&Lang::new(&pair.lang).unwrap());
            let ours = likeness::names(profile.lexicon.sounds(), &pair.a, &pair.b) >= Likeness::Variant;
            let winkler = strsim::jaro_winkler(&pair.a, &pair.b) >= 0.9;
            let soundex = soundex.get_or_init(|| DaitchMokotoffSoundexBuilder::default().build().unwrap());
            let codes = [codes(soundex, &pair.a), codes(soundex, &pair.b)];
            let sounds = codes[0].iter().any(|code| codes[1].contains(code));
            for (score, taken) in run.scores.iter_mut().zip([ours, winkler, sounds]) {
                score.count(pair.same, taken);
            }
            *(if pair.same { &mut run.same } else { &mut run.different }) += 1;
            if ours != pair.same {
                let kind = if pair.same { "one" } else { "two" };
                run.wrong.push(format!("{} | {} ({kind}; {})", pair.a, pair.b, pair.of));
            }
        }
        run
    }

    fn print(&self, title: &str) {
        println!("{title}: {} spellings of one name, {} pairs of names", self.same, self.different);
        for (method, score) in METHODS.iter().zip(&self.scores) {
            println!(
                "  {method:<18} {:5.1} % accepted, {:5.1} % wrongly merged",
                percent(score.accepted, self.same),
                percent(score.merged, self.different)
            );
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "hundreds")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

/// The codes of a name by the method of Daitch and Mokotoff, which knows Latin letters only: none of names in others.
fn codes(soundex: &DaitchMokotoffSoundex, name: &str) -> Vec<String> {
    let letters: String = name.nfd().filter(char::is_ascii_alphabetic).collect();
    if letters.is_empty() {
        return Vec::new();
    }
    soundex.soundex(&letters).split('|').map(str::to_owned).collect()
}

fn read(path: &str) -> Vec<Pair> {
    toml::from_str::<Pairs>(&std::fs::read_to_string(path).unwrap()).unwrap().pair
}

#[test]
fn spellings_of_one_name_are_told_from_other_names() {
    let catalogue = Catalogue::embedded();
    let (first, later) = (read("fixtures/names/pairs.toml"), read("fixtures/names/later.toml"));
    let held = Run::over(&catalogue, later.iter().filter(|pair| pair.held));
    let seen = Run::over(&catalogue, first.iter().chain(&later).filter(|pair| !pair.held));
    seen.print("pairs that were looked at");
    held.print("pairs held out");
    println!("{}", seen.wrong.join("\n"));
    let [ours, ..] = seen.scores;
    assert!(ours.accepted * 100 >= seen.same * 90, "{} of {} accepted", ours.accepted, seen.same);
    assert!(ours.merged * 100 <= seen.different * 3, "{} of {} merged", ours.merged, seen.different);
}
