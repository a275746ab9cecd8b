//! One sheet: its cells as they stream by, its headers and footers, its links.

use super::record::Records;
use super::{Book, Listed};
use crate::document::{CellKind, Locator, Role, Sink, TablePlace, column_letters};
use crate::extract::ExtractError;
use crate::extract::bytes::f64_at;
use crate::extract::package::Relationship;
use crate::extract::piece::Piece;
use crate::extract::xls::{Unused, rk};
use crate::extract::xlsx::headers::strip_codes;
use crate::extract::xlsx::number;
use crate::extract::xlsx::rows::{Budget, Rows};
use crate::extract::xlsx::sheet::place;
use crate::extract::xlsx::strings::Strings;
use rustc_hash::FxHashMap;
use std::io::Read;

/// Rows and columns of a sheet.
const MAX: (u32, u32) = (1_048_576, 16_384);

/// Reads one sheet.
pub(super) struct Reader<'s> {
    sheet: &'s Listed,
    book: &'s Book,
    strings: &'s Strings<'s>,
    unused: &'s mut Unused,
    rows: Rows<'s>,
    /// Where the links lead, by the ids of their relationships.
    targets: FxHashMap<&'s str, &'s str>,
    /// Waits for the end of the table.
    held: Vec<(Locator, Role, String)>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(
        sheet: &'s Listed,
        book: &'s Book,
        strings: &'s Strings<'s>,
        budget: &'s mut Budget,
        unused: &'s mut Unused,
        links: &'s [Relationship],
    ) -> Self {
        let rows = Rows::new(TablePlace::Sheet { sheet: sheet.name.clone() }, strings, budget);
        let outside = links.iter().filter(|link| link.external && link.kind == "hyperlink");
        let targets = outside.map(|link| (&*link.id, &*link.target)).collect();
        Self { sheet, book, strings, unused, rows, targets, held: Vec::new() }
    }

    /// Pushes the sheet; of a damaged one, all that came before the damage.
    pub(super) fn read(&mut self, source: &mut dyn Read, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let result = self.walk(&mut Records::new(source), sink);
        if matches!(result, Err(ExtractError::Stopped)) {
            return result;
        }
        self.finish(sink)?;
        result
    }

    fn walk(&mut self, records: &mut Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        while let Some(kind) = records.next()? {
            match kind {
                0 => self.begin_row(records, sink)?,
                1..=11 if !self.rows.is_spent() => self.cell(kind, records),
                7 => drop(self.index(records)),
                479 => self.take_headers(records),
                494 => self.take_link(records),
                64 => self.take_validation(records),
                _ => {}
            }
            if self.rows.is_full() || self.rows.is_crowded() {
                self.rows.finish_row_in_bounds(sink)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.rows.finish_row_in_bounds(sink)?;
        self.rows.close(sink)?;
        self.rows.say_unknown("", sink);
        for (place, role, text) in std::mem::take(&mut self.held) {
            Piece::from(text).finish(place, role, sink)?;
        }
        let mut targets: Vec<_> = std::mem::take(&mut self.targets).into_values().collect();
        targets.sort_unstable();
        for target in targets {
            Piece::from(target.to_owned()).finish(place("link", Some(&self.sheet.name), ""), Role::Body, sink)?;
        }
        Ok(())
    }

    fn begin_row(&mut self, records: &Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.rows.finish_row_in_bounds(sink)?;
        match records.u32(0).filter(|row| *row < MAX.0) {
            Some(row) => self.rows.row = row + 1,
            None => return Err(ExtractError::Corrupt("a row lies beyond the last of a sheet".into())),
        }
        Ok(())
    }

    /// A cell: column, style, value.
    fn cell(&mut self, kind: u16, records: &Records<'_>) {
        let Some(column) = records.u32(0).filter(|column| *column < MAX.1) else { return };
        match kind {
            2 => self.add_number(column, records.u32(8).map(rk), records),
            5 | 9 => self.add_number(column, f64_at(records.data(), 8), records),
            4 | 10 => {
                let value = records.data().get(8).copied().unwrap_or(0);
                self.rows.text.push_str(if value == 0 { "FALSE" } else { "TRUE" });
                self.rows.add(column, CellKind::Bool);
            }
            6 | 8 => {
                let _ = records.push_string(8, &mut self.rows.text);
                self.rows.add(column, CellKind::Text);
            }
            7 => {
                if let Some(index) = self.index(records) {
                    self.rows.add_shared(column, index);
                }
            }
            // Blank, or an error.
            _ => {}
        }
    }

    /// The shared string of a cell.
    fn index(&mut self, records: &Records<'_>) -> Option<u32> {
        let index = records.u32(8)?;
        self.unused.strike(index, self.strings);
        Some(index)
    }

    fn add_number(&mut self, column: u32, value: Option<f64>, records: &Records<'_>) {
        let Some(value) = value.filter(|value| value.is_finite()) else { return };
        let shown = self.book.styles.shown(records.u32(4).unwrap_or(0) & 0xFF_FFFF);
        let kind = number::push_float(value, shown, self.book.date1904, &mut self.rows.text);
        self.rows.add(column, kind);
    }

    fn hold(&mut self, what: &str, cells: &str, role: Role, text: String) {
        // Each comes from a record that is gone; a sheet has few of them.
        if !text.trim().is_empty() && self.held.len() < 1 << 16 {
            self.held.push((place(what, Some(&self.sheet.name), cells), role, text));
        }
    }

    /// Odd, even and first pages: header and footer of each.
    fn take_headers(&mut self, records: &Records<'_>) {
        let mut at = 2;
        for _ in 0..6 {
            let (text, after) = records.string(at);
            self.hold("header and footer", "", Role::HeaderFooter, strip_codes(&text));
            at = after;
        }
    }

    /// Rows, columns, relation, place in the target, tip.
    fn take_link(&mut self, records: &Records<'_>) {
        let (row, column) = (records.u32(0).unwrap_or(0), records.u32(8).unwrap_or(0));
        let cells = format!("{}{}", column_letters(column.min(MAX.1)), row.saturating_add(1));
        let (id, after) = records.string(16);
        let (_, after) = records.string(after);
        let (tip, _) = records.string(after);
        if let Some(target) = self.targets.remove(&*id) {
            self.hold("link", &cells, Role::Body, target.to_owned());
        }
        self.hold("link", &cells, Role::Body, tip);
    }

    /// What a validation says to whoever types: flags, cells, then error title, error, prompt title, prompt.
    fn take_validation(&mut self, records: &Records<'_>) {
        let count = records.u32(4).and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        let mut at = count.saturating_mul(16).saturating_add(8);
        for _ in 0..4 {
            let (text, after) = records.string(at);
            self.hold("data validation", "", Role::Body, text);
            at = after;
        }
    }
}
