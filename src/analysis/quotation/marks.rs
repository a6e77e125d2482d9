//! Quotation marks of a side, each with what stands beside it.

use memchr::memmem::Finder;

use super::glyph::{Level, level};
use super::places::{places, token_at};
use crate::analysis::entity;
use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::{Script, Token, TokenKind};

/// One mark that may open or close a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands; two characters where two marks make one (`''`, `,,`).
    pub span: Span,
    /// Its glyph; `"` for two single marks, `„` for two commas.
    pub glyph: char,
    /// Whether it is made of other characters: a grave, an acute, two single marks, two commas.
    pub makeshift: bool,
    /// Whether it is a character reference of HTML: `&quot;`.
    pub encoded: bool,
    /// Double, single, or a corner bracket.
    pub level: Level,
    /// Its block, as an index.
    pub block: u32,
    /// Its token, as an index into those of the side.
    pub token: u32,
    /// What stands before it.
    pub left: Edge,
    /// What stands after it.
    pub right: Edge,
    /// Whether nothing but marks and spaces stands between it and the start of its block.
    pub leads: bool,
    /// How readily it is an apostrophe, a prime, an ʻokina.
    pub apostrophe: Apostrophe,
}

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The border of the block.
    Border,
    /// A space.
    Space,
    /// A letter of a script written with spaces.
    Letter,
    /// A letter of a script written without.
    Ideograph,
    /// A digit.
    Digit,
    /// An opening bracket, or a dash, hyphen or slash: what an opening mark may follow.
    Opening,
    /// A comma, full stop, closing bracket: what stands after a closing mark, or before it.
    Closing,
    /// A colon before it.
    Colon,
    /// `…`, `¿`, `¡`, `#`, `@`, `$`: what a quotation may begin or end with.
    Inner,
    /// Another quotation mark.
    Quote,
}

/// How readily a mark is no quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apostrophe {
    /// It is a quotation mark.
    Never,
    /// It may be an apostrophe if nothing else fits.
    Hardly,
    /// It may be either: `the boys’ toys`.
    Maybe,
    /// It is an apostrophe or a prime unless a quotation is waiting for it.
    Likely,
    /// It stands for itself: `the character " opens a string`.
    Mentioned,
    /// It is one: `’90s`, `’em`.
    Certain,
}

/// Collects the marks of a side. Looks at bytes and not at tokens: most words have nothing that could be a mark.
pub fn collect(side: &Side) -> Vec<Mark> {
    let (mut marks, text, commas) = (Vec::new(), side.text.as_bytes(), Finder::new(b",,"));
    let has_references = memchr::memchr(b'&', text).is_some();
    for (index, block) in side.blocks.iter().enumerate() {
        let tokens = side.tokens_of(block);
        let first = block.tokens.start as usize;
        let words = || tokens.iter().find(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
        // Where the first word begins, and the first token that belongs to no mark yet.
        let (mut word, mut free) = (None, 0);
        let mut places = places(text, block.span, [b'"', b'\'', b'`'], |at| !is_inner(text, at));
        let commas = commas.find_iter(&text[block.span.range()]).map(|at| block.span.lo() + at);
        let known = places.len();
        places.extend(commas);
        if has_references {
            places.extend(memchr::memchr_iter(b'&', &text[block.span.range()]).map(|at| block.span.lo() + at));
        }
        if places.len() > known {
            places.sort_unstable();
        }
        for at in places {
            let place = token_at(tokens, block.span, at);
            if place < free {
                continue;
            }
            let Some(token) = tokens.get(place) else { break };
            if token.kind == TokenKind::Word && token.script == Script::Hebrew {
                marks.extend(inside_word(side, index, first + place, token).filter(|mark| mark.span.lo() == at));
            } else if token.kind == TokenKind::Mark
                && token.span.lo() == at
                && let Some(found) = Found::at(side, block, first + place)
            {
                free = place + found.tokens;
                let word = *word.get_or_insert_with(|| words().map_or(usize::MAX, |word| word.span.lo()));
                marks.push(found.mark(side, block, index, first + place, at < word));
            }
        }
    }
    marks
}

/// Whether what begins here is surely no quotation mark: an apostrophe between letters, or a letter or sign of
/// another block of Unicode.
fn is_inner(text: &[u8], at: usize) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let before = || letter(at.checked_sub(1).and_then(|at| text.get(at)));
    let next = text.get(at + 1).copied().unwrap_or_default();
    match text[at] {
        b'\'' => next.is_ascii_alphabetic() && before(),
        0xC2 => !matches!(next, 0xAB | 0xBB),
        0xE2 => next != 0x80 || text[at..].starts_with("’".as_bytes()) && before() && letter(text.get(at + 3)),
        0xE3 => next != 0x80,
        0xEF => !matches!(next, 0xBC | 0xBD),
        _ => false,
    }
}

