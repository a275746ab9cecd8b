//! The records of a binary part ([MS-XLSB] 2.1.4): kind and length in as many bytes as they need, then data.

use crate::extract::ExtractError;
use crate::extract::bytes::{push_utf16, u16_at, u32_at, usize_at};
use std::io::{BufReader, Read};

const BUFFER: usize = 64 << 10;
/// A record that is longer is passed over; a cell's text has 32,767 characters at most.
const LONGEST: u64 = 4 << 20;

/// Reads records.
pub(super) struct Records<'s> {
    source: BufReader<&'s mut dyn Read>,
    data: Vec<u8>,
}

impl<'s> Records<'s> {
    pub(super) fn new(source: &'s mut dyn Read) -> Self {
        Self { source: BufReader::with_capacity(BUFFER, source), data: Vec::new() }
    }

    /// Goes to the next record; its kind, or none at the end.
    pub(super) fn next(&mut self) -> Result<Option<u16>, ExtractError> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let cut = || ExtractError::Truncated("the part ends within a record".into());
        let mut kind = u16::from(low);
        if low & 0x80 != 0 {
            kind = kind & 0x7F | u16::from(self.byte()?.ok_or_else(cut)? & 0x7F) << 7;
        }
        let mut length = 0_u64;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?.ok_or_else(cut)?;
            length |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.data.clear();
        (&mut self.source).take(length.min(LONGEST)).read_to_end(&mut self.data)?;
        if length > LONGEST {
            std::io::copy(&mut (&mut self.source).take(length - LONGEST), &mut std::io::sink())?;
        } else if (self.data.len() as u64) < length {
            return Err(cut());
        }
        Ok(Some(kind))
    }

    fn byte(&mut self) -> Result<Option<u8>, ExtractError> {
        let mut byte = [0];
        Ok((self.source.read(&mut byte)? == 1).then_some(byte[0]))
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

    /// Appends the string that stands at `at`; where what follows it stands. None: there is no string.
    pub(super) fn push_string(&self, at: usize, out: &mut String) -> Option<usize> {
        let length = usize_at(&self.data, at)?;
        if length == u32::MAX as usize {
            return Some(at + 4);
        }
        let start = at + 4;
        let end = start.checked_add(length.checked_mul(2)?)?;
        let whole = self.data.get(start..end);
        push_utf16(whole.or_else(|| self.data.get(start..))?, out);
        whole.map(|_| end)
    }

    /// The string that stands at `at`, and where what follows it stands.
    pub(super) fn string(&self, at: usize) -> (String, usize) {
        let mut text = String::new();
        let end = self.push_string(at, &mut text).unwrap_or(usize::MAX);
        (text, end)
    }
}
