//! From bytes to segments: which format the content is, and one extractor a format. An extractor takes a reader, never a
//! path, and pushes into a [`Sink`] under [`Limits`].

pub(crate) mod bytes;
pub(crate) mod codepage;
pub(crate) mod compound;
mod csv;
mod doc;
mod docx;
// Used by the formats that embed others.
pub(crate) mod embedded;
mod encoding;
mod error;
pub(crate) mod field;
pub(crate) mod package;
pub(crate) mod piece;
mod ppt;
pub(crate) mod prose;
mod rtf;
mod sniff;
pub(crate) mod spool;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod xls;
mod xlsb;
mod xlsx;
pub(crate) mod xml;

pub use error::ExtractError;
pub(crate) use error::heed;
pub use sniff::{Kind, Sniffed, sniff};

use crate::config::Limits;
use crate::document::Sink;
pub use crate::document::Source;
use serde::{Deserialize, Serialize};

/// What an extractor is told of its job.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Options {
    /// Bounds on the file; for what is packed in another file, what is left of the outer one's.
    pub limits: Limits,
    /// Passwords to try on what is protected, in turn. Never logged.
    pub passwords: Vec<String>,
}

/// Says how many passwords there are, never which.
impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Options({:?}, {} passwords)", self.limits, self.passwords.len())
    }
}

impl From<Limits> for Options {
    fn from(limits: Limits) -> Self {
        Self { limits, passwords: Vec::new() }
    }
}

/// A format that can be read.
pub struct Format {
    /// Its name in reports: `xlsx`.
    pub name: &'static str,
    /// Extensions (lower case) under which its files go; another one is worth an incident.
    pub extensions: &'static [&'static str],
    /// Whether its parser is not ours: then it runs in a worker process whose memory and time are capped.
    pub isolated: bool,
    /// Pushes the content of the source, read from its start, into the sink. What was pushed before an error counts.
    pub extract: fn(&mut dyn Source, &Options, &mut dyn Sink) -> Result<(), ExtractError>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Format({})", self.name)
    }
}

/// Every format that can be read. A new one is a file beside this one and a line here.
pub static FORMATS: &[Format] = &[
    xlsx::FORMAT,
    docx::FORMAT,
    xls::FORMAT,
    xlsb::FORMAT,
    doc::FORMAT,
    ppt::FORMAT,
    rtf::FORMAT,
    csv::FORMAT,
    text::FORMAT,
];

/// The readable format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
