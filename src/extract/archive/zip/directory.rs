//! The directory at the end of a ZIP archive (APPNOTE.TXT 4.3): what it says of each member, believed no further than the
//! bytes reach.

use crate::config::Limits;
use crate::extract::{ExtractError, Source};
use crate::incident::IncidentKind;
use std::io::{Read, SeekFrom};

/// A longer directory is read so far.
const LONGEST: u64 = 32 << 20;
/// Where the end record is looked for: it may be followed by a comment of 64 KiB.
const TAIL: u64 = (64 << 10) + 22 + 56 + 20;

/// What one record of the directory, or one local header, says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header<'d> {
    /// Name as stored.
    pub(super) name: &'d [u8],
    /// Extra fields.
    pub(super) extra: &'d [u8],
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) size: u64,
    /// Where its local header stands; 0 in a local header itself.
    pub(super) offset: u64,
    /// Last modification as DOS writes it, date above time.
    pub(super) dos_time: u32,
    /// The system of the writer: 3 is Unix.
    pub(super) host: u8,
    /// Attributes as that system has them.
    pub(super) attributes: u32,
}

impl<'d> Header<'d> {
    /// The record at the front of `bytes`, and what follows it.
    fn of_directory(bytes: &'d [u8]) -> Option<(Self, &'d [u8])> {
        let bytes = bytes.strip_prefix(b"PK\x01\x02")?;
        let [name, extra, comment] = [24, 26, 28].map(|at| number(bytes, at, 2));
        let (name, extra, comment) = (usize::from(name? as u16), usize::from(extra? as u16), comment? as usize);
        let header = Self {
            name: bytes.get(42..42 + name)?,
            extra: bytes.get(42 + name..42 + name + extra)?,
            flags: number(bytes, 4, 2)? as u16,
            method: number(bytes, 6, 2)? as u16,
            crc: number(bytes, 12, 4)? as u32,
            packed: number(bytes, 16, 4)?,
            size: number(bytes, 20, 4)?,
            offset: number(bytes, 38, 4)?,
            dos_time: number(bytes, 8, 4)? as u32,
            host: *bytes.get(1)?,
            attributes: number(bytes, 34, 4)? as u32,
        };
        Some((header.widened(true), bytes.get(42 + name + extra + comment..)?))
    }

    /// The local header of these 30 bytes and of the name and extra fields that follow them.
    pub(super) fn local(fixed: &[u8], name: &'d [u8], extra: &'d [u8]) -> Option<Self> {
        let header = Self {
            name,
            extra,
            flags: number(fixed, 6, 2)? as u16,
            method: number(fixed, 8, 2)? as u16,
            crc: number(fixed, 14, 4)? as u32,
            packed: number(fixed, 18, 4)?,
            size: number(fixed, 22, 4)?,
            offset: 0,
            dos_time: number(fixed, 10, 4)? as u32,
            host: 0,
            attributes: 0,
        };
        Some(header.widened(false))
    }

    /// Sizes and place of 64 bits stand in an extra field, each only where the short one is all ones.
    fn widened(mut self, in_directory: bool) -> Self {
        let Some(field) = self.field(1) else { return self };
        let mut at = 0;
        let mut wide = |value: &mut u64| {
            if *value == 0xFFFF_FFFF
                && let Some(long) = number(field, at, 8)
            {
                *value = long;
                at += 8;
            }
        };
        wide(&mut self.size);
        wide(&mut self.packed);
        if in_directory {
            wide(&mut self.offset);
        }
        self
    }

    /// The extra field with this id.
    pub(super) fn field(&self, id: u64) -> Option<&'d [u8]> {
        let mut rest = self.extra;
        loop {
            let length = number(rest, 2, 2)? as usize;
            if number(rest, 0, 2)? == id {
                return rest.get(4..4 + length);
            }
            rest = rest.get(4 + length..)?;
        }
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.flags & 1 == 1
    }

    /// A folder without content. A name may lie: what has bytes is read.
    pub(super) fn is_folder(&self) -> bool {
        matches!(self.name.last(), Some(b'/' | b'\\')) && self.size == 0 && (self.packed <= 2 || self.is_encrypted())
    }

    pub(super) fn is_link(&self) -> bool {
        // S_IFLNK, where the writer was Unix or macOS.
        matches!(self.host, 3 | 19) && self.attributes >> 28 == 0xA
    }
}

