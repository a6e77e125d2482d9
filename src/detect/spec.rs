//! What a rule file may say under `[detect.<kind>]`: one struct a kind.
//!
//! Plain serde structs, shared with `build.rs`. The scanners stand in the other files of this folder.

mod table;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::certainty::Certainty;

pub use table::{BlockName, Entries, Entry, Pattern};

impl Default for Spec {
    fn default() -> Self {
        Self::Pattern(Pattern::default())
    }
}

/// The kind a rule names, with its parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Spec {
    /// Quotation marks that do not pair, or are the wrong ones.
    Quotation(Quotation),
    /// Brackets that do not pair.
    Bracket(Bracket),
    /// Patterns over the marks and spaces between two words.
    Marks(Marks),
    /// White space around marks and between words, by the conventions of the language.
    Spacing(Spacing),
    /// A space lost between two words or sentences.
    Glue(Glue),
    /// Something said twice.
    Repeat(Repeat),
    /// A full stop that cuts a sentence in two.
    Break(Break),
    /// Character sequences that no article contains.
    Residue(Residue),
    /// Damaged characters.
    Encoding(Encoding),
    /// Letters of two scripts in one word.
    Script(Script),
    /// Text that breaks off.
    Truncation(Truncation),
    /// Capital letters in the wrong place.
    Case(Case),
    /// Words, classes and shapes one after the other: one pattern, or a table of them (`[[detect.pattern]]`).
    Pattern(Pattern),
    /// Dates that the calendar does not know.
    Calendar(Calendar),
    /// A quantity and the same in another unit, that do not agree.
    Conversion(Conversion),
    /// One name in two capitalisations within an article.
    Capitals(Capitals),
    /// One name in several spellings within an article.
    Names(Names),
    /// Terms of the user's glossary.
    Glossary(Glossary),
    /// Public names: places and bodies that have a name in the language.
    Public(Public),
    /// Pronouns against what the article tells of a person.
    Pronoun(Pronoun),
    /// Words of another language, told without the original.
    Untranslated(Untranslated),
    /// Signs that say nothing alone: an article with many of them, of several sorts, gets one note.
    Signs(Signs),
}

impl Spec {
    /// The slots that a message of the kind may use, besides `{found}`; of patterns also the parts that all of them name.
    pub fn slots(&self) -> Vec<&str> {
        let fixed: &[&str] = match self {
            Self::Quotation(_) | Self::Bracket(_) => &["mark", "expected"],
            Self::Marks(_) | Self::Spacing(_) => &["marks", "expected"],
            Self::Glue(_) => &["left", "right"],
            Self::Repeat(_) => &["repeated", "count"],
            Self::Break(_) => &["remnant", "before"],
            Self::Residue(_) => &["meant", "remedy"],
            Self::Encoding(_) => &["meant", "code"],
            Self::Script(_) => &["letters", "script", "meant"],
            Self::Truncation(_) => &["last"],
            Self::Case(_) | Self::Calendar(_) => &["expected"],
            Self::Glossary(_) => &["remedy", "note"],
            Self::Public(_) => &["expected", "style"],
            Self::Capitals(_) | Self::Names(_) => &["expected", "count"],
            Self::Pronoun(_) => &["expected", "person"],
            Self::Conversion(_) => &["given", "expected"],
            Self::Pattern(_) => &["meant", "origin", "note", "remedy"],
            Self::Untranslated(_) => &["script", "letters", "origin"],
            Self::Signs(_) => &["score", "signs"],
        };
        let mut slots = fixed.to_vec();
        if let Self::Pattern(pattern) = self {
            slots.extend(pattern.parts());
        }
        slots
    }
}

impl Spec {
    /// The greatest certainty of an entry that has one of its own.
    pub fn surest(&self) -> Option<Certainty> {
        match self {
            Self::Pattern(pattern) => pattern.surest(),
            _ => None,
        }
    }
}

impl Spec {
    /// Leaves it to be found out again where patterns are tried, once the classes that they name have changed.
    pub fn forget_plans(&mut self) {
        self.patterns_mut().for_each(Pattern::forget_plans);
    }

