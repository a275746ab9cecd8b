//! One sheet: its rows as they stream by, its headers and footers, its links.

use super::headers::{is_header_footer, strip_codes};
use super::hidden;
use super::number;
use super::plain;
use super::reference::{self, unescape, unsigned};
use super::rows::{Budget, Rows};
use super::strings::Strings;
use super::styles::{Shown, Styles};
use crate::document::{CellKind, Locator, Role, Sink, TablePlace};
use crate::extract::ExtractError;
use crate::extract::package::Package;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner, Tag, Text};
use crate::incident::{Incident, IncidentKind, Stage};
use smallvec::SmallVec;
use std::sync::Arc;

/// Links whose cell is remembered; the targets of all are read.
const MAX_LINKS: usize = 65_536;
/// Bytes of a page header, or of a list to choose from, that are kept: Excel allows 255 characters.
const MAX_EXTRA: usize = 64 << 10;
/// Characters of a link's reference that are kept.
const MAX_REFERENCE: usize = 64;

/// What a sheet's cells refer to.
#[derive(Clone, Copy)]
pub(super) struct SheetContext<'w> {
    pub(super) name: &'w Arc<str>,
    pub(super) strings: &'w Strings<'w>,
    pub(super) styles: &'w Styles,
    pub(super) date1904: bool,
}

/// A hyperlink: the cells it stands in, and which relationship says where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) cells: String,
    pub(super) relation: String,
}

/// Reads one sheet and says what it links to.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    context: SheetContext<'_>,
    budget: &mut Budget,
    sink: &mut dyn Sink,
) -> Result<Vec<Link>, ExtractError> {
    if budget.is_spent() {
        return Ok(Vec::new());
    }
    let rows = Rows::new(TablePlace::Sheet { sheet: context.name.clone() }, context.strings, budget);
    let mut reader = Reader::new(context, rows);
    let found = package.scan(part, sink, |scanner, sink| {
        let result = reader.read(scanner, sink);
        // What was read of the row in which the part broke off counts too.
        let rest = if matches!(result, Err(ExtractError::Stopped)) { Ok(()) } else { reader.end(sink) };
        result.and(rest)
    })?;
    if !found {
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, "the part of a sheet is missing"));
    }
    reader.rows.say_unknown(&format!("{part}: "), sink);
    Ok(reader.links)
}

struct Reader<'w> {
    context: SheetContext<'w>,
    rows: Rows<'w>,
    /// Whether the row that is being read says its number itself.
    numbered: bool,
    /// Column for a cell that does not say its own.
    next_column: u32,
    cell: CellHead,
    gathers: Gathers,
    extra: Piece,
    links: Vec<Link>,
}

/// What a `<c>` says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CellHead {
    pub(super) column: u32,
    pub(super) holds: Holds,
    pub(super) style: u32,
    pub(super) inline: bool,
}

impl CellHead {
    /// What the cell's value is.
    #[inline]
    pub(super) fn holds(&self) -> Holds {
        if self.inline { Holds::Text } else { self.holds }
    }
}

/// The `t` of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Holds {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Date,
}

/// What the text that comes next belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Gathers {
    Nothing,
    Value,
    HeaderFooter,
    /// The list behind a cell to choose from.
    Choices,
}

impl<'w> Reader<'w> {
    fn new(context: SheetContext<'w>, rows: Rows<'w>) -> Self {
        Self {
            context,
            rows,
            numbered: false,
            next_column: 0,
            cell: CellHead::default(),
            gathers: Gathers::Nothing,
            extra: Piece::default(),
            links: Vec::new(),
        }
    }

    fn read(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        loop {
            if self.gathers == Gathers::Nothing {
                self.read_plain_cells(scanner);
            }
            match scanner.next()? {
                Event::Text(text) => match self.gathers {
                    Gathers::Nothing => {}
                    Gathers::Value => self.gather(text, sink)?,
                    _ if self.extra.text_mut().len() > MAX_EXTRA => {}
                    Gathers::HeaderFooter | Gathers::Choices => text.push_to(self.extra.text_mut()),
                },
                Event::Start(tag) if tag.name() == b"rPh" => scanner.skip_element()?,
                Event::Start(tag) => self.start(&tag, sink)?,
                Event::End(name) => self.finish(name, sink)?,
                Event::Eof => return Ok(()),
            }
        }
    }

