//! One document on its way through detection: takes what the extractor pushes, gives findings.

mod ahead;
mod beside;
mod people;
mod place;
mod recent;
mod segment;
mod state;
#[cfg(test)]
mod tests;

pub(crate) use people::{is_contact, local_name};
pub(crate) use place::Place;
pub(crate) use segment::{JUST_LOW, KEYED, Scratch, analyse, names_in};
pub(crate) use state::{Hit, State};

use self::ahead::Ahead;
use super::subjects::Subjects;
use super::table::{Reader, Table};
use super::{Detector, Trace};
use crate::document::{Cell, CellKind, Flow, Locator, Role, Segment, Sink, TablePlace};
use crate::finding::{Detection, Marking};
use crate::incident::Incident;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Bytes of body text at the start of a document in which a marking line counts.
const MARKING_HEAD: usize = 4096;
/// Rows of a table in which a title is looked for.
const TITLE_ROWS: u32 = 8;
/// Incidents kept of one document; more say nothing new.
const INCIDENTS: usize = 1000;

/// The distinct people of several documents that belong together: a mail and its attachments.
#[derive(Default)]
pub struct People(Subjects);

impl People {
    /// Adds those of another group of documents.
    pub fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.0.count()
    }
}

/// One document under detection. Push it in as a [`Sink`], then [`finish`](Document::finish).
pub struct Document<'d> {
    state: State<'d>,
    table: Option<Table>,
    reader: Reader,
    scratch: Scratch,
    ahead: Ahead,
    incidents: Vec<Incident>,
    markings: BTreeMap<&'static str, Locator>,
    body_seen: usize,
}

impl<'d> Document<'d> {
    pub(super) fn new(detector: &'d Detector, trace: Trace) -> Self {
        Self {
            state: State::new(detector, trace),
            table: None,
            reader: Reader::default(),
            scratch: Scratch::default(),
            ahead: Ahead::default(),
            incidents: Vec::new(),
            markings: BTreeMap::new(),
            body_seen: 0,
        }
    }

    /// All that was found, and what went wrong on the way.
    pub fn finish(self) -> (Detection, Vec<Incident>) {
        let (detection, incidents, _) = self.conclude();
        (detection, incidents)
    }

    /// As [`Document::finish`]; the document's people join those of the documents that belong together with it.
    pub fn finish_among(self, people: &mut People) -> (Detection, Vec<Incident>) {
        let (detection, incidents, subjects) = self.conclude();
        people.0.merge(subjects);
        (detection, incidents)
    }

    fn conclude(mut self) -> (Detection, Vec<Incident>, Subjects) {
        self.close_table();
        self.read_ahead();
        self.state.settle();
        let State { detector, gather, subjects, .. } = self.state;
        let (findings, matches) = gather.finish(|number| {
            let rule = detector.engine.rule(number);
            (rule.id.clone(), rule.category)
        });
        let markings =
            self.markings.into_iter().map(|(phrase, locator)| Marking { phrase: phrase.to_owned(), locator }).collect();
        (Detection { findings, subjects: subjects.count(), markings, matches }, self.incidents, subjects)
    }

    /// Looks for a confidentiality marking; in body text only near the top, where a document speaks of itself.
    fn note_marking(&mut self, segment: &Segment<'_>) {
        let text = match segment.role {
            Role::Author | Role::Machine => return,
            Role::Body => {
                let room = MARKING_HEAD.saturating_sub(self.body_seen).min(segment.text.len());
                self.body_seen = self.body_seen.saturating_add(segment.text.len());
                head(segment.text, room)
            }
            _ => head(segment.text, MARKING_HEAD),
        };
        if text.is_empty() {
            return;
        }
        if let Some(phrase) = self.state.detector.markings.find(text, segment.role) {
            self.markings.entry(phrase).or_insert_with(|| segment.locator.clone());
        }
    }

    /// Looks for a marking in the first rows of a table, where titles stand.
    fn note_titles(&mut self, row: u32, cells: &[Cell<'_>]) {
        let Some(place) = self.table.as_ref().map(|table| table.place().clone()) else { return };
        for cell in cells.iter().filter(|cell| cell.kind == CellKind::Text) {
            let segment = Segment::new(cell.text, place.cell(row, cell.column)).with_role(Role::Heading);
            self.note_marking(&segment);
        }
    }

    /// Reads the segments that were held back.
    fn read_ahead(&mut self) {
        let readings: Vec<_> =
            self.ahead.segments().map(|segment| segment::look_ahead(&mut self.state, &segment)).collect();
        for (segment, names) in self.ahead.segments().zip(readings) {
            segment::read(&mut self.state, &mut self.scratch, &segment, names);
        }
        self.ahead.clear();
    }

    fn close_table(&mut self) {
        if let Some(mut table) = self.table.take() {
            table.close(&mut self.state, &mut self.scratch);
        }
    }
}

impl Sink for Document<'_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        self.note_marking(&segment);
        if !self.ahead.has_room(segment.text.len()) {
            self.read_ahead();
        }
        if self.ahead.has_room(segment.text.len()) {
            self.ahead.hold(&segment);
        } else {
            let names = segment::look_ahead(&mut self.state, &segment);
            segment::read(&mut self.state, &mut self.scratch, &segment, names);
        }
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.read_ahead();
        self.close_table();
        self.state.tables += 1;
        let place = match place {
            TablePlace::Sheet { sheet } if !self.state.reveals() => {
                TablePlace::Sheet { sheet: self.state.detector.mask(&sheet).into() }
            }
            other => other,
        };
        self.table = Some(Table::new(place, self.state.tables));
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        if row <= TITLE_ROWS && cells.len() <= 2 {
            self.note_titles(row, cells);
        }
        if let Some(table) = &mut self.table {
            table.push(row, cells, &mut self.state, &mut self.scratch, &mut self.reader);
        }
        ControlFlow::Continue(())
    }

    fn end_table(&mut self) -> Flow {
        self.close_table();
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        if self.incidents.len() < INCIDENTS {
            self.incidents.push(incident);
        }
    }
}

/// The first `most` bytes of a text, cut at a character.
fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
