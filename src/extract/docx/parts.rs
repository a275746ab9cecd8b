//! Which parts a document has, and in which order they are read.

use crate::document::{Role, Sink};
use crate::extract::ExtractError;
use crate::extract::package::Package;

/// What a part holds, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Document,
    Header,
    Footer,
    Footnotes,
    Endnotes,
    Comments,
    Chart,
    Diagram,
    Glossary,
    CustomXml,
    People,
    Styles,
}

impl Kind {
    /// What people read in a locator.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Footnotes => "footnotes",
            Self::Endnotes => "endnotes",
            Self::Comments => "comments",
            Self::Chart => "chart",
            Self::Diagram => "diagram",
            Self::Glossary => "glossary",
            Self::CustomXml => "custom data",
            Self::People => "people",
            Self::Styles => "styles",
        }
    }

    /// The role of its paragraphs.
    pub(super) fn role(self) -> Role {
        match self {
            Self::Header | Self::Footer => Role::HeaderFooter,
            Self::Comments => Role::Comment,
            Self::CustomXml => Role::Machine,
            _ => Role::Body,
        }
    }

    /// Whether its text is read; of styles only the names are wanted.
    pub(super) fn is_read(self) -> bool {
        self != Self::Styles
    }

    fn of_relationship(kind: &str) -> Option<Self> {
        Some(match kind {
            "officeDocument" => Self::Document,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "footnotes" => Self::Footnotes,
            "endnotes" => Self::Endnotes,
            "comments" => Self::Comments,
            "chart" => Self::Chart,
            "diagramData" => Self::Diagram,
            "glossaryDocument" => Self::Glossary,
            "customXml" => Self::CustomXml,
            "people" => Self::People,
            "styles" => Self::Styles,
            _ => return None,
        })
    }

    /// By the folder and the front of a file's name, in lower case.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let stem = file.strip_suffix(".xml")?.trim_end_matches(|c: char| c.is_ascii_digit());
        Some(match (folder, stem) {
            ("word", "document") => Self::Document,
            ("word", "header") => Self::Header,
            ("word", "footer") => Self::Footer,
            ("word", "footnotes") => Self::Footnotes,
            ("word", "endnotes") => Self::Endnotes,
            ("word", "comments") => Self::Comments,
            ("word", "people") => Self::People,
            ("word", "styles") => Self::Styles,
            ("word/charts", "chart" | "chartex") => Self::Chart,
            ("word/diagrams", "data") => Self::Diagram,
            ("customxml", "item") => Self::CustomXml,
            (folder, "document") if folder.starts_with("word/glossary") => Self::Glossary,
            _ => return None,
        })
    }
}

/// A part of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) name: String,
}

/// The parts to read, each once.
pub(super) fn list(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<Vec<Part>, ExtractError> {
    let mut parts = related(package, "", sink)?;
    parts.retain(|part| part.kind == Kind::Document);
    if let Some(main) = parts.first() {
        let main = main.name.clone();
        parts.extend(related(package, &main, sink)?.into_iter().filter(|part| part.kind != Kind::Document));
    }
    let by_name = package
        .names()
        .filter_map(|name| Kind::of_name(&name.to_ascii_lowercase()).map(|kind| Part { kind, name: name.to_owned() }));
    parts.extend(by_name);
    parts.sort_by_cached_key(|part| (order(&part.name), part.kind));
    // A part that goes by a relationship and by its name is one part; the relationship, if it differs, says what it is.
    parts.dedup_by(|a, b| a.name.eq_ignore_ascii_case(&b.name));
    parts.sort_by_cached_key(|part| (part.kind, order(&part.name)));
    Ok(parts)
}

/// The parts that `from` refers to and that exist.
fn related(package: &mut Package<'_>, from: &str, sink: &mut dyn Sink) -> Result<Vec<Part>, ExtractError> {
    let relationships = package.relationships(from, sink)?;
    let existing = relationships.into_iter().filter(|part| !part.external && package.has(&part.target));
    Ok(existing.filter_map(|part| Some(Part { kind: Kind::of_relationship(&part.kind)?, name: part.target })).collect())
}

/// `header2` before `header10`.
fn order(name: &str) -> (String, u64) {
    let lower = name.to_ascii_lowercase();
    let stem = lower.strip_suffix(".xml").unwrap_or(&lower);
    let front = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = stem.get(front.len()..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    (front.to_owned(), number)
}
