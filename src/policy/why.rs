//! Why a rule is broken, in plain words for someone who never saw a rule id.

use crate::finding::{Category, Finding};
use std::collections::BTreeMap;

/// `12 people: names, contact details`.
pub(super) fn whose(subjects: u64, findings: &[&Finding]) -> String {
    let what = kinds(findings);
    match subjects {
        0 => what,
        1 => format!("1 person: {what}"),
        n => format!("{n} people: {what}"),
    }
}

/// The kinds of data among the findings, the most frequent first: `names, contact details`.
pub(super) fn kinds(findings: &[&Finding]) -> String {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in findings {
        *counts.entry(words(finding)).or_default() += finding.count;
    }
    let mut kinds: Vec<_> = counts.into_iter().collect();
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    kinds.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>().join(", ")
}

fn words(finding: &Finding) -> &'static str {
    match (finding.rule.as_str(), finding.category) {
        ("person-name", _) => "names",
        ("email", _) => "e-mail addresses",
        ("phone", _) => "phone numbers",
        ("postal-address", _) => "home addresses",
        ("date-of-birth", _) => "dates of birth",
        ("payment-card", _) => "payment card numbers",
        ("pay", _) => "pay",
        ("debt", _) => "debts",
        ("re-identification", _) => "details that single people out",
        (_, Category::Contact) => "contact details",
        (_, Category::Identity) => "identity details",
        (_, Category::GovernmentId) => "government identity numbers",
        (_, Category::Financial) => "bank details",
        (_, Category::Performance) => "assessment results",
        (_, Category::Online) => "online identifiers",
        (_, Category::Health) => "health",
        (_, Category::Belief) => "religion or belief",
        (_, Category::Ethnicity) => "ethnic origin",
        (_, Category::Politics) => "political opinions",
        (_, Category::Union) => "trade union membership",
        (_, Category::Sexuality) => "sexual orientation",
        (_, Category::Genetic) => "genetic or biometric data",
        (_, Category::Criminal) => "criminal records",
    }
}