    /// Takes the plain cells that come next by the short cut.
    #[inline]
    fn read_plain_cells(&mut self, scanner: &mut Scanner<'_>) {
        while let Some(cell) = plain::cell(scanner.ahead(plain::LEVELS)) {
            if !self.rows.has_room(cell.value.len()) {
                return;
            }
            self.begin_cell(cell.head, cell.row);
            match cell.head.holds() {
                _ if cell.value.is_empty() => {}
                Holds::Text => {
                    scanner.text_ahead(cell.value).push_to(&mut self.rows.text);
                    self.finish_cell();
                }
                holds => self.add_value(holds, cell.value),
            }
            let length = cell.length;
            scanner.pass(length);
        }
    }

    #[inline]
    fn start(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match tag.name() {
            b"c" => self.start_cell(tag),
            b"v" => self.gathers = Gathers::Value,
            b"row" => return self.start_row(tag, sink),
            b"is" => {
                self.rows.drop_unfinished();
                self.cell.inline = true;
            }
            b"t" if self.cell.inline => self.gathers = Gathers::Value,
            b"hyperlink" => self.note_link(tag, sink)?,
            b"dataValidation" => {
                self.rows.close(sink)?;
                hidden::validation(tag, self.context.name, sink)?;
            }
            b"formula1" => self.gathers = Gathers::Choices,
            name if is_header_footer(name) => self.gathers = Gathers::HeaderFooter,
            _ => {}
        }
        Ok(())
    }

