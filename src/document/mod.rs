//! What an extractor says of a file and what detection hears: segments of text, rows of tables, and where they stand.
//!
//! An extractor *pushes* into a [`Sink`]; nothing here keeps a document in memory.

mod locator;

pub use locator::{Locator, TablePlace, column_letters};

use crate::incident::{Incident, IncidentKind, Stage};
use serde::{Deserialize, Serialize};
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// Bytes of a file, wherever they are.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Said by a sink that wants no more of this document (time limit, Ctrl-C). An extractor returns at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// [`ControlFlow`] of a push: `Break` asks the extractor to return.
pub type Flow = ControlFlow<Stopped>;

/// What a piece of text is within its document; evidence for detection and policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// A heading or title that stands in the text.
    Heading,
    /// Page header or footer, watermark.
    HeaderFooter,
    /// A comment or note by a reviewer.
    Comment,
    /// A document property (title, subject, keywords, sensitivity label). Where it names an author: [`Role::Author`].
    Property,
    /// Author or last-modified-by, from properties or tracked changes: alone it makes no violation.
    Author,
    /// Parts of the path of the file.
    Path,
    /// Text that a program wrote for itself (custom XML, field codes, defined names): needs a higher bar.
    Machine,
}

/// A piece of text that belongs together: a paragraph, a comment, a header, a property, or a run of whole lines.
#[derive(Clone, Debug)]
pub struct Segment<'a> {
    /// The text, without a trailing line break. Under [`Locator::Line`] it may hold several lines, split by `\n`; the n-th
    /// of them stands on line `line + n`. So it may under [`Locator::Page`], where all of them stand on that page.
    pub text: &'a str,
    /// Where it stands.
    pub locator: Locator,
    /// What it is.
    pub role: Role,
    /// Where `text` is a later piece of a very long line or paragraph: how many Unicode scalar values precede it there.
    pub offset: u64,
}

impl<'a> Segment<'a> {
    /// A body segment that stands at the start of its place.
    pub fn new(text: &'a str, locator: Locator) -> Self {
        Self { text, locator, role: Role::Body, offset: 0 }
    }

    /// The same segment in another role.
    pub fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }
}

/// What kind of value a table cell held in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellKind {
    /// Text, as typed.
    Text,
    /// A number stored as a number; the cell's text is its plain decimal digits (`447700900123`, never `4.477E+11`).
    Number,
    /// A date, or date and time, stored as such; the cell's text is ISO 8601 (`1984-06-11`, `1984-06-11T09:30:00`).
    Date,
    /// `TRUE` or `FALSE`.
    Bool,
}

/// A non-empty cell of a table row.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Column, 0-based.
    pub column: u32,
    /// What it held.
    pub kind: CellKind,
    /// Its text.
    pub text: &'a str,
    /// The index of `text` in the document's shared string table, where it came from there: within one document the same
    /// index always means the same text, so a sink may remember what it made of it.
    pub shared: Option<u32>,
}

impl<'a> Cell<'a> {
    /// A text cell.
    pub fn text(column: u32, text: &'a str) -> Self {
        Self { column, kind: CellKind::Text, text, shared: None }
    }
}

/// A file inside a file: a member of an archive, an attachment of a mail. It is a row of its own in the report.
pub struct Member<'a> {
    /// Its name as stored, `/` between folders where it has any; `..`, drive letters and a leading `/` are only characters.
    pub name: &'a str,
    /// Its size in bytes, as far as it is known before reading.
    pub bytes: u64,
    /// Last modification, where the container tells it.
    pub modified: Option<jiff::Timestamp>,
    /// Its bytes, or why they cannot be had (encrypted, a limit, a link).
    pub content: Result<&'a mut dyn Source, Incident>,
}

/// Receives a document, in document order. Tables do not nest: `begin_table`, its rows, `end_table`; segments may come
/// between tables but not between the rows of one.
pub trait Sink {
    /// A segment of text.
    fn segment(&mut self, segment: Segment<'_>) -> Flow;

    /// A table begins.
    fn begin_table(&mut self, place: TablePlace) -> Flow;

    /// The next row of the open table. `row` is 1-based and grows (gaps are empty rows); `cells` are the non-empty cells by
    /// ascending column.
    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow;

    /// The open table is complete.
    fn end_table(&mut self) -> Flow;

    /// A file that is packed in this one; never between the rows of a table. A sink that does not read it says so.
    fn member(&mut self, member: Member<'_>) -> Flow {
        let incident = member.content.err().unwrap_or_else(|| {
            Incident::new(Stage::Extract, IncidentKind::Unsupported, "a file that is packed in it was not read")
        });
        self.incident(incident);
        Flow::Continue(())
    }

    /// Something went wrong, or was left out; what was pushed before and after still counts.
    fn incident(&mut self, incident: Incident);
}
