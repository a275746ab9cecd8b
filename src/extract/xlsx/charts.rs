//! Charts and diagrams of a workbook: a chart keeps the values of its cells, also of cells and workbooks that are gone.

use super::Sheet;
use super::sheet::place;
use crate::config::Limits;
use crate::document::{Locator, Role, Sink, TablePlace};
use crate::extract::package::Package;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner};
use crate::extract::{ExtractError, chart};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Pushes all charts and diagrams, each under the name of its sheet where that can be found.
pub(super) fn push(
    package: &mut Package<'_>,
    sheets: &[Sheet],
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
            let at = place("SmartArt", sheet, "");
            package.scan(&part, sink, |scanner, sink| diagram(scanner, &at, sink))?;
            continue;
        }
        let text = place("chart", sheet, "");
        let Locator::Part { part: name } = &text else { continue };
        tables += 1;
        let table = TablePlace::Document { part: name.clone(), table: tables };
        let place = chart::Place { text: &text, table };
        package.scan(&part, sink, |scanner, sink| chart::read(scanner, place, limits, sink))?;
    }
    Ok(())
}

fn is_ours(part: &str) -> bool {
    let name = part.to_ascii_lowercase();
    name.ends_with(".xml") && (name.contains("/charts/chart") || is_diagram(part))
}

fn is_diagram(part: &str) -> bool {
    part.to_ascii_lowercase().contains("/diagrams/data")
}

/// The sheet of each part that a sheet's drawing refers to, by its name in lower case.
fn owners(
    package: &mut Package<'_>,
    sheets: &[Sheet],
    sink: &mut dyn Sink,
) -> Result<FxHashMap<String, Arc<str>>, ExtractError> {
    let mut owners = FxHashMap::default();
    for sheet in sheets {
        for drawing in package.relationships(&sheet.part, sink)? {
            if drawing.kind != "drawing" || drawing.external {
                continue;
            }
            for relation in package.relationships(&drawing.target, sink)? {
                if is_ours(&relation.target) {
                    owners.insert(relation.target.to_ascii_lowercase(), sheet.name.clone());
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
