//! A part of a source as a source of its own.

use crate::extract::Source;
use std::io::{self, Read, Seek, SeekFrom};

/// The bytes of a source from `start` on, `length` of them.
pub(in crate::extract) struct Window<'a> {
    source: &'a mut dyn Source,
    start: u64,
    length: u64,
    /// How far the window is read.
    at: u64,
    /// Whether the source stands where the window does.
    placed: bool,
}

impl<'a> Window<'a> {
    pub(in crate::extract) fn new(source: &'a mut dyn Source, start: u64, length: u64) -> Self {
        Self { source, start, length, at: 0, placed: false }
    }
}

impl Read for Window<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.length.saturating_sub(self.at);
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let Some(buffer) = buffer.get_mut(..wanted).filter(|buffer| !buffer.is_empty()) else { return Ok(0) };
        if !self.placed {
            self.source.seek(SeekFrom::Start(self.start.saturating_add(self.at)))?;
            self.placed = true;
        }
        let count = self.source.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Window<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        self.placed = false;
        Ok(self.at)
    }
}
