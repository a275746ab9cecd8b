//! Document properties of an OPC package.

use super::Package;
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner};

/// Parts with properties, and by which elements: with what role each is pushed.
const PARTS: &[(&str, &[(&[u8], Role)])] = &[
    (
        "docProps/core.xml",
        &[
            (b"title", Role::Property),
            (b"subject", Role::Property),
            (b"description", Role::Property),
            (b"keywords", Role::Property),
            (b"category", Role::Property),
            (b"contentStatus", Role::Property),
            (b"creator", Role::Author),
            (b"lastModifiedBy", Role::Author),
        ],
    ),
    ("docProps/app.xml", &[(b"Manager", Role::Author), (b"Company", Role::Property)]),
];

impl Package<'_> {
    /// Pushes title, subject, keywords and the like, the authors, and what someone defined himself.
    pub(crate) fn push_properties(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for (part, elements) in PARTS {
            self.scan(part, sink, |scanner, sink| listed(scanner, elements, sink))?;
        }
        self.scan("docProps/custom.xml", sink, custom)?;
        Ok(())
    }
}

fn place() -> Locator {
    Locator::Part { part: "properties".into() }
}

fn listed(scanner: &mut Scanner<'_>, elements: &[(&[u8], Role)], sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let role = |name: &[u8]| elements.iter().find(|(element, _)| *element == name).map(|(_, role)| *role);
    let mut open = None;
    let mut text = Piece::default();
    loop {
        match scanner.next()? {
            Event::Start(tag) => open = role(tag.name()).or(open),
            Event::Text(piece) => {
                if let Some(role) = open {
                    text.add(piece, place, role, sink)?;
                }
            }
            Event::End(name) if role(name).is_some() => {
                text.finish(place(), open.take().unwrap_or_default(), sink)?;
            }
            Event::Eof => return Ok(()),
            Event::End(_) => {}
        }
    }
}

/// `name: value`; a sensitivity label is one of these.
fn custom(scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut text = Piece::default();
    let mut open = false;
    loop {
        match scanner.next()? {
            Event::Start(tag) if tag.name() == b"property" => {
                open = true;
                if let Some(name) = tag.attr(b"name") {
                    text.text_mut().push_str(&name);
                    text.text_mut().push_str(": ");
                }
            }
            Event::Text(piece) if open => text.add(piece, place, Role::Property, sink)?,
            Event::End(b"property") => {
                open = false;
                text.finish(place(), Role::Property, sink)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