    #[inline]
    fn finish(&mut self, name: &[u8], sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match name {
            b"v" | b"t" => self.gathers = Gathers::Nothing,
            b"c" => {
                self.finish_cell();
                if self.rows.is_crowded() {
                    return self.rows.finish_row(sink);
                }
            }
            b"row" => return self.rows.finish_row(sink),
            b"formula1" if self.gathers == Gathers::Choices => {
                self.gathers = Gathers::Nothing;
                let formula = std::mem::take(self.extra.text_mut());
                self.rows.close(sink)?;
                hidden::choices(&formula, self.context.name, sink)?;
            }
            name if self.gathers == Gathers::HeaderFooter && is_header_footer(name) => {
                self.gathers = Gathers::Nothing;
                self.push_header_footer(sink)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.gathers == Gathers::Value {
            self.finish_cell();
        }
        self.rows.finish_row(sink)?;
        self.rows.close(sink)
    }

    fn start_row(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.rows.finish_row(sink)?;
        let number = tag.attrs().find(|attr| attr.name == b"r").and_then(|attr| reference::row_number(attr.raw));
        self.numbered = number.is_some();
        self.rows.row = number.unwrap_or_else(|| self.rows.row.saturating_add(1));
        self.next_column = 0;
        Ok(())
    }

    #[inline]
    fn start_cell(&mut self, tag: &Tag<'_>) {
        let mut head = CellHead { column: self.next_column, ..CellHead::default() };
        let mut row = None;
        for attr in tag.attrs() {
            match attr.name {
                b"r" => {
                    if let Some((column, of_row)) = reference::parse(attr.raw) {
                        head.column = column;
                        row = row.or(of_row);
                    }
                }
                b"s" => head.style = unsigned(attr.raw).unwrap_or(0),
                b"t" => head.holds = holds(attr.raw),
                _ => {}
            }
        }
        self.begin_cell(head, row);
    }

    #[inline]
    fn begin_cell(&mut self, head: CellHead, row: Option<u32>) {
        // A row that says no number takes that of its first cell.
        if let (false, Some(row)) = (self.numbered, row) {
            self.numbered = true;
            self.rows.row = row;
        }
        self.next_column = head.column.saturating_add(1);
        self.cell = head;
        self.rows.drop_unfinished();
    }

    #[inline]
    fn gather(&mut self, text: Text<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        text.push_to(&mut self.rows.text);
        if self.rows.is_full() {
            // The row's text is more than is held: what is there goes out, the cell goes on in a row of the same number.
            self.finish_cell();
            self.rows.finish_row(sink)?;
        }
        Ok(())
    }

    #[inline]
    fn finish_cell(&mut self) {
        let holds = self.cell.holds();
        if holds == Holds::Text {
            let at = self.rows.text_start();
            unescape(&mut self.rows.text, at);
            return self.rows.add(self.cell.column, CellKind::Text);
        }
        let raw: SmallVec<[u8; 32]> = SmallVec::from_slice(self.rows.unfinished().as_bytes());
        self.rows.drop_unfinished();
        if !raw.is_empty() {
            self.add_value(holds, &raw);
        }
    }

    /// Adds a cell that does not hold its text itself; `raw` is what its `<v>` says.
    #[inline]
    fn add_value(&mut self, holds: Holds, raw: &[u8]) {
        let column = self.cell.column;
        if holds == Holds::Shared {
            match unsigned(raw) {
                Some(index) => self.rows.add_shared(column, index),
                None => self.rows.unknown_strings += 1,
            }
        } else {
            let kind = self.push_value(holds, raw);
            self.rows.add(column, kind);
        }
    }

    /// Appends what a number, truth value or date is read as.
    #[inline]
    fn push_value(&mut self, holds: Holds, raw: &[u8]) -> CellKind {
        let out = &mut self.rows.text;
        match holds {
            Holds::Bool => {
                out.push_str(if matches!(raw.trim_ascii(), b"0" | b"false" | b"FALSE") { "FALSE" } else { "TRUE" });
                CellKind::Bool
            }
            Holds::Date => {
                number::push_iso(&String::from_utf8_lossy(raw), out);
                CellKind::Date
            }
            _ => {
                let shown =
                    if self.cell.style == 0 { Shown::Number } else { self.context.styles.shown(self.cell.style) };
                number::push(raw, shown, self.context.date1904, out)
            }
        }
    }

    fn note_link(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let short = |name: &[u8]| tag.attr(name).unwrap_or_default().chars().take(MAX_REFERENCE).collect();
        let link = Link { cells: short(b"ref"), relation: short(b"id") };
        let tip = tag.attr(b"tooltip").unwrap_or_default().into_owned();
        if !tip.is_empty() {
            self.rows.close(sink)?;
            let place = place("link", Some(self.context.name), &link.cells);
            Piece::from(tip).finish(place, Role::Body, sink)?;
        }
        if !link.relation.is_empty() && self.links.len() < MAX_LINKS {
            self.links.push(link);
        }
        Ok(())
    }

    fn push_header_footer(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let plain = strip_codes(self.extra.text_mut());
        self.extra.text_mut().clear();
        self.rows.close(sink)?;
        let place = place("header and footer", Some(self.context.name), "");
        Piece::from(plain).finish(place, Role::HeaderFooter, sink)
    }
}

/// `comment Delegates!C6`: what it is, on which sheet, at which cells.
pub(in crate::extract) fn place(what: &str, sheet: Option<&Arc<str>>, cells: &str) -> Locator {
    let mut part = what.to_owned();
    if let Some(sheet) = sheet {
        part.push(' ');
        part.push_str(sheet);
    }
    if !cells.is_empty() {
        part.push(if sheet.is_some() { '!' } else { ' ' });
        part.push_str(cells);
    }
    Locator::Part { part: part.into() }
}

#[inline]
pub(super) fn holds(raw: &[u8]) -> Holds {
    match raw {
        b"s" => Holds::Shared,
        b"b" => Holds::Bool,
        b"d" => Holds::Date,
        b"str" | b"inlineStr" | b"e" => Holds::Text,
        _ => Holds::Number,
    }
}
