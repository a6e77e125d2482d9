//! Spaces inside numbers, clock times and scores: `10, 000`, `2. 5%`, `06: 40`, `3 -2`.
//!
//! Two numbers beside each other are no proof: only what cannot be two is reported, or what the article elsewhere counts
//! in the same unit, in a place where the first number cannot stand alone.

use super::window::Window;
use super::{ByFault, Fault};
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Shape, Token, TokenKind};

/// The space here follows a mark: `10, 000`, `06: 40`.
pub(super) fn after(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (Some(mark), Some(left), Some(right)) = (here.mark(-1), here.digits(-2), here.digits(1)) else {
        return;
    };
    let fault = match mark {
        ',' | '.' if is_split_number(here, mark, left, right, 2) => Fault::InsideNumber,
        ':' | '：' if is_time(here, left, right, 1) && here.mark(-3) != Some(':') && here.mark(2) != Some(':') => {
            Fault::InsideTime
        }
        '-' | '–' if is_score(here, left, right, (-2, 1)) => Fault::InsideNumber,
        _ => return,
    };
    report(here, -2, 1, fault, rules, hits);
}

/// The space here stands before a mark: `10 ,000`, `1 , 000`, `3 .5`, `06 :40`.
pub(super) fn before(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (Some(mark), Some(left)) = (here.mark(1), here.digits(-1)) else {
        return;
    };
    let (right, offset) = match here.digits(2) {
        Some(right) => (right, 2),
        None if here.is(2, TokenKind::Space) => match here.digits(3) {
            Some(right) => (right, 3),
            None => return,
        },
        None => return,
    };
    let fault = match mark {
        ',' | '.' if is_thousands(left, right) || is_torn_decimal(here, mark, left, (right, offset)) => {
            Fault::InsideNumber
        }
        // Between two spaces a colon is that of a score, unless a word tells the time: `10 : 30 a.m.`
        ':' | '：'
            if is_time(here, left, right, offset)
                && (offset == 2 || here.mark(4) != Some(':') && is_told_as_clock(here, offset)) =>
        {
            Fault::InsideTime
        }
        '-' | '–' if offset == 2 && is_score(here, left, right, (-1, 2)) => Fault::InsideNumber,
        _ => return,
    };
    report(here, -1, offset, fault, rules, hits);
}

