//! XML of any vocabulary: elements with their text and attributes as a tree of values; text with elements in it as text.

use crate::config::Limits;
use crate::document::{CellKind, Locator, Role, Segment, Sink};
use crate::extract::text::cut;
use crate::extract::tree::{Style, Tree};
use crate::extract::xml::{Event, Scanner, Tag};
use crate::extract::{ExtractError, heed, html};

/// A text longer than this comes in pieces.
const PIECE: usize = 64 << 10;
/// Attributes that say nothing of anyone.
const DULL: &[&[u8]] = &[b"schemaLocation", b"noNamespaceSchemaLocation", b"space", b"nil"];
/// Those of a drawing that people read; all others are geometry.
const SHOWN: &[&[u8]] = &[b"title", b"label", b"alt", b"aria-label", b"docname"];
/// Elements of running text that stand on lines of their own, in the usual vocabularies.
const LINES: &[&[u8]] = &[
    b"p", b"para", b"div", b"li", b"item", b"td", b"th", b"tr", b"row", b"entry", b"title", b"head", b"section", b"br",
    b"lb", b"line", b"l", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"dt", b"dd", b"quote", b"note", b"tspan",
];

/// Reads all elements.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    limits: &Limits,
    drawing: bool,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    scanner.keep_comments();
    let mut reader = Reader {
        tree: Tree::new(Style::Xml, limits, sink),
        drawing,
        open: Vec::new(),
        spare: Vec::new(),
        line: 0,
        comments: 0,
    };
    let result = reader.walk(scanner);
    if matches!(result, Err(ExtractError::Stopped)) {
        return result;
    }
    while !reader.open.is_empty() {
        reader.close()?;
    }
    reader.tree.finish()?;
    result
}

struct Reader<'s> {
    tree: Tree<'s>,
    drawing: bool,
    open: Vec<Element>,
    spare: Vec<String>,
    /// Within running text: the elements that are open from the one that holds it.
    line: u32,
    comments: u32,
}

/// An open element.
struct Element {
    /// Its own text so far.
    text: String,
    /// Characters of it that were pushed.
    offset: u64,
    has_children: bool,
}

