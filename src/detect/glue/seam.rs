//! Two sentences without a space between them: `plant.The`, `habitants.Il`, `(lost).They`, `gone!He`.
//!
//! Not what three dots join, domain names, file names, initials, abbreviations with inner dots, list numbers, ordinals.

use super::{Case, is_capitalised_word, is_lower_word, letters};
use crate::analysis::runs::Run;
use crate::article::Block;
use crate::detect::spec::Seam;
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Shape, TokenKind};

/// Endings of domain names that do not belong to a country; a capital does not make a sentence of them.
const TOP_LEVEL: [&str; 12] = ["com", "net", "org", "biz", "edu", "gov", "int", "mil", "info", "app", "dev", "tv"];

/// How much stands for a border between two sentences.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Border,
    Perhaps,
    None,
}

impl Case<'_> {
    /// `left.Right` inside one token.
    pub(super) fn dotted(&self, at: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        let word = self.side.word(token);
        let Some((left, right)) = word.rsplit_once('.').filter(|_| self.goes_on(at)) else { return };
        let split = token.span.hi() - right.len();
        let verdict =
            if left.contains('.') { self.after_abbreviation(left, right) } else { self.judge(at, left, right) };
        self.border(verdict, token.span, split, hits);
    }

    fn border(&self, verdict: Verdict, span: Span, split: usize, hits: &mut Hits) {
        match verdict {
            Verdict::Border => self.report(Seam::Sentence, span, split, hits),
            Verdict::Perhaps => self.report(Seam::SentencePerhaps, span, split, hits),
            Verdict::None => {}
        }
    }

    /// Whether what follows the token is text and not the rest of an address, a name in code, or the end.
    fn goes_on(&self, at: usize) -> bool {
        let token = &self.side.tokens[at];
        let next = self.side.tokens.get(at + 1).filter(|next| super::next_to(token, next));
        next.is_some_and(|next| {
            next.kind == TokenKind::Space
                || matches!(self.side.word(next), "," | "-" | "’" | "'" | ":" | "”" | "\"" | "»")
                || matches!(self.side.word(next), "." | "!" | "?")
                    && self.side.tokens.get(at + 2).is_some_and(|space| space.kind == TokenKind::Space)
        })
    }

    /// `Anna.and`: a full stop that two words join where no sentence can begin, because the second is a function word
    /// without a capital.
    pub(super) fn lower_dotted(&self, block: &Block, hits: &mut Hits) {
        if !self.rules.wants(Seam::LowerSentence) {
            return;
        }
        let bytes = &self.side.text.as_bytes()[block.span.range()];
        for dot in memchr::memchr_iter(b'.', bytes) {
            let letter = |at: Option<usize>| {
                at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_lowercase() || *b >= 0x80)
            };
            if letter(dot.checked_sub(1)) && letter(Some(dot + 1)) {
                let at = self.side.token_at(block.span.lo() + dot);
                self.lower_joined(at, hits);
            }
        }
    }

    fn lower_joined(&self, at: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        let Some((left, right)) = self.side.word(token).split_once('.') else { return };
        let worded = letters(left) > 3 && (is_lower_word(left) || is_capitalised_word(left));
        let spaced = self.side.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Space);
        // Inside an address something other than a space stands before it.
        let before = at.checked_sub(1).map(|before| &self.side.tokens[before]);
        let alone = before.is_none_or(|before| {
            before.kind == TokenKind::Space || matches!(self.side.word(before), "\"" | "“" | "„" | "«" | "(")
        });
        if worded
            && spaced
            && letters(right) > 2
            && is_lower_word(right)
            && self.is_function(right)
            && !TOP_LEVEL.contains(&right)
            && !self.side.profile.abbreviations.has_word(left)
            && alone
        {
            let dot = token.span.lo() + left.len();
            let (first, last) = (Span::new(token.span.lo(), dot), Span::new(dot + 1, token.span.hi()));
            self.rules.report(Seam::LowerSentence, hits, |rule| {
                Hit::new(rule, token.span)
                    .slot("left", self.side.str(first))
                    .slot("right", self.side.str(last))
                    .choose(vec![Edit::new(Span::new(dot, dot + 1), " ")], false)
                    .choose(vec![Edit::insert(dot + 1, " ")], false)
            });
        }
    }

    /// `5 p.m.The`, `the U.S.He`: an abbreviation with inner dots that the language has, and a word.
    fn after_abbreviation(&self, left: &str, right: &str) -> Verdict {
        let lower = left.chars().all(|c| c == '.' || c.is_lowercase());
        let word = is_capitalised_word(right)
            && letters(right) > 1
            && (lower && letters(right) > 2 || self.is_function(right));
        if word && self.side.profile.abbreviations.has_exact(left) { Verdict::Border } else { Verdict::None }
    }

    /// Whether a border between two sentences stands between two words that a full stop joins.
    fn judge(&self, at: usize, left: &str, right: &str) -> Verdict {
        let profile = &self.side.profile;
        let function = self.is_function(right);
        let pronoun = letters(right) == 1 && function && right.chars().all(char::is_uppercase);
        if !pronoun && !is_capitalised_word(right) {
            return Verdict::None;
        }
        if profile.abbreviations.has_exact(left) || TOP_LEVEL.contains(&right.to_lowercase().as_str()) {
            return Verdict::None;
        }
        let (before, after) = (letters(left), letters(right));
        if is_lower_word(left) {
            // Without a list of function words there is none of abbreviations either.
            let listed = !profile.function.is_empty();
            let border = match before {
                0 | 1 => false,
                2 => {
                    after > 1
                        && (function && (self.is_function(left) || self.occurs(left)) || !listed && self.occurs(left))
                }
                3 => after > 1 && (function || after > 2),
                _ if after == 1 => function && before > 4,
                _ if after == 2 => function || !listed || self.occurs(right),
                _ => true,
            };
            return if border { Verdict::Border } else { Verdict::None };
        }
        // “18 Uhr.Danach”: a short noun after a number.
        if profile.noun_capitals && before == 3 && after > 3 && is_capitalised_word(left) && self.follows_number(at) {
            return Verdict::Border;
        }
        let worded = is_capitalised_word(left) || before > 2 && left.chars().all(char::is_uppercase);
        if !worded || before < 3 || after < 2 {
            return Verdict::None;
        }
        if function && before > 3 || profile.noun_capitals && after > 3 && before > 3 {
            return Verdict::Border;
        }
        if before > 3 && is_capitalised_word(left) && (self.continues_a_name(at) || self.occurs(left)) {
            Verdict::Perhaps
        } else {
            Verdict::None
        }
    }

    fn follows_number(&self, at: usize) -> bool {
        at >= 2
            && self.side.tokens[at - 1].kind == TokenKind::Space
            && self.side.tokens[at - 2].kind == TokenKind::Number
    }

    /// Borders at which more than a full stop stands: `gone!He`, `lost).They`, `2022.The`.
    pub(super) fn runs(&self, hits: &mut Hits) {
        for run in self.article.runs() {
            let block = &self.side.blocks[run.block as usize];
            let text = self.side.str(run.span);
            let edge = run.first == block.tokens.start || run.last == block.tokens.end;
            if edge || text.len() > 12 {
                continue;
            }
            if text.strip_prefix([',', ':']).is_some_and(is_opening_mark) {
                self.introduced(run, hits);
            }
            if text.contains(' ') || text.contains(char::is_whitespace) {
                continue;
            }
            if text.contains(is_terminator) && !text.contains("..") && !text.contains('…') {
                self.terminated(block, run, hits);
            }
            if text.contains(is_double_mark) {
                self.quoted(run.span, hits);
            }
        }
    }

    fn terminated(&self, block: &Block, run: &Run, hits: &mut Hits) {
        let (left, right) = (run.first as usize - 1, run.last as usize);
        let split = self.split(run.span);
        let verdict = self.judge_run(block, left, right, self.side.str(run.span), split);
        let span = self.side.tokens[left].span.to(self.side.tokens[right].span);
        self.border(verdict, span, split, hits);
    }

    /// Where the space belongs in a run: before the mark that opens, else at its end.
    fn split(&self, run: Span) -> usize {
        let text = self.side.str(run);
        let Some(last) = text.chars().next_back() else { return run.hi() };
        let at = run.hi() - last.len_utf8();
        let opens = matches!(last, '(' | '[' | '{' | '¿' | '¡') || self.opens(at) == Some(true);
        if opens { at } else { run.hi() }
    }

    fn judge_run(&self, block: &Block, left: usize, right: usize, run: &str, split: usize) -> Verdict {
        let tokens = &self.side.tokens;
        let (before, after) = (self.side.word(&tokens[left]), self.side.word(&tokens[right]));
        let opens = split < tokens[right].span.lo();
        if tokens[right].kind != TokenKind::Word
            || self.side.text[..split].ends_with(['(', '[', '/', '@', '#'])
            || run.starts_with(['(', '[', '¿', '¡'])
        {
            return Verdict::None;
        }
        let plain = run.chars().all(is_terminator);
        let caseless = tokens[right].shape == Shape::None;
        if caseless {
            let word = |at: usize| {
                tokens[at].kind == TokenKind::Word
                    && !tokens[at].script.is_unspaced()
                    && !tokens[at].script.is_cased()
                    && letters(self.side.word(&tokens[at])) > 2
            };
            return if word(left) && word(right) && !opens { Verdict::Border } else { Verdict::None };
        }
        let first = after.split('.').next().unwrap_or_default();
        let function = self.is_function(first) && letters(first) > 1;
        if !is_capitalised_word(first) || !self.goes_on(right) {
            return Verdict::None;
        }
        match tokens[left].kind {
            TokenKind::Number => {
                let listed =
                    left == block.tokens.start as usize || plain && before.len() < 3 && self.side.profile.ordinal_dot;
                if function && !listed && (!plain || !self.side.profile.ordinal_dot || before.len() > 3) {
                    Verdict::Border
                } else {
                    Verdict::None
                }
            }
            TokenKind::Word if plain && !run.starts_with('.') => {
                let lower = tokens[left].shape == Shape::Lower && letters(before) > 2;
                if lower && (function || letters(first) > 2)
                    || function && letters(before) > 3 && tokens[left].shape == Shape::Capital
                {
                    Verdict::Border
                } else {
                    Verdict::None
                }
            }
            TokenKind::Word if plain => self.judge(left, before, first),
            // A closing mark before the full stop, or after it, shows that a sentence ends.
            TokenKind::Word => {
                let closed = run.chars().all(|c| {
                    is_terminator(c)
                        || matches!(
                            c,
                            '"' | '”'
                                | '“'
                                | '»'
                                | '«'
                                | ')'
                                | ']'
                                | '’'
                                | '%'
                                | '€'
                                | '$'
                                | '„'
                                | '('
                                | '['
                                | '¿'
                                | '¡'
                        )
                });
                let spoken = run.contains(['"', '”', '“', '»', '«', '’', '„']);
                let sure = function || letters(first) > 2 && (run.contains(')') || self.roles_known(left, right));
                if closed && sure && (!spoken || self.roles_known(left, right)) {
                    Verdict::Border
                } else {
                    Verdict::None
                }
            }
            _ => Verdict::None,
        }
    }

    /// Whether every quotation mark between two tokens belongs to a quotation that opens and closes.
    fn roles_known(&self, left: usize, right: usize) -> bool {
        self.side.tokens[left + 1..right]
            .iter()
            .filter(|token| matches!(self.side.word(token), "\"" | "”" | "“" | "»" | "«" | "„"))
            .all(|token| self.opens(token.span.lo()).is_some())
    }

    /// Two words of a script without capitals, joined by a full stop.
    pub(super) fn caseless(&self, at: usize, hits: &mut Hits) {
        let token = &self.side.tokens[at];
        if token.script.is_cased() || token.script.is_unspaced() || token.span.len() < 10 {
            return;
        }
        let word = self.side.word(token);
        let Some(dot) = memchr::memchr(b'.', word.as_bytes()) else { return };
        let (left, right) = (&word[..dot], &word[dot + 1..]);
        if letters(left) > 2 && letters(right) > 2 && !right.contains('.') {
            self.report(Seam::Sentence, token.span, token.span.lo() + dot + 1, hits);
        }
    }
}

/// Marks that open or close a quotation whatever stands beside them.
fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '„' | '‟' | '»' | '«' | '＂' | '〝' | '〞')
}

/// A mark that touches what it opens, or a guillemet with its inner space.
fn is_opening_mark(marks: &str) -> bool {
    matches!(marks, "\"" | "“" | "„" | "«" | "« " | "«\u{A0}" | "«\u{202F}" | "\"¿" | "“¿" | "«¿")
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '۔' | '।' | '։')
}
