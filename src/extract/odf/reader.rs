//! Walks over one part: what is open, and where its text goes.

mod elements;
mod tables;

use super::Known;
use super::place::{Kind, Place};
use super::value::Value;
use crate::config::Limits;
use crate::document::{Locator, Role, Sink};
use crate::extract::piece::Piece;
use crate::extract::story::Story;
use crate::extract::xml::{Event, Scanner, Text};
use crate::extract::{ExtractError, link};
use crate::incident::IncidentKind;
use std::sync::Arc;

/// An open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Nothing is to be done at its end.
    Other,
    /// A paragraph, or an element whose text is a value of its own.
    Paragraph,
    /// The name of an author.
    Author,
    Place,
    Table,
    Row,
    Cell,
    /// The document is a workbook within.
    Sheets,
}

/// What to do with the element that began.
enum Then {
    Open(Open),
    Skip,
}

/// An open paragraph.
#[derive(Debug)]
struct Paragraph {
    piece: Piece,
    /// Where it stands; none in a cell, whose text it is.
    locator: Option<Locator>,
    role: Role,
    /// Places that were open when it began: text in further ones is not its own.
    places: usize,
    /// Targets of its links.
    targets: Vec<String>,
}

/// An open table.
#[derive(Debug)]
struct OpenTable {
    /// Its sheet, where it is one.
    sheet: Option<Arc<str>>,
    column: u32,
    row_times: u32,
    /// The open cell.
    value: Value,
}

/// Reads one part.
pub(super) struct Reader<'k> {
    known: &'k mut Known,
    /// What the document is embedded as.
    within: Option<Arc<str>>,
    story: Story,
    open: Vec<Open>,
    /// The document itself, around all places.
    document: Place,
    places: Vec<Place>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<OpenTable>,
    /// Pieces whose memory is used again.
    spare: Vec<Piece>,
    /// Workbooks that are open: their tables are sheets.
    sheets: u32,
    /// Whether pages are those of a drawing.
    drawing: bool,
    /// What class the note has that is open.
    endnote: bool,
    /// The style that is being described.
    style: String,
    /// Bytes that a cell may hold.
    most: u64,
}

impl<'k> Reader<'k> {
    pub(super) fn new(known: &'k mut Known, within: Option<Arc<str>>, limits: &Limits) -> Self {
        let document = within.as_ref().map_or_else(|| "document".to_owned(), |within| format!("{within}, document"));
        Self {
            known,
            within,
            document: Place::new(&document, Role::Body),
            story: Story::new(limits),
            open: Vec::new(),
            places: Vec::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            spare: Vec::new(),
            sheets: 0,
            drawing: false,
            endnote: false,
            style: String::new(),
            most: limits.memory_bytes,
        }
    }

    /// Pushes all of the part; of a damaged one, all that came before the damage.
    pub(super) fn read(mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let result = self.walk(scanner, sink);
        if !matches!(result, Err(ExtractError::Stopped)) {
            while let Some(open) = self.open.pop() {
                self.end(open, sink)?;
            }
            self.story.finish(sink)?;
        }
        result
    }

    fn walk(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        loop {
            let then = match scanner.next()? {
                Event::Start(tag) => self.start(&tag, sink)?,
                Event::Text(text) => {
                    self.text(text, sink)?;
                    continue;
                }
                Event::End(_) => {
                    if let Some(open) = self.open.pop() {
                        self.end(open, sink)?;
                    }
                    continue;
                }
                Event::Eof => return Ok(()),
            };
            match then {
                Then::Open(open) => self.open.push(open),
                Then::Skip => scanner.skip_element()?,
            }
        }
    }

    fn end(&mut self, open: Open, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match open {
            Open::Other => Ok(()),
            Open::Paragraph => self.end_paragraph(sink),
            Open::Author => {
                if let Some(mut paragraph) = self.paragraphs.pop() {
                    self.known.authors.add(paragraph.piece.text_mut());
                }
                Ok(())
            }
            Open::Place => {
                self.places.pop();
                Ok(())
            }
            Open::Table => self.end_table(sink),
            Open::Row => self.end_row(sink),
            Open::Cell => self.end_cell(sink),
            Open::Sheets => {
                self.sheets = self.sheets.saturating_sub(1);
                Ok(())
            }
        }
    }

    /// The innermost place.
    fn place(&self) -> &Place {
        self.places.last().unwrap_or(&self.document)
    }

    /// A part's name within the document that this one is embedded in.
    fn label(&self, part: &str) -> String {
        self.within.as_ref().map_or_else(|| part.to_owned(), |within| format!("{within}, {part}"))
    }

    fn enter(&mut self, place: Place) -> Open {
        self.places.push(Place { tables: self.story.depth(), ..place });
        Open::Place
    }

