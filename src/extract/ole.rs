//! Objects of other programs within a document (OLE): a compound file in whose streams the embedded file stands.

use super::ExtractError;
use super::spool::spool;
use crate::document::Source;
use std::io::{self, Read, SeekFrom};
use tempfile::SpooledTempFile;

#[cfg(test)]
mod tests;

/// Streams that are the embedded file, as it is. "CONTENTS" is what PDF and some picture programs write.
const WHOLE: &[&str] = &["Package", "CONTENTS", "EmbeddedOdf"];
/// A file that was dropped into the document, with its name before it.
const DROPPED: &str = "\u{1}Ole10Native";
/// A formula: it names nobody.
const FORMULA: &str = "Equation Native";
/// Bytes of a name in the header of a dropped file.
const LONGEST_NAME: usize = 1_024;

/// What stands in an object.
#[derive(Debug)]
pub(crate) enum Content {
    /// The bytes are the embedded file, or an old document whose streams say what it is.
    Itself,
    /// A file stands in it.
    File {
        /// Its name, where the object has it.
        name: String,
        /// Its bytes.
        bytes: SpooledTempFile,
    },
    /// Nothing to read.
    Nothing,
}

/// Looks for a file in an object; at most `limit` bytes of it are taken. Leaves the object at its start.
pub(crate) fn unpack(object: &mut dyn Source, limit: u64) -> Result<Content, ExtractError> {
    let content = find(object, limit);
    object.seek(SeekFrom::Start(0))?;
    match content {
        Ok(content) => Ok(content),
        // What is damaged or of no known form goes on as it is: the sniffer says what it makes of it.
        Err(ExtractError::Stopped) => Err(ExtractError::Stopped),
        Err(_) => Ok(Content::Itself),
    }
}

fn find(object: &mut dyn Source, limit: u64) -> Result<Content, ExtractError> {
    object.seek(SeekFrom::Start(0))?;
    let mut magic = Vec::new();
    Read::take(&mut *object, 8).read_to_end(&mut magic)?;
    if magic != b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" {
        return Ok(Content::Itself);
    }
    object.seek(SeekFrom::Start(0))?;
    let mut file = cfb::CompoundFile::open(object)?;
    for name in WHOLE {
        if file.is_stream(name) {
            let (bytes, _) = spool(&mut file.open_stream(name)?, limit)?;
            return Ok(Content::File { name: String::new(), bytes });
        }
    }
    if file.is_stream(DROPPED) {
        return dropped(&mut file.open_stream(DROPPED)?, limit);
    }
    Ok(if file.is_stream(FORMULA) { Content::Nothing } else { Content::Itself })
}

/// `size, 2, label, path, 0, 3, length, path, length, bytes`; all strings end with a NUL ([MS-OLEDS], Ole10Native).
fn dropped(stream: &mut dyn Read, limit: u64) -> Result<Content, ExtractError> {
    let mut stream = io::BufReader::new(stream);
    let size = number::<4>(&mut stream)?;
    let kind = number::<2>(&mut stream)?;
    if kind != 2 {
        // Only bytes: an object of a program that packs nothing around them.
        let rest = kind.to_le_bytes();
        let mut rest = rest.get(..2).unwrap_or_default().chain(stream).take(size.into());
        let (bytes, _) = spool(&mut rest, limit)?;
        return Ok(Content::File { name: String::new(), bytes });
    }
    let label = string(&mut stream)?;
    let path = string(&mut stream)?;
    number::<4>(&mut stream)?;
    let length = number::<4>(&mut stream)?;
    io::copy(&mut stream.by_ref().take(length.into()), &mut io::sink())?;
    let length = number::<4>(&mut stream)?;
    let (bytes, _) = spool(&mut stream.take(length.into()), limit)?;
    let name = if label.trim().is_empty() { path } else { label };
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    Ok(Content::File { name, bytes })
}

fn number<const N: usize>(stream: &mut dyn Read) -> io::Result<u32> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// A string up to its NUL, in whatever code page: what is not ASCII may come out wrong, it is but a name.
fn string(stream: &mut dyn io::BufRead) -> io::Result<String> {
    let mut bytes = Vec::new();
    io::BufRead::read_until(&mut stream.take(LONGEST_NAME as u64), 0, &mut bytes)?;
    if bytes.pop() != Some(0) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let text = std::str::from_utf8(&bytes).map(str::to_owned);
    Ok(text.unwrap_or_else(|_| encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned()))
}