impl Reader<'_> {
    fn walk(&mut self, scanner: &mut Scanner<'_>) -> Result<(), ExtractError> {
        loop {
            match scanner.next()? {
                Event::Start(tag) if self.line > 0 => self.start_in_line(&tag)?,
                Event::Start(tag) => self.start(&tag)?,
                Event::Text(text) => {
                    if let Some(element) = self.open.last_mut() {
                        let before = element.text.len();
                        text.push_to(&mut element.text);
                        self.text(before)?;
                    }
                }
                Event::End(name) if self.line > 1 => {
                    let breaks = LINES.contains(&name);
                    self.line -= 1;
                    self.break_line(breaks);
                }
                Event::End(_) => {
                    self.line = 0;
                    self.close()?;
                }
                Event::Eof => return self.comment(scanner.take_comment()),
            }
            self.comment(scanner.take_comment())?;
        }
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ExtractError> {
        if let Some(element) = self.open.last_mut() {
            if !element.text.trim().is_empty() {
                self.line = 1;
                return self.start_in_line(tag);
            }
            element.text.clear();
            element.has_children = true;
        }
        let name = String::from_utf8_lossy(tag.name());
        let from = self.tree.step(&name);
        self.tree.begin(from, false);
        let text = self.spare.pop().unwrap_or_default();
        self.open.push(Element { text, offset: 0, has_children: false });
        self.attributes(tag)
    }

    /// An element within running text.
    fn start_in_line(&mut self, tag: &Tag<'_>) -> Result<(), ExtractError> {
        self.line += 1;
        self.break_line(LINES.contains(&tag.name()));
        self.attributes(tag)
    }

    fn break_line(&mut self, breaks: bool) {
        if let Some(element) = self.open.last_mut().filter(|_| breaks) {
            element.text.push('\n');
        }
    }

    fn attributes(&mut self, tag: &Tag<'_>) -> Result<(), ExtractError> {
        for attr in tag.attrs() {
            let value = attr.value();
            let value = value.trim();
            let read = if self.drawing {
                SHOWN.contains(&attr.name) || (attr.name == b"href" && value.starts_with("mailto:"))
            } else {
                !DULL.contains(&attr.name)
            };
            if value.is_empty() || !read {
                continue;
            }
            let from = self.tree.step(&format!("@{}", String::from_utf8_lossy(attr.name)));
            if value.len() > PIECE {
                self.pieces(value)?;
                self.tree.back(from);
            } else {
                self.tree.value(from, kind_of(value), value)?;
            }
        }
        Ok(())
    }

    fn pieces(&mut self, text: &str) -> Result<(), ExtractError> {
        let (mut rest, mut offset) = (text, 0);
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(if rest.len() > PIECE { cut(rest) } else { rest.len() });
            self.tree.piece(piece, offset)?;
            offset += piece.chars().count() as u64;
            rest = after;
        }
        Ok(())
    }

    /// The innermost element has more text, from `before` on.
    fn text(&mut self, before: usize) -> Result<(), ExtractError> {
        let Some(element) = self.open.last_mut() else { return Ok(()) };
        let more = element.text.get(before..).unwrap_or_default();
        if element.has_children && self.line == 0 && element.offset == 0 && !more.trim().is_empty() {
            self.line = 1;
            // `<p><b>Ann</b> Lee</p>`: what was taken for a value was the start of the line.
            if let Some(mut line) = self.tree.take_line() {
                line.push_str(&element.text);
                element.text = line;
            }
        }
        while let Some(element) = self.open.last_mut().filter(|element| element.text.len() > PIECE) {
            let text = std::mem::take(&mut element.text);
            let (front, rest) = text.split_at(cut(&text));
            self.tree.piece(front, element.offset)?;
            element.offset += front.chars().count() as u64;
            element.text.push_str(rest);
        }
        Ok(())
    }

    /// The innermost element ends.
    fn close(&mut self) -> Result<(), ExtractError> {
        let Some(mut element) = self.open.pop() else { return Ok(()) };
        if element.offset > 0 {
            self.tree.piece(element.text.trim_end(), element.offset)?;
            self.tree.end()?;
        } else if element.text.contains("</") || element.text.contains("/>") {
            self.tree.end_with(&html::to_text(&element.text))?;
        } else if is_plain(&element.text) {
            self.tree.end_with(&element.text)?;
        } else {
            self.tree.end_with(&collapsed(&element.text))?;
        }
        element.text.clear();
        if self.spare.len() < 64 {
            self.spare.push(element.text);
        }
        Ok(())
    }

    fn comment(&mut self, comment: Option<String>) -> Result<(), ExtractError> {
        let Some(comment) = comment.filter(|comment| comment.chars().any(char::is_alphabetic)) else { return Ok(()) };
        self.comments = self.comments.saturating_add(1);
        let locator = Locator::Paragraph { part: "comments".into(), paragraph: self.comments };
        heed(self.tree.sink().segment(Segment::new(comment.trim(), locator).with_role(Role::Comment)))
    }
}

/// Whether a text has no more blanks than it needs.
fn is_plain(text: &str) -> bool {
    !text.contains(['\n', '\t', '\r']) && !text.contains("  ")
}

/// The text with runs of blanks as one, its lines kept.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let from = out.len();
        for word in line.split_whitespace() {
            if out.len() > from {
                out.push(' ');
            } else if from > 0 {
                out.push('\n');
            }
            out.push_str(word);
        }
    }
    out
}

/// Whole numbers are numbers; all else in XML is text.
fn kind_of(text: &str) -> CellKind {
    let is_number = text.len() < 16 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { CellKind::Number } else { CellKind::Text }
}
