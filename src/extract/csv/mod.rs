//! Delimited text: one table, streamed record by record in bounded memory. Every record counts as a row, the header and
//! blank lines included, as a spreadsheet shows them.

mod dialect;
mod record;

pub(crate) use dialect::{Hint, guess};

use super::encoding::Decoder;
use super::text::cut;
use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Cell, Flow, Locator, Segment, Sink, TablePlace};
use crate::incident::{Incident, IncidentKind, Stage};
use dialect::Dialect;
use record::{Field, Next, RECORD, Splitter};
use std::borrow::Cow;

#[cfg(test)]
mod tests;

/// Text from which the dialect is guessed.
const HEAD: usize = 64 << 10;

/// Its line in the table of formats.
pub(super) const FORMAT: Format =
    Format { name: "csv", extensions: &["csv", "tsv", "tab", "psv"], isolated: false, extract };

/// Pushes the file as one table.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let limits = &options.limits;
    let mut decoder = Decoder::new(source);
    let mut window = String::new();
    let mut more = decoder.read(&mut window);
    let Dialect { delimiter, columns, skip } = dialect::of_table(head(&window));
    window.drain(..skip);
    let mut reader = Reader::new(Splitter::new(delimiter, columns), limits.cells);
    heed(sink.begin_table(TablePlace::Delimited))?;
    let result = loop {
        let end = !matches!(more, Ok(true));
        match reader.rows(&window, end, sink) {
            Ok(consumed) => drop(window.drain(..consumed)),
            Err(error) => break Err(error),
        }
        if end {
            break more.map(|_| ()).map_err(ExtractError::from);
        }
        more = decoder.read(&mut window);
    };
    if matches!(result, Err(ExtractError::Stopped)) {
        return result;
    }
    if !reader.overlong {
        heed(sink.end_table())?;
    }
    for incident in reader.incidents().chain(decoder.incident()) {
        sink.incident(incident);
    }
    result
}

fn head(window: &str) -> &str {
    window.get(..window.floor_char_boundary(HEAD)).unwrap_or_default()
}

/// Pushes the records of one window after the other.
struct Reader {
    splitter: Splitter,
    /// Number of the last record.
    row: u32,
    /// Cells that may still come.
    cells_left: u64,
    cells: u64,
    /// Inside a record that is longer than [`RECORD`]; no table is open.
    overlong: bool,
    /// Characters of that record already pushed as text.
    offset: u64,
    overlong_records: u64,
}

impl Reader {
    fn new(splitter: Splitter, cells: u64) -> Self {
        Self { splitter, row: 0, cells_left: cells, cells, overlong: false, offset: 0, overlong_records: 0 }
    }

    /// Pushes every complete record of `text`; gives how much of it is done with.
    fn rows(&mut self, text: &str, end: bool, sink: &mut dyn Sink) -> Result<usize, ExtractError> {
        let mut at = if self.overlong { self.rest_of_record(text, 0, end, sink)? } else { 0 };
        let mut cells: Vec<Cell<'_>> = Vec::new();
        while at < text.len() && !self.overlong {
            match self.splitter.next(text.as_bytes(), at, end) {
                Next::Record(next) if next - at <= RECORD => {
                    self.row(text, &mut cells, sink)?;
                    at = next;
                }
                Next::More if text.len() - at <= RECORD => break,
                Next::Record(_) | Next::More => {
                    self.next_row()?;
                    heed(sink.end_table())?;
                    (self.overlong, self.offset) = (true, 0);
                    self.overlong_records += 1;
                    at = self.rest_of_record(text, at, end, sink)?;
                }
            }
        }
        Ok(at)
    }

    /// Pushes the record that was just split.
    fn row<'t>(&mut self, text: &'t str, cells: &mut Vec<Cell<'t>>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.next_row()?;
        cells.clear();
        let mut doubled = false;
        for (column, field) in (0u32..).zip(&self.splitter.fields) {
            if field.start < field.end {
                doubled |= field.doubled;
                cells.push(Cell::text(column, text.get(field.start..field.end).unwrap_or_default()));
            }
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.count(cells.len())?;
        heed(if doubled { self.unquoted(text, sink) } else { sink.row(self.row, cells) })
    }

    /// Pushes a record some fields of which hold doubled quotes.
    fn unquoted(&self, text: &str, sink: &mut dyn Sink) -> Flow {
        let texts: Vec<_> = self.splitter.fields.iter().map(|field| unquote(text, field)).collect();
        let cells = (0u32..).zip(&texts).filter(|(_, text)| !text.is_empty());
        let cells: Vec<_> = cells.map(|(column, text)| Cell::text(column, text)).collect();
        sink.row(self.row, &cells)
    }

    fn next_row(&mut self) -> Result<(), ExtractError> {
        let Some(row) = self.row.checked_add(1) else {
            return Err(limit("more records than can be numbered".into()));
        };
        self.row = row;
        Ok(())
    }

    fn count(&mut self, cells: usize) -> Result<(), ExtractError> {
        match self.cells_left.checked_sub(cells as u64) {
            Some(left) => {
                self.cells_left = left;
                Ok(())
            }
            None => Err(limit(format!("more than {} cells", self.cells))),
        }
    }

    /// Pushes what is left of an overlong line as running text; the table goes on behind it.
    fn rest_of_record(&mut self, text: &str, at: usize, end: bool, sink: &mut dyn Sink) -> Result<usize, ExtractError> {
        let rest = text.get(at..).unwrap_or_default();
        let line_end = memchr::memchr2(b'\n', b'\r', rest.as_bytes());
        let mut line = rest.get(..line_end.unwrap_or(rest.len())).unwrap_or_default();
        while !line.is_empty() {
            let (piece, after) = line.split_at(if line.len() > 64 << 10 { cut(line) } else { line.len() });
            let locator = Locator::Field { row: self.row, column: "A".into() };
            heed(sink.segment(Segment { offset: self.offset, ..Segment::new(piece, locator) }))?;
            self.offset += piece.chars().count() as u64;
            line = after;
        }
        let Some(line_end) = line_end else { return Ok(text.len()) };
        if !end && at + line_end + 1 == text.len() {
            // An LF may follow a CR at the end of the window.
            return Ok(at + line_end);
        }
        self.overlong = false;
        heed(sink.begin_table(TablePlace::Delimited))?;
        let crlf = rest.get(line_end..).is_some_and(|rest| rest.starts_with("\r\n"));
        Ok(at + line_end + 1 + usize::from(crlf))
    }

    /// What was read in another way than the file may have meant. No text is lost by it.
    fn incidents(&self) -> impl Iterator<Item = Incident> {
        let note = |detail: String| Incident::new(Stage::Extract, IncidentKind::Decode, detail);
        let quotes = self.splitter.stray_quotes;
        let stray = (quotes > 0)
            .then(|| note(format!("{quotes} opening quote(s) are never closed and were read as ordinary characters")));
        let long = (self.overlong_records > 0)
            .then(|| note(format!("{} record(s) over 1 MiB were read as running text", self.overlong_records)));
        stray.into_iter().chain(long)
    }
}

fn limit(detail: String) -> ExtractError {
    ExtractError::Limit { kind: IncidentKind::LimitEntries, detail }
}

fn unquote<'t>(text: &'t str, field: &Field) -> Cow<'t, str> {
    let raw = text.get(field.start..field.end).unwrap_or_default();
    if field.doubled { raw.replace("\"\"", "\"").into() } else { raw.into() }
}
