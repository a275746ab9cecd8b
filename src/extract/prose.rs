//! Running text with tables in it, on its way to the sink. A table's rows reach the sink together; what stands beside them
//! (a footnote in a cell, the target of a link) waits for the table's end.

use super::{ExtractError, heed, link};
use crate::config::Limits;
use crate::document::{Cell, Locator, Role, Segment, Sink, TablePlace};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A paragraph longer than this is pushed in pieces.
const LONGEST: usize = 1 << 20;
/// Text of one row that is held before the row is handed over as it is.
const LONGEST_ROW: usize = 8 << 20;
/// Cells of one row; Word has 64 columns.
const MOST_CELLS: usize = 1 << 14;
/// Bytes that every piece that is held costs beside its text.
const COST: usize = 64;

/// Hands text and tables on.
pub(crate) struct Prose<'a> {
    sink: &'a mut dyn Sink,
    /// The story whose table is open.
    table: Option<u64>,
    waiting: Vec<(Role, Locator, String, u64)>,
    bytes: u64,
    most: u64,
    stories: u64,
    /// Paragraphs and tables so far, by part.
    numbers: FxHashMap<Arc<str>, (u32, u32)>,
}

impl<'a> Prose<'a> {
    pub(crate) fn new(sink: &'a mut dyn Sink, limits: &Limits) -> Self {
        Self {
            sink,
            table: None,
            waiting: Vec::new(),
            bytes: 0,
            most: limits.memory_bytes / 4,
            stories: 0,
            numbers: FxHashMap::default(),
        }
    }

    /// For incidents.
    pub(crate) fn sink(&mut self) -> &mut dyn Sink {
        self.sink
    }

    /// A text of its own begins in a part; it ends with [`Story::finish`].
    pub(crate) fn story(&mut self, part: &str, role: Role) -> Story {
        self.stories += 1;
        let part: Arc<str> = part.into();
        let (paragraph, tables) = self.numbers.get(&part).copied().unwrap_or_default();
        Story { id: self.stories, part, role, paragraph, tables, ..Story::default() }
    }

    /// Pushes a segment, or keeps it until the open table ends.
    pub(crate) fn segment(
        &mut self,
        role: Role,
        locator: Locator,
        text: &str,
        offset: u64,
    ) -> Result<(), ExtractError> {
        let text = text.trim_end();
        if text.is_empty() {
            return Ok(());
        }
        if self.table.is_some() {
            let cost = (text.len() + COST) as u64;
            if self.bytes + cost <= self.most {
                self.bytes += cost;
                self.waiting.push((role, locator, text.to_owned(), offset));
                return Ok(());
            }
            // Too much waits: the table ends here, and goes on as another.
            self.close_table()?;
        }
        heed(self.sink.segment(Segment { text, locator, role, offset }))
    }

    fn close_table(&mut self) -> Result<(), ExtractError> {
        if self.table.take().is_some() {
            heed(self.sink.end_table())?;
        }
        self.bytes = 0;
        for (role, locator, text, offset) in std::mem::take(&mut self.waiting) {
            heed(self.sink.segment(Segment { text: &text, locator, role, offset }))?;
        }
        Ok(())
    }
}

/// A text of its own: the document, a footnote, a header.
#[derive(Debug, Default)]
pub(crate) struct Story {
    id: u64,
    part: Arc<str>,
    role: Role,
    paragraph: u32,
    tables: u32,
    /// The paragraph that is being read, and how much of it was pushed.
    text: String,
    offset: u64,
    extras: Vec<(Role, String)>,
    /// The row that is being read: the cell, and those before it.
    cell: String,
    cells: Vec<(u32, String)>,
    column: u32,
    row: u32,
    held: usize,
}

