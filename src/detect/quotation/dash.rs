//! Dashes of direct speech in languages that do not mark it so.

use super::Fault;
use crate::analysis::quotation::{glyph, spot};
use crate::article::{Block, Side};
use crate::detect::{ByFault, Edit, Hit, Hits};
use crate::span::Span;
use crate::text::language::CommaPlace;
use crate::text::profile::Pair;
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
    if !is_dash(side, &tokens[at]) {
        return;
    }
    if !opens_attribution(side, &tokens[at + 1..]) {
        if wanted.speech && rules.wants(Fault::DialogueDash) && leads(side, block) == Some(at) {
            lone_dash(side, block, at, rules, hits);
        }
        return;
    }
    if let Some(close) = closing_before(side, tokens, at).filter(|_| wanted.attribution) {
        attribution_dash(side, tokens, close, at, rules, hits);
    } else if wanted.speech && !dialogue_dash(side, block, at, rules, hits) {
        speech_dash(side, block, at, rules, hits);
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
    let Some(first) = leads(side, block).filter(|first| *first < dash) else { return false };
    let dash = side.tokens_of(block)[dash].span;
    let bare = side.text[..dash.lo()].trim_end().trim_end_matches(',').len();
    quoted(side, block, (first, Span::new(bare, dash.hi()), dash), (Fault::DialogueDash, rules), hits);
    true
}

/// The dash that a block begins with, before a space and a capital.
fn leads(side: &Side, block: &Block) -> Option<usize> {
    let tokens = side.tokens_of(block);
    let first = tokens.iter().position(|token| token.kind != TokenKind::Space)?;
    let dash = is_dash(side, &tokens[first]) && tokens.get(first + 1).is_some_and(|next| next.kind == TokenKind::Space);
    let word = tokens[first + 1..].iter().find(|token| token.kind != TokenKind::Space);
    (dash && word.is_some_and(|word| word.kind == TokenKind::Word && word.shape != Shape::Lower)).then_some(first)
}

/// `– We will see, says Jan.`: a block that begins with a dash and has an attribution after a comma, or none, and speakers
/// that name themselves. Not an item of a list, whose neighbours begin with a dash too.
fn lone_dash(side: &Side, block: &Block, dash: usize, rules: &ByFault<Fault>, hits: &mut Hits) {
    let tokens = side.tokens_of(block);
    // The dash before the attribution is the one to report.
    if (dash + 1..tokens.len()).any(|at| is_dash(side, &tokens[at]) && opens_attribution(side, &tokens[at + 1..])) {
        return;
    }
    let at = side.blocks.partition_point(|other| other.span.lo() < block.span.lo());
    let mut beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| side.blocks.get(at));
    let (listed, spoken) = (beside.any(|other| leads(side, other).is_some()), spot::has_speaker(side, block));
    let from = block.tokens.start as usize + dash + 1;
    // The comma of the attribution stands before this place where it belongs inside the marks, and after it elsewhere.
    let attribution = spot::before_attribution(side, block, from);
    let comma = |at: usize| {
        Span::new(side.text[..at].trim_end_matches(',').len(), at + usize::from(side.text[at..].starts_with(',')))
    };
    let end = side.text[..block.span.hi()].trim_end().len();
    let first = tokens[dash].span;
    match attribution {
        Some(at) if spoken || !listed => {
            quoted(side, block, (dash, comma(at), comma(at)), (Fault::DialogueDash, rules), hits);
        }
        None if spoken && !listed && side.text[..end].ends_with(['.', '?', '!', '…']) => {
            let pair = pair(side);
            rules.report(Fault::DialogueDash, hits, |rule| {
                let opening = Edit::new(Span::new(first.lo(), after_space(side, first.hi())), pair.open.to_string());
                Hit::new(rule, first)
                    .slot("mark", side.str(first))
                    .slot("expected", pair.open)
                    .choose(vec![opening, Edit::insert(end, pair.close.to_string())], true)
            });
        }
        _ => {}
    }
}

