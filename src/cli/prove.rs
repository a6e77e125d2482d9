//! `mtlint test`.

use std::io::{self, Write};

use rayon::prelude::*;

use super::args::TestArguments;
use super::run::{Status, Stop};
use super::session::{add, known, load_folders};
use crate::error::Error;
use crate::report::proof;
use crate::report::totals::count;
use crate::rule::catalogue::in_prefix;
use crate::rule::prove::{Failure, Prover};
use crate::rule::{Catalogue, Rule};

/// Proves rules against their examples.
pub(crate) fn prove(arguments: &TestArguments) -> Result<Status, Stop> {
    let mut catalogue = Catalogue::embedded();
    let mut own = None;
    if let Some(folder) = &arguments.folder {
        let typed = folder.to_string_lossy();
        if !folder.exists() && catalogue.has_prefix(&typed) {
            let message =
                format!("there is no folder “{typed}”; to prove those of the embedded rules: --select {typed}");
            return Err(Error::Usage(message).into());
        }
        let loaded = load_folders(std::slice::from_ref(folder), &catalogue)?;
        if loaded.rules.is_empty() {
            let message = "only words and languages stand here, all of them right, and no rule; `mtlint test` proves rules against their examples".to_owned();
            return Err(Error::Format { path: folder.clone(), message }.into());
        }
        own = Some(loaded.rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>());
        add(&mut catalogue, loaded);
    }
    let select = known(&catalogue, &arguments.select)?;
    let wanted = |rule: &&Rule| {
        own.as_ref().is_none_or(|own| own.contains(&rule.id))
            && (select.is_empty() || select.iter().any(|prefix| in_prefix(&rule.id, prefix)))
    };
    let rules: Vec<&Rule> = catalogue.rules().filter(wanted).collect();
    let prover = Prover::new(&catalogue);
    let failures: Vec<Failure> = rules.par_iter().flat_map_iter(|rule| prover.prove(rule)).collect();
    let mut out = io::BufWriter::new(io::stdout());
    for failure in &failures {
        writeln!(out, "{}", proof::failure(failure))?;
    }
    let examples: usize = rules.iter().map(|rule| rule.file.bad.len() + rule.file.good.len()).sum();
    let result = match failures.len() {
        0 => "all hold".to_owned(),
        number => format!("{} of them {}", number, if number == 1 { "fails" } else { "fail" }),
    };
    writeln!(out, "{}, {}: {result}", count(rules.len(), "rule"), count(examples, "example"))?;
    out.flush()?;
    Ok(if failures.is_empty() { Status::Clean } else { Status::Findings })
}
