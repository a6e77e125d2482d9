//! Classes of words, which patterns name with `@`, every form of each word spelled out.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::gazetteer::Gazetteer;
use super::index::LongList;
use super::nearest::{hint, nearest};
use super::people::People;
use super::sounds::{MOST_LISTS, Sounds};
use super::token::{Norm, Shape, Token, TokenKind, is_same};
use super::units::Units;
use super::words::{ClassTable, Ending, ListedClass, NameTable, Paradigm, UnitTable, WordFile, WordMistake};
use crate::packed::Stored;

/// All classes of a language, each made when it is first asked for: an article needs few of them.
#[derive(Debug, Default)]
pub struct Lexicon {
    paradigms: BTreeMap<String, Paradigm>,
    classes: BTreeMap<String, Listed>,
    calendar: OnceLock<Calendar>,
    unit_tables: Vec<Stored<BTreeMap<String, UnitTable>>>,
    units: OnceLock<Units>,
    name_tables: Vec<Stored<NameTable>>,
    sounds: OnceLock<Sounds>,
    people: OnceLock<People>,
    gazetteer: Gazetteer,
}

/// A class as its file lists it, and as it is once it was asked for.
#[derive(Debug)]
struct Listed {
    table: Stored<ClassTable>,
    words: Option<LongList>,
    class: OnceLock<Arc<Class>>,
}

impl Listed {
    /// Whether a word may be in the class, told without making all its forms: endings change no word at its beginning.
    fn may_have(&self, word: &str) -> bool {
        let first = |word: &str| word.chars().next().map(|c| c.to_lowercase().next());
        let spelled = |entry: &String| entry.split('/').any(|form| first(form) == first(word));
        !self.table.with.is_empty() || self.table.words.iter().any(spelled)
    }
}

/// The words for months and weekdays with their numbers.
#[derive(Debug, Default)]
pub struct Calendar {
    months: Vec<(Norm, u8)>,
    weekdays: Vec<(Norm, u8)>,
}

/// The words of a class, every form of each.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// Names of the forms, in order; one without a name where the words have one form.
    pub forms: Vec<String>,
    /// The forms of all words, one after the other, each word in order of `forms`.
    spelled: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    /// All forms, in order of their norms.
    by_norm: Vec<(Norm, Member)>,
}

/// A form of a word of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The word, as an index into those of the class.
    pub word: u32,
    /// Which of its forms.
    pub form: u32,
}

