//! What goes between the main process and a worker. Each frame is a tag, a length (four bytes, little-endian) and that many
//! bytes: JSON, or the raw content of a file.

use crate::document::{Cell, CellKind, Locator, Role, TablePlace};
use crate::extract::Options;
use crate::incident::Incident;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// A frame is never longer: a worker gone mad must not make the main process allocate.
const LONGEST: u32 = 64 << 20;
/// Content goes in frames of this length.
pub(super) const CHUNK: usize = 64 << 10;

/// What the main process asks for; the document's bytes follow as content.
#[derive(Serialize, Deserialize)]
pub(super) struct Request {
    /// Name of the format.
    pub format: String,
    /// Limits and passwords.
    pub options: Options,
}

/// What a worker answers: what the extractor pushed, then how it ended.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    Segment {
        text: String,
        locator: Locator,
        role: Role,
        offset: u64,
    },
    BeginTable(TablePlace),
    Row {
        row: u32,
        cells: Vec<OwnedCell>,
    },
    EndTable,
    /// Its content follows, where it has any.
    Member {
        name: String,
        bytes: u64,
        modified: Option<String>,
        missing: Option<Incident>,
    },
    Incident(Incident),
    /// The last answer to a request.
    Done(Option<Incident>),
}

/// A [`Cell`] with its text.
#[derive(Serialize, Deserialize)]
pub(super) struct OwnedCell {
    column: u32,
    kind: CellKind,
    text: String,
    shared: Option<u32>,
}

impl From<&Cell<'_>> for OwnedCell {
    fn from(cell: &Cell<'_>) -> Self {
        Self { column: cell.column, kind: cell.kind, text: cell.text.to_owned(), shared: cell.shared }
    }
}

impl OwnedCell {
    pub(super) fn cell(&self) -> Cell<'_> {
        Cell { column: self.column, kind: self.kind, text: &self.text, shared: self.shared }
    }
}

/// A frame that came in.
pub(super) enum Frame {
    /// JSON.
    Message(Vec<u8>),
    /// A piece of content.
    Chunk(Vec<u8>),
    /// The content is complete.
    End,
}

/// Writes a message.
pub(super) fn send(to: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    write(to, b'M', &serde_json::to_vec(message)?)
}

/// Writes all of a content, its end included.
pub(super) fn send_content(to: &mut dyn Write, content: &mut dyn Read) -> io::Result<()> {
    let mut buffer = vec![0; CHUNK];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => return write(to, b'E', &[]),
            Ok(count) => write(to, b'C', buffer.get(..count).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // What came is all there is: the other side sees the content end.
            Err(_) => return write(to, b'E', &[]),
        }
    }
}

fn write(to: &mut dyn Write, tag: u8, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| io::Error::other("a message is too long"))?;
    to.write_all(&[tag])?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(payload)
}

/// Reads the next frame; none at the end of the stream.
pub(super) fn receive(from: &mut dyn Read) -> io::Result<Option<Frame>> {
    let mut head = [0; 5];
    match from.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let [tag, a, b, c, d] = head;
    let length = u32::from_le_bytes([a, b, c, d]);
    if length > LONGEST {
        return Err(io::Error::other("a message is too long"));
    }
    let mut payload = Vec::new();
    from.take(length.into()).read_to_end(&mut payload)?;
    if payload.len() < length as usize {
        return Ok(None);
    }
    Ok(Some(match tag {
        b'M' => Frame::Message(payload),
        b'C' => Frame::Chunk(payload),
        b'E' => Frame::End,
        _ => return Err(io::Error::other("not a message")),
    }))
}

/// What a message says.
pub(super) fn parse<T: DeserializeOwned>(message: &[u8]) -> io::Result<T> {
    serde_json::from_slice(message).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_as_they_went() {
        let mut stream = Vec::new();
        send(&mut stream, &Answer::EndTable).unwrap();
        send_content(&mut stream, &mut &[7_u8; 100_000][..]).unwrap();
        let mut from = stream.as_slice();
        let Some(Frame::Message(message)) = receive(&mut from).unwrap() else { panic!("a message") };
        assert!(matches!(parse(&message).unwrap(), Answer::EndTable));
        let mut content = 0;
        while let Some(Frame::Chunk(chunk)) = receive(&mut from).unwrap() {
            content += chunk.len();
        }
        assert_eq!((content, from.len()), (100_000, 0));
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        assert!(receive(&mut &b"M\xff\xff\xff\xff"[..]).is_err(), "too long");
        assert!(receive(&mut &b"X\0\0\0\0"[..]).is_err(), "no such tag");
        assert!(receive(&mut &b"M\x05\0\0\0abc"[..]).unwrap().is_none(), "cut off");
        assert!(receive(&mut &b"M\x05"[..]).unwrap().is_none(), "cut off in the head");
    }
}
