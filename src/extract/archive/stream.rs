//! Single files compressed as a stream: gzip, bzip2, Zstandard, xz. Streams that follow one another are one file.

use super::names::{Legacy, shown};
use super::{Budget, Entry, give};
use crate::document::Sink;
use crate::extract::{ExtractError, Format, Options, Source};
use crate::incident::{Incident, IncidentKind, Stage};
use jiff::Timestamp;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::error::Error;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// gzip.
pub(in crate::extract) const GZ: Format =
    Format { name: "gz", extensions: &["gz", "tgz"], isolated: false, extract: gz };
/// bzip2.
pub(in crate::extract) const BZ2: Format =
    Format { name: "bz2", extensions: &["bz2", "tbz2", "tbz"], isolated: false, extract: bz2 };
/// Zstandard.
pub(in crate::extract) const ZST: Format =
    Format { name: "zst", extensions: &["zst", "tzst"], isolated: false, extract: zst };
/// xz.
pub(in crate::extract) const XZ: Format =
    Format { name: "xz", extensions: &["xz", "txz"], isolated: false, extract: xz };

/// Bytes read at once.
const BUFFER: usize = 64 << 10;

fn gz(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let length = length(source)?;
    let mut decoder = flate2::bufread::GzDecoder::new(Peek::new(source));
    // The header is read by the first read.
    let _ = decoder.read(&mut []);
    let header = decoder.header();
    let name = header.and_then(|header| header.filename()).filter(|name| !name.is_empty());
    let name = name.map(|name| Legacy::guess([name].into_iter(), false).decode(name));
    let seconds = header.map_or(0, flate2::GzHeader::mtime);
    let modified = Timestamp::from_second(seconds.into()).ok().filter(|_| seconds > 0);
    one(length, Streams::begun(decoder), name, modified, options, sink)
}

fn bz2(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let length = length(source)?;
    one(length, Streams::<bzip2::bufread::BzDecoder<_>>::new(Peek::new(source)), None, None, options, sink)
}

fn zst(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let length = length(source)?;
    one(length, Streams::<Zstd<_>>::new(Peek::new(source)), None, None, options, sink)
}

fn xz(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let length = length(source)?;
    let reader = lzma_rust2::XzReader::new_mem_limit(Peek::new(source), true, super::zip::MEMORY_KIB);
    one(length, reader, None, None, options, sink)
}

fn length(source: &mut dyn Source) -> io::Result<u64> {
    let length = source.seek(SeekFrom::End(0))?;
    source.rewind()?;
    Ok(length)
}

/// Hands the one file on.
fn one(
    packed: u64,
    mut stream: impl Read,
    name: Option<String>,
    modified: Option<Timestamp>,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut budget = Budget::new(&options.limits);
    budget.admit()?;
    let (mut file, mut fault) = budget.expand(packed, &mut stream)?;
    // What follows the stream is no part of the file, but may be one that is hidden.
    if matches!(&fault, Some(ExtractError::Corrupt(detail)) if detail == TRAILING) {
        fault = None;
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, TRAILING));
    }
    let bytes = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(512).read_to_end(&mut head)?;
    file.rewind()?;
    let plain = if super::tar::is_tar(&head) { "content.tar" } else { "content" };
    if bytes == 0 && fault.is_some() {
        return fault.map_or(Ok(()), Err);
    }
    let name = name.map_or_else(|| plain.to_owned(), |name| shown(&name));
    give(Entry { name, bytes, modified }, file, fault, sink)?;
    budget.check()
}

const TRAILING: &str = "something that is no part of it follows the compressed stream";

/// A decoder of one stream that gives its source back.
trait Decoder<R>: Read + Sized {
    fn open(from: R) -> io::Result<Self>;
    fn back(self) -> R;
    /// Whether the bytes begin a further stream.
    fn begins(head: &[u8]) -> bool;
}

impl<'a> Decoder<Peek<'a>> for flate2::bufread::GzDecoder<Peek<'a>> {
    fn open(from: Peek<'a>) -> io::Result<Self> {
        Ok(Self::new(from))
    }
    fn back(self) -> Peek<'a> {
        self.into_inner()
    }
    fn begins(head: &[u8]) -> bool {
        head.starts_with(b"\x1F\x8B")
    }
}

impl<'a> Decoder<Peek<'a>> for bzip2::bufread::BzDecoder<Peek<'a>> {
    fn open(from: Peek<'a>) -> io::Result<Self> {
        Ok(Self::new(from))
    }
    fn back(self) -> Peek<'a> {
        self.into_inner()
    }
    fn begins(head: &[u8]) -> bool {
        head.starts_with(b"BZh")
    }
}

