//! EPUB: web pages in a zip package, in the order in which a reader sees them, and what the book says of itself.

use super::package::{Embeddings, Package, resolve};
use super::piece::Piece;
use super::xml::{Event, Scanner, Tag};
use super::{ExtractError, Format, Options, Source};
use crate::document::{Locator, Role, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use rustc_hash::FxHashMap;

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "epub", extensions: &["epub"], isolated: false, extract };

/// Ciphers that only hide fonts; any other hides the text.
const FONT_CIPHERS: &[&str] = &["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
/// Endings of pages.
const PAGES: &[&str] = &[".xhtml", ".html", ".htm"];

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut package = Package::open(source, &options.limits, sink)?;
    if is_encrypted(&mut package, sink)? {
        return Err(ExtractError::Encrypted("the book is protected".into()));
    }
    let book = Book::read(&mut package, options.limits.memory_bytes, sink)?;
    if book.pages.is_empty() && !book.found {
        let detail = "the book has no list of its pages";
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
    }
    let mut embeddings = Embeddings::default();
    for page in book.pages.iter().chain(&other_pages(&package)) {
        embeddings.push_as(page.clone(), &mut package, page, options, sink)?;
    }
    Ok(())
}

/// Pages by their names, for those that no list names.
fn other_pages(package: &Package<'_>) -> Vec<String> {
    let is_page = |name: &&str| {
        let name = name.to_ascii_lowercase();
        PAGES.iter().any(|ending| name.ends_with(ending))
    };
    package.names().filter(is_page).map(str::to_owned).collect()
}

/// Whether the text is protected, not only the fonts.
fn is_encrypted(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<bool, ExtractError> {
    let mut encrypted = false;
    package.scan("META-INF/encryption.xml", sink, |scanner, _| {
        loop {
            match scanner.next()? {
                Event::Start(tag) if tag.name() == b"EncryptionMethod" => {
                    let cipher = tag.attr(b"Algorithm").unwrap_or_default();
                    encrypted |= !FONT_CIPHERS.contains(&&*cipher);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    })?;
    Ok(encrypted)
}

/// What the book says of itself.
#[derive(Default)]
struct Book {
    /// Its pages in the order of reading.
    pages: Vec<String>,
    /// Whether there is a part that lists them.
    found: bool,
}

impl Book {
    fn read(package: &mut Package<'_>, most: u64, sink: &mut dyn Sink) -> Result<Self, ExtractError> {
        let mut root = None;
        package.scan("META-INF/container.xml", sink, |scanner, _| {
            loop {
                match scanner.next()? {
                    Event::Start(tag) if tag.name() == b"rootfile" && root.is_none() => {
                        root = tag.attr(b"full-path").map(|path| path.into_owned());
                    }
                    Event::Eof => return Ok(()),
                    _ => {}
                }
            }
        })?;
        let by_name = || package.names().find(|name| name.to_ascii_lowercase().ends_with(".opf")).map(str::to_owned);
        let Some(root) = root.filter(|root| package.has(root)).or_else(by_name) else { return Ok(Self::default()) };
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let mut listing = Listing { folder, most, ..Listing::default() };
        let found = package.scan(&root, sink, |scanner, sink| listing.read(scanner, sink))?;
        Ok(Self { pages: listing.pages(), found })
    }
}

/// The part that lists the pages.
#[derive(Default)]
struct Listing {
    folder: String,
    /// Parts by their ids.
    items: FxHashMap<String, String>,
    /// Ids in the order of reading.
    spine: Vec<String>,
    bytes: u64,
    most: u64,
}

impl Listing {
    fn read(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let place = || Locator::Part { part: "properties".into() };
        let mut text = Piece::default();
        let mut open = None;
        loop {
            match scanner.next()? {
                Event::Start(tag) => {
                    open = role(tag.name());
                    self.note(&tag)?;
                }
                Event::Text(piece) => {
                    if let Some(role) = open {
                        text.add(piece, place, role, sink)?;
                    }
                }
                Event::End(_) => {
                    if let Some(role) = open.take() {
                        text.finish(place(), role, sink)?;
                    }
                }
                Event::Eof => return Ok(()),
            }
        }
    }

    fn note(&mut self, tag: &Tag<'_>) -> Result<(), ExtractError> {
        let text = |name: &[u8]| tag.attr(name).unwrap_or_default().into_owned();
        match tag.name() {
            b"item" => {
                let (id, target) = (text(b"id"), resolve(&self.folder, &unescape(&text(b"href"))));
                self.bytes += (id.len() + target.len() + 64) as u64;
                self.items.insert(id, target);
            }
            b"itemref" => {
                let id = text(b"idref");
                self.bytes += (id.len() + 32) as u64;
                self.spine.push(id);
            }
            _ => {}
        }
        if self.bytes > self.most {
            let detail = format!("the list of pages takes more than {} bytes", self.most);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitMemory, detail });
        }
        Ok(())
    }

    /// The pages in the order of reading.
    fn pages(&self) -> Vec<String> {
        self.spine.iter().filter_map(|id| self.items.get(id)).cloned().collect()
    }
}

/// The role of what a book says of itself.
fn role(element: &[u8]) -> Option<Role> {
    Some(match element {
        b"title" | b"subject" | b"description" | b"publisher" => Role::Property,
        b"creator" | b"contributor" => Role::Author,
        _ => return None,
    })
}

/// `a%20b` as `a b`.
fn unescape(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
