//! What a workbook carries where nobody looks: names, lists to choose from, caches of other workbooks, connections, data
//! that programs left, words that no cell shows any more.

use super::notes::Around;
use super::sheet::place;
use super::strings::Strings;
use crate::document::{Cell, Locator, Role, Segment, Sink, TablePlace};
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner, Tag};
use crate::extract::{ExtractError, heed};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Sheets of another workbook whose names are held.
const MAX_SHEETS: usize = 65_536;

/// A defined name and what it stands for (`Formulas > Name Manager`).
pub(super) fn defined_name(name: &str, stands_for: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    // Excel's own (`_xlnm.Print_Area`) and plain references say nothing of anyone.
    if name.starts_with("_xlnm") || is_reference(stands_for) {
        return Ok(());
    }
    let text = format!("{name}: {}", stands_for.trim_matches('"'));
    Piece::from(text).finish(place("defined names", None, ""), Role::Machine, sink)
}

/// `Sheet1!$A$1:$B$9`, `#REF!`.
fn is_reference(formula: &str) -> bool {
    !formula.contains('"') && (formula.contains('!') || formula.contains('$'))
}

/// The attributes of a `<dataValidation>` that people wrote (`Data > Data Validation`).
pub(super) fn validation(tag: &Tag<'_>, sheet: &Arc<str>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let cells: String = tag.attr(b"sqref").unwrap_or_default().chars().take(64).collect();
    for name in [&b"promptTitle"[..], b"prompt", b"errorTitle", b"error"] {
        let text = tag.attr(name).unwrap_or_default().into_owned();
        Piece::from(text).finish(place("data validation", Some(sheet), &cells), Role::Body, sink)?;
    }
    Ok(())
}

/// The list that a formula spells out, `"Ann,Bob"`; none where it refers to cells.
pub(super) fn choices(formula: &str, sheet: &Arc<str>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let list = formula.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    for choice in list.unwrap_or_default().split(',').map(str::trim).filter(|choice| !choice.is_empty()) {
        let locator = place("data validation", Some(sheet), "");
        heed(sink.segment(Segment::new(&choice.replace("\"\"", "\""), locator)))?;
    }
    Ok(())
}

/// What was last seen of another workbook's cells: a table a sheet (`Data > Edit Links`).
pub(super) fn external_link(
    scanner: &mut Scanner<'_>,
    _: &Around<'_>,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut names: Vec<String> = Vec::new();
    let mut cells: FxHashMap<u32, String> = FxHashMap::default();
    let (mut row, mut column, mut open, mut pushed) = (0, 0, false, 0);
    let (mut text, mut in_value) = (String::new(), false);
    loop {
        match scanner.next()? {
            Event::Start(tag) => match tag.name() {
                b"sheetName" if names.len() < MAX_SHEETS => {
                    names.push(tag.attr(b"val").unwrap_or_default().into_owned());
                }
                b"sheetData" => {
                    let at = tag.attr(b"sheetId").and_then(|id| id.parse::<usize>().ok()).unwrap_or(0);
                    let name = names.get(at).map_or("", String::as_str);
                    let sheet = format!("copy of another workbook, {name}").into();
                    heed(sink.begin_table(TablePlace::Sheet { sheet }))?;
                    (open, pushed) = (true, 0);
                }
                b"row" => row = tag.attr(b"r").and_then(|row| row.parse().ok()).unwrap_or(row + 1),
                b"cell" => {
                    column = tag.attr(b"r").and_then(|at| super::reference::parse(at.as_bytes())).map_or(0, |at| at.0);
                }
                b"v" => in_value = true,
                // The definition of a name in that workbook.
                b"ddeItem" | b"oleItem" => {
                    let name = tag.attr(b"name").unwrap_or_default().into_owned();
                    Piece::from(name).finish(place("link to another program", None, ""), Role::Machine, sink)?;
                }
                _ => {}
            },
            Event::Text(piece) if in_value => piece.push_to(&mut text),
            Event::End(b"v") => {
                in_value = false;
                let text = std::mem::take(&mut text);
                if !text.trim().is_empty() && cells.len() < 16_384 {
                    cells.insert(column, text);
                }
            }
            Event::End(b"row") if open => {
                let mut filled: Vec<(u32, String)> = cells.drain().collect();
                filled.sort();
                let filled: Vec<Cell<'_>> = filled.iter().map(|(column, text)| Cell::text(*column, text)).collect();
                if row > pushed && !filled.is_empty() {
                    pushed = row;
                    heed(sink.row(row, &filled))?;
                }
            }
            Event::End(b"sheetData") if open => {
                open = false;
                heed(sink.end_table())?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// How a connection or query gets its data (`Data > Queries & Connections`): who signs in, what is asked.
pub(super) fn connections(scanner: &mut Scanner<'_>, _: &Around<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    attributes(scanner, "connections", &[b"name", b"description", b"connection", b"command", b"sourceFile"], sink)
}

/// What a program keeps in the workbook: text and attributes.
pub(super) fn custom_xml(scanner: &mut Scanner<'_>, _: &Around<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut text = Piece::default();
    let at = || Locator::Part { part: "custom data".into() };
    loop {
        match scanner.next()? {
            Event::Start(tag) => {
                text.finish(at(), Role::Machine, sink)?;
                for attr in tag.attrs() {
                    Piece::from(attr.value().into_owned()).finish(at(), Role::Machine, sink)?;
                }
            }
            Event::Text(piece) => text.add(piece, at, Role::Machine, sink)?,
            Event::End(_) => text.finish(at(), Role::Machine, sink)?,
            Event::Eof => return Ok(()),
        }
    }
}

fn attributes(scanner: &mut Scanner<'_>, part: &str, names: &[&[u8]], sink: &mut dyn Sink) -> Result<(), ExtractError> {
    loop {
        match scanner.next()? {
            Event::Start(tag) => {
                for attr in tag.attrs().filter(|attr| names.contains(&attr.name)) {
                    Piece::from(attr.value().into_owned()).finish(place(part, None, ""), Role::Machine, sink)?;
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The strings that no cell refers to: what was deleted may stand there still.
pub(super) fn leftover(strings: &Strings<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    for text in strings.unused().filter(|text| !text.trim().is_empty()) {
        let locator = Locator::Part { part: "text that no cell shows".into() };
        heed(sink.segment(Segment::new(text, locator)))?;
    }
    Ok(())
}
