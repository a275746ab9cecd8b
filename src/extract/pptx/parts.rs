//! Which parts a presentation has, and in which order they are read.

use crate::document::Sink;
use crate::extract::ExtractError;
use crate::extract::package::{Embeddings, Package, Relationship};
use crate::extract::xml::Event;
use rustc_hash::{FxHashMap, FxHashSet};

/// Slides, sections and shows that are listed; further slides are found by their names.
const MOST: usize = 65_536;

/// What a part holds, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Slide,
    Notes,
    Comments,
    Chart,
    Diagram,
    Drawing,
    Tags,
    Embedded,
    Master,
    Layout,
    NotesMaster,
    HandoutMaster,
    CustomXml,
    Authors,
    Changes,
}

impl Kind {
    /// What people read in a locator; where it helps, where they click.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Slide => "slide",
            Self::Notes => "notes",
            Self::Comments => "comments",
            Self::Chart => "chart",
            Self::Diagram => "SmartArt",
            Self::Drawing => "drawing",
            Self::Tags => "tags (kept by an add-in, not shown)",
            Self::Embedded => "embedded file",
            Self::Master => "slide master (View > Slide Master)",
            Self::Layout => "slide layout (View > Slide Master)",
            Self::NotesMaster => "notes master (View > Notes Master)",
            Self::HandoutMaster => "handout master (View > Handout Master)",
            Self::CustomXml => "custom data",
            Self::Authors => "authors",
            Self::Changes => "change history",
        }
    }

    /// By the kind of the relationship that leads to it; else by its name.
    pub(super) fn of(relationship: &str, part: &str) -> Option<Self> {
        Some(match relationship {
            "slide" => Self::Slide,
            "notesSlide" => Self::Notes,
            "comments" => Self::Comments,
            "chart" | "chartEx" => Self::Chart,
            "diagramData" => Self::Diagram,
            "chartUserShapes" => Self::Drawing,
            "tags" => Self::Tags,
            "slideMaster" => Self::Master,
            "slideLayout" => Self::Layout,
            "notesMaster" => Self::NotesMaster,
            "handoutMaster" => Self::HandoutMaster,
            "customXml" => Self::CustomXml,
            "commentAuthors" | "authors" => Self::Authors,
            "changesInfo" => Self::Changes,
            kind if Embeddings::is_kind(kind) => Self::Embedded,
            _ => return Self::of_name(part),
        })
    }

    fn of_name(part: &str) -> Option<Self> {
        if Embeddings::is_name(part) {
            return Some(Self::Embedded);
        }
        let part = part.to_ascii_lowercase();
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", &part));
        let stem = file.strip_suffix(".xml")?.trim_end_matches(|c: char| c.is_ascii_digit());
        let folder = folder.rsplit('/').next().unwrap_or_default();
        Some(match (folder, stem) {
            ("slides", _) => Self::Slide,
            ("notesslides", _) => Self::Notes,
            ("comments" | "threadedcomments", _) => Self::Comments,
            ("charts", "chart" | "chartex") => Self::Chart,
            ("diagrams", "data") => Self::Diagram,
            ("drawings", "drawing") => Self::Drawing,
            ("tags", _) => Self::Tags,
            ("slidemasters", _) => Self::Master,
            ("slidelayouts", _) => Self::Layout,
            ("notesmasters", _) => Self::NotesMaster,
            ("handoutmasters", _) => Self::HandoutMaster,
            ("customxml", "item") => Self::CustomXml,
            ("ppt", "commentauthors" | "authors") => Self::Authors,
            ("changesinfos", _) => Self::Changes,
            _ => return None,
        })
    }

    /// Whether it belongs to the part that refers to it. A slide refers to its layout too, which belongs to all.
    pub(super) fn is_below(self) -> bool {
        use Kind::{Chart, Comments, Diagram, Drawing, Embedded, Notes, Tags};
        matches!(self, Notes | Comments | Chart | Diagram | Drawing | Tags | Embedded)
    }

    /// Whether all presentations repeat it from slide to slide.
    pub(super) fn is_master(self) -> bool {
        matches!(self, Self::Master | Self::Layout | Self::NotesMaster | Self::HandoutMaster)
    }
}

/// A slide of the presentation.
#[derive(Debug)]
pub(super) struct Slide {
    pub(super) number: u32,
    pub(super) part: String,
    /// Nothing lists it.
    pub(super) lost: bool,
}

