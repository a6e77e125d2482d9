//! Text that breaks off: a line or a sentence that ends on a word, a comma or a bracket that cannot end it, and what is
//! left where a filter took a name away (`obtained by .`, `Photo: .`).
//!
//! Not here: brackets that are open somewhere inside a paragraph, and doubled full stops, which other kinds report.

use std::collections::BTreeMap;

use super::spec::{Truncation as Spec, TruncationFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{Block, BlockKind, Side, block};
use crate::span::Span;
use crate::text::profile::WordSet;
use crate::text::{Profile, Sentence, Shape, Token, TokenKind};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
    /// Words that cannot end a sentence, of scripts written without spaces: two characters at least.
    suffixes: Vec<Box<str>>,
    /// Words that the last line of an article does not end on, and those that only a short one may end on.
    never: WordSet,
    seldom: WordSet,
}

/// The fewest words of a last line that breaks off, after a word that no line ends on and after one that short ones may
/// end on.
const LAST_LINE: (usize, usize) = (6, 9);

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], profile: &Profile) -> Self {
        let mut suffixes: Vec<Box<str>> = Vec::new();
        if !profile.spaced {
            suffixes.extend(profile.dangling.iter().filter(|word| word.chars().nth(1).is_some()).map(Into::into));
            suffixes.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        let tag = profile.lang.as_str();
        let language = tag.split('-').next().unwrap_or(tag);
        let words = |lists: fn(&Spec) -> &BTreeMap<String, Vec<String>>| {
            let lists = rules.iter().filter_map(|(_, spec)| lists(spec).get(tag).or_else(|| lists(spec).get(language)));
            WordSet::new(lists.flatten().map(String::as_str))
        };
        let (never, seldom) = (words(|spec| &spec.never), words(|spec| &spec.seldom));
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))), suffixes, never, seldom }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        for (index, block) in side.blocks.iter().enumerate() {
            let last = index + 1 == side.blocks.len();
            match block.kind {
                BlockKind::Paragraph => self.end_of_block(side, index, hits),
                // A heading with nothing below it is a sentence that breaks off.
                BlockKind::Heading if last && index > 0 || is_told(side, block) => self.end_of_block(side, index, hits),
                BlockKind::Caption | BlockKind::Boilerplate => self.empty_credit(side, index, hits),
                _ => {}
            }
            if last && index > 0 && self.rules.wants(Fault::LastLine) {
                self.last_line(side, index, hits);
            }
            if matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption) {
                for sentence in side.sentences_of(block) {
                    self.end_of_sentence(side, sentence, hits);
                }
            }
        }
    }
}

impl Scanner {
    fn end_of_block(&self, side: &Side, index: usize, hits: &mut Hits) {
        let block = &side.blocks[index];
        let tokens = trimmed(side.tokens_of(block));
        let Some(last) = tokens.last() else { return };
        match last.kind {
            TokenKind::Word => {
                if let Some(span) = self.dangling_end(side, tokens) {
                    self.rules.report(Fault::Dangling, hits, |rule| Hit::new(rule, span).slot("last", side.str(span)));
                }
            }
            TokenKind::Mark if is_open_end(side, index, tokens) && !is_face(side, tokens) => {
                let start = if tokens.len() > 1 && tokens[tokens.len() - 2].kind == TokenKind::Word {
                    tokens[tokens.len() - 2].span
                } else {
                    last.span
                };
                let span = if side.profile.spaced { start.to(last.span) } else { last.span };
                self.rules.report(Fault::OpenEnd, hits, |rule| Hit::new(rule, span).slot("last", side.word(last)));
            }
            _ => {}
        }
    }

    /// The last line of an article of whole sentences, ended by a word that leads on.
    fn last_line(&self, side: &Side, index: usize, hits: &mut Hits) {
        let block = &side.blocks[index];
        let before = &side.blocks[index - 1];
        let tokens = trimmed(side.tokens_of(block));
        let [.., space, last] = tokens else { return };
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
            || !block::ends_like_a_sentence(side.str(before.span).trim_end())
            || last.kind != TokenKind::Word
            || last.shape != Shape::Lower
            || space.kind != TokenKind::Space
            || self.dangling_end(side, tokens).is_some()
        {
            return;
        }
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        let (never, seldom) = LAST_LINE;
        let text = &side.text;
        if words >= never && self.never.has(text, last) || words >= seldom && self.seldom.has(text, last) {
            self.rules
                .report(Fault::LastLine, hits, |rule| Hit::new(rule, last.span).slot("last", side.str(last.span)));
        }
    }

