//! ZIP archives. The directory at the end tells the members; where it is missing or broken, their own headers do.

mod directory;
mod locals;
mod locked;
mod methods;

pub(super) use methods::MEMORY_KIB;

use super::names::{Legacy, shown};
use super::{Budget, Entry, Window, encrypted, link, refuse};
use crate::document::{Locator, Segment, Sink};
use crate::extract::package::drop_overlapping;
use crate::extract::{ExtractError, Format, Options, Source, heed};
use crate::incident::{Incident, IncidentKind, Stage};
use directory::{Directory, Header, number};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use locked::Keys;
use methods::Checked;
use std::io::{BufReader, SeekFrom};

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(in crate::extract) const FORMAT: Format = Format { name: "zip", extensions: &["zip"], isolated: false, extract };

/// Members of a wholly locked archive on which the passwords are tried before it is called locked.
const TRIED: usize = 16;

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut archive = Archive { source, length, budget: Budget::new(&options.limits), keys: Keys::new(options) };
    let Some(directory) = Directory::read(archive.source, length)? else {
        let detail = "it has no directory at its end: the members were read by their own headers, as far as they go";
        return archive.by_local_headers(ExtractError::Truncated(detail.into()), sink);
    };
    if directory.is_volume {
        let detail = "it is one of several volumes; what lies in the others is not read";
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Truncated, detail));
    }
    let (headers, fault) = directory.headers(&options.limits);
    match fault {
        Some(fault @ ExtractError::Corrupt(_)) => archive.by_local_headers(fault, sink),
        fault => {
            if !directory.comment.is_empty() {
                let comment = Legacy::guess([&*directory.comment].into_iter(), true).decode(&directory.comment);
                let segment = Segment::new(comment.trim_end(), Locator::Part { part: "comment".into() });
                if !segment.text.is_empty() {
                    heed(sink.segment(segment))?;
                }
            }
            archive.by_directory(&headers, sink)?;
            fault.map_or(Ok(()), Err)
        }
    }
}

/// An archive being read.
struct Archive<'a> {
    source: &'a mut dyn Source,
    length: u64,
    budget: Budget,
    keys: Keys,
}

