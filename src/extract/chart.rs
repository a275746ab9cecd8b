//! Charts of Office files: the values that a chart keeps of its sheet, as a table; its titles and labels as paragraphs.
//!
//! A column a series, the categories before them. Both kinds of charts: `c:chart` and the newer `cx:chart`.

pub(crate) mod workbook;

use super::ExtractError;
use super::package::Package;
use super::piece::Piece;
use super::story::Story;
use super::xlsx::plain_number;
use super::xml::{Event, Scanner, Tag};
use crate::config::Limits;
use crate::document::{CellKind, Locator, Role, Sink, TablePlace};
use crate::incident::IncidentKind;
use rustc_hash::FxHashSet;
use std::sync::Arc;

#[cfg(test)]
mod tests;

/// What a point costs beside its text.
const OVERHEAD: u64 = 48;

/// Where a chart stands.
pub(crate) struct Place<'a> {
    /// Its paragraphs.
    pub(crate) text: &'a Locator,
    /// Its values.
    pub(crate) table: TablePlace,
}

/// Pushes the chart that `scanner` reads; of a damaged one, what came before the damage.
pub(crate) fn read(
    scanner: &mut Scanner<'_>,
    place: Place<'_>,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut chart = Chart::new(place, limits);
    let result = chart.walk(scanner, sink);
    if !matches!(result, Err(ExtractError::Stopped)) {
        chart.push(sink)?;
    }
    result
}

/// Pushes the chart that is a part of a package under the name `chart`, the `number`th of its document.
pub(crate) fn push(
    package: &mut Package<'_>,
    part: &str,
    number: u32,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let name: Arc<str> = "chart".into();
    let text = Locator::Paragraph { part: name.clone(), paragraph: number };
    let place = Place { text: &text, table: TablePlace::Document { part: name, table: number } };
    package.scan(part, sink, |scanner, sink| read(scanner, place, limits, sink))?;
    Ok(())
}

/// A column of the chart's table.
#[derive(Default)]
struct Column {
    header: String,
    numbers: bool,
    /// By place in the series.
    points: Vec<(u32, String)>,
}

/// What is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Other,
    /// A paragraph of a title or label.
    Paragraph,
    Text,
    /// The name of a series.
    Name,
    /// Values of one kind: categories, numbers.
    Values,
    /// A level of categories.
    Level,
    Point,
    Value,
}

struct Chart<'a> {
    place: Place<'a>,
    open: Vec<Open>,
    piece: Piece,
    columns: Vec<Column>,
    /// The name of the series that is being read.
    name: String,
    value: String,
    index: u32,
    bytes: u64,
    most: u64,
    story: Story,
}

impl<'a> Chart<'a> {
    fn new(place: Place<'a>, limits: &Limits) -> Self {
        Self {
            place,
            open: Vec::new(),
            piece: Piece::default(),
            columns: Vec::new(),
            name: String::new(),
            value: String::new(),
            index: 0,
            bytes: 0,
            most: limits.memory_bytes,
            story: Story::new(limits),
        }
    }

