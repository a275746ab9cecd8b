//! Bytes that come as a stream, made seekable: in memory while they are few, then in a temporary file without a name.

use super::ExtractError;
use std::io::{Read, Seek, Write};
use tempfile::SpooledTempFile;

/// What is larger than this goes to a temporary file.
const IN_MEMORY: usize = 4 << 20;

/// Reads all of `from`, at most `limit` bytes, and stands at the start. A fault of `from` (a limit, a checksum) is the
/// second value; what came before it is kept.
pub(crate) fn spool(from: &mut dyn Read, limit: u64) -> Result<(SpooledTempFile, Option<ExtractError>), ExtractError> {
    let mut spooled = tempfile::spooled_tempfile(IN_MEMORY);
    let mut buffer = vec![0; 64 << 10];
    let mut left = limit;
    let mut fault = None;
    loop {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) if count as u64 > left => {
                let detail = format!("a file packed in it is larger than {limit} bytes");
                fault = Some(ExtractError::Limit { kind: crate::incident::IncidentKind::LimitBytes, detail });
                break;
            }
            Ok(count) => {
                left -= count as u64;
                spooled.write_all(buffer.get(..count).unwrap_or_default())?;
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => {
                fault = Some(error.into());
                break;
            }
        }
    }
    spooled.rewind()?;
    Ok((spooled, fault))
}
