//! Quantities as they are read in several languages, and conversions: right ones are silent whatever the unit and the
//! rounding, and those ten times off are found.

use std::fmt::Write;
use std::sync::LazyLock;

use mtlint::analysis::quantities::{self, Quantity, number};
use mtlint::article::{Article, Side, plain};
use mtlint::engine::{Linter, Settings};
use mtlint::rule::{Catalogue, Certainty};
use mtlint::text::Lang;
use mtlint::text::units::Unit;
use mtlint::text::words::Dimension;
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let mut catalogue = Catalogue::embedded();
    catalogue.rules.retain(|rule| ["any/number/conversion", "any/number/same-unit"].contains(&rule.id.as_str()));
    Linter::new(catalogue, Settings { certainty: Certainty::Possible, ..Settings::default() })
});

const LANGUAGES: &[&str] = &["en", "de", "fr", "es", "pt", "it", "ru", "uk", "pl", "cs", "nl", "sv", "ja", "zh"];

fn side(text: &str, lang: &str) -> Side {
    plain::read(text.into(), LINTER.profile(&Lang::new(lang).unwrap()))
}

/// Each quantity as its value, its unit in brackets, and `+` where it goes on with another one.
fn shown(text: &str, lang: &str) -> String {
    let side = side(text, lang);
    let mut shown = String::new();
    for quantity in quantities::read(&side) {
        let unit = |quantity: &Quantity| Some(side.profile.lexicon.units().unit(quantity.unit?).code.clone());
        let joined = if quantity.joined { "+" } else { "" };
        let _ = write!(shown, "{joined}{}", (quantity.value() * 1e6).round() / 1e6);
        let _ = write!(shown, "[{}] ", unit(&quantity).unwrap_or_default());
    }
    shown.trim_end().to_owned()
}

#[test]
fn quantities_are_read_by_the_conventions_of_each_language() {
    for (lang, text, expected) in [
        ("en", "It is 12 miles, 1,200.5 sq. ft and 3½ lbs.", "12[mile] 1200.5[square-foot] 3.5[pound]"),
        (
            "en",
            "A 3-metre wave, 112km/h, −5 °C, £2.5bn, US$3 million.",
            "3[m] 112[kmh] -5[celsius] 2500000000[GBP] 3000000[USD]",
        ),
        (
            "en",
            "10–12 km, 5 ft 10 inches, in 2024, the 5th, 4x4, 2.500 people",
            "10[] +12[km] 5[foot] +10[inch] 2024[] 2.5[]",
        ),
        ("de", "1.200 Quadratkilometer, 2,5 Mio. Euro, 38 Grad Celsius", "1200[km2] 2500000[EUR] 38[celsius]"),
        ("fr", "1 200 mètres carrés, 1,5 million d’hectares, 20 %", "1200[m2] 1500000[hectare] 20[percent]"),
        ("es", "3,5 millones de toneladas, 60 kilómetros por hora", "3500000[tonne] 60[kmh]"),
        ("pt", "2,4 bilhões de reais, R$ 500 mil", "2400000000[BRL] 500000[BRL]"),
        ("ru", "5 тыс. кв. км, 1,2 млрд долларов США, 70 миль в час", "5000[km2] 1200000000[USD] 70[mph]"),
        ("pl", "3 tys. hektarów, 20 proc., 5 mln zł", "3000[hectare] 20[percent] 5000000[PLN]"),
        ("zh", "5万平方公里，气温摄氏38度，时速100公里。", "50000[km2] 38[celsius] 100[kmh]"),
        ("ja", "3億5000万円、1億2000万5000人、時速60キロ、100メートル", "350000000[JPY] 120005000[] 60[kmh] 100[m]"),
        ("und", "5 km, 3 % und 20 kg", "5[km] 3[percent] 20[kg]"),
    ] {
        assert_eq!(shown(text, lang), expected, "{text}");
    }
}

fn findings(text: &str, lang: &str) -> Vec<String> {
    let lang = Lang::new(lang).unwrap();
    let article = Article::of(plain::read(text.into(), LINTER.profile(&lang)));
    LINTER.check(&article).into_iter().map(|finding| finding.message).collect()
}

