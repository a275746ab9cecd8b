//! For the tests of extractors: a sink that writes down what it hears, and one that stops.

use crate::config::Limits;
use crate::document::{Cell, CellKind, Flow, Member, Role, Segment, Sink, Stopped, TablePlace};
use crate::extract::{ExtractError, Options, Source};
use crate::incident::{Incident, IncidentKind};
use std::io::Cursor;
use std::ops::ControlFlow;

/// The `extract` of a format.
pub(crate) type Extract = fn(&mut dyn Source, &Options, &mut dyn Sink) -> Result<(), ExtractError>;

/// Writes every push as a line `locator | role | text`.
#[derive(Default)]
pub(crate) struct Script {
    /// What was pushed.
    pub(crate) lines: Vec<String>,
    /// What went wrong.
    pub(crate) incidents: Vec<Incident>,
    table: Option<TablePlace>,
    row: u32,
}

impl Sink for Script {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        let offset = if segment.offset > 0 { format!(" +{}", segment.offset) } else { String::new() };
        self.lines.push(format!("{}{offset} | {:?} | {}", segment.locator, segment.role, segment.text));
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        assert!(self.table.is_none(), "a table inside a table");
        self.table = Some(place);
        self.row = 0;
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        assert!(row > self.row, "row {row} after row {}", self.row);
        assert!(cells.is_sorted_by(|a, b| a.column < b.column), "columns out of order in row {row}");
        self.row = row;
        let place = self.table.as_ref().expect("a row outside a table");
        for cell in cells {
            assert!(!cell.text.is_empty(), "an empty cell in row {row}");
            let kind =
                if cell.kind == CellKind::Text { format!("{:?}", Role::Body) } else { format!("{:?}", cell.kind) };
            self.lines.push(format!("{} | {kind} | {}", place.cell(row, cell.column), cell.text));
        }
        ControlFlow::Continue(())
    }

    fn end_table(&mut self) -> Flow {
        assert!(self.table.take().is_some(), "the end of no table");
        ControlFlow::Continue(())
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        assert!(self.table.is_none(), "a member inside a table");
        let content = match member.content {
            Ok(source) => {
                let mut bytes = Vec::new();
                let read = source.read_to_end(&mut bytes);
                read.map_or_else(|error| error.to_string(), |_| String::from_utf8_lossy(&bytes).into_owned())
            }
            Err(incident) => format!("{:?}", incident.kind),
        };
        self.lines.push(format!("member {} | {content}", member.name));
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        self.incidents.push(incident);
    }
}

/// Stops at the nth push.
pub(crate) struct StopAfter(pub(crate) usize);

impl StopAfter {
    fn push(&mut self) -> Flow {
        match self.0.checked_sub(1) {
            Some(left) => {
                self.0 = left;
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(Stopped),
        }
    }
}

impl Sink for StopAfter {
    fn segment(&mut self, _: Segment<'_>) -> Flow {
        self.push()
    }
    fn begin_table(&mut self, _: TablePlace) -> Flow {
        self.push()
    }
    fn row(&mut self, _: u32, _: &[Cell<'_>]) -> Flow {
        self.push()
    }
    fn end_table(&mut self) -> Flow {
        self.push()
    }
    fn incident(&mut self, _: Incident) {}
}

/// What an extractor makes of `bytes` under `limits`: the script, and the kinds of all incidents, the error's last.
pub(crate) fn run(extract: Extract, bytes: &[u8], limits: &Limits) -> (Vec<String>, Vec<IncidentKind>) {
    let mut script = Script::default();
    let result = extract(&mut Cursor::new(bytes), &Options::from(*limits), &mut script);
    let error = result.err().and_then(|error| error.incident());
    let kinds = script.incidents.iter().chain(&error).map(|incident| incident.kind).collect();
    (script.lines, kinds)
}

/// Compares what an extractor makes of `bytes` with `want`, one push a line, and wants no incident.
#[track_caller]
pub(crate) fn check(extract: Extract, bytes: &[u8], want: &[&str]) {
    let (lines, incidents) = run(extract, bytes, &Limits::default());
    let said = (lines.iter().map(String::as_str).collect::<Vec<_>>(), incidents);
    assert_eq!(said, (want.to_vec(), vec![]), "{}", String::from_utf8_lossy(bytes));
}
