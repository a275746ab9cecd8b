//! From tags and text to paragraphs.

use super::emit::Tag;
use super::names;
use super::script::Script;
use super::table::Table;
use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::text::cut;
use crate::extract::{ExtractError, Options, heed};
use crate::incident::{Incident, IncidentKind, Stage};
use std::sync::Arc;

/// Bytes of one segment at most.
const PIECE: usize = 64 << 10;
/// Bytes of what stands beside a paragraph that are held.
const BESIDE: usize = 256 << 10;
/// What is in the source and not on the screen.
const HIDDEN: &str = "hidden text (View > Page source)";
const COMMENTS: &str = "comments (View > Page source)";

/// What happens to text.
pub(super) enum Taking {
    Text,
    /// It is a style.
    Nothing,
    Script(Script),
}

/// An open element that is not shown: its name, and how many of that name are open within.
struct Hidden {
    name: String,
    open: u32,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Its number, once something of it was pushed.
    number: Option<u32>,
    /// Characters pushed before.
    offset: u64,
    heading: bool,
    /// Link targets and other attributes that stand in it.
    beside: Vec<(Role, String)>,
    beside_bytes: usize,
}

/// Reads one page.
pub(super) struct Reader<'r> {
    pub(super) sink: &'r mut dyn Sink,
    pub(super) options: &'r Options,
    part: Arc<str>,
    pub(super) taking: Taking,
    /// Open tables. Only the last may have been begun in the sink.
    pub(super) tables: Vec<Table>,
    pub(super) table_count: u32,
    pub(super) cells: u64,
    /// Scripts that wait for the end of a table.
    pub(super) scripts: Vec<String>,
    paragraph: Paragraph,
    numbers: u32,
    hidden: Option<Hidden>,
    hidden_numbers: u32,
    comments: u32,
    /// Characters of the open comment that were pushed.
    comment_offset: u64,
    /// Elements in which blanks and line breaks count.
    verbatim: u32,
    /// Attributes that were cut.
    cut: u64,
    /// Whether this is a page in a page: comments there are plain text.
    inner: bool,
}

impl<'r> Reader<'r> {
    pub(super) fn new(part: &str, options: &'r Options, sink: &'r mut dyn Sink) -> Self {
        Self {
            sink,
            options,
            part: part.into(),
            taking: Taking::Text,
            tables: Vec::new(),
            table_count: 0,
            cells: 0,
            scripts: Vec::new(),
            paragraph: Paragraph::default(),
            numbers: 0,
            hidden: None,
            hidden_numbers: 0,
            comments: 0,
            comment_offset: 0,
            verbatim: 0,
            cut: 0,
            inner: false,
        }
    }

    /// One that does not look into comments.
    pub(super) fn inner(self) -> Self {
        Self { inner: true, ..self }
    }

    /// A piece of text.
    pub(super) fn text(&mut self, text: &str) -> Result<(), ExtractError> {
        match &mut self.taking {
            Taking::Nothing => return Ok(()),
            Taking::Script(script) => {
                script.add(text);
                return Ok(());
            }
            Taking::Text => {}
        }
        let verbatim = self.verbatim > 0;
        if let Some(cell) = self.tables.last_mut().and_then(Table::open_cell) {
            add(cell, text, verbatim);
            return self.check_cell();
        }
        add(&mut self.paragraph.text, text, verbatim);
        self.push_front()
    }

    /// A piece of a comment; `last`: it ends with it.
    pub(super) fn comment(&mut self, text: &str, last: bool) -> Result<(), ExtractError> {
        if self.comment_offset == 0 {
            // What XML has and HTML takes for a comment.
            if let Some(cdata) = text.strip_prefix("[CDATA[") {
                return self.text(cdata.strip_suffix("]]").unwrap_or(cdata));
            }
            if text.starts_with('?') {
                return Ok(());
            }
        }
        let whole = last && self.comment_offset == 0;
        let plain = if whole && !self.inner && text.contains('<') {
            let rest = self.take_authors(condition(text))?;
            super::plain(&rest)
        } else {
            text.to_owned()
        };
        let plain = plain.trim();
        // `[if gte mso 9]` and the like.
        if plain.chars().any(char::is_alphabetic) && !(plain.starts_with('[') && plain.ends_with(']')) {
            if self.comment_offset == 0 {
                self.comments = self.comments.saturating_add(1);
            }
            let locator = Locator::Paragraph { part: COMMENTS.into(), paragraph: self.comments };
            self.emit(Role::Comment, locator, plain, self.comment_offset)?;
        }
        self.comment_offset = if last { 0 } else { self.comment_offset + text.chars().count() as u64 };
        Ok(())
    }