/// What the main part says.
#[derive(Debug, Default)]
pub(super) struct Deck {
    pub(super) slides: Vec<Slide>,
    /// Names of sections and custom shows.
    pub(super) names: Vec<String>,
    /// Whether there is a main part.
    pub(super) found: bool,
    relations: Vec<Relationship>,
}

impl Deck {
    pub(super) fn read(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<Self, ExtractError> {
        let main = main_part(package, sink)?;
        let mut deck = Self { relations: package.relationships(&main, sink)?, ..Self::default() };
        let mut listed = Vec::new();
        deck.found = package.scan(&main, sink, |scanner, _| {
            loop {
                match scanner.next()? {
                    Event::Start(tag) => match tag.name() {
                        b"sldId" if listed.len() < MOST => {
                            // The list of slides has `r:id` beside `id`; a section lists them again by `id` alone.
                            let ids = tag.attrs().filter(|attr| attr.name == b"id");
                            listed.extend(ids.map(|attr| attr.value().into_owned()).filter(|id| !is_number(id)));
                        }
                        b"section" | b"custShow" if deck.names.len() < MOST => {
                            deck.names.extend(tag.attr(b"name").map(|name| name.into_owned()));
                        }
                        _ => {}
                    },
                    Event::Eof => return Ok(()),
                    _ => {}
                }
            }
        })?;
        deck.place(&listed, package);
        Ok(deck)
    }

    /// Finds each listed slide's part, then adds the slide parts that nothing lists.
    fn place(&mut self, listed: &[String], package: &Package<'_>) {
        let inside = self.relations.iter().filter(|relation| !relation.external && package.has(&relation.target));
        let targets: FxHashMap<&str, &str> = inside.map(|relation| (&*relation.id, &*relation.target)).collect();
        let mut used = FxHashSet::default();
        for id in listed {
            if let Some(target) = targets.get(&**id).filter(|target| used.insert(target.to_ascii_lowercase())) {
                self.slides.push(Slide { number: next(&self.slides), part: (*target).to_owned(), lost: false });
            }
        }
        // Where the list or its relationships are missing altogether, the names tell the order.
        let lost = !self.slides.is_empty();
        for part in by_number(package, Kind::Slide) {
            if used.insert(part.to_ascii_lowercase()) {
                self.slides.push(Slide { number: next(&self.slides), part, lost });
            }
        }
    }

    /// All other parts that hold text, by what the presentation refers to and by their names.
    pub(super) fn rest(&self, package: &Package<'_>) -> Vec<(Kind, String)> {
        let related = self.relations.iter().filter(|relation| !relation.external && package.has(&relation.target));
        let related =
            related.filter_map(|relation| Some((Kind::of(&relation.kind, &relation.target)?, &*relation.target)));
        let named = package.names().filter_map(|name| Some((Kind::of_name(name)?, name)));
        let mut rest: Vec<(Kind, String)> = related.chain(named).map(|(kind, name)| (kind, name.to_owned())).collect();
        rest.sort_by_cached_key(|(kind, name)| (*kind, number(name), name.clone()));
        rest.dedup_by(|a, b| a.1.eq_ignore_ascii_case(&b.1));
        rest
    }
}

fn next(slides: &[Slide]) -> u32 {
    u32::try_from(slides.len()).unwrap_or(u32::MAX).saturating_add(1)
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// Parts of a kind by their names; `slide2` before `slide10`.
fn by_number(package: &Package<'_>, kind: Kind) -> Vec<String> {
    let mut parts: Vec<String> =
        package.names().filter(|name| Kind::of_name(name) == Some(kind)).map(str::to_owned).collect();
    parts.sort_by_cached_key(|part| (number(part), part.clone()));
    parts
}

/// 3 of `ppt/slides/slide3.xml`.
pub(super) fn number(part: &str) -> u32 {
    let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let digits = stem.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits = digits.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

fn main_part(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<String, ExtractError> {
    let relations = package.relationships("", sink)?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    if let Some(main) = main.filter(|main| package.has(&main.target)) {
        return Ok(main.target);
    }
    let custom = |name: &&str| name.to_ascii_lowercase().ends_with("presentation.xml");
    Ok(package.names().find(custom).unwrap_or("ppt/presentation.xml").to_owned())
}
