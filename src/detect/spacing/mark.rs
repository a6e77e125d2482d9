//! Spaces before and after commas, full stops, colons, and inside brackets.

use super::window::{Window, closes_bracket, closes_quote};
use super::{ByFault, Fault};
use crate::article::Side;
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::language::Inside;
use crate::text::{Shape, Token, TokenKind};

/// `word ,` where the language wants no space.
pub(super) fn before(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let Some(c) = here.mark(1) else { return };
    if !matches!(
        c,
        ',' | '.' | ';' | ':' | '?' | '!' | '，' | '。' | '；' | '：' | '？' | '！' | '、' | '،' | '؛' | '؟'
    ) || here.breaks_line()
    {
        return;
    }
    let profile = here.profile();
    if profile.space_before.contains(c) || profile.space_tolerated.contains(c) {
        return;
    }
    let closes = |c: char| closes_quote(c) || closes_bracket(c);
    let Some(last) = here.get(-1) else { return };
    let follows_text = matches!(last.kind, TokenKind::Word | TokenKind::Number) || here.mark(-1).is_some_and(closes);
    if !follows_text || opens_quote(here) || is_separator(here, c) {
        return;
    }
    // `word ,word`: the space stands on the wrong side.
    let swapped = matches!(c, ',' | ';' | '،')
        && here.word(-1).is_some()
        && here.word(2).is_some_and(|next| next.shape != Shape::Capital);
    let swapped = swapped || is_stop_before_sentence(here, c);
    if !swapped && !ends_after(here, c) {
        return;
    }
    // Typesetting and page scrapers put spaces beside full-width marks; a half-width mark after an ideograph is the
    // greater fault.
    if profile.full_width && (!c.is_ascii() || here.word(-1).is_some_and(|word| word.script.is_east_asian())) {
        return;
    }
    let Some(mark) = here.get(1) else { return };
    rules.report(Fault::BeforeMark, hits, |rule| {
        let mut edits = vec![Edit::delete(here.span())];
        if swapped {
            edits.push(Edit::insert(mark.span.hi(), " "));
        }
        Hit::new(rule, here.span().to(mark.span)).slot("marks", c).slot("expected", "").choose(edits, true)
    });
}

/// `word .The others`: the space stands on the wrong side of a full stop. Not `on .Net`.
fn is_stop_before_sentence(here: &Window<'_>, c: char) -> bool {
    let (profile, text) = (here.profile(), &here.side.text);
    let (Some(left), Some(right)) = (here.word(-1), here.word(2)) else { return false };
    let long = here.str(right).chars().nth(3).is_some() && !profile.function.has(text, left);
    matches!(c, '.' | '!' | '?')
        && left.shape == Shape::Lower
        && right.shape == Shape::Capital
        && here.is(3, TokenKind::Space)
        && (profile.function.has(text, right) || long)
}

/// Whether the quotation mark before the space opens something: `said “ .`; that is a matter of quotations.
fn opens_quote(here: &Window<'_>) -> bool {
    if here.mark(-1) == Some('»') && here.profile().inside_guillemets != Inside::None {
        return false;
    }
    here.mark(-1).is_some_and(closes_quote)
        && !matches!(here.get(-2).map(|token| token.kind), Some(TokenKind::Word | TokenKind::Number | TokenKind::Mark))
}

/// Whether what follows the mark is what follows a mark that ends something: not `.com`, `.5`, `..`, `:)`.
fn ends_after(here: &Window<'_>, c: char) -> bool {
    let colon = matches!(c, ':' | ';' | '：' | '；');
    let smiles =
        |next: Option<char>| colon && next.is_some_and(|next| matches!(next, ')' | '(' | '-' | '/' | '|' | '*'));
    match here.get(2) {
        None => true,
        Some(next) if next.kind == TokenKind::Space => {
            let beyond = here.mark(3);
            !smiles(beyond) && !beyond.is_some_and(|next| matches!(next, '.' | ',' | '…' | '!' | '?'))
        }
        Some(next) if next.kind == TokenKind::Mark => {
            here.mark(2).is_some_and(|next| (closes_quote(next) || closes_bracket(next)) && !smiles(Some(next)))
        }
        // A full-width mark carries its space with it.
        Some(_) => !c.is_ascii() && !matches!(c, '،' | '؛' | '؟'),
    }
}

/// `3 : 1`, `title : subtitle` in a heading, `a ; b` in a list of codes.
fn is_separator(here: &Window<'_>, c: char) -> bool {
    let number = here.is(-1, TokenKind::Number) && (here.is(2, TokenKind::Number) || here.is(3, TokenKind::Number));
    matches!(c, ':' | ';' | '：') && (number || !here.block.kind.is_prose())
}

