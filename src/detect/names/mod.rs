//! One name in several spellings within an article: `Prigozhin` and `Progozhin`.
//!
//! Two names are alike by the ways in which romanisations and slips change a name; whether they are one, the article says: a
//! surname that nobody was introduced with belongs to the person whose surname is nearly the same. Who has a first name of
//! another kind is another person, however alike the surnames are.

mod across;
mod canon;
mod near;

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use self::near::Settled;
use super::hit::MOST_EVIDENCE;
use super::spec::{NameFault, Names as Spec};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::analysis::names::likeness::{self, Likeness};
use crate::analysis::names::{self, Mention};
use crate::analysis::quotation::spot;
use crate::article::Side;
use crate::text::people::Gender;
use crate::text::sounds::Spelled;
use crate::text::token::folded;
use crate::text::words::EntityKind;
use crate::text::{Norm, Profile, Shape, Token, TokenKind};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<NameFault>,
    settled: Settled,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], profile: &Profile) -> Self {
        let rules = ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault)));
        Self { rules, settled: Settled::new(profile) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let glossary = self.rules.wants(NameFault::Glossary) && !self.settled.is_empty();
        let variants = self.rules.wants(NameFault::Variant);
        if let Some(spellings) = article.spellings().filter(|_| self.rules.wants(NameFault::Across)) {
            across::report(&self.rules, (article, spellings), hits);
        }
        if !glossary && !variants {
            return;
        }
        let forms = Forms::gather(side, article.names());
        if glossary {
            self.near(&forms, hits);
        }
        if !variants {
            return;
        }
        for verdict in forms.verdicts() {
            for found in &verdict.wrong {
                self.rules.report(NameFault::Variant, hits, |rule| {
                    let hit =
                        Hit::new(rule, *found).slot("expected", verdict.expected).slot("count", verdict.right.len());
                    let hit = verdict.right.iter().take(MOST_EVIDENCE).copied().fold(hit, Hit::because);
                    let hit = hit.choose(vec![Edit::new(*found, verdict.expected)], false);
                    // Where as much speaks for the other spelling, it is for the reader to choose.
                    let edits = verdict.other_way(side.str(*found));
                    if verdict.is_open() { hit.choose(edits, false) } else { hit }
                });
            }
        }
    }
}

impl Scanner {
    /// Reports what is nearly a name of the glossary, word by word where words differ.
    fn near(&self, forms: &Forms<'_>, hits: &mut Hits) {
        for near in self.settled.near(forms) {
            for mention in &forms.all[near.form].mentions {
                let pairs = mention.parts.iter().zip(&near.words);
                let edits: Vec<Edit> = pairs
                    .filter(|(part, word)| forms.side.str(**part) != **word)
                    .map(|(part, word)| Edit::new(*part, *word))
                    .collect();
                let (Some(first), Some(last)) = (edits.first(), edits.last()) else { continue };
                let span = first.span.to(last.span);
                let expected = near.words.join(" ");
                self.rules.report(NameFault::Glossary, hits, |rule| {
                    let count = forms.all[near.form].mentions.len();
                    let hit = Hit::new(rule, span).slot("expected", &expected).slot("count", count);
                    hit.choose(edits.clone(), false)
                });
            }
        }
    }
}

/// So many names of an article are compared with each other, the first ones: what has more is a list, and would take time in
/// proportion to the square of its length.
const MOST: usize = 1000;

/// A word with so many letters or less is not told from other words by itself.
const LONG: usize = 6;

/// A name as it is written, with all its places.
struct Form<'a> {
    parts: Vec<Spelled>,
    mentions: Vec<&'a Mention>,
}

impl Form<'_> {
    fn last(&self) -> &[char] {
        self.parts.last().map_or(&[], |part| &part.chars)
    }
}

/// All names of an article.
struct Forms<'a> {
    side: &'a Side,
    all: Vec<Form<'a>>,
    /// How often the last word of each form is written as one, and how early: what it is to be measured by as the one to
    /// keep.
    weights: Vec<(usize, Reverse<usize>)>,
}

/// A form that is another one's variant, with the parts that differ.
#[derive(Clone, Copy, Debug)]
struct Variant {
    form: usize,
    part: usize,
    of: usize,
    canon_part: usize,
}

