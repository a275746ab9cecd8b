//! Text or not, and which text: tables, and the formats that are text by their bytes but encode what they say.

use super::{Kind, extension, known};
use crate::extract::encoding::{decode_head, utf16_without_mark};
use crate::extract::{csv, json, sql};
use encoding_rs::Encoding;

/// Characters in which the marks of a format are looked for.
const MARKS: usize = 4 << 10;
/// Header fields that programs write into a mail and nobody types.
const MAIL_FIELDS: &[&str] = &[
    "mime-version",
    "received",
    "message-id",
    "return-path",
    "delivered-to",
    "dkim-signature",
    "content-transfer-encoding",
    "x-mozilla-status",
    "x-received",
    "authentication-results",
];

/// Whether bytes are text: hardly any control characters, in whatever encoding.
pub(super) fn is_text(head: &[u8]) -> bool {
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return encoding == encoding_rs::UTF_8 || is_clean(encoding, head.get(mark..).unwrap_or_default());
    }
    if utf16_without_mark(head).is_some() {
        return true;
    }
    let controls = head.iter().filter(|byte| is_control(**byte)).count();
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    controls * if valid { 50 } else { 200 } <= head.len()
}

/// Not among what programs write into text: tab, line breaks, form feed, backspace, escape.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x08 | 0x1B | 0x1A)
}

/// Whether UTF-16 with a mark decodes to text: the mark is only two bytes.
fn is_clean(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (mut all, mut odd) = (0usize, 0usize);
    for character in text.chars() {
        all += 1;
        odd += usize::from((character.is_control() && !character.is_whitespace()) || character == '\u{fffd}');
    }
    odd * 20 <= all + 20
}

/// What a text is.
pub(super) fn kind(head: &[u8], extension: &str) -> Kind {
    let text = decode_head(head);
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let marks = start.get(..start.floor_char_boundary(MARKS)).unwrap_or_default().to_ascii_lowercase();
    if let Some(name) = open_document(start, &marks) {
        return known(name);
    }
    if let Some(name) = encoded(&marks, extension) {
        return known(name);
    }
    if let Some(name) = json::guess(start, extension) {
        return known(name);
    }
    if sql::guess(start, extension) {
        return known("sql");
    }
    let hint = if csv::FORMAT.extensions.contains(&extension) {
        csv::Hint::Table
    } else if extension::is_prose(extension) {
        csv::Hint::Prose
    } else {
        csv::Hint::None
    };
    known(if csv::guess(&text, hint).is_some() { "csv" } else { "text" })
}

/// OpenDocument as one XML file. Its type stands behind all the namespaces that the first element declares.
fn open_document(text: &str, marks: &str) -> Option<&'static str> {
    let at = marks.starts_with('<').then(|| marks.find("<office:document")).flatten()?;
    let tag = text.get(at..)?;
    let tag = tag.get(..tag.find('>')?)?;
    super::zip::open_document(tag.as_bytes())
}

/// The name of a format that encodes what it says, by its first characters in lower case.
fn encoded(marks: &str, extension: &str) -> Option<&'static str> {
    let prefixes = [
        ("{\\rtf", "rtf"),
        ("begin:vcalendar", "ics"),
        ("begin:vcard", "vcf"),
        ("webvtt", "vtt"),
        ("%!ps", "ps"),
        ("%pdf-", "pdf"),
        ("content-type: multipart/", "eml"),
    ];
    if let Some((_, name)) = prefixes.iter().find(|(prefix, _)| marks.starts_with(prefix)) {
        return Some(name);
    }
    if is_subtitle(marks) {
        return Some("srt");
    }
    if html_by_name(marks, extension) {
        return Some("html");
    }
    if marks.starts_with('<') { markup(marks) } else { mail(marks, extension) }
}

/// A number, and a line with two times: `00:00:01,000 --> 00:00:02,000`.
fn is_subtitle(marks: &str) -> bool {
    let mut lines = marks.lines().map(str::trim);
    let numbered = lines.next().is_some_and(|line| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()));
    let times = lines.next().and_then(|line| line.split_once(" --> "));
    let is_time = |text: &str| text.contains(':') && text.starts_with(|c: char| c.is_ascii_digit());
    numbered && times.is_some_and(|(from, to)| is_time(from) && is_time(to))
}

/// Whether a text that has tags is called a page, or is one of the fragments that programs save as a workbook or document.
fn html_by_name(marks: &str, extension: &str) -> bool {
    match extension {
        "html" | "htm" | "shtml" => marks.contains("</") || marks.contains("<br") || marks.contains("<p"),
        // The XML that Excel and Word save names its root so, or has a prefix.
        "xls" | "doc" => {
            let root = marks.strip_prefix('<').and_then(|rest| rest.split(['>', ' ', '\n', '\r', '\t']).next());
            marks.contains("</") && root.is_some_and(|root| !root.contains([':', '?']) && root != "workbook")
        }
        _ => false,
    }
}

/// HTML, or XML (a drawing is some, too); none where a `<` merely begins a text (`<bob> hello`, `<?php`).
fn markup(marks: &str) -> Option<&'static str> {
    let mut rest = marks;
    let declared = rest.starts_with("<?xml");
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?xml") {
            "?>"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else { break };
        rest = after;
    }
    let html =
        ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div", "<script", "<style", "<title", "<p>"];
    if html.iter().any(|tag| rest.starts_with(tag)) || marks.contains("<!doctype html") || marks.contains("<html") {
        return Some("html");
    }
    if rest.starts_with("<svg") || rest.starts_with("<!doctype svg") {
        return Some("xml");
    }
    let begins_tag = rest.strip_prefix('<').is_some_and(|tag| tag.starts_with(|c: char| c.is_alphabetic() || c == '!'));
    (declared || (begins_tag && (rest.contains("</") || rest.contains("/>")))).then_some("xml")
}

/// A mail whose parts are not encoded: its header is text all the same.
pub(super) fn binary_mail(head: &[u8], extension: &str) -> Option<&'static str> {
    let head = head.get(..head.len().min(MARKS))?;
    let end = head.iter().position(|byte| *byte == 0).unwrap_or(head.len());
    let marks = String::from_utf8_lossy(head.get(..end)?).to_ascii_lowercase();
    let named = matches!(extension, "eml" | "mbox" | "") && (marks.contains("\n\n") || marks.contains("\r\n\r\n"));
    if named { mail(&marks, extension) } else { None }
}

/// A mail: its first lines are header fields, among them some that only programs write. A mail that someone pasted into a
/// note has none of those.
fn mail(marks: &str, extension: &str) -> Option<&'static str> {
    let (mbox, lines) = match marks.strip_prefix("from ") {
        Some(rest) => (true, rest.split_once('\n')?.1),
        None => (false, marks),
    };
    let (mut typed, mut written) = (0, 0);
    for line in lines.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) && typed + written > 0 {
            continue;
        }
        let Some((field, _)) = line.split_once(':') else { break };
        if field.is_empty() || !field.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            break;
        }
        written += usize::from(MAIL_FIELDS.contains(&field));
        typed += usize::from(matches!(field, "from" | "to" | "subject" | "date" | "cc"));
    }
    let named = matches!(extension, "eml" | "mbox" | "mht" | "mhtml") && typed + written > 0;
    if !(named || (written > 0 && typed > 0) || written > 1) {
        return None;
    }
    let web = marks.contains("multipart/related")
        && (marks.contains("saved by") || marks.contains("snapshot-content-location") || extension.starts_with("mht"));
    Some(if mbox {
        "mbox"
    } else if web {
        "mhtml"
    } else {
        "eml"
    })
}
