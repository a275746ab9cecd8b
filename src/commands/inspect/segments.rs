//! `inspect --text`: every segment as one JSON line.

use super::{file_name, member_path, say_unread, too_deep};
use crate::commands::exit::{Exit, Failure};
use crate::detect::{Detector, Header};
use crate::document::{Cell, Flow, Locator, Member, Segment, Sink, Stopped, TablePlace};
use crate::incident::Incident;
use crate::scan::{Reading, Stop, push_name, push_path, read, read_member};
use serde::Serialize;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Rows among which a table's header is looked for before they are printed.
const HEAD: usize = 64;

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    locator: Locator,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'a str>,
    text: &'a str,
}

/// Prints the segments of `file`.
pub(super) fn print(detector: &Detector, file: &Path, stop: Stop<'_>, out: &mut dyn Write) -> Result<Exit, Failure> {
    let name = file.display().to_string();
    let mut printer = Printer::new(detector, &name, stop, out);
    push_path(&[&file_name(file)], &mut printer);
    let reading = read(file, stop, &mut printer, &|_| ());
    Ok(printer.finish(&reading)?)
}

struct Printer<'a> {
    detector: &'a Detector,
    file: &'a str,
    stop: Stop<'a>,
    out: &'a mut dyn Write,
    /// The worst end of what is packed in the file.
    packed: Exit,
    table: Option<Table>,
    incidents: Vec<Incident>,
    failed: Option<io::Error>,
}

struct Table {
    place: TablePlace,
    /// Rows held back until the header is known.
    head: Vec<(u32, Vec<Held>)>,
    /// The header, or that there is none; unknown while rows are held back.
    header: Option<Option<Header>>,
}

struct Held {
    column: u32,
    kind: crate::document::CellKind,
    text: String,
}

impl Held {
    fn cell(&self) -> Cell<'_> {
        Cell { kind: self.kind, ..Cell::text(self.column, &self.text) }
    }
}

impl<'a> Printer<'a> {
    fn new(detector: &'a Detector, file: &'a str, stop: Stop<'a>, out: &'a mut dyn Write) -> Self {
        let (packed, incidents) = (Exit::Clean, Vec::new());
        Self { detector, file, stop, out, packed, table: None, incidents, failed: None }
    }

    fn finish(mut self, reading: &Reading) -> io::Result<Exit> {
        // A table that was cut short is printed as far as it came.
        let _ = self.end_table();
        match self.failed {
            Some(error) => Err(error),
            None => Ok(say_unread(self.detector, self.file, reading, &self.incidents).worse(self.packed)),
        }
    }

    fn line(&mut self, locator: Locator, header: Option<&str>, text: &str) -> Flow {
        let line = Line { file: self.file, locator, header, text };
        let written = serde_json::to_string(&line).map_err(io::Error::from);
        match written.and_then(|line| writeln!(self.out, "{line}")) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(Stopped)
            }
        }
    }

    fn cell(&mut self, table: &Table, row: u32, column: u32, text: &str) -> Flow {
        let header = table.header.as_ref().and_then(Option::as_ref).filter(|header| row > header.row);
        let header = header.and_then(|header| header.columns.get(&column)).map(String::as_str);
        self.line(table.place.cell(row, column), header, text)
    }

    /// Finds the header among the rows held back and prints them.
    fn release(&mut self, table: &mut Table) -> Flow {
        let head = std::mem::take(&mut table.head);
        let rows: Vec<(u32, Vec<Cell<'_>>)> =
            head.iter().map(|(row, held)| (*row, held.iter().map(Held::cell).collect())).collect();
        let found = self.detector.header_of(&rows);
        table.header = Some(found);
        for (row, held) in &head {
            for cell in held {
                self.cell(table, *row, cell.column, &cell.text)?;
            }
        }
        ControlFlow::Continue(())
    }
}

impl Sink for Printer<'_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        let Locator::Line { line: first } = segment.locator else {
            return self.line(segment.locator, None, segment.text);
        };
        for (line, text) in (first..).zip(segment.text.split('\n')) {
            self.line(Locator::Line { line }, None, text)?;
        }
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.table = Some(Table { place, head: Vec::new(), header: None });
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        let Some(mut table) = self.table.take() else { return ControlFlow::Continue(()) };
        let flow = if table.header.is_some() {
            cells.iter().try_for_each(|cell| self.cell(&table, row, cell.column, cell.text))
        } else {
            let held = |cell: &Cell<'_>| Held { column: cell.column, kind: cell.kind, text: cell.text.to_owned() };
            table.head.push((row, cells.iter().map(held).collect()));
            if table.head.len() >= HEAD { self.release(&mut table) } else { ControlFlow::Continue(()) }
        };
        self.table = Some(table);
        flow
    }

    fn end_table(&mut self) -> Flow {
        match self.table.take() {
            Some(mut table) if table.header.is_none() => self.release(&mut table),
            _ => ControlFlow::Continue(()),
        }
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        let Some(options) = self.stop.options.deeper() else {
            self.incidents.push(too_deep());
            return ControlFlow::Continue(());
        };
        let file = member_path(self.file, member.name);
        let stop = Stop { options: &options, ..self.stop };
        let mut printer = Printer::new(self.detector, &file, stop, &mut *self.out);
        push_name(member.name, &mut printer);
        let reading = read_member(member, stop, &mut printer);
        match printer.finish(&reading) {
            Ok(exit) => self.packed = self.packed.worse(exit),
            Err(error) => {
                self.failed = Some(error);
                return ControlFlow::Break(Stopped);
            }
        }
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        self.incidents.push(incident);
    }
}
