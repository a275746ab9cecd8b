//! The rows of one table.

use super::{Columns, push_long};
use crate::document::{Cell, CellKind, Sink, TablePlace};
use crate::extract::{ExtractError, heed};
use crate::incident::{Incident, IncidentKind, Stage};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::ops::Range;
use std::sync::Arc;

/// A longer text goes out beside the table.
const LONGEST: usize = 256 << 10;
/// What files begin with that people keep in databases.
const FILES: &[&[u8]] = &[b"%PDF-", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"{\\rtf", b"\x1F\x8B\x08"];

/// A table.
pub(super) struct Table {
    pub(super) name: Arc<str>,
}

/// What is counted over all tables.
pub(super) struct Counts {
    cells: u64,
    limit: u64,
    /// Binary values that are files of their own.
    files: u64,
}

impl Counts {
    pub(super) fn new(limit: u64) -> Self {
        Self { cells: 0, limit, files: 0 }
    }

    /// Says what was not read.
    pub(super) fn say(&self, sink: &mut dyn Sink) {
        if self.files > 0 {
            let detail = format!("{} document(s) that are stored in the database were not read", self.files);
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Unsupported, detail));
        }
    }
}

/// Why a table could not be read whole.
pub(super) enum Fault {
    Database(rusqlite::Error),
    Extract(ExtractError),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<ExtractError> for Fault {
    fn from(error: ExtractError) -> Self {
        Self::Extract(error)
    }
}

/// Pushes all rows; those before a fault count.
pub(super) fn read(
    connection: &Connection,
    table: &Table,
    counts: &mut Counts,
    sink: &mut dyn Sink,
) -> Result<(), Fault> {
    let columns = columns(connection, &table.name)?;
    if columns.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
    let mut statement = connection.prepare(&format!("SELECT {} FROM {}", list.join(", "), quoted(&table.name)))?;
    let names: Columns = columns.iter().map(|column| column.name.clone()).collect();
    let mut reader = Reader { name: table.name.clone(), names, columns, begun: false, number: 0, row: Row::default() };
    let result = reader.rows(&mut statement.query([])?, counts, sink);
    if !matches!(result, Err(Fault::Extract(ExtractError::Stopped))) {
        reader.end(sink)?;
    }
    result
}

/// A column that is stored.
struct Column {
    name: Arc<str>,
    /// Its declared type is one of dates.
    is_date: bool,
}

/// The stored columns: generated ones are expressions that would have to be run.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Column>> {
    let mut statement = connection.prepare(&format!("PRAGMA table_xinfo({})", quoted(table)))?;
    let mut rows = statement.query([])?;
    let mut columns = Vec::new();
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>("hidden")? == 0 {
            let declared = row.get::<_, String>("type").unwrap_or_default().to_ascii_uppercase();
            let is_date = declared.contains("DATE") || declared.contains("TIME");
            columns.push(Column { name: row.get::<_, String>("name")?.into(), is_date });
        }
    }
    Ok(columns)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

struct Reader {
    name: Arc<str>,
    names: Columns,
    columns: Vec<Column>,
    begun: bool,
    /// The number of the last row.
    number: u32,
    row: Row,
}

/// The cells of one row.
#[derive(Default)]
struct Row {
    text: String,
    cells: Vec<(u32, CellKind, Range<usize>)>,
}

impl Reader {
    fn rows(&mut self, rows: &mut rusqlite::Rows<'_>, counts: &mut Counts, sink: &mut dyn Sink) -> Result<(), Fault> {
        while let Some(row) = rows.next()? {
            self.number = self.number.saturating_add(1);
            self.row.clear();
            let mut long = Vec::new();
            for (at, column) in (0u32..).zip(&self.columns) {
                let value = row.get_ref(at as usize)?;
                if let ValueRef::Text(text) | ValueRef::Blob(text) = value
                    && text.len() > LONGEST
                {
                    long.push((at, text_of(value, counts)));
                } else {
                    self.row.add(at, value, column.is_date, counts);
                }
            }
            counts.cells += self.row.cells.len() as u64;
            if counts.cells > counts.limit {
                let detail = format!("more than {} cells", counts.limit);
                return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail }.into());
            }
            self.push(sink)?;
            for (at, text) in long {
                self.end(sink)?;
                let place = self.place().cell(self.number.saturating_add(1), at);
                push_long(&text, &place, sink)?;
            }
        }
        Ok(())
    }

    fn place(&self) -> TablePlace {
        TablePlace::Records { table: self.name.clone(), columns: self.names.clone() }
    }

    fn push(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if !std::mem::replace(&mut self.begun, true) {
            heed(sink.begin_table(self.place()))?;
            let names = (0u32..).zip(self.names.iter()).filter(|(_, name)| !name.is_empty());
            let names: Vec<_> = names.map(|(column, name)| Cell::text(column, name)).collect();
            heed(sink.row(self.number, &names))?;
        }
        let cells: Vec<Cell<'_>> = self.row.cells().collect();
        if cells.is_empty() { Ok(()) } else { heed(sink.row(self.number.saturating_add(1), &cells)) }
    }

    fn end(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if std::mem::take(&mut self.begun) { heed(sink.end_table()) } else { Ok(()) }
    }
}

impl Row {
    fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells.iter().map(|(column, kind, range)| {
            let text = self.text.get(range.clone()).unwrap_or_default();
            Cell { column: *column, kind: *kind, text, shared: None }
        })
    }

    fn add(&mut self, column: u32, value: ValueRef<'_>, is_date: bool, counts: &mut Counts) {
        let from = self.text.len();
        let kind = match value {
            ValueRef::Null => return,
            ValueRef::Integer(number) => {
                self.text.push_str(&number.to_string());
                CellKind::Number
            }
            ValueRef::Real(number) => {
                self.text.push_str(&number.to_string());
                CellKind::Number
            }
            ValueRef::Text(_) | ValueRef::Blob(_) => {
                self.text.push_str(&text_of(value, counts));
                let added = self.text.get(from..).unwrap_or_default();
                if is_date && is_iso_date(added) { CellKind::Date } else { CellKind::Text }
            }
        };
        if self.text.len() > from {
            self.cells.push((column, kind, from..self.text.len()));
        }
    }
}

/// Text, or bytes that are text; empty for others.
fn text_of(value: ValueRef<'_>, counts: &mut Counts) -> String {
    match value {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) if text.chars().all(|c| !c.is_control() || c.is_whitespace()) => text.to_owned(),
            _ => {
                counts.files += u64::from(FILES.iter().any(|magic| bytes.starts_with(magic)));
                String::new()
            }
        },
        _ => String::new(),
    }
}

/// `1984-06-11`, with or without a time.
fn is_iso_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    digits(0..4) && digits(5..7) && digits(8..10) && bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-')
}
