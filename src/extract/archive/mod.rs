//! Files that hold files: what ZIP, 7Z, TAR and the single compressed streams share. Each member is handed on as a file of
//! its own; what came out of it before a fault is handed on, too, and the fault stands at its end.

pub(super) mod names;
pub(super) mod sevenz;
pub(super) mod stream;
pub(super) mod tar;
mod window;
pub(super) mod zip;

pub(super) use window::Window;

use super::{ExtractError, Source, heed, spool};
use crate::config::Limits;
use crate::document::{Member, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{self, Read, Seek, SeekFrom};
use std::time::Instant;

/// What an archive says of a member.
#[derive(Debug)]
struct Entry {
    /// Its name, ready to be shown.
    name: String,
    /// Its expanded size, as the archive says.
    bytes: u64,
    /// Last modification.
    modified: Option<jiff::Timestamp>,
}

/// What is left of the bounds on one container.
struct Budget {
    limits: Limits,
    /// Bytes that came out of all members so far.
    expanded: u64,
    members: u64,
    opened: Instant,
}

impl Budget {
    fn new(limits: &Limits) -> Self {
        Self { limits: *limits, expanded: 0, members: 0, opened: Instant::now() }
    }

    /// Counts a further member in; an error where there is no room or time for it.
    fn admit(&mut self) -> Result<(), ExtractError> {
        self.members += 1;
        if self.members > self.limits.entries {
            let detail = format!("it has more members than the limit of {}", self.limits.entries);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        self.check()
    }

    /// An error once a bound on the whole container is passed.
    fn check(&self) -> Result<(), ExtractError> {
        if self.expanded > self.limits.expanded_bytes {
            return Err(self.too_large());
        }
        if self.opened.elapsed().as_secs() >= self.limits.seconds {
            let detail = format!("reading takes longer than {} seconds", self.limits.seconds);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitTime, detail });
        }
        Ok(())
    }

    fn too_large(&self) -> ExtractError {
        let detail = format!("it expands to more than {} bytes", self.limits.expanded_bytes);
        ExtractError::Limit { kind: IncidentKind::LimitBytes, detail }
    }

    /// Expands a member of so many packed bytes and hands it on with what went wrong, if it did.
    fn hand(
        &mut self,
        entry: Entry,
        packed: u64,
        from: &mut dyn Read,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let (file, fault) = self.expand(packed, from)?;
        give(entry, file, fault, sink)?;
        self.check()
    }

    /// Expands a member; a fault is the second value, what came before it is kept.
    fn expand(
        &mut self,
        packed: u64,
        from: &mut dyn Read,
    ) -> Result<(tempfile::SpooledTempFile, Option<ExtractError>), ExtractError> {
        let allowed = self.limits.unpacked(packed);
        spool::spool(&mut Counted { from, produced: 0, allowed, budget: self }, u64::MAX)
    }
}

/// Counts what comes out of a member.
struct Counted<'a> {
    from: &'a mut dyn Read,
    produced: u64,
    allowed: u64,
    budget: &'a mut Budget,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer).map_err(|error| io::Error::other(fault(error)))?;
        self.produced += count as u64;
        self.budget.expanded = self.budget.expanded.saturating_add(count as u64);
        self.budget.check().map_err(io::Error::other)?;
        if self.produced > self.allowed {
            let detail = format!("it expands by a factor of more than {}", self.budget.limits.ratio);
            return Err(io::Error::other(ExtractError::Limit { kind: IncidentKind::LimitRatio, detail }));
        }
        Ok(count)
    }
}

/// What an error of a decompressor is.
fn fault(error: io::Error) -> ExtractError {
    if error.kind() == io::ErrorKind::OutOfMemory {
        return ExtractError::Limit {
            kind: IncidentKind::LimitMemory,
            detail: "expanding it needs more memory than allowed".into(),
        };
    }
    error.into()
}

/// Hands a member on; `fault` stands at its end, and is told of the container, too: who reads the member may not come so far.
fn give(
    entry: Entry,
    mut file: impl Source,
    fault: Option<ExtractError>,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let Some(fault) = fault else {
        let Entry { name, bytes, modified } = &entry;
        return heed(sink.member(Member { name, bytes: *bytes, modified: *modified, content: Ok(&mut file) }));
    };
    let Some(incident) = fault.incident() else { return Err(fault) };
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    if length == 0 {
        return refuse(entry, incident, sink);
    }
    let mut content = Faulty { file, fault };
    let Entry { name, bytes, modified } = &entry;
    heed(sink.member(Member { name, bytes: *bytes, modified: *modified, content: Ok(&mut content) }))?;
    // These end the container, which says so itself.
    if !matches!(incident.kind, IncidentKind::LimitBytes | IncidentKind::LimitTime) {
        sink.incident(Incident { detail: format!("{name}: {}", incident.detail), ..incident });
    }
    Ok(())
}

/// Names a member that cannot be had.
fn refuse(entry: Entry, why: Incident, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let Entry { name, bytes, modified } = &entry;
    heed(sink.member(Member { name, bytes: *bytes, modified: *modified, content: Err(why) }))
}

fn encrypted() -> Incident {
    Incident::new(Stage::Extract, IncidentKind::Encrypted, "it is password-protected")
}

/// A link or device has no content of its own: nothing is lost by leaving it out. Told as of the walk, as on a disk.
fn link() -> Incident {
    Incident::new(Stage::Walk, IncidentKind::Unsupported, "a link: what it leads to is not read through it")
}

/// A file at whose end stands an error: what could be had of a damaged member.
struct Faulty<S> {
    file: S,
    fault: ExtractError,
}

impl<S: Read> Read for Faulty<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.file.read(buffer)? {
            0 if !buffer.is_empty() => Err(io::Error::other(again(&self.fault))),
            count => Ok(count),
        }
    }
}

impl<S: Seek> Seek for Faulty<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// The same error once more.
fn again(error: &ExtractError) -> ExtractError {
    match error {
        ExtractError::Encrypted(detail) => ExtractError::Encrypted(detail.clone()),
        ExtractError::Corrupt(detail) => ExtractError::Corrupt(detail.clone()),
        ExtractError::Truncated(detail) => ExtractError::Truncated(detail.clone()),
        ExtractError::Limit { kind, detail } => ExtractError::Limit { kind: *kind, detail: detail.clone() },
        ExtractError::Io(error) => ExtractError::Io(io::Error::new(error.kind(), error.to_string())),
        ExtractError::Worker(incident) => ExtractError::Worker(incident.clone()),
        ExtractError::Stopped => ExtractError::Stopped,
    }
}

#[cfg(test)]
mod tests;
