//! PPT: the records of a presentation, those of its current state first, then what earlier ones left in the file ([MS-PPT]).

mod persist;
mod walk;

#[cfg(test)]
mod tests;

use super::bytes::{u16_at, u32_at};
use super::compound::{Compound, ROOT, push_file};
use super::piece::Piece;
use super::spool::spool;
use super::{ExtractError, Format, Options, Source};
use crate::document::{Locator, Role, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use flate2::read::ZlibDecoder;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use tempfile::SpooledTempFile;
use walk::Walker;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "ppt", extensions: &["ppt", "pot", "pps"], isolated: true, extract };

/// What the current-user stream says where the presentation is encrypted.
const ENCRYPTED: u32 = 0xF3D1_C4DF;
/// Objects that are read of one presentation.
const MOST_OBJECTS: usize = 10_000;

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut compound = Compound::open(source, &options.limits, sink)?;
    self::read(&mut compound, ROOT, options, sink)
}

/// Pushes the presentation that stands in a storage of a compound file.
pub(super) fn read(
    compound: &mut Compound<'_>,
    storage: usize,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let result = read_presentation(compound, storage, options, sink);
    if !matches!(result, Err(ExtractError::Stopped)) {
        compound.push_objects(storage, options, sink)?;
        compound.push_properties(storage, sink)?;
    }
    result
}

fn read_presentation(
    compound: &mut Compound<'_>,
    storage: usize,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut current = None;
    if let Some(entry) = compound.find(storage, "Current User") {
        let (user, _) = compound.read(entry, 4_096);
        if u32_at(&user, 12) == Some(ENCRYPTED) {
            return Err(ExtractError::Encrypted("the presentation is password-protected".into()));
        }
        current = u32_at(&user, 16);
        push_user(&user, sink)?;
    }
    let Some(main) = compound.find(storage, "PowerPoint Document") else {
        return Err(ExtractError::Corrupt("the file has no presentation".into()));
    };
    let mut stream = BufReader::new(compound.stream(main));
    let slides = persist::read(&mut stream, current, &options.limits);
    let mut walker = Walker::new(stream, slides, &options.limits);
    walker.read(sink)?;
    let objects = std::mem::take(&mut walker.objects);
    drop(walker);
    let mut left = options.limits.expanded_bytes;
    for (number, object) in (1..).zip(objects.into_iter().take(MOST_OBJECTS)) {
        let mut stream = compound.stream(main);
        stream.seek(SeekFrom::Start(object.start))?;
        let most = options.limits.unpacked(object.length).min(left);
        let (mut file, fault) = unpack(stream.take(object.length), object.packed, most)?;
        let part = format!("embedded object {number}");
        if let Some(incident) = fault.and_then(|fault| fault.incident()) {
            sink.incident(Incident { detail: format!("{part}: {}", incident.detail), ..incident });
        }
        left = left.saturating_sub(file.seek(SeekFrom::End(0))?);
        push_file(&mut file, &part, options, sink)?;
    }
    Ok(())
}

/// Who saved it: behind the fixed part of the record, in bytes.
fn push_user(user: &[u8], sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let length = usize::from(u16_at(user, 20).unwrap_or(0));
    let name = user.get(28..28 + length.min(255)).unwrap_or_default();
    let name = super::codepage::CodePage::default().text(name);
    let name = name.trim_matches(['\0', ' ']).to_owned();
    Piece::from(name).finish(Locator::Part { part: "properties".into() }, Role::Author, sink)
}

/// An embedded object is a compound file of its own, deflated or not.
fn unpack(
    mut source: impl Read,
    packed: bool,
    most: u64,
) -> Result<(SpooledTempFile, Option<ExtractError>), ExtractError> {
    if !packed {
        return spool(&mut source, most);
    }
    // Its length stands before it; how long it is shows.
    io::copy(&mut (&mut source).take(4), &mut io::sink())?;
    spool(&mut ZlibDecoder::new(source), most)
}

/// Says once that records stand in records deeper than the limit.
fn say_depth(limit: u32, sink: &mut dyn Sink) {
    let detail = format!("records stand in records deeper than {limit}; what is deeper was not read");
    sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitDepth, detail));
}
