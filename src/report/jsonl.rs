//! JSON Lines: one object a finding and nothing else.

use super::checked::{Checked, Report};
use super::record::{json, records};
use super::totals::Totals;

/// The format.
#[derive(Debug)]
pub struct Jsonl;

impl Report for Jsonl {
    fn article(&self, checked: &Checked) -> String {
        records(checked).map(|record| json(&record) + "\n").collect()
    }

    fn tail(&self, _: &Totals) -> String {
        String::new()
    }
}
