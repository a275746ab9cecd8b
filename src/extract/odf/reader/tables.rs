//! Tables and sheets.

use super::super::place::Kind;
use super::super::value::{Value, count};
use super::{Open, OpenTable, Reader};
use crate::document::{Locator, Role, Sink, TablePlace, column_letters};
use crate::extract::ExtractError;
use crate::extract::xml::Tag;
use std::sync::Arc;

/// Characters of a sheet's name that are kept.
const LONGEST_NAME: usize = 255;

impl Reader<'_> {
    pub(super) fn begin_table(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<Open, ExtractError> {
        let is_sheet = self.sheets > 0 && self.tables.is_empty() && self.place().kind == Kind::Text;
        let name: String = tag.attr(b"name").unwrap_or_default().chars().take(LONGEST_NAME).collect();
        let sheet: Option<Arc<str>> = is_sheet.then(|| self.label(&name).into());
        let place = match &sheet {
            Some(sheet) => {
                // Sheets are called after people, too.
                self.story.say(&name, Locator::Part { part: "sheet name".into() }, Role::Heading, sink)?;
                TablePlace::Sheet { sheet: sheet.clone() }
            }
            None => {
                let place = self.place().clone();
                self.known.numbers.table(&place)
            }
        };
        self.story.begin_table(place, sink)?;
        self.tables.push(OpenTable { sheet, column: 0, row_times: 1, value: Value::default() });
        Ok(Open::Table)
    }

    pub(super) fn end_table(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.tables.pop();
        self.story.end_table(sink)
    }

    pub(super) fn begin_row(&mut self, tag: &Tag<'_>) -> Open {
        let Some(table) = self.tables.last_mut() else { return Open::Other };
        table.column = 0;
        table.row_times = tag.attr(b"number-rows-repeated").map_or(1, |times| count(&times));
        self.story.begin_row();
        Open::Row
    }

    pub(super) fn end_row(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let times = self.tables.last().map_or(1, |table| table.row_times);
        self.story.end_row(times, sink)
    }

    pub(super) fn begin_cell(&mut self, tag: &Tag<'_>) -> Open {
        let Some(table) = self.tables.last_mut() else { return Open::Other };
        table.value.begin(tag);
        Open::Cell
    }

    pub(super) fn end_cell(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let (column, value) = (table.column, &table.value);
        table.column = column.saturating_add(value.times);
        self.story.add_cell(column, value.kind, value.shown(), value.times, sink)
    }

    /// `comment Delegates!C6`: the cell that is open, where a sheet is.
    pub(super) fn cell_name(&self, what: &str) -> Option<Locator> {
        let table = self.tables.last()?;
        let sheet = table.sheet.as_ref()?;
        let cell = format!("{}{}", column_letters(table.column), self.story.row());
        Some(Locator::Part { part: format!("{what} {sheet}!{cell}").into() })
    }

    /// The same for any table.
    pub(super) fn cell_place(&self, what: &str) -> Locator {
        self.cell_name(what).unwrap_or_else(|| Locator::Part { part: self.place().name() })
    }
}
