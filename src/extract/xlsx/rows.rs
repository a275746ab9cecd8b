//! The row that is being read, and how it reaches the sink: rows and columns ascending, whatever the file does.

use super::strings::Strings;
use crate::config::Limits;
use crate::document::{Cell, CellKind, Sink, TablePlace};
use crate::extract::{ExtractError, heed};
use crate::incident::IncidentKind;
use smallvec::SmallVec;

/// Text of one row that is held before the row is handed over in pieces.
const MAX_TEXT: usize = 8 << 20;

/// How many cells the workbook may still push.
#[derive(Debug)]
pub(super) struct Budget {
    left: u64,
    limit: u64,
    bit: bool,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { left: limits.cells, limit: limits.cells, bit: false }
    }

    /// Whether the limit bit before.
    pub(super) fn is_spent(&self) -> bool {
        self.bit
    }

    /// How many of `wanted` cells may be pushed.
    fn take(&mut self, wanted: usize) -> usize {
        let granted = (wanted as u64).min(self.left);
        self.left -= granted;
        self.bit |= granted < wanted as u64;
        granted as usize
    }
}

/// A cell of the row that is being read.
#[derive(Clone, Copy, Debug)]
struct Pending {
    column: u32,
    kind: CellKind,
    /// Where its text stands in the row's text; for a shared string its index says it.
    start: usize,
    end: usize,
    shared: Option<u32>,
}

/// The rows of one sheet on their way to the sink.
pub(super) struct Rows<'s> {
    place: TablePlace,
    strings: &'s Strings,
    budget: &'s mut Budget,
    open: bool,
    /// The row pushed last to the open table.
    pushed: u32,
    /// The row that is being read.
    pub(super) row: u32,
    pending: Vec<Pending>,
    /// Text of the pending cells and, behind it, of the cell that is being read.
    pub(super) text: String,
}

impl<'s> Rows<'s> {
    pub(super) fn new(place: TablePlace, strings: &'s Strings, budget: &'s mut Budget) -> Self {
        Self { place, strings, budget, open: false, pushed: 0, row: 0, pending: Vec::new(), text: String::new() }
    }

    /// Where the text of the cell that is being read begins.
    #[inline]
    pub(super) fn text_start(&self) -> usize {
        self.pending.last().map_or(0, |cell| cell.end)
    }

    /// Adds a cell of the row's text from `text_start` on; an empty one is none.
    #[inline]
    pub(super) fn add(&mut self, column: u32, kind: CellKind) {
        let (start, end) = (self.text_start(), self.text.len());
        if end > start {
            self.pending.push(Pending { column, kind, start, end, shared: None });
        }
    }

    /// Adds a cell that holds a shared string. False: there is no such string.
    #[inline]
    pub(super) fn add_shared(&mut self, column: u32, index: u32) -> bool {
        let at = self.text_start();
        self.text.truncate(at);
        let Some(text) = self.strings.get(index) else { return false };
        if !text.is_empty() {
            self.pending.push(Pending { column, kind: CellKind::Text, start: at, end: at, shared: Some(index) });
        }
        true
    }

    /// Whether so much text is held that the cell that is being read must be handed over in pieces.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.text.len() > MAX_TEXT
    }

    /// Pushes the row that was read. Where its number does not grow, or cells share a place, the table is begun anew: no cell
    /// is lost and each keeps its own reference.
    pub(super) fn finish_row(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let mut pending = std::mem::take(&mut self.pending);
        if !pending.is_sorted_by(|a, b| a.column < b.column) {
            put_in_order(&mut pending);
        }
        for run in pending.chunk_by(|a, b| a.column < b.column) {
            self.push(run, sink)?;
        }
        pending.clear();
        self.pending = pending;
        self.text.clear();
        Ok(())
    }

    /// Ends the table, if one is open.
    pub(super) fn close(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if std::mem::take(&mut self.open) {
            heed(sink.end_table())?;
        }
        self.pushed = 0;
        Ok(())
    }

    fn push(&mut self, run: &[Pending], sink: &mut dyn Sink) -> Result<(), ExtractError> {
        // Cells may stand outside of any row.
        self.row = self.row.max(1);
        if self.row <= self.pushed {
            self.close(sink)?;
        }
        if !self.open {
            heed(sink.begin_table(self.place.clone()))?;
            self.open = true;
        }
        let granted = self.budget.take(run.len());
        self.pushed = self.row;
        let cells: SmallVec<[Cell<'_>; 32]> = run.iter().take(granted).map(|cell| self.cell(cell)).collect();
        if !cells.is_empty() {
            heed(sink.row(self.row, &cells))?;
        }
        if granted < run.len() {
            return Err(ExtractError::Limit {
                kind: IncidentKind::LimitEntries,
                detail: format!("the workbook has more than {} cells; no further cell was read", self.budget.limit),
            });
        }
        Ok(())
    }

    #[inline]
    fn cell(&self, cell: &Pending) -> Cell<'_> {
        let text = match cell.shared {
            Some(index) => self.strings.get(index),
            None => self.text.get(cell.start..cell.end),
        };
        Cell { column: cell.column, kind: cell.kind, text: text.unwrap_or_default(), shared: cell.shared }
    }
}

/// By column; of those that share one, all first ones, then all second ones, and so on.
fn put_in_order(pending: &mut [Pending]) {
    pending.sort_by_key(|cell| cell.column);
    let mut nth = 0;
    let mut before = None;
    let mut keyed: Vec<(u32, Pending)> = Vec::with_capacity(pending.len());
    for cell in &*pending {
        nth = if before == Some(cell.column) { nth + 1 } else { 0 };
        before = Some(cell.column);
        keyed.push((nth, *cell));
    }
    keyed.sort_by_key(|(nth, _)| *nth);
    for (to, (_, cell)) in pending.iter_mut().zip(keyed) {
        *to = cell;
    }
}
