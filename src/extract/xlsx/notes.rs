//! What people write into a workbook beside its cells: comments, drawings, links.

use super::reference::unescape;
use super::sheet::{Link, place};
use super::{Sheet, hidden};
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::package::Package;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Authors of comments that are remembered.
const MAX_AUTHORS: usize = 65_536;

/// A kind of part that holds text.
struct Kind {
    /// What its name contains, in lower case.
    name: &'static str,
    read: fn(&mut Scanner<'_>, &Around<'_>, &mut dyn Sink) -> Result<(), ExtractError>,
}

/// Every kind of part that is read beside sheets, strings, styles and properties. The first that fits counts.
static KINDS: &[Kind] = &[
    Kind { name: "/threadedcomments/", read: threaded_comments },
    Kind { name: "/comments", read: comments },
    Kind { name: "/persons/", read: persons },
    Kind { name: "/drawings/vmldrawing", read: vml_drawing },
    Kind { name: "/drawings/drawing", read: drawing },
    Kind { name: "/externallinks/externallink", read: hidden::external_link },
    Kind { name: "xl/connections", read: hidden::connections },
    Kind { name: "customxml/item", read: hidden::custom_xml },
];

/// What a part's reader is told.
pub(super) struct Around<'a> {
    pub(super) sheet: Option<&'a Arc<str>>,
    /// Whether the package has threaded comments: then the old comments repeat them.
    threaded: bool,
}

/// Reads each such part once.
pub(in crate::extract) struct Notes {
    /// Parts that were read, in lower case.
    read: FxHashSet<String>,
    threaded: bool,
}

impl Notes {
    pub(in crate::extract) fn new(package: &Package<'_>) -> Self {
        let threaded = package.names().any(|name| name.to_ascii_lowercase().contains("/threadedcomments/"));
        Self { read: FxHashSet::default(), threaded }
    }

    /// Pushes what belongs to one sheet.
    pub(super) fn push_related(
        &mut self,
        package: &mut Package<'_>,
        sheet: &Sheet,
        links: &[Link],
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let cells: FxHashMap<&str, &str> = links.iter().map(|link| (&*link.relation, &*link.cells)).collect();
        for relation in package.relationships(&sheet.part, sink)? {
            if !relation.external {
                self.push_part(package, &relation.target, Some(&sheet.name), sink)?;
            } else if relation.kind == "hyperlink" {
                let cells = cells.get(&*relation.id).copied().unwrap_or_default();
                Piece::from(relation.target).finish(place("link", Some(&sheet.name), cells), Role::Body, sink)?;
            }
        }
        Ok(())
    }

    /// Pushes the parts that no sheet refers to.
    pub(in crate::extract) fn push_rest(
        &mut self,
        package: &mut Package<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let rest: Vec<String> = package.names().filter(|name| kind(name).is_some()).map(str::to_owned).collect();
        for name in rest {
            self.push_part(package, &name, None, sink)?;
        }
        Ok(())
    }

    fn push_part(
        &mut self,
        package: &mut Package<'_>,
        name: &str,
        sheet: Option<&Arc<str>>,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let Some(kind) = kind(name) else { return Ok(()) };
        if self.read.insert(name.to_ascii_lowercase()) {
            let around = Around { sheet, threaded: self.threaded };
            package.scan(name, sink, |scanner, sink| (kind.read)(scanner, &around, sink))?;
        }
        Ok(())
    }
}

fn kind(name: &str) -> Option<&'static Kind> {
    let name = name.to_ascii_lowercase();
    let is_xml = name.ends_with(".xml") || name.ends_with(".vml");
    KINDS.iter().find(|kind| is_xml && name.contains(kind.name))
}

