//! Letters of two scripts in one word: look-alikes (`cейчас` with a Latin c) and words that change script half-way.
//!
//! Most mixtures are legitimate, and this kind knows their shapes: a Latin root with a native ending (`VIPов`), one Greek
//! letter at the border (`IFNγ`), scripts written without spaces beside Latin (`Tシャツ`), proclitics of Hebrew and Arabic.
//! It does not judge words that are wholly in the wrong script.

use std::collections::BTreeSet;

use super::spec::{Script as Spec, ScriptFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::Side;
use crate::span::Span;
use crate::text::{Profile, Script, Token, TokenKind};

/// Letters that look alike in Latin, Cyrillic and Greek, after the confusables data of UTS #39, restricted to pairs that
/// look alike in the usual text faces; `-` where a script has none.
const ALIKE: &[[char; 3]] = &[
    ['A', 'А', 'Α'],
    ['B', 'В', 'Β'],
    ['C', 'С', '-'],
    ['E', 'Е', 'Ε'],
    ['H', 'Н', 'Η'],
    ['I', 'І', 'Ι'],
    ['J', 'Ј', '-'],
    ['K', 'К', 'Κ'],
    ['M', 'М', 'Μ'],
    ['N', '-', 'Ν'],
    ['O', 'О', 'Ο'],
    ['P', 'Р', 'Ρ'],
    ['S', 'Ѕ', '-'],
    ['T', 'Т', 'Τ'],
    ['X', 'Х', 'Χ'],
    ['Y', 'У', 'Υ'],
    ['Y', 'Ү', '-'],
    ['Z', '-', 'Ζ'],
    ['a', 'а', 'α'],
    ['c', 'с', '-'],
    ['e', 'е', '-'],
    ['i', 'і', 'ι'],
    ['j', 'ј', '-'],
    ['k', 'к', 'κ'],
    ['o', 'о', 'ο'],
    ['p', 'р', 'ρ'],
    ['s', 'ѕ', '-'],
    ['u', '-', 'υ'],
    ['v', '-', 'ν'],
    ['x', 'х', 'χ'],
    ['y', 'у', 'γ'],
    ['h', 'һ', '-'],
    ['Ë', 'Ё', '-'],
    ['ë', 'ё', '-'],
    ['Ï', 'Ї', '-'],
    ['ï', 'ї', '-'],
];

/// Accented Latin letters that stand for a Cyrillic vowel with a stress mark.
const STRESSED: &[(char, char)] = &[
    ('á', 'а'),
    ('é', 'е'),
    ('ó', 'о'),
    ('ý', 'у'),
    ('à', 'а'),
    ('è', 'е'),
    ('ò', 'о'),
    ('Á', 'А'),
    ('É', 'Е'),
    ('Ó', 'О'),
    ('í', 'і'),
];

/// All script rules.
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
        if side.text.is_ascii() {
            return;
        }
        let (mut known, mut found) = (None, Vec::new());
        for (at, token) in side.tokens.iter().enumerate() {
            if token.kind == TokenKind::Word && !token.script.is_unspaced() && is_mixed(side.word(token)) {
                let known = known.get_or_insert_with(|| Surroundings::of(side));
                if let Some(finding) = judge(side.word(token), token, known) {
                    found.push((at, finding));
                }
            }
        }
        for group in groups(&found) {
            self.report(side, &group, hits);
        }
    }
}

impl Scanner {
    /// Reports words that are one slip as one finding.
    fn report(&self, side: &Side, group: &[&(usize, Finding)], hits: &mut Hits) {
        let [(at, first), rest @ ..] = group else { return };
        self.rules.report(first.fault, hits, |rule| {
            let mut one = first.hit(rule, side, *at);
            if !rest.is_empty() {
                one.choices.truncate(1);
            }
            for (at, other) in rest {
                let other = other.hit(rule, side, *at);
                one.evidence.push(other.span);
                let edits = other.choices.into_iter().next().map(|choice| choice.edits).unwrap_or_default();
                if let Some(choice) = one.choices.first_mut() {
                    choice.edits.extend(edits);
                }
            }
            one
        });
    }
}

/// Words from which on look-alikes are one slip: letters that were exchanged all over a text.
const HABIT: usize = 3;
/// Tokens between two words of a stretch that changes script again and again.
const NEAR: usize = 4;

