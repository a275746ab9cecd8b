//! ICS: what was arranged, with whom, and what is noted of it.

use super::lines::{self, Line};
use crate::document::{Locator, Member, Segment, Sink};
use crate::extract::mail::{encoded_bytes, file_name};
use crate::extract::{ExtractError, Options, Source, heed};
use crate::incident::IncidentKind;
use std::io::Cursor;

/// Properties that people read, and their names.
const NAMES: &[(&str, &str)] = &[
    ("SUMMARY", "Event"),
    ("DESCRIPTION", "Description"),
    ("COMMENT", "Comment"),
    ("LOCATION", "Location"),
    ("CONTACT", "Contact"),
    ("CATEGORIES", "Categories"),
    ("RESOURCES", "Resources"),
    ("ORGANIZER", "Organizer"),
    ("ATTENDEE", "Attendee"),
    ("DTSTART", "Start"),
    ("X-WR-CALNAME", "Calendar"),
    ("X-WR-CALDESC", "Description"),
    ("X-WR-RELCALID", "Calendar"),
    ("NAME", "Calendar"),
    ("URL", "Link"),
    ("ATTACH", "Attached link"),
    ("X-ALT-DESC", "Description"),
];

/// Pushes the properties line by line; nothing is kept.
pub(super) fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut attached = 0;
    let incident = lines::read(source, &mut |line| {
        if line.cut {
            sink.incident(lines::too_long());
        }
        if line.name == "ATTACH" && line.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("binary")) {
            attached += 1;
            return file(&line, attached, options, sink);
        }
        property(&line, sink)
    })?;
    incident.into_iter().for_each(|incident| sink.incident(incident));
    Ok(())
}

/// What is attached itself, not by a link: a file in base64.
fn file(line: &Line, number: u64, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    if number > options.limits.entries {
        let detail = format!("more than {} files are attached", options.limits.entries);
        return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
    }
    let name = ["FILENAME", "X-FILENAME", "X-APPLE-FILENAME"].iter().find_map(|name| line.parameter(name));
    let name = name.map_or_else(|| format!("attachment {number}"), |name| file_name(name, ""));
    let bytes = encoded_bytes(&line.value, true);
    let length = bytes.len() as u64;
    heed(sink.member(Member { name: &name, bytes: length, modified: None, content: Ok(&mut Cursor::new(bytes)) }))
}

fn property(line: &Line, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == line.name) else { return Ok(()) };
    let text = match line.name.as_str() {
        "ORGANIZER" | "ATTENDEE" => person(line),
        "X-ALT-DESC" => crate::extract::mail::html_text(&line.text()),
        "DTSTART" => line.value.clone(),
        _ => line.text(),
    };
    let mut first = true;
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let told = if std::mem::take(&mut first) { format!("{name}: {part}") } else { part.to_owned() };
        heed(sink.segment(Segment::new(&told, Locator::Line { line: line.number })))?;
    }
    Ok(())
}

/// `Jane Doe <jane@...>`, with the one who acts for her.
fn person(line: &Line) -> String {
    let name = line.parameter("CN").unwrap_or_default().trim().trim_matches('\'');
    let bare = |address: &str| {
        let address = address.trim();
        let is_mail = address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        let address = if is_mail { address.get(7..).unwrap_or_default() } else { address };
        if address.contains('@') { address.to_owned() } else { String::new() }
    };
    let own = bare(&line.value);
    let stored = line.parameter("EMAIL").map(bare).unwrap_or_default();
    let address = if own.is_empty() { stored } else { own };
    let mut text = match (name.is_empty() || name.eq_ignore_ascii_case(&address), address.is_empty()) {
        (_, true) => name.to_owned(),
        (true, false) => address,
        (false, false) => format!("{name} <{address}>"),
    };
    for (parameter, words) in
        [("SENT-BY", "sent by"), ("DELEGATED-TO", "delegated to"), ("DELEGATED-FROM", "delegated from")]
    {
        if let Some(other) = line.parameter(parameter).map(bare).filter(|other| !other.is_empty()) {
            text.push_str(&format!(", {words} {other}"));
        }
    }
    text
}
