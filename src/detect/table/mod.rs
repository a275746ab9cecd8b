//! A table is a table: rows are buffered, each column is judged as a whole, and only then the cells speak.

mod about;
mod account;
mod block;
mod cells;
mod columns;
mod facts;
mod form;
mod head;
mod header;
mod listed;
mod marks;
mod people;
mod profile;
mod quasi;
mod row;
mod score;
#[cfg(test)]
mod tests;
mod verdict;

use super::Detector;
use super::document::{Scratch, State};
use super::names::{self, NameShape};
use crate::document::{Cell, TablePlace};
use block::{Block, Row, Stored};
use columns::Columns;
pub(super) use facts::Reader;
use head::Head;
use header::Layout;
use row::RowReader;
use std::ops::Range;
use verdict::judge;

/// Rows of a block in which names are compared with the e-mail addresses beside them.
const COMPARED: usize = 256;
/// Cells of a row that are compared with its address.
const BESIDE: usize = 16;

/// The open table of a document.
pub(super) struct Table {
    place: TablePlace,
    number: u32,
    block: Block,
    region: Option<Region>,
    last_row: u32,
}

/// Rows under one header, over as many blocks as they fill.
struct Region {
    layout: Layout,
    columns: Columns,
}

impl Table {
    pub(super) fn new(place: TablePlace, number: u32) -> Self {
        Self { place, number, block: Block::default(), region: None, last_row: 0 }
    }

    /// Where it stands.
    pub(super) fn place(&self) -> &TablePlace {
        &self.place
    }

