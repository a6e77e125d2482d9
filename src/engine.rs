//! The engine: article x catalogue x settings -> findings; overlap; the fix loop.
//!
//! Knows nothing of files and terminals.
//!
//! **Overlap.** A rule yields to the rules it names (`yields_to`) where both touch the same words. Of findings whose
//! spans still overlap the more certain one stays, then the more severe, then the one that starts first, then the longer,
//! then the one whose rule id comes first. So one root cause gives one finding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::analysis::Analysed;
use crate::analysis::quotation::glyph;
use crate::article::{Article, Side};
use crate::detect::{self, Choice, Edit, Hit, Hits, RuleIndex, Scan};
use crate::rule::catalogue::in_prefix;
use crate::rule::{Catalogue, Certainty, Rule, Safety, Severity};
use crate::span::Span;
use crate::text::{Lang, Profile};

/// What is to be reported.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The least certainty shown.
    pub certainty: Certainty,
    /// Only these rules, by prefix; empty: all.
    pub select: Vec<String>,
    /// Not these, by prefix.
    pub ignore: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { certainty: Certainty::Likely, select: Vec::new(), ignore: Vec::new() }
    }
}

/// A hit with its rule's words: what users see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// Where it stands in the text.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
    /// How bad it is.
    pub severity: Severity,
    /// How sure the rule is.
    pub certainty: Certainty,
    /// MQM category.
    pub mqm: Arc<str>,
    /// Ways to mend it, best first.
    pub fixes: Vec<Fix>,
    /// Evidence.
    pub related: Vec<Label>,
    /// 16 hexadecimal digits that stay the same when unrelated text moves.
    pub fingerprint: String,
}

/// Edits that are applied whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// How safe it is.
    pub safety: Safety,
    /// The edits, in order, never overlapping.
    pub edits: Vec<Edit>,
}

/// A place with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The remark.
    pub message: String,
}

/// A catalogue with settings, compiled for each language when a text in it first turns up.
pub struct Linter {
    catalogue: Catalogue,
    settings: Settings,
    compiled: ByLang,
    /// Rules that are only counted, compiled where that is asked for.
    hidden: ByLang,
}

type ByLang = Mutex<BTreeMap<Lang, Arc<Compiled>>>;

/// The rules for one language.
struct Compiled {
    profile: Arc<Profile>,
    rules: Vec<Loaded>,
    scanners: Vec<Box<dyn Scan>>,
}

#[derive(Clone)]
struct Loaded {
    id: Arc<str>,
    mqm: Arc<str>,
    rule: Rule,
}

impl Linter {
    /// A linter.
    pub fn new(catalogue: Catalogue, settings: Settings) -> Self {
        Self { catalogue, settings, compiled: Mutex::default(), hidden: Mutex::default() }
    }

    /// The conventions of a language.
    pub fn profile(&self, lang: &Lang) -> Arc<Profile> {
        Arc::clone(&self.compiled(lang).profile)
    }

    /// The findings of an article, in order of position and rule.
    pub fn check(&self, article: &Article) -> Vec<Finding> {
        let compiled = self.compiled(&article.target.profile.lang);
        let mut hits = scanned(&compiled.scanners, &Analysed::new(article));
        hits.retain(|hit| compiled.certainty(hit) >= self.settings.certainty);
        compiled.findings(&article.target, hits)
    }

    /// The findings of an article as [`Self::check`] gives them, and how many more there are that are less certain than the
    /// settings ask for.
    pub fn check_and_count(&self, article: &Article) -> (Vec<Finding>, usize) {
        let lang = &article.target.profile.lang;
        let compiled = self.compiled(lang);
        let hidden = entry(&self.hidden, lang, || compiled.hidden(&self.catalogue, &self.settings));
        let analysed = Analysed::new(article);
        let mut hits = scanned(&compiled.scanners, &analysed);
        let more = scanned(&hidden.scanners, &analysed);
        let asked = |hit: &Hit| hidden.certainty(hit) >= self.settings.certainty;
        let count = if more.is_empty() && hits.iter().all(asked) {
            0
        } else {
            let all = hits.iter().cloned().chain(more).collect();
            without_overlap(all, &hidden.rules).iter().filter(|hit| !asked(hit)).count()
        };
        hits.retain(asked);
        (compiled.findings(&article.target, hits), count)
    }

    fn compiled(&self, lang: &Lang) -> Arc<Compiled> {
        entry(&self.compiled, lang, || Compiled::new(&self.catalogue, &self.settings, lang))
    }
}

