//! One-byte encodings that UTF-8 is misread as, each as a map from characters back to bytes.
//!
//! Only the upper half is mapped; ASCII is ASCII in all of them. Tables come from `encoding_rs` (WHATWG Encoding) and, for
//! the DOS code pages it leaves out, from the mapping files of the Unicode Consortium.

use encoding_rs as e;

/// Code page 437, bytes 0x80 to 0xFF.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
/// Code page 850, bytes 0x80 to 0xFF.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";
/// Code page 852, bytes 0x80 to 0xFF.
const CP852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{AD}˝˛ˇ˘§÷¸°¨˙űŘř■\u{A0}";

/// First character of the second mapped range; everything from U+0080 to U+067F is the first.
const SECOND: u32 = 0x2000;
const FIRST_LEN: u32 = 0x680 - 0x80;
/// Thai, for Windows-874.
const THAI: u32 = 0x0E00;
const THAI_LEN: u32 = 0x60;
const SECOND_LEN: u32 = 0x600;
const SLOTS: usize = (FIRST_LEN + THAI_LEN + SECOND_LEN) as usize;

/// An encoding, as an index; the more usual ones come first.
pub(super) type Code = usize;

/// Windows-1252 with the C1 controls of Latin-1, by far the most usual.
pub(super) const WESTERN: Code = 0;

/// All encodings.
#[derive(Debug)]
pub(super) struct Legacy {
    /// For each character the encodings in which it is a lead byte of UTF-8.
    leads: Box<[u32]>,
    /// For each character the encodings in which it is a continuation byte of UTF-8.
    continuations: Box<[u32]>,
    /// For each encoding the byte of each character, zero where it has none.
    bytes: Vec<Box<[u8]>>,
}

impl Legacy {
    /// Builds the tables.
    pub(super) fn new() -> Self {
        let mut legacy = Self { leads: vec![0; SLOTS].into(), continuations: vec![0; SLOTS].into(), bytes: Vec::new() };
        let known = [
            e::WINDOWS_1252,
            e::ISO_8859_15,
            e::WINDOWS_1250,
            e::ISO_8859_2,
            e::WINDOWS_1251,
            e::KOI8_R,
            e::KOI8_U,
            e::MACINTOSH,
            e::X_MAC_CYRILLIC,
            e::IBM866,
            e::WINDOWS_1253,
            e::WINDOWS_1254,
            e::WINDOWS_1255,
            e::WINDOWS_1256,
            e::WINDOWS_1257,
            e::WINDOWS_1258,
            e::WINDOWS_874,
        ];
        for encoding in known {
            let decode = |byte: u8| {
                let bytes = [byte];
                let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
                text.chars().next()
            };
            legacy.add((0x80..=0xFF).filter_map(|byte| Some((decode(byte)?, byte))));
        }
        for page in [CP437, CP850, CP852] {
            legacy.add(page.chars().zip(0x80..=0xFF));
        }
        // Latin-1 proper: the C1 controls are their own bytes.
        for byte in 0x80..=0x9F {
            legacy.set(WESTERN, char::from(byte), byte);
        }
        legacy
    }

    fn add(&mut self, mapping: impl Iterator<Item = (char, u8)>) {
        self.bytes.push(vec![0; SLOTS].into());
        let code = self.bytes.len() - 1;
        for (c, byte) in mapping {
            self.set(code, c, byte);
        }
    }

    fn set(&mut self, code: Code, c: char, byte: u8) {
        let Some(slot) = slot(c) else { return };
        self.bytes[code][slot] = byte;
        match byte {
            0x80..=0xBF => self.continuations[slot] |= 1 << code,
            0xC2..=0xF4 => self.leads[slot] |= 1 << code,
            _ => {}
        }
    }

    /// How many encodings there are.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The encodings, as bits, in which a character is a lead byte.
    pub(super) fn leads(&self, c: char) -> u32 {
        slot(c).map_or(0, |slot| self.leads[slot])
    }

    /// The encodings, as bits, in which a character is a continuation byte.
    pub(super) fn continuations(&self, c: char) -> u32 {
        slot(c).map_or(0, |slot| self.continuations[slot])
    }

    /// The byte of a character that is no ASCII.
    pub(super) fn byte(&self, code: Code, c: char) -> Option<u8> {
        slot(c).map(|slot| self.bytes[code][slot]).filter(|byte| *byte != 0)
    }

    /// The text that UTF-8 bytes turn into when they are read in an encoding, for tests.
    #[cfg(test)]
    pub(super) fn misread(&self, code: Code, text: &str) -> Option<String> {
        let all = || (0..0x3000).filter_map(char::from_u32);
        let decode = |byte: u8| {
            if byte.is_ascii() { Some(char::from(byte)) } else { all().find(|c| self.byte(code, *c) == Some(byte)) }
        };
        text.bytes().map(decode).collect()
    }
}

fn slot(c: char) -> Option<usize> {
    let c = c as u32;
    if c < 0x80 + FIRST_LEN {
        c.checked_sub(0x80).map(|slot| slot as usize)
    } else if (SECOND..SECOND + SECOND_LEN).contains(&c) {
        Some((c - SECOND + FIRST_LEN + THAI_LEN) as usize)
    } else if (THAI..THAI + THAI_LEN).contains(&c) {
        Some((c - THAI + FIRST_LEN) as usize)
    } else {
        None
    }
}
