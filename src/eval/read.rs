//! One labelled document through extractor and detector; the marks are taken out between the two.

use super::corpus::Labelled;
use super::marks::{CLOSE, Label, OPEN, take_out};
use super::{EvalError, Measure};
use crate::detect::{Document, Trace};
use crate::document::{Cell, Flow, Locator, Segment, Sink, Stopped, TablePlace};
use crate::extract;
use crate::finding::Detection;
use crate::incident::Incident;
use std::io::Cursor;
use std::ops::ControlFlow;

/// A document as the detector saw it.
pub(super) struct Read {
    /// What was found.
    pub(super) detection: Detection,
    /// Its lines or cells, in order.
    pub(super) units: Vec<Unit>,
    /// What was marked, in order.
    pub(super) marks: Vec<Mark>,
}

/// A line of text or a cell of a table.
#[derive(Debug)]
pub(super) struct Unit {
    /// Where it stands.
    pub(super) locator: Locator,
    /// Its text, marks taken out.
    pub(super) text: String,
}

/// A marked value.
#[derive(Debug)]
pub(super) struct Mark {
    /// What the mark says.
    pub(super) label: Label,
    /// In which unit it stands.
    pub(super) unit: usize,
    /// First Unicode scalar value in the unit.
    pub(super) start: u64,
    /// One past the last.
    pub(super) end: u64,
}

/// Reads a document.
pub(super) fn read(measure: &Measure<'_>, labelled: &Labelled) -> Result<Read, EvalError> {
    let Labelled { file, line, text, format } = labelled;
    let wrong = |(at, message): (u64, String)| EvalError::Mark { file: file.clone(), line: line + at - 1, message };
    let fault = |message: String| EvalError::Document { file: file.clone(), line: *line, message };
    let (text, labels) = take_out(text, |id| measure.known.get(id).is_some()).map_err(wrong)?;
    let document = measure.detector.start(Trace { matches: true, reveal: measure.reveal });
    let mut unmark = Unmark::new(document, labels);
    let format = extract::format(format).ok_or_else(|| fault("no extractor for it".into()))?;
    let extracted = (format.extract)(&mut Cursor::new(text.as_bytes()), measure.options, &mut unmark);
    if let Some(mistake) = unmark.mistake {
        return Err(wrong(mistake));
    }
    extracted.map_err(|error| fault(error.to_string()))?;
    if let Some(left) = unmark.labels.next() {
        return Err(wrong((left.line, "the mark does not reach the detector: the table cannot be read".into())));
    }
    let (detection, _) = unmark.document.finish();
    let in_force = |mark: &Mark| measure.rules.get(&mark.label.rule).is_some();
    unmark.marks.retain(in_force);
    Ok(Read { detection, units: unmark.units, marks: unmark.marks })
}

/// Stands between an extractor and the detector and takes the marks out.
struct Unmark<'d> {
    document: Document<'d>,
    labels: std::vec::IntoIter<Label>,
    units: Vec<Unit>,
    marks: Vec<Mark>,
    /// Marking characters taken out of the pieces of one very long line so far.
    removed: u64,
    mistake: Option<(u64, String)>,
}

impl<'d> Unmark<'d> {
    fn new(document: Document<'d>, labels: Vec<Label>) -> Self {
        let labels = labels.into_iter();
        Self { document, labels, units: Vec::new(), marks: Vec::new(), removed: 0, mistake: None }
    }

    /// Takes the marks out of one line or cell, of which `before` scalar values precede, and notes them.
    fn strip(&mut self, text: &str, locator: Locator, before: u64) -> Result<String, Stopped> {
        let mut bare = String::with_capacity(text.len());
        let mut open: Option<(Label, u64)> = None;
        let mut at = before;
        for letter in text.chars() {
            match letter {
                OPEN => open = self.labels.next().map(|label| (label, at)),
                CLOSE => {
                    let Some((label, start)) = open.take() else { continue };
                    self.marks.push(Mark { label, unit: self.units.len(), start, end: at });
                }
                other => {
                    bare.push(other);
                    at += 1;
                }
            }
        }
        if let Some((label, _)) = open {
            let message = format!("the mark of '{}' does not end in the cell or line that it begins in", label.rule);
            self.mistake = Some((label.line, message));
            return Err(Stopped);
        }
        self.units.push(Unit { locator, text: bare.clone() });
        Ok(bare)
    }

    fn lines(&mut self, segment: &Segment<'_>) -> Result<String, Stopped> {
        let Locator::Line { line: first } = segment.locator else {
            return self.strip(segment.text, segment.locator.clone(), segment.offset);
        };
        if segment.offset == 0 {
            self.removed = 0;
        }
        let mut before = segment.offset.saturating_sub(self.removed);
        let mut bare = Vec::new();
        for (line, text) in (first..).zip(segment.text.split('\n')) {
            bare.push(self.strip(text, Locator::Line { line }, before)?);
            before = 0;
        }
        self.removed += segment.text.matches([OPEN, CLOSE]).count() as u64;
        Ok(bare.join("\n"))
    }
}

impl Sink for Unmark<'_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        match self.lines(&segment) {
            Ok(text) => self.document.segment(Segment { text: &text, ..segment }),
            Err(stopped) => ControlFlow::Break(stopped),
        }
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.document.begin_table(place)
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        let mut texts = Vec::with_capacity(cells.len());
        for cell in cells {
            match self.strip(cell.text, TablePlace::Delimited.cell(row, cell.column), 0) {
                Ok(text) => texts.push(text),
                Err(stopped) => return ControlFlow::Break(stopped),
            }
        }
        let bare: Vec<Cell<'_>> = cells.iter().zip(&texts).map(|(cell, text)| Cell { text, ..*cell }).collect();
        self.document.row(row, &bare)
    }

    fn end_table(&mut self) -> Flow {
        self.document.end_table()
    }

    fn incident(&mut self, incident: Incident) {
        self.document.incident(incident);
    }
}
