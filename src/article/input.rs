//! An input as it stands on disk, decoded to text, with the way back from text offsets to bytes of the file.
//!
//! UTF-8 is the rule and costs nothing. UTF-16 with a byte-order mark is certain; a one- or two-byte encoding is taken
//! only where decoding leaves no hole and gives text in a language that can be told. Everything else is an error that names the byte.
//! Where lines end with a carriage return alone, the text has line feeds in their place, as long in every encoding.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Error, Instead};
use crate::span::Span;
use crate::text::identify;

/// A decoded input.
#[derive(Debug)]
pub struct Input {
    /// The text.
    pub text: Box<str>,
    encoding: &'static Encoding,
    /// A byte-order mark that is no part of the text.
    bom: Vec<u8>,
    /// Whether the lines of the file end with a carriage return alone.
    returns: bool,
    /// Offsets in the file of text offsets 0, about `STEP`, about 2 `STEP`, ...; none in UTF-8, where they are the same.
    steps: Vec<(u32, u32)>,
}

/// Bytes of text between two places whose offset in the file is kept, so that each way back is short.
const STEP: usize = 4096;

impl Input {
    /// Decodes the bytes of a file.
    ///
    /// # Errors
    /// [`Error::TooLarge`] from 4 GiB on, [`Error::Encoding`] where the encoding cannot be told.
    pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<Self, Error> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(Error::TooLarge { path: path.to_owned() });
        }
        // The mark of UTF-32 begins like that of UTF-16.
        if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) {
            return Err(unknown(path, 0, &bytes));
        }
        if let Some((encoding, bom)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8) {
            return Self::decode_as(encoding, bom, &bytes).ok_or_else(|| unknown(path, bom, &bytes));
        }
        if wide(&bytes).is_some() {
            return Err(unknown(path, 0, &bytes));
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let (text, returns) = with_line_feeds(text);
                Ok(Self { text, encoding: UTF_8, bom: Vec::new(), returns, steps: Vec::new() })
            }
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                Self::guess(error.as_bytes()).ok_or_else(|| unknown(path, offset, error.as_bytes()))
            }
        }
    }

    fn guess(bytes: &[u8]) -> Option<Self> {
        // A NUL byte never stands in a text of a one- or two-byte encoding.
        if memchr::memchr(0, bytes).is_some() {
            return None;
        }
        // The guess is believed only where what comes out is text in a language.
        Self::decode_as(likeliest(bytes), 0, bytes).filter(|input| identify(&input.text).is_some())
    }

    fn decode_as(encoding: &'static Encoding, bom: usize, bytes: &[u8]) -> Option<Self> {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[bom..])?;
        let (text, returns) = with_line_feeds(text.into_owned());
        let mut input = Self { text, encoding, bom: bytes[..bom].to_vec(), returns, steps: Vec::new() };
        input.steps = input.measure();
        // The way back must be exact, or positions and fixes would point elsewhere.
        (input.file_offset(input.text.len()) == bytes.len()).then_some(input)
    }

    /// Whether text offsets are file offsets.
    pub fn is_utf8(&self) -> bool {
        self.encoding == UTF_8
    }

    /// Whether lines of the file end with a carriage return alone.
    pub fn has_returns(&self) -> bool {
        self.returns
    }

    /// Whether it is UTF-16, where a line feed is two bytes.
    pub fn is_wide(&self) -> bool {
        self.encoding == UTF_16LE || self.encoding == UTF_16BE
    }

    /// A text as the file has it: with its line ends.
    pub fn as_in_file<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.returns && text.contains('\n') { text.replace('\n', "\r").into() } else { text.into() }
    }

    /// The offset in the file of an offset in the text.
    pub fn file_offset(&self, offset: usize) -> usize {
        if self.is_utf8() {
            return offset;
        }
        let step = self.steps.partition_point(|(text, _)| *text as usize <= offset).saturating_sub(1);
        let (text, file) = self.steps.get(step).copied().unwrap_or_default();
        file as usize + self.encoded_len(&self.text[text as usize..offset])
    }

    /// Where the file stands at every step of the text.
    fn measure(&self) -> Vec<(u32, u32)> {
        let (mut steps, mut text, mut file) = (Vec::new(), 0, self.bom.len());
        while text < self.text.len() {
            steps.push((text as u32, file as u32));
            let next = self.text.floor_char_boundary(text + STEP);
            file += self.encoded_len(&self.text[text..next]);
            text = next;
        }
        if steps.is_empty() {
            steps.push((0, file as u32));
        }
        steps
    }

    /// The span in the file of a span in the text.
    pub fn file_span(&self, span: Span) -> Span {
        if self.is_utf8() { span } else { Span::new(self.file_offset(span.lo()), self.file_offset(span.hi())) }
    }

    /// The bytes of a text in the encoding of the file, or `None` if the encoding lacks a character.
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        let text = &*self.as_in_file(text);
        if self.is_utf8() {
            return Some(text.as_bytes().to_vec());
        }
        if self.encoding == UTF_16LE {
            return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        if self.encoding == UTF_16BE {
            return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        }
        let (bytes, _, holes) = self.encoding.encode(text);
        (!holes).then(|| bytes.into_owned())
    }

    /// The bytes of a file with this text, in the encoding of this one and with its byte-order mark, or `None` if the
    /// encoding lacks a character.
    pub fn file_bytes(&self, text: &str) -> Option<Vec<u8>> {
        let mut bytes = self.bom.clone();
        bytes.extend(self.encode(text)?);
        Some(bytes)
    }

    /// Name of the encoding (WHATWG Encoding Standard).
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    fn encoded_len(&self, text: &str) -> usize {
        if self.is_wide() {
            text.chars().map(char::len_utf16).sum::<usize>() * 2
        } else {
            self.encoding.encode(text).0.len()
        }
    }
}

