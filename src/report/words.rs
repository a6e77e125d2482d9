//! Classes of words as `mtlint words` shows them: a list, or the forms of one.

use std::fmt::Write;

use super::totals::count;
use crate::text::Lang;
use crate::text::lexicon::{Class, Lexicon};

/// How many words of a class the list shows.
const SHOWN: usize = 6;

/// One line a class: its name, its size, and its first words.
pub fn list(lexicon: &Lexicon, lang: &Lang) -> String {
    let widest = lexicon.names().map(|name| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    let classes = lexicon.names().filter_map(|name| Some((name, lexicon.class(name)?)));
    for (name, class) in classes {
        let first: Vec<&str> = class.lemmas().take(SHOWN).collect();
        let more = if class.word_count() > SHOWN { ", …" } else { "" };
        let _ = writeln!(text, "@{name:widest$}  {:>6}  {}{more}", class.word_count(), first.join(", "));
    }
    let number = lexicon.names().count();
    let more = if number == 0 { "" } else { "; `mtlint words LANG CLASS` shows every form of the words of one" };
    let _ = writeln!(text, "{lang}: {} of words for patterns{more}", count(number, "list"));
    text
}

/// The words of a class, one a line, in the order of its forms.
pub fn forms(class: &Class) -> String {
    let mut text = String::new();
    if class.forms.len() > 1 {
        let _ = writeln!(text, "forms: {}\n", class.forms.join(", "));
    }
    for (at, form) in class.all_forms().enumerate() {
        text.push_str(form);
        text.push_str(if (at + 1).is_multiple_of(class.forms.len()) { "\n" } else { ", " });
    }
    text
}
