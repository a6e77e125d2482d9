//! How sure a rule is.

use serde::{Deserialize, Serialize};

/// How often a hit of the rule is a true artifact; the budgets are 0.60, 0.90 and 0.98.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// At least six times in ten; shown on request.
    #[default]
    Possible,
    /// At least nine times in ten.
    Likely,
    /// At least ninety-eight times in a hundred.
    Certain,
}
