//! Reads one part: a stack of open elements over the events of the scanner.

mod blocks;
mod extras;

use super::block::{Frame, HeldRow, Row, TextCell};
use super::parts::Kind;
use super::styles::Headings;
use crate::config::Limits;
use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::xml::{Event, Scanner, Tag};
use crate::extract::{ExtractError, heed};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Authors of one document that are remembered.
const AUTHORS: usize = 10_000;

/// Who commented and changed, each once.
#[derive(Debug, Default)]
pub(super) struct Authors(BTreeSet<String>);

impl Authors {
    fn add(&mut self, tag: &Tag<'_>) {
        if let Some(author) = tag.attr(b"author").filter(|author| !author.trim().is_empty())
            && self.0.len() < AUTHORS
            && author.len() < 1_000
        {
            self.0.insert(author.into_owned());
        }
    }

    /// Pushes them in the order of the alphabet.
    pub(super) fn push(&self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for author in &self.0 {
            let segment = Segment::new(author, Locator::Part { part: "authors".into() });
            heed(sink.segment(segment.with_role(Role::Author)))?;
        }
        Ok(())
    }
}

/// How many paragraphs and tables came before, in parts of the same name.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    paragraphs: u32,
    tables: u32,
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taking {
    Nothing,
    Text,
    Code,
}

/// What to do with the element that began.
enum Then {
    GoOn,
    Skip,
}

/// Reads one part.
pub(super) struct Reader<'d> {
    kind: Kind,
    part: Arc<str>,
    headings: &'d Headings,
    links: FxHashMap<String, String>,
    numbers: &'d mut Numbers,
    authors: &'d mut Authors,
    frames: Vec<Frame>,
    taking: Taking,
    /// Tables that are open; the frames below the innermost belong to cells.
    tables: u32,
    /// Runs that are open: a tab outside is a tab stop.
    runs: u32,
    /// For every open choice of representations: how much text there was before it.
    choices: Vec<u64>,
    /// Characters of text so far.
    seen: u64,
    /// Nested tables and what else waits for the end of the outer table.
    waiting_tables: Vec<(u32, Vec<HeldRow>)>,
    waiting: Vec<(Role, u32, String)>,
    /// Bytes that wait.
    held: u64,
    most: u64,
}

impl<'d> Reader<'d> {
    pub(super) fn new(
        kind: Kind,
        headings: &'d Headings,
        links: FxHashMap<String, String>,
        numbers: &'d mut Numbers,
        authors: &'d mut Authors,
        limits: &Limits,
    ) -> Self {
        Self {
            kind,
            part: kind.label().into(),
            headings,
            links,
            numbers,
            authors,
            frames: Vec::new(),
            taking: Taking::Nothing,
            tables: 0,
            runs: 0,
            choices: Vec::new(),
            seen: 0,
            waiting_tables: Vec::new(),
            waiting: Vec::new(),
            held: 0,
            most: limits.memory_bytes,
        }
    }

    /// Pushes all of the part; of a damaged one, all that came before the damage.
    pub(super) fn read(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let result = self.walk(scanner, sink);
        if !matches!(result, Err(ExtractError::Stopped)) {
            while !self.frames.is_empty() {
                self.close(sink)?;
            }
            self.push_waiting(sink)?;
            self.push_unused_links(sink)?;
        }
        result
    }

