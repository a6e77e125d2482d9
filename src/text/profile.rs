//! Language profiles: what a language's `language.toml` says, merged with its parents and ready for look-up.
//!
//! Nothing about a language stands in Rust; what stands here are the Unicode defaults for a language without a file.

use rustc_hash::FxHashMap;

use super::glossary::Glossary;
use super::lang::Lang;
use super::language::{CommaPlace, Inside, LanguageFile};
use super::lexicon::Lexicon;
use super::token::{Norm, Token, is_same};

/// The conventions of one language.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a convention of its own that a language has or has not")]
pub struct Profile {
    /// Its tag.
    pub lang: Lang,
    /// English name.
    pub name: String,
    /// The small letters of its words, in order; empty where they are not known.
    pub letters: Box<[char]>,
    /// Accepted outer quotation marks, house default first.
    pub outer: Vec<Pair>,
    /// Accepted inner quotation marks.
    pub inner: Vec<Pair>,
    /// Where the comma goes before an attribution.
    pub comma: CommaPlace,
    /// Where the full stop goes when a quotation ends its sentence.
    pub stop: CommaPlace,
    /// Direct speech may open with a dash.
    pub dialogue_dash: bool,
    /// A dash may set off the attribution.
    pub attribution_dash: bool,
    /// A reporting verb alone makes an attribution.
    pub bare_verb: bool,
    /// One closing mark may end two quotations.
    pub shared_close: bool,
    /// Words for marks and characters.
    pub mark_names: WordSet,
    /// Words are set apart by spaces.
    pub spaced: bool,
    /// Marks that take a space before them.
    pub space_before: String,
    /// Marks before which a space is no error.
    pub space_tolerated: String,
    /// The space inside guillemets.
    pub inside_guillemets: Inside,
    /// Marks are full-width.
    pub full_width: bool,
    /// The comma of a language with full-width marks.
    pub comma_mark: char,
    /// Decimal separator.
    pub decimal: char,
    /// Group separators.
    pub group: Vec<char>,
    /// `3.` may be an ordinal.
    pub ordinal_dot: bool,
    /// Words that stand before a clock time.
    pub before_time: WordSet,
    /// Words that stand after a clock time.
    pub after_time: WordSet,
    /// Sentences begin with a capital.
    pub cased: bool,
    /// Nouns are capitalised.
    pub noun_capitals: bool,
    /// Abbreviations, in their own case, without the final dot.
    pub abbreviations: WordSet,
    /// Month names.
    pub months: WordSet,
    /// Weekday names.
    pub weekdays: WordSet,
    /// Function words.
    pub function: WordSet,
    /// Other words that news has often.
    pub common: WordSet,
    /// The ten words or so that are each a hundredth of any text.
    pub frequent: WordSet,
    /// Words that cannot end a sentence.
    pub dangling: WordSet,
    /// Articles that cannot end a sentence; a name or title may begin after them.
    pub articles: WordSet,
    /// Prepositions that may end a clause because their object stands elsewhere.
    pub stranding: WordSet,
    /// Words of address that may be capitalised out of courtesy.
    pub courtesy: WordSet,
    /// Subject pronouns.
    pub pronouns: WordSet,
    /// Words by which speakers name themselves: pronouns and possessives of the first person.
    pub speaker: WordSet,
    /// Reporting verbs.
    pub reporting: WordSet,
    /// Conjunctions that begin what somebody said.
    pub content: WordSet,
    /// Whether a comma stands before them.
    pub content_comma: bool,
    /// Words that follow a closed quotation directly.
    pub quotatives: WordSet,
    /// Words that may stand twice.
    pub doubles: WordSet,
    /// Words that begin or end with an apostrophe.
    pub elisions: WordSet,
    /// Prefixes that end in an apostrophe.
    pub elided_prefixes: WordSet,
    /// Suffixes that begin with an apostrophe.
    pub elided_suffixes: WordSet,
    /// Classes of words that patterns name.
    pub lexicon: Lexicon,
    /// The style guide that the newsroom follows.
    pub style: Option<String>,
    /// The terms that the newsroom has settled.
    pub glossary: Glossary,
    /// Beginnings of captions, in lower case like those below.
    pub captions: Vec<String>,
    /// Beginnings of bylines.
    pub bylines: Vec<String>,
    /// Beginnings of lines that belong to the page.
    pub boilerplate: Vec<String>,
}

