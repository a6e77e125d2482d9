//! Whom a pronoun can only mean.

use std::ops::Range;

use super::{agreeing, capitalised, cased};
use crate::analysis::Analysed;
use crate::analysis::people::{CROWD, People, Person, Reference, Standing, Who};
use crate::analysis::quotation::spot;
use crate::article::Side;
use crate::detect::Edit;
use crate::span::Span;
use crate::text::lexicon::Member;
use crate::text::people::{Gender, Role};
use crate::text::{Shape, Token, TokenKind};

/// A pronoun, and the only one whom it can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    /// The pronoun, as an index into the references.
    pub(super) at: usize,
    pub(super) gender: Gender,
    pub(super) person: usize,
    /// Where its paragraph begins, as an index into the references.
    pub(super) paragraph: usize,
    /// Whether nobody else may be meant who was spoken of before.
    pub(super) sure: bool,
}

/// How a pronoun goes on with what was said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// `“…,” he said`
    Said,
    /// `He promised`, at the beginning of a sentence.
    Says,
    /// `He worked`, at the beginning of a sentence.
    Opens,
    /// `According to him`
    According,
    /// `the director said that he`
    Clause,
    /// `For his part, the director, Lubna Sawalha`
    Share,
    /// `conveyed his condolences`
    Bound,
    /// Anywhere else.
    Inner,
}

/// Whom a pronoun may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Antecedent {
    Nobody,
    Only(usize),
    /// Several, or one of whom nothing is known.
    Somebody,
}

/// Whom a sentence is about.
struct Topic {
    person: Option<usize>,
    /// The tokens of the sentence.
    sentence: Range<usize>,
    /// Whether it tells what the person said, and the pronoun is of whoever speaks too.
    speaks: bool,
}

pub(super) struct Resolver<'a> {
    pub(super) article: &'a Analysed<'a>,
    pub(super) side: &'a Side,
    pub(super) people: &'a People,
    pub(super) references: &'a [Reference],
    /// Whether the pronouns stand for persons only.
    pub(super) of_persons: bool,
    /// The gender of which there is nobody, where the pronouns stand for persons only.
    pub(super) alien: Option<Gender>,
}

