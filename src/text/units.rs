//! Units of measure and currencies by their names, and the words that multiply a number (`million`, `万`).
//!
//! Names and factors come from word files; nothing is converted here but one number to the SI and back.

use rustc_hash::FxHashMap;

use super::lexicon::Lexicon;
use super::script::Script;
use super::words::{Dimension, UnitTable, WordMistake};

/// The units of a language.
#[derive(Clone, Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    /// Names by their first character, in lower case, the longest first.
    names: FxHashMap<char, Vec<Name<UnitId>>>,
    /// Names with a part before the number.
    around: Vec<(Box<str>, Name<UnitId>)>,
    /// Symbols that may stand before the number, the longest first.
    before: Vec<(Box<str>, UnitId)>,
    scales: FxHashMap<char, Vec<Name<u8>>>,
    of: Vec<Name<()>>,
}

/// A unit, as an index into those of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitId(u16);

/// A unit of measure or a currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its code in the word files.
    pub code: Box<str>,
    /// What it measures.
    pub dimension: Dimension,
    /// Its symbol, or its first name.
    pub symbol: Box<str>,
    /// How many units of the SI one of it may be, the likeliest first; none: it cannot be converted.
    pub factors: Vec<f64>,
    /// What is added to a number before it is multiplied.
    pub offset: f64,
}

impl Unit {
    /// Whether one of this unit is several whole ones of another, as units of one system are: feet and inches.
    pub fn is_made_of(&self, other: &Self) -> bool {
        self.dimension == other.dimension
            && self.dimension != Dimension::Money
            && self.factors.first().zip(other.factors.first()).is_some_and(|(large, small)| {
                let ratio = large / small;
                ratio > 1.5 && (ratio / ratio.round() - 1.0).abs() < 1e-5
            })
    }

    /// A number of this unit, in the SI, by one of its factors.
    pub fn to_si(&self, number: f64, factor: f64) -> f64 {
        (number + self.offset) * factor
    }

    /// A number of the SI, in this unit, by one of its factors.
    pub fn of_si(&self, number: f64, factor: f64) -> f64 {
        number / factor - self.offset
    }
}

/// A name and what it means.
#[derive(Clone, Debug)]
struct Name<T> {
    /// In lower case, unless it is a symbol.
    text: Box<str>,
    /// Only in these very capitals.
    exact: bool,
    meaning: T,
}

/// What a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Length of the name in bytes.
    pub len: usize,
    /// What it names.
    pub unit: UnitId,
    /// What else it may name: a pound weighs and buys.
    pub other: Option<UnitId>,
}

/// The powers of ten that have classes of words, `scale.3` for thousands.
const SCALES: std::ops::RangeInclusive<u8> = 2..=15;

