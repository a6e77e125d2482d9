//! Whether two names are spellings of one: the cheapest alignment of their letters, in which spellings of one sound cost
//! little, vowels more and other letters most.
//!
//! Similarity of strings alone cannot tell: of 66 variants and 55 pairs of different names no threshold of Jaro-Winkler
//! separates the two. After the method of the Joint Research Centre (Pouliquen and Steinberger 2009): rules on how spellings
//! vary first, and a threshold on what they leave.

use crate::text::sounds::{Sounds, Spelled};

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Different names.
    Different,
    /// They differ by a slip that two different names may as well differ by: only the article can tell.
    Close,
    /// Spellings of one name.
    Variant,
    /// One name as it stands, but for capitals, or for endings that the language adds.
    Same,
}

/// What letters cost. A spelling of the same sound has the cost of its list.
const DIACRITIC: u32 = 1;
const DOUBLED: u32 = 1;
const NEAR_VOWEL: u32 = 4;
const VOWEL: u32 = 9;
const SWAPPED: u32 = 7;
const ASPIRATE: u32 = 5;
const LOST_VOWEL: u32 = 7;
const OTHER: u32 = 12;

/// Letters of the longest word that is compared: no name is longer.
const LONGEST: usize = 40;

/// How alike two words of names are.
pub fn words(sounds: &Sounds, one: &Spelled, other: &Spelled) -> Likeness {
    within(sounds, one, other, 0)
}

/// Whether two words are one name as it stands.
pub fn is_same(sounds: &Sounds, one: &Spelled, other: &Spelled) -> bool {
    one.chars == other.chars || sounds.inflects() && same_stem(sounds, &one.chars, &other.chars)
}

/// Whether two words may be alike at all: at least half of the letters of one are letters of the other.
fn may_be_alike(one: &Spelled, other: &Spelled) -> bool {
    let fewer = one.letters.count_ones().min(other.letters.count_ones());
    2 * (one.letters & other.letters).count_ones() >= fewer
}

/// The same, where spellings may cost so much more.
fn within(sounds: &Sounds, one: &Spelled, other: &Spelled, more: u32) -> Likeness {
    if is_same(sounds, one, other) {
        return Likeness::Same;
    }
    if one.bare == other.bare || one.is_listed_with(other) || sounds.has_residue(&one.bare, &other.bare) {
        return Likeness::Variant;
    }
    let (shorter, longer) = sorted(one.chars.len(), other.chars.len());
    if longer > LONGEST
        || longer > shorter + shorter.div_ceil(2) + 2
        || !may_be_alike(one, other)
        || sounds.differ_in_gender(&one.bare, &other.bare)
        || sounds.is_derived(&one.bare, &other.bare)
    {
        return Likeness::Different;
    }
    let most = limit(shorter) + more;
    let cost = cost(sounds, one, other, most.max(OTHER + 1));
    if cost <= most {
        Likeness::Variant
    } else if shorter >= 4 && cost <= OTHER + 1 {
        Likeness::Close
    } else {
        Likeness::Different
    }
}

/// The most that spellings of a name of so many letters cost.
fn limit(letters: usize) -> u32 {
    match letters {
        0..=3 => 1,
        4 => 2,
        5 => 3,
        6 => 5,
        7 => 7,
        8..=9 => 8,
        10..=15 => 10,
        _ => 12,
    }
}

fn sorted(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

/// Whether two words are one, each with an ending of the language or without.
fn same_stem(sounds: &Sounds, one: &[char], other: &[char]) -> bool {
    if one.first() != other.first() || sounds.are_two(one, other) {
        return false;
    }
    let fleeting = |stem: &[char]| match stem {
        [start @ .., vowel, last] if sounds.is_fleeting(*vowel) && !is_vowel(*last) => [start, &[*last]].concat(),
        stem => stem.to_vec(),
    };
    let becomes =
        |stem: &[char], other: &[char]| fleeting(stem) == other || sounds.changed(stem).any(|changed| changed == other);
    let same = |stem: &[char], other: &[char]| {
        stem == other || stem[0] == other[0] && (becomes(stem, other) || becomes(other, stem))
    };
    let stems = |word: &[char]| -> Vec<Vec<char>> {
        sounds.stems(word).filter(|stem| stem.len() >= 3).map(<[char]>::to_vec).collect()
    };
    let others = stems(other);
    stems(one).iter().any(|stem| others.iter().any(|known| same(stem, known)))
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'ə'
            | 'ı'
            | 'а'
            | 'е'
            | 'и'
            | 'о'
            | 'у'
            | 'ы'
            | 'э'
            | 'ю'
            | 'я'
            | 'і'
            | 'є'
            | 'ї'
            | 'ё'
            | 'æ'
            | 'ø'
            | 'œ'
    )
}

