//! Names across the articles of a run: what each article says of them is kept in a few words, and when all have been read it is
//! judged which are spellings of one.
//!
//! Two articles may be about two people, so more is asked than within one: a name in full must agree in every word, a surname
//! alone needs what its owner is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::likeness::{self, Likeness};
use super::{Ground, Mention, alike, ground};
use crate::analysis::Analysed;
use crate::article::{Elsewhere, Side, Spelling, Spellings};
use crate::certainty::Certainty;
use crate::text::people::{Gender, Role};
use crate::text::sounds::Spelled;
use crate::text::token::folded;
use crate::text::{Lang, LineIndex, Norm, Profile, TokenKind};

/// Names that are kept of a run: some 150 MB, and three seconds to compare.
pub const MOST: usize = 50_000;
/// Articles, places and words for what somebody is that are kept of a name.
const KEPT: usize = 8;
/// Places that a finding shows.
const SHOWN: usize = 8;
/// Names that one is compared with at most: of those that share a word or begin alike.
const MOST_COMPARED: usize = 2000;
/// A word with so many letters or less is not told from other words by itself.
const LONG: usize = 6;

/// A name as one article has it, or many.
#[derive(Clone, Debug)]
struct Named {
    words: Vec<Arc<str>>,
    mentions: usize,
    articles: usize,
    /// The first few places, and articles by the hash of their names, in order.
    places: BTreeSet<Elsewhere>,
    seen_in: BTreeSet<u64>,
    /// What its owner is said to be: `mayor`, `minister`.
    roles: BTreeSet<Norm>,
    genders: BTreeSet<bool>,
    /// Whether it is somewhere that of another one's relation.
    relation: bool,
}

/// The names of one article.
#[derive(Debug)]
pub struct Names(BTreeMap<String, Named>);

/// The names of a run, by language.
#[derive(Debug)]
pub struct Run {
    most: usize,
    number: usize,
    /// How many names were forgotten because there were too many.
    forgotten: usize,
    by_lang: BTreeMap<Lang, FxHashMap<String, Named>>,
}

/// Words of a name as it is looked up.
pub fn key(words: &[&str]) -> String {
    words.iter().map(|word| folded(word)).collect::<Vec<_>>().join(" ")
}

/// The names of an article that goes by a name: of two words or more, and single ones that are not part of those.
pub fn read(article: &Analysed<'_>, file: &str) -> Names {
    let side = article.target();
    let (file, lines): (Arc<str>, _) = (file.into(), LineIndex::new(&side.text));
    let seen_in = FxBuildHasher.hash_one(&file);
    let mut names: BTreeMap<String, Named> = BTreeMap::new();
    let introduced: BTreeSet<&str> = article
        .names()
        .iter()
        .filter(|mention| mention.parts.len() > 1)
        .flat_map(|mention| mention.parts.iter().map(|part| side.str(*part)))
        .collect();
    for mention in article.names() {
        let words: Vec<&str> = mention.parts.iter().map(|part| side.str(*part)).collect();
        if words.len() == 1 && (mention.leads || introduced.contains(words[0]) || words[0].chars().count() < 4) {
            continue;
        }
        let entry = names.entry(key(&words)).or_insert_with(|| Named {
            words: words.iter().map(|word| Arc::from(*word)).collect(),
            mentions: 0,
            articles: 1,
            places: BTreeSet::new(),
            seen_in: BTreeSet::from([seen_in]),
            roles: BTreeSet::new(),
            genders: BTreeSet::new(),
            relation: false,
        });
        entry.mentions += 1;
        if entry.places.is_empty() {
            let (line, column) = lines.position(&side.text, mention.parts[0].lo());
            let text = words.join(" ").into();
            entry.places.insert(Elsewhere { file: Arc::clone(&file), line, column, text });
        }
        around(side, mention, entry);
    }
    Names(names)
}

