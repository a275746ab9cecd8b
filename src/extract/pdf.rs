//! PDF: the text of each page, form fields, annotations, bookmarks, attachments, properties. A page that is only a picture
//! is said to be unread. Format: ISO 32000.

use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Locator, Member, Role, Segment, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use pdf_oxide::converters::ConversionOptions;
use pdf_oxide::extractors::forms::{FieldValue, FormExtractor, FormField};
use pdf_oxide::extractors::xmp::XmpExtractor;
use pdf_oxide::object::Object;
use pdf_oxide::{Annotation, Error, LinkAction, OutlineItem, PdfDocument};
use std::io::{Cursor, Read};

#[cfg(test)]
mod tests;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "pdf", extensions: &["pdf"], isolated: true, extract };

/// Bookmarks in bookmarks that are followed.
const OUTLINE_DEPTH: u32 = 32;
/// Pages named in one incident.
const NAMED: usize = 12;

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut bytes = Vec::new();
    source.take(options.limits.worker_bytes).read_to_end(&mut bytes)?;
    let document = PdfDocument::from_bytes(bytes).map_err(|error| fault(&error))?;
    unlock(&document, &options.passwords)?;
    let pages = document.page_count().map_err(|error| fault(&error))?;
    let mut pictures = Vec::new();
    for page in 0..pages {
        read_page(&document, page, &mut pictures, sink)?;
    }
    say_pictures(&pictures, pages, sink);
    read_form(&document, sink)?;
    if let Ok(Some(outline)) = document.get_outline() {
        read_outline(&outline, 0, sink)?;
    }
    read_properties(&document, sink)?;
    read_attachments(&document, sink)
}

/// Opens what is protected: often the empty password does, for the rights are only advice.
fn unlock(document: &PdfDocument, passwords: &[String]) -> Result<(), ExtractError> {
    if !document.is_encrypted() || document.is_authenticated() {
        return Ok(());
    }
    let opens = |password: &[u8]| matches!(document.authenticate(password), Ok(true));
    if opens(b"") || passwords.iter().any(|password| opens(password.as_bytes())) {
        return Ok(());
    }
    Err(ExtractError::Encrypted("it is password-protected".into()))
}

/// The library's messages may quote the document: only the kind is passed on.
fn fault(error: &Error) -> ExtractError {
    match error {
        Error::EncryptedPdf => ExtractError::Encrypted("it is password-protected".into()),
        Error::UnexpectedEof => ExtractError::Truncated("the document ends too early".into()),
        Error::Unsupported(_) | Error::UnsupportedFilter(_) => {
            ExtractError::Corrupt("it uses a feature of PDF that nought does not know".into())
        }
        _ => ExtractError::Corrupt("the structure of the document is broken".into()),
    }
}

/// Pushes the text and the annotations of a page (0-based). Notes it where it has no text but a picture.
fn read_page(
    document: &PdfDocument,
    page: usize,
    pictures: &mut Vec<usize>,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let locator = Locator::Page { page: u32::try_from(page + 1).unwrap_or(u32::MAX) };
    // Page headers and footers are "artifacts": they hold names and markings like any other text.
    let options = ConversionOptions {
        extract_tables: true,
        include_artifacts: true,
        include_form_fields: false,
        ..ConversionOptions::default()
    };
    match document.extract_text_with_options(page, &options) {
        Ok(text) if !text.trim().is_empty() => {
            heed(sink.segment(Segment::new(text.trim_end(), locator.clone())))?;
        }
        Ok(_) if has_picture(document, page) => pictures.push(page + 1),
        Ok(_) => {}
        Err(error) => {
            let detail = format!("page {} could not be read: {}", page + 1, fault(&error));
            sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
        }
    }
    for annotation in document.get_annotations(page).unwrap_or_default() {
        read_annotation(&annotation, &locator, sink)?;
    }
    Ok(())
}

fn has_picture(document: &PdfDocument, page: usize) -> bool {
    // What cannot be told is better opened by hand than called read.
    document.page_image_handles(page).map_or(true, |pictures| !pictures.is_empty())
}

fn say_pictures(pictures: &[usize], pages: usize, sink: &mut dyn Sink) {
    let detail = match pictures {
        [] => return,
        [one] if pages == 1 => format!("page {one} is only a picture, its words were not read"),
        all if all.len() == pages => format!("all {pages} pages are only pictures, their words were not read"),
        some => {
            let named: Vec<String> = some.iter().take(NAMED).map(usize::to_string).collect();
            let more = if some.len() > NAMED { " and more" } else { "" };
            format!("pages that are only pictures were not read: {}{more}", named.join(", "))
        }
    };
    sink.incident(Incident::new(Stage::Extract, IncidentKind::Unsupported, detail));
}