fn is_split_number(here: &Window<'_>, mark: char, left: &str, right: &str, offset: isize) -> bool {
    let listed = matches!(here.mark(-offset - 1), Some(',' | '.' | ':' | '-' | '–'))
        || (here.is(-offset - 1, TokenKind::Space) && matches!(here.mark(-offset - 2), Some(',' | ';')));
    if listed || matches!(here.mark(2), Some('.' | ':' | '-' | '–' | '/')) && here.is(3, TokenKind::Number) {
        return false;
    }
    let percent = here.mark(2) == Some('%') || (here.is(2, TokenKind::Space) && here.mark(3) == Some('%'));
    let decimal = mark == here.profile().decimal
        && is_plain(left)
        && is_plain(right)
        && left.len() <= 2
        && right.len() <= 2
        && percent;
    is_thousands(left, right)
        || decimal
        || is_later_group(here, mark, left, right)
        || is_first_group(here, mark, left, right)
        || is_counted_decimal(here, mark, left, right)
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2,210` and `534`: the first has groups already, and a whole group follows. Not `Of the 2,210, 534 are women`, and not
/// after a round number: `per 100,000, 871 in Austria`.
fn is_later_group(here: &Window<'_>, mark: char, left: &str, right: &str) -> bool {
    let mut groups = left.split(mark);
    let first = groups.next().is_some_and(|group| is_plain(group) && (1..=3).contains(&group.len()));
    let mut rest = groups.peekable();
    first
        && rest.peek().is_some()
        && rest.all(|group| is_plain(group) && group.len() == 3)
        && is_plain(right)
        && right.len() == 3
        && (!left.ends_with("000") || right == "000")
        && !is_set_apart(here)
}

/// `of 4, 500 yuan`: a word that asks for a noun stands before the number, and the article counts in the same unit
/// elsewhere.
fn is_first_group(here: &Window<'_>, mark: char, left: &str, right: &str) -> bool {
    is_plain(left)
        && (1..=3).contains(&left.len())
        && !left.starts_with('0')
        && is_plain(right)
        && right.len() == 3
        && here.profile().group.contains(&mark)
        && is_governed(here)
        && counts(here, |number| number.len() > 3 && number.bytes().any(|byte| !byte.is_ascii_digit()))
}

/// `by 2. 5 million`: the same, of decimals.
fn is_counted_decimal(here: &Window<'_>, mark: char, left: &str, right: &str) -> bool {
    is_decimal(here, mark, left, right)
        && is_governed(here)
        && counts(here, |number| number.rsplit_once(mark).is_some_and(|(_, decimals)| decimals.len() <= 2))
}

/// How many tokens around a number are searched for others like it.
const NEAR: usize = 4000;

/// Whether a word that cannot end a clause stands before the number on the left, with a clause before that and no other
/// number in it.
fn is_governed(here: &Window<'_>) -> bool {
    let before = here.word(-4).filter(|word| word.shape == Shape::Lower && here.is(-3, TokenKind::Space));
    let governed = before.is_some_and(|word| asks_for_noun(here, word));
    governed && !is_set_apart(here) && (-10..-4).all(|offset| !here.is(offset, TokenKind::Number))
}

fn asks_for_noun(here: &Window<'_>, word: &Token) -> bool {
    let (profile, text) = (here.profile(), &here.side.text);
    profile.dangling.has(text, word) || profile.stranding.has(text, word)
}

/// Whether the number on the left may be all that its clause has to say: `At 14, 300 people`, `Of the original 2,210, 534`:
/// a clause of a word or two, or a few that begin with a preposition.
fn is_set_apart(here: &Window<'_>) -> bool {
    let mut words = 0;
    let mut first = None;
    for offset in (3..20).map(|back: isize| -back) {
        match here.get(offset) {
            Some(token) if token.kind == TokenKind::Space => {}
            Some(token) if token.kind == TokenKind::Word => {
                words += 1;
                first = Some(token);
            }
            _ => break,
        }
    }
    let preposition = first.is_some_and(|word| here.profile().stranding.has(&here.side.text, word));
    words < if preposition { 7 } else { 3 }
}

/// Whether the word or currency sign after the number on the right stands after another such number of the article.
fn counts(here: &Window<'_>, alike: impl Fn(&str) -> bool) -> bool {
    let unit = match here.get(2) {
        Some(token) if token.kind == TokenKind::Space => here.get(3),
        other => other,
    };
    let Some(unit) = unit else { return false };
    if unit.kind == TokenKind::Mark {
        return here.str(unit).starts_with(is_currency);
    }
    let (tokens, at) = (&here.side.tokens, here.block.tokens.start as usize + here.at);
    let near = &tokens[at.saturating_sub(NEAR)..tokens.len().min(at + NEAR)];
    unit.kind == TokenKind::Word
        && near.windows(3).any(|trio| {
            trio[2].norm == unit.norm
                && trio[2].span != unit.span
                && trio[1].kind == TokenKind::Space
                && trio[0].kind == TokenKind::Number
                && alike(here.str(&trio[0]))
        })
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{20A0}'..='\u{20CF}' | '￥' | '￡')
}

/// `3 -2` in an article that has scores: two small numbers, one hyphen, nothing that makes the second one negative.
fn is_score(here: &Window<'_>, left: &str, right: &str, (first, last): (isize, isize)) -> bool {
    let small = |text: &str| is_plain(text) && (1..=2).contains(&text.len());
    let sign = |c: Option<char>| {
        matches!(c, Some('°' | '%' | '-' | '–' | '+' | '=' | '/' | '×' | '.' | ':')) || c.is_some_and(is_currency)
    };
    let after = if here.is(last + 1, TokenKind::Space) {
        here.mark(last + 2)
    } else {
        here.mark(last + 1).filter(|c| *c != '.' || here.is(last + 2, TokenKind::Number))
    };
    if !small(left) || !small(right) || sign(here.mark(first - 1)) || sign(after) {
        return false;
    }
    let (tokens, at) = (&here.side.tokens, here.block.tokens.start as usize + here.at);
    let near = &tokens[at.saturating_sub(NEAR)..tokens.len().min(at + NEAR)];
    near.windows(5).any(|five| {
        let number = |token: &Token| token.kind == TokenKind::Number && small(here.str(token));
        number(&five[1])
            && number(&five[3])
            && matches!(here.str(&five[2]), "-" | "–")
            && five[0].kind == TokenKind::Space
            && five[4].kind != TokenKind::Word
            && !matches!(here.str(&five[4]), "-" | "–" | "/" | "%" | "°")
    })
}

/// `3` and `5` beside a decimal separator.
fn is_decimal(here: &Window<'_>, mark: char, left: &str, right: &str) -> bool {
    mark == here.profile().decimal && is_plain(left) && is_plain(right) && left.len() <= 3 && right.len() <= 2
}

/// `3 .5`, and `2 . 5` where the separator is a point and a word in small letters or a mark follows: no sentence begins with
/// a number of one or two digits and no list is set with points. `right` is the decimals and where they stand.
fn is_torn_decimal(here: &Window<'_>, mark: char, left: &str, (right, offset): (&str, isize)) -> bool {
    let listed = |place: isize| {
        let apart = isize::from(here.is(place, TokenKind::Space));
        matches!(here.mark(place + apart), Some('.' | ',' | ':')) && here.is(place + 2 * apart + 1, TokenKind::Number)
    };
    let counts = || {
        here.word(offset + 2)
            .filter(|_| here.is(offset + 1, TokenKind::Space))
            .is_some_and(|word| word.shape == Shape::Lower)
    };
    is_decimal(here, mark, left, right) && (offset == 2 || mark == '.' && !listed(offset + 1) && counts())
}

/// `10` and `000`: a last group that no number begins with.
fn is_thousands(left: &str, right: &str) -> bool {
    let groups = || right.split([',', '.']).all(|group| group.len() == 3 && is_plain(group));
    (1..=3).contains(&left.len()) && is_plain(left) && !left.starts_with('0') && right.starts_with('0') && groups()
}

/// `06: 40`, `9: 00`; `6: 30` only beside a word that tells a time. `last` is where the minutes stand.
fn is_time(here: &Window<'_>, hours: &str, minutes: &str, last: isize) -> bool {
    let value = |text: &str| (text.len() <= 2).then(|| text.parse::<u8>().ok()).flatten();
    let clock = minutes.len() == 2
        && value(hours).is_some_and(|hours| hours < 24)
        && value(minutes).is_some_and(|minutes| minutes < 60);
    // One digit may be a chapter or a score: only the full hour is sure.
    clock && (hours.len() == 2 || minutes == "00" || is_told_as_time(here, last))
}

/// Whether a word that stands before or after clock times stands beside the time whose minutes are at `last`.
fn is_told_as_time(here: &Window<'_>, last: isize) -> bool {
    let (profile, text) = (here.profile(), &here.side.text);
    let before = here.word(last - 5).filter(|_| here.is(last - 4, TokenKind::Space));
    let after = here.word(if here.is(last + 1, TokenKind::Space) { last + 2 } else { last + 1 });
    before.is_some_and(|word| profile.before_time.has(text, word))
        || after.is_some_and(|word| profile.after_time.has(text, word))
}

/// Whether a word that only times have after them follows the minutes at `last`: `a.m.`, `Uhr`.
fn is_told_as_clock(here: &Window<'_>, last: isize) -> bool {
    let after = here.word(if here.is(last + 1, TokenKind::Space) { last + 2 } else { last + 1 });
    after.is_some_and(|word| here.profile().after_time.has(&here.side.text, word))
}

fn report(here: &Window<'_>, first: isize, last: isize, fault: Fault, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (Some(left), Some(right)) = (here.get(first), here.get(last)) else {
        return;
    };
    let span: Span = left.span.to(right.span);
    let spaces = (first..=last).filter_map(|offset| here.get(offset)).filter(|token| token.kind == TokenKind::Space);
    let edits: Vec<Edit> = spaces.map(|token| Edit::delete(token.span)).collect();
    let joined: String = here.side.str(span).split_whitespace().collect();
    rules.report(fault, hits, |rule| {
        Hit::new(rule, span).slot("marks", "").slot("expected", &joined).choose(edits.clone(), true)
    });
}
