//! XLS: BIFF 2 to 8, each sheet as its records stream by, hidden ones too ([MS-XLS]; OpenOffice's description of BIFF 2-5).
//!
//! Besides cells: comments, text boxes, headers and footers, links, validation messages, charts' names, caches of pivot
//! tables and of other workbooks, embedded documents, properties.

mod book;
mod extras;
mod record;
mod sheet;

use super::compound::{Compound, ROOT};
use super::piece::Piece;
use super::xlsx::rows::Budget;
use super::xlsx::strings;
use super::{ExtractError, Format, Options, Source, heed};
use crate::config::Limits;
use crate::document::{Locator, Role, Segment, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use book::{Book, Holds};
use record::Records;
use sheet::SheetReader;
pub(super) use sheet::{Unused, rk};
use std::io::{Read, SeekFrom};
use std::sync::Arc;

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "xls", extensions: &["xls", "xlt"], isolated: true, extract };

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = [0; 2];
    let read = source.read(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    // The oldest workbooks are a bare stream.
    if read == 2 && is_bof(u16::from_le_bytes(head)) {
        return read_book(source, &options.limits, sink);
    }
    let mut compound = Compound::open(source, &options.limits, sink)?;
    self::read(&mut compound, ROOT, options, sink)
}

/// Pushes the workbook that stands in a storage of a compound file.
pub(super) fn read(
    compound: &mut Compound<'_>,
    storage: usize,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let stream = ["Workbook", "Book"].iter().find_map(|name| compound.find(storage, name));
    let result = match stream {
        Some(stream) => read_book(&mut compound.stream(stream), &options.limits, sink),
        None => Err(ExtractError::Corrupt("the file has no workbook".into())),
    };
    if !matches!(result, Err(ExtractError::Stopped)) {
        push_pivot_caches(compound, storage, sink)?;
        compound.push_objects(storage, options, sink)?;
        compound.push_properties(storage, sink)?;
    }
    result
}

fn is_bof(kind: u16) -> bool {
    matches!(kind, 0x0009 | 0x0209 | 0x0409 | 0x0809)
}

fn read_book(source: &mut dyn Read, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut records = Records::new(source);
    let mut book = Book::new();
    let mut strings = strings::Reader::new(limits);
    let globals = read_globals(&mut records, &mut book, &mut strings, sink);
    // Where the globals broke off inside of the stream, no sheet follows that could be read.
    let first = globals?;
    let arena = strings.arena;
    let strings = arena.strings();
    let mut budget = Budget::new(limits);
    let mut unused = Unused::default();
    let mut number = 0;
    let mut begun = first;
    loop {
        if let Some(holds) = begun.take() {
            let (name, visibility) = name_sheet(&book, &records, number);
            number += 1;
            if matches!(holds, Holds::Sheet | Holds::Chart) {
                push_name(&name, visibility, sink)?;
                let mut reader = SheetReader::new(&mut book, name, &strings, &mut budget, &mut unused);
                let result = reader.read(&mut records, holds, sink);
                if !matches!(result, Err(ExtractError::Stopped)) {
                    reader.finish(sink)?;
                }
                result?;
            }
            continue;
        }
        match records.next()? {
            Some(kind) if is_bof(kind) => begun = Some(book.begin(kind, &records)),
            Some(0x2F) => book.take(0x2F, &mut records)?,
            Some(_) => {}
            None => break,
        }
    }
    unused.push(&strings, sink)
}

/// Reads the globals. Where there are none, the first sheet has begun: what it holds.
fn read_globals(
    records: &mut Records<'_>,
    book: &mut Book,
    strings: &mut strings::Reader,
    sink: &mut dyn Sink,
) -> Result<Option<Holds>, ExtractError> {
    let mut begun = false;
    while let Some(kind) = records.next()? {
        match kind {
            _ if is_bof(kind) => {
                let holds = book.begin(kind, records);
                if begun || holds != Holds::Globals {
                    return Ok(Some(holds));
                }
                begun = true;
            }
            0x0A => return Ok(None),
            0xFC => book::read_strings(records, strings, sink)?,
            0x5C => book.push_user(records, sink)?,
            0x5A => extras::push_cached(records, sink)?,
            _ => book.take(kind, records)?,
        }
    }
    Err(if begun {
        ExtractError::Truncated("the workbook ends before its first sheet".into())
    } else {
        ExtractError::Corrupt("the workbook does not begin as one".into())
    })
}

/// The sheet that starts here, by its place or else by its order.
fn name_sheet(book: &Book, records: &Records<'_>, number: usize) -> (Arc<str>, u8) {
    let here = book.sheets.iter().find(|sheet| u64::from(sheet.place) == records.start);
    let sheet = here.or_else(|| book.sheets.get(number).filter(|sheet| u64::from(sheet.place) > records.start));
    sheet.map_or_else(
        || (format!("Sheet{}", number + 1).into(), 0),
        |sheet| (sheet.name.as_str().into(), sheet.visibility),
    )
}

/// Pushes a sheet's name (sheets are called after people, too), and says how to see a hidden one.
pub(super) fn push_name(name: &str, visibility: u8, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let part = match visibility {
        0 => "sheet name",
        1 => "hidden sheet: unhide it to see it",
        _ => "very hidden sheet: set it visible in the Visual Basic editor to see it",
    };
    if name.is_empty() {
        return Ok(());
    }
    let segment = Segment::new(name, Locator::Part { part: part.into() });
    heed(sink.segment(segment.with_role(Role::Heading)))
}

/// Pushes the texts that pivot tables keep of their sources, which may long be gone from the sheets.
fn push_pivot_caches(compound: &mut Compound<'_>, storage: usize, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let Some(caches) = compound.find_storage(storage, "_SX_DB_CUR") else { return Ok(()) };
    let streams: Vec<usize> =
        compound.children(caches).filter(|(_, entry)| entry.is_stream).map(|(at, _)| at).collect();
    for stream in streams {
        let mut stream = compound.stream(stream);
        let mut records = Records::new(&mut stream);
        if let Err(error) = push_pivot_cache(&mut records, sink) {
            let Some(incident) = error.incident() else { return Err(error) };
            sink.incident(Incident { detail: format!("pivot table cache: {}", incident.detail), ..incident });
        }
    }
    Ok(())
}

fn push_pivot_cache(records: &mut Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    while let Some(kind) = records.next()? {
        let start = match kind {
            // The name of a field, and a text among its values.
            0xC7 => 14,
            0xCD => 0,
            0x2F => {
                let detail = "a pivot table cache is password-protected";
                sink.incident(Incident::new(Stage::Extract, IncidentKind::Encrypted, detail));
                return Ok(());
            }
            _ => continue,
        };
        records.seek(start);
        let mut text = String::new();
        records.push_unicode(true, &mut text)?;
        Piece::from(text).finish(Locator::Part { part: "pivot table cache".into() }, Role::Body, sink)?;
    }
    Ok(())
}