    fn walk(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        loop {
            let then = match scanner.next()? {
                Event::Start(tag) => self.start(&tag, sink)?,
                Event::Text(text) => {
                    self.text(|out| text.push_to(out), sink)?;
                    Then::GoOn
                }
                Event::End(name) => {
                    self.end(name, sink)?;
                    Then::GoOn
                }
                Event::Eof => return Ok(()),
            };
            if matches!(then, Then::Skip) {
                scanner.skip_element()?;
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, sink: &mut dyn Sink) -> Result<Then, ExtractError> {
        if self.kind == Kind::CustomXml {
            self.begin_value();
            return Ok(Then::GoOn);
        }
        match tag.name() {
            b"p" => self.begin_paragraph(),
            b"r" => self.runs += 1,
            b"t" | b"delText" => self.taking = Taking::Text,
            b"instrText" | b"delInstrText" => self.taking = Taking::Code,
            b"tab" | b"ptab" if self.runs > 0 => self.mark("\t", sink)?,
            b"br" | b"cr" if self.runs > 0 => self.mark("\n", sink)?,
            b"noBreakHyphen" => self.mark("-", sink)?,
            b"fldChar" => self.end_code(),
            b"fldSimple" => self.attribute(tag, b"instr", Role::Machine)?,
            b"hyperlink" | b"hlinkClick" => self.link(tag),
            b"pStyle" => self.style(tag),
            b"outlineLvl" => self.outline(tag),
            b"tbl" => self.begin_table(sink)?,
            b"tr" if self.tables > 0 => self.frames.push(Frame::Row(Row::default())),
            b"tc" if self.tables > 0 => self.frames.push(Frame::Cell(TextCell::new())),
            b"gridBefore" => self.grid_before(tag),
            b"gridSpan" => self.grid_span(tag),
            b"txbxContent" => self.frames.push(Frame::TextBox),
            b"AlternateContent" => self.choices.push(self.seen),
            // Each says the same in another way: the first that has any text is taken.
            b"Choice" | b"Fallback" if self.choices.last().is_some_and(|before| *before != self.seen) => {
                return Ok(Then::Skip);
            }
            b"textpath" => {
                self.attribute(tag, b"string", Role::HeaderFooter)?;
                self.seen += 1;
            }
            b"docPr" => {
                self.attribute(tag, b"title", Role::Body)?;
                self.attribute(tag, b"descr", Role::Body)?;
            }
            b"ins" | b"del" | b"moveFrom" | b"moveTo" | b"comment" | b"person" => self.authors.add(tag),
            b"rPr" | b"tblPr" | b"tblGrid" | b"tblPrEx" | b"sectPr" | b"sdtPr" => return Ok(Then::Skip),
            // Numbers of a chart stand for quantities.
            b"numCache" | b"numLit" => return Ok(Then::Skip),
            b"v" if self.kind == Kind::Chart => self.begin_value(),
            _ => {}
        }
        Ok(Then::GoOn)
    }

    fn end(&mut self, name: &[u8], sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.kind == Kind::CustomXml {
            return self.end_value(sink);
        }
        match name {
            b"t" | b"delText" | b"instrText" | b"delInstrText" => self.taking = Taking::Nothing,
            b"r" => self.runs = self.runs.saturating_sub(1),
            b"AlternateContent" => drop(self.choices.pop()),
            b"p" if matches!(self.frames.last(), Some(Frame::Paragraph(_))) => self.close(sink)?,
            b"tc" => self.close_to(|frame| matches!(frame, Frame::Cell(_)), sink)?,
            b"tr" if self.tables > 0 => self.close_to(|frame| matches!(frame, Frame::Row(_)), sink)?,
            b"tbl" => self.close_to(|frame| matches!(frame, Frame::Table(_)), sink)?,
            b"txbxContent" => self.close_to(|frame| matches!(frame, Frame::TextBox), sink)?,
            b"v" if self.kind == Kind::Chart => self.end_value(sink)?,
            _ => {}
        }
        Ok(())
    }

    /// Takes text into the paragraph; pushes its front once that is long.
    fn text(&mut self, push: impl FnOnce(&mut String), sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let in_table = self.tables > 0;
        let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() else { return Ok(()) };
        let buffer = match self.taking {
            Taking::Nothing => return Ok(()),
            Taking::Text => &mut paragraph.text,
            Taking::Code => &mut paragraph.code,
        };
        let before = buffer.len();
        push(buffer);
        let added = buffer.len().saturating_sub(before) as u64;
        self.seen += added;
        if in_table || self.taking == Taking::Code { self.hold(added) } else { self.push_front(sink) }
    }

    /// Takes white space or a hyphen.
    fn mark(&mut self, mark: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let taking = std::mem::replace(&mut self.taking, Taking::Text);
        self.text(|out| out.push_str(mark), sink)?;
        self.taking = taking;
        Ok(())
    }
}
