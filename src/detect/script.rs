//! Script.

use super::spec::Script as Spec;
use super::{Hits, RuleIndex, Scan};
use crate::analysis::Analysed;
use crate::text::Profile;

/// All rules of the kind.
pub(crate) struct Scanner;

impl Scanner {
    pub(crate) fn new(_rules: &[(RuleIndex, &Spec)], _: &Profile) -> Self {
        Self
    }
}

impl Scan for Scanner {
    fn scan(&self, _article: &Analysed<'_>, _hits: &mut Hits) {}
}
