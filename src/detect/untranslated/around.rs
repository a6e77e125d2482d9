//! What stands around a foreign word: whether it is quoted, explained, part of a name or address, or simply left in a sentence.

use super::home::Home;
use super::{Scanner, Sign, strangers};
use crate::analysis::Analysed;
use crate::article::{Block, Side};
use crate::text::{Script, Shape, Token, TokenKind};

/// How many words a quotation may have to be a title, a motto or a single word that is spoken of.
const SHORT_QUOTATION: usize = 8;
/// How far back an opening bracket is looked for, in tokens.
const BRACKET: usize = 60;
/// How many words before a foreign one may say that it is spoken of.
const NAMING: usize = 3;

/// Some words that look foreign, in their article.
pub(super) struct Place<'s, 'a> {
    pub(super) scanner: &'s Scanner,
    pub(super) article: &'s Analysed<'a>,
    pub(super) home: &'s Home,
    pub(super) block: &'s Block,
    /// The first token.
    pub(super) first: usize,
    /// The last token.
    pub(super) last: usize,
}

/// What stands beside the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// A mark, or the border of the block.
    Border,
    /// A comma, after which foreign words are explained.
    Comma,
    /// A number.
    Number,
    /// A function word of the language.
    Native,
    /// Another word in small letters, or of a script without capitals.
    Lower,
    /// A word with a capital.
    Capital,
    /// A word that looks foreign itself.
    Strange,
}

#[derive(Clone, Copy)]
enum Way {
    Back,
    On,
}

