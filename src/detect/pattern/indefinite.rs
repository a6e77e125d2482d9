//! The indefinite article before a replacement, where its form depends on the sound that follows (`a` and `an`).
//!
//! A language that has such an article lists it in the class `indefinite`, with the forms before a consonant and before a
//! vowel, and says in `indefinite.vowel` and `indefinite.consonant` which beginnings of words sound otherwise than their
//! first letter, and in `indefinite.letters` which letters have a name that begins with a vowel, for abbreviations.

use crate::article::Side;
use crate::span::Span;
use crate::text::TokenKind;
use crate::text::lexicon::{Lexicon, Member};

/// What is replaced and what is put there, with the article before it where that takes another form.
pub(super) fn agree(side: &Side, found: Span, text: &str) -> Option<(Span, String)> {
    let lexicon = &side.profile.lexicon;
    let before = side.token_at(found.lo()).checked_sub(2).map(|at| &side.tokens[at..at + 2]);
    if let Some([article, space]) = before
        && space.kind == TokenKind::Space
        && space.span.hi() == found.lo()
        && let Some(other) = other(lexicon, side.word(article), text)
    {
        let capital = side.word(article).starts_with(char::is_uppercase);
        let other = if capital { super::replace::capitalised(other) } else { other.to_owned() };
        return Some((article.span.to(found), format!("{other}{}{text}", side.word(space))));
    }
    let (first, rest) = text.split_once(' ')?;
    let other = other(lexicon, first, rest)?;
    let other =
        if first.starts_with(char::is_uppercase) { super::replace::capitalised(other) } else { other.to_owned() };
    Some((found, format!("{other} {rest}")))
}

/// The form that an article should have before a text, if it has another.
fn other<'a>(lexicon: &'a Lexicon, article: &str, text: &str) -> Option<&'a str> {
    let class = lexicon.class("indefinite")?;
    let at = class.all_forms().position(|form| form.eq_ignore_ascii_case(article))?;
    let form = u32::from(opens_with_vowel(lexicon, text)?);
    let wanted = class.spelling(Member { word: (at / class.forms.len()) as u32, form })?;
    (!wanted.eq_ignore_ascii_case(article)).then_some(wanted)
}

/// Whether a text begins with the sound of a vowel; nothing where it begins with no letter.
fn opens_with_vowel(lexicon: &Lexicon, text: &str) -> Option<bool> {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    let first = word.chars().next()?;
    let listed =
        |class: &str, holds: &dyn Fn(&str) -> bool| lexicon.class(class).is_some_and(|class| class.lemmas().any(holds));
    let lower = word.to_lowercase();
    let begins = |opening: &str| lower.starts_with(opening);
    if word.chars().count() > 1 && word.chars().all(char::is_uppercase) {
        let letter = first.to_string();
        return Some(listed("indefinite.letters", &|known| known.eq_ignore_ascii_case(&letter)));
    }
    Some(
        listed("indefinite.vowel", &begins)
            || matches!(first.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
                && !listed("indefinite.consonant", &begins),
    )
}
