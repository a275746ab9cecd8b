//! The bytes of one stream of a compound file, wherever its sectors stand.

use super::{Compound, MINI_SECTOR};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

/// Reads a stream. Where the file has less of it than its directory says, that is an error at its end.
pub(crate) struct Stream<'c, 'a> {
    compound: &'c mut Compound<'a>,
    /// Its sectors; those of the mini stream where it is small.
    chain: Vec<u32>,
    small: bool,
    /// Bytes by the directory, and bytes that its sectors have.
    size: u64,
    there: u64,
    at: u64,
}

impl<'c, 'a> Stream<'c, 'a> {
    pub(super) fn new(compound: &'c mut Compound<'a>, entry: usize) -> Self {
        let (start, size) = compound.entries.get(entry).map_or((u32::MAX, 0), |entry| (entry.start, entry.size));
        let small = size < compound.cutoff;
        let chain = if small { compound.mini_chain(start, size) } else { compound.chain(start, size) };
        let unit = if small { MINI_SECTOR } else { compound.sector };
        let there = size.min(chain.len() as u64 * unit);
        Self { compound, chain, small, size, there, at: 0 }
    }

    /// How many bytes it has.
    pub(crate) fn len(&self) -> u64 {
        self.there
    }

    /// Where the byte at `self.at` stands in the file, and how many follow it there.
    fn place(&self, wanted: u64) -> Option<(u64, u64)> {
        let unit = if self.small { MINI_SECTOR } else { self.compound.sector };
        let first = usize::try_from(self.at / unit).ok()?;
        let within = self.at % unit;
        let sector = *self.chain.get(first)?;
        if self.small {
            let place = u64::from(sector) * MINI_SECTOR;
            let outer = *self.compound.mini.get(usize::try_from(place / self.compound.sector).ok()?)?;
            let start = (u64::from(outer) + 1) * self.compound.sector + place % self.compound.sector;
            return Some((start + within, unit - within));
        }
        // Sectors mostly follow one another: one read for many of them.
        let following = self.chain.get(first..)?.iter().zip(sector..=u32::MAX);
        let most = (wanted + within).div_ceil(unit);
        let run = following.take(usize::try_from(most).ok()?).take_while(|(sector, next)| *sector == next).count();
        Some(((u64::from(sector) + 1) * unit + within, run as u64 * unit - within))
    }
}

impl Compound<'_> {
    fn mini_chain(&self, start: u32, bytes: u64) -> Vec<u32> {
        let wanted = bytes.div_ceil(MINI_SECTOR).min(self.minifat.len() as u64);
        let mut chain = Vec::new();
        let mut next = start;
        while (chain.len() as u64) < wanted {
            let Some(&after) = self.minifat.get(next as usize) else { break };
            chain.push(next);
            next = after;
        }
        chain
    }
}

impl Read for Stream<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || (self.at >= self.there && self.there == self.size) {
            return Ok(0);
        }
        let left = self.there.saturating_sub(self.at).min(buffer.len() as u64);
        let cut = || io::Error::new(ErrorKind::UnexpectedEof, "a stream of the file ends too early");
        let (place, run) = self.place(left).filter(|_| left > 0).ok_or_else(cut)?;
        let count = usize::try_from(run.min(left)).unwrap_or(0);
        self.compound.source.seek(SeekFrom::Start(place))?;
        let read = self.compound.source.read(buffer.get_mut(..count).unwrap_or_default())?;
        if read == 0 {
            return Err(cut());
        }
        self.at += read as u64;
        self.compound.account(read as u64)?;
        Ok(read)
    }
}

impl Seek for Stream<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.there.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "a place before the start"))?;
        Ok(self.at)
    }
}
