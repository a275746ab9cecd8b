//! What is left of an archive whose directory is missing or broken: the members by their own headers, one after the other.
//! The reading position only ever grows, whatever a header says.

use super::directory::{Header, number, read_at};
use super::methods::{self, Checked};
use super::{Archive, Window, encrypted, entry, refuse, unknown_method};
use crate::document::Sink;
use crate::extract::archive::names::Legacy;
use crate::extract::archive::{Entry, give};
use crate::extract::{ExtractError, Source};
use std::io::{BufReader, Read, Seek, SeekFrom};

/// Bytes looked through at once.
const CHUNK: usize = 64 << 10;

impl Archive<'_> {
    /// Hands on the members as far as they go; ends with `fault`, the reason why it was done so.
    pub(super) fn by_local_headers(&mut self, fault: ExtractError, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let mut at = 0;
        while let Some((start, is_member)) = signature(self.source, at, self.length)? {
            if !is_member {
                at = start + 4;
                continue;
            }
            let fixed = read_at(self.source, start, 30)?;
            let (Some(name), Some(extra)) = (number(&fixed, 26, 2), number(&fixed, 28, 2)) else { break };
            let names = read_at(self.source, start + 30, name + extra)?;
            let (name, extra) = names.split_at_checked(name as usize).unwrap_or((&names, &[]));
            at = start + 4;
            let Some(mut header) = Header::local(&fixed, name, extra).filter(|header| is_plausible(header)) else {
                continue;
            };
            header.offset = start;
            let data = start + 30 + names.len() as u64;
            at = data;
            if header.is_folder() {
                continue;
            }
            self.budget.admit()?;
            let entry = entry(&header, Legacy::guess([header.name].into_iter(), true));
            at = self.local(&header, data, entry, sink)?.max(at);
        }
        Err(fault)
    }

    /// Hands on the member whose bytes begin at `data`; says where they end.
    fn local(
        &mut self,
        header: &Header<'_>,
        data: u64,
        entry: Entry,
        sink: &mut dyn Sink,
    ) -> Result<u64, ExtractError> {
        let left = self.length.saturating_sub(data);
        // Flag 3: the sizes follow the bytes. Only deflate tells by itself where it ends.
        let unknown = header.flags & 8 == 8 && header.packed == 0;
        let packed = match header.method {
            8 if unknown && !header.is_encrypted() => left,
            _ if unknown => signature(self.source, data, self.length)?.map_or(left, |(end, _)| end - data),
            _ => header.packed.min(left),
        };
        let end = data + packed;
        if header.is_encrypted() {
            let header = Header { packed, ..*header };
            self.keys.open(self.source, self.length, &header, entry, &mut self.budget, sink)?;
            return Ok(end);
        }
        let mut window = Window::new(self.source, data, packed);
        let mut source = BufReader::new(&mut window);
        let want = (!unknown).then_some((header.size, header.crc));
        if header.method == 8 {
            let mut inflate = Checked::new(flate2::bufread::DeflateDecoder::new(&mut source), want);
            let (file, fault) = self.budget.expand(packed, &mut inflate)?;
            let read = window_position(&mut source)?;
            give(entry, file, fault, sink)?;
            self.budget.check()?;
            return Ok(data + read);
        }
        match methods::expand(header.method, source, header.size, header.flags) {
            Ok(Some(content)) => self.budget.hand(entry, packed, &mut Checked::new(content, want), sink)?,
            Ok(None) => refuse(entry, unknown_method(header.method), sink)?,
            Err(error) => refuse(entry, error.incident().unwrap_or_else(encrypted), sink)?,
        }
        Ok(end)
    }
}

/// How far the reader behind a buffer was really used.
fn window_position(source: &mut BufReader<&mut Window<'_>>) -> Result<u64, ExtractError> {
    let ahead = source.buffer().len() as u64;
    Ok(source.get_mut().stream_position()?.saturating_sub(ahead))
}

/// Whether the four bytes of a signature are likely to begin a header, and not to stand in someone's data.
fn is_plausible(header: &Header<'_>) -> bool {
    let known = matches!(header.method, 0..=20 | 93..=99);
    known && !header.name.is_empty() && header.name.len() <= 4096
}

/// Where the next header or descriptor begins at or after `from`, and whether it is that of a member.
fn signature(source: &mut dyn Source, from: u64, length: u64) -> Result<Option<(u64, bool)>, ExtractError> {
    let mut at = from;
    let mut chunk = Vec::with_capacity(CHUNK + 4);
    source.seek(SeekFrom::Start(from))?;
    while at < length {
        let held = chunk.len();
        source.take(CHUNK as u64).read_to_end(&mut chunk)?;
        if chunk.len() == held {
            break;
        }
        for found in memchr::memmem::find_iter(&chunk, b"PK") {
            match chunk.get(found + 2..found + 4) {
                Some(b"\x03\x04") => return Ok(Some((at + found as u64, true))),
                Some(b"\x01\x02" | b"\x07\x08" | b"\x05\x06") => return Ok(Some((at + found as u64, false))),
                _ => {}
            }
        }
        // A signature may stand across two chunks.
        let keep = chunk.len().saturating_sub(3);
        at += keep as u64;
        chunk.drain(..keep);
    }
    Ok(None)
}
