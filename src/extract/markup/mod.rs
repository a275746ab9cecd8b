//! XML that is no part of a package: data, feeds, drawings, and what Excel and Word save as XML.

mod properties;
mod sheets;
mod values;
mod word;

use super::encoding::decode_head;
use super::xml::Scanner;
use super::{ExtractError, Format, Options, Source};
use crate::document::Sink;
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{Read, SeekFrom};

#[cfg(test)]
mod tests;

/// Bytes at the front in which the vocabulary names itself.
const HEAD: u64 = 16 << 10;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format {
    name: "xml",
    extensions: &["xml", "svg", "kml", "gpx", "rss", "atom", "xsd", "xsl"],
    isolated: false,
    extract,
};

/// Pushes the document by what it is.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut head = Vec::new();
    source.take(HEAD).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    let head = decode_head(&head);
    let depth = options.limits.xml_depth;
    if head.contains("office/word/2003/wordml") || head.contains("office/2006/xmlPackage") {
        return word::read(source, options, sink);
    }
    let mut scanner = Scanner::new(source, depth);
    let result = if head.contains("schemas-microsoft-com:office:spreadsheet") {
        sheets::read(&mut scanner, &options.limits, sink)
    } else {
        values::read(&mut scanner, &options.limits, head.contains("<svg") || head.contains(":svg"), sink)
    };
    say_replaced(&scanner, sink);
    result
}

fn say_replaced(scanner: &Scanner<'_>, sink: &mut dyn Sink) {
    if scanner.replaced() > 0 {
        let detail = format!("{} piece(s) of text are not valid in the encoding of the file", scanner.replaced());
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Decode, detail));
    }
}
