//! DOCX, DOCM, DOTX, DOTM: every part that holds text, in a stable order, each as a stream.
//!
//! Parts are found by the relationships of the main part and by their names, so that neither a missing relationship nor an
//! orphaned part hides text.

mod block;
mod parts;
mod reader;
mod salvage;
mod settings;
mod styles;

use super::package::Package;
use super::xml::Scanner;
use super::{ExtractError, Format, Options, Source};
use crate::config::Limits;
use crate::document::Sink;
use crate::incident::{Incident, IncidentKind, Stage};
use parts::{Kind, Part};
use reader::Reader;
use rustc_hash::FxHashMap;

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(super) const FORMAT: Format =
    Format { name: "docx", extensions: &["docx", "docm", "dotx", "dotm"], isolated: false, extract };

/// Pushes the parts of the document, its properties last.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let limits = &options.limits;
    let error = match Package::open(&mut *source, limits, sink) {
        Ok(mut package) => return read(&mut package, limits, sink),
        Err(error) => error,
    };
    if matches!(error, ExtractError::Truncated(_) | ExtractError::Corrupt(_)) {
        salvage::read(source, limits, sink)?;
    }
    Err(error)
}

fn read(package: &mut Package<'_>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let parts = parts::list(package, sink)?;
    if !parts.iter().any(|part| part.kind == Kind::Document) {
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, "the document has no main part"));
    }
    let headings = styles::headings(package, &parts, sink)?;
    let mut authors = reader::Authors::default();
    let mut numbering = FxHashMap::default();
    for part in parts.iter().filter(|part| part.kind.is_read()) {
        let links = links(package, part, sink)?;
        let numbers = numbering.entry(part.kind.label()).or_default();
        let mut reader = Reader::new(part.kind, &headings, links, numbers, &mut authors, limits);
        package.scan(&part.name, sink, |scanner, sink| reader.read(scanner, sink))?;
    }
    authors.push(sink)?;
    settings::push(package, sink)?;
    package.say_unread(sink);
    package.push_properties(sink)
}

/// Pushes a document that is one XML file: of Word 2003, or a package written flat.
pub(super) fn read_flat(scanner: &mut Scanner<'_>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let headings = styles::Headings::default();
    let mut authors = reader::Authors::default();
    let mut numbers = reader::Numbers::default();
    let links = FxHashMap::default();
    let result = Reader::new(Kind::Document, &headings, links, &mut numbers, &mut authors, limits).read(scanner, sink);
    if !matches!(result, Err(ExtractError::Stopped)) {
        authors.push(sink)?;
    }
    result
}

/// The targets outside the package that a part links to, by the ids of their relationships.
fn links(
    package: &mut Package<'_>,
    part: &Part,
    sink: &mut dyn Sink,
) -> Result<FxHashMap<String, String>, ExtractError> {
    let relationships = package.relationships(&part.name, sink)?;
    let links = relationships.into_iter().filter(|link| link.external && link.kind == "hyperlink");
    Ok(links.map(|link| (link.id, link.target)).collect())
}
