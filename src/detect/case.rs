//! Capitals in the wrong place: a paragraph that begins with a small letter, and a capitalised function word inside a
//! sentence, which is what remains when a text was cut at its markup and the pieces were translated one by one.
//!
//! Not here: a small letter after a full stop inside a paragraph ([`super::breaks`]), and names in the wrong case.

use rustc_hash::FxHashMap;

use super::spec::{Case as Spec, CaseFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{Block, BlockKind, Side, block};
use crate::span::Span;
use crate::text::{Norm, Profile, Script, Shape, Token, TokenKind};

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
        let side = article.target();
        if !side.profile.cased {
            return;
        }
        if self.rules.wants(Fault::SentenceStart) && !writes_small(side) {
            starts(side, &self.rules, hits);
        }
        if self.rules.wants(Fault::TitleHeadline) && !side.profile.noun_capitals {
            headlines(article, &self.rules, hits);
        }
        let (mut places, mut uses) = (Vec::new(), FxHashMap::default());
        for block in side.blocks.iter().filter(|block| block.kind.is_prose()) {
            inner(article, block, &mut uses, &mut places);
        }
        // One “L’étranger” may be a title; two such words in an article come from lost markup.
        let elided = places.iter().filter(|(place, _)| place.elided).count();
        for (place, fault) in &places {
            let fault = if place.elided && elided > 1 { Fault::InnerWord } else { *fault };
            report(place, fault, &self.rules, hits);
        }
    }
}

/// Whether the article begins its paragraphs with small letters on purpose: verse, a chat, a page without capitals.
fn writes_small(side: &Side) -> bool {
    let prose = side.blocks.iter().filter(|block| block.kind.is_prose());
    let (mut all, mut small) = (0, 0);
    for block in prose {
        all += 1;
        small += usize::from(side.tokens_of(block).first().is_some_and(|token| token.shape == Shape::Lower));
    }
    small >= 2 && small * 4 > all
}

fn starts(side: &Side, rules: &ByFault<Fault>, hits: &mut Hits) {
    for at in 1..side.blocks.len() {
        let block = &side.blocks[at];
        let Some(word) = side.tokens_of(block).first() else {
            continue;
        };
        let small = word.kind == TokenKind::Word && word.shape == Shape::Lower && has_capitals(word.script);
        if small && block.kind.is_prose() && follows_an_end(side, at) && !may_begin_small(side, block) {
            let text = side.word(word);
            let Some(expected) = capitalised(text) else { continue };
            rules.report(Fault::SentenceStart, hits, |rule| {
                Hit::new(rule, word.span).slot("expected", &expected).mend(Edit::new(word.span, expected.clone()))
            });
        }
    }
}

/// From so many words on that are no names and yet have a capital a headline is written like a title.
const CAPITALISED: usize = 3;

/// Headlines whose words all have a capital, though the language or the article writes some of them small.
fn headlines(article: &Analysed<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let side = article.target();
    let is_written_small = |token: &Token| article.vocabulary().count(side.word(token)).lower > 0;
    for block in side.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading)) {
        let tokens = side.tokens_of(block);
        let mut wrong = Vec::new();
        let mut small = false;
        let mut begins = true;
        for token in tokens {
            if token.kind == TokenKind::Mark {
                begins |= matches!(token.mark(), Some(':' | '.' | '?' | '!' | '«' | '"' | '“' | '„' | '–' | '—' | '|'));
            }
            if token.kind != TokenKind::Word || !token.script.is_cased() {
                continue;
            }
            let function = side.profile.function.has(&side.text, token);
            match token.shape {
                Shape::Lower => small |= !function || side.word(token).chars().nth(3).is_some(),
                Shape::Capital if !begins && (function || is_written_small(token)) => wrong.push(token),
                _ => {}
            }
            begins = false;
        }
        let ([first, .., last], false) = (wrong.as_slice(), small) else { continue };
        if wrong.len() >= CAPITALISED {
            let edits = || wrong.iter().map(|token| Edit::new(token.span, self::small(side.word(token)))).collect();
            rules.report(Fault::TitleHeadline, hits, |rule| {
                let span = first.span.to(last.span);
                Hit::new(rule, span).slot("expected", self::small(side.word(first))).choose(edits(), false)
            });
        }
    }
}

/// Georgian has capital letters in Unicode, but does not begin sentences with them.
fn has_capitals(script: Script) -> bool {
    script != Script::Georgian
}

/// Whether the block before ends like a sentence, so that this one cannot continue it.
fn follows_an_end(side: &Side, at: usize) -> bool {
    let before = &side.blocks[at - 1];
    match before.kind {
        BlockKind::Headline => {
            !side.profile.function.has(&side.text, &side.tokens[side.blocks[at].tokens.start as usize])
        }
        BlockKind::Paragraph => {
            let text = side.str(before.span).trim_end();
            block::ends_like_a_sentence(text) && !text.ends_with([':', ';', '…', '：', '；']) && !text.ends_with("...")
        }
        _ => false,
    }
}