impl Lexicon {
    /// The classes of word files, each with its path (`en/words/verbs`), in order: those of a later folder stand in place
    /// of those of the same name in an earlier one.
    ///
    /// # Errors
    /// A name that one folder gives twice. What else is wrong, [`Self::check`] says.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a WordFile)>) -> Result<Self, WordMistake> {
        let mut lexicon = Self::default();
        let (mut paradigms, mut tables) = (BTreeMap::new(), BTreeMap::new());
        for (path, file) in files {
            lexicon.unit_tables.push(file.units.clone());
            lexicon.name_tables.push(file.names.clone());
            lexicon.gazetteer.add(file.entities.clone());
            gather(&mut paradigms, ("paradigms", "paradigm"), path, &file.paradigms)?;
            gather(&mut tables, ("classes", "class"), path, &file.classes)?;
        }
        let own = |(name, (_, paradigm)): (&String, (_, &Paradigm))| (name.clone(), paradigm.clone());
        lexicon.paradigms = paradigms.into_iter().map(own).collect();
        let own = |(name, (_, ListedClass { table, words })): (&String, (_, &ListedClass))| {
            (name.clone(), Listed { table: table.clone(), words: words.clone(), class: OnceLock::new() })
        };
        lexicon.classes = tables.into_iter().map(own).collect();
        Ok(lexicon)
    }

    /// What is wrong with the classes, the units and the names; without this, they are left out.
    pub fn check(&self) -> Vec<WordMistake> {
        let classes = self.classes.keys().filter_map(|name| self.make(name, &mut Vec::new()).err());
        let mut mistakes: Vec<WordMistake> = classes.collect();
        for (name, listed) in &self.classes {
            let paradigm = listed.table.paradigm.as_ref().and_then(|name| self.paradigms.get(name));
            mistakes.extend(paradigm.into_iter().flat_map(|paradigm| {
                let words = listed.table.words.iter().enumerate();
                words.filter_map(|(index, word)| Some(of_word(name, index, &paradigm.inflect(word).err()?)))
            }));
        }
        mistakes.extend(self.make_units().err().into_iter().flatten());
        let lists: usize = self.name_tables.iter().map(|table| table.sounds.len()).sum();
        if lists > MOST_LISTS {
            let message =
                format!("with these there are {lists} lists of sounds, and there can be {MOST_LISTS}; join some");
            mistakes.push(WordMistake::new(&["names", "sounds"], message));
        }
        // A class that takes in another has its mistakes.
        let mut seen = Vec::new();
        mistakes.retain(|mistake| {
            !seen.contains(mistake) && {
                seen.push(mistake.clone());
                true
            }
        });
        mistakes
    }

    /// A class with the words of those that it takes in, and on the way to it the names of those that take it in.
    fn make<'a>(&'a self, name: &'a str, path: &mut Vec<&'a str>) -> Result<Class, WordMistake> {
        let Some(Listed { table, .. }) = self.classes.get(name) else {
            let taker = path.last().unwrap_or(&name);
            let hint = hint(nearest(name, self.names()), || "write it, or leave it out".to_owned());
            let message =
                format!("the class “{taker}” is to have the words of “{name}”, and there is no such class; {hint}");
            return Err(WordMistake::new(&["classes", taker, "with"], message));
        };
        if path.contains(&name) {
            let message = format!("the class “{name}” is to have its own words; take it out of `with`");
            return Err(WordMistake::new(&["classes", name, "with"], message));
        }
        let mut class = Class::new(name, table, &self.paradigms)?;
        path.push(name);
        for other in &table.with {
            class.join(name, &self.make(other, path)?)?;
        }
        path.pop();
        class.by_norm.sort_by_key(|(norm, _)| *norm);
        Ok(class)
    }

    fn make_units(&self) -> Result<Units, Vec<WordMistake>> {
        Units::new(self.unit_tables.iter().flat_map(|tables| tables.iter()), self)
    }

    /// How names are spelled.
    pub fn sounds(&self) -> &Sounds {
        self.sounds.get_or_init(|| Sounds::new(self.name_tables.iter().map(|table| &**table)))
    }

    /// Public names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Words for people.
    pub fn people(&self) -> &People {
        self.people.get_or_init(|| People::new(self))
    }

    /// Units of measure, currencies, and the words that multiply a number before them.
    pub fn units(&self) -> &Units {
        self.units.get_or_init(|| self.make_units().unwrap_or_default())
    }

    /// The words of the classes `name.1`, `name.2` and so on, in order of their norms.
    fn numbered(&self, name: &str) -> Vec<(Norm, u8)> {
        let classes = (1..=12_u8).filter_map(|number| Some((number, self.class(&format!("{name}.{number}"))?)));
        let mut words: Vec<(Norm, u8)> =
            classes.flat_map(|(number, class)| class.norms(None).map(move |norm| (norm, number))).collect();
        words.sort_unstable();
        words
    }

    /// The words for months and weekdays: those of the classes `month.1` to `month.12` and `weekday.1` (Monday, as in
    /// ISO 8601) to `weekday.7`.
    pub fn calendar(&self) -> &Calendar {
        self.calendar.get_or_init(|| Calendar { months: self.numbered("month"), weekdays: self.numbered("weekday") })
    }

    /// A class by its name.
    pub fn class(&self, name: &str) -> Option<&Arc<Class>> {
        let listed = self.classes.get(name)?;
        Some(listed.class.get_or_init(|| Arc::new(self.make(name, &mut Vec::new()).unwrap_or_default())))
    }

    /// The classes whose words have forms.
    fn inflected(&self) -> impl Iterator<Item = &Class> {
        let classes = self.classes.keys().filter_map(|name| self.class(name));
        classes.map(|class| &**class).filter(|class| class.forms.len() > 1)
    }

    /// The words of a class in all forms, for whoever needs it for nothing else.
    pub fn norms(&self, name: &str) -> Vec<Norm> {
        match self.classes.get(name).map(|listed| &listed.table) {
            Some(table) if table.paradigm.is_none() && table.with.is_empty() => {
                table.words.iter().map(|word| Norm::of(word)).collect()
            }
            _ => self.class(name).into_iter().flat_map(|class| class.norms(None)).collect(),
        }
    }

    /// The words of a class in all forms, for whoever asks only whether a word is one of them.
    pub fn long_list(&self, name: &str) -> LongList {
        let packed = self.classes.get(name).and_then(|listed| listed.words.clone());
        packed.unwrap_or_else(|| LongList::new(self.class(name).into_iter().flat_map(|class| class.all_forms())))
    }

    /// The names of all classes, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }

    /// A form of the word that is listed as `lemma` in any class that has the form.
    pub fn inflect(&self, lemma: &str, form: &str) -> Option<&str> {
        self.inflected().find_map(|class| {
            let at = class.form(form)?;
            let word = class.word(lemma)?;
            class.spelling(Member { word, form: at })
        })
    }

    /// The regular plural of a noun, in a language whose nouns have no other forms (the paradigm `noun`).
    pub fn plural(&self, noun: &str) -> Option<String> {
        let paradigm = self.paradigms.get("noun").filter(|paradigm| paradigm.forms.len() == 2)?;
        paradigm.inflect(noun).ok()?.pop()
    }

    /// Whether words of some class have a form of this name.
    pub fn has_form(&self, form: &str) -> bool {
        self.inflected().any(|class| class.form(form).is_some())
    }

    /// Whether a word is listed in some class whose words have forms.
    pub fn has_word(&self, lemma: &str) -> bool {
        self.inflected().any(|class| class.word(lemma).is_some())
    }

    /// The names of forms, and the words that have them.
    pub fn forms_and_words(&self) -> impl Iterator<Item = &str> {
        self.inflected().flat_map(|class| class.forms.iter().map(String::as_str).chain(class.lemmas()))
    }

    /// What becomes of a word when it is put in a form, or when another word takes its place in the form it has: in `likely`,
    /// where it may be that one among others.
    pub fn changed(&self, norm: Norm, word: &str, wanted: &str, likely: Option<&str>) -> Option<&str> {
        let near =
            self.classes.iter().filter(|(_, listed)| listed.may_have(word)).filter_map(|(name, _)| self.class(name));
        near.filter(|class| class.forms.len() > 1).find_map(|class| {
            let first = class.members(norm, word).next()?;
            let is_likely = |member: &Member| {
                member.word == first.word && likely.is_some_and(|form| class.form(form) == Some(member.form))
            };
            let member = class.members(norm, word).find(is_likely).unwrap_or(first);
            match class.form(wanted) {
                Some(form) => class.spelling(Member { form, ..member }),
                None => self.inflect(wanted, &class.forms[member.form as usize]),
            }
        })
    }
}

