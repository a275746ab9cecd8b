//! Which format the content of a file is. The bytes decide; the extension is a tie-break, and a disagreement between the
//! two is worth an incident.

use super::{Format, Source};
use crate::incident::Incident;

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
pub fn sniff(_source: &mut dyn Source, _name: &str) -> std::io::Result<Sniffed> {
    Ok(Sniffed { kind: Kind::Empty, mismatch: None })
}