    /// Takes a row in, and judges once enough have come together.
    pub(super) fn push(
        &mut self,
        row: u32,
        cells: &[Cell<'_>],
        state: &mut State<'_>,
        scratch: &mut Scratch,
        reader: &mut Reader,
    ) {
        let after_gap = row > self.last_row.saturating_add(1);
        if self.block.push(row, after_gap, cells, |cell| reader.read(state.detector, cell)) {
            self.last_row = row;
        }
        if self.block.is_full() {
            self.judge(state, scratch);
        }
    }

    /// Judges what is left.
    pub(super) fn close(&mut self, state: &mut State<'_>, scratch: &mut Scratch) {
        self.judge(state, scratch);
    }

    fn judge(&mut self, state: &mut State<'_>, scratch: &mut Scratch) {
        let block = std::mem::take(&mut self.block);
        for range in regions(state.detector, &block, self.region.is_some()) {
            let rows = block.rows().get(range.rows).unwrap_or_default();
            if range.begins || self.region.is_none() {
                let layout = match &self.place {
                    // The names of records' columns are known, however odd they are.
                    TablePlace::Records { columns, .. } if !columns.is_empty() => Layout::Header(0),
                    _ => header::layout(state.detector, &block, rows),
                };
                self.region = Some(Region { layout, columns: Columns::default() });
                self.read_head(state, scratch, &block, rows);
            } else {
                self.read_rows(state, scratch, &block, rows);
            }
        }
        self.block = block;
        self.block.clear();
    }

    /// The first rows of a region: what stands above the header is text, the header names the columns.
    fn read_head(&mut self, state: &mut State<'_>, scratch: &mut Scratch, block: &Block, rows: &[Row]) {
        let Some(region) = &mut self.region else { return };
        let Layout::Header(at) = region.layout else { return self.read_rows(state, scratch, block, rows) };
        let mut reader = RowReader::new(block, &self.place, self.number);
        for row in rows.get(..at).unwrap_or_default() {
            reader.read(state, scratch, row.number, block.cells(row), |_| None, &[]);
        }
        if let Some(row) = rows.get(at) {
            // A value that stands among the headers is one by itself.
            let tells = |cell: &&Stored| cell.facts.matches().iter().any(|found| found.score >= 0.5);
            for cell in block.cells(row).iter().filter(tells) {
                reader.read(state, scratch, row.number, std::slice::from_ref(cell), |_| None, &[]);
            }
            region.columns.prepare(block, std::slice::from_ref(row));
            for cell in block.cells(row) {
                if let Some(column) = region.columns.get_mut(cell.column) {
                    column.head = Head::of(state.detector, block.text(cell));
                }
            }
            region.columns.name_halves();
        }
        self.read_rows(state, scratch, block, rows.get(at + 1..).unwrap_or_default());
    }

    fn read_rows(&mut self, state: &mut State<'_>, scratch: &mut Scratch, block: &Block, rows: &[Row]) {
        let Some(region) = &mut self.region else { return };
        if region.layout == Layout::Form {
            return form::read(state, scratch, block, rows, &self.place, self.number);
        }
        profile(state.detector, block, rows, &mut region.columns);
        let columns = &region.columns;
        let mut verdicts = judge(state.detector, columns.list(), matches!(region.layout, Layout::Header(_)));
        account::pair(state.detector, columns.list(), &mut verdicts);
        let mut reader = RowReader::new(block, &self.place, self.number);
        for row in rows.iter().filter(|row| !repeats_header(block, row, columns)) {
            let verdict = |cell: &Stored| columns.index(cell.column).and_then(|at| verdicts.get(at));
            reader.read(state, scratch, row.number, block.cells(row), verdict, &[]);
        }
    }
}

/// A run of rows that belong to one region.
struct Part {
    rows: Range<usize>,
    begins: bool,
}

/// Where in a block another table begins: after empty rows, with a header of its own.
fn regions(detector: &Detector, block: &Block, open: bool) -> Vec<Part> {
    let rows = block.rows();
    let mut parts = Vec::new();
    let mut from = 0;
    let mut begins = !open;
    for (index, row) in rows.iter().enumerate() {
        let below = rows.get(index + 1..).unwrap_or_default();
        if row.after_gap && index > from && header::begins_table(detector, block, row, below) {
            parts.push(Part { rows: from..index, begins });
            (from, begins) = (index, true);
        }
    }
    parts.push(Part { rows: from..rows.len(), begins });
    parts
}

/// Whether a row says the header again, as on a new page.
fn repeats_header(block: &Block, row: &Row, columns: &Columns) -> bool {
    let cells = block.cells(row);
    cells.len() >= 2
        && cells.iter().all(|cell| {
            let column = columns.index(cell.column).and_then(|at| columns.list().get(at));
            column.is_some_and(|column| column.head.text == block.text(cell).trim().trim_end_matches(':').trim_end())
        })
}

/// Counts the cells of `rows` into their columns.
fn profile(detector: &Detector, block: &Block, rows: &[Row], columns: &mut Columns) {
    columns.prepare(block, rows);
    for (index, row) in rows.iter().enumerate() {
        let cells = block.cells(row);
        for cell in cells {
            if let Some(column) = columns.get_mut(cell.column) {
                column.profile.add(cell, block.text(cell));
            }
        }
        if index < COMPARED {
            compare(detector, block, cells, columns);
        }
    }
}

/// Compares the words of a row with the address in it.
fn compare(detector: &Detector, block: &Block, cells: &[Stored], columns: &mut Columns) {
    let address = cells.iter().find_map(|cell| {
        let found = cell.facts.match_of(detector.rules.email)?;
        block.text(cell).get(found.span.clone())?.split('@').next()
    });
    let Some(local) = address else { return };
    let words = names::email_tokens(local);
    if words.is_empty() {
        return;
    }
    let named = |cell: &&Stored| cell.facts.name.shape != NameShape::None;
    for cell in cells.iter().filter(named).take(BESIDE) {
        let text = block.text(cell).trim();
        let agrees = match cell.facts.name.shape {
            NameShape::Full => names::agrees(text, local),
            _ => words.contains(&super::lexicon::word(text).key),
        };
        if let Some(column) = columns.get_mut(cell.column) {
            column.profile.beside_email += 1;
            column.profile.agrees += u32::from(agrees);
        }
    }
}

/// The header of a table, as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its row, 1-based.
    pub row: u32,
    /// The text over each column, by column (0-based).
    pub columns: std::collections::BTreeMap<u32, String>,
}

impl Detector {
    /// The header of a table, from its first rows (number and cells); none where it has none.
    pub fn header_of(&self, rows: &[(u32, Vec<Cell<'_>>)]) -> Option<Header> {
        let mut block = Block::default();
        let mut reader = Reader::default();
        let mut last = 0;
        for (row, cells) in rows {
            if block.push(*row, *row > last + 1, cells, |cell| reader.read(self, cell)) {
                last = *row;
            }
        }
        let Layout::Header(at) = header::layout(self, &block, block.rows()) else { return None };
        let row = block.rows().get(at)?;
        let columns = block.cells(row).iter().map(|cell| (cell.column, block.text(cell).trim().to_owned())).collect();
        Some(Header { row: row.number, columns })
    }
}
