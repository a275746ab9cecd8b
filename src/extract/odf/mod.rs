//! OpenDocument: ODT, ODS, ODP, ODG with their templates, as packages and as flat XML. One reader for all: text documents,
//! sheets and slides are made of the same elements.

mod place;
mod reader;
mod value;

use super::package::{Embeddings, Package, salvage};
use super::story::Authors;
use super::xml::{Event, Scanner};
use super::{ExtractError, Format, Options, Source};
use crate::document::Sink;
use crate::incident::{Incident, IncidentKind, Stage};
use place::Numbers;
use reader::Reader;
use rustc_hash::FxHashSet;
use std::io::{Read, SeekFrom};

#[cfg(test)]
mod tests;

/// Text documents.
pub(super) const TEXT: Format =
    Format { name: "odt", extensions: &["odt", "ott", "odm", "fodt"], isolated: false, extract };
/// Workbooks.
pub(super) const SHEETS: Format = Format { name: "ods", extensions: &["ods", "ots", "fods"], isolated: false, extract };
/// Presentations.
pub(super) const SLIDES: Format = Format { name: "odp", extensions: &["odp", "otp", "fodp"], isolated: false, extract };
/// Drawings.
pub(super) const DRAWING: Format =
    Format { name: "odg", extensions: &["odg", "otg", "fodg"], isolated: false, extract };

/// The parts of a document, in the order of reading.
const PARTS: &[&str] = &["content.xml", "styles.xml", "meta.xml"];

/// What is known while one document is read.
#[derive(Default)]
struct Known {
    numbers: Numbers,
    authors: Authors,
    /// Styles of slides that are not shown.
    hidden: FxHashSet<String>,
    /// Pages or slides so far.
    pages: u32,
}

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    source.seek(SeekFrom::Start(0))?;
    let mut magic = Vec::new();
    Read::take(&mut *source, 2).read_to_end(&mut magic)?;
    source.seek(SeekFrom::Start(0))?;
    if magic != b"PK" {
        return flat(source, options, sink);
    }
    let error = match Package::open(&mut *source, &options.limits, sink) {
        Ok(mut package) => return read(&mut package, options, sink),
        Err(error) => error,
    };
    if matches!(error, ExtractError::Truncated(_) | ExtractError::Corrupt(_)) {
        let mut known = Known::default();
        salvage(source, &options.limits, sink, |name, scanner, sink| {
            let is_part = PARTS.contains(&name);
            if is_part { Reader::new(&mut known, None, &options.limits).read(scanner, sink) } else { Ok(()) }
        })?;
        known.authors.push(sink)?;
    }
    Err(error)
}

/// A document that is one XML file.
fn flat(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut known = Known::default();
    let mut scanner = Scanner::new(source, options.limits.xml_depth);
    let result = Reader::new(&mut known, None, &options.limits).read(&mut scanner, sink);
    if matches!(result, Err(ExtractError::Stopped)) {
        return result;
    }
    if scanner.replaced() > 0 {
        let detail = format!("{} pieces of text are not valid in the file's encoding", scanner.replaced());
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Decode, detail));
    }
    known.authors.push(sink)?;
    result
}

fn read(package: &mut Package<'_>, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    if is_encrypted(package, sink)? {
        return Err(ExtractError::Encrypted("the document is password-protected".into()));
    }
    if !package.has("content.xml") {
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, "the document has no content"));
    }
    let mut known = Known::default();
    for part in PARTS {
        package.scan(part, sink, |scanner, sink| Reader::new(&mut known, None, &options.limits).read(scanner, sink))?;
    }
    objects(package, &mut known, options, sink)?;
    known.authors.push(sink)
}

/// What stands in the document as a document of its own: charts and sheets as folders, files of other programs as one part.
fn objects(
    package: &mut Package<'_>,
    known: &mut Known,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let folders: Vec<String> = package.names().filter_map(folder).map(str::to_owned).collect();
    for folder in folders {
        let within = format!("embedded {folder}");
        let part = format!("{folder}/content.xml");
        let pages = std::mem::take(&mut known.pages);
        package.scan(&part, sink, |scanner, sink| {
            Reader::new(known, Some(within.as_str().into()), &options.limits).read(scanner, sink)
        })?;
        known.pages = pages;
    }
    let files: Vec<String> = package.names().filter(|name| is_file(name)).map(str::to_owned).collect();
    let mut embeddings = Embeddings::default();
    for file in files {
        embeddings.push(package, &file, is_version(&file).then_some("File > Versions"), options, sink)?;
    }
    embeddings.push_rest(package, options, sink)
}

/// An object of another program, or the document as it once was.
fn is_file(part: &str) -> bool {
    let object = part.to_ascii_lowercase().starts_with("object ") && !part.contains('/');
    object || is_version(part)
}

/// Whether the part is the whole document as it was saved before.
fn is_version(part: &str) -> bool {
    part.to_ascii_lowercase().starts_with("versions/") && !part.ends_with(".xml")
}

/// The folder of a document within the document, by the name of its content.
fn folder(part: &str) -> Option<&str> {
    let (folder, file) = part.rsplit_once('/')?;
    file.eq_ignore_ascii_case("content.xml").then_some(folder)
}

/// Whether the manifest says that parts are encrypted.
fn is_encrypted(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<bool, ExtractError> {
    let mut encrypted = false;
    package.scan("META-INF/manifest.xml", sink, |scanner, _| {
        loop {
            match scanner.next()? {
                Event::Start(tag) if tag.name() == b"encryption-data" => {
                    encrypted = true;
                    return Ok(());
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    })?;
    Ok(encrypted)
}
