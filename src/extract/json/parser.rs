//! A JSON parser that goes on where others stop: it takes comments, commas too many, line breaks in strings, and any number
//! of values one after the other.

use crate::document::{CellKind, Locator, Role, Segment, Sink};
use crate::extract::input::Input;
use crate::extract::text::cut;
use crate::extract::{ExtractError, digits};

/// A longer string comes in pieces.
const PIECE: usize = 64 << 10;
/// Bytes of a member's name that are kept.
const NAME: usize = 1 << 10;
/// The longest number or word that is looked at.
const WORD: usize = 400;

/// Hears the values.
pub(super) trait Handler {
    /// The name of the member whose value follows.
    fn key(&mut self, name: &str);
    /// An object or a list begins.
    fn begin(&mut self, is_list: bool) -> Result<(), ExtractError>;
    /// It ends.
    fn end(&mut self) -> Result<(), ExtractError>;
    /// A value; empty for null.
    fn value(&mut self, kind: CellKind, text: &str) -> Result<(), ExtractError>;
    /// A piece of a long string.
    fn piece(&mut self, text: &str, last: bool) -> Result<(), ExtractError>;
    /// No more of the current top-level value comes.
    fn close(&mut self) -> Result<(), ExtractError>;
    /// Nothing more comes.
    fn finish(&mut self) -> Result<(), ExtractError>;
    /// Where text goes that is no value.
    fn sink(&mut self) -> &mut dyn Sink;
}

/// Why the parser cannot go on.
#[derive(Debug)]
pub(super) enum Fault {
    /// Something that JSON does not have.
    Invalid,
    /// The text ends inside a value.
    Truncated,
    /// Nested too deep.
    Deep,
    Extract(ExtractError),
}

impl From<ExtractError> for Fault {
    fn from(error: ExtractError) -> Self {
        Self::Extract(error)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Extract(error.into())
    }
}

/// Parses one value after the other.
pub(super) struct Parser<'s> {
    pub(super) input: Input<'s>,
    /// Top-level values that are complete.
    pub(super) values: u64,
    /// What is open: whether it is a list.
    open: Vec<bool>,
    depth: u32,
    text: String,
    /// A comment that was not yet pushed.
    comment: String,
    /// What was used up of the input and turned out to be invalid.
    pub(super) odd: String,
}

impl<'s> Parser<'s> {
    pub(super) fn new(input: Input<'s>, depth: u32) -> Self {
        Self {
            input,
            values: 0,
            open: Vec::new(),
            depth,
            text: String::new(),
            comment: String::new(),
            odd: String::new(),
        }
    }

    /// Goes on with a new value, whatever was open.
    pub(super) fn forget(&mut self) {
        self.open.clear();
    }

    /// Parses to the end.
    pub(super) fn run(&mut self, handler: &mut dyn Handler) -> Result<(), Fault> {
        while let Some(byte) = self.next()? {
            self.value(byte, handler)?;
            while !self.open.is_empty() {
                self.member(handler)?;
            }
            self.values += 1;
        }
        self.push_comment(handler)
    }

    /// The next member or element of what is open innermost, or its end.
    fn member(&mut self, handler: &mut dyn Handler) -> Result<(), Fault> {
        let is_list = self.open.last().copied().unwrap_or_default();
        let byte = self.some()?;
        self.push_comment(handler)?;
        match (byte, is_list) {
            (b',', _) => self.input.take(1),
            (b']', true) | (b'}', false) => {
                self.input.take(1);
                self.open.pop();
                handler.end()?;
            }
            (byte, true) => self.value(byte, handler)?,
            (b'"', false) => {
                self.name(handler)?;
                let byte = self.some()?;
                if matches!(byte, b',' | b'}' | b']') {
                    return Err(Fault::Invalid);
                }
                self.value(byte, handler)?;
            }
            (_, false) => return Err(Fault::Invalid),
        }
        Ok(())
    }

