//! One sheet: its cells as they stream by, and what stands beside them.

use super::book::{Biff, Book, Holds};
use super::extras::Extras;
use super::record::Records;
use super::{ExtractError, is_bof};
use crate::document::{CellKind, Locator, Role, Sink, TablePlace};
use crate::extract::bytes::{f64_at, u16_at, u32_at};
use crate::extract::piece::Piece;
use crate::extract::xlsx::number;
use crate::extract::xlsx::rows::{Budget, Rows};
use crate::extract::xlsx::strings::Strings;
use crate::extract::xlsx::styles::Shown;
use std::sync::Arc;

/// Which strings some cell refers to.
#[derive(Debug, Default)]
pub(in crate::extract) struct Unused {
    used: Vec<bool>,
}

impl Unused {
    /// A cell refers to this string.
    pub(in crate::extract) fn strike(&mut self, index: u32, strings: &Strings<'_>) {
        let Ok(index) = usize::try_from(index) else { return };
        if strings.get(index as u32).is_some() {
            if self.used.len() <= index {
                self.used.resize(index + 1, false);
            }
            if let Some(used) = self.used.get_mut(index) {
                *used = true;
            }
        }
    }

    /// Pushes the strings that no cell refers to (any more).
    pub(in crate::extract) fn push(&self, strings: &Strings<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let place = || Locator::Part { part: "shared strings that no cell shows".into() };
        for (at, index) in (0_u32..).enumerate() {
            let Some(text) = strings.get(index) else { return Ok(()) };
            if !self.used.get(at).copied().unwrap_or(false) {
                Piece::from(text.to_owned()).finish(place(), Role::Body, sink)?;
            }
        }
        Ok(())
    }
}

/// Reads the records of one sheet.
pub(super) struct SheetReader<'s> {
    book: &'s mut Book,
    strings: &'s Strings<'s>,
    unused: &'s mut Unused,
    rows: Rows<'s>,
    extras: Extras,
    /// Row, column of a formula whose text comes in a record of its own.
    awaits: Option<(u16, u16)>,
}

impl<'s> SheetReader<'s> {
    pub(super) fn new(
        book: &'s mut Book,
        name: Arc<str>,
        strings: &'s Strings<'s>,
        budget: &'s mut Budget,
        unused: &'s mut Unused,
    ) -> Self {
        let rows = Rows::new(TablePlace::Sheet { sheet: name.clone() }, strings, budget);
        Self { book, strings, unused, rows, extras: Extras::new(name), awaits: None }
    }

