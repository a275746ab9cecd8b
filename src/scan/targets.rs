//! Makes move targets unique: a name that is taken, on the disk or by an earlier row of this run, becomes `name (2).ext`.

use crate::finding::{Action, FileReport};
use rustc_hash::FxHashSet;
use std::path::PathBuf;

/// The targets given so far.
pub(super) struct Targets {
    roots: Vec<PathBuf>,
    given: FxHashSet<(usize, String)>,
}

impl Targets {
    pub(super) fn new(roots: &[PathBuf]) -> Self {
        Self { roots: roots.to_vec(), given: FxHashSet::default() }
    }

    /// Renames the file's move targets where they are taken. All of a file's moves have one target.
    pub(super) fn settle(&mut self, file: &mut FileReport) {
        let wanted = file.violations.iter().find(|violation| violation.action == Action::Move);
        let Some(wanted) = wanted.and_then(|violation| violation.target.clone()) else { return };
        let free = self.free(file.root, &wanted);
        for violation in file.violations.iter_mut().filter(|violation| violation.action == Action::Move) {
            violation.target = Some(free.clone());
        }
    }

    fn free(&mut self, root: usize, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2_u32;
        // File systems of our users ignore case.
        while self.exists(root, &name) || !self.given.insert((root, name.to_lowercase())) {
            name = numbered(wanted, number);
            number += 1;
        }
        name
    }

    fn exists(&self, root: usize, path: &str) -> bool {
        self.roots.get(root).is_some_and(|root| root.join(path).symlink_metadata().is_ok())
    }
}

/// `a/list.xlsx` becomes `a/list (2).xlsx`.
fn numbered(path: &str, number: u32) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{folder}{slash}{stem} ({number}).{extension}"),
        _ => format!("{folder}{slash}{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_names_are_numbered() {
        let share = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(share.path().join("A/0")).unwrap();
        std::fs::write(share.path().join("A/0/list.xlsx"), "x").unwrap();
        let mut targets = Targets::new(&[share.path().to_owned()]);
        assert_eq!(targets.free(0, "A/0/list.xlsx"), "A/0/list (2).xlsx");
        assert_eq!(targets.free(0, "A/0/LIST.xlsx"), if cfg!(windows) { "A/0/LIST (3).xlsx" } else { "A/0/LIST.xlsx" });
        assert_eq!(targets.free(0, "A/0/new"), "A/0/new");
        assert_eq!(targets.free(0, "A/0/New"), "A/0/New (2)");
        assert_eq!(targets.free(0, "A/0/.hidden"), "A/0/.hidden");
        assert_eq!(targets.free(0, "A/0/.hidden"), "A/0/.hidden (2)");
    }
}
