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

#[test]
fn spellings_of_one_name_are_told_from_other_names() {
    let text = std::fs::read_to_string("fixtures/names/pairs.toml").unwrap();
    let pairs: Pairs = toml::from_str(&text).unwrap();
    let catalogue = Catalogue::embedded();
    let (mut accepted, mut merged, mut same, mut different) = (0, 0, 0, 0);
    let half = std::env::var("MTLINT_HALF").ok();
    for (at, pair) in pairs.pair.iter().enumerate() {
        if half.as_deref() == Some("even") && at % 2 == 1 || half.as_deref() == Some("odd") && at % 2 == 0 {
            continue;
        }
        let profile = catalogue.profile(&Lang::new(&pair.lang).unwrap());
        let likeness = likeness::names(profile.lexicon.sounds(), &pair.a, &pair.b);
        let taken = likeness >= Likeness::Variant;
        match pair.same {
            true => {
                same += 1;
                accepted += u32::from(taken)
            }
            false => {
                different += 1;
                merged += u32::from(taken)
            }
        }
        if taken != pair.same && at % 2 == 0 {
            println!(
                "{} {} | {} {likeness:?} ({})",
                if pair.same { "MISS " } else { "WRONG" },
                pair.a,
                pair.b,
                pair.of
            );
        }
    }
    println!("accepted {accepted} of {same}, wrongly merged {merged} of {different}");
}
