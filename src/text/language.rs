//! The language file: everything `rules/<lang>/language.toml` may say.
//!
//! Plain serde structs, shared with `build.rs`. Every field is optional: what a language does not say comes from its
//! parent (`fr-CA` from `fr`), and what no parent says from the Unicode defaults of [`super::profile`].

use serde::{Deserialize, Serialize};

/// `rules/<lang>/language.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LanguageFile {
    /// English name of the language.
    pub name: Option<String>,
    /// The small letters that words of the language are written with, loans included. Source: CLDR exemplar characters, main,
    /// and of the auxiliary ones those that are usual in common words.
    pub letters: Option<String>,
    /// Quotation marks and what stands around them.
    #[serde(default)]
    pub quotation: QuotationTable,
    /// White space around marks.
    #[serde(default)]
    pub spacing: SpacingTable,
    /// How numbers and times are written.
    #[serde(default)]
    pub number: NumberTable,
    /// Capitals.
    #[serde(default)]
    pub case: CaseTable,
    /// Closed classes of words.
    #[serde(default)]
    pub words: WordTable,
    /// What marks a line as part of the page rather than of the story.
    #[serde(default)]
    pub page: PageTable,
}

/// Quotation marks. Sources: CLDR delimiters, and the style guides named in the file itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuotationTable {
    /// Accepted outer pairs, opening and closing mark in one string (`“”`); the first is the house default.
    pub outer: Option<Vec<String>>,
    /// Accepted inner pairs.
    pub inner: Option<Vec<String>>,
    /// Where the comma stands at the end of a quotation that an attribution follows.
    pub comma: Option<CommaPlace>,
    /// Where the full stop stands at the end of a quotation that ends the sentence.
    pub stop: Option<CommaPlace>,
    /// Whether direct speech may be marked by a dash at the start of the paragraph.
    pub dialogue_dash: Option<bool>,
    /// Words for marks and characters, beside which a mark stands for itself (`the sign “ is typed`), all forms.
    pub names: Option<Vec<String>>,
    /// Whether the dialogue dash also sets off the attribution after a closing mark (`», – сказал он`).
    pub attribution_dash: Option<bool>,
    /// Whether a reporting verb alone makes an attribution, because its subject may be left out (`„Jdeme,“ řekl.`).
    pub bare_verb: Option<bool>,
    /// Whether one closing mark may end two quotations that end together (`«Мы любим «Спартак»`).
    pub shared_close: Option<bool>,
}

/// On which side of the closing mark a comma or a full stop stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CommaPlace {
    /// `,” she said`
    Inside,
    /// `“, sagte sie`
    Outside,
}

/// White space around marks. Marks are listed in one string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SpacingTable {
    /// Whether words are set apart by spaces (false: Chinese, Japanese, Thai).
    pub words: Option<bool>,
    /// Marks that take a space before them (French `;:!?%`); the opening guillemet's inner space is meant by `»`.
    pub before: Option<String>,
    /// Marks before which a space is tolerated, but not asked for.
    pub tolerated_before: Option<String>,
    /// Whether a space inside guillemets is asked for (`« mot »`), tolerated, or wrong.
    pub inside_guillemets: Option<Inside>,
    /// Whether marks are full-width (`，。！？`).
    pub full_width: Option<bool>,
    /// The comma of a language with full-width marks (Japanese `、`).
    pub comma_mark: Option<String>,
}

/// A convention for the space inside a pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Inside {
    /// The space belongs there.
    Required,
    /// With and without are both right.
    Tolerated,
    /// No space.
    None,
}

/// Numbers, ordinals and clock times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberTable {
    /// Decimal separator.
    pub decimal: Option<String>,
    /// Group separators, each one character, the usual one first.
    pub group: Option<Vec<String>>,
    /// Whether a dot after a number marks an ordinal (`3. Oktober`), so that it does not end a sentence.
    pub ordinal_dot: Option<bool>,
    /// Words that stand before a clock time and hardly ever before a score or a verse (`at`, `um`).
    pub before_time: Option<Vec<String>>,
    /// Words and abbreviations, without the final dot, that stand after a clock time (`a.m`, `Uhr`).
    pub after_time: Option<Vec<String>>,
}

/// Capital letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseTable {
    /// Whether sentences begin with a capital letter (false in caseless scripts).
    pub sentence: Option<bool>,
    /// Whether common nouns are written with a capital letter (German).
    pub nouns: Option<bool>,
}

/// Closed word classes, lower case, every form spelled out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordTable {
    /// Abbreviations whose dot does not end a sentence, without that dot, in their own case (`Mr`, `bzw`, `т.е`).
    pub abbreviations: Option<Vec<String>>,
    /// Months, in the forms that stand after a day number.
    pub months: Option<Vec<String>>,
    /// Weekdays.
    pub weekdays: Option<Vec<String>>,
    /// Articles, prepositions, conjunctions, pronouns, auxiliaries, particles.
    pub function: Option<Vec<String>>,
    /// Other words that news has often, 250 times in a million or more. Patterns are rather searched for by rarer ones.
    pub common: Option<Vec<String>>,
    /// The ten words or so that are each a hundredth of any text.
    pub frequent: Option<Vec<String>>,
    /// Those of them that cannot end a sentence: articles, prepositions that never strand, conjunctions.
    pub dangling: Option<Vec<String>>,
    /// Articles and other short words that cannot end a sentence either, but after which a name or title may begin.
    pub articles: Option<Vec<String>>,
    /// Prepositions that lose their object and then end a clause (`proud of`), a part of `dangling` or not.
    pub stranding: Option<Vec<String>>,
    /// Words of address that may be capitalised inside a sentence out of courtesy (`Ihnen`, `Вам`, `Usted`), all forms.
    pub courtesy: Option<Vec<String>>,
    /// Subject pronouns.
    pub pronouns: Option<Vec<String>>,
    /// Words by which speakers name themselves: pronouns and possessives of the first person.
    pub speaker: Option<Vec<String>>,
    /// Reporting verbs in the forms that stand beside a quotation.
    pub reporting: Option<Vec<String>>,
    /// Conjunctions that begin what somebody said (`that`), with a comma before them where one is written there (`, dass`).
    pub content: Option<Vec<String>>,
    /// Words that follow a closed quotation directly: glued to it (`と`, `고`), or set apart by a space (`diye`).
    pub quotatives: Option<Vec<String>>,
    /// Words that may stand twice in a row.
    pub doubles: Option<Vec<String>>,
    /// Words that begin or end with an apostrophe (`'em`, `goin'`, `po'`).
    pub elisions: Option<Vec<String>>,
    /// Prefixes that end in an apostrophe, without it (`l`, `d`, `qu`).
    pub elided_prefixes: Option<Vec<String>>,
    /// Suffixes that begin with an apostrophe, without it (`s`, `t`, `ll`).
    pub elided_suffixes: Option<Vec<String>>,
}

/// Lines of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PageTable {
    /// First words of a picture caption or credit (`Photo`, `Foto`).
    pub captions: Option<Vec<String>>,
    /// First words of a byline (`By`, `Von`).
    pub bylines: Option<Vec<String>>,
    /// First words of a line that points elsewhere or belongs to the site (`Read more`, `See also`).
    pub boilerplate: Option<Vec<String>>,
}
