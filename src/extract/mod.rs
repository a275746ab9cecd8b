//! From bytes to segments: which format the content is, and one extractor a format. An extractor takes a reader, never a
//! path, and pushes into a [`Sink`] under [`Limits`].

mod csv;
mod docx;
mod encoding;
mod error;
pub(crate) mod package;
pub(crate) mod piece;
mod sniff;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod xlsx;
pub(crate) mod xml;

pub use error::ExtractError;
pub use sniff::{Kind, Sniffed, sniff};
pub(crate) use error::heed;

use crate::config::Limits;
use crate::document::Sink;
use std::io::{Read, Seek};

/// Bytes of a file, wherever they are.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// A format that can be read.
pub struct Format {
    /// Its name in reports: `xlsx`.
    pub name: &'static str,
    /// Extensions (lower case) under which its files go; another one is worth an incident.
    pub extensions: &'static [&'static str],
    /// Pushes the content of the source, read from its start, into the sink. What was pushed before an error counts.
    pub extract: fn(&mut dyn Source, &Limits, &mut dyn Sink) -> Result<(), ExtractError>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Format({})", self.name)
    }
}

/// Every format that can be read. A new one is a file beside this one and a line here.
pub static FORMATS: &[Format] = &[xlsx::FORMAT, docx::FORMAT, csv::FORMAT, text::FORMAT];

/// The readable format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