    /// An element begins.
    pub(super) fn start(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        self.cut += u64::from(tag.cut);
        let name = tag.name();
        if names::is_block(name) {
            self.block()?;
            self.paragraph.heading = names::is_heading(name) && !tag.is_closed();
        }
        self.hide(tag)?;
        match name {
            "br" => self.line_break(),
            "table" => self.begin_table(tag)?,
            "tr" => self.begin_row()?,
            "td" | "th" => self.begin_cell(tag)?,
            "pre" | "listing" | "xmp" | "textarea" | "plaintext" => self.verbatim += u32::from(!tag.is_closed()),
            "style" if !tag.is_closed() => self.taking = Taking::Nothing,
            "script" if !tag.is_closed() => self.taking = Taking::Script(Script::new(tag)),
            _ => {}
        }
        self.attributes(tag)
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) -> Result<(), ExtractError> {
        match name {
            "style" => self.taking = Taking::Text,
            "script" => self.end_script()?,
            "table" => self.end_table()?,
            "tr" => self.end_row()?,
            "td" | "th" => self.end_cell()?,
            "p" if self.tables.last_mut().is_none_or(|table| table.open_cell().is_none()) => self.block()?,
            "pre" | "listing" | "xmp" | "textarea" | "plaintext" => {
                self.block()?;
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            _ if names::is_block(name) => self.block()?,
            _ => {}
        }
        if names::is_heading(name) {
            self.paragraph.heading = false;
        }
        self.unhide(name)
    }

    /// All that is still open ends.
    pub(super) fn finish(&mut self) -> Result<(), ExtractError> {
        if matches!(self.taking, Taking::Script(_)) {
            let detail = "a script is never closed: what follows it was taken for its code";
            self.sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
            self.end_script()?;
        }
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.flush()?;
        if self.cut > 0 {
            let detail = format!("{} tag(s) hold more than 1 MiB of attributes", self.cut);
            self.sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitBytes, detail));
        }
        Ok(())
    }

    /// A paragraph ends, and another begins.
    pub(super) fn block(&mut self) -> Result<(), ExtractError> {
        if let Some(cell) = self.tables.last_mut().and_then(Table::open_cell) {
            break_line(cell);
            return Ok(());
        }
        self.flush()
    }

    /// Text that stands in the line though it is an attribute: what was typed into a form.
    pub(super) fn typed(&mut self, text: &str) -> Result<(), ExtractError> {
        self.text(" ")?;
        self.text(text)?;
        self.text(" ")
    }

    /// Takes what stands beside the text of a paragraph or cell.
    pub(super) fn beside(&mut self, role: Role, text: &str) -> Result<(), ExtractError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if let Some(table) = self.tables.last_mut().filter(|table| table.is_data()) {
            table.wait(role, text);
            return self.check_waiting();
        }
        self.paragraph.beside.push((role, text.to_owned()));
        self.paragraph.beside_bytes += text.len() + 64;
        if self.paragraph.beside_bytes > BESIDE { self.flush() } else { Ok(()) }
    }

    /// Pushes text, or has it wait for the end of the table.
    pub(super) fn emit(&mut self, role: Role, locator: Locator, text: &str, offset: u64) -> Result<(), ExtractError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if let Some(table) = self.tables.last_mut().filter(|table| table.is_begun()) {
            table.wait_at(role, locator, text);
            return self.check_waiting();
        }
        heed(self.sink.segment(Segment { text, locator, role, offset }))
    }

    /// Pushes the paragraph and what stands beside it.
    pub(super) fn flush(&mut self) -> Result<(), ExtractError> {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.text.trim();
        if !text.is_empty() || !paragraph.beside.is_empty() {
            let number = paragraph.number.unwrap_or_else(|| self.next_number());
            let locator = self.place(number);
            let role = if paragraph.heading { Role::Heading } else { Role::Body };
            self.emit(role, locator.clone(), text, paragraph.offset)?;
            for (role, beside) in paragraph.beside.drain(..) {
                if !text.contains(&*beside) {
                    self.emit(role, locator.clone(), &beside, 0)?;
                }
            }
        }
        // Its buffer serves the next one.
        paragraph.text.clear();
        self.paragraph.text = paragraph.text;
        self.paragraph.heading = paragraph.heading;
        Ok(())
    }

    /// Puts text that was a cell's back into the line.
    pub(super) fn give_back(&mut self, text: &str) -> Result<(), ExtractError> {
        self.paragraph.text.push_str(text);
        self.push_front()
    }

    /// Pushes the front of a paragraph that grew long.
    fn push_front(&mut self) -> Result<(), ExtractError> {
        while self.paragraph.text.len() > PIECE {
            let number = self.paragraph.number.unwrap_or_else(|| self.next_number());
            self.paragraph.number = Some(number);
            let locator = self.place(number);
            let text = std::mem::take(&mut self.paragraph.text);
            let (front, rest) = text.split_at(cut(&text));
            let role = if self.paragraph.heading { Role::Heading } else { Role::Body };
            self.emit(role, locator, front, self.paragraph.offset)?;
            self.paragraph.offset += front.chars().count() as u64;
            self.paragraph.text.push_str(rest);
        }
        Ok(())
    }

    fn next_number(&mut self) -> u32 {
        let numbers = if self.hidden.is_some() { &mut self.hidden_numbers } else { &mut self.numbers };
        *numbers = numbers.saturating_add(1);
        *numbers
    }

    fn place(&self, paragraph: u32) -> Locator {
        Locator::Paragraph { part: self.part_here(), paragraph }
    }

    /// The part, or where it says that it is not shown.
    pub(super) fn part_here(&self) -> Arc<str> {
        if self.hidden.is_some() { HIDDEN.into() } else { self.part.clone() }
    }

    fn line_break(&mut self) {
        let cell = self.tables.last_mut().and_then(Table::open_cell);
        break_line(cell.unwrap_or(&mut self.paragraph.text));
    }

    /// Notes an element that is not shown. In a table nothing is noted: a cell stays where it is.
    fn hide(&mut self, tag: &Tag) -> Result<(), ExtractError> {
        if let Some(hidden) = &mut self.hidden {
            hidden.open += u32::from(hidden.name == tag.name() && !tag.is_closed());
            return Ok(());
        }
        if tag.is_closed() || !self.tables.is_empty() || matches!(tag.name(), "body" | "html") || !is_hidden(tag) {
            return Ok(());
        }
        self.flush()?;
        self.hidden = Some(Hidden { name: tag.name().to_owned(), open: 1 });
        Ok(())
    }

    fn unhide(&mut self, name: &str) -> Result<(), ExtractError> {
        let Some(hidden) = self.hidden.as_mut().filter(|hidden| hidden.name == name) else { return Ok(()) };
        hidden.open -= 1;
        if hidden.open == 0 {
            self.flush()?;
            self.hidden = None;
        }
        Ok(())
    }
}

