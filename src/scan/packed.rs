//! The rows of a share in a file: each member of the ZIP is judged by its own place, as if it lay on the disk; what is packed
//! in a member is judged with that.

use super::Scanner;
use super::hearing::{Heard, Packed};
use super::read::Reading;
use super::row::{filled, judge};
use super::share::{Share, Standing};
use crate::finding::{FileReport, Marking};
use crate::policy::Place;

/// The ZIP's own row, then those of its members. `own` is the row without anything read, `place` where the ZIP itself stands.
pub(super) fn rows(
    scanner: &Scanner,
    own: FileReport,
    place: Place<'_>,
    depth: usize,
    reading: Reading,
    heard: Heard,
) -> Vec<FileReport> {
    let name = own.path.rsplit('/').next().unwrap_or_default();
    let direct = heard.packed.iter().filter(|packed| packed.container.is_empty());
    let names = direct.map(|packed| packed.path.trim_start_matches('!'));
    let share = Share::new(names, name, depth, scanner.judge.folders(), &scanner.confidential_name);

    let blank = FileReport { path_bytes: None, ..own.clone() };
    let markings = heard.detection.markings.clone();
    let mut file = filled(scanner, own, reading, heard.detection, heard.incidents);
    file.violations = judge(scanner, place, &file, &[], file.subjects, &markings);
    let mut rows = vec![file];
    let mut open: Option<Group<'_>> = None;
    for packed in heard.packed {
        if packed.container.is_empty() {
            rows.extend(open.take().into_iter().flat_map(|group| group.judged(scanner)));
            let standing = share.standing(packed.path.trim_start_matches('!'));
            open = Some(Group { standing, subjects: packed.subjects, markings: Vec::new(), rows: Vec::new() });
        }
        if let Some(group) = &mut open {
            group.add(scanner, &blank, packed);
        }
    }
    rows.extend(open.into_iter().flat_map(|group| group.judged(scanner)));
    rows
}

/// A member with what is packed in it.
struct Group<'s> {
    standing: Standing<'s>,
    /// Distinct people in all of it.
    subjects: u64,
    markings: Vec<Marking>,
    rows: Vec<FileReport>,
}

impl Group<'_> {
    fn add(&mut self, scanner: &Scanner, blank: &FileReport, packed: Packed) {
        self.markings.extend(packed.detection.markings.iter().cloned());
        let zone = self.standing.with_place(&scanner.confidential_name, |place| scanner.judge.zone(&place));
        let row = FileReport { client: self.standing.client.clone(), zone, ..packed.row(blank) };
        self.rows.push(filled(scanner, row, packed.reading, packed.detection, packed.heard));
    }

    fn judged(self, scanner: &Scanner) -> Vec<FileReport> {
        let Self { standing, subjects, markings, mut rows } = self;
        if let Some((member, inner)) = rows.split_first_mut() {
            member.violations = standing.with_place(&scanner.confidential_name, |place| {
                judge(scanner, place, member, inner, subjects, &markings)
            });
        }
        rows
    }
}
