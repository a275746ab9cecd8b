//! TAR archives (ustar, GNU, PAX: POSIX.1-2008 pax, GNU tar manual "Basic Tar Format"). Members are read where they lie:
//! nothing is copied.

use super::names::{Legacy, shown};
use super::{Budget, Entry, Window, give, link, refuse};
use crate::document::Sink;
use crate::extract::{ExtractError, Format, Options, Source};
use crate::incident::{Incident, IncidentKind, Stage};
use jiff::Timestamp;
use std::io::{Read, SeekFrom};

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(in crate::extract) const FORMAT: Format = Format { name: "tar", extensions: &["tar"], isolated: false, extract };

const BLOCK: u64 = 512;
/// Bytes of a long name or of extended fields that are read.
const LONGEST: u64 = 1 << 20;
/// Bytes looked through at once for what follows the end mark.
const CHUNK: u64 = 64 << 10;

/// Whether the bytes begin an archive: the sum over the first header is right.
pub(in crate::extract) fn is_tar(head: &[u8]) -> bool {
    head.get(..BLOCK as usize).is_some_and(|block| Header(block).is_valid())
}

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let length = source.seek(SeekFrom::End(0))?;
    let mut budget = Budget::new(&options.limits);
    let mut at = 0;
    let mut pending = Pending::default();
    let mut ended = false;
    while at < length {
        let block = read_at(source, at, BLOCK)?;
        let header = Header(&block);
        if block.len() < BLOCK as usize {
            return Err(ExtractError::Truncated("it ends in the middle of a member's header".into()));
        }
        at += BLOCK;
        if block.iter().all(|byte| *byte == 0) {
            // The end; archives may be joined, so what follows is looked at.
            ended = true;
            at = after_zeros(source, at, length)?;
            continue;
        }
        if !header.is_valid() {
            return match ended {
                true => Err(ExtractError::Corrupt("something that is no member follows its end".into())),
                false => Err(ExtractError::Corrupt("a member's header is damaged: the rest is not read".into())),
            };
        }
        ended = false;
        let size = pending.size.unwrap_or_else(|| header.number(124, 12));
        let next = size.checked_next_multiple_of(BLOCK).and_then(|size| at.checked_add(size));
        match header.kind() {
            b'L' | b'K' | b'x' | b'X' | b'g' => {
                let size = header.number(124, 12);
                let data = read_at(source, at, size.min(LONGEST))?;
                pending.take(header.kind(), &data);
                at = at.saturating_add(size.checked_next_multiple_of(BLOCK).unwrap_or(u64::MAX));
                continue;
            }
            _ => member(source, at, length, &header, std::mem::take(&mut pending), &mut budget, sink)?,
        }
        at = next.unwrap_or(u64::MAX);
    }
    if at > length {
        return Err(ExtractError::Truncated("it ends in the middle of a member".into()));
    }
    if !ended && length > 0 {
        return Err(ExtractError::Truncated("its end mark is missing: members may be, too".into()));
    }
    Ok(())
}

/// Hands on the member whose bytes begin at `at`.
fn member(
    source: &mut dyn Source,
    at: u64,
    length: u64,
    header: &Header<'_>,
    pending: Pending,
    budget: &mut Budget,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let bytes = pending.size.unwrap_or_else(|| header.number(124, 12));
    let name = pending.name.unwrap_or_else(|| header.name());
    let kind = header.kind();
    // Old archives write a folder as a file whose name ends so; a volume's label and a list of names are no files.
    let is_folder = kind == b'5' || (matches!(kind, 0 | b'0') && name.ends_with(b"/") && bytes == 0);
    if is_folder || matches!(kind, b'V' | b'D') {
        return Ok(());
    }
    budget.admit()?;
    let modified = pending.modified.or_else(|| i64::try_from(header.number(136, 12)).ok());
    let name = shown(&Legacy::guess([name.as_slice()].into_iter(), false).decode(&name));
    let modified = modified.filter(|seconds| *seconds != 0).and_then(|seconds| Timestamp::from_second(seconds).ok());
    let entry = Entry { name, bytes, modified };
    if matches!(kind, b'1'..=b'4' | b'6') {
        return refuse(entry, link(), sink);
    }
    if pending.sparse || kind == b'S' || kind == b'M' {
        let detail = match kind {
            b'M' => "it began in another volume",
            _ => "it is stored with holes, which nought does not read",
        };
        return refuse(entry, Incident::new(Stage::Extract, IncidentKind::Unsupported, detail), sink);
    }
    let there = bytes.min(length.saturating_sub(at));
    let cut = (there < bytes).then(|| ExtractError::Truncated("the archive ends before the file does".into()));
    budget.expanded = budget.expanded.saturating_add(there);
    give(entry, Window::new(source, at, there), cut, sink)?;
    budget.check()
}

