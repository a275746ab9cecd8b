//! A message of a mailbox as a file of its own: TNEF, which lists the very same properties.

use super::file::{File, Node, corrupt};
use super::heap::{Heap, OBJECT, Property};
use crate::extract::ExtractError;
use crate::extract::tnef::MAGIC;
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Messages in messages.
const DEEPEST: u32 = 8;
const IN_MEMORY: usize = 4 << 20;
/// Kinds of nodes below a message, in the last five bits of their numbers.
const ATTACHMENT: u32 = 0x05;
const RECIPIENTS: u32 = 0x12;
/// Bytes of an attachment; the subject, which may begin with a mark.
const DATA: u16 = 0x3701;
const SUBJECT: u16 = 0x0037;
const NAMED: u16 = 0x8000;

/// Writes messages one after the other.
pub(super) struct Writer<'f, 'a> {
    pub(super) file: &'f mut File<'a>,
    /// Bytes of one property at most; bytes of all messages.
    pub(super) most: u64,
    pub(super) left: u64,
    /// What could not be read of the message.
    pub(super) incidents: Vec<Incident>,
}

impl Writer<'_, '_> {
    /// A message and its subject. What cannot be read of it is left out, and said.
    pub(super) fn message(&mut self, node: Node) -> Result<(SpooledTempFile, String), ExtractError> {
        let mut out = tempfile::spooled_tempfile(IN_MEMORY);
        let subject = self.write(node, 0, &mut out)?;
        out.rewind()?;
        Ok((out, subject))
    }

    fn write(&mut self, node: Node, depth: u32, out: &mut SpooledTempFile) -> Result<String, ExtractError> {
        let mut heap = Heap::read(self.file, node, self.most)?;
        let mut properties = heap.properties(self.file, DATA)?;
        let subject = subject(&mut properties);
        out.write_all(&MAGIC)?;
        out.write_all(&[1, 0])?;
        for (id, part) in heap.nodes() {
            if id & 0x1F == RECIPIENTS {
                let rows = self.recipients(part);
                let rows = self.sound(rows, "the recipients").unwrap_or_default();
                self.attribute(0x9004, &rows, out)?;
            }
        }
        self.attribute(0x9003, &list(&properties), out)?;
        for (id, part) in heap.nodes() {
            if id & 0x1F == ATTACHMENT {
                let written = self.attachment(part, depth, out);
                self.sound(written, "an attachment");
            }
        }
        if heap.over {
            self.say(IncidentKind::LimitMemory, "a text is longer than is read");
        }
        Ok(subject)
    }

    fn recipients(&mut self, node: Node) -> Result<Vec<u8>, ExtractError> {
        let mut heap = Heap::read(self.file, node, self.most)?;
        let rows = heap.rows(self.file)?;
        let count = u32::try_from(rows.len()).unwrap_or(0).to_le_bytes().to_vec();
        Ok([count, rows.iter().flat_map(|row| list(row)).collect()].concat())
    }

    fn attachment(&mut self, node: Node, depth: u32, out: &mut SpooledTempFile) -> Result<(), ExtractError> {
        let mut heap = Heap::read(self.file, node, self.most)?;
        let properties = heap.properties(self.file, DATA)?;
        self.attribute(0x9002, &[0; 14], out)?;
        self.attribute(0x9005, &list(&properties), out)?;
        let Some(data) = properties.iter().find(|property| property.id == DATA) else { return Ok(()) };
        let place = data.bytes.get(..4).and_then(|place| place.try_into().ok()).map_or(0, u32::from_le_bytes);
        let start = begin(0x800F, out)?;
        let written = match data.kind {
            OBJECT => self.object(&mut heap, place, depth, out),
            _ if place & 0x1F == 0 => {
                let bytes = heap.value(self.file, place)?;
                self.put(&bytes, out)
            }
            _ => {
                let node = heap.node(place).ok_or_else(|| corrupt("an attachment"))?;
                self.stream(node, out)
            }
        };
        end(start, out)?;
        written
    }

    /// An object: a message, or what another program keeps as a compound file.
    fn object(
        &mut self,
        heap: &mut Heap,
        place: u32,
        depth: u32,
        out: &mut SpooledTempFile,
    ) -> Result<(), ExtractError> {
        let value = heap.value(self.file, place)?;
        let id = value.get(..4).and_then(|id| id.try_into().ok()).map_or(0, u32::from_le_bytes);
        let node = heap.node(id).ok_or_else(|| corrupt("an attachment"))?;
        if id & 0x1F != 0x04 && node.below == 0 {
            return self.stream(node, out);
        }
        if depth >= DEEPEST {
            self.say(IncidentKind::LimitDepth, "messages are nested deeper than the limit");
            return Ok(());
        }
        let mut inner = tempfile::spooled_tempfile(IN_MEMORY);
        self.write(node, depth + 1, &mut inner)?;
        inner.rewind()?;
        std::io::copy(&mut inner, out)?;
        Ok(())
    }

