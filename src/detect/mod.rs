//! From segments and rows to findings. No I/O, no path: everything that is known of a document comes through the [`Sink`].
//!
//! [`Sink`]: crate::document::Sink

mod candidate;
pub(crate) mod lexicon;
pub(crate) mod names;

use crate::config::{Own, Policy};
use crate::rules::RuleSet;

pub(crate) use candidate::{Candidate, Evidence, RuleNumber};

/// What a detector needs to know beside the rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whose business contact is exempt.
    pub own: Own,
    /// Phrases with "confidential" in them that mark nothing.
    pub boilerplate: Vec<String>,
}

impl Settings {
    /// The part of a configuration that detection depends on.
    pub fn of(own: &Own, policy: &Policy) -> Self {
        Self { own: own.clone(), boilerplate: policy.boilerplate.clone() }
    }
}

/// Whether to keep every match (`inspect`), and with its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Keep every match.
    pub matches: bool,
    /// With its raw text.
    pub reveal: bool,
}

/// The compiled rules: built once, shared by all threads.
pub struct Detector {
    #[allow(dead_code)]
    rules: RuleSet,
}
