//! Rule ids and prefixes that a person typed: those that name nothing are mistakes, with a proposal.

use std::collections::BTreeSet;

use crate::rule::Catalogue;

/// What is wrong with a prefix, if anything.
pub(crate) fn mistake(catalogue: &Catalogue, prefix: &str) -> Option<String> {
    if !prefix.is_empty() && catalogue.has_prefix(prefix) {
        return None;
    }
    let hint = match closest(catalogue, prefix) {
        Some(known) => format!("did you mean “{known}”?"),
        None => "`mtlint rules` lists them".to_owned(),
    };
    Some(format!("there is no rule “{prefix}”; {hint}"))
}

/// The id or folder that looks most like what was typed; what was typed may leave out the beginning.
fn closest<'a>(catalogue: &'a Catalogue, typed: &str) -> Option<&'a str> {
    let ends = |id: &'a str| id.match_indices('/').map(move |(at, _)| &id[..at]).chain([id]);
    let known: BTreeSet<&str> = catalogue.rules.iter().flat_map(|rule| ends(&rule.id)).collect();
    let likeness = |known: &str| {
        let tails = known.match_indices('/').map(|(at, _)| &known[at + 1..]).chain([known]);
        tails.map(|tail| strsim::normalized_damerau_levenshtein(tail, typed)).fold(0.0, f64::max)
    };
    // Of equals the shortest, which is the folder nearest to the top.
    let better = |best: (f64, &'a str), next: (f64, &'a str)| {
        if next.0 > best.0 || (next.0 >= best.0 && next.1.len() < best.1.len()) { next } else { best }
    };
    let best = known.into_iter().map(|known| (likeness(known), known)).fold((0.0, ""), better);
    (best.0 >= 0.6).then_some(best.1)
}
