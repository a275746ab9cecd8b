//! Where the text of a document goes that has paragraphs and tables: a paragraph goes to the sink at once, a table row by row.
//! What stands in a cell without being its text (a comment, a note, a table in the table) waits for the end of the table.

use super::piece::Piece;
use super::{ExtractError, heed};
use crate::config::Limits;
use crate::document::{Cell, CellKind, Locator, Role, Segment, Sink, TablePlace};
use crate::incident::IncidentKind;
use smallvec::SmallVec;
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// What a cell costs beside its text while its row is held.
const OVERHEAD: u64 = 16;
/// Copies of one filled cell, or cells in the copies of one row, that are pushed: more say nothing new.
const COPIES: u32 = 4_096;
/// Copies of cells in one document.
const ALL_COPIES: u64 = 1_000_000;
/// Authors of one document that are remembered.
const AUTHORS: usize = 10_000;

/// Takes the text of one document.
pub(crate) struct Story {
    /// Open tables, the outermost first.
    tables: Vec<Table>,
    /// Tables within another one, complete: they follow it.
    done: Vec<Inner>,
    waiting: Vec<(Role, Locator, String)>,
    /// Bytes that cannot be pushed yet, and how many may be.
    held: u64,
    most: u64,
    cells_left: u64,
    cells: u64,
    copies_left: u64,
    /// Tables begun so far: those that had to wait come in the order in which they began.
    begun: u32,
}

/// An open table.
struct Table {
    place: TablePlace,
    nth: u32,
    row: u32,
    /// The row pushed last.
    pushed: u32,
    /// Cells of the open row, ascending; their text stands one after the other.
    cells: Vec<HeldCell>,
    text: String,
    /// The rows of a table in a table.
    rows: Option<Vec<HeldRow>>,
}

#[derive(Clone, Copy)]
struct HeldCell {
    column: u32,
    kind: CellKind,
    start: usize,
    end: usize,
}

struct HeldRow {
    row: u32,
    cells: Vec<HeldCell>,
    text: String,
}

/// A table that stood in another one.
struct Inner {
    place: TablePlace,
    nth: u32,
    rows: Vec<HeldRow>,
}

