//! `inspect` without `--text`: detection of its own for the file and for each that is packed in it.

use super::{Args, member_path, say_unread, too_deep};
use crate::commands::exit::{Exit, Failure};
use crate::detect::{Detector, Document, Trace};
use crate::document::{Cell, Flow, Member, Segment, Sink, TablePlace};
use crate::incident::Incident;
use crate::scan::{Reading, Stop, push_name, read_member};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// Listens to one document and prints what was found in it, then what was found in those that are packed in it.
pub(super) struct Hearing<'a> {
    args: &'a Args,
    detector: &'a Detector,
    stop: Stop<'a>,
    name: String,
    document: Document<'a>,
    /// What those that are packed in it print, and the worst of their ends.
    packed: Vec<u8>,
    exit: Exit,
    failed: Option<io::Error>,
}

impl<'a> Hearing<'a> {
    pub(super) fn new(args: &'a Args, detector: &'a Detector, stop: Stop<'a>, name: String) -> Self {
        let document = detector.start(Trace { matches: true, reveal: args.reveal });
        Self { args, detector, stop, name, document, packed: Vec::new(), exit: Exit::Clean, failed: None }
    }

    pub(super) fn finish(self, reading: &Reading, out: &mut dyn Write) -> Result<Exit, Failure> {
        let Self { args, detector, name, document, packed, exit, failed, .. } = self;
        if let Some(error) = failed {
            return Err(error.into());
        }
        let (detection, heard) = document.finish();
        args.print(detector, &name, &detection, out)?;
        out.write_all(&packed)?;
        Ok(say_unread(detector, &name, reading, &heard).worse(exit))
    }
}

impl Sink for Hearing<'_> {
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
        let Some(options) = self.stop.options.deeper() else {
            self.incident(too_deep());
            return ControlFlow::Continue(());
        };
        let stop = Stop { options: &options, ..self.stop };
        let mut hearing = Hearing::new(self.args, self.detector, stop, member_path(&self.name, member.name));
        push_name(member.name, &mut hearing);
        let reading = read_member(member, stop, &mut hearing);
        match hearing.finish(&reading, &mut self.packed) {
            Ok(exit) => self.exit = self.exit.worse(exit),
            Err(failure) => self.failed = Some(io::Error::other(failure.to_string())),
        }
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        self.document.incident(incident);
    }
}
