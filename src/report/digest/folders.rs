//! Misplaced folders: a look-alike of the 0 folder is one thing to put right, however many files stand in it.

use super::Row;
use crate::finding::{Action, Violation, rule};
use std::collections::BTreeMap;

/// Why, of the folder: the policy's own words speak of one file in it.
const WHY: &str = "The folder looks like the client's confidential folder, but is not, so it is not protected.";
/// Bytes that the rows may hold.
const BYTES: usize = 32 << 20;

/// One row a folder.
pub(super) struct Folders {
    /// Files whose folder found no room.
    pub(super) left_out: u64,
    most: usize,
    bytes: usize,
    rows: BTreeMap<(usize, String), Row>,
}

impl Folders {
    pub(super) fn new(most: usize) -> Self {
        Self { left_out: 0, most, bytes: 0, rows: BTreeMap::new() }
    }

    /// Moves the violation of the folder from the file's row to the folder's; whether there was one.
    pub(super) fn split(&mut self, row: &mut Row) -> bool {
        let Some(at) = row.violations.iter().position(|violation| violation.rule == rule::MISPLACED_FOLDER) else {
            return false;
        };
        let violation = row.violations.remove(at);
        let (folder, target) = parts(&row.path, &violation);
        let key = (row.root, folder.to_owned());
        if let Some(known) = self.rows.get_mut(&key) {
            known.join(row, violation.severity);
        } else if self.rows.len() < self.most && self.bytes < BYTES {
            let new = row.as_folder(folder, Violation { target, why: WHY.into(), ..violation });
            self.bytes += key.1.len() + new.bytes();
            self.rows.insert(key, new);
        } else {
            self.left_out += 1;
        }
        row.severity = row.severity_now().unwrap_or(row.severity);
        true
    }

    /// The rows, by root and path.
    pub(super) fn take(&mut self) -> Vec<Row> {
        std::mem::take(&mut self.rows).into_values().collect()
    }
}

impl Row {
    fn as_folder(&self, folder: &str, violation: Violation) -> Self {
        Self {
            root: self.root,
            client: self.client.clone(),
            path: folder.into(),
            folder: Some(1),
            severity: violation.severity,
            violations: vec![violation],
            subjects: self.subjects,
            kinds: self.kinds.clone(),
            findings: Vec::new(),
        }
    }

    fn join(&mut self, file: &Self, severity: crate::finding::Severity) {
        self.folder = self.folder.map(|files| files + 1);
        self.subjects = self.subjects.saturating_add(file.subjects);
        self.severity = self.severity.max(severity);
        for violation in &mut self.violations {
            violation.severity = violation.severity.max(severity);
        }
        for kind in &file.kinds {
            self.add_kind(kind);
        }
    }
}

/// The misplaced folder in `path`, and where the folder should be. The policy names the folder itself as the target of a
/// rename, but the file as that of a move: what both paths end with is not part of the folder.
fn parts<'a>(path: &'a str, violation: &Violation) -> (&'a str, Option<String>) {
    let parent = path.rfind('/').map_or("", |at| path.get(..at).unwrap_or_default());
    let Some(target) = violation.target.as_deref() else { return (parent, None) };
    if violation.action == Action::Rename {
        let depth = target.split('/').count();
        let end = path.match_indices('/').nth(depth - 1).map_or(parent.len(), |(at, _)| at);
        return (path.get(..end).unwrap_or(parent), Some(target.into()));
    }
    let same = path.rsplit('/').zip(target.rsplit('/')).take_while(|(one, other)| one == other);
    let shared: usize = same.map(|(part, _)| part.len() + 1).sum();
    if shared == 0 {
        let to = target.rfind('/').map_or(target, |at| target.get(..at).unwrap_or(target));
        return (parent, Some(to.into()));
    }
    let cut = |text: &'a str| text.get(..text.len().saturating_sub(shared)).unwrap_or_default();
    let to = target.get(..target.len().saturating_sub(shared)).unwrap_or_default();
    (cut(path), Some(to.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    #[test]
    fn a_folder_is_told_from_path_and_target() {
        let check = |action, path: &str, target: Option<&str>, folder: &str, to: Option<&str>| {
            let violation = Violation {
                rule: rule::MISPLACED_FOLDER.into(),
                severity: Severity::Medium,
                action,
                target: target.map(Into::into),
                why: String::new(),
            };
            assert_eq!(parts(path, &violation), (folder, to.map(Into::into)));
        };
        let (rename, moved) = (Action::Rename, Action::Move);
        check(
            rename,
            "A/O. Confidential/x/y.xlsx",
            Some("A/0. Confidential"),
            "A/O. Confidential",
            Some("A/0. Confidential"),
        );
        check(rename, "y.xlsx", Some("A/0. Confidential"), "", Some("A/0. Confidential"));
        check(
            moved,
            "A/P/0 Conf/x/y.xlsx",
            Some("A/0. Confidential/x/y.xlsx"),
            "A/P/0 Conf",
            Some("A/0. Confidential"),
        );
        check(
            moved,
            "A/P/0 Conf/y.xlsx",
            Some("A/0. Confidential/y (2).xlsx"),
            "A/P/0 Conf",
            Some("A/0. Confidential"),
        );
        check(moved, "A/y.xlsx", None, "A", None);
        check(moved, "y.xlsx", Some("y.xlsx"), "", Some(""));
    }
}