/// `word,word`, `word;word`.
pub(super) fn missing_after(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let Some(right) = here.word(1) else { return };
    if here.mark(-1).is_some_and(closes_quote) {
        return after_quotation(here, right, rules, hits);
    }
    let Some(left) = here.word(-1) else { return };
    let spaced = |word: &Token| !word.script.is_unspaced() && here.str(word).chars().nth(1).is_some();
    // `ушёл,а она`: a word of one letter
    let letter = right.shape == Shape::Lower
        && here.profile().function.has(&here.side.text, right)
        && here.is(2, TokenKind::Space);
    if !spaced(left) || !(spaced(right) || letter) || is_address(here.side, here.span()) {
        return;
    }
    report_missing_after(here, here.span(), rules, hits);
}

/// `"Hola",dijo`: a comma after a closing mark, and the word that goes on.
fn after_quotation(here: &Window<'_>, right: &Token, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (profile, text) = (here.profile(), &here.side.text);
    let goes_on = right.shape == Shape::Lower
        && here.str(right).chars().nth(1).is_some()
        && (profile.reporting.has(text, right)
            || profile.function.has(text, right)
            || profile.pronouns.has(text, right));
    let quoted = here.is(-2, TokenKind::Word) || here.is(-2, TokenKind::Mark);
    let ends = here.is(2, TokenKind::Space) || matches!(here.mark(2), Some('.' | ','));
    if goes_on && quoted && ends && !is_address(here.side, here.span()) {
        report_missing_after(here, here.span(), rules, hits);
    }
}

fn report_missing_after(here: &Window<'_>, mark: Span, rules: &ByFault<Fault>, hits: &mut Hits) {
    let span = around(here.side, mark);
    rules.report(Fault::MissingAfterMark, hits, |rule| {
        let hit = Hit::new(rule, span).slot("marks", here.side.str(mark)).slot("expected", " ");
        hit.mend(Edit::insert(mark.hi(), " "))
    });
}

/// `Word:Word`, which UAX #29 takes for one word, unless it is a case ending (`EU:n`).
pub(super) fn inside_word(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let token = &here.tokens[here.at];
    let word = here.str(token);
    let Some(colon) = memchr::memchr(b':', word.as_bytes()) else { return };
    let (left, right) = (&word[..colon], &word[colon + 1..]);
    let lower = left.chars().skip(1).all(char::is_lowercase);
    let starts = right.starts_with(char::is_uppercase) && right.chars().skip(1).all(char::is_lowercase);
    if !lower || !starts || left.len() < 3 || right.len() < 3 || is_address(here.side, token.span) {
        return;
    }
    let at = token.span.lo() + colon;
    report_missing_after(here, Span::new(at, at + 1), rules, hits);
}

/// The mark and the words on both sides of it.
fn around(side: &Side, mark: Span) -> Span {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let left = side.text[..mark.lo()].trim_end_matches(word).len();
    let right = side.text.len() - side.text[mark.hi()..].trim_start_matches(word).len();
    Span::new(left, right)
}

/// Whether the characters around a mark, up to the next spaces, are an address, a file name or code.
fn is_address(side: &Side, mark: Span) -> bool {
    let blank = |byte: &u8| byte.is_ascii_whitespace();
    let (bytes, reach) = (side.text.as_bytes(), LONGEST_ADDRESS);
    let left = bytes[..mark.lo()].iter().rev().take(reach).position(blank).unwrap_or(reach.min(mark.lo()));
    let right = bytes[mark.hi()..].iter().take(reach).position(blank).unwrap_or(reach.min(bytes.len() - mark.hi()));
    let stretch = &bytes[mark.lo() - left..mark.hi() + right];
    stretch.iter().any(|byte| b"/@_=&\\#<>{}|~`$".contains(byte)) || memchr::memmem::find(stretch, b"www.").is_some()
}

/// How many bytes beside a mark are looked at for the signs of an address.
const LONGEST_ADDRESS: usize = 200;

/// `( word`.
pub(super) fn inside_open(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !is_spaced_open(here) {
        return;
    }
    let Some(bracket) = here.get(-1) else { return };
    // `( word )`: both ends are one slip.
    let close = here.tokens[here.at..].iter().take(80).position(is_bracket).map(|offset| here.at + offset);
    let other = close.map(|close| Window { at: close - 1, ..*here }).filter(is_spaced_close);
    report_bracket(here, (bracket.span, here.span()), other.as_ref(), rules, hits);
}