/// Whether unstressed vowels or short ones are written as each other: not those from the far ends of the mouth.
fn is_near(a: char, b: char) -> bool {
    const NEAR: [[char; 2]; 10] = [
        ['a', 'e'],
        ['a', 'o'],
        ['e', 'i'],
        ['i', 'y'],
        ['o', 'u'],
        ['u', 'y'],
        ['а', 'о'],
        ['е', 'и'],
        ['о', 'у'],
        ['е', 'э'],
    ];
    NEAR.iter().any(|[one, other]| (*one, *other) == (a, b) || (*one, *other) == (b, a))
}

/// The cost of the cheapest alignment, or more than `most` where all cost more than that.
fn cost(sounds: &Sounds, one: &Spelled, other: &Spelled, most: u32) -> u32 {
    let (rows, columns) = (one.chars.len() + 1, other.chars.len() + 1);
    let mut costs = vec![u32::MAX; rows * columns];
    costs[0] = 0;
    for i in 0..rows {
        for j in 0..columns {
            let here = costs[i * columns + j];
            if here > most {
                continue;
            }
            let mut reach = |di: usize, dj: usize, cost: u32| {
                let there = &mut costs[(i + di) * columns + j + dj];
                *there = (*there).min(here + cost);
            };
            if i + 1 < rows {
                reach(1, 0, left_out(one, i));
            }
            if j + 1 < columns {
                reach(0, 1, left_out(other, j));
            }
            if i + 1 < rows && j + 1 < columns {
                reach(1, 1, letter(one, other, i, j));
                for (di, mine) in &one.sounds[i] {
                    for (dj, theirs) in &other.sounds[j] {
                        let common = mine & theirs;
                        if common != 0 {
                            reach(*di, *dj, sounds.cost(common));
                        }
                    }
                }
                let swapped = i + 2 < rows
                    && j + 2 < columns
                    && one.bare[i] == other.bare[j + 1]
                    && one.bare[i + 1] == other.bare[j]
                    && one.bare[i] != one.bare[i + 1];
                if swapped && i > 0 && rows > 6 && columns > 6 {
                    reach(2, 2, SWAPPED);
                }
                if i > 0 && rows > 8 && columns > 8 && are_swapped(&one.bare[i..], &other.bare[j..]) {
                    reach(3, 3, SWAPPED);
                }
            }
        }
    }
    costs[rows * columns - 1]
}

/// Whether two consonants around a vowel stand in each other's place: `kop`, `pok`.
fn are_swapped(one: &[char], other: &[char]) -> bool {
    let (Some([a, vowel, b]), Some(other)) = (one.first_chunk::<3>(), other.first_chunk::<3>()) else { return false };
    a != b && is_vowel(*vowel) && !is_vowel(*a) && !is_vowel(*b) && *other == [*b, *vowel, *a]
}

/// What it costs that a letter of one word is another one in the other.
fn letter(one: &Spelled, other: &Spelled, i: usize, j: usize) -> u32 {
    let (a, b) = (one.bare[i], other.bare[j]);
    match (is_vowel(a), is_vowel(b)) {
        _ if one.chars[i] == other.chars[j] => 0,
        _ if a == b => DIACRITIC,
        // The first letter and the last are not mistaken for others.
        (true, true) if i > 0 && j > 0 && i + 1 < one.chars.len() && j + 1 < other.chars.len() => {
            if is_near(a, b) {
                NEAR_VOWEL
            } else {
                VOWEL
            }
        }
        _ => OTHER,
    }
}

/// What it costs that one word has a letter that the other has not.
fn left_out(word: &Spelled, at: usize) -> u32 {
    let c = word.bare[at];
    let last = at + 1 == word.bare.len();
    match c {
        '-' | 'ь' | 'ъ' => 0,
        _ if at > 0 && word.bare[at - 1] == c && !last => DOUBLED,
        _ if at > 0 && word.bare[at - 1] == c => DOUBLED + 1,
        'h' => ASPIRATE,
        _ if is_vowel(c) && at > 0 && !last => LOST_VOWEL,
        _ => OTHER,
    }
}

