//! Plain English for ids, kinds and numbers: one place for all reports, so that a manager reads the same words everywhere.

mod kinds;
mod look;
mod place;
mod reason;

pub(super) use kinds::{kind, what};
pub(super) use place::{area, place};
pub(super) use reason::Reason;

use crate::finding::{Action, Severity};

/// What a policy rule is about, as a heading.
pub(super) fn problem(rule: &str) -> String {
    let known = match rule {
        "outside-confidential" => "Personal data outside the confidential folder",
        "sensitive-data" => "Sensitive data that must not be kept",
        "client-confidential" => "Marked confidential, but kept in the open",
        "cross-client" => "People of another client",
        "misplaced-folder" => "Confidential folder with the wrong name or place",
        "dormant-client" => "Personal data of a client without current work",
        "stale-recording" => "Old recording or transcript",
        "local-copy" => "Personal data on this computer",
        "not-anonymised" => "Personal data in a copy that must be anonymous",
        "unverifiable" => "Could not be read whole",
        other => return sentence(&other.replace(['-', '_'], " ")),
    };
    known.into()
}

/// What to do, without the place.
pub(super) fn action(action: Action) -> &'static str {
    match action {
        Action::Move => "Move it",
        Action::Delete => "Delete it",
        Action::Rename => "Rename the folder",
        Action::TellDpo => "Tell the data protection officer",
        Action::OpenByHand => "Open it and look",
        Action::Review => "Decide where it belongs",
    }
}

/// The word before the target of an action.
pub(super) fn towards(action: Action) -> &'static str {
    match action {
        Action::Move => "Move it to",
        Action::Rename => "Rename the folder to",
        Action::Delete | Action::TellDpo | Action::OpenByHand | Action::Review => "Suggested place:",
    }
}

/// A severity as a label.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Low => "Low",
    }
}

/// `12,345`.
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 file`, `12,345 files`.
pub(super) fn count(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// `1 file`, `12,345 files`.
pub(super) fn files(count_of: u64) -> String {
    count(count_of, "file", "files")
}

/// `1 person`, `39 people`.
pub(super) fn people(count_of: u64) -> String {
    count(count_of, "person", "people")
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// `23 November 2026` of an RFC 3339 time; any other text as it is.
pub(super) fn day(time: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = time.split(['-', 'T']);
    let mut part = || parts.next().and_then(|part| part.parse::<usize>().ok());
    match (part(), part(), part()) {
        (Some(year), Some(month), Some(day)) => match MONTHS.get(month.wrapping_sub(1)) {
            Some(month) => format!("{day} {month} {year}"),
            None => time.into(),
        },
        _ => time.into(),
    }
}

/// With a capital at its start.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
