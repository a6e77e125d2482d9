//! Dashes of direct speech in languages that do not mark it so.

use super::Fault;
use crate::analysis::quotation::{glyph, spot};
use crate::article::{Block, Side};
use crate::detect::{ByFault, Edit, Hit, Hits};
use crate::span::Span;
use crate::text::language::CommaPlace;
use crate::text::{Shape, Token, TokenKind};

/// Which dashes are faults in the language, and wanted by some rule.
pub(super) struct Wanted {
    speech: bool,
    attribution: bool,
}

impl Wanted {
    pub(super) fn new(side: &Side, rules: &ByFault<Fault>) -> Self {
        let speech = rules.wants(Fault::DialogueDash) || rules.wants(Fault::SpeechDash);
        Self {
            speech: speech && !side.profile.dialogue_dash,
            attribution: rules.wants(Fault::AttributionDash) && !side.profile.attribution_dash,
        }
    }
}

/// Looks at the mark at `at` among the tokens of a block.
pub(super) fn report(
    side: &Side,
    block: &Block,
    at: usize,
    (wanted, rules): (&Wanted, &ByFault<Fault>),
    hits: &mut Hits,
) {
    if !wanted.speech && !wanted.attribution {
        return;
    }
    let tokens = side.tokens_of(block);
    if !is_dash(side, &tokens[at]) || !opens_attribution(side, &tokens[at + 1..]) {
        return;
    }
    if let Some(close) = closing_before(side, tokens, at).filter(|_| wanted.attribution) {
        attribution_dash(side, tokens, close, at, rules, hits);
    } else if wanted.speech && !dialogue_dash(side, block, at, rules, hits) {
        speech_dash(side, tokens, at, rules, hits);
    }
}

fn is_dash(side: &Side, token: &Token) -> bool {
    token.kind == TokenKind::Mark && matches!(side.word(token), "–" | "—" | "-" | "―")
}

/// Whether a reporting verb follows, alone or after a pronoun or a name.
fn opens_attribution(side: &Side, tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|t| t.kind != TokenKind::Space).take(3);
    let Some(first) = words.next().filter(|t| t.kind == TokenKind::Word) else {
        return false;
    };
    let subject = side.profile.pronouns.has(&side.text, first) || first.shape == Shape::Capital;
    spot::is_reporting(side, first) && first.shape == Shape::Lower
        || subject
            && words.next().is_some_and(|second| second.shape == Shape::Lower && spot::is_reporting(side, second))
}

/// The index of a closing quotation mark before a dash, with at most a comma and a space between.
fn closing_before(side: &Side, tokens: &[Token], dash: usize) -> Option<usize> {
    let mut at = dash;
    while at > 0 {
        at -= 1;
        let word = side.word(&tokens[at]);
        match tokens[at].kind {
            TokenKind::Space => {}
            TokenKind::Mark if word == "," => {}
            TokenKind::Mark if word.chars().next().and_then(glyph::level).is_some() => return Some(at),
            _ => return None,
        }
    }
    None
}

/// `”, — said X`: the comma stays, the dash goes.
fn attribution_dash(side: &Side, tokens: &[Token], close: usize, dash: usize, rules: &ByFault<Fault>, hits: &mut Hits) {
    let mark = side.word(&tokens[close]);
    let span = tokens[close].span.to(tokens[dash].span);
    let ends = close > 0 && matches!(side.word(&tokens[close - 1]), "," | "?" | "!" | "…");
    let text = match (ends, side.profile.comma) {
        (true, _) => mark.to_owned(),
        (false, CommaPlace::Inside) => format!(",{mark}"),
        (false, CommaPlace::Outside) => format!("{mark},"),
    };
    rules.report(Fault::AttributionDash, hits, |rule| {
        Hit::new(rule, span)
            .slot("mark", side.word(&tokens[dash]))
            .slot("expected", text.clone())
            .mend(Edit::new(span, text.clone()))
    });
}

/// `– We will see – said X`: a block that begins with a dash and a capital, and has a dash before its attribution.
/// Returns whether the block is one.
fn dialogue_dash(side: &Side, block: &Block, dash: usize, rules: &ByFault<Fault>, hits: &mut Hits) -> bool {
    let tokens = side.tokens_of(block);
    let Some(first) = tokens.iter().position(|t| t.kind != TokenKind::Space) else {
        return false;
    };
    let word = tokens[first + 1..].iter().find(|t| t.kind != TokenKind::Space);
    let opens = first < dash
        && is_dash(side, &tokens[first])
        && word.is_some_and(|t| t.kind == TokenKind::Word && t.shape != Shape::Lower);
    if !opens {
        return false;
    }
    let pair = side.profile.outer.first().copied().unwrap_or(crate::text::profile::Pair { open: '"', close: '"' });
    let body = tokens[first].span.hi();
    let start = body + side.text[body..].len() - side.text[body..].trim_start().len();
    let end = side.text[..tokens[dash].span.lo()].trim_end();
    let bare = end.trim_end_matches(',').len();
    let ends = end.ends_with(['?', '!', '…']);
    let close = match (ends, side.profile.comma) {
        (true, _) => pair.close.to_string(),
        (false, CommaPlace::Inside) => format!(",{}", pair.close),
        (false, CommaPlace::Outside) => format!("{},", pair.close),
    };
    rules.report(Fault::DialogueDash, hits, |rule| {
        let opening = Edit::new(Span::new(tokens[first].span.lo(), start), pair.open.to_string());
        let closing = Edit::new(Span::new(bare, tokens[dash].span.hi()), close.clone());
        Hit::new(rule, tokens[first].span)
            .slot("mark", side.word(&tokens[first]))
            .slot("expected", pair.open)
            .because(tokens[dash].span)
            .choose(vec![opening, closing], true)
    });
    true
}

/// `…, - said X`: an attribution after a comma and a dash, with no quotation mark that the comma belongs to.
fn speech_dash(side: &Side, tokens: &[Token], dash: usize, rules: &ByFault<Fault>, hits: &mut Hits) {
    let before = dash.checked_sub(1).filter(|at| tokens[*at].kind == TokenKind::Space).and_then(|at| at.checked_sub(1));
    let comma = before.map(|at| &tokens[at]).filter(|token| side.word(token) == ",");
    let verb = tokens.get(dash + 2).is_some_and(|token| token.shape == Shape::Lower && spot::is_reporting(side, token));
    if let Some(comma) = comma.filter(|_| verb) {
        let span = comma.span.to(tokens[dash].span);
        rules.report(Fault::SpeechDash, hits, |rule| {
            let hit = Hit::new(rule, span).slot("mark", side.word(&tokens[dash])).slot("expected", ",");
            hit.choose(vec![Edit::new(span, ",")], false)
        });
    }
}
