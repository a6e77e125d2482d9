//! The `mtlint` program. Everything it does is in [`mtlint::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    mtlint::cli::run()
}
