//! DOC: Word 97 to 2003 by its piece table, Word 6 and 95 by theirs or as one run of text ([MS-DOC]).
//!
//! Tracked deletions and hidden text stand in the piece table as all other text does, and are read with it.

mod fib;
mod lists;
mod marks;
mod pieces;
mod text;

#[cfg(test)]
mod tests;

use super::compound::{Compound, ROOT};
use super::prose::Prose;
use super::{ExtractError, Format, Options, Source};
use crate::config::Limits;
use crate::document::Sink;
use crate::incident::{Incident, IncidentKind, Stage};
use fib::{Fib, Range};
use marks::Marks;
use pieces::Piece;
use std::io::{Read, Seek, SeekFrom};
use text::Text;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "doc", extensions: &["doc", "dot"], isolated: true, extract };

/// Where the pages with the properties of paragraphs are listed.
const PARAGRAPHS: usize = 13;

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut compound = Compound::open(source, &options.limits, sink)?;
    self::read(&mut compound, ROOT, options, sink)
}

/// Pushes the document that stands in a storage of a compound file.
pub(super) fn read(
    compound: &mut Compound<'_>,
    storage: usize,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let result = read_document(compound, storage, &options.limits, sink);
    if !matches!(result, Err(ExtractError::Stopped)) {
        if let Some(pool) = compound.find_storage(storage, "ObjectPool") {
            compound.push_objects(pool, options, sink)?;
        }
        compound.push_properties(storage, sink)?;
    }
    result
}

fn read_document(
    compound: &mut Compound<'_>,
    storage: usize,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let Some(main) = compound.find(storage, "WordDocument") else {
        return Err(ExtractError::Corrupt("the file has no document".into()));
    };
    let (head, fault) = compound.read(main, fib::BYTES);
    if let Some(fault) = fault.filter(|_| head.len() < 0x60) {
        return Err(fault);
    }
    let fib = Fib::new(head)?;
    let table = compound.find(storage, fib.table_stream());
    let mut tables = Tables { compound, stream: table, most: limits.memory_bytes };
    let listed = tables.read(fib.pair(PARAGRAPHS));
    let clx = tables.read(fib.pieces().filter(|_| fib.is_complex()));
    let lists = lists::read(&fib, &mut tables);

    let mut stream = compound.stream(main);
    let pieces = match pieces::read(&clx, fib.is_97).filter(|pieces| !pieces.is_empty()) {
        Some(pieces) => pieces,
        None => without_pieces(&fib, &mut stream, sink)?,
    };
    let length = stream.len();
    let marks = Marks::read(&listed, &mut stream, length);
    let mut prose = Prose::new(sink, limits);
    let mut text = Text::new(&mut prose, &marks, fib.page(), fib.lengths());
    let result = text.read(&pieces, &mut stream);
    if matches!(result, Err(ExtractError::Stopped)) {
        return result;
    }
    text.finish()?;
    lists.push(sink)?;
    result
}

/// The text as one piece: old documents are made so, of newer ones it is the best guess where the table is lost.
fn without_pieces(fib: &Fib, stream: &mut (impl Read + Seek), sink: &mut dyn Sink) -> Result<Vec<Piece>, ExtractError> {
    let (start, end) = fib.text();
    let length = end.saturating_sub(start);
    if fib.is_complex() {
        let detail = "the table of the document's pieces is lost; its text was read as it stands";
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
    }
    let mut sample = Vec::new();
    stream.seek(SeekFrom::Start(start.into()))?;
    // How much of it can be read is seen when it is.
    let _ = stream.by_ref().take(4_096.min(length.into())).read_to_end(&mut sample);
    let nuls = sample.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
    let wide = fib.is_97 && nuls * 4 > sample.len();
    Ok(vec![Piece { length: if wide { length / 2 } else { length }, start, wide }])
}

/// Reads tables out of their stream.
struct Tables<'c, 'a> {
    compound: &'c mut Compound<'a>,
    stream: Option<usize>,
    most: u64,
}

impl Tables<'_, '_> {
    /// The bytes of a table; fewer, or none, where the stream ends before.
    fn read(&mut self, range: Option<Range>) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let (Some(stream), Some(range)) = (self.stream, range) {
            let mut stream = self.compound.stream(stream);
            if stream.seek(SeekFrom::Start(range.start.into())).is_ok() {
                // What is missing shows in what is read by the table.
                let _ = stream.take(u64::from(range.length).min(self.most)).read_to_end(&mut bytes);
            }
        }
        bytes
    }
}
