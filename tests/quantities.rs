//! Quantities as they are read in several languages, and conversions: right ones are silent whatever the unit and the
//! rounding, and those that are clearly off are found.

use std::fmt::Write;
use std::sync::LazyLock;

use mtlint::analysis::quantities::{self, Quantity, number};
use mtlint::article::{Article, Side, plain};
use mtlint::engine::{Finding, Linter, Settings};
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

fn findings(text: &str, lang: &str) -> Vec<Finding> {
    let lang = Lang::new(lang).unwrap();
    let article = Article::of(plain::read(text.into(), LINTER.profile(&lang)));
    LINTER.check(&article)
}

fn messages(text: &str, lang: &str) -> Vec<String> {
    findings(text, lang).into_iter().map(|finding| finding.message).collect()
}

/// Conversions in which the marked quantity is wrong.
const WRONG: &[(&str, &str)] = &[
    ("en", "The trail is 20 miles ([[50 km]]) long."),
    ("en", "It was 40C ([[90F]]) in the shade."),
    ("en", "The train ran at 160 km/h ([[80 mph]])."),
    ("en", "She is 5ft 10in ([[1.90 m]]) tall."),
    ("en", "He weighs 12 stone ([[90 kg]])."),
    ("en", "The park has 100 acres ([[60 hectares]])."),
    ("en", "The hall has 1,000 square metres ([[5,000 sq ft]])."),
    ("en", "The crack grew by 3 inches ([[30 cm]])."),
    ("en", "The tank holds 10 gallons ([[80 litres]])."),
    ("en", "It was a 5-mile ([[20-kilometer]]) walk."),
    ("en", "The night brought -10 °C ([[30 °F]])."),
    ("en", "The border is 20 miles, or [[50 km]], away."),
    ("en", "The border is 20 miles, or about [[50 km]], away."),
    ("en", "The border is 20 miles – about [[50 km]] – away."),
    ("en", "The border is 20 miles — [[50 km]] — away."),
    ("en", "They drove 20 miles/[[50 km]] in the dark."),
    ("en", "They drove 20 miles or about [[50 km]] in the dark."),
    ("en", "A walk of 5-10 miles ([[20-30 km]]) is planned."),
    ("en", "A walk of 5 to 10 miles ([[20 to 30 km]]) is planned."),
    ("en", "He stands 1.90 m ([[5 ft 10 in]]) tall."),
    ("en", "He stands 6 feet 2 inches ([[175 cm]]) tall."),
    ("en", "The baby weighed 7 lb 3 oz ([[4.2 kg]])."),
    ("en", "The boxer weighs 11 st 5 lb ([[85 kg]])."),
    ("en", "Winds of 120 mph ([[150 kph]]) hit the coast."),
    ("en", "It flies at 30,000 feet ([[6,000 metres]])."),
    ("en", "The fire burned 50,000 acres ([[35,000 hectares]])."),
    ("en", "The fire burned 2 million acres ([[8 million hectares]])."),
    ("en", "The flat has 80 square metres ([[560 square feet]])."),
    ("en", "They found 50 kilograms ([[150 pounds]]) of it."),
    ("en", "They found 200 pounds ([[130 kg]]) of it."),
    ("en", "It rose to 100 degrees Fahrenheit ([[45 degrees Celsius]])."),
    ("en", "It fell to 20 degrees Celsius ([[80 degrees Fahrenheit]])."),
    ("en", "The island covers 300 square miles ([[480 square km]])."),
    ("en", "Crude spilled: 1,000 barrels ([[59,000 litres]])."),
    ("en", "The ship lies 50 nautical miles ([[160 km]]) off the coast."),
    ("en", "The dog ran 100 yards ([[150 metres]])."),
    ("en", "The river rose 12 feet ([[4.5 m]]) in a day."),
    ("en", "It drove from 10 to 20 miles ([[80 km]]) a day."),
    ("de", "Bis zum Ort sind es 50 Kilometer ([[10 Meilen]])."),
    ("de", "Es waren 30 Grad Celsius ([[95 Grad Fahrenheit]])."),
    ("fr", "La ville est à 20 miles ([[50 km]]) de là."),
    ("fr", "Le parc couvre 100 acres, soit [[60 hectares]]."),
    ("es", "El pueblo está a 20 millas ([[50 km]]) de aquí."),
    ("pt", "A vila fica a 20 milhas ([[50 km]]) daqui."),
    ("it", "Il paese è a 20 miglia ([[50 km]]) da qui."),
    ("ru", "До города 20 миль ([[50 км]])."),
    ("uk", "До міста 20 миль ([[50 км]])."),
    ("pl", "Do miasta jest 20 mil ([[50 km]])."),
    ("cs", "Do města je to 20 mil ([[50 km]])."),
    ("nl", "Het dorp ligt op 20 mijl ([[50 km]]) afstand."),
    ("zh", "这里离城20英里（[[50公里]]）。"),
    ("zh", "农场有100英亩（[[60公顷]]）。"),
    ("ja", "町まで20マイル（[[50キロ]]）ある。"),
    ("ja", "体重は150ポンド（[[90キロ]]）だった。"),
];