    /// The tables of patterns that the kind searches for.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let (table, signs): (Option<&Pattern>, &[Telltale]) = match self {
            Self::Pattern(pattern) => (Some(pattern), &[]),
            Self::Signs(signs) => (None, &signs.of),
            _ => (None, &[]),
        };
        table.into_iter().chain(signs.iter().map(|sign| &sign.pattern))
    }

    /// The same, to be changed.
    pub fn patterns_mut(&mut self) -> impl Iterator<Item = &mut Pattern> {
        let (table, signs): (Option<&mut Pattern>, &mut [Telltale]) = match self {
            Self::Pattern(pattern) => (Some(pattern), &mut []),
            Self::Signs(signs) => (None, &mut signs.of),
            _ => (None, &mut []),
        };
        table.into_iter().chain(signs.iter_mut().map(|sign| &mut sign.pattern))
    }

    /// Whether each of its hits can have a fix: not where entries of a table say no replacement.
    pub fn always_replaces(&self) -> bool {
        match self {
            Self::Pattern(pattern) => pattern.entries.iter().all(|entry| entry.replace.is_some()),
            _ => true,
        }
    }
}

macro_rules! faults {
    ($(#[$doc:meta])* $name:ident { $($(#[$fault_doc:meta])* $fault:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$fault_doc])* $fault),* }
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$fault_doc:meta])* $fault:ident),* $(,)? } $spec:ident . $field:ident) => {
        faults! { $(#[$doc])* $name { $($(#[$fault_doc])* $fault),* } }

        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $spec {
            /// What the rule reports.
            pub $field: $name,
        }
    };
}

faults! {
    /// Quotation marks.
    QuotationFault {
        /// Opened and never closed, and there is a place where the closing mark belongs: before an attribution, or at the
        /// end of a sentence after which the text goes on in another voice.
        NeverClosed,
        /// Opened and never closed; where it should end is a guess.
        LeftOpen,
        /// A single mark that opens and is never closed.
        LeftOpenSingle,
        /// Closed and never opened.
        NeverOpened,
        /// A single mark that closes what was never opened.
        NeverOpenedSingle,
        /// Opened and never closed, in a text whose lines are single sentences: it may close in a line that is not there.
        LeftOpenInLines,
        /// Closed and never opened, in such a text.
        NeverOpenedInLines,
        /// Opened again inside itself.
        Reopened,
        /// A quotation inside another one, in the same typographic marks, and both are closed.
        SameLevel,
        /// An opening mark that closes, or a closing mark that opens.
        WrongRole,
        /// Two marks of different systems pair with each other.
        MismatchedPair,
        /// A pair that the language does not use.
        ForeignMarks,
        /// Straight and typographic marks in one article.
        MixedSystems,
        /// Two systems of typographic marks in one article.
        MixedStyles,
        /// A space between a mark and the words it encloses.
        SpaceInside,
        /// A space inside one guillemet and none inside the other: `« oui»`.
        HalfSpaced,
        /// A mark that stands on the wrong side of a space: `process, "he said`.
        WrongSide,
        /// The same mark twice in a row.
        Doubled,
        /// A dash that opens direct speech in a language that does not mark it so.
        DialogueDash,
        /// A dash before an attribution, where the speech has no marks at all.
        SpeechDash,
        /// A dash between a closing mark and its attribution, in a language that does not use one.
        AttributionDash,
        /// A grave, an acute or a doubled comma in place of a quotation mark.
        Makeshift,
        /// An accent or a prime in place of an apostrophe: `it´s`.
        AccentApostrophe,
        /// A double mark in place of an apostrophe: `l"État`.
        DoubleApostrophe,
        /// A space beside the apostrophe of a word: `it 's`, `l ’ État`.
        SplitApostrophe,
    }
    Quotation.fault
}

/// One name in two capitalisations within an article; the form that occurs at least twice as often is the right one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Capitals {
    /// How often the more frequent form must occur.
    pub majority: u32,
    /// Which form is the rare one that is reported.
    pub minority: Capital,
}

