//! VCF: a table with a row for each contact.

use super::lines::{self, Line};
use crate::document::{Cell, CellKind, Sink, TablePlace};
use crate::extract::{ExtractError, Options, Source, heed};
use crate::incident::IncidentKind;
use std::sync::Arc;

/// The columns. A contact's second and third address have their own; further ones share the last.
const COLUMNS: &[&str] = &[
    "Name",
    "Nickname",
    "E-mail",
    "E-mail 2",
    "E-mail 3",
    "Phone",
    "Phone 2",
    "Phone 3",
    "Address",
    "Address 2",
    "Date of birth",
    "Organisation",
    "Job title",
    "Note",
    "Web",
    "Related",
    "Other",
];
/// Which property stands in which column, and how many columns it has.
const PLACES: &[(&str, usize, usize)] = &[
    ("NICKNAME", 1, 1),
    ("EMAIL", 2, 3),
    ("TEL", 5, 3),
    ("ADR", 8, 2),
    ("LABEL", 8, 2),
    ("BDAY", 10, 1),
    ("ORG", 11, 1),
    ("TITLE", 12, 1),
    ("ROLE", 12, 1),
    ("NOTE", 13, 1),
    ("URL", 14, 1),
    ("IMPP", 14, 1),
    ("SOCIALPROFILE", 14, 1),
    ("X-SOCIALPROFILE", 14, 1),
    ("RELATED", 15, 1),
    ("X-ABRELATEDNAMES", 15, 1),
    ("X-SPOUSE", 15, 1),
    ("AGENT", 15, 1),
];
const OTHER: usize = 16;
const BIRTHDAY: usize = 10;
/// What says nothing of a person: pictures and what programs note down.
const IDLE: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "REV",
    "UID",
    "PHOTO",
    "LOGO",
    "SOUND",
    "KEY",
    "SORT-STRING",
    "X-ABSHOWAS",
    "TZ",
    "GEO",
    "MAILER",
    "CLASS",
    "X-ABLABEL",
    "KIND",
    "SOURCE",
    "XML",
    "CLIENTPIDMAP",
    "CALSCALE",
    "METHOD",
];

/// Pushes the table.
pub(super) fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let columns: Arc<[Arc<str>]> = COLUMNS.iter().map(|name| Arc::from(*name)).collect();
    heed(sink.begin_table(TablePlace::Records { table: "contacts".into(), columns }))?;
    let head: Vec<Cell<'_>> = (0..).zip(COLUMNS).map(|(column, name)| Cell::text(column, name)).collect();
    heed(sink.row(1, &head))?;
    let mut table = Table { contact: Contact::default(), row: 1, cells: 0, most: options.limits.cells, sink };
    let read = lines::read(source, &mut |line| table.take(line));
    if matches!(read, Err(ExtractError::Stopped)) {
        return read.map(|_| ());
    }
    // The last one may lack its end.
    let last = table.finish();
    heed(sink.end_table())?;
    last?;
    read?.into_iter().for_each(|incident| sink.incident(incident));
    Ok(())
}

struct Table<'s> {
    contact: Contact,
    row: u32,
    cells: u64,
    most: u64,
    sink: &'s mut dyn Sink,
}

impl Table<'_> {
    fn take(&mut self, line: Line) -> Result<(), ExtractError> {
        match (line.name.as_str(), line.value.trim()) {
            ("END", value) if value.eq_ignore_ascii_case("vcard") => self.finish(),
            (name, _) => {
                if line.cut && !IDLE.contains(&name) {
                    self.sink.incident(lines::too_long());
                }
                self.contact.take(&line);
                Ok(())
            }
        }
    }

    fn finish(&mut self) -> Result<(), ExtractError> {
        let values = std::mem::take(&mut self.contact).values();
        let cells: Vec<Cell<'_>> = (0u32..)
            .zip(&values)
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| {
                let kind = if column == BIRTHDAY as u32 && is_date(text) { CellKind::Date } else { CellKind::Text };
                Cell { kind, ..Cell::text(column, text) }
            })
            .collect();
        if cells.is_empty() {
            return Ok(());
        }
        self.row = self.row.saturating_add(1);
        self.cells += cells.len() as u64;
        if self.cells > self.most {
            let detail = format!("the contacts have more than {} fields", self.most);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        heed(self.sink.row(self.row, &cells))
    }
}

/// The values of one contact, by column.
#[derive(Default)]
struct Contact {
    values: Vec<String>,
    /// The name in its parts, for a contact that has no other.
    parts: String,
}

impl Contact {
    fn take(&mut self, line: &Line) {
        let name = line.name.as_str();
        let text = match name {
            "ADR" | "ORG" => joined(line.fields(), ", "),
            _ => line.text(),
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match name {
            _ if IDLE.contains(&name) || text.is_empty() => {}
            "FN" => self.put(0, 1, &text),
            "N" => self.parts = name_of(&line.fields()),
            "BDAY" => self.put(BIRTHDAY, 1, &date(&text)),
            _ => {
                let text = text.strip_prefix("mailto:").or(text.strip_prefix("tel:")).unwrap_or(&text);
                match PLACES.iter().find(|(known, _, _)| *known == name) {
                    Some((_, column, count)) => self.put(*column, *count, text),
                    None => self.put(OTHER, 1, text),
                }
            }
        }
    }

    /// Puts a value into the first free one of its columns, or behind what stands in the last.
    fn put(&mut self, column: usize, count: usize, text: &str) {
        self.values.resize(COLUMNS.len(), String::new());
        let Some(places) = self.values.get_mut(column..column + count) else { return };
        if places.iter().any(|place| place == text) {
            return;
        }
        if let Some(free) = places.iter_mut().find(|place| place.is_empty()) {
            free.push_str(text);
        } else if let Some(last) = places.last_mut() {
            last.push_str("; ");
            last.push_str(text);
        }
    }

    fn values(mut self) -> Vec<String> {
        if let Some(name) = self.values.first_mut().filter(|name| name.is_empty()) {
            *name = std::mem::take(&mut self.parts);
        } else if self.values.is_empty() && !self.parts.is_empty() {
            let parts = std::mem::take(&mut self.parts);
            self.put(0, 1, &parts);
        }
        self.values
    }
}

/// Surname, given name, further names, title, suffix: in the order in which they are spoken.
fn name_of(fields: &[String]) -> String {
    let order = [3, 1, 2, 0, 4];
    joined(order.iter().filter_map(|at| fields.get(*at).cloned()).collect(), " ")
}

fn joined(fields: Vec<String>, between: &str) -> String {
    let fields: Vec<&str> = fields.iter().map(|field| field.trim()).filter(|field| !field.is_empty()).collect();
    fields.join(between)
}

/// `19840611` as `1984-06-11`; others stay as they are.
fn date(text: &str) -> String {
    let day = text.split('T').next().unwrap_or_default();
    match (day.get(..4), day.get(4..6), day.get(6..8)) {
        (Some(year), Some(month), Some(date)) if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{year}-{month}-{date}")
        }
        _ => {
            if is_date(day) {
                day.to_owned()
            } else {
                text.to_owned()
            }
        }
    }
}

fn is_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(shape)
}
