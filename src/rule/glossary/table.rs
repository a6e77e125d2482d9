//! Tables of terms: `source,target,lang,note,forbidden` in any order, of which only `target` must be there.

use super::Flaw;
use crate::text::glossary::Term;
use crate::text::names;
use crate::text::nearest::{hint, nearest};

/// The columns that are known.
const COLUMNS: [&str; 5] = ["source", "target", "lang", "note", "forbidden"];

/// What stands between several forms in one field.
const BETWEEN: char = '|';

/// The terms of a table, and what is wrong with it.
pub(super) fn read(text: &str) -> (Vec<Term>, Vec<Flaw>) {
    let mut flaws = Vec::new();
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let body = &text[start..];
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(body))
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let (mut terms, mut columns) = (Vec::new(), None);
    let mut record = csv::StringRecord::new();
    loop {
        let from = start + reader.position().byte() as usize;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                flaws.push(Flaw { at: from, message: error.to_string() });
                break;
            }
        }
        let to = start + reader.position().byte() as usize;
        let row = Row { record: &record, raw: &text[from..to], at: from };
        if let Some(at) = row.left_open() {
            let message = "a quotation mark opens a field here and none closes it; a mark inside a field is doubled";
            flaws.push(Flaw { at, message: message.to_owned() });
            break;
        }
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        match &columns {
            None => match header(&row) {
                Ok(found) => columns = Some(found),
                Err(mistakes) => return (terms, mistakes),
            },
            Some(columns) => match term(&row, columns) {
                Ok(term) => terms.push(term),
                Err(flaw) => flaws.push(flaw),
            },
        }
    }
    if columns.is_none() && flaws.is_empty() {
        flaws.push(Flaw { at: 0, message: format!("nothing is in this file; {}", example()) });
    }
    (terms, flaws)
}

/// The mark that stands between the column names.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: u8| header.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

fn example() -> String {
    format!("the first line names the columns, of which “target” must be there: {}", COLUMNS.join(","))
}

/// The number of the known column that each field of a row stands in.
fn header(row: &Row<'_>) -> Result<Vec<usize>, Vec<Flaw>> {
    let (mut columns, mut flaws) = (Vec::new(), Vec::new());
    for (field, name) in row.record.iter().enumerate() {
        let name = name.trim().to_lowercase();
        match COLUMNS.iter().position(|known| *known == name) {
            Some(column) if columns.contains(&column) => {
                flaws.push(row.flaw(field, format!("the column “{name}” is here twice")));
            }
            Some(column) => columns.push(column),
            None => {
                let hint = hint(nearest(&name, COLUMNS), example);
                flaws.push(row.flaw(field, format!("there is no column “{name}”; {hint}")));
            }
        }
    }
    if flaws.is_empty() && !columns.contains(&1) {
        flaws.push(Flaw { at: row.at, message: format!("there is no column “target”; {}", example()) });
    }
    if flaws.is_empty() { Ok(columns) } else { Err(flaws) }
}

fn term(row: &Row<'_>, columns: &[usize]) -> Result<Term, Flaw> {
    if row.record.len() > columns.len() {
        let message = format!("{} fields, where the first line names {}", row.record.len(), columns.len());
        return Err(row.flaw(columns.len(), format!("{message}; put a field with a comma in it in quotation marks")));
    }
    let mut term = Term::default();
    for (field, (text, column)) in row.record.iter().zip(columns).enumerate() {
        let text = text.trim();
        let forms = || text.split(BETWEEN).map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect();
        match COLUMNS[*column] {
            "source" => text.clone_into(&mut term.source),
            "target" => term.targets = forms(),
            "forbidden" => term.forbidden = forms(),
            "note" => text.clone_into(&mut term.note),
            _ if text.is_empty() => {}
            _ => term.lang = Some(names::known(text).map_err(|message| row.flaw(field, message))?),
        }
    }
    if term.targets.is_empty() {
        let field = columns.iter().position(|column| *column == 1).unwrap_or_default();
        return Err(row.flaw(field, "no target term; say what the term is called in the translation".to_owned()));
    }
    Ok(term)
}

/// A row with its place.
struct Row<'a> {
    record: &'a csv::StringRecord,
    /// The bytes of the row as they stand in the file, with what may stand before it.
    raw: &'a str,
    at: usize,
}

impl Row<'_> {
    /// A mistake at a field, or at the row where fields are quoted in ways that hide where the field begins.
    fn flaw(&self, field: usize, message: String) -> Flaw {
        let mut at = self.raw.len() - self.raw.trim_start_matches(['\r', '\n']).len();
        for (number, text) in self.record.iter().enumerate().take(field + 1) {
            let Some(found) = self.raw[at..].find(text) else { break };
            at += found;
            if number < field {
                // Behind the field, its closing mark and what stands between fields.
                let rest = &self.raw[at + text.len()..];
                let mark = usize::from(rest.starts_with('"'));
                at += text.len() + mark + rest[mark..].chars().next().map_or(0, char::len_utf8);
            }
        }
        Flaw { at: self.at + at, message }
    }

    /// Where a quotation mark opens a field that is never closed: the rest of the file is in that field.
    fn left_open(&self) -> Option<usize> {
        let odd = self.raw.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        let quoted = self.record.iter().any(|field| field.contains('\n'));
        (odd && (quoted || !self.raw.ends_with('\n'))).then(|| self.at + self.raw.find('"').unwrap_or_default())
    }
}
