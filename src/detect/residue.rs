//! Residue: character sequences that no article contains, left by tokenizers, templates, markup and publishing systems.
//!
//! All rules share one search for their triggers; a regular expression runs only over a block in which its trigger stands,
//! once. Which sequences those are is said in the rule files.

use std::collections::BTreeMap;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use regex::Captures;

use super::lazy::LazyRegex;
use super::spec::Residue as Spec;
use super::{Edit, Hit, Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::article::{Block, Side};
use crate::span::Span;
use crate::text::Profile;

/// All residue rules.
pub(crate) struct Scanner {
    /// Every trigger once.
    triggers: Option<AhoCorasick>,
    /// The entries of each trigger.
    entries: Vec<Vec<Entry>>,
}

struct Entry {
    rule: RuleIndex,
    find: LazyRegex,
    /// Whether a group named `found` is the sequence.
    grouped: bool,
    replace: Option<Arc<str>>,
}

impl Scanner {
    pub(crate) fn new(rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        let mut by_trigger: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
        for (rule, spec) in rules {
            for entry in &spec.entries {
                let pattern = entry.find.clone().unwrap_or_else(|| regex::escape(&entry.trigger));
                let grouped = pattern.contains("(?<found>") || pattern.contains("(?P<found>");
                by_trigger.entry(&entry.trigger).or_default().push(Entry {
                    rule: *rule,
                    find: LazyRegex::new(&pattern),
                    grouped,
                    replace: entry.replace.as_deref().map(Arc::from),
                });
            }
        }
        let triggers = AhoCorasick::new(by_trigger.keys()).ok();
        Self { triggers, entries: by_trigger.into_values().collect() }
    }
}

impl Scan for Scanner {
    fn scan(&self, article: &Analysed<'_>, hits: &mut Hits) {
        let (side, Some(triggers)) = (article.target(), &self.triggers) else {
            return;
        };
        let first = hits.len();
        let mut searched = vec![None; self.entries.len()];
        for found in triggers.find_overlapping_iter(&*side.text) {
            let (at, trigger) = (side.block_at(found.start()), found.pattern().as_usize());
            if searched[trigger] != Some(at) {
                searched[trigger] = Some(at);
                if let Some(block) = side.blocks.get(at) {
                    self.entries[trigger].iter().for_each(|entry| entry.search(side, block, hits));
                }
            }
        }
        if hits.len() > first {
            tidy(first, hits);
        }
    }
}

/// Drops what several entries of a rule found at one place.
fn tidy(first: usize, hits: &mut Hits) {
    let mut found = hits.split_off(first);
    found.sort_by_key(|hit| (hit.rule, hit.span.start, std::cmp::Reverse(hit.span.end)));
    found.dedup_by(|next, kept| next.rule == kept.rule && kept.span.overlaps(next.span));
    hits.append(&mut found);
}

impl Entry {
    fn search(&self, side: &Side, block: &Block, hits: &mut Hits) {
        let (text, Some(find)) = (side.str(block.span), self.find.get()) else { return };
        let mut from = 0;
        while let Some(captures) = find.captures_at(text, from) {
            let Some(whole) = captures.get(0) else { break };
            let found = if self.grouped { captures.name("found") } else { Some(whole) };
            // What stands beside a sequence, or ends it, may stand beside the next one too.
            from = found.map_or(whole.end(), |found| match found.as_str().char_indices().next_back() {
                Some((last, _)) if self.grouped && last > 0 => found.start() + last,
                _ => found.end(),
            });
            from = if from > whole.start() { from } else { whole.end().max(whole.start() + 1) };
            if let Some(found) = found {
                let hit = self.hit(block, &captures, found.range());
                hits.extend(Some(hit).filter(|hit| !side.is_mentioned(hit.span)));
            }
            if from > text.len() || !text.is_char_boundary(from) {
                break;
            }
        }
    }

    fn hit(&self, block: &Block, captures: &Captures<'_>, found: std::ops::Range<usize>) -> Hit {
        let span = Span::new(block.span.lo() + found.start, block.span.lo() + found.end);
        let hit = Hit::new(self.rule, span);
        match &self.replace {
            Some(replace) => {
                let mut meant = String::new();
                captures.expand(replace, &mut meant);
                let remedy = if meant.is_empty() { "delete it".to_owned() } else { format!("write “{meant}”") };
                hit.slot("meant", meant.clone()).slot("remedy", remedy).mend(Edit::new(span, meant))
            }
            None => hit,
        }
    }
}
