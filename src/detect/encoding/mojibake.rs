//! UTF-8 that was read as a one-byte encoding: found by reading the suspicious characters back.
//!
//! A lead byte of UTF-8 with its continuation bytes looks like a capital letter with a symbol in each one-byte encoding
//! (`Ã©`, `Р°`, `√©`). Such sequences are turned back into bytes and decoded; what comes out must be a character that
//! texts contain. A single sequence can also be legitimate (`«AMANHÃ»`, `В«`), so it must stand where no writer would put
//! it, or beside others. No list of garbled words is kept.

use super::legacy::{Code, Legacy, WESTERN};
use crate::text::Script;

/// A garbled stretch.
#[derive(Debug)]
pub(super) struct Garbled {
    /// First byte in the text.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What was meant; `None` where it is lost.
    pub(super) meant: Option<String>,
    /// The encoding it was read as.
    pub(super) code: Code,
    /// Whether it is certain by itself, or only beside another one that is.
    pub(super) strong: bool,
}

/// How often a text may have been garbled in a row.
const LAYERS: usize = 4;
/// Bytes without a letter over which two garbled stretches are taken as one.
const GAP: usize = 12;

/// Sequences directly one after the other, decoded.
struct Chain {
    end: usize,
    decoded: String,
    count: usize,
    facts: Facts,
}

/// What decides whether a chain is garbled.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
struct Facts {
    /// A continuation byte looks like a symbol that follows no letter.
    odd: bool,
    /// A continuation byte looks like a letter.
    lettered: bool,
    /// Some character is no letter.
    marked: bool,
    /// Dashes, quotation marks, the euro sign, from three bytes.
    punctuation: bool,
    /// Emoji, a byte-order mark, U+FFFD.
    unmistakable: bool,
    /// The last character looks like an apostrophe, a dash or an ellipsis, after which a word may go on.
    apostrophe: bool,
}

/// Repairs mojibake.
#[derive(Debug)]
pub(super) struct Mojibake {
    legacy: Legacy,
}

impl Mojibake {
    pub(super) fn new() -> Self {
        Self { legacy: Legacy::new() }
    }

    /// The encodings, as bits, in which the character may begin a garbled sequence.
    pub(super) fn leads(&self, c: char) -> u32 {
        self.legacy.leads(c)
    }

    /// The encodings, as bits, in which the character may go on in one.
    pub(super) fn continuations(&self, c: char) -> u32 {
        self.legacy.continuations(c)
    }

    /// The garbled stretch that begins at `start`, in one of the encodings whose bits are set.
    pub(super) fn at(&self, text: &str, start: usize, codes: u32) -> Option<Garbled> {
        let mut best: Option<Garbled> = None;
        for code in (0..self.legacy.len()).filter(|code| codes >> code & 1 == 1) {
            let Some(found) = self.read(text, start, code) else { continue };
            if best.as_ref().is_none_or(|best| (found.strong, found.end) > (best.strong, best.end)) {
                best = Some(found);
            }
        }
        best
    }

    fn read(&self, text: &str, start: usize, code: Code) -> Option<Garbled> {
        let mut chain = self.chain(text, start, code)?;
        let mut strong = is_strong(text, start, &chain, code);
        let mut decoded = std::mem::take(&mut chain.decoded);
        let mut end = chain.end;
        while let Some((next, more)) = self.after(text, end, code, &decoded) {
            strong |= is_strong(text, next, &more, code);
            decoded.push_str(&text[end..next]);
            decoded.push_str(&more.decoded);
            end = more.end;
        }
        // What stands beside the stretch decides about the next layer too.
        let beside = |c: Option<char>| c.map_or(String::new(), String::from);
        let (before, after) = (beside(text[..start].chars().next_back()), beside(text[end..].chars().next()));
        for _ in 1..LAYERS {
            let Some(layer) = self.repair_in(&format!("{before}{decoded}{after}"), 1 << code) else { break };
            let Some(inner) = layer.strip_prefix(&before).and_then(|layer| layer.strip_suffix(&after)) else { break };
            decoded = String::from(inner);
        }
        if decoded.chars().any(|c| ('\u{80}'..='\u{9F}').contains(&c)) {
            return None;
        }
        // A lead byte with nothing after it: its partner had no character and was dropped, and with it what was meant.
        let foreign = !decoded.chars().all(|c| matches!(Script::of(c), Script::Latin | Script::Common));
        let torn = foreign && text[end..].chars().next().is_some_and(|c| self.leads(c) >> code & 1 == 1);
        let lost = torn || decoded.contains('\u{FFFD}');
        decoded.retain(|c| c != '\u{FEFF}');
        Some(Garbled { start, end, meant: (!lost).then_some(decoded), code, strong })
    }