/// How alike two whole names are: their words one by one, in the order of either, or joined.
pub fn names(sounds: &Sounds, one: &str, other: &str) -> Likeness {
    if sounds.are_apart(one, other) {
        return Likeness::Different;
    }
    let (a, b) = (parts(sounds, one), parts(sounds, other));
    let (first, second) = (read(sounds, &a), read(sounds, &b));
    let mut best = Likeness::Different;
    if first.len() == second.len() {
        if a.iter().zip(&b).any(|(one, other)| sounds.are_apart(one, other)) {
            return Likeness::Different;
        }
        let pairs = || first.iter().zip(&second);
        // Where several words are spelled in another way, it is another romanisation; one word alone may be another name.
        let differing = pairs().filter(|(one, other)| one.chars != other.chars).count();
        let more = if differing > 1 { 3 } else { 0 };
        best = pairs().map(|(one, other)| within(sounds, one, other, more)).min().unwrap_or(best);
        let in_order = |order: &mut dyn Iterator<Item = &Spelled>| {
            order.zip(&second).all(|(one, other)| words(sounds, one, other) >= Likeness::Variant)
        };
        let turned = (1..first.len()).any(|turn| in_order(&mut first.iter().cycle().skip(turn)));
        if best < Likeness::Variant
            && (turned
                || in_order(&mut first.iter().rev())
                || is_declined(sounds, &first, &second)
                || is_declined(sounds, &second, &first)
                || is_nominative_of(sounds, &first, &second)
                || is_nominative_of(sounds, &second, &first))
        {
            best = Likeness::Variant;
        }
    }
    let all = |name: &str| split(name).map(str::to_owned).collect::<Vec<String>>();
    let (whole, other_whole) = (all(one), all(other));
    let is_split_otherwise = whole.len() != other_whole.len() || one.contains('-') != other.contains('-');
    if best < Likeness::Variant && is_split_otherwise {
        let turned = |words: &[String]| [&words[1..], &words[..1]].concat().concat();
        let is = |one: &str, other: &str| words_of(sounds, one, other) >= Likeness::Variant;
        let joined = is(&a.concat(), &b.concat())
            || is(&whole.concat(), &other_whole.concat())
            || a.len() > 1 && is(&turned(&a), &b.concat())
            || b.len() > 1 && is(&a.concat(), &turned(&b));
        best = if joined { Likeness::Variant } else { best };
    }
    best
}

/// Whether every word of a name has a case ending of the original that the same word of the other has not: `Roberta Fica`. A
/// single word only with an ending that no other word has.
pub fn is_declined(sounds: &Sounds, declined: &[Spelled], name: &[Spelled]) -> bool {
    let long = |word: &Spelled, other: &Spelled| word.chars.len() > other.chars.len() + 1;
    declined.len() == name.len()
        && (declined.len() > 1 || declined.iter().zip(name).all(|(word, other)| long(word, other)))
        && declined.iter().zip(name).all(|(word, other)| sounds.is_case_of(&other.chars, &word.chars))
}

/// Whether every word of a name has the ending of the nominative in the original, and is the same word without it.
fn is_nominative_of(sounds: &Sounds, one: &[Spelled], other: &[Spelled]) -> bool {
    let is = |(one, other): (&Spelled, &Spelled)| {
        let stem: Option<String> = sounds.without_nominative(&one.chars).map(|stem| stem.iter().collect());
        stem.is_some_and(|stem| words(sounds, &sounds.spelled(&stem), other) >= Likeness::Variant)
    };
    one.len() > 1 && one.iter().zip(other).all(is)
}

fn words_of(sounds: &Sounds, one: &str, other: &str) -> Likeness {
    words(sounds, &sounds.spelled(one), &sounds.spelled(other))
}

/// The words of a name.
fn split(name: &str) -> impl Iterator<Item = &str> + Clone {
    name.split([' ', '-', '‐', '·', '.', '\u{A0}']).filter(|word| !word.is_empty())
}

/// The same, without the particles that come and go.
fn parts(sounds: &Sounds, name: &str) -> Vec<String> {
    let words = split(name);
    let kept: Vec<String> = words.clone().filter(|word| !sounds.is_particle(word)).map(str::to_owned).collect();
    if kept.is_empty() { words.map(str::to_owned).collect() } else { kept }
}

fn read(sounds: &Sounds, words: &[String]) -> Vec<Spelled> {
    words.iter().map(|word| sounds.spelled(word)).collect()
}
