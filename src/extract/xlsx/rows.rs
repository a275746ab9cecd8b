//! The row that is being read, and how it reaches the sink: rows and columns ascending, whatever the file does.

use super::strings::Strings;
use crate::config::Limits;
use crate::document::{Cell, CellKind, Sink, TablePlace};
use crate::extract::{ExtractError, heed};
use crate::incident::{Incident, IncidentKind, Stage};
use smallvec::SmallVec;

/// Text of one row that is held before the row is handed over in pieces.
const MAX_TEXT: usize = 8 << 20;
/// Cells of one row, which has 16,384 columns, that are held before.
const MAX_PENDING: usize = 1 << 16;

/// How many cells the workbook may still push.
#[derive(Debug)]
pub(in crate::extract) struct Budget {
    left: u64,
    limit: u64,
    bit: bool,
}

impl Budget {
    pub(in crate::extract) fn new(limits: &Limits) -> Self {
        Self { left: limits.cells, limit: limits.cells, bit: false }
    }

    /// Whether the limit bit before.
    pub(in crate::extract) fn is_spent(&self) -> bool {
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
struct Pending<'s> {
    column: u32,
    kind: CellKind,
    value: Value<'s>,
}

/// Its text.
#[derive(Clone, Copy, Debug)]
enum Value<'s> {
    /// Where it stands in the row's text.
    Own { start: usize, end: usize },
    /// A shared string; its text is looked up once the row is whole.
    Shared { index: u32, text: &'s str },
}

/// The rows of one sheet on their way to the sink.
pub(in crate::extract) struct Rows<'s> {
    place: TablePlace,
    strings: &'s Strings<'s>,
    budget: &'s mut Budget,
    open: bool,
    /// The row pushed last to the open table.
    pushed: u32,
    /// The row that is being read.
    pub(in crate::extract) row: u32,
    pending: Vec<Pending<'s>>,
    /// Text of the pending cells and, behind it, of the cell that is being read.
    pub(in crate::extract) text: String,
    /// Where the text of the cell that is being read begins.
    start: usize,
    /// Cells that referred to a shared string that is not there.
    pub(in crate::extract) unknown_strings: u64,
}

impl<'s> Rows<'s> {
    pub(in crate::extract) fn new(place: TablePlace, strings: &'s Strings<'s>, budget: &'s mut Budget) -> Self {
        Self {
            place,
            strings,
            budget,
            open: false,
            pushed: 0,
            row: 0,
            pending: Vec::new(),
            text: String::new(),
            start: 0,
            unknown_strings: 0,
        }
    }

    /// Where the text of the cell that is being read begins.
    #[inline]
    pub(in crate::extract) fn text_start(&self) -> usize {
        self.start
    }

    /// The text of the cell that is being read.
    #[inline]
    pub(in crate::extract) fn unfinished(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// Drops it.
    #[inline]
    pub(in crate::extract) fn drop_unfinished(&mut self) {
        if self.text.len() > self.start {
            self.text.truncate(self.start);
        }
    }

    /// Adds a cell of the row's text from `text_start` on; an empty one is none.
    #[inline]
    pub(in crate::extract) fn add(&mut self, column: u32, kind: CellKind) {
        let (start, end) = (self.start, self.text.len());
        if end > start {
            self.pending.push(Pending { column, kind, value: Value::Own { start, end } });
            self.start = end;
        }
    }

    /// Adds a cell that holds a shared string.
    #[inline]
    pub(in crate::extract) fn add_shared(&mut self, column: u32, index: u32) {
        self.pending.push(Pending { column, kind: CellKind::Text, value: Value::Shared { index, text: "" } });
    }

    /// Whether so much text is held that the cell that is being read must be handed over in pieces.
    #[inline]
    pub(in crate::extract) fn is_full(&self) -> bool {
        self.text.len() > MAX_TEXT
    }

    /// Whether so many cells are held that the row must be handed over in pieces.
    #[inline]
    pub(in crate::extract) fn is_crowded(&self) -> bool {
        self.pending.len() >= MAX_PENDING
    }

    /// Whether another cell, its value so many bytes, is far from either.
    #[inline]
    pub(in crate::extract) fn has_room(&self, bytes: usize) -> bool {
        self.text.len() + bytes < MAX_TEXT && self.pending.len() + 1 < MAX_PENDING
    }

    /// Pushes the row that was read. Where its number does not grow, or cells share a place, the table is begun anew: no cell
    /// is lost and each keeps its own reference.
    pub(in crate::extract) fn finish_row(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let mut pending = std::mem::take(&mut self.pending);
        self.look_up(&mut pending);
        if !pending.is_sorted_by(|a, b| a.column < b.column) {
            put_in_order(&mut pending);
        }
        for run in pending.chunk_by(|a, b| a.column < b.column) {
            self.push(run, sink)?;
        }
        pending.clear();
        self.pending = pending;
        self.text.clear();
        self.start = 0;
        Ok(())
    }

    /// The same, where the limit on cells ends cells, but not what stands beside them.
    pub(in crate::extract) fn finish_row_in_bounds(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match self.finish_row(sink) {
            Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail }) => {
                sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitEntries, detail));
                Ok(())
            }
            other => other,
        }
    }

    /// Whether the limit on cells bit.
    pub(in crate::extract) fn is_spent(&self) -> bool {
        self.budget.is_spent()
    }

    /// Says of cells that refer to shared strings which are not there; `at` says in which part.
    pub(in crate::extract) fn say_unknown(&self, at: &str, sink: &mut dyn Sink) {
        if self.unknown_strings > 0 && !self.strings.capped {
            let detail = format!("{at}{} cells refer to shared strings that are not there", self.unknown_strings);
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
        }
    }

    /// Finds the shared strings; an empty one makes no cell. One look waits long for memory, all of a row together hardly
    /// longer: hence not cell by cell.
    fn look_up(&mut self, pending: &mut Vec<Pending<'s>>) {
        pending.retain_mut(|cell| {
            let Value::Shared { index, text } = &mut cell.value else { return true };
            match self.strings.get(*index) {
                Some(found) => *text = found,
                None => self.unknown_strings += 1,
            }
            !text.is_empty()
        });
    }

    /// Ends the table, if one is open.
    pub(in crate::extract) fn close(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if std::mem::take(&mut self.open) {
            heed(sink.end_table())?;
        }
        self.pushed = 0;
        Ok(())
    }

    fn push(&mut self, run: &[Pending<'s>], sink: &mut dyn Sink) -> Result<(), ExtractError> {
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
    fn cell(&self, cell: &Pending<'s>) -> Cell<'_> {
        let (text, shared) = match cell.value {
            Value::Own { start, end } => (self.text.get(start..end).unwrap_or_default(), None),
            Value::Shared { index, text } => (text, Some(index)),
        };
        Cell { column: cell.column, kind: cell.kind, text, shared }
    }
}

/// By column; of those that share one, all first ones, then all second ones, and so on.
fn put_in_order(pending: &mut [Pending<'_>]) {
    pending.sort_by_key(|cell| cell.column);
    let mut nth = 0;
    let mut before = None;
    let mut keyed: Vec<(u32, Pending<'_>)> = Vec::with_capacity(pending.len());
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
