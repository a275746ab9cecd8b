//! Which format the content of a file is. The bytes decide; the extension is a tie-break, and a disagreement between the
//! two is worth an incident.

mod binary;
mod cfb;
mod extension;
mod textual;
mod zip;

use super::archive::tar;
use super::{Format, Source};
use crate::incident::Incident;
use std::io::{self, Read, SeekFrom};

#[cfg(test)]
mod tests;

/// Bytes at the front that are looked at.
const HEAD: u64 = 64 << 10;

/// What the content of a file is.
#[derive(Debug)]
pub enum Kind {
    /// A format that can be read.
    Known(&'static Format),
    /// A format that could be read if it were not protected; its name.
    Encrypted(&'static str),
    /// A document, mail, archive or unknown content that cannot be read (yet); its short name, `unknown` if it has none.
    Unsupported(String),
    /// Image, audio, video or font; its short name.
    Media(String),
    /// A program or library; its short name.
    Program(String),
    /// Zero bytes.
    Empty,
}

impl Kind {
    /// The format's name for the report.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(format) => format.name,
            Self::Encrypted(name) => name,
            Self::Unsupported(name) | Self::Media(name) | Self::Program(name) => name,
            Self::Empty => "empty",
        }
    }
}

/// What [`sniff`] found.
#[derive(Debug)]
pub struct Sniffed {
    /// What the content is.
    pub kind: Kind,
    /// The content is not what the extension says. Loses no content.
    pub mismatch: Option<Incident>,
}

/// Decides by content what `source` is. Of `name`, the file's name, only the extension matters. Reads a bounded part of
/// the source and leaves it at any position.
pub fn sniff(source: &mut dyn Source, name: &str) -> io::Result<Sniffed> {
    let extension = extension::of(name);
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    // A damaged member of an archive ends with an error: what comes before it may tell enough.
    let read = source.take(HEAD).read_to_end(&mut head);
    if head.is_empty() {
        read?;
    }
    let kind = kind(source, &head, &extension)?;
    let mismatch = extension::mismatch(&extension, &kind);
    Ok(Sniffed { kind, mismatch })
}

fn kind(source: &mut dyn Source, head: &[u8], extension: &str) -> io::Result<Kind> {
    if head.is_empty() {
        return Ok(Kind::Empty);
    }
    if zip::is_zip(head) {
        return zip::kind(source, head, extension);
    }
    if cfb::is_cfb(head) {
        return cfb::kind(source, head, extension);
    }
    if head.trim_ascii_start().starts_with(b"%PDF-") {
        return Ok(known("pdf"));
    }
    // Before text: what is packed in it may be nothing else.
    if tar::is_tar(head) {
        return Ok(known("tar"));
    }
    if head.starts_with(&super::tnef::MAGIC) {
        return Ok(known("tnef"));
    }
    if head.starts_with(b"!BDN") {
        return Ok(known("pst"));
    }
    if binary::is_signed(head) {
        return Ok(known("p7m"));
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Ok(known("sqlite"));
    }
    // Text before magic numbers: a magic of a few letters must not take a note for a picture.
    if textual::is_text(head) {
        return Ok(textual::kind(head, extension));
    }
    // A mail may carry bytes as they are.
    Ok(textual::binary_mail(head, extension).map_or_else(|| binary::kind(head, extension), known))
}

/// A format of the table by its name; `unsupported` if it is not in it.
fn known(name: &str) -> Kind {
    super::format(name).map_or_else(|| Kind::Unsupported(name.into()), Kind::Known)
}
