//! The small parts: who commented and changed, tags, custom data, names of sections.

use super::parts::Deck;
use super::place::Place;
use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::piece::Piece;
use crate::extract::story::Authors;
use crate::extract::xml::{Event, Scanner};
use crate::extract::{ExtractError, heed, link};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Names of sections and custom shows.
pub(super) fn names(deck: &Deck, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    for name in deck.names.iter().filter(|name| !name.trim().is_empty()) {
        let segment = Segment::new(name, Locator::Part { part: "section name".into() });
        heed(sink.segment(segment.with_role(Role::Heading)))?;
    }
    Ok(())
}

/// Authors of comments, of either kind. A user id may be an address: `S::ann@example.org::4e1f`.
pub(super) fn authors(scanner: &mut Scanner<'_>, authors: &mut Authors) -> Result<(), ExtractError> {
    loop {
        match scanner.next()? {
            Event::Start(tag) if matches!(tag.name(), b"cmAuthor" | b"author") => {
                authors.add(&tag.attr(b"name").unwrap_or_default());
                let user = tag.attr(b"userId").unwrap_or_default();
                if let Some(address) = user.split("::").find(|piece| piece.contains('@')) {
                    authors.add(address);
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Who changed what, as the program keeps it for itself.
pub(super) fn changes(scanner: &mut Scanner<'_>, authors: &mut Authors) -> Result<(), ExtractError> {
    loop {
        match scanner.next()? {
            Event::Start(tag) if tag.attr(b"userId").is_some() => {
                authors.add(&tag.attr(b"name").unwrap_or_default());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// `name: value`, as add-ins write them.
pub(super) fn tags(scanner: &mut Scanner<'_>, place: &Place, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut number = 0;
    loop {
        match scanner.next()? {
            Event::Start(tag) if tag.name() == b"tag" => {
                number += 1;
                let value = tag.attr(b"val").unwrap_or_default();
                if !value.trim().is_empty() {
                    let text = format!("{}: {value}", tag.attr(b"name").unwrap_or_default());
                    Piece::from(text).finish(place.locator(number), Role::Machine, sink)?;
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Every text of the data that a program keeps in the file.
pub(super) fn custom_xml(scanner: &mut Scanner<'_>, place: &Place, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut number = 1;
    let mut text = Piece::default();
    loop {
        match scanner.next()? {
            Event::Start(_) | Event::End(_) => {
                if !text.text_mut().trim().is_empty() {
                    text.finish(place.locator(number), Role::Machine, sink)?;
                    number += 1;
                }
                text = Piece::default();
            }
            Event::Text(piece) => text.add(piece, || place.locator(number), Role::Machine, sink)?,
            Event::Eof => return Ok(()),
        }
    }
}

/// Targets outside that a part names, in the order of their ids.
pub(super) fn links(links: &FxHashMap<String, String>, place: &Place, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let links: BTreeMap<_, _> = links.iter().collect();
    for target in links.values().filter(|target| !target.trim().is_empty()) {
        heed(sink.segment(Segment::new(target, place.locator(1)).with_role(link::role(target))))?;
    }
    Ok(())
}
