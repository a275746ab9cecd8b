//! Which paragraph styles are headings. Ids are in the language of whoever made the file, the names of built-in styles are
//! not.

use super::parts::{Kind, Part};
use crate::document::Sink;
use crate::extract::ExtractError;
use crate::extract::package::Package;
use crate::extract::xml::{Event, Scanner};
use rustc_hash::FxHashSet;

/// Heading styles that are remembered; a document has a dozen.
const MOST: usize = 1_000;

/// The ids of heading styles.
#[derive(Debug, Default)]
pub(super) struct Headings(FxHashSet<String>);

impl Headings {
    /// Whether paragraphs of this style are headings; for a document without styles, by the id.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.0.contains(id) || (self.0.is_empty() && is_heading(id))
    }
}

/// Reads the style part, if there is one.
pub(super) fn headings(
    package: &mut Package<'_>,
    parts: &[Part],
    sink: &mut dyn Sink,
) -> Result<Headings, ExtractError> {
    let mut headings = Headings::default();
    if let Some(part) = parts.iter().find(|part| part.kind == Kind::Styles) {
        package.scan(&part.name, sink, |scanner, _| read(scanner, &mut headings))?;
    }
    Ok(headings)
}

fn read(scanner: &mut Scanner<'_>, headings: &mut Headings) -> Result<(), ExtractError> {
    let mut id = String::new();
    loop {
        let heading = match scanner.next()? {
            Event::Start(tag) => match tag.name() {
                b"style" => {
                    id = tag.attr(b"styleId").unwrap_or_default().into_owned();
                    false
                }
                b"name" => tag.attr(b"val").is_some_and(|name| is_heading(&name)),
                b"outlineLvl" => tag.attr(b"val").is_some_and(|level| &*level != "9"),
                _ => false,
            },
            Event::Eof => return Ok(()),
            _ => false,
        };
        if heading && headings.0.len() < MOST {
            headings.0.insert(id.clone());
        }
    }
}

fn is_heading(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("heading") || name == "title" || name == "subtitle"
}
