//! Language tags (BCP 47) and the parents they inherit from.

use std::fmt;
use std::sync::Arc;

/// A language tag such as `en`, `pt-BR` or `sr-Latn`; `und` where the language is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Arc<str>);

impl Lang {
    /// A tag in its usual case (`pt-BR`, `zh-Hant`), or `None` if it is no language tag.
    ///
    /// Only shape is checked: two or three letters, then subtags of two to eight letters or digits.
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split(['-', '_']);
        let base = parts.next()?;
        if !(2..=3).contains(&base.len()) || !base.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut normal = base.to_ascii_lowercase();
        for part in parts {
            if !(2..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            normal.push('-');
            match part.len() {
                2 => normal.push_str(&part.to_ascii_uppercase()),
                4 => {
                    normal.push_str(&part[..1].to_ascii_uppercase());
                    normal.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => normal.push_str(&part.to_ascii_lowercase()),
            }
        }
        Some(Self(preferred(&normal).into()))
    }

    /// The tag for text in an unknown language (ISO 639-2 `und`).
    pub fn unknown() -> Self {
        Self("und".into())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script and region: `pt` of `pt-BR`.
    pub fn base(&self) -> &str {
        self.0.split('-').next().unwrap_or("und")
    }

    /// The language without script and region.
    #[must_use]
    pub fn to_base(&self) -> Self {
        Self(self.base().into())
    }

    /// The tag and its parents, most general first: `zh`, `zh-Hant`, `zh-Hant-TW`.
    pub fn lineage(&self) -> impl Iterator<Item = &str> {
        let ends = self.0.match_indices('-').map(|(at, _)| at).chain([self.0.len()]);
        ends.map(|end| &self.0[..end])
    }
}

/// The preferred value of a tag that has one (IANA language subtag registry), and the script that a region writes Chinese
/// in (CLDR likely subtags).
fn preferred(tag: &str) -> &str {
    match tag {
        "no" => "nb",
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        "mo" => "ro",
        "sh" => "sr-Latn",
        "zh-TW" => "zh-Hant-TW",
        "zh-HK" => "zh-Hant-HK",
        "zh-MO" => "zh-Hant-MO",
        _ => tag,
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_normalised_and_nonsense_is_refused() {
        assert_eq!(Lang::new("PT_br").unwrap().as_str(), "pt-BR");
        assert_eq!(Lang::new("ZH-hant").unwrap().as_str(), "zh-Hant");
        assert_eq!(Lang::new("zh-TW").unwrap().as_str(), "zh-Hant-TW");
        assert_eq!(Lang::new("zh-Hant-TW").unwrap().lineage().collect::<Vec<_>>(), ["zh", "zh-Hant", "zh-Hant-TW"]);
        for bad in ["", "e", "english", "en-", "en-x", "12", "pt-BR!"] {
            assert!(Lang::new(bad).is_none(), "{bad}");
        }
    }
}
