//! SpreadsheetML 2003: a workbook as one XML file.

use super::properties::Properties;
use crate::config::Limits;
use crate::document::{Cell, CellKind, Locator, Role, Segment, Sink, TablePlace, column_letters};
use crate::extract::text::cut;
use crate::extract::xml::{Event, Scanner, Tag};
use crate::extract::{ExtractError, digits, heed};
use crate::incident::IncidentKind;
use std::sync::Arc;

/// Rows and columns that a sheet can have.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// Bytes of one cell, and of what waits for the end of a table.
const LONGEST: usize = 64 << 10;
const WAITING: usize = 1 << 20;

/// Reads the workbook.
pub(super) fn read(scanner: &mut Scanner<'_>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut reader = Reader { limit: limits.cells, ..Reader::new(sink) };
    let result = reader.walk(scanner);
    if !matches!(result, Err(ExtractError::Stopped)) {
        reader.end_row()?;
        reader.end_table()?;
    }
    result
}

struct Reader<'s> {
    sink: &'s mut dyn Sink,
    properties: Properties,
    sheet: Arc<str>,
    sheets: u32,
    /// `begin_table` was called for the sheet.
    begun: bool,
    row: u32,
    /// The last that was handed on.
    last: u32,
    column: u32,
    span: u32,
    cells: Vec<(u32, CellKind, String)>,
    kind: CellKind,
    text: String,
    /// Elements open from the one whose text is taken.
    taking: u32,
    in_comment: bool,
    waiting: Vec<(Role, Locator, String)>,
    waiting_bytes: usize,
    count: u64,
    limit: u64,
}

impl<'s> Reader<'s> {
    fn new(sink: &'s mut dyn Sink) -> Self {
        Self {
            sink,
            properties: Properties::default(),
            sheet: "Sheet1".into(),
            sheets: 0,
            begun: false,
            row: 0,
            last: 0,
            column: 0,
            span: 1,
            cells: Vec::new(),
            kind: CellKind::Text,
            text: String::new(),
            taking: 0,
            in_comment: false,
            waiting: Vec::new(),
            waiting_bytes: 0,
            count: 0,
            limit: 0,
        }
    }