/// How the second word of a name begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Capital {
    /// With a small letter: the capital was lost.
    Lower,
    /// With a capital.
    Upper,
}

faults! {
    /// Dates written out.
    CalendarFault {
        /// A weekday that the date does not fall on.
        WrongWeekday,
        /// A day that the month does not have: `31 June`.
        NoSuchDay,
    }
    Calendar.fault
}

/// A quantity and the same in another unit, that do not agree: `12 miles (35 km)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// What the rule reports.
    pub fault: ConversionFault,
    /// How far apart the two may be, in per cent beyond the rounding that their digits show; of temperatures, in quarters
    /// of a kelvin. More is granted where words say that the second is a rough one, and half where both have many digits.
    #[serde(default)]
    pub slack: u8,
}

faults! {
    /// Names.
    NameFault {
        /// A spelling that the article has beside another one of the same name.
        Variant,
        /// A spelling that is nearly that of a name in the user's glossary.
        Glossary,
        /// A spelling that other articles of the run have another one for; known only where a run asks for it.
        Across,
    }
    Names.fault
}

faults! {
    /// Terms of the user's glossary.
    GlossaryFault {
        /// A form that the glossary does not want.
        Forbidden,
    }
    Glossary.fault
}

faults! {
    /// Public names.
    PublicFault {
        /// What another language calls a place or a body: `Alemania`, `OTAN`.
        Foreign,
        /// A spelling that the style of the newsroom, where one is chosen, writes in another way.
        HouseStyle,
    }
    Public.fault
}

faults! {
    /// Pronouns for people.
    PronounFault {
        /// A pronoun of the other gender than that of the only person it can mean.
        Against,
        /// A verb beside a name, in the form for the other gender: `сказал Мария`.
        Verb,
        /// An article of the other gender before the office of somebody who is named: `le shérif Donna Reyes`.
        Article,
        /// A pronoun for things that can only mean somebody who is named: `The doctor said that it had warned them`.
        Thing,
        /// A pronoun for people that can only mean a body: `The council has done his homework`.
        Body,
    }
    Pronoun.fault
}

faults! {
    /// What is wrong with a conversion.
    ConversionFault {
        /// The numbers do not belong together.
        Value,
        /// Both have one unit, and the numbers are those of a conversion: `20 km (12 km)`.
        SameUnit,
        /// Two sums of money of which one is a hundred times the other or more: `2 million euros ($2.2 billion)`.
        Money,
    }
}

/// Signs that say nothing alone. Their points are summed over the article; where they are enough in proportion to its
/// length, and of enough sorts, its first word gets a note that points to some of them. Shorter articles than 120 words get
/// none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// The points in 1,000 words from which on the article is noted.
    pub points: u16,
    /// How many different signs it must have.
    pub least: u8,
    /// The signs.
    pub of: Vec<Telltale>,
}

/// One sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Telltale {
    /// What it is, in the plural and a few words, for the slot `{signs}`.
    pub name: String,
    /// What it counts each time; less than nothing where it speaks against.
    pub points: i8,
    /// One pattern, or a table of them, as under `[detect.pattern]`; replacements, certainties and notes say nothing here.
    pub pattern: Pattern,
}

faults! {
    /// Brackets.
    BracketFault {
        /// Opened and never closed.
        NeverClosed,
        /// Closed and never opened.
        NeverOpened,
        /// Closed by a bracket of another kind.
        Mismatched,
        /// A bracket with nothing in it.
        Empty,
        /// A full-width bracket that pairs with a half-width one.
        Width,
    }
    Bracket.fault
}

/// Patterns over the marks and spaces between two words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// The patterns; the first that fits is taken.
    pub patterns: Vec<MarkPattern>,
}