    /// The last word, if no sentence can end on it.
    fn dangling_end(&self, side: &Side, tokens: &[Token]) -> Option<Span> {
        let last = tokens.last()?;
        if tokens.iter().filter(|token| token.kind == TokenKind::Word).take(4).count()
            < if side.profile.spaced { 4 } else { 2 }
        {
            return None;
        }
        if last.script.is_unspaced() {
            let word = side.word(last);
            let suffix = self.suffixes.iter().find(|suffix| word.ends_with(&***suffix))?;
            return Some(Span::new(last.span.hi() - suffix.len(), last.span.hi()));
        }
        let at = tokens.len() - 1;
        let stranded = at >= 2
            && last.shape == Shape::Lower
            && tokens[at - 1].kind == TokenKind::Space
            && tokens[at - 2].kind == TokenKind::Word;
        (dangles(side, tokens, at) || stranded && side.profile.stranding.has(&side.text, last)).then_some(last.span)
    }

    fn end_of_sentence(&self, side: &Side, sentence: &Sentence, hits: &mut Hits) {
        let tokens = side.tokens_in(sentence);
        let Some(end) = Ending::of(side, tokens) else { return };
        let word = &tokens[end.word];
        // “Parce que.” is an answer.
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).take(3).count();
        if !is_small(word) || words < 3 {
            return;
        }
        let stripped = end.spaced || end.stops > 1;
        let strands = side.profile.stranding.has(&side.text, word);
        if strands && !stripped && !side.profile.dangling.has(&side.text, word) {
            return;
        }
        if dangles(side, tokens, end.word) || strands && stripped && end.word >= 2 {
            let abbreviation = !stripped && side.profile.abbreviations.has_exact(side.word(word));
            if abbreviation || strands && !stripped {
                return;
            }
            let span = word.span.to(tokens[end.last].span);
            self.rules.report(Fault::DanglingStop, hits, |rule| Hit::new(rule, span).slot("last", side.word(word)));
        } else if side.profile.pronouns.has(&side.text, word) {
            self.bare_tail(side, tokens, &end, hits);
        }
    }

    /// `, and it.`
    fn bare_tail(&self, side: &Side, tokens: &[Token], end: &Ending, hits: &mut Hits) {
        let at = end.word;
        if at < 12 || side.word(&tokens[at - 4]) != "," || end.stops != 1 {
            return;
        }
        let joint = &tokens[at - 2];
        // After a preposition the pronoun is an object, and a word of address may be one after anything.
        let profile = &side.profile;
        let object = profile.stranding.has(&side.text, joint) || profile.courtesy.has(&side.text, &tokens[at]);
        if !object
            && joint.shape == Shape::Lower
            && profile.dangling.has(&side.text, joint)
            && tokens[at - 1].kind == TokenKind::Space
        {
            let span = tokens[at - 4].span.to(tokens[end.last].span);
            self.rules.report(Fault::BareTail, hits, |rule| {
                let rest = Span::new(span.lo(), tokens[end.last].span.lo());
                Hit::new(rule, span).slot("last", side.word(&tokens[at])).mend(Edit::delete(rest))
            });
        }
    }

    /// `Photo: .`: the whole line goes.
    fn empty_credit(&self, side: &Side, index: usize, hits: &mut Hits) {
        let block = &side.blocks[index];
        let text = side.str(block.span).trim_end();
        let rest = text.trim_end_matches(['.', ',', '/', '|', ' ', '\u{A0}', '。', '(', ')', '-', '–']);
        let stops = text.len() - rest.len();
        if !rest.ends_with([':', '：']) || stops == 0 || text.ends_with("...") {
            return;
        }
        let span = Span::new(block.span.lo(), block.span.lo() + text.len());
        self.rules
            .report(Fault::EmptyCredit, hits, |rule| Hit::new(rule, span).slot("last", rest).mend(Edit::delete(span)));
    }
}