/// A unit of those that news converts, and one of another system of the same dimension.
fn pairs(units: &[Unit]) -> Vec<(&Unit, &Unit)> {
    let convertible =
        || units.iter().filter(|unit| !unit.factors.is_empty() && unit.dimension != Dimension::Temperature);
    let apart = |a: &Unit, b: &Unit| {
        let ratio = (a.factors[0] / b.factors[0]).max(b.factors[0] / a.factors[0]);
        ratio < 100.0 && !a.is_made_of(b) && !b.is_made_of(a) && a.code != b.code
    };
    let pairs = convertible().flat_map(|a| convertible().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a.dimension == b.dimension && apart(a, b)).collect()
}

/// A number in as many digits as are asked for.
fn rounded(value: f64, digits: i32, side: &Side) -> String {
    let place = digits - 1 - value.log10().floor() as i32;
    let unit = 10_f64.powi(-place);
    let value = if place < 0 { (value / unit).round() * unit } else { value };
    number::write(value, usize::try_from(place).unwrap_or(0), &side.profile)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn right_conversions_are_silent_and_those_ten_times_off_are_found(
        at in any::<prop::sample::Index>(),
        lang in prop::sample::select(LANGUAGES),
        whole in 11..2000_u32,
        digits in 2..4_i32,
        power in 0..2_u8,
    ) {
        let empty = side("", lang);
        let units: Vec<Unit> = empty.profile.lexicon.units().iter().cloned().collect();
        let pairs = pairs(&units);
        prop_assume!(!pairs.is_empty());
        let (one, other) = pairs[at.index(pairs.len())];
        let value = f64::from(whole) / 10_f64.powi(i32::from(power));
        let right = other.of_si(one.to_si(value, one.factors[0]), other.factors[0]);
        let given = number::write(value, usize::from(power), &empty.profile);
        let text = |converted: f64| {
            let text = rounded(converted, digits, &empty);
            // Names with a part before the number are left to the table above.
            format!("{given} {} ({text} {}) x.", one.symbol, other.symbol)
        };
        prop_assume!(!one.symbol.contains('…') && !other.symbol.contains('…'));
        prop_assert_eq!(findings(&text(right), lang), Vec::<String>::new(), "{}", text(right));
        for wrong in [text(right * 10.0), text(right / 10.0)] {
            prop_assert_eq!(findings(&wrong, lang).len(), 1, "{}: {}", lang, wrong);
        }
    }

    #[test]
    fn quantities_of_any_text_lie_in_it_in_order_and_on_character_borders(text in messy(), lang in prop::sample::select(LANGUAGES)) {
        let side = side(&text, lang);
        let quantities = quantities::read(&side);
        for quantity in &quantities {
            for span in [quantity.span, quantity.figures, quantity.scale, quantity.unit_span] {
                prop_assert!(text.get(span.range()).is_some());
            }
            prop_assert!(quantity.span.contains(quantity.figures) && quantity.number.value >= 0.0);
        }
        prop_assert!(quantities.windows(2).all(|pair| pair[0].figures.hi() <= pair[1].figures.lo()));
        findings(&text, lang);
    }
}

/// Numbers, units and what stands between them, in any order.
fn messy() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "12",
        "5,000",
        "1.200",
        "3½",
        "½",
        "0",
        "000",
        "٣",
        "５",
        "万",
        "1,5",
        "5km",
        "7'",
        "9999999999999999",
        " ",
        " ",
        " ",
        "-",
        "–",
        "−",
        "(",
        ")",
        "（",
        "）",
        "/",
        ", or ",
        " or ",
        " about ",
        "\u{A0}",
        "\n",
        "km",
        "miles",
        "°C",
        "°F",
        "° C",
        "C",
        "摄氏",
        "度",
        "公里",
        "million",
        "Mio.",
        "тыс.",
        "кв. км",
        "d’",
        "de",
        "$",
        "US$",
        "€",
        "%",
        "e\u{301}",
        "²",
        "İ",
        "🙂",
        "square feet",
        ".",
    ]);
    prop_oneof![4 => prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat()), 1 => "(?s).{0,40}"]
}
