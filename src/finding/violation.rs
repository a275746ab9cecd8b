//! A policy rule broken by a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How bad a violation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Listed, collapsed a client.
    Low,
    /// To act on.
    Medium,
    /// To act on first.
    High,
}

/// What a person should do about a violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Move to `target`.
    Move,
    /// Delete.
    Delete,
    /// Rename the folder to `target`.
    Rename,
    /// Tell the data protection officer.
    TellDpo,
    /// Open it by hand: nought could not read it whole.
    OpenByHand,
    /// Decide where it belongs: it stands in no client folder.
    Review,
}

/// A policy rule broken by an on-disk file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Violation {
    /// Policy rule id, `outside-confidential`.
    pub rule: String,
    /// How bad.
    pub severity: Severity,
    /// What to do.
    pub action: Action,
    /// Where it should stand (or what the folder should be called): relative to the root, `/` between parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Why, in plain words, no raw value in it.
    pub why: String,
}

/// Ids of the policy rules.
pub mod rule {
    //! One constant a rule.

    /// Personal data in a client folder but not in its 0 folder.
    pub const OUTSIDE_CONFIDENTIAL: &str = "outside-confidential";
    /// Data that is accepted nowhere.
    pub const SENSITIVE_DATA: &str = "sensitive-data";
    /// A file that calls itself confidential, outside the 0 folder.
    pub const CLIENT_CONFIDENTIAL: &str = "client-confidential";
    /// Personal data in a look-alike of the 0 folder.
    pub const MISPLACED_FOLDER: &str = "misplaced-folder";
    /// A file that could not be read whole: says "open by hand", not "breaks the policy".
    pub const UNVERIFIABLE: &str = "unverifiable";

    /// All of them.
    pub const ALL: [&str; 5] =
        [OUTSIDE_CONFIDENTIAL, SENSITIVE_DATA, CLIENT_CONFIDENTIAL, MISPLACED_FOLDER, UNVERIFIABLE];
}
