//! Other characters in place of an apostrophe: accents, primes and double marks between two letters.

use super::Fault;
use crate::article::Side;
use crate::detect::{ByFault, Edit, Hit, Hits};
use crate::text::{Script, Token, TokenKind};

pub(super) fn report(side: &Side, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !rules.wants(Fault::AccentApostrophe) && !rules.wants(Fault::DoubleApostrophe) {
        return;
    }
    let mut glyph = None;
    for block in &side.blocks {
        let tokens = side.tokens_of(block);
        for (at, token) in tokens.iter().enumerate().skip(1) {
            if token.kind != TokenKind::Mark {
                continue;
            }
            let fault = match side.word(token) {
                "´" | "`" | "′" | "＇" => Fault::AccentApostrophe,
                "\"" | "”" | "“" => Fault::DoubleApostrophe,
                _ => continue,
            };
            let Some(after) = tokens.get(at + 1).filter(|after| is_word(after) && is_word(&tokens[at - 1])) else {
                continue;
            };
            if fault == Fault::AccentApostrophe || is_elided(side, &tokens[at - 1], after) {
                let apostrophe = *glyph.get_or_insert_with(|| if side.text.contains('’') { "’" } else { "'" });
                rules.report(fault, hits, |rule| {
                    let span = tokens[at - 1].span.to(after.span);
                    Hit::new(rule, span)
                        .slot("mark", side.word(token))
                        .slot("expected", apostrophe)
                        .mend(Edit::new(token.span, apostrophe))
                });
            }
        }
    }
}

fn is_word(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.script.is_unspaced() && token.script != Script::Hebrew
}

/// `l"État`, `it"s`: one side is what stands before or after an apostrophe, and not a word that a lost space
/// glued to a quotation.
fn is_elided(side: &Side, before: &Token, after: &Token) -> bool {
    let (left, right) = (side.word(before), side.word(after));
    side.profile.elided_prefixes.has_word(left) || right.chars().count() <= 2 && right.chars().all(char::is_lowercase)
}
