//! Character references of HTML and escapes of JSON, and the characters they stand for.
//!
//! References end in a semicolon, so `AT&T;` is none: `T` is no name. Names are those of HTML 4 that articles meet.

/// A reference or an escape.
pub struct Reference {
    /// Bytes it takes.
    pub len: usize,
    /// What it stands for.
    pub meant: String,
}

/// Names of HTML 4.01, section 24, and what they stand for.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("shy", '\u{AD}'),
    ("iexcl", '¡'),
    ("cent", '¢'),
    ("pound", '£'),
    ("curren", '¤'),
    ("yen", '¥'),
    ("brvbar", '¦'),
    ("sect", '§'),
    ("uml", '¨'),
    ("copy", '©'),
    ("ordf", 'ª'),
    ("laquo", '«'),
    ("not", '¬'),
    ("reg", '®'),
    ("macr", '¯'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("acute", '´'),
    ("micro", 'µ'),
    ("para", '¶'),
    ("middot", '·'),
    ("cedil", '¸'),
    ("ordm", 'º'),
    ("raquo", '»'),
    ("frac14", '¼'),
    ("frac12", '½'),
    ("frac34", '¾'),
    ("iquest", '¿'),
    ("times", '×'),
    ("divide", '÷'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Iuml", 'Ï'),
    ("ETH", 'Ð'),
    ("Ntilde", 'Ñ'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("Ouml", 'Ö'),
    ("Oslash", 'Ø'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Uuml", 'Ü'),
    ("Yacute", 'Ý'),
    ("THORN", 'Þ'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("eth", 'ð'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("thorn", 'þ'),
    ("yuml", 'ÿ'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("prime", '′'),
    ("Prime", '″'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
    ("trade", '™'),
    ("larr", '←'),
    ("rarr", '→'),
    ("minus", '−'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
];

/// Names that are a reference even where the semicolon or the space before it went wrong.
const SPACED: &[&str] =
    &["amp", "quot", "apos", "nbsp", "lt", "gt", "rsquo", "lsquo", "ldquo", "rdquo", "hellip", "ndash", "mdash"];

/// The reference at the start of a text that begins with `&`.
pub fn reference(text: &str) -> Option<Reference> {
    let (mut len, mut c) = one(text)?;
    // `&amp;quot;`: encoded twice, or three times.
    while c == '&' {
        let again = format!("&{}", text.get(len..len + 12.min(text.len() - len)).unwrap_or_default());
        match one(&again) {
            Some((more, inner)) => (len, c) = (len + more - 1, inner),
            None => break,
        }
    }
    let meant = if c == '\u{AD}' { String::new() } else { c.to_string() };
    Some(Reference { len, meant })
}

fn one(text: &str) -> Option<(usize, char)> {
    let rest = text.strip_prefix('&')?;
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    if spaces > 1 {
        return None;
    }
    let rest = &rest[spaces..];
    let (body, c) = if let Some(number) = rest.strip_prefix('#') {
        let gap = number.len() - number.trim_start_matches(' ').len();
        let (digits, c) = numeric(&number[gap..])?;
        (1 + gap + digits, c)
    } else {
        let end = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, c) = NAMES.iter().find(|(name, _)| *name == &rest[..end])?;
        if spaces > 0 && !SPACED.contains(name) {
            return None;
        }
        (name.len(), *c)
    };
    let tail = &rest[body..];
    let gap = usize::from(tail.starts_with(" ;"));
    let end = ";；".contains(tail[gap..].chars().next().unwrap_or(' '));
    let (last, lenient) =
        (tail[gap..].chars().next().map_or(0, char::len_utf8), SPACED.iter().any(|name| rest.starts_with(name)));
    match (end, spaces) {
        (true, _) if gap == 0 || lenient || rest.starts_with('#') => Some((1 + spaces + body + gap + last, c)),
        // `Marks &amp Spencer`, `&#8217s`.
        (false, 0)
            if lenient && matches!(c, '&' | '"' | '\u{A0}') || rest.starts_with('#') && body > 3 && spaces == 0 =>
        {
            Some((1 + body, c))
        }
        _ => None,
    }
}

/// The bytes and the character of `8217` or `x2019`.
fn numeric(text: &str) -> Option<(usize, char)> {
    let (radix, prefix) = if text.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = text[prefix..].bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if !(2..=6).contains(&digits) {
        return None;
    }
    let code = u32::from_str_radix(&text[prefix..prefix + digits], radix).ok()?;
    // HTML reads the numbers of the C1 controls as Windows-1252.
    let c = if (0x80..0xA0).contains(&code) { windows(code as u8) } else { char::from_u32(code)? };
    (!c.is_control()).then_some((prefix + digits, c))
}

/// The character of a byte in Windows-1252.
pub fn windows(byte: u8) -> char {
    let bytes = [byte];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or('\u{FFFD}')
}

/// The escapes at the start of a text that begins with a backslash: `\u2019`, `\ud83d\ude00`, `\xe9`.
pub fn escape(text: &str) -> Option<Reference> {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    };
    let first = unit(text)?;
    let units = [first, text.get(6..).and_then(unit).unwrap_or(0)];
    let pair = (0xD800..0xDC00).contains(&first);
    let c = char::decode_utf16(units).next()?.ok()?;
    (!c.is_control()).then(|| Reference { len: if pair { 12 } else { 6 }, meant: c.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_with_their_length() {
        for (text, len, meant) in [
            ("&amp; x", 5, "&"),
            ("&#39;s", 5, "'"),
            ("&#8217;s", 7, "’"),
            ("&#x2019;s", 8, "’"),
            ("&amp;quot;x", 10, "\""),
            ("&amp;amp;lt;", 12, "<"),
            ("& quot; x", 7, "\""),
            ("&quot ;x", 7, "\""),
            ("&amp Sons", 4, "&"),
            ("& # 39 ; s", 8, "'"),
            ("&shy;n", 5, ""),
            ("&#8217s", 6, "’"),
            ("&amp；", 7, "&"),
            ("&#146;", 6, "’"),
        ] {
            let found = reference(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.len, found.meant.as_str()), (len, meant), "{text}");
        }
        for text in ["&T;", "&D;", "& C", "&c.", "&", "&#", "&#1;", "& not so", "&lt", "& amp", "& le; x", "& deg;"] {
            assert!(reference(text).is_none(), "{text}");
        }
    }

    #[test]
    fn escapes_are_read_with_their_surrogates() {
        assert_eq!(escape("\\u2019s").unwrap().meant, "’");
        assert_eq!(escape("\\ud83d\\ude00").unwrap().meant, "😀");
        assert!(escape("\\users").is_none());
    }
}
