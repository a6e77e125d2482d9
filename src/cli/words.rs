//! `mtlint words`.

use std::io::{self, Write};

use super::args::WordsArguments;
use super::run::{Status, Stop};
use super::session::{catalogue, configuration};
use crate::error::Error;
use crate::report::words::{forms, list};
use crate::text::names;
use crate::text::nearest::{hint, nearest};

/// Lists the classes of words of a language, or the words of one class.
pub(crate) fn words(arguments: &WordsArguments) -> Result<Status, Stop> {
    let lang = names::known(&arguments.lang).map_err(Error::Usage)?;
    let profile = catalogue(&arguments.source, &configuration(&arguments.source)?)?.profile(&lang);
    let lexicon = &profile.lexicon;
    let text = match arguments.class.as_deref().map(|typed| typed.strip_prefix('@').unwrap_or(typed)) {
        None => list(lexicon, &lang),
        Some(name) => forms(lexicon.class(name).ok_or_else(|| {
            let hint = hint(nearest(name, lexicon.names()), || format!("`mtlint words {lang}` lists those there are"));
            Error::Usage(format!("{lang} has no class “{name}”; {hint}"))
        })?),
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Status::Clean)
}
