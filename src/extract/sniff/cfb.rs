//! What a compound file (the container of old Office, Outlook messages, installers and encrypted new Office) is, by the
//! names of its streams. Layout: [MS-CFB].

use super::zip::{u16_at, u32_at};
use super::{Kind, known};
use crate::extract::Source;
use std::io::{self, Read, SeekFrom};

/// Directory sectors that are looked at.
const SECTORS: usize = 256;
/// The class id of a Windows Installer package, in its root entry.
const INSTALLER: [u8; 16] = [0x84, 0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

/// Whether the bytes begin a compound file.
pub(super) fn is_cfb(head: &[u8]) -> bool {
    head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// What the compound file is.
pub(super) fn kind(source: &mut dyn Source, head: &[u8], extension: &str) -> io::Result<Kind> {
    let directory = directory(source, head)?;
    let entries: Vec<_> = directory.chunks_exact(128).filter_map(name).collect();
    let position = |wanted: &str| entries.iter().position(|name| name == wanted);
    if position("encryptedpackage").is_some() {
        return Ok(Kind::Encrypted(protected(extension)));
    }
    if directory.get(80..96) == Some(&INSTALLER) {
        return Ok(Kind::Program("msi".into()));
    }
    if position("__properties_version1.0").is_some() || entries.iter().any(|name| name.starts_with("__substg1.0_")) {
        return Ok(known("msg"));
    }
    let streams = [
        ("worddocument", "doc"),
        ("workbook", "xls"),
        ("book", "xls"),
        ("powerpoint document", "ppt"),
        ("visiodocument", "vsd"),
        ("quill", "pub"),
    ];
    // The document's own stream stands before those of what is embedded in it.
    let found = streams.into_iter().filter_map(|(stream, name)| Some((position(stream)?, name))).min();
    let by_extension = ["doc", "xls", "ppt", "msg"].into_iter().find(|name| entries.is_empty() && *name == extension);
    let name = found.map(|(_, name)| name).or(by_extension).unwrap_or("cfb");
    Ok(known(name))
}

/// Which Office format is encrypted cannot be seen: the extension may tell.
fn protected(extension: &str) -> &'static str {
    match extension {
        "docx" | "docm" | "dotx" | "dotm" => "docx",
        "xlsx" | "xlsm" | "xltx" | "xltm" | "xlsb" => "xlsx",
        "pptx" | "pptm" | "potx" | "ppsx" | "ppsm" => "pptx",
        _ => "ooxml",
    }
}

/// The bytes of the directory, along its chain of sectors.
fn directory(source: &mut dyn Source, head: &[u8]) -> io::Result<Vec<u8>> {
    let mut directory = Vec::new();
    let (Some(shift), Some(first)) = (u16_at(head, 30), u32_at(head, 48)) else { return Ok(directory) };
    let size: u64 = if shift == 12 { 4096 } else { 512 };
    let mut sector = first;
    for _ in 0..SECTORS {
        let before = directory.len();
        read_sector(source, sector, size, &mut directory)?;
        if directory.len() - before < 128 {
            break;
        }
        let Some(next) = next_sector(source, head, sector, size)? else { break };
        sector = next;
    }
    Ok(directory)
}

/// The sector that follows in a chain; none at its end or where the table is damaged.
fn next_sector(source: &mut dyn Source, head: &[u8], sector: u32, size: u64) -> io::Result<Option<u32>> {
    let per_sector = (size / 4) as u32;
    // The first 109 sectors of the allocation table are named in the header: enough for directories at the front.
    let Ok(table) = usize::try_from(sector / per_sector) else { return Ok(None) };
    let Some(place) = (table < 109).then(|| u32_at(head, 76 + table * 4)).flatten() else { return Ok(None) };
    let mut bytes = Vec::new();
    read_sector(source, place, size, &mut bytes)?;
    let next = u32_at(&bytes, (sector % per_sector) as usize * 4);
    Ok(next.filter(|next| *next < 0xFFFF_FFFA && *next != sector))
}

fn read_sector(source: &mut dyn Source, sector: u32, size: u64, into: &mut Vec<u8>) -> io::Result<()> {
    source.seek(SeekFrom::Start((u64::from(sector) + 1) * size))?;
    source.take(size).read_to_end(into)?;
    Ok(())
}

/// The name of a directory entry in lower case; none for a free one.
fn name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(entry, 64)?).min(64).saturating_sub(2);
    let units = entry.get(..length)?.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    let name: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    (!name.is_empty()).then(|| name.to_lowercase())
}