impl Compiled {
    fn new(catalogue: &Catalogue, settings: &Settings, lang: &Lang) -> Self {
        let profile = catalogue.profile(lang);
        let wanted = |rule: &&Rule| rule.surest() >= settings.certainty && settings.want(rule, lang);
        let rules: Vec<Loaded> = catalogue.rules.iter().filter(wanted).map(Loaded::new).collect();
        let specs = rules.iter().enumerate().map(|(at, loaded)| (RuleIndex(at as u16), &loaded.rule.file.detect));
        let scanners = detect::compile(specs, &profile);
        Self { profile, rules, scanners }
    }

    fn certainty(&self, hit: &Hit) -> Certainty {
        hit.certainty.unwrap_or(self.rules[hit.rule.0 as usize].rule.file.certainty)
    }

    /// The rules of this one and after them those that are less certain, with the scanners of the latter alone: what is shown
    /// does not depend on what is only counted.
    fn hidden(&self, catalogue: &Catalogue, settings: &Settings) -> Self {
        let wanted = |rule: &&Rule| rule.surest() < settings.certainty && settings.want(rule, &self.profile.lang);
        let more = catalogue.rules.iter().filter(wanted).map(Loaded::new);
        let rules: Vec<Loaded> = self.rules.iter().cloned().chain(more).collect();
        let specs = rules.iter().enumerate().skip(self.rules.len());
        let specs = specs.map(|(at, loaded)| (RuleIndex(at as u16), &loaded.rule.file.detect));
        let scanners = detect::compile(specs, &self.profile);
        Self { profile: Arc::clone(&self.profile), rules, scanners }
    }

    fn findings(&self, side: &Side, hits: Hits) -> Vec<Finding> {
        let hits = without_overlap(hits, &self.rules);
        let mut findings: Vec<Finding> = hits.iter().map(|hit| self.finding(side, hit)).collect();
        number_fingerprints(&mut findings);
        findings
    }

    fn finding(&self, side: &Side, hit: &Hit) -> Finding {
        let loaded = &self.rules[hit.rule.0 as usize];
        let rule = &loaded.rule;
        let found = side.str(hit.span);
        let slot = |name: &str| {
            if name == "found" {
                Some(found)
            } else {
                hit.slots.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
            }
        };
        let message = rule.message.render(slot);
        let related = match &rule.evidence {
            Some(evidence) => {
                hit.evidence.iter().map(|span| Label { span: *span, message: evidence.render(slot) }).collect()
            }
            None => Vec::new(),
        };
        let fixes = match rule.file.fix {
            Some(safety) => hit.choices.iter().map(|choice| fix(side, choice, safety)).collect(),
            None => Vec::new(),
        };
        Finding {
            rule: Arc::clone(&loaded.id),
            span: hit.span,
            message,
            severity: rule.file.severity,
            certainty: self.certainty(hit),
            mqm: Arc::clone(&loaded.mqm),
            fixes,
            related,
            fingerprint: fingerprint(side, &loaded.id, hit.span),
        }
    }
}

impl Settings {
    /// Whether a rule is for a language and among those asked for.
    fn want(&self, rule: &Rule, lang: &Lang) -> bool {
        rule.applies_to(lang)
            && (self.select.is_empty() || self.select.iter().any(|prefix| in_prefix(&rule.id, prefix)))
            && !self.ignore.iter().any(|prefix| in_prefix(&rule.id, prefix))
    }
}

impl Loaded {
    fn new(rule: &Rule) -> Self {
        Self { id: rule.id.as_str().into(), mqm: rule.file.mqm.as_str().into(), rule: rule.clone() }
    }
}

/// What is kept for a language, made when it is first asked for.
fn entry(kept: &ByLang, lang: &Lang, make: impl FnOnce() -> Compiled) -> Arc<Compiled> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(kept.entry(lang.clone()).or_insert_with(|| Arc::new(make())))
}

fn scanned(scanners: &[Box<dyn Scan>], article: &Analysed<'_>) -> Hits {
    let mut hits = Hits::new();
    for scanner in scanners {
        scanner.scan(article, &mut hits);
    }
    hits
}

fn fix(side: &Side, choice: &Choice, safety: Safety) -> Fix {
    let mut edits = choice.edits.clone();
    edits.sort_by_key(|edit| edit.span);
    let safety = if choice.sure { safety } else { safety.min(Safety::Unsafe) };
    Fix { title: title(side, &edits), safety, edits }
}