impl Units {
    /// The units that tables of word files give, the most general first, and the scales of a language: the words of the
    /// classes `scale.2` to `scale.15`, by the power of ten, and of `scale.of`, which join them to what is counted.
    ///
    /// # Errors
    /// The units of which no table says what they measure.
    pub(super) fn new<'a>(
        tables: impl IntoIterator<Item = (&'a String, &'a UnitTable)>,
        lexicon: &Lexicon,
    ) -> Result<Self, Vec<WordMistake>> {
        let mut merged: Vec<(&String, UnitTable)> = Vec::new();
        for (code, table) in tables {
            let Some((_, known)) = merged.iter_mut().find(|(known, _)| *known == code) else {
                merged.push((code, table.clone()));
                continue;
            };
            known.dimension = table.dimension.or(known.dimension);
            known.factor = table.factor.or(known.factor);
            known.offset = table.offset.or(known.offset);
            known.also.extend(&table.also);
            known.symbols.extend(table.symbols.iter().cloned());
            known.names.extend(table.names.iter().cloned());
        }
        let unknown = merged.iter().filter(|(_, table)| table.dimension.is_none()).map(|(code, _)| {
            let message = format!("of the unit “{code}” no word file says what it measures (`dimension`)");
            WordMistake::new(&["units", code], message)
        });
        let unknown: Vec<WordMistake> = unknown.collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let mut units = Self::default();
        for (code, table) in &merged {
            let Some(dimension) = table.dimension else { continue };
            if !(table.symbols.is_empty() && table.names.is_empty()) {
                units.add(code, table, dimension);
            }
        }
        units.before.sort_by_key(|(symbol, _)| std::cmp::Reverse(symbol.len()));
        for power in SCALES {
            for word in lexicon.class(&format!("scale.{power}")).into_iter().flat_map(|class| class.all_forms()) {
                push(&mut units.scales, Name { text: word.to_lowercase().into(), exact: false, meaning: power });
            }
        }
        let joints = lexicon.class("scale.of").into_iter().flat_map(|class| class.all_forms());
        units.of = joints.map(|word| Name { text: word.to_lowercase().into(), exact: false, meaning: () }).collect();
        units.names.values_mut().for_each(|names| longest_first(names));
        units.scales.values_mut().for_each(|names| longest_first(names));
        Ok(units)
    }

    fn add(&mut self, code: &str, table: &UnitTable, dimension: Dimension) {
        let id = UnitId(self.all.len() as u16);
        self.all.push(Unit {
            code: code.into(),
            dimension,
            symbol: table.symbols.first().or(table.names.first()).map_or(code, String::as_str).into(),
            factors: table.factor.into_iter().chain(table.also.iter().copied()).collect(),
            offset: table.offset.unwrap_or(0.0),
        });
        for symbol in &table.symbols {
            push(&mut self.names, Name { text: symbol.as_str().into(), exact: true, meaning: id });
            if dimension == Dimension::Money {
                self.before.push((symbol.as_str().into(), id));
            }
        }
        for name in &table.names {
            let name = name.to_lowercase();
            match name.split_once('…') {
                Some((before, after)) => {
                    self.around.push((before.into(), Name { text: after.into(), exact: false, meaning: id }));
                }
                None => push(&mut self.names, Name { text: name.into(), exact: false, meaning: id }),
            }
        }
    }

    /// Whether the language has no names of units.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// A unit.
    ///
    /// # Panics
    /// Never with an id of the same language.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.all[usize::from(id.0)]
    }

    /// All units.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.all.iter()
    }

    /// The unit whose name a text begins with; of several the longest name.
    pub fn after(&self, text: &str) -> Option<Named> {
        let names = self.names.get(&first(text)?)?;
        let (at, len) = names.iter().enumerate().find_map(|(at, name)| Some((at, name.len_in(text)?)))?;
        let others = names[at + 1..].iter().filter(|name| name.len_in(text) == Some(len)).map(|name| name.meaning);
        let unit = names[at].meaning;
        Some(Named { len, unit, other: others.into_iter().find(|other| *other != unit) })
    }

    /// The currency whose symbol a text ends with, and the length of the symbol in bytes.
    pub fn before(&self, text: &str) -> Option<(usize, UnitId)> {
        let ends = |symbol: &str| {
            let rest = text.strip_suffix(symbol)?;
            let apart = !symbol.starts_with(char::is_alphanumeric) || !rest.ends_with(char::is_alphanumeric);
            apart.then_some(symbol.len())
        };
        self.before.iter().find_map(|(symbol, unit)| Some((ends(symbol)?, *unit)))
    }

    /// The unit whose name stands before and after a number: the lengths of both parts in bytes.
    pub fn around(&self, before: &str, after: &str) -> Option<(usize, Named)> {
        self.around.iter().find_map(|(start, name)| {
            before.ends_with(&**start).then_some(())?;
            Some((start.len(), Named { len: name.len_in(after)?, unit: name.meaning, other: None }))
        })
    }

    /// The power of ten that a text begins with, and the length of its word in bytes.
    pub fn scale(&self, text: &str) -> Option<(usize, u8)> {
        let names = self.scales.get(&first(text)?)?;
        names.iter().find_map(|name| Some((name.len_in(text)?, name.meaning)))
    }

    /// The length in bytes of the word that joins a scale to what is counted (`de`, `d’`), where a text begins with one.
    pub fn of(&self, text: &str) -> Option<usize> {
        self.of.iter().find_map(|name| name.len_in(text))
    }
}

