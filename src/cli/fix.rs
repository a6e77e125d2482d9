//! `mtlint fix`.

use std::fmt::Write as _;
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
    /// Bytes as they were read and as they are to be: the same where nothing changes, an error where the encoding of the file
    /// cannot say it.
    before: Vec<u8>,
    after: Result<Vec<u8>, Error>,
    diff: Vec<u8>,
    /// What to know of the difference.
    remark: Option<String>,
    applied: usize,
    /// Findings of the input as it is after the run.
    left: Vec<Finding>,
    /// Rules whose fixes never come to rest.
    restless: Vec<Arc<str>>,
}

/// Applies fixes, or shows what they would change.
pub(crate) fn fix(arguments: &FixArguments) -> Result<Status, Stop> {
    // Freed by the end of the process: rule by rule it would take as long as a short article does.
    let mut session = ManuallyDrop::new(Session::new(&arguments.inputs, &arguments.choice)?);
    session.notes.iter().for_each(|note| say_note(note));
    if arguments.choice.consistency {
        session.compare_names(&arguments.inputs)?;
    }
    let session = session;
    let (mut totals, mut unwritten, mut applied, mut files) = (Totals::default(), Totals::default(), 0, 0);
    let mut out = io::BufWriter::new(io::stdout());
    let places = places(&arguments.inputs.paths, &arguments.inputs.stdin_name);
    in_order(
        places,
        |place| one(&session, arguments, place),
        |result| {
            let mut outcome = match result {
                Ok(outcome) => outcome,
                Err(error) => {
                    say_error(&error);
                    totals.errors.push(error.to_string());
                    return Ok(());
                }
            };
            outcome.restless_note().iter().chain(&outcome.remark).for_each(|note| say_note(note));
            if !outcome.recognised {
                totals.add_unrecognised(&outcome.place.name());
            }
            match outcome.deliver(arguments, &mut out)? {
                Ok(changed) => {
                    applied += outcome.applied;
                    files += usize::from(changed);
                }
                Err(error) => {
                    say_error(&error);
                    totals.errors.push(error.to_string());
                    // The file is as it was, and so are its findings.
                    outcome.left = as_it_was(&session, &outcome);
                    unwritten.add(&outcome.lang, &outcome.left);
                }
            }
            totals.add(&outcome.lang, &outcome.left);
            Ok(())
        },
    )?;
    out.flush()?;
    let verb = if arguments.diff { "would apply" } else { "applied" };
    let left = if arguments.diff { String::new() } else { left(&totals, &unwritten) };
    // Nothing can be done where standard error is closed.
    let _ = writeln!(io::stderr(), "{verb} {} in {}{left}", fixes(applied), count(files, "file"));
    totals.remark().iter().for_each(|remark| say_note(remark));
    Ok(status(&totals, session.fail_on))
}

fn fixes(number: usize) -> String {
    format!("{number} fix{}", if number == 1 { "" } else { "es" })
}

/// What is left, and what of it in files that could not be written.
fn left(totals: &Totals, unwritten: &Totals) -> String {
    if totals.findings == 0 {
        return String::new();
    }
    let mut text = format!("; {} left", count(totals.findings, "finding"));
    let fixable = totals.fixable - unwritten.fixable;
    if fixable > 0 {
        let _ = write!(text, ", {fixable} with a fix that needs a look (--unsafe)");
    }
    if unwritten.findings > 0 {
        let files = count(unwritten.articles, "file");
        let _ = write!(text, ", {} in {files} that could not be written", unwritten.findings);
    }
    text
}

fn one(session: &Session, arguments: &FixArguments, place: &Place) -> Result<Outcome, Error> {
    let name = place.name();
    let path = Path::new(&name);
    let before = session.read(place)?;
    let input = Input::decode(path, before.clone())?;
    let lang = session.lang(place, &input);
    let safety = if arguments.r#unsafe { Safety::Unsafe } else { Safety::Safe };
    let read = |text: &str| session.article(text, &lang);
    let fixed = fix_all(&session.linter, &input.text, safety, read);
    let after = if fixed.applied == 0 { Ok(before.clone()) } else { encoded(path, &input, &fixed.text, &before) };
    let (diff, remark) = match &after {
        Ok(after) if arguments.diff => difference(&name, &input, (&before, after), &fixed.text),
        _ => (Vec::new(), None),
    };
    let text = if arguments.diff { &*input.text } else { &fixed.text };
    Ok(Outcome {
        place: place.clone(),
        before,
        after,
        diff,
        remark,
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

/// The findings of an input that could not be changed.
fn as_it_was(session: &Session, outcome: &Outcome) -> Vec<Finding> {
    let input = Input::decode(Path::new(&outcome.place.name()), outcome.before.clone());
    input.map(|input| session.linter.check(&session.article(&input.text, &outcome.lang))).unwrap_or_default()
}

/// What is shown of a change, and what should be known of it. `patch` takes lines of bytes that end with a line feed; of a
/// file in UTF-16 the text is shown, which no program can apply.
fn difference(name: &str, input: &Input, (before, after): (&[u8], &[u8]), fixed: &str) -> (Vec<u8>, Option<String>) {
    if before == after {
        return (Vec::new(), None);
    }
    let encoding = input.encoding();
    if input.is_wide() {
        let shown = diff::unified(name, input.text.as_bytes(), fixed.as_bytes());
        let remark = "what is shown of it is text and no patch that can be applied; `mtlint fix` writes the file";
        return (shown, Some(format!("{name} is in {encoding}, so {remark}")));
    }
    let remark = if input.has_returns() {
        Some("its lines end with a carriage return alone, so its patch has it as one line".to_owned())
    } else if input.is_utf8() {
        None
    } else {
        Some(format!("it is in {encoding}, and so is its patch"))
    };
    (diff::unified(name, before, after), remark.map(|remark| format!("{name}: {remark}")))
}

impl Outcome {
    /// Prints or writes it and says whether anything changed: outside what can go wrong with the output, inside what can
    /// with the input.
    fn deliver(&mut self, arguments: &FixArguments, out: &mut impl Write) -> io::Result<Result<bool, Error>> {
        let after = match std::mem::replace(&mut self.after, Ok(Vec::new())) {
            Ok(after) => after,
            Err(error) => return Ok(Err(error)),
        };
        let changed = self.before != after;
        Ok(match &self.place {
            _ if arguments.diff => out.write_all(&self.diff).map(|()| Ok(changed))?,
            Place::Stdin(_) => out.write_all(&after).map(|()| Ok(changed))?,
            Place::File(_) if !changed => Ok(false),
            Place::File(path) => write::replace(path, &self.before, &after).map(|()| true),
        })
    }

    /// What to say of rules whose fixes never come to rest.
    fn restless_note(&self) -> Option<String> {
        let names: Vec<&str> = self.restless.iter().map(|rule| &**rule).collect();
        let (last, before) = names.split_last()?;
        let who = if before.is_empty() {
            format!("the fixes of {last} call for each other")
        } else {
            format!("the fixes of {} and {last} undo or feed each other", before.join(", "))
        };
        let rest = if self.applied > 0 { "all others were" } else { "and nothing else was" };
        let name = self.place.name();
        Some(format!("{name}: {who} without end, which is a mistake in the rules; they were not applied, {rest}"))
    }
}
