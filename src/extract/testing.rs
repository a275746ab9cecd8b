//! What the tests of the extractors share: small packages made in memory, and a sink that writes down what it heard.

mod script;

pub(crate) use script::{Extract, Script, StopAfter, check, run};

use super::{ExtractError, Format, Options};
use crate::config::Limits;
use crate::document::{CellKind, Flow, Member, Role, Segment, Sink, Stopped, TablePlace};
use crate::incident::{Incident, IncidentKind};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip package of these parts, deflated.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// One cell that a [`Heard`] sink was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeardCell {
    /// `C6` of a sheet, `part/table/row/column` elsewhere.
    pub(crate) place: String,
    /// What kind of value.
    pub(crate) kind: CellKind,
    /// Its text.
    pub(crate) text: String,
    /// Its index among the shared strings.
    pub(crate) shared: Option<u32>,
}

/// One segment that a [`Heard`] sink was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeardSegment {
    /// The locator as people read it.
    pub(crate) place: String,
    /// Its role.
    pub(crate) role: Role,
    /// Its text.
    pub(crate) text: String,
}

/// Writes down everything it is told and checks the order that a sink may rely on.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// All cells of all tables.
    pub(crate) cells: Vec<HeardCell>,
    /// All segments.
    pub(crate) segments: Vec<HeardSegment>,
    /// Names of all members, with their bytes or why there are none.
    pub(crate) members: Vec<(String, Result<Vec<u8>, IncidentKind>)>,
    /// All incidents.
    pub(crate) incidents: Vec<Incident>,
    /// Tables that were begun.
    pub(crate) tables: usize,
    stop_after: Option<usize>,
    open: Option<(TablePlace, u32)>,
    pushes: usize,
}

impl Heard {
    /// What an extractor says of these bytes; an error that ended it is the last incident.
    pub(crate) fn of(format: &Format, bytes: &[u8], limits: &Limits) -> Self {
        Self::with_passwords(format.extract, bytes, &[], *limits)
    }

    /// The same, where these passwords are tried.
    pub(crate) fn with_passwords(extract: Extract, bytes: &[u8], passwords: &[&str], limits: Limits) -> Self {
        let passwords = passwords.iter().map(|word| (*word).to_owned()).collect();
        let mut heard = Self::default();
        let options = Options { limits, passwords, ..Options::default() };
        let result = extract(&mut Cursor::new(bytes), &options, &mut heard);
        heard.incidents.extend(result.err().and_then(|error| error.incident()));
        heard
    }

    /// Runs the extractor with this sink.
    pub(crate) fn listen(&mut self, format: &Format, bytes: &[u8], limits: &Limits) -> Result<(), ExtractError> {
        (format.extract)(&mut Cursor::new(bytes), &Options::from(*limits), self)
    }

    /// `place=text` of all cells.
    pub(crate) fn cell_lines(&self) -> Vec<String> {
        self.cells.iter().map(|cell| format!("{}={}", cell.place, cell.text)).collect()
    }

    /// `place=text` of all segments.
    pub(crate) fn segment_lines(&self) -> Vec<String> {
        self.segments.iter().map(|segment| format!("{}={}", segment.place, segment.text)).collect()
    }

    /// The kinds of all incidents.
    pub(crate) fn kinds(&self) -> Vec<IncidentKind> {
        self.incidents.iter().map(|incident| incident.kind).collect()
    }

    /// One that stops after so many rows and segments.
    pub(crate) fn stopping_after(pushes: usize) -> Self {
        Self { stop_after: Some(pushes), ..Self::default() }
    }

    fn flow(&mut self) -> Flow {
        self.pushes += 1;
        match self.stop_after {
            Some(limit) if self.pushes > limit => ControlFlow::Break(Stopped),
            _ => ControlFlow::Continue(()),
        }
    }
}

impl Sink for Heard {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        self.segments.push(HeardSegment {
            place: segment.locator.to_string(),
            role: segment.role,
            text: segment.text.to_owned(),
        });
        self.flow()
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        assert!(self.open.is_none(), "tables do not nest");
        self.tables += 1;
        self.open = Some((place, 0));
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: u32, cells: &[crate::document::Cell<'_>]) -> Flow {
        let (place, last) = self.open.as_mut().expect("a row stands in a table");
        assert!(row > *last, "rows ascend: {row} after {last}");
        *last = row;
        assert!(cells.is_sorted_by(|a, b| a.column < b.column), "columns ascend");
        for cell in cells {
            assert!(!cell.text.is_empty(), "only non-empty cells");
            self.cells.push(HeardCell {
                place: place.cell(row, cell.column).to_string(),
                kind: cell.kind,
                text: cell.text.to_owned(),
                shared: cell.shared,
            });
        }
        self.flow()
    }

    fn end_table(&mut self) -> Flow {
        assert!(self.open.take().is_some(), "only an open table ends");
        ControlFlow::Continue(())
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        assert!(self.open.is_none(), "no member between the rows of a table");
        let content = member.content.map_err(|incident| incident.kind).map(|source| {
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes).map(|_| bytes).unwrap_or_default()
        });
        self.members.push((member.name.to_owned(), content));
        self.flow()
    }

    fn incident(&mut self, incident: Incident) {
        self.incidents.push(incident);
    }
}
