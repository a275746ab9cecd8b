//! Records alike as tables. They are held while they come, several tables at a time, and pushed in batches: the rows of a
//! table may stand apart in the file, and its columns are known only from its rows.

use super::held::Held;
use super::path;
use crate::document::{Cell, CellKind, Sink, TablePlace};
use crate::extract::{ExtractError, heed};
use crate::incident::IncidentKind;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

/// Bytes of records that are held.
const HELD: usize = 4 << 20;
/// Tables that are told apart, and columns of one.
const TABLES: usize = 1_000;
const COLUMNS: usize = 1_000;

/// All tables of a tree.
#[derive(Default)]
pub(super) struct Records {
    tables: Vec<Builder>,
    /// By path without numbers.
    index: FxHashMap<Box<str>, usize>,
    bytes: usize,
    cells: u64,
    most: u64,
}

/// A table that is being gathered.
struct Builder {
    name: Arc<str>,
    /// The last name of its path: a record's own text has no other.
    own: Arc<str>,
    /// Whether its columns have names.
    headed: bool,
    columns: Vec<Arc<str>>,
    column_of: FxHashMap<u64, u32>,
    text: String,
    /// The end of every row among the cells.
    rows: Vec<usize>,
    cells: Vec<(u32, CellKind, Range<usize>)>,
    /// Rows pushed before.
    pushed: u32,
}

impl Records {
    pub(super) fn new(most: u64) -> Self {
        Self { most, ..Self::default() }
    }

    /// Whether there is a table of that path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.index.contains_key(path)
    }

    /// Adds a record to the table of that path. False: it has too many columns, or there are too many tables.
    pub(super) fn add(&mut self, path: &str, key: Option<&str>, record: &Held, headed: bool) -> bool {
        let at = match self.index.get(path) {
            Some(at) => *at,
            None if self.tables.len() >= TABLES => return false,
            None => {
                self.tables.push(Builder::new(path, headed));
                self.index.insert(path.into(), self.tables.len() - 1);
                self.tables.len() - 1
            }
        };
        let Some(table) = self.tables.get_mut(at) else { return false };
        if table.columns.len() + record.len() + 1 > COLUMNS {
            return false;
        }
        let before = table.bytes();
        table.add(key, record);
        self.bytes += table.bytes().saturating_sub(before);
        self.cells = self.cells.saturating_add(record.len() as u64);
        true
    }

    /// Pushes what is held, once it is much.
    pub(super) fn push_if_many(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.cells > self.most {
            self.push(sink)?;
            let detail = format!("more than {} cells", self.most);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        if self.bytes > HELD { self.push(sink) } else { Ok(()) }
    }

    /// Pushes all that is held.
    pub(super) fn push(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.bytes = 0;
        self.tables.iter_mut().try_for_each(|table| table.push(sink))
    }
}

impl Builder {
    fn new(path: &str, headed: bool) -> Self {
        let name = path::general(path, '/');
        let own = name.rsplit('/').find(|name| *name != "*" && !name.is_empty()).unwrap_or("value").into();
        Self {
            name: if name.is_empty() { "records".into() } else { name.into() },
            own,
            headed,
            columns: Vec::new(),
            column_of: FxHashMap::default(),
            text: String::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            pushed: 0,
        }
    }

    fn bytes(&self) -> usize {
        self.text.len() + self.cells.len() * size_of::<(u32, CellKind, Range<usize>)>()
    }

    fn add(&mut self, key: Option<&str>, record: &Held) {
        let first = self.cells.len();
        if let Some(key) = key {
            let key = path::general(key, '/');
            if !key.is_empty() {
                self.cell("/key", CellKind::Text, &key);
            }
        }
        for (column, (path, kind, text)) in (0u32..).zip(record.iter()) {
            if self.headed { self.cell(path, kind, text) } else { self.cell_at(column, kind, text) }
        }
        self.merge(first);
        self.rows.push(self.cells.len());
    }

    fn cell(&mut self, path: &str, kind: CellKind, text: &str) {
        let column = self.column(path);
        self.cell_at(column, kind, text);
    }

    fn cell_at(&mut self, column: u32, kind: CellKind, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let from = self.text.len();
        self.text.push_str(text);
        self.cells.push((column, kind, from..self.text.len()));
    }

    /// The column of that path, numbers apart.
    fn column(&mut self, path: &str) -> u32 {
        let hash = FxBuildHasher.hash_one(path);
        if let Some(column) = self.column_of.get(&hash) {
            return *column;
        }
        let name = path::general(path, '.');
        let name: Arc<str> = if name.is_empty() { self.own.clone() } else { name.into() };
        let column = self.columns.iter().position(|other| *other == name).unwrap_or_else(|| {
            self.columns.push(name);
            self.columns.len() - 1
        });
        // A list of any length has one column: its numbers are not remembered without end.
        if self.column_of.len() < 16 * COLUMNS {
            self.column_of.insert(hash, column as u32);
        }
        column as u32
    }

    /// Puts the cells of the last row in order; several values of one column become one cell.
    fn merge(&mut self, first: usize) {
        let Some(row) = self.cells.get_mut(first..) else { return };
        if row.is_sorted_by(|(a, ..), (b, ..)| a < b) {
            return;
        }
        row.sort_by_key(|(column, ..)| *column);
        let sorted = self.cells.split_off(first);
        let mut at = 0;
        while let Some((column, kind, range)) = sorted.get(at) {
            let same = sorted.get(at..).unwrap_or_default().iter().take_while(|(other, ..)| other == column).count();
            if same == 1 {
                self.cells.push((*column, *kind, range.clone()));
            } else {
                let from = self.text.len();
                for (_, _, range) in sorted.get(at..at + same).unwrap_or_default() {
                    if self.text.len() > from {
                        self.text.push('\n');
                    }
                    self.text.extend_from_within(range.clone());
                }
                self.cells.push((*column, CellKind::Text, from..self.text.len()));
            }
            at += same;
        }
    }

    fn push(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let columns: Arc<[Arc<str>]> = self.columns.as_slice().into();
        heed(sink.begin_table(TablePlace::Records { table: self.name.clone(), columns }))?;
        // The names of the columns stand before the first row of every batch.
        if self.headed {
            let names: Vec<_> = (0u32..).zip(&self.columns).map(|(column, name)| Cell::text(column, name)).collect();
            heed(sink.row(self.pushed.saturating_add(1), &names))?;
        }
        let mut cells: Vec<Cell<'_>> = Vec::new();
        let mut from = 0;
        for &end in &self.rows {
            let row = self.cells.get(from..end).unwrap_or_default();
            from = end;
            cells.clear();
            cells.extend(row.iter().map(|(column, kind, range)| {
                let text = self.text.get(range.clone()).unwrap_or_default();
                Cell { column: *column, kind: *kind, text, shared: None }
            }));
            self.pushed = self.pushed.saturating_add(1);
            if !cells.is_empty() && self.pushed < u32::MAX {
                heed(sink.row(self.pushed + 1, &cells))?;
            }
        }
        self.text.clear();
        self.rows.clear();
        self.cells.clear();
        heed(sink.end_table())
    }
}
