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

use super::package::{Embeddings, Package, Relationship};
use super::xml::Scanner;
use super::{ExtractError, Format, Options, Source};
use crate::config::Limits;
use crate::document::Sink;
use crate::incident::{Incident, IncidentKind, Stage};
use parts::Kind;
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
        Ok(mut package) => return read(&mut package, options, sink),
        Err(error) => error,
    };
    if matches!(error, ExtractError::Truncated(_) | ExtractError::Corrupt(_)) {
        salvage::read(source, limits, sink)?;
    }
    Err(error)
}

fn read(package: &mut Package<'_>, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let limits = &options.limits;
    let parts = parts::list(package, sink)?;
    if !parts.iter().any(|part| part.kind == Kind::Document) {
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, "the document has no main part"));
    }
    let headings = styles::headings(package, &parts, sink)?;
    let mut authors = reader::Authors::default();
    let (mut embedded, mut charts) = (Vec::new(), 0);
    let mut numbering = FxHashMap::default();
    for part in parts.iter().filter(|part| part.kind.is_read()) {
        let relations = package.relationships(&part.name, sink)?;
        embedded.extend(inner(&relations).map(str::to_owned));
        if part.kind == Kind::Chart {
            charts += 1;
            super::chart::push(package, &part.name, charts, limits, sink)?;
            continue;
        }
        let links = links(relations);
        let numbers = numbering.entry(part.kind.label()).or_default();
        let mut reader = Reader::new(part.kind, &headings, links, numbers, &mut authors, limits);
        package.scan(&part.name, sink, |scanner, sink| reader.read(scanner, sink))?;
    }
    authors.push(sink)?;
    settings::push(package, sink)?;
    let mut embeddings = Embeddings::default();
    for part in embedded {
        embeddings.push(package, &part, None, options, sink)?;
    }
    embeddings.push_rest(package, options, sink)?;
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
fn links(relations: Vec<Relationship>) -> FxHashMap<String, String> {
    let links = relations.into_iter().filter(|link| link.external && link.kind == "hyperlink");
    links.map(|link| (link.id, link.target)).collect()
}

/// The files that are embedded in a part or inserted into it.
fn inner(relations: &[Relationship]) -> impl Iterator<Item = &str> {
    let inner = relations.iter().filter(|relation| !relation.external && Embeddings::is_kind(&relation.kind));
    inner.map(|relation| &*relation.target)
}
