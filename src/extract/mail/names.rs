//! Names of what is packed in a mail.

use super::header::Header;
use super::words;

/// Characters of a name at most.
const LONGEST: usize = 120;
/// Endings of files by their type, for those without a name.
const ENDINGS: &[(&str, &str)] = &[
    ("application/pdf", "pdf"),
    ("application/zip", "zip"),
    ("application/x-zip-compressed", "zip"),
    ("application/msword", "doc"),
    ("application/rtf", "rtf"),
    ("text/rtf", "rtf"),
    ("application/vnd.ms-excel", "xls"),
    ("application/vnd.ms-powerpoint", "ppt"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/json", "json"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
    ("text/csv", "csv"),
    ("text/calendar", "ics"),
    ("text/vcard", "vcf"),
    ("text/x-vcard", "vcf"),
    ("text/directory", "vcf"),
    ("text/html", "html"),
    ("text/plain", "txt"),
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("image/gif", "gif"),
    ("application/ms-tnef", "dat"),
];

/// The name under which a part was attached.
pub(super) fn attached(header: &Header) -> Option<String> {
    let name = header.structured("content-disposition").get("filename");
    let name = name.or_else(|| header.structured("content-type").get("name"));
    name.map(|name| file_name(&name, "")).filter(|name| !name.is_empty())
}

/// A name for a part that has none.
pub(super) fn of_type(number: u64, content_type: &str) -> String {
    match ENDINGS.iter().find(|(known, _)| *known == content_type) {
        Some((_, ending)) => format!("part {number}.{ending}"),
        None => format!("part {number}"),
    }
}

/// A text as the name of a file: on one line, not too long, without what parts folders, with this ending.
pub(crate) fn file_name(text: &str, ending: &str) -> String {
    let clean = words::clean(text).replace(['/', '\\', '!'], "_");
    let clean = clean.trim();
    if clean.chars().count() <= LONGEST {
        return format!("{clean}{ending}");
    }
    // The ending of a long name is kept: it tells what it is.
    let own = clean.rsplit_once('.').map(|(_, own)| own).filter(|own| (1..=5).contains(&own.len()));
    let kept: String = clean.chars().take(LONGEST).collect();
    match own {
        Some(own) if ending.is_empty() => format!("{}.{own}", kept.trim()),
        _ => format!("{}{ending}", kept.trim()),
    }
}
