//! From segments and rows to findings. No I/O, no path: everything that is known of a document comes through the [`Sink`].
//!
//! [`Sink`]: crate::document::Sink

mod allow;
mod candidate;
mod distinct;
mod document;
mod engine;
mod error;
mod examples;
mod gather;
pub(crate) mod lexicon;
mod markings;
mod mask;
pub(crate) mod names;
mod own;
mod sensitive;
mod subjects;
mod table;
#[cfg(test)]
mod testing;
mod validators;
#[cfg(test)]
mod variety;

use crate::config::{self, Policy};
use crate::rules::RuleSet;
use engine::Engine;
use markings::Markings;
use names::Finder;
use own::Own;
use sensitive::Sensitive;

pub use document::{Document, People};
pub use error::DetectError;
pub use table::Header;

pub(crate) use candidate::{Candidate, Evidence, RuleNumber};

/// What a detector needs to know beside the rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whose business contact is exempt.
    pub own: config::Own,
    /// Phrases with "confidential" in them that mark nothing.
    pub boilerplate: Vec<String>,
}

impl Settings {
    /// The part of a configuration that detection depends on.
    pub fn of(own: &config::Own, policy: &Policy) -> Self {
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
    engine: Engine,
    sensitive: Sensitive,
    markings: Markings,
    names: Finder,
    own: Own,
    rules: Known,
}

/// The rules that the document stage itself speaks of, where they are on.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    name: Option<RuleNumber>,
    email: Option<RuleNumber>,
    phone: Option<RuleNumber>,
    birth: Option<RuleNumber>,
    account: Option<RuleNumber>,
    iban: Option<RuleNumber>,
    address: Option<RuleNumber>,
    postcode: Option<RuleNumber>,
    pay: Option<RuleNumber>,
    ethnicity: Option<RuleNumber>,
    singled: Option<RuleNumber>,
    assessment: Option<RuleNumber>,
    age: Option<RuleNumber>,
}

impl Known {
    /// Whether such a value says something only where its row has a person.
    fn needs_person(&self, rule: RuleNumber) -> bool {
        [self.pay, self.age].contains(&Some(rule))
    }

    /// Whether a company has such a thing as well as a person.
    fn is_of_companies_too(&self, rule: RuleNumber) -> bool {
        [self.phone, self.account, self.iban, self.address, self.postcode].contains(&Some(rule))
    }
}

impl Detector {
    /// Compiles the rules.
    pub fn new(rules: RuleSet, settings: Settings) -> Result<Self, DetectError> {
        let engine = Engine::new(&rules)?;
        let sensitive = Sensitive::new(&rules).map_err(|error| DetectError::TooLarge(error.to_string()))?;
        let known = Known {
            name: engine.number("person-name"),
            email: engine.number("email"),
            phone: engine.number("phone"),
            birth: engine.number("date-of-birth"),
            account: engine.number("bank-account"),
            iban: engine.number("iban"),
            address: engine.number("postal-address"),
            postcode: engine.number("uk-postcode"),
            pay: engine.number("pay"),
            ethnicity: engine.number("ethnicity"),
            singled: engine.number("re-identification"),
            assessment: engine.number("assessment-result"),
            age: engine.number("age"),
        };
        Ok(Self {
            sensitive,
            markings: Markings::new(&settings.boilerplate),
            names: Finder,
            own: Own::new(&settings.own),
            rules: known,
            engine,
        })
    }

    /// Begins a document: push it into what this returns, then call [`Document::finish`].
    pub fn start(&self, trace: Trace) -> Document<'_> {
        Document::new(self, trace)
    }

    /// A name from a document (of a sheet, of an attachment) or an incident's detail, with every value in it masked.
    pub fn mask(&self, text: &str) -> String {
        mask::in_text(&self.engine, self.names, text)
    }

    /// A value of the rule with this id, masked as a report would show it.
    pub fn mask_value(&self, rule: &str, value: &str) -> String {
        let number = self.engine.number(rule);
        number.map_or_else(|| "****".into(), |number| mask::value(self.engine.rule(number), value))
    }
}
