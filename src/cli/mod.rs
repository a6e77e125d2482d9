//! The command line: arguments, configuration, walking files, exit status.
//!
//! Only this folder touches disk and terminal. It knows nothing of how a rule works.

mod args;
mod check;
mod config;
mod fix;
mod init;
mod inputs;
mod prefix;
mod prove;
mod rules;
mod run;
mod session;
mod words;
mod write;

pub use run::run;
