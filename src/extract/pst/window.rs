//! Bytes anywhere in a large file that may lie on a share: read in pieces, of which the last ones are kept.

use crate::extract::Source;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::io::{self, Read, SeekFrom};

const PIECE: u64 = 128 << 10;
/// Pieces that are kept.
const KEPT: usize = 64;

/// A source that is read here and there.
pub(super) struct Window<'a> {
    source: &'a mut dyn Source,
    pieces: FxHashMap<u64, Vec<u8>>,
    order: VecDeque<u64>,
}

impl<'a> Window<'a> {
    pub(super) fn new(source: &'a mut dyn Source) -> Self {
        Self { source, pieces: FxHashMap::default(), order: VecDeque::new() }
    }

    /// So many bytes from `place` on; fewer only at the end of the source.
    pub(super) fn read(&mut self, place: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut place = place;
        while (bytes.len() as u64) < length {
            let piece = self.piece(place - place % PIECE)?;
            let from = usize::try_from(place % PIECE).unwrap_or(usize::MAX);
            let rest = piece.get(from..).unwrap_or_default();
            let wanted = usize::try_from(length).unwrap_or(usize::MAX) - bytes.len();
            let taken = rest.get(..wanted.min(rest.len())).unwrap_or_default();
            if taken.is_empty() {
                break;
            }
            bytes.extend_from_slice(taken);
            place += taken.len() as u64;
        }
        Ok(bytes)
    }

    fn piece(&mut self, start: u64) -> io::Result<&[u8]> {
        if !self.pieces.contains_key(&start) {
            let mut bytes = Vec::new();
            self.source.seek(SeekFrom::Start(start))?;
            (&mut *self.source).take(PIECE).read_to_end(&mut bytes)?;
            if self.order.len() >= KEPT {
                self.order.pop_front().map(|oldest| self.pieces.remove(&oldest));
            }
            self.order.push_back(start);
            self.pieces.insert(start, bytes);
        }
        Ok(self.pieces.get(&start).map(Vec::as_slice).unwrap_or_default())
    }
}
