//! The fields of a message and the versions of its text, as segments: shared by all kinds of mail.

use super::body::push_lines;
use super::compare::Seen;
use super::{charset, markup, words};
use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::{ExtractError, Source, heed};
use crate::incident::{Incident, IncidentKind, Stage};
use std::sync::Arc;

/// Pushes a field of the header as `From: Jane Doe <jane@...>`.
pub(crate) fn push_field(name: &str, value: &str, role: Role, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let value = words::clean(value);
    if value.trim().is_empty() {
        return Ok(());
    }
    let text = format!("{name}: {}", value.trim());
    heed(sink.segment(Segment::new(&text, Locator::Part { part: "header".into() }).with_role(role)))
}

/// Pushes a property whose meaning is not known.
pub(crate) fn push_property(value: &str, role: Role, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let value = words::clean(value);
    if value.trim().is_empty() {
        return Ok(());
    }
    let locator = Locator::Part { part: "properties".into() };
    heed(sink.segment(Segment::new(value.trim(), locator).with_role(role)))
}

/// The versions of one text: what a later one says that the first did not is told as its own.
#[derive(Default)]
pub(crate) struct Versions {
    pub(super) seen: Seen,
}

impl Versions {
    /// Pushes plain text by lines, and remembers it.
    pub(crate) fn plain(&mut self, text: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.version(text, "body, plain version", sink)
    }

    /// Pushes HTML, or what of it the plain text does not say.
    pub(crate) fn html(&mut self, html: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.version(&markup::to_text(html), "body, HTML version", sink)
    }

    /// Pushes the text of a further version.
    pub(crate) fn version(&mut self, text: &str, label: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let first = self.seen.is_empty();
        let part: Arc<str> = if first { "body".into() } else { label.into() };
        push_lines(text, &part, (!first).then_some(&self.seen), sink)?;
        text.lines().for_each(|line| self.seen.learn(line));
        Ok(())
    }
}

/// Reads HTML whole, up to so many bytes; what is beyond them is said to be unread.
pub(super) fn read_html(
    source: &mut dyn Source,
    label: &str,
    most: u64,
    sink: &mut dyn Sink,
) -> Result<String, ExtractError> {
    let mut html = String::new();
    let mut over = false;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let label = if label.is_empty() { declared_inside(source)? } else { label.to_owned() };
    let incident = charset::read_text(source, &label, &mut |text| {
        let room = most.saturating_sub(html.len());
        over |= text.len() > room;
        html.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or_default());
        Ok(())
    })?;
    if over {
        let detail = format!("an HTML text is longer than {most} bytes");
        sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitMemory, detail));
    }
    incident.into_iter().for_each(|incident| sink.incident(incident));
    Ok(html)
}

/// The charset that HTML names in its own head.
fn declared_inside(source: &mut dyn Source) -> Result<String, ExtractError> {
    use std::io::{Read, SeekFrom};
    let mut head = Vec::new();
    source.seek(SeekFrom::Start(0))?;
    (&mut *source).take(2_048).read_to_end(&mut head)?;
    Ok(charset_of_html(&head))
}

/// The charset in `<meta charset=...>` or `<meta ... content="text/html; charset=...">`; empty if there is none.
pub(crate) fn charset_of_html(head: &[u8]) -> String {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = head.split_once("<meta").and_then(|(_, rest)| rest.split_once("charset="));
    let label = label.map(|(_, rest)| rest.trim_start_matches(['"', '\'', ' '])).unwrap_or_default();
    label.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}
