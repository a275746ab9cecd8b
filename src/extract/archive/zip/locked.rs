//! Encrypted members (ZipCrypto, WinZip's AES). Each is put before the `zip` crate as an archive of its own, so that the
//! crate never sees a directory that it would have to hold, and two members of one name are two.

use super::directory::{Header, number, read_at};
use crate::document::Sink;
use crate::extract::archive::{Budget, Entry, Window, encrypted, give, refuse};
use crate::extract::{ExtractError, Options, Source};
use ::zip::ZipArchive;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// The field that says how AES is used.
const AES: u64 = 0x9901;

/// The passwords to try, the one that fitted last before the others.
pub(super) struct Keys(Vec<String>);

impl Keys {
    pub(super) fn new(options: &Options) -> Self {
        Self(options.passwords.clone())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a password seems to open the member; a short check byte tells, so that it may err.
    pub(super) fn fit(&self, source: &mut dyn Source, length: u64, header: &Header<'_>) -> bool {
        self.0.iter().any(|password| {
            let archive = Alone::new(source, length, header).map(|alone| ZipArchive::new(BufReader::new(alone)));
            let Ok(Ok(mut archive)) = archive else { return false };
            archive.by_index_decrypt(0, password.as_bytes()).is_ok()
        })
    }

    /// Hands the member on with the first password that opens it, or as one that is locked.
    pub(super) fn open(
        &mut self,
        source: &mut dyn Source,
        length: u64,
        header: &Header<'_>,
        entry: Entry,
        budget: &mut Budget,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let mut damaged = None;
        for at in 0..self.0.len() {
            budget.check()?;
            let Some(password) = self.0.get(at) else { break };
            let alone = Alone::new(source, length, header)?;
            let Ok(mut archive) = ZipArchive::new(BufReader::new(alone)) else { break };
            let Ok(mut member) = archive.by_index_decrypt(0, password.as_bytes()) else { continue };
            let (file, fault) = budget.expand(header.packed.min(length), &mut member)?;
            match fault {
                // The check that a password passed is one byte long: wrong content tells that it is the wrong one.
                Some(ExtractError::Corrupt(_) | ExtractError::Io(_) | ExtractError::Truncated(_)) => {
                    damaged = damaged.or(fault.filter(|_| header.field(AES).is_some()).map(|fault| (file, fault)));
                }
                fault => {
                    if let Some(used) = self.0.get_mut(..=at) {
                        used.rotate_right(1);
                    }
                    give(entry, file, fault, sink)?;
                    return budget.check();
                }
            }
        }
        match damaged {
            Some((file, fault)) => give(entry, file, Some(fault), sink),
            None => refuse(entry, encrypted(), sink),
        }
    }
}

/// One member as an archive: its own bytes, then a directory of it alone.
struct Alone<'a> {
    member: Window<'a>,
    length: u64,
    directory: Vec<u8>,
    at: u64,
}

impl<'a> Alone<'a> {
    fn new(source: &'a mut dyn Source, length: u64, header: &Header<'_>) -> Result<Self, ExtractError> {
        let fixed = read_at(source, header.offset, 30)?;
        let names = number(&fixed, 26, 2).unwrap_or_default() + number(&fixed, 28, 2).unwrap_or_default();
        let whole = (30 + names).saturating_add(header.packed).min(length.saturating_sub(header.offset));
        let directory = directory_of(header, whole);
        Ok(Self { member: Window::new(source, header.offset, whole), length: whole, directory, at: 0 })
    }
}

/// The directory and end record of an archive whose only member is this one and takes the first `whole` bytes.
fn directory_of(header: &Header<'_>, whole: u64) -> Vec<u8> {
    let mut extra = Vec::new();
    let mut wide = Vec::new();
    let mut short = |value: u64| match u32::try_from(value) {
        Ok(value) if value != u32::MAX => value,
        _ => {
            wide.extend(value.to_le_bytes());
            u32::MAX
        }
    };
    let (size, packed) = (short(header.size), short(header.packed));
    for (id, field) in [(1, Some(&*wide).filter(|wide| !wide.is_empty())), (AES, header.field(AES))] {
        if let Some(field) = field {
            extra.extend((id as u16).to_le_bytes());
            extra.extend((field.len() as u16).to_le_bytes());
            extra.extend(field);
        }
    }
    let mut bytes = b"PK\x01\x02\x3f\x00\x33\x00".to_vec();
    bytes.extend(header.flags.to_le_bytes());
    bytes.extend(header.method.to_le_bytes());
    bytes.extend(header.dos_time.to_le_bytes());
    for value in [header.crc, packed, size] {
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([1, 0]);
    bytes.extend((extra.len() as u16).to_le_bytes());
    // No comment, first disk, no attributes, at the very start; called `m`.
    bytes.extend([0; 14]);
    bytes.push(b'm');
    bytes.extend(extra);
    let length = bytes.len() as u64;
    end_record(&mut bytes, whole, length);
    bytes
}

fn end_record(bytes: &mut Vec<u8>, start: u64, length: u64) {
    let short = u32::try_from(start).unwrap_or(u32::MAX);
    if short == u32::MAX {
        let end = start + bytes.len() as u64;
        bytes.extend(b"PK\x06\x06");
        bytes.extend(44_u64.to_le_bytes());
        bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for value in [1, 1, length, start] {
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend(b"PK\x06\x07\0\0\0\0");
        bytes.extend(end.to_le_bytes());
        bytes.extend([1, 0, 0, 0]);
    }
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend(short.to_le_bytes());
    bytes.extend([0, 0]);
}

impl Read for Alone<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.at.checked_sub(self.length) {
            None => {
                self.member.seek(SeekFrom::Start(self.at))?;
                self.member.read(buffer)?
            }
            Some(at) => {
                let rest = usize::try_from(at).ok().and_then(|at| self.directory.get(at..)).unwrap_or_default();
                (&mut &*rest).read(buffer)?
            }
        };
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Alone<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.length + self.directory.len() as u64;
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