    fn walk(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        loop {
            match scanner.next()? {
                Event::Start(tag) => {
                    let open = self.start(&tag);
                    self.open.push(open);
                }
                Event::Text(text) => match self.open.last() {
                    Some(Open::Text) if self.open.contains(&Open::Paragraph) => {
                        self.piece.add(text, || self.place.text.clone(), Role::Body, sink)?;
                    }
                    Some(Open::Value | Open::Point) => {
                        text.push_to(&mut self.value);
                        self.check(self.value.len() as u64)?;
                    }
                    _ => {}
                },
                Event::End(_) => {
                    if let Some(open) = self.open.pop() {
                        self.end(open, sink)?;
                    }
                }
                Event::Eof => return Ok(()),
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) -> Open {
        match tag.name() {
            b"p" => Open::Paragraph,
            b"t" => Open::Text,
            b"ser" | b"series" => {
                self.name.clear();
                Open::Other
            }
            b"tx" | b"txData" => Open::Name,
            b"cat" | b"xVal" | b"val" | b"yVal" | b"bubbleSize" | b"strDim" | b"numDim" => {
                let numbers = matches!(tag.name(), b"val" | b"yVal" | b"bubbleSize" | b"numDim");
                let header = if numbers { self.name.clone() } else { String::new() };
                self.columns.push(Column { header, numbers, points: Vec::new() });
                self.bytes += OVERHEAD;
                self.index = 0;
                Open::Values
            }
            b"numCache" | b"numLit" => {
                if let Some(column) = self.columns.last_mut().filter(|column| column.points.is_empty()) {
                    column.numbers = true;
                }
                Open::Other
            }
            b"lvl" => {
                self.index = 0;
                Open::Level
            }
            b"pt" => {
                self.index = tag.attr(b"idx").and_then(|index| index.trim().parse().ok()).unwrap_or(self.index);
                self.value.clear();
                Open::Point
            }
            b"v" => {
                self.value.clear();
                Open::Value
            }
            _ => Open::Other,
        }
    }

    fn end(&mut self, open: Open, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match open {
            Open::Paragraph => self.piece.finish(self.place.text.clone(), Role::Body, sink),
            Open::Level => {
                // The next level is a column of its own.
                if self.columns.last().is_some_and(|column| !column.points.is_empty()) {
                    self.columns.push(Column::default());
                }
                Ok(())
            }
            Open::Value | Open::Point => {
                let value = std::mem::take(&mut self.value);
                self.take(value.trim())
            }
            Open::Other | Open::Text | Open::Name | Open::Values => Ok(()),
        }
    }

    /// Takes a value: the name of the series, or a point of the column that is being read.
    fn take(&mut self, value: &str) -> Result<(), ExtractError> {
        if value.is_empty() {
            return Ok(());
        }
        self.bytes += value.len() as u64 + OVERHEAD;
        self.check(0)?;
        let inmost = self.open.iter().rev().find(|open| matches!(open, Open::Name | Open::Values));
        match (inmost, self.columns.last_mut()) {
            (Some(Open::Values), Some(column)) => {
                let mut text = String::new();
                if column.numbers {
                    plain_number(value, &mut text)
                } else {
                    text.push_str(value)
                }
                column.points.push((self.index, text));
                self.index = self.index.saturating_add(1);
            }
            (Some(Open::Name), _) => {
                self.name = value.to_owned();
                // What names a series that has its values before its name, or none at all, must not be lost.
                self.columns.push(Column { header: value.to_owned(), ..Column::default() });
            }
            _ => {}
        }
        Ok(())
    }

    fn check(&self, more: u64) -> Result<(), ExtractError> {
        if self.bytes.saturating_add(more) <= self.most {
            return Ok(());
        }
        let detail = format!("the values of a chart take more than {} bytes", self.most);
        Err(ExtractError::Limit { kind: IncidentKind::LimitMemory, detail })
    }

    /// Pushes the table.
    fn push(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.piece.finish(self.place.text.clone(), Role::Body, sink)?;
        let columns = tidy(std::mem::take(&mut self.columns));
        if columns.is_empty() {
            return Ok(());
        }
        self.story.begin_table(self.place.table.clone(), sink)?;
        self.story.begin_row();
        for (at, column) in (0..).zip(&columns) {
            self.story.add_cell(at, CellKind::Text, &column.header, 1, sink)?;
        }
        self.story.end_row(1, sink)?;
        let mut points: Vec<(u32, u32, CellKind, &str)> = Vec::new();
        for (at, column) in (0..).zip(&columns) {
            let kind = if column.numbers { CellKind::Number } else { CellKind::Text };
            points.extend(column.points.iter().map(|(index, text)| (*index, at, kind, &**text)));
        }
        points.sort_by_key(|(index, column, ..)| (*index, *column));
        for row in points.chunk_by(|a, b| a.0 == b.0) {
            let Some((index, ..)) = row.first() else { continue };
            self.story.skip_rows(index.saturating_add(2).saturating_sub(self.story.row()));
            for (_, column, kind, text) in row {
                self.story.add_cell(*column, *kind, text, 1, sink)?;
            }
            self.story.end_row(1, sink)?;
        }
        self.story.finish(sink)
    }
}

/// Without the columns that say nothing new: those without points whose name stands over another, and the categories that
/// every series repeats.
fn tidy(columns: Vec<Column>) -> Vec<Column> {
    let mut kept: Vec<Column> = Vec::new();
    let mut categories = None;
    let full = columns.iter().filter(|column| !column.points.is_empty());
    let named: FxHashSet<String> = full.map(|column| column.header.clone()).collect();
    for column in columns {
        let repeats = if column.points.is_empty() {
            column.header.is_empty() || named.contains(&column.header)
        } else {
            let first = categories.and_then(|at: usize| kept.get(at));
            column.header.is_empty() && first.is_some_and(|first| first.points == column.points)
        };
        if !repeats {
            if categories.is_none() && !column.numbers && !column.points.is_empty() {
                categories = Some(kept.len());
            }
            kept.push(column);
        }
    }
    kept
}