/// Adds what stands around a name: `the mayor, Ana Pons`, `Ana Pons, the mayor of`, `his cousin Ana Pons`.
fn around(side: &Side, mention: &Mention, named: &mut Named) {
    const NEAR: usize = 4;
    let (people, lexicon) = (side.profile.lexicon.people(), &side.profile.lexicon);
    let first = side.token_at(mention.parts[0].lo());
    let stop = |mark: Option<char>| mark.is_some_and(|mark| !matches!(mark, ',' | '.' | '-' | '(' | ')'));
    let before = side.tokens[..first].iter().rev().take_while(|token| !stop(token.mark()));
    let before: Vec<_> = before.filter(|token| token.kind == TokenKind::Word).take(NEAR).collect();
    let after = side.tokens[mention.next..].iter().filter(|token| token.kind != TokenKind::Space);
    let apposed = after.clone().next().is_some_and(|token| matches!(token.mark(), Some(',' | '(')));
    let after = after.skip(1).take_while(|token| token.kind == TokenKind::Word).take(if apposed { NEAR } else { 0 });
    for token in before.iter().copied().chain(after) {
        let is_in = |name: &str| {
            lexicon.class(name).is_some_and(|class| class.members(token.norm, side.word(token)).next().is_some())
        };
        // A person may be anybody.
        let noun = || matches!(people.role(token), Some(Role::Noun(_))) && !is_in("person") && !is_in("anybody");
        if named.roles.len() < KEPT && (is_in("office") || noun()) {
            named.roles.insert(token.norm);
        }
    }
    let title = before.first().and_then(|token| people.title(token));
    let told = title.or_else(|| people.first_name(&named.words[0]).filter(|_| named.words.len() > 1));
    named.genders.extend(told.map(|gender| gender == Gender::Woman));
    let relation = lexicon.class("relation");
    named.relation |= before
        .iter()
        .take(2)
        .any(|token| relation.is_some_and(|class| class.members(token.norm, side.word(token)).next().is_some()));
}

impl Default for Run {
    fn default() -> Self {
        Self::of_at_most(MOST)
    }
}

impl Run {
    /// A run of which at most so many names are kept.
    pub fn of_at_most(most: usize) -> Self {
        Self { most, number: 0, forgotten: 0, by_lang: BTreeMap::new() }
    }

    /// Adds the names of an article in a language. Where there are too many, those go that the fewest articles have.
    pub fn add(&mut self, lang: &Lang, names: Names) {
        let known = self.by_lang.entry(lang.to_base()).or_default();
        let before = known.len();
        for (key, named) in names.0 {
            match known.entry(key) {
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(named);
                }
                std::collections::hash_map::Entry::Occupied(mut there) => there.get_mut().join(named),
            }
        }
        self.number += known.len() - before;
        if self.number > self.most {
            self.forget();
        }
    }

    /// How many names were forgotten because there were too many.
    pub fn forgotten(&self) -> usize {
        self.forgotten
    }

    /// Drops a quarter of what is kept: what the fewest articles have, of equals by a hash, so that no letter is preferred.
    fn forget(&mut self) {
        let weight = |key: &str, named: &Named| (named.articles, named.mentions, FxBuildHasher.hash_one(key));
        let mut weights: Vec<_> = self.by_lang.values().flatten().map(|(key, named)| weight(key, named)).collect();
        let drop = self.number - self.most * 3 / 4;
        weights.sort_unstable();
        let least = weights[drop.min(weights.len() - 1)];
        for names in self.by_lang.values_mut() {
            names.retain(|key, named| weight(key, named) >= least);
        }
        let left = self.by_lang.values().map(FxHashMap::len).sum();
        self.forgotten += self.number - left;
        self.number = left;
    }

    /// The languages of the articles.
    pub fn langs(&self) -> impl Iterator<Item = &Lang> {
        self.by_lang.keys()
    }

    /// The names of a language that are spelled in another way than most. The order of the articles changes nothing.
    pub fn spellings(&self, lang: &Lang, profile: &Profile) -> Spellings {
        let Some(names) = self.by_lang.get(&lang.to_base()) else { return Spellings::default() };
        Judge::new(names, profile).spellings()
    }
}

impl Named {
    fn join(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.articles += other.articles;
        self.relation |= other.relation;
        self.genders.extend(other.genders);
        self.places.extend(other.places);
        self.seen_in.extend(other.seen_in);
        self.roles.extend(other.roles);
        while self.places.len() > SHOWN {
            self.places.pop_last();
        }
        while self.seen_in.len() > KEPT {
            self.seen_in.pop_last();
        }
        while self.roles.len() > KEPT {
            self.roles.pop_last();
        }
        // Of several capitals the one that stands first.
        if let Some(first) = self.places.first() {
            self.words = first.text.split(' ').map(Arc::from).collect();
        }
    }
}

/// All names of a language, prepared for comparison, in order of their keys.
struct Judge<'a> {
    profile: &'a Profile,
    names: Vec<(&'a str, &'a Named, Vec<Spelled>)>,
}

impl<'a> Judge<'a> {
    fn new(names: &'a FxHashMap<String, Named>, profile: &'a Profile) -> Self {
        let sounds = profile.lexicon.sounds();
        let spelled = |named: &Named| named.words.iter().map(|word| sounds.spelled(word)).collect();
        let mut names: Vec<_> = names.iter().map(|(key, named)| (key.as_str(), named, spelled(named))).collect();
        names.sort_unstable_by_key(|(key, ..)| *key);
        Self { profile, names }
    }