impl<'a> Place<'_, 'a> {
    pub(super) fn side(&self) -> &'a Side {
        self.article.target()
    }

    /// Whether the words are quoted, bracketed, explained, spoken of, or part of an address or a hashtag.
    pub(super) fn is_set_apart(&self, sign: Sign) -> bool {
        self.is_marked(sign) || self.is_bracketed() || self.is_quoted() || self.is_named()
    }

    /// Whether marks beside the words set them apart.
    fn is_marked(&self, sign: Sign) -> bool {
        let side = self.side();
        let start = side.tokens[self.first].span.lo();
        let end = side.tokens[self.last].span.hi();
        let (before, after) = (side.char_before(self.block, start), side.char_after(self.block, end));
        if before.is_some_and(|c| "#@/_\\~&=*+$^<".contains(c)) || after.is_some_and(|c| "/_\\~=*@+^>".contains(c)) {
            return true;
        }
        // `example.рф`, `jako.cz`
        if side.word(&side.tokens[self.first]).contains('.') {
            return true;
        }
        let goes_on = || side.text[end..self.block.span.hi()].chars().nth(1).is_some_and(char::is_alphanumeric);
        if sign != Sign::Script && before == Some('.') || after == Some('.') && goes_on() {
            return true;
        }
        let openers = |c: char| "([{“‘«‹„‚「『《〈（【\"'`–—‑-―:：=|•·→".contains(c);
        let closers = |c: char| ")]}”’»›“‘」』》〉）】\"'`–—‑-―:：=|([（→".contains(c);
        let text = &side.text;
        text[self.block.span.lo()..start].trim_end().chars().next_back().is_some_and(openers)
            || text[end..self.block.span.hi()].trim_start().chars().next().is_some_and(closers)
    }

    /// Whether the words stand in brackets.
    fn is_bracketed(&self) -> bool {
        let tokens = &self.side().tokens[self.block.tokens.start as usize..self.first];
        for token in tokens.iter().rev().take(BRACKET) {
            match token.mark() {
                Some(')' | ']' | '}' | '）' | '】') => return false,
                Some('(' | '[' | '{' | '（' | '【') => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether the words stand in a short quotation.
    fn is_quoted(&self) -> bool {
        let side = self.side();
        let quotations = self.article.quotations();
        quotations.around(side.tokens[self.first].span.lo()).is_some_and(|quotation| {
            let span = quotations.span(quotation);
            let (first, last) = (side.token_at(span.lo()), side.token_at(span.hi()));
            let words = side.tokens[first..last].iter().filter(|token| token.kind == TokenKind::Word);
            words.take(SHORT_QUOTATION + 1).count() <= SHORT_QUOTATION
        })
    }

    /// Whether one of the words before says that a word is spoken of.
    fn is_named(&self) -> bool {
        let Some(naming) = &self.scanner.naming else { return false };
        let side = self.side();
        let before = side.tokens[self.block.tokens.start as usize..self.first].iter().rev();
        before
            .filter(|token| token.kind == TokenKind::Word)
            .take(NAMING)
            .any(|token| naming.members(token.norm, side.word(token)).next().is_some())
    }

    /// Whether the block is for the most part in the script of the article.
    pub(super) fn is_among_home_words(&self) -> bool {
        let side = self.side();
        let token = &side.tokens[self.first];
        // Greek letters are symbols.
        let symbol = token.script == Script::Greek && side.word(token).chars().count() <= 2 && self.first == self.last;
        // Used as bars between headline parts.
        let bar = side.word(token).chars().all(|c| "丨〡〇丶〆".contains(c));
        let (foreign, native) = self.home.shares(side, self.block, token);
        !symbol && !bar && native > 2 * foreign
    }

    /// Whether the article has the word nowhere else: a term of another language comes again.
    pub(super) fn is_once(&self) -> bool {
        let side = self.side();
        let count = self.article.vocabulary().count(side.word(&side.tokens[self.first]));
        count.lower == 1 && count.capital == 0
    }

    /// Whether the word stands between words of the language, as no word of a name or title does.
    pub(super) fn is_in_prose(&self, sign: Sign) -> bool {
        let side = self.side();
        if side.word(&side.tokens[self.first]).chars().nth(2).is_none() {
            return false;
        }
        let (before, after) = (self.beside(Way::Back), self.beside(Way::On));
        let sure = |beside| matches!(beside, Beside::Native | Beside::Number);
        let fits = match (before, after) {
            (Beside::Strange, _) | (_, Beside::Strange | Beside::Comma) => false,
            (Beside::Capital | Beside::Border | Beside::Comma, other) | (other, Beside::Border) => sure(other),
            (_, Beside::Capital) => false,
            // A word of a list may stand in a title of which no other word looks foreign.
            _ => sign == Sign::Letters || sure(before) || sure(after) || self.is_near_native(),
        };
        // A verb or preposition of a list ends no name.
        fits && !(sign == Sign::Letters && before == Beside::Capital && self.ends_a_name())
    }

    fn beside(&self, way: Way) -> Beside {
        let [nearest, next] = self.two(way);
        match nearest.map_or(Beside::Border, |token| self.judge(token)) {
            Beside::Lower if next.is_some_and(|token| self.judge(token) == Beside::Strange) => Beside::Strange,
            beside => beside,
        }
    }

    /// The two tokens nearest to the words on one side, spaces aside.
    fn two(&self, way: Way) -> [Option<&'a Token>; 2] {
        let tokens = &self.side().tokens;
        let solid = |token: &&Token| token.kind != TokenKind::Space;
        match way {
            Way::Back => {
                let mut tokens = tokens[self.block.tokens.start as usize..self.first].iter().rev().filter(solid);
                [tokens.next(), tokens.next()]
            }
            Way::On => {
                let mut tokens = tokens[self.last + 1..self.block.tokens.end as usize].iter().filter(solid);
                [tokens.next(), tokens.next()]
            }
        }
    }

    fn judge(&self, token: &Token) -> Beside {
        let side = self.side();
        match token.kind {
            TokenKind::Number => Beside::Number,
            TokenKind::Word if !self.home.is_native(token) => Beside::Strange,
            TokenKind::Word if side.profile.function.has(&side.text, token) => Beside::Native,
            TokenKind::Word if self.is_particle(token) => Beside::Strange,
            TokenKind::Word if matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed) => Beside::Capital,
            TokenKind::Word if self.scanner.sign_in_script(side, token).is_some() => Beside::Strange,
            TokenKind::Word => Beside::Lower,
            _ if matches!(token.mark(), Some(',' | '،' | '、' | '，')) => Beside::Comma,
            _ => Beside::Border,
        }
    }

    /// Whether one of the words that are next but one is a function word of the language, or the words are a script whose
    /// function words are not set apart.
    fn is_near_native(&self) -> bool {
        let beyond = [Way::Back, Way::On].map(|way| self.two(way)[1]);
        !self.side().profile.spaced
            || beyond.iter().flatten().any(|token| matches!(self.judge(token), Beside::Native | Beside::Number))
    }

    /// Whether the word before is the end of a name that may go on in small letters: two capitalised words, or one that is
    /// foreign itself (`Tekniska högskolan`, `Česká spořitelna`).
    fn ends_a_name(&self) -> bool {
        let side = self.side();
        let [nearest, next] = self.two(Way::Back);
        next.is_some_and(|token| self.judge(token) == Beside::Capital)
            || nearest.is_some_and(|token| strangers(&side.word(token).to_lowercase(), &side.profile).next().is_some())
    }

    /// Whether a word is a small word of names.
    fn is_particle(&self, token: &Token) -> bool {
        let particles = self.scanner.particles.as_ref();
        particles.is_some_and(|class| class.members(token.norm, self.side().word(token)).next().is_some())
    }
}
