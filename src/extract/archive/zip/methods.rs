//! The methods by which a member may be compressed (APPNOTE.TXT 4.4.5), and the check of what came out.

use crate::extract::ExtractError;
use std::io::{self, BufRead, Read};

/// Memory that expanding one member may take.
pub(in crate::extract::archive) const MEMORY_KIB: u32 = 256 << 10;

/// Expands `from`; none for a method that is not known. `size` and `flags` as the header says.
pub(super) fn expand<'r>(
    method: u16,
    mut from: impl BufRead + 'r,
    size: u64,
    flags: u16,
) -> Result<Option<Box<dyn Read + 'r>>, ExtractError> {
    Ok(Some(match method {
        0 => Box::new(from),
        8 => Box::new(flate2::bufread::DeflateDecoder::new(from)),
        9 => Box::new(deflate64::Deflate64Decoder::with_buffer(from)),
        12 => Box::new(bzip2::bufread::BzDecoder::new(from)),
        14 => {
            // Version, length of the properties, then these: a byte and the size of the dictionary.
            let mut head = [0; 9];
            from.read_exact(&mut head)?;
            let [_, _, _, _, properties, dictionary @ ..] = head;
            let dictionary = u32::from_le_bytes(dictionary);
            if dictionary / 1024 > MEMORY_KIB {
                return Err(super::super::fault(io::ErrorKind::OutOfMemory.into()));
            }
            let size = if flags & 2 == 2 { u64::MAX } else { size };
            Box::new(lzma_rust2::LzmaReader::new_with_props(from, size, properties, dictionary, None)?)
        }
        93 => Box::new(super::super::stream::zstd(from)?),
        95 => Box::new(lzma_rust2::XzReader::new_mem_limit(from, true, MEMORY_KIB)),
        _ => return Ok(None),
    }))
}

/// Compares what comes out of a member with what its header says of it.
pub(super) struct Checked<R> {
    from: R,
    sum: flate2::Crc,
    /// Length and checksum as they should be; none where the header does not know.
    want: Option<(u64, u32)>,
    read: u64,
}

impl<R: Read> Checked<R> {
    pub(super) fn new(from: R, want: Option<(u64, u32)>) -> Self {
        Self { from, sum: flate2::Crc::new(), want, read: 0 }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.sum.update(buffer.get(..count).unwrap_or_default());
        self.read += count as u64;
        match self.want {
            Some((size, _)) if count == 0 && !buffer.is_empty() && self.read < size => {
                Err(io::Error::from(io::ErrorKind::UnexpectedEof))
            }
            Some((_, sum)) if count == 0 && !buffer.is_empty() && self.sum.sum() != sum => {
                Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is wrong"))
            }
            _ => Ok(count),
        }
    }
}
