//! What stands beside the cells of a sheet: comments, text boxes, headers, links, validations, charts.

use super::ExtractError;
use super::book::{Biff, Book};
use super::record::Records;
use crate::document::{Locator, Role, Sink, column_letters};
use crate::extract::bytes::{usize_at, utf16_z};
use crate::extract::piece::Piece;
use crate::extract::xlsx::headers::strip_codes;
use crate::extract::xlsx::sheet::place;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Bytes of text that wait for the end of the sheet's table.
const MOST_HELD: usize = 8 << 20;
/// A comment, as object.
const NOTE: u16 = 0x19;
/// The moniker of an address ([MS-OSHARED] 2.3.7.6), as bytes.
const URL: [u8; 16] = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];

/// Waits for the end of the sheet's table.
pub(super) struct Extras {
    sheet: Arc<str>,
    held: Vec<(Locator, Role, String)>,
    bytes: usize,
    /// Comments: cell, and the object that has the text.
    notes: Vec<(String, u16)>,
    /// Texts of objects, by their ids.
    texts: FxHashMap<u16, String>,
    /// The object whose text comes next.
    object: Option<(u16, u16)>,
    /// The cell of an old comment that goes on.
    old_note: Option<(String, String)>,
}

impl Extras {
    pub(super) fn new(sheet: Arc<str>) -> Self {
        Self {
            sheet,
            held: Vec::new(),
            bytes: 0,
            notes: Vec::new(),
            texts: FxHashMap::default(),
            object: None,
            old_note: None,
        }
    }

    /// Whether so much waits that the table must end for it.
    pub(super) fn is_full(&self) -> bool {
        self.bytes > MOST_HELD
    }

    fn place(&self, what: &str, cells: &str) -> Locator {
        place(what, Some(&self.sheet), cells)
    }

    fn hold(&mut self, place: Locator, role: Role, text: String) {
        if !text.trim().is_empty() {
            self.bytes += text.len() + 64;
            self.held.push((place, role, text));
        }
    }

    /// Pushes all that waits.
    pub(super) fn push(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.end_old_note();
        for (cell, object) in std::mem::take(&mut self.notes) {
            if let Some(text) = self.texts.remove(&object) {
                self.hold(self.place("comment", &cell), Role::Comment, text);
            }
        }
        let mut texts: Vec<_> = std::mem::take(&mut self.texts).into_iter().collect();
        texts.sort_unstable();
        for (_, text) in texts {
            self.hold(self.place("comment", ""), Role::Comment, text);
        }
        self.bytes = 0;
        for (place, role, text) in std::mem::take(&mut self.held) {
            Piece::from(text).finish(place, role, sink)?;
        }
        Ok(())
    }

    /// Takes a record of a sheet.
    pub(super) fn take(&mut self, kind: u16, records: &mut Records<'_>, book: &Book) -> Result<(), ExtractError> {
        match kind {
            0x14 | 0x15 => {
                let text = strip_codes(&book.string(records, book.biff == Biff::Eight)?);
                self.hold(self.place("header and footer", ""), Role::HeaderFooter, text);
            }
            0x1C if book.biff == Biff::Eight => self.take_note(records)?,
            0x1C => self.take_old_note(records, book),
            // Its first part says what it is, and its id.
            0x5D => self.object = records.u16(4).zip(records.u16(6)).filter(|_| records.u16(0) == Some(0x15)),
            0x1B6 => self.take_text(records)?,
            0x1B8 => self.take_link(records.data()),
            0x1BE => self.take_validation(records)?,
            _ => {}
        }
        Ok(())
    }

    /// Takes a record of a chart: the names of its series, and texts that it keeps of its source.
    pub(super) fn take_chart(&mut self, kind: u16, records: &mut Records<'_>, book: &Book) -> Result<(), ExtractError> {
        match kind {
            0x100D => records.seek(2),
            0x204 => records.seek(6),
            0x14 | 0x15 | 0x1B6 | 0x5D => return self.take(kind, records, book),
            _ => return Ok(()),
        }
        let text = book.string(records, kind == 0x204)?;
        self.hold(self.place("chart", ""), Role::Body, text);
        Ok(())
    }

