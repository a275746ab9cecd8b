//! A package that lost its directory, as a download that broke off does: its members are read one after the other, as far as
//! they go.

use super::parts::Kind;
use super::reader::{Authors, Reader};
use super::styles::Headings;
use crate::config::Limits;
use crate::document::Sink;
use crate::extract::xml::Scanner;
use crate::extract::{ExtractError, Source};
use rustc_hash::FxHashMap;
use std::io::{BufReader, Read, SeekFrom};
use zip::read::read_zipfile_from_stream;

/// Pushes what can be found; the caller knows already what is wrong with the file.
pub(super) fn read(source: &mut dyn Source, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    source.seek(SeekFrom::Start(0))?;
    let mut input = BufReader::new(source);
    let (headings, mut authors, mut numbering) = (Headings::default(), Authors::default(), FxHashMap::default());
    let mut left = limits.expanded_bytes;
    for _ in 0..limits.entries {
        let Ok(Some(member)) = read_zipfile_from_stream(&mut input) else { break };
        let name = String::from_utf8_lossy(member.name_raw()).replace('\\', "/").to_ascii_lowercase();
        let Some(kind) = Kind::of_name(name.trim_start_matches('/')).filter(|kind| kind.is_read()) else { continue };
        let numbers = numbering.entry(kind.label()).or_default();
        let mut reader = Reader::new(kind, &headings, FxHashMap::default(), numbers, &mut authors, limits);
        let mut part = member.take(left);
        let result = reader.read(&mut Scanner::new(&mut part, limits.xml_depth), sink);
        left = part.limit();
        if matches!(result, Err(ExtractError::Stopped)) {
            return result;
        }
        if left == 0 {
            break;
        }
    }
    authors.push(sink)
}
