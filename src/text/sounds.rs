//! How names are spelled: the spellings that romanisations have for one sound, as the word files list them.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use super::words::NameTable;

/// Lists of spellings, one bit each.
pub type Lists = u128;

/// How many lists of spellings there may be: one bit is for each. Loading refuses more.
pub(super) const MOST_LISTS: usize = Lists::BITS as usize;

/// Spellings of sounds, and what goes with names.
#[derive(Debug, Default)]
pub struct Sounds {
    /// For each spelling, which lists it is in, the cheapest list in the lowest bit.
    by_spelling: FxHashMap<Box<[char]>, Lists>,
    /// What each list costs.
    costs: Vec<u8>,
    longest: usize,
    apart: FxHashSet<(String, String)>,
    together: FxHashMap<Vec<char>, Vec<u32>>,
    residues: Vec<Vec<char>>,
    particles: FxHashSet<String>,
    /// Longest first.
    endings: Vec<Vec<char>>,
    fleeting: Vec<char>,
    /// Longest first.
    possessives: Vec<String>,
    plurals: Vec<Vec<char>>,
    feminine: Vec<Vec<char>>,
    epicene: Vec<Vec<char>>,
    derived: Vec<Vec<char>>,
    alternations: Vec<Pair>,
    two: Vec<Pair>,
    cases: Vec<Pair>,
    /// Longest first.
    nominatives: Vec<Vec<char>>,
}

/// Two endings or letters that stand for each other.
type Pair = [Vec<char>; 2];

/// A word of a name in small letters, with the spellings of sounds in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// The letters.
    pub chars: Vec<char>,
    /// The same without diacritics.
    pub bare: Vec<char>,
    /// One bit for each letter without diacritics, of which there may be several.
    pub letters: u64,
    /// The lists of forms of one name that it is in.
    listed: Vec<u32>,
    /// At each letter the spellings that begin there: how many letters, and the lists that they are in.
    pub sounds: Vec<Vec<(usize, Lists)>>,
}

impl Spelled {
    /// Whether two words are listed as forms of one name.
    pub fn is_listed_with(&self, other: &Self) -> bool {
        self.listed.iter().any(|number| other.listed.contains(number))
    }
}