/// Takes what a word file names, with the path of the file.
fn gather<'a, T>(
    all: &mut BTreeMap<&'a String, (&'a str, &'a T)>,
    (key, what): (&str, &str),
    path: &'a str,
    named: &'a BTreeMap<String, T>,
) -> Result<(), WordMistake> {
    let folder = |path: &'a str| path.split('/').next();
    for (name, thing) in named {
        if let Some((other, _)) = all.insert(name, (path, thing)).filter(|(other, _)| folder(other) == folder(path)) {
            let message = format!(
                "the {what} “{name}” is both in `{other}.toml` and in `{path}.toml`; give one of the two another name"
            );
            return Err(WordMistake::new(&[key, name], message));
        }
    }
    Ok(())
}

impl Calendar {
    /// Whether the language has no words for months here.
    pub fn is_empty(&self) -> bool {
        self.months.is_empty()
    }

    /// The month that a token names, from 1.
    pub fn month(&self, token: &Token) -> Option<u8> {
        number(&self.months, token)
    }

    /// The weekday that a token names, from 1 for Monday.
    pub fn weekday(&self, token: &Token) -> Option<u8> {
        number(&self.weekdays, token)
    }
}

fn number(words: &[(Norm, u8)], token: &Token) -> Option<u8> {
    let word = token.kind == TokenKind::Word && token.shape != Shape::Mixed;
    let at = word.then(|| words.binary_search_by_key(&token.norm, |(norm, _)| *norm).ok()).flatten()?;
    Some(words[at].1)
}

