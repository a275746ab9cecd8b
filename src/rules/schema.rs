//! The schema of one rule file.

use super::RulesError;
use super::check::Step;
use crate::finding::Category;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One rule: a kind of value, how to find it, and what speaks for and against a match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Id in reports: `uk-nino`.
    pub id: String,
    /// Name for people: "UK National Insurance number".
    pub name: String,
    /// What kind of personal data it is.
    pub category: Category,
    /// Jurisdictions (ISO 3166-1 alpha-2) it belongs to; none: it is not bound to one.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Whether it is on without being asked for.
    #[serde(default = "on")]
    pub default: bool,
    /// Where the rule is laid down: standard and section, authority.
    pub source: String,
    /// What it finds and what it leaves alone, for the catalogue.
    pub description: String,
    /// What each kind of evidence is worth.
    #[serde(default)]
    pub score: Scores,
    /// Shapes of the value.
    #[serde(default, rename = "pattern")]
    pub patterns: Vec<Pattern>,
    /// Words (lower case) near a match that speak for it.
    #[serde(default)]
    pub context: Vec<String>,
    /// Words (lower case) near a match that speak against it.
    #[serde(default)]
    pub against: Vec<String>,
    /// Words or phrases (lower case) of a column header or form label under which such values stand.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Values known from documentation and tests: low confidence, never a violation.
    #[serde(default)]
    pub test_values: Vec<String>,
    /// Words that are themselves the finding (sensitive categories), once bound to a person.
    #[serde(default)]
    pub keywords: Vec<Keywords>,
    /// Words or phrases found as they stand, as whole words and without regard to case: names of projects, of clients.
    #[serde(default)]
    pub words: Vec<String>,
    /// A file with more of them, a line each, beside the rule's file; `#` begins a comment. Read where the rule is.
    #[serde(default)]
    pub words_file: Option<String>,
    /// Makes every value under one of `headers`, in a table's column or beside a form's label, a finding.
    #[serde(default)]
    pub column: Option<Column>,
    /// Values never reported by this rule, compared without regard to case; between slashes (`/.../`) an expression that
    /// must match the whole value.
    #[serde(default)]
    pub allow: Vec<String>,
    /// Words beside which a keyword of the kind `value` speaks of a person: `member of`, `of ... descent`.
    #[serde(default, rename = "frame")]
    pub frames: Vec<Frame>,
    /// What must and what must not be found; run by the test suite and by `nought rules check`.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

fn on() -> bool {
    true
}

/// What evidence is worth, on the way from 0 to 1. Medium begins at 0.5, high at 0.85.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Scores {
    /// The shape alone, validator unknown.
    pub pattern: f32,
    /// The shape, and the validator says valid.
    pub valid: f32,
    /// Added where a context word stands near.
    pub context: f32,
    /// Added where the column header or form label names the rule.
    pub header: f32,
    /// Added where most of the column's cells match.
    pub column: f32,
    /// A word of the rule's list, or a value of its column rule.
    pub listed: f32,
}

impl Default for Scores {
    fn default() -> Self {
        Self { pattern: 0.3, valid: 0.4, context: 0.45, header: 0.5, column: 0.2, listed: 0.75 }
    }
}

/// What stands under a header that names the rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Column {
    /// Regular expression that the whole value must match; none: any value that is not empty.
    pub value: Option<String>,
}

/// One shape of a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Regular expression (syntax of the `regex` crate). Word boundaries are checked beside it. None: the shape that the
    /// validator itself knows, found faster than any expression.
    #[serde(default)]
    pub regex: Option<String>,
    /// Who checks what it matched.
    #[serde(default)]
    pub validator: Option<Validator>,
    /// In place of the rule's `score.pattern`.
    #[serde(default)]
    pub score: Option<f32>,
    /// What must be right of the value in its normal form, beside what the validator says.
    #[serde(default)]
    pub check: Vec<Step>,
    /// What a match is nothing without.
    #[serde(default)]
    pub needs: Option<Needs>,
    /// Lengths of the value, where it is digits alone: so many digits are tried on a cell stored as a number, whose leading
    /// zeros are lost.
    #[serde(default)]
    pub number: Vec<usize>,
}

