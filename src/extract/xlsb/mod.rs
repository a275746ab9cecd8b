//! XLSB: a workbook whose main parts are binary records ([MS-XLSB]); the others are those of XLSX.
//!
//! Sheets are read as a stream, under the limits that hold for every package.

mod record;
mod sheet;

#[cfg(test)]
mod tests;

use super::package::{Embeddings, Package, Relationship};
use super::piece::Piece;
use super::xls::{Unused, push_name};
use super::xlsx::notes::Notes;
use super::xlsx::rows::Budget;
use super::xlsx::sheet::place;
use super::xlsx::strings;
use super::xlsx::styles::{Shown, Styles, builtin, by_code};
use super::{ExtractError, Format, Options, Source};
use crate::document::{Role, Sink, column_letters};
use crate::incident::{Incident, IncidentKind, Stage};
use record::Records;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "xlsb", extensions: &["xlsb"], isolated: true, extract };

/// More styles or sheets than any workbook may have; those beyond are left away.
const MOST: usize = 65_536;
const WORKBOOK: &str = "xl/workbook.bin";

/// A sheet as the workbook lists it.
struct Listed {
    name: Arc<str>,
    visibility: u8,
    part: String,
}

/// What holds for the whole workbook.
#[derive(Default)]
struct Book {
    date1904: bool,
    sheets: Vec<Listed>,
    styles: Styles,
}

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let limits = &options.limits;
    let mut package = Package::open(source, limits, sink)?;
    let book = read_workbook(&mut package, sink)?;
    let mut gathered = strings::Reader::new(limits);
    package.read("xl/sharedStrings.bin", sink, |source, sink| read_strings(source, &mut gathered, sink))?;
    let arena = gathered.arena;
    let strings = arena.strings();
    let mut budget = Budget::new(limits);
    let mut unused = Unused::default();
    for sheet in &book.sheets {
        push_name(&sheet.name, sheet.visibility, sink)?;
        let links = package.relationships(&sheet.part, sink)?;
        let mut reader = sheet::Reader::new(sheet, &book, &strings, &mut budget, &mut unused, &links);
        let found = package.read(&sheet.part, sink, |source, sink| reader.read(source, sink))?;
        if !found {
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, "the part of a sheet is missing"));
        }
        push_comments(&mut package, sheet, &links, sink)?;
    }
    push_lost_comments(&mut package, &book, sink)?;
    unused.push(&strings, sink)?;
    Notes::new(&package).push_rest(&mut package, sink)?;
    let sheets = book.sheets.iter().map(|sheet| (&sheet.name, &*sheet.part));
    super::chart::workbook::push(&mut package, sheets, limits, sink)?;
    Embeddings::default().push_rest(&mut package, options, sink)?;
    say_unread(&package, sink);
    package.push_properties(sink)
}

/// Binary parts that hold content of their own and are not read: the file is not called read whole.
fn say_unread(package: &Package<'_>, sink: &mut dyn Sink) {
    for (folder, what) in [("/pivotcache/", "pivot table cache part"), ("/externallinks/", "cache of another workbook")]
    {
        let holds = |name: &&str| name.to_ascii_lowercase().contains(folder) && !name.ends_with(".rels");
        let count = package.names().filter(holds).count();
        if count > 0 {
            let plural = if count == 1 { "" } else { "s" };
            let detail = format!("{count} {what}{plural} in it cannot be read");
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Unsupported, detail));
        }
    }
}

fn read_workbook(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<Book, ExtractError> {
    let relations = package.relationships(WORKBOOK, sink)?;
    let mut book = Book::default();
    let found = package.read(WORKBOOK, sink, |source, _| {
        let mut records = Records::new(source);
        while let Some(kind) = records.next()? {
            match kind {
                153 => book.date1904 = records.u32(0).is_some_and(|flags| flags & 1 == 1),
                156 if book.sheets.len() < MOST => book.sheets.push(listed(&records, &relations)),
                _ => {}
            }
        }
        Ok(())
    })?;
    if !found {
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, "the package has no workbook"));
    }
    add_unlisted(&mut book, package);
    book.styles = read_styles(package, sink)?;
    Ok(book)
}

/// State, id, relation, name.
fn listed(records: &Records<'_>, relations: &[Relationship]) -> Listed {
    let visibility = records.u32(0).map_or(0, |state| state.min(2) as u8);
    let (id, after) = records.string(8);
    let (name, _) = records.string(after);
    let relation = relations.iter().find(|relation| relation.id == id && !relation.external);
    let part = relation.map(|relation| relation.target.clone()).unwrap_or_default();
    Listed { name: name.into(), visibility, part }
}

