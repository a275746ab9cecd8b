//! Opens one file and pushes its content into a sink: limits on time, Ctrl-C, and panics end here.

use super::panics;
use crate::document::{Cell, Flow, Member, Segment, Sink, Stopped, TablePlace};
use crate::extract::{ExtractError, Format, Kind, Options, Source, sniff, unlocker};
use crate::finding::Status;
use crate::incident::{Incident, IncidentKind, Stage};
use crate::walk::Class;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A file up to this size is read at once: one read instead of many seeks, which a file server feels.
const AT_ONCE: u64 = 1 << 20;
/// Buffer before a larger file.
const BUFFER: usize = 128 << 10;

/// When to give up on a file.
#[derive(Clone, Copy, Debug)]
pub struct Stop<'a> {
    /// Set by Ctrl-C.
    pub cancel: &'a AtomicBool,
    /// Bounds on one file, and passwords.
    pub options: &'a Options,
}

/// How reading a file went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the content is.
    pub format: String,
    /// How much of it was read.
    pub status: Status,
    /// What went wrong, but for what the sink heard itself.
    pub incidents: Vec<Incident>,
}

impl Reading {
    /// A file that was not opened.
    pub(super) fn unopened(format: &str, status: Status, incident: Option<Incident>) -> Self {
        Self { format: format.into(), status, incidents: incident.into_iter().collect() }
    }
}

/// Reads the file at `path` into `sink`. `heard` is told how many bytes were read, as they are.
pub fn read(path: &Path, stop: Stop<'_>, sink: &mut dyn Sink, heard: &(dyn Fn(u64) + Sync)) -> Reading {
    match open(path, heard) {
        Ok(mut source) => {
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            read_source(&mut *source, &name, stop, sink)
        }
        Err(error) => Reading::unopened("unknown", Status::Failed, Some(open_incident(&error))),
    }
}

/// Reads a member of a container into `sink`; `stop` tells what is left of the container's bounds.
pub fn read_member(member: Member<'_>, stop: Stop<'_>, sink: &mut dyn Sink) -> Reading {
    match Class::of_name(member.name.rsplit(['/', '\\']).next().unwrap_or_default()) {
        Some(Class::System) => return Reading::unopened("system", Status::Skipped, None),
        Some(_) => return Reading::unopened("temporary", Status::Skipped, None),
        None => {}
    }
    match member.content {
        Ok(source) => read_source(source, member.name, stop, sink),
        Err(incident) => {
            // What is told as of the walk is no file: a link.
            if incident.stage == Stage::Walk && incident.kind == IncidentKind::Unsupported {
                return Reading::unopened("link", Status::Skipped, Some(incident));
            }
            let status = match incident.kind {
                IncidentKind::Encrypted => Status::Encrypted,
                IncidentKind::Unsupported => Status::Unsupported,
                _ => Status::Failed,
            };
            let format = extension_of(member.name).unwrap_or("unknown");
            Reading::unopened(format, status, Some(incident))
        }
    }
}

/// The extension of a name, where it looks like one.
fn extension_of(name: &str) -> Option<&str> {
    let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let plain = extension.len() <= 8 && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && !extension.is_empty()).then_some(extension)
}

fn open<'a>(path: &Path, heard: &'a (dyn Fn(u64) + Sync)) -> io::Result<Box<dyn Source + 'a>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > AT_ONCE {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, Heard { file, heard, furthest: 0, at: 0 })));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    file.by_ref().take(AT_ONCE + 1).read_to_end(&mut bytes)?;
    heard(bytes.len() as u64);
    // It may have grown since; then the rest streams like any large file.
    if bytes.len() as u64 > AT_ONCE {
        file.rewind()?;
        return Ok(Box::new(BufReader::with_capacity(BUFFER, Heard { file, heard, furthest: AT_ONCE, at: 0 })));
    }
    Ok(Box::new(Cursor::new(bytes)))
}

fn open_incident(error: &io::Error) -> Incident {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION (Win32 system error codes).
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return Incident::new(Stage::Read, IncidentKind::Io, "another program has the file open and locked");
    }
    Incident::from_io(Stage::Read, error)
}

