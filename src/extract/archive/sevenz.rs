//! 7Z archives, by the `sevenz-rust2` crate in a worker process. One block after the other: a damaged one does not take the
//! others with it.

use super::names::shown;
use super::{Budget, Entry, encrypted, give, link, refuse};
use crate::document::Sink;
use crate::extract::{ExtractError, Format, Options, Source};
use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, Error, Password};
use std::io::{Read, SeekFrom};

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(in crate::extract) const FORMAT: Format = Format { name: "7z", extensions: &["7z"], isolated: true, extract };

/// Memory that a header or a decoder's dictionary may take.
const MEMORY_KIB: usize = 256 << 10;

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let packed = source.seek(SeekFrom::End(0))?;
    let mut passwords: Vec<Password> = vec![Password::empty()];
    passwords.extend(options.passwords.iter().map(|password| Password::new(password)));
    let archive = open(source, &mut passwords)?;
    let files = || archive.files.iter().enumerate().filter(|(_, file)| !is_folder(file));
    let locked = files().filter(|(at, _)| archive.is_file_encrypted(*at)).count();
    if locked > 0 && locked == files().count() && options.passwords.is_empty() {
        return Err(ExtractError::Encrypted("it is password-protected".into()));
    }
    let mut of_blocks = vec![Vec::new(); archive.blocks.len()];
    let mut empty = Vec::new();
    for (at, file) in archive.files.iter().enumerate() {
        let block = archive.stream_map.file_block_index.get(at).copied().flatten();
        match block.and_then(|block| of_blocks.get_mut(block)) {
            Some(block) => block.push(at),
            None if is_folder(file) => {}
            None => empty.push(file),
        }
    }
    let mut reading = Reading { archive: &archive, budget: Budget::new(&options.limits), packed, passwords, sink };
    for (block, members) in of_blocks.iter().enumerate() {
        reading.block(source, block, members)?;
    }
    for file in empty {
        reading.budget.admit()?;
        give(entry(file), std::io::Cursor::new([]), None, reading.sink)?;
    }
    Ok(())
}

/// Reads the list of members; the password that it needed, if any, comes first.
fn open(source: &mut dyn Source, passwords: &mut [Password]) -> Result<Archive, ExtractError> {
    for at in 0..passwords.len() {
        let Some(password) = passwords.get(at) else { break };
        match Archive::read_with_memory_limit(&mut &mut *source, password, MEMORY_KIB) {
            Ok(archive) => {
                if let Some(used) = passwords.get_mut(..=at) {
                    used.rotate_right(1);
                }
                return Ok(archive);
            }
            Err(error) => match of_archive(error) {
                ExtractError::Encrypted(_) => {}
                // A wrong password may show only in what it makes of the list.
                ExtractError::Corrupt(_) if at > 0 => {}
                other => return Err(other),
            },
        }
    }
    let detail = match passwords.len() {
        1 => "it is password-protected",
        _ => "it is password-protected, and none of the given passwords opens it",
    };
    Err(ExtractError::Encrypted(detail.into()))
}

struct Reading<'a> {
    archive: &'a Archive,
    budget: Budget,
    packed: u64,
    passwords: Vec<Password>,
    sink: &'a mut dyn Sink,
}

/// Why a block was not read to its end.
enum Cut {
    /// Nothing came out of it: with another password it may.
    Wrong(ExtractError),
    /// So many members came out whole, or were handed on as far as they came.
    After(usize, ExtractError),
    /// The document is done.
    Final(ExtractError),
}