/// One pattern over the marks and spaces between two words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkPattern {
    /// Regular expression that the run of marks and spaces must contain; `^` and `$` are the words beside it. A group
    /// named `at` is what is shown and replaced; without one it is the whole match.
    pub find: String,
    /// What to put in its place, best first, with `$1` or `${name}` for groups. Without it there is no fix.
    #[serde(default)]
    pub replace: Vec<String>,
    /// What must stand before the run; nothing said: anything.
    pub before: Option<Vec<Neighbour>>,
    /// What must stand after the run; nothing said: anything.
    pub after: Option<Vec<Neighbour>>,
    /// Only in running text, not in headings, captions and lists.
    #[serde(default)]
    pub prose: bool,
    /// Only for languages that put the comma of an attribution here; nothing said: all.
    pub comma: Option<QuotedComma>,
}

/// Where a language puts the comma and the full stop of a quotation that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum QuotedComma {
    /// Before the closing mark.
    Inside,
    /// After the closing mark.
    Outside,
}

/// What stands beside a run of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Neighbour {
    /// A word in lower case.
    Lower,
    /// A word with a capital first letter.
    Upper,
    /// A word of a script without capitals.
    Caseless,
    /// A number.
    Number,
    /// An abbreviation of the language, a single letter, or a word with inner dots, before a run that begins with a full
    /// stop. Such a word is neither `lower` nor `upper`.
    Abbreviation,
    /// The border of the block.
    Edge,
}

faults! {
    /// White space.
    SpacingFault {
        /// A space before a mark that takes none.
        BeforeMark,
        /// No space before a mark that takes one.
        MissingBeforeMark,
        /// Marks with and without the space before them that the language asks for, side by side in one article.
        MixedBeforeMark,
        /// No space after a comma, semicolon or colon between words.
        MissingAfterMark,
        /// Two or more spaces in a row.
        Doubled,
        /// A space inside a bracket.
        InsideBracket,
        /// A space inside brackets or quotation marks that are full-width, and none outside: `（ 王伟 ）`.
        InsideWideMark,
        /// A space after the mark that opens a question or exclamation: `¿ Qué`.
        AfterInvertedMark,
        /// A space before or after the hyphen of a compound.
        AroundHyphen,
        /// A space between two words of a script written without spaces.
        BetweenIdeographs,
        /// A half-width mark between words of a script with full-width marks.
        HalfWidthMark,
        /// Half-width brackets around words of such a script, in an article with full-width ones.
        HalfWidthBracket,
        /// A space before a full-width mark.
        BeforeFullWidthMark,
        /// A space after a full-width mark, before a word of a script written without spaces.
        AfterFullWidthMark,
        /// A Latin mark between words in Arabic script.
        LatinMark,
        /// A full-width mark in a text with half-width marks.
        FullWidthMark,
        /// A space inside a number: `10, 000`.
        InsideNumber,
        /// A space inside a clock time: `06: 40`.
        InsideTime,
        /// Spaces around the stroke between the marks of agencies: `(dpa / lnw) -`.
        AroundStroke,
    }
}

/// White space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spacing {
    /// What the rule reports.
    pub fault: SpacingFault,
    /// Of `around-hyphen`, by language: short words that hang on another by a hyphen, whatever that is: `кто -то`.
    #[serde(default)]
    pub enclitics: BTreeMap<String, Vec<String>>,
    /// Of `around-hyphen`, by language: compounds that are always written together: `well-known`. A part may have
    /// alternatives (`кто|что-то`), end in `*` for any ending, or be `0` for any number.
    #[serde(default)]
    pub compounds: BTreeMap<String, Vec<String>>,
}

faults! {
    /// A lost space.
    Seam {
        /// Between two sentences: `gone.The`.
        Sentence,
        /// Between two sentences, after a name or abbreviation that may belong to a longer name: `Obrador.De`.
        SentencePerhaps,
        /// Between two words that a full stop joins, the second a function word in lower case: `Anna.and`.
        LowerSentence,
        /// Between two words, the second with a capital: `thatHe`.
        Capital,
        /// Between a name that the article knows and a function word: `Ziobrothat`.
        Name,
        /// Between a quotation mark and a word, or the mark that introduces it: `"No!"and`, `said:"We`.
        Quotation,
        /// Between a word and a number: `ảnh1Truong`, `7:00Owens`, `5,000people`.
        Number,
    }
}