    fn spellings(&self) -> Spellings {
        // Of each name the one that it gives way to, the best of several.
        let mut right: BTreeMap<usize, (Certainty, usize)> = BTreeMap::new();
        self.each_pair(|one, other| {
            let Some(certainty) = self.are_one(one, other) else { return };
            let (wrong, kept) = if self.is_before(one, other) { (other, one) } else { (one, other) };
            let better = |(known, best): &(Certainty, usize)| {
                certainty > *known || certainty == *known && *best != kept && self.is_before(kept, *best)
            };
            if right.get(&wrong).is_none_or(better) {
                right.insert(wrong, (certainty, kept));
            }
        });
        let mut spellings = Spellings::default();
        for (wrong, (certainty, kept)) in &right {
            let mut root = *kept;
            for _ in 0..right.len() {
                match right.get(&root) {
                    Some((_, next)) if self.length(*next) >= self.length(*wrong) => root = *next,
                    _ => break,
                }
            }
            let (key, named, spelled) = &self.names[*wrong];
            let (_, kept, right) = &self.names[root];
            let from = right.len() - spelled.len();
            // What differs by an ending of the language stays as it is.
            let sounds = self.profile.lexicon.sounds();
            let word = |at: usize| {
                let same = likeness::is_same(sounds, &spelled[at], &right[from + at]);
                Arc::clone(if same { &named.words[at] } else { &kept.words[from + at] })
            };
            let words = (0..spelled.len()).map(word).collect();
            let places = self.names[root].1.places.iter().cloned().collect();
            spellings.insert((*key).to_owned(), Spelling { words, certainty: *certainty, places });
        }
        spellings
    }

    fn length(&self, at: usize) -> usize {
        self.names[at].2.len()
    }

    /// Hands over names that may be one, some twice: as many words of which one is the same or all begin alike, or a surname
    /// and a name in full whose last words begin alike.
    fn each_pair(&self, mut take: impl FnMut(usize, usize)) {
        let mut alike: FxHashMap<(usize, String), Vec<usize>> = FxHashMap::default();
        let mut ends: FxHashMap<char, [Vec<usize>; 2]> = FxHashMap::default();
        for (at, (_, _, words)) in self.names.iter().enumerate() {
            for (number, word) in words.iter().enumerate() {
                let same = format!("{number}{}", word.bare.iter().collect::<String>());
                alike.entry((words.len(), same)).or_default().push(at);
            }
            let begins: String = words.iter().filter_map(|word| word.bare.first()).collect();
            alike.entry((words.len(), begins)).or_default().push(at);
            if let Some(first) = words.last().and_then(|word| word.bare.first()) {
                ends.entry(*first).or_default()[usize::from(words.len() > 1)].push(at);
            }
        }
        let mut within = |one: usize, others: &[usize]| {
            for other in others.iter().take(MOST_COMPARED).filter(|other| self.may_be_one(one, **other)) {
                take(one, *other);
            }
        };
        for names in alike.values() {
            names.iter().enumerate().for_each(|(place, one)| within(*one, &names[place + 1..]));
        }
        for [short, full] in ends.values() {
            // Without an office a surname alone is nobody's.
            short.iter().filter(|one| !self.names[**one].1.roles.is_empty()).for_each(|one| within(*one, full));
        }
    }

    /// A quick look: as many words, or a surname and a name in full; the last words have letters in common and are about as long.
    fn may_be_one(&self, one: usize, other: usize) -> bool {
        let (first, second) = (&self.names[one].2, &self.names[other].2);
        let shape = first.len() == second.len() || first.len() == 1 || second.len() == 1;
        let near = |one: &Spelled, other: &Spelled| {
            let fewer = one.letters.count_ones().min(other.letters.count_ones());
            one.chars.len().abs_diff(other.chars.len()) < 6 && 2 * (one.letters & other.letters).count_ones() >= fewer
        };
        shape && first.iter().rev().zip(second.iter().rev()).all(|(one, other)| near(one, other))
    }

