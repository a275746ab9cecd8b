//! Reads a part of shapes: a slide, its notes, a master, a diagram, a drawing; and comments, whose text is made alike.

use super::Reading;
use super::parts::Kind;
use super::place::Place;
use crate::config::Limits;
use crate::document::{CellKind, Locator, Role, Sink};
use crate::extract::piece::Piece;
use crate::extract::story::Story;
use crate::extract::xml::{Event, Scanner, Tag};
use crate::extract::{ExtractError, link};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// An open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Nothing is to be done at its end.
    Other,
    Shape,
    Paragraph,
    /// Its text is taken, while a paragraph is open.
    Text,
    /// An element whose text is a paragraph of its own.
    Value,
    Table,
    Row,
    Cell,
    /// Of several representations of the same the first with any text is taken.
    Choices,
}

/// What to do with the element that began.
enum Then {
    Open(Open),
    Skip,
}

/// The cell that is open in each open table.
#[derive(Debug, Default)]
struct InCell {
    column: u32,
    text: String,
    open: bool,
}

/// Reads one part.
pub(super) struct Shapes<'d, 'o> {
    kind: Kind,
    place: Place,
    links: FxHashMap<String, String>,
    reading: &'d mut Reading<'o>,
    story: Story,
    open: Vec<Open>,
    /// The role of the shape's text; none where it is not reported.
    role: Option<Role>,
    piece: Piece,
    /// Where the open paragraph stands.
    paragraph: Option<Locator>,
    /// Targets of its links.
    targets: Vec<String>,
    cells: Vec<InCell>,
    /// For every open choice of representations: how much text there was before it.
    choices: Vec<u64>,
    seen: u64,
}

impl<'d, 'o> Shapes<'d, 'o> {
    pub(super) fn new(
        kind: Kind,
        place: &Place,
        links: FxHashMap<String, String>,
        reading: &'d mut Reading<'o>,
        limits: &Limits,
    ) -> Self {
        Self {
            kind,
            place: place.clone(),
            links,
            reading,
            story: Story::new(limits),
            open: Vec::new(),
            role: None,
            piece: Piece::default(),
            paragraph: None,
            targets: Vec::new(),
            cells: Vec::new(),
            choices: Vec::new(),
            seen: 0,
        }
    }

    /// Pushes all of the part; of a damaged one, all that came before the damage.
    pub(super) fn read(mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.role = self.usual_role();
        let result = self.walk(scanner, sink);
        if !matches!(result, Err(ExtractError::Stopped)) {
            while let Some(open) = self.open.pop() {
                self.end(open, sink)?;
            }
            self.story.finish(sink)?;
            self.unused_links(sink)?;
        }
        result
    }

