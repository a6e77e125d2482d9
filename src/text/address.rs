//! Addresses: URLs, e-mail addresses, handles, hashtags, domain and file names, in which capitals, dots and repetition
//! mean nothing.
//!
//! Tells only that a place lies in one; it does not check that the address is valid.

use super::script::Script;
use crate::span::Span;

/// How far the chunk around a place is read, in characters to each side.
const REACH: usize = 200;

/// Whether a stretch of text stands inside an address.
pub fn holds(text: &str, span: Span) -> bool {
    is_address(chunk(text, span))
}

/// The characters around a stretch up to the next space, or to the next character of a script written without spaces.
fn chunk(text: &str, span: Span) -> &str {
    let part = |c: &char| !c.is_whitespace() && !Script::of(*c).is_unspaced() && !is_wide_mark(*c);
    let before: usize = text[..span.lo()].chars().rev().take(REACH).take_while(part).map(char::len_utf8).sum();
    let after: usize = text[span.hi()..].chars().take(REACH).take_while(part).map(char::len_utf8).sum();
    &text[span.lo() - before..span.hi() + after]
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF20}')
}

/// Whether a chunk between two spaces is an address.
pub fn is_address(chunk: &str) -> bool {
    let body = chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@' | '/' | '_'));
    if body.contains("://") || body.contains('@') || body.contains("www.") || body.contains("WWW.") {
        return true;
    }
    if body.contains('#') && !body.ends_with('#') || body.contains('_') {
        return true;
    }
    let host = body.split('/').next().unwrap_or_default();
    host.len() < body.len() && ends_like_a_domain(host) || ends_like_a_domain(body)
}

/// `example.com`, `report.Final.pdf`: a dot, and after the last one two to five small ASCII letters or digits.
fn ends_like_a_domain(host: &str) -> bool {
    host.rsplit_once('.').is_some_and(|(name, end)| {
        name.ends_with(char::is_alphanumeric)
            && (2..=5).contains(&end.len())
            && end.starts_with(|c: char| c.is_ascii_lowercase())
            && end.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        for address in [
            "https://a.org/TheFile",
            "(www.Example.Com)",
            "ann@Post.De",
            "#SpeakUp",
            "@TheHill",
            "a.Bc.html",
            "Booking.com,",
            "news.Org.uk/Story",
        ] {
            assert!(is_address(address), "{address}");
        }
        for word in ["plant.The", "“No!”and", "gone…He", "López", "and/or", "Obrador.De"] {
            assert!(!is_address(word), "{word}");
        }
    }

    #[test]
    fn the_chunk_ends_at_a_space_and_at_an_ideograph() {
        let text = "见www.a.org/TheFile吗";
        let at = text.find("TheFile").unwrap();
        assert!(holds(text, Span::new(at, at + 7)));
        assert!(!holds(text, Span::new(0, 3)));
    }
}
