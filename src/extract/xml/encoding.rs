//! What encoding a part is in, and its way to UTF-8.

use super::window::Window;
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// How much is read of the declaration.
const DECLARATION: usize = 256;
/// Bytes decoded at a time.
const CHUNK: usize = 16 << 10;

/// Looks at the start of the part; puts a decoder before the stream where it is not UTF-8.
pub(super) fn settle(window: &mut Window<'_>, replaced: &Rc<Cell<u64>>) {
    window.refill();
    let (encoding, mark) = detect(window.rest());
    window.take(mark);
    if encoding != UTF_8 {
        let replaced = Rc::clone(replaced);
        window.replace_input(|input| Box::new(Transcoder::new(input, encoding, replaced)));
    }
}

/// The encoding of a part that begins with `bytes`, and the length of its byte order mark.
fn detect(bytes: &[u8]) -> (&'static Encoding, usize) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (UTF_8, 3),
        [0xFF, 0xFE, ..] => (UTF_16LE, 2),
        [0xFE, 0xFF, ..] => (UTF_16BE, 2),
        [_, 0, _, 0, ..] => (UTF_16LE, 0),
        [0, _, 0, _, ..] => (UTF_16BE, 0),
        _ => (declared(bytes).unwrap_or(UTF_8), 0),
    }
}

/// What `<?xml encoding="..."?>` says. A declared UTF-16 in a part of single bytes is a lie.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARATION))?;
    let head = head.strip_prefix(b"<?xml")?;
    let head = head.get(..memchr::memmem::find(head, b"?>")?)?;
    let value = head.get(memchr::memmem::find(head, b"encoding")? + 8..)?;
    let open = value.iter().position(|byte| matches!(byte, b'"' | b'\''))?;
    let label = value.get(open + 1..)?;
    let label = label.get(..label.iter().position(|byte| matches!(byte, b'"' | b'\''))?)?;
    Encoding::for_label(label).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// Reads another encoding as UTF-8.
struct Transcoder<'r> {
    input: Box<dyn Read + 'r>,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    /// How much of `ready` was given out.
    given: usize,
    ended: bool,
    replaced: Rc<Cell<u64>>,
}

impl<'r> Transcoder<'r> {
    fn new(input: Box<dyn Read + 'r>, encoding: &'static Encoding, replaced: Rc<Cell<u64>>) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { input, decoder, raw: vec![0; CHUNK], ready: Vec::new(), given: 0, ended: false, replaced }
    }

    /// Decodes the next chunk into `ready`.
    fn decode(&mut self) -> io::Result<()> {
        let count = self.input.read(&mut self.raw)?;
        self.ended = count == 0;
        let raw = self.raw.get(..count).unwrap_or_default();
        let space = self.decoder.max_utf8_buffer_length(count).unwrap_or(CHUNK * 4);
        self.ready.resize(space, 0);
        let (_, _, written, faulty) = self.decoder.decode_to_utf8(raw, &mut self.ready, self.ended);
        self.ready.truncate(written);
        self.given = 0;
        if faulty {
            self.replaced.set(self.replaced.get() + 1);
        }
        Ok(())
    }
}

impl Read for Transcoder<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            self.decode()?;
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.given += count;
        Ok(count)
    }
}