fn read_annotation(annotation: &Annotation, locator: &Locator, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut push = |text: Option<&str>, role| match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => heed(sink.segment(Segment::new(text, locator.clone()).with_role(role))),
        None => Ok(()),
    };
    // Form fields are read as such.
    if annotation.field_type.is_none() {
        push(annotation.subject.as_deref(), Role::Comment)?;
        push(annotation.contents.as_deref(), Role::Comment)?;
    }
    push(annotation.author.as_deref(), Role::Author)?;
    match &annotation.action {
        Some(LinkAction::Uri(uri)) => push(uri.strip_prefix("mailto:").or(uri.strip_prefix("tel:")), Role::Body),
        _ => Ok(()),
    }
}

fn read_form(document: &PdfDocument, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    for field in FormExtractor::extract_fields(document).unwrap_or_default() {
        let Some(value) = value(&field) else { continue };
        let label = field.tooltip.as_deref().filter(|label| !label.trim().is_empty()).unwrap_or(&field.name);
        let text = format!("{}: {value}", label.trim());
        heed(sink.segment(Segment::new(&text, part("form fields"))))?;
    }
    Ok(())
}

fn value(field: &FormField) -> Option<String> {
    let value = match &field.value {
        FieldValue::Text(text) | FieldValue::Name(text) => text.trim().to_owned(),
        FieldValue::Array(values) => values.join(", "),
        FieldValue::Boolean(true) => "yes".into(),
        FieldValue::Boolean(false) | FieldValue::None => return None,
    };
    (!value.is_empty() && value != "Off").then_some(value)
}

fn read_outline(items: &[OutlineItem], depth: u32, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    for item in items {
        if !item.title.trim().is_empty() {
            heed(sink.segment(Segment::new(item.title.trim(), part("bookmarks")).with_role(Role::Heading)))?;
        }
        if depth < OUTLINE_DEPTH {
            read_outline(&item.children, depth + 1, sink)?;
        }
    }
    Ok(())
}

/// The document information dictionary, then what the XMP packet says differently.
fn read_properties(document: &PdfDocument, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut said: Vec<String> = Vec::new();
    let mut push = |text: String, role: Role, sink: &mut dyn Sink| {
        let text = text.trim().to_owned();
        if text.is_empty() || said.contains(&text) {
            return Ok(());
        }
        let pushed = heed(sink.segment(Segment::new(&text, part("properties")).with_role(role)));
        said.push(text);
        pushed
    };
    for (key, role) in
        [("Author", Role::Author), ("Title", Role::Property), ("Subject", Role::Property), ("Keywords", Role::Property)]
    {
        if let Some(text) = information(document, key) {
            push(text, role, sink)?;
        }
    }
    let Ok(Some(packet)) = XmpExtractor::extract(document) else { return Ok(()) };
    for author in packet.dc_creator {
        push(author, Role::Author, sink)?;
    }
    let texts = [packet.dc_title, packet.dc_description, packet.pdf_keywords, packet.dc_rights];
    for text in texts.into_iter().flatten().chain(packet.dc_subject) {
        push(text, Role::Property, sink)?;
    }
    let mut custom: Vec<_> = packet.custom.into_iter().collect();
    custom.sort();
    custom.into_iter().try_for_each(|(_, text)| push(text, Role::Property, sink))
}

/// An entry of the document information dictionary (ISO 32000-1, 14.3.3).
fn information(document: &PdfDocument, key: &str) -> Option<String> {
    let resolve = |object: &Object| document.resolve_object(object).ok();
    let information = resolve(document.trailer().as_dict()?.get("Info")?)?;
    let text = resolve(information.as_dict()?.get(key)?)?;
    text.as_string().map(decode)
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 by its mark, else an eight-bit set that is close to Windows-1252.
fn decode(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}

fn read_attachments(document: &PdfDocument, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let Ok(attachments) = document.extract_embedded_files() else {
        let detail = "its attachments could not be read";
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
        return Ok(());
    };
    for (name, content) in attachments {
        let bytes = content.len() as u64;
        let mut content = Cursor::new(content);
        heed(sink.member(Member { name: &name, bytes, modified: None, content: Ok(&mut content) }))?;
    }
    Ok(())
}

fn part(name: &str) -> Locator {
    Locator::Part { part: name.into() }
}
