//! PPTX, PPTM, POTX, PPSX: the slides in their order, hidden ones and those that the presentation forgot too, each with its
//! notes, comments, charts and diagrams; then masters, tags and what else holds text.
//!
//! Parts are found by their relationships and by their names, so that neither a missing relationship nor an orphaned part
//! hides text.

mod lists;
mod parts;
mod place;
mod shapes;

use super::chart;
use super::package::{Embeddings, Package};
use super::story::Authors;
use super::{ExtractError, Format, Options, Source};
use crate::document::{Locator, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use parts::{Deck, Kind, Slide};
use place::{Numbers, Place};
use rustc_hash::{FxHashMap, FxHashSet};
use shapes::Shapes;
use std::collections::VecDeque;

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(super) const FORMAT: Format =
    Format { name: "pptx", extensions: &["pptx", "pptm", "potx", "potm", "ppsx", "ppsm"], isolated: false, extract };

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let error = match Package::open(&mut *source, &options.limits, sink) {
        Ok(mut package) => return Reading::new(options).read(&mut package, sink),
        Err(error) => error,
    };
    if matches!(error, ExtractError::Truncated(_) | ExtractError::Corrupt(_)) {
        let mut reading = Reading::new(options);
        super::package::salvage(source, &options.limits, sink, |name, scanner, sink| {
            reading.salvage(name, scanner, sink)
        })?;
        reading.authors.push(sink)?;
    }
    Err(error)
}

/// What a part links to outside, by the ids of the relationships.
type Links = FxHashMap<String, String>;

/// What is known while one presentation is read.
struct Reading<'o> {
    options: &'o Options,
    /// Parts that were read, in lower case.
    read: FxHashSet<String>,
    numbers: Numbers,
    authors: Authors,
    /// Texts of masters and layouts: most stand in many of them.
    repeated: FxHashSet<String>,
    embeddings: Embeddings,
}

impl<'o> Reading<'o> {
    fn new(options: &'o Options) -> Self {
        Self {
            options,
            read: FxHashSet::default(),
            numbers: Numbers::default(),
            authors: Authors::default(),
            repeated: FxHashSet::default(),
            embeddings: Embeddings::default(),
        }
    }

    fn read(mut self, package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let deck = Deck::read(package, sink)?;
        if deck.slides.is_empty() && !deck.found {
            let detail = "the package has no presentation";
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
        }
        lists::names(&deck, sink)?;
        for slide in &deck.slides {
            self.slide(package, slide, sink)?;
        }
        for (kind, part) in deck.rest(package) {
            self.follow(package, kind, part, Place::of(kind), sink)?;
        }
        self.embeddings.push_rest(package, self.options, sink)?;
        self.authors.push(sink)?;
        package.push_properties(sink)
    }

    fn slide(&mut self, package: &mut Package<'_>, slide: &Slide, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let place = Place::slide(slide.number, slide.lost);
        self.follow(package, Kind::Slide, slide.part.clone(), place, sink)
    }

    /// Reads a part and, one after the other, all that it refers to and that is no slide, master or layout.
    fn follow(
        &mut self,
        package: &mut Package<'_>,
        kind: Kind,
        part: String,
        place: Place,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let mut queue = VecDeque::from([(kind, part)]);
        while let Some((kind, part)) = queue.pop_front() {
            if kind == Kind::Embedded {
                self.embeddings.push(package, &part, place.name(), self.options, sink)?;
                continue;
            }
            if !self.read.insert(part.to_ascii_lowercase()) {
                continue;
            }
            let (links, related) = self.relations(package, &part, sink)?;
            self.part(package, kind, &part, &place.within(kind), links, sink)?;
            queue.extend(related);
        }
        Ok(())
    }

    /// What a part links to outside, by the ids of the relationships, and which parts belong to it.
    fn relations(
        &self,
        package: &mut Package<'_>,
        part: &str,
        sink: &mut dyn Sink,
    ) -> Result<(Links, Vec<(Kind, String)>), ExtractError> {
        let mut links = Links::default();
        let mut related = Vec::new();
        for relation in package.relationships(part, sink)? {
            if relation.external {
                links.insert(relation.id, relation.target);
            } else if let Some(kind) = Kind::of(&relation.kind, &relation.target).filter(|kind| kind.is_below()) {
                related.push((kind, relation.target));
            }
        }
        related.sort();
        Ok((links, related))
    }

    fn part(
        &mut self,
        package: &mut Package<'_>,
        kind: Kind,
        part: &str,
        place: &Place,
        links: Links,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        package.scan(part, sink, |scanner, sink| self.content(kind, place, links, scanner, sink))?;
        Ok(())
    }

    fn content(
        &mut self,
        kind: Kind,
        place: &Place,
        links: Links,
        scanner: &mut super::xml::Scanner<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        match kind {
            Kind::Authors => lists::authors(scanner, &mut self.authors),
            Kind::Changes => lists::changes(scanner, &mut self.authors),
            Kind::Tags => lists::tags(scanner, place, sink),
            Kind::CustomXml => lists::custom_xml(scanner, place, sink),
            Kind::Chart => {
                let table = self.numbers.table(place);
                let text: Locator = place.locator(1);
                chart::read(scanner, chart::Place { text: &text, table }, &self.options.limits, sink)?;
                lists::links(&links, place, sink)
            }
            _ => Shapes::new(kind, place, links, self, &self.options.limits).read(scanner, sink),
        }
    }

    /// Reads a part of a package without a directory; its name is all that is known.
    fn salvage(
        &mut self,
        name: &str,
        scanner: &mut super::xml::Scanner<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let Some(kind) = Kind::of("", name) else { return Ok(()) };
        let place = match kind {
            Kind::Slide => Place::slide(parts::number(name), false),
            kind => Place::of(kind),
        };
        self.content(kind, &place, Links::default(), scanner, sink)
    }

    /// Whether a master or layout says something that none said before.
    fn is_new(&mut self, text: &str) -> bool {
        /// Texts that are remembered, and their length.
        const MOST: usize = 10_000;
        const LONGEST: usize = 1_000;
        if text.len() > LONGEST || self.repeated.len() >= MOST {
            return true;
        }
        self.repeated.insert(text.to_owned())
    }
}