/// `¿ Qué`: a space after the mark that opens a question or exclamation.
pub(super) fn after_inverted(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let Some(mark) = here.get(-1).filter(|token| matches!(token.mark(), Some('¿' | '¡'))) else { return };
    let word = here.word(1).is_some_and(|word| word.script.is_cased());
    // A mark that is spoken of closes nowhere.
    let closing = if mark.mark() == Some('¿') { "?" } else { "!" };
    let closes = here.tokens[here.at..].iter().take(LONGEST_ADDRESS).any(|token| here.str(token).starts_with(closing));
    if word && closes && !here.breaks_line() {
        rules.report(Fault::AfterInvertedMark, hits, |rule| {
            let hit = Hit::new(rule, mark.span.to(here.span())).slot("marks", here.str(mark)).slot("expected", "");
            hit.mend(Edit::delete(here.span()))
        });
    }
}

fn is_bracket(token: &Token) -> bool {
    matches!(token.mark(), Some('(' | ')' | '[' | ']'))
}

/// `word )`: whether a space stands between what is in a bracket and its end.
fn is_spaced_close(here: &Window<'_>) -> bool {
    let close = here.mark(1).is_some_and(|c| matches!(c, ')' | ']'));
    let text = here.is(-1, TokenKind::Word)
        || here.is(-1, TokenKind::Number)
        || here.mark(-1).is_some_and(|c| matches!(c, '.' | '%' | '?' | '!' | '”' | '’' | '»'));
    here.is(0, TokenKind::Space) && close && text && !here.breaks_line()
}

/// `( word`: whether a space stands between a bracket that closes somewhere and what is in it.
fn is_spaced_open(here: &Window<'_>) -> bool {
    let open = here.mark(-1).is_some_and(|c| matches!(c, '(' | '['));
    let smiles = here.mark(-2).is_some_and(|c| matches!(c, ':' | ';' | '-' | '=' | ']' | ')'))
        || here.mark(-3).is_some_and(|c| matches!(c, ':' | ';'));
    let text = here.is(1, TokenKind::Word) || here.is(1, TokenKind::Number);
    here.is(0, TokenKind::Space) && open && !smiles && text && !here.breaks_line() && encloses(here, here.at, ')', ']')
}

/// `word )`.
pub(super) fn inside_close(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !is_spaced_close(here) {
        return;
    }
    // `a )` alone is a list marker; what begins with a space has been reported with it.
    let before = &here.tokens[here.at.saturating_sub(80)..here.at];
    let Some(offset) = before.iter().rev().position(is_bracket) else { return };
    let open = here.at - 1 - offset;
    let opens = matches!(here.tokens[open].mark(), Some('(' | '['));
    if !opens || is_spaced_open(&Window { at: open + 1, ..*here }) {
        return;
    }
    let Some(bracket) = here.get(1) else { return };
    report_bracket(here, (bracket.span, here.span()), None, rules, hits);
}

/// Whether a bracket closes after a place.
fn encloses(here: &Window<'_>, from: usize, round: char, square: char) -> bool {
    let closes = |token: &Token| here.str(token).starts_with([round, square]);
    here.tokens[from..].iter().take(80).any(closes)
}

/// Reports a bracket with the space inside it, and with the one at the other end of what it encloses.
fn report_bracket(
    here: &Window<'_>,
    (bracket, space): (Span, Span),
    other: Option<&Window<'_>>,
    rules: &ByFault<Fault>,
    hits: &mut Hits,
) {
    let span = Span::new(bracket.lo().min(space.lo()), bracket.hi().max(space.hi()));
    rules.report(Fault::InsideBracket, hits, |rule| {
        let hit = Hit::new(rule, span).slot("marks", here.side.str(bracket)).slot("expected", "");
        let mut edits = unspace(here);
        edits.extend(other.into_iter().flat_map(unspace));
        hit.choose(edits, true)
    });
}

/// Takes out the space inside a bracket; where the bracket is glued to a word outside it, the space went to the wrong side:
/// `man( who`, `who )came`. Not `élu( e)`.
fn unspace(here: &Window<'_>) -> Vec<Edit> {
    let long = |word: Option<&Token>| {
        word.is_some_and(|word| !word.script.is_unspaced() && here.str(word).chars().nth(2).is_some())
    };
    let mut edits = vec![Edit::delete(here.span())];
    if let Some(open) = here.get(-1).filter(|token| matches!(token.mark(), Some('(' | '['))) {
        if long(here.word(-2)) && long(here.word(1)) {
            edits.push(Edit::insert(open.span.lo(), " "));
        }
    } else if let Some(close) = here.get(1)
        && long(here.word(-1))
        && long(here.word(2))
    {
        edits.push(Edit::insert(close.span.hi(), " "));
    }
    edits
}

