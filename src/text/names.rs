//! Which tags are tags of a language, and what languages are called in English.
//!
//! Codes and names are those of ISO 639-3 (SIL International, the registration authority; `iso-639-3.tsv` has its
//! three-letter code, its two-letter code of ISO 639-1, its bibliographic code of ISO 639-2 where that is another, and its
//! name without what tells it from its relatives and older stages). Not identification: that looks at a text.

use super::lang::Lang;

/// One text and no table, so that a start costs nothing; it is searched where a tag was typed. The languages with a two-letter
/// code stand first.
const TABLE: &str = include_str!("iso-639-3.tsv");

/// A language of the table.
struct Entry {
    long: &'static str,
    short: &'static str,
    bibliographic: &'static str,
    name: &'static str,
}

impl Entry {
    fn all() -> impl Iterator<Item = Self> {
        TABLE.lines().filter_map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next();
            Some(Self { long: next()?, short: next()?, bibliographic: next()?, name: next()? })
        })
    }

    fn of(code: &str) -> Option<Self> {
        Self::all().find(|entry| entry.long == code || entry.short == code)
    }
}

/// The language that a tag names, by its two-letter code where it has one (`deu` is `de`).
///
/// # Errors
/// What is wrong with the tag, with a proposal where there is one.
pub fn known(tag: &str) -> Result<Lang, String> {
    let Some(lang) = Lang::new(tag) else {
        return Err(format!("“{tag}” is no language tag; {}", proposal(tag)));
    };
    if lang == Lang::unknown() {
        return Ok(lang);
    }
    let base = lang.base().to_owned();
    let code = Entry::of(&base);
    let Some(code) = code else {
        return Err(format!("“{base}” is the code of no language; {}", proposal(&base)));
    };
    match code.short {
        "" => Ok(lang),
        short if short == base => Ok(lang),
        short => Ok(Lang::new(&format!("{short}{}", &lang.as_str()[base.len()..])).unwrap_or(lang)),
    }
}

/// The English name of a language.
pub fn english(lang: &Lang) -> Option<&'static str> {
    Entry::of(lang.base()).map(|entry| entry.name)
}

/// Codes of countries that are taken for those of a language.
const COUNTRIES: &[(&str, &str)] = &[
    ("at", "de"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en"),
    ("gr", "el"),
    ("jp", "ja"),
    ("ua", "uk"),
    ("us", "en"),
    ("vn", "vi"),
];

fn proposal(typed: &str) -> String {
    let typed = typed.to_lowercase();
    let country = COUNTRIES.iter().find(|(code, _)| *code == typed).and_then(|(_, tag)| Entry::of(tag));
    let coded = || Entry::all().find(|entry| entry.bibliographic == typed && !entry.short.is_empty());
    let likeness = |name: &str| {
        let name = name.to_lowercase();
        let begins = typed.len() >= 3 && name.starts_with(&typed);
        strsim::normalized_damerau_levenshtein(&name, &typed).max(if begins { 0.75 } else { 0.0 })
    };
    let named = || {
        let all = Entry::all().filter(|entry| !entry.short.is_empty()).map(|entry| (likeness(entry.name), entry));
        let near = all.filter(|(likeness, _)| *likeness > 0.7);
        near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.short.cmp(a.1.short))).map(|(_, entry)| entry)
    };
    match country.or_else(coded).or_else(named) {
        Some(entry) => format!("did you mean {} ({})?", entry.short, entry.name),
        None => {
            "write one such as en, pt-BR or zh-Hant; `mtlint rules` lists the languages it knows more of".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_languages_are_known_by_their_shortest_code() {
        for (tag, expected) in
            [("de", "de"), ("DEU", "de"), ("eng-GB", "en-GB"), ("yue", "yue"), ("und", "und"), ("no", "nb")]
        {
            assert_eq!(known(tag).unwrap().as_str(), expected, "{tag}");
        }
    }

    #[test]
    fn what_is_no_language_is_refused_with_a_proposal() {
        let cases = [
            ("xx", "“xx” is the code of no language; write one such as"),
            ("jp", "did you mean ja (Japanese)?"),
            ("german", "“german” is no language tag; did you mean de (German)?"),
            ("ger", "did you mean de (German)?"),
            ("Frnch", "did you mean fr (French)?"),
            ("greek", "did you mean el (Greek)?"),
            ("e", "no language tag"),
        ];
        for (tag, expected) in cases {
            let said = known(tag).unwrap_err();
            assert!(said.contains(expected), "{tag}: {said}");
        }
    }
}