    /// The chain that goes on after a gap that is no word of its own.
    fn after(&self, text: &str, end: usize, code: Code, decoded: &str) -> Option<(usize, Chain)> {
        let rest = &text.as_bytes()[end..];
        let gap = rest.iter().take(GAP).position(|byte| !byte.is_ascii())?;
        let gap_text = &rest[..gap];
        let spaced = gap_text.iter().any(u8::is_ascii_whitespace);
        let words = gap_text.iter().any(u8::is_ascii_alphabetic);
        let latin = decoded.chars().all(|c| matches!(Script::of(c), Script::Latin | Script::Common));
        if spaced && (words || latin) || gap_text.contains(&b'\n') {
            return None;
        }
        let next = end + gap;
        let lead = text[next..].chars().next()?;
        (self.legacy.leads(lead) >> code & 1 == 1).then_some(())?;
        Some((next, self.chain(text, next, code)?))
    }

    /// A text with all that is certainly garbled, in an encoding whose bit is set, repaired; `None` where nothing is.
    fn repair_in(&self, text: &str, allowed: u32) -> Option<String> {
        let (mut repaired, mut done) = (String::new(), 0);
        let mut before = 0;
        for (at, c) in text.char_indices() {
            let codes = before & self.continuations(c) & allowed;
            let start = text[..at].char_indices().next_back().map_or(0, |(start, _)| start);
            if codes != 0
                && start >= done
                && let Some(found) = self.at(text, start, codes).filter(|found| found.strong)
            {
                repaired.push_str(&text[done..start]);
                repaired.push_str(found.meant.as_deref()?);
                done = found.end;
            }
            before = self.leads(c);
        }
        if done == 0 {
            return None;
        }
        repaired.push_str(&text[done..]);
        Some(repaired)
    }

    fn chain(&self, text: &str, start: usize, code: Code) -> Option<Chain> {
        let mut chain = Chain { end: start, decoded: String::new(), count: 0, facts: Facts::default() };
        while let Some((len, c)) = self.sequence(&text[chain.end..], code) {
            chain.facts.see(&text[chain.end..chain.end + len], c, code);
            chain.decoded.push(c);
            chain.end += len;
            chain.count += 1;
        }
        (chain.count > 0).then_some(chain)
    }

    /// The character that the text begins with, read back, and the bytes of the text it takes.
    fn sequence(&self, text: &str, code: Code) -> Option<(usize, char)> {
        let mut chars = text.char_indices();
        let (_, first) = chars.next()?;
        let lead = self.legacy.byte(code, first)?;
        let len = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut bytes = [lead, 0, 0, 0];
        let mut end = first.len_utf8();
        for (index, slot) in bytes.iter_mut().enumerate().take(len).skip(1) {
            let next = chars.next();
            let byte = next.and_then(|(_, c)| self.legacy.byte(code, c)).filter(|byte| (0x80..=0xBF).contains(byte));
            let Some(byte) = byte else {
                // `â€` for a closing mark whose last byte has no character in Windows-1252.
                let closing = code == WESTERN && index == 2 && lead == 0xE2 && bytes[1] == 0x80;
                let hole = next.is_some_and(|(_, c)| c == '\u{FFFD}');
                let ends = hole || next.is_none_or(|(_, c)| c.is_whitespace() || c.is_ascii_punctuation());
                return (closing && ends).then_some((if hole { end + 3 } else { end }, '”'));
            };
            *slot = byte;
            end += next.map_or(0, |(_, c)| c.len_utf8());
        }
        let c = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
        is_usual(c).then_some((end, c))
    }
}

impl Facts {
    fn see(&mut self, garbled: &str, decoded: char, code: Code) {
        for (index, c) in garbled.chars().enumerate() {
            let letter = c.is_alphabetic();
            self.marked |= !letter;
            if index > 0 {
                let foreign = letter && code != WESTERN;
                self.lettered |= foreign;
                self.odd |= !foreign && !is_typographic(c);
                self.apostrophe = matches!(c, '’' | '‘' | '–' | '—' | '…');
            }
        }
        let wide = garbled.chars().count() > 2 || garbled.ends_with('€');
        self.punctuation |=
            wide && matches!(decoded, '\u{2010}'..='\u{203A}' | '€' | '™' | '−' | '→' | '、' | '。' | '「' | '」');
        self.unmistakable |= matches!(decoded, '\u{FEFF}' | '\u{FFFD}' | '\u{FB00}'..='\u{FB06}' | '\u{1F000}'..);
    }
}

