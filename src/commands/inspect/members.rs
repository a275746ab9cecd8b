//! What is packed in a file under the same glass: each member has lines of its own, before those of the file around it.

use crate::commands::exit::{Exit, Failure};
use crate::detect::{Detector, Document, Trace};
use crate::document::{Cell, Flow, Member, Segment, Sink, Stopped, TablePlace};
use crate::extract::Options;
use crate::finding::Detection;
use crate::incident::{Incident, IncidentKind, Stage};
use crate::scan::{Reading, Stop, push_path, read_member};
use std::ops::ControlFlow;

/// Prints what was found in one file.
pub(super) type Show<'a> = dyn FnMut(&str, &Reading, &Detection, &[Incident]) -> Result<Exit, Failure> + 'a;

/// Looks at one file and at all that is packed in it.
pub(super) struct Glass<'a, 's> {
    detector: &'a Detector,
    reveal: bool,
    document: Document<'a>,
    name: String,
    stop: Stop<'s>,
    show: &'s mut Show<'a>,
    exit: Exit,
    failed: Option<Failure>,
}

impl<'a, 's> Glass<'a, 's> {
    /// For the file of this name.
    pub(super) fn new(
        detector: &'a Detector,
        reveal: bool,
        name: String,
        stop: Stop<'s>,
        show: &'s mut Show<'a>,
    ) -> Self {
        let document = detector.start(Trace { matches: true, reveal });
        Self { detector, reveal, document, name, stop, show, exit: Exit::Clean, failed: None }
    }

    /// Shows what was found; the worst exit of the file and its members.
    pub(super) fn finish(self, reading: &Reading) -> Result<Exit, Failure> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let (detection, heard) = self.document.finish();
        Ok(self.exit.worse((self.show)(&self.name, reading, &detection, &heard)?))
    }
}

/// The bounds on what is packed in a file with these; none where it would be packed too deep.
pub(super) fn within(options: &Options) -> Option<Options> {
    let mut inner = options.clone();
    inner.limits.depth = inner.limits.depth.checked_sub(1)?;
    Some(inner)
}

/// Said of a file in which something is packed too deep.
pub(super) fn too_deep() -> Incident {
    Incident::new(Stage::Extract, IncidentKind::LimitDepth, "what is packed in it is packed deeper than the limit")
}

/// The parts of a member's name.
pub(super) fn parts(name: &str) -> Vec<&str> {
    name.split(['/', '\\']).filter(|part| !part.is_empty()).collect()
}

impl Sink for Glass<'_, '_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        self.document.segment(segment)
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.document.begin_table(place)
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        self.document.row(row, cells)
    }

    fn end_table(&mut self) -> Flow {
        self.document.end_table()
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        let Some(options) = within(self.stop.options) else {
            self.document.incident(too_deep());
            return ControlFlow::Continue(());
        };
        let name = format!("{}!{}", self.name, member.name);
        let stop = Stop { cancel: self.stop.cancel, options: &options };
        let mut glass = Glass::new(self.detector, self.reveal, name, stop, &mut *self.show);
        push_path(&parts(member.name), &mut glass);
        let reading = read_member(member, stop, &mut glass);
        match glass.finish(&reading) {
            Ok(exit) => {
                self.exit = self.exit.worse(exit);
                ControlFlow::Continue(())
            }
            Err(failed) => {
                self.failed = Some(failed);
                ControlFlow::Break(Stopped)
            }
        }
    }

    fn incident(&mut self, incident: Incident) {
        self.document.incident(incident);
    }
}
