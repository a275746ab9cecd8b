//! Tables. One that holds data goes out row by row; one that only lays a page out (it has tables in its cells, or long text)
//! is taken apart into paragraphs.

use super::emit::Tag;
use super::reader::{Reader, break_line};
use crate::document::{Cell, CellKind, Locator, Role, Segment, TablePlace};
use crate::extract::{ExtractError, heed};
use crate::incident::IncidentKind;
use std::sync::Arc;

/// A cell that is longer holds a page, not a value.
const LONGEST_CELL: usize = 32 << 10;
/// Cells of one row, and their bytes, that are held.
const WIDEST: u32 = 16_384;
const LONGEST_ROW: usize = 2 << 20;
/// Columns in which a cell may reach into the rows below: each costs a look a row.
const COVERED: u32 = 512;
/// Bytes that may wait for the end of a table.
const WAITING: usize = 1 << 20;
/// A table of one row is one only where its cells are short.
const SHORT: usize = 200;
/// Columns or rows that one cell may cover.
const MAX_SPAN: u32 = 1_000;

/// An open table.
pub(super) struct Table {
    place: TablePlace,
    is_data: bool,
    /// `begin_table` was called.
    begun: bool,
    row: u32,
    in_row: bool,
    cells: Vec<HeldCell>,
    row_bytes: usize,
    column: u32,
    open: Option<OpenCell>,
    /// The first row with a cell waits for the second: one row alone may be no table.
    first: Option<(u32, Vec<HeldCell>)>,
    /// The last row that a cell above covers, by column.
    covered: Vec<u32>,
    /// Tables within a cell of this one, whose text is the cell's.
    nested: u32,
    waiting: Vec<(Role, Locator, String)>,
    waiting_bytes: usize,
}

type HeldCell = (u32, CellKind, String);

struct OpenCell {
    text: String,
    span: u32,
    rows: u32,
    /// The number behind what is shown, where Excel saved one.
    number: Option<String>,
}

impl Table {
    fn new(part: Arc<str>, number: u32, is_data: bool) -> Self {
        Self {
            place: TablePlace::Document { part, table: number },
            is_data,
            begun: false,
            row: 0,
            in_row: false,
            cells: Vec::new(),
            row_bytes: 0,
            column: 0,
            open: None,
            first: None,
            covered: Vec::new(),
            nested: 0,
            waiting: Vec::new(),
            waiting_bytes: 0,
        }
    }

    pub(super) fn is_data(&self) -> bool {
        self.is_data
    }

    pub(super) fn is_begun(&self) -> bool {
        self.begun
    }

    /// The text of the open cell.
    pub(super) fn open_cell(&mut self) -> Option<&mut String> {
        self.open.as_mut().map(|cell| &mut cell.text)
    }

    /// Something beside the text of the open cell.
    pub(super) fn wait(&mut self, role: Role, text: &str) {
        let cell = self.place.cell(self.row.max(1), self.column);
        if !self.open.as_ref().is_some_and(|cell| cell.text.contains(text)) {
            self.wait_at(role, cell, text);
        }
    }

    pub(super) fn wait_at(&mut self, role: Role, locator: Locator, text: &str) {
        self.waiting_bytes += text.len() + 64;
        self.waiting.push((role, locator, text.to_owned()));
    }

    /// Whether rows before this one have several cells.
    fn is_wide(&self) -> bool {
        self.begun || self.first.as_ref().is_some_and(|(_, cells)| cells.len() > 1)
    }

    fn begin_row(&mut self) {
        self.in_row = true;
        self.row = self.row.saturating_add(1);
    }

    fn skip_covered(&mut self) {
        while self.covered.get(self.column as usize).is_some_and(|row| *row >= self.row) {
            self.column += 1;
        }
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.open.take() else { return };
        let from = self.column;
        self.column = self.column.saturating_add(cell.span);
        if cell.rows > 1 && self.column <= COVERED {
            let to = self.column as usize;
            if self.covered.len() < to {
                self.covered.resize(to, 0);
            }
            let last = self.row.saturating_add(cell.rows - 1);
            self.covered.get_mut(from as usize..to).unwrap_or_default().fill(last);
        }
        self.row_bytes += cell.text.len() + 32;
        let shown = cell.text.trim();
        match cell.number {
            // `4.477E+11` and `####` are less than what is stored.
            Some(number) if shown.is_empty() || shown.contains("E+") || shown.starts_with('#') => {
                self.cells.push((from, CellKind::Number, number));
            }
            _ if !shown.is_empty() => self.cells.push((from, CellKind::Text, shown.to_owned())),
            _ => {}
        }
    }

    /// Ends the row and gives its cells.
    fn take_row(&mut self) -> Vec<HeldCell> {
        if !std::mem::take(&mut self.in_row) {
            return Vec::new();
        }
        self.close_cell();
        self.column = 0;
        self.row_bytes = 0;
        std::mem::take(&mut self.cells)
    }
}