/// An opening mark between a Hebrew prefix and its word (ו"שלום), which UAX #29 keeps in the word; before the last letter
/// it is the gershayim of an abbreviation.
fn inside_word(side: &Side, block: usize, at: usize, token: &Token) -> Option<Mark> {
    let word = side.word(token);
    let offset = word.find('"')?;
    let after = word[offset + 1..].chars().filter(|c| c.is_alphabetic()).count();
    let before = word[..offset].chars().count();
    (after > 1 && before <= 3).then(|| Mark {
        span: Span::new(token.span.lo() + offset, token.span.lo() + offset + 1),
        glyph: '"',
        makeshift: false,
        encoded: false,
        level: Level::Double,
        block: block as u32,
        token: at as u32,
        left: Edge::Opening,
        right: Edge::Letter,
        leads: false,
        apostrophe: Apostrophe::Maybe,
    })
}

struct Found {
    glyph: char,
    level: Level,
    makeshift: bool,
    encoded: bool,
    tokens: usize,
}

impl Found {
    fn of(glyph: char, level: Level, tokens: usize) -> Self {
        Self { glyph, level, makeshift: false, encoded: false, tokens }
    }

    fn makeshift(self) -> Self {
        Self { makeshift: true, ..self }
    }

    /// A character reference that stands for a quotation mark.
    fn reference(side: &Side, block: &Block, at: usize) -> Option<Self> {
        let start = side.tokens[at].span.lo();
        let found = entity::reference(&side.text[start..block.span.hi()])?;
        let glyph = found.meant.chars().next()?;
        let level = level(glyph)?;
        let inside = side.tokens[at..block.tokens.end as usize].iter().take_while(|t| t.span.hi() <= start + found.len);
        Some(Self { encoded: true, ..Self::of(glyph, level, inside.count()) })
    }

    fn at(side: &Side, block: &Block, at: usize) -> Option<Self> {
        let char_at = |index: usize| {
            let token = side.tokens.get(index).filter(|_| index < block.tokens.end as usize)?;
            side.word(token).chars().next()
        };
        let glyph = char_at(at)?;
        if let Some(level) = level(glyph) {
            let doubled = level == Level::Single && char_at(at + 1) == Some(glyph) && char_at(at + 2) != Some(glyph);
            return Some(if doubled && matches!(glyph, '\'' | '’' | '‘') {
                let glyph = match glyph {
                    '’' => '”',
                    '‘' => '“',
                    _ => '"',
                };
                Self::of(glyph, Level::Double, 2).makeshift()
            } else {
                Self::of(glyph, level, 1)
            });
        }
        if glyph == '&' {
            return Self::reference(side, block, at);
        }
        let open_left = at == block.tokens.start as usize || side.tokens[at - 1].kind == TokenKind::Space;
        let word_follows = |width: usize| side.tokens.get(at + width).is_some_and(|t| t.kind == TokenKind::Word);
        match glyph {
            ',' if open_left && char_at(at + 1) == Some(',') && word_follows(2) => {
                Some(Self::of('„', Level::Double, 2).makeshift())
            }
            '`' if char_at(at + 1) == Some('`') && char_at(at + 2) != Some('`') && word_follows(2) && open_left => {
                Some(Self::of('“', Level::Double, 2).makeshift())
            }
            '`' if open_left && word_follows(1) => Some(Self::of('‘', Level::Single, 1).makeshift()),
            _ => None,
        }
    }

