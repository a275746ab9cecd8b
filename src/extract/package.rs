//! What all zip-based formats share: opening the package under limits, and reading one part of it as a stream.
//!
//! Part names are looked up as OPC asks: without case, and with `/` between the pieces whatever the writer used.

mod embeddings;
mod properties;
mod relations;
mod salvage;

pub(crate) use embeddings::Embeddings;
pub(crate) use relations::{Relationship, resolve};
pub(crate) use salvage::salvage;

use super::xml::Scanner;
use super::{ExtractError, Source};
use crate::config::Limits;
use crate::document::Sink;
use crate::incident::{Incident, IncidentKind, Stage};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::io::{self, BufReader, Read, SeekFrom};
use std::time::Instant;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// An archive's directory is held in memory while it is read; a longer one is refused unread.
const MAX_DIRECTORY: u64 = 32 << 20;
/// So is one of so many times the members that are read at most.
const MAX_EXCESS: u64 = 4;
/// Buffer between the source and the archive reader, whose directory reads are tiny.
const BUFFER: usize = 64 << 10;

type Archive<'a> = ZipArchive<BufReader<&'a mut dyn Source>>;
type Member<'p, 'a> = ZipFile<'p, BufReader<&'a mut dyn Source>>;

/// An opened zip package.
pub(crate) struct Package<'a> {
    archive: Archive<'a>,
    /// Names as stored (`/` between pieces, no leading one), in the order of the directory.
    names: Vec<Box<str>>,
    /// Lower-cased name to the member's place in the archive.
    index: FxHashMap<Box<str>, usize>,
    limits: Limits,
    /// Length of the whole file: no member's compressed size is believed beyond it.
    length: u64,
    /// Bytes that came out of all members so far.
    expanded: u64,
    opened: Instant,
}

impl<'a> Package<'a> {
    /// Reads the directory. Members that are left out (too many, overlapping, doubled) are told to the sink.
    pub(crate) fn open(source: &'a mut dyn Source, limits: &Limits, sink: &mut dyn Sink) -> Result<Self, ExtractError> {
        let length = source.seek(SeekFrom::End(0))?;
        find_directory_end(source, length)?.check(limits)?;
        source.seek(SeekFrom::Start(0))?;
        let archive = ZipArchive::new(BufReader::with_capacity(BUFFER, source)).map_err(from_zip)?;
        let mut package = Self {
            archive,
            names: Vec::new(),
            index: FxHashMap::default(),
            limits: *limits,
            length,
            expanded: 0,
            opened: Instant::now(),
        };
        package.list_members(sink)?;
        Ok(package)
    }

