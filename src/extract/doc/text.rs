//! The text of a document: its characters, of which some are marks, to paragraphs, cells and fields.

use super::fib::STORIES;
use super::marks::Marks;
use super::pieces::Piece;
use crate::document::Role;
use crate::extract::ExtractError;
use crate::extract::bytes::push_utf16;
use crate::extract::codepage::CodePage;
use crate::extract::field;
use crate::extract::prose::{Prose, Story};
use std::io::{Read, Seek, SeekFrom};

/// Bytes that are read at a time; even.
const CHUNK: u32 = 16 << 10;
/// A field code is not longer; what claims to be one is text.
const LONGEST_CODE: usize = 64 << 10;

/// What each text of a document is called, and its role.
const PARTS: [(&str, Role); STORIES] = [
    ("document", Role::Body),
    ("footnotes", Role::Body),
    ("headers and footers", Role::HeaderFooter),
    ("comments", Role::Comment),
    ("endnotes", Role::Body),
    ("text boxes", Role::Body),
    ("text boxes of headers", Role::HeaderFooter),
];

/// Turns the characters into segments and tables.
pub(super) struct Text<'m, 'p, 'a> {
    prose: &'p mut Prose<'a>,
    story: Story,
    marks: &'m Marks,
    page: CodePage,
    /// Characters left in each text, in reverse order of reading.
    lengths: Vec<(usize, u32)>,
    left: u64,
    /// Open fields, and which of them is at its code.
    fields: u32,
    in_code: Option<u32>,
    code: String,
    /// The mark before was the end of a cell.
    after_cell: bool,
}

impl<'m, 'p, 'a> Text<'m, 'p, 'a> {
    pub(super) fn new(prose: &'p mut Prose<'a>, marks: &'m Marks, page: CodePage, lengths: [u32; STORIES]) -> Self {
        let story = prose.story(PARTS[0].0, PARTS[0].1);
        let mut lengths: Vec<(usize, u32)> = lengths.into_iter().enumerate().collect();
        lengths.reverse();
        let left = lengths.pop().map_or(0, |(_, length)| length.into());
        Self {
            prose,
            story,
            marks,
            page,
            lengths,
            left,
            fields: 0,
            in_code: None,
            code: String::new(),
            after_cell: false,
        }
    }

    /// Reads all pieces.
    pub(super) fn read(&mut self, pieces: &[Piece], source: &mut (impl Read + Seek)) -> Result<(), ExtractError> {
        let mut bytes = Vec::new();
        for piece in pieces {
            let size = if piece.wide { 2 } else { 1 };
            let mut left = piece.length;
            let mut at = u64::from(piece.start);
            source.seek(SeekFrom::Start(at))?;
            while left > 0 {
                self.begin_story()?;
                let story = u32::try_from(self.left).unwrap_or(u32::MAX);
                let count = left.min(story).min(CHUNK / size);
                bytes.clear();
                let wanted = u64::from(count) * u64::from(size);
                let result = source.by_ref().take(wanted).read_to_end(&mut bytes);
                if piece.wide {
                    self.take_wide(&bytes, at)?
                } else {
                    self.take_narrow(&bytes, at)?
                }
                result?;
                if (bytes.len() as u64) < wanted {
                    return Err(ExtractError::Truncated("the text ends too early".into()));
                }
                left -= count;
                self.left -= u64::from(count);
                at += wanted;
            }
        }
        Ok(())
    }

    /// Goes on to the next text where this one is at its end.
    fn begin_story(&mut self) -> Result<(), ExtractError> {
        while self.left == 0 {
            // What stands behind the last text is none by the head; it is read all the same.
            let (number, length) = self.lengths.pop().unwrap_or((0, u32::MAX));
            self.end_fields();
            let (part, role) = PARTS.get(number).copied().unwrap_or(PARTS[0]);
            let next = self.prose.story(part, role);
            std::mem::replace(&mut self.story, next).finish(self.prose)?;
            // The story has the numbers from before the last one ended.
            self.story = self.prose.story(part, role);
            self.left = length.into();
            self.after_cell = false;
        }
        Ok(())
    }