/// Whether the first word is an abbreviation, an address, a variable, or the particle of a name.
fn may_begin_small(side: &Side, block: &Block) -> bool {
    let tokens = side.tokens_of(block);
    let word = side.word(&tokens[0]);
    let profile = &side.profile;
    let next = tokens.get(1).map_or("", |token| side.word(token));
    let numbered = tokens.get(2).is_some_and(|token| token.kind == TokenKind::Number) && word.chars().count() <= 3;
    let named = tokens.get(2).is_some_and(|token| token.shape.starts_upper(side.word(token)));
    word.contains(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'))
        || word.chars().nth(1).is_none()
        || matches!(next, "." | "@" | "/" | ":" | "_" | "(" | "=" | "#")
        || numbered
        || next == "-" && named
        || profile.abbreviations.has_exact(word)
        || named
            && (!profile.function.has(&side.text, &tokens[0]) && word.chars().count() <= 4
                || is_part_of_a_name(side, tokens))
        || capitals_are_rare(side, tokens)
}

/// Whether the words after the first, up to its capital, stand after a given name elsewhere: `Bill de Blasio`.
fn is_part_of_a_name(side: &Side, tokens: &[Token]) -> bool {
    let (first, last) = (tokens[0], tokens[2]);
    side.tokens.windows(5).any(|w| {
        w[2].norm == first.norm
            && w[2].shape == Shape::Lower
            && w[4].norm == last.norm
            && w[0].shape == Shape::Capital
            && w[1].kind == TokenKind::Space
    })
}

/// Whether a long block has no capital at all: it is written so.
fn capitals_are_rare(side: &Side, tokens: &[Token]) -> bool {
    let (mut words, mut capitals, mut ends) = (0, 0, 0);
    for token in tokens {
        words += usize::from(token.kind == TokenKind::Word);
        capitals += usize::from(token.shape != Shape::Lower && token.kind == TokenKind::Word);
        ends += usize::from(token.kind == TokenKind::Mark && matches!(side.word(token), "." | "!" | "?"));
    }
    words > 12 && capitals == 0 && ends > 1
}

fn capitalised(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let first = chars.next()?;
    let upper: String = first.to_uppercase().collect();
    (upper.chars().count() == 1 && !upper.starts_with(first)).then(|| upper + chars.as_str())
}

fn small(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

/// A capitalised function word with a word in lower case on both sides and nothing but spaces between.
fn inner<'a>(
    article: &Analysed<'a>,
    block: &Block,
    uses: &mut FxHashMap<Norm, Uses>,
    places: &mut Vec<(Place<'a>, Fault)>,
) {
    let side = article.target();
    let tokens = side.tokens_of(block);
    for at in 2..tokens.len().saturating_sub(2) {
        let token = &tokens[at];
        if token.shape != Shape::Capital || token.kind != TokenKind::Word {
            continue;
        }
        if token.span.len() > 12 && !side.word(token).contains(['\'', '’']) {
            continue;
        }
        let (before, after) = (&tokens[at - 2], &tokens[at + 2]);
        let spaced = is_space(side, &tokens[at - 1]) && is_space(side, &tokens[at + 1]);
        if !spaced || !goes_on(before, after) {
            continue;
        }
        if at > 2 && begins_with_apostrophe(side, &tokens[at - 3], before) {
            continue;
        }
        let elided = side.word(token).contains(['\'', '’']);
        let place = Place { side, before, token, number: before.kind == TokenKind::Number, elided };
        let Some(fault) = place.fault() else { continue };
        let uses = uses.entry(token.norm).or_insert_with(|| Uses::of(side, token.norm));
        if !uses.are_deliberate(article, token) {
            places.push((place, fault));
        }
    }
}

fn is_space(side: &Side, token: &Token) -> bool {
    token.kind == TokenKind::Space && !side.word(token).contains('\n')
}

/// `’t Was koud`: a word shortened at its beginning leaves the capital to the next one (Dutch).
fn begins_with_apostrophe(side: &Side, mark: &Token, word: &Token) -> bool {
    matches!(mark.mark(), Some('\'' | '’' | '‘')) && mark.span.hi() == word.span.lo() && side.word(word).len() == 1
}

fn goes_on(before: &Token, after: &Token) -> bool {
    let ran = before.kind == TokenKind::Number || before.kind == TokenKind::Word && before.shape == Shape::Lower;
    ran && after.kind == TokenKind::Word && after.shape == Shape::Lower
}

/// Words of a subject before which nothing else stands.
const SUBJECT: usize = 3;
/// Bytes before a pronoun that takes up the subject of its sentence again.
const LONGEST: usize = 500;

/// A capitalised word and the word before it.
struct Place<'a> {
    side: &'a Side,
    before: &'a Token,
    token: &'a Token,
    /// The word before is a number.
    number: bool,
    /// The word has an apostrophe.
    elided: bool,
}

impl Place<'_> {
    /// The pronoun deleted where it may take up the subject of its sentence again; after a comma in it with another, which closes
    /// what stands between: `Tekeli, the skipper He said`.
    fn taken_up(&self) -> Option<Again> {
        let side = self.side;
        let at =
            side.sentences.partition_point(|sentence| sentence.span.lo() <= self.before.span.lo()).checked_sub(1)?;
        let span = Span::new(side.sentences[at].span.lo(), self.before.span.hi());
        let before = (span.len() <= LONGEST).then(|| side.str(span))?;
        let gap = Span::new(self.before.span.hi(), self.token.span.hi());
        let commas = before.matches(", ").count();
        let words = before.split_whitespace().count();
        match commas {
            0 if words <= SUBJECT => Some(Again { edit: Edit::delete(gap), bare: true }),
            1 => Some(Again { edit: Edit::new(gap, ","), bare: false }),
            _ => None,
        }
    }

    fn fault(&self) -> Option<Fault> {
        let (side, token) = (self.side, self.token);
        let (profile, text, word) = (&side.profile, &side.text, side.word(token));
        let length = word.chars().count();
        if length < 2
            || profile.courtesy.has(text, token)
            || profile.months.has(text, token)
            || profile.weekdays.has(text, token)
        {
            return None;
        }
        let joined = word.split_once(['\'', '’']);
        if profile.pronouns.has(text, token) || joined.is_some_and(|(head, tail)| self.contracted(head, tail)) {
            // “das Ich”, “ein Er”: where nouns are capitalised, an article makes one of it.
            return (!profile.noun_capitals || !self.after_article()).then_some(Fault::InnerPronoun);
        }
        if self.number {
            return None;
        }
        // “he Pointed out”: a reporting verb right after its subject.
        if length > 3 && profile.reporting.has(text, token) && profile.pronouns.has(text, self.before) {
            return (!profile.noun_capitals).then_some(Fault::InnerWord);
        }
        if let Some((head, tail)) = joined {
            if !profile.elided_prefixes.has_word(head) || profile.noun_capitals || !tail.starts_with(char::is_lowercase)
            {
                return None;
            }
            let certain =
                self.is_short_for_dangling(head) || profile.function.has_word(tail) || self.after_long_function_word();
            return Some(if certain { Fault::InnerWord } else { Fault::InnerArticle });
        }
        let dangling = profile.dangling.has(text, token);
        let known = dangling || !profile.noun_capitals && length <= 3 && profile.function.has(text, token);
        if !known || profile.abbreviations.has_exact(word) || self.after_article() {
            return None;
        }
        let certain = dangling && length > 3 || self.after_long_function_word();
        Some(if certain { Fault::InnerWord } else { Fault::InnerArticle })
    }

    /// `She’s`, `They’d`: a pronoun with a shortened verb.
    fn contracted(&self, head: &str, tail: &str) -> bool {
        let profile = &self.side.profile;
        head.chars().nth(1).is_some()
            && tail.chars().count() <= 2
            && profile.pronouns.has_word(head)
            && !profile.courtesy.has_word(head)
    }

    /// `d’`, `qu’`, `s’`: what the elided word is short for cannot end a sentence.
    fn is_short_for_dangling(&self, head: &str) -> bool {
        let head = small(head);
        self.side
            .profile
            .dangling
            .iter()
            .any(|word| word.strip_prefix(&*head).is_some_and(|rest| rest.chars().count() == 1))
    }

    /// A short function word that may end a sentence stands before: an article or an object pronoun.
    fn after_article(&self) -> bool {
        let profile = &self.side.profile;
        self.side.word(self.before).chars().count() <= 3
            && profile.function.has(&self.side.text, self.before)
            && !profile.dangling.has(&self.side.text, self.before)
    }

    /// A conjunction or another long function word stands before, where a title hardly follows without a mark.
    fn after_long_function_word(&self) -> bool {
        self.side.word(self.before).chars().count() >= 5 && self.side.profile.function.has(&self.side.text, self.before)
    }
}