    fn walk(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        loop {
            let then = match scanner.next()? {
                Event::Start(tag) => self.start(&tag, sink)?,
                Event::Text(text) => {
                    if self.paragraph.is_some() && matches!(self.open.last(), Some(Open::Text | Open::Value)) {
                        text.push_to(self.piece.text_mut());
                        self.grew(sink)?;
                    }
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

    fn start(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<Then, ExtractError> {
        Ok(Then::Open(match tag.name() {
            b"p" => {
                self.begin_paragraph(sink)?;
                Open::Paragraph
            }
            b"t" => Open::Text,
            b"text" if self.kind == Kind::Comments => {
                self.begin_paragraph(sink)?;
                Open::Value
            }
            b"br" => {
                self.piece.text_mut().push('\n');
                Open::Other
            }
            b"fld" if is_slide_number(tag) => return Ok(Then::Skip),
            b"sp" | b"pic" | b"graphicFrame" | b"cxnSp" => {
                self.role = self.usual_role();
                Open::Shape
            }
            b"ph" => {
                self.placeholder(tag);
                Open::Other
            }
            b"cNvPr" => {
                self.description(tag, sink)?;
                Open::Other
            }
            b"hlinkClick" | b"hlinkHover" | b"hlinkMouseOver" => {
                self.link(tag, sink)?;
                Open::Other
            }
            b"tbl" => self.begin_table(sink)?,
            b"tr" if !self.cells.is_empty() => {
                self.story.begin_row();
                self.cell(|cell| cell.column = 0);
                Open::Row
            }
            b"tc" if !self.cells.is_empty() => {
                self.cell(|cell| cell.open = true);
                Open::Cell
            }
            b"AlternateContent" => {
                self.choices.push(self.seen);
                Open::Choices
            }
            b"Choice" | b"Fallback" if self.choices.last().is_some_and(|before| *before != self.seen) => {
                return Ok(Then::Skip);
            }
            b"sld" if tag.attr(b"show").is_some_and(|show| show == "0" || show == "false") => {
                self.place = self.place.hidden();
                Open::Other
            }
            // Movement, and where things stand.
            b"timing" | b"transition" | b"bodyPr" | b"lstStyle" | b"spPr" | b"tblPr" | b"clrMapOvr" => {
                return Ok(Then::Skip);
            }
            _ => Open::Other,
        }))
    }

    fn end(&mut self, open: Open, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match open {
            Open::Other | Open::Text => Ok(()),
            Open::Shape => {
                self.role = self.usual_role();
                Ok(())
            }
            Open::Paragraph | Open::Value => self.end_paragraph(sink),
            Open::Cell => self.end_cell(sink),
            Open::Row => self.story.end_row(1, sink),
            Open::Table => {
                self.cells.pop();
                self.story.end_table(sink)
            }
            Open::Choices => {
                self.choices.pop();
                Ok(())
            }
        }
    }

    /// The role of text outside of placeholders.
    fn usual_role(&self) -> Option<Role> {
        Some(match self.kind {
            Kind::Comments => Role::Comment,
            kind if kind.is_master() => Role::HeaderFooter,
            _ => Role::Body,
        })
    }

    /// A placeholder of a slide says what the text is. That of a master says what shall be typed into it: only page headers
    /// and footers, and what someone made up for it, are of interest.
    fn placeholder(&mut self, tag: &Tag<'_>) {
        let kind = tag.attr(b"type").unwrap_or_default();
        let own = tag.attr(b"hasCustomPrompt").is_some_and(|flag| flag == "1" || flag == "true");
        self.role = match &*kind {
            "sldNum" => None,
            "hdr" | "ftr" => Some(Role::HeaderFooter),
            _ if self.kind.is_master() => own.then_some(Role::Machine),
            "title" | "ctrTitle" if self.kind == Kind::Slide => Some(Role::Heading),
            _ => self.usual_role(),
        };
    }

    /// What someone wrote down of a picture.
    fn description(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for name in [&b"title"[..], b"descr"] {
            if let Some(text) = tag.attr(name).filter(|text| !text.trim().is_empty()) {
                self.say(&text, self.place.locator(1), Role::Body, sink)?;
            }
        }
        Ok(())
    }

    /// Takes the target of a link, the first time it is used.
    fn link(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if let Some(target) = tag.attr(b"id").and_then(|id| self.links.remove(&*id)) {
            if self.paragraph.is_some() {
                self.targets.push(target);
            } else {
                self.say(&target, self.place.locator(1), link::role(&target), sink)?;
            }
        }
        Ok(())
    }

    fn begin_paragraph(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.paragraph.is_some() {
            self.end_paragraph(sink)?;
        }
        self.paragraph = Some(self.reading.numbers.paragraph(&self.place));
        Ok(())
    }

    fn in_cell(&self) -> bool {
        self.cells.last().is_some_and(|cell| cell.open)
    }

    /// The paragraph has more text: pushes its front once that is long.
    fn grew(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.seen += 1;
        let (Some(place), Some(role)) = (&self.paragraph, self.role) else { return Ok(()) };
        if self.kind.is_master() { Ok(()) } else { self.story.grow(&mut self.piece, || place.clone(), role, sink) }
    }

    fn end_paragraph(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(place) = self.paragraph.take() else { return Ok(()) };
        let targets = std::mem::take(&mut self.targets);
        let shown: Vec<bool> = targets.iter().map(|target| link::is_shown(self.piece.text_mut(), target)).collect();
        match self.role {
            None => self.piece = Piece::default(),
            Some(_) if self.in_cell() => {
                let text = std::mem::take(self.piece.text_mut());
                self.cell(|cell| add_line(&mut cell.text, &text));
            }
            Some(role) if self.kind.is_master() => {
                let text = std::mem::take(self.piece.text_mut());
                self.say(&text, place.clone(), role, sink)?;
            }
            Some(role) => self.story.finish_piece(&mut self.piece, place.clone(), role, sink)?,
        }
        for (target, shown) in targets.iter().zip(shown) {
            if !shown {
                self.say(target, place.clone(), link::role(target), sink)?;
            }
        }
        Ok(())
    }

    /// Says a text; what masters say, once.
    fn say(&mut self, text: &str, place: Locator, role: Role, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.kind.is_master() && !self.reading.is_new(text.trim()) {
            return Ok(());
        }
        self.story.say(text, place, role, sink)
    }

    fn begin_table(&mut self, sink: &mut dyn Sink) -> Result<Open, ExtractError> {
        self.end_paragraph(sink)?;
        let place = self.reading.numbers.table(&self.place);
        self.story.begin_table(place, sink)?;
        self.cells.push(InCell::default());
        Ok(Open::Table)
    }

    fn cell(&mut self, change: impl FnOnce(&mut InCell)) {
        if let Some(cell) = self.cells.last_mut() {
            change(cell);
        }
    }

    fn end_cell(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(cell) = self.cells.last_mut() else { return Ok(()) };
        cell.open = false;
        let column = cell.column;
        cell.column = cell.column.saturating_add(1);
        let text = std::mem::take(&mut cell.text);
        // Cells that another one covers stand there too: the columns are those one sees.
        self.story.add_cell(column, CellKind::Text, &text, 1, sink)
    }

    /// Pushes the targets that nothing in the part refers to, in the order of their ids.
    fn unused_links(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let links: BTreeMap<_, _> = std::mem::take(&mut self.links).into_iter().collect();
        for target in links.values() {
            self.say(target, self.place.locator(1), link::role(target), sink)?;
        }
        Ok(())
    }
}

/// The number of the slide, in its corner.
fn is_slide_number(tag: &Tag<'_>) -> bool {
    tag.attr(b"type").is_some_and(|kind| kind.eq_ignore_ascii_case("slidenum"))
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