/// How a sentence ends on a full stop.
struct Ending {
    /// The word before the stop.
    word: usize,
    /// The last stop.
    last: usize,
    /// How many stops there are: one or two.
    stops: usize,
    /// Whether a space stands before the first.
    spaced: bool,
}

impl Ending {
    fn of(side: &Side, tokens: &[Token]) -> Option<Self> {
        let mut at = tokens.len();
        while at > 0
            && (tokens[at - 1].kind == TokenKind::Space
                || tokens[at - 1].kind == TokenKind::Mark && is_closing(side.word(&tokens[at - 1])))
        {
            at -= 1;
        }
        let last = at.checked_sub(1)?;
        let (mut stops, mut spaced) = (0, false);
        while at > 0 && matches!(side.word(&tokens[at - 1]), "." | "।" | "۔") {
            stops += 1;
            at -= 1;
        }
        if stops == 0 || stops > 2 {
            return None;
        }
        while at > 0 && tokens[at - 1].kind == TokenKind::Space {
            spaced = true;
            at -= 1;
        }
        let word = at.checked_sub(1).filter(|word| tokens[*word].kind == TokenKind::Word)?;
        Some(Self { word, last, stops, spaced })
    }
}

/// Whether a short line without a full stop tells something: it has a subject pronoun or a reporting verb.
fn is_told(side: &Side, block: &Block) -> bool {
    let tokens = side.tokens_of(block);
    let told =
        |token: &Token| side.profile.pronouns.has(&side.text, token) || side.profile.reporting.has(&side.text, token);
    tokens.len() > 12
        && tokens.iter().filter(|token| token.kind == TokenKind::Word && token.shape == Shape::Lower).any(told)
}

fn trimmed(tokens: &[Token]) -> &[Token] {
    let blank = tokens.iter().rev().take_while(|token| token.kind == TokenKind::Space).count();
    &tokens[..tokens.len() - blank]
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "”" | "“" | "’" | "‘" | "»" | "«" | ")" | "]" | "」" | "』" | "）")
}

/// Whether a word has no capital: in lower case, or of a script that has none.
fn is_small(word: &Token) -> bool {
    word.shape == Shape::Lower || word.shape == Shape::None && !word.script.is_cased()
}

/// Whether the word at an index cannot end a sentence: in the list, in lower case, used and not mentioned, no part of a name.
fn dangles(side: &Side, tokens: &[Token], at: usize) -> bool {
    let word = &tokens[at];
    if !is_small(word)
        || at < 2
        || tokens[at - 1].kind != TokenKind::Space
        || !(side.profile.dangling.has(&side.text, word) || side.profile.articles.has(&side.text, word))
    {
        return false;
    }
    let before = &tokens[at - 2];
    let particle =
        !side.profile.noun_capitals && before.shape == Shape::Capital && side.word(word).chars().count() <= 2;
    let mentioned = before.norm == word.norm;
    before.kind != TokenKind::Mark && !particle && !mentioned || side.word(before) == ","
}

/// Whether a block that ends on a mark ends on one that opens or continues, and does not go on in the next block.
fn is_open_end(side: &Side, index: usize, tokens: &[Token]) -> bool {
    let mark = side.word(&tokens[tokens.len() - 1]);
    let block = &side.blocks[index];
    if matches!(mark, "(" | "[" | "（" | "【") {
        return tokens.len() > 6;
    }
    if !is_comma(mark) || is_verse(side, index) {
        return false;
    }
    let length = side.str(block.span).chars().count();
    match side.blocks.get(index + 1) {
        // A salutation or a closing formula, too, stands on a line of its own.
        None => length >= if side.profile.spaced { 20 } else { 8 },
        Some(next) => {
            let long = if side.profile.spaced { length >= LONG_LINE } else { length >= LONG_LINE / 4 };
            (long || is_clause(side, index))
                && block::ends_like_a_sentence(side.str(next.span))
                && begins_anew(side, next)
        }
    }
}