impl Reader<'_> {
    /// `<table>`
    pub(super) fn begin_table(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        self.block()?;
        if let Some(outer) = self.tables.last_mut().filter(|table| table.is_data) {
            if outer.nested > 0 || (outer.is_wide() && outer.open.is_some()) {
                outer.nested += 1;
                return Ok(());
            }
            self.dissolve()?;
            self.flush()?;
        }
        if self.tables.len() >= self.options.limits.xml_depth as usize {
            return Ok(());
        }
        let is_data = !tag.attribute("role").is_some_and(|role| role.eq_ignore_ascii_case("presentation"));
        self.table_count = self.table_count.saturating_add(1);
        self.tables.push(Table::new(self.part_here(), self.table_count, is_data));
        Ok(())
    }

    /// `<tr>`
    pub(super) fn begin_row(&mut self) -> Result<(), ExtractError> {
        self.end_row()?;
        if let Some(table) = self.tables.last_mut().filter(|table| table.nested == 0) {
            table.begin_row();
        }
        Ok(())
    }

    /// `<td>` or `<th>`
    pub(super) fn begin_cell(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        self.end_cell()?;
        let Some(table) = self.tables.last_mut().filter(|table| table.is_data && table.nested == 0) else {
            return Ok(());
        };
        if !table.in_row {
            table.begin_row();
        }
        table.skip_covered();
        let number = |name: &str| tag.attribute(name).and_then(|value| value.trim().parse::<u32>().ok()).unwrap_or(1);
        let stored = tag.attribute("x:num").map(str::trim).filter(|value| value.bytes().any(|b| b.is_ascii_digit()));
        table.open = Some(OpenCell {
            text: String::new(),
            span: number("colspan").clamp(1, MAX_SPAN),
            rows: number("rowspan").clamp(1, MAX_SPAN),
            number: stored.map(str::to_owned),
        });
        Ok(())
    }

    /// `</td>`
    pub(super) fn end_cell(&mut self) -> Result<(), ExtractError> {
        match self.tables.last_mut() {
            Some(table) if table.is_data && table.nested == 0 => {
                table.close_cell();
                if table.column > WIDEST || table.row_bytes > LONGEST_ROW { self.dissolve() } else { Ok(()) }
            }
            _ => self.block(),
        }
    }

    /// `</tr>`
    pub(super) fn end_row(&mut self) -> Result<(), ExtractError> {
        let Some(table) = self.tables.last_mut().filter(|table| table.is_data && table.nested == 0) else {
            return self.block();
        };
        let cells = table.take_row();
        if cells.is_empty() {
            return Ok(());
        }
        self.cells = self.cells.saturating_add(cells.len() as u64);
        if self.cells > self.options.limits.cells {
            let detail = format!("more than {} cells", self.options.limits.cells);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        let row = table.row;
        match (table.begun, table.first.take()) {
            (false, None) => table.first = Some((row, cells)),
            (false, Some((first, held))) => {
                self.begin()?;
                self.push_row(first, &held)?;
                self.push_row(row, &cells)?;
            }
            (true, _) => self.push_row(row, &cells)?,
        }
        Ok(())
    }

    /// `</table>`
    pub(super) fn end_table(&mut self) -> Result<(), ExtractError> {
        if let Some(table) = self.tables.last_mut().filter(|table| table.nested > 0) {
            table.nested -= 1;
            if let Some(cell) = table.open_cell() {
                break_line(cell);
            }
            return Ok(());
        }
        self.end_row()?;
        self.flush()?;
        let first = self.tables.last_mut().and_then(|table| table.first.take());
        if let Some((row, cells)) = first {
            if cells.len() > 1 && cells.iter().all(|(_, _, text)| text.len() <= SHORT) {
                self.begin()?;
                self.push_row(row, &cells)?;
            } else {
                self.push_as_text(&cells)?;
            }
        }
        self.release(false)?;
        self.tables.pop();
        self.push_scripts()
    }

    /// A cell has grown: a long one makes the table a layout.
    pub(super) fn check_cell(&mut self) -> Result<(), ExtractError> {
        let long = self.tables.last_mut().and_then(Table::open_cell).is_some_and(|cell| cell.len() > LONGEST_CELL);
        if long { self.dissolve() } else { Ok(()) }
    }

    /// More waits: where it is too much the table is cut in two.
    pub(super) fn check_waiting(&mut self) -> Result<(), ExtractError> {
        let full = self.tables.last().is_some_and(|table| table.waiting_bytes > WAITING);
        if full { self.release(true) } else { Ok(()) }
    }

    fn begin(&mut self) -> Result<(), ExtractError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        table.begun = true;
        heed(self.sink.begin_table(table.place.clone()))
    }

    fn push_row(&mut self, row: u32, cells: &[HeldCell]) -> Result<(), ExtractError> {
        let cells: Vec<Cell<'_>> = cells
            .iter()
            .map(|(column, kind, text)| Cell { column: *column, kind: *kind, text, shared: None })
            .collect();
        heed(self.sink.row(row, &cells))
    }

    /// Ends the table in the sink and pushes what waited; `again`: more rows come.
    fn release(&mut self, again: bool) -> Result<(), ExtractError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let begun = std::mem::take(&mut table.begun);
        let waiting = std::mem::take(&mut table.waiting);
        table.waiting_bytes = 0;
        if begun {
            heed(self.sink.end_table())?;
        }
        for (role, locator, text) in waiting {
            heed(self.sink.segment(Segment { text: &text, locator, role, offset: 0 }))?;
        }
        // The rest of the table goes on under the same number.
        if begun && again { self.begin() } else { Ok(()) }
    }

    /// The innermost table turns out to lay a page out: what is held of it becomes text.
    fn dissolve(&mut self) -> Result<(), ExtractError> {
        self.release(false)?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        table.is_data = false;
        table.nested = 0;
        let first = table.first.take();
        let cells = std::mem::take(&mut table.cells);
        let open = table.open.take();
        for cells in [first.map(|(_, cells)| cells).unwrap_or_default(), cells] {
            self.push_as_text(&cells)?;
        }
        if let Some(cell) = open {
            self.give_back(&cell.text)?;
        }
        Ok(())
    }

    fn push_as_text(&mut self, cells: &[HeldCell]) -> Result<(), ExtractError> {
        for (_, _, text) in cells {
            self.flush()?;
            self.give_back(text)?;
            self.flush()?;
        }
        Ok(())
    }
}
