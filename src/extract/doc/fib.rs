//! The head of a Word document: which version, where its tables are, how long each of its texts is ([MS-DOC] 2.5; Word 6:
//! the older layout of the same).

use crate::extract::ExtractError;
use crate::extract::bytes::{u16_at, u32_at};
use crate::extract::codepage::CodePage;

/// Bytes of it that are read; no version has more.
pub(super) const BYTES: u64 = 4_096;
/// Texts of a document: itself, footnotes, headers, comments, endnotes, text boxes, text boxes in headers.
pub(super) const STORIES: usize = 7;
/// The number of the first version whose tables stand in a stream of their own.
const WORD_97: u16 = 0x00C0;
/// Where the pairs of place and length start.
const PAIRS: usize = 0x9A;

/// The head.
#[derive(Debug)]
pub(super) struct Fib {
    bytes: Vec<u8>,
    /// Whether the tables have a stream of their own, and text may be UTF-16.
    pub(super) is_97: bool,
}

/// Where a table stands in its stream, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: u32,
    pub(super) length: u32,
}

impl Fib {
    pub(super) fn new(bytes: Vec<u8>) -> Result<Self, ExtractError> {
        let version = u16_at(&bytes, 2).unwrap_or(0);
        let known = matches!(u16_at(&bytes, 0), Some(0xA5EC | 0xA5DC));
        if !known || bytes.len() < 0x60 {
            return Err(ExtractError::Corrupt("the document does not begin as one".into()));
        }
        let fib = Self { is_97: version >= WORD_97 || u16_at(&bytes, 0) == Some(0xA5EC), bytes };
        if fib.flags() & 0x0100 != 0 {
            return Err(ExtractError::Encrypted("the document is password-protected".into()));
        }
        Ok(fib)
    }

    fn flags(&self) -> u16 {
        u16_at(&self.bytes, 10).unwrap_or(0)
    }

    /// The code page of text in bytes. Before Word 97 it went by the document's language.
    pub(super) fn page(&self) -> CodePage {
        let language = u16_at(&self.bytes, 6).filter(|_| !self.is_97).unwrap_or(0);
        let number = match (language, language & 0x3FF) {
            (0x0404 | 0x0C04, _) => 950,
            (_, 0x05 | 0x0E | 0x15 | 0x18 | 0x1A | 0x1B | 0x1C | 0x24) => 1250,
            (_, 0x02 | 0x19 | 0x22 | 0x23 | 0x2F) => 1251,
            (_, 0x08) => 1253,
            (_, 0x1F) => 1254,
            (_, 0x0D) => 1255,
            (_, 0x01 | 0x20 | 0x29) => 1256,
            (_, 0x25..=0x27) => 1257,
            (_, 0x2A) => 1258,
            (_, 0x1E) => 874,
            (_, 0x11) => 932,
            (_, 0x04) => 936,
            (_, 0x12) => 949,
            _ => 1252,
        };
        CodePage::of(number).unwrap_or_default()
    }

    /// The stream that has the tables.
    pub(super) fn table_stream(&self) -> &'static str {
        match (self.is_97, self.flags() & 0x0200 != 0) {
            (false, _) => "WordDocument",
            (true, false) => "0Table",
            (true, true) => "1Table",
        }
    }

    /// Whether the text does not stand in one piece.
    pub(super) fn is_complex(&self) -> bool {
        self.is_97 || self.flags() & 0x0004 != 0
    }

    /// Where the text starts and ends, if it stands in one piece.
    pub(super) fn text(&self) -> (u32, u32) {
        (u32_at(&self.bytes, 0x18).unwrap_or(0), u32_at(&self.bytes, 0x1C).unwrap_or(0))
    }

    /// Characters of each text.
    pub(super) fn lengths(&self) -> [u32; STORIES] {
        let places = if self.is_97 {
            [0x4C, 0x50, 0x54, 0x5C, 0x60, 0x64, 0x68]
        } else {
            [0x34, 0x38, 0x3C, 0x44, 0x48, 0x4C, 0x50]
        };
        // A negative length is none.
        places.map(|at| u32_at(&self.bytes, at).filter(|length| *length <= i32::MAX as u32).unwrap_or(0))
    }

    /// The piece table.
    pub(super) fn pieces(&self) -> Option<Range> {
        if self.is_97 { self.pair(33) } else { self.range(0x160) }
    }

    /// A table by its number in Word 97's list.
    pub(super) fn pair(&self, number: usize) -> Option<Range> {
        let count = usize::from(u16_at(&self.bytes, PAIRS - 2)?);
        (self.is_97 && number < count).then(|| self.range(PAIRS + number * 8))?
    }

    fn range(&self, at: usize) -> Option<Range> {
        let range = Range { start: u32_at(&self.bytes, at)?, length: u32_at(&self.bytes, at + 4)? };
        (range.length > 0).then_some(range)
    }
}
