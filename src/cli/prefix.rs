//! Rule ids and prefixes that a person typed: those that name nothing are mistakes, with a proposal.

use crate::rule::Catalogue;
use crate::text::nearest::{hint, nearest_id};

/// What is wrong with a prefix, if anything.
pub(crate) fn mistake(catalogue: &Catalogue, prefix: &str) -> Option<String> {
    if !prefix.is_empty() && catalogue.has_prefix(prefix) {
        return None;
    }
    let ids = catalogue.rules.iter().map(|rule| rule.id.as_str());
    let hint = hint(nearest_id(prefix, ids), || "`mtlint rules` lists them".to_owned());
    Some(format!("there is no rule “{prefix}”; {hint}"))
}