    fn name(&mut self, handler: &mut dyn Handler) -> Result<(), Fault> {
        self.input.take(1);
        self.text.clear();
        while !self.string()? {
            // Nobody calls a member so: it is text.
            let locator = Locator::Part { part: "names of members".into() };
            if handler.sink().segment(Segment::new(&self.text, locator)).is_break() {
                return Err(ExtractError::Stopped.into());
            }
            self.text.clear();
        }
        if self.some()? != b':' {
            self.odd.push_str(&self.text);
            return Err(Fault::Invalid);
        }
        self.input.take(1);
        handler.key(self.text.get(..self.text.floor_char_boundary(NAME)).unwrap_or_default());
        Ok(())
    }

    fn value(&mut self, byte: u8, handler: &mut dyn Handler) -> Result<(), Fault> {
        match byte {
            b'{' | b'[' => {
                if self.open.len() >= self.depth as usize {
                    return Err(Fault::Deep);
                }
                self.input.take(1);
                self.open.push(byte == b'[');
                handler.begin(byte == b'[')?;
            }
            b'"' => {
                self.input.take(1);
                self.text.clear();
                self.whole_string(handler)?;
            }
            b'-' | b'0'..=b'9' => {
                self.word(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))?;
                self.push_number(handler)?;
            }
            _ => {
                self.word(|byte| byte.is_ascii_alphabetic())?;
                match &*self.text {
                    "true" | "True" => handler.value(CellKind::Bool, "TRUE")?,
                    "false" | "False" => handler.value(CellKind::Bool, "FALSE")?,
                    "null" | "None" | "undefined" | "NaN" | "Infinity" => handler.value(CellKind::Text, "")?,
                    _ => return Err(self.odd_word()),
                }
            }
        }
        Ok(())
    }

    fn whole_string(&mut self, handler: &mut dyn Handler) -> Result<(), Fault> {
        let mut pieces = false;
        loop {
            match self.string() {
                Ok(true) if pieces => return Ok(handler.piece(&self.text, true)?),
                Ok(true) => return Ok(handler.value(CellKind::Text, &self.text)?),
                Ok(false) => {
                    pieces = true;
                    let end = cut(&self.text);
                    handler.piece(self.text.get(..end).unwrap_or_default(), false)?;
                    self.text.drain(..end);
                }
                Err(fault) => {
                    // What was there of it counts.
                    if pieces {
                        handler.piece(&self.text, true)?
                    } else {
                        handler.value(CellKind::Text, &self.text)?
                    }
                    return Err(fault);
                }
            }
        }
    }

    /// Adds to `text` up to the closing quote; false: it is long and not yet over.
    fn string(&mut self) -> Result<bool, Fault> {
        while self.text.len() <= PIECE {
            if self.input.peek()?.is_none() {
                return Err(Fault::Truncated);
            }
            let rest = self.input.rest();
            let rest = rest.get(..rest.floor_char_boundary(PIECE + 4 - self.text.len())).unwrap_or_default();
            let end = memchr::memchr2(b'"', b'\\', rest.as_bytes());
            self.text.push_str(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default());
            let ends = end.is_some_and(|end| rest.as_bytes().get(end) == Some(&b'"'));
            let used = end.map_or(rest.len(), |end| end + 1);
            self.input.take(used);
            if ends {
                return Ok(true);
            }
            if end.is_some() {
                self.escape()?;
            }
        }
        Ok(false)
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<(), Fault> {
        while self.input.rest().len() < 10 && self.input.fill()? {}
        let rest = self.input.rest();
        let Some(first) = rest.chars().next() else { return Err(Fault::Truncated) };
        let (character, used) = match first {
            'n' => ('\n', 1),
            't' => ('\t', 1),
            'r' => ('\r', 1),
            'b' | 'f' => (' ', 1),
            'u' => unicode(rest),
            other => (other, other.len_utf8()),
        };
        self.text.push(character);
        self.input.take(used);
        Ok(())
    }

    /// Takes the bytes that belong to a number or word into `text`.
    fn word(&mut self, belongs: impl Fn(u8) -> bool) -> Result<(), Fault> {
        self.text.clear();
        while let Some(byte) = self.input.peek()?.filter(|byte| belongs(*byte) && self.text.len() < WORD) {
            self.text.push(char::from(byte));
            self.input.take(1);
        }
        Ok(())
    }

    /// A word that is none of JSON's: cut off, or wrong.
    fn odd_word(&mut self) -> Fault {
        let cut = ["true", "false", "null"].iter().any(|word| !self.text.is_empty() && word.starts_with(&*self.text));
        match self.input.peek() {
            Ok(None) if cut => Fault::Truncated,
            _ => {
                self.odd.push_str(&self.text);
                Fault::Invalid
            }
        }
    }

    /// Plain digits, never an exponent.
    fn push_number(&mut self, handler: &mut dyn Handler) -> Result<(), Fault> {
        if let Some(number) = digits::plain(&self.text) {
            return Ok(handler.value(CellKind::Number, &number)?);
        }
        let cut = self.text.ends_with(['e', 'E', '+', '-', '.']);
        if cut && self.input.peek()?.is_none() {
            return Err(Fault::Truncated);
        }
        self.odd.push_str(&self.text);
        Err(Fault::Invalid)
    }

    /// The next byte of a value that is open.
    fn some(&mut self) -> Result<u8, Fault> {
        self.next()?.ok_or(Fault::Truncated)
    }

    /// The next byte that is neither blank nor comment.
    fn next(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            let Some(byte) = self.input.peek()? else { return Ok(None) };
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | 0x1E => self.input.take(1),
                b'/' => self.comment()?,
                // A byte order mark where files were joined.
                0xEF if self.input.rest().starts_with('\u{feff}') => self.input.take(3),
                byte => return Ok(Some(byte)),
            }
        }
    }

    /// A comment: not JSON, but in many a settings file.
    fn comment(&mut self) -> Result<(), Fault> {
        while self.input.rest().len() < 2 && self.input.fill()? {}
        let end = match self.input.rest().as_bytes().get(1) {
            Some(b'/') => "\n",
            Some(b'*') => "*/",
            _ => return Err(Fault::Invalid),
        };
        // A long one is read as text.
        loop {
            let rest = self.input.rest();
            if let Some(at) = rest.find(end) {
                if self.comment.len() < PIECE {
                    self.comment.push_str(rest.get(2..at).unwrap_or_default());
                    self.comment.push('\n');
                }
                self.input.take(at + end.len());
                return Ok(());
            }
            if self.input.rest().len() > PIECE {
                return Err(Fault::Invalid);
            }
            if !self.input.fill()? {
                let rest = self.input.rest().len();
                self.input.take(rest);
                return Ok(());
            }
        }
    }
}

impl Parser<'_> {
    fn push_comment(&mut self, handler: &mut dyn Handler) -> Result<(), Fault> {
        let comment = std::mem::take(&mut self.comment);
        if !comment.trim().is_empty() {
            let segment = Segment::new(comment.trim(), Locator::Part { part: "comments".into() });
            if handler.sink().segment(segment.with_role(Role::Comment)).is_break() {
                return Err(ExtractError::Stopped.into());
            }
        }
        Ok(())
    }
}

/// The character of `u` and four digits, or of two of them that make one, and how many bytes it takes.
fn unicode(text: &str) -> (char, usize) {
    let unit = |from: usize| u32::from_str_radix(text.get(from..from + 4)?, 16).ok();
    let Some(first) = unit(1) else { return ('u', 1) };
    if (0xD800..0xDC00).contains(&first)
        && text.get(5..7) == Some("\\u")
        && let Some(second) = unit(7).filter(|second| (0xDC00..0xE000).contains(second))
    {
        let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 11);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 5)
}
