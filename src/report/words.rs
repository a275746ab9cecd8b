//! Plain English for ids, kinds and numbers: one place for all reports, so that a manager reads the same words everywhere.

mod kinds;
mod place;

pub(super) use kinds::{category, kind, what};
pub(super) use place::{area, place};

use crate::finding::{Action, FileReport, Severity, Status};
use crate::incident::{Incident, IncidentKind};

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

/// A status, as a reason where nothing better is known.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Scanned => "Read",
        Status::Partial => "Read in part only",
        Status::Encrypted => "Protected by a password",
        Status::Unsupported => "A kind of file that cannot be read yet",
        Status::Failed => "Could not be opened",
        Status::Skipped => "Left out on purpose",
    }
}

/// Why something was not read.
pub(super) fn incident(kind: IncidentKind) -> &'static str {
    match kind {
        IncidentKind::Encrypted => "Protected by a password",
        IncidentKind::Corrupt => "Damaged",
        IncidentKind::Truncated => "Cut off: the end of the file is missing",
        IncidentKind::LimitBytes => "Too large to read to the end",
        IncidentKind::LimitRatio => "Packed so tightly that it looks like a trap",
        IncidentKind::LimitDepth => "Packed inside too many other files",
        IncidentKind::LimitEntries => "Holds more parts than can be read",
        IncidentKind::LimitTime => "Took too long to read",
        IncidentKind::LimitMemory => "Needs more memory than one file may have",
        IncidentKind::Permission => "No permission to open",
        IncidentKind::Io => "The drive did not deliver it",
        IncidentKind::Placeholder => "Only in the cloud, not on this computer",
        IncidentKind::Unsupported => "A kind of file that cannot be read yet",
        IncidentKind::ParserCrash => "Broke the reader",
        IncidentKind::TypeMismatch => "Not the kind of file that its name says",
        IncidentKind::Decode => "Some characters are not readable",
    }
}

/// Why an unread file was not read: its first incident that lost content, else its status.
pub(super) fn reason(file: &FileReport) -> &'static str {
    let lost = file.incidents.iter().find(|incident| Incident::loses_content(incident));
    lost.map_or_else(|| status(file.status), |lost| incident(lost.kind))
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

/// With a capital at its start.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
