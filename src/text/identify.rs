//! Which language a text is in: whatlang on a bounded sample, believed only when it calls itself reliable.
//!
//! Not for single segments: on those it is wrong too often (see `docs/architecture.md`).

use whatlang::Lang as Iso;

use super::lang::Lang;

/// Bytes of the text that are looked at. Longer samples cost time and change no answer on whole articles.
const SAMPLE: usize = 4096;

/// The language of a text, or `None` when the identification is not reliable.
pub fn identify(text: &str) -> Option<Lang> {
    let end = text.floor_char_boundary(SAMPLE);
    let info = whatlang::detect(&text[..end])?;
    if info.is_reliable() { Lang::new(tag(info.lang())) } else { None }
}

/// Whether a text in this language could be identified.
pub fn is_known(lang: &Lang) -> bool {
    Iso::all().iter().any(|iso| Lang::new(tag(*iso)).is_some_and(|known| known.base() == lang.base()))
}

/// BCP 47 tag of an answer of whatlang, which uses ISO 639-3 codes. The two differ: a code without a folder would turn a
/// language off without a word, so the match is exhaustive on purpose.
fn tag(iso: Iso) -> &'static str {
    match iso {
        Iso::Epo => "eo",
        Iso::Eng => "en",
        Iso::Rus => "ru",
        Iso::Cmn => "zh",
        Iso::Spa => "es",
        Iso::Por => "pt",
        Iso::Ita => "it",
        Iso::Ben => "bn",
        Iso::Fra => "fr",
        Iso::Deu => "de",
        Iso::Ukr => "uk",
        Iso::Kat => "ka",
        Iso::Ara => "ar",
        Iso::Hin => "hi",
        Iso::Jpn => "ja",
        Iso::Heb => "he",
        Iso::Yid => "yi",
        Iso::Pol => "pl",
        Iso::Amh => "am",
        Iso::Jav => "jv",
        Iso::Kor => "ko",
        Iso::Nob => "nb",
        Iso::Dan => "da",
        Iso::Swe => "sv",
        Iso::Fin => "fi",
        Iso::Tur => "tr",
        Iso::Nld => "nl",
        Iso::Hun => "hu",
        Iso::Ces => "cs",
        Iso::Ell => "el",
        Iso::Bul => "bg",
        Iso::Bel => "be",
        Iso::Mar => "mr",
        Iso::Kan => "kn",
        Iso::Ron => "ro",
        Iso::Slv => "sl",
        Iso::Hrv => "hr",
        Iso::Srp => "sr-Cyrl",
        Iso::Mkd => "mk",
        Iso::Lit => "lt",
        Iso::Lav => "lv",
        Iso::Est => "et",
        Iso::Tam => "ta",
        Iso::Vie => "vi",
        Iso::Urd => "ur",
        Iso::Tha => "th",
        Iso::Guj => "gu",
        Iso::Uzb => "uz",
        Iso::Pan => "pa",
        Iso::Aze => "az",
        Iso::Ind => "id",
        Iso::Tel => "te",
        Iso::Pes => "fa",
        Iso::Mal => "ml",
        Iso::Ori => "or",
        Iso::Mya => "my",
        Iso::Nep => "ne",
        Iso::Sin => "si",
        Iso::Khm => "km",
        Iso::Tuk => "tk",
        Iso::Aka => "ak",
        Iso::Zul => "zu",
        Iso::Sna => "sn",
        Iso::Afr => "af",
        Iso::Lat => "la",
        Iso::Slk => "sk",
        Iso::Cat => "ca",
        Iso::Tgl => "tl",
        Iso::Hye => "hy",
        Iso::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_identifier_has_a_tag() {
        for iso in Iso::all() {
            assert!(Lang::new(tag(*iso)).is_some(), "{iso:?} has no tag");
        }
    }

    #[test]
    fn a_whole_paragraph_is_identified_and_a_fragment_is_not_believed() {
        let text = "Der Stadtrat hat am Dienstagabend beschlossen, die Brücke über den Fluss noch in diesem Jahr zu erneuern, \
                    weil das Bauwerk nach Ansicht der Gutachter nicht mehr sicher ist.";
        assert_eq!(identify(text).unwrap().as_str(), "de");
        assert_eq!(identify("OK"), None);
    }
}