/// A lost space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Glue {
    /// What the rule reports.
    pub seam: Seam,
    /// Of `name`, by language: words on which no name ends, so that one which does has them glued to it: `Karaśwho`.
    #[serde(default)]
    pub endings: BTreeMap<String, Vec<String>>,
}

/// Something said twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// What the rule reports.
    pub unit: RepeatUnit,
    /// Repetitions that are meant, with the words beside them where these make them so: `New York New York`, `knows who who`,
    /// `über über #number`. `#number` is a number.
    #[serde(default)]
    pub meant: Vec<String>,
    /// For words joined with themselves: how each language joins words. A language that is not listed has no findings.
    #[serde(default)]
    pub joins: BTreeMap<String, Joins>,
    /// For words that stand twice: the titles and nouns of each language that stand before a name or are written with a
    /// capital, and are no name when they stand twice: `Mr Mr Brown`, `Stadt Stadt`.
    #[serde(default)]
    pub nouns: BTreeMap<String, Vec<String>>,
    /// For runs of characters: the question words of each language, with which a verb stands twice to mean *whatever*:
    /// `想说什么说什么`.
    #[serde(default)]
    pub questions: BTreeMap<String, Vec<String>>,
}

/// How a language joins a word with itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Joins {
    /// The words that mean *and*.
    pub and: Vec<String>,
    /// Words after which an adjective stands (copulas, adverbs of degree): `very sorry and sorry`.
    #[serde(default)]
    pub before: Vec<String>,
    /// Words that are joined with themselves in good prose: `again and again`.
    #[serde(default)]
    pub idioms: Vec<String>,
}

/// What is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RepeatUnit {
    /// A function word, twice in a row.
    FunctionWord,
    /// Any other word, twice in a row.
    Word,
    /// One word, twice in a row, where it may be a name, emphasis in speech, or reduplication.
    WordPerhaps,
    /// An adjective joined with itself: `really sorry and sorry`, or a word beside itself with a slash.
    Joined,
    /// Any other word joined with itself.
    JoinedPerhaps,
    /// Two or more words, twice in a row.
    Phrase,
    /// Two words, twice in a row, where grammar may ask for it: `if you can you can`.
    PhrasePerhaps,
    /// Three or more words twice, with a comma or dash between: `to come forward, to come forward`.
    PhraseApart,
    /// A word or phrase three times and more.
    Loop,
    /// A sentence, soon after itself.
    Sentence,
    /// A short sentence, right after itself.
    ShortSentence,
    /// A sentence, far from itself or in a quotation.
    SentencePerhaps,
    /// A line, or a heading that comes back as text.
    Line,
    /// A character or syllable.
    Character,
    /// Characters of a script written without spaces.
    Characters,
    /// An abbreviation after its own bracket: `the agency (NOAA) NOAA`.
    Abbreviation,
}

faults! {
    /// A full stop inside a sentence.
    BreakFault {
        /// The text goes on in lower case.
        LowerCase,
        /// The text goes on in lower case after a full stop inside a closing quotation mark: `done.” explained Rudi`.
        QuotedStop,
        /// One or a few words in lower case that had lost their place stand as a sentence.
        Remnant,
        /// One capitalised word that cannot end a sentence, or one of the rule's `words`, stands as a sentence.
        FunctionWord,
        /// A line that is nothing but a full stop or comma.
        LoneMark,
        /// The dot of an abbreviation, one of the rule's `words`, stands at the end of the clause instead.
        Abbreviation,
    }
}

/// A full stop inside a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// What the rule reports.
    pub fault: BreakFault,
    /// Names of two words that are written in small letters, also where a sentence begins: `bell hooks`.
    #[serde(default)]
    pub names: Vec<String>,
    /// The words it asks for, for `function-word` (any case) and `abbreviation` (without the dot, in this very case).
    #[serde(default)]
    pub words: Vec<String>,
}

/// Character sequences that no article contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Residue {
    /// The sequences.
    pub entries: Vec<ResidueEntry>,
}