/// Where else an article has a capitalised word.
#[derive(Default)]
struct Uses {
    /// The first two beside another capital, as names stand: `He Jiankui`.
    named: Vec<Span>,
    /// How many stand after a small word.
    inner: usize,
}

impl Uses {
    fn of(side: &Side, norm: Norm) -> Self {
        let mut uses = Self::default();
        for w in side.tokens.windows(5) {
            if w[2].norm != norm || w[2].shape != Shape::Capital {
                continue;
            }
            let upper = |t: &Token| matches!(t.shape, Shape::Capital | Shape::Mixed);
            let named = w[3].kind == TokenKind::Space && upper(&w[4]) || w[1].kind == TokenKind::Space && upper(&w[0]);
            let prose = || side.blocks[side.block_at(w[2].span.lo())].kind.is_prose();
            if named && uses.named.len() < 2 && prose() {
                uses.named.push(w[2].span);
            }
            uses.inner += usize::from(w[1].kind == TokenKind::Space && w[0].shape == Shape::Lower);
        }
        uses
    }

    /// Whether the article uses the word as a name, capitalises it again and again, or has it in a title.
    fn are_deliberate(&self, article: &Analysed<'_>, token: &Token) -> bool {
        let quotations = article.quotations();
        let title = |quotation| quotations.span(quotation).len() <= 60;
        self.inner > 2
            || self.named.iter().any(|span| *span != token.span)
            || quotations.around(token.span.lo()).is_some_and(title)
    }
}