    /// How sure it is that two names are one person's, or that of one thing.
    fn are_one(&self, one: usize, other: usize) -> Option<Certainty> {
        let ((_, one, first), (_, other, second)) = (&self.names[one], &self.names[other]);
        // Where an article has both, it is about two; or its own findings say what there is to be said.
        if one.seen_in.intersection(&other.seen_in).next().is_some() || one.relation || other.relation {
            return None;
        }
        if !one.genders.is_empty() && !other.genders.is_empty() && one.genders.is_disjoint(&other.genders) {
            return None;
        }
        let likeness: Vec<Likeness> =
            first.iter().rev().zip(second.iter().rev()).map(|(one, other)| alike(self.profile, one, other)).collect();
        let sounds = self.profile.lexicon.sounds();
        let number = |(one, other): (&Spelled, &Spelled)| sounds.differ_in_number(&one.bare, &other.bare);
        if first.iter().rev().zip(second.iter().rev()).any(number)
            || likeness.iter().all(|likeness| *likeness == Likeness::Same)
        {
            return None;
        }
        let roles = !one.roles.is_disjoint(&other.roles);
        let spelled = likeness.iter().all(|likeness| *likeness >= Likeness::Variant);
        let slip = likeness.first() == Some(&Likeness::Close)
            && likeness.len() > 1
            && likeness[1..].iter().all(|likeness| *likeness == Likeness::Same);
        match (first.len(), second.len()) {
            (1, 1) => {
                // A single word is a place, or anything: only the same letters are told from those of another one.
                let letters = |word: &Spelled| word.bare.iter().filter(|c| **c != '-').copied().collect::<Vec<_>>();
                let long = first[0].chars.len() > LONG;
                let same = letters(&first[0]) == letters(&second[0]);
                (spelled && same && long && !self.profile.noun_capitals).then_some(Certainty::Possible)
            }
            (1, _) | (_, 1) => (spelled && roles).then_some(Certainty::Possible),
            _ if spelled => {
                let person = self.is_person(one) || self.is_person(other) || !self.profile.noun_capitals;
                // A Sara and a Sarah of one surname may be two.
                let agree = roles || likeness[1..].iter().all(|likeness| *likeness == Likeness::Same);
                person.then_some(if agree { Certainty::Likely } else { Certainty::Possible })
            }
            _ => (slip && roles).then_some(Certainty::Possible),
        }
    }

    fn is_person(&self, named: &Named) -> bool {
        self.profile.lexicon.people().first_name(&named.words[0]).is_some()
    }

    /// Whether of two spellings the first is the one to keep: the glossary has it, the house style, it is the public name, more
    /// speaks for it, and of equals the one that comes first in the alphabet, so that the order of the articles does not count.
    fn is_before(&self, one: usize, other: usize) -> bool {
        let weight = |at: usize, beside: usize| {
            let (_, named, _) = &self.names[at];
            let with = &self.names[beside].1.words;
            let words = &named.words;
            let differs = words.iter().rev().zip(with.iter().rev()).position(|(one, other)| one != other);
            let word = &words[words.len() - 1 - differs.unwrap_or(0)];
            let ground: Ground = ground(self.profile, (&words.join(" "), word), |_| false);
            // A name in full is introduced, a surname alone is not.
            (words.len() > 1 || with.len() == 1, ground, named.mentions, named.articles, Reverse(at))
        };
        weight(one, other) > weight(other, one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, plain};
    use crate::text::Languages;

    fn run(most: usize, articles: &[(&str, &str)]) -> (Run, Profile) {
        let lang = Lang::new("en").unwrap();
        let profile = Arc::new(Languages::default().profile(&lang));
        let mut run = Run::of_at_most(most);
        for (file, text) in articles {
            let article = Article::of(plain::read((*text).into(), Arc::clone(&profile)));
            run.add(&lang, read(&Analysed::new(&article), file));
        }
        (run, Languages::default().profile(&lang))
    }

    #[test]
    fn the_order_of_the_articles_changes_nothing() {
        let lang = Lang::new("en").unwrap();
        let mut articles = [
            ("a", "then we met Katrin Lüders on the bridge."),
            ("b", "then we met Katrin Luders on the bridge."),
            ("c", "then we met Katrin Lüders on the bridge."),
            ("d", "then we met Oleg Verhoglyad on the bridge."),
            ("e", "then we met Oleg Verhóglyad on the bridge."),
        ];
        let told = |articles: &[(&str, &str)]| {
            let (run, profile) = run(MOST, articles);
            run.spellings(&lang, &profile)
        };
        let forwards = told(&articles);
        articles.reverse();
        assert_eq!(forwards, told(&articles));
        assert_eq!(forwards["katrin luders"].words[1].as_ref(), "Lüders");
        assert_eq!(forwards.len(), 2);
    }

    #[test]
    fn of_too_many_names_those_go_that_the_fewest_articles_have() {
        let texts: Vec<String> = (0..60)
            .map(|n| format!("then we met Ana P{}ons and saw Katrin Lüders there.", "ab".repeat(n + 1)))
            .collect();
        let files: Vec<String> = (0..60).map(|n| n.to_string()).collect();
        let articles: Vec<(&str, &str)> =
            files.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
        let (run, _) = run(20, &articles);
        assert!(run.number <= 20 && run.forgotten() >= 40, "{} {}", run.number, run.forgotten());
        assert!(run.by_lang.values().any(|names| names.contains_key("katrin lüders")));
    }
}