/// A short line between two long ones that has a function word, which a salutation has not: `During the night,`.
fn is_clause(side: &Side, index: usize) -> bool {
    let long = |block: &Block| block.kind == BlockKind::Paragraph && side.str(block.span).chars().count() >= LONG_LINE;
    let tokens = side.tokens_of(&side.blocks[index]);
    tokens.len() >= 6
        && index > 0
        && long(&side.blocks[index - 1])
        && side.blocks.get(index + 1).is_some_and(long)
        && tokens.iter().any(|token| token.kind == TokenKind::Word && side.profile.function.has(&side.text, token))
}

/// A line that ends on a comma and is longer than this, in characters, is no verse and no salutation.
const LONG_LINE: usize = 60;

fn is_comma(mark: &str) -> bool {
    matches!(mark, "," | "،" | "，" | "、" | "､" | "﹐" | "՝")
}

/// Short lines one after another, of which the one before ends on a comma too.
fn is_verse(side: &Side, index: usize) -> bool {
    let short = |block: &Block| side.str(block.span).chars().count() < LONG_LINE;
    let comma = |block: &Block| side.str(block.span).trim_end().ends_with([',', '،']);
    short(&side.blocks[index]) && index > 0 && short(&side.blocks[index - 1]) && comma(&side.blocks[index - 1])
}

/// Whether a block certainly begins a sentence: with a capital that is none of a name. Without capitals, with a word.
fn begins_anew(side: &Side, block: &Block) -> bool {
    let Some(first) = side.tokens_of(block).first() else {
        return false;
    };
    let word = block.kind != BlockKind::ListItem && first.kind == TokenKind::Word;
    word && match first.shape {
        Shape::Lower => false,
        Shape::None => true,
        _ => side.profile.function.has(&side.text, first),
    }
}

/// `:(`, `:-(`
fn is_face(side: &Side, tokens: &[Token]) -> bool {
    let [.., before, last] = tokens else { return false };
    let eyes = side.text[..last.span.lo()].trim_end_matches(['-', '\'', '’']);
    before.span.hi() == last.span.lo() && eyes.ends_with([':', ';', '='])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, plain};
    use crate::text::Lang;
    use crate::text::language::LanguageFile;
    use std::sync::Arc;

    const FILE: &str = "[words]
function = ['the', 'and', 'of', 'by']
dangling = ['the', 'and', 'of']
stranding = ['of', 'by']
pronouns = ['it']
[page]
captions = ['photo']";

    fn found(text: &str) -> Vec<String> {
        let file: LanguageFile = toml::from_str(FILE).unwrap();
        let profile = Arc::new(Profile::new(Lang::unknown(), &[&file]));
        let article = Article::of(plain::read(text.into(), Arc::clone(&profile)));
        let faults = [Fault::Dangling, Fault::DanglingStop, Fault::BareTail, Fault::OpenEnd, Fault::EmptyCredit];
        let specs: Vec<Spec> =
            faults.into_iter().map(|fault| Spec { fault, never: BTreeMap::new(), seldom: BTreeMap::new() }).collect();
        let rules: Vec<_> = specs.iter().enumerate().map(|(at, spec)| (RuleIndex(at as u16), spec)).collect();
        let mut hits = Hits::new();
        Scanner::new(&rules, &profile).scan(&Analysed::new(&article), &mut hits);
        hits.iter().map(|hit| text[hit.span.range()].to_owned()).collect()
    }

    #[test]
    fn a_stranded_preposition_counts_only_where_something_was_taken_away_after_it() {
        assert_eq!(found("It is a river that we are all proud of. Nobody spoke."), [""; 0]);
        assert_eq!(found("It is a river that was painted by . Nobody spoke."), ["by ."]);
        assert_eq!(found("It is a river in the care of.. Nobody spoke."), ["of.."]);
    }

    #[test]
    fn a_sentence_that_trails_off_is_whole() {
        for text in ["He spoke of the river and…", "He spoke of the river and...", "He spoke of the river and . . ."]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_empty_credit_goes_with_one_line_end_wherever_it_stands() {
        for text in ["Photo: .\nA river rose.", "A river rose.\nPhoto: .\nIt fell.", "A river rose.\nPhoto: ."] {
            assert_eq!(found(text), ["Photo: ."], "{text}");
        }
    }
}
