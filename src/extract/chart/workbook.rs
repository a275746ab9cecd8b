//! The charts and diagrams of a workbook: a chart keeps the values of its cells, also of cells and workbooks that are gone.

use super::Place;
use crate::config::Limits;
use crate::document::{Locator, Role, Sink, TablePlace};
use crate::extract::ExtractError;
use crate::extract::package::Package;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Pushes all charts and diagrams, each under the name of its sheet where that can be found. `sheets`: the name and the part
/// of each.
pub(crate) fn push<'s>(
    package: &mut Package<'_>,
    sheets: impl Iterator<Item = (&'s Arc<str>, &'s str)>,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let parts: Vec<String> = package.names().filter(|name| is_ours(name)).map(str::to_owned).collect();
    if parts.is_empty() {
        return Ok(());
    }
    let owners = owners(package, sheets, sink)?;
    let mut tables = 0;
    for part in parts {
        let sheet = owners.get(&part.to_ascii_lowercase());
        if is_diagram(&part) {
            let at = Locator::Part { part: named("SmartArt", sheet) };
            package.scan(&part, sink, |scanner, sink| diagram(scanner, &at, sink))?;
            continue;
        }
        let name = named("chart", sheet);
        let text = Locator::Part { part: name.clone() };
        tables += 1;
        let place = Place { text: &text, table: TablePlace::Document { part: name, table: tables } };
        package.scan(&part, sink, |scanner, sink| super::read(scanner, place, limits, sink))?;
    }
    Ok(())
}

fn named(what: &str, sheet: Option<&Arc<str>>) -> Arc<str> {
    sheet.map_or_else(|| what.into(), |sheet| format!("{what} {sheet}").into())
}

fn is_ours(part: &str) -> bool {
    let name = part.to_ascii_lowercase();
    name.ends_with(".xml") && (name.contains("/charts/chart") || is_diagram(part))
}

fn is_diagram(part: &str) -> bool {
    part.to_ascii_lowercase().contains("/diagrams/data")
}

/// The sheet of each part that a sheet's drawing refers to, by its name in lower case.
fn owners<'s>(
    package: &mut Package<'_>,
    sheets: impl Iterator<Item = (&'s Arc<str>, &'s str)>,
    sink: &mut dyn Sink,
) -> Result<FxHashMap<String, Arc<str>>, ExtractError> {
    let mut owners = FxHashMap::default();
    for (sheet, part) in sheets {
        for drawing in package.relationships(part, sink)? {
            if drawing.kind != "drawing" || drawing.external {
                continue;
            }
            for relation in package.relationships(&drawing.target, sink)? {
                if is_ours(&relation.target) {
                    owners.insert(relation.target.to_ascii_lowercase(), sheet.clone());
                }
            }
        }
    }
    Ok(owners)
}

/// The texts of a diagram.
fn diagram(scanner: &mut Scanner<'_>, place: &Locator, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut text = Piece::default();
    let (mut in_paragraph, mut in_text) = (false, false);
    loop {
        match scanner.next()? {
            Event::Start(tag) => match tag.name() {
                b"p" => in_paragraph = true,
                b"t" => in_text = in_paragraph,
                b"br" => text.text_mut().push('\n'),
                _ => {}
            },
            Event::Text(piece) if in_text => text.add(piece, || place.clone(), Role::Body, sink)?,
            Event::End(b"t") => in_text = false,
            Event::End(b"p") => {
                in_paragraph = false;
                text.finish(place.clone(), Role::Body, sink)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
