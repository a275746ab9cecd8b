//! The records of a BIFF stream: kind, length, data; what is too long for one goes on in CONTINUE records.

use crate::extract::ExtractError;
use crate::extract::bytes::{array, u16_at, u32_at};
use std::io::{BufReader, ErrorKind, Read};

/// What is too long for a record goes on in one of these.
const CONTINUE: u16 = 0x3C;
const BUFFER: usize = 64 << 10;

/// Reads records; of the current one, from a place on.
pub(super) struct Records<'s> {
    source: BufReader<&'s mut dyn Read>,
    data: Vec<u8>,
    /// The place in the data from which is read.
    at: usize,
    /// Kind and length of the record after the current one, once they were looked at.
    ahead: Option<(u16, u16)>,
    /// Where the current record starts in the stream, and where the one after it does.
    pub(super) start: u64,
    next: u64,
}

impl<'s> Records<'s> {
    pub(super) fn new(source: &'s mut dyn Read) -> Self {
        let source = BufReader::with_capacity(BUFFER, source);
        Self { source, data: Vec::new(), at: 0, ahead: None, start: 0, next: 0 }
    }

    /// Goes to the next record; its kind, or none at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<u16>, ExtractError> {
        let Some((kind, length)) = self.look_ahead()? else { return Ok(None) };
        self.ahead = None;
        self.start = self.next;
        self.next += 4 + u64::from(length);
        self.at = 0;
        self.data.clear();
        (&mut self.source).take(length.into()).read_to_end(&mut self.data)?;
        if self.data.len() < usize::from(length) {
            return Err(ExtractError::Truncated("the workbook ends within a record".into()));
        }
        Ok(Some(kind))
    }

    fn look_ahead(&mut self) -> Result<Option<(u16, u16)>, ExtractError> {
        if self.ahead.is_none() {
            let mut head = [0; 4];
            match self.source.read_exact(&mut head) {
                Ok(()) => self.ahead = u16_at(&head, 0).zip(u16_at(&head, 2)),
                // Whether the stream ends early is known by the stream.
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return self.end_of_stream(),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.ahead)
    }

    /// Tells an end from a stream that was cut off.
    fn end_of_stream(&mut self) -> Result<Option<(u16, u16)>, ExtractError> {
        let mut byte = [0];
        // Whatever comes here is the rest of an end, not a record.
        let _ = self.source.read(&mut byte)?;
        Ok(None)
    }

    /// The data of the current record.
    pub(super) fn data(&self) -> &[u8] {
        &self.data
    }

    /// A 16-bit number of the current record.
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        u16_at(&self.data, at)
    }

    /// A 32-bit number of the current record.
    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        u32_at(&self.data, at)
    }

    /// Bytes of the current record.
    pub(super) fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        array(&self.data, at)
    }

    /// Reads from this place on.
    pub(super) fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// Whether nothing is left of the record and those that continue it.
    pub(super) fn is_done(&mut self) -> Result<bool, ExtractError> {
        Ok(self.at >= self.data.len() && !self.go_on()?)
    }

    /// Goes on to the record that continues this one, if there is one.
    fn go_on(&mut self) -> Result<bool, ExtractError> {
        match self.look_ahead()? {
            Some((CONTINUE, _)) => {
                let start = self.start;
                self.next()?;
                self.start = start;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The next byte; none where the data ends.
    fn byte(&mut self) -> Result<Option<u8>, ExtractError> {
        while self.at >= self.data.len() {
            if !self.go_on()? {
                return Ok(None);
            }
        }
        self.at += 1;
        Ok(self.data.get(self.at - 1).copied())
    }

    /// The next 16-bit number; missing bytes are 0.
    pub(super) fn take_u16(&mut self) -> Result<u16, ExtractError> {
        let low = self.byte()?.unwrap_or(0);
        Ok(u16::from_le_bytes([low, self.byte()?.unwrap_or(0)]))
    }

    fn take_u32(&mut self) -> Result<u32, ExtractError> {
        let low = self.take_u16()?;
        Ok(u32::from(low) | u32::from(self.take_u16()?) << 16)
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, mut count: u64) -> Result<(), ExtractError> {
        loop {
            let here = self.data.len().saturating_sub(self.at) as u64;
            if count <= here {
                self.at += count as usize;
                return Ok(());
            }
            count -= here;
            self.at = self.data.len();
            if !self.go_on()? {
                return Ok(());
            }
        }
    }

    /// Appends a string of BIFF8: its length (a byte or two), flags, runs of formatting, characters.
    pub(super) fn push_unicode(&mut self, long: bool, out: &mut String) -> Result<(), ExtractError> {
        let count = if long { self.take_u16()? } else { self.byte()?.unwrap_or(0).into() };
        let Some(flags) = self.byte()? else { return Ok(()) };
        let runs = if flags & 8 != 0 { u64::from(self.take_u16()?) * 4 } else { 0 };
        let extra = if flags & 4 != 0 { u64::from(self.take_u32()?) } else { 0 };
        self.push_characters(count, flags & 1 != 0, out)?;
        self.skip(runs + extra)
    }

    /// Appends characters of one or two bytes. Where they go on in another record, that says anew which.
    pub(super) fn push_characters(&mut self, count: u16, wide: bool, out: &mut String) -> Result<(), ExtractError> {
        let mut wide = wide;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < usize::from(count) {
            if self.at >= self.data.len() {
                if !self.go_on()? {
                    break;
                }
                let Some(flags) = self.byte()? else { break };
                wide = flags & 1 != 0;
                continue;
            }
            let size = if wide { 2 } else { 1 };
            let left = usize::from(count) - units.len();
            let end = self.data.len().min(self.at.saturating_add(left * size));
            let bytes = self.data.get(self.at..end).unwrap_or_default();
            if wide {
                units.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)));
            } else {
                units.extend(bytes.iter().map(|&byte| u16::from(byte)));
            }
            self.at = end;
        }
        out.extend(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    /// The next bytes of this record.
    pub(super) fn take(&mut self, count: usize) -> &[u8] {
        let end = self.data.len().min(self.at.saturating_add(count));
        let bytes = self.data.get(self.at..end).unwrap_or_default();
        self.at = end;
        bytes
    }
}