    /// The paragraph whose text comes next.
    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        let places = self.places.len();
        self.paragraphs.last_mut().filter(|paragraph| paragraph.places == places)
    }

    fn is_in_paragraph(&self) -> bool {
        self.paragraphs.last().is_some_and(|paragraph| paragraph.places == self.places.len())
    }

    fn begin_paragraph(&mut self, role: Option<Role>) -> Open {
        let place = self.places.last().unwrap_or(&self.document);
        let in_cell = self.story.depth() > place.tables;
        let anchored = place.kind == Kind::Shape && !self.paragraphs.is_empty();
        let author = place.kind == Kind::Comment && role == Some(Role::Author);
        let counts = !anchored && !author && !place.dropped;
        let locator = (!in_cell).then(|| self.known.numbers.paragraph(place, counts));
        self.paragraphs.push(Paragraph {
            piece: self.spare.pop().unwrap_or_default(),
            locator,
            role: role.unwrap_or(place.role),
            places: self.places.len(),
            targets: Vec::new(),
        });
        Open::Paragraph
    }

    fn text(&mut self, text: Text<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(paragraph) = self.paragraph() else { return Ok(()) };
        let out = paragraph.piece.text_mut();
        let before = out.len();
        text.push_to(out);
        collapse(out, before);
        self.grew(sink)
    }

    /// Adds white space that is written as an element.
    fn mark(&mut self, mark: char, times: u32, sink: &mut dyn Sink) -> Result<Then, ExtractError> {
        if let Some(paragraph) = self.paragraph() {
            paragraph.piece.text_mut().extend(std::iter::repeat_n(mark, times.min(100) as usize));
        }
        self.grew(sink)?;
        Ok(Then::Open(Open::Other))
    }

    /// The paragraph has more text: pushes its front once that is long.
    fn grew(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let dropped = self.place().dropped;
        let Some(Paragraph { piece, locator, role, .. }) = self.paragraphs.last_mut() else { return Ok(()) };
        match locator {
            Some(locator) if !dropped => self.story.grow(piece, || locator.clone(), *role, sink),
            _ if piece.text_mut().len() as u64 > self.most => Err(self.too_long()),
            _ => Ok(()),
        }
    }

    fn end_paragraph(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(mut paragraph) = self.paragraphs.pop() else { return Ok(()) };
        let text = paragraph.piece.text_mut();
        paragraph.targets.retain(|target| !link::is_shown(text, target));
        if self.place().dropped {
            text.clear();
        } else if let Some(locator) = &paragraph.locator {
            self.story.finish_piece(&mut paragraph.piece, locator.clone(), paragraph.role, sink)?;
        } else {
            if let Some(table) = self.tables.last_mut() {
                add_line(&mut table.value.text, text);
            }
            text.clear();
            self.check_cell()?;
        }
        self.spare.push(paragraph.piece);
        for target in &paragraph.targets {
            let locator = paragraph.locator.clone().unwrap_or_else(|| self.cell_place("link"));
            self.story.say(target, locator, link::role(target), sink)?;
        }
        Ok(())
    }

    /// What the open cell holds may be no more than may be held.
    fn check_cell(&self) -> Result<(), ExtractError> {
        let held = self.tables.last().map_or(0, |table| table.value.text.len());
        if held as u64 <= self.most { Ok(()) } else { Err(self.too_long()) }
    }

    fn too_long(&self) -> ExtractError {
        let detail = format!("a table cell takes more than {} bytes", self.most);
        ExtractError::Limit { kind: IncidentKind::LimitMemory, detail }
    }

    /// Says a text that stands in an attribute.
    fn say(&mut self, text: &str, place: &Place, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if place.dropped || text.trim().is_empty() {
            return Ok(());
        }
        let locator = self.known.numbers.paragraph(place, true);
        self.story.say(text, locator, place.role, sink)
    }
}

/// White space of the file's own layout counts as one blank.
fn collapse(text: &mut String, from: usize) {
    let added = text.get(from..).unwrap_or_default();
    if !added.contains(['\n', '\t']) && !added.contains("  ") {
        return;
    }
    let mut blank = text.get(..from).is_some_and(|before| before.ends_with([' ', '\n', '\t']));
    let tight: String = added
        .chars()
        .map(|character| if matches!(character, '\n' | '\t') { ' ' } else { character })
        .filter(|character| {
            let again = blank && *character == ' ';
            blank = *character == ' ';
            !again
        })
        .collect();
    text.truncate(from);
    text.push_str(&tight);
}

/// Adds a paragraph to what a cell holds.
fn add_line(cell: &mut String, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(text);
    }
}
