//! Findings: hits with their rule's words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Elsewhere, Side};
use crate::detect::Edit;
use crate::rule::{Certainty, Safety, Severity};
use crate::span::Span;

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
    /// Evidence in other articles.
    pub elsewhere: Vec<Elsewhere>,
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
/// FNV-1a over the rule, the words found and the sentence around them, as far as it is near.
pub(super) fn fingerprint(side: &Side, rule: &str, span: Span) -> String {
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
pub(super) fn number_fingerprints(findings: &mut [Finding]) {
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
