//! The scripts that an article is at home in, and runs of words in others.
//!
//! The alphabet of the language is home, however much is quoted in another; beyond that it is measured on the article itself,
//! so that an article about a language, whose words are half of another script, is at home in both, and languages without a
//! file need none.

use super::words;
use crate::article::{Block, Side};
use crate::text::{Script, Token, TokenKind};

/// How many scripts there are.
const SCRIPTS: usize = Script::Other as usize + 1;

/// One of how many words is in a script that the article uses throughout.
const USUAL: u32 = 5;

/// The scripts of an article.
pub(super) struct Home {
    counts: [u32; SCRIPTS],
    all: u32,
    /// The script of the language, or of most words where its alphabet is not known.
    pub(super) most: Script,
}

impl Home {
    pub(super) fn of(side: &Side) -> Self {
        let mut counts = [0_u32; SCRIPTS];
        let (mut all, mut most) = (0, Script::Latin);
        for token in side.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let script = family(token.script);
            let count = &mut counts[script as usize];
            // A clause of a script without spaces is one token.
            let weight = if script.is_unspaced() { (token.span.len() as u32 / 6).max(1) } else { 1 };
            *count += weight;
            all += weight;
        }
        let mut best = 0;
        for script in
            [Script::Cyrillic, Script::Greek, Script::Armenian, Script::Georgian, Script::Hebrew, Script::Arabic]
                .into_iter()
                .chain([Script::Latin, Script::Devanagari, Script::Han, Script::Hangul, Script::Thai])
                .chain([Script::OtherUnspaced, Script::Other])
        {
            if counts[script as usize] > best {
                best = counts[script as usize];
                most = script;
            }
        }
        let letters = side.profile.letters.iter().map(|c| family(Script::of(*c)));
        let own = letters.filter(|script| *script != Script::Common).find(|script| counts[*script as usize] > 0);
        Self { counts, all, most: own.unwrap_or(most) }
    }

    /// Whether a word is wholly in a script that the article is not at home in.
    pub(super) fn is_foreign(&self, side: &Side, token: &Token) -> bool {
        let script = family(token.script);
        // Han is at home in Korean, and Latin everywhere.
        let is_home = matches!(script, Script::Common | Script::Latin) || script == self.most;
        if is_home || script == Script::Han && self.most == Script::Hangul {
            return false;
        }
        self.counts[script as usize] * USUAL < self.all
            && side
                .word(token)
                .chars()
                .all(|c| matches!(family(Script::of(c)), s if s == script || s == Script::Common))
    }

    /// Whether a word is in the script of the article.
    pub(super) fn is_native(&self, token: &Token) -> bool {
        family(token.script) == self.most
    }

    /// The last token of the run of foreign words that begins with a token.
    pub(super) fn run(&self, side: &Side, block: &Block, first: usize) -> usize {
        let script = family(side.tokens[first].script);
        let mut last = first;
        for at in first + 1..block.tokens.end as usize {
            let token = &side.tokens[at];
            match token.kind {
                TokenKind::Word if family(token.script) == script && self.is_foreign(side, token) => last = at,
                TokenKind::Space | TokenKind::Number => {}
                TokenKind::Mark if matches!(token.mark(), Some(',' | '-' | '、' | '·' | '・' | '’')) => {}
                _ => break,
            }
        }
        last
    }

    /// How many words of a block are in the script of a token, and how many in that of the article.
    pub(super) fn shares(&self, side: &Side, block: &Block, token: &Token) -> (usize, usize) {
        let script = family(token.script);
        words(side, block).fold((0, 0), |(foreign, native), word| {
            (foreign + usize::from(family(word.script) == script), native + usize::from(self.is_native(word)))
        })
    }
}

/// Scripts that one language is written in together count as one.
fn family(script: Script) -> Script {
    if script.is_east_asian() { Script::Han } else { script }
}
