//! What is embedded in an old Office document: each object stands in a storage of its own.

use super::Compound;
use crate::document::Sink;
use crate::extract::bytes::usize_at;
use crate::extract::codepage::CodePage;
use crate::extract::embedded::{embedded, inside};
use crate::extract::{ExtractError, Options, Source};
use crate::incident::{Incident, IncidentKind, Stage};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Streams that by themselves are a file.
const FILES: &[&str] = &["package", "contents", "embeddedodf", "package_stream"];
/// What such a file begins with: form controls keep their state under such names, too.
const MAGICS: &[&[u8]] = &[b"PK\x03\x04", b"%PDF", b"\xD0\xCF\x11\xE0", b"{\\rtf"];
/// Main streams of documents that stand in a storage as they would in a file, and the format.
const DOCUMENTS: &[(&str, &str)] =
    &[("worddocument", "doc"), ("workbook", "xls"), ("book", "xls"), ("powerpoint document", "ppt")];
/// A stream that is shorter holds no document.
const SHORT: u64 = 4_096;

/// What of a storage is read.
enum Reads {
    /// A document of this format, as which the storage is laid out.
    Document(&'static str),
    /// A stream that is a file.
    File(usize),
    /// A stream that is a packed file with its name before it.
    Native(usize),
}

impl Compound<'_> {
    /// Reads the objects in the storages that stand in `storage`; those in them are left to their own readers.
    pub(crate) fn push_objects(
        &mut self,
        storage: usize,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        // One walk over all entries: there may be many storages.
        let mut streams: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.is_stream) {
            let parent = self.entries.get(entry.parent);
            if entry.parent != storage && parent.is_some_and(|parent| parent.parent == storage && !is_own(&parent.name))
            {
                streams.entry(entry.parent).or_default().push(at);
            }
        }
        for (number, (object, streams)) in (1..).zip(streams) {
            self.push_object(object, &streams, &format!("embedded object {number}"), options, sink)?;
        }
        Ok(())
    }

    /// Reads this file as one object, which came under the name `part`.
    fn push_as_object(&mut self, part: &str, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let streams: Vec<usize> =
            self.children(super::ROOT).filter(|(_, entry)| entry.is_stream).map(|(at, _)| at).collect();
        self.push_object(super::ROOT, &streams, part, options, sink)
    }

    fn push_object(
        &mut self,
        storage: usize,
        streams: &[usize],
        part: &str,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        match self.reads(streams) {
            Some(Reads::Document(format)) => inside(part, options, sink, |options, sink| match format {
                "doc" => crate::extract::doc::read(self, storage, options, sink),
                "ppt" => crate::extract::ppt::read(self, storage, options, sink),
                _ => crate::extract::xls::read(self, storage, options, sink),
            }),
            Some(Reads::File(stream)) => embedded(part, &mut self.stream(stream), options, sink),
            Some(Reads::Native(stream)) => self.push_native(stream, part, options, sink),
            None => {
                // Pictures and controls have names that begin with a control character, and macros are programs.
                let long = |entry: &super::Entry| entry.size >= SHORT && !entry.name.starts_with(char::is_control);
                if streams.iter().filter_map(|at| self.entries.get(*at)).any(long) {
                    say_unread(part, sink);
                }
                Ok(())
            }
        }
    }

    /// What of these streams of one storage is read.
    fn reads(&mut self, streams: &[usize]) -> Option<Reads> {
        let mut found = None;
        for &at in streams {
            let name = self.entries.get(at)?.name.to_ascii_lowercase();
            if let Some((_, format)) = DOCUMENTS.iter().find(|(stream, _)| *stream == name) {
                return Some(Reads::Document(format));
            }
            if name == "\u{1}ole10native" {
                found = Some(Reads::Native(at));
            } else if FILES.contains(&&*name) {
                let (head, _) = self.read(at, 8);
                if MAGICS.iter().any(|magic| head.starts_with(magic)) {
                    found = Some(Reads::File(at));
                }
            }
        }
        found
    }

    /// A packed file: its length, its name, where it came from, its bytes.
    fn push_native(
        &mut self,
        stream: usize,
        part: &str,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let (bytes, fault) = self.read(stream, options.limits.memory_bytes);
        if let Some(incident) = fault.and_then(|error| error.incident()) {
            sink.incident(incident);
        }
        match native(&bytes) {
            Some((name, content)) => embedded(&format!("embedded {name}"), &mut Cursor::new(content), options, sink)?,
            // An equation or a picture: programs keep what they like here.
            None if (bytes.len() as u64) < SHORT => {}
            None => say_unread(part, sink),
        }
        Ok(())
    }
}

/// Reads an object that comes as a compound file of its own; where it is none, that is an incident.
pub(crate) fn push_file(
    source: &mut dyn Source,
    part: &str,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    match Compound::open(source, &options.limits, sink) {
        Ok(mut compound) => compound.push_as_object(part, options, sink),
        Err(error) => {
            let incident = error.incident().ok_or(error)?;
            sink.incident(Incident { detail: format!("{part}: {}", incident.detail), ..incident });
            Ok(())
        }
    }
}

/// Storages that belong to the document itself.
fn is_own(name: &str) -> bool {
    ["_SX_DB_CUR", "_VBA_PROJECT_CUR", "Macros", "ObjectPool", "MsoDataStore"]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own))
}

fn say_unread(part: &str, sink: &mut dyn Sink) {
    let detail = format!("{part} cannot be read");
    sink.incident(Incident::new(Stage::Extract, IncidentKind::Unsupported, detail));
}

/// The name and the bytes of a file that the packager wrapped: size, two flags, label, path, a number, the length of a
/// temporary path and that path, then the file behind its size.
pub(crate) fn native(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (label, rest) = string(bytes.get(6..)?)?;
    let (_, rest) = string(rest)?;
    let path = usize_at(rest, 4)?;
    let rest = rest.get(8..)?.get(path..)?;
    let length = usize_at(rest, 0)?;
    let content = rest.get(4..)?;
    let content = content.get(..length.min(content.len()))?;
    let name = CodePage::default().text(label);
    let name = name.rsplit(['\\', '/']).next().unwrap_or_default().trim().to_owned();
    (!content.is_empty()).then_some((if name.is_empty() { "object".into() } else { name }, content))
}

/// Bytes up to a NUL, and what follows it.
fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}
