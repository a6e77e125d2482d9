//! Spaces inside numbers and clock times: `10, 000`, `2. 5%`, `06: 40`.
//!
//! Two numbers beside each other are no proof: only what cannot be two is reported.

use super::window::Window;
use super::{ByFault, Fault};
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::TokenKind;

/// The space here follows a mark: `10, 000`, `06: 40`.
pub(super) fn after(here: &Window<'_>, rules: &ByFault<Fault>, hits: &mut Hits) {
    let (Some(mark), Some(left), Some(right)) = (here.mark(-1), here.digits(-2), here.digits(1)) else {
        return;
    };
    let fault = match mark {
        ',' | '.' if is_split_number(here, mark, left, right, 2) => Fault::InsideNumber,
        ':' | '：' if is_time(left, right) && here.mark(-3) != Some(':') && here.mark(2) != Some(':') => {
            Fault::InsideTime
        }
        _ => return,
    };
    report(here, -2, 1, fault, rules, hits);
}

/// The space here stands before a mark: `10 ,000`, `06 :40`, `06 : 40`.
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
        ',' | '.' if offset == 2 && is_thousands(left, right) => Fault::InsideNumber,
        ':' | '：' if offset == 2 && is_time(left, right) => Fault::InsideTime,
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
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let percent = here.mark(2) == Some('%') || (here.is(2, TokenKind::Space) && here.mark(3) == Some('%'));
    let decimal =
        mark == here.profile().decimal && percent && plain(left) && plain(right) && left.len() <= 2 && right.len() <= 2;
    is_thousands(left, right) || decimal
}

/// `10` and `000`: a last group that no number begins with.
fn is_thousands(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let groups = || right.split([',', '.']).all(|group| group.len() == 3 && digits(group));
    (1..=3).contains(&left.len()) && digits(left) && !left.starts_with('0') && right.starts_with('0') && groups()
}

fn is_time(hours: &str, minutes: &str) -> bool {
    let value = |text: &str| (text.len() <= 2).then(|| text.parse::<u8>().ok()).flatten();
    // One digit may be a chapter or a score: only the full hour is sure.
    let sure = hours.len() == 2 || minutes == "00";
    sure && minutes.len() == 2
        && value(hours).is_some_and(|hours| hours < 24)
        && value(minutes).is_some_and(|minutes| minutes < 60)
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
