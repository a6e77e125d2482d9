//! Forms that the user's glossary does not want.
//!
//! A longer term that is to be used covers what it has in it: `chicken Kiev` where Kiev is not wanted.

use super::spec::{Glossary as Spec, GlossaryFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::Side;
use crate::text::Profile;
use crate::text::address;
use crate::text::glossary::{Found, Role};

/// All rules of the kind.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))) }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let glossary = &side.profile.glossary;
        if glossary.is_empty() {
            return;
        }
        let sounds = side.profile.lexicon.sounds();
        let bare = |word: &str| sounds.without_possessive(word).len();
        for block in &side.blocks {
            let tokens = side.tokens_of(block);
            let mut at = 0;
            while at < tokens.len() {
                let found = glossary.longest((&side.text, tokens), at, bare);
                if found.iter().all(|one| one.role != Role::Right) {
                    self.report(side, &found, hits);
                }
                at = found.first().map_or(at + 1, |one| one.end);
            }
        }
    }
}

impl Scanner {
    /// Reports a form that one or several terms do not want.
    fn report(&self, side: &Side, found: &[Found<'_>], hits: &mut Hits) {
        let Some(first) = found.first().filter(|first| !address::holds(&side.text, first.span)) else { return };
        let text = side.str(first.span);
        let mut instead: Vec<String> = Vec::new();
        for form in found.iter().flat_map(|one| one.instead(text, &side.profile.lexicon)) {
            let form = without_standing(&side.text[..first.span.lo()], &form).to_owned();
            if !instead.contains(&form) {
                instead.push(form);
            }
        }
        let note = found.iter().map(|one| one.term.note.as_str()).find(|note| !note.is_empty());
        let note = note.map(|note| format!(" ({})", note.trim_end_matches('.'))).unwrap_or_default();
        let quoted: Vec<String> = instead.iter().map(|form| format!("“{form}”")).collect();
        let remedy = match quoted.as_slice() {
            [] => "say it in another way".to_owned(),
            forms => format!("write {}", forms.join(" or ")),
        };
        self.rules.report(Fault::Forbidden, hits, |rule| {
            let hit = Hit::new(rule, first.span).slot("remedy", &remedy).slot("note", &note);
            let edit = |form: &String| vec![Edit::new(first.span, form.as_str())];
            instead.iter().fold(hit, |hit, form| hit.choose(edit(form), instead.len() == 1))
        });
    }
}

/// A term without the words of it that stand in front of its place: `Zelenskyy` for `Volodymyr Zelenskyy` after `Volodymyr`.
fn without_standing<'a>(before: &str, term: &'a str) -> &'a str {
    let standing = |(at, _): &(usize, &str)| {
        let rest = before.trim_end().strip_suffix(&term[..*at]);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)) && before.ends_with(char::is_whitespace)
    };
    let space = term.match_indices(' ').rev().find(standing);
    space.map_or(term, |(at, space)| &term[at + space.len()..])
}
