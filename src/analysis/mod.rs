//! What several kinds need, computed once for an article and only when asked for.
//!
//! Knows nothing of rules and messages.

pub mod dates;
pub mod entity;
pub mod names;
pub mod people;
pub mod quantities;
pub mod quotation;
pub mod runs;
pub mod vocabulary;

use std::cell::OnceCell;

use crate::article::{Article, Side, Spellings};
use crate::text::Lang;
use dates::Date;
use names::Mention;
use people::People;
use quantities::Quantity;
use quotation::Quotations;
use runs::Runs;
use vocabulary::Vocabulary;

/// An article with its analyses.
#[derive(Debug)]
pub struct Analysed<'a> {
    article: &'a Article,
    dates: OnceCell<Vec<Date>>,
    names: OnceCell<Vec<Mention>>,
    people: OnceCell<People>,
    quantities: OnceCell<Vec<Quantity>>,
    quotations: OnceCell<Quotations>,
    runs: OnceCell<Runs>,
    vocabulary: Vocabulary<'a>,
}

impl<'a> Analysed<'a> {
    /// Wraps an article; nothing is computed yet.
    pub fn new(article: &'a Article) -> Self {
        Self {
            article,
            dates: OnceCell::new(),
            names: OnceCell::new(),
            people: OnceCell::new(),
            quantities: OnceCell::new(),
            quotations: OnceCell::new(),
            runs: OnceCell::new(),
            vocabulary: Vocabulary::new(&article.target),
        }
    }

    /// The translation.
    pub fn target(&self) -> &'a Side {
        &self.article.target
    }

    /// The language of the original, if it was declared.
    pub fn source_lang(&self) -> Option<&'a Lang> {
        self.article.source_lang()
    }

    /// What the other articles of a run say of its names, where that was asked for.
    pub fn spellings(&self) -> Option<&'a Spellings> {
        self.article.spellings.as_deref()
    }

    /// The quotations of the translation, and what is wrong with their marks.
    pub fn quotations(&self) -> &Quotations {
        self.quotations.get_or_init(|| quotation::read(&self.article.target))
    }

    /// The dates of the translation.
    pub fn dates(&self) -> &[Date] {
        self.dates.get_or_init(|| dates::read(&self.article.target))
    }

    /// The names in the translation.
    pub fn names(&self) -> &[Mention] {
        self.names.get_or_init(|| names::read(&self.article.target, &self.vocabulary))
    }

    /// The people in the translation.
    pub fn people(&self) -> &People {
        self.people.get_or_init(|| people::read(&self.article.target, self.names()))
    }

    /// The quantities of the translation: numbers in figures, with their units.
    pub fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| quantities::read(&self.article.target))
    }

    /// The runs of marks between the words of the translation.
    pub fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| runs::read(&self.article.target))
    }

    /// How often each word of the translation occurs.
    pub fn vocabulary(&self) -> &Vocabulary<'a> {
        &self.vocabulary
    }
}