impl Reading<'_> {
    /// Reads one block with the password that fits; members that do not come out of it are named.
    fn block(&mut self, source: &mut dyn Source, block: usize, members: &[usize]) -> Result<(), ExtractError> {
        let is_locked = members.iter().any(|file| self.archive.is_file_encrypted(*file));
        let mut wrong = None;
        for at in 0..if is_locked { self.passwords.len() } else { 1 } {
            match self.attempt(source, block, at, is_locked) {
                Ok(()) => {
                    if let Some(used) = self.passwords.get_mut(..=at) {
                        used.rotate_right(1);
                    }
                    return Ok(());
                }
                Err(Cut::Wrong(error)) => wrong = Some(error),
                Err(Cut::After(done, error)) => return self.name_rest(members, done, &error),
                Err(Cut::Final(error)) => return Err(error),
            }
        }
        let error = match wrong {
            Some(error) if !is_locked => error,
            _ => ExtractError::Encrypted("it is password-protected".into()),
        };
        self.name_rest(members, 0, &error)
    }

    fn attempt(&mut self, source: &mut dyn Source, block: usize, password: usize, is_locked: bool) -> Result<(), Cut> {
        let Some(password) = self.passwords.get(password).cloned() else { return Ok(()) };
        let mut source = source;
        let decoder = BlockDecoder::new_with_memory_limit(1, MEMORY_KIB, block, self.archive, &password, &mut source);
        let (mut done, mut cut) = (0, None);
        let ended = decoder.for_each_entries(&mut |file: &ArchiveEntry, from: &mut dyn Read| match self.member(
            file,
            from,
            is_locked && done == 0,
        ) {
            Ok(None) => {
                done += 1;
                Ok(true)
            }
            Ok(Some(fault)) => {
                cut = Some(Cut::After(done + 1, fault));
                Ok(false)
            }
            Err(why) => {
                cut = Some(why);
                Ok(false)
            }
        });
        match (cut, ended) {
            (Some(cut), _) => Err(cut),
            (None, Ok(_)) => Ok(()),
            (None, Err(error)) if done == 0 => Err(Cut::Wrong(of_archive(error))),
            (None, Err(error)) => Err(Cut::After(done, of_archive(error))),
        }
    }

    /// Hands one member on; says what was wrong with it. `doubtful`: a fault may be one of the password.
    fn member(
        &mut self,
        file: &ArchiveEntry,
        from: &mut dyn Read,
        doubtful: bool,
    ) -> Result<Option<ExtractError>, Cut> {
        if is_folder(file) {
            return Ok(None);
        }
        let (content, fault) = self.budget.expand(self.packed, from).map_err(Cut::Final)?;
        match fault {
            Some(fault) if doubtful && !matches!(fault, ExtractError::Limit { .. }) => return Err(Cut::Wrong(fault)),
            _ => {}
        }
        let cause = fault.as_ref().map(super::again);
        self.budget.admit().map_err(Cut::Final)?;
        let given = match is_link(file) {
            true => refuse(entry(file), link(), self.sink),
            false => give(entry(file), content, fault, self.sink),
        };
        given.and_then(|()| self.budget.check()).map_err(Cut::Final)?;
        Ok(cause)
    }

    /// Names the members of a block that were not had.
    fn name_rest(&mut self, members: &[usize], done: usize, why: &ExtractError) -> Result<(), ExtractError> {
        if let ExtractError::Stopped = why {
            return Err(ExtractError::Stopped);
        }
        let incident = match why {
            ExtractError::Encrypted(_) => encrypted(),
            other => other.incident().unwrap_or_else(encrypted),
        };
        let files = members.iter().filter_map(|at| self.archive.files.get(*at));
        for file in files.skip(done).filter(|file| !is_folder(file)) {
            self.budget.admit()?;
            refuse(entry(file), incident.clone(), self.sink)?;
        }
        Ok(())
    }
}

fn entry(file: &ArchiveEntry) -> Entry {
    let ticks = file.has_last_modified_date.then(|| u64::from(file.last_modified_date));
    Entry { name: shown(&file.name), bytes: file.size, modified: ticks.and_then(super::zip::of_windows) }
}

fn is_folder(file: &ArchiveEntry) -> bool {
    file.is_directory || file.is_anti_item
}

/// 7-Zip on Unix keeps the mode in the upper half of the attributes: S_IFLNK.
fn is_link(file: &ArchiveEntry) -> bool {
    file.windows_attributes & 0x8000 != 0 && file.windows_attributes >> 28 == 0xA
}

fn of_archive(error: Error) -> ExtractError {
    match error {
        Error::Io(error, _) | Error::FileOpen(error, _) => super::fault(error),
        Error::PasswordRequired | Error::MaybeBadPassword(_) => {
            ExtractError::Encrypted("it is password-protected".into())
        }
        Error::MaxMemLimited { .. } => super::fault(std::io::ErrorKind::OutOfMemory.into()),
        Error::UnsupportedCompressionMethod(_) | Error::Unsupported(_) | Error::ExternalUnsupported => {
            let detail = "it is compressed by a method that nought does not know";
            ExtractError::Corrupt(detail.into())
        }
        Error::ChecksumVerificationFailed | Error::NextHeaderCrcMismatch => {
            ExtractError::Corrupt("its checksum is wrong".into())
        }
        _ => ExtractError::Corrupt("the archive is damaged".into()),
    }
}