impl Class {
    fn new(name: &str, table: &ClassTable, paradigms: &BTreeMap<String, Paradigm>) -> Result<Self, WordMistake> {
        let paradigm = match &table.paradigm {
            Some(wanted) => Some(paradigms.get(wanted).ok_or_else(|| {
                let near = nearest(wanted, paradigms.keys().map(String::as_str));
                let hint = hint(near, || "write it, or leave it out".to_owned());
                let message =
                    format!("the class “{name}” has the paradigm “{wanted}”, and there is no such paradigm; {hint}");
                WordMistake::new(&["classes", name, "paradigm"], message)
            })?),
            None => None,
        };
        let mut class = Self { forms: paradigm.map_or(vec![String::new()], |p| p.forms.clone()), ..Self::default() };
        for (index, word) in table.words.iter().enumerate() {
            match paradigm {
                None => class.add([word]),
                Some(paradigm) => class.add(paradigm.inflect(word).map_err(|error| of_word(name, index, &error))?),
            }
        }
        Ok(class)
    }

    /// Adds the forms of a word.
    fn add(&mut self, forms: impl IntoIterator<Item = impl AsRef<str>>) {
        let word = self.word_count() as u32;
        for (form, text) in (0..).zip(forms) {
            let text = text.as_ref();
            self.by_norm.push((Norm::of(text), Member { word, form }));
            self.spelled.push_str(text);
            self.ends.push(self.spelled.len() as u32);
        }
    }

    /// How many words it has.
    pub fn word_count(&self) -> usize {
        self.ends.len() / self.forms.len().max(1)
    }

    /// The number of the word that has this first form.
    fn word(&self, lemma: &str) -> Option<u32> {
        self.lemmas().position(|word| word == lemma).map(|at| at as u32)
    }

    /// How a form of a word is spelled, if there are so many words and forms.
    pub fn spelling(&self, member: Member) -> Option<&str> {
        let form = (member.form as usize) < self.forms.len();
        form.then(|| self.spelling_at(member.word as usize * self.forms.len() + member.form as usize))?
    }

    fn spelling_at(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.spelled.get(start as usize..*self.ends.get(at)? as usize)
    }

    /// The first form of each word, in order.
    pub fn lemmas(&self) -> impl Iterator<Item = &str> {
        self.all_forms().step_by(self.forms.len().max(1))
    }

    /// The forms of all words, those of each word in order of `forms`.
    pub fn all_forms(&self) -> impl Iterator<Item = &str> {
        (0..).map_while(|at| self.spelling_at(at))
    }

    fn join(&mut self, name: &str, other: &Self) -> Result<(), WordMistake> {
        if self.ends.is_empty() {
            self.forms.clone_from(&other.forms);
        } else if self.forms != other.forms {
            let message = format!("the class “{name}” takes in a class whose words have other forms");
            return Err(WordMistake::new(&["classes", name, "with"], message));
        }
        let (words, letters) = (self.word_count() as u32, self.spelled.len() as u32);
        let moved = |(norm, member): &(Norm, Member)| (*norm, Member { word: words + member.word, ..*member });
        self.by_norm.extend(other.by_norm.iter().map(moved));
        self.spelled.push_str(&other.spelled);
        self.ends.extend(other.ends.iter().map(|end| letters + end));
        Ok(())
    }

    /// The number of a form.
    pub fn form(&self, name: &str) -> Option<u32> {
        self.forms.iter().position(|form| form == name).map(|at| at as u32)
    }

    /// The members that a word is, whatever its capitals.
    pub fn members(&self, norm: Norm, word: &str) -> impl Iterator<Item = Member> {
        let confirmed = move |member: &&Member| self.spelling(**member).is_some_and(|known| is_same(known, word));
        let start = self.by_norm.partition_point(|(other, _)| *other < norm);
        let same = self.by_norm[start..].iter().take_while(move |(other, _)| *other == norm);
        same.map(|(_, member)| member).filter(confirmed).copied()
    }

    /// The norms of all forms, each with the number of the form, in order of the norms.
    pub fn norms_and_forms(&self) -> impl Iterator<Item = (Norm, u32)> {
        self.by_norm.iter().map(|(norm, member)| (*norm, member.form))
    }