/// Sheets that nothing lists are read too, under the names of their parts.
fn add_unlisted(book: &mut Book, package: &Package<'_>) {
    let is_sheet = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["xl/worksheets/", "xl/macrosheets/"]
            .iter()
            .any(|folder| name.strip_prefix(folder).is_some_and(|file| !file.contains('/') && file.ends_with(".bin")))
    };
    let named: rustc_hash::FxHashSet<String> =
        book.sheets.iter().map(|sheet| sheet.part.to_ascii_lowercase()).collect();
    for part in package.names().filter(|name| is_sheet(name) && !named.contains(&name.to_ascii_lowercase())) {
        let file = part.rsplit('/').next().unwrap_or(part);
        // Beside each sheet stands an index that has no cells.
        if !file.to_ascii_lowercase().starts_with("binaryindex") && book.sheets.len() < MOST {
            let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem).into();
            book.sheets.push(Listed { name, visibility: 0, part: part.to_owned() });
        }
    }
}

fn read_styles(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<Styles, ExtractError> {
    let mut custom: FxHashMap<u16, Shown> = FxHashMap::default();
    let mut formats = Vec::new();
    let mut in_cells = false;
    package.read("xl/styles.bin", sink, |source, _| {
        let mut records = Records::new(source);
        while let Some(kind) = records.next()? {
            match kind {
                44 if custom.len() < MOST => {
                    custom.insert(records.u16(0).unwrap_or(0), by_code(&records.string(2).0));
                }
                617 => in_cells = true,
                618 => in_cells = false,
                47 if in_cells && formats.len() < MOST => formats.push(records.u16(2).unwrap_or(0)),
                _ => {}
            }
        }
        Ok(())
    })?;
    let shown = |id: &u16| custom.get(id).copied().unwrap_or_else(|| builtin((*id).into()));
    Ok(Styles(formats.iter().map(shown).collect()))
}

fn read_strings(
    source: &mut dyn std::io::Read,
    strings: &mut strings::Reader,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut records = Records::new(source);
    while let Some(kind) = records.next()? {
        if kind == 19 {
            let whole = records.push_string(1, strings.text_mut());
            strings.keep_bounds(sink)?;
            strings.end_plain(sink)?;
            if whole.is_none() {
                return Err(ExtractError::Corrupt("a shared string is longer than its record".into()));
            }
        }
    }
    Ok(())
}

fn is_comments(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("/comments") && name.ends_with(".bin")
}

fn push_comments(
    package: &mut Package<'_>,
    sheet: &Listed,
    links: &[Relationship],
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    for link in links.iter().filter(|link| !link.external && is_comments(&link.target)) {
        package.read(&link.target, sink, |source, sink| comments(source, Some(&sheet.name), sink))?;
    }
    Ok(())
}

/// Comments that no sheet refers to.
fn push_lost_comments(package: &mut Package<'_>, book: &Book, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut lost: Vec<String> = package.names().filter(|name| is_comments(name)).map(str::to_owned).collect();
    if lost.is_empty() {
        return Ok(());
    }
    for sheet in &book.sheets {
        let links = package.relationships(&sheet.part, sink)?;
        lost.retain(|name| !links.iter().any(|link| link.target.eq_ignore_ascii_case(name)));
    }
    for name in lost {
        package.read(&name, sink, |source, sink| comments(source, None, sink))?;
    }
    Ok(())
}

fn comments(source: &mut dyn std::io::Read, sheet: Option<&Arc<str>>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut records = Records::new(source);
    let mut cell = String::new();
    while let Some(kind) = records.next()? {
        match kind {
            632 => {
                let author = records.string(0).0;
                // `tc={...}` stands for a threaded comment.
                if !author.starts_with("tc={") {
                    Piece::from(author).finish(place("comment authors", sheet, ""), Role::Author, sink)?;
                }
            }
            635 => {
                let (row, column) = (records.u32(4).unwrap_or(0), records.u32(12).unwrap_or(0));
                cell = format!("{}{}", column_letters(column), row.saturating_add(1));
            }
            637 => {
                let text = records.string(1).0;
                Piece::from(text).finish(place("comment", sheet, &cell), Role::Comment, sink)?;
            }
            _ => {}
        }
    }
    Ok(())
}