fn is_strong(text: &str, start: usize, chain: &Chain, code: Code) -> bool {
    let facts = &chain.facts;
    let garbled = &text[start..chain.end];
    let before = text[..start].chars().next_back();
    let after = text[chain.end..].chars().next();
    let inside = before.is_some_and(char::is_lowercase);
    let goes_on = after.is_some_and(char::is_lowercase);
    let mut written = garbled.chars().filter(|c| c.is_alphabetic()).map(Script::of);
    let first = written.next();
    let marked = facts.marked || written.any(|script| Some(script) != first);
    // Capitals inside a word in small letters: `donÔÇÖt`.
    let buried = inside && goes_on && garbled.chars().all(char::is_uppercase);
    if facts.unmistakable && marked || facts.punctuation && (marked || buried) {
        return true;
    }
    let lead_is_letter = garbled.starts_with(char::is_alphabetic);
    let mut scripts = chain.decoded.chars().map(Script::of).filter(|script| *script != Script::Common);
    let script = scripts.next();
    let consistent = scripts
        .all(|other| Some(other) == script || other.is_east_asian() && script.is_some_and(Script::is_east_asian));
    if chain.count >= 3 {
        let climbs = garbled.chars().zip(garbled.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
        let cased = garbled.chars().any(char::is_lowercase);
        let natural = !marked && !climbs && (cased || chain.count < 4);
        return consistent && !natural;
    }
    match script {
        None => {
            let lead = garbled.chars().next();
            let bare = (lead == Some('Â') || !lead_is_letter)
                && chain.decoded.chars().all(|c| ('\u{A0}'..='\u{BF}').contains(&c));
            let placed = before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || ",.;:!?".contains(c))
                || before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_alphanumeric);
            bare && placed && !facts.lettered
        }
        Some(Script::Latin) if chain.decoded.chars().any(|c| c.len_utf8() > 2) => {
            consistent && (facts.odd || goes_on && !facts.apostrophe || chain.count > 1) && !facts.lettered
        }
        Some(Script::Latin) => {
            let placed = inside || goes_on && !facts.apostrophe;
            let misplaced = (facts.odd && code == WESTERN && lead_is_letter) || placed;
            // Beyond Latin Extended-A only inside a word.
            let placed = inside || chain.decoded.chars().all(|c| c < '\u{180}' || ('\u{218}'..='\u{21B}').contains(&c));
            let capital = placed && !garbled.starts_with(char::is_lowercase);
            consistent && misplaced && capital && !facts.lettered
                || consistent
                    && facts.marked
                    && !facts.lettered
                    && before.is_some_and(char::is_uppercase)
                    && after.is_some_and(char::is_uppercase)
        }
        Some(script) if script.is_east_asian() || script == Script::Hangul => {
            // A letter, a currency sign and a closing mark make one by chance: `livre£…`.
            let hard = garbled.chars().skip(1).any(|c| !c.is_alphabetic() && !is_typographic(c) && !"€£¥¢".contains(c));
            (hard || chain.count > 1 && facts.odd) && consistent && !facts.lettered
        }
        Some(_) => false,
    }
}

/// Marks that may stand after a letter in good text.
fn is_typographic(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '،'
            | '؛'
            | '؟'
            | '۔'
            | '‘'
            | '’'
            | '„'
            | '‚'
            | '‹'
            | '›'
            | '«'
            | '»'
            | '–'
            | '—'
            | '…'
            | '•'
            | '·'
            | '™'
            | '®'
            | '©'
            | '°'
            | 'º'
            | 'ª'
            | '²'
            | '³'
            | '¹'
            | '§'
            | '†'
            | '‡'
            | '\u{A0}'
            | '\u{AD}'
    )
}