/// Where the zeros that begin at `at` end, on a block.
fn after_zeros(source: &mut dyn Source, mut at: u64, length: u64) -> Result<u64, ExtractError> {
    while at < length {
        let chunk = read_at(source, at, CHUNK)?;
        match chunk.iter().position(|byte| *byte != 0) {
            Some(place) => return Ok(at + place as u64 / BLOCK * BLOCK),
            None if chunk.is_empty() => break,
            None => at += chunk.len() as u64,
        }
    }
    Ok(length)
}

fn read_at(source: &mut dyn Source, at: u64, length: u64) -> Result<Vec<u8>, ExtractError> {
    source.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    source.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What stands before a member and belongs to it.
#[derive(Default)]
struct Pending {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    modified: Option<i64>,
    sparse: bool,
}

impl Pending {
    fn take(&mut self, kind: u8, data: &[u8]) {
        match kind {
            b'L' => self.name = Some(until_nul(data).to_vec()),
            b'x' | b'X' => self.fields(data),
            // A link's long target is of no use; what is said for all members names none.
            _ => {}
        }
    }

    /// PAX records: `<length> <key>=<value>\n`.
    fn fields(&mut self, data: &[u8]) {
        let mut rest = data;
        while let Some(space) = memchr::memchr(b' ', rest.get(..20.min(rest.len())).unwrap_or_default()) {
            let length = rest.get(..space).and_then(text).and_then(|text| text.parse::<usize>().ok());
            let Some(record) = length.and_then(|length| rest.get(space + 1..length)) else { return };
            rest = length.and_then(|length| rest.get(length..)).unwrap_or_default();
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            let Some(equals) = memchr::memchr(b'=', record) else { continue };
            let (key, value) = (record.get(..equals).unwrap_or_default(), record.get(equals + 1..).unwrap_or_default());
            match key {
                b"path" | b"GNU.sparse.name" => self.name = Some(value.to_vec()),
                b"size" => self.size = text(value).and_then(|text| text.parse().ok()),
                b"mtime" => self.modified = text(value).and_then(|text| text.split('.').next()?.parse().ok()),
                _ => {}
            }
            self.sparse |= key.starts_with(b"GNU.sparse.");
        }
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// A header of 512 bytes.
struct Header<'b>(&'b [u8]);

impl Header<'_> {
    fn part(&self, at: usize, length: usize) -> &[u8] {
        self.0.get(at..at + length).unwrap_or_default()
    }

    fn kind(&self) -> u8 {
        self.0.get(156).copied().unwrap_or_default()
    }

    /// An octal number, or one in binary where its first bit says so.
    fn number(&self, at: usize, length: usize) -> u64 {
        let field = self.part(at, length);
        if field.first().is_some_and(|byte| byte & 0x80 != 0) {
            let digits = field.get(1..).unwrap_or_default();
            let first = u64::from(field.first().map_or(0, |byte| byte & 0x3F));
            return digits.iter().fold(first, |sum, byte| sum.saturating_mul(256).saturating_add((*byte).into()));
        }
        let digits = field.iter().skip_while(|byte| **byte == b' ').take_while(|byte| matches!(byte, b'0'..=b'7'));
        digits.fold(0_u64, |sum, byte| sum.saturating_mul(8).saturating_add((byte - b'0').into()))
    }

    /// Whether the sum of its bytes is as it says; old writers took them as signed.
    fn is_valid(&self) -> bool {
        let counted =
            || self.0.iter().enumerate().map(|(at, byte)| if (148..156).contains(&at) { b' ' } else { *byte });
        let unsigned: u64 = counted().map(u64::from).sum();
        let signed: i64 = counted().map(|byte| i64::from(byte as i8)).sum();
        let want = self.number(148, 8);
        // All spaces but the sum's own would be a sum of nothing.
        want > 256 && (want == unsigned || i64::try_from(want).is_ok_and(|want| want == signed))
    }

    fn name(&self) -> Vec<u8> {
        let name = until_nul(self.part(0, 100));
        // GNU's variant has other things where ustar has the front of a long name.
        let prefix = if self.part(257, 6) == b"ustar\0" { until_nul(self.part(345, 155)) } else { &[] };
        if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() }
    }
}
