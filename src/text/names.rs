//! Which tags are tags of a language, and what languages are called in English.
//!
//! Codes and names are those of ISO 639-1 and ISO 639-3. Not identification: that looks at a text.

use isolang::Language;

use super::lang::Lang;

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
    let code = match base.len() {
        2 => Language::from_639_1(&base),
        _ => Language::from_639_3(&base),
    };
    let Some(code) = code else {
        return Err(format!("“{base}” is the code of no language; {}", proposal(&base)));
    };
    match code.to_639_1().filter(|short| *short != base) {
        Some(short) => Ok(Lang::new(&format!("{short}{}", &lang.as_str()[base.len()..])).unwrap_or(lang)),
        None => Ok(lang),
    }
}

/// The English name of a language, without what tells it from its relatives and older stages.
pub fn english(lang: &Lang) -> Option<&'static str> {
    let base = lang.base();
    let language = Language::from_639_1(base).or_else(|| Language::from_639_3(base))?;
    Some(short(language.to_name()))
}

fn short(name: &'static str) -> &'static str {
    let name = name.split(" (").next().unwrap_or(name);
    name.strip_prefix("Modern ").unwrap_or(name)
}

/// Codes of countries, and old bibliographic codes of ISO 639-2, that are taken for those of a language.
const MISTAKEN: &[(&str, &str)] = &[
    ("at", "de"),
    ("chi", "zh"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("cze", "cs"),
    ("dk", "da"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("gb", "en-GB"),
    ("ger", "de"),
    ("gr", "el"),
    ("gre", "el"),
    ("jp", "ja"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("ua", "uk"),
    ("us", "en-US"),
    ("vn", "vi"),
];

fn proposal(typed: &str) -> String {
    let typed = typed.to_lowercase();
    let meant = |tag: &str| Lang::new(tag).map(|lang| (tag.to_owned(), english(&lang).unwrap_or_default()));
    if let Some((tag, name)) = MISTAKEN.iter().find(|(code, _)| *code == typed).and_then(|(_, tag)| meant(tag)) {
        return format!("did you mean {tag} ({name})?");
    }
    let named = |language: &Language| language.to_639_1().map(|tag| (tag, short(language.to_name())));
    let likeness = |name: &str| {
        let name = name.to_lowercase();
        let begins = typed.len() >= 3 && name.starts_with(&typed);
        strsim::normalized_damerau_levenshtein(&name, &typed).max(if begins { 0.75 } else { 0.0 })
    };
    let best = isolang::languages()
        .filter_map(|language| named(&language))
        .map(|(tag, name)| (likeness(name), tag, name))
        .filter(|(likeness, ..)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    match best {
        Some((_, tag, name)) => format!("did you mean {tag} ({name})?"),
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