fn read_source(source: &mut dyn Source, name: &str, stop: Stop<'_>, sink: &mut dyn Sink) -> Reading {
    let sniffed = match panics::catch(|| sniff(&mut *source, name)) {
        Ok(Ok(sniffed)) => sniffed,
        Ok(Err(error)) => {
            return Reading::unopened("unknown", Status::Failed, ExtractError::from(error).incident());
        }
        Err(place) => return Reading::unopened("unknown", Status::Failed, Some(crash(Stage::Sniff, &place))),
    };
    let format = sniffed.kind.name().to_owned();
    let mut reading = match sniffed.kind {
        Kind::Known(known) => extract(source, known, stop, sink),
        Kind::Encrypted(kind) => match unlocker(kind).filter(|_| !stop.options.passwords.is_empty()) {
            Some(format) => extract(source, format, stop, sink),
            None => not_read(Status::Encrypted, IncidentKind::Encrypted, "it is password-protected"),
        },
        Kind::Unsupported(kind) => {
            let detail = match kind.as_str() {
                "unknown" => "the content is of no known kind".to_owned(),
                kind => format!("nought cannot read {kind} files"),
            };
            not_read(Status::Unsupported, IncidentKind::Unsupported, &detail)
        }
        Kind::Media(_) | Kind::Program(_) | Kind::Empty => Reading::unopened("", Status::Skipped, None),
    };
    reading.format = format;
    reading.incidents.extend(sniffed.mismatch);
    reading
}

fn not_read(status: Status, kind: IncidentKind, detail: &str) -> Reading {
    Reading::unopened("", status, Some(Incident::new(Stage::Sniff, kind, detail)))
}

fn extract(source: &mut dyn Source, format: &Format, stop: Stop<'_>, sink: &mut dyn Sink) -> Reading {
    let mut guard = Guard::new(stop, sink);
    let outcome = match source.seek(SeekFrom::Start(0)) {
        Ok(_) => panics::catch(|| format.read(source, stop.options, &mut guard)),
        Err(error) => Ok(Err(ExtractError::Io(error))),
    };
    let incident = match outcome {
        Ok(Ok(())) => None,
        Ok(Err(ExtractError::Stopped)) => Some(guard.why_stopped()),
        Ok(Err(error)) => error.incident(),
        Err(place) => Some(crash(Stage::Extract, &place)),
    };
    let lost = guard.lost || incident.is_some();
    let status = match &incident {
        Some(incident) if incident.kind == IncidentKind::Encrypted && !guard.pushed => Status::Encrypted,
        Some(_) if !guard.pushed => Status::Failed,
        _ if lost => Status::Partial,
        _ => Status::Scanned,
    };
    Reading { format: String::new(), status, incidents: incident.into_iter().collect() }
}

fn crash(stage: Stage, place: &str) -> Incident {
    Incident::new(stage, IncidentKind::ParserCrash, format!("nought's reader failed on it (at {place})"))
}

/// Stands between an extractor and its sink: stops it on Ctrl-C and when its time is up, and notes whether anything came.
struct Guard<'a> {
    sink: &'a mut dyn Sink,
    stop: Stop<'a>,
    until: Instant,
    pushes: u32,
    pushed: bool,
    lost: bool,
}

impl<'a> Guard<'a> {
    fn new(stop: Stop<'a>, sink: &'a mut dyn Sink) -> Self {
        let until = Instant::now() + Duration::from_secs(stop.options.limits.seconds);
        Self { sink, stop, until, pushes: 0, pushed: false, lost: false }
    }

    fn check(&mut self) -> Flow {
        self.pushes = self.pushes.wrapping_add(1);
        // The clock is asked now and then; a row is too small a thing to ask each time.
        let late = self.pushes.is_multiple_of(64) && Instant::now() > self.until;
        if late || self.stop.cancel.load(Ordering::Relaxed) {
            ControlFlow::Break(Stopped)
        } else {
            ControlFlow::Continue(())
        }
    }

    fn why_stopped(&self) -> Incident {
        let detail = if self.stop.cancel.load(Ordering::Relaxed) {
            "the run was stopped while this file was being read".to_owned()
        } else {
            format!("reading it took longer than {} seconds", self.stop.options.limits.seconds)
        };
        Incident::new(Stage::Extract, IncidentKind::LimitTime, detail)
    }
}

impl Sink for Guard<'_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        self.pushed = true;
        self.check()?;
        self.sink.segment(segment)
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.check()?;
        self.sink.begin_table(place)
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        self.pushed = true;
        self.check()?;
        self.sink.row(row, cells)
    }

    fn end_table(&mut self) -> Flow {
        self.sink.end_table()
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        self.pushed = true;
        self.pushes = 63; // What was packed may have taken long: ask the clock now.
        self.check()?;
        self.sink.member(member)
    }

    fn incident(&mut self, incident: Incident) {
        self.lost |= incident.loses_content();
        self.sink.incident(incident);
    }
}

/// Tells how far reading has come; reading the same place again does not count twice.
struct Heard<'a> {
    file: File,
    heard: &'a (dyn Fn(u64) + Sync),
    furthest: u64,
    at: u64,
}

impl Read for Heard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.at += count as u64;
        if self.at > self.furthest {
            (self.heard)(self.at - self.furthest);
            self.furthest = self.at;
        }
        Ok(count)
    }
}

impl Seek for Heard<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}