impl Archive<'_> {
    fn by_directory(&mut self, headers: &[Header<'_>], sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.check_locked(headers)?;
        let range = |(at, header): (usize, &Header<'_>)| {
            let head = 30 + header.name.len() as u64;
            (header.offset, header.offset.saturating_add(head).saturating_add(header.packed), at)
        };
        let mut ranges: Vec<(u64, u64, usize)> = headers.iter().enumerate().map(range).collect();
        drop_overlapping(&mut ranges);
        let mut apart = vec![false; headers.len()];
        for (_, _, at) in ranges {
            if let Some(apart) = apart.get_mut(at) {
                *apart = true;
            }
        }
        let dos = |header: &&Header<'_>| matches!(header.host, 0 | 10 | 11 | 14);
        let is_dos = headers.iter().filter(dos).count() * 2 >= headers.len();
        let legacy = Legacy::guess(headers.iter().map(|header| header.name), is_dos);
        for (header, apart) in headers.iter().zip(apart).filter(|(header, _)| !header.is_folder()) {
            self.budget.admit()?;
            let entry = entry(header, legacy);
            if header.is_link() {
                refuse(entry, link(), sink)?;
            } else if !apart {
                let detail = "its bytes are also those of another member: it was not read";
                refuse(entry, Incident::new(Stage::Extract, IncidentKind::Corrupt, detail), sink)?;
            } else {
                self.member(header, entry, sink)?;
            }
        }
        Ok(())
    }

    /// An error where every member is locked and nothing opens one of the first.
    fn check_locked(&mut self, headers: &[Header<'_>]) -> Result<(), ExtractError> {
        let files = || headers.iter().filter(|header| !header.is_folder() && !header.is_link());
        if files().next().is_none() || !files().all(Header::is_encrypted) {
            return Ok(());
        }
        if self.keys.is_empty() {
            return Err(ExtractError::Encrypted("it is password-protected".into()));
        }
        let opens = files().take(TRIED).any(|header| self.keys.fit(self.source, self.length, header));
        let detail = "it is password-protected, and none of the given passwords opens it";
        if opens { Ok(()) } else { Err(ExtractError::Encrypted(detail.into())) }
    }

    /// Hands one member on by what the directory says of it.
    fn member(&mut self, header: &Header<'_>, entry: Entry, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if header.is_encrypted() {
            return self.keys.open(self.source, self.length, header, entry, &mut self.budget, sink);
        }
        let fixed = directory::read_at(self.source, header.offset, 30)?;
        let lengths = fixed.starts_with(b"PK\x03\x04").then(|| Some(number(&fixed, 26, 2)? + number(&fixed, 28, 2)?));
        let Some(names) = lengths.flatten() else {
            let (kind, detail) = if header.offset >= self.length {
                (IncidentKind::Truncated, "it lies beyond the end of the archive")
            } else {
                (IncidentKind::Corrupt, "the archive's directory points to where it is not")
            };
            return refuse(entry, Incident::new(Stage::Extract, kind, detail), sink);
        };
        let start = header.offset.saturating_add(30 + names);
        let packed = header.packed.min(self.length.saturating_sub(start));
        let from = BufReader::new(Window::new(self.source, start, packed));
        let mut content = match methods::expand(header.method, from, header.size, header.flags) {
            Ok(Some(content)) => Checked::new(content, Some((header.size, header.crc))),
            Ok(None) => return refuse(entry, unknown_method(header.method), sink),
            Err(error) => return refuse(entry, error.incident().unwrap_or_else(encrypted), sink),
        };
        self.budget.hand(entry, packed, &mut content, sink)
    }
}

fn unknown_method(method: u16) -> Incident {
    let detail = format!("it is compressed by a method that nought does not know ({method})");
    Incident::new(Stage::Extract, IncidentKind::Unsupported, detail)
}

fn entry(header: &Header<'_>, legacy: Legacy) -> Entry {
    // Flag 11: UTF-8. Info-ZIP's field 0x7075: the name in UTF-8 beside one that is not.
    let unicode = header.field(0x7075).and_then(|field| field.get(5..)).and_then(|name| std::str::from_utf8(name).ok());
    let name = match unicode {
        Some(name) => name.to_owned(),
        None if header.flags & 0x800 != 0 => String::from_utf8_lossy(header.name).into_owned(),
        None => legacy.decode(header.name),
    };
    Entry { name: shown(&name), bytes: header.size, modified: modified(header) }
}

/// The time in an extra field is UTC (Info-ZIP 0x5455, NTFS 0x000A); that of DOS has no zone and is told as it stands.
fn modified(header: &Header<'_>) -> Option<Timestamp> {
    let unix = header.field(0x5455).filter(|field| field.first().is_some_and(|flags| flags & 1 == 1));
    if let Some(seconds) = unix.and_then(|field| number(field, 1, 4)) {
        return Timestamp::from_second(i64::from(seconds as u32 as i32)).ok();
    }
    if let Some(ticks) = header.field(0x000A).and_then(|field| number(field, 8, 8)).filter(|ticks| *ticks > 0) {
        return of_windows(ticks);
    }
    let part = |shift: u32, bits: u32| (header.dos_time >> shift & ((1 << bits) - 1)) as i8;
    let year = 1980 + (header.dos_time >> 25) as i16;
    let time = DateTime::new(year, part(21, 4), part(16, 5), part(11, 5), part(5, 6), part(0, 5) * 2, 0).ok()?;
    TimeZone::UTC.to_timestamp(time).ok()
}

/// A time in ticks of 100 nanoseconds since 1601.
pub(super) fn of_windows(ticks: u64) -> Option<Timestamp> {
    let seconds = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
    Timestamp::from_second(seconds).ok()
}
