//! What the marks at the ends of paragraphs mean: the end of a cell, of a row, of a heading ([MS-DOC] 2.9.175 ff.).

use crate::extract::bytes::{u16_at, u32_at};
use rustc_hash::FxHashMap;
use std::io::{Read, Seek, SeekFrom};

const PAGE: usize = 512;
/// Paragraphs beyond are judged by their text alone.
const MOST: usize = 4 << 20;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) in_table: bool,
    pub(super) ends_row: bool,
    pub(super) heading: bool,
}

/// What paragraphs are, by where they end in the stream.
#[derive(Debug, Default)]
pub(super) struct Marks(FxHashMap<u32, Mark>);

impl Marks {
    /// The paragraph that ends before this place; none where nothing is known of it.
    pub(super) fn get(&self, end: u32) -> Option<Mark> {
        self.0.get(&end).copied()
    }

    /// Reads the pages that the table lists. What is damaged among them is left away: it costs structure, not text.
    pub(super) fn read(table: &[u8], source: &mut (impl Read + Seek), length: u64) -> Self {
        let mut marks = Self::default();
        let count = table.len().saturating_sub(4) / 8;
        let most = usize::try_from(length / PAGE as u64 + 1).unwrap_or(usize::MAX);
        for at in 0..count.min(most) {
            let Some(page) = u32_at(table, (count + 1) * 4 + at * 4) else { break };
            let mut bytes = [0; PAGE];
            let place = u64::from(page & 0x3F_FFFF) * PAGE as u64;
            if source.seek(SeekFrom::Start(place)).is_err() || source.read_exact(&mut bytes).is_err() {
                continue;
            }
            marks.take_page(&bytes);
            if marks.0.len() > MOST {
                break;
            }
        }
        marks
    }

    /// A page: where paragraphs start and end, then for each half the place of its properties in the page.
    fn take_page(&mut self, page: &[u8; PAGE]) {
        let count = usize::from(page.last().copied().unwrap_or(0));
        for at in 0..count {
            let Some(end) = u32_at(page, (at + 1) * 4) else { return };
            let Some(&half) = page.get((count + 1) * 4 + at * 13) else { return };
            let mark = if half == 0 { Mark::default() } else { properties(page, usize::from(half) * 2) };
            self.0.insert(end, mark);
        }
    }
}

/// What the properties at this place say.
fn properties(page: &[u8; PAGE], at: usize) -> Mark {
    let Some(&words) = page.get(at) else { return Mark::default() };
    let (start, length) = if words == 0 {
        (at + 2, usize::from(page.get(at + 1).copied().unwrap_or(0)) * 2)
    } else {
        (at + 1, usize::from(words) * 2 - 1)
    };
    let bytes = page.get(start..(start + length).min(PAGE)).unwrap_or_default();
    let heading = matches!(u16_at(bytes, 0), Some(1..=9));
    let mut mark = Mark { heading, ..Mark::default() };
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some(code) = u16_at(rest, 0) {
        let set = rest.get(2).is_some_and(|value| *value != 0);
        match code {
            0x2416 => mark.in_table = set,
            0x2417 => mark.ends_row = set,
            // Properties too long for the page: only the ends of rows have such.
            0x6645 | 0x6646 => (mark.in_table, mark.ends_row) = (true, true),
            _ => {}
        }
        let Some(after) = operand(code, rest).and_then(|length| rest.get(2 + length..)) else { break };
        rest = after;
    }
    mark
}

/// Bytes of a property's value.
fn operand(code: u16, rest: &[u8]) -> Option<usize> {
    Some(match code >> 13 {
        0 | 1 => 1,
        2 | 4 | 5 => 2,
        3 => 4,
        7 => 3,
        _ if code == 0xD608 => usize::from(u16_at(rest, 2)?) + 1,
        _ => usize::from(*rest.get(2)?) + 1,
    })
}
