//! The part of a stream that is in memory.

use std::io::{self, Read};
use std::ops::Range;

/// How much of a stream is held.
pub(super) const WINDOW: usize = 256 << 10;
/// The longest single tag: the window grows up to it.
pub(super) const MAX_UNIT: usize = 16 << 20;
/// Bytes of comments that are copied.
const COPIED: usize = 512 << 10;
/// What is kept back at the end of a piece of text, in case an entity or `]]>` begins there.
const TAIL: usize = 32;

/// A window over a stream. An error of the stream waits until all that came before it is used up.
pub(super) struct Window<'r> {
    input: Box<dyn Read + 'r>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    fault: Option<io::Error>,
}

impl<'r> Window<'r> {
    /// A window that at first holds `size` bytes.
    pub(super) fn new(input: Box<dyn Read + 'r>, size: usize) -> Self {
        Self { input, buffer: vec![0; size], start: 0, end: 0, ended: false, fault: None }
    }

    /// What is in memory and not yet used.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Bytes by a range that [`Window::take`] gave; valid until the next refill.
    #[inline]
    pub(super) fn slice(&self, range: Range<usize>) -> &[u8] {
        self.buffer.get(range).unwrap_or_default()
    }

    /// Uses up `count` bytes and says where they stand.
    #[inline]
    pub(super) fn take(&mut self, count: usize) -> Range<usize> {
        let from = self.start;
        self.start = (from + count).min(self.end);
        from..self.start
    }

    /// Uses up one byte, reading on where needed.
    pub(super) fn bump(&mut self) -> Option<u8> {
        if self.start == self.end {
            self.refill();
        }
        let byte = self.rest().first().copied();
        self.take(1);
        byte
    }

    /// Moves what is left to the front and fills the window. False: nothing more came.
    pub(super) fn refill(&mut self) -> bool {
        if self.ended {
            return false;
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let before = self.end;
        while let Some(space @ [_, ..]) = self.buffer.get_mut(self.end..) {
            match self.input.read(space) {
                Ok(0) => self.ended = true,
                Ok(count) => self.end += count.min(space.len()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.fault = Some(error);
                    self.ended = true;
                }
            }
            if self.ended {
                break;
            }
        }
        self.end > before
    }

    /// The same, where what is left already fills the window and is one unit: doubles it first.
    pub(super) fn refill_growing(&mut self) -> bool {
        if !self.ended && self.end - self.start >= self.buffer.len() / 2 {
            let longer = (self.buffer.len() * 2).min(MAX_UNIT);
            self.buffer.resize(longer, 0);
        }
        self.refill()
    }

    /// Whether one unit fills all that may ever be held.
    pub(super) fn is_at_bound(&self) -> bool {
        self.end - self.start >= MAX_UNIT
    }

    /// Drops what is left.
    pub(super) fn clear(&mut self) {
        self.start = self.end;
    }

    /// Uses up everything to the end of the next `mark`, or of the stream.
    pub(super) fn skip_past(&mut self, mark: &[u8]) {
        self.copy_past(mark, None);
    }

    /// The same, and adds a copy of what stands before the mark to `copy`, up to a bound.
    pub(super) fn copy_past(&mut self, mark: &[u8], mut copy: Option<&mut Vec<u8>>) {
        let mut add = |bytes: &[u8]| {
            if let Some(copy) = copy.as_mut().filter(|copy| copy.len() + bytes.len() < COPIED) {
                copy.extend_from_slice(bytes);
                copy.push(b' ');
            }
        };
        loop {
            if let Some(at) = memchr::memmem::find(self.rest(), mark) {
                add(self.rest().get(..at).unwrap_or_default());
                self.take(at + mark.len());
                return;
            }
            // The mark may have begun at the window's end.
            let keep = self.rest().len().min(mark.len() - 1);
            add(self.rest().get(..self.rest().len() - keep).unwrap_or_default());
            self.start = self.end - keep;
            if !self.refill() {
                self.clear();
                return;
            }
        }
    }

    /// How much of the rest may be given as a piece of text without tearing a character, an entity or a `]]>` apart.
    pub(super) fn safe_end(&self) -> usize {
        let rest = self.rest();
        if self.ended || rest.len() <= TAIL {
            return rest.len();
        }
        self.before_line_end(self.whole_end(rest))
    }

    /// Before a CR that may be the first half of a line end.
    fn before_line_end(&self, end: usize) -> usize {
        let ends_in_cr = end > 1 && self.rest().get(end - 1) == Some(&b'\r');
        if ends_in_cr { end - 1 } else { end }
    }

    fn whole_end(&self, rest: &[u8]) -> usize {
        let tail = rest.len() - TAIL;
        let held = rest.get(tail..).unwrap_or_default();
        if let Some(at) = memchr::memrchr2(b'&', b']', held) {
            return tail + held.get(..at).map_or(0, |before| before.len() - trailing(before, b']'));
        }
        let cut = held.iter().rposition(|byte| byte & 0xC0 != 0x80).unwrap_or(TAIL);
        tail + cut
    }

    /// The error that ended the stream, once.
    pub(super) fn take_fault(&mut self) -> Option<io::Error> {
        self.fault.take()
    }

    /// Puts a reader made from this window's unread bytes and its stream in place of the stream.
    pub(super) fn replace_input(&mut self, wrap: impl FnOnce(Box<dyn Read + 'r>) -> Box<dyn Read + 'r>) {
        let unread = io::Cursor::new(self.rest().to_vec());
        let stream = std::mem::replace(&mut self.input, Box::new(io::empty()));
        let whole: Box<dyn Read + 'r> = if self.ended { Box::new(unread) } else { Box::new(unread.chain(stream)) };
        self.input = wrap(whole);
        self.ended = false;
        self.clear();
    }
}

/// How many of the last bytes are `byte`.
fn trailing(bytes: &[u8], byte: u8) -> usize {
    bytes.iter().rev().take_while(|&&other| other == byte).count()
}
