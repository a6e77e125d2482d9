//! For people: each finding with its place, the words around it, its evidence and its fixes.

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet, renderer};

use super::checked::{Checked, Report};
use super::excerpt::excerpt;
use super::totals::Totals;
use super::visible::visible;
use crate::article::Elsewhere;
use crate::engine::{Finding, Fix, Label};
use crate::rule::{Certainty, Safety, Severity};
use crate::span::Span;
use crate::text::LineIndex;

/// The format.
#[derive(Debug)]
pub struct Pretty {
    renderer: Renderer,
    again: String,
}

impl Pretty {
    /// Text with the colour codes of terminals; whoever prints it takes them out where they are not wanted.
    ///
    /// `again` is what stands after `mtlint fix` in the summary: options and paths.
    pub fn new(again: String) -> Self {
        // Lines are shortened here, around all of their marks, so the renderer need not.
        Self { renderer: Renderer::styled().term_width(10_000), again }
    }

    fn finding(&self, checked: &Checked, finding: &Finding, lines: &LineIndex) -> String {
        let (line, column) = lines.position(&checked.input.text, finding.span.lo());
        let mut title = visible(&finding.message).into_owned();
        if finding.certainty < Certainty::Certain {
            title = format!("{title} ({})", finding.certainty);
        }
        let level = level(finding.severity).with_name(finding.severity.as_str());
        let mut group = level.primary_title(title).id(&*finding.rule).element(snippet(checked, finding, lines));
        let more = finding.related.len().saturating_sub(MOST_EVIDENCE);
        if more > 0 {
            group =
                group.element(Level::NOTE.message(format!("and {more} more such places (--format json shows them)")));
        }
        for place in finding.elsewhere.iter().take(MOST_EVIDENCE) {
            group = group.element(Level::NOTE.message(other(place)));
        }
        for (index, fix) in finding.fixes.iter().enumerate() {
            group = group.element(Level::HELP.message(help(fix, index)));
        }
        let rendered = self.renderer.render(&[group]);
        // The renderer would count columns in the shortened line, so the place is put in here.
        let (title, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
        let file = visible(&checked.file);
        let last =
            shown(finding).map(|label| lines.position(&checked.input.text, label.span.lo()).0).fold(line, usize::max);
        let indent = last.to_string().len();
        format!("{title}\n{PLACE}{:indent$}--> {PLACE:#}{file}:{line}:{column}\n{rest}\n\n", "")
    }
}

/// Colour of the arrow before a place: that of line numbers.
const PLACE: renderer::Style = renderer::DEFAULT_LINE_NUM_STYLE;

impl Report for Pretty {
    fn article(&self, checked: &Checked) -> String {
        if checked.findings.is_empty() {
            return String::new();
        }
        let lines = LineIndex::new(&checked.input.text);
        let mut text: String = checked.findings.iter().map(|finding| self.finding(checked, finding, &lines)).collect();
        // The language is said once a file.
        if let Some(at) = text.find('\n').and_then(|first| Some(first + 1 + text[first + 1..].find('\n')?)) {
            text.insert_str(at, &format!(" ({})", checked.lang));
        }
        text
    }

    fn tail(&self, totals: &Totals) -> String {
        totals.summary(&self.again) + "\n"
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Critical | Severity::Major => Level::ERROR,
        Severity::Minor => Level::WARNING,
        Severity::Neutral => Level::INFO,
    }
}

fn other(place: &Elsewhere) -> String {
    let (text, file) = (visible(&place.text), visible(&place.file));
    format!("“{text}” stands in {file}:{}:{}", place.line, place.column)
}

fn help(fix: &Fix, index: usize) -> String {
    let remark = match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe: needs a look",
        Safety::Display => "advice",
    };
    let or = if index > 0 { "or " } else { "" };
    format!("{or}{} ({remark})", visible(&fix.title))
}

/// The lines that have the finding or its evidence, each shortened; lines between them are left empty and not shown.
fn snippet<'a>(checked: &Checked, finding: &Finding, lines: &LineIndex) -> Snippet<'a, Annotation<'a>> {
    let text = &checked.input.text;
    let place = |span: Span, kind: AnnotationKind, label: &str| {
        let (line, _) = lines.position(text, span.lo());
        let (start, body) = lines.line(text, line);
        let within = |offset: usize| offset.saturating_sub(start).min(body.len());
        (line, within(span.lo())..within(span.hi()), kind, label.to_owned())
    };
    let mut places = vec![place(finding.span, AnnotationKind::Primary, "")];
    places.extend(shown(finding).map(|label| place(label.span, AnnotationKind::Context, &visible(&label.message))));
    places.sort_by_key(|(line, ..)| *line);
    let (first, mut at) = (places[0].0, places[0].0);
    let (mut source, mut annotations) = (String::new(), Vec::new());
    for places in places.chunk_by(|a, b| a.0 == b.0) {
        let (line, ..) = places[0];
        source.extend(std::iter::repeat_n('\n', line - at));
        at = line;
        let marks: Vec<_> = places.iter().map(|(_, mark, ..)| mark.clone()).collect();
        let cut = excerpt(lines.line(text, line).1, &marks);
        for ((_, _, kind, label), mark) in places.iter().zip(cut.marks) {
            let label = (!label.is_empty()).then(|| label.clone());
            annotations.push(kind.span(source.len() + mark.start..source.len() + mark.end).label(label));
        }
        source.push_str(&cut.text);
    }
    Snippet::source(source).line_start(first).annotations(annotations)
}

/// Places of evidence shown; JSON has all of them.
const MOST_EVIDENCE: usize = 4;

fn shown(finding: &Finding) -> impl Iterator<Item = &Label> {
    finding.related.iter().take(MOST_EVIDENCE)
}