/// Comments of the old kind: a list of authors, then the comments by cell.
fn comments(scanner: &mut Scanner<'_>, around: &Around<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut authors: Vec<bool> = Vec::new();
    let (mut in_author, mut in_text, mut repeats) = (false, false, false);
    let mut text = Piece::default();
    let mut cell = String::new();
    loop {
        match scanner.next()? {
            Event::Start(tag) => match tag.name() {
                b"author" => in_author = true,
                b"comment" => {
                    cell = tag.attr(b"ref").unwrap_or_default().into_owned();
                    let author = tag.attr(b"authorId").and_then(|id| id.parse::<usize>().ok());
                    repeats = around.threaded && author.and_then(|id| authors.get(id)).is_some_and(|machine| *machine);
                }
                b"t" => in_text = !repeats,
                b"rPh" => scanner.skip_element()?,
                _ => {}
            },
            Event::Text(piece) if in_author => piece.push_to(text.text_mut()),
            Event::Text(piece) if in_text => {
                text.add(piece, || place("comment", around.sheet, &cell), Role::Comment, sink)?;
            }
            Event::End(b"author") => {
                in_author = false;
                // `tc={...}` stands for a threaded comment.
                let machine = text.text_mut().starts_with("tc={");
                if authors.len() < MAX_AUTHORS {
                    authors.push(machine);
                }
                if machine {
                    text = Piece::default();
                }
                text.finish(place("comment authors", around.sheet, ""), Role::Author, sink)?;
            }
            Event::End(b"t") => in_text = false,
            Event::End(b"comment") => {
                unescape(text.text_mut(), 0);
                text.finish(place("comment", around.sheet, &cell), Role::Comment, sink)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Comments that answer each other.
fn threaded_comments(scanner: &mut Scanner<'_>, around: &Around<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut text = Piece::default();
    let mut cell = String::new();
    let mut in_text = false;
    loop {
        match scanner.next()? {
            Event::Start(tag) => match tag.name() {
                b"threadedComment" => cell = tag.attr(b"ref").unwrap_or_default().into_owned(),
                b"text" => in_text = true,
                _ => {}
            },
            Event::Text(piece) if in_text => {
                text.add(piece, || place("comment", around.sheet, &cell), Role::Comment, sink)?;
            }
            Event::End(b"text") => {
                in_text = false;
                text.finish(place("comment", around.sheet, &cell), Role::Comment, sink)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Who wrote the threaded comments.
fn persons(scanner: &mut Scanner<'_>, _: &Around<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    loop {
        match scanner.next()? {
            Event::Start(tag) if tag.name() == b"person" => {
                for name in [&b"displayName"[..], b"userId"] {
                    let value = tag.attr(name).unwrap_or_default().into_owned();
                    Piece::from(value).finish(place("comment authors", None, ""), Role::Author, sink)?;
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Text boxes and shapes: a segment a paragraph; what a picture shows, where someone wrote it down.
fn drawing(scanner: &mut Scanner<'_>, around: &Around<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let part = part_name("drawing", around.sheet);
    let mut paragraph = 0;
    let mut in_text = false;
    let mut text = Piece::default();
    let at = |paragraph: u32| Locator::Paragraph { part: part.clone(), paragraph };
    loop {
        match scanner.next()? {
            Event::Start(tag) => match tag.name() {
                b"t" => in_text = true,
                b"br" => text.text_mut().push('\n'),
                b"p" => paragraph += 1,
                b"cNvPr" => {
                    let description = tag.attr(b"descr").unwrap_or_default().into_owned();
                    let place = Locator::Part { part: part.clone() };
                    Piece::from(description).finish(place, Role::Body, sink)?;
                }
                _ => {}
            },
            Event::Text(piece) if in_text => text.add(piece, || at(paragraph), Role::Body, sink)?,
            Event::End(b"t") => in_text = false,
            Event::End(b"p") => text.finish(at(paragraph), Role::Body, sink)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Drawings of the old kind: only what stands in a text box.
fn vml_drawing(scanner: &mut Scanner<'_>, around: &Around<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let part = part_name("drawing", around.sheet);
    let mut boxes = 0;
    let mut in_box = false;
    let mut text = Piece::default();
    let at = |paragraph: u32| Locator::Paragraph { part: part.clone(), paragraph };
    loop {
        match scanner.next()? {
            Event::Start(tag) if tag.name() == b"textbox" => {
                in_box = true;
                boxes += 1;
            }
            Event::Text(piece) if in_box => text.add(piece, || at(boxes), Role::Body, sink)?,
            Event::End(b"textbox") => {
                in_box = false;
                text.finish(at(boxes), Role::Body, sink)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn part_name(what: &str, sheet: Option<&Arc<str>>) -> Arc<str> {
    sheet.map_or_else(|| what.into(), |sheet| format!("{what} {sheet}").into())
}
