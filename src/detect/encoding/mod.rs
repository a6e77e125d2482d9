//! Damaged characters: mojibake, U+FFFD, references and escapes, and characters that nobody can see.
//!
//! One pass over the characters that are no ASCII, and a search for `&` and `\` in the others. Letters of the wrong script
//! are the business of [`super::script`].

mod invisible;
mod legacy;
mod mojibake;

use rustc_hash::FxHashSet;

use super::spec::{Encoding as Spec, EncodingFault as Fault};
use super::{ByFault, Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::quotation::{Apostrophe, Level, glyph};
use crate::analysis::{Analysed, entity};
use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::Profile;
use crate::text::language::Inside;
use invisible::Place;
use mojibake::{Garbled, Mojibake};

/// Bytes on either side of a character that show whether it belongs there.
const AROUND: usize = 400;

/// All encoding rules.
pub(crate) struct Scanner {
    rules: ByFault<Fault>,
    mojibake: Mojibake,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self { rules: ByFault::new(rules.iter().map(|(index, spec)| (*index, spec.fault))), mojibake: Mojibake::new() }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let side = article.target();
        let (mut garbled, mut references) = (Vec::new(), Vec::new());
        for block in &side.blocks {
            let first = garbled.len();
            let text = side.str(block.span);
            let mut strange = Vec::new();
            self.walk(block, text, &mut garbled, &mut strange);
            controls(block, text, &mut strange);
            strange.retain(|(at, _)| !garbled[first..].iter().any(|g| g.strong && (g.start..g.end).contains(at)));
            self.report_strange(article, block, &strange, hits);
            self.references(side, block, text, &mut references);
        }
        widen(article, &mut references);
        self.report_references(&references, hits);
        self.report_garbled(side, &garbled, hits);
    }
}

impl Scanner {
    /// Collects what is garbled and what is strange in a block, at offsets of the side.
    fn walk(&self, block: &Block, text: &str, garbled: &mut Vec<Garbled>, strange: &mut Vec<(usize, char)>) {
        let base = block.span.lo();
        let (mut at, mut start, mut leads, mut done, mut small) = (0, 0, 0, 0, false);
        while at < text.len() {
            let Some(next) = not_ascii(text.as_bytes(), at) else { break };
            if next > at {
                leads = 0;
            }
            at = next;
            let Some(c) = text[at..].chars().next() else { break };
            // Small Cyrillic letters stand beside each other on every page of a Cyrillic text.
            let natural = small && is_small_cyrillic(c);
            let codes = if natural { 0 } else { leads & self.mojibake.continuations(c) };
            if codes != 0
                && start >= done
                && let Some(mut found) = self.mojibake.at(text, start, codes)
            {
                done = found.end;
                found.start += base;
                found.end += base;
                garbled.push(found);
            }
            if invisible::class(c).is_some() {
                strange.push((base + at, c));
            }
            (leads, start, small) = (self.mojibake.leads(c), at, is_small_cyrillic(c));
            at += c.len_utf8();
        }
    }

    fn report_strange(&self, article: &Analysed<'_>, block: &Block, strange: &[(usize, char)], hits: &mut Hits) {
        let side = article.target();
        let mut reported = 0;
        for (index, (at, c)) in strange.iter().copied().enumerate() {
            let fault = invisible::class(c).unwrap_or(Fault::Control);
            let end = at + c.len_utf8();
            let from = side.text.ceil_char_boundary(at.saturating_sub(AROUND).max(block.span.lo()));
            let to = side.text.floor_char_boundary((end + AROUND).min(block.span.hi()));
            let place = Place { before: &side.text[from..at], after: &side.text[end..to] };
            if at < reported || !self.rules.wants(fault) || invisible::belongs(c, &place) {
                continue;
            }
            let word = word_around(side, block, Span::new(at, end));
            let same = strange[index..].iter().take_while(|(other, _)| *other < word.hi());
            let edits: Vec<Edit> = same
                .filter(|(_, other)| invisible::class(*other).unwrap_or(Fault::Control) == fault)
                .map(|(other, c)| Edit::new(Span::new(*other, other + c.len_utf8()), invisible::instead(*c)))
                .collect();
            reported = word.hi();
            let spaced = spaced(side, word, &edits);
            let border = spaced.as_ref().map_or(Break::None, |_| Break::of(article, side.str(word)));
            self.rules.report(fault, hits, |rule| {
                let hit = Hit::new(rule, word)
                    .slot("code", format!("U+{:04X}", c as u32))
                    .slot("meant", mended(side, word, &edits));
                if let Some(spaced) = &spaced {
                    return match border {
                        Break::Words => hit.choose(spaced.clone(), true),
                        Break::None => hit.choose(edits.clone(), true),
                        Break::Unknown => hit.choose(edits.clone(), false).choose(spaced.clone(), false),
                    };
                }
                match fault {
                    Fault::Replacement | Fault::PrivateUse => hit,
                    _ => hit.choose(edits.clone(), true),
                }
            });
        }
    }