/// Reports the dash at `first` of speech that ends where `gap` stands, before its attribution, and goes on after it if a
/// dash begins its next sentence.
fn quoted(
    side: &Side,
    block: &Block,
    (first, gap, end): (usize, Span, Span),
    (fault, rules): (Fault, &ByFault<Fault>),
    hits: &mut Hits,
) {
    let resumed = resumed(side, block, end.hi());
    let (first, pair) = (side.tokens_of(block)[first].span, pair(side));
    let close = match (side.text[..gap.lo()].ends_with(['?', '!', '…']), side.profile.comma) {
        (true, _) => pair.close.to_string(),
        (false, CommaPlace::Inside) => format!(",{}", pair.close),
        (false, CommaPlace::Outside) => format!("{},", pair.close),
    };
    rules.report(fault, hits, |rule| {
        let open = |dash: Span| Edit::new(Span::new(dash.lo(), after_space(side, dash.hi())), pair.open.to_string());
        let mut edits = vec![open(first), Edit::new(gap, close.clone())];
        if let Some(dash) = resumed {
            let end = side.text[..block.span.hi()].trim_end().len();
            edits.extend([open(dash), Edit::insert(end, pair.close.to_string())]);
        }
        let hit = Hit::new(rule, first).slot("mark", side.str(first)).slot("expected", pair.open);
        hit.because(end).choose(edits, true)
    });
}

/// The dash with which speech goes on after its attribution, to the end of the block: the only dash and no quotation mark
/// there, between two sentences.
fn resumed(side: &Side, block: &Block, from: usize) -> Option<Span> {
    let tokens = side.tokens_of(block);
    let tail = tokens.partition_point(|token| token.span.lo() < from);
    let mut dashes = (tail..tokens.len()).filter(|at| is_dash(side, &tokens[*at]) || is_quote(side, &tokens[*at]));
    let dash = dashes.next().filter(|dash| begins_sentence(side, tokens, *dash))?;
    let ends = side.str(block.span).trim_end().ends_with(['.', '!', '?', '…']);
    (ends && dashes.next().is_none()).then(|| tokens[dash].span)
}

fn is_quote(side: &Side, token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && side.word(token).chars().next().and_then(glyph::level).is_some_and(|level| level != glyph::Level::Single)
}

/// Whether a dash between spaces stands after the end of a sentence and before a capital.
fn begins_sentence(side: &Side, tokens: &[Token], dash: usize) -> bool {
    let beside = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let space = |at: Option<usize>| beside(at).is_some_and(|token| token.kind == TokenKind::Space);
    is_dash(side, &tokens[dash])
        && space(dash.checked_sub(1))
        && space(Some(dash + 1))
        && beside(dash.checked_sub(2)).is_some_and(|token| matches!(side.word(token), "." | "!" | "?" | "…"))
        && beside(Some(dash + 2)).is_some_and(|word| word.kind == TokenKind::Word && word.shape != Shape::Lower)
}

fn pair(side: &Side) -> Pair {
    side.profile.outer.first().copied().unwrap_or(Pair { open: '"', close: '"' })
}

fn after_space(side: &Side, at: usize) -> usize {
    side.text.len() - side.text[at..].trim_start().len()
}

/// `…, - said X`: an attribution after a comma and a dash, with no quotation mark that the comma belongs to.
fn speech_dash(side: &Side, block: &Block, dash: usize, rules: &ByFault<Fault>, hits: &mut Hits) {
    let tokens = side.tokens_of(block);
    let before = dash.checked_sub(1).filter(|at| tokens[*at].kind == TokenKind::Space).and_then(|at| at.checked_sub(1));
    let comma = before.map(|at| &tokens[at]).filter(|token| side.word(token) == ",");
    let verb = tokens.get(dash + 2).is_some_and(|token| token.shape == Shape::Lower && spot::is_reporting(side, token));
    if let Some(comma) = comma.filter(|_| verb) {
        let mut before = (0..dash).rev().take_while(|at| !is_quote(side, &tokens[*at]));
        if let Some(first) = before.find(|at| begins_sentence(side, tokens, *at)) {
            let gap = Span::new(comma.span.lo(), tokens[dash].span.hi());
            quoted(side, block, (first, gap, tokens[dash].span), (Fault::SpeechDash, rules), hits);
            return;
        }
        let span = comma.span.to(tokens[dash].span);
        rules.report(Fault::SpeechDash, hits, |rule| {
            let hit = Hit::new(rule, span).slot("mark", side.word(&tokens[dash])).slot("expected", ",");
            hit.choose(vec![Edit::new(span, ",")], false)
        });
    }
}
