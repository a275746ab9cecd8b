//! How bad personal data outside the 0 folder is.

use crate::finding::{Category, Finding, Severity};

/// By the number of people, and at least medium where someone could be impersonated or visited: a government id, a home
/// address, a birth date (policy, DESIGN), or traits that single them out, a full birth date among these.
pub(super) fn of_personal_data(subjects: u64, findings: &[&Finding]) -> Severity {
    let by_subjects = match subjects {
        0..=2 => Severity::Low,
        3..=19 => Severity::Medium,
        20.. => Severity::High,
    };
    if findings.iter().any(|finding| is_grave(finding)) { by_subjects.max(Severity::Medium) } else { by_subjects }
}

fn is_grave(finding: &Finding) -> bool {
    finding.category == Category::GovernmentId
        || matches!(finding.rule.as_str(), "postal-address" | "date-of-birth" | "re-identification")
}
