//! What leaves detection and what the policy makes of it: findings, violations and the report row of a file. Masked samples,
//! counts and categories only: no type here can hold a raw value, save a [`Match`] that was asked to reveal it.

mod file;
mod run;
mod violation;

pub use file::{FileReport, Status, Zone};
pub use run::{Run, Summary, Tool, Totals};
pub use violation::{Action, Severity, Violation, rule};

use crate::document::Locator;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of personal data a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// How to reach a person: e-mail, phone, postal address.
    Contact,
    /// Who a person is: name, date of birth.
    Identity,
    /// A number that a state gave to a person.
    GovernmentId,
    /// Cards, accounts, pay.
    Financial,
    /// Scores, assessments, coaching notes.
    Performance,
    /// IP addresses, logins, device ids.
    Online,
    /// Health, diet where it tells health, disability.
    Health,
    /// Religion or philosophical belief.
    Belief,
    /// Racial or ethnic origin.
    Ethnicity,
    /// Political opinion.
    Politics,
    /// Trade union membership.
    Union,
    /// Sex life or sexual orientation.
    Sexuality,
    /// Genetic or biometric data.
    Genetic,
    /// Criminal record or allegation.
    Criminal,
}

impl Category {
    /// Whether the company accepts such data of a person nowhere, not even in the 0 folder (GDPR Art. 9 and 10, and a
    /// person's financial details).
    pub fn is_sensitive(self) -> bool {
        !matches!(self, Self::Contact | Self::Identity | Self::GovernmentId | Self::Performance | Self::Online)
    }
}

/// How sure detection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Listed, never a violation by itself.
    Low,
    /// Enough to act on.
    Medium,
    /// As good as certain.
    High,
}

impl Confidence {
    /// The score, from 0 to 1, at which [`Confidence::Medium`] begins.
    pub const MEDIUM_FROM: f32 = 0.5;
    /// The score at which [`Confidence::High`] begins.
    pub const HIGH_FROM: f32 = 0.85;

    /// The level of a score.
    pub fn of(score: f32) -> Self {
        if score >= Self::HIGH_FROM {
            Self::High
        } else if score >= Self::MEDIUM_FROM {
            Self::Medium
        } else {
            Self::Low
        }
    }
}

/// One place that shows what a finding is about, masked.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Sample {
    /// The value with all but a few characters replaced.
    pub masked: String,
    /// Where it stands.
    pub locator: Locator,
    /// What speaks for and against, a short phrase each, no raw value in any.
    pub evidence: Vec<String>,
}

/// All matches of one rule at one confidence level in one file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Rule id, `email`.
    pub rule: String,
    /// Category of the rule.
    pub category: Category,
    /// Matches, repeated values included.
    pub count: u64,
    /// Different values among them (normalised); an estimate beyond a million.
    pub distinct: u64,
    /// Level of `score`.
    pub confidence: Confidence,
    /// The best score among the matches, 0 to 1.
    pub score: f32,
    /// The first few matches, in document order.
    pub samples: Vec<Sample>,
}

/// One match under the magnifying glass (`inspect`).
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Rule id.
    pub rule: String,
    /// Category of the rule.
    pub category: Category,
    /// Score, 0 to 1.
    pub score: f32,
    /// Where it stands.
    pub locator: Locator,
    /// First Unicode scalar value of the match in the text at `locator`.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The value, masked.
    pub masked: String,
    /// The value itself, only where it was asked for.
    pub text: Option<String>,
    /// What speaks for and against.
    pub evidence: Vec<String>,
}

/// A phrase by which a document says of itself that it is confidential.
#[derive(Clone, Debug, PartialEq)]
pub struct Marking {
    /// The rule pack's name of the phrase, as found there: `strictly confidential`.
    pub phrase: String,
    /// Where it stands.
    pub locator: Locator,
}

/// All that detection says of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detection {
    /// Findings by rule id, then by falling confidence.
    pub findings: Vec<Finding>,
    /// Distinct people behind findings of at least medium confidence.
    pub subjects: u64,
    /// Confidentiality markings, the first of each phrase.
    pub markings: Vec<Marking>,
    /// Every match in document order, only where it was asked for.
    pub matches: Vec<Match>,
}