impl Resolver<'_> {
    /// For each reference that is a pronoun, whom it can only mean.
    pub(super) fn resolve(&self) -> Vec<Option<Resolved>> {
        let mut resolved = vec![None; self.references.len()];
        for at in 0..self.references.len() {
            if let Who::Pronoun(gender, _) = self.references[at].who {
                resolved[at] = self.resolved(at, gender, &resolved);
            }
        }
        resolved
    }

    fn resolved(&self, at: usize, gender: Gender, known: &[Option<Resolved>]) -> Option<Resolved> {
        if let Some(person) = self.spoken_of(at).or_else(|| self.stray(at, gender)) {
            return Some(Resolved { at, gender, person, paragraph: self.first_of_paragraph(at), sure: true });
        }
        if self.is_quoted(at) {
            return None;
        }
        let frame = self.frame(at).or(self.of_persons.then_some(Frame::Inner))?;
        let paragraph = self.first_of_paragraph(at);
        let resolved = |person, sure| Some(Resolved { at, gender, person, paragraph, sure });
        if frame == Frame::Share {
            let next = self.references.get(at + 1)?;
            let same = self.sentence(next) == self.sentence(&self.references[at]);
            return if let Who::Named(person) = next.who
                && same
            {
                resolved(person, true)
            } else {
                None
            };
        }
        if frame == Frame::Inner {
            let mut from = paragraph;
            for _ in 0..2 {
                from = if from == 0 { 0 } else { self.first_of_paragraph(from - 1) };
            }
            let Antecedent::Only(person) = self.antecedent(from..at, gender, frame, known) else { return None };
            // Of one who has one name only the rest of the text may know more.
            let near = (paragraph..at).any(|other| match self.references[other].who {
                Who::Pronoun(..) => known[other].is_some_and(|known| known.person == person),
                who => who == Who::Named(person),
            });
            return if near && self.is_introduced(person) && !self.is_object_of(at, person) {
                resolved(person, true)
            } else {
                None
            };
        }
        let says = self.neighbours(at).any(|token| spot::is_reporting(self.side, token));
        // Whoever speaks is not somebody of whom the quotation speaks.
        let frame = if frame == Frame::Opens && says { Frame::Says } else { frame };
        let mut antecedent = self.antecedent(paragraph..at, gender, frame, known);
        let alone = || {
            !self.references[at..]
                .iter()
                .take(NEAR)
                .take_while(|other| self.is_beside(at, other))
                .any(|other| matches!(other.who, Who::Named(_)))
        };
        if antecedent == Antecedent::Nobody && frame == Frame::Said && paragraph > 0 && alone() {
            let before = self.first_of_paragraph(paragraph - 1)..paragraph;
            antecedent = self.antecedent(before.clone(), gender, frame, known);
            if antecedent == Antecedent::Somebody {
                antecedent = self.speaker(before).map_or(antecedent, Antecedent::Only);
            }
        }
        let Antecedent::Only(person) = antecedent else { return None };
        let follows = match frame {
            Frame::Said => true,
            // Of another one it is said as often as of whoever says it.
            Frame::Clause | Frame::Bound => self.is_only_subject(at, person),
            _ => self.is_topic(at, person, known),
        };
        let sure = match frame {
            Frame::Opens | Frame::Clause => {
                self.leads_paragraph(paragraph, person) || !self.has_rival(paragraph, gender)
            }
            // `“He has gone,” Ms Tan said. He …`
            Frame::Says => !self.references[paragraph..at]
                .iter()
                .any(|other| matches!(other.who, Who::Pronoun(spoken, _) if spoken == gender)),
            _ => true,
        };
        if follows { resolved(person, sure) } else { None }
    }

    /// The person of whom a quotation is that begins with a pronoun: `“He left the stove on,” Lee said of the owner, Mrs Tan.`
    fn spoken_of(&self, at: usize) -> Option<usize> {
        let quotations = self.article.quotations();
        let own = quotations.around(self.span(at).lo())?;
        let begins = self.back(at).first().is_none_or(|token| token.span == quotations.marks[own.open as usize].span);
        let end = self.side.token_at(quotations.marks[own.close as usize].span.lo()) + 1;
        let mut behind = (end..self.side.tokens.len()).take(ATTRIBUTION);
        let of = behind.find(|at| {
            let token = &self.side.tokens[*at];
            let said = self.side.tokens[end..*at].iter().rev().find(|token| token.kind != TokenKind::Space);
            self.is_in("spoken-of", token) && said.is_some_and(|token| spot::is_reporting(self.side, token))
        })?;
        let next = &self.references[self.references.partition_point(|other| other.tokens.start <= of)..];
        let reference = next.first().filter(|next| self.sentence(next) == self.sentence_of(of))?;
        match reference.who {
            Who::Named(person) if begins => Some(person),
            _ => None,
        }
    }

    /// The person whom the only pronoun of a gender in an article can mean that has nobody of that gender: whoever was named
    /// last, but for who says it.
    fn stray(&self, at: usize, gender: Gender) -> Option<usize> {
        if self.alien != Some(gender) {
            return None;
        }
        let paragraph = self.first_of_paragraph(at);
        let before = paragraph.checked_sub(1).map_or(0, |last| self.first_of_paragraph(last));
        let near = &self.references[before..at];
        let unknown = |reference: &Reference| match reference.who {
            Who::Named(person) => self.people.persons[person].gender().is_none(),
            Who::Other(None) => !self.is_in("epithet", &self.side.tokens[reference.tokens.start]),
            Who::Other(Some(told)) => told == gender,
            Who::Pronoun(..) | Who::Neuter => false,
        };
        if near.len() > CROWD
            || near.iter().any(unknown)
            || self.has_stranger(&(before..at), gender, Frame::Opens, None)
        {
            return None;
        }
        let end = self.side.blocks[self.side.block_at(self.span(at).lo())].tokens.end as usize;
        let block = paragraph..self.references.partition_point(|other| other.tokens.start < end);
        let says = |person: usize| {
            block.clone().take(CROWD).any(|other| {
                self.references[other].who == Who::Named(person) && !self.is_quoted(other) && self.speaks(other)
            })
        };
        let quoted = self.is_quoted(at);
        if !self.references[paragraph..at].iter().any(|other| matches!(other.who, Who::Named(_))) {
            return None;
        }
        let mut named = self.references[..at].iter().rev().take(CROWD).filter_map(|other| match other.who {
            Who::Named(person) => Some(person),
            _ => None,
        });
        named.find(|person| !quoted || !says(*person)).filter(|person| !self.is_object_of(at, *person))
    }

    /// Whether a pronoun is the object of what a person does, who is somebody else then: `Lee called her`.
    fn is_object_of(&self, at: usize, person: usize) -> bool {
        let Who::Pronoun(gender, _) = self.references[at].who else { return false };
        let Some(class) = self.side.profile.lexicon.class(gender.pronouns()) else { return false };
        let owned =
            self.neighbours(at).next().is_some_and(|next| !self.side.profile.function.has(&self.side.text, next));
        let token = &self.side.tokens[self.references[at].tokens.start];
        let may_be = |form: &str| {
            let form = class.form(form);
            class.members(token.norm, self.side.word(token)).any(|member| Some(member.form) == form)
        };
        let sentence = self.sentence(&self.references[at]);
        let mut before =
            self.references[..at].iter().rev().take(NEAR).take_while(|other| self.sentence(other) == sentence);
        let subject = before.find(|other| !matches!(other.who, Who::Neuter));
        may_be("object")
            && !(owned && may_be("possessive"))
            && subject.is_some_and(|subject| subject.who == Who::Named(person))
    }

    /// The words directly before and after a name, which may be its verb: only where the name can be nothing but the subject.
    pub(super) fn verbs(&self, reference: &Reference, person: &Person) -> [Option<&Token>; 2] {
        let tokens = &self.side.tokens;
        let block = &self.side.blocks[self.side.block_at(tokens[reference.tokens.start].span.lo())];
        // What a noun stands for has the gender of the noun.
        let named = &tokens[reference.tokens.end - 1];
        let last = self.side.str(person.name).split(' ').next_back();
        let is_name = last.is_some_and(|last| self.side.word(named).starts_with(last));
        if !is_name || !self.is_nominative(reference, person) {
            return [None, None];
        }
        let spaced = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Space);
        let before =
            reference.tokens.start.checked_sub(2).filter(|at| *at >= block.tokens.start as usize && spaced(at + 1));
        let after = Some(reference.tokens.end + 1).filter(|at| *at < block.tokens.end as usize && spaced(at - 1));
        [before.map(|at| &tokens[at]), after.map(|at| &tokens[at])]
    }

    /// Whether a name can only be in the nominative; where names do not change with their case, it always can.
    pub(super) fn is_nominative(&self, reference: &Reference, person: &Person) -> bool {
        let people = self.side.profile.lexicon.people();
        if !people.inflects() {
            return true;
        }
        let Some(gender) = person.gender() else { return false };
        if self.is_subject_of_speech(reference, gender) {
            return true;
        }
        let words = self.side.tokens[reference.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word);
        let is_title = |token: &&Token| {
            token.shape == Shape::Lower || self.is_in("honorific", token) || people.role(token).is_some()
        };
        let words: Vec<&str> = words.skip_while(is_title).map(|token| self.side.word(token)).collect();
        match words.as_slice() {
            [] => false,
            // A surname alone, as it stands in the name.
            [last] => {
                let whole = self.side.str(person.name).split(' ').next_back() == Some(last);
                whole && people.has_nominative_surname(last, gender)
            }
            [first, .., last] => people.is_nominative(first, last, gender),
        }
    }

    /// Whether a reporting verb stands directly before a name, in the form for its gender: `сказала Ненсі Бартлет`.
    fn is_subject_of_speech(&self, reference: &Reference, gender: Gender) -> bool {
        let tokens = &self.side.tokens;
        let Some(class) = self.side.profile.lexicon.class("gendered-verb") else { return false };
        let before = reference.tokens.start.checked_sub(2).filter(|at| tokens[at + 1].kind == TokenKind::Space);
        let Some(verb) = before.map(|at| &tokens[at]).filter(|token| spot::is_reporting(self.side, token)) else {
            return false;
        };
        let own = class.form("woman").filter(|_| gender == Gender::Woman);
        class.members(verb.norm, self.side.word(verb)).any(|member| Some(member.form) == own)
    }

    /// The person who goes on speaking in a sentence that begins with a reporting verb and has no subject: `powiedziała dyrektorka
    /// Fiona Meredith. Dodała, że …`
    pub(super) fn continues(&self, sentence: usize) -> Option<(&Token, usize)> {
        let side = self.side;
        let own = &side.sentences[sentence];
        let (first, last) = (own.first as usize, own.last as usize);
        let verb = &side.tokens[first];
        let mut after = side.tokens[first + 1..last].iter().filter(|token| token.kind != TokenKind::Space);
        let says = verb.kind == TokenKind::Word
            && spot::is_reporting(side, verb)
            && after.next().is_some_and(|next| next.mark() == Some(',') || self.is_in("that", next))
            && self.article.quotations().around(verb.span.lo()).is_none();
        if !says {
            return None;
        }
        let block = side.blocks[side.block_at(verb.span.lo())].tokens.start as usize;
        let before = sentence.checked_sub(1)?;
        let until = self.references.partition_point(|reference| reference.tokens.start < first);
        let mut near = (0..until).rev().take(NEAR).take_while(|at| {
            let reference = &self.references[*at];
            reference.tokens.start >= block && self.sentence(reference) == before
        });
        let spoken = near.by_ref().filter(|at| !self.is_quoted(*at)).collect::<Vec<usize>>();
        let [at] = spoken[..] else { return None };
        let Who::Named(person) = self.references[at].who else { return None };
        let nominative = self.is_nominative(&self.references[at], &self.people.persons[person]);
        (nominative && self.speaks(at)).then_some((verb, person))
    }

    /// The article before an office and a name, if the office is one that has both genders.
    pub(super) fn article(&self, reference: &Reference, person: &Person, gender: Gender) -> Option<&Token> {
        let tokens = &self.side.tokens;
        let noun = &tokens[reference.tokens.start];
        let office = gender == Gender::Woman
            && person.name.lo() > noun.span.lo()
            && reference.tokens.len() <= 8
            && !self.is_in("epicene", noun)
            && !self.side.str(noun.span.to(tokens[reference.tokens.end - 1].span)).contains(',')
            && matches!(self.side.profile.lexicon.people().role(noun), Some(Role::Noun(None)));
        let at = reference.tokens.start.checked_sub(2).filter(|at| tokens[at + 1].kind == TokenKind::Space)?;
        office.then(|| &tokens[at])
    }

    /// What makes the office before the name of a woman agree with her: nothing where it has one form for both; none where its
    /// form is not known.
    pub(super) fn office_mended(&self, reference: &Reference) -> Option<Vec<Edit>> {
        let token = &self.side.tokens[reference.tokens.start];
        let word = self.side.word(token);
        let lexicon = &self.side.profile.lexicon;
        let pairs = lexicon.class("office-pair");
        if let Some(own) = pairs.and_then(|class| agreeing(class, Gender::Woman, token, word)) {
            return Some(vec![Edit::new(token.span, cased(own, token))]);
        }
        let endings = lexicon.class("common-gender-ending")?;
        endings.all_forms().any(|ending| word.ends_with(ending)).then(Vec::new)
    }

    /// Whether a person has two names, or something else than a name tells the gender.
    pub(super) fn is_introduced(&self, person: usize) -> bool {
        let Person { name, voices } = &self.people.persons[person];
        self.side.str(*name).contains(' ') || voices.iter().any(|voice| voice.span != *name)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.article.quotations().around(self.span(at).lo()).is_some()
    }

    /// Of whom some references speak, as far as a pronoun may mean them.
    pub(super) fn antecedent(
        &self,
        references: Range<usize>,
        gender: Gender,
        frame: Frame,
        known: &[Option<Resolved>],
    ) -> Antecedent {
        if references.len() > CROWD {
            return Antecedent::Somebody;
        }
        // A sentence about somebody makes those fade of whom nothing is known and who were spoken of before.
        let topic = self.topic(&references, frame, known);
        if self.has_stranger(&references, gender, frame, topic.as_ref()) {
            return Antecedent::Somebody;
        }
        let faded = |at: usize| self.has_faded(self.references[at].tokens.start, topic.as_ref());
        let unknown = |person: usize| self.people.persons[person].gender().is_none();
        // Whoever the pronoun fits, and who was spoken of last of those whom it does not.
        let (mut fitting, mut other) = (None, None);
        for at in references {
            let who = match self.references[at].who {
                _ if frame != Frame::Opens && self.is_quoted(at) => continue,
                Who::Pronoun(other, _) => match known[at] {
                    Some(resolved) => Who::Named(resolved.person),
                    None => Who::Other(Some(other)),
                },
                who => who,
            };
            match who {
                Who::Neuter => {}
                Who::Other(None) if faded(at) => {}
                Who::Named(person) if unknown(person) && faded(at) => {}
                Who::Named(person) if self.people.persons[person].gender() == Some(gender.other()) => {
                    other = Some(person);
                }
                Who::Named(person) if fitting.is_none_or(|fitting| fitting == person) => fitting = Some(person),
                Who::Other(Some(other)) if other != gender => {}
                _ => return Antecedent::Somebody,
            }
        }
        match (fitting, other) {
            (Some(person), Some(_)) if unknown(person) => Antecedent::Somebody,
            (Some(person), _) => Antecedent::Only(person),
            (None, Some(other)) => Antecedent::Only(topic.and_then(|topic| topic.person).unwrap_or(other)),
            (None, None) => Antecedent::Nobody,
        }
    }

    /// Whom the last sentence is about that has a person as its subject, where a pronoun goes on with that.
    fn topic(&self, references: &Range<usize>, frame: Frame, known: &[Option<Resolved>]) -> Option<Topic> {
        if frame == Frame::Inner {
            let first = self.begin(self.first_of_paragraph(references.end));
            return Some(Topic { person: None, sentence: first..first, speaks: false });
        }
        if !matches!(frame, Frame::Said | Frame::Says | Frame::Opens | Frame::According) {
            return None;
        }
        let own = self.references.get(references.end).map(|reference| self.sentence(reference))?;
        let before = references.clone().rev().filter(|at| !self.is_quoted(*at));
        let mut before = before.filter(|at| frame == Frame::Said || self.sentence(&self.references[*at]) < own);
        let (subject, person) = before.find_map(|at| {
            let reference = &self.references[at];
            let person = match reference.who {
                Who::Named(person) => person,
                Who::Pronoun(..) => known[at]?.person,
                _ => return None,
            };
            let named = &self.people.persons[person];
            (self.is_subject(reference) && named.gender().is_some()).then_some((at, person))
        })?;
        let sentence = &self.side.sentences[self.sentence(&self.references[subject])];
        let speaks = frame != Frame::Opens && self.speaks(subject);
        Some(Topic { person: Some(person), sentence: sentence.first as usize..sentence.last as usize, speaks })
    }

    /// Whether somebody of whom nothing is known is forgotten over a sentence about a person: whoever was spoken of before it,
    /// and whoever stands behind a preposition in it, or anywhere in it where the person speaks and nobody else is to speak.
    fn has_faded(&self, token: usize, topic: Option<&Topic>) -> bool {
        topic.is_some_and(|topic| {
            let inside = token < topic.sentence.end;
            let first = topic.sentence.start;
            token < first || inside && (self.is_oblique(token, first) || topic.speaks && !self.is_told(token, first))
        })
    }

    /// Whether a preposition stands before the phrase that a token is in.
    fn is_oblique(&self, token: usize, first: usize) -> bool {
        self.governs(token, first).is_some_and(|token| self.is_in("oblique", token))
    }

    /// Whether somebody is told or asked: `warned the plumber`.
    fn is_told(&self, token: usize, first: usize) -> bool {
        self.governs(token, first).is_some_and(|token| spot::is_reporting(self.side, token))
    }

    /// The verb or the preposition before the phrase that a token is in.
    fn governs(&self, token: usize, first: usize) -> Option<&Token> {
        let function = |token: &&Token| self.side.profile.function.has(&self.side.text, token);
        let before = self.side.tokens[first..token].iter().rev().filter(|token| token.kind != TokenKind::Space);
        let mut before = before.take(PHRASE).take_while(|token| token.kind == TokenKind::Word);
        before.find(|token| spot::is_reporting(self.side, token) || function(token) && !self.is_in("determiner", token))
    }

    /// Whether somebody of whom nothing is known may be meant, from the block of the first of some references on.
    fn has_stranger(&self, references: &Range<usize>, gender: Gender, frame: Frame, topic: Option<&Topic>) -> bool {
        let start = |at: usize| self.references[at].tokens.start;
        if references.start >= self.references.len() {
            return false;
        }
        let from = self.begin(references.start);
        let until = self.references.get(references.end).map_or(self.side.tokens.len(), |_| start(references.end));
        let strangers = &self.people.strangers;
        let near = strangers.partition_point(|stranger| stranger.token < from)
            ..strangers.partition_point(|stranger| stranger.token < until);
        strangers.get(near).into_iter().flatten().any(|stranger| {
            let quoted = || {
                let at = self.side.tokens[stranger.token].span.lo();
                self.article.quotations().around(at).is_some()
            };
            [Standing::ForEither, Standing::For(gender)].contains(&stranger.pronouns)
                && (frame == Frame::Opens || !quoted())
                && !self.has_faded(stranger.token, topic)
        })
    }

    /// The first token of the block of a reference; where lines are sentences, of the lines before it.
    fn begin(&self, at: usize) -> usize {
        if self.side.line_by_line {
            self.side.sentences[self.sentence(&self.references[at]).saturating_sub(LINES)].first as usize
        } else {
            self.side.blocks[self.side.block_at(self.span(at).lo())].tokens.start as usize
        }
    }

    /// The only person who speaks in a paragraph, if that is who the last sentence of it is about.
    fn speaker(&self, paragraph: Range<usize>) -> Option<usize> {
        if paragraph.len() > CROWD {
            return None;
        }
        let last = self.sentence(&self.references[paragraph.end.checked_sub(1)?]);
        let mut speakers =
            paragraph.filter(|at| !self.is_quoted(*at)).filter(|at| self.speaks(*at)).map(|at| &self.references[at]);
        let found = speakers.next_back().filter(|reference| self.sentence(reference) == last)?;
        let Who::Named(person) = found.who else { return None };
        speakers.all(|reference| reference.who == Who::Named(person)).then_some(person)
    }

    /// Whether a reporting verb stands beside a reference.
    fn speaks(&self, at: usize) -> bool {
        let after =
            self.side.tokens[self.references[at].tokens.end..].iter().find(|token| token.kind != TokenKind::Space);
        let tells = |token: &&Token| spot::is_reporting(self.side, token);
        after.as_ref().is_some_and(tells)
            || self.back(at).iter().find(|token| !self.is_in("article", token)).is_some_and(tells)
    }

    /// Whether a paragraph begins with what a person does: `The transport minister, Jörn Wessel, demanded more barriers.`
    fn leads_paragraph(&self, paragraph: usize, person: usize) -> bool {
        let first = &self.references[paragraph];
        let begins = self.side.blocks[self.side.block_at(self.span(paragraph).lo())].tokens.start as usize;
        let words = self.side.tokens[begins..first.tokens.start].iter().filter(|token| token.kind == TokenKind::Word);
        first.who == Who::Named(person) && words.count() <= 4 && !self.is_quoted(paragraph)
    }

    /// Whether somebody who is named in the paragraph before may be meant.
    fn has_rival(&self, first: usize, gender: Gender) -> bool {
        let from =
            first.checked_sub(1).map_or(0, |last| self.first_of_paragraph(last)).max(first.saturating_sub(CROWD));
        self.references[from..first].iter().any(|reference| match reference.who {
            Who::Named(person) => self.people.persons[person].gender().is_none_or(|other| other == gender),
            Who::Other(_) | Who::Pronoun(..) | Who::Neuter => false,
        })
    }

    /// Whether the sentence before, or the one before that, has a person as its subject.
    pub(super) fn is_topic(&self, at: usize, person: usize, known: &[Option<Resolved>]) -> bool {
        let sentence = self.sentence(&self.references[at]);
        let near = (0..at).rev().take(NEAR).take_while(|other| self.sentence(&self.references[*other]) + 2 >= sentence);
        near.filter(|other| self.sentence(&self.references[*other]) < sentence).any(|other| {
            let reference = &self.references[other];
            known[other].is_some_and(|resolved| resolved.person == person)
                || reference.who == Who::Named(person)
                    && self.is_subject(reference)
                    && self.is_nominative(reference, &self.people.persons[person])
        })
    }

    /// Whether a person is the subject of the sentence in which a pronoun stands, as far as that.
    pub(super) fn is_only_subject(&self, at: usize, person: usize) -> bool {
        let own = self.sentence(&self.references[at]);
        let before = self.references[..at].iter().rev().take(NEAR);
        let mut near =
            before.take_while(|other| self.sentence(other) == own).filter(|other| other.who == Who::Named(person));
        near.any(|other| self.is_subject(other) && self.is_nominative(other, &self.people.persons[person]))
    }

    /// Whether a name stands where subjects stand: first in its sentence, after what leads in, after a reporting verb.
    fn is_subject(&self, reference: &Reference) -> bool {
        let sentence = &self.side.sentences[self.sentence(reference)];
        let before = &self.side.tokens[sentence.first as usize..reference.tokens.start];
        let function = |token: &Token| self.side.profile.function.has(&self.side.text, token);
        // `The state transport minister`
        let modifies = |token: &&Token| {
            token.kind == TokenKind::Word
                && !spot::is_reporting(self.side, token)
                && (!function(token) || self.is_in("article", token))
        };
        if self.only_tells_when(before) {
            return true;
        }
        let mut words = before.iter().rev().filter(|token| token.kind != TokenKind::Space);
        match words.by_ref().take(6).find(|token| !modifies(token)) {
            None => words.next().is_none(),
            Some(token) if token.kind == TokenKind::Word => spot::is_reporting(self.side, token),
            Some(token) => {
                token.mark() != Some('(') && before.iter().filter(|token| token.kind == TokenKind::Word).count() <= 8
            }
        }
    }

    /// Whether words before a name tell when something was and nothing else: `On Monday`, `Am 3. Mai eröffnete`.
    fn only_tells_when(&self, words: &[Token]) -> bool {
        let profile = &self.side.profile;
        let text = &self.side.text;
        let dates = |token: &Token| {
            token.kind == TokenKind::Number || profile.weekdays.has(text, token) || profile.months.has(text, token)
        };
        let joins = |token: &Token| {
            let word = token.kind == TokenKind::Word;
            token.kind == TokenKind::Space
                || token.mark() == Some('.')
                || word && profile.function.has(text, token) && !profile.pronouns.has(text, token)
        };
        let verb = |token: &Token| profile.noun_capitals && token.shape == Shape::Lower;
        let last = words.iter().rev().find(|token| token.kind != TokenKind::Space);
        let lead = words.len() - last.filter(|token| verb(token)).map_or(0, |_| 2).min(words.len());
        words[..lead].iter().any(dates) && words[..lead].iter().all(|token| dates(token) || joins(token))
    }

    /// The three tokens of its sentence before a pronoun, from there back.
    pub(super) fn back(&self, at: usize) -> Vec<&Token> {
        let reference = &self.references[at];
        let sentence = &self.side.sentences[self.sentence(reference)];
        let before = &self.side.tokens[sentence.first as usize..reference.tokens.start];
        before.iter().rev().filter(|token| token.kind != TokenKind::Space).take(3).collect()
    }

    fn frame(&self, at: usize) -> Option<Frame> {
        let reference = &self.references[at];
        let Who::Pronoun(gender, form) = reference.who else { return None };
        let back = self.back(at);
        let form = self.side.profile.lexicon.class(gender.pronouns())?.forms.get(form as usize)?.as_str();
        let next = self.neighbours(at).next();
        let tells = |token: Option<&&Token>| token.is_some_and(|token| spot::is_reporting(self.side, token));
        let closes = |token: Option<&&Token>| token.and_then(|token| token.mark()).is_some_and(is_closing);
        let comma = |token: Option<&&Token>| token.and_then(|token| token.mark()) == Some(',');
        let after = form.contains("after");
        let words = next.is_some_and(|token| self.is_in("attributed", token));
        // `podle něj`, `по его словам`, `jego zdaniem`
        let attributed = match back.as_slice() {
            [] => words,
            [one] => self.is_in("attributing", one) && (after || words),
            _ => false,
        };
        match form {
            "object" if back.len() == 2 && self.is_in("attributing", back[1]) => Some(Frame::According),
            _ if attributed => Some(Frame::According),
            _ if next.is_some_and(|token| self.is_in("of-oneself", token)) => Some(Frame::Bound),
            "possessive" if back.len() == 1 && next.is_some_and(|token| self.is_in("own-part", token)) => {
                Some(Frame::Share)
            }
            "subject" | "is" | "had" | "will" => {
                let quoted = closes(back.first()) || comma(back.first()) && closes(back.get(1));
                let says = || self.neighbours(at).any(|token| spot::is_reporting(self.side, token));
                // `“…,” said he`, `«…», – сказал он`, `– … – powiedział on`
                let set_off = |token: Option<&&Token>| token.and_then(|token| token.mark()).is_some_and(is_dash);
                let inverted =
                    tells(back.first()) && (closes(back.get(1)) || comma(back.get(1)) || set_off(back.get(1)));
                if inverted || quoted && says() || comma(back.first()) && self.ends_saying(at) {
                    return Some(Frame::Said);
                }
                let clause = tells(back.first())
                    || back.first().is_some_and(|token| self.is_in("that", token)) && tells(back.get(1));
                // Where things are he and she too, a sentence may open with any of them.
                match back.is_empty() {
                    true if self.of_persons || says() => Some(Frame::Opens),
                    true => None,
                    false => clause.then_some(Frame::Clause),
                }
            }
            _ => None,
        }
    }

    /// Whether a reporting verb follows a pronoun, and nothing after it: `The bridge was safe, he said.`
    fn ends_saying(&self, at: usize) -> bool {
        let mut after = self.side.tokens[self.references[at].tokens.end..].iter();
        let mut next = || after.find(|token| token.kind != TokenKind::Space);
        next().is_some_and(|token| spot::is_reporting(self.side, token)) && next().and_then(Token::mark) == Some('.')
    }

    /// The two words after a pronoun.
    pub(super) fn neighbours(&self, at: usize) -> impl Iterator<Item = &Token> {
        let after = &self.side.tokens[self.references[at].tokens.end..];
        after
            .iter()
            .filter(|token| token.kind != TokenKind::Space)
            .take(2)
            .take_while(|token| token.kind == TokenKind::Word)
    }

    pub(super) fn is_in(&self, class: &str, token: &Token) -> bool {
        let class = self.side.profile.lexicon.class(class);
        class.is_some_and(|class| class.members(token.norm, self.side.word(token)).next().is_some())
    }

    /// The pronoun that should stand there, and the verb beside it in the form for it.
    pub(super) fn mended(&self, at: usize) -> Vec<Edit> {
        let Some(meant) = self.meant(at) else { return Vec::new() };
        let Who::Pronoun(gender, _) = self.references[at].who else { return Vec::new() };
        let verbs = self.disagreeing(at, gender.other());
        let mut edits: Vec<Edit> = verbs.into_iter().chain([Edit::new(self.span(at), meant)]).collect();
        edits.sort_unstable_by_key(|edit| edit.span);
        edits
    }

    /// What makes the verbs beside a pronoun agree with a gender.
    pub(super) fn disagreeing(&self, at: usize, gender: Gender) -> Vec<Edit> {
        let token = self.references[at].tokens.start;
        let word = |at: usize| self.side.tokens.get(at).filter(|token| token.kind == TokenKind::Word);
        let beside = [token.checked_sub(2), Some(token + 2)].into_iter().flatten().filter_map(word);
        let Some(class) = self.side.profile.lexicon.class("gendered-verb") else { return Vec::new() };
        let verb = |token: &Token| {
            let own = agreeing(class, gender, token, self.side.word(token))?;
            Some(Edit::new(token.span, cased(own, token)))
        };
        beside.filter_map(verb).collect()
    }

    /// The pronoun that should stand there; `her` is `him` or `his` by what follows.
    pub(super) fn meant(&self, at: usize) -> Option<String> {
        let Who::Pronoun(gender, form) = self.references[at].who else { return None };
        let lexicon = &self.side.profile.lexicon;
        let (own, other) = (lexicon.class(gender.pronouns())?, lexicon.class(gender.other().pronouns())?);
        let token = &self.side.tokens[self.references[at].tokens.start];
        let found = self.side.word(token);
        let next = self.neighbours(at).next();
        let followed = next.is_some_and(|next| !self.side.profile.function.has(&self.side.text, next));
        let possessive = own.form("possessive");
        let members: Vec<Member> = own.members(token.norm, found).collect();
        let fits = |member: &&Member| followed == (Some(member.form) == possessive);
        let member = members.iter().find(fits).or(members.iter().find(|member| member.form == form))?;
        let word = other.spelling(*member).or_else(|| other.spelling(Member { word: 0, ..*member }))?;
        Some(match token.shape {
            Shape::Lower => word.to_owned(),
            Shape::Upper if found.chars().nth(1).is_some() => word.to_uppercase(),
            _ => capitalised(word),
        })
    }

    /// Where the first word of a reference stands.
    pub(super) fn span(&self, at: usize) -> Span {
        self.side.tokens[self.references[at].tokens.start].span
    }

    pub(super) fn sentence(&self, reference: &Reference) -> usize {
        self.sentence_of(reference.tokens.start)
    }

    fn sentence_of(&self, token: usize) -> usize {
        self.side.sentences.partition_point(|sentence| sentence.first as usize <= token).saturating_sub(1)
    }

    /// Whether a reference stands in the block of another one.
    fn is_beside(&self, at: usize, other: &Reference) -> bool {
        let block = &self.side.blocks[self.side.block_at(self.span(at).lo())];
        other.tokens.start < block.tokens.end as usize
    }

    /// The first reference in the paragraph of one; where lines are sentences, in the three before it.
    pub(super) fn first_of_paragraph(&self, at: usize) -> usize {
        let first = if self.side.line_by_line {
            self.side.sentences[self.sentence(&self.references[at]).saturating_sub(LINES)].first
        } else {
            self.side.blocks[self.side.block_at(self.span(at).lo())].tokens.start
        };
        self.references.partition_point(|reference| reference.tokens.start < first as usize)
    }
}

