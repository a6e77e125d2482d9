//! From arguments to exit status.

use std::io::{self, Write};
use std::process::{self, ExitCode};

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Arguments, Command};
use super::{check, fix, init, prove, rules, words};
use crate::error::Error;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Nothing to report.
    Clean = 0,
    /// There are findings, or failed examples.
    Findings = 1,
    /// Something could not be read, written or understood.
    Failed = 2,
}

/// Why a command stopped.
pub(crate) enum Stop {
    /// What the user has to mend.
    Errors(Vec<Error>),
    /// Standard output could not be written.
    Output(io::Error),
}

impl From<Vec<Error>> for Stop {
    fn from(errors: Vec<Error>) -> Self {
        Self::Errors(errors)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Errors(vec![error])
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the program on its arguments.
pub fn run() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| refuse(&error));
    let status = match arguments.command {
        Command::Check(arguments) => check::check(&arguments),
        Command::Fix(arguments) => fix::fix(&arguments),
        Command::Rules(arguments) => rules::rules(&arguments),
        Command::Words(arguments) => words::words(&arguments),
        Command::Test(arguments) => prove::prove(&arguments),
        Command::Init => init::init(),
    };
    let status = status.unwrap_or_else(|stop| match stop {
        Stop::Errors(errors) => {
            errors.iter().for_each(say_error);
            Status::Failed
        }
        // Whoever read the output has seen enough.
        Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
        Stop::Output(error) => {
            say_error(&Error::Usage(format!("standard output: {error}")));
            Status::Failed
        }
    });
    ExitCode::from(status as u8)
}

/// Says what is wrong with the arguments and ends the process; what clap has to say otherwise, help and version too.
fn refuse(error: &clap::Error) -> ! {
    let option = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(option)) if error.kind() == ErrorKind::UnknownArgument => option.as_str(),
        _ => error.exit(),
    };
    let (command, says) = match option {
        "--diff" => ("fix", "shows what fixes would change"),
        "--unsafe" => ("fix", "also applies fixes that need a look"),
        "--format" => ("check", "shows findings for people or for programs"),
        "--statistics" => ("check", "also counts findings by rule"),
        _ => error.exit(),
    };
    say_error(&Error::Usage(format!("only `mtlint {command}` has {option}: `mtlint {command} {option}` {says}")));
    process::exit(Status::Failed as i32)
}

/// Says on standard error what went wrong.
pub(crate) fn say_error(error: &Error) {
    say("\u{1b}[1;31merror\u{1b}[0m", &error.to_string());
}

/// Says on standard error what the user should know.
pub(crate) fn say_note(note: &str) {
    say("\u{1b}[1;36mnote\u{1b}[0m", note);
}

fn say(label: &str, text: &str) {
    // Nothing can be done where standard error is closed.
    let _ = writeln!(anstream::stderr(), "{label}: {text}");
}