impl<T> Name<T> {
    /// How many bytes of a text are the name, where it begins with it and goes on with another word.
    fn len_in(&self, text: &str) -> Option<usize> {
        let mut rest = text.chars();
        let mut last = ' ';
        for wanted in self.text.chars() {
            let c = rest.next()?;
            let same = c == wanted
                || wanted == ' ' && c.is_whitespace()
                || wanted == '\'' && c == '’'
                || !self.exact && c.to_lowercase().eq(std::iter::once(wanted));
            if !same {
                return None;
            }
            last = wanted;
        }
        let next = rest.clone().next();
        (!next.is_some_and(|next| continues(last, next, rest.clone().nth(1)))).then(|| text.len() - rest.as_str().len())
    }
}

/// Whether a word or a compound unit goes on behind its last character. Words of scripts without spaces have no end that
/// could be seen, and Korean puts particles behind them.
fn continues(last: char, next: char, then: Option<char>) -> bool {
    let open = |c| Script::of(c).is_unspaced() || matches!(c, '가'..='힣');
    match next {
        '²' | '³' | '⁻' => true,
        '/' => !then.is_some_and(|c| c.is_numeric() || c.is_whitespace()),
        _ => last.is_alphanumeric() && next.is_alphanumeric() && !open(last),
    }
}

fn first(text: &str) -> Option<char> {
    text.chars().next().and_then(|c| c.to_lowercase().next())
}

fn push<T>(names: &mut FxHashMap<char, Vec<Name<T>>>, name: Name<T>) {
    if let Some(first) = first(&name.text) {
        names.entry(first).or_default().push(name);
    }
}

fn longest_first<T>(names: &mut [Name<T>]) {
    names.sort_by_key(|name| std::cmp::Reverse(name.text.len()));
}

#[cfg(test)]
mod tests {
    use super::super::words::WordFile;
    use super::*;

    const FILE: &str = r#"
[classes."scale.6"]
words = ["million", "millions"]
[units.km]
dimension = "length"
factor = 1000.0
symbols = ["km"]
names = ["kilometre", "kilometres"]
[units.km2]
dimension = "area"
symbols = ["km²"]
names = ["square kilometres", "kilometres carrés"]
[units.pound]
dimension = "mass"
factor = 0.45359237
names = ["pounds"]
[units.GBP]
dimension = "money"
symbols = ["£"]
names = ["pounds"]
[units.C]
dimension = "temperature"
factor = 1.0
offset = 273.15
names = ["摄氏…度"]
[units.m]
dimension = "length"
factor = 1.0
names = ["米"]
"#;

    fn lexicon() -> Lexicon {
        Lexicon::new([("en/words/units", &toml::from_str::<WordFile>(FILE).unwrap())]).unwrap()
    }

    #[test]
    fn the_longest_name_is_taken_and_no_part_of_a_word() {
        let lexicon = lexicon();
        let units = lexicon.units();
        let code = |text: &str| units.after(text).map(|named| units.unit(named.unit).code.to_string());
        assert_eq!(code("km away").as_deref(), Some("km"));
        assert_eq!(code("KILOMETRES").as_deref(), Some("km"));
        assert_eq!(code("km/12 miles").as_deref(), Some("km"));
        assert_eq!(code("square\u{a0}kilometres").as_deref(), Some("km2"));
        assert_eq!(code("kilometres carrés").as_deref(), Some("km2"));
        assert_eq!(code("米长").as_deref(), Some("m"));
        for text in ["kmart", "KM", "km/h", "km²h", "kilometrestone", ""] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_may_mean_two_things_and_stand_around_the_number() {
        let lexicon = lexicon();
        let units = lexicon.units();
        assert!(units.after("pounds").is_some_and(|named| named.other.is_some()));
        assert_eq!(units.before("cost US £").map(|(len, _)| len), Some(2));
        assert_eq!(units.around("昨天摄氏", "度。").map(|(len, named)| (len, named.len)), Some((6, 3)));
        assert_eq!(units.scale("Millions of"), Some((8, 6)));
    }

    #[test]
    fn a_unit_must_measure_something() {
        let file = toml::from_str::<WordFile>("[units.ell]\nnames = ['ell']").unwrap();
        let lexicon = Lexicon::new([("en/words/units", &file)]).unwrap();
        assert!(lexicon.check().iter().any(|mistake| mistake.path == ["units", "ell"]));
    }
}