/// A text with line feeds where its lines end with a carriage return alone, and whether they do: nowhere is a line feed.
fn with_line_feeds(text: String) -> (Box<str>, bool) {
    let returns = memchr::memchr(b'\r', text.as_bytes()).is_some() && memchr::memchr(b'\n', text.as_bytes()).is_none();
    (if returns { text.replace('\r', "\n").into() } else { text.into() }, returns)
}

/// The one- or two-byte encoding that bytes look most like.
fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// UTF-16 without a byte-order mark, in which most characters of a text share their high byte: one that no text in an
/// encoding of bytes has.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    // Only Latin, Greek, Cyrillic, Hebrew and Arabic: what else there is has no such byte.
    let high = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte < 7).count();
    let most = |count: usize| head.len() >= 8 && count * 5 >= head.len() * 2;
    let (name, read): (_, fn([u8; 2]) -> u16) = match (most(high(0)), most(high(1))) {
        (true, false) => ("UTF-16BE", u16::from_be_bytes),
        (false, true) => ("UTF-16LE", u16::from_le_bytes),
        _ => return None,
    };
    // A program has numbers there, which would be characters that no text has.
    let units = head.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    let unseen = |unit: &u16| matches!(unit, 0..=8 | 0x0E..=0x1F | 0x7F..=0x9F);
    (units.filter(unseen).count() * 40 <= head.len()).then_some(name)
}

fn unknown(path: &Path, offset: usize, bytes: &[u8]) -> Error {
    let instead = match (wide(bytes), memchr::memchr(0, bytes)) {
        (Some(name), _) => Instead::Wide(name),
        (None, Some(nul)) => Instead::Binary(nul),
        (None, None) => Instead::Perhaps(likeliest(bytes).name()),
    };
    Error::Encoding { path: path.to_owned(), offset, instead }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<Input, Error> {
        Input::decode(Path::new("a.txt"), bytes.to_vec())
    }

    #[test]
    fn utf_16_with_a_mark_is_decoded_and_offsets_lead_back() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("né 🙂 x".encode_utf16().flat_map(u16::to_le_bytes));
        let input = decode(&bytes).unwrap();
        assert_eq!(&*input.text, "né 🙂 x");
        let x = input.text.find('x').unwrap();
        assert_eq!(input.file_offset(x), bytes.len() - 2);
        assert_eq!(input.encode("é").unwrap(), [0xE9, 0]);
        assert_eq!(input.file_bytes(&input.text).unwrap(), bytes);
    }

    #[test]
    fn lines_that_end_with_a_carriage_return_alone_are_lines_and_are_written_back_as_they_were() {
        let input = decode("né\r\rx".as_bytes()).unwrap();
        assert_eq!((&*input.text, input.as_in_file("a\nb").as_ref()), ("né\n\nx", "a\rb"));
        assert_eq!(input.file_bytes(&input.text).unwrap(), "né\r\rx".as_bytes());
        assert_eq!(&*decode(b"a\rb\r\nc").unwrap().text, "a\rb\r\nc");
    }

    #[test]
    fn offsets_lead_back_far_into_a_text() {
        let text = "Ж🙂 ".repeat(5000);
        let bytes: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let input = decode(&bytes).unwrap();
        for words in [0, 1, 511, 512, 2345, 5000] {
            assert_eq!(input.file_offset("Ж🙂 ".len() * words), 2 + 8 * words);
        }
    }

    #[test]
    fn a_one_byte_encoding_is_decoded_where_it_is_certain() {
        let text = "В Пскове обрушился мост, два человека погибли, сообщила пресс-служба областного правительства.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        let input = decode(&bytes).unwrap();
        assert_eq!(&*input.text, text);
        assert_eq!(input.file_offset(text.find('П').unwrap()), 2);
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error_that_names_the_offset() {
        let error = decode(b"abc\0\xff\xfe").unwrap_err();
        assert!(
            error.to_string().contains("byte 4 is not valid UTF-8 (bytes count from 0) and byte 3 is NUL"),
            "{error}"
        );
        let short = decode(b"caf\xe9").unwrap_err();
        assert!(
            short.to_string().contains("byte 3 is not valid UTF-8")
                && short.to_string().contains("it may be windows-1252")
        );
    }

    #[test]
    fn a_program_is_no_text_in_utf_16() {
        let program: Vec<u8> = (0..600_u16).flat_map(|n| (n % 7).to_le_bytes()).chain([0xFF, 0xFE]).collect();
        assert!(decode(&program).unwrap_err().to_string().contains("this is no text file"));
    }

    #[test]
    fn utf_16_without_a_mark_is_named() {
        for (text, name) in [("The bridge is open.", "UTF-16"), ("Мост открыли в понедельник.", "UTF-16")]
        {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for (bytes, order) in [(little, "LE"), (big, "BE")] {
                let error = decode(&bytes).unwrap_err().to_string();
                assert!(error.contains(&format!("this looks like {name}{order} without")), "{error}");
            }
        }
    }
}
