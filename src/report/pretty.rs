//! For people: each finding with its place, the words around it, its evidence and its fixes.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::checked::{Checked, Report};
use super::excerpt::excerpt;
use super::totals::Totals;
use crate::engine::{Finding, Fix};
use crate::rule::{Certainty, Safety, Severity};
use crate::span::Span;
use crate::text::LineIndex;

/// The format.
#[derive(Debug)]
pub struct Pretty {
    renderer: Renderer,
    paths: String,
}

impl Pretty {
    /// Text with the colour codes of terminals; whoever prints it takes them out where they are not wanted.
    ///
    /// `paths` is what stands after `mtlint fix` in the summary.
    pub fn new(paths: String) -> Self {
        // Lines are shortened here, around all of their marks, so the renderer need not.
        Self {
            renderer: Renderer::styled().term_width(10_000),
            paths,
        }
    }

    fn finding(&self, checked: &Checked, finding: &Finding, lines: &LineIndex) -> String {
        let (line, column) = lines.position(&checked.input.text, finding.span.lo());
        let mut title = visible(&finding.message);
        if finding.certainty < Certainty::Certain {
            title = format!("{title} ({})", finding.certainty);
        }
        let mut group = Group::with_title(
            level(finding.severity)
                .with_name(finding.severity.as_str())
                .primary_title(title)
                .id(&*finding.rule),
        )
        .element(Origin::path(visible(&checked.file)).line(line).char_column(column));
        for snippet in snippets(checked, finding, lines) {
            group = group.element(snippet);
        }
        for (index, fix) in finding.fixes.iter().enumerate() {
            group = group.element(Level::HELP.message(help(fix, index)));
        }
        self.renderer.render(&[group]) + "\n\n"
    }
}

impl Report for Pretty {
    fn article(&self, checked: &Checked) -> String {
        if checked.findings.is_empty() {
            return String::new();
        }
        let lines = LineIndex::new(&checked.input.text);
        checked
            .findings
            .iter()
            .map(|finding| self.finding(checked, finding, &lines))
            .collect()
    }

    fn tail(&self, totals: &Totals) -> String {
        totals.summary(&self.paths) + "\n"
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Critical | Severity::Major => Level::ERROR,
        Severity::Minor => Level::WARNING,
        Severity::Neutral => Level::INFO,
    }
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

/// One snippet for each line that has the finding or its evidence, in order.
fn snippets<'a>(checked: &Checked, finding: &Finding, lines: &LineIndex) -> Vec<Element<'a>> {
    let text = &checked.input.text;
    let place = |span: Span, kind: AnnotationKind, label: &str| {
        let (line, _) = lines.position(text, span.lo());
        let (start, body) = lines.line(text, line);
        let within = |offset: usize| offset.saturating_sub(start).min(body.len());
        (line, within(span.lo())..within(span.hi()), kind, label.to_owned())
    };
    let mut places = vec![place(finding.span, AnnotationKind::Primary, "")];
    let evidence = finding.related.iter().take(MOST_EVIDENCE);
    places.extend(evidence.map(|label| place(label.span, AnnotationKind::Context, &visible(&label.message))));
    places.sort_by_key(|(line, ..)| *line);
    let on_one_line = places.chunk_by(|a, b| a.0 == b.0);
    on_one_line
        .map(|places| {
            let (_, body) = lines.line(text, places[0].0);
            let marks: Vec<_> = places.iter().map(|(_, mark, ..)| mark.clone()).collect();
            let cut = excerpt(body, &marks);
            let annotations = places.iter().zip(&cut.marks).map(|((_, _, kind, label), mark)| {
                let label = (!label.is_empty()).then(|| label.clone());
                kind.span(mark.clone()).label(label)
            });
            Element::from(
                Snippet::source(cut.text.clone())
                    .line_start(places[0].0)
                    .annotations(annotations),
            )
        })
        .collect()
}

/// Places of evidence shown; JSON has all of them.
const MOST_EVIDENCE: usize = 4;

/// Text without characters that would steer the terminal.
fn visible(text: &str) -> String {
    let steers = |c: &char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !text.contains(|c| steers(&c)) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| {
            if steers(&c) {
                c.escape_unicode().to_string()
            } else {
                c.to_string()
            }
        })
        .collect()
}
