//! Two words in one token: `thatHe`, `Ziobrothat`, `7:00Owens`.
//!
//! Not brands, camel-case names, `McDonald`, `BürgerInnen`, units, ordinals: a seam is believed only where both halves
//! are known to be words.

use super::{Case, SHORTEST_ENDING, is_capitalised_word, is_lower_word, letters};
use crate::article::Block;
use crate::detect::Hits;
use crate::detect::spec::Seam;
use crate::text::TokenKind;

impl Case<'_> {
    /// A word with a capital inside.
    pub(super) fn mixed(&self, block: &Block, at: usize, hits: &mut Hits) {
        let word = self.side.word(&self.side.tokens[at]);
        if word.contains('.') {
            self.dotted(at, hits);
        } else if word.bytes().any(|b| b.is_ascii_digit()) {
            self.numbered(at, hits);
        } else if !word.contains(['_', ':', '\'', '’']) {
            self.humped(block, at, hits);
        }
    }

    /// A word that begins with a capital, or with a digit before its capital.
    pub(super) fn capital(&self, block: &Block, at: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        let word = self.side.word(token);
        if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            self.numbered(at, hits);
        } else if let Some(ending) = self.endings.longest(word).filter(|_| word.len() > 2 * SHORTEST_ENDING) {
            self.named(block, at, word.len() - ending, hits);
        }
    }

    /// `thatHe`: one capital inside a word, with a word on both sides of it.
    fn humped(&self, block: &Block, at: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        let word = self.side.word(token);
        let mut humps = word.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
        let (Some((hump, _)), None) = (humps.next(), humps.next()) else { return };
        let (left, right) = word.split_at(hump);
        if !is_capitalised_word(right) || self.is_beside_hyphen(block, at) {
            return;
        }
        let (known_left, known_right) = (self.is_function(left), self.is_function(right));
        let (before, after) = (letters(left), letters(right));
        let glued = if is_lower_word(left) {
            match (known_left, known_right) {
                (true, true) => before > 1,
                (true, false) => before > 2 && after > 2 && self.is_name(right),
                (false, true) => before > 2 && self.occurs(left) || before > 4 && after > 2,
                (false, false) => {
                    before > 3 && after > 3 && self.article.vocabulary().count(left).lower > 0 && self.occurs(right)
                }
            }
        } else {
            let noun = is_capitalised_word(left) && before > 3;
            noun && known_right
                && after > 2
                && !known_left
                && self.article.vocabulary().count(left).capital > 0
                && !self.recurs(word)
        };
        if glued {
            self.report(Seam::Capital, token.span, token.span.lo() + hump, hits);
        }
    }

    fn recurs(&self, word: &str) -> bool {
        let count = self.article.vocabulary().count(word);
        count.lower + count.capital > 1
    }

    fn is_beside_hyphen(&self, block: &Block, at: usize) -> bool {
        let hyphen = |c: Option<char>| matches!(c, Some('-' | '‑' | '/' | '&' | '+'));
        let span = self.side.tokens[at].span;
        hyphen(self.side.char_before(block, span.lo())) || hyphen(self.side.char_after(block, span.hi()))
    }

    /// `Ziobrothat`: a name that the article has elsewhere, with a function word or reporting verb at its end; or any name with
    /// a word at its end on which no name ends.
    fn named(&self, block: &Block, at: usize, cut: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        let word = self.side.word(token);
        let (left, right) = word.split_at(cut);
        if !is_lower_word(right) {
            return;
        }
        let profile = &self.side.profile;
        let ends = |word: &str| {
            profile.function.has_word(word) || profile.reporting.has_word(word) || profile.pronouns.has_word(word)
        };
        let vocabulary = self.article.vocabulary();
        let day = profile.weekdays.has_word(left) || profile.months.has_word(left);
        if day || ends(left) || ends(word) {
            return;
        }
        let owned = || vocabulary.count(&format!("{left}'s")).capital > 0 && !vocabulary.has(left);
        let name = (vocabulary.is_name(left) || owned())
            && (letters(left) > 4 && letters(right) > SHORTEST_ENDING || vocabulary.count(left).capital > 1);
        // No name ends so, whether it stands elsewhere or not: `Karaśwho`.
        let torn =
            || self.never_final.has_word(right) && is_capitalised_word(left) && !self.is_beside_hyphen(block, at);
        if (name || torn()) && !self.recurs(word) {
            self.report(Seam::Name, token.span, token.span.lo() + cut, hits);
        }
    }

    /// `7:00Owens`, `ảnh1Truong`: a number with a capitalised word after it.
    fn numbered(&self, at: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        let word = self.side.word(token);
        let Some(end) = word.rfind(|c: char| c.is_ascii_digit()).map(|end| end + 1) else { return };
        let (left, right) = word.split_at(end);
        if !is_capitalised_word(right) || letters(right) < 3 {
            return;
        }
        let name = left.trim_end_matches(|c: char| c.is_ascii_digit());
        let clock = name.is_empty() && left.len() == 2 && self.follows_an_hour(at);
        let year = name.is_empty() && left.len() == 4 && (self.is_function(right) || self.is_name(right));
        let caption = letters(name) > 2
            && is_lower_word(name)
            && (self.is_function(name) || self.occurs(name))
            && (self.is_name(right) || self.is_function(right));
        if clock || year || caption {
            self.report(Seam::Number, token.span, token.span.lo() + end, hits);
        }
    }

    /// `5,000people`, `in2019`: a number and a word in lower case.
    pub(super) fn lower(&self, at: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        let bytes = self.side.text.as_bytes();
        let (first, last) = (bytes[token.span.lo()], bytes[token.span.hi() - 1]);
        if first.is_ascii_digit() == last.is_ascii_digit() || !self.rules.wants(Seam::Number) {
            return;
        }
        let word = self.side.word(token);
        if first.is_ascii_digit() {
            let right = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
            let counted = is_lower_word(right) && letters(right) > 3;
            if counted && self.article.vocabulary().count(right).lower > 0 && !self.recurs(word) {
                self.report(Seam::Number, token.span, token.span.hi() - right.len(), hits);
            }
        } else {
            let left = word.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = word.len() - left.len();
            let year = digits == 4 && (word[left.len()..].starts_with("19") || word[left.len()..].starts_with("20"));
            if is_lower_word(left)
                && letters(left) >= if year { 2 } else { 3 }
                && digits > 1
                && self.is_function(left)
                && !self.recurs(word)
            {
                self.report(Seam::Number, token.span, token.span.lo() + left.len(), hits);
            }
        }
    }

    /// Whether `7:` stands before the token.
    fn follows_an_hour(&self, at: usize) -> bool {
        let tokens = &self.side.tokens;
        at >= 2
            && matches!(self.side.word(&tokens[at - 1]), ":")
            && tokens[at - 2].kind == TokenKind::Number
            && super::next_to(&tokens[at - 2], &tokens[at - 1])
            && tokens[at - 2].span.len() <= 2
    }
}