impl<'a> Forms<'a> {
    fn gather(side: &'a Side, mentions: &'a [Mention]) -> Self {
        let sounds = side.profile.lexicon.sounds();
        let mut all: Vec<Form<'_>> = Vec::new();
        let mut known: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        for mention in mentions {
            let words = mention.parts.iter().map(|part| side.str(*part));
            let key: Vec<String> = words.clone().map(folded).collect();
            if all.len() == MOST && !known.contains_key(&key) {
                continue;
            }
            let at = *known.entry(key).or_insert_with(|| {
                all.push(Form { parts: words.map(|word| sounds.spelled(word)).collect(), mentions: Vec::new() });
                all.len() - 1
            });
            all[at].mentions.push(mention);
        }
        let mut counts: FxHashMap<&[char], usize> = FxHashMap::default();
        for form in &all {
            *counts.entry(form.last()).or_default() += form.mentions.len();
        }
        let weight = |form: &Form<'_>| (counts[form.last()], Reverse(form.mentions[0].parts[0].lo()));
        let weights = all.iter().map(weight).collect();
        Self { side, all, weights }
    }

    /// The forms that are variants, each of the form that is written more often or stands first, which is no variant itself.
    fn variants(&self) -> Vec<Variant> {
        let of = |(at, form): (usize, &Form<'_>)| match form.parts.len() {
            1 => self.of_surname(at, form),
            _ => self.of_full_name(at, form),
        };
        let direct: Vec<Variant> = self.all.iter().enumerate().filter_map(of).collect();
        let by_form: FxHashMap<(usize, usize), &Variant> =
            direct.iter().map(|variant| ((variant.form, variant.part), variant)).collect();
        let root = |variant: &Variant| {
            let mut root = *variant;
            for _ in 0..direct.len() {
                let Some(next) = by_form.get(&(root.of, root.canon_part)) else { break };
                (root.of, root.canon_part) = (next.of, next.canon_part);
            }
            // Two that are variants of each other have none.
            (!by_form.contains_key(&(root.of, root.canon_part))).then_some(root)
        };
        direct.iter().filter_map(root).collect()
    }

    /// `Katrin Luders` where there is `Katrin Lüders`: names of as many words, of which one is spelled in another way.
    fn of_full_name(&self, at: usize, form: &Form<'_>) -> Option<Variant> {
        let others =
            self.all.iter().enumerate().filter(|(other, _)| *other != at && self.weights[*other] > self.weights[at]);
        let mut others = others.filter(|(_, other)| other.parts.len() == form.parts.len());
        others.find_map(|(of, other)| {
            let alike = form.parts.iter().zip(&other.parts).map(|(one, other)| self.alike(one, other));
            let alike: Vec<Likeness> =
                alike.map(|alike| Some(alike).filter(|alike| *alike > Likeness::Different)).collect::<Option<_>>()?;
            let differing = alike.iter().filter(|alike| **alike != Likeness::Same).count();
            let part = alike.iter().position(|alike| *alike != Likeness::Same)?;
            let last = part + 1 == alike.len();
            // Where all nouns have capitals, two of them are a name if the first is one.
            let named = || self.is_first_name(form.mentions[0]);
            let by_slip = differing == 1 && last && (!self.side.profile.noun_capitals || named());
            let enough = if by_slip { Likeness::Close } else { Likeness::Variant };
            let variant = alike.iter().all(|alike| *alike >= enough) && !self.side_by_side(form, other);
            let variant = variant && !self.is_relation(form) && !self.is_relation(other);
            variant.then_some(Variant { form: at, part, of, canon_part: part })
        })
    }

    /// Whether a name is somewhere that of another one's relation: `her cousin, Robyn Fayrweather`.
    fn is_relation(&self, form: &Form<'_>) -> bool {
        let side = self.side;
        let Some(class) = side.profile.lexicon.class("relation") else { return false };
        form.mentions.iter().any(|mention| {
            let before = side.tokens[..side.token_at(mention.parts[0].lo())].iter().rev();
            let mut before = before.filter(|token| token.kind != TokenKind::Space && token.mark() != Some(','));
            before.next().is_some_and(|token| class.members(token.norm, side.word(token)).next().is_some())
        })
    }

    fn is_first_name(&self, mention: &Mention) -> bool {
        self.side.profile.lexicon.people().first_name(self.side.str(mention.parts[0])).is_some()
    }

