//! From bytes to segments: which format the content is, and one extractor a format. An extractor takes a reader, never a
//! path, and pushes into a [`Sink`] under [`Limits`].

mod archive;
pub(crate) mod bytes;
mod card;
mod chart;
pub(crate) mod codepage;
pub(crate) mod compound;
mod csv;
mod digits;
mod doc;
mod docx;
pub(crate) mod embedded;
mod encoding;
mod epub;
mod error;
pub(crate) mod field;
pub(crate) mod html;
mod input;
mod json;
mod link;
mod locked;
mod mail;
mod markup;
mod msg;
mod odf;
mod ole;
mod outlook;
pub(crate) mod package;
#[cfg(feature = "pdf")]
mod pdf;
pub(crate) mod piece;
mod ppt;
mod pptx;
pub(crate) mod prose;
mod pst;
mod rtf;
mod sniff;
pub(crate) mod spool;
mod sql;
mod sqlite;
pub(crate) mod story;
mod subtitle;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod tnef;
mod tree;
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
use std::sync::Arc;

/// What an extractor is told of its job.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Options {
    /// Bounds on the file; for what is packed in another file, what is left of the outer one's.
    pub limits: Limits,
    /// Passwords to try on what is protected, in turn. Never logged.
    pub passwords: Vec<String>,
    /// Runs isolated formats elsewhere; none: here.
    #[serde(skip)]
    pub isolation: Option<Arc<dyn Isolation>>,
}

impl Options {
    /// For what is packed one container deeper; none where that is too deep.
    pub fn deeper(&self) -> Option<Self> {
        let depth = self.limits.depth.checked_sub(1)?;
        Some(Self { limits: Limits { depth, ..self.limits }, ..self.clone() })
    }
}

/// Runs an extractor where it can do no harm.
pub trait Isolation: Send + Sync {
    /// As [`Format::extract`], which it stands for.
    fn extract(
        &self,
        format: &Format,
        source: &mut dyn Source,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError>;
}

/// Says how many passwords there are, never which.
impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Options({:?}, {} passwords)", self.limits, self.passwords.len())
    }
}

impl From<Limits> for Options {
    fn from(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
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

impl Format {
    /// Reads the source from its start; where `options` say so, an isolated format in isolation.
    pub fn read(&self, source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match &options.isolation {
            Some(isolation) if self.isolated => isolation.extract(self, source, options, sink),
            _ => (self.extract)(source, options, sink),
        }
    }
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
    #[cfg(feature = "pdf")]
    pdf::FORMAT,
    xls::FORMAT,
    xlsb::FORMAT,
    doc::FORMAT,
    ppt::FORMAT,
    rtf::FORMAT,
    pptx::FORMAT,
    epub::FORMAT,
    odf::TEXT,
    odf::SHEETS,
    odf::SLIDES,
    odf::DRAWING,
    html::FORMAT,
    markup::FORMAT,
    json::FORMAT,
    json::NOTEBOOK,
    sql::FORMAT,
    sqlite::FORMAT,
    csv::FORMAT,
    text::FORMAT,
    mail::EML,
    mail::MHTML,
    mail::MBOX,
    mail::P7M,
    msg::FORMAT,
    pst::FORMAT,
    tnef::FORMAT,
    card::VCF,
    card::ICS,
    subtitle::VTT,
    subtitle::SRT,
    archive::zip::FORMAT,
    archive::sevenz::FORMAT,
    archive::tar::FORMAT,
    archive::stream::GZ,
    archive::stream::BZ2,
    archive::stream::ZST,
    archive::stream::XZ,
    locked::FORMAT,
];

/// What opens a protected file of that kind ([`Kind::Encrypted`]), where passwords are given.
pub fn unlocker(kind: &str) -> Option<&'static Format> {
    match kind {
        "docx" | "xlsx" | "pptx" | "ooxml" => format("ooxml"),
        "zip" => format("zip"),
        _ => None,
    }
}

/// The readable format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
