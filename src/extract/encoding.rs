//! From the bytes of an unknown encoding to UTF-8, in chunks and bounded memory.
//!
//! In order: byte order mark, UTF-16 by where the NULs stand, UTF-8 if the bytes are, else a guess from the first bytes that
//! are not ASCII. As long as all is ASCII nothing needs to be decided.

use super::{ExtractError, Source};
use crate::incident::{Incident, IncidentKind, Stage};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, Read};

#[cfg(test)]
mod tests;

/// Bytes read at once.
const CHUNK: usize = 256 << 10;
/// So many bytes after the first that is not ASCII are wanted before the encoding is decided.
const EVIDENCE: usize = 4 << 10;
/// More than this adds nothing to a guess.
const GUESS: usize = 64 << 10;

enum State {
    /// Nothing read yet.
    Start,
    /// Only ASCII so far.
    Ascii,
    Utf8,
    Other(Box<encoding_rs::Decoder>),
}

/// What [`Decoder::lines`] hands on.
pub(crate) enum ByLine<'t> {
    /// A line, without its `\n`.
    Whole(&'t str),
    /// The front of a long one: what is taken out of it is gone, what is left goes on.
    Long(&'t mut String),
}

/// Reads a source as UTF-8, whatever its encoding.
pub(crate) struct Decoder<'a> {
    source: &'a mut dyn Source,
    state: State,
    /// What the content says of its own encoding.
    hint: Option<&'static Encoding>,
    /// Bytes read; those that are left over from one chunk stand at the front of the next.
    raw: Vec<u8>,
    end: bool,
    undecodable: bool,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(source: &'a mut dyn Source) -> Self {
        Self::hinted(source, None)
    }

    /// One that takes what the content says of its own encoding for a guess: what the bytes show is stronger.
    pub(crate) fn hinted(source: &'a mut dyn Source, hint: Option<&'static Encoding>) -> Self {
        Self { source, state: State::Start, hint, raw: Vec::new(), end: false, undecodable: false }
    }

    /// Appends the next piece of text; `false` at the end of the source.
    pub(crate) fn read(&mut self, text: &mut String) -> io::Result<bool> {
        if self.end {
            return Ok(false);
        }
        let held = self.raw.len();
        let filled = fill(self.source, &mut self.raw);
        self.end = filled.is_err() || self.raw.len() - held < CHUNK;
        if matches!(self.state, State::Start) {
            self.start();
        }
        if matches!(self.state, State::Ascii) {
            self.ascii(text);
        }
        match &mut self.state {
            State::Utf8 => self.undecodable |= utf8(&mut self.raw, self.end, text),
            State::Other(decoder) => {
                self.undecodable |= other(decoder, &self.raw, self.end, text);
                self.raw.clear();
            }
            State::Start | State::Ascii => {}
        }
        filled.map(|()| true)
    }

    /// Hands on every line of the source, the last one too where it is empty; of one that grows longer than `longest`, what
    /// there is of it.
    pub(crate) fn lines(
        &mut self,
        longest: usize,
        each: &mut dyn FnMut(ByLine<'_>) -> Result<(), ExtractError>,
    ) -> Result<(), ExtractError> {
        let (mut rest, mut seen) = (String::new(), 0);
        while self.read(&mut rest)? {
            let mut from = 0;
            while let Some(length) = rest.get(seen..).and_then(|rest| rest.find('\n')) {
                each(ByLine::Whole(rest.get(from..seen + length).unwrap_or_default()))?;
                from = seen + length + 1;
                seen = from;
            }
            rest.drain(..from);
            if rest.len() > longest {
                each(ByLine::Long(&mut rest))?;
            }
            seen = rest.len();
        }
        each(ByLine::Whole(&rest))
    }

    /// An incident, if some characters could not be decoded.
    pub(crate) fn incident(&self) -> Option<Incident> {
        let detail = "some bytes are not valid in the encoding of the file; they were read as the characters of Windows-1252 \
                      or left out";
        self.undecodable.then(|| Incident::new(Stage::Extract, IncidentKind::Decode, detail))
    }

    /// Decides by byte order mark and NULs.
    fn start(&mut self) {
        if let Some((encoding, mark)) = Encoding::for_bom(&self.raw) {
            self.raw.drain(..mark);
            self.settle(encoding);
        } else if let Some(encoding) = utf16_without_mark(&self.raw) {
            self.settle(encoding);
        } else if let Some(encoding) = self.hint.filter(|encoding| is_escaped(encoding)) {
            self.settle(encoding);
        } else {
            self.state = State::Ascii;
        }
    }

    /// Moves the ASCII at the front to `text` and decides the encoding of what follows, once there is enough of it.
    fn ascii(&mut self, text: &mut String) {
        let ascii = Encoding::ascii_valid_up_to(&self.raw);
        let rest = self.raw.len() - ascii;
        let decided = rest >= EVIDENCE || (self.end && rest > 0);
        let encoding = decided.then(|| guess(&self.raw, ascii, self.hint));
        // What was just measured as ASCII is valid UTF-8, so nothing is replaced here.
        text.push_str(&String::from_utf8_lossy(self.raw.get(..ascii).unwrap_or_default()));
        self.raw.drain(..ascii);
        if let Some(encoding) = encoding {
            self.settle(encoding);
        }
    }

    fn settle(&mut self, encoding: &'static Encoding) {
        self.state = if encoding == encoding_rs::UTF_8 {
            State::Utf8
        } else {
            State::Other(Box::new(encoding.new_decoder_without_bom_handling()))
        };
    }
}

/// Appends up to [`CHUNK`] bytes, fewer only at the end of the source. What was read before an error stays.
fn fill(source: &mut dyn Source, raw: &mut Vec<u8>) -> io::Result<()> {
    source.take(CHUNK as u64).read_to_end(raw).map(|_| ())
}

/// The text at the front of a file, for a decision on what it is. A character cut at the end is left out.
pub(crate) fn decode_head(head: &[u8]) -> String {
    let mut text = String::new();
    let mut cursor = io::Cursor::new(head);
    let mut decoder = Decoder::new(&mut cursor);
    while matches!(decoder.read(&mut text), Ok(true)) {}
    text
}

/// UTF-16 without a mark: text in the Latin script (or at least its spaces and line ends) has a NUL in every other byte and
/// hardly one in the others.
pub(crate) fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..head.len().min(GUESS)).unwrap_or_default();
    let pairs = head.chunks_exact(2);
    let (count, first, second) = pairs.fold((0usize, 0usize, 0usize), |(count, first, second), pair| match pair {
        [a, b] => (count + 1, first + usize::from(*a == 0), second + usize::from(*b == 0)),
        _ => (count, first, second),
    });
    let often = |nuls: usize| nuls * 8 >= count && nuls >= 2;
    let rarely = |nuls: usize, others: usize| nuls * 50 <= others;
    let encoding = if often(second) && rarely(first, second) {
        UTF_16LE
    } else if often(first) && rarely(second, first) {
        UTF_16BE
    } else {
        return None;
    };
    let (text, _) = encoding.decode_without_bom_handling(head);
    let odd = text.chars().filter(|c| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}').count();
    (odd * 50 <= count).then_some(encoding)
}

