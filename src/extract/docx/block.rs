//! What is open while a part is read: paragraphs, tables, rows, cells, text boxes, each in one another.

use crate::document::{Cell, Flow, Role, Sink, TablePlace};
use std::ops::ControlFlow;
use std::sync::Arc;

/// An open element.
#[derive(Debug)]
pub(super) enum Frame {
    Paragraph(Paragraph),
    Table(Table),
    Row(Row),
    Cell(TextCell),
    /// A text box: what is in it is no part of the paragraph around it.
    TextBox,
}

/// An open paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) number: u32,
    /// Characters already pushed.
    pub(super) offset: u64,
    pub(super) heading: bool,
    /// Field code being read.
    pub(super) code: String,
    /// Link targets, field codes, picture descriptions that stand in it.
    pub(super) extras: Vec<(Role, String)>,
}

/// An open table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) number: u32,
    pub(super) row: u32,
    /// The rows of a table inside another, which must wait for its end.
    pub(super) held: Option<Vec<HeldRow>>,
}

/// A row by its number: its cells by their columns.
pub(super) type HeldRow = (u32, Vec<(u32, String)>);

/// An open row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) column: u32,
    pub(super) cells: Vec<(u32, String)>,
}

/// An open cell.
#[derive(Debug)]
pub(super) struct TextCell {
    pub(super) text: String,
    /// Columns it covers.
    pub(super) span: u32,
}

impl TextCell {
    pub(super) fn new() -> Self {
        Self { text: String::new(), span: 1 }
    }

    /// Adds a paragraph.
    pub(super) fn add(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(text);
        }
    }
}

/// Pushes a row.
pub(super) fn push_row(row: u32, cells: &[(u32, String)], sink: &mut dyn Sink) -> Flow {
    let cells: Vec<_> = cells.iter().map(|(column, text)| Cell::text(*column, text)).collect();
    if cells.is_empty() { ControlFlow::Continue(()) } else { sink.row(row, &cells) }
}

/// Pushes a table whose rows had to wait.
pub(super) fn push_table(part: &Arc<str>, number: u32, rows: &[HeldRow], sink: &mut dyn Sink) -> Flow {
    sink.begin_table(TablePlace::Document { part: part.clone(), table: number })?;
    for (row, cells) in rows {
        push_row(*row, cells, sink)?;
    }
    sink.end_table()
}
