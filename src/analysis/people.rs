//! People: whom an article names, whether the text tells that one is a woman or a man, and where it speaks of somebody.
//!
//! A first name is one voice among others; a title, a noun in apposition is another. Where voices disagree nothing is known.
//! What is not known for a person is kept as one who may be anybody, so that whoever asks for antecedents sees them all.

mod strangers;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::Mention;
use super::names::likeness::{self, Likeness};
use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::people::{Gender, People as Words, Role};
use crate::text::words::{EntityKind, EntityTable};
use crate::text::{Norm, Shape, Token, TokenKind};

/// The people of a side.
#[derive(Debug, Default)]
pub struct People {
    /// Everybody who is named.
    pub persons: Vec<Person>,
    /// Every place that speaks of one person, in order.
    pub references: Vec<Reference>,
    /// Nouns and names of which nothing is known, in order.
    pub strangers: Vec<Stranger>,
}

/// A noun or a name that may be of somebody of whom nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The token.
    pub token: usize,
    /// The pronouns that may stand for it.
    pub pronouns: Standing,
}

/// Which pronouns may stand for a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Those of one gender.
    For(Gender),
    /// Those of both.
    ForEither,
}

/// Somebody who is named.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name, where it stands first and is longest.
    pub name: Span,
    /// What tells a woman from a man, in the order in which it was met.
    pub voices: Vec<Voice>,
}

impl Person {
    /// What all voices agree on.
    pub fn gender(&self) -> Option<Gender> {
        let first = self.voices.first()?.gender;
        self.voices.iter().all(|voice| voice.gender == first).then_some(first)
    }
}

/// Something that tells whether a person is a woman or a man.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// What it tells.
    pub gender: Gender,
    /// Where it stands.
    pub span: Span,
}

/// A place that speaks of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its tokens; of a noun that belongs to a name, those of both.
    pub tokens: Range<usize>,
    /// Of whom.
    pub who: Who,
}

/// Of whom a reference speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person of the list.
    Named(usize),
    /// Somebody or something that pronouns of one gender may stand for, or of both.
    Other(Option<Gender>),
    /// Whoever the pronoun stands for: its gender, and its form in the class of pronouns.
    Pronoun(Gender, u32),
    /// What a pronoun for things stands for.
    Neuter,
}

/// Reads the people of a side. Nothing where the text has no word that tells a woman from a man but their names.
pub fn read(side: &Side, mentions: &[Mention]) -> People {
    let words = side.profile.lexicon.people();
    let gendered = |token: &Token| matches!(words.role(token), Some(Role::Pronoun(..) | Role::Neuter));
    let agrees = ["gendered-verb", "gendered-article"].iter().any(|class| side.profile.lexicon.class(class).is_some());
    if words.is_empty() || !agrees && !side.tokens.iter().any(gendered) {
        return People::default();
    }
    let mut reader = Reader {
        side,
        words,
        mentions,
        people: People::default(),
        by_name: FxHashMap::default(),
        by_word: FxHashMap::default(),
        of: Vec::new(),
        roles: FxHashMap::default(),
        acting: FxHashSet::default(),
        said: Vec::new(),
    };
    reader.introduce();
    for block in side.blocks.iter().filter(|block| block.kind.is_prose()) {
        reader.block(block);
    }
    // The verb beside a name may be what is wrong: it is heard where nothing else tells.
    reader.said.retain(|(person, _)| reader.people.persons[*person].voices.is_empty());
    for (person, voice) in reader.said {
        reader.people.persons[person].voices.push(voice);
    }
    reader.people
}

struct Reader<'a> {
    side: &'a Side,
    words: &'a Words,
    mentions: &'a [Mention],
    people: People,
    /// Persons by the first and the last word of their names.
    by_name: FxHashMap<(Norm, Norm), usize>,
    /// The persons who have a word as the first or the last of their names, [`MANY`] at most.
    by_word: FxHashMap<Norm, Vec<usize>>,
    /// The person of each mention, if it may be one.
    of: Vec<Option<usize>>,
    /// The single names that do something somewhere.
    acting: FxHashSet<Norm>,
    /// The person who was called by a noun: `the mayor`.
    roles: FxHashMap<Norm, usize>,
    /// Who said something, by a verb that tells a woman.
    said: Vec<(usize, Voice)>,
}

