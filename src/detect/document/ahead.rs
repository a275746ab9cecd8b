//! Holds running text back until enough of the document is known to read it: an e-mail address in the signature tells that
//! the words in the first line are a name.

use crate::document::{Locator, Role, Segment};
use std::ops::Range;

/// Bytes of text that are held back; a longer document is read piece by piece.
const MOST: usize = 256 << 10;

/// Segments held back, in order.
#[derive(Default)]
pub(super) struct Ahead {
    text: String,
    segments: Vec<Held>,
}

struct Held {
    text: Range<usize>,
    locator: Locator,
    role: Role,
    offset: u64,
}

impl Ahead {
    /// Whether a segment of this size can be held back, too.
    pub(super) fn has_room(&self, bytes: usize) -> bool {
        self.text.len() + bytes <= MOST
    }

    pub(super) fn hold(&mut self, segment: &Segment<'_>) {
        let start = self.text.len();
        self.text.push_str(segment.text);
        let Segment { locator, role, offset, .. } = segment;
        let text = start..self.text.len();
        self.segments.push(Held { text, locator: locator.clone(), role: *role, offset: *offset });
    }

    /// The segments, in order.
    pub(super) fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        self.segments.iter().map(|held| Segment {
            text: self.text.get(held.text.clone()).unwrap_or_default(),
            locator: held.locator.clone(),
            role: held.role,
            offset: held.offset,
        })
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.segments.clear();
    }
}