    fn mark(self, side: &Side, block: &Block, index: usize, at: usize, leads: bool) -> Mark {
        let last = at + self.tokens - 1;
        let span = side.tokens[at].span.to(side.tokens[last].span);
        let before = (at > block.tokens.start as usize).then(|| &side.tokens[at - 1]);
        let after = (last + 1 < block.tokens.end as usize).then(|| &side.tokens[last + 1]);
        let mut mark = Mark {
            span,
            glyph: self.glyph,
            makeshift: self.makeshift,
            encoded: self.encoded,
            level: self.level,
            block: index as u32,
            token: at as u32,
            left: edge(side, before, true),
            right: edge(side, after, false),
            leads,
            apostrophe: Apostrophe::Never,
        };
        mark.apostrophe = if is_mentioned(side, &mark, (at, last + 1)) {
            Apostrophe::Mentioned
        } else {
            apostrophe(side, &mark, (at, last), (before, after))
        };
        // Korean particles are glued to the closing mark.
        if after.is_some_and(|token| token.script == Script::Hangul) {
            mark.right = Edge::Ideograph;
        }
        mark
    }
}

fn edge(side: &Side, token: Option<&Token>, left: bool) -> Edge {
    let Some(token) = token else { return Edge::Border };
    match token.kind {
        TokenKind::Space => Edge::Space,
        TokenKind::Number => Edge::Digit,
        TokenKind::Word => {
            let word = side.word(token);
            let c = if left { word.chars().next_back() } else { word.chars().next() };
            match c {
                Some(c) if c.is_numeric() => Edge::Digit,
                Some(c) if Script::of(c).is_unspaced() => Edge::Ideograph,
                _ => Edge::Letter,
            }
        }
        TokenKind::Mark => match side.word(token).chars().next().unwrap_or(' ') {
            c if level(c).is_some() => Edge::Quote,
            ':' if left => Edge::Colon,
            // `，“` opens, `，”` closes.
            '，' | '、' if left => Edge::Inner,
            '(' | '[' | '{' | '<' | '（' | '【' | '《' | '〈' | '-' | '‐' | '‑' | '–' | '—' | '―' | '/' | '|' | '~'
            | '：' | '，' | '、' | '=' => {
                // A dash or a slash follows a closing mark as readily as it precedes an opening one.
                Edge::Opening
            }
            '…' | '¿' | '¡' | '#' | '@' | '$' | '€' | '£' | '*' | '_' | '+' | '\\' => Edge::Inner,
            _ => Edge::Closing,
        },
    }
}

/// Whether a mark stands for itself: between spaces beside a word for marks (`the sign “ is`), or alone in brackets or in
/// marks of the other level. `first` is its token, `end` the token after it.
fn is_mentioned(side: &Side, mark: &Mark, (first, end): (usize, usize)) -> bool {
    let glyph = |at: Option<usize>| at.and_then(|at| side.tokens.get(at)).and_then(Token::mark);
    let enclosed = match (glyph(first.checked_sub(1)), glyph(Some(end))) {
        (Some('(' | '[' | '（'), Some(')' | ']' | '）')) => true,
        (Some(open), Some(close)) => {
            let other = |c| level(c).is_some_and(|level| level != mark.level);
            other(open) && other(close)
        }
        _ => false,
    };
    let loose = mark.left == Edge::Space && matches!(mark.right, Edge::Space | Edge::Border | Edge::Closing);
    enclosed
        || loose
            && !side.profile.mark_names.is_empty()
            && (is_named(side, first) || mark.right == Edge::Space && names_follow(side, end + 1))
            && !has_partner(side, mark, (first, end))
}

