//! The bytes of a mail as lines and parts: a window over the source that stops at the boundaries of the parts around it.

use crate::extract::Source;
use memchr::memchr;
use std::io::{self, BufRead, Cursor, Read};

/// Bytes read at once, and of a line that come at once.
const WINDOW: usize = 64 << 10;
/// A boundary may have 70 characters; programs take some more.
const LONGEST_BOUNDARY: usize = 1_000;

/// A boundary that was met: of which of the open multiparts, and whether it is the closing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) level: usize,
    pub(super) last: bool,
}

/// Reads a mail by lines.
pub(super) struct Input<'a> {
    source: &'a mut dyn Source,
    buffer: Vec<u8>,
    from: usize,
    ended: bool,
    /// `\n`, or `\r` where the mail has no other.
    newline: u8,
    at_line_start: bool,
    boundaries: Vec<Vec<u8>>,
    met: Option<Met>,
}

impl<'a> Input<'a> {
    pub(super) fn new(source: &'a mut dyn Source) -> io::Result<Self> {
        let mut input = Self {
            source,
            buffer: Vec::new(),
            from: 0,
            ended: false,
            newline: b'\n',
            at_line_start: true,
            boundaries: Vec::new(),
            met: None,
        };
        input.fill()?;
        if memchr(b'\n', &input.buffer).is_none() && memchr(b'\r', &input.buffer).is_some() {
            input.newline = b'\r';
        }
        let mark = b"\xEF\xBB\xBF";
        if input.buffer.starts_with(mark) {
            input.from = mark.len();
        }
        Ok(input)
    }

    /// What is at the front: a line with its end, or a piece of a very long one; empty at the end of the source.
    pub(super) fn piece(&mut self) -> io::Result<&[u8]> {
        loop {
            let rest = self.buffer.get(self.from..).unwrap_or_default();
            let end = memchr(self.newline, rest).map(|at| at + 1);
            let end = end.or((self.ended || rest.len() >= WINDOW).then_some(rest.len()));
            match end {
                Some(end) => return Ok(self.buffer.get(self.from..self.from + end).unwrap_or_default()),
                None => self.fill()?,
            }
        }
    }

    /// Goes over the piece at the front.
    pub(super) fn consume(&mut self) -> io::Result<()> {
        let newline = self.newline;
        let (length, whole) = {
            let piece = self.piece()?;
            (piece.len(), piece.last() == Some(&newline))
        };
        self.from += length;
        if length > 0 {
            self.at_line_start = whole;
        }
        Ok(())
    }

    /// Whether a line begins here.
    pub(super) fn at_line_start(&self) -> bool {
        self.at_line_start
    }

    /// Opens a multipart: from now on its boundary is met. Its level.
    pub(super) fn open(&mut self, boundary: &[u8]) -> usize {
        self.boundaries.push(boundary.get(..boundary.len().min(LONGEST_BOUNDARY)).unwrap_or_default().to_vec());
        self.boundaries.len() - 1
    }

    /// Closes the multipart of that level and all in it.
    pub(super) fn close(&mut self, level: usize) {
        self.boundaries.truncate(level);
    }

    /// The boundary at which reading stands; it stays met until it is taken.
    pub(super) fn met(&mut self) -> io::Result<Option<Met>> {
        if self.met.is_some() || !self.at_line_start || self.boundaries.is_empty() {
            return Ok(self.met);
        }
        let Some(line) = self.piece()?.strip_prefix(b"--") else { return Ok(None) };
        let line = line.trim_ascii_end().to_vec();
        let of = |(level, boundary): (usize, &Vec<u8>)| {
            let rest = line.strip_prefix(boundary.as_slice())?;
            (rest.is_empty() || rest == b"--").then_some(Met { level, last: !rest.is_empty() })
        };
        self.met = self.boundaries.iter().enumerate().rev().find_map(of);
        if self.met.is_some() {
            self.consume()?;
        }
        Ok(self.met)
    }

    /// Goes on behind the boundary that was met.
    pub(super) fn take_met(&mut self) {
        self.met = None;
    }

    /// Whether nothing more comes.
    pub(super) fn is_at_end(&mut self) -> io::Result<bool> {
        Ok(self.piece()?.is_empty())
    }

    /// Goes to the next boundary, or to the end.
    pub(super) fn skip(&mut self) -> io::Result<()> {
        while self.met()?.is_none() && !self.is_at_end()? {
            self.consume()?;
        }
        Ok(())
    }

    /// What stands until the next boundary.
    pub(super) fn raw<'i>(&'i mut self) -> Raw<'i, 'a> {
        Raw { input: self, out: Cursor::default(), line_end: Vec::new() }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.from);
        self.from = 0;
        let before = self.buffer.len();
        (&mut *self.source).take(WINDOW as u64).read_to_end(&mut self.buffer)?;
        self.ended = self.buffer.len() == before;
        Ok(())
    }
}

/// The bytes of one part, as they stand in the mail. The line break before a boundary belongs to the boundary.
pub(super) struct Raw<'i, 'a> {
    input: &'i mut Input<'a>,
    out: Cursor<Vec<u8>>,
    line_end: Vec<u8>,
}

impl Raw<'_, '_> {
    /// Takes the next lines; `false` at the end of the part.
    fn more(&mut self) -> io::Result<bool> {
        self.out.set_position(0);
        let out = self.out.get_mut();
        out.clear();
        while out.len() < WINDOW / 2 {
            if self.input.met()?.is_some() {
                return Ok(!out.is_empty());
            }
            let newline = self.input.newline;
            let piece = self.input.piece()?;
            if piece.is_empty() {
                out.append(&mut self.line_end);
                return Ok(!out.is_empty());
            }
            let text = piece.strip_suffix(&[newline]).unwrap_or(piece);
            let text = if text.len() < piece.len() { text.strip_suffix(b"\r").unwrap_or(text) } else { text };
            out.append(&mut self.line_end);
            out.extend_from_slice(text);
            self.line_end.extend_from_slice(piece.get(text.len()..).unwrap_or_default());
            self.input.consume()?;
        }
        Ok(true)
    }
}

impl Read for Raw<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.out.fill_buf()?.is_empty() && !self.more()? {
            return Ok(0);
        }
        self.out.read(buffer)
    }
}
