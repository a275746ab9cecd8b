//! Text that is gathered and pushed as one segment, or in pieces where it grows too long to be held.

use super::xml::Text;
use super::{ExtractError, heed};
use crate::document::{Locator, Role, Segment, Sink};

/// A text longer than this is pushed in pieces.
const LONGEST: usize = 1 << 20;

/// A paragraph, comment or property that is being read.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    text: String,
    /// How many characters of it were pushed before.
    offset: u64,
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self { text, offset: 0 }
    }
}

impl Piece {
    /// What is gathered and not yet pushed.
    pub(crate) fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    /// Adds a piece of text; pushes what is there once it is long.
    pub(crate) fn add(
        &mut self,
        text: Text<'_>,
        place: impl FnOnce() -> Locator,
        role: Role,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        text.push_to(&mut self.text);
        self.push_if_long(place, role, sink)
    }

    /// Pushes what is there if it is long.
    pub(crate) fn push_if_long(
        &mut self,
        place: impl FnOnce() -> Locator,
        role: Role,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if self.text.len() <= LONGEST {
            return Ok(());
        }
        heed(sink.segment(Segment { text: &self.text, locator: place(), role, offset: self.offset }))?;
        self.offset += self.text.chars().count() as u64;
        self.text.clear();
        Ok(())
    }

    /// Pushes the rest, without blanks at its end, and starts anew.
    pub(crate) fn finish(&mut self, place: Locator, role: Role, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let text = self.text.trim_end();
        if !text.is_empty() {
            heed(sink.segment(Segment { text, locator: place, role, offset: self.offset }))?;
        }
        self.text.clear();
        self.offset = 0;
        Ok(())
    }
}
