//! What a zip package is, by the names in it. A light look that trusts nothing: a damaged directory leaves the local headers.

use super::{Kind, known};
use crate::extract::Source;
use std::io::{self, BufReader, Read, SeekFrom};

/// Bytes of the directory that are looked at.
const DIRECTORY: u64 = 1 << 20;
/// Bytes of `[Content_Types].xml` that are looked at.
const TYPES: u64 = 256 << 10;
/// How the types of all OpenDocument files begin.
const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.";

/// Whether the bytes begin a zip package.
pub(super) fn is_zip(head: &[u8]) -> bool {
    // The last is what is left of an archive that was to be split.
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00"].iter().any(|magic| head.starts_with(*magic))
}

/// What the package is.
pub(super) fn kind(source: &mut dyn Source, head: &[u8], extension: &str) -> io::Result<Kind> {
    if let Some(kind) = by_mimetype(head) {
        return Ok(kind);
    }
    let mut members = directory(source)?;
    if members.names.is_empty() {
        members = local_headers(head);
    }
    // What calls itself an archive is read as one, whatever program is packed in it.
    if let Some(kind) = by_names(&members).filter(|kind| extension != "zip" || !matches!(kind, Kind::Program(_))) {
        return Ok(kind);
    }
    if members.is_office() {
        return by_content_types(source);
    }
    if members.has("meta-inf/container.xml") && members.names.iter().any(|name| name.ends_with(".opf")) {
        return Ok(known("epub"));
    }
    if members.has("content.xml") && (members.has("meta-inf/manifest.xml") || members.has("mimetype")) {
        return by_manifest(source);
    }
    Ok(if members.locked > 0 && members.locked == members.files { Kind::Encrypted("zip") } else { known("zip") })
}

/// The members of a package.
#[derive(Default)]
struct Members {
    /// Their names in lower case.
    names: Vec<String>,
    /// Members that are files, and how many of those are encrypted.
    files: usize,
    locked: usize,
}

impl Members {
    fn add(&mut self, name: &[u8], flags: u16) {
        let name = String::from_utf8_lossy(name).replace('\\', "/").to_ascii_lowercase();
        if !name.ends_with('/') {
            self.files += 1;
            self.locked += usize::from(flags & 1 == 1);
        }
        self.names.push(name.trim_start_matches('/').to_owned());
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|other| other == name)
    }

    fn count(&self, folder: &str) -> usize {
        self.names.iter().filter(|name| name.starts_with(folder)).count()
    }

    fn is_office(&self) -> bool {
        self.has("[content_types].xml") || self.has("_rels/.rels")
    }
}

