//! `mtlint check`.

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::args::{CheckArguments, Format};
use super::inputs::{Place, in_order, places};
use super::run::{Status, Stop, say_error, say_note};
use super::session::Session;
use crate::article::Input;
use crate::engine::Finding;
use crate::error::Error;
use crate::report::json::Json;
use crate::report::jsonl::Jsonl;
use crate::report::pretty::Pretty;
use crate::report::{Checked, Report, Totals};
use crate::rule::Severity;
use crate::text::Lang;

/// Checks inputs and reports findings.
pub(crate) fn check(arguments: &CheckArguments) -> Result<Status, Stop> {
    // Freed by the end of the process: rule by rule it would take as long as a short article does.
    let mut session = ManuallyDrop::new(Session::new(&arguments.inputs, &arguments.choice)?);
    session.notes.iter().for_each(|note| say_note(note));
    if arguments.choice.consistency {
        session.compare_names(&arguments.inputs)?;
    }
    let session = session;
    let report = report(arguments);
    let mut out = output(arguments.format);
    let mut totals = Totals::default();
    let mut started = false;
    out.write_all(report.head().as_bytes())?;
    let places = places(&arguments.inputs.paths, &arguments.inputs.stdin_name);
    let count = match arguments.format {
        Format::Pretty => Count::Hidden,
        Format::Json | Format::Jsonl => Count::Shown,
    };
    let work = |place: &Place| one(&session, report.as_ref(), count, place);
    in_order(places, work, |result| {
        match result {
            Ok(One { file, lang, recognised, findings, hidden, text }) => {
                totals.add(&lang, &findings);
                totals.hidden += hidden;
                if !recognised {
                    totals.add_unrecognised(&file);
                }
                if !text.is_empty() {
                    if started {
                        out.write_all(report.joint().as_bytes())?;
                    }
                    started = true;
                    out.write_all(text.as_bytes())?;
                }
            }
            Err(error) => {
                say_error(&error);
                totals.errors.push(error.to_string());
            }
        }
        // Errors come at their place among the findings, also where both go to one terminal.
        out.flush()
    })?;
    out.write_all(report.tail(&totals).as_bytes())?;
    if arguments.statistics {
        match arguments.format {
            Format::Pretty => write!(out, "\n{}", totals.table())?,
            // Nothing can be done where standard error is closed.
            Format::Jsonl => drop(io::stderr().write_all(totals.table().as_bytes())),
            Format::Json => {}
        }
    }
    out.flush()?;
    totals.remark().iter().for_each(|remark| say_note(remark));
    Ok(status(&totals, session.fail_on))
}

/// The status that counts and a threshold give.
pub(crate) fn status(totals: &Totals, fail_on: Severity) -> Status {
    if !totals.errors.is_empty() {
        Status::Failed
    } else if totals.worst >= Some(fail_on) {
        Status::Findings
    } else {
        Status::Clean
    }
}

/// What is counted: JSON has no place for what is not shown, so there it costs nothing.
#[derive(Clone, Copy)]
enum Count {
    Shown,
    Hidden,
}

/// One input, checked.
struct One {
    file: String,
    lang: Lang,
    recognised: bool,
    findings: Vec<Finding>,
    /// Findings that are not shown.
    hidden: usize,
    /// What the report says of it.
    text: String,
}

fn one(session: &Session, report: &dyn Report, count: Count, place: &Place) -> Result<One, Error> {
    let file = place.name();
    let input = Input::decode(Path::new(&file), session.read(place)?)?;
    let lang = session.lang(place, &input);
    let article = session.article(&input.text, &lang);
    let (findings, hidden) = match count {
        Count::Shown => (session.linter.check(&article), 0),
        Count::Hidden => session.linter.check_and_count(&article),
    };
    let recognised = session.is_recognised(&lang, &input.text);
    let checked = Checked { file, lang, input, findings };
    let text = report.article(&checked);
    let Checked { file, lang, findings, .. } = checked;
    Ok(One { file, lang, recognised, findings, hidden, text })
}

fn report(arguments: &CheckArguments) -> Box<dyn Report> {
    match arguments.format {
        Format::Pretty => Box::new(Pretty::new(again(arguments))),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(Jsonl),
    }
}

/// Bytes of the paths that are said again in the summary.
const LONGEST_PATHS: usize = 160;

/// What stands after `mtlint fix` for the same inputs and the same rules; nothing where standard input was read.
fn again(arguments: &CheckArguments) -> String {
    let (inputs, choice) = (&arguments.inputs, &arguments.choice);
    if inputs.paths.iter().any(|path| path.as_os_str() == "-") {
        return String::new();
    }
    let mut parts = Vec::new();
    let mut option = |name: &str, value: &str| parts.push(format!("{name} {}", quoted(value)));
    let path = |path: &PathBuf| path.to_string_lossy().into_owned();
    for (name, value) in [("--lang", &inputs.lang), ("--source-lang", &inputs.source_lang), ("--style", &choice.style)]
    {
        if let Some(value) = value {
            option(name, value);
        }
    }
    if let Some(certainty) = choice.certainty {
        option("--certainty", certainty.as_str());
    }
    for (name, values) in [("--select", &choice.select), ("--ignore", &choice.ignore)] {
        if !values.is_empty() {
            option(name, &values.join(","));
        }
    }
    choice.glossary.iter().for_each(|value| option("--glossary", &path(value)));
    choice.source.rules.iter().for_each(|value| option("--rules", &path(value)));
    if choice.consistency {
        parts.push("--consistency".to_owned());
    }
    if choice.source.no_config {
        parts.push("--no-config".to_owned());
    }
    let paths = inputs.paths.iter().map(|value| quoted(&path(value))).collect::<Vec<_>>().join(" ");
    // What does not fit into a line is not to be read there.
    parts.push(if paths.len() > LONGEST_PATHS { "… (the same paths)".to_owned() } else { paths });
    parts.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:\\+,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Standard output; text for people loses its colours where they are not wanted.
fn output(format: Format) -> Box<dyn Write> {
    match format {
        Format::Pretty => Box::new(io::BufWriter::new(anstream::stdout())),
        Format::Json | Format::Jsonl => Box::new(io::BufWriter::new(io::stdout())),
    }
}
