//! Other characters in place of an apostrophe: accents, primes and double marks between two letters.

use super::Fault;
use crate::article::Side;
use crate::detect::{ByFault, Edit, Hit, Hits};
use crate::text::{Script, Token, TokenKind};

/// The apostrophe that the article uses, found when it is asked for.
#[derive(Default)]
pub(super) struct Glyph(Option<&'static str>);

impl Glyph {
    fn get(&mut self, side: &Side) -> &'static str {
        self.0.get_or_insert_with(|| if side.text.contains('’') { "’" } else { "'" })
    }
}

/// Looks at the mark at `at` among the tokens of a block.
pub(super) fn report(
    side: &Side,
    (tokens, at): (&[Token], usize),
    rules: &ByFault<Fault>,
    glyph: &mut Glyph,
    hits: &mut Hits,
) {
    let token = &tokens[at];
    let fault = match side.word(token) {
        "´" | "`" | "′" | "＇" => Fault::AccentApostrophe,
        "\"" | "”" | "“" => Fault::DoubleApostrophe,
        _ => return,
    };
    let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|before| is_word(before));
    let after = tokens.get(at + 1).filter(|after| is_word(after));
    let (Some(before), Some(after)) = (before, after) else { return };
    if rules.wants(fault) && (fault == Fault::AccentApostrophe || is_elided(side, before, after)) {
        let apostrophe = glyph.get(side);
        rules.report(fault, hits, |rule| {
            Hit::new(rule, before.span.to(after.span))
                .slot("mark", side.word(token))
                .slot("expected", apostrophe)
                .mend(Edit::new(token.span, apostrophe))
        });
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
