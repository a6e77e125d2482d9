//! Scripts of characters (Unicode UAX #24), reduced to what rules ask for.
//!
//! Not the full property: scripts no rule tells apart are [`Script::Other`], marks and digits are [`Script::Common`].

use unicode_script::{Script as Ucd, UnicodeScript};

/// The script of a character or word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Script {
    /// Marks, digits, symbols, and what inherits its script.
    Common,
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek and Coptic.
    Greek,
    /// Armenian.
    Armenian,
    /// Georgian.
    Georgian,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// Devanagari.
    Devanagari,
    /// Chinese characters.
    Han,
    /// Hiragana.
    Hiragana,
    /// Katakana.
    Katakana,
    /// Hangul.
    Hangul,
    /// Thai.
    Thai,
    /// Lao, Khmer, Myanmar, Tibetan: written without spaces between words.
    OtherUnspaced,
    /// Any other script.
    Other,
}

impl Script {
    /// The script of one character.
    pub fn of(c: char) -> Self {
        match c as u32 {
            0..0x80 => {
                if c.is_ascii_alphabetic() {
                    Self::Latin
                } else {
                    Self::Common
                }
            }
            0x00C0..=0x00D6 | 0x00D8..=0x00F6 | 0x00F8..=0x02AF | 0x1E00..=0x1EFF => Self::Latin,
            0x2000..=0x206F | 0x20A0..=0x20CF | 0x3000..=0x3004 => Self::Common,
            0x0400..=0x0482 | 0x048A..=0x052F => Self::Cyrillic,
            0x4E00..=0x9FFF | 0x3400..=0x4DBF => Self::Han,
            0x3041..=0x3096 => Self::Hiragana,
            0x30A1..=0x30FA => Self::Katakana,
            0xAC00..=0xD7A3 => Self::Hangul,
            _ => Self::from_ucd(c.script()),
        }
    }

    fn from_ucd(script: Ucd) -> Self {
        match script {
            Ucd::Common | Ucd::Inherited | Ucd::Unknown => Self::Common,
            Ucd::Latin => Self::Latin,
            Ucd::Cyrillic => Self::Cyrillic,
            Ucd::Greek | Ucd::Coptic => Self::Greek,
            Ucd::Armenian => Self::Armenian,
            Ucd::Georgian => Self::Georgian,
            Ucd::Hebrew => Self::Hebrew,
            Ucd::Arabic => Self::Arabic,
            Ucd::Devanagari => Self::Devanagari,
            Ucd::Han => Self::Han,
            Ucd::Hiragana => Self::Hiragana,
            Ucd::Katakana => Self::Katakana,
            Ucd::Hangul => Self::Hangul,
            Ucd::Thai => Self::Thai,
            Ucd::Lao | Ucd::Khmer | Ucd::Myanmar | Ucd::Tibetan => Self::OtherUnspaced,
            _ => Self::Other,
        }
    }

    /// English name, as it stands before “script”.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
            Self::Armenian => "Armenian",
            Self::Georgian => "Georgian",
            Self::Hebrew => "Hebrew",
            Self::Arabic => "Arabic",
            Self::Devanagari => "Devanagari",
            Self::Han => "Chinese",
            Self::Hiragana | Self::Katakana => "Japanese",
            Self::Hangul => "Korean",
            Self::Thai => "Thai",
            Self::Common | Self::OtherUnspaced | Self::Other => "foreign",
        }
    }

    /// Whether words of the script are written without spaces between them.
    pub fn is_unspaced(self) -> bool {
        matches!(self, Self::Han | Self::Hiragana | Self::Katakana | Self::Thai | Self::OtherUnspaced)
    }

    /// Whether the script is one of those that Chinese and Japanese are written in.
    pub fn is_east_asian(self) -> bool {
        matches!(self, Self::Han | Self::Hiragana | Self::Katakana)
    }

    /// Whether the script knows capital and small letters.
    pub fn is_cased(self) -> bool {
        matches!(self, Self::Latin | Self::Cyrillic | Self::Greek | Self::Armenian)
    }
}