    /// The norms of its words in one form, or in all.
    pub fn norms(&self, form: Option<u32>) -> impl Iterator<Item = Norm> {
        let wanted = move |(_, member): &&(Norm, Member)| form.is_none_or(|form| member.form == form);
        let mut norms: Vec<Norm> = self.by_norm.iter().filter(wanted).map(|(norm, _)| *norm).collect();
        norms.dedup();
        norms.into_iter()
    }
}

/// The mistake of a word of a class.
fn of_word(class: &str, index: usize, error: &str) -> WordMistake {
    WordMistake::new(&["classes", class, "words", &index.to_string()], format!("in the class “{class}”: {error}"))
}

impl Paradigm {
    /// The forms of a word: as it spells them out, or by its ending.
    fn inflect(&self, word: &str) -> Result<Vec<String>, String> {
        let spelled: Vec<String> = word.split('/').map(str::to_owned).collect();
        if spelled.len() == self.forms.len() {
            return Ok(spelled);
        }
        if spelled.len() > 1 {
            return Err(format!("“{word}” spells out {} forms of {}", spelled.len(), self.forms.join(", ")));
        }
        let fits = |ending: &&Ending| ending.ends.is_empty() || ending.ends.iter().any(|end| word.ends_with(end));
        let Some(ending) = self.endings.iter().find(fits).filter(|ending| ending.add.len() == self.forms.len()) else {
            return Err(format!("no ending fits “{word}”; spell its forms out with / between them"));
        };
        let stem = word.char_indices().rev().nth(ending.cut.wrapping_sub(1)).map_or("", |(at, _)| &word[..at]);
        let stem = if ending.cut == 0 { word } else { stem };
        Ok(ending.add.iter().map(|add| format!("{stem}{add}")).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERBS: &str = r#"
[paradigms.verb]
forms = ["base", "third", "past"]
endings = [
  { ends = ["ry", "ly"], cut = 1, add = ["y", "ies", "ied"] },
  { ends = ["e"], add = ["", "s", "d"] },
  { add = ["", "s", "ed"] },
]
[classes.say]
paradigm = "verb"
words = ["say/says/said", "claim", "note", "reply"]
[classes.speak]
paradigm = "verb"
words = ["talk"]
with = ["say"]
[classes.month]
words = ["May"]
"#;

    fn lexicon(text: &str) -> Result<Lexicon, WordMistake> {
        Lexicon::new([("en/words/test", &toml::from_str::<WordFile>(text).unwrap())])
    }

    #[test]
    fn words_are_inflected_by_their_endings_or_as_they_say() {
        let lexicon = lexicon(VERBS).unwrap();
        let class = lexicon.class("speak").unwrap();
        let past = class.form("past").unwrap();
        for word in ["said", "claimed", "noted", "replied", "Talked"] {
            assert!(class.members(Norm::of(word), word).any(|member| member.form == past), "{word}");
        }
        assert_eq!(lexicon.inflect("say", "third"), Some("says"));
        assert_eq!(class.norms(Some(past)).count(), 5);
        assert_eq!(lexicon.class("month").unwrap().members(Norm::of("may"), "may").count(), 1);
    }

    #[test]
    fn a_name_is_given_once_in_a_folder_and_again_in_the_next() {
        let file = |text: &str| toml::from_str::<WordFile>(text).unwrap();
        let (one, two) = (file("[classes.day]\nwords = ['Monday']"), file("[classes.day]\nwords = ['Sunday']"));
        let lexicon = Lexicon::new([("any/words/a", &one), ("en/words/a", &two)]).unwrap();
        assert!(lexicon.class("day").unwrap().all_forms().eq(["Sunday"]));
        let error = Lexicon::new([("en/words/a", &one), ("en/words/b", &two)]).unwrap_err().message;
        assert!(error.contains("`en/words/a.toml`") && error.contains("`en/words/b.toml`"), "{error}");
    }

    #[test]
    fn a_class_of_unknown_paradigm_or_unknown_words_is_an_error() {
        for (old, new) in [
            ("paradigm = \"verb\"", "paradigm = \"noun\""),
            ("with = [\"say\"]", "with = [\"tell\"]"),
            ("say/says/said", "say/says"),
            ("with = [\"say\"]", "with = [\"month\"]"),
            ("with = [\"say\"]", "with = [\"speak\"]"),
        ] {
            assert!(!lexicon(&VERBS.replace(old, new)).unwrap().check().is_empty(), "{new}");
        }
    }
}