/// `(dpa / lnw) -` at the beginning of an article.
pub(super) fn around_stroke(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let mark = |offset, wanted: char| here.mark(offset) == Some(wanted);
    let short = |word: Option<&Token>| {
        word.is_some_and(|word| word.span.len() <= 6 && matches!(word.shape, Shape::Lower | Shape::Upper))
    };
    let framed = mark(1, '/') && here.is(2, TokenKind::Space) && mark(-2, '(') && mark(4, ')');
    let dash = here.is(5, TokenKind::Space) && here.mark(6).is_some_and(|c| matches!(c, '-' | '–' | '—'));
    let (Some(second), Some(open), Some(close)) = (here.get(2), here.get(-2), here.get(4)) else { return };
    if framed && dash && short(here.word(-1)) && short(here.word(3)) {
        rules.report(Fault::AroundStroke, hits, |rule| {
            let hit = Hit::new(rule, open.span.to(close.span)).slot("marks", "/").slot("expected", "");
            hit.choose(vec![Edit::delete(here.span()), Edit::delete(second.span)], true)
        });
    }
}

/// How many marks with a space prove that one without is a slip.
const SPACED: usize = 4;

/// How many marks with a space make those without one the other of two systems, if they are the fewer.
const MIXED: usize = 3;

/// How many of the other marks are shown with the first.
const SHOWN: usize = 12;

/// `Yahoo! a perdu`: whether a capitalised word has the mark as its last sign, because the sentence goes on in small letters.
fn is_of_name(side: &Side, from_word: &[Token]) -> bool {
    let [word, mark, space, next, ..] = from_word else { return false };
    matches!(mark.mark(), Some('!' | '?'))
        && word.kind == TokenKind::Word
        && word.shape.starts_upper(side.word(word))
        && space.kind == TokenKind::Space
        && next.kind == TokenKind::Word
        && next.shape == Shape::Lower
}

/// `mot:` in a language that sets a space before the mark, in an article that mostly does so.
pub(super) fn missing_before(side: &Side, rules: &ByFault<Fault>, hits: &mut Hits) {
    if !rules.wants(Fault::MissingBeforeMark) && !rules.wants(Fault::MixedBeforeMark) {
        return;
    }
    let (mut spaced, mut bare) = (0_usize, Vec::new());
    for block in &side.blocks {
        let tokens = side.tokens_of(block);
        for (at, token) in tokens.iter().enumerate().skip(1) {
            let wanted = |c: char| c != '%' && c != '»' && side.profile.space_before.contains(c);
            if token.kind != TokenKind::Mark || !side.str(token.span).starts_with(wanted) {
                continue;
            }
            let next = tokens.get(at + 1);
            let ends = next.is_none_or(|next| next.kind == TokenKind::Space || side.str(next.span) == "»");
            let number = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Number);
            let before = &tokens[at - 1];
            let is_text = match before.kind {
                TokenKind::Word => true,
                TokenKind::Number => !number(tokens.get(at + 2)),
                TokenKind::Mark => matches!(side.str(before.span), "»" | ")" | "”"),
                TokenKind::Space => false,
            };
            // A narrow no-break space belongs to the word before it (UAX #29, ExtendNumLet).
            if ends && side.str(before.span).ends_with(char::is_whitespace) {
                spaced += 1;
            } else if ends && is_text && !is_of_name(side, &tokens[at - 1..]) && !is_address(side, token.span) {
                bare.push(token.span);
            }
        }
    }
    if spaced >= SPACED * bare.len().max(1) {
        for mark in bare {
            rules.report(Fault::MissingBeforeMark, hits, |rule| {
                let hit = Hit::new(rule, around(side, mark)).slot("marks", side.str(mark)).slot("expected", " ");
                hit.mend(Edit::insert(mark.lo(), "\u{A0}"))
            });
        }
    } else if let [first, rest @ ..] = bare.as_slice()
        && spaced >= MIXED.max(bare.len() + 1)
    {
        rules.report(Fault::MixedBeforeMark, hits, |rule| {
            let hit = Hit::new(rule, around(side, *first)).slot("marks", side.str(*first)).slot("expected", " ");
            let hit = rest.iter().take(SHOWN).fold(hit, |hit, mark| hit.because(*mark));
            hit.choose(bare.iter().map(|mark| Edit::insert(mark.lo(), "\u{A0}")).collect(), true)
        });
    }
}
