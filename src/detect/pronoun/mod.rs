//! Words of the wrong gender for somebody who is named: `he said` after the words of a woman, `сказал Мария`, `le shérif Donna`.
//!
//! A pronoun is judged only where it continues what one person does, and nobody else is there whom it could mean. The frames
//! are those in which a text keeps to its subject (Grosz, Joshi & Weinstein, Centering, 1995): an attribution after what the
//! person said, a sentence that begins with the pronoun after one that has the person as its subject, `for his part` before
//! a name.

mod resolve;
mod thing;

use resolve::{Resolved, Resolver, alien};

use super::spec::{Pronoun as Spec, PronounFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::people::{Person, Voice, Who};
use crate::certainty::Certainty;
use crate::span::Span;
use crate::text::lexicon::{Class, Member};
use crate::text::people::Gender;
use crate::text::{Profile, Shape, Token};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let people = article.people();
        let lexicon = &article.target().profile.lexicon;
        let of_persons = lexicon.class("it").is_some();
        let alien = alien(article.target(), people).filter(|_| of_persons);
        let references = &people.references;
        let resolver = Resolver { article, side: article.target(), people, references, of_persons, alien };
        let pronouns = resolver.resolve();
        for (person, known) in people.persons.iter().enumerate() {
            let of_person = |at: &Resolved| at.person == person;
            let own: Vec<&Resolved> = pronouns.iter().flatten().filter(|at| of_person(at)).collect();
            let Some(settled) = Settled::of(known, &own, &resolver) else { continue };
            let wrong: Vec<&Resolved> = own.iter().filter(|at| at.gender != settled.gender).copied().collect();
            for run in wrong.chunk_by(|one, next| one.paragraph == next.paragraph) {
                self.report(&resolver, run, &settled, hits);
            }
        }
        self.things(&resolver, &pronouns, hits);
        for (fault, class) in [(Fault::Verb, "gendered-verb"), (Fault::Article, "gendered-article")] {
            if let Some(class) = lexicon.class(class).filter(|_| self.rules.wants(fault)) {
                self.agreement(&resolver, fault, class, hits);
            }
        }
        if self.rules.wants(Fault::Verb) {
            self.disagreement(&resolver, &pronouns, hits);
            self.continuation(&resolver, hits);
        }
    }
}

impl Scanner {
    /// Reports pronouns for things that mean persons, and pronouns for persons that mean bodies.
    fn things(&self, resolver: &Resolver<'_>, pronouns: &[Option<Resolved>], hits: &mut Hits) {
        let lexicon = &resolver.side.profile.lexicon;
        for (at, reference) in resolver.references.iter().enumerate() {
            let token = &resolver.side.tokens[reference.tokens.start];
            let meant =
                |class: &str, form: u32| Some(cased(lexicon.class(class)?.spelling(Member { word: 0, form })?, token));
            match reference.who {
                Who::Neuter if self.rules.wants(Fault::Thing) => {
                    let Some(person) = resolver.person_called_thing(at, pronouns) else { continue };
                    let person = &resolver.people.persons[person];
                    let genders = person.gender().map_or(vec![Gender::Woman, Gender::Man], |gender| vec![gender]);
                    let meant: Vec<String> = genders.iter().filter_map(|g| meant(g.pronouns(), 0)).collect();
                    self.rules.report(Fault::Thing, hits, |rule| {
                        let hit = Hit::new(rule, token.span).slot("person", resolver.side.str(person.name));
                        let hit = hit.slot("expected", meant.join("/")).because(person.name);
                        let edit = |meant: &String| vec![Edit::new(token.span, meant.clone())];
                        meant.iter().fold(hit, |hit, meant| hit.choose(edit(meant), false))
                    });
                }
                Who::Pronoun(..) if self.rules.wants(Fault::Body) && pronouns[at].is_none() => {
                    let Some(meant) = meant("it", 1).filter(|_| resolver.is_of_body(at, pronouns)) else { continue };
                    self.rules.report(Fault::Body, hits, |rule| {
                        let hit = Hit::new(rule, token.span).slot("expected", &meant);
                        hit.choose(vec![Edit::new(token.span, meant.clone())], false)
                    });
                }
                _ => {}
            }
        }
    }

    /// Reports the words of a class beside names that have the form for the other gender.
    fn agreement(&self, resolver: &Resolver<'_>, fault: Fault, class: &Class, hits: &mut Hits) {
        for reference in resolver.references {
            let Who::Named(person) = reference.who else { continue };
            let person = &resolver.people.persons[person];
            let Some(gender) = person.gender() else { continue };
            let beside = if fault == Fault::Verb {
                resolver.verbs(reference, person)
            } else {
                [resolver.article(reference, person, gender), None]
            };
            for token in beside.into_iter().flatten() {
                let Some(own) = agreeing(class, gender, token, resolver.side.word(token)) else { continue };
                let meant = cased(own, token);
                self.rules.report(fault, hits, |rule| {
                    let hit = Hit::new(rule, token.span).slot("expected", &meant);
                    let hit = hit.slot("person", resolver.side.str(person.name));
                    let hit = person.voices.iter().take(3).fold(hit, |hit, voice| hit.because(voice.span));
                    let edit = Edit::new(token.span, meant.clone());
                    match resolver.office_mended(reference) {
                        _ if fault == Fault::Verb => hit.choose(vec![edit], false),
                        Some(office) => hit.choose([edit].into_iter().chain(office).collect(), false),
                        None => hit,
                    }
                });
            }
        }
    }

