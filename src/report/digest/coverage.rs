//! What was not read, by reason, and what was left out on purpose.

use super::super::clean;
use super::super::words::Reason;
use crate::finding::{FileReport, Status};
use std::collections::BTreeMap;

/// Files that a reason names, and formats that are told apart.
const NAMES: usize = 25;
const FORMATS: usize = 100;

/// What was read and what was not.
#[derive(Default)]
pub(in crate::report) struct Coverage {
    gaps: BTreeMap<Reason, Gap>,
    skipped: BTreeMap<String, u64>,
}

/// Unread files that share a reason.
#[derive(Default)]
pub(in crate::report) struct Gap {
    pub(in crate::report) count: u64,
    /// The first of them.
    pub(in crate::report) files: Vec<Missed>,
}

/// An unread file.
pub(in crate::report) struct Missed {
    pub(in crate::report) root: usize,
    pub(in crate::report) path: String,
    /// The incident's own sentence.
    pub(in crate::report) detail: String,
}

impl Coverage {
    pub(super) fn see(&mut self, file: &FileReport) {
        if file.is_unread() {
            self.miss(file);
        } else if file.status == Status::Skipped {
            let known = self.skipped.len() < FORMATS || self.skipped.contains_key(&file.format);
            let format = if known { file.format.as_str() } else { "other" };
            *self.skipped.entry(clean::clipped(format, 40)).or_default() += 1;
        }
    }

    /// Reasons, the most frequent first.
    pub(in crate::report) fn gaps(&self) -> Vec<(Reason, &Gap)> {
        let mut gaps: Vec<_> = self.gaps.iter().map(|(reason, gap)| (*reason, gap)).collect();
        gaps.sort_by_key(|(_, gap)| std::cmp::Reverse(gap.count));
        gaps
    }

    /// How many files were left out on purpose.
    pub(in crate::report) fn skipped(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Their formats, the most frequent first.
    pub(in crate::report) fn skipped_formats(&self) -> Vec<(&str, u64)> {
        let mut formats: Vec<_> = self.skipped.iter().map(|(format, count)| (format.as_str(), *count)).collect();
        formats.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        formats
    }

    fn miss(&mut self, file: &FileReport) {
        let gap = self.gaps.entry(Reason::of(file)).or_default();
        gap.count += 1;
        if gap.files.len() < NAMES {
            let lost = file.incidents.iter().find(|incident| incident.loses_content());
            let detail = lost.map_or_else(String::new, |lost| clean::clipped(&lost.detail, 300));
            gap.files.push(Missed { root: file.root, path: file.path.clone(), detail });
        }
    }
}