/// What an editor sees as one slip: look-alikes all over the article, and mixtures in one stretch.
fn groups(found: &[(usize, Finding)]) -> Vec<Vec<&(usize, Finding)>> {
    let alike = |finding: &Finding| finding.fault == Fault::LookAlike && !finding.is_doubtful();
    let exchanged = found.iter().filter(|(_, finding)| alike(finding)).count() >= HABIT;
    let mut groups: Vec<Vec<&(usize, Finding)>> = Vec::new();
    let mut first_alike: Option<usize> = None;
    for one in found {
        let (at, finding) = one;
        if exchanged && alike(finding) {
            let group = *first_alike.get_or_insert(groups.len());
            match groups.get_mut(group) {
                Some(group) => group.push(one),
                None => groups.push(vec![one]),
            }
            continue;
        }
        let goes_on = |group: &Vec<&(usize, Finding)>| {
            group.last().is_some_and(|(before, other)| {
                finding.fault == Fault::Mixture && other.fault == Fault::Mixture && at - before <= NEAR
            })
        };
        match groups.last_mut().filter(|group| goes_on(group)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

impl Finding {
    fn hit(&self, rule: RuleIndex, side: &Side, at: usize) -> Hit {
        let span = side.tokens[at].span;
        let strangers: String = self.strangers.iter().map(|(_, c, _)| *c).collect();
        let mended = |capital: bool| {
            let edits = self.strangers.iter().filter_map(|(offset, c, meant)| {
                let start = span.lo() + offset;
                let meant = (*meant)?;
                let text = if capital && *offset == 0 { meant.to_uppercase().to_string() } else { meant.to_string() };
                Some(Edit::new(Span::new(start, start + c.len_utf8()), text))
            });
            joined(edits.collect())
        };
        let edits = mended(false);
        let word = edits.iter().rev().fold(side.str(span).to_owned(), |mut word, edit| {
            word.replace_range(edit.span.lo() - span.lo()..edit.span.hi() - span.lo(), &edit.text);
            word
        });
        let hit =
            Hit::new(rule, span).slot("letters", strangers).slot("script", self.foreign.name()).slot("meant", word);
        if edits.is_empty() {
            return hit;
        }
        let lower = self.strangers.first().is_some_and(|(offset, c, _)| *offset == 0 && c.is_lowercase());
        let starts = lower && side.profile.cased && starts_sentence(side, at);
        let hit = if starts { hit.choose(mended(true), true) } else { hit };
        hit.choose(edits, !self.is_doubtful())
    }
}

/// What is wrong with a word.
struct Finding {
    fault: Fault,
    /// The script of the letters that do not belong.
    foreign: Script,
    /// Offset in the word, letter, and the letter that was meant.
    strangers: Vec<(usize, char, Option<char>)>,
}

impl Finding {
    /// Whether the letters may as well stand for others: `Сánchez` begins with the Cyrillic letter of Sánchez's sound, and a
    /// syllable in the other script was left as it was.
    fn is_doubtful(&self) -> bool {
        let sounds = |(offset, c, _): &(usize, char, Option<char>)| *offset == 0 && "СРНВХУCPHBXY".contains(*c);
        let side_by_side = |pair: &[(usize, char, Option<char>)]| pair[0].0 + pair[0].1.len_utf8() == pair[1].0;
        matches!(self.strangers.as_slice(), [one] if sounds(one)) || self.strangers.windows(2).any(side_by_side)
    }
}

/// Whether a word has letters of two scripts of which one is alphabetic, and none that goes with any other.
fn is_mixed(word: &str) -> bool {
    // Cyrillic letters are two bytes each, of which the first is one of four.
    let cyrillic =
        word.len().is_multiple_of(2) && word.as_bytes().chunks_exact(2).all(|pair| matches!(pair[0], 0xD0..=0xD3));
    if cyrillic || word.is_ascii() {
        return false;
    }
    let mut first = Script::Common;
    word.chars().map(Script::of).any(|script| {
        if script == Script::Common || script == first {
            return false;
        }
        let other = first != Script::Common;
        first = script;
        other
    })
}

fn judge(word: &str, token: &Token, known: &Surroundings) -> Option<Finding> {
    let letters: Vec<(usize, char, Script)> = word
        .char_indices()
        .map(|(at, c)| (at, c, Script::of(c)))
        .filter(|(_, _, script)| *script != Script::Common)
        .collect();
    let scripts: BTreeSet<Script> = letters.iter().map(|(_, _, script)| *script).collect();
    // Phonetic letters come with Greek ones; scripts without spaces and Korean take Latin words as they are.
    let phonetic =
        letters.iter().any(|(_, c, _)| matches!(*c as u32, 0x250..=0x2AF | 0x1D00..=0x1DBF | 0x2070..=0x209F));
    // `с.Deadline`, `а:b`: two words that lost a space.
    let joined = word.contains(['.', ':', '_']);
    if joined || phonetic || scripts.iter().any(|script| script.is_unspaced() || *script == Script::Hangul) {
        return None;
    }
    let alphabets = [Script::Latin, Script::Cyrillic, Script::Greek];
    if scripts.iter().all(|script| alphabets.contains(script)) {
        look_alike(word, &letters, &scripts, known).or_else(|| mixture(word, &letters, token))
    } else {
        mixture(word, &letters, token)
    }
}

fn look_alike(
    word: &str,
    letters: &[(usize, char, Script)],
    scripts: &BTreeSet<Script>,
    known: &Surroundings,
) -> Option<Finding> {
    // A script owns the word if it has a letter there that no other of these scripts has, and no other has such a letter.
    let owners: BTreeSet<Script> = letters
        .iter()
        .filter(|(_, c, own)| scripts.iter().all(|other| other == own || counterpart(*c, *other).is_none()))
        .map(|(_, _, script)| *script)
        .collect();
    let own = match owners.len() {
        1 => *owners.iter().next()?,
        0 => *scripts.iter().max_by_key(|script| letters.iter().filter(|(_, _, s)| s == *script).count())?,
        _ => return None,
    };
    let strangers: Vec<(usize, char, Script)> =
        letters.iter().copied().filter(|(_, _, script)| *script != own).collect();
    let (_, foremost, foreign) = *strangers.first()?;
    if is_border_greek(own, &strangers, letters)
        || is_brand_vowel(&strangers, letters)
        || is_native_ending(letters, own, known.script)
    {
        return None;
    }
    let meant: Option<Vec<(usize, char, Option<char>)>> = strangers
        .iter()
        .map(|(at, c, _)| {
            let twin = counterpart(*c, own)?;
            // A twin that no other word of the article has, and not every language, is no guess to make.
            let usual =
                own != Script::Cyrillic || "АВСЕНКМОРТХУаеорсухкЁё".contains(twin) || known.letters.contains(&twin);
            usual.then_some((*at, *c, Some(twin)))
        })
        .collect();
    let code = word.chars().any(char::is_numeric)
        || owners.is_empty()
        || letters.iter().all(|(_, c, _)| c.is_uppercase()) && letters.len() <= 4;
    if letters.len() < 3 && owners.is_empty() || foremost == 'ʹ' {
        return None;
    }
    Some(Finding { fault: if code { Fault::LookAlikeCode } else { Fault::LookAlike }, foreign, strangers: meant? })
}

/// Greek letters as symbols before or after a Latin word: `IFNγ`, `βHCG`, `kΩ`.
fn is_border_greek(own: Script, strangers: &[(usize, char, Script)], letters: &[(usize, char, Script)]) -> bool {
    let greek = strangers.iter().all(|(_, _, script)| *script == Script::Greek);
    // `Αthens`: no symbol is a capital that Latin has too, before small letters.
    let small = letters.len() > 3 && letters[1..].iter().all(|(_, c, script)| *script == own && c.is_lowercase());
    if small && strangers.len() == 1 && counterpart(strangers[0].1, own).is_some() && strangers[0].1.is_uppercase() {
        return false;
    }
    let inner = |at: usize| {
        letters.first().is_some_and(|(first, ..)| *first < at) && letters.last().is_some_and(|(last, ..)| at < *last)
    };
    own == Script::Latin && greek && !strangers.iter().any(|(at, ..)| inner(*at))
        || own == Script::Greek && letters.len() - strangers.len() == 1
}

/// `iФон`: the vowel of a brand before a capital.
fn is_brand_vowel(strangers: &[(usize, char, Script)], letters: &[(usize, char, Script)]) -> bool {
    strangers.len() == 1
        && matches!(strangers[0].1, 'i' | 'e' | 'X' | 'x' | 'Z')
        && strangers[0].0 == letters[0].0
        && letters[1].1.is_uppercase()
}

/// `PCов`: two or more Latin capitals with an ending in small letters; `JavaScriptа` in a text that is not Latin.
fn is_native_ending(letters: &[(usize, char, Script)], own: Script, around: Script) -> bool {
    let latin = letters.iter().take_while(|(_, _, script)| *script == Script::Latin).count();
    let (root, ending) = letters.split_at(latin);
    latin >= 2
        && (root.iter().all(|(_, c, _)| c.is_uppercase()) || own == Script::Latin && around != Script::Latin)
        && !ending.is_empty()
        && ending.iter().all(|(_, c, script)| *script != Script::Latin && c.is_lowercase())
}

fn mixture(word: &str, letters: &[(usize, char, Script)], token: &Token) -> Option<Finding> {
    if word.chars().any(|c| c.is_numeric() || c == '_' || c == '\'' || c == '’') {
        return None;
    }
    let borders: Vec<usize> = (1..letters.len()).filter(|at| letters[*at].2 != letters[at - 1].2).collect();
    let small = borders.iter().all(|at| !letters[*at].1.is_uppercase() && !letters[at - 1].1.is_uppercase());
    let (first, last) = (*borders.first()?, *borders.last()?);
    let greek_border = letters.iter().filter(|(_, _, script)| *script == Script::Greek).count() < 2
        && letters.iter().any(|(_, _, s)| *s == Script::Greek);
    if !small || greek_border {
        return None;
    }
    let (head, tail) = (token.script, letters[last].2);
    let reported = match borders.len() {
        1 if tail == Script::Cyrillic => is_torn(letters, first),
        1 if tail != Script::Latin => false,
        // Hebrew and Arabic write prepositions and articles together with the word.
        1 if matches!(head, Script::Hebrew | Script::Arabic) => first > 4,
        1 if head.is_cased() => first >= 2 && letters.len() - first >= 3,
        1 => letters.len() - first >= 2,
        _ => true,
    };
    let foreign = if head == Script::Latin { letters[first].2 } else { Script::Latin };
    let strangers =
        letters.iter().filter(|(_, _, script)| *script == foreign).map(|(at, c, _)| (*at, *c, None)).collect();
    reported.then_some(Finding { fault: Fault::Mixture, foreign, strangers })
}

/// Cyrillic endings of more than two letters that nouns have in their cases.
const NOUN_ENDINGS: &[&str] = &["ами", "ями", "ові", "еві", "єві", "иями", "иях"];

/// `aplikaцію`, `webову`: a Latin word in small letters that goes on in Cyrillic with more than the ending of a noun.
fn is_torn(letters: &[(usize, char, Script)], border: usize) -> bool {
    let (root, ending) = letters.split_at(border);
    let ending: String = ending.iter().map(|(_, c, _)| *c).collect();
    root.len() >= 3
        && ending.chars().nth(2).is_some()
        && letters.iter().all(|(_, c, _)| c.is_lowercase())
        && !NOUN_ENDINGS.contains(&ending.as_str())
}

/// The letter of a script that looks like one of another.
fn counterpart(c: char, script: Script) -> Option<char> {
    let column = match script {
        Script::Latin => 0,
        Script::Cyrillic => 1,
        Script::Greek => 2,
        _ => return None,
    };
    let stressed =
        || STRESSED.iter().find(|(latin, _)| *latin == c && script == Script::Cyrillic).map(|(_, plain)| *plain);
    let row = ALIKE.iter().find(|row| row.contains(&c));
    row.map(|row| row[column]).filter(|twin| *twin != '-').or_else(stressed)
}

/// What the rest of the article tells about a word.
struct Surroundings {
    /// The Cyrillic letters of the words that are wholly Cyrillic.
    letters: BTreeSet<char>,
    /// The script of most words.
    script: Script,
}

impl Surroundings {
    fn of(side: &Side) -> Self {
        let words = || side.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let pure = words().filter(|token| token.script == Script::Cyrillic && !is_mixed(side.word(token)));
        let count = |script| words().filter(|token| token.script == script).count();
        let latin = count(Script::Latin);
        let script = [Script::Cyrillic, Script::Greek]
            .into_iter()
            .max_by_key(|script| count(*script))
            .filter(|script| count(*script) >= latin);
        Self {
            letters: pure.flat_map(|token| side.word(token).chars()).collect(),
            script: script.unwrap_or(Script::Latin),
        }
    }
}

/// Whether a sentence begins with a token, quotation marks and dashes aside.
fn starts_sentence(side: &Side, at: usize) -> bool {
    let sentence = side
        .sentences
        .partition_point(|sentence| sentence.first as usize <= at)
        .checked_sub(1)
        .map(|index| side.sentences[index]);
    let first = sentence.map_or(at, |sentence| sentence.first as usize);
    if side.tokens[first..at].iter().any(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)) {
        // A full stop before a small letter ends no sentence by the rules, but it may well be this letter that is wrong.
        let before = side.text[..side.tokens[at].span.lo()].trim_end_matches(' ');
        return before.len() < side.tokens[at].span.lo()
            && before.ends_with(['.', '!', '?', '。'])
            && !before.ends_with("..");
    }
    true
}

/// Edits that touch, as one.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut all: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match all.last_mut() {
            Some(last) if last.span.end == edit.span.start => {
                last.span = last.span.to(edit.span);
                last.text.push_str(&edit.text);
            }
            _ => all.push(edit),
        }
    }
    all
}
