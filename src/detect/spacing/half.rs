//! Marks of another script: half-width ones in text with full-width marks, Latin ones in Arabic script.
//!
//! Which marks are full-width is a property of the language; what the full-width or Arabic form of a mark is, one of
//! Unicode. All are collected first, as an article that has many has one fault.

use super::window::{Window, closes_bracket, closes_quote};
use super::{ByFault, Fault};
use crate::analysis::quotation::glyph;
use crate::detect::hit::MOST_EVIDENCE;
use crate::detect::{Edit, Hit, Hits};
use crate::span::Span;
use crate::text::{Norm, Script, Token, TokenKind};

/// A mark, and what belongs in its place.
struct Half {
    span: Span,
    mark: char,
    meant: char,
}

/// The marks of an article.
#[derive(Default)]
pub(super) struct Marks {
    half: Vec<Half>,
    /// Half-width colons between words, which are common in good text too.
    colons: Vec<Half>,
    full_colons: usize,
    /// Opening and closing half-width brackets around ideographs.
    brackets: Vec<(Half, Half)>,
    full_brackets: usize,
    latin: Vec<Half>,
    /// Full-width marks after a space.
    spaced: Vec<Half>,
    /// Full-width marks before a space.
    trailed: Vec<Half>,
}

/// More marks than this are a habit of the article, and one finding.
const HABIT: usize = 8;
/// The same for spaces before full-width marks, which come from one setting of one tool.
const SPACING_HABIT: usize = 1;
/// Full-width colons that prove the habit of an article.
const COLONS: usize = 2;
/// Tokens that a bracket in half-width marks may enclose.
const LONGEST_BRACKET: usize = 40;

fn is_ideograph(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.kind == TokenKind::Word && token.script.is_east_asian())
}

impl Marks {
    /// Notes a mark.
    pub(super) fn see(&mut self, here: &Window<'_>) {
        let Some(mark) = here.mark(0) else { return };
        if here.profile().full_width {
            self.spaced.extend(after_space(here, mark));
            self.trailed.extend(before_space(here, mark));
            match mark {
                '：' => self.full_colons += 1,
                '（' => self.full_brackets += 1,
                '(' => self.brackets.extend(bracket(here)),
                _ => self.half(here, mark),
            }
        } else if let Some(meant) = arabic(mark)
            && let Some(span) = in_arabic(here, mark)
        {
            self.latin.push(Half { span, mark, meant });
        }
    }

    /// Notes a half-width mark beside an ideograph, with the spaces beside it if there are any.
    fn half(&mut self, here: &Window<'_>, mark: char) {
        let meant = match mark {
            ',' => here.profile().comma_mark,
            '.' => '。',
            ';' => '；',
            ':' => '：',
            '!' => '！',
            '?' => '？',
            _ => return,
        };
        let spaced = here.is(-1, TokenKind::Space);
        let before = here.get(if spaced { -2 } else { -1 });
        let gap = here.is(1, TokenKind::Space);
        let next = here.get(if gap { 2 } else { 1 });
        let closes = |c: char| closes_quote(c) || closes_bracket(c) || c == '》';
        let enclosed = here.mark(1).is_some_and(closes);
        let goes_on = is_ideograph(next) && (mark != '.' || gap || !may_be_name(here));
        let opens = mark == ':'
            && (!(gap && spaced) || here.block.kind.is_prose())
            && next.is_some_and(|next| matches!(here.str(next), "“" | "「" | "\""));
        let fits = if is_ideograph(before) {
            next.is_none() || enclosed || goes_on || opens
        } else {
            // `”,` and `40%,` before an ideograph; not the dot of `Inc.`.
            let after_mark = before.is_some_and(|token| here.str(token).starts_with(closes));
            let after_latin = before.is_some_and(|token| token.kind != TokenKind::Mark || here.str(token) == "%");
            match mark {
                ',' | ';' => (after_mark || after_latin) && is_ideograph(next),
                '.' => after_mark && !spaced && (next.is_none() || is_ideograph(next)) && follows_ideographs(here),
                _ => false,
            }
        };
        if !fits {
            return;
        }
        let mut span = here.span();
        if spaced {
            span = here.get(-1).map_or(span, |space| space.span.to(span));
        }
        if gap && next.is_some() {
            span = here.get(1).map_or(span, |space| span.to(space.span));
        }
        let half = Half { span, mark, meant };
        // A colon between words is often half-width in good text; before a quotation it is not.
        if mark != ':' || opens {
            self.half.push(half);
        } else if here.block.kind.is_prose() && !spaced && !gap {
            self.colons.push(half);
        }
    }

    /// Reports what was noted: each mark, or all of a sort as one finding where the article has many.
    pub(super) fn report(mut self, rules: &ByFault<Fault>, hits: &mut Hits) {
        if self.full_colons >= COLONS.max(2 * self.colons.len()) {
            self.half.append(&mut self.colons);
            self.half.sort_by_key(|half| half.span);
        }
        report(&self.half, (Fault::HalfWidthMark, HABIT), rules, hits);
        report(&self.latin, (Fault::LatinMark, HABIT), rules, hits);
        report(&self.spaced, (Fault::BeforeFullWidthMark, SPACING_HABIT), rules, hits);
        report(&self.trailed, (Fault::AfterFullWidthMark, SPACING_HABIT), rules, hits);
        if self.full_brackets < self.brackets.len().max(1) {
            return;
        }
        for (open, close) in &self.brackets {
            rules.report(Fault::HalfWidthBracket, hits, |rule| {
                let edits = vec![Edit::new(open.span, open.meant), Edit::new(close.span, close.meant)];
                let hit = Hit::new(rule, open.span).slot("marks", "()").slot("expected", "（）");
                hit.because(close.span).choose(edits, true)
            });
        }
    }
}

