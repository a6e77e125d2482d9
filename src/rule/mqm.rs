//! The categories of MQM 2.0 (themqm.org, error typology): seven dimensions and their types, and `custom` for what they lack.
//!
//! Names are those of the typology in lower case with hyphens. Of the full typology the types stand here that a text alone or
//! a text beside its original can show; whoever needs another writes `custom/…`.

use crate::text::nearest::{hint, nearest};

/// Dimensions with their types.
const TYPOLOGY: &[(&str, &[&str])] = &[
    (
        "terminology",
        &[
            "inconsistent-with-terminology-resource",
            "inconsistent-use-of-terminology",
            "inconsistent-abbreviations",
            "organization-terminology",
            "third-party-terminology",
            "wrong-term",
        ],
    ),
    (
        "accuracy",
        &[
            "addition",
            "ambiguous-target-content",
            "date-time",
            "do-not-translate",
            "entity",
            "false-friend",
            "gender",
            "hallucination",
            "mistranslation",
            "mt-hallucination",
            "number",
            "omission",
            "over-translation",
            "overly-literal",
            "under-translation",
            "unit-conversion",
            "untranslated",
        ],
    ),
    (
        "linguistic-conventions",
        &[
            "agreement",
            "capitalization",
            "character-encoding",
            "diacritics",
            "duplication",
            "function-words",
            "grammar",
            "inconsistency",
            "part-of-speech",
            "punctuation",
            "spelling",
            "tense-mood-aspect",
            "textual-conventions",
            "transliteration",
            "typography",
            "unclear-reference",
            "unintelligible",
            "unpaired-marks",
            "whitespace",
            "word-form",
            "word-order",
        ],
    ),
    (
        "style",
        &[
            "awkward-style",
            "company-style",
            "inconsistent-style",
            "inconsistent-with-external-reference",
            "language-register",
            "organizational-style",
            "register",
            "third-party-style",
            "unidiomatic-style",
        ],
    ),
    (
        "locale-conventions",
        &[
            "address-format",
            "calendar-type",
            "currency-format",
            "date-format",
            "measurement-format",
            "name-format",
            "nonallowed-characters",
            "number-format",
            "punctuation",
            "quote-mark-type",
            "shortcut-key",
            "telephone-format",
            "time-format",
        ],
    ),
    (
        "audience-appropriateness",
        &["culture-specific-reference", "end-user-suitability", "legal-requirements", "offensive"],
    ),
    (
        "design-and-markup",
        &[
            "character-formatting",
            "layout",
            "link-cross-reference",
            "markup",
            "markup-tag",
            "missing-text",
            "truncation",
        ],
    ),
];

/// What is wrong with a category, if anything.
pub(super) fn mistake(category: &str) -> Option<String> {
    let example = "as in linguistic-conventions/punctuation";
    let Some((dimension, kind)) = category.split_once('/').filter(|(_, kind)| !kind.is_empty() && !kind.contains('/'))
    else {
        return Some(format!("“{category}” is no MQM category; write dimension/type, {example}"));
    };
    if dimension == "custom" {
        return None;
    }
    let dimensions = || TYPOLOGY.iter().map(|(name, _)| *name);
    let all = || format!("the dimensions are {}, custom", dimensions().collect::<Vec<_>>().join(", "));
    let Some((_, kinds)) = TYPOLOGY.iter().find(|(name, _)| *name == dimension) else {
        return Some(format!("MQM has no dimension “{dimension}”; {}", hint(nearest(dimension, dimensions()), all)));
    };
    if kinds.contains(&kind) {
        return None;
    }
    let elsewhere = || TYPOLOGY.iter().find(|(_, kinds)| kinds.contains(&kind)).map(|(name, _)| *name);
    let near = nearest(kind, kinds.iter().copied()).map(|kind| format!("{dimension}/{kind}"));
    let near = near.or_else(|| elsewhere().map(|name| format!("{name}/{kind}")));
    let otherwise = || format!("its types are {}; custom/{kind} is free", kinds.join(", "));
    Some(format!("MQM’s {dimension} has no type “{kind}”; {}", hint(near.as_deref(), otherwise)))
}

/// The categories, for the documentation.
#[cfg(test)]
pub(super) fn list() -> String {
    let types = |types: &[&str]| types.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let line = |(dimension, names): &(&str, &[&str])| format!("- `{dimension}`: {}", types(names));
    TYPOLOGY.iter().map(line).collect::<Vec<_>>().join("\n") + "\n\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_those_of_the_typology() {
        for right in ["linguistic-conventions/punctuation", "accuracy/omission", "custom/house-style"] {
            assert_eq!(mistake(right), None);
        }
        let wrong = [
            ("punctuation", "write dimension/type"),
            ("a/b/c", "write dimension/type"),
            ("locale-convention/punctuation", "did you mean “locale-conventions”?"),
            ("linguistic-conventions/punctuaton", "did you mean “linguistic-conventions/punctuation”?"),
            ("style/omission", "did you mean “accuracy/omission”?"),
            ("style/rhyme", "its types are awkward-style"),
            ("fluency/rhyme", "the dimensions are terminology, accuracy"),
        ];
        for (category, expected) in wrong {
            let said = mistake(category).unwrap_or_default();
            assert!(said.contains(expected), "{category}: {said}");
        }
    }
}