/// What a match is nothing without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// A context word or label near it, or a column header over it.
    Word,
}

/// The checks that code knows; three-valued: valid, invalid (the match is dropped), unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Validator {
    /// Luhn and issuer range.
    PaymentCard,
    /// ISO 13616 country length and mod 97.
    Iban,
    /// Prefix rules of HMRC.
    UkNino,
    /// Modulus 11 of the NHS number.
    UkNhsNumber,
    /// Check digit of the Unique Taxpayer Reference.
    UkUtr,
    /// Structure of the DVLA driver number.
    UkDrivingLicence,
    /// Area, group and serial rules of the SSA.
    UsSsn,
    /// A telephone number of a country's numbering plan.
    Phone,
    /// A deliverable-looking address under a known top-level domain.
    Email,
    /// A calendar date on which a living person can have been born.
    BirthDate,
    /// An IPv4 or IPv6 address of a public range.
    IpAddress,
    /// A UK postcode of one of the six shapes.
    UkPostcode,
    /// A UK sort code with an account number, or an account number alone.
    BankAccount,
    /// The number of a UK passport: nine digits, or two letters and seven digits.
    UkPassport,
    /// A street with its house number, a postcode, or both.
    PostalAddress,
    /// An amount of money in the size of a salary or bonus.
    Pay,
    /// A UK registration mark of the form in use since 2001.
    UkVehiclePlate,
    /// Six octets in hexadecimal, parted by colons or dashes.
    MacAddress,
    /// The age of a person in years.
    Age,
    /// The name of a person's account: `@name`, or the address of a profile.
    SocialHandle,
}

/// Words that are a finding once bound to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    /// How close a person must stand.
    pub bind: Binding,
    /// Language (ISO 639-1) of the words.
    pub language: String,
    /// What a word of this list is worth beside one that can mean nothing else, 0 to 1.
    #[serde(default = "full")]
    pub weight: f32,
    /// Words or phrases, lower case; matched at word boundaries, plural, case and diacritics aside. `#` stands for a number,
    /// `*` for any one word but the first; what is written in capitals is found in capitals only.
    pub words: Vec<String>,
}

fn full() -> f32 {
    1.0
}

/// Words around a value that make it say something of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Language (ISO 639-1) of the words.
    pub language: String,
    /// Phrases directly before the value, articles aside: `voted for`.
    #[serde(default)]
    pub before: Vec<String>,
    /// Phrases directly behind it: `party member`.
    #[serde(default)]
    pub after: Vec<String>,
}

/// What ties a keyword to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Binding {
    /// The phrase itself speaks of one person ("diagnosed with", "signed off sick"); a person in the paragraph is enough.
    Phrase,
    /// The word can be a topic too: a person in the same sentence or row is needed.
    Person,
    /// The word has other meanings (`depression`): only what leads straight from the person to it counts.
    Tight,
    /// A word that judges; several of them in what is said of someone are an assessment (`listens`, `abrupt`).
    Cue,
    /// A title of a document about one person's performance (`coaching notes`).
    Title,
    /// The word says something only as a value under a header of this rule (`C of E` under `Religion`).
    Value,
    /// A phrase that says nothing of anyone, though a keyword stands in it (`rugby union`, `blind spot`).
    Nothing,
}

/// A text with what must be found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text; a line with tabs or several lines with tabs is a table.
    pub text: String,
    /// The values this rule must find at medium confidence or more, in order; empty: none.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Why, where it is not plain.
    #[serde(default)]
    pub why: Option<String>,
}

/// Parses one rule file.
pub(super) fn parse(file: &str, text: &str) -> Result<Rule, RulesError> {
    toml::from_str(text).map_err(|error| RulesError::Parse { file: file.into(), message: error.to_string() })
}
