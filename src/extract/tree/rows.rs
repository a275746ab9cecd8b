//! Rows of several tables that come in any order, without a tree around them.

use super::held::Held;
use super::path;
use super::records::Records;
use crate::document::{CellKind, Sink};
use crate::extract::ExtractError;

/// Gathers rows and pushes them table by table.
pub(crate) struct Rows {
    records: Records,
    row: Held,
    /// The path of every column of the last table.
    paths: Vec<String>,
    table: String,
    headed: bool,
}

impl Rows {
    /// None yet, and at most so many cells.
    pub(crate) fn new(cells: u64) -> Self {
        let (paths, table) = (Vec::new(), String::new());
        Self { records: Records::new(cells), row: Held::default(), paths, table, headed: false }
    }

    /// The rows that follow are of this table; without names its columns go by letters.
    pub(crate) fn table(&mut self, name: &str, columns: &[String]) {
        self.table.clear();
        path::push_name(&mut self.table, name);
        self.headed = !columns.is_empty();
        self.paths.clear();
        for column in columns {
            let mut path = String::new();
            path::push_name(&mut path, column);
            self.paths.push(path);
        }
    }

    /// The next value of the row, empty ones too.
    pub(crate) fn value(&mut self, column: usize, kind: CellKind, text: &str) {
        if !self.headed || !text.trim().is_empty() {
            self.row.add("", self.paths.get(column).map_or("", String::as_str), kind, text);
        }
    }

    /// The row is complete. False: its table cannot be told; then nothing of it was taken.
    pub(crate) fn end_row(&mut self, sink: &mut dyn Sink) -> Result<bool, ExtractError> {
        let taken = self.row.len() == 0 || self.records.add(&self.table, None, &self.row, self.headed);
        self.row.clear();
        self.records.push_if_many(sink)?;
        Ok(taken)
    }

    /// Forgets the row that was begun.
    pub(crate) fn drop_row(&mut self) {
        self.row.clear();
    }

    /// Pushes all that is held.
    pub(crate) fn push(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.records.push(sink)
    }
}
