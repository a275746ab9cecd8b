//! Hears one file and, one after the other, what is packed in it: each gets detection of its own.

use super::read::{Reading, Stop, read_member};
use super::{Scanner, panics, push_path};
use crate::detect::{Document, People, Trace};
use crate::document::{Cell, Flow, Member, Segment, Sink, TablePlace};
use crate::extract::Options;
use crate::finding::{Detection, FileReport};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::SeekFrom;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// A member of a container, read and searched.
pub(super) struct Packed {
    /// Path inside the on-disk file, `!` before each member's own name.
    pub path: String,
    /// Path of the container it lies in directly, inside the on-disk file; empty for that file itself.
    pub container: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Last modification.
    pub modified: Option<jiff::Timestamp>,
    /// How reading it went.
    pub reading: Reading,
    /// What was found in it.
    pub detection: Detection,
    /// What its sink heard.
    pub heard: Vec<Incident>,
    /// Distinct people of the member and of all that is packed in it.
    pub subjects: u64,
}

impl Packed {
    /// Its row with nothing read yet; `outer` is that of the on-disk file.
    pub(super) fn row(&self, outer: &FileReport) -> FileReport {
        FileReport {
            path: format!("{}{}", outer.path, self.path),
            container: Some(format!("{}{}", outer.path, self.container)),
            bytes: self.bytes,
            modified: self.modified.map(|time| time.to_string()),
            ..outer.clone()
        }
    }
}

/// All that came of one on-disk file.
pub(super) struct Heard {
    /// What was found in the file itself.
    pub detection: Detection,
    /// What its sink heard.
    pub incidents: Vec<Incident>,
    /// Distinct people of the file and of all that is packed in it.
    pub subjects: u64,
    /// What is packed in it, in the order of reading, each before what is packed in that.
    pub packed: Vec<Packed>,
}

/// Listens to one document and to those that are packed in it.
pub(super) struct Hearing<'a> {
    scanner: &'a Scanner,
    cancel: &'a AtomicBool,
    document: Document<'a>,
    /// Bounds on what is packed in it: what is left of its own.
    inner: Options,
    path: String,
    /// Folders at the front of its members' names that are no evidence: those above a client folder, and that.
    skip: usize,
    since: Instant,
    until: Duration,
    /// Set once no more is read.
    full: bool,
    people: People,
    packed: Vec<Packed>,
}

impl<'a> Hearing<'a> {
    /// For an on-disk file; of the paths in it the first `skip` folders say nothing of people.
    pub(super) fn new(scanner: &'a Scanner, cancel: &'a AtomicBool, options: &Options, skip: usize) -> Self {
        Self { skip, ..Self::below(scanner, cancel, options, String::new()) }
    }

    fn below(scanner: &'a Scanner, cancel: &'a AtomicBool, options: &Options, path: String) -> Self {
        let document = scanner.detector.start(Trace::default());
        let inner = options.clone();
        let until = Duration::from_secs(options.limits.seconds);
        let (since, people, packed) = (Instant::now(), People::default(), Vec::new());
        Self { scanner, cancel, document, inner, path, skip: 0, since, until, full: false, people, packed }
    }

    /// Ends detection; a panic in it loses its findings but not the run.
    pub(super) fn finish(self) -> Heard {
        let Self { document, mut people, packed, .. } = self;
        let alone = packed.is_empty();
        let ended = panics::catch(|| {
            let (detection, incidents) = if alone { document.finish() } else { document.finish_among(&mut people) };
            let subjects = if alone { detection.subjects } else { people.count() };
            (detection, incidents, subjects)
        });
        let (detection, incidents, subjects) = ended.unwrap_or_else(|place| (Detection::default(), crash(&place), 0));
        Heard { detection, incidents, subjects, packed }
    }

