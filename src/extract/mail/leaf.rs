//! A part that is no multipart: a body, an attachment, a message, or something encrypted.

use super::body::{Body, Flowed};
use super::header::{Header, Structured};
use super::message::{Kind, Message, summary, time};
use super::text::read_html;
use super::transfer::Decoded;
use super::{charset, cms, file_name, names};
use crate::document::{Member, Sink};
use crate::extract::embedded::embedded;
use crate::extract::spool::spool;
use crate::extract::{ExtractError, Options, Source, heed};
use crate::incident::{Incident, IncidentKind, Stage};
use jiff::Timestamp;
use std::io::{Cursor, Read, Seek, SeekFrom};
use tempfile::SpooledTempFile;

/// Types of which a saved web page has many and which hold no text.
const PAGE_PARTS: &[&str] =
    &["image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript"];

/// A note before the parts is not longer.
const NOTE: u64 = 200;

/// What was signed is a member of this name.
const SIGNED: &str = "signed content.eml";

/// Reads the content of a part.
pub(super) fn read(message: &mut Message<'_, '_>, header: &Header, content: &Structured) -> Result<(), ExtractError> {
    message.parts += 1;
    let disposition = header.structured("content-disposition");
    let name = names::attached(header);
    let web = message.kind == Kind::WebPage;
    let is_attached = !web && (disposition.value == "attachment" || name.is_some());
    match content.value.as_str() {
        "message/rfc822" | "message/global" | "message/rfc2822" | "message/news" => nested(message, header, name),
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => signed(message, header, content, name),
        "application/pgp-encrypted" => {
            message.encrypted = true;
            Ok(())
        }
        "application/x-microsoft-rpmsg-message" => {
            message.encrypted = true;
            Ok(())
        }
        "message/external-body" => {
            message.say(IncidentKind::Unsupported, "an attachment is kept outside of the mail");
            Ok(())
        }
        _ if is_attached => attachment(message, header, content, name),
        "text/html" | "text/enriched" | "text/richtext" | "application/xhtml+xml" => html(message, header, content),
        "text/plain"
        | "text/rfc822-headers"
        | "message/delivery-status"
        | "message/disposition-notification"
        | "message/partial"
        | "text/markdown"
        | "text/x-markdown"
        | "text" => plain(message, header, content),
        kind if web && PAGE_PARTS.iter().any(|part| kind.starts_with(part)) => Ok(()),
        _ => attachment(message, header, content, name),
    }
}

/// Reads what stands outside of the parts, if it says anything.
pub(super) fn around(message: &mut Message<'_, '_>) -> Result<(), ExtractError> {
    let mut body = Body::new("outside of the parts", Flowed::default(), message.sink);
    let mut raw = message.input.raw();
    let (mut spooled, _) = spool(&mut raw, message.left)?;
    if says_only_mime(&mut spooled)? {
        return Ok(());
    }
    charset::read_text(&mut spooled, "", &mut |text| body.text(text))?;
    body.end()
}

/// Whether it is the usual note to programs that do not know MIME.
fn says_only_mime(text: &mut SpooledTempFile) -> Result<bool, ExtractError> {
    let mut start = Vec::new();
    (&mut *text).take(NOTE + 1).read_to_end(&mut start)?;
    text.rewind()?;
    let note = String::from_utf8_lossy(&start).to_ascii_lowercase();
    Ok(start.len() as u64 <= NOTE && (note.trim().is_empty() || note.contains("mime")))
}

/// The content with its transfer encoding undone.
fn content(message: &mut Message<'_, '_>, header: &Header) -> Result<SpooledTempFile, ExtractError> {
    let encoding = header.get("content-transfer-encoding").unwrap_or_default();
    let mut raw = message.input.raw();
    let (mut spooled, fault) = spool(&mut Decoded::new(&mut raw, &encoding), message.left)?;
    message.left = message.left.saturating_sub(length(&mut spooled)?);
    match fault {
        Some(ExtractError::Io(error)) => return Err(error.into()),
        Some(fault) => fault.incident().into_iter().for_each(|incident| message.sink.incident(incident)),
        None => {}
    }
    Ok(spooled)
}

fn length(spooled: &mut SpooledTempFile) -> Result<u64, ExtractError> {
    let length = spooled.seek(SeekFrom::End(0))?;
    spooled.rewind()?;
    Ok(length)
}

fn plain(message: &mut Message<'_, '_>, header: &Header, kind: &Structured) -> Result<(), ExtractError> {
    let mut source = content(message, header)?;
    let flowed = Flowed {
        flowed: kind.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")),
        delete_blank: kind.get("delsp").is_some_and(|delete| delete.eq_ignore_ascii_case("yes")),
    };
    let label = kind.get("charset").unwrap_or_default();
    if message.versions.as_ref().is_some_and(|versions| !versions.seen.is_empty()) {
        return second_plain(message, &mut source, &label);
    }
    let mut body = Body::new("body", flowed, message.sink);
    body.learn = message.versions.as_mut().map(|versions| &mut versions.seen);
    let incident = charset::read_text(&mut source, &label, &mut |text| body.text(text))?;
    body.end()?;
    message.encrypted |= body.encrypted;
    incident.into_iter().for_each(|incident| message.sink.incident(incident));
    Ok(())
}

