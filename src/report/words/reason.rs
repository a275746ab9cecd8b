//! Why a file was not read, and what a person can do about it.

use crate::finding::{FileReport, Status};
use crate::incident::{Incident, IncidentKind};

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Reason {
    Incident(IncidentKind),
    /// Where no incident tells more.
    Status(Status),
}

impl Reason {
    /// Of an unread file: its first incident that lost content, else its status.
    pub(in crate::report) fn of(file: &FileReport) -> Self {
        let lost = file.incidents.iter().find(|incident| Incident::loses_content(incident));
        match (lost, file.status) {
            (Some(lost), _) => Self::Incident(lost.kind),
            (None, Status::Encrypted) => Self::Incident(IncidentKind::Encrypted),
            (None, Status::Unsupported) => Self::Incident(IncidentKind::Unsupported),
            (None, status) => Self::Status(status),
        }
    }

    /// In a few words.
    pub(in crate::report) fn text(self) -> &'static str {
        match self {
            Self::Incident(kind) => incident(kind),
            Self::Status(Status::Partial) => "Read in part only",
            Self::Status(_) => "Could not be opened",
        }
    }

    /// What a person can do.
    pub(in crate::report) fn remedy(self) -> &'static str {
        let Self::Incident(kind) = self else { return "Open it and look." };
        match kind {
            IncidentKind::Encrypted => "Ask the owner for the password, open the file and look.",
            IncidentKind::Corrupt | IncidentKind::Truncated => {
                "Try to open it. If it does not open, restore it from a backup or delete it."
            }
            IncidentKind::Permission => "Ask IT for access, then run the check again.",
            IncidentKind::Io => "Run the check again. If it happens again, tell IT.",
            IncidentKind::Placeholder => {
                "In Explorer, choose \u{201c}Always keep on this device\u{201d}, then run the check again."
            }
            IncidentKind::Unsupported => "Open it in the program that made it, and look.",
            IncidentKind::LimitBytes
            | IncidentKind::LimitRatio
            | IncidentKind::LimitDepth
            | IncidentKind::LimitEntries
            | IncidentKind::LimitTime
            | IncidentKind::LimitMemory => "It was read in part at most. Open it and look, or ask IT.",
            IncidentKind::ParserCrash => "Open it and look, and tell IT: the reader should not stumble over it.",
            IncidentKind::TypeMismatch | IncidentKind::Decode => "Open it and look.",
        }
    }
}

fn incident(kind: IncidentKind) -> &'static str {
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
        IncidentKind::Permission => "No permission to open it",
        IncidentKind::Io => "The drive did not deliver it",
        IncidentKind::Placeholder => "Only in the cloud, not on this computer",
        IncidentKind::Unsupported => "A kind of file that cannot be read yet",
        IncidentKind::ParserCrash => "The reader stumbled over it",
        IncidentKind::TypeMismatch => "Not the kind of file that its name says",
        IncidentKind::Decode => "Some characters are not readable",
    }
}