    /// Reads up to the end of the sheet.
    pub(super) fn read(
        &mut self,
        records: &mut Records<'_>,
        holds: Holds,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        // Charts stand in sheets.
        let mut charts = u32::from(holds == Holds::Chart);
        let mut depth = 1_u32;
        while let Some(kind) = records.next()? {
            match kind {
                _ if is_bof(kind) => {
                    depth += 1;
                    charts += 1;
                }
                0x0A => {
                    depth -= 1;
                    charts = charts.saturating_sub(1);
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ if charts > 0 => self.extras.take_chart(kind, records, self.book)?,
                _ => self.take(kind, records, sink)?,
            }
            self.keep_bounds(sink)?;
        }
        Err(ExtractError::Truncated("a sheet ends too early".into()))
    }

    /// Pushes what is left.
    pub(super) fn finish(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.rows.finish_row_in_bounds(sink)?;
        self.rows.close(sink)?;
        self.rows.say_unknown("", sink);
        self.extras.push(sink)
    }

    fn keep_bounds(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.extras.is_full() {
            self.rows.finish_row_in_bounds(sink)?;
            self.rows.close(sink)?;
            self.extras.push(sink)?;
        }
        if self.rows.is_full() || self.rows.is_crowded() {
            self.rows.finish_row_in_bounds(sink)?;
        }
        Ok(())
    }

    fn take(&mut self, kind: u16, records: &mut Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match kind {
            // BIFF2 has records of its own, with shorter heads.
            0x02 => self.number2(records, u16_at(records.data(), 7).map(f64::from), sink),
            0x03 => self.number2(records, f64_at(records.data(), 7), sink),
            0x04 => self.label(records, 7, false, sink),
            0x05 => self.truth(records, 7, sink),
            0x203 => self.number(records, f64_at(records.data(), 6), sink),
            0x204 | 0xD6 => self.label(records, 6, true, sink),
            0x205 => self.truth(records, 6, sink),
            0x27E | 0x7E => self.number(records, u32_at(records.data(), 6).map(rk), sink),
            0xBD => self.numbers(records, sink),
            0xFD => self.shared(records, sink),
            0x06 | 0x206 | 0x406 => self.formula(records, sink),
            0x07 | 0x207 => self.formula_text(kind == 0x207, records, sink),
            0x2F => self.book.take(kind, records),
            // The oldest versions have no globals; the newer ones must not repeat them here.
            _ if self.book.biff < Biff::Five => {
                self.book.take(kind, records)?;
                self.extras.take(kind, records, self.book)
            }
            _ => self.extras.take(kind, records, self.book),
        }
    }

    /// Goes to the cell that the current record names. None: no such cell, or no more cells.
    fn go_to(&mut self, records: &Records<'_>, sink: &mut dyn Sink) -> Result<Option<u16>, ExtractError> {
        let (Some(row), Some(column)) = (records.u16(0), records.u16(2)) else { return Ok(None) };
        self.go_to_row(row, sink)?;
        Ok(Some(column).filter(|_| !self.rows.is_spent()))
    }

    fn go_to_row(&mut self, row: u16, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let row = u32::from(row) + 1;
        if row != self.rows.row {
            self.rows.finish_row_in_bounds(sink)?;
            self.rows.row = row;
        }
        Ok(())
    }

    fn number(&mut self, records: &Records<'_>, value: Option<f64>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let shown = self.book.shown(records.u16(4).unwrap_or(0));
        let (Some(column), Some(value)) = (self.go_to(records, sink)?, value) else { return Ok(()) };
        self.add_number(column, value, shown);
        Ok(())
    }

    /// A number of BIFF2, whose cells name their format themselves.
    fn number2(&mut self, records: &Records<'_>, value: Option<f64>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let format = records.data().get(5).copied().unwrap_or(0) & 0x3F;
        let shown = self.book.format(format.into());
        let (Some(column), Some(value)) = (self.go_to(records, sink)?, value) else { return Ok(()) };
        self.add_number(column, value, shown);
        Ok(())
    }

    fn add_number(&mut self, column: u16, value: f64, shown: Shown) {
        if value.is_finite() {
            let kind = number::push_float(value, shown, self.book.date1904, &mut self.rows.text);
            self.rows.add(column.into(), kind);
        }
    }

    /// Several numbers side by side: row, first column, style and number of each, last column.
    fn numbers(&mut self, records: &Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(first) = self.go_to(records, sink)? else { return Ok(()) };
        let pairs = records.data().get(4..).unwrap_or_default().chunks_exact(6);
        for (column, pair) in (first..=u16::MAX).zip(pairs) {
            let (style, value) = (u16_at(pair, 0).unwrap_or(0), u32_at(pair, 2).unwrap_or(0));
            self.add_number(column, rk(value), self.book.shown(style));
        }
        Ok(())
    }

    fn label(
        &mut self,
        records: &mut Records<'_>,
        head: usize,
        long: bool,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let Some(column) = self.go_to(records, sink)? else { return Ok(()) };
        records.seek(head);
        self.add_text(column, records, long)
    }

    fn add_text(&mut self, column: u16, records: &mut Records<'_>, long: bool) -> Result<(), ExtractError> {
        let text = self.book.string(records, long)?;
        self.rows.text.push_str(&text);
        self.rows.add(column.into(), CellKind::Text);
        Ok(())
    }

    fn shared(&mut self, records: &Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(index) = records.u32(6) else { return Ok(()) };
        self.unused.strike(index, self.strings);
        if let Some(column) = self.go_to(records, sink)? {
            self.rows.add_shared(column.into(), index);
        }
        Ok(())
    }

    /// A truth value; errors are no content.
    fn truth(&mut self, records: &Records<'_>, at: usize, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(column) = self.go_to(records, sink)? else { return Ok(()) };
        if let Some([value, 0]) = records.array(at) {
            self.add_truth(column, value);
        }
        Ok(())
    }

    fn add_truth(&mut self, column: u16, value: u8) {
        self.rows.text.push_str(if value == 0 { "FALSE" } else { "TRUE" });
        self.rows.add(column.into(), CellKind::Bool);
    }

    /// A formula: its last result.
    fn formula(&mut self, records: &Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.awaits = None;
        let old = self.book.biff == Biff::Two;
        let Some(result) = records.array::<8>(if old { 7 } else { 6 }) else { return Ok(()) };
        match result {
            [0, .., 0xFF, 0xFF] => self.awaits = records.u16(0).zip(records.u16(2)),
            [1, _, value, .., 0xFF, 0xFF] => {
                if let Some(column) = self.go_to(records, sink)? {
                    self.add_truth(column, value);
                }
            }
            [.., 0xFF, 0xFF] => {}
            _ if old => self.number2(records, Some(f64::from_le_bytes(result)), sink)?,
            _ => self.number(records, Some(f64::from_le_bytes(result)), sink)?,
        }
        Ok(())
    }

    /// The text that the formula before gives.
    fn formula_text(&mut self, long: bool, records: &mut Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some((row, column)) = self.awaits.take() else { return Ok(()) };
        self.go_to_row(row, sink)?;
        if self.rows.is_spent() {
            return Ok(());
        }
        self.add_text(column, records, long)
    }
}

/// A number packed into four bytes: a whole one or the upper half of a float, perhaps a hundredth of it.
pub(in crate::extract) fn rk(packed: u32) -> f64 {
    let value =
        if packed & 2 != 0 { f64::from((packed as i32) >> 2) } else { f64::from_bits(u64::from(packed & !3) << 32) };
    if packed & 1 != 0 { value / 100.0 } else { value }
}
