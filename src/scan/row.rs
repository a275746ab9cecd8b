//! From one thing found on the walk to its row in the report.

use super::listing::{Client, Item};
use super::read::{Reading, Stop, read};
use super::{Progress, Scanner, panics};
use crate::detect::{Document, Trace};
use crate::document::{Locator, Role, Segment, Sink};
use crate::finding::{Detection, FileReport, Finding, Sample, Status};
use crate::incident::{Incident, IncidentKind, Stage};
use crate::policy::{Case, Place};
use crate::walk::{Class, Entry};
use std::sync::atomic::AtomicBool;

/// The rows of one entry: itself, then its members.
pub(super) fn report(scanner: &Scanner, item: &Item, progress: &Progress, cancel: &AtomicBool) -> Vec<FileReport> {
    let Item { client, entry } = item;
    let mut document = scanner.detector.start(Trace::default());
    push_path(&parts_in_client(client, entry), &mut document);
    let stop = Stop { cancel, limits: &scanner.limits };
    let heard = |bytes| progress.read(bytes);
    let reading = read_entry(scanner, entry, stop, &mut document, &heard);
    let row = row(scanner, client, entry, reading, finish(document));
    progress.done(client.name.as_deref());
    vec![row]
}

/// Pushes each part of the path (below the client folder) as text: `<name> CV.docx` is evidence. Extension and underscores
/// are no part of what a person wrote.
pub fn push_path(parts: &[&str], sink: &mut dyn Sink) {
    let mut offset = 0;
    for (at, part) in parts.iter().enumerate() {
        let is_file = at + 1 == parts.len();
        let stem = if is_file { part.rsplit_once('.').map_or(*part, |(stem, _)| stem) } else { part };
        let text = stem.replace('_', " ");
        let segment = Segment { text: &text, locator: Locator::path(), role: Role::Path, offset };
        if sink.segment(segment).is_break() {
            return;
        }
        offset += part.chars().count() as u64 + 1;
    }
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
    document: &mut Document<'_>,
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
        Class::File => read(&entry.path, stop, document, heard),
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

/// Ends detection; a panic in it loses its findings but not the run.
fn finish(document: Document<'_>) -> (Detection, Vec<Incident>) {
    panics::catch(|| document.finish()).unwrap_or_else(|place| {
        let detail = format!("nought's detection failed on it (at {place})");
        (Detection::default(), vec![Incident::new(Stage::Detect, IncidentKind::ParserCrash, detail)])
    })
}

fn row(
    scanner: &Scanner,
    client: &Client,
    entry: &Entry,
    reading: Reading,
    (detection, heard): (Detection, Vec<Incident>),
) -> FileReport {
    let mut incidents = reading.incidents;
    incidents.extend(heard);
    for incident in &mut incidents {
        incident.detail = scanner.detector.mask(&incident.detail);
    }
    let crashed = incidents.iter().any(|incident| incident.stage == Stage::Detect && incident.loses_content());
    let status = if crashed && reading.status == Status::Scanned { Status::Partial } else { reading.status };
    let parts = parts_in_client(client, entry);
    let place = Place {
        client_prefix: &client.prefix,
        confidential: &client.confidential,
        has_confidential: client.has_confidential,
        renamed: client.renamed.as_deref(),
        parts: client.name.is_some().then_some(&parts),
    };
    let mut file = FileReport {
        root: client.root,
        path: entry.relative.display.clone(),
        path_bytes: entry.relative.raw.clone(),
        container: None,
        client: client.name.clone(),
        zone: scanner.judge.zone(&place),
        format: reading.format,
        bytes: entry.bytes,
        modified: entry.modified.and_then(|time| jiff::Timestamp::try_from(time).ok()).map(|time| time.to_string()),
        status,
        incidents,
        subjects: detection.subjects,
        findings: detection.findings.into_iter().map(|finding| masked(scanner, finding)).collect(),
        violations: Vec::new(),
    };
    let unread = file.is_unread().then(|| file.unread_because());
    let case = Case {
        place,
        findings: &file.findings,
        subjects: file.subjects,
        markings: &detection.markings,
        unread: unread.as_deref(),
    };
    file.violations = scanner.judge.judge(&case);
    file
}

/// Masks the names (of sheets) that samples carry.
fn masked(scanner: &Scanner, finding: Finding) -> Finding {
    let mask =
        |sample: Sample| Sample { locator: sample.locator.map_names(|name| scanner.detector.mask(name)), ..sample };
    Finding { samples: finding.samples.into_iter().map(mask).collect(), ..finding }
}