    /// Pushes what is left.
    pub(super) fn finish(mut self) -> Result<(), ExtractError> {
        self.end_fields();
        self.story.finish(self.prose)
    }

    fn take_narrow(&mut self, bytes: &[u8], start: u64) -> Result<(), ExtractError> {
        let page = self.page;
        let mut at = start;
        for run in bytes.split_inclusive(|byte| *byte < 0x20) {
            at += run.len() as u64;
            let (text, mark) = match run.split_last() {
                Some((&mark, text)) if mark < 0x20 => (text, Some(mark)),
                _ => (run, None),
            };
            self.add(|out| page.push(text, out), text.is_empty())?;
            if let Some(mark) = mark {
                self.mark(mark, at)?;
            }
        }
        Ok(())
    }

    fn take_wide(&mut self, bytes: &[u8], start: u64) -> Result<(), ExtractError> {
        let mut from = 0;
        for (at, unit) in bytes.chunks_exact(2).enumerate() {
            if let &[mark @ 0..0x20, 0] = unit {
                let text = bytes.get(from..at * 2).unwrap_or_default();
                from = at * 2 + 2;
                self.add(|out| push_utf16(text, out), text.is_empty())?;
                self.mark(mark, start + from as u64)?;
            }
        }
        let text = bytes.get(from..).unwrap_or_default();
        self.add(|out| push_utf16(text, out), text.is_empty())
    }

    /// Takes text, into the field code where one is open.
    fn add(&mut self, push: impl FnOnce(&mut String), is_empty: bool) -> Result<(), ExtractError> {
        if is_empty {
            return Ok(());
        }
        self.after_cell = false;
        if self.in_code.is_some() && self.code.len() > LONGEST_CODE {
            self.end_fields();
        }
        if self.in_code.is_some() {
            push(&mut self.code);
            return Ok(());
        }
        push(self.story.text_mut());
        self.story.keep_bounds(self.prose)
    }

    /// Takes a mark; `end` is the place behind it in the stream.
    fn mark(&mut self, mark: u8, end: u64) -> Result<(), ExtractError> {
        match mark {
            0x07 => self.end_cell(end),
            0x0C..=0x0E => self.end_paragraph(end),
            0x09 => self.add(|out| out.push('\t'), false),
            0x0A | 0x0B => self.add(|out| out.push('\n'), false),
            0x1E => self.add(|out| out.push('-'), false),
            0x13 => {
                self.fields = self.fields.saturating_add(1);
                self.in_code = self.in_code.or(Some(self.fields));
                Ok(())
            }
            0x14 => self.end_code(),
            0x15 => {
                self.end_code()?;
                self.fields = self.fields.saturating_sub(1);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_paragraph(&mut self, end: u64) -> Result<(), ExtractError> {
        self.end_fields();
        let mark = self.known(end);
        self.after_cell = false;
        let (in_table, heading) = mark.map_or((false, false), |mark| (mark.in_table, mark.heading));
        self.story.end_paragraph(in_table, heading, self.prose)
    }

    fn end_cell(&mut self, end: u64) -> Result<(), ExtractError> {
        self.end_fields();
        // Where nothing is known, a mark straight after another ends the row.
        let ends_row = self.known(end).map_or(self.after_cell, |mark| mark.ends_row);
        self.after_cell = !ends_row;
        if ends_row { self.story.end_row(self.prose) } else { self.story.end_cell(self.prose) }
    }

    fn known(&self, end: u64) -> Option<super::marks::Mark> {
        self.marks.get(u32::try_from(end).ok()?)
    }

    /// The innermost open field is past its code.
    fn end_code(&mut self) -> Result<(), ExtractError> {
        if self.in_code.is_none() || self.in_code != Some(self.fields) {
            return Ok(());
        }
        self.in_code = None;
        let code = std::mem::take(&mut self.code);
        match field::read(&code) {
            Some((role, text)) => self.story.extra(role, text, self.prose),
            None => Ok(()),
        }
    }

    /// A field that does not end: what seemed its code is text.
    fn end_fields(&mut self) {
        if self.in_code.take().is_some() {
            let code = std::mem::take(&mut self.code);
            self.story.text_mut().push_str(&code);
            self.fields = 0;
        }
    }
}
