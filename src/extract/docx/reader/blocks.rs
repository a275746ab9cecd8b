//! Paragraphs and tables: how they open, and what they push when they close.

use super::super::block::{Frame, Paragraph, Row, Table, TextCell, push_row, push_table};
use super::super::parts::Kind;
use super::{Reader, Taking};
use crate::document::{Locator, Role, Segment, Sink, TablePlace};
use crate::extract::text::cut;
use crate::extract::xml::Tag;
use crate::extract::{ExtractError, heed};
use crate::incident::IncidentKind;

/// Bytes of one segment at most.
const PIECE: usize = 64 << 10;
/// Columns that one cell may cover: Word allows 63.
const MAX_SPAN: u32 = 1_000;

impl Reader<'_> {
    /// A paragraph opens. In a text box it goes by the number of the paragraph that the box is anchored to, in a table by
    /// none: so the numbers are those of the running text.
    pub(super) fn begin_paragraph(&mut self) {
        let anchor = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Paragraph(paragraph) => Some(paragraph.number),
            _ => None,
        });
        let number = anchor.unwrap_or_else(|| {
            if self.tables == 0 {
                self.numbers.paragraphs = self.numbers.paragraphs.saturating_add(1);
            }
            self.numbers.paragraphs.max(1)
        });
        self.frames.push(Frame::Paragraph(Paragraph { number, ..Paragraph::default() }));
    }

    /// An element whose text is a value of its own.
    pub(super) fn begin_value(&mut self) {
        self.numbers.paragraphs = self.numbers.paragraphs.saturating_add(1);
        let number = self.numbers.paragraphs;
        self.frames.push(Frame::Paragraph(Paragraph { number, ..Paragraph::default() }));
        self.taking = Taking::Text;
    }

    pub(super) fn end_value(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if matches!(self.frames.last(), Some(Frame::Paragraph(_))) {
            self.close(sink)?;
        }
        self.taking = if self.kind == Kind::CustomXml { Taking::Text } else { Taking::Nothing };
        Ok(())
    }

    pub(super) fn style(&mut self, tag: &Tag<'_>) {
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
            paragraph.heading |= tag.attr(b"val").is_some_and(|id| self.headings.contains(&id));
        }
    }

    pub(super) fn outline(&mut self, tag: &Tag<'_>) {
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
            paragraph.heading |= tag.attr(b"val").is_some_and(|level| &*level != "9");
        }
    }

    pub(super) fn begin_table(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.numbers.tables = self.numbers.tables.saturating_add(1);
        let number = self.numbers.tables;
        let nested = self.tables > 0;
        self.tables += 1;
        self.frames.push(Frame::Table(Table { number, row: 0, held: nested.then(Vec::new) }));
        if nested {
            return Ok(());
        }
        heed(sink.begin_table(TablePlace::Document { part: self.part.clone(), table: number }))
    }

    pub(super) fn grid_before(&mut self, tag: &Tag<'_>) {
        if let Some(Frame::Row(row)) = self.frames.last_mut() {
            row.column = number(tag).min(MAX_SPAN);
        }
    }

    pub(super) fn grid_span(&mut self, tag: &Tag<'_>) {
        if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
            cell.span = number(tag).clamp(1, MAX_SPAN);
        }
    }

    /// Closes all up to the innermost frame that `is_wanted`, if there is one.
    pub(super) fn close_to(
        &mut self,
        is_wanted: impl Fn(&Frame) -> bool,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let Some(at) = self.frames.iter().rposition(is_wanted) else { return Ok(()) };
        while self.frames.len() > at {
            self.close(sink)?;
        }
        Ok(())
    }

    /// Closes the innermost frame.
    pub(super) fn close(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match self.frames.pop() {
            Some(Frame::Paragraph(paragraph)) => self.close_paragraph(paragraph, sink),
            Some(Frame::Cell(cell)) => {
                self.close_cell(cell);
                Ok(())
            }
            Some(Frame::Row(row)) => self.close_row(row, sink),
            Some(Frame::Table(table)) => self.close_table(table, sink),
            Some(Frame::TextBox) | None => Ok(()),
        }
    }

    fn close_paragraph(&mut self, mut paragraph: Paragraph, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        paragraph.end_code();
        paragraph.drop_shown_links();
        let number = paragraph.number;
        if self.tables > 0 {
            let cell = self.frames.iter_mut().rev().find_map(|frame| match frame {
                Frame::Cell(cell) => Some(cell),
                _ => None,
            });
            match cell {
                Some(cell) => cell.add(&paragraph.text),
                None => self.waiting.push((Role::Body, number, paragraph.text)),
            }
            self.waiting.extend(paragraph.extras.into_iter().map(|(role, text)| (role, number, text)));
            return Ok(());
        }
        self.push_text(&paragraph, paragraph.text.trim_end(), sink)?;
        for (role, text) in &paragraph.extras {
            heed(sink.segment(self.segment(text, number).with_role(*role)))?;
        }
        self.held = 0;
        self.push_waiting(sink)
    }

    /// Pushes the front of the open paragraph, if it has grown long.
    pub(super) fn push_front(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        while let Some(Frame::Paragraph(paragraph)) = self.frames.last()
            && paragraph.text.len() > PIECE
        {
            let (front, _) = paragraph.text.split_at(cut(&paragraph.text));
            let (length, characters) = (front.len(), front.chars().count() as u64);
            self.push_text(paragraph, front, sink)?;
            if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
                paragraph.text.drain(..length);
                paragraph.offset += characters;
            }
        }
        Ok(())
    }

    fn push_text(&self, paragraph: &Paragraph, text: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let role = match self.kind.role() {
            Role::Body if paragraph.heading => Role::Heading,
            role => role,
        };
        heed(sink.segment(Segment { role, offset: paragraph.offset, ..self.segment(text, paragraph.number) }))
    }

    pub(super) fn segment<'t>(&self, text: &'t str, paragraph: u32) -> Segment<'t> {
        Segment::new(text, Locator::Paragraph { part: self.part.clone(), paragraph })
    }

    fn close_cell(&mut self, cell: TextCell) {
        if let Some(Frame::Row(row)) = self.frames.last_mut() {
            if !cell.text.is_empty() {
                row.cells.push((row.column, cell.text));
            }
            row.column = row.column.saturating_add(cell.span);
        }
    }

    fn close_row(&mut self, row: Row, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(Frame::Table(table)) = self.frames.last_mut() else { return Ok(()) };
        table.row = table.row.saturating_add(1);
        if let Some(held) = &mut table.held {
            held.push((table.row, row.cells));
            return Ok(());
        }
        let bytes: usize = row.cells.iter().map(|(_, text)| text.len()).sum();
        self.held = self.held.saturating_sub(bytes as u64);
        heed(push_row(table.row, &row.cells, sink))
    }

    fn close_table(&mut self, table: Table, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.tables = self.tables.saturating_sub(1);
        match table.held {
            Some(rows) => {
                self.waiting_tables.push((table.number, rows));
                Ok(())
            }
            None => {
                heed(sink.end_table())?;
                self.push_waiting(sink)
            }
        }
    }

    /// Pushes what had to wait for the end of a table.
    pub(super) fn push_waiting(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.tables > 0 {
            return Ok(());
        }
        let mut tables = std::mem::take(&mut self.waiting_tables);
        tables.sort_by_key(|(number, _)| *number);
        for (number, rows) in &tables {
            heed(push_table(&self.part, *number, rows, sink))?;
        }
        for (role, paragraph, text) in std::mem::take(&mut self.waiting) {
            if !text.trim().is_empty() {
                heed(sink.segment(self.segment(&text, paragraph).with_role(role)))?;
            }
        }
        self.held = 0;
        Ok(())
    }

    /// Counts bytes that cannot be pushed yet.
    pub(super) fn hold(&mut self, bytes: u64) -> Result<(), ExtractError> {
        self.held = self.held.saturating_add(bytes);
        if self.held <= self.most {
            return Ok(());
        }
        let detail = format!("a table row, with what is nested in it, takes more than {} bytes", self.most);
        Err(ExtractError::Limit { kind: IncidentKind::LimitMemory, detail })
    }
}

fn number(tag: &Tag<'_>) -> u32 {
    tag.attr(b"val").and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}
