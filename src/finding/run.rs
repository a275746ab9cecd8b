//! A run as a whole: what was scanned, with what, and the sums.

use super::{FileReport, Status};
use schemars::JsonSchema;
use serde::Serialize;

/// Which nought, with which rules.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Tool {
    /// `nought`.
    pub name: String,
    /// Version of the program.
    pub version: String,
    /// Digest of every rule in force and its settings: equal digests judge alike.
    pub rules_digest: String,
}

/// When and what a run scanned. `id`, `started` and `finished` are the only bytes of a report that differ between two runs
/// over the same tree.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Run {
    /// Random, 32 hex digits.
    pub id: String,
    /// RFC 3339, UTC.
    pub started: String,
    /// RFC 3339, UTC.
    pub finished: String,
    /// The scanned paths, as given.
    pub roots: Vec<String>,
    /// False where the run was cut short (Ctrl-C).
    pub complete: bool,
}

/// Sums over all rows of a report. `seen` is the sum of the six statuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Totals {
    /// Rows: files and members.
    pub seen: u64,
    /// Read whole.
    pub scanned: u64,
    /// Read in part.
    pub partial: u64,
    /// Password-protected.
    pub encrypted: u64,
    /// In a format that cannot be read.
    pub unsupported: u64,
    /// Broken or unreadable.
    pub failed: u64,
    /// Left out on purpose.
    pub skipped: u64,
    /// Bytes of on-disk files.
    pub bytes: u64,
    /// Rows with a finding of at least medium confidence.
    pub with_personal_data: u64,
    /// Sum of the files' subjects.
    pub subjects: u64,
    /// Violations, `unverifiable` not counted.
    pub violations: u64,
}

impl Totals {
    /// Adds one row.
    pub fn add(&mut self, file: &FileReport) {
        self.seen += 1;
        *match file.status {
            Status::Scanned => &mut self.scanned,
            Status::Partial => &mut self.partial,
            Status::Encrypted => &mut self.encrypted,
            Status::Unsupported => &mut self.unsupported,
            Status::Failed => &mut self.failed,
            Status::Skipped => &mut self.skipped,
        } += 1;
        if file.is_on_disk() {
            self.bytes += file.bytes;
        }
        if file.has_personal_data() {
            self.with_personal_data += 1;
        }
        self.subjects += file.subjects;
        self.violations += file.broken().count() as u64;
    }
}

/// What a report is told at the end, when all rows have passed.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The program.
    pub tool: Tool,
    /// The run.
    pub run: Run,
    /// The sums.
    pub totals: Totals,
}
