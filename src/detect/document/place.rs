//! From bytes of a text to a place that a person finds: line, cell, position in Unicode scalar values.

use crate::document::{Locator, TablePlace};
use std::ops::Range;

/// Where a text stands; worked out in full only for what is shown.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// A segment, and how much of its line or paragraph precedes it.
    Segment(&'a Locator, u64),
    /// A cell: table, row (1-based), column (0-based).
    Cell(&'a TablePlace, u32, u32),
}

impl Place<'_> {
    /// The locator of `span` in `text`, and where it begins and ends there in Unicode scalar values.
    pub(super) fn resolve(self, text: &str, span: Range<usize>) -> (Locator, u64, u64) {
        let (locator, from, before) = match self {
            Place::Cell(table, row, column) => (table.cell(row, column), 0, 0),
            Place::Segment(Locator::Line { line }, offset) => {
                let head = text.get(..span.start).unwrap_or_default();
                let breaks = memchr::memchr_iter(b'\n', head.as_bytes()).count() as u64;
                let from = memchr::memrchr(b'\n', head.as_bytes()).map_or(0, |at| at + 1);
                (Locator::Line { line: line + breaks }, from, if breaks == 0 { offset } else { 0 })
            }
            Place::Segment(locator, offset) => (locator.clone(), 0, offset),
        };
        let start = before + scalars(text, from..span.start);
        let end = start + scalars(text, span);
        (locator, start, end)
    }
}

fn scalars(text: &str, range: Range<usize>) -> u64 {
    text.get(range).map_or(0, |part| part.chars().count() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_lines_and_offsets() {
        let check = |text: &str, offset: u64, want: (u64, u64, u64)| {
            let at = text.find("x@y").unwrap();
            let (locator, start, end) = Place::Segment(&Locator::Line { line: 7 }, offset).resolve(text, at..at + 3);
            assert_eq!((locator, start, end), (Locator::Line { line: want.0 }, want.1, want.2), "{text:?}");
        };
        check("x@y", 0, (7, 0, 3));
        check("é x@y", 10, (7, 12, 15));
        check("first\nsécond x@y\nthird", 10, (8, 7, 10));
    }
}
