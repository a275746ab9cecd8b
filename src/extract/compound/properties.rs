//! Document properties in property sets ([MS-OLEPS]): title, author, company, and what someone defined himself.

use super::Compound;
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::bytes::{u16_at, u32_at, usize_at, utf16_z};
use crate::extract::codepage::CodePage;
use crate::extract::piece::Piece;

/// Bytes of a property set that are read; thumbnails make them long, and stand at their end.
const MOST: u64 = 8 << 20;
/// Properties of one set that are read.
const MOST_PROPERTIES: usize = 4_096;

/// Properties by id, and the role of their text.
type Known = &'static [(u32, Role)];

const SUMMARY: Known = &[
    (2, Role::Property),
    (3, Role::Property),
    (4, Role::Author),
    (5, Role::Property),
    (6, Role::Property),
    (8, Role::Author),
];
const DOCUMENT: Known =
    &[(2, Role::Property), (14, Role::Author), (15, Role::Property), (26, Role::Property), (27, Role::Property)];
/// What format ids of the sets begin with ([MS-OLEPS] 3.1.2).
const SUMMARY_SET: u32 = 0xF29F_85E0;
const DOCUMENT_SET: u32 = 0xD5CD_D502;
const USER_SET: u32 = 0xD5CD_D505;

impl Compound<'_> {
    /// Pushes the properties of the document that stands in `storage`.
    pub(crate) fn push_properties(&mut self, storage: usize, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for name in ["\u{5}SummaryInformation", "\u{5}DocumentSummaryInformation"] {
            let Some(entry) = self.find(storage, name) else { continue };
            let (bytes, fault) = self.read(entry, MOST);
            push_sets(&bytes, sink)?;
            if let Some(incident) = fault.and_then(|error| error.incident()) {
                sink.incident(incident);
            }
        }
        Ok(())
    }
}

/// Pushes what the sets of one stream say.
pub(super) fn push_sets(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ExtractError> {
    for set in 0..usize_at(bytes, 24).unwrap_or(0).min(2) {
        let head = 28 + set * 20;
        let (Some(id), Some(start)) = (u32_at(bytes, head), usize_at(bytes, head + 16)) else { continue };
        let section = Section::new(bytes.get(start..).unwrap_or_default());
        match id {
            SUMMARY_SET => section.push_known(SUMMARY, sink)?,
            DOCUMENT_SET => section.push_known(DOCUMENT, sink)?,
            USER_SET => section.push_named(sink)?,
            _ => {}
        }
    }
    Ok(())
}

struct Section<'b> {
    bytes: &'b [u8],
    page: CodePage,
    wide: bool,
}

impl<'b> Section<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        let mut section = Self { bytes, page: CodePage::default(), wide: false };
        if let Some(number) = section.value(1).and_then(|value| u16_at(value, 4)) {
            section.wide = number == 1200;
            section.page = CodePage::of(number.into()).unwrap_or_default();
        }
        section
    }

    /// Ids and places of the properties.
    fn list(&self) -> impl Iterator<Item = (u32, usize)> {
        let count = usize_at(self.bytes, 4).unwrap_or(0).min(MOST_PROPERTIES);
        (0..count).map_while(|at| Some((u32_at(self.bytes, 8 + at * 8)?, usize_at(self.bytes, 12 + at * 8)?)))
    }

    /// A property from its type on.
    fn value(&self, id: u32) -> Option<&'b [u8]> {
        let (_, place) = self.list().find(|(other, _)| *other == id)?;
        self.bytes.get(place..)
    }

    /// A property that is text.
    fn text(&self, value: &[u8]) -> Option<String> {
        let length = usize_at(value, 4)?;
        let rest = value.get(8..)?;
        match u32_at(value, 0)? & 0xFFFF {
            // Byte strings, in a property set of UTF-16 too.
            0x1E | 8 => Some(self.narrow(rest.get(..length.min(rest.len()))?)),
            0x1F => Some(utf16_z(rest.get(..length.saturating_mul(2).min(rest.len()))?)),
            _ => None,
        }
    }

    fn narrow(&self, bytes: &[u8]) -> String {
        if self.wide {
            return utf16_z(bytes);
        }
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        self.page.text(bytes.get(..end).unwrap_or_default())
    }

    fn push_known(&self, known: Known, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for (id, role) in known {
            if let Some(text) = self.value(*id).and_then(|value| self.text(value)) {
                Piece::from(text).finish(place(), *role, sink)?;
            }
        }
        Ok(())
    }

    /// Pushes `name: value` of what someone defined himself; the names stand in property 0.
    fn push_named(&self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(mut names) = self.value(0) else { return Ok(()) };
        let count = usize_at(names, 0).unwrap_or(0).min(MOST_PROPERTIES);
        names = names.get(4..).unwrap_or_default();
        for _ in 0..count {
            let (Some(id), Some(length)) = (u32_at(names, 0), usize_at(names, 4)) else { break };
            let bytes = if self.wide { length.saturating_mul(2).next_multiple_of(4) } else { length };
            let rest = names.get(8..).unwrap_or_default();
            let Some((name, after)) = rest.split_at_checked(bytes) else { break };
            names = after;
            let name = self.narrow(name);
            // Those with an underscore are written by programs for themselves.
            if let Some(text) = self.value(id).and_then(|value| self.text(value))
                && !text.trim().is_empty()
                && !name.starts_with("_PID_")
            {
                Piece::from(format!("{name}: {text}")).finish(place(), Role::Property, sink)?;
            }
        }
        Ok(())
    }
}

fn place() -> Locator {
    Locator::Part { part: "properties".into() }
}