/// Characters that news texts contain, whatever the language.
fn is_usual(c: char) -> bool {
    matches!(c as u32,
        0x80..=0x17F | 0x18F | 0x192 | 0x1A0 | 0x1A1 | 0x1AF | 0x1B0 | 0x1CD..=0x1DC | 0x1E6 | 0x1E7 | 0x218..=0x21B | 0x259
        | 0x300..=0x30C | 0x323 | 0x328 | 0x384..=0x3CE | 0x400..=0x45F | 0x490..=0x4FF | 0x531..=0x58A | 0x5B0..=0x5F4
        | 0x60C..=0x6FF | 0x900..=0x109F | 0x10D0..=0x10FF | 0x1200..=0x137F | 0x1780..=0x17FF | 0x1E00..=0x1FFF
        | 0x200B..=0x2064 | 0x20A0..=0x20C0 | 0x2100..=0x214F | 0x2150..=0x215F | 0x2190..=0x22FF | 0x2460..=0x27BF
        | 0x3000..=0x312F | 0x3400..=0x9FFF | 0xAC00..=0xD7A3 | 0xFB00..=0xFB06 | 0xFE0F | 0xFEFF | 0xFF01..=0xFFE6 | 0xFFFD
        | 0x1F000..=0x1FAFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn repaired(text: &str) -> String {
        Mojibake::new().repair_in(text, ANY).unwrap_or_else(|| text.to_owned())
    }

    const ANY: u32 = u32::MAX;

    /// Windows-1252, Windows-1251, KOI8-R, Mac Roman, code pages 866, 437 and 850. The others share too many characters with
    /// these for one garbled word to tell them apart.
    const USUAL: &[Code] = &[WESTERN, 4, 5, 7, 9, 17, 18];

    proptest! {
        #[test]
        fn garbled_cyrillic_is_read_back(word in "[БВГДКЛМНПРСТ]?[аеиоу]([бвгдклмнпрст][аеиоу]){2,5}", code in prop::sample::select(USUAL)) {
            let mojibake = Mojibake::new();
            if let Some(garbled) = mojibake.legacy.misread(code, &word) {
                prop_assert_eq!(mojibake.repair_in(&garbled, ANY).unwrap_or(garbled.clone()), word, "{} in {}", garbled, code);
            }
        }

        #[test]
        fn garbled_chinese_is_read_back(word in "[中国新北京市长说城河桥年月日人民大学院政府会议水路车站]{3,8}") {
            let code = WESTERN;
            let mojibake = Mojibake::new();
            if let Some(garbled) = mojibake.legacy.misread(code, &word) {
                prop_assert_eq!(mojibake.repair_in(&garbled, ANY).unwrap_or(garbled.clone()), word, "{} in {}", garbled, code);
            }
        }

        #[test]
        fn garbled_latin_words_are_read_back_twice_over(word in "[a-z]{2,5}[áéíóúñçüöäøåêôãõß][a-z]{1,5}", layers in 1_usize..4) {
            let mojibake = Mojibake::new();
            let garbled = (0..layers).fold(word.clone(), |text, _| mojibake.legacy.misread(WESTERN, &text).unwrap());
            prop_assert_eq!(mojibake.repair_in(&garbled, ANY), Some(word));
        }

        #[test]
        fn latin_prose_is_left_alone(text in "([«“„‘(]?[A-ZÀ-Þ]?[a-z]{2,5}[ß-öø-ÿăâîșțőűğışłęą]?[a-z]{1,4}[»”“’)…–—.,!?%°£\u{A0}]{0,3} ){1,8}") {
            prop_assert_eq!(Mojibake::new().repair_in(&text, ANY), None);
        }
    }

    #[test]
    fn the_usual_signatures_are_read_back() {
        for (garbled, meant) in [
            ("MÃ¼ller", "Müller"),
            ("donâ€™t", "don’t"),
            ("â€œYesâ€\u{9D}", "“Yes”"),
            ("â€œYesâ€, he said", "“Yes”, he said"),
            ("ESPAÃ‘A", "ESPAÑA"),
            ("Ã‰tat", "État"),
            ("20Â°C", "20°C"),
            ("Â£5", "£5"),
            ("PrivatizaciÃƒÂ³n", "Privatización"),
            ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
            ("РџСЂРёРІРµС‚", "Привет"),
            ("п÷я─п╦п╡п╣я┌", "Привет"),
            ("╨Я╤А╨╕╨▓╨╡╤В", "Привет"),
            ("ä¸\u{AD}å›½", "中国"),
            ("ã€‚", "。"),
            ("ðŸ˜€", "😀"),
            ("√©t√©", "été"),
            ("itâ€ÂTMs", "itâ€ÂTMs"),
            ("itΓÇÖs", "it’s"),
            ("donÔÇÖt", "don’t"),
            ("Å‚Ã³dÅº", "łódź"),
            ("Viá»‡t Nam", "Việt Nam"),
            ("×©×œ×•×\u{9D}", "שלום"),
            ("ï»¿Hello", "Hello"),
            ("Ø§Ù„Ø³Ù„Ø§Ù…", "السلام"),
            ("вЂ™", "’"),
        ] {
            assert_eq!(repaired(garbled), meant, "{garbled}");
        }
    }

    #[test]
    fn letters_that_begin_signatures_are_letters() {
        for text in [
            "“AMANHÃ”",
            "«AMANHÃ»",
            "“A IRMÔ",
            "SÃO PAULO",
            "Âu Lạc, Ân Thi",
            "«ROMÂ»",
            "„SPÖ“ und „Ä“",
            "„Ä…äh“",
            "entendu…”",
            "“J’ai tué…”",
            "«está»—disse",
            "В\u{A0}Москве",
            "В «Спартаке»",
            "Рішення, змії, їі",
            "فقط، قال",
            "เธอ",
            "Nestlé®™",
            "Ăştia",
            "Citroën®",
            "É “",
            "¿QUÉ…?”",
            "“Là…”",
            "Ï",
            "naïve",
            "Â",
            "ÄÖÜ",
            "caffè»",
            "„Spaß“",
            "BORÐ“",
            "٪٥٠",
            "√½",
            "Ünal’ın",
        ] {
            assert_eq!(Mojibake::new().repair_in(text, ANY), None, "{text}");
        }
    }
}