impl Sounds {
    pub(super) fn new<'a>(tables: impl Iterator<Item = &'a NameTable>) -> Self {
        let mut sounds = Self::default();
        let mut lists = Vec::new();
        for table in tables {
            lists.extend(&table.sounds);
            for names in &table.apart {
                for (at, one) in names.iter().enumerate() {
                    for other in names.iter().skip(at + 1) {
                        sounds.apart.insert((plain(one), plain(other)));
                        sounds.apart.insert((plain(other), plain(one)));
                    }
                }
            }
            for names in &table.together {
                let number = sounds.together.len() as u32;
                for name in names {
                    sounds.together.entry(plain(name).chars().collect()).or_default().push(number);
                }
            }
            for (all, endings) in [
                (&mut sounds.residues, &table.residues),
                (&mut sounds.endings, &table.endings),
                (&mut sounds.plurals, &table.plurals),
                (&mut sounds.feminine, &table.feminine),
                (&mut sounds.epicene, &table.epicene),
                (&mut sounds.derived, &table.derived),
                (&mut sounds.nominatives, &table.nominatives),
            ] {
                all.extend(endings.iter().map(|ending| ending.chars().collect::<Vec<char>>()));
            }
            for (all, pairs) in [
                (&mut sounds.alternations, &table.alternations),
                (&mut sounds.two, &table.two),
                (&mut sounds.cases, &table.cases),
            ] {
                all.extend(
                    pairs.iter().map(|pair| pair.each_ref().map(|ending| ending.chars().collect::<Vec<char>>())),
                );
            }
            sounds.fleeting.extend(table.fleeting.iter().flat_map(|vowel| vowel.chars()));
            sounds.possessives.extend(table.possessives.iter().cloned());
            sounds.particles.extend(table.particles.iter().map(|word| plain(word)));
        }
        lists.sort_by_key(|list| list.cost);
        for (bit, list) in lists.iter().enumerate().take(MOST_LISTS) {
            sounds.costs.push(list.cost);
            for spelling in &list.spellings {
                let spelling: Box<[char]> = spelling.chars().collect();
                sounds.longest = sounds.longest.max(spelling.len());
                *sounds.by_spelling.entry(spelling).or_default() |= 1 << bit;
            }
        }
        sounds.endings.sort_by_key(|ending| Reverse(ending.len()));
        sounds.nominatives.sort_by_key(|ending| Reverse(ending.len()));
        sounds.possessives.sort_by_key(|ending| Reverse(ending.len()));
        sounds
    }

    /// A word of a name, read.
    pub fn spelled(&self, word: &str) -> Spelled {
        let chars: Vec<char> = word
            .nfc()
            .filter(|c| !matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '´'))
            .flat_map(char::to_lowercase)
            // Russian writes the dots of ё or leaves them out.
            .map(|c| if c == 'ё' { 'е' } else { c })
            .collect();
        let bare: Vec<char> = chars.iter().map(|c| bare(*c)).collect();
        let letters = bare.iter().fold(0, |letters, c| letters | 1 << (u32::from(*c) % 64));
        let sounds = (0..chars.len()).map(|at| self.sounds_at(&chars, at)).collect();
        let listed = self.together.get(&bare).cloned().unwrap_or_default();
        Spelled { chars, bare, letters, listed, sounds }
    }

    fn sounds_at(&self, chars: &[char], at: usize) -> Vec<(usize, Lists)> {
        let ends = at + 1..=chars.len().min(at + self.longest);
        ends.filter_map(|end| Some((end - at, *self.by_spelling.get(&chars[at..end])?))).collect()
    }

    /// The lists that spellings are in which begin with a letter.
    pub fn lists_from(&self, first: char) -> Lists {
        self.by_spelling.iter().filter(|(spelling, _)| spelling[0] == first).fold(0, |all, (_, lists)| all | lists)
    }

    /// Whether a word is a form of a name that has forms in several languages.
    pub fn is_listed(&self, word: &str) -> bool {
        self.together.contains_key(&plain(word).chars().collect::<Vec<char>>())
    }

    /// What it costs to take a spelling for another that is in some of the same lists.
    pub fn cost(&self, common: Lists) -> u32 {
        self.costs.get(common.trailing_zeros() as usize).copied().map_or(u32::MAX, u32::from)
    }

    /// Whether two names are known to be different.
    pub fn are_apart(&self, one: &str, other: &str) -> bool {
        self.apart.contains(&(plain(one), plain(other)))
    }

    /// Whether one of two words is the other with a case ending of the language of the original.
    pub fn has_residue(&self, one: &[char], other: &[char]) -> bool {
        one.len().min(other.len()) > 3 && differ_by(&self.residues, one, other)
    }

    /// Whether a word inside a name is none itself.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(&plain(word))
    }

    /// What is left of a word without each ending that the language may have added, and the word itself.
    pub fn stems<'a>(&'a self, word: &'a [char]) -> impl Iterator<Item = &'a [char]> {
        let cut = self.endings.iter().filter_map(|ending| word.strip_suffix(ending.as_slice()));
        std::iter::once(word).chain(cut)
    }

    /// Whether a vowel comes and goes as the language adds endings.
    pub fn is_fleeting(&self, vowel: char) -> bool {
        self.fleeting.contains(&vowel)
    }

    /// A stem as it is before an ending that changes its letters, in each way in which the language may do so: a letter near its
    /// end is another.
    pub fn changed<'a>(&'a self, stem: &'a [char]) -> impl Iterator<Item = Vec<char>> {
        self.alternations.iter().filter_map(move |[from, to]| {
            let at = (stem.len().saturating_sub(4)..stem.len()).rev().find(|at| stem[*at..].starts_with(from))?;
            Some([&stem[..at], to, &stem[at + from.len()..]].concat())
        })
    }

    /// Whether words with the same stem have endings that are never those of one name.
    pub fn are_two(&self, one: &[char], other: &[char]) -> bool {
        let are = |one: &[char], other: &[char], pair: &Pair| one.ends_with(&pair[0]) && other.ends_with(&pair[1]);
        self.two.iter().any(|pair| are(one, other, pair) || are(other, one, pair))
    }

    /// Whether the second word is the first with a case ending of the language of the original.
    pub fn is_case_of(&self, name: &[char], word: &[char]) -> bool {
        let fits = |[ending, case]: &Pair| {
            let (Some(stem), Some(other)) = (name.strip_suffix(&**ending), word.strip_suffix(&**case)) else {
                return false;
            };
            // Behind a vowel nothing is added, and what is added to a family name of these is the ending of a woman's.
            stem == other
                && stem.len() > 2
                && !(ending.is_empty() && ends_in(&self.feminine, case) && takes_feminine(stem))
        };
        self.cases.iter().any(fits)
    }

    /// What is left of a word without the ending that the language of the original gives every word of a man's name.
    pub fn without_nominative<'a>(&self, word: &'a [char]) -> Option<&'a [char]> {
        self.nominatives.iter().find_map(|ending| word.strip_suffix(&**ending)).filter(|stem| stem.len() > 2)
    }

    /// A word without its possessive ending behind an apostrophe.
    pub fn without_possessive<'a>(&self, word: &'a str) -> &'a str {
        self.possessives.iter().find_map(|ending| word.strip_suffix(ending.as_str())).unwrap_or(word)
    }

    /// Whether one of two words is the plural or genitive of the other.
    pub fn differ_in_number(&self, one: &[char], other: &[char]) -> bool {
        differ_by(&self.plurals, one, other)
    }

    /// Whether a word may be a plural.
    pub fn is_plural(&self, word: &[char]) -> bool {
        ends_in(&self.plurals, word)
    }

    /// Whether one of two words is the name of a woman and the other that of a man: `Lavrov` and `Lavrova`.
    pub fn differ_in_gender(&self, one: &[char], other: &[char]) -> bool {
        ends_in(&self.feminine, one) != ends_in(&self.feminine, other)
            && !ends_in(&self.epicene, one)
            && !ends_in(&self.epicene, other)
    }

    /// Whether one of two words is made of the other: `German` and `Germany`.
    pub fn is_derived(&self, one: &[char], other: &[char]) -> bool {
        differ_by(&self.derived, one, other)
    }

    /// Whether the language adds endings to names.
    pub fn inflects(&self) -> bool {
        !self.endings.is_empty()
    }
}

/// Whether a stem is that of a Slavic family name that has a form for women.
fn takes_feminine(stem: &[char]) -> bool {
    matches!(
        stem,
        [.., 'o' | 'e' | 'y', 'v']
            | [.., 'i' | 'y', 'n']
            | [.., 's' | 'c', 'k']
            | [.., 'a' | 'e' | 'i' | 'o' | 'u' | 'y']
    )
}

fn ends_in(endings: &[Vec<char>], word: &[char]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether one of two words is the other with one of some endings.
fn differ_by(endings: &[Vec<char>], one: &[char], other: &[char]) -> bool {
    let (shorter, longer) = if one.len() < other.len() { (one, other) } else { (other, one) };
    longer.strip_prefix(shorter).is_some_and(|more| endings.iter().any(|ending| ending == more))
}

/// A word in small letters without diacritics.
fn plain(word: &str) -> String {
    word.nfc().flat_map(char::to_lowercase).map(bare).collect()
}

/// A letter without its diacritics.
fn bare(c: char) -> char {
    match c {
        c if c.is_ascii() => c,
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ø' => 'o',
        'ı' => 'i',
        c => std::iter::once(c).nfd().next().unwrap_or(c),
    }
}