    /// Reads a member that there is room for.
    fn read(&mut self, mut member: Member<'_>, path: String) {
        let bytes = match &mut member.content {
            Ok(source) => length(&mut **source).unwrap_or(member.bytes),
            Err(_) => member.bytes,
        };
        self.inner.limits.expanded_bytes = self.inner.limits.expanded_bytes.saturating_sub(bytes);
        let (options, modified) = (self.for_one(), member.modified);
        let mut hearing = Hearing::below(self.scanner, self.cancel, &options, path);
        let reading = hearing.hear(member, self.skip, &options);
        let (given, left, limits) = (options.limits, hearing.inner.limits, &mut self.inner.limits);
        let used = |given: u64, left: u64| given.saturating_sub(left);
        limits.expanded_bytes -= used(given.expanded_bytes, left.expanded_bytes).min(limits.expanded_bytes);
        limits.entries -= used(given.entries, left.entries).min(limits.entries);
        self.take(hearing, reading, bytes, modified);
    }

    /// Hears one member, its name first; the first `skip` folders in that say nothing of people.
    fn hear(&mut self, member: Member<'_>, skip: usize, options: &Options) -> Reading {
        let parts: Vec<&str> = member.name.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
        push_path(parts.get(skip..).filter(|parts| !parts.is_empty()).unwrap_or(&parts), &mut self.document);
        read_member(member, Stop { cancel: self.cancel, options }, self)
    }

    /// The bounds on one member: what is left of the container's, and no more than those of a file.
    fn for_one(&self) -> Options {
        let file = &self.scanner.options.limits;
        let mut options = self.inner.clone();
        options.limits.expanded_bytes = options.limits.expanded_bytes.min(file.expanded_bytes);
        options.limits.seconds = options.limits.seconds.min(file.seconds);
        options
    }

    fn take(&mut self, hearing: Hearing<'_>, reading: Reading, bytes: u64, modified: Option<jiff::Timestamp>) {
        let (path, container) = (hearing.path.clone(), self.path.clone());
        let Hearing { document, mut people, packed, .. } = hearing;
        let ended = panics::catch(|| document.finish_among(&mut people));
        let (detection, heard) = ended.unwrap_or_else(|place| (Detection::default(), crash(&place)));
        let subjects = if packed.is_empty() { detection.subjects } else { people.count() };
        self.people.merge(people);
        self.packed.push(Packed { path, container, bytes, modified, reading, detection, heard, subjects });
        self.packed.extend(packed);
    }

    /// Whether there is room and time for a further member; once there is none, that is said once, of the container.
    fn has_room(&mut self) -> bool {
        let limits = &mut self.inner.limits;
        let late = self.since.elapsed() >= self.until;
        let (kind, detail) = match limits.entries.checked_sub(1) {
            Some(entries) if !late => {
                limits.entries = entries;
                limits.seconds = (self.until - self.since.elapsed()).as_secs().max(1);
                return true;
            }
            Some(_) => {
                (IncidentKind::LimitTime, "the time for one file was used up before all that is packed in it was read")
            }
            None => (IncidentKind::LimitEntries, "more files are packed in it than the limit"),
        };
        if !std::mem::replace(&mut self.full, true) {
            self.incident(Incident::new(Stage::Extract, kind, detail));
        }
        false
    }
}

impl Sink for Hearing<'_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        self.document.segment(segment)
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.document.begin_table(place)
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        self.document.row(row, cells)
    }

    fn end_table(&mut self) -> Flow {
        self.document.end_table()
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        let path = format!("{}!{}", self.path, member.name.trim_start_matches('/'));
        if !self.has_room() {
            return ControlFlow::Continue(());
        }
        match self.inner.limits.depth.checked_sub(1) {
            Some(depth) => {
                self.inner.limits.depth = depth;
                self.read(member, path);
                self.inner.limits.depth = depth + 1;
            }
            None => {
                let detail = "it is packed deeper than the limit";
                let incident = Incident::new(Stage::Extract, IncidentKind::LimitDepth, detail);
                self.read(Member { content: Err(incident), ..member }, path);
            }
        }
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        self.document.incident(incident);
    }
}

fn crash(place: &str) -> Vec<Incident> {
    let detail = format!("nought's detection failed on it (at {place})");
    vec![Incident::new(Stage::Detect, IncidentKind::ParserCrash, detail)]
}

fn length(source: &mut dyn crate::document::Source) -> Option<u64> {
    let end = source.seek(SeekFrom::End(0)).ok()?;
    source.seek(SeekFrom::Start(0)).ok()?;
    Some(end)
}