/// What stands behind the condition of a comment that is for some programs: `[if gte mso 9]>`.
fn condition(comment: &str) -> &str {
    let behind = comment.trim_start().strip_prefix("[if").and_then(|rest| rest.split_once("]>"));
    behind.map_or(comment, |(_, rest)| rest)
}

/// Whether an element is not shown.
fn is_hidden(tag: &Tag) -> bool {
    let styled = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hides| style.contains(hides))
    };
    tag.name() == "template" || tag.attribute("hidden").is_some() || tag.attribute("style").is_some_and(styled)
}

/// Adds text; blanks count once, unless it is `verbatim`.
fn add(buffer: &mut String, text: &str, verbatim: bool) {
    if verbatim {
        buffer.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let is_space = |byte: u8| byte.is_ascii_whitespace();
        let run = rest.bytes().position(|byte| is_space(byte) != is_space(first)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(run);
        if !is_space(first) {
            buffer.push_str(piece);
        } else if !buffer.is_empty() && !buffer.ends_with([' ', '\n']) {
            buffer.push(' ');
        }
        rest = after;
    }
}

/// A line ends within a text.
pub(super) fn break_line(buffer: &mut String) {
    while buffer.ends_with(' ') {
        buffer.pop();
    }
    if !buffer.is_empty() && !buffer.ends_with('\n') {
        buffer.push('\n');
    }
}