/// The directory of an archive, as it stands in the file.
pub(super) struct Directory {
    bytes: Vec<u8>,
    /// How many members the end record counts, modulo 2^16 in small archives.
    counted: u64,
    /// What is to be added to every place: something stands before the archive.
    shift: u64,
    /// Set where it is too long to be read whole.
    pub(super) cut: bool,
    /// One of several volumes.
    pub(super) is_volume: bool,
    /// What someone wrote about the archive.
    pub(super) comment: Vec<u8>,
}

impl Directory {
    /// Finds and reads the directory; none where there is none, or not where it should be.
    pub(super) fn read(source: &mut dyn Source, length: u64) -> Result<Option<Self>, ExtractError> {
        let start = length.saturating_sub(TAIL);
        let tail = read_at(source, start, length - start)?;
        let Some(at) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else { return Ok(None) };
        let short = |offset, width| number(&tail, at + offset, width);
        let (Some(volume), Some(mut counted), Some(mut size), Some(mut offset), Some(_)) =
            (short(4, 2), short(10, 2), short(12, 4), short(16, 4), short(20, 2))
        else {
            return Ok(None);
        };
        let comment = tail.get(at + 22..).unwrap_or_default().to_vec();
        let mut end = start + at as u64;
        let large = tail.get(..at).and_then(|before| memchr::memmem::rfind(before, b"PK\x06\x06"));
        if let Some(at) = large.filter(|_| counted == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF) {
            let long = |offset| number(&tail, at + offset, 8).unwrap_or(u64::MAX);
            (counted, size, offset) = (long(32), long(40), long(48));
            end = start + at as u64;
        }
        // It stands right before its end record, whatever stands before the archive.
        for place in [end.checked_sub(size), Some(offset)].into_iter().flatten().filter(|place| *place < length) {
            let bytes = read_at(source, place, size.min(LONGEST).min(length - place))?;
            if bytes.starts_with(b"PK\x01\x02") || (size == 0 && counted == 0) {
                let shift = place.saturating_sub(offset);
                let is_volume = volume != 0 && volume != 0xFFFF;
                return Ok(Some(Self { bytes, counted, shift, cut: size > LONGEST, is_volume, comment }));
            }
        }
        Ok(None)
    }

    /// Its records; an error where they end before all are told.
    pub(super) fn headers(&self, limits: &Limits) -> (Vec<Header<'_>>, Option<ExtractError>) {
        let mut headers = Vec::new();
        let mut rest = self.bytes.as_slice();
        while let Some((mut header, after)) = Header::of_directory(rest) {
            if headers.len() as u64 >= limits.entries {
                let detail = format!("it has {} members, more than the limit of {}", self.counted, limits.entries);
                return (headers, Some(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail }));
            }
            header.offset = header.offset.saturating_add(self.shift);
            headers.push(header);
            rest = after;
        }
        let read = headers.len() as u64;
        let short = read < self.counted && read & 0xFFFF != self.counted;
        let fault = short.then(|| {
            let detail = format!("its directory names {read} of {} members", self.counted);
            if self.cut {
                ExtractError::Limit { kind: IncidentKind::LimitMemory, detail }
            } else {
                ExtractError::Corrupt(detail)
            }
        });
        (headers, fault)
    }
}

/// The `length` bytes at `at`, fewer where the source ends before.
pub(super) fn read_at(source: &mut dyn Source, at: u64, length: u64) -> Result<Vec<u8>, ExtractError> {
    source.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    source.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The little-endian number of `width` bytes at `at`.
pub(super) fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}
