//! Compound files, the container of Office before 2007 and of Outlook's messages: a small file system of sectors
//! ([MS-CFB]).
//!
//! Read by hand: nothing is allocated by the word of the file, a chain of sectors cannot be longer than the file, a file
//! that was cut off or has a broken allocation table still gives what is there.

mod objects;
mod open;
mod properties;
mod stream;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub(crate) use objects::{native, push_file};
pub(crate) use stream::Stream;

use super::{ExtractError, Source};
use crate::config::Limits;
use crate::incident::IncidentKind;
use std::io;
use std::time::Instant;

/// The root storage, by its place in the directory.
pub(crate) const ROOT: usize = 0;
const MINI_SECTOR: u64 = 64;

/// An opened compound file.
pub(crate) struct Compound<'a> {
    source: &'a mut dyn Source,
    /// Bytes of a sector.
    sector: u64,
    /// Sectors that the file really has, the last may be cut.
    sectors: u64,
    length: u64,
    /// For each sector, the one after it in its chain.
    fat: Vec<u32>,
    /// The same for the small sectors of the mini stream.
    minifat: Vec<u32>,
    /// Sectors of the mini stream.
    mini: Vec<u32>,
    /// Streams below this size stand in the mini stream.
    cutoff: u64,
    entries: Vec<Entry>,
    limits: Limits,
    opened: Instant,
    /// Bytes that came out of all streams.
    produced: u64,
}

/// A stream or a storage (folder).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its name.
    pub(crate) name: String,
    /// Whether it holds bytes.
    pub(crate) is_stream: bool,
    /// The storage it stands in.
    parent: usize,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    /// What stands directly in a storage: its place in the directory, and its entry.
    pub(crate) fn children(&self, storage: usize) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(at, entry)| *at != ROOT && entry.parent == storage)
    }

    /// The stream of this name (whatever its case) in a storage.
    pub(crate) fn find(&self, storage: usize, name: &str) -> Option<usize> {
        self.child(storage, name, true)
    }

    /// The storage of this name in a storage.
    pub(crate) fn find_storage(&self, storage: usize, name: &str) -> Option<usize> {
        self.child(storage, name, false)
    }

    fn child(&self, storage: usize, name: &str, is_stream: bool) -> Option<usize> {
        let named = |entry: &Entry| entry.is_stream == is_stream && entry.name.eq_ignore_ascii_case(name);
        self.children(storage).find(|(_, entry)| named(entry)).map(|(at, _)| at)
    }

    /// The bytes of a stream.
    pub(crate) fn stream(&mut self, entry: usize) -> Stream<'_, 'a> {
        Stream::new(self, entry)
    }

    /// All of a small stream, at most `most` bytes of it; what a fault left is the first value.
    pub(crate) fn read(&mut self, entry: usize, most: u64) -> (Vec<u8>, Option<ExtractError>) {
        let mut bytes = Vec::new();
        let read = io::Read::read_to_end(&mut io::Read::take(self.stream(entry), most), &mut bytes);
        (bytes, read.err().map(ExtractError::from))
    }

    /// Counts what came out of a stream, against the limits.
    fn account(&mut self, bytes: u64) -> io::Result<()> {
        self.produced = self.produced.saturating_add(bytes);
        let limits = &self.limits;
        let (kind, detail) = if self.produced > limits.expanded_bytes {
            (IncidentKind::LimitBytes, format!("the file's streams give more than {} bytes", limits.expanded_bytes))
        } else if self.produced > limits.unpacked(self.length) {
            (IncidentKind::LimitRatio, format!("the file's streams give more than {} times its bytes", limits.ratio))
        } else if self.opened.elapsed().as_secs() >= limits.seconds {
            (IncidentKind::LimitTime, format!("reading takes longer, in seconds, than {}", limits.seconds))
        } else {
            return Ok(());
        };
        Err(io::Error::other(ExtractError::Limit { kind, detail }))
    }
}