/// One sequence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResidueEntry {
    /// Characters that must occur for the pattern to be tried; a plain string, the longest that the pattern always has.
    pub trigger: String,
    /// Regular expression of the sequence, matched in one block, around the trigger; `^` and `$` are the borders of the
    /// block. A group named `found` is the sequence where the expression looks at what stands beside it too. Nothing said:
    /// the trigger itself.
    pub find: Option<String>,
    /// What is meant, with `${1}` for groups. Without it there is no fix.
    pub replace: Option<String>,
}

faults! {
    /// Damaged characters.
    EncodingFault {
        /// UTF-8 read as a one-byte encoding: `Ã©`, `â€™`.
        Mojibake,
        /// U+FFFD.
        Replacement,
        /// A character that cannot be seen and does nothing where it stands.
        Invisible,
        /// A soft hyphen.
        SoftHyphen,
        /// A control character.
        Control,
        /// A character of the private use area, which each font shows differently.
        PrivateUse,
        /// A character reference of HTML: `&amp;`, `&#39;`.
        Entity,
        /// A character escape of JSON or JavaScript: `\\u2019`, or what is left of one: `u2019`.
        Escape,
    }
    Encoding.fault
}

faults! {
    /// Scripts.
    ScriptFault {
        /// A letter of another script that looks like one of the word's own.
        LookAlike,
        /// The same in a code of capitals and digits, or in a word that may be of either script.
        LookAlikeCode,
        /// A word of two scripts whose letters do not look alike.
        Mixture,
    }
    Script.fault
}

faults! {
    /// Broken off.
    TruncationFault {
        /// The text or a paragraph ends, without a mark, on a word that cannot end a sentence.
        Dangling,
        /// A full stop after a word that cannot end a sentence.
        DanglingStop,
        /// The sentence ends on a comma, a conjunction and a subject pronoun: `, and it.`.
        BareTail,
        /// The text or a paragraph ends on a comma or an opening bracket.
        OpenEnd,
        /// A line that names what is to come and then stops: `Photo: .`.
        EmptyCredit,
        /// The last line of the article ends, without a mark, on a word that only other lines may end on.
        LastLine,
    }
}

/// Text that breaks off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Truncation {
    /// What the rule reports.
    pub fault: TruncationFault,
    /// Of `last-line`, by language: words that a line without a mark does not end on, a heading's few aside: `who`.
    #[serde(default)]
    pub never: BTreeMap<String, Vec<String>>,
    /// Of `last-line`, by language: words that only a short line may end on: `the families who moved in`.
    #[serde(default)]
    pub seldom: BTreeMap<String, Vec<String>>,
}

faults! {
    /// Capitals.
    CaseFault {
        /// A paragraph that begins with a small letter.
        SentenceStart,
        /// A capitalised subject pronoun inside a sentence, where markup was lost.
        InnerPronoun,
        /// Another capitalised function word inside a sentence, in a place where no name or title begins.
        InnerWord,
        /// A capitalised article or other short function word that might begin a name or title.
        InnerArticle,
        /// A headline with capitals at all its words, in a language that writes headlines like sentences.
        TitleHeadline,
    }
    Case.fault
}

/// Words of another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Untranslated {
    /// By what they are told.
    pub sign: Sign,
    /// Of the sign `word`: the words.
    #[serde(default)]
    pub words: Vec<Foreign>,
}

/// By what a word of another language is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// It is in a script that the article does not use.
    Script,
    /// It is in small letters, and some of them are not in the alphabet of the language.
    Letters,
    /// It is a frequent word of another language, and none of this one.
    Word,
}

/// Frequent words of a language, for texts in others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Foreign {
    /// The tag of the language.
    pub of: String,
    /// Its name, for the message.
    pub name: String,
    /// Languages that have one of the words too, or a name or loan of that form.
    #[serde(default)]
    pub except: Vec<String>,
    /// The only languages in which they are looked for, where that is not all others.
    #[serde(default)]
    pub only: Vec<String>,
    /// The words, in small letters, at least three each, with spaces between them.
    pub words: String,
}
