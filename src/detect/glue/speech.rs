//! A quotation mark glued to the word outside it: `“No!”and`, `site“Tube”`.
//!
//! Not elided prefixes (`l’“`), hyphenated endings, prefixes of Hebrew and Arabic, endings that a language puts after a
//! closing mark: the word outside must be one that stands alone elsewhere.

use super::{Case, letters};
use crate::analysis::quotation::{Edge, Level, Mark};
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
            if mark.level != Level::Double || mark.makeshift {
                continue;
            }
            match self.roles()[index] {
                Some(true) if mark.left == Edge::Letter && touches(mark.right) && mark.right != Edge::Closing => {
                    self.before(mark, hits);
                }
                Some(false) if mark.right == Edge::Letter && touches(mark.left) => self.after(mark, hits),
                _ => {}
            }
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
        let sole = match word.shape {
            Shape::Lower => function || letters(text) > 3 && self.article.vocabulary().count(text).lower > 1,
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