    /// Names of all parts, in the order of the directory.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&*key(name))
    }

    /// The part of this name as a stream; none where there is no such part. The stream's faults are `io::Error`s that
    /// `ExtractError::from` turns back into what they are.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, ExtractError> {
        let Some(&index) = self.index.get(&*key(name)) else { return Ok(None) };
        let entry = self.archive.by_index_data(index).map_err(from_zip)?;
        if entry.encrypted() {
            return Err(ExtractError::Encrypted(format!("the part {name} is encrypted")));
        }
        let allowed = self.limits.unpacked(entry.compressed_size().min(self.length));
        let member = self.archive.by_index(index).map_err(from_zip)?;
        Ok(Some(Part {
            member,
            produced: 0,
            allowed,
            total: &mut self.expanded,
            limits: self.limits,
            opened: self.opened,
        }))
    }

    /// Runs `read` over a part's XML. A fault of this part becomes an incident and the other parts go on (`Ok`); only what
    /// ends the whole document is an error. `Ok(false)`: there is no such part.
    pub(crate) fn scan(
        &mut self,
        name: &str,
        sink: &mut dyn Sink,
        read: impl FnOnce(&mut Scanner<'_>, &mut dyn Sink) -> Result<(), ExtractError>,
    ) -> Result<bool, ExtractError> {
        let depth = self.limits.xml_depth;
        let result = match self.part(name) {
            Ok(None) => return Ok(false),
            Ok(Some(part)) => {
                let mut scanner = Scanner::new(part, depth);
                let result = read(&mut scanner, sink);
                report_replaced(name, &scanner, sink);
                result
            }
            Err(error) => Err(error),
        };
        self.settle(name, result, sink)?;
        Ok(true)
    }

    /// Runs `read` over a part's bytes, as [`Self::scan`] does over its XML.
    pub(crate) fn read(
        &mut self,
        name: &str,
        sink: &mut dyn Sink,
        read: impl FnOnce(&mut dyn Read, &mut dyn Sink) -> Result<(), ExtractError>,
    ) -> Result<bool, ExtractError> {
        let result = match self.part(name) {
            Ok(None) => return Ok(false),
            Ok(Some(mut part)) => read(&mut part, sink),
            Err(error) => Err(error),
        };
        self.settle(name, result, sink)?;
        Ok(true)
    }

    /// Tells a part's fault to the sink, or passes on what ends the whole document.
    fn settle(&self, name: &str, result: Result<(), ExtractError>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match result {
            Ok(()) => Ok(()),
            Err(error) if self.is_final(&error) => Err(error),
            Err(error) => {
                if let Some(mut incident) = error.incident() {
                    incident.detail = format!("{name}: {}", incident.detail);
                    sink.incident(incident);
                }
                Ok(())
            }
        }
    }

    fn is_final(&self, error: &ExtractError) -> bool {
        let late = matches!(error, ExtractError::Limit { kind: IncidentKind::LimitTime, .. });
        late || matches!(error, ExtractError::Stopped) || self.expanded > self.limits.expanded_bytes
    }

    fn list_members(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let mut leave_out = |kind, detail: &str| sink.incident(Incident::new(Stage::Extract, kind, detail));
        let count = self.archive.len();
        let kept = count.min(usize::try_from(self.limits.entries).unwrap_or(usize::MAX));
        if kept < count {
            leave_out(IncidentKind::LimitEntries, &format!("{count} members, of which the first {kept} are read"));
        }
        let mut ranges = Vec::with_capacity(kept);
        let mut locked = 0;
        for member in 0..kept {
            let entry = self.archive.by_index_data(member).map_err(from_zip)?;
            locked += usize::from(entry.encrypted());
            let head = 30 + entry.name_raw().len() as u64;
            let end = entry.header_start().saturating_add(head).saturating_add(entry.compressed_size());
            ranges.push((entry.header_start(), end, member));
        }
        if kept > 0 && locked == kept {
            return Err(ExtractError::Encrypted("every member of the package is encrypted".into()));
        }
        let overlapping = drop_overlapping(&mut ranges);
        if overlapping > 0 {
            leave_out(IncidentKind::Corrupt, &format!("{overlapping} members overlap others and were not read"));
        }
        ranges.sort_unstable_by_key(|&(_, _, member)| member);
        let doubled = self.name_members(&ranges)?;
        if doubled > 0 || self.archive.has_duplicate_names() {
            let detail = "several members have the same name; one of each is read";
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
        }
        Ok(())
    }

    /// Files the members by name; says how many have a name that another has.
    fn name_members(&mut self, members: &[(u64, u64, usize)]) -> Result<usize, ExtractError> {
        let mut doubled = 0;
        for &(_, _, member) in members {
            let entry = self.archive.by_index_data(member).map_err(from_zip)?;
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            let name = name.trim_start_matches('/');
            if name.ends_with('/') {
                continue;
            }
            match self.index.entry(key(name)) {
                Entry::Occupied(_) => doubled += 1,
                Entry::Vacant(place) => {
                    place.insert(member);
                    self.names.push(name.into());
                }
            }
        }
        Ok(doubled)
    }
}

/// Keeps, of members that share bytes, the one that starts first; says how many went. Shared bytes are how a small archive
/// is made to expand without end.
pub(crate) fn drop_overlapping(ranges: &mut Vec<(u64, u64, usize)>) -> usize {
    ranges.sort_unstable();
    let before = ranges.len();
    let mut free_from = 0;
    ranges.retain(|&(start, end, _)| {
        let keep = start >= free_from;
        if keep {
            free_from = end;
        }
        keep
    });
    before - ranges.len()
}