/// The gender of which an article has one pronoun and nobody, where it has more of the other.
pub(super) fn alien(side: &Side, people: &People) -> Option<Gender> {
    let words = side.profile.lexicon.people();
    let told = |reference: &Reference| match reference.who {
        Who::Named(person) => people.persons[person].gender(),
        Who::Pronoun(gender, _) => Some(gender),
        // A ship is she where it is near.
        Who::Other(gender) => match words.role(&side.tokens[reference.tokens.end - 1]) {
            Some(Role::Thing(_)) => None,
            _ => gender,
        },
        Who::Neuter => None,
    };
    let count = |gender: Gender| people.references.iter().filter(|other| told(other) == Some(gender)).count();
    let pronouns = |gender: Gender| {
        people.references.iter().filter(|other| matches!(other.who, Who::Pronoun(own, _) if own == gender)).count()
    };
    let alone = |gender: &Gender| count(*gender) == 1 && pronouns(*gender) == 1 && pronouns(gender.other()) > 1;
    [Gender::Woman, Gender::Man].into_iter().find(alone)
}

/// So many references before a pronoun are looked at for the subject of a sentence.
const NEAR: usize = 40;

/// So many tokens may stand between a quotation and whom it is of: `,” the fire chief said of`.
const ATTRIBUTION: usize = 16;

/// So many words may stand between a preposition and its noun.
const PHRASE: usize = 4;

/// So many lines count as a paragraph where lines are sentences.
const LINES: usize = 3;

fn is_dash(mark: char) -> bool {
    matches!(mark, '–' | '—' | '―')
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '”' | '"' | '»' | '’' | '\'' | '“' | '«' | '」' | '』')
}
