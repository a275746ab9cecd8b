//! What an Office document saved as XML says of itself.

use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner};

/// Elements that hold properties.
const HOLDERS: &[&[u8]] = &[b"DocumentProperties", b"CustomDocumentProperties", b"coreProperties", b"Properties"];
/// Properties that programs count.
const DULL: &[&[u8]] = &[
    b"Revision",
    b"revision",
    b"TotalTime",
    b"Created",
    b"created",
    b"LastSaved",
    b"LastPrinted",
    b"lastPrinted",
    b"modified",
    b"Pages",
    b"Words",
    b"Characters",
    b"CharactersWithSpaces",
    b"Lines",
    b"Paragraphs",
    b"Version",
    b"AppVersion",
    b"Application",
    b"Template",
    b"DocSecurity",
    b"ScaleCrop",
    b"SharedDoc",
    b"LinksUpToDate",
    b"HyperlinksChanged",
];
const AUTHORS: &[&[u8]] = &[b"Author", b"LastAuthor", b"creator", b"lastModifiedBy"];

/// Picks properties out of the events of a scanner.
#[derive(Default)]
pub(super) struct Properties {
    /// Elements open from the one that holds properties.
    depth: u32,
    text: Piece,
}

impl Properties {
    /// Takes an event; whether it belongs to the properties.
    pub(super) fn take(&mut self, event: &Event<'_>, sink: &mut dyn Sink) -> Result<bool, ExtractError> {
        let place = || Locator::Part { part: "properties".into() };
        match event {
            Event::Start(tag) if self.depth > 0 || HOLDERS.contains(&tag.name()) => self.depth += 1,
            Event::Text(text) if self.depth > 1 => self.text.add(*text, place, Role::Property, sink)?,
            Event::End(name) if self.depth > 0 => {
                self.depth -= 1;
                let role = if AUTHORS.contains(name) { Role::Author } else { Role::Property };
                if DULL.contains(name) {
                    self.text = Piece::default();
                }
                self.text.finish(place(), role, sink)?;
            }
            _ => return Ok(self.depth > 0),
        }
        Ok(true)
    }

    /// Pushes all properties of a document.
    pub(super) fn read(scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let mut properties = Self::default();
        loop {
            let event = scanner.next()?;
            if matches!(event, Event::Eof) {
                return Ok(());
            }
            properties.take(&event, sink)?;
        }
    }
}