    /// Whether a sentence has both: `Jon Andersen beat John Anderson`. It names a person in full once.
    fn side_by_side(&self, one: &Form<'_>, other: &Form<'_>) -> bool {
        let sentence = |mention: &&Mention| {
            let at = mention.parts[0].start;
            self.side.sentences.partition_point(|sentence| sentence.span.start <= at)
        };
        one.mentions.iter().any(|mention| other.mentions.iter().any(|known| sentence(known) == sentence(mention)))
    }

    /// `Progozhin` where somebody was introduced as `Yevgeny Prigozhin`, and nobody as Progozhin.
    fn of_surname(&self, at: usize, form: &Form<'_>) -> Option<Variant> {
        let word = &form.parts[0];
        // Where all nouns have capitals, a word by itself is no name.
        if word.chars.len() < 4 || self.side.profile.noun_capitals {
            return None;
        }
        let introduced = self.all.iter().enumerate().filter(|(other, name)| *other != at && name.parts.len() > 1);
        let sounds = self.side.profile.lexicon.sounds();
        let is_word_of = |name: &Form<'_>| name.parts.iter().any(|part| likeness::is_same(sounds, word, part));
        if introduced.clone().any(|(_, name)| is_word_of(name)) {
            return None;
        }
        let seen = form.mentions.iter().any(|mention| !mention.leads);
        let speaks = || form.mentions.iter().any(|mention| self.acts(mention));
        let mut best: Option<(Likeness, usize)> = None;
        for (of, name) in introduced {
            let Some(last) = name.parts.last() else { continue };
            let alike = self.alike(word, last);
            if sounds.differ_in_number(&word.bare, &last.bare) {
                continue;
            }
            let framed = word.bare[0] == last.bare[0] && (word.bare.len() > 4 || word.bare.last() == last.bare.last());
            let enough = match alike {
                Likeness::Variant => seen || speaks(),
                Likeness::Close => framed && speaks() && !self.is_family(form),
                _ => false,
            };
            // Who is spoken of more often than the one who was introduced is another person, unless the spellings are one.
            let enough = enough && (alike == Likeness::Variant || form.mentions.len() <= self.weights[of].0);
            if enough && best.is_none_or(|(known, _)| known < alike) && !self.are_of_two_genders(form, name) {
                best = Some((alike, of));
            }
        }
        let best = best.or_else(|| self.of_single(at, form).filter(|_| seen));
        let (_, of) = best?;
        Some(Variant { form: at, part: 0, of, canon_part: self.all[of].parts.len() - 1 })
    }