/// Who shares a name with so many others is not told from them.
const MANY: usize = 8;

/// A name is compared with so many others.
const VARIANTS: usize = 64;

/// In a paragraph with more references nobody is meant for certain.
pub const CROWD: usize = 200;

/// So many words in the genitive may stand between a noun and a name.
const GENITIVE: usize = 4;

/// So many words may stand between a noun and the name after its comma: `The director of the school, Halyna Prykhodko`.
const APPOSITION: usize = 12;

impl Reader<'_> {
    /// Finds out whom each mention names: first the full names, then the words of them that stand alone.
    fn introduce(&mut self) {
        self.of = vec![None; self.mentions.len()];
        for at in 0..self.mentions.len() {
            if self.mentions[at].parts.len() > 1 {
                self.of[at] = self.full(at);
            }
        }
        let single = |at: &usize| self.mentions[*at].parts.len() == 1;
        let acting = (0..self.mentions.len()).filter(single).filter(|at| self.acts(*at));
        self.acting = acting.map(|at| self.norm(self.mentions[at].parts[0])).collect();
        for at in 0..self.mentions.len() {
            if self.mentions[at].parts.len() == 1 {
                self.of[at] = self.single(at);
            }
        }
    }

    fn norm(&self, part: Span) -> Norm {
        Norm::of(self.side.str(part))
    }

    fn full(&mut self, at: usize) -> Option<usize> {
        let parts = self.after_office(at, &self.mentions[at].parts);
        let (first, last) = (self.norm(parts[0]), self.norm(parts[parts.len() - 1]));
        if let Some(person) = self.by_name.get(&(first, last)).copied() {
            self.hear_title(at, person);
            return Some(person);
        }
        // Of names in eastern order the second part is the first name; those of men are surnames too: Russell, Martin.
        let surname = self.side.str(parts[parts.len() - 1]);
        let told = |part: &Span| self.words.told_by_name(self.side.str(*part), surname);
        let voice_of = |part: &Span| Some(Voice { gender: told(part)?, span: *part });
        let eastern = parts.len() == 2 && self.mentions[at].next == self.start(at) + 3;
        let second = || voice_of(parts.get(1)?).filter(|voice| eastern && voice.gender == Gender::Woman);
        let voice = voice_of(&parts[0]).or_else(second);
        let public = self.public(at);
        let named = voice.is_some() || self.words.first_name(self.side.str(parts[0])).is_some();
        let elsewhere = match public {
            Some(entity) => entity.kind != EntityKind::Person,
            None => self.is_place(at) || !named && self.is_elsewhere(at),
        };
        if elsewhere && self.title(at).is_none() {
            return None;
        }
        let voice = self.public_voice(at).or(voice);
        let name = parts[0].to(parts[parts.len() - 1]);
        let person = self.person(name);
        self.by_name.insert((first, last), person);
        for word in [Some(first), (last != first).then_some(last)].into_iter().flatten() {
            let known = self.by_word.entry(word).or_default();
            if known.len() < MANY {
                known.push(person);
            }
        }
        // A surname confirms a first name, or contradicts it: `Никита Петрова`.
        let last = parts[parts.len() - 1];
        let surname = self.words.surname(self.side.str(last)).map(|gender| Voice { gender, span: last });
        let surname = surname.filter(|_| voice.is_some());
        self.people.persons[person].voices.extend(voice.into_iter().chain(surname));
        self.hear_title(at, person);
        Some(person)
    }

    /// The words of a name that has an office in it, from there on: `Garuda Police Commissioner Rina Wulandari`; or a place
    /// after an office: `мэр Харлана Сьюзан Прайс`.
    fn after_office<'p>(&self, at: usize, parts: &'p [Span]) -> &'p [Span] {
        let office = |part: &Span| {
            let token = &self.side.tokens[self.side.token_at(part.lo())];
            matches!(self.words.role(token), Some(Role::Noun(_))) || self.is_in("honorific", token)
        };
        let office = parts.iter().rposition(office).filter(|at| at + 1 < parts.len());
        let parts = &parts[office.map_or(0, |at| at + 1)..];
        let is_first = |part: &Span| self.words.first_name(self.side.str(*part)).is_some();
        let placed = parts.len() > 2 && is_first(&parts[1]) && !is_first(&parts[0]);
        if placed && (office.is_some() || self.title(at).is_some()) { &parts[1..] } else { parts }
    }

    fn single(&mut self, at: usize) -> Option<usize> {
        let part = self.mentions[at].parts[0];
        let norm = self.norm(part);
        let mut known = self.by_word.get(&norm).cloned().unwrap_or_default();
        let somebody = || self.title(at).is_some() || self.may_be_somebody(at, norm);
        if known.is_empty()
            && somebody()
            && let Some(person) = self.spelled_otherwise(part)
        {
            let voice = self.public_voice(at);
            self.people.persons[person].voices.extend(voice);
            self.by_word.insert(norm, vec![person]);
            known = vec![person];
        }
        let person = match known.as_slice() {
            [] if self.title(at).is_none() && !self.may_be_somebody(at, norm) => return None,
            [] => {
                let person = self.person(part);
                self.by_word.insert(norm, vec![person]);
                // Those of men are surnames too: Thomas, Martin.
                let first = self.words.told_by_name(self.side.str(part), "").filter(|gender| *gender == Gender::Woman);
                let first = first.map(|gender| Voice { gender, span: part });
                let voice = self.public_voice(at).or(first);
                self.people.persons[person].voices.extend(voice);
                person
            }
            [person] => *person,
            // One of a family: whose first name tells is not known.
            several => {
                let gender = |person: &usize| self.people.persons[*person].gender();
                let first = gender(&several[0]);
                if several.len() < MANY && several.iter().all(|person| gender(person) == first) {
                    several[several.len() - 1]
                } else {
                    self.person(part)
                }
            }
        };
        self.hear_title(at, person);
        Some(person)
    }

    /// The person of whose surname a word is another spelling: `Prigozhin`, after `Prigozhyn`.
    fn spelled_otherwise(&self, word: Span) -> Option<usize> {
        let sounds = self.side.profile.lexicon.sounds();
        let spelled = sounds.spelled(self.side.str(word));
        let surname = |person: &usize| self.side.str(self.people.persons[*person].name).split(' ').next_back();
        let persons = (0..self.people.persons.len()).rev().take(VARIANTS);
        let mut alike = persons.filter(|person| {
            surname(person)
                .is_some_and(|known| likeness::words(sounds, &spelled, &sounds.spelled(known)) == Likeness::Variant)
        });
        let person = alike.next()?;
        alike.next().is_none().then_some(person)
    }

    /// The public name that a mention is.
    fn public(&self, at: usize) -> Option<&EntityTable> {
        let parts = &self.mentions[at].parts;
        let whole = self.side.str(parts[0].to(parts[parts.len() - 1]));
        self.side.profile.lexicon.gazetteer().find(whole).map(|(entity, _)| entity)
    }

    fn public_voice(&self, at: usize) -> Option<Voice> {
        let gender = self.public(at)?.gender?;
        let parts = &self.mentions[at].parts;
        Some(Voice { gender, span: parts[0].to(parts[parts.len() - 1]) })
    }

    /// Whether a word that nobody was introduced by may be somebody's name: one of whom the news speaks, or who does something.
    fn may_be_somebody(&self, at: usize, norm: Norm) -> bool {
        let part = self.mentions[at].parts[0];
        let pronoun = matches!(self.words.role_of(norm), Some(Role::Pronoun(..)));
        match self.public(at) {
            Some(entity) => entity.kind == EntityKind::Person,
            None if pronoun || self.is_elsewhere(at) => false,
            None => self.acting.contains(&norm) || self.words.first_name(self.side.str(part)).is_some(),
        }
    }

    fn person(&mut self, name: Span) -> usize {
        self.people.persons.push(Person { name, voices: Vec::new() });
        self.people.persons.len() - 1
    }

    /// The token at which a mention begins.
    fn start(&self, at: usize) -> usize {
        self.side.token_at(self.mentions[at].parts[0].lo())
    }

    /// The token before another one in its block, spaces and stops of abbreviations left out.
    fn before(&self, token: usize) -> Option<&Token> {
        let first = self.side.blocks[self.side.block_at(self.side.tokens[token].span.lo())].tokens.start as usize;
        let before = self.side.tokens[first..token].iter().rev();
        before.into_iter().find(|token| token.kind != TokenKind::Space && token.mark() != Some('.'))
    }

    /// The word before a mention, if it is a title or an office.
    fn title(&self, at: usize) -> Option<&Token> {
        let before = self.before(self.start(at)).filter(|token| token.kind == TokenKind::Word)?;
        let is_office = matches!(self.words.role(before), Some(Role::Noun(_)));
        if self.is_in("saint", before) {
            return None;
        }
        (is_office || self.is_in("honorific", before) || self.words.title(before).is_some()).then_some(before)
    }

    fn hear_title(&mut self, at: usize, person: usize) {
        let title = self.title(at).and_then(|token| Some(Voice { gender: self.words.title(token)?, span: token.span }));
        self.people.persons[person].voices.extend(title);
    }

    /// `«…», — сказала Ненсі Бартлет`: the form of a verb for a woman, which no translation takes by default, behind a mark and
    /// before a name.
    fn hear_verb(&mut self, start: usize, person: usize) {
        let side = self.side;
        let Some(class) = side.profile.lexicon.class("gendered-verb") else { return };
        let spaced = |at: usize| side.tokens[at].kind == TokenKind::Space;
        let Some(at) = start.checked_sub(2).filter(|at| spaced(at + 1)) else { return };
        let verb = &side.tokens[at];
        let woman = class.form("woman");
        let tells = class.members(verb.norm, side.word(verb)).any(|member| Some(member.form) == woman);
        let marked = self.before(at).is_some_and(|token| token.kind != TokenKind::Word);
        if tells && marked && side.profile.reporting.has(&side.text, verb) {
            self.said.push((person, Voice { gender: Gender::Woman, span: verb.span }));
        }
    }

    /// Whether a name is none of a person even if it has a first name in it: `the San Isidoro cooperative`, `Rp 75.000`.
    fn is_place(&self, at: usize) -> bool {
        let side = self.side;
        let is_body = |token: &Token| self.is_in("body", token) || self.is_in("site", token);
        let mention = &self.mentions[at];
        let start = self.start(at);
        let after = side.tokens[mention.next..].iter().find(|token| token.kind != TokenKind::Space);
        self.is_in("saint", &side.tokens[start])
            || side.tokens[start..mention.next].iter().any(is_body)
            || after
                .is_some_and(|token| token.kind == TokenKind::Number || token.shape == Shape::Lower && is_body(token))
            || self.before(start).is_some_and(|token| self.is_in("the", token) || self.is_in("saint", token))
    }

    /// Whether a name is that of a place or a body, as far as the words beside it tell: `in Salem`, `the Delta Group`.
    fn is_elsewhere(&self, at: usize) -> bool {
        let before = self.before(self.start(at)).filter(|token| token.kind == TokenKind::Word);
        let single = self.mentions[at].parts.len() == 1;
        let placed = |token| self.is_in("placing", token) || single && self.is_in("relating", token);
        self.is_place(at) || before.is_some_and(placed)
    }

    /// Whether a token is in a class of words.
    fn is_in(&self, class: &str, token: &Token) -> bool {
        let class = self.side.profile.lexicon.class(class);
        class.is_some_and(|class| class.members(token.norm, self.side.word(token)).next().is_some())
    }

    /// Whether a mention is beside what people do: a reporting verb, or an auxiliary after it.
    fn acts(&self, at: usize) -> bool {
        let side = self.side;
        let after = side.tokens[self.mentions[at].next..].iter().find(|token| token.kind != TokenKind::Space);
        let says = |token: &Token| token.shape == Shape::Lower && side.profile.reporting.has(&side.text, token);
        // A capital at the beginning of a sentence says nothing: `Demonstrating is allowed`.
        let leads = self.mentions[at].leads;
        after.is_some_and(|token| says(token) || !leads && self.is_in("auxiliary", token))
            || self.before(self.start(at)).is_some_and(says)
    }

    fn block(&mut self, block: &Block) {
        let end = block.tokens.end as usize;
        let mut at = block.tokens.start as usize;
        let mut mention = self.mentions.partition_point(|mention| mention.parts[0].lo() < block.span.lo());
        let from = self.people.references.len();
        while at < end {
            let token = &self.side.tokens[at];
            if self.mentions.get(mention).is_some_and(|mention| mention.parts[0].lo() <= token.span.lo()) {
                let next = self.mentions[mention].next.max(at + 1);
                match self.of[mention] {
                    Some(person) => self.named(at..next, person, from),
                    None => self.meet_name(&self.mentions[mention], at),
                }
                mention += 1;
                at = next;
                continue;
            }
            if token.kind == TokenKind::Word {
                self.word(at, from);
            }
            at += 1;
        }
    }

    /// A name, with the nouns before it: `the librarian Myroslava Hnatiuk`, `The director of the school, Halyna Prykhodko`,
    /// `the lawyer of the sister, Paloma Iturbe`.
    fn named(&mut self, tokens: Range<usize>, person: usize, from: usize) {
        let mut start = tokens.start;
        while let Some(Reference { tokens: noun, .. }) = self.people.references[from..].last().cloned()
            && let Some(Role::Noun(gender)) = self.words.role(&self.side.tokens[noun.end - 1])
            && (self.belongs(noun.end, tokens.start, start) || self.is_of(&noun, tokens.start))
        {
            self.people.references.pop();
            start = noun.start;
            self.called(noun.end - 1, gender, person);
        }
        self.hear_verb(start, person);
        // `The director of the school, Halyna Prykhodko`; `the beekeeper Jane Roe`
        let beside = |stranger: &Stranger| stranger.token >= start || stranger.token + 2 == start;
        while self.people.strangers.pop_if(|stranger| beside(stranger)).is_some() {}
        self.people.references.push(Reference { tokens: start..tokens.end, who: Who::Named(person) });
    }

    /// Whether what stands between a noun and a name makes one of them: a space, titles, or the rest of its phrase and a comma;
    /// behind the comma perhaps another noun, from `inner` on.
    fn belongs(&self, noun: usize, name: usize, inner: usize) -> bool {
        let between = &self.side.tokens[noun..name.min(noun + 4 * APPOSITION)];
        if between.len() < name - noun {
            return false;
        }
        let word = |token: &&Token| token.kind == TokenKind::Word;
        // `powiedział burmistrz. Rada zbierze się`
        let sentence = |at: usize| self.side.sentences.partition_point(|sentence| sentence.last as usize <= at);
        if sentence(noun - 1) != sentence(name) {
            return false;
        }
        if between.iter().all(|token| token.kind != TokenKind::Number && token.mark().is_none_or(|mark| mark == '.')) {
            let titles = |token: &Token| token.shape.starts_upper(self.side.word(token));
            return between.iter().filter(word).all(titles);
        }
        let side = self.side;
        let of_mark = |token: &Token| token.mark().filter(|mark| !matches!(mark, '-' | '.' | '’' | '\''));
        let mut marks = between.iter().enumerate().filter_map(|(at, token)| Some((at, of_mark(token)?)));
        let (Some((comma, ',')), None) = (marks.next(), marks.next()) else { return false };
        // `spokesman, fire chief Roe`
        let compound = |token: &Token| token.shape == Shape::Lower && !side.profile.function.has(&side.text, token);
        let behind = &between[comma..inner.saturating_sub(noun).clamp(comma, between.len())];
        let titled = if inner < name {
            behind.iter().filter(word).count() < 2 && behind.iter().filter(word).all(compound)
        } else {
            behind.iter().filter(word).all(|token| self.is_in("honorific", token))
        };
        let words = between[..comma].iter().filter(word).count();
        titled && words <= APPOSITION && !between.iter().any(|token| side.profile.reporting.has(&side.text, token))
    }

    /// Whether a noun behind a reporting verb, the words in the genitive behind it and a name are one phrase: `сказала керівниця
    /// рятувальної служби Ненсі Бартлет`. In the genitive itself the first name would be another word.
    fn is_of(&self, noun: &Range<usize>, name: usize) -> bool {
        let side = self.side;
        let says = |token: &Token| side.profile.reporting.has(&side.text, token);
        let first = || self.words.first_name(side.word(&side.tokens[name])).is_some();
        let modifies = |token: &Token| match token.kind {
            TokenKind::Space => true,
            TokenKind::Word => {
                token.shape == Shape::Lower
                    && !says(token)
                    && !side.profile.function.has(&side.text, token)
                    && !self.is_in("gendered-verb", token)
                    && !self.is_in("auxiliary", token)
            }
            _ => false,
        };
        self.words.inflects()
            && name <= noun.end + 2 * GENITIVE
            && self.before(noun.start).is_some_and(says)
            && side.tokens[noun.end..name].iter().all(modifies)
            && first()
    }

    /// Notes that a person is called by a noun.
    fn called(&mut self, noun: usize, gender: Option<Gender>, person: usize) {
        let token = &self.side.tokens[noun];
        self.roles.insert(token.norm, person);
        if let Some(gender) = gender {
            self.people.persons[person].voices.push(Voice { gender, span: token.span });
        }
    }

    fn word(&mut self, at: usize, from: usize) {
        let token = &self.side.tokens[at];
        let who = match self.words.role(token).or_else(|| self.owner(token)) {
            None => match self.aged(at, from) {
                Some(person) => Who::Named(person),
                None => return self.meet(at, from),
            },
            Some(Role::Pronoun(gender, form)) => Who::Pronoun(gender, form),
            Some(Role::Neuter) => Who::Neuter,
            Some(Role::Thing(gender)) => Who::Other(Some(gender)),
            Some(Role::Noun(gender)) => {
                if let Some(person) = self.described(at, from) {
                    self.called(at, gender, person);
                    return;
                }
                // `deputy mayor` is one.
                let compound = |last: &Reference| last.tokens.end + 1 == at && matches!(last.who, Who::Other(_));
                if self.people.references[from..].last().is_some_and(compound) {
                    self.people.references.pop();
                }
                match self.meant(at, from).or_else(|| self.besides(at)) {
                    Some(person) => Who::Named(person),
                    None => Who::Other(gender),
                }
            }
        };
        self.people.references.push(Reference { tokens: at..at + 1, who });
    }

    /// Somebody in the possessive: `the author’s`.
    fn owner(&self, token: &Token) -> Option<Role> {
        let word = self.side.word(token);
        let bare = self.side.profile.lexicon.sounds().without_possessive(word);
        (bare.len() < word.len()).then(|| self.words.role_of(Norm::of(bare))).flatten()
    }

    /// The person whom a noun with an article means: one who was called so before, or the only one of the paragraph where it
    /// says no more than what anybody is who is in the news, and speaks: `“…,” said the politician`.
    fn meant(&self, at: usize, from: usize) -> Option<usize> {
        let side = self.side;
        let first = side.blocks[side.block_at(side.tokens[at].span.lo())].tokens.start as usize;
        let mut back = side.tokens[first..at].iter().rev().filter(|token| token.kind != TokenKind::Space);
        // An abbreviation or an adjective may stand between: `the CDU politician`.
        let article = back.by_ref().take(2).find(|token| side.profile.function.has(&side.text, token))?;
        if !self.is_in("article", article) {
            return None;
        }
        let known = self.roles.get(&side.tokens[at].norm).copied();
        // Other nouns may be of anybody: `asked the driver`, `said the driver`.
        if known.is_some() || !self.is_in("epithet", &side.tokens[at]) {
            return known;
        }
        let verb = |token: &Token| side.profile.reporting.has(&side.text, token);
        let inverted = back.next().is_some_and(verb) && back.next().is_some_and(|token| token.mark().is_some());
        if inverted || self.precedes_saying(at) { self.only_named(from) } else { None }
    }

    fn precedes_saying(&self, at: usize) -> bool {
        let after = self.side.tokens[at + 1..].iter().find(|token| token.kind != TokenKind::Space);
        after.is_some_and(|token| self.side.profile.reporting.has(&self.side.text, token))
    }

    /// The only person who is named in a paragraph.
    fn only_named(&self, from: usize) -> Option<usize> {
        let before = &self.people.references[from..];
        let mut named = before.iter().take(if before.len() > CROWD { 0 } else { CROWD }).filter_map(|reference| {
            match reference.who {
                Who::Named(person) => Some(person),
                _ => None,
            }
        });
        let person = named.next()?;
        named.all(|other| other == person).then_some(person)
    }

    /// The only person of a paragraph, by the age: `“…,” the 48-year-old said`.
    fn aged(&self, at: usize, from: usize) -> Option<usize> {
        let aged = self.is_in("aged", &self.side.tokens[at]) && self.before(at).and_then(Token::mark) == Some('-');
        if aged && self.precedes_saying(at) { self.only_named(from) } else { None }
    }

    /// Whoever was named last, by what he or she is besides: `The also president of the council recalled`.
    fn besides(&self, noun: usize) -> Option<usize> {
        let besides = self.before(noun).filter(|token| self.is_in("besides", token))?;
        let article = self.before(self.side.token_at(besides.span.lo()))?;
        let named = self.people.references.iter().rev().take(CROWD).find_map(|reference| match reference.who {
            Who::Named(person) => Some(person),
            _ => None,
        });
        named.filter(|_| self.is_in("article", article))
    }

    /// The person whom a noun describes after the name: `Aneta Krupa, councillor of`, `Jane Roe (44), a nurse`, `Roe is a nurse`.
    fn described(&self, noun: usize, from: usize) -> Option<usize> {
        let last = self.people.references[from..].last()?;
        let Who::Named(person) = last.who else { return None };
        let mut between =
            self.side.tokens[last.tokens.end..noun].iter().filter(|token| token.kind != TokenKind::Space).peekable();
        let linked = match between.next()? {
            token if token.kind == TokenKind::Word => self.is_in("copula", token),
            token => matches!(token.mark(), Some(',' | '(')),
        };
        // `Jane Roe (44), a retired nurse`
        while between
            .next_if(|token| token.kind == TokenKind::Number || matches!(token.mark(), Some(',' | ')')))
            .is_some()
        {}
        between.next_if(|token| self.is_in("article", token));
        let function = |token: &Token| self.side.profile.function.has(&self.side.text, token);
        let plain = |token: &&Token| {
            token.kind == TokenKind::Word
                && !function(token)
                && !self.side.profile.reporting.has(&self.side.text, token)
        };
        let rest: Vec<&Token> = between.take(5).collect();
        (linked && rest.len() <= 4 && rest.iter().all(plain)).then_some(person)
    }
}