/// Plain text of which another version came before.
fn second_plain(message: &mut Message<'_, '_>, source: &mut SpooledTempFile, label: &str) -> Result<(), ExtractError> {
    let text = read_html(source, label, message.options.limits.memory_bytes, message.sink)?;
    match &mut message.versions {
        Some(versions) => versions.plain(&text, message.sink),
        None => Ok(()),
    }
}

fn html(message: &mut Message<'_, '_>, header: &Header, kind: &Structured) -> Result<(), ExtractError> {
    let mut source = content(message, header)?;
    let label = kind.get("charset").unwrap_or_default();
    let html = read_html(&mut source, &label, message.options.limits.memory_bytes, message.sink)?;
    match &mut message.versions {
        Some(versions) => versions.html(&html, message.sink),
        None => super::Versions::default().html(&html, message.sink),
    }
}

fn attachment(
    message: &mut Message<'_, '_>,
    header: &Header,
    kind: &Structured,
    name: Option<String>,
) -> Result<(), ExtractError> {
    if message.kind == Kind::WebPage {
        let mut source = content(message, header)?;
        let name = name.unwrap_or_else(|| names::of_type(message.parts, &kind.value));
        return embedded(&format!("embedded {name}"), &mut source, message.options, message.sink);
    }
    if !message.has_room() {
        return Ok(());
    }
    let name = name.unwrap_or_else(|| names::of_type(message.parts, &kind.value));
    if name.to_ascii_lowercase().ends_with(".rpmsg") {
        let detail = "it is protected by rights management";
        return refuse(message, &name, Incident::new(Stage::Extract, IncidentKind::Encrypted, detail));
    }
    let mut source = content(message, header)?;
    let changed = header.structured("content-disposition").get("modification-date");
    hand_on(message.sink, &name, changed.as_deref().and_then(time), &mut source)
}

fn nested(message: &mut Message<'_, '_>, header: &Header, name: Option<String>) -> Result<(), ExtractError> {
    if !message.has_room() {
        return Ok(());
    }
    let mut source = content(message, header)?;
    let (subject, sent) = summary(&mut source)?;
    let by_subject = || match subject.is_empty() {
        true => format!("message {}.eml", message.parts),
        false => file_name(&subject, ".eml"),
    };
    hand_on(message.sink, &name.unwrap_or_else(by_subject), sent, &mut source)
}

/// S/MIME: what is only signed can be read, what is encrypted cannot.
fn signed(
    message: &mut Message<'_, '_>,
    header: &Header,
    kind: &Structured,
    name: Option<String>,
) -> Result<(), ExtractError> {
    let mut source = content(message, header)?;
    match cms::content(&mut source, message.options.limits.memory_bytes)? {
        cms::Content::Signed(inner) => {
            if !message.has_room() {
                return Ok(());
            }
            hand_on(message.sink, SIGNED, None, &mut Cursor::new(as_mail(&inner)))
        }
        cms::Content::Encrypted => {
            message.encrypted = true;
            Ok(())
        }
        cms::Content::Certificates => Ok(()),
        cms::Content::Unknown if kind.get("smime-type").is_some_and(|kind| kind.contains("enveloped")) => {
            message.encrypted = true;
            Ok(())
        }
        cms::Content::Unknown => {
            let name = name.unwrap_or_else(|| "smime.p7m".into());
            let detail = "its signed or encrypted content cannot be read";
            refuse(message, &name, Incident::new(Stage::Extract, IncidentKind::Unsupported, detail))
        }
    }
}

/// An envelope of S/MIME that is a file or attachment by itself.
pub(super) fn envelope(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    match cms::content(source, options.limits.memory_bytes)? {
        cms::Content::Signed(inner) => hand_on(sink, SIGNED, None, &mut Cursor::new(as_mail(&inner))),
        cms::Content::Encrypted => Err(ExtractError::Encrypted("its content is encrypted".into())),
        cms::Content::Certificates => Ok(()),
        cms::Content::Unknown => Err(ExtractError::Corrupt("its signed or encrypted content cannot be read".into())),
    }
}

/// What is signed has the header of a part, not that of a mail: a mail it becomes by a field that only programs write.
fn as_mail(part: &[u8]) -> Vec<u8> {
    [b"MIME-Version: 1.0\r\n".as_slice(), part].concat()
}

fn hand_on(
    sink: &mut dyn Sink,
    name: &str,
    modified: Option<Timestamp>,
    source: &mut dyn Source,
) -> Result<(), ExtractError> {
    let bytes = source.seek(SeekFrom::End(0))?;
    source.rewind()?;
    heed(sink.member(Member { name, bytes, modified, content: Ok(source) }))
}

fn refuse(message: &mut Message<'_, '_>, name: &str, incident: Incident) -> Result<(), ExtractError> {
    heed(message.sink.member(Member { name, bytes: 0, modified: None, content: Err(incident) }))
}