    fn stream(&mut self, node: Node, out: &mut SpooledTempFile) -> Result<(), ExtractError> {
        let left = &mut self.left;
        self.file.data(node.data, &mut |block| {
            *left = left.checked_sub(block.len() as u64).ok_or_else(too_large)?;
            out.write_all(block)?;
            Ok(true)
        })
    }

    fn put(&mut self, bytes: &[u8], out: &mut SpooledTempFile) -> Result<(), ExtractError> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        out.write_all(bytes).map_err(ExtractError::from)
    }

    fn attribute(&mut self, id: u16, data: &[u8], out: &mut SpooledTempFile) -> Result<(), ExtractError> {
        let start = begin(id, out)?;
        self.put(data, out)?;
        end(start, out)
    }

    /// The value; a fault of this part is said and the rest goes on.
    fn sound<T>(&mut self, result: Result<T, ExtractError>, what: &str) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                let incident = error.incident();
                let kind = incident.map_or(IncidentKind::Corrupt, |incident| incident.kind);
                self.say(kind, &format!("{what} cannot be read whole"));
                None
            }
        }
    }

    fn say(&mut self, kind: IncidentKind, detail: &str) {
        self.incidents.push(Incident::new(Stage::Extract, kind, detail));
    }
}

fn too_large() -> ExtractError {
    ExtractError::Limit { kind: IncidentKind::LimitBytes, detail: "the messages are larger than the limit".into() }
}

/// Begins an attribute whose length is not known yet.
fn begin(id: u16, out: &mut SpooledTempFile) -> Result<u64, ExtractError> {
    let [low, high] = id.to_le_bytes();
    out.write_all(&[1, low, high, 0, 0, 0, 0, 0, 0])?;
    Ok(out.stream_position()?)
}

/// Writes the length of what was written since.
fn end(start: u64, out: &mut SpooledTempFile) -> Result<(), ExtractError> {
    let now = out.stream_position()?;
    let length = u32::try_from(now.saturating_sub(start)).map_err(|_| too_large())?;
    out.seek(SeekFrom::Start(start.saturating_sub(4)))?;
    out.write_all(&length.to_le_bytes())?;
    out.seek(SeekFrom::Start(now))?;
    out.write_all(&[0, 0])?;
    Ok(())
}

/// The subject, freed of the mark that says how long its prefix (`RE: `) is.
fn subject(properties: &mut [Property]) -> String {
    let Some(subject) = properties.iter_mut().find(|property| property.id == SUBJECT) else { return String::new() };
    let unit = if subject.kind == 0x001F { 2 } else { 1 };
    if subject.bytes.first() == Some(&1) {
        subject.bytes = subject.bytes.get(2 * unit..).unwrap_or_default().to_vec();
    }
    if unit == 2 {
        encoding_rs::UTF_16LE.decode_without_bom_handling(&subject.bytes).0.into_owned()
    } else {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(&subject.bytes).0.into_owned()
    }
}

/// A list of properties as TNEF writes it.
fn list(properties: &[Property]) -> Vec<u8> {
    let mut out = vec![0; 4];
    let mut count = 0u32;
    for property in properties.iter().filter(|property| property.id != DATA) {
        let begun = out.len();
        if entry(property, &mut out).is_some() {
            count += 1;
        } else {
            out.truncate(begun);
        }
    }
    if let Some(place) = out.first_chunk_mut() {
        *place = count.to_le_bytes();
    }
    out
}

fn entry(property: &Property, out: &mut Vec<u8>) -> Option<()> {
    let values = property.values();
    let kind = values.as_ref().map_or(property.kind, |(kind, _)| *kind);
    let kind = if values.as_ref().is_some_and(|(_, values)| values.len() != 1) { kind | 0x1000 } else { kind };
    out.extend(kind.to_le_bytes());
    out.extend(property.id.to_le_bytes());
    if property.id >= NAMED {
        // A name that nobody asks for.
        out.extend([0; 24]);
    }
    match values {
        Some((_, values)) => {
            out.extend(u32::try_from(values.len()).ok()?.to_le_bytes());
            for value in values {
                out.extend(u32::try_from(value.len()).ok()?.to_le_bytes());
                out.extend(&value);
                out.resize(out.len() + value.len().next_multiple_of(4) - value.len(), 0);
            }
        }
        None => {
            let width = match kind {
                0x0002 | 0x0003 | 0x000B => 4,
                0x0014 | 0x0040 => 8,
                _ => return None,
            };
            let mut bytes = property.bytes.clone();
            bytes.resize(width, 0);
            out.extend(bytes);
        }
    }
    Some(())
}