fn report(found: &[Half], (fault, habit): (Fault, usize), rules: &ByFault<Fault>, hits: &mut Hits) {
    let edit = |half: &Half| Edit::new(half.span, half.meant);
    let hit = |rule, half: &Half| Hit::new(rule, half.span).slot("marks", half.mark).slot("expected", half.meant);
    match found {
        [first, rest @ ..] if rest.len() >= habit => rules.report(fault, hits, |rule| {
            let hit = rest.iter().take(MOST_EVIDENCE).fold(hit(rule, first), |hit, half| hit.because(half.span));
            hit.choose(found.iter().map(edit).collect(), true)
        }),
        few => {
            for half in few {
                rules.report(fault, hits, |rule| hit(rule, half).mend(edit(half)));
            }
        }
    }
}

/// Whether the last word before is Chinese or Japanese.
fn follows_ideographs(here: &Window<'_>) -> bool {
    is_ideograph(here.tokens[..here.at].iter().rev().find(|token| token.kind == TokenKind::Word))
}

/// Whether the dot here may join the parts of a foreign name (`乔治.布什`): characters of the class `transliteration` stand on
/// both sides of it, or which those are is not known.
fn may_be_name(here: &Window<'_>) -> bool {
    let (before, after) = here.side.text.split_at(here.span().lo());
    let beside = [before.chars().next_back(), after.chars().nth(1)];
    here.profile().lexicon.class("transliteration").is_none_or(|class| {
        beside.into_iter().flatten().all(|c| {
            let c = c.to_string();
            class.members(Norm::of(&c), &c).next().is_some()
        })
    })
}

/// A space between a word and a full-width mark.
fn after_space(here: &Window<'_>, mark: char) -> Option<Half> {
    let full = matches!(mark, '，' | '。' | '；' | '：' | '？' | '！' | '、');
    let space = here.get(-1).filter(|token| full && token.kind == TokenKind::Space)?;
    let word = here.is(-2, TokenKind::Word) || here.is(-2, TokenKind::Number);
    let breaks = here.str(space).contains(['\n', '\t']);
    // ` 、 「`: spaces on both sides, before a quotation mark, come from the page's type and not from a tokenizer.
    let quoted = here.is(1, TokenKind::Space)
        && here.mark(2).is_some_and(|c| glyph::level(c).is_some_and(|level| level != glyph::Level::Single));
    (word && !breaks && !quoted).then(|| Half { span: space.span.to(here.span()), mark, meant: mark })
}

/// A comma or full stop in full width between two words, with a space after it.
fn before_space(here: &Window<'_>, mark: char) -> Option<Half> {
    let full = matches!(mark, '，' | '。' | '；' | '、');
    let space = here.get(1).filter(|token| full && token.kind == TokenKind::Space)?;
    let text = here.str(space);
    let plain = text.chars().all(|c| matches!(c, ' ' | '\u{A0}')) && here.block.kind.is_prose();
    (plain && is_ideograph(here.get(-1)) && is_ideograph(here.get(2))).then(|| Half {
        span: here.span().to(space.span),
        mark,
        meant: mark,
    })
}

/// A bracket in half-width marks with nothing but words of a script with full-width marks, numbers and marks in it, after
/// such a word.
fn bracket(here: &Window<'_>) -> Option<(Half, Half)> {
    let spaced = here.is(-1, TokenKind::Space);
    if !is_ideograph(here.get(if spaced { -2 } else { -1 })) || !is_ideograph(here.get(1)) {
        return None;
    }
    let inside = &here.tokens[here.at + 1..];
    let close = inside.iter().take(LONGEST_BRACKET).position(|token| matches!(here.str(token), "(" | ")"))?;
    let foreign = |token: &Token| token.kind == TokenKind::Word && !token.script.is_east_asian();
    if here.str(&inside[close]) != ")" || inside[..close].iter().any(foreign) {
        return None;
    }
    let open = if spaced { here.get(-1)?.span.to(here.span()) } else { here.span() };
    let after = inside.get(close + 1).filter(|token| token.kind == TokenKind::Space);
    let after = after.filter(|_| is_ideograph(inside.get(close + 2)));
    let end = inside[close].span;
    let end = after.map_or(end, |space| end.to(space.span));
    Some((Half { span: open, mark: '(', meant: '（' }, Half { span: end, mark: ')', meant: '）' }))
}

/// The Arabic form of a Latin mark.
fn arabic(mark: char) -> Option<char> {
    match mark {
        ',' => Some('،'),
        ';' => Some('؛'),
        '?' => Some('؟'),
        _ => None,
    }
}

/// The span of a Latin mark after a word in Arabic script that no other script follows.
fn in_arabic(here: &Window<'_>, mark: char) -> Option<Span> {
    let is_arabic = |token: &Token| token.kind == TokenKind::Word && token.script == Script::Arabic;
    let quoted = here.mark(-1).is_some_and(|c| closes_quote(c) || closes_bracket(c));
    let before = here.get(if quoted { -2 } else { -1 }).is_some_and(is_arabic);
    let next = here.get(if here.is(1, TokenKind::Space) { 2 } else { 1 });
    let goes_on = match next {
        None => mark == '?',
        Some(token) if token.kind == TokenKind::Word => token.script == Script::Arabic,
        Some(token) => token.kind == TokenKind::Number || mark == '?' || here.is(1, TokenKind::Space),
    };
    (before && goes_on).then(|| here.span())
}