fn report(place: &Place<'_>, fault: Fault, rules: &ByFault<Fault>, hits: &mut Hits) {
    let word = place.side.word(place.token);
    let lower = Edit::new(place.token.span, small(word));
    let stop = Edit::insert(place.before.span.hi(), ".");
    // After a conjunction or a preposition no sentence can have ended; before an elided word it seldom has.
    let runs_on = !place.number && place.side.profile.function.has(&place.side.text, place.before);
    rules.report(fault, hits, |rule| {
        let hit = Hit::new(rule, place.token.span).slot("expected", &lower.text);
        if runs_on {
            hit.choose(vec![lower.clone()], false)
        } else if place.elided {
            hit.choose(vec![lower.clone()], false).choose(vec![stop.clone()], false)
        } else {
            let again = place.taken_up().filter(|_| fault == Fault::InnerPronoun);
            let first = again.as_ref().filter(|again| again.bare).map(|again| again.edit.clone());
            let last = again.filter(|again| !again.bare).map(|again| again.edit);
            let edits = first.into_iter().chain([stop.clone(), lower.clone()]).chain(last);
            edits.fold(hit, |hit, edit| hit.choose(vec![edit], false))
        }
    });
}

/// A way to read a pronoun as a subject that is there already.
struct Again {
    edit: Edit,
    /// Nothing but the subject stands before it in the sentence: `Les enquêteurs Ils ont`.
    bare: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, plain};
    use crate::text::Lang;
    use crate::text::language::LanguageFile;
    use std::sync::Arc;

    const FILE: &str = "[words]
function = ['because', 'the', 'she']
dangling = ['because', 'the']
pronouns = ['she']
courtesy = ['you']";

    /// The words found, each with the texts of its choices.
    fn found(text: &str) -> Vec<(String, Vec<String>)> {
        let file: LanguageFile = toml::from_str(FILE).unwrap();
        let profile = Arc::new(Profile::new(Lang::unknown(), &[&file]));
        let article = Article::of(plain::read(text.into(), Arc::clone(&profile)));
        let faults = [Fault::SentenceStart, Fault::InnerPronoun, Fault::InnerWord, Fault::InnerArticle];
        let specs: Vec<Spec> = faults.into_iter().map(|fault| Spec { fault }).collect();
        let rules: Vec<_> = specs.iter().enumerate().map(|(at, spec)| (RuleIndex(at as u16), spec)).collect();
        let mut hits = Hits::new();
        Scanner::new(&rules, &profile).scan(&Analysed::new(&article), &mut hits);
        let edits = |hit: &Hit| hit.choices.iter().map(|choice| choice.edits[0].text.clone()).collect();
        hits.iter().map(|hit| (text[hit.span.range()].to_owned(), edits(hit))).collect()
    }

    #[test]
    fn a_full_stop_is_offered_first_unless_a_function_word_stands_before() {
        let full_stop = found("It reached the committee She supported it from the start.");
        assert_eq!(full_stop, [("She".to_owned(), vec![".".to_owned(), "she".to_owned()])]);
        let lower = found("Nobody spoke because She supported it from the start.");
        assert_eq!(lower, [("She".to_owned(), vec!["she".to_owned()])]);
    }

    #[test]
    fn a_space_of_any_width_joins_and_a_line_end_does_not() {
        assert_eq!(found("It reached the committee\u{A0}She supported it from the start.").len(), 1);
        assert_eq!(found("It reached the committee.\nShe supported it from the start.").len(), 0);
    }

    #[test]
    fn first_letters_of_all_scripts_with_capitals_are_raised() {
        for (word, expected) in [("éric", "Éric"), ("она", "Она"), ("ένας", "Ένας"), ("նա", "Նա")] {
            assert_eq!(capitalised(word).as_deref(), Some(expected));
        }
        assert_eq!(capitalised("ßa"), None);
    }
}
