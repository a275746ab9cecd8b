//! From one thing found on the walk to its row in the report.

use super::hearing::{Heard, Hearing};
use super::listing::{Client, Item};
use super::packed;
use super::read::{Reading, Stop, read};
use super::share::without_history;
use super::{Progress, Scanner};
use crate::document::{Locator, Role, Segment, Sink};
use crate::finding::{Detection, FileReport, Finding, Marking, Sample, Status, Violation};
use crate::incident::{Incident, IncidentKind, Stage};
use crate::policy::{Case, Place, decoded};
use crate::walk::{Class, Entry};
use std::sync::atomic::AtomicBool;

/// The rows of one entry: itself, then its members.
pub(super) fn report(scanner: &Scanner, item: &Item, progress: &Progress, cancel: &AtomicBool) -> Vec<FileReport> {
    let Item { client, entry } = item;
    let share = depth_inside(client, entry).filter(|_| entry.relative.display.to_ascii_lowercase().ends_with(".zip"));
    let options = if share.is_some() { &scanner.share_options } else { &scanner.options };
    let mut hearing = Hearing::new(scanner, cancel, options, share.unwrap_or_default());
    push_path(&parts_in_client(client, entry), &mut hearing);
    let stop = Stop { cancel, options };
    let heard = |bytes| progress.read(bytes);
    let reading = read_entry(scanner, entry, stop, &mut hearing, &heard);
    let rows = rows(scanner, client, entry, reading, hearing.finish());
    progress.done(client.name.as_deref());
    rows
}

/// How deep the client folders stand in the entry, should it be a ZIP: it must lie directly in a root.
fn depth_inside(client: &Client, entry: &Entry) -> Option<usize> {
    client.depth_in_zip.filter(|_| !entry.relative.display.contains('/'))
}

/// Pushes each part of the path (below the client folder) as text: `<name> CV.docx` is evidence. Extension and underscores
/// are no part of what a person wrote.
pub fn push_path(parts: &[&str], sink: &mut dyn Sink) {
    let mut offset = 0;
    for (at, part) in parts.iter().enumerate() {
        let is_file = at + 1 == parts.len();
        let stem = if is_file { part.rsplit_once('.').map_or(*part, |(stem, _)| stem) } else { part };
        let text = decoded(stem).replace('_', " ");
        let segment = Segment { text: &text, locator: Locator::path(), role: Role::Path, offset };
        if sink.segment(segment).is_break() {
            return;
        }
        offset += part.chars().count() as u64 + 1;
    }
}

/// Pushes the name of a member of a container, as [`push_path`] does a path.
pub fn push_name(name: &str, sink: &mut dyn Sink) {
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    push_path(&parts, sink);
}

fn parts_in_client<'a>(client: &Client, entry: &'a Entry) -> Vec<&'a str> {
    let below = match &client.name {
        Some(_) => entry.relative.display.strip_prefix(client.prefix.as_str()).unwrap_or(&entry.relative.display),
        None => &entry.relative.display,
    };
    below.split('/').filter(|part| !part.is_empty()).collect()
}

fn read_entry(
    scanner: &Scanner,
    entry: &Entry,
    stop: Stop<'_>,
    hearing: &mut Hearing<'_>,
    heard: &(dyn Fn(u64) + Sync),
) -> Reading {
    if let Some(incident) = &entry.incident {
        return Reading::unopened("folder", Status::Failed, Some(incident.clone()));
    }
    if let Some(reason) = scanner.exclusions.reason(&entry.relative.display) {
        let detail = format!("left out by the configuration: {reason}");
        let incident = Incident::new(Stage::Walk, IncidentKind::Unsupported, detail);
        return Reading::unopened("excluded", Status::Skipped, Some(incident));
    }
    let skipped = |format| Reading::unopened(format, Status::Skipped, None);
    match entry.class {
        Class::File => read(&entry.path, stop, hearing, heard),
        Class::Empty => skipped("empty"),
        Class::Temporary => skipped("temporary"),
        Class::System => skipped("system"),
        Class::Link => skipped("link"),
        Class::Special => skipped("special"),
        Class::Placeholder => {
            let detail = "its content is in the cloud only; make it available offline and scan again";
            let incident = Incident::new(Stage::Walk, IncidentKind::Placeholder, detail);
            Reading::unopened("placeholder", Status::Skipped, Some(incident))
        }
    }
}

