//! Glossaries of the user's: CSV tables and TBX files, every mistake with its place.
//!
//! Reads no disk: the caller hands in names and contents.

mod table;
mod tbx;

use std::path::Path;

use crate::error::Mistake;
use crate::text::LineIndex;
use crate::text::glossary::Term;

/// The format of a glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table with a line of column names: comma, semicolon or tab between fields, quoted as in RFC 4180.
    Table,
    /// TBX, the exchange format of term bases (ISO 30042), the older and the newer element names.
    Tbx,
}

impl Format {
    /// The format that the ending of a file name tells.
    ///
    /// # Errors
    /// What is read instead.
    pub fn of(path: &Path) -> Result<Self, String> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv" | "tsv" | "txt") => Ok(Self::Table),
            Some("tbx" | "xml") => Ok(Self::Tbx),
            _ => Err("a glossary is a table (.csv, .tsv) or a TBX file (.tbx)".to_owned()),
        }
    }
}

/// Reads a glossary: all of its terms, or all mistakes.
///
/// # Errors
/// Every mistake that is seen, in order.
pub fn read(format: Format, file: &str, text: &str) -> Result<Vec<Term>, Vec<Mistake>> {
    let (terms, flaws) = match format {
        Format::Table => table::read(text),
        Format::Tbx => tbx::read(text),
    };
    if flaws.is_empty() {
        return Ok(terms);
    }
    let lines = LineIndex::new(text);
    let mistake = |flaw: Flaw| {
        let (line, column) = lines.position(text, flaw.at.min(text.len()));
        Mistake { file: file.to_owned(), line, column, message: flaw.message }
    };
    Err(flaws.into_iter().map(mistake).collect())
}

/// A mistake at a byte of a glossary.
struct Flaw {
    at: usize,
    message: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn mistakes(format: Format, text: &str) -> Vec<String> {
        let read = read(format, "g", text);
        read.err().into_iter().flatten().map(|mistake| mistake.to_string()).collect()
    }

    #[test]
    fn columns_stand_in_any_order_and_fields_may_be_quoted() {
        let text = "\u{FEFF}Target;note;FORBIDDEN;lang;source\r\n\r\nKyiv | Kyjiw;\"so; \"\"said\"\"\";Kiev|Kiew;deu;Київ\r\nLviv;;;;\n";
        let terms = read(Format::Table, "g", text).unwrap();
        let first = Term {
            source: "Київ".into(),
            targets: vec!["Kyiv".into(), "Kyjiw".into()],
            forbidden: vec!["Kiev".into(), "Kiew".into()],
            lang: Lang::new("de"),
            note: "so; \"said\"".into(),
        };
        assert_eq!(terms, [first, Term { targets: vec!["Lviv".into()], ..Term::default() }]);
        assert_eq!(read(Format::Table, "g", "source\ttarget\nЛьвів\tLviv").unwrap()[0].source, "Львів");
    }

    #[test]
    fn mistakes_of_a_table_name_line_and_column() {
        for (text, expected) in [
            ("", "g:1:1: nothing is in this file; the first line names the columns"),
            ("Київ,Kyiv\n", "g:1:1: there is no column “київ”; the first line names the columns"),
            ("source,forbiden,target\n", "g:1:8: there is no column “forbiden”; did you mean “forbidden”?"),
            ("source,note\n", "g:1:1: there is no column “target”"),
            ("target,target\n", "g:1:8: the column “target” is here twice"),
            ("source,target\na,b\nc,\n", "g:3:3: no target term"),
            ("source,target,lang\na,b,\n\n\"x, y\",z,english\n", "g:4:10: “english” is no language tag"),
            ("source,target\na,b,c\n", "g:2:5: 3 fields, where the first line names 2"),
            ("source,target\na,\"b\nc,d\n", "g:2:3: a quotation mark opens a field here and none closes it"),
        ] {
            let found = mistakes(Format::Table, text);
            assert!(found[0].starts_with(expected), "{text:?}: {found:?}");
        }
        assert_eq!(mistakes(Format::Table, "source,target\na,\nb,c\nd,\n").len(), 2);
    }

    const TBX: &str = r#"<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body>
<termEntry id="1"><note>the capital &amp; its <hi>name</hi></note>
  <langSet xml:lang="uk"><tig><term>Ки<hi>їв</hi></term></tig></langSet>
  <langSet xml:lang="en">
    <tig><term>Kyiv</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    <ntig><termGrp><term>Ki&#x65;v</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  </langSet>
</termEntry></body></text></martif>"#;

    #[test]
    fn each_language_of_a_concept_is_a_term() {
        let newer = TBX
            .replace("termEntry", "conceptEntry")
            .replace("langSet", "langSec")
            .replace("ntig", "termSec")
            .replace("tig", "termSec")
            .replace("<termNote type=\"administrativeStatus\">", "<min:administrativeStatus>")
            .replace("</termNote>", "</min:administrativeStatus>");
        for text in [TBX, &newer] {
            let terms = read(Format::Tbx, "g", text).unwrap();
            let english = Term {
                source: "Київ".into(),
                targets: vec!["Kyiv".into()],
                forbidden: vec!["Kiev".into()],
                lang: Lang::new("en"),
                note: "the capital & its name".into(),
            };
            assert_eq!(terms[1], english);
            assert_eq!((terms.len(), terms[0].source.as_str()), (2, "Kyiv"));
        }
    }

    #[test]
    fn mistakes_of_tbx_name_line_and_column_and_nothing_is_expanded() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>\n";
        let entity = format!("{bomb}{}", &TBX[TBX.find("<martif").unwrap()..].replace("Kyiv", "&b;"));
        for (text, expected) in [
            (TBX.replace("</ntig>", "</tig>"), "g:8:"),
            (TBX.replace(" xml:lang=\"en\"", ""), "g:6:3: this <langSet> has no xml:lang"),
            (TBX.replace("\"en\"", "\"english\""), "g:6:3: “english” is no language tag"),
            (TBX.replace("</martif>", ""), "g:10:27: the file ends inside <martif>"),
            (entity, "g:6:16: the entity &b; is not one of XML"),
            ("<html><p>no</p></html>".to_owned(), "g:1:1: no <termEntry> or <conceptEntry>"),
            ("source,target\n".to_owned(), "g:1:1: no <termEntry>"),
            (format!("{}{}", "<a>".repeat(100), "</a>".repeat(100)), "g:1:193: more than 64 elements"),
        ] {
            let found = mistakes(Format::Tbx, &text);
            assert!(found.len() == 1 && found[0].starts_with(expected), "{expected}: {found:?}");
        }
    }
}