    /// Collects the references and escapes of a block.
    fn references(&self, side: &Side, block: &Block, text: &str, found: &mut Vec<Reference>) {
        let mut done = 0;
        for at in memchr::memchr2_iter(b'&', b'\\', text.as_bytes()) {
            let (fault, read) = match text.as_bytes()[at] {
                b'&' => (Fault::Entity, entity::reference(&text[at..])),
                _ => (Fault::Escape, entity::escape(&text[at..])),
            };
            let Some(read) = read.filter(|_| at >= done && self.rules.wants(fault)) else { continue };
            done = at + read.len;
            let span = Span::new(block.span.lo() + at, block.span.lo() + done);
            if fault == Fault::Entity && is_quoted(side, span) {
                continue;
            }
            found.push(Reference { fault, span, edit: Edit::new(span, read.meant) });
        }
    }

    /// Reports references and escapes: each, or all of a sort as one finding where the article has many, as nothing decoded
    /// them.
    fn report_references(&self, found: &[Reference], hits: &mut Hits) {
        for fault in [Fault::Entity, Fault::Escape] {
            let of_sort: Vec<&Reference> = found.iter().filter(|reference| reference.fault == fault).collect();
            let (many, few) = if of_sort.len() >= HABIT { (&of_sort[..], &[][..]) } else { (&[][..], &of_sort[..]) };
            for group in few.chunks(1).chain(std::iter::once(many)) {
                let [first, rest @ ..] = group else { continue };
                self.rules.report(fault, hits, |rule| {
                    let hit = Hit::new(rule, first.span).slot("meant", shown(&first.edit.text));
                    let hit = rest.iter().fold(hit, |hit, other| hit.because(other.span));
                    hit.choose(group.iter().map(|reference| reference.edit.clone()).collect(), true)
                });
            }
        }
    }

    /// Reports what is certainly garbled, and what is probably garbled beside it in the same encoding.
    fn report_garbled(&self, side: &Side, garbled: &[Garbled], hits: &mut Hits) {
        let sure = garbled.iter().filter(|g| g.strong).fold(0_u32, |codes, g| codes | 1 << g.code);
        let mut known: Vec<&Garbled> = garbled.iter().filter(|g| sure >> g.code & 1 == 1).collect();
        known.dedup_by(|b, a| b.start < a.end);
        let mut rest = known.as_slice();
        while let Some(first) = rest.first() {
            let block = &side.blocks[side.block_at(first.start)];
            let word = word_around(side, block, Span::new(first.start, first.end));
            let count = rest.iter().take_while(|g| g.start < word.hi()).count().max(1);
            let (members, others) = rest.split_at(count);
            rest = others;
            let edits: Option<Vec<Edit>> =
                members.iter().map(|g| Some(Edit::new(Span::new(g.start, g.end), g.meant.clone()?))).collect();
            match edits {
                Some(edits) => self.rules.report(Fault::Mojibake, hits, |rule| {
                    Hit::new(rule, word).slot("meant", mended(side, word, &edits)).choose(edits.clone(), true)
                }),
                None => self.rules.report(Fault::Replacement, hits, |rule| Hit::new(rule, word).slot("code", "U+FFFD")),
            }
        }
    }
}

/// What a zero-width space stands for between two letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    /// The border of two words: a space.
    Words,
    /// Nothing: it stands inside a word.
    None,
    Unknown,
}

impl Break {
    /// What the words of the article and of grammar tell about a word with zero-width spaces in it.
    fn of(article: &Analysed<'_>, word: &str) -> Self {
        let function = &article.target().profile.function;
        // The zero-width space parts tokens: each part is a word of the article that stands there once more.
        let known = |word: &str| {
            let count = article.vocabulary().count(word);
            function.has_word(word) || count.lower + count.capital > 1
        };
        let parts = || word.split(|c| invisible::class(c).is_some()).filter(|part| !part.is_empty());
        let whole: String = parts().collect();
        match (parts().all(known), function.has_word(&whole) || article.vocabulary().has(&whole)) {
            (true, false) => Self::Words,
            (false, true) => Self::None,
            _ => Self::Unknown,
        }
    }
}

/// The edits with a space for each zero-width space between two letters, if there is one.
fn spaced(side: &Side, word: Span, edits: &[Edit]) -> Option<Vec<Edit>> {
    let strange = |c: char| invisible::class(c).is_some();
    let inner = |edit: &Edit| {
        let (left, right) = (&side.text[word.lo()..edit.span.lo()], &side.text[edit.span.hi()..word.hi()]);
        side.str(edit.span) == "\u{200B}"
            && !left.trim_end_matches(strange).is_empty()
            && !right.trim_start_matches(strange).is_empty()
    };
    edits.iter().any(inner).then(|| {
        let space = |edit: &Edit| if inner(edit) { Edit::new(edit.span, " ") } else { edit.clone() };
        edits.iter().map(space).collect()
    })
}