fn rows(scanner: &Scanner, client: &Client, entry: &Entry, reading: Reading, heard: Heard) -> Vec<FileReport> {
    let parts = without_history(parts_in_client(client, entry));
    let place = Place {
        client_prefix: &client.prefix,
        confidential: &client.confidential,
        has_confidential: client.has_confidential,
        renamed: client.renamed.as_deref(),
        parts: client.name.is_some().then_some(&parts),
    };
    let own = FileReport {
        root: client.root,
        path: entry.relative.display.clone(),
        path_bytes: entry.relative.raw.clone(),
        container: None,
        client: client.name.clone(),
        zone: scanner.judge.zone(&place),
        format: String::new(),
        bytes: entry.bytes,
        modified: entry.modified.and_then(|time| jiff::Timestamp::try_from(time).ok()).map(|time| time.to_string()),
        status: Status::Skipped,
        incidents: Vec::new(),
        subjects: 0,
        findings: Vec::new(),
        violations: Vec::new(),
    };
    if let Some(depth) = depth_inside(client, entry).filter(|_| reading.format == "zip") {
        return packed::rows(scanner, own, place, depth, reading, heard);
    }
    let mut markings = heard.detection.markings.clone();
    let members: Vec<FileReport> = heard
        .packed
        .into_iter()
        .map(|packed| {
            markings.extend(packed.detection.markings.iter().cloned());
            let row = packed.row(&own);
            filled(scanner, row, packed.reading, packed.detection, packed.heard)
        })
        .collect();
    let mut file = filled(scanner, own, reading, heard.detection, heard.incidents);
    file.violations = judge(scanner, place, &file, &members, heard.subjects, &markings);
    std::iter::once(file).chain(members).collect()
}

/// The row with what was read and found.
pub(super) fn filled(
    scanner: &Scanner,
    row: FileReport,
    reading: Reading,
    detection: Detection,
    heard: Vec<Incident>,
) -> FileReport {
    let mut incidents = reading.incidents;
    incidents.extend(heard);
    for incident in &mut incidents {
        incident.detail = scanner.detector.mask(&incident.detail);
    }
    let crashed = incidents.iter().any(|incident| incident.stage == Stage::Detect && incident.loses_content());
    FileReport {
        format: reading.format,
        status: if crashed && reading.status == Status::Scanned { Status::Partial } else { reading.status },
        incidents,
        subjects: detection.subjects,
        findings: detection.findings.into_iter().map(|finding| masked(scanner, finding)).collect(),
        ..row
    }
}

/// What an on-disk file breaks with all that is packed in it; where a member breaks it, `why` names that.
pub(super) fn judge(
    scanner: &Scanner,
    place: Place<'_>,
    file: &FileReport,
    members: &[FileReport],
    subjects: u64,
    markings: &[Marking],
) -> Vec<Violation> {
    let unread_of = |row: &FileReport| row.is_unread().then(|| row.unread_because());
    let unread = unread_of(file).or_else(|| members.iter().find_map(unread_of));
    let judge = |findings: &[Finding], subjects, markings: &[Marking], unread: Option<&str>| {
        scanner.judge.judge(&Case { place, findings, subjects, markings, unread })
    };
    if members.is_empty() {
        return judge(&file.findings, subjects, markings, unread.as_deref());
    }
    let all: Vec<Finding> = std::iter::once(file).chain(members).flat_map(|row| row.findings.iter().cloned()).collect();
    let mut violations = judge(&all, subjects, markings, unread.as_deref());
    let own = judge(&file.findings, file.subjects, &[], unread_of(file).as_deref());
    let of_members: Vec<(&FileReport, Vec<Violation>)> =
        members.iter().map(|row| (row, judge(&row.findings, row.subjects, &[], unread_of(row).as_deref()))).collect();
    for violation in &mut violations {
        let breaks = |violations: &[Violation]| violations.iter().any(|other| other.rule == violation.rule);
        let named: Vec<&FileReport> =
            of_members.iter().filter(|(_, violations)| breaks(violations)).map(|(row, _)| *row).collect();
        let Some(first) = named.first().filter(|_| !breaks(&own)) else { continue };
        let name = scanner.detector.mask(first.path.get(file.path.len() + 1..).unwrap_or_default());
        let others = match named.len() - 1 {
            0 => String::new(),
            1 => " and in one more file".to_owned(),
            more => format!(" and in {more} more files"),
        };
        violation.why = format!("in '{name}'{others} packed in it: {}", violation.why);
    }
    violations
}

/// Masks the names (of sheets) that samples carry.
fn masked(scanner: &Scanner, finding: Finding) -> Finding {
    let mask =
        |sample: Sample| Sample { locator: sample.locator.map_names(|name| scanner.detector.mask(name)), ..sample };
    Finding { samples: finding.samples.into_iter().map(mask).collect(), ..finding }
}
