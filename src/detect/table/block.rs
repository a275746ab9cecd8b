//! Buffered rows of a table: one arena of text, one list of cells, so that a cell costs no allocation.

use super::facts::Facts;
use crate::document::{Cell, CellKind};
use std::ops::Range;

/// Rows after which a block is judged.
const ROWS: usize = 4096;
/// Bytes of text after which a block is judged.
const BYTES: usize = 1 << 20;
/// Columns that are judged on their own; all beyond share one place.
const COLUMNS: u32 = 16_384;

/// A buffered cell.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    /// Column, 0-based.
    pub column: u32,
    /// What it held.
    pub kind: CellKind,
    /// What it looks like.
    pub facts: Facts,
    start: u32,
    end: u32,
}

/// A buffered row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Number, 1-based.
    pub number: u32,
    /// Whether empty rows precede it.
    pub after_gap: bool,
    cells: Range<u32>,
}

/// Rows that wait to be judged together.
#[derive(Default)]
pub(super) struct Block {
    text: String,
    cells: Vec<Stored>,
    rows: Vec<Row>,
}

impl Block {
    /// Takes a row in; false where it is empty.
    pub(super) fn push(
        &mut self,
        number: u32,
        after_gap: bool,
        cells: &[Cell<'_>],
        mut facts: impl FnMut(&Cell<'_>) -> Facts,
    ) -> bool {
        let first = self.cells.len() as u32;
        for cell in cells.iter().filter(|cell| !cell.text.trim().is_empty()) {
            let start = self.text.len() as u32;
            self.text.push_str(cell.text);
            let stored =
                Stored { column: cell.column, kind: cell.kind, facts: facts(cell), start, end: self.text.len() as u32 };
            self.cells.push(stored);
        }
        let last = self.cells.len() as u32;
        if last > first {
            self.rows.push(Row { number, after_gap, cells: first..last });
        }
        last > first
    }

    /// Whether it is time to judge.
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= ROWS || self.text.len() >= BYTES
    }

    /// The rows.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of a row.
    pub(super) fn cells(&self, row: &Row) -> &[Stored] {
        self.cells.get(row.cells.start as usize..row.cells.end as usize).unwrap_or_default()
    }

    /// The text of a cell.
    pub(super) fn text(&self, cell: &Stored) -> &str {
        self.text.get(cell.start as usize..cell.end as usize).unwrap_or_default()
    }

    /// Forgets the rows, keeps the memory up to a block's usual size.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.rows.clear();
        self.text.shrink_to(2 * BYTES);
    }
}

/// The number under which a column is judged.
pub(super) fn last_judged(column: u32) -> u32 {
    column.min(COLUMNS)
}

/// The cell of a row in a column.
pub(super) fn at(cells: &[Stored], column: u32) -> Option<&Stored> {
    cells.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|at| cells.get(at))
}