/// A character reference or an escape.
struct Reference {
    fault: Fault,
    span: Span,
    edit: Edit,
}

/// From so many on, references that nobody decoded are one finding.
const HABIT: usize = 3;

/// Widens the edits of references to quotation marks by the spaces that a tokenizer put inside a quotation, or on both sides
/// of an apostrophe (`China & apos; s`).
fn widen(article: &Analysed<'_>, references: &mut [Reference]) {
    let is_mark = |reference: &Reference| reference.edit.text.chars().next().and_then(glyph::level).is_some();
    let mut references = references.iter_mut().filter(|reference| is_mark(reference)).peekable();
    if references.peek().is_none() {
        return;
    }
    let (side, quotations) = (article.target(), article.quotations());
    let opening: FxHashSet<u32> = quotations.pairs.iter().map(|pair| pair.open).collect();
    let closing: FxHashSet<u32> = quotations.pairs.iter().map(|pair| pair.close).collect();
    for reference in references {
        let span = reference.span;
        let Ok(index) = quotations.marks.binary_search_by_key(&span.lo(), |mark| mark.span.lo()) else { continue };
        let mark = &quotations.marks[index];
        let block = side.blocks[mark.block as usize].span;
        let (left, right) = (&side.text[block.lo()..span.lo()], &side.text[span.hi()..block.hi()]);
        let before = span.lo() - (left.len() - left.trim_end_matches(' ').len());
        let after = span.hi() + right.len() - right.trim_start_matches(' ').len();
        let padded = glyph::is_guillemet(mark.glyph) && side.profile.inside_guillemets != Inside::None;
        let apostrophe = mark.level == Level::Single && mark.apostrophe == Apostrophe::Certain;
        let opens = !padded && opening.contains(&(index as u32));
        let closes = !padded && closing.contains(&(index as u32));
        let start = if apostrophe || closes { before } else { span.lo() };
        let end = if apostrophe || opens { after } else { span.hi() };
        reference.edit.span = Span::new(start, end);
    }
}

/// Letters that Russian, Ukrainian, Bulgarian and their neighbours are written in.
fn is_small_cyrillic(c: char) -> bool {
    matches!(c, '\u{430}'..='\u{457}' | 'ґ')
}

/// Adds the control characters of ASCII.
#[expect(clippy::needless_bitwise_bool, reason = "without a branch in it the loop looks at many bytes at once")]
fn controls(block: &Block, text: &str, strange: &mut Vec<(usize, char)>) {
    let is_control =
        |byte: &u8| (*byte < 0x20) & (*byte != b'\t') & (*byte != b'\n') & (*byte != b'\r') | (*byte == 0x7F);
    if text.as_bytes().iter().fold(false, |any, byte| any | is_control(byte)) {
        let found = text.bytes().enumerate().filter(|(_, byte)| is_control(byte));
        strange.extend(found.map(|(at, byte)| (block.span.lo() + at, char::from(byte))));
        strange.sort_unstable();
    }
}

/// The next byte from `at` that is no ASCII.
fn not_ascii(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(chunk) = bytes.get(at..at + 16).filter(|chunk| chunk.is_ascii()) {
        at += chunk.len();
    }
    bytes[at..].iter().position(|byte| !byte.is_ascii()).map(|n| at + n)
}

/// The letters and digits around a stretch, and what is strange among them.
fn word_around(side: &Side, block: &Block, span: Span) -> Span {
    let in_word =
        |c: &char| c.is_alphanumeric() && !crate::text::Script::of(*c).is_unspaced() || invisible::class(*c).is_some();
    let before = side.text[block.span.lo()..span.lo()].chars().rev().take_while(in_word).take(40);
    let after = side.text[span.hi()..block.span.hi()].chars().take_while(in_word).take(40);
    Span::new(
        span.lo() - before.map(char::len_utf8).sum::<usize>(),
        span.hi() + after.map(char::len_utf8).sum::<usize>(),
    )
}

/// A stretch with edits applied.
fn mended(side: &Side, span: Span, edits: &[Edit]) -> String {
    let (mut text, mut at) = (String::new(), span.lo());
    for edit in edits {
        text.push_str(&side.text[at..edit.span.lo().max(at)]);
        text.push_str(&edit.text);
        at = edit.span.hi();
    }
    text.push_str(&side.text[at..span.hi().max(at)]);
    text
}

/// A character as a message can show it.
fn shown(meant: &str) -> String {
    match meant {
        "" => "nothing".to_owned(),
        _ if meant.chars().all(|c| c.is_whitespace() || c.is_control() || invisible::class(c).is_some()) => {
            meant.chars().map(|c| format!("U+{:04X}", c as u32)).collect::<Vec<_>>().join(" ")
        }
        _ => meant.to_owned(),
    }
}

/// Whether a reference stands in quotation marks by itself, which speak of it.
fn is_quoted(side: &Side, span: Span) -> bool {
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '`');
    side.text[..span.lo()].ends_with(quote) && side.text[span.hi()..].starts_with(quote)
}
