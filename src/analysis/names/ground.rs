//! What speaks for one spelling of a name before another, besides how often it is written.

use crate::text::Profile;
use crate::text::gazetteer::Form;

/// How much speaks for a spelling, the greatest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Nothing is known of it.
    None,
    /// The public name is sometimes spelled so.
    Other,
    /// The public name is spelled so, at least by some style guides.
    Public,
    /// The house style has it.
    Style,
    /// The glossary has it.
    Glossary,
}

/// What speaks for a name and a word of it that may be spelled in another way; `is_near` says of the public name that the word
/// is short for whether it is this one.
pub fn ground(profile: &Profile, (name, word): (&str, &str), is_near: impl Fn(&str) -> bool) -> Ground {
    if profile.glossary.is_right(name) || profile.glossary.is_right(word) {
        return Ground::Glossary;
    }
    let gazetteer = profile.lexicon.gazetteer();
    let in_short = || gazetteer.find(word).filter(|(entity, _)| is_near(&entity.name));
    let Some((entity, form)) = gazetteer.find(name).or_else(in_short) else { return Ground::None };
    let style = profile.style.as_deref().and_then(|style| entity.styles.get(style));
    let is_last =
        |known: &String| *known == name || known.rsplit_once(' ').is_some_and(|(_, last)| last == name || last == word);
    match form {
        _ if style.is_some_and(is_last) => Ground::Style,
        _ if is_last(&entity.name) || entity.styles.values().any(is_last) => Ground::Public,
        Form::Name | Form::Also | Form::Short => Ground::Other,
        Form::Foreign | Form::Adjective => Ground::None,
    }
}