fn is_name(side: &Side, token: &Token) -> bool {
    side.profile.mark_names.has(&side.text, token)
}

/// Whether the word at a token or the one after it is one for marks: `the “ key`, `die „ beschriftete Taste`.
fn names_follow(side: &Side, at: usize) -> bool {
    let after = side.tokens[at.min(side.tokens.len())..].iter().take_while(|token| token.kind != TokenKind::Mark);
    after.filter(|token| token.kind == TokenKind::Word).take(2).any(|token| is_name(side, token))
}

/// Whether one of the few words before a token is one for marks: `the key marked “`.
fn is_named(side: &Side, at: usize) -> bool {
    let before = side.tokens[..at].iter().rev().take_while(|token| token.kind != TokenKind::Mark);
    before.filter(|token| token.kind == TokenKind::Word).take(NAMED_WITHIN).any(|token| is_name(side, token))
}

/// Whether the next or the last mark of the level in the sentence makes a pair with a mark between spaces, and stands for itself
/// no more than that: `the sign “ Closed ”`.
fn has_partner(side: &Side, mark: &Mark, (first, end): (usize, usize)) -> bool {
    let block = &side.blocks[mark.block as usize].tokens;
    let clause = |at: &usize| !matches!(side.tokens[*at].mark(), Some('.' | '!' | '?'));
    let same = |at: &usize| side.tokens[*at].mark().and_then(level) == Some(mark.level);
    let is_word = |at: usize| side.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
    let next = (end..block.end as usize).take_while(clause).find(same);
    let last = (block.start as usize..first).rev().take_while(clause).find(same);
    next.is_some_and(|at| !is_word(at + 1) && !is_named(side, at))
        || last.is_some_and(|at| at == 0 || !is_word(at - 1) && !is_named(side, at))
}

/// Words before a mark among which a word for marks tells that the mark stands for itself.
const NAMED_WITHIN: usize = 4;

