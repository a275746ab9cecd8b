//! What is embedded in an Office file (a workbook behind a chart, an attached PDF) is a part of that file, not a row of its
//! own: it goes through its own extractor, and its places are told as places in the part.

use super::{ExtractError, Kind, Options, Source, sniff, unlocker};
use crate::document::{Cell, Flow, Locator, Member, Segment, Sink, TablePlace};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::SeekFrom;
use std::ops::ControlFlow;
use std::sync::Arc;

#[cfg(test)]
mod tests;

/// Reads what is embedded under `part` (`embedded budget.xlsx`) into `sink`. Its own faults are incidents; only what ends
/// the whole document is an error.
pub(crate) fn embedded(
    part: &str,
    source: &mut dyn Source,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let say = |kind, detail: String| Incident::new(Stage::Extract, kind, format!("{part}: {detail}"));
    if options.limits.depth == 0 {
        sink.incident(say(IncidentKind::LimitDepth, "is nested deeper than the limit".into()));
        return Ok(());
    }
    let sniffed = match sniff(source, part) {
        Ok(sniffed) => sniffed,
        Err(error) => {
            sink.incident(say(IncidentKind::Io, error.to_string()));
            return Ok(());
        }
    };
    let format = match sniffed.kind {
        Kind::Known(format) => format,
        Kind::Encrypted(kind) => match unlocker(kind).filter(|_| !options.passwords.is_empty()) {
            Some(format) => format,
            None => {
                sink.incident(say(IncidentKind::Encrypted, "is password-protected".into()));
                return Ok(());
            }
        },
        Kind::Unsupported(name) => {
            sink.incident(say(IncidentKind::Unsupported, format!("nought cannot read {name} files")));
            return Ok(());
        }
        Kind::Media(_) | Kind::Program(_) | Kind::Empty => return Ok(()),
    };
    source.seek(SeekFrom::Start(0))?;
    inside(part, options, sink, |options, sink| format.read(source, options, sink))
}

/// Runs `read` over what is embedded under `part`: one level deeper, its places told as places in the part, its own faults
/// as incidents.
pub(crate) fn inside(
    part: &str,
    options: &Options,
    sink: &mut dyn Sink,
    read: impl FnOnce(&Options, &mut dyn Sink) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    let say = |kind, detail: String| Incident::new(Stage::Extract, kind, format!("{part}: {detail}"));
    let Some(options) = options.deeper() else {
        sink.incident(say(IncidentKind::LimitDepth, "is nested deeper than the limit".into()));
        return Ok(());
    };
    let mut inside = Inside { part: part.into(), options: &options, table: None, sink };
    let result = read(&options, &mut inside);
    inside.close();
    match result {
        Ok(()) => Ok(()),
        Err(ExtractError::Stopped) => Err(ExtractError::Stopped),
        Err(error) => {
            sink.incident(error.incident().map_or_else(
                || say(IncidentKind::Corrupt, "cannot be read".into()),
                |incident| say(incident.kind, incident.detail),
            ));
            Ok(())
        }
    }
}

/// Tells every place as one in the part.
struct Inside<'a> {
    part: Arc<str>,
    options: &'a Options,
    /// Set while a table is open.
    table: Option<()>,
    sink: &'a mut dyn Sink,
}

impl Inside<'_> {
    /// Ends a table that an error left open.
    fn close(&mut self) {
        if self.table.take().is_some() {
            let _ = self.sink.end_table();
        }
    }

    fn within(&self, part: &str) -> Arc<str> {
        format!("{}, {part}", self.part).into()
    }

    fn place(&self, locator: Locator) -> Locator {
        match locator {
            Locator::Line { line } => {
                Locator::Paragraph { part: self.part.clone(), paragraph: u32::try_from(line).unwrap_or(u32::MAX) }
            }
            Locator::Cell { sheet, cell } => Locator::Cell { sheet: self.within(&sheet), cell },
            Locator::Paragraph { part, paragraph } => Locator::Paragraph { part: self.within(&part), paragraph },
            Locator::TableCell { part, table, row, column } => {
                Locator::TableCell { part: self.within(&part), table, row, column }
            }
            other => Locator::Part { part: self.within(&other.to_string()) },
        }
    }

    fn table(&self, place: TablePlace) -> TablePlace {
        match place {
            TablePlace::Sheet { sheet } => TablePlace::Sheet { sheet: self.within(&sheet) },
            TablePlace::Delimited => TablePlace::Document { part: self.part.clone(), table: 1 },
            TablePlace::Document { part, table } => TablePlace::Document { part: self.within(&part), table },
            TablePlace::Records { table, columns } => TablePlace::Records { table: self.within(&table), columns },
        }
    }
}

impl Sink for Inside<'_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        // Only a line's segment may hold several lines: here each becomes a paragraph.
        let Locator::Line { line: first } = segment.locator else {
            return self.sink.segment(Segment { locator: self.place(segment.locator.clone()), ..segment });
        };
        for (line, text) in (first..).zip(segment.text.split('\n')).filter(|(_, text)| !text.trim().is_empty()) {
            let offset = if line == first { segment.offset } else { 0 };
            let locator = self.place(Locator::Line { line });
            self.sink.segment(Segment { text, locator, role: segment.role, offset })?;
        }
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.table = Some(());
        self.sink.begin_table(self.table(place))
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        // The strings of this workbook are not those of the one around it.
        let cells: Vec<Cell<'_>> = cells.iter().map(|cell| Cell { shared: None, ..*cell }).collect();
        self.sink.row(row, &cells)
    }

    fn end_table(&mut self) -> Flow {
        self.table = None;
        self.sink.end_table()
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        let part = self.within(member.name);
        match member.content {
            Ok(source) => match embedded(&part, source, self.options, self.sink) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(crate::document::Stopped),
            },
            Err(incident) => {
                self.incident(incident);
                ControlFlow::Continue(())
            }
        }
    }

    fn incident(&mut self, incident: Incident) {
        self.sink.incident(Incident { detail: format!("{}: {}", self.part, incident.detail), ..incident });
    }
}
