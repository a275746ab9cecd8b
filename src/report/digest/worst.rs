//! The worst rows, at most so many of them and so many bytes.

use super::Row;
use crate::finding::Severity;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Bytes that the rows may hold: paths of thousands of characters must not fill the memory.
const BYTES: usize = 64 << 20;

/// Keeps the worst rows; of equals the first.
pub(super) struct Worst {
    /// Rows that were dropped.
    pub(super) left_out: u64,
    most: usize,
    bytes: usize,
    seen: u64,
    /// The least bad on top.
    heap: BinaryHeap<Reverse<Ranked>>,
}

struct Ranked {
    rank: (Severity, u64, Reverse<u64>),
    row: Row,
}

impl Worst {
    pub(super) fn new(most: usize) -> Self {
        Self { left_out: 0, most, bytes: 0, seen: 0, heap: BinaryHeap::new() }
    }

    pub(super) fn push(&mut self, row: Row) {
        self.seen += 1;
        let rank = (row.severity, row.subjects, Reverse(self.seen));
        self.bytes += row.bytes();
        self.heap.push(Reverse(Ranked { rank, row }));
        while self.heap.len() > self.most || (self.bytes > BYTES && self.heap.len() > 1) {
            let Some(Reverse(dropped)) = self.heap.pop() else { return };
            self.bytes -= dropped.row.bytes();
            self.left_out += 1;
        }
    }

    /// Worst first.
    pub(super) fn finish(self) -> Vec<Row> {
        self.heap.into_sorted_vec().into_iter().map(|Reverse(ranked)| ranked.row).collect()
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank)
    }
}
