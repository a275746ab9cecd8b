//! Embedded objects: hex digits that spell an OLE 1 stream ([MS-OLEDS] 2.2.5), which holds a file or a compound file.

use crate::document::Sink;
use crate::extract::bytes::{u32_at, usize_at};
use crate::extract::compound::{native, push_file};
use crate::extract::embedded::embedded;
use crate::extract::spool::spool;
use crate::extract::{ExtractError, Options};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Objects that are read of one document.
const MOST: usize = 64;
/// What is larger goes to a temporary file.
const IN_MEMORY: usize = 256 << 10;
/// The names before the object's bytes are not longer.
const LONGEST_NAME: usize = 4_096;

/// The objects of a document; they are read once its own tables are closed.
#[derive(Default)]
pub(super) struct Objects {
    files: Vec<SpooledTempFile>,
    /// Digits that wait to be written: a half byte, and bytes.
    half: Option<u8>,
    bytes: Vec<u8>,
    open: bool,
    over: usize,
}

impl Objects {
    /// Takes hex digits of the object that is being read.
    pub(super) fn take(&mut self, digits: &[u8]) -> Result<(), ExtractError> {
        if !self.open {
            self.open = true;
            self.half = None;
            if self.files.len() < MOST {
                self.files.push(tempfile::spooled_tempfile(IN_MEMORY));
            } else {
                self.over += 1;
            }
        }
        self.bytes.clear();
        for digit in digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)) {
            match self.half.take() {
                None => self.half = Some(digit as u8),
                Some(high) => self.bytes.push(high << 4 | digit as u8),
            }
        }
        match self.files.last_mut().filter(|_| self.over == 0) {
            Some(file) => Ok(file.write_all(&self.bytes)?),
            None => Ok(()),
        }
    }

    /// The object that is being read is whole.
    pub(super) fn end(&mut self) {
        self.open = false;
    }

    /// Reads what was found.
    pub(super) fn push(self, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for (number, mut file) in (1..).zip(self.files) {
            let part = format!("embedded object {number}");
            file.rewind()?;
            push_object(&mut file, &part, options, sink)?;
        }
        if self.over > 0 {
            let detail = format!("{} embedded objects beyond the first {MOST} were not read", self.over);
            sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitEntries, detail));
        }
        Ok(())
    }
}

fn push_object(
    file: &mut SpooledTempFile,
    part: &str,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut head = Vec::new();
    file.take(4 * LONGEST_NAME as u64).read_to_end(&mut head)?;
    let Some((start, class)) = content(&head) else {
        let detail = format!("{part} cannot be read");
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Unsupported, detail));
        return Ok(());
    };
    // A link has no content.
    if u32_at(&head, 4) != Some(2) {
        return Ok(());
    }
    if class == b"Package" {
        file.seek(SeekFrom::Start(start as u64))?;
        let mut bytes = Vec::new();
        file.take(options.limits.memory_bytes).read_to_end(&mut bytes)?;
        return match native(&bytes) {
            Some((name, content)) => {
                embedded(&format!("embedded {name}"), &mut std::io::Cursor::new(content), options, sink)
            }
            None => Ok(()),
        };
    }
    let size = usize_at(&head, start).unwrap_or(0) as u64;
    file.seek(SeekFrom::Start(start as u64 + 4))?;
    let (mut object, _) = spool(&mut file.take(size), u64::MAX)?;
    let mut magic = [0; 4];
    let read = object.read(&mut magic)?;
    object.rewind()?;
    if magic.get(..read) == Some(b"\xD0\xCF\x11\xE0") {
        return push_file(&mut object, part, options, sink);
    }
    // A picture, or what only its own program knows.
    if read > 0 { embedded(part, &mut object, options, sink) } else { Ok(()) }
}

/// Where the length of the object's bytes stands: behind version, format, class, topic and item. With its class.
fn content(head: &[u8]) -> Option<(usize, &[u8])> {
    let mut at = 8;
    let mut class: &[u8] = &[];
    for name in 0..3 {
        let length = usize_at(head, at).filter(|length| *length <= LONGEST_NAME)?;
        let text = head.get(at + 4..at + 4 + length)?;
        if name == 0 {
            class = text.strip_suffix(b"\0").unwrap_or(text);
        }
        at += 4 + length;
    }
    Some((at, class))
}