fn apostrophe(
    side: &Side,
    mark: &Mark,
    (first, last): (usize, usize),
    (before, after): (Option<&Token>, Option<&Token>),
) -> Apostrophe {
    use Apostrophe::{Certain, Hardly, Likely, Maybe, Never};
    let profile = &side.profile;
    let hangul = |token: Option<&Token>| token.is_some_and(|token| token.script == Script::Hangul);
    let korean = hangul(before) || hangul(after);
    if mark.level == Level::Double && mark.makeshift && matches!(mark.glyph, '"' | '”') {
        return doubled_apostrophe(side, mark, (before, after));
    }
    if mark.level == Level::Double {
        let straight = matches!(mark.glyph, '"' | '”') && !mark.makeshift;
        return match (mark.left, mark.right) {
            _ if !straight || korean => Never,
            // 5'10" and 7": inches, seconds.
            (Edge::Digit, _) => Hardly,
            // зв"язок, l"État: a double mark that stands in for an apostrophe.
            (Edge::Letter, Edge::Letter) => Likely,
            // judges" decisions
            (Edge::Letter, Edge::Space) if word_ends_in_s(side, before) => Hardly,
            _ => Never,
        };
    }
    if !matches!(mark.glyph, '\'' | '’' | '‘' | '‛' | '＇') || mark.makeshift {
        return Never;
    }
    let word = |token: Option<&Token>| token.filter(|t| t.kind != TokenKind::Mark).map_or("", |t| side.word(t));
    let (left, right) = (word(before), word(after));
    if korean {
        // Korean has no apostrophe but that of a decade: ’90년대.
        return if mark.glyph != '‘' && mark.left != Edge::Letter && is_decade(right) { Maybe } else { Never };
    }
    // A suffix, unless it is itself in quotation marks ('s') or begins a name ('s-Hertogenbosch).
    let suffix = |at: usize| {
        mark.glyph != '‘'
            && side.tokens.get(at).is_some_and(|t| profile.elided_suffixes.has(&side.text, t))
            && !side.tokens.get(at + 1).is_some_and(|t| matches!(side.word(t), "'" | "’" | "‘" | "-"))
    };
    // The word before a space before the mark.
    let prefix = || first.checked_sub(2).is_some_and(|at| profile.elided_prefixes.has(&side.text, &side.tokens[at]));
    match (mark.left, mark.right) {
        // can 't, can’ t, I ' m: an apostrophe that a tokenizer set apart.
        (Edge::Space, Edge::Letter) if suffix(last + 1) => Certain,
        (Edge::Letter | Edge::Digit | Edge::Space, Edge::Space) if suffix(last + 2) => Certain,
        // l ’État
        (Edge::Space, Edge::Letter) if prefix() => Likely,
        // ’90s, ’em, ’til.
        (
            Edge::Border | Edge::Space | Edge::Opening | Edge::Quote | Edge::Inner | Edge::Closing | Edge::Colon,
            Edge::Letter | Edge::Digit,
        ) => {
            if is_clipped(side, &["'", right]) || is_clipped(side, &["'", right, "'"]) {
                Likely
            } else if is_decade(right) {
                Certain
            } else if matches!(mark.glyph, '’') {
                Maybe
            } else {
                Hardly
            }
        }
        // l’“amour”, d' un
        (Edge::Letter, Edge::Quote | Edge::Space) if profile.elided_prefixes.has_word(left) => Likely,
        (Edge::Letter, Edge::Letter | Edge::Digit) => Certain,
        // A mark that is turned like an opening one is an apostrophe by mistake only where one is usual: the boys‘ club.
        (Edge::Letter, _) if mark.glyph == '‘' && (mark.right != Edge::Space || !left.ends_with(['s', 'z', 'x'])) => {
            Hardly
        }
        (Edge::Letter, _) => {
            let clipped = || is_clipped(side, &[left, "'"]) || is_clipped(side, &["'", left, "'"]);
            if left.ends_with(['s', 'S', 'z', 'x']) || left.ends_with("in") || clipped() { Likely } else { Maybe }
        }
        (Edge::Digit, _) => Maybe,
        // l ’ État: an apostrophe that a tokenizer set apart.
        (Edge::Space, Edge::Space) => {
            if prefix() {
                Certain
            } else {
                Likely
            }
        }
        _ => Never,
    }
}

/// How readily two single marks are apostrophes: of an elision and of a decade (`nell’’800`), or of a decade (`anni ’’90`).
fn doubled_apostrophe(side: &Side, mark: &Mark, (before, after): (Option<&Token>, Option<&Token>)) -> Apostrophe {
    let years = after.map_or("", |token| side.word(token));
    let elided = || before.is_some_and(|token| side.profile.elided_prefixes.has(&side.text, token));
    match mark.left {
        Edge::Letter if (is_decade(years) || is_century(years)) && elided() => Apostrophe::Certain,
        Edge::Space | Edge::Border | Edge::Opening if is_decade(years) => Apostrophe::Likely,
        _ => Apostrophe::Never,
    }
}

/// Whether the parts together are a word that begins or ends with an apostrophe.
fn is_clipped(side: &Side, parts: &[&str]) -> bool {
    !side.profile.elisions.is_empty() && side.profile.elisions.has_word(&parts.concat())
}

fn word_ends_in_s(side: &Side, token: Option<&Token>) -> bool {
    token.is_some_and(|t| side.word(t).ends_with('s'))
}

/// `90s`, `68`, `68er`, `07-08`: what an apostrophe makes a year of.
fn is_decade(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && word[digits..].chars().all(char::is_alphabetic)
}

/// `800`: what an apostrophe makes a century of.
fn is_century(word: &str) -> bool {
    word.len() == 3 && word.ends_with("00") && word.as_bytes()[0].is_ascii_digit()
}
