//! Names that the other articles of a run spell in another way. Which of them those are was found out when all articles had
//! been read.

use super::{ByFault, Edit, Hit, Hits, NameFault};
use crate::analysis::Analysed;
use crate::analysis::names::Mention;
use crate::analysis::names::across::key;
use crate::article::{Spelling, Spellings};

/// Reports every place of such a name, and of its last word alone where nobody else in the article has that name.
pub(super) fn report(rules: &ByFault<NameFault>, (article, spellings): (&Analysed<'_>, &Spellings), hits: &mut Hits) {
    let side = article.target();
    let words = |mention: &Mention| -> Vec<&str> { mention.parts.iter().map(|part| side.str(*part)).collect() };
    let mut shorts: Vec<(&str, Spelling)> = Vec::new();
    for mention in article.names() {
        let words = words(mention);
        let Some(spelling) = spellings.get(&key(&words)) else { continue };
        hit(rules, side, (mention, spelling), hits);
        if let (Some(last), Some(right)) = (words.last(), spelling.words.last())
            && words.len() > 1
            && *last != &**right
            && shorts.iter().all(|(known, _)| known != last)
        {
            shorts.push((last, Spelling { words: vec![right.clone()], ..spelling.clone() }));
        }
    }
    for (last, spelling) in shorts {
        let has = |mention: &&Mention| words(mention).last() == Some(&last);
        let named = article.names().iter().filter(has);
        let mut full = named.clone().filter(|mention| mention.parts.len() > 1).map(|mention| key(&words(mention)));
        let first = full.next();
        if full.any(|other| Some(other) != first) {
            continue;
        }
        for mention in named.filter(|mention| mention.parts.len() == 1) {
            hit(rules, side, (mention, &spelling), hits);
        }
    }
}

/// Adds a hit at the words that differ.
fn hit(
    rules: &ByFault<NameFault>,
    side: &crate::article::Side,
    (mention, spelling): (&Mention, &Spelling),
    hits: &mut Hits,
) {
    let pairs = mention.parts.iter().zip(&spelling.words);
    let edits: Vec<Edit> = pairs
        .filter(|(part, word)| side.str(**part) != &***word)
        .map(|(part, word)| Edit::new(*part, &**word))
        .collect();
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return };
    let expected = edits.iter().map(|edit| edit.text.as_str()).collect::<Vec<_>>().join(" ");
    rules.report(NameFault::Across, hits, |rule| {
        let hit = Hit::new(rule, first.span.to(last.span)).slot("expected", &expected);
        let mut hit = hit.slot("count", spelling.places.len()).choose(edits.clone(), false);
        hit.certainty = Some(spelling.certainty);
        hit.elsewhere.clone_from(&spelling.places);
        hit
    });
}