/// How part names are compared.
fn key(name: &str) -> Box<str> {
    name.trim_start_matches('/').to_ascii_lowercase().into()
}

fn report_replaced(name: &str, scanner: &Scanner<'_>, sink: &mut dyn Sink) {
    let replaced = scanner.replaced();
    if replaced > 0 {
        let detail = format!("{name}: {replaced} pieces of text are not valid in the part's encoding");
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Decode, detail));
    }
}

/// One part of a package as a stream that counts what comes out.
pub(crate) struct Part<'p, 'a> {
    member: Member<'p, 'a>,
    produced: u64,
    allowed: u64,
    total: &'p mut u64,
    limits: Limits,
    opened: Instant,
}

impl Read for Part<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.member.read(buffer)?;
        self.produced += read as u64;
        *self.total += read as u64;
        if *self.total > self.limits.expanded_bytes {
            return Err(limit(
                IncidentKind::LimitBytes,
                "the package expands to more than",
                self.limits.expanded_bytes,
            ));
        }
        if self.produced > self.allowed {
            return Err(limit(IncidentKind::LimitRatio, "expands by a factor of more than", self.limits.ratio));
        }
        // A part of which nothing reaches the sink would otherwise never be asked for the time.
        if self.opened.elapsed().as_secs() >= self.limits.seconds {
            return Err(limit(IncidentKind::LimitTime, "reading takes longer, in seconds, than", self.limits.seconds));
        }
        Ok(read)
    }
}

/// A limit as an I/O error, to pass through readers that know only those.
fn limit(kind: IncidentKind, what: &str, value: u64) -> io::Error {
    io::Error::other(ExtractError::Limit { kind, detail: format!("{what} {value}") })
}

fn from_zip(error: ZipError) -> ExtractError {
    match error {
        ZipError::Io(error) => error.into(),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ExtractError::Encrypted("a member is encrypted".into())
        }
        other => ExtractError::Corrupt(other.to_string()),
    }
}

/// What the end record of an archive says, before anything is allocated by its word.
struct DirectoryEnd {
    members: u64,
    bytes: u64,
}

impl DirectoryEnd {
    fn check(&self, limits: &Limits) -> Result<(), ExtractError> {
        let (kind, detail) = if self.bytes > MAX_DIRECTORY {
            (IncidentKind::LimitMemory, format!("the package's directory takes {} bytes", self.bytes))
        } else if self.members > limits.entries.saturating_mul(MAX_EXCESS) {
            (IncidentKind::LimitEntries, format!("the package has {} members", self.members))
        } else {
            return Ok(());
        };
        Err(ExtractError::Limit { kind, detail })
    }
}

/// Looks for the end record. None at all: the file was cut off.
fn find_directory_end(source: &mut dyn Source, length: u64) -> Result<DirectoryEnd, ExtractError> {
    let start = length.saturating_sub((64 << 10) + 22);
    source.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    source.take(length - start).read_to_end(&mut tail)?;
    let Some(at) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else {
        return Err(ExtractError::Truncated("the package has no directory at its end".into()));
    };
    let end = DirectoryEnd { members: number(&tail, at + 10, 2), bytes: number(&tail, at + 12, 4) };
    // A large archive says -1 here and the truth in a record before this one.
    let large = tail.get(..at).and_then(|before| memchr::memmem::rfind(before, b"PK\x06\x06"));
    Ok(match large {
        Some(at) if end.members == 0xFFFF || end.bytes == 0xFFFF_FFFF => {
            DirectoryEnd { members: number(&tail, at + 32, 8), bytes: number(&tail, at + 40, 8) }
        }
        _ => end,
    })
}

/// The little-endian number of `length` bytes at `at`.
fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let bytes = bytes.get(at..at + length).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests;
