//! `mtlint fix`.

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;

use super::args::FixArguments;
use super::check::status;
use super::inputs::{Place, in_order, places};
use super::run::{Status, Stop, say_error, say_note};
use super::session::Session;
use super::write;
use crate::article::Input;
use crate::engine::{Finding, fix_all};
use crate::error::Error;
use crate::report::totals::count;
use crate::report::{Totals, diff};
use crate::rule::Safety;
use crate::text::Lang;

/// What is to become of one input.
struct Outcome {
    place: Place,
    lang: Lang,
    recognised: bool,
    /// Bytes as they were read and as they are to be; the same where nothing changes.
    before: Vec<u8>,
    after: Vec<u8>,
    diff: String,
    applied: usize,
    /// Findings of the input as it is after the run.
    left: Vec<Finding>,
    /// Rules whose fixes never come to rest.
    restless: Vec<Arc<str>>,
}

/// Applies fixes, or shows what they would change.
pub(crate) fn fix(arguments: &FixArguments) -> Result<Status, Stop> {
    // Freed by the end of the process: rule by rule it would take as long as a short article does.
    let session = ManuallyDrop::new(Session::new(&arguments.inputs, &arguments.choice)?);
    session.notes.iter().for_each(|note| say_note(note));
    let (mut totals, mut applied, mut files) = (Totals::default(), 0, 0);
    let mut out = io::BufWriter::new(io::stdout());
    let places = places(&arguments.inputs.paths, &arguments.inputs.stdin_name);
    in_order(
        places,
        |place| one(&session, arguments, place),
        |result| {
            let done = match result {
                Ok(outcome) => {
                    let changed = outcome.before != outcome.after;
                    deliver(&outcome, arguments, &mut out)?.map(|()| (outcome, changed))
                }
                Err(error) => Err(error),
            };
            match done {
                Ok((outcome, changed)) => {
                    if let Some(note) = restless(&outcome) {
                        say_note(&note);
                    }
                    applied += outcome.applied;
                    files += usize::from(changed);
                    totals.add(&outcome.lang, &outcome.left);
                    if !outcome.recognised {
                        totals.add_unrecognised(&outcome.place.name());
                    }
                }
                Err(error) => {
                    say_error(&error);
                    totals.errors.push(error.to_string());
                }
            }
            Ok(())
        },
    )?;
    out.flush()?;
    let verb = if arguments.diff { "would apply" } else { "applied" };
    let left = if arguments.diff { String::new() } else { left(&totals) };
    // Nothing can be done where standard error is closed.
    let _ = writeln!(io::stderr(), "{verb} {} in {}{left}", fixes(applied), count(files, "file"));
    totals.remark().iter().for_each(|remark| say_note(remark));
    Ok(status(&totals, session.fail_on))
}

/// What to say of rules whose fixes never come to rest.
fn restless(outcome: &Outcome) -> Option<String> {
    let names: Vec<&str> = outcome.restless.iter().map(|rule| &**rule).collect();
    let (last, before) = names.split_last()?;
    let who = if before.is_empty() {
        format!("the fixes of {last} call for each other")
    } else {
        format!("the fixes of {} and {last} undo or feed each other", before.join(", "))
    };
    let rest = if outcome.applied > 0 { "all others were" } else { "and nothing else was" };
    let name = outcome.place.name();
    Some(format!("{name}: {who} without end, which is a mistake in the rules; they were not applied, {rest}"))
}

fn fixes(number: usize) -> String {
    format!("{number} fix{}", if number == 1 { "" } else { "es" })
}

fn left(totals: &Totals) -> String {
    match (totals.findings, totals.fixable) {
        (0, _) => String::new(),
        (all, 0) => format!("; {} left", count(all, "finding")),
        (all, fixable) => {
            format!("; {} left, {fixable} with a fix that needs a look (--unsafe)", count(all, "finding"))
        }
    }
}

fn one(session: &Session, arguments: &FixArguments, place: &Place) -> Result<Outcome, Error> {
    let name = place.name();
    let path = Path::new(&name);
    let before = place.read()?;
    let input = Input::decode(path, before.clone())?;
    let lang = session.lang(place, &input);
    let safety = if arguments.r#unsafe { Safety::Unsafe } else { Safety::Safe };
    let read = |text: &str| session.article(text, &lang);
    let fixed = fix_all(&session.linter, &input.text, safety, read);
    let after = if fixed.applied == 0 { before.clone() } else { encoded(path, &input, &fixed.text, &before)? };
    let text = if arguments.diff { &*input.text } else { &fixed.text };
    Ok(Outcome {
        place: place.clone(),
        before,
        after,
        diff: if arguments.diff { diff::unified(&name, &input.text, &fixed.text) } else { String::new() },
        applied: fixed.applied,
        left: session.linter.check(&read(text)),
        restless: fixed.restless,
        recognised: session.is_recognised(&lang, &input.text),
        lang,
    })
}

/// The fixed text in the encoding of the file, provided that the rest of the file comes out as it was.
fn encoded(path: &Path, input: &Input, text: &str, before: &[u8]) -> Result<Vec<u8>, Error> {
    let failed = |what: &str| {
        let message = format!("{what} in {}; save the file as UTF-8 and run again", input.encoding());
        Error::Format { path: path.to_owned(), message }
    };
    if input.file_bytes(&input.text).as_deref() != Some(before) {
        return Err(failed("the text cannot be written back unchanged"));
    }
    input.file_bytes(text).ok_or_else(|| failed("a fix needs a character that does not exist"))
}

/// Prints or writes one outcome: outside what can go wrong with the output, inside what can with the input.
fn deliver(outcome: &Outcome, arguments: &FixArguments, out: &mut impl Write) -> io::Result<Result<(), Error>> {
    if arguments.diff {
        return out.write_all(outcome.diff.as_bytes()).map(Ok);
    }
    match &outcome.place {
        Place::Stdin(_) => out.write_all(&outcome.after).map(Ok),
        Place::File(_) if outcome.before == outcome.after => Ok(Ok(())),
        Place::File(path) => Ok(write::replace(path, &outcome.before, &outcome.after)),
    }
}
