//! A quotation mark glued to the word outside it: `“No!”and`, `site“Tube”`.
//!
//! Not elided prefixes (`l’“`), hyphenated endings, prefixes of Hebrew and Arabic, endings that a language puts after a
//! closing mark: the word outside must be one that stands alone elsewhere.

use super::{Case, letters};
use crate::analysis::quotation::{Edge, Level, Mark};
use crate::analysis::runs::Run;
use crate::detect::Hits;
use crate::detect::spec::Seam;
use crate::span::Span;
use crate::text::{Shape, TokenKind};

impl Case<'_> {
    /// Whether the quotation mark at a byte offset opens; `None` where it has no counterpart or is none.
    pub(super) fn opens(&self, at: usize) -> Option<bool> {
        let quotations = self.article.quotations();
        let index = quotations.marks.partition_point(|mark| mark.span.lo() < at);
        let found = quotations.marks.get(index).is_some_and(|mark| mark.span.lo() == at);
        if found { self.roles().get(index).copied().flatten() } else { None }
    }

    fn roles(&self) -> &[Option<bool>] {
        self.roles.get_or_init(|| {
            let quotations = self.article.quotations();
            let mut roles = vec![None; quotations.marks.len()];
            for pair in &quotations.pairs {
                roles[pair.open as usize] = Some(true);
                roles[pair.close as usize] = Some(false);
            }
            roles
        })
    }

    /// The quotation marks of a run between two words that has no space.
    pub(super) fn quoted(&self, run: Span, hits: &mut Hits) {
        if !self.rules.wants(Seam::Quotation) {
            return;
        }
        let marks = &self.article.quotations().marks;
        let first = marks.partition_point(|mark| mark.span.lo() < run.lo());
        for (index, mark) in marks.iter().enumerate().skip(first).take_while(|(_, mark)| mark.span.lo() < run.hi()) {
            if mark.level != Level::Double || mark.makeshift || mark.encoded {
                continue;
            }
            match self.roles()[index] {
                Some(true) if mark.left == Edge::Letter && touches(mark.right) && mark.right != Edge::Closing => {
                    self.before(mark, hits);
                }
                Some(false) if mark.right == Edge::Letter && touches(mark.left) => self.after(mark, hits),
                None if mark.left == Edge::Letter && mark.right == Edge::Letter => self.unpaired(mark, hits),
                _ => {}
            }
        }
    }

    /// `said:"We go`: an opening mark right after the comma or colon that introduces it.
    pub(super) fn introduced(&self, run: &Run, hits: &mut Hits) {
        let (tokens, first) = (&self.side.tokens, run.first as usize);
        let (word, mark) = (&tokens[first - 1], &tokens[first + 1]);
        let text = self.side.word(word);
        let spoken = word.kind == TokenKind::Word
            && word.script.is_cased()
            && word.shape == Shape::Lower
            && letters(text) > 1
            && !text.contains(|c: char| c.is_ascii_digit());
        // After a colon a word without a capital may be what is searched for: `site:"bridge"`.
        let colon = self.side.word(&tokens[first]) == ":";
        let after = tokens[first + 2..].iter().find(|next| next.kind != TokenKind::Space).is_some_and(|next| {
            next.kind == TokenKind::Word && (!colon || next.shape.starts_upper(self.side.word(next)))
                || self.side.word(next) == "¿"
        });
        if spoken && after && self.rules.wants(Seam::Quotation) && self.opens(mark.span.lo()) == Some(true) {
            self.report(Seam::Quotation, tokens[first].span.to(mark.span), mark.span.lo(), hits);
        }
    }

    /// `wrote"Nobody`, `gone"and`: a mark without a counterpart between two words, of which only one can be inside.
    fn unpaired(&self, mark: &Mark, hits: &mut Hits) {
        let at = mark.token as usize;
        let (Some(left), Some(right)) =
            (at.checked_sub(1).and_then(|at| self.side.tokens.get(at)), self.side.tokens.get(at + 1))
        else {
            return;
        };
        let (before, after) = (self.side.word(left), self.side.word(right));
        let words = [left, right].iter().all(|word| word.kind == TokenKind::Word && word.script.is_cased());
        let lower = left.shape == Shape::Lower && letters(before) > 3;
        if !words || !lower || self.side.profile.elided_prefixes.has_word(before) {
            return;
        }
        if right.shape == Shape::Capital && letters(after) > 3 {
            self.report(Seam::Quotation, left.span.to(mark.span), mark.span.lo(), hits);
        } else if right.shape == Shape::Lower && letters(after) > 2 && self.is_function(after) {
            self.report(Seam::Quotation, mark.span.to(right.span), mark.span.hi(), hits);
        }
    }

    /// An opening mark after a letter.
    fn before(&self, mark: &Mark, hits: &mut Hits) {
        let Some(word) = (mark.token as usize).checked_sub(1).map(|at| &self.side.tokens[at]) else {
            return;
        };
        let text = self.side.word(word);
        let sole = letters(text) > 3 || letters(text) > 1 && self.is_function(text);
        if word.kind == TokenKind::Word && word.script.is_cased() && sole && !text.ends_with(['\'', '’']) {
            self.report(Seam::Quotation, word.span.to(mark.span), mark.span.lo(), hits);
        }
    }

    /// A letter after a closing mark.
    fn after(&self, mark: &Mark, hits: &mut Hits) {
        let Some(word) = self.side.tokens.get(mark.token as usize + 1) else {
            return;
        };
        // `l"Économie`: the mark stands for an apostrophe.
        let inner = (mark.token as usize).checked_sub(1).map(|at| &self.side.tokens[at]);
        if inner.is_some_and(|inner| inner.kind == TokenKind::Word && letters(self.side.word(inner)) < 3) {
            return;
        }
        let text = self.side.word(word);
        let function = letters(text) > 1 && self.is_function(text);
        // Not `“mis”quoted`: a part of a word.
        let phrase = inner.is_some_and(|inner| inner.kind == TokenKind::Mark)
            || (mark.token as usize).checked_sub(2).is_some_and(|at| self.side.tokens[at].kind == TokenKind::Space);
        let speaks = || {
            let profile = &self.side.profile;
            phrase && letters(text) > 2 && (profile.reporting.has_word(text) || profile.quotatives.has_word(text))
        };
        let sole = match word.shape {
            Shape::Lower => {
                function || speaks() || letters(text) > 3 && self.article.vocabulary().count(text).lower > 1
            }
            Shape::Capital => function || letters(text) > 3 && self.occurs(text),
            _ => false,
        };
        if word.kind == TokenKind::Word && word.script.is_cased() && sole {
            self.report(Seam::Quotation, mark.span.to(word.span), mark.span.hi(), hits);
        }
    }
}

/// Whether a mark touches what it encloses on this side; if not, it may be of the other role, or a slip of its own.
fn touches(inner: Edge) -> bool {
    matches!(inner, Edge::Letter | Edge::Digit | Edge::Closing | Edge::Inner)
}
