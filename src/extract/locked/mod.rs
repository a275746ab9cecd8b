//! Office documents behind a password: a compound file whose one stream is the encrypted package ([MS-OFFCRYPTO] 2.3.4.4).
//! What a given password opens is read as the document that it is.

mod key;

use super::{ExtractError, Format, Kind, Options, Source, sniff, spool};
use crate::document::Sink;
use crate::incident::IncidentKind;
use key::{Lock, Secret};
use std::io::{self, Read, Seek, SeekFrom};
use std::time::{Duration, Instant};

#[cfg(test)]
mod tests;

/// Its line in the table of formats. Nothing is of this format by its content: see [`super::unlocker`].
pub(super) const FORMAT: Format = Format { name: "ooxml", extensions: &[], isolated: true, extract };

/// What tells how a package is encrypted is never longer.
const LONGEST_INFO: u64 = 1 << 20;

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut compound = cfb::OpenOptions::new().open_with(source)?;
    let mut info = Vec::new();
    let stream = compound.open_stream("/EncryptionInfo");
    let stream = stream.map_err(|_| ExtractError::Encrypted("it is protected by rights management (IRM)".into()))?;
    stream.take(LONGEST_INFO).read_to_end(&mut info)?;
    let lock = Lock::read(&info)?;
    let until = Instant::now() + Duration::from_secs(options.limits.seconds);
    let secret = options.passwords.iter().find_map(|password| lock.open(password, until).transpose()).transpose()?;
    let Some(secret) = secret else {
        let detail = match options.passwords.len() {
            0 => "it is password-protected",
            _ => "it is password-protected, and none of the given passwords opens it",
        };
        return Err(ExtractError::Encrypted(detail.into()));
    };
    let package = compound.open_stream("/EncryptedPackage")?;
    let (mut file, fault) = spool::spool(&mut Opened::new(package, secret)?, options.limits.expanded_bytes)?;
    if let Some(fault) = fault.filter(|fault| matches!(fault, ExtractError::Limit { .. })) {
        return Err(fault);
    }
    match sniff(&mut file, "")?.kind {
        Kind::Known(format) => {
            file.rewind()?;
            (format.extract)(&mut file, options, sink)
        }
        kind => Err(ExtractError::Limit {
            kind: IncidentKind::Unsupported,
            detail: format!("the password opens it, but nought cannot read {} files", kind.name()),
        }),
    }
}

/// Bytes that are encrypted together.
const SEGMENT: usize = 4096;

/// The package as a stream of plain bytes.
struct Opened<R> {
    from: R,
    secret: Secret,
    /// Number of the next segment.
    next: u32,
    segment: Vec<u8>,
    at: usize,
    /// Bytes that are still to come: what follows is padding.
    left: u64,
}

impl<R: Read + Seek> Opened<R> {
    fn new(mut from: R, secret: Secret) -> io::Result<Self> {
        let mut length = [0; 8];
        from.seek(SeekFrom::Start(0))?;
        from.read_exact(&mut length)?;
        let left = u64::from_le_bytes(length);
        Ok(Self { from, secret, next: 0, segment: Vec::with_capacity(SEGMENT), at: 0, left })
    }

    fn fill(&mut self) -> io::Result<()> {
        self.segment.clear();
        self.at = 0;
        Read::by_ref(&mut self.from).take(SEGMENT as u64).read_to_end(&mut self.segment)?;
        // Whole blocks only: what is cut off cannot be opened.
        let whole = self.segment.len() / 16 * 16;
        self.segment.truncate(whole);
        self.secret.open_segment(self.next, &mut self.segment).map_err(io::Error::other)?;
        self.next = self.next.saturating_add(1);
        Ok(())
    }
}

impl<R: Read + Seek> Read for Opened<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 || buffer.is_empty() {
            return Ok(0);
        }
        if self.at >= self.segment.len() {
            self.fill()?;
            if self.segment.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let wanted = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let mut rest = self.segment.get(self.at..).unwrap_or_default();
        let count = rest.read(buffer.get_mut(..wanted).unwrap_or_default())?;
        self.at += count;
        self.left -= count as u64;
        Ok(count)
    }
}
