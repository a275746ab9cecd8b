//! The report row of one file.

use super::{Confidence, Finding, Severity, Violation, rule};
use crate::incident::{Incident, IncidentKind};
use schemars::JsonSchema;
use serde::Serialize;

/// Where a file stands under the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// In the client's `0 Confidential` folder.
    Confidential,
    /// In the client folder, outside it.
    Working,
    /// In a folder that looks like the 0 folder but is not.
    Lookalike,
    /// In no client folder.
    Unassigned,
}

/// How much of a file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// All of it.
    Scanned,
    /// A part; the incidents say what is missing.
    Partial,
    /// Nothing: it is password-protected.
    Encrypted,
    /// Nothing: nought does not know the format.
    Unsupported,
    /// Nothing: it could not be opened or parsed.
    Failed,
    /// Nothing, on purpose: media, a program, an excluded path, a temporary or empty file.
    Skipped,
}

/// One on-disk file, or one member of a container, in the report.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FileReport {
    /// Index into the run's roots.
    pub root: usize,
    /// Relative to its root, `/` between parts, `!` before a member. Display only where the path is not Unicode.
    pub path: String,
    /// Base64 of the raw path (bytes on Unix, UTF-16LE on Windows), where it is not Unicode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_bytes: Option<String>,
    /// Path of the container, where this is a member of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// The client folder's name; `null` for a file in no client folder.
    pub client: Option<String>,
    /// Where it stands under the policy.
    pub zone: Zone,
    /// What the content is: `xlsx`, `csv`, `text`, or the name of an unsupported format.
    pub format: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Last modification, RFC 3339, UTC; absent where the file system does not tell.
    pub modified: Option<String>,
    /// How much of it was read.
    pub status: Status,
    /// What went wrong.
    pub incidents: Vec<Incident>,
    /// Distinct people behind findings of at least medium confidence.
    pub subjects: u64,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What policy rules it breaks.
    pub violations: Vec<Violation>,
}

impl FileReport {
    /// Whether some of what should have been read was not. What is `skipped` was left out on purpose, unless an incident
    /// says that it could not be reached (a placeholder).
    pub fn is_unread(&self) -> bool {
        match self.status {
            Status::Scanned => false,
            Status::Skipped => self
                .incidents
                .iter()
                .any(|incident| incident.loses_content() && incident.kind != IncidentKind::Unsupported),
            Status::Partial | Status::Encrypted | Status::Unsupported | Status::Failed => true,
        }
    }

    /// What kept nought from reading all of it, one sentence; empty where nothing did.
    pub fn unread_because(&self) -> String {
        let lost = self.incidents.iter().find(|incident| incident.loses_content());
        lost.map(|incident| incident.detail.clone()).unwrap_or_default()
    }

    /// Whether a finding of at least medium confidence stands in it.
    pub fn has_personal_data(&self) -> bool {
        self.findings.iter().any(|finding| finding.confidence >= Confidence::Medium)
    }

    /// The violations that count as such: all but [`rule::UNVERIFIABLE`].
    pub fn broken(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|violation| violation.rule != rule::UNVERIFIABLE)
    }

    /// The worst severity among [`FileReport::broken`].
    pub fn worst(&self) -> Option<Severity> {
        self.broken().map(|violation| violation.severity).max()
    }

    /// Whether this is a file on the disk, not a member of a container.
    pub fn is_on_disk(&self) -> bool {
        self.container.is_none()
    }
}