    fn walk(&mut self, scanner: &mut Scanner<'_>) -> Result<(), ExtractError> {
        loop {
            let event = scanner.next()?;
            if !self.begun && self.properties.take(&event, self.sink)? {
                continue;
            }
            match event {
                Event::Start(_) if self.taking > 0 => self.taking += 1,
                Event::Start(tag) => self.start(&tag)?,
                Event::Text(text) if self.taking > 0 => {
                    text.push_to(&mut self.text);
                    self.shorten()?;
                }
                Event::End(_) if self.taking > 1 => self.taking -= 1,
                Event::End(name) => self.end(name)?,
                Event::Eof => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ExtractError> {
        match tag.name() {
            b"Worksheet" => {
                self.end_table()?;
                self.sheets = self.sheets.saturating_add(1);
                let name = tag.attr(b"Name").filter(|name| !name.is_empty());
                self.sheet = name.map_or_else(|| format!("Sheet{}", self.sheets).into(), |name| (*name).into());
                (self.row, self.last, self.column) = (0, 0, 0);
            }
            b"Row" => {
                self.end_row()?;
                let next = self.row.saturating_add(1);
                let row = index(tag).filter(|row| *row >= next && *row <= ROWS).unwrap_or(next);
                (self.row, self.column, self.span) = (row, 0, 0);
            }
            b"Cell" => self.start_cell(tag)?,
            b"Data" => {
                self.kind = match tag.attr(b"Type").as_deref() {
                    Some("Number") => CellKind::Number,
                    Some("DateTime") => CellKind::Date,
                    Some("Boolean") => CellKind::Bool,
                    _ => CellKind::Text,
                };
                (self.taking, self.text) = (1, String::new());
            }
            b"Comment" => {
                self.in_comment = true;
                if let Some(author) = tag.attr(b"Author") {
                    self.wait(Role::Author, Locator::Part { part: "comment authors".into() }, &author)?;
                }
            }
            b"Header" | b"Footer" => {
                let part = if tag.name() == b"Header" { "header" } else { "footer" };
                if let Some(text) = tag.attr(b"Data") {
                    self.wait(Role::HeaderFooter, Locator::Part { part: part.into() }, &text)?;
                }
            }
            b"NamedRange" => {
                for name in [b"Name".as_slice(), b"RefersTo"] {
                    if let Some(text) = tag.attr(name) {
                        self.wait(Role::Machine, Locator::Part { part: "defined names".into() }, &text)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &Tag<'_>) -> Result<(), ExtractError> {
        self.column = self.column.saturating_add(self.span);
        let at = index(tag).and_then(|index| index.checked_sub(1));
        self.column = at.filter(|at| *at >= self.column).unwrap_or(self.column);
        let merged = tag.attr(b"MergeAcross").and_then(|count| count.trim().parse::<u32>().ok()).unwrap_or(0);
        self.span = merged.min(COLUMNS) + 1;
        if self.column >= COLUMNS {
            let detail = format!("a row has more than {COLUMNS} columns");
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        self.count += 1;
        if self.count > self.limit {
            let detail = format!("more than {} cells", self.limit);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        if let Some(target) = tag.attr(b"HRef") {
            let scheme = target.split(':').next().unwrap_or_default().to_ascii_lowercase();
            let role = if matches!(&*scheme, "mailto" | "tel") { Role::Body } else { Role::Machine };
            self.wait(role, self.cell(), &target)?;
        }
        if let Some(tip) = tag.attr(b"HRefScreenTip") {
            self.wait(Role::Body, self.cell(), &tip)?;
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ExtractError> {
        match name {
            b"Data" => {
                self.taking = 0;
                let text = std::mem::take(&mut self.text);
                if self.in_comment {
                    let part = format!("comment {}!{}{}", self.sheet, column_letters(self.column), self.row);
                    self.wait(Role::Comment, Locator::Part { part: part.into() }, &text)?;
                } else if !text.trim().is_empty() {
                    self.push_cell(&text);
                }
            }
            b"Comment" => self.in_comment = false,
            b"Row" => self.end_row()?,
            b"Table" | b"Worksheet" => {
                self.end_row()?;
                self.end_table()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn push_cell(&mut self, text: &str) {
        // Two in one cell are none: the first counts.
        if self.cells.last().is_some_and(|(column, ..)| *column >= self.column) {
            return;
        }
        let trimmed = text.trim();
        let (kind, text) = match self.kind {
            CellKind::Number => match digits::plain(trimmed) {
                Some(number) => (CellKind::Number, number.into_owned()),
                None => (CellKind::Text, trimmed.to_owned()),
            },
            CellKind::Date => {
                let date = trimmed.split_once('.').map_or(trimmed, |(date, _)| date);
                (CellKind::Date, date.strip_suffix("T00:00:00").unwrap_or(date).to_owned())
            }
            CellKind::Bool => (CellKind::Bool, if trimmed == "1" { "TRUE" } else { "FALSE" }.to_owned()),
            CellKind::Text => (CellKind::Text, text.to_owned()),
        };
        self.cells.push((self.column, kind, text));
    }

    /// Pushes the front of a text that no cell of a sheet can have.
    fn shorten(&mut self) -> Result<(), ExtractError> {
        while self.text.len() > LONGEST {
            let text = std::mem::take(&mut self.text);
            let (front, rest) = text.split_at(cut(&text));
            self.wait(Role::Body, self.cell(), front)?;
            self.text.push_str(rest);
        }
        Ok(())
    }

    fn cell(&self) -> Locator {
        TablePlace::Sheet { sheet: self.sheet.clone() }.cell(self.row.max(1), self.column)
    }

    /// Holds a text back while a table is open.
    fn wait(&mut self, role: Role, locator: Locator, text: &str) -> Result<(), ExtractError> {
        if !text.trim().is_empty() {
            self.waiting_bytes += text.len() + 64;
            self.waiting.push((role, locator, text.to_owned()));
        }
        if self.waiting_bytes > WAITING { self.end_table() } else { Ok(()) }
    }

    fn end_row(&mut self) -> Result<(), ExtractError> {
        if self.cells.is_empty() {
            return Ok(());
        }
        if !std::mem::replace(&mut self.begun, true) {
            heed(self.sink.begin_table(TablePlace::Sheet { sheet: self.sheet.clone() }))?;
        }
        let cells: Vec<Cell<'_>> = self
            .cells
            .iter()
            .map(|(column, kind, text)| Cell { column: *column, kind: *kind, text, shared: None })
            .collect();
        // Cells may stand outside of any row, where the file is damaged.
        self.row = self.row.max(self.last.saturating_add(1));
        self.last = self.row;
        heed(self.sink.row(self.row, &cells))?;
        self.cells.clear();
        Ok(())
    }

    /// Ends the table in the sink, if it was begun, and pushes what waited. More rows begin it anew.
    fn end_table(&mut self) -> Result<(), ExtractError> {
        if std::mem::take(&mut self.begun) {
            heed(self.sink.end_table())?;
        }
        self.waiting_bytes = 0;
        for (role, locator, text) in std::mem::take(&mut self.waiting) {
            heed(self.sink.segment(Segment { role, ..Segment::new(text.trim_end(), locator) }))?;
        }
        Ok(())
    }
}

/// The 1-based index of a row or cell.
fn index(tag: &Tag<'_>) -> Option<u32> {
    tag.attr(b"Index")?.trim().parse().ok()
}