impl Story {
    /// Text goes here; [`Self::keep_bounds`] after it.
    pub(crate) fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    /// Whether the paragraph has no text yet.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.offset == 0
    }

    /// Whether cells of a row were read and the row has not ended.
    pub(crate) fn is_in_row(&self) -> bool {
        self.column > 0 || !self.cell.is_empty()
    }

    fn place(&self) -> Locator {
        Locator::Paragraph { part: self.part.clone(), paragraph: self.paragraph + 1 }
    }

    /// Pushes a long paragraph's front.
    pub(crate) fn keep_bounds(&mut self, prose: &mut Prose<'_>) -> Result<(), ExtractError> {
        if self.text.len() > LONGEST {
            prose.segment(self.role, self.place(), &self.text, self.offset)?;
            self.offset += self.text.chars().count() as u64;
            self.text.clear();
        }
        Ok(())
    }

    /// Notes what the paragraph says beside its text: a link's target, a field code.
    pub(crate) fn extra(&mut self, role: Role, text: String, prose: &mut Prose<'_>) -> Result<(), ExtractError> {
        self.held += text.len() + COST;
        self.extras.push((role, text));
        if self.held > LONGEST { self.push_extras("", prose) } else { Ok(()) }
    }

    fn push_extras(&mut self, shown: &str, prose: &mut Prose<'_>) -> Result<(), ExtractError> {
        for (role, text) in std::mem::take(&mut self.extras) {
            if !link::is_shown(shown, &text) {
                prose.segment(role, self.place(), &text, 0)?;
            }
        }
        Ok(())
    }

    /// The paragraph ends; in a table it is one of its cell.
    pub(crate) fn end_paragraph(
        &mut self,
        in_table: bool,
        heading: bool,
        prose: &mut Prose<'_>,
    ) -> Result<(), ExtractError> {
        if !in_table {
            self.leave_table(prose)?;
        }
        let mut text = std::mem::take(&mut self.text);
        let role = if heading && self.role == Role::Body { Role::Heading } else { self.role };
        if in_table && self.offset == 0 {
            self.add_to_cell(&text);
        } else {
            prose.segment(role, self.place(), &text, self.offset)?;
        }
        if !self.extras.is_empty() {
            self.push_extras(&text, prose)?;
        }
        self.paragraph = self.paragraph.saturating_add(1);
        self.offset = 0;
        text.clear();
        self.text = text;
        if self.held > LONGEST_ROW { self.end_row(prose) } else { Ok(()) }
    }

    fn add_to_cell(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            if !self.cell.is_empty() {
                self.cell.push('\n');
            }
            self.cell.push_str(text);
            self.held += text.len();
        }
    }

    /// The cell ends, and with it its last paragraph.
    pub(crate) fn end_cell(&mut self, prose: &mut Prose<'_>) -> Result<(), ExtractError> {
        self.end_paragraph(true, false, prose)?;
        let cell = std::mem::take(&mut self.cell);
        if !cell.is_empty() {
            self.held += COST;
            self.cells.push((self.column, cell));
        }
        self.column += 1;
        if self.column as usize > MOST_CELLS { self.end_row(prose) } else { Ok(()) }
    }

    /// The row ends.
    pub(crate) fn end_row(&mut self, prose: &mut Prose<'_>) -> Result<(), ExtractError> {
        self.held = 0;
        if !self.is_blank() || !self.cell.is_empty() {
            // A last cell without its mark.
            self.end_cell(prose)?;
        }
        self.column = 0;
        self.held = 0;
        let cells = std::mem::take(&mut self.cells);
        if prose.table.is_some_and(|id| id != self.id) {
            // A table in what stands in a table of the text around it.
            let texts: Vec<&str> = cells.iter().map(|(_, text)| text.as_str()).collect();
            return prose.segment(self.role, self.place(), &texts.join("\t"), 0);
        }
        if prose.table.is_none() && !cells.is_empty() {
            self.tables = self.tables.saturating_add(1);
            self.row = 0;
            let place = TablePlace::Document { part: self.part.clone(), table: self.tables };
            heed(prose.sink.begin_table(place))?;
            prose.table = Some(self.id);
        }
        self.row = self.row.saturating_add(1);
        if cells.is_empty() {
            return Ok(());
        }
        let cells: Vec<_> = cells.iter().map(|(column, text)| Cell::text(*column, text)).collect();
        heed(prose.sink.row(self.row, &cells))
    }

    /// Ends the table, if this story has one open.
    fn leave_table(&mut self, prose: &mut Prose<'_>) -> Result<(), ExtractError> {
        if self.is_in_row() {
            // The paragraph that is being read stands behind the table.
            let (text, offset) = (std::mem::take(&mut self.text), std::mem::take(&mut self.offset));
            self.end_row(prose)?;
            (self.text, self.offset) = (text, offset);
        }
        if prose.table == Some(self.id) { prose.close_table() } else { Ok(()) }
    }

    /// Pushes what is left.
    pub(crate) fn finish(mut self, prose: &mut Prose<'_>) -> Result<(), ExtractError> {
        if !self.is_blank() || !self.extras.is_empty() {
            let in_row = self.is_in_row();
            self.end_paragraph(in_row, false, prose)?;
        }
        self.leave_table(prose)?;
        prose.numbers.insert(self.part, (self.paragraph, self.tables));
        Ok(())
    }
}