impl<'a> Decoder<Peek<'a>> for Zstd<Peek<'a>> {
    fn open(mut from: Peek<'a>) -> io::Result<Self> {
        from.skip_frames()?;
        zstd(from)
    }
    fn back(self) -> Peek<'a> {
        self.0.into_inner()
    }
    fn begins(head: &[u8]) -> bool {
        head.starts_with(b"\x28\xB5\x2F\xFD") || is_skippable(head)
    }
}

/// Zstandard's frames without content (RFC 8878, 3.1.2).
fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// One Zstandard frame.
pub(super) struct Zstd<R: Read>(StreamingDecoder<R, FrameDecoder>);

/// Begins a Zstandard frame.
pub(super) fn zstd<R: Read>(from: R) -> io::Result<Zstd<R>> {
    StreamingDecoder::new(from).map(Zstd).map_err(|error| of_zstd(&error))
}

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| of_zstd(&error))
    }
}

/// The decoder wraps what happened several times over: only an end that came too early is looked for.
fn of_zstd(error: &(dyn Error + 'static)) -> io::Error {
    let mut cause = Some(error);
    while let Some(error) = cause {
        match error.downcast_ref::<io::Error>() {
            Some(own) if own.kind() == io::ErrorKind::UnexpectedEof => return own.kind().into(),
            // An I/O error shows what it wraps only by `get_ref`.
            Some(own) => cause = own.get_ref().map(|inner| inner as &(dyn Error + 'static)),
            None => cause = error.source(),
        }
    }
    io::Error::new(io::ErrorKind::InvalidData, "corrupt Zstandard stream")
}

/// Streams of one kind, one after the other.
struct Streams<'a, D> {
    current: Option<D>,
    waiting: Option<Peek<'a>>,
}

impl<'a, D: Decoder<Peek<'a>>> Streams<'a, D> {
    fn new(from: Peek<'a>) -> Self {
        Self { current: None, waiting: Some(from) }
    }

    fn begun(first: D) -> Self {
        Self { current: Some(first), waiting: None }
    }

    /// Begins the next stream; false where there is none.
    fn next(&mut self, mut from: Peek<'a>) -> io::Result<bool> {
        let head = from.peek(4)?;
        if D::begins(head) {
            self.current = Some(D::open(from)?);
            return Ok(true);
        }
        // Tapes and block devices leave zeros behind.
        if from.only_zeros()? { Ok(false) } else { Err(io::Error::new(io::ErrorKind::InvalidData, TRAILING)) }
    }
}

impl<'a, D: Decoder<Peek<'a>>> Read for Streams<'a, D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(from) = self.waiting.take() {
                self.current = Some(D::open(from)?);
            }
            let Some(current) = &mut self.current else { return Ok(0) };
            let count = current.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            let Some(from) = self.current.take().map(D::back) else { return Ok(0) };
            if !self.next(from)? {
                return Ok(0);
            }
        }
    }
}

/// A buffered source whose next bytes can be looked at.
struct Peek<'a> {
    source: &'a mut dyn Source,
    buffer: Vec<u8>,
    at: usize,
}

impl<'a> Peek<'a> {
    fn new(source: &'a mut dyn Source) -> Self {
        Self { source, buffer: Vec::new(), at: 0 }
    }

    /// The next bytes: so many, if there are.
    fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        if self.buffer.len() - self.at < count {
            self.buffer.drain(..self.at);
            self.at = 0;
            Read::by_ref(&mut self.source).take(BUFFER as u64).read_to_end(&mut self.buffer)?;
        }
        Ok(self.buffer.get(self.at..).unwrap_or_default())
    }

    fn only_zeros(&mut self) -> io::Result<bool> {
        loop {
            let rest = self.fill_buf()?;
            if rest.is_empty() {
                return Ok(true);
            }
            if rest.iter().any(|byte| *byte != 0) {
                return Ok(false);
            }
            let count = rest.len();
            self.consume(count);
        }
    }

    /// Passes over frames without content.
    fn skip_frames(&mut self) -> io::Result<()> {
        loop {
            let head = self.peek(8)?;
            if !is_skippable(head) {
                return Ok(());
            }
            let length = head.get(4..8).and_then(|length| length.first_chunk()).copied().map_or(0, u32::from_le_bytes);
            io::copy(&mut self.take(8 + u64::from(length)), &mut io::sink())?;
        }
    }
}

impl Read for Peek<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut rest = self.fill_buf()?;
        let count = rest.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Peek<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.buffer.len());
    }
}

#[cfg(test)]
mod tests;