/// Right conversions, rounded as news does.
const RIGHT: &[(&str, &str)] = &[
    ("en", "The trail is about 20 miles (30 km) long."),
    ("en", "The trail is 100 miles (160 km) long."),
    ("en", "He is 6 feet (1.8 m) tall."),
    ("en", "He is 6 feet (2 m) away."),
    ("en", "It is 3 feet (1 m) wide, 10 feet (3 m) high and 15 feet (5 m) deep."),
    ("en", "It is 1 m (3 ft) wide, 2 m (7 ft) high and 1 metre (1.1 yards) deep."),
    ("en", "It is 1 mile (2 km) away, 2 miles (3 km), 3 miles (5 km), 4 miles (6 km), 5 miles (8 km)."),
    ("en", "It is 10 miles (15 km) away, 15 miles (25 km), 25 miles (40 km), 30 miles (50 km), 300 miles (500 km)."),
    ("en", "It is 1 km (1 mile) away."),
    ("en", "It is 1 inch (2.5 cm) thick, 1 inch (3 cm) or 2 inches (5 cm) or 3 inches (7 cm)."),
    ("en", "The tank holds 10 gallons (38 litres) or 10 gallons (45 litres), and 5 gallons (20 litres)."),
    ("en", "The tank holds 1 pint (473 ml) or 1 pint (568 ml)."),
    ("en", "The ship is 12 miles (22 km) off, 24 miles (44 km) off, 200 miles (370 km) off."),
    ("en", "The ship is 12 nautical miles (22 km) off, making 20 knots (37 km/h), or 20 knots (23 mph)."),
    ("en", "It will be under 10 C (50 F), down by 10 C (18 F), up 1.5 C (2.7 F)."),
    ("en", "It was 20C (68F), then 30C (86F), 35C (95F), 40C (104F) and about 40C (100F)."),
    ("en", "It was -40C (-40F), -10 °C (14 °F), 5 degrees Celsius (41 Fahrenheit) and −18C (0F)."),
    ("en", "It was 5 to 10 degrees Celsius (41 to 50 degrees Fahrenheit) warm."),
    ("en", "A walk of 5-10 miles (8-16 km), 5–10 miles (8–16 km), or 5 to 10 miles (8 to 16 km)."),
    ("en", "A walk of 5 to 10 miles (up to 16 km), and 3-5 km (2-3 miles)."),
    ("en", "Some 2-3 million acres (1 million hectares) burned."),
    ("en", "It is 1 m (3 ft 3 in) wide, he is 178 cm (5 ft 10 in) or 5 ft 10 in (1.78 m) or 5ft 10in (178cm) tall."),
    ("en", "He is 6ft 2in (1.88m), 6'2\" (188 cm), 5 feet, 8 inches (173 centimeters), 6-foot-4 (193 cm)."),
    ("en", "It is 30 km (20 miles) from A and 50 km (30 miles) from B."),
    ("en", "He weighs 12 stone (76 kg), 11st 5lb (72kg), 168 pounds (76 kg), 15 stone 7 pounds (98.4 kg)."),
    ("en", "The baby weighed 7 lb 3 oz (3.26 kg), the parcel 8 ounces (225 g), the nugget 10 ounces (311 g)."),
    ("en", "The park has 100 acres (40 hectares), 1 acre (0.4 ha), 250 acres (100 hectares), 640 acres (2.6 sq km)."),
    (
        "en",
        "The hall has 1,000 square metres (10,764 sq ft), 1,000 square feet (93 square meters), 2,000 sq ft (190 sq m).",
    ),
    ("en", "The country covers 100,000 square kilometers (38,600 square miles), 10 sq miles (26 sq km)."),
    (
        "en",
        "The winds reached 160 km/h (100 mph), 75 mph (120 kph), 40 mph (60 km/h), 150 mph (240 km/h), 100 kph (62 mph).",
    ),
    ("en", "It flew at 30,000 feet (9,000 metres), 35,000 ft (10,700 m), 10,000 feet (3,048 meters)."),
    (
        "en",
        "They seized 50 kg (110 lb), 2.2 pounds (1 kg), 5 lb (2 kg), 1,000 pounds (450 kg), 200 pounds (90 kilograms).",
    ),
    ("en", "They mined 500 tons (450 tonnes), 500 tons (508 tonnes), 100 tons (220,000 pounds)."),
    ("en", "They pumped 1,000 barrels (159,000 litres), 42,000 gallons (159,000 liters)."),
    ("en", "It dug 2 billion cubic feet (57 million cubic metres)."),
    ("en", "The border is 20 miles, or about 30 km, away."),
    ("en", "The border is 20 miles – about 32 km – away."),
    ("en", "They drove 20 miles/32 km, 20 miles or about 32 km, in the dark."),
    ("en", "They drove 100km/h (60mph) and 1,500 km (930 miles)."),
    (
        "en",
        "They ran 26.2 miles (42.2 km), 13.1 miles (21 km), 1.5 miles (2.4 km), 0.5 miles (800 m), 0.6 miles (1 km).",
    ),
    ("en", "They ran the 5 km (3.1-mile) course and the 10-kilometre (6.2-mile) course."),
    ("en", "The dog ran 100 yards (90 metres), 50 yards (46 m), 10 yards (9 m)."),
    ("en", "The box is 3 by 4 m (10 by 13 ft), 3 m x 4 m (10 ft x 13 ft)."),
    ("en", "He ran 20 km (5 of them uphill), 5 km and 300 m (1,000 ft) of climbing."),
    ("en", "Rain: 4 inches (10 cm), 100 mm (4 inches), 8 in (20 cm), 12 in. (30 cm), 2.5 inches (6.4 centimeters)."),
    ("en", "It cost 2 million euros ($2.2 million), £1m ($1.3m) and 10 million pounds."),
    ("en", "It is over 1,000 feet (300 meters), nearly 2 miles (3 kilometers), almost 3,000 km (1,900 miles)."),
    ("en", "The ice is 1.2-1.5 m (4-5 ft) thick, the road 650 miles (1,050 km) long."),
    ("en", "The pit is 60m (197ft) deep, the tower 828 metres (2,717 feet) high, the hill 29,032 feet (8,849 meters)."),
    ("de", "Bis zum Ort sind es 50 Kilometer (30 Meilen), 10 bis 15 Kilometer (6 bis 9 Meilen)."),
    ("de", "Es waren 30 Grad Celsius (86 Grad Fahrenheit), 100 Pfund (50 Kilogramm) und 1 Zoll (2,54 Zentimeter)."),
    ("fr", "La ville est à 20 miles (32 km) de là, à 6 pieds (1,8 m) de profondeur."),
    ("fr", "Le parc couvre 100 acres, soit 40 hectares ; le vent souffle à 100 mph (160 km/h)."),
    ("es", "El pueblo está a 20 millas (32 km), a 30 millas (unos 50 kilómetros)."),
    ("pt", "A vila fica a 20 milhas (32 km), a 30 milhas (cerca de 50 quilômetros)."),
    ("it", "Il paese è a 20 miglia (32 km), a 30 miglia (circa 50 chilometri)."),
    ("ru", "До города 20 миль (32 км), до моря 10–15 миль (16–24 км), высота 6 футов (1,8 м)."),
    ("uk", "До міста 20 миль (32 км), висота 6 футів (1,8 м)."),
    ("pl", "Do miasta jest 20 mil (32 km), 100 akrów (40 hektarów)."),
    ("cs", "Do města je to 20 mil (32 km), 6 stop (1,8 metru)."),
    ("nl", "Het dorp ligt op 20 mijl (32 km), op 30 mijl (bijna 50 kilometer)."),
    ("sv", "Byn ligger 20 engelska mil (32 km) bort, 3 mil (30 kilometer) från kusten."),
    ("zh", "这里离城20英里（32公里），农场有100英亩（40公顷），长5至10英里（8至16公里）。"),
    ("ja", "町まで20マイル（32キロ）、体重は150ポンド（68キロ）、5～10マイル（8～16キロ）。"),
];

#[test]
fn wrong_conversions_are_found() {
    for (lang, marked) in WRONG {
        let text = marked.replace("[[", "").replace("]]", "");
        let start = marked.find("[[").unwrap();
        let spans: Vec<_> = findings(&text, lang).iter().map(|finding| finding.span.lo()).collect();
        assert_eq!(spans, [start], "{marked}");
    }
}

#[test]
fn right_conversions_are_silent() {
    for (lang, text) in RIGHT {
        assert_eq!(messages(text, lang), Vec::<String>::new(), "{text}");
    }
}

/// A unit of those that news converts, and one of another system of the same dimension.
fn pairs(units: &[Unit]) -> Vec<(&Unit, &Unit)> {
    let left_out = [Dimension::Temperature, Dimension::Money];
    let convertible = || units.iter().filter(|unit| !unit.factors.is_empty() && !left_out.contains(&unit.dimension));
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
        prop_assert_eq!(messages(&text(right), lang), Vec::<String>::new(), "{}", text(right));
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
