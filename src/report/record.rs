//! A finding as it is written in JSON: names and order of the fields are a contract (`README.md`, “JSON Lines”).
//!
//! Offsets are bytes of the file as it stands on disk; lines and columns count from 1, columns in characters.

use std::borrow::Cow;

use serde::Serialize;

use super::checked::Checked;
use crate::article::Elsewhere;
use crate::engine::Finding;
use crate::rule::{Certainty, Safety, Severity};
use crate::span::Span;
use crate::text::LineIndex;

/// One finding.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    file: &'a str,
    lang: &'a str,
    rule: &'a str,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: Cow<'a, str>,
    message: &'a str,
    severity: Severity,
    certainty: Certainty,
    mqm: &'a str,
    fixes: Vec<FixRecord<'a>>,
    related: Vec<Related<'a>>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Other<'a>>,
}

#[derive(Debug, Serialize)]
struct Other<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct FixRecord<'a> {
    title: &'a str,
    safety: Safety,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct EditRecord<'a> {
    start: u32,
    end: u32,
    text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct Related<'a> {
    start: u32,
    end: u32,
    message: &'a str,
}

/// The findings of one article as records.
pub fn records(checked: &Checked) -> impl Iterator<Item = Record<'_>> {
    let lines = (!checked.findings.is_empty()).then(|| LineIndex::new(&checked.input.text));
    checked.findings.iter().filter_map(move |finding| Some(record(checked, finding, lines.as_ref()?)))
}

fn record<'a>(checked: &'a Checked, finding: &'a Finding, lines: &LineIndex) -> Record<'a> {
    let text = &checked.input.text;
    let file = |span: Span| checked.input.file_span(span);
    let Span { start, end } = file(finding.span);
    let (line, column) = lines.position(text, finding.span.lo());
    let (end_line, end_column) = lines.position(text, finding.span.hi());
    let edit = |edit: &'a crate::detect::Edit| {
        let Span { start, end } = file(edit.span);
        EditRecord { start, end, text: checked.input.as_in_file(&edit.text) }
    };
    let fix = |fix: &'a crate::engine::Fix| FixRecord {
        title: &fix.title,
        safety: fix.safety,
        edits: fix.edits.iter().map(edit).collect(),
    };
    let related = |label: &'a crate::engine::Label| {
        let Span { start, end } = file(label.span);
        Related { start, end, message: &label.message }
    };
    let other =
        |place: &'a Elsewhere| Other { file: &place.file, line: place.line, column: place.column, text: &place.text };
    Record {
        file: &checked.file,
        lang: checked.lang.as_str(),
        rule: &finding.rule,
        start,
        end,
        line,
        column,
        end_line,
        end_column,
        text: checked.input.as_in_file(&text[finding.span.range()]),
        message: &finding.message,
        severity: finding.severity,
        certainty: finding.certainty,
        mqm: &finding.mqm,
        fixes: finding.fixes.iter().map(fix).collect(),
        related: finding.related.iter().map(related).collect(),
        fingerprint: &finding.fingerprint,
        elsewhere: finding.elsewhere.iter().map(other).collect(),
    }
}

/// JSON on one line. A record always serialises: it has no map and no number that JSON lacks.
pub fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_default()
}
