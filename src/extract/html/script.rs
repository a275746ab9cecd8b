//! Scripts: data in JSON is read as such, code is not.

use super::emit::Tag;
use super::reader::{Reader, Taking};
use crate::document::{Cell, Flow, Member, Role, Segment, Sink, TablePlace};
use crate::extract::ExtractError;
use crate::extract::embedded::embedded;
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::Cursor;

/// Bytes of a data script that are read.
const LONGEST: usize = 8 << 20;
/// Bytes of code that are kept to see whether it is data.
const CODE: usize = 64 << 10;

/// A script that is being read.
pub(super) struct Script {
    text: String,
    /// Its type says that it is JSON.
    is_data: bool,
    cut: bool,
}

impl Script {
    pub(super) fn new(tag: &Tag) -> Self {
        let kind = tag.attribute("type").unwrap_or_default();
        let is_data = kind.contains("json") || tag.attribute("id").is_some_and(|id| id.ends_with("_DATA__"));
        Self { text: String::new(), is_data, cut: false }
    }

    pub(super) fn add(&mut self, text: &str) {
        let most = if self.is_data { LONGEST } else { CODE };
        if self.text.len() + text.len() <= most {
            self.text.push_str(text);
        } else {
            self.cut |= self.is_data;
        }
    }
}

impl Reader<'_> {
    /// The script is over: its data is pushed, or waits for the end of the table.
    pub(super) fn end_script(&mut self) -> Result<(), ExtractError> {
        let Taking::Script(script) = std::mem::replace(&mut self.taking, Taking::Text) else { return Ok(()) };
        if script.cut {
            let detail = format!("a script with more than {LONGEST} bytes of data was not read whole");
            self.sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitBytes, detail));
        }
        let text = script.text.trim();
        if script.is_data && !text.is_empty() {
            let held: usize = self.scripts.iter().map(String::len).sum();
            if held + text.len() > 2 * LONGEST {
                let detail = "a script inside a table was not read: too many wait for its end";
                self.sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitMemory, detail));
            } else {
                self.scripts.push(text.to_owned());
            }
        }
        self.push_scripts()
    }

    /// Pushes the data of all scripts, unless a table is open.
    pub(super) fn push_scripts(&mut self) -> Result<(), ExtractError> {
        if self.tables.last().is_some_and(super::table::Table::is_begun) {
            return Ok(());
        }
        for script in std::mem::take(&mut self.scripts) {
            let mut machine = Machine(&mut *self.sink);
            embedded("script data.json", &mut Cursor::new(script.as_bytes()), self.options, &mut machine)?;
        }
        Ok(())
    }

    /// Pushes who wrote and changed a page that Office saved, out of the comment in which it says so; gives the rest of it.
    pub(super) fn take_authors(&mut self, comment: &str) -> Result<String, ExtractError> {
        let mut rest = comment.to_owned();
        for name in ["o:Author", "o:LastAuthor"] {
            let (open, close) = (format!("<{name}>"), format!("</{name}>"));
            let Some((before, after)) = rest.split_once(&open) else { continue };
            let Some((author, after)) = after.split_once(&close) else { continue };
            self.property(Role::Author, &super::plain(author))?;
            rest = format!("{before}{after}");
        }
        Ok(rest)
    }
}

/// Says of all text that programs wrote it for themselves.
struct Machine<'s>(&'s mut dyn Sink);

impl Sink for Machine<'_> {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        self.0.segment(segment.with_role(Role::Machine))
    }

    fn begin_table(&mut self, place: TablePlace) -> Flow {
        self.0.begin_table(place)
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        self.0.row(row, cells)
    }

    fn end_table(&mut self) -> Flow {
        self.0.end_table()
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        self.0.member(member)
    }

    fn incident(&mut self, incident: Incident) {
        self.0.incident(incident);
    }
}