    /// Reports the verbs beside pronouns that have the form for the other gender, where the pronoun is not what is wrong.
    fn disagreement(&self, resolver: &Resolver<'_>, pronouns: &[Option<Resolved>], hits: &mut Hits) {
        for (at, reference) in resolver.references.iter().enumerate() {
            let Who::Pronoun(gender, 0) = reference.who else { continue };
            let person = pronouns[at].and_then(|known| resolver.people.persons[known.person].gender());
            if person.is_some_and(|person| person != gender) {
                continue;
            }
            let pronoun = resolver.span(at);
            for edit in resolver.disagreeing(at, gender) {
                self.rules.report(Fault::Verb, hits, |rule| {
                    let hit = Hit::new(rule, edit.span).slot("expected", &edit.text);
                    let hit = hit.slot("person", resolver.side.str(pronoun)).choose(vec![edit.clone()], false);
                    let other = resolver.meant(at).filter(|_| person.is_none());
                    other.into_iter().fold(hit, |hit, other| hit.choose(vec![Edit::new(pronoun, other)], false))
                });
            }
        }
    }

    /// Reports the verbs of sentences without a subject that go on with what somebody said and do not agree with who that is.
    fn continuation(&self, resolver: &Resolver<'_>, hits: &mut Hits) {
        let Some(class) = resolver.side.profile.lexicon.class("gendered-verb") else { return };
        for sentence in 0..resolver.side.sentences.len() {
            let Some((verb, person)) = resolver.continues(sentence) else { continue };
            let person = &resolver.people.persons[person];
            let Some(gender) = person.gender() else { continue };
            let Some(own) = agreeing(class, gender, verb, resolver.side.word(verb)) else { continue };
            let meant = cased(own, verb);
            self.rules.report(Fault::Verb, hits, |rule| {
                let hit = Hit::new(rule, verb.span).slot("expected", &meant);
                let hit = hit.slot("person", resolver.side.str(person.name));
                let hit = person.voices.iter().take(3).fold(hit, |hit, voice| hit.because(voice.span));
                hit.choose(vec![Edit::new(verb.span, meant.clone())], false)
            });
        }
    }

    /// Reports the pronouns of one paragraph that are wrong about one person, at the first of them.
    fn report(&self, resolver: &Resolver<'_>, run: &[&Resolved], settled: &Settled, hits: &mut Hits) {
        let edits: Vec<Edit> = run.iter().flat_map(|at| resolver.mended(at.at)).collect();
        let Some(expected) = resolver.meant(run[0].at) else { return };
        let certainty = if run[0].sure { settled.certainty } else { Certainty::Possible };
        self.rules.report(Fault::Against, hits, |rule| {
            let mut hit = Hit::new(rule, resolver.span(run[0].at)).slot("expected", &expected);
            hit.certainty = Some(certainty);
            let hit = hit.slot("person", resolver.side.str(resolver.people.persons[run[0].person].name));
            settled.evidence.iter().fold(hit, |hit, span| hit.because(*span)).choose(edits.clone(), false)
        });
    }
}

/// Whether a person is a woman or a man, and what tells it.
struct Settled {
    gender: Gender,
    certainty: Certainty,
    evidence: Vec<Span>,
}

impl Settled {
    /// By what the article says of a person; where it says nothing, by most of the pronouns.
    fn of(person: &Person, own: &[&Resolved], resolver: &Resolver<'_>) -> Option<Self> {
        let count = |gender: Gender| own.iter().filter(|at| at.gender == gender).count();
        if let Some(gender) = person.gender() {
            // A first name alone, and all pronouns against it: perhaps it is given to others too, those of men more often.
            let first_name = |voice: &Voice| {
                voice.span != person.name && voice.span.lo() >= person.name.lo() && voice.span.hi() <= person.name.hi()
            };
            let alone = matches!(person.voices.as_slice(), [voice] if first_name(voice)) && count(gender) == 0;
            let against = count(gender.other());
            if alone && against > if gender == Gender::Man { 1 } else { 2 } {
                return None;
            }
            return Some(Self {
                gender,
                certainty: Certainty::Likely,
                evidence: person.voices.iter().take(3).map(|voice| voice.span).collect(),
            });
        }
        let most = if count(Gender::Woman) > count(Gender::Man) { Gender::Woman } else { Gender::Man };
        let clear = person.voices.is_empty() && count(most) >= 2 && count(most.other()) == 1;
        let evidence = own.iter().filter(|at| at.gender == most).take(3).map(|at| resolver.span(at.at)).collect();
        clear.then_some(Self { gender: most, certainty: Certainty::Likely, evidence })
    }
}

/// The form of a word of a class for one gender, where it has the form for the other.
fn agreeing<'a>(class: &'a Class, gender: Gender, token: &Token, text: &str) -> Option<&'a str> {
    let (own, other) = match gender {
        Gender::Woman => (class.form("woman")?, class.form("man")?),
        Gender::Man => (class.form("man")?, class.form("woman")?),
    };
    let members: Vec<_> = class.members(token.norm, text).collect();
    let wrong = members.iter().find(|member| member.form == other)?;
    let ambiguous = members.iter().any(|member| member.form == own);
    class.spelling(Member { form: own, ..*wrong }).filter(|_| !ambiguous)
}

/// A word with the capital that another one begins with.
fn cased(word: &str, like: &Token) -> String {
    if like.shape == Shape::Lower { word.to_owned() } else { capitalised(word) }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