/// What a fix does, in a few words: like edits are counted, many different ones are not all named.
fn title(side: &Side, edits: &[Edit]) -> String {
    let mut steps: Vec<(String, usize)> = Vec::new();
    for edit in edits {
        let step = step(side, edit);
        match steps.iter_mut().find(|(known, _)| *known == step) {
            Some((_, count)) => *count += 1,
            None => steps.push((step, 1)),
        }
    }
    let rest: usize = steps.iter().skip(MOST_STEPS).map(|(_, count)| count).sum();
    let mut named: Vec<String> = steps
        .into_iter()
        .take(MOST_STEPS)
        .map(|(step, count)| if count > 1 { format!("{step} ({count} times)") } else { step })
        .collect();
    if rest > 0 {
        named.push(format!("and {rest} more"));
    }
    if named.is_empty() { "change nothing".to_owned() } else { named.join(", ") }
}

/// Different edits of a fix that are named.
const MOST_STEPS: usize = 3;

fn step(side: &Side, edit: &Edit) -> String {
    let old = side.str(edit.span);
    match (old, edit.text.as_str()) {
        ("", " ") => format!("insert a space{}", beside(side, edit.span)),
        ("", new) => format!("insert {}{}", quoted(new), beside(side, edit.span)),
        (" ", "") => "delete the space".to_owned(),
        (old, "") => format!("delete {}", quoted(old)),
        (old, " ") => format!("replace {} with a space", quoted(old)),
        (old, new) => format!("replace {} with {}", quoted(old), quoted(new)),
    }
}

/// A piece of text in a title: in “ ”, unless it has such marks itself, and not longer than can be read at a glance.
fn quoted(text: &str) -> String {
    let mut short = shown(text);
    let length = short.chars().count();
    if length > LONGEST {
        let head: String = short.chars().take(LONGEST / 2).collect();
        let tail: String = short.chars().skip(length - LONGEST / 2).collect();
        short = format!("{head}…{tail}");
    }
    match (length, short.contains(|c| glyph::level(c).is_some())) {
        (1, true) => short,
        (_, true) if short.contains(['“', '”']) || !short.contains(char::is_alphanumeric) => format!("`{short}`"),
        _ => format!("“{short}”"),
    }
}

/// Characters of a piece of text that are shown in a title.
const LONGEST: usize = 60;

/// Where an insertion stands: two that insert the same are told apart by the words beside them.
fn beside(side: &Side, place: Span) -> String {
    let before = &side.text[side.text.floor_char_boundary(place.lo().saturating_sub(NEAR))..place.lo()];
    let before = before.lines().next_back().unwrap_or_default();
    if let Some(word) = before.split_whitespace().next_back().filter(|_| !before.ends_with('\n')) {
        return format!(" after {}", quoted(&ending(word)));
    }
    let after = &side.text[place.lo()..side.text.floor_char_boundary(place.lo() + NEAR)];
    let word = after.lines().next().and_then(|line| line.split_whitespace().next());
    word.map_or_else(String::new, |word| format!(" before {}", quoted(&beginning(word))))
}

/// Bytes looked at for the word beside an insertion.
const NEAR: usize = 80;
/// Characters shown of it, where words are not set apart by spaces.
const SHOWN: usize = 16;

/// The end of a word, or of what stands for one in a script without spaces, without the quotation marks around it.
fn ending(word: &str) -> String {
    let bare = without_marks(word);
    match bare.char_indices().rev().nth(SHOWN) {
        Some((at, c)) => format!("…{}", &bare[at + c.len_utf8()..]),
        None => bare.to_owned(),
    }
}

/// The same for the beginning.
fn beginning(word: &str) -> String {
    let bare = without_marks(word);
    match bare.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &bare[..at]),
        None => bare.to_owned(),
    }
}

/// A word without the quotation marks around it, unless it is nothing else.
fn without_marks(word: &str) -> &str {
    let bare = word.trim_matches(|c| glyph::level(c).is_some());
    if bare.is_empty() { word } else { bare }
}

/// Text as it can stand in a line: spaces that look like none are named.
fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{A0}' | '\u{202F}' => "⍽".to_owned(),
            '\n' => "⏎".to_owned(),
            '\t' => "⇥".to_owned(),
            c if c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}') => {
                format!("<U+{:04X}>", u32::from(c))
            }
            c => c.to_string(),
        })
        .collect()
}

