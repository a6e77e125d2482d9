//! “Did you mean”: the known word that looks most like one that names nothing.

/// The known word nearest to what was typed, if any is near. Of equals the first.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    let mut best = (NEAR, None);
    for word in known {
        let likeness = likeness(&typed, word);
        if likeness > best.0 {
            best = (likeness, Some(word));
        }
    }
    best.1
}

/// The known rule id or folder of ids nearest to what was typed, which may leave out the beginning.
pub fn nearest_id<'a>(typed: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let ends = |id: &'a str| id.match_indices('/').map(move |(at, _)| &id[..at]).chain([id]);
    let mut known: Vec<&str> = ids.into_iter().flat_map(ends).collect();
    known.sort_unstable();
    known.dedup();
    let near = |known: &str| {
        let tails = known.match_indices('/').map(|(at, _)| &known[at + 1..]).chain([known]);
        tails.map(|tail| likeness(typed, tail)).fold(0.0, f64::max)
    };
    // Of equals the shortest, which is the folder nearest to the top.
    let better = |best: (f64, &'a str), next: (f64, &'a str)| {
        if next.0 > best.0 || (next.0 >= best.0 && next.1.len() < best.1.len()) { next } else { best }
    };
    let best = known.into_iter().map(|known| (near(known), known)).fold((0.0, ""), better);
    (best.0 > NEAR).then_some(best.1)
}

/// `did you mean “x”?`, or the words instead where nothing is near.
pub fn hint(nearest: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    nearest.map_or_else(otherwise, |word| format!("did you mean “{word}”?"))
}

/// Words less alike than this are not proposed.
const NEAR: f64 = 0.59;

/// How much two words look alike, from 0 to 1; a word that the other begins with counts as near.
fn likeness(typed: &str, known: &str) -> f64 {
    let begins = typed.len() >= 3 && known.starts_with(typed);
    strsim::normalized_damerau_levenshtein(typed, known).max(if begins { 0.6 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_are_understood_and_other_words_are_not() {
        let kinds = ["quotation", "bracket", "marks", "residue"];
        assert_eq!(nearest("residu", kinds), Some("residue"));
        assert_eq!(nearest("Quotaiton", kinds), Some("quotation"));
        assert_eq!(nearest("quot", kinds), Some("quotation"));
        assert_eq!(nearest("regex", kinds), None);
    }

    #[test]
    fn an_id_may_lack_its_beginning() {
        let ids = ["any/quotation/left-open", "any/quotation/never-closed"];
        assert_eq!(nearest_id("quotation", ids), Some("any/quotation"));
        assert_eq!(nearest_id("never-close", ids), Some("any/quotation/never-closed"));
        assert_eq!(nearest_id("zzz", ids), None);
    }
}
