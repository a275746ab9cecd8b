//! A package that lost its directory, as a download that broke off does: its members are read one after the other, as far as
//! they go.

use crate::config::Limits;
use crate::document::Sink;
use crate::extract::xml::Scanner;
use crate::extract::{ExtractError, Source};
use std::io::{BufReader, Read, SeekFrom};
use std::time::Instant;
use zip::read::read_zipfile_from_stream;

/// Gives `read` every XML member that can be found, with its name in lower case. What is wrong with a member is not told: the
/// caller knows already what is wrong with the file.
pub(crate) fn salvage(
    source: &mut dyn Source,
    limits: &Limits,
    sink: &mut dyn Sink,
    mut read: impl FnMut(&str, &mut Scanner<'_>, &mut dyn Sink) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    let begun = Instant::now();
    source.seek(SeekFrom::Start(0))?;
    let mut input = BufReader::new(source);
    let mut left = limits.expanded_bytes;
    for _ in 0..limits.entries {
        let Ok(Some(member)) = read_zipfile_from_stream(&mut input) else { break };
        if left == 0 || begun.elapsed().as_secs() >= limits.seconds {
            break;
        }
        let name = String::from_utf8_lossy(member.name_raw()).replace('\\', "/").to_ascii_lowercase();
        if !name.ends_with(".xml") {
            continue;
        }
        let mut part = member.take(left);
        let result = read(name.trim_start_matches('/'), &mut Scanner::new(&mut part, limits.xml_depth), sink);
        left = part.limit();
        if matches!(result, Err(ExtractError::Stopped)) {
            return result;
        }
    }
    Ok(())
}