    /// `Verhnerechensk` where there is `Verkhnerechensk`: a long word that is a name by itself.
    fn of_single(&self, at: usize, form: &Form<'_>) -> Option<(Likeness, usize)> {
        let word = &form.parts[0];
        let sounds = self.side.profile.lexicon.sounds();
        let singles = self.all.iter().enumerate().filter(|(other, name)| *other != at && name.parts.len() == 1);
        let heavier = singles.filter(|(other, _)| self.weights[*other] > self.weights[at]);
        let mut seen = heavier.filter(|(_, name)| name.mentions.iter().any(|mention| !mention.leads));
        let is_part = |form: &Form<'_>| form.mentions.iter().any(|mention| self.is_part_of_title(mention));
        let alike = |name: &Form<'_>| {
            let other = &name.parts[0];
            let long = word.chars.len() > LONG;
            let enough = match self.alike(word, other) {
                Likeness::Variant => long || word.is_listed_with(other) || self.framed_alike(form, name),
                Likeness::Close => long && form.mentions.len() == 1 && self.is_public(name),
                _ => false,
            };
            enough && !sounds.differ_in_number(&word.bare, &other.bare) && !is_part(name) && !is_part(form)
        };
        seen.find(|(_, name)| alike(name)).map(|(of, _)| (Likeness::Variant, of))
    }

    /// Whether a name is that of a public person by itself.
    fn is_public(&self, form: &Form<'_>) -> bool {
        let public = self.side.profile.lexicon.gazetteer().find(self.side.str(form.mentions[0].parts[0]));
        public.is_some_and(|(entity, _)| entity.kind == EntityKind::Person)
    }

    /// Whether a word with a capital that is no title stands before a name: `the World Organisation for Animal Health`.
    fn is_part_of_title(&self, mention: &Mention) -> bool {
        let side = self.side;
        let at = side.token_at(mention.parts[0].lo());
        let sentence = side.sentences.partition_point(|sentence| sentence.first as usize <= at);
        let first = sentence.checked_sub(1).map_or(0, |sentence| side.sentences[sentence].first as usize);
        let mut before = side.tokens[first..at].iter().rev();
        let Some(_) = before.next().filter(|token| token.kind == TokenKind::Space) else { return false };
        let Some(word) = before.next().filter(|word| word.shape == Shape::Capital) else { return false };
        let text = side.word(word);
        let is_title = |name: &str| {
            let class = side.profile.lexicon.class(name);
            class.is_some_and(|class| class.members(word.norm, text).next().is_some())
        };
        !is_title("honorific") && !is_title("office") && word.span.lo() > side.tokens[first].span.lo()
    }

    /// Whether two names stand behind the same noun somewhere: `le comté de Fenner`, `le comté de Fener`.
    fn framed_alike(&self, one: &Form<'_>, other: &Form<'_>) -> bool {
        let side = self.side;
        let frame = |mention: &Mention| -> Vec<Norm> {
            let before = side.tokens[..side.token_at(mention.parts[0].lo())].iter().rev();
            let words = before.filter(|token| token.kind != TokenKind::Space).take(2);
            let words: Vec<&Token> = words.take_while(|token| token.shape == Shape::Lower).collect();
            let noun = words.iter().any(|token| !side.profile.function.has(&side.text, token));
            if noun { words.iter().map(|token| token.norm).collect() } else { Vec::new() }
        };
        let frames: Vec<Vec<Norm>> = one.mentions.iter().map(|mention| frame(mention)).collect();
        other.mentions.iter().map(|mention| frame(mention)).any(|frame| frame.len() == 2 && frames.contains(&frame))
    }

    /// Whether titles or first names tell a woman from a man: `Daniel Hansen`, `Ms Hanson`.
    fn are_of_two_genders(&self, one: &Form<'_>, other: &Form<'_>) -> bool {
        let genders = |form: &Form<'_>| -> Vec<Gender> {
            let same = self.all.iter().filter(|known| known.last() == form.last());
            let mentions = same.flat_map(|known| &known.mentions);
            mentions.filter_map(|mention| self.gender(mention)).collect()
        };
        let (one, other) = (genders(one), genders(other));
        !one.is_empty() && !other.is_empty() && !one.iter().any(|gender| other.contains(gender))
    }

    /// What the title before a name says, or else its first name.
    fn gender(&self, mention: &Mention) -> Option<Gender> {
        let side = self.side;
        let people = side.profile.lexicon.people();
        let before = side.tokens[..side.token_at(mention.parts[0].lo())].iter().rev();
        let mut before = before.filter(|token| token.kind != TokenKind::Space && token.mark() != Some('.'));
        let title = before.next().and_then(|token| people.title(token));
        let first = || people.first_name(side.str(mention.parts[0])).filter(|_| mention.parts.len() > 1);
        title.or_else(first)
    }

    /// Whether a word of the name does something: a reporting verb or an auxiliary stands beside it.
    fn acts(&self, mention: &Mention) -> bool {
        let side = self.side;
        let mut after = side.tokens[mention.next..].iter().filter(|token| token.kind != TokenKind::Space);
        let Some(next) = after.next() else { return false };
        let before = side.tokens[..side.token_at(mention.parts[0].lo())].iter().rev();
        let before = before.clone().find(|token| token.kind != TokenKind::Space);
        let verb = next.kind == TokenKind::Word && next.shape == Shape::Lower;
        verb || before.is_some_and(|token| spot::is_reporting(side, token))
    }

    /// `the Browns`.
    fn is_family(&self, form: &Form<'_>) -> bool {
        let side = self.side;
        let article = |mention: &&Mention| {
            let before = side.tokens[..side.token_at(mention.parts[0].lo())].iter().rev();
            let mut before = before.filter(|token| token.kind != TokenKind::Space);
            before.next().is_some_and(|token| side.profile.function.has(&side.text, token))
        };
        side.profile.lexicon.sounds().is_plural(&form.parts[0].bare) && form.mentions.iter().any(article)
    }

    fn alike(&self, one: &Spelled, other: &Spelled) -> Likeness {
        names::alike(&self.side.profile, one, other)
    }
}
