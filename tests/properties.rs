//! What holds for every text: no panic, spans on character borders, fixing twice equals fixing once.

use std::sync::LazyLock;

use mtlint::article::{Article, Input, plain};
use mtlint::engine::{Finding, Linter, Settings, fix_all};
use mtlint::report::excerpt::excerpt;
use mtlint::rule::{Catalogue, Certainty, Safety};
use mtlint::text::{Lang, LineIndex};
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    Linter::new(Catalogue::embedded(), Settings { certainty: Certainty::Possible, ..Settings::default() })
});

const LANGUAGES: &[&str] =
    &["en", "de", "fr", "fr-CA", "es", "it", "pt", "pl", "cs", "nl", "sv", "ru", "uk", "zh", "ja", "ar", "hi", "und"];

fn article(text: &str, lang: &str) -> Article {
    let lang = Lang::new(lang).unwrap();
    Article::of(plain::read(text.into(), LINTER.profile(&lang)))
}

fn check(text: &str, lang: &str) -> Vec<Finding> {
    LINTER.check(&article(text, lang))
}

/// Texts that look like news: words and the marks that rules look at, in any order.
fn prose() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "he",
        "said",
        "The",
        "mayor",
        "Maria",
        "that",
        "that",
        "of",
        "Mr",
        "No",
        "U.S",
        "3",
        "10",
        "000",
        "2024",
        "o’clock",
        "l’eau",
        "die",
        "sagte",
        "Straße",
        "мэр",
        "сказал",
        "Он",
        "市长",
        "说",
        "です",
        "قال",
        "कहा",
        "São",
        "iPhone",
        "Ã©",
        "â€™",
        "@@",
        "▁",
        "&amp;",
        "<b>",
        "NATO",
        "A",
        "a",
        "\u{FFFD}",
        "\u{200B}",
        "e\u{301}",
        "🙂",
        "Cоvid",
        "http://a.b/c",
        "cafe.The",
    ]);
    let marks = prop::sample::select(vec![
        " ", " ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\u{A0}", "\u{202F}", ".", ",", ". ", ", ", "!", "?", "…",
        "...", ":", ";", "-", " – ", "—", "“", "”", "„", "‚", "‘", "’", "«", "»", "‹", "›", "\"", "'", "「", "」",
        "『", "』", "《", "》", "(", ")", "[", "]", "（", "）", "。", "，", "、", "؟", "।", "``", "''", ",,", "*", "/",
    ]);
    let piece = prop_oneof![words, marks.clone(), marks];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => prose(), 1 => ".{0,80}", 1 => "(?s).{0,80}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn findings_of_any_text_lie_in_it_in_order_and_on_character_borders(text in any_text(), lang in prop::sample::select(LANGUAGES)) {
        let findings = check(&text, lang);
        let whole = |range: std::ops::Range<usize>| text.get(range).is_some();
        for finding in &findings {
            prop_assert!(whole(finding.span.range()), "{}", finding.rule);
            for span in finding.related.iter().map(|label| label.span) {
                prop_assert!(whole(span.range()), "{}", finding.rule);
            }
            for fix in &finding.fixes {
                prop_assert!(fix.edits.iter().all(|edit| whole(edit.span.range())), "{}", finding.rule);
                prop_assert!(fix.edits.windows(2).all(|pair| pair[0].span.hi() <= pair[1].span.lo()), "{}", finding.rule);
            }
        }
        let order: Vec<_> = findings.iter().map(|finding| finding.span).collect();
        prop_assert!(order.is_sorted());
        let mut marks: Vec<_> = findings.iter().map(|finding| &finding.fingerprint).collect();
        marks.sort();
        prop_assert!(marks.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn fixing_twice_equals_fixing_once(text in any_text(), lang in prop::sample::select(LANGUAGES)) {
        for safety in [Safety::Safe, Safety::Unsafe] {
            let once = fix_all(&LINTER, &text, safety, |text| article(text, lang));
            let twice = fix_all(&LINTER, &once.text, safety, |text| article(text, lang));
            prop_assert_eq!(&once.text, &twice.text);
        }
    }

    #[test]
    fn the_findings_of_an_article_do_not_depend_on_those_read_before(a in prose(), b in prose()) {
        let alone = check(&a, "en");
        check(&b, "en");
        check(&b, "de");
        prop_assert_eq!(alone, check(&a, "en"));
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(input) = Input::decode(std::path::Path::new("a.txt"), bytes.clone()) {
            prop_assert_eq!(input.file_offset(input.text.len()), bytes.len());
        }
    }

    #[test]
    fn any_line_can_be_shortened_around_any_marks(line in "[^\n\r]{0,300}", at in prop::collection::vec((0..=100_usize, 0..=100_usize), 1..4)) {
        let place = |share: usize| line.floor_char_boundary(share * line.len() / 100);
        let marks: Vec<_> = at.iter().map(|(a, b)| place(*a.min(b))..place(*a.max(b))).collect();
        let cut = excerpt(&line, &marks);
        for (mark, cut_mark) in marks.iter().zip(&cut.marks) {
            prop_assert!(line[mark.clone()].starts_with(&cut.text[cut_mark.clone()]));
        }
    }

    #[test]
    fn lines_and_columns_are_those_that_one_counts(text in "\u{FEFF}?(?s)[a\r\n€🙂\u{301} ]{0,100}", times in 1..60_usize) {
        let text = text.repeat(times);
        let lines = LineIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        for (count, (at, c)) in text.char_indices().enumerate() {
            if count % 13 == 0 || column == 1 && count % 5 == 0 {
                prop_assert_eq!(lines.position(&text, at), (line, column), "at {}", at);
            }
            match c {
                '\n' => (line, column) = (line + 1, 1),
                '\u{FEFF}' if at == 0 => {}
                _ => column += 1,
            }
        }
    }
}

/// Time in proportion to size: no input is so bad that a check of it does not end. The limit is far above what is needed.
#[test]
fn hostile_texts_are_checked_to_their_end() {
    let hostile = [
        "“",
        "”",
        "\"",
        "'",
        "(",
        ")",
        "a ",
        "a.",
        ". ",
        ",,",
        "« ",
        "“a” ",
        "a\n",
        "\u{301}",
        "&amp;",
        "Ã",
        "—",
        "a\"b ",
        "he said. ",
        "“word ",
        "“A word was here. ",
        "A word was here.” ",
        "‘word ",
        "“a “b” ",
        "(word ",
        "([ word ",
        "word) ",
        "Ab-",
        "then Maria Pons ",
        "Maria Pons Oldham ",
        "Yes.\n\n",
        "- Maria Pons said no.\n",
        "He left the house early today.\n\n",
        "12,345 km and 3.4 miles; ",
        "http://a.b/c ",
        "**a** ",
    ];
    for piece in hostile {
        check(&piece.repeat(40_000 / piece.len()), "en");
    }
}

/// No part of a word is looked at once for each other part of it.
#[test]
fn a_word_or_name_without_end_is_checked_to_its_end() {
    for text in ["a".repeat(200_000), "Ab".repeat(100_000), "1".repeat(200_000)] {
        check(&text, "en");
    }
    let names = ["Oldham ", "Maria ", "Pons "].concat().repeat(2_000);
    check(&format!("{}{names}", "they went home and met ".repeat(1_000)), "en");
}
