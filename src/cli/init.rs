//! `mtlint init`.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use super::config::{NAME, TEMPLATE};
use super::run::{Status, Stop};
use crate::error::Error;

/// Writes a commented configuration, unless there is one.
pub(crate) fn init() -> Result<Status, Stop> {
    let failed = |cause: io::Error| match cause.kind() {
        io::ErrorKind::AlreadyExists => Error::Usage(format!("{NAME} is already here; nothing was written")),
        _ => Error::File { path: PathBuf::from(NAME), cause },
    };
    let written = File::create_new(NAME).and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    written.map_err(failed)?;
    writeln!(io::stdout(), "wrote {NAME}")?;
    Ok(Status::Clean)
}
