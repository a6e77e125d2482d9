//! Hits: what a detector found. Spans and slots, no words; the rule has the words.

use std::borrow::Cow;

use crate::article::Elsewhere;
use crate::certainty::Certainty;
use crate::span::Span;

/// The place of a rule in the list it was compiled from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleIndex(pub u16);

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The rule it was found for.
    pub rule: RuleIndex,
    /// The smallest stretch an editor must look at.
    pub span: Span,
    /// Values for the slots of the message.
    pub slots: Vec<(Cow<'static, str>, String)>,
    /// Ways to mend it, best first.
    pub choices: Vec<Choice>,
    /// Places that show why.
    pub evidence: Vec<Span>,
    /// How sure this very hit is, where not all of its rule are equally so.
    pub certainty: Option<Certainty>,
    /// Places in other articles that show why.
    pub elsewhere: Vec<Elsewhere>,
}

/// One way to mend a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Edits, applied whole or not at all.
    pub edits: Vec<Edit>,
    /// Whether the detector has no doubt that this is the way; a doubtful choice is never safe.
    pub sure: bool,
}

/// One replacement of a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty: a place to insert.
    pub span: Span,
    /// What is put there; empty: deletion.
    pub text: String,
}

impl Edit {
    /// Replaces a stretch.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Deletes a stretch.
    pub fn delete(span: Span) -> Self {
        Self::new(span, "")
    }

    /// Inserts at an offset.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(Span::at(at), text)
    }
}

impl Hit {
    /// A hit without slots, choices and evidence.
    pub fn new(rule: RuleIndex, span: Span) -> Self {
        let (slots, choices, evidence, elsewhere) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { rule, span, slots, choices, evidence, certainty: None, elsewhere }
    }

    /// Adds a slot.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over characters, strings and numbers alike")]
    pub fn slot(mut self, name: impl Into<Cow<'static, str>>, value: impl ToString) -> Self {
        self.slots.push((name.into(), value.to_string()));
        self
    }

    /// Adds a way to mend it, made of one edit, of which the detector has no doubt.
    #[must_use]
    pub fn mend(self, edit: Edit) -> Self {
        self.choose(vec![edit], true)
    }

    /// Adds a way to mend it.
    #[must_use]
    pub fn choose(mut self, mut edits: Vec<Edit>, sure: bool) -> Self {
        set_apart(&mut edits);
        self.choices.push(Choice { edits, sure });
        self
    }

    /// Adds a place that shows why.
    #[must_use]
    pub fn because(mut self, span: Span) -> Self {
        self.evidence.push(span);
        self
    }
}

/// Puts edits in order of position and takes from each what the one before it covers, so that a choice can be applied
/// whole: two neighbouring marks may both claim the space between them.
pub(crate) fn set_apart(edits: &mut [Edit]) {
    edits.sort_by_key(|edit| edit.span);
    let mut end = 0;
    for edit in edits {
        edit.span.start = edit.span.start.max(end);
        edit.span.end = edit.span.end.max(edit.span.start);
        end = edit.span.end;
    }
}

/// Places that a hit points to at most.
pub(crate) const MOST_EVIDENCE: usize = 100;

/// The hits of one article.
pub type Hits = Vec<Hit>;