/// A pair of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pair {
    /// Opening mark.
    pub open: char,
    /// Closing mark.
    pub close: char,
}

impl Pair {
    /// The pair in a two-character string.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let pair = Self { open: chars.next()?, close: chars.next()? };
        chars.next().is_none().then_some(pair)
    }
}

/// A set of words, looked up by [`Norm`] and confirmed on the text.
#[derive(Debug, Default)]
pub struct WordSet {
    words: FxHashMap<Norm, Vec<Box<str>>>,
}

impl WordSet {
    /// A set of words; case is folded on look-up by [`WordSet::has`], kept for [`WordSet::has_exact`].
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut set = Self::default();
        for word in words {
            set.words.entry(Norm::of(word)).or_default().push(word.into());
        }
        set
    }

    /// Whether a token of `text` is in the set, whatever its capitals.
    pub fn has(&self, text: &str, token: &Token) -> bool {
        self.words.get(&token.norm).is_some_and(|known| confirm(known, &text[token.span.range()]))
    }

    /// Whether a word is in the set, whatever its capitals.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.get(&Norm::of(word)).is_some_and(|known| confirm(known, word))
    }

    /// Whether a word is in the set in these very capitals.
    pub fn has_exact(&self, word: &str) -> bool {
        self.words.get(&Norm::of(word)).is_some_and(|known| known.iter().any(|known| known.as_ref() == word))
    }

    /// The words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.values().flatten().map(AsRef::as_ref)
    }

    /// Whether a norm is that of a word in it.
    pub fn has_norm(&self, norm: Norm) -> bool {
        self.words.contains_key(&norm)
    }

    /// The norms of its words.
    pub fn norms(&self) -> impl Iterator<Item = Norm> {
        self.words.keys().copied()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn confirm(known: &[Box<str>], word: &str) -> bool {
    known.iter().any(|known| is_same(known, word))
}

impl Profile {
    /// The profile of a language from its file and those of its parents, most general first.
    pub fn new(lang: Lang, files: &[&LanguageFile]) -> Self {
        let merge = Merge { files };
        let cased = merge.get(|f| f.case.sentence).unwrap_or(true);
        Self {
            name: merge.get(|f| f.name.clone()).unwrap_or_else(|| lang.as_str().to_owned()),
            lang,
            letters: merge.letters(),
            outer: merge.pairs(|f| f.quotation.outer.as_deref(), &["“”", "«»", "„“", "„”", "»«", "””", "\"\"", "「」"]),
            inner: merge.pairs(|f| f.quotation.inner.as_deref(), &["‘’", "‹›", "‚‘", "‚’", "''", "„“", "“”", "『』"]),
            comma: merge.get(|f| f.quotation.comma).unwrap_or(CommaPlace::Outside),
            stop: merge.get(|f| f.quotation.stop).unwrap_or(CommaPlace::Inside),
            dialogue_dash: merge.get(|f| f.quotation.dialogue_dash).unwrap_or(true),
            attribution_dash: merge.get(|f| f.quotation.attribution_dash).unwrap_or(true),
            bare_verb: merge.get(|f| f.quotation.bare_verb).unwrap_or(false),
            shared_close: merge.get(|f| f.quotation.shared_close).unwrap_or(files.is_empty()),
            mark_names: merge.words(|f| f.quotation.names.as_deref()),
            spaced: merge.get(|f| f.spacing.words).unwrap_or(true),
            space_before: merge.get(|f| f.spacing.before.clone()).unwrap_or_default(),
            space_tolerated: merge.get(|f| f.spacing.tolerated_before.clone()).unwrap_or_else(|| "%;:!?".to_owned()),
            inside_guillemets: merge.get(|f| f.spacing.inside_guillemets).unwrap_or(Inside::Tolerated),
            full_width: merge.get(|f| f.spacing.full_width).unwrap_or(false),
            comma_mark: merge.get(|f| f.spacing.comma_mark.as_ref().and_then(|c| c.chars().next())).unwrap_or('，'),
            decimal: merge.get(|f| f.number.decimal.as_ref().and_then(|d| d.chars().next())).unwrap_or('.'),
            group: merge
                .get(|f| f.number.group.as_ref())
                .into_iter()
                .flatten()
                .filter_map(|g| g.chars().next())
                .collect(),
            ordinal_dot: merge.get(|f| f.number.ordinal_dot).unwrap_or(true),
            before_time: merge.words(|f| f.number.before_time.as_deref()),
            after_time: merge.words(|f| f.number.after_time.as_deref()),
            cased,
            noun_capitals: merge.get(|f| f.case.nouns).unwrap_or(false),
            abbreviations: merge.words(|f| f.words.abbreviations.as_deref()),
            months: merge.words(|f| f.words.months.as_deref()),
            weekdays: merge.words(|f| f.words.weekdays.as_deref()),
            function: merge.words(|f| f.words.function.as_deref()),
            common: merge.words(|f| f.words.common.as_deref()),
            frequent: merge.words(|f| f.words.frequent.as_deref()),
            dangling: merge.words(|f| f.words.dangling.as_deref()),
            articles: merge.words(|f| f.words.articles.as_deref()),
            stranding: merge.words(|f| f.words.stranding.as_deref()),
            courtesy: merge.words(|f| f.words.courtesy.as_deref()),
            pronouns: merge.words(|f| f.words.pronouns.as_deref()),
            speaker: merge.words(|f| f.words.speaker.as_deref()),
            reporting: merge.words(|f| f.words.reporting.as_deref()),
            content: WordSet::new(
                merge
                    .get(|f| f.words.content.as_deref())
                    .into_iter()
                    .flatten()
                    .map(|word| word.trim_start_matches([',', ' '])),
            ),
            content_comma: merge
                .get(|f| f.words.content.as_deref())
                .is_some_and(|words| words.iter().any(|word| word.starts_with(','))),
            quotatives: merge.words(|f| f.words.quotatives.as_deref()),
            doubles: merge.words(|f| f.words.doubles.as_deref()),
            elisions: merge.words(|f| f.words.elisions.as_deref()),
            elided_prefixes: merge.words(|f| f.words.elided_prefixes.as_deref()),
            elided_suffixes: merge.words(|f| f.words.elided_suffixes.as_deref()),
            lexicon: Lexicon::default(),
            style: None,
            glossary: Glossary::default(),
            captions: merge.lines(|f| f.page.captions.as_deref()),
            bylines: merge.lines(|f| f.page.bylines.as_deref()),
            boilerplate: merge.lines(|f| f.page.boilerplate.as_deref()),
        }
    }
}

/// Looks a field up in the most special file that has it.
struct Merge<'a> {
    files: &'a [&'a LanguageFile],
}

impl<'a> Merge<'a> {
    fn get<T>(&self, field: impl Fn(&'a LanguageFile) -> Option<T>) -> Option<T> {
        self.files.iter().rev().find_map(|file| field(file))
    }

    fn words(&self, field: impl Fn(&'a LanguageFile) -> Option<&'a [String]>) -> WordSet {
        WordSet::new(self.get(field).into_iter().flatten().map(String::as_str))
    }

    fn letters(&self) -> Box<[char]> {
        let mut letters: Vec<char> = self.get(|f| f.letters.as_deref()).unwrap_or_default().chars().collect();
        letters.sort_unstable();
        letters.into()
    }

    fn lines(&self, field: impl Fn(&'a LanguageFile) -> Option<&'a [String]>) -> Vec<String> {
        self.get(field).unwrap_or_default().iter().map(|line| line.to_lowercase()).collect()
    }

    fn pairs(&self, field: impl Fn(&'a LanguageFile) -> Option<&'a [String]>, default: &[&str]) -> Vec<Pair> {
        match self.get(field) {
            Some(pairs) => pairs.iter().filter_map(|pair| Pair::parse(pair)).collect(),
            None => default.iter().filter_map(|pair| Pair::parse(pair)).collect(),
        }
    }
}