/// FNV-1a over the rule, the words found and the sentence around them, as far as it is near.
fn fingerprint(side: &Side, rule: &str, span: Span) -> String {
    let at = side.sentences.partition_point(|sentence| sentence.span.lo() <= span.lo()).saturating_sub(1);
    let sentence = side.sentences.get(at).map_or("", |sentence| {
        let from = side.text.ceil_char_boundary(span.lo().saturating_sub(CONTEXT)).max(sentence.span.lo());
        let to = side.text.floor_char_boundary(span.hi() + CONTEXT).min(sentence.span.hi());
        side.text.get(from..to).unwrap_or_default()
    });
    let parts = [rule, "\0", side.str(span), "\0", sentence];
    let bytes = parts.iter().flat_map(|part| part.bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Bytes on each side of a finding that its fingerprint takes in, so that it costs the same in a text without sentences.
const CONTEXT: usize = 400;

/// Tells findings apart that would have one fingerprint: the second of them gets another, and so on.
fn number_fingerprints(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        if *count > 0 {
            let hash = u64::from_str_radix(&finding.fingerprint, 16).unwrap_or_default();
            finding.fingerprint = format!("{:016x}", hash.wrapping_add(count.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
        *count += 1;
    }
}

/// The overlap policy. What is left is in order of position. Takes `n log n` time, however many hits lie on each other.
fn without_overlap(mut hits: Hits, rules: &[Loaded]) -> Hits {
    let rule = |hit: &Hit| &rules[hit.rule.0 as usize].rule;
    hits.sort_by_key(|hit| (hit.span, hit.rule));
    hits.dedup_by(|a, b| a.rule == b.rule && a.span == b.span);
    let mut causes: BTreeMap<RuleIndex, Cover> = BTreeMap::new();
    for hit in &hits {
        let prefixes = &rule(hit).file.yields_to;
        if !prefixes.is_empty() && !causes.contains_key(&hit.rule) {
            let explains = |other: &&Hit| {
                other.rule != hit.rule && prefixes.iter().any(|prefix| in_prefix(&rule(other).id, prefix))
            };
            causes.insert(hit.rule, Cover::new(hits.iter().filter(explains).map(|other| other.span)));
        }
    }
    let yields = |hit: &Hit| causes.get(&hit.rule).is_some_and(|cause| cause.touches(hit.span));
    let rank = |at: usize| {
        let (file, span) = (&rule(&hits[at]).file, hits[at].span);
        let certainty = hits[at].certainty.unwrap_or(file.certainty);
        (std::cmp::Reverse((certainty, file.severity)), span.start, std::cmp::Reverse(span.end), hits[at].rule)
    };
    let mut order: Vec<usize> = (0..hits.len()).filter(|at| !yields(&hits[*at])).collect();
    order.sort_by_key(|at| rank(*at));
    let mut kept = Apart::default();
    let mut alive = vec![false; hits.len()];
    for at in order {
        alive[at] = kept.is_free(hits[at].span);
        if alive[at] {
            kept.spans.insert(hits[at].span);
        }
    }
    let mut alive = alive.into_iter();
    hits.retain(|_| alive.next().unwrap_or(false));
    hits
}

/// Spans of which none overlaps another.
#[derive(Default)]
struct Apart {
    spans: BTreeSet<Span>,
}

impl Apart {
    /// Whether a span overlaps none. Of those that begin before its end only the last few can reach it.
    fn is_free(&self, span: Span) -> bool {
        let before = self.spans.range(..=Span { start: span.end, end: u32::MAX });
        !before.rev().take(3).any(|other| other.overlaps(span))
    }
}

/// Spans that may overlap each other, made ready to be asked whether any of them touches another span.
#[derive(Debug)]
struct Cover {
    /// Start of each span with a length, and the greatest end of all up to it; in order.
    solid: Vec<(u32, u32)>,
    /// Where empty spans stand, in order.
    points: Vec<u32>,
}

impl Cover {
    /// From spans in order of their start.
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut cover = Self { solid: Vec::new(), points: Vec::new() };
        for span in spans {
            if span.is_empty() {
                cover.points.push(span.start);
            } else {
                let furthest = cover.solid.last().map_or(0, |(_, end)| *end);
                cover.solid.push((span.start, span.end.max(furthest)));
            }
        }
        cover
    }

    /// Whether any of the spans overlaps this one, as [`Span::overlaps`] has it.
    fn touches(&self, span: Span) -> bool {
        let point = self.points.partition_point(|at| *at < span.start);
        let reach = |end: u32| if span.is_empty() { end >= span.start } else { end > span.start };
        let before = |start: u32| if span.is_empty() { start <= span.end } else { start < span.end };
        self.points.get(point).is_some_and(|at| *at <= span.end)
            || self.solid[..self.solid.partition_point(|(start, _)| before(*start))]
                .last()
                .is_some_and(|(_, end)| reach(*end))
    }
}

/// The result of the fix loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text afterwards.
    pub text: String,
    /// How many fixes were applied.
    pub applied: usize,
    /// Whether there was nothing left to apply. If not, the fixes undo or feed each other without end and the text is
    /// as it was.
    pub settled: bool,
}

/// Rounds of the fix loop; each round mends what the one before laid bare.
const ROUNDS: usize = 32;

/// Applies the first fix of every finding that is at least as safe as `safety`, again and again until nothing changes.
///
/// Whole fixes only; of two that touch, the first in order of position is applied in this round. Fixes that never come
/// to rest leave the text as it was, so fixing twice equals fixing once.
pub fn fix_all(linter: &Linter, text: &str, safety: Safety, read: impl Fn(&str) -> Article) -> Fixed {
    let mut fixed = Fixed { text: text.to_owned(), applied: 0, settled: true };
    for _ in 0..ROUNDS {
        let findings = linter.check(&read(&fixed.text));
        let best = findings.iter().filter_map(|finding| finding.fixes.first()).filter(|fix| fix.safety >= safety);
        let (text, applied) = apply(&fixed.text, best);
        if applied == 0 || text == fixed.text {
            return fixed;
        }
        fixed.text = text;
        fixed.applied += applied;
    }
    Fixed { text: text.to_owned(), applied: 0, settled: false }
}

/// Applies fixes whole, passing over one that touches an edit already taken. Returns the text and how many were applied.
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut taken = Apart::default();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut applied = 0;
    for fix in fixes {
        let free = |edit: &Edit| taken.is_free(edit.span);
        if fix.safety > Safety::Display && !fix.edits.is_empty() && fix.edits.iter().all(free) {
            taken.spans.extend(fix.edits.iter().map(|edit| edit.span));
            edits.extend(&fix.edits);
            applied += 1;
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(&text[at..edit.span.lo()]);
        result.push_str(&edit.text);
        at = edit.span.hi();
    }
    result.push_str(&text[at..]);
    (result, applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edits = edits.iter().map(|(start, end, text)| Edit::new(Span::new(*start, *end), *text)).collect();
        Fix { title: String::new(), safety: Safety::Safe, edits }
    }

    #[test]
    fn of_two_fixes_that_touch_the_first_is_applied_and_the_second_whole_or_not_at_all() {
        let fixes = [fix(&[(0, 1, "A"), (4, 4, "!")]), fix(&[(2, 3, "C"), (4, 5, "")]), fix(&[(1, 2, "B")])];
        assert_eq!(apply("abcdef", &fixes), ("ABcd!ef".to_owned(), 2));
    }

    proptest::proptest! {
        #[test]
        fn a_cover_and_spans_apart_say_what_comparing_all_pairs_says(spans in proptest::collection::vec((0..30_u32, 0..4_u32), 0..12), start in 0..30_u32, len in 0..4_u32) {
            let mut spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span { start, end: start + len }).collect();
            spans.sort();
            let asked = Span { start, end: start + len };
            let slow = spans.iter().any(|span| span.overlaps(asked));
            proptest::prop_assert_eq!(Cover::new(spans.iter().copied()).touches(asked), slow);
            let mut apart = Apart::default();
            for span in spans {
                let slow = apart.spans.iter().any(|other| other.overlaps(span));
                proptest::prop_assert_eq!(apart.is_free(span), !slow);
                if !slow {
                    apart.spans.insert(span);
                }
            }
        }
    }

    #[test]
    fn pieces_of_text_in_titles_can_be_told_from_their_marks() {
        let long = "ha ".repeat(50);
        let cases = [
            ("”", "”"),
            (" “,", "` “,`"),
            ("one,", "“one,”"),
            ("a\n\u{a0}b", "“a⏎⍽b”"),
            ("“No,", "`“No,`"),
            ("\u{200b}", "“<U+200B>”"),
            (&long, "“ha ha ha ha ha ha ha ha ha ha …ha ha ha ha ha ha ha ha ha ha ”"),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected);
        }
    }

    #[test]
    fn advice_is_never_applied() {
        let advice = Fix { safety: Safety::Display, ..fix(&[(0, 1, "A")]) };
        assert_eq!(apply("abc", &[advice]), ("abc".to_owned(), 0));
    }
}
