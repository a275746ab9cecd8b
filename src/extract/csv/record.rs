//! One record of a delimited file: where its fields stand. Works on a window of text and copies nothing, so that a quote
//! that is never closed can be taken back without reading the file twice.

/// Bytes of one record at most.
pub(super) const RECORD: usize = 1 << 20;

/// A field: a range of the window, without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Holds doubled quotes, each of which stands for one.
    pub(super) doubled: bool,
}

/// What [`Splitter::next`] found at the front of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A record; the next one begins here.
    Record(usize),
    /// The record is not complete in the window.
    More,
}

/// Splits a text into records.
pub(super) struct Splitter {
    delimiter: u8,
    /// Fields that most records have, if that is known: tells a long quoted text from rows that a stray quote swallowed.
    columns: usize,
    /// Whether a byte ends an unquoted field.
    ends: [bool; 256],
    /// The fields of the last record.
    pub(super) fields: Vec<Field>,
    /// Opening quotes that turned out to open nothing.
    pub(super) stray_quotes: u64,
}

impl Splitter {
    pub(super) fn new(delimiter: u8, columns: usize) -> Self {
        let mut ends = [false; 256];
        for byte in [delimiter, b'\n', b'\r'] {
            if let Some(end) = ends.get_mut(usize::from(byte)) {
                *end = true;
            }
        }
        Self { delimiter, columns, ends, fields: Vec::new(), stray_quotes: 0 }
    }

    /// Finds the fields of the record at `from`. `end`: nothing follows the window.
    pub(super) fn next(&mut self, text: &[u8], from: usize, end: bool) -> Next {
        self.fields.clear();
        let mut at = from;
        loop {
            let Some(after) = self.field(text, at, end) else { return Next::More };
            match text.get(after) {
                Some(&byte) if byte == self.delimiter => at = after + 1,
                Some(b'\r') => match text.get(after + 1) {
                    Some(b'\n') => return Next::Record(after + 2),
                    None if !end => return Next::More,
                    _ => return Next::Record(after + 1),
                },
                Some(_) => return Next::Record(after + 1),
                None => return if end { Next::Record(after) } else { Next::More },
            }
        }
    }

    /// Takes the field at `start`; gives where it ends: at a delimiter, a line break or the end of the window.
    fn field(&mut self, text: &[u8], start: usize, end: bool) -> Option<usize> {
        let mut from = start;
        if let Some(b'"' | b' ') = text.get(start) {
            match self.quoted(text, start, end) {
                Quoted::Field(field, after) => {
                    self.fields.push(field);
                    return Some(after);
                }
                Quoted::More => return None,
                Quoted::Stray => self.stray_quotes += 1,
                Quoted::Part(after) => from = after,
                Quoted::No => {}
            }
        }
        let rest = text.get(from..)?;
        let ends = &self.ends;
        let length = rest.iter().position(|byte| ends.get(usize::from(*byte)).copied().unwrap_or(false));
        let after = from + length.unwrap_or(rest.len());
        self.fields.push(Field { start, end: after, doubled: false });
        Some(after)
    }

    /// Looks for a quoted field at `start`, perhaps after spaces.
    fn quoted(&self, text: &[u8], start: usize, end: bool) -> Quoted {
        let spaces = text.get(start..).map_or(0, |rest| rest.iter().take_while(|byte| **byte == b' ').count());
        let open = start + spaces;
        match text.get(open) {
            Some(b'"') => {}
            None if !end && spaces < RECORD => return Quoted::More,
            _ => return Quoted::No,
        }
        let inner = open + 1;
        let mut doubled = false;
        let mut at = inner;
        loop {
            let Some(found) = text.get(at..).and_then(|rest| memchr::memchr(b'"', rest)) else {
                return if end || text.len() - start > RECORD { Quoted::Stray } else { Quoted::More };
            };
            let close = at + found;
            match text.get(close + 1) {
                Some(b'"') => {
                    doubled = true;
                    at = close + 2;
                }
                None if !end => return Quoted::More,
                _ => return self.closed(text, Field { start: inner, end: close, doubled }),
            }
        }
    }

    /// Judges a quoted field by what follows its closing quote and by the lines in it.
    fn closed(&self, text: &[u8], field: Field) -> Quoted {
        let Some(inner) = text.get(field.start..field.end) else { return Quoted::No };
        let after = field.end + 1;
        let spaces = text.get(after..).map_or(0, |rest| rest.iter().take_while(|byte| **byte == b' ').count());
        let lines = memchr::memchr_iter(b'\n', inner).count();
        match text.get(after + spaces) {
            Some(byte) if !self.ends.get(usize::from(*byte)).copied().unwrap_or(false) => {
                // More text after the quote: `"Smith, Bob" (chair)`.
                if lines > 0 { Quoted::Stray } else { Quoted::Part(after) }
            }
            _ if self.swallowed(inner, lines) => Quoted::Stray,
            _ => Quoted::Field(field, after + spaces),
        }
    }

    /// Whether the lines in a quoted field look like rows of this file.
    fn swallowed(&self, inner: &[u8], lines: usize) -> bool {
        if lines < 2 || self.columns < 3 {
            return false;
        }
        let whole = inner.split(|byte| *byte == b'\n').skip(1).take(lines - 1);
        let rows = whole.filter(|line| memchr::memchr_iter(self.delimiter, line).count() + 1 == self.columns).count();
        rows * 2 > lines - 1
    }
}

/// What stands at the start of a field.
enum Quoted {
    /// A quoted field and where it ends.
    Field(Field, usize),
    /// A quoted text that is only the front of its field; it ends here.
    Part(usize),
    /// No quote.
    No,
    /// A quote that is never closed, or closed in the middle of another row.
    Stray,
    /// Cannot be told in this window.
    More,
}