impl Story {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            tables: Vec::new(),
            done: Vec::new(),
            waiting: Vec::new(),
            held: 0,
            most: limits.memory_bytes,
            cells_left: limits.cells,
            cells: limits.cells,
            copies_left: ALL_COPIES,
            begun: 0,
        }
    }

    /// How many tables are open in one another.
    pub(crate) fn depth(&self) -> usize {
        self.tables.len()
    }

    /// Says a text that is complete.
    pub(crate) fn say(
        &mut self,
        text: &str,
        place: Locator,
        role: Role,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if self.tables.is_empty() {
            return heed(sink.segment(Segment::new(text.trim_end(), place).with_role(role)));
        }
        self.make_room(text.len() as u64, sink)?;
        self.waiting.push((role, place, text.trim_end().to_owned()));
        Ok(())
    }

    /// Looks after a paragraph that grows: pushes its front where that may be done.
    pub(crate) fn grow(
        &mut self,
        piece: &mut Piece,
        place: impl FnOnce() -> Locator,
        role: Role,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if self.tables.is_empty() {
            return piece.push_if_long(place, role, sink);
        }
        if piece.text_mut().len() as u64 > self.most { Err(self.too_much()) } else { Ok(()) }
    }

    /// Says the rest of a paragraph that grew, and empties it.
    pub(crate) fn finish_piece(
        &mut self,
        piece: &mut Piece,
        place: Locator,
        role: Role,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if self.tables.is_empty() {
            return piece.finish(place, role, sink);
        }
        let text = std::mem::take(piece.text_mut());
        self.say(&text, place, role, sink)
    }

    pub(crate) fn begin_table(&mut self, place: TablePlace, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let inner = !self.tables.is_empty();
        if inner {
            self.hold(OVERHEAD)?;
        } else {
            heed(sink.begin_table(place.clone()))?;
        }
        self.begun = self.begun.saturating_add(1);
        self.tables.push(Table {
            place,
            nth: self.begun,
            row: 0,
            pushed: 0,
            cells: Vec::new(),
            text: String::new(),
            rows: inner.then(Vec::new),
        });
        Ok(())
    }

    /// The next row of the innermost table begins.
    pub(crate) fn begin_row(&mut self) {
        self.skip_rows(1);
    }

    /// Goes over rows without content.
    pub(crate) fn skip_rows(&mut self, rows: u32) {
        if let Some(table) = self.tables.last_mut() {
            table.row = table.row.saturating_add(rows);
        }
    }

    /// The row that is open in the innermost table.
    pub(crate) fn row(&self) -> u32 {
        self.tables.last().map_or(0, |table| table.row)
    }

    /// Adds a cell to the open row, so many `times` side by side. An empty one is none.
    pub(crate) fn add_cell(
        &mut self,
        column: u32,
        kind: CellKind,
        text: &str,
        times: u32,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let Some(table) = self.tables.last() else { return Ok(()) };
        if table.cells.last().is_some_and(|last| last.column >= column) {
            let place = table.place.cell(table.row, column);
            return self.say(text, place, Role::Body, sink);
        }
        let times = self.copies(times.clamp(1, COPIES), 1);
        self.make_room(text.len() as u64 + OVERHEAD * u64::from(times), sink)?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let start = table.text.len();
        table.text.push_str(text);
        let end = table.text.len();
        for copy in 0..times {
            let Some(column) = column.checked_add(copy) else { break };
            table.cells.push(HeldCell { column, kind, start, end });
        }
        Ok(())
    }

    /// The open row is complete; it stands there so many `times`, one under the other.
    pub(crate) fn end_row(&mut self, times: u32, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(table) = self.tables.last() else { return Ok(()) };
        let (first, width, bytes) = (table.row, table.cells.len() as u32, table.bytes());
        let wanted = times.clamp(1, COPIES.checked_div(width).unwrap_or(1).max(1));
        let copies = if width == 0 { 0 } else { self.copies(wanted, width.into()) };
        for copy in 0..copies {
            self.push_row(first.saturating_add(copy), sink)?;
        }
        self.held = self.held.saturating_sub(bytes);
        if let Some(table) = self.tables.last_mut() {
            table.row = first.saturating_add(times.saturating_sub(1));
            table.cells.clear();
            table.text.clear();
        }
        Ok(())
    }

    /// The innermost table is complete.
    pub(crate) fn end_table(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.tables.last().is_some_and(|table| !table.cells.is_empty()) {
            self.end_row(1, sink)?;
        }
        let Some(table) = self.tables.pop() else { return Ok(()) };
        match table.rows {
            Some(rows) => {
                self.done.push(Inner { place: table.place, nth: table.nth, rows });
                Ok(())
            }
            None => {
                heed(sink.end_table())?;
                self.push_waiting(sink)
            }
        }
    }

    /// Ends what is open, after an error too.
    pub(crate) fn finish(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        while !self.tables.is_empty() {
            self.end_table(sink)?;
        }
        self.push_waiting(sink)
    }

    /// How many of `times` copies of so many cells may be made; the first is none.
    fn copies(&mut self, times: u32, cells: u64) -> u32 {
        let wanted = u64::from(times.saturating_sub(1));
        let granted = wanted.min(self.copies_left / cells.max(1));
        self.copies_left -= granted * cells.max(1);
        1 + u32::try_from(granted).unwrap_or(0)
    }

    fn push_row(&mut self, row: u32, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let row = row.max(1);
        let bytes = table.bytes();
        if let Some(rows) = &mut table.rows {
            rows.push(HeldRow { row, cells: table.cells.clone(), text: table.text.clone() });
            return self.hold(bytes);
        }
        if row <= table.pushed {
            heed(sink.end_table())?;
            heed(sink.begin_table(table.place.clone()))?;
        }
        table.pushed = row;
        let granted = usize::try_from(self.cells_left).unwrap_or(usize::MAX).min(table.cells.len());
        self.cells_left -= granted as u64;
        emit(row, table.cells.get(..granted).unwrap_or_default(), &table.text, sink)?;
        if granted < table.cells.len() {
            let detail = format!("the document has more than {} cells; no further cell was read", self.cells);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        Ok(())
    }

    fn push_waiting(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let mut done = std::mem::take(&mut self.done);
        done.sort_by_key(|table| table.nth);
        for table in done {
            for run in table.rows.chunk_by(|above, below| above.row < below.row) {
                heed(sink.begin_table(table.place.clone()))?;
                for row in run {
                    emit(row.row, &row.cells, &row.text, sink)?;
                }
                heed(sink.end_table())?;
            }
        }
        for (role, place, text) in std::mem::take(&mut self.waiting) {
            heed(sink.segment(Segment::new(&text, place).with_role(role)))?;
        }
        self.held = 0;
        Ok(())
    }

    /// Makes room for more that must wait: where too much does already, the table is ended before its time and begun anew.
    fn make_room(&mut self, bytes: u64, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.held.saturating_add(bytes) > self.most
            && let [table] = self.tables.as_slice()
        {
            let place = table.place.clone();
            let own = table.bytes();
            heed(sink.end_table())?;
            self.push_waiting(sink)?;
            heed(sink.begin_table(place))?;
            self.held = own;
        }
        self.hold(bytes)
    }

    /// Counts bytes that cannot be pushed yet.
    fn hold(&mut self, bytes: u64) -> Result<(), ExtractError> {
        self.held = self.held.saturating_add(bytes);
        if self.held > self.most { Err(self.too_much()) } else { Ok(()) }
    }

    fn too_much(&self) -> ExtractError {
        let detail = format!("a table row, with what is nested in it, takes more than {} bytes", self.most);
        ExtractError::Limit { kind: IncidentKind::LimitMemory, detail }
    }
}

impl Table {
    /// What the open row costs.
    fn bytes(&self) -> u64 {
        self.text.len() as u64 + OVERHEAD * self.cells.len() as u64
    }
}

fn emit(row: u32, cells: &[HeldCell], text: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let cells: SmallVec<[Cell<'_>; 32]> = cells
        .iter()
        .filter_map(|cell| {
            let text = text.get(cell.start..cell.end)?;
            Some(Cell { column: cell.column, kind: cell.kind, text, shared: None })
        })
        .collect();
    if cells.is_empty() { Ok(()) } else { heed(sink.row(row, &cells)) }
}

/// Who commented and changed, each once.
#[derive(Debug, Default)]
pub(crate) struct Authors(BTreeSet<String>);

impl Authors {
    pub(crate) fn add(&mut self, author: &str) {
        let author = author.trim();
        if !author.is_empty() && self.0.len() < AUTHORS && author.len() < 1_000 && !self.0.contains(author) {
            self.0.insert(author.to_owned());
        }
    }

    /// Pushes them in the order of the alphabet.
    pub(crate) fn push(&self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for author in &self.0 {
            let segment = Segment::new(author, Locator::Part { part: "authors".into() });
            heed(sink.segment(segment.with_role(Role::Author)))?;
        }
        Ok(())
    }
}