/// Whether an encoding writes all in ASCII, so that its bytes do not show that it is used.
fn is_escaped(encoding: &'static Encoding) -> bool {
    encoding == encoding_rs::ISO_2022_JP
}

/// The encoding of bytes whose first `ascii` are ASCII: UTF-8 if nearly all sequences are valid in it, else the hint, else
/// the best guess.
fn guess(raw: &[u8], ascii: usize, hint: Option<&'static Encoding>) -> &'static Encoding {
    let (valid, invalid) = utf8_sequences(raw.get(ascii..(ascii + GUESS).min(raw.len())).unwrap_or_default());
    if valid > invalid * 4 {
        return encoding_rs::UTF_8;
    }
    if let Some(hint) = hint.filter(|hint| hint.is_single_byte() || hint.is_ascii_compatible())
        && hint != encoding_rs::UTF_8
    {
        return hint;
    }
    // The letters before an accented one are part of the evidence.
    let from = ascii.saturating_sub(256);
    let sample = raw.get(from..(from + GUESS).min(raw.len())).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// How many sequences of several bytes are valid UTF-8, and how many bytes are not.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    // A sequence cut by the end of the sample says nothing.
    let cut = bytes.utf8_chunks().last().map_or(0, |chunk| chunk.invalid().len());
    (valid, invalid - cut.min(invalid))
}

/// Moves UTF-8 to `text`; a sequence cut at the end stays for the next call. Bytes that are not UTF-8 become the characters
/// of Windows-1252, by far the most usual reason for them. Says whether there were any.
fn utf8(raw: &mut Vec<u8>, end: bool, text: &mut String) -> bool {
    let mut undecodable = false;
    let mut from = 0;
    loop {
        let rest = raw.get(from..).unwrap_or_default();
        let error = match std::str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                raw.clear();
                return undecodable;
            }
            Err(error) => error,
        };
        let (valid, bad) = rest.split_at(error.valid_up_to());
        text.push_str(&String::from_utf8_lossy(valid));
        from += valid.len();
        let Some(length) = error.error_len().or(end.then_some(bad.len())) else {
            raw.drain(..from);
            return undecodable;
        };
        undecodable = true;
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(bad.get(..length).unwrap_or_default()).0);
        from += length;
    }
}

/// Decodes `raw` to `text`; says whether some of it could not be decoded.
fn other(decoder: &mut encoding_rs::Decoder, raw: &[u8], end: bool, text: &mut String) -> bool {
    let mut undecodable = false;
    let mut from = 0;
    loop {
        let rest = raw.get(from..).unwrap_or_default();
        text.reserve(decoder.max_utf8_buffer_length(rest.len()).unwrap_or(CHUNK));
        let (result, read, replaced) = decoder.decode_to_string(rest, text, end);
        undecodable |= replaced;
        from += read;
        if result == encoding_rs::CoderResult::InputEmpty {
            return undecodable;
        }
    }
}