fn by_names(members: &Members) -> Option<Kind> {
    if members.is_office() {
        let mains = [("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")];
        if let Some((_, name)) = mains.into_iter().find(|(part, _)| members.has(part)) {
            return Some(known(name));
        }
        if members.has("xl/workbook.bin") {
            return Some(known("xlsb"));
        }
        let folders = [("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("visio/", "vsdx")];
        let fullest =
            folders.into_iter().map(|(folder, name)| (members.count(folder), name)).max_by_key(|(count, _)| *count);
        if let Some((1.., name)) = fullest {
            return Some(known(name));
        }
    }
    if members.has("dacmetadata.xml") {
        return Some(known(if members.count("data/") > 0 { "bacpac" } else { "dacpac" }));
    }
    if members.has("fixeddocseq.fdseq") || members.has("fixeddocumentsequence.fdseq") {
        return Some(known("xps"));
    }
    if members.has("index/document.iwa") {
        return Some(known("iwork"));
    }
    if members.has("androidmanifest.xml") {
        return Some(Kind::Program("apk".into()));
    }
    members.has("meta-inf/manifest.mf").then(|| Kind::Program("jar".into()))
}

/// OpenDocument and EPUB say what they are in their first member, stored as it is.
fn by_mimetype(head: &[u8]) -> Option<Kind> {
    if head.get(30..38)? != b"mimetype" {
        return None;
    }
    let extra = usize::from(u16_at(head, 28)?);
    let rest = head.get(38 + extra..)?;
    if rest.starts_with(b"application/epub+zip") {
        return Some(known("epub"));
    }
    if !rest.starts_with(OPEN_DOCUMENT) {
        return None;
    }
    open_document(rest.get(..100).unwrap_or(rest)).map(known)
}

/// The kind of OpenDocument whose type stands somewhere in these bytes.
pub(super) fn open_document(bytes: &[u8]) -> Option<&'static str> {
    let kind = bytes.get(memchr::memmem::find(bytes, OPEN_DOCUMENT)? + OPEN_DOCUMENT.len()..)?;
    let kinds: [(&[u8], &str); 4] =
        [(b"text", "odt"), (b"spreadsheet", "ods"), (b"presentation", "odp"), (b"graphics", "odg")];
    kinds.into_iter().find(|(name, _)| kind.starts_with(name)).map(|(_, name)| name)
}

/// An OpenDocument that another program packed anew, so that its type does not stand first, or not as it is.
fn by_manifest(source: &mut dyn Source) -> io::Result<Kind> {
    for name in ["mimetype", "META-INF/manifest.xml"] {
        if let Some(name) = open_document(&part(source, name)?) {
            return Ok(known(name));
        }
    }
    Ok(known("zip"))
}

/// An Office package whose parts stand in folders of other names: its content types say what it is.
fn by_content_types(source: &mut dyn Source) -> io::Result<Kind> {
    let mut text = part(source, "[Content_Types].xml")?;
    let types = [
        ("wordprocessingml.document.main", "docx"),
        ("ms-word.document.macroenabled", "docx"),
        ("wordprocessingml.template.main", "docx"),
        ("spreadsheetml.sheet.main", "xlsx"),
        ("ms-excel.sheet.macroenabled.main", "xlsx"),
        ("spreadsheetml.template.main", "xlsx"),
        ("ms-excel.sheet.binary", "xlsb"),
        ("presentationml.", "pptx"),
        ("package.xps-", "xps"),
    ];
    text.make_ascii_lowercase();
    let found = types.into_iter().find(|(name, _)| memchr::memmem::find(&text, name.as_bytes()).is_some());
    Ok(found.map_or_else(|| known("zip"), |(_, name)| known(name)))
}

/// The front of a small part; empty where there is none.
fn part(source: &mut dyn Source, name: &str) -> io::Result<Vec<u8>> {
    source.seek(SeekFrom::Start(0))?;
    let mut text = Vec::new();
    if let Ok(mut archive) = ::zip::ZipArchive::new(BufReader::new(source))
        && let Ok(part) = archive.by_name(name)
    {
        // What could be read of a damaged part is enough.
        let _ = part.take(TYPES).read_to_end(&mut text);
    }
    Ok(text)
}

/// Names by the directory at the end of the file.
fn directory(source: &mut dyn Source) -> io::Result<Members> {
    let mut members = Members::default();
    let length = source.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub((64 << 10) + 22);
    source.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    source.take(length - start).read_to_end(&mut tail)?;
    let Some(end) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else { return Ok(members) };
    let (Some(size), Some(offset)) = (u32_at(&tail, end + 12), u32_at(&tail, end + 16)) else { return Ok(members) };
    // A prefix before the archive moves all offsets: the directory stands right before its end record.
    let before_end = (start + end as u64).saturating_sub(size.into());
    for from in [before_end, offset.into()] {
        source.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        source.take(DIRECTORY.min(u64::from(size).max(46))).read_to_end(&mut bytes)?;
        let mut rest = bytes.as_slice();
        while let Some(after) = directory_entry(rest, &mut members) {
            rest = after;
        }
        if !members.names.is_empty() {
            break;
        }
    }
    Ok(members)
}

fn directory_entry<'b>(bytes: &'b [u8], members: &mut Members) -> Option<&'b [u8]> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let name = usize::from(u16_at(bytes, 28)?);
    members.add(bytes.get(46..46 + name)?, u16_at(bytes, 8)?);
    bytes.get(46 + name + usize::from(u16_at(bytes, 30)?) + usize::from(u16_at(bytes, 32)?)..)
}

/// Names by the local headers in the head: what is left of a package that was cut off.
fn local_headers(head: &[u8]) -> Members {
    let mut members = Members::default();
    for at in memchr::memmem::find_iter(head, b"PK\x03\x04") {
        let Some(header) = head.get(at..) else { break };
        let name = u16_at(header, 26).and_then(|length| header.get(30..30 + usize::from(length)));
        if let (Some(name), Some(flags)) = (name, u16_at(header, 6)) {
            members.add(name, flags);
        }
    }
    members
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
