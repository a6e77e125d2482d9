//! Text that shows what it is made of: characters that cannot be seen, or would steer the terminal, get a sign.

use std::borrow::Cow;

/// Text without characters that would steer the terminal or break the line.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, steers)
}

/// The same, and with a sign for white space and for marks that look like nothing, where two texts are compared.
pub fn exact(text: &str) -> Cow<'_, str> {
    replaced(text, |c| steers(c) || (c.is_whitespace() && c != ' ') || is_unseen(c))
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn replaced(text: &str, unfit: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&unfit) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c {
        '\n' => "⏎".to_owned(),
        '\t' => "⇥".to_owned(),
        '\u{A0}' | '\u{202F}' => "⍽".to_owned(),
        c if unfit(c) => format!("<U+{:04X}>", u32::from(c)),
        c => c.to_string(),
    };
    Cow::Owned(text.chars().map(sign).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_named_and_what_is_text_stays() {
        assert_eq!(visible("Żółć 東京"), "Żółć 東京");
        assert_eq!(visible("a\nb\tc\u{1b}[1m\u{202e}"), "a⏎b⇥c<U+001B>[1m<U+202E>");
        assert_eq!(exact("a\u{a0}b\u{200b}c d"), "a⍽b<U+200B>c d");
    }
}