    fn take_note(&mut self, records: &mut Records<'_>) -> Result<(), ExtractError> {
        let (Some(row), Some(column), Some(object)) = (records.u16(0), records.u16(2), records.u16(6)) else {
            return Ok(());
        };
        let mut author = String::new();
        records.seek(8);
        records.push_unicode(true, &mut author)?;
        self.hold(self.place("comment authors", ""), Role::Author, author);
        self.bytes += 64;
        self.notes.push((cell(row, column), object));
        Ok(())
    }

    /// An old comment holds its text itself; row 65535 goes on with the one before.
    fn take_old_note(&mut self, records: &mut Records<'_>, book: &Book) {
        let (Some(row), Some(column)) = (records.u16(0), records.u16(2)) else { return };
        if row != u16::MAX {
            self.end_old_note();
            self.old_note = Some((cell(row, column), String::new()));
        }
        records.seek(6);
        let text = book.page.text(records.take(2_048));
        if let Some((_, old)) = self.old_note.as_mut().filter(|(_, old)| old.len() < MOST_HELD) {
            old.push_str(&text);
        }
    }

    fn end_old_note(&mut self) {
        if let Some((cell, text)) = self.old_note.take() {
            self.hold(self.place("comment", &cell), Role::Comment, text);
        }
    }

    /// The text of an object.
    fn take_text(&mut self, records: &mut Records<'_>) -> Result<(), ExtractError> {
        let count = records.u16(10).unwrap_or(0);
        records.seek(usize::MAX);
        let mut text = String::new();
        records.push_characters(count, false, &mut text)?;
        match self.object.take() {
            Some((NOTE, id)) => {
                self.bytes += text.len() + 64;
                self.texts.insert(id, text);
            }
            _ => self.hold(self.place("drawing", ""), Role::Body, text),
        }
        Ok(())
    }

    /// A link: its cells, then what [MS-OSHARED] 2.3.7.1 says.
    fn take_link(&mut self, data: &[u8]) {
        let number = |at| crate::extract::bytes::u16_at(data, at).unwrap_or(0);
        let cells = cell(number(0), number(4));
        let Some(target) = data.get(28..).and_then(target) else { return };
        self.hold(self.place("link", &cells), Role::Body, target);
    }

    /// What a validation says to whoever types, and the list of what may be typed.
    fn take_validation(&mut self, records: &mut Records<'_>) -> Result<(), ExtractError> {
        records.seek(4);
        for _ in 0..4 {
            let mut text = String::new();
            records.push_unicode(true, &mut text)?;
            self.hold(self.place("data validation", ""), Role::Body, text.replace('\0', ""));
        }
        records.skip(4)?;
        if records.take(1) == [0x17] {
            let mut list = String::new();
            records.push_unicode(false, &mut list)?;
            self.hold(self.place("data validation", ""), Role::Body, list.replace('\0', "\n"));
        }
        Ok(())
    }
}

/// `C6` of a row and a column counted from 0.
fn cell(row: u16, column: u16) -> String {
    format!("{}{}", column_letters(column.into()), u32::from(row) + 1)
}

/// Where a link leads: flags, then those of name shown, frame and moniker that the flags tell of.
fn target(link: &[u8]) -> Option<String> {
    let flags = usize_at(link, 0)?;
    let mut rest = link.get(4..)?;
    for flag in [0x10, 0x80] {
        if flags & flag != 0 {
            rest = rest.get(4 + usize_at(rest, 0)?.checked_mul(2)?..)?;
        }
    }
    if flags & 0x100 != 0 {
        return Some(utf16_z(rest.get(4..)?));
    }
    (flags & 1 != 0 && rest.starts_with(&URL)).then(|| utf16_z(rest.get(20..).unwrap_or_default()))
}

/// Pushes the texts that a workbook keeps of another one: last column, first column, row, values.
pub(super) fn push_cached(records: &mut Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let Some([last, first]) = records.array(0) else { return Ok(()) };
    records.seek(4);
    for _ in first..=last {
        match records.take(1) {
            [2] => {
                let mut text = String::new();
                records.push_unicode(true, &mut text)?;
                let place = Locator::Part { part: "cache of another workbook".into() };
                Piece::from(text).finish(place, Role::Body, sink)?;
            }
            [_] => records.skip(8)?,
            _ => break,
        }
    }
    Ok(())
}
