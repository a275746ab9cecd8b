//! Jupyter notebooks (nbformat 3 and 4): what people wrote, and what came out.

use super::parser::Handler;
use crate::document::{CellKind, Locator, Role, Segment, Sink};
use crate::extract::{ExtractError, Options, heed, html};
use std::sync::Arc;

/// Bytes of one cell or output that are held; a longer one is pushed in pieces.
const LONGEST: usize = 4 << 20;

/// Reads the cells one after the other.
pub(super) struct Notebook<'s> {
    options: &'s Options,
    sink: &'s mut dyn Sink,
    /// The names that lead to the value; empty for a list's elements.
    path: Vec<String>,
    key: Option<String>,
    cell: u32,
    /// Text that is being gathered, and where it belongs.
    text: String,
    place: Option<Place>,
    /// The output is also there as HTML, which is a table where the text is none.
    has_html: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Source,
    Output,
    OutputHtml,
    Author,
    Machine,
}

impl<'s> Notebook<'s> {
    pub(super) fn new(options: &'s Options, sink: &'s mut dyn Sink) -> Self {
        let (path, text) = (Vec::new(), String::new());
        Self { options, sink, path, key: None, cell: 0, text, place: None, has_html: false }
    }

    /// Where a value at that path belongs; none for pictures and what the program needs for itself.
    fn place(&self, key: &str) -> Option<Place> {
        let inside = |name: &str| self.path.iter().any(|step| step == name);
        let names = || self.path.iter().map(String::as_str).chain([key]).filter(|name| !name.is_empty());
        let last = names().next_back()?;
        if inside("outputs") {
            return match last {
                "text/html" => Some(Place::OutputHtml),
                "text" | "text/plain" if self.has_html => None,
                "text" | "text/plain" | "text/markdown" | "text/latex" | "evalue" | "traceback" => Some(Place::Output),
                _ => None,
            };
        }
        match last {
            "source" | "input" => Some(Place::Source),
            "name" if inside("authors") => Some(Place::Author),
            "image/png" | "image/jpeg" | "image/svg+xml" | "id" | "cell_type" => None,
            _ => Some(Place::Machine),
        }
    }

    fn take(&mut self, text: &str, key: &str) -> Result<(), ExtractError> {
        let place = self.place(key);
        if place != self.place {
            self.push()?;
            self.place = place;
        }
        if place.is_none() {
            return Ok(());
        }
        if self.text.len() + text.len() > LONGEST {
            self.push()?;
        }
        self.text.push_str(text);
        Ok(())
    }

    /// Pushes what was gathered, a line a paragraph.
    fn push(&mut self) -> Result<(), ExtractError> {
        let text = std::mem::take(&mut self.text);
        let Some(place) = self.place.filter(|_| !text.trim().is_empty()) else { return Ok(()) };
        let part = match place {
            Place::Output | Place::OutputHtml => format!("cell {}, output", self.cell),
            Place::Source => format!("cell {}", self.cell),
            Place::Author | Place::Machine => "notebook properties".to_owned(),
        };
        if place == Place::OutputHtml {
            return html::push(&mut text.as_bytes(), &part, self.options, &mut *self.sink);
        }
        let role = match place {
            Place::Author => Role::Author,
            Place::Machine => Role::Machine,
            _ => Role::Body,
        };
        let part: Arc<str> = part.into();
        for (number, line) in (1u32..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let locator = Locator::Paragraph { part: part.clone(), paragraph: number };
            heed(self.sink.segment(Segment::new(line, locator).with_role(role)))?;
        }
        Ok(())
    }

    fn is_cell(&self) -> bool {
        self.path.len() >= 2 && self.path.iter().rev().nth(1).is_some_and(|name| name == "cells")
    }
}

impl Handler for Notebook<'_> {
    fn key(&mut self, name: &str) {
        self.key = Some(name.to_owned());
    }

    fn begin(&mut self, is_list: bool) -> Result<(), ExtractError> {
        let key = self.key.take().unwrap_or_default();
        self.has_html &= key != "data" && (is_list || !key.is_empty());
        self.path.push(key);
        if self.is_cell() {
            self.push()?;
            self.place = None;
            self.cell = self.cell.saturating_add(1);
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ExtractError> {
        self.push()?;
        self.place = None;
        self.path.pop();
        Ok(())
    }

    fn value(&mut self, kind: CellKind, text: &str) -> Result<(), ExtractError> {
        let key = self.key.take();
        // A member of its own is complete; an element of a list is one line of many.
        if kind == CellKind::Text && !text.is_empty() {
            self.take(text, key.as_deref().unwrap_or_default())?;
        }
        if key.is_some() {
            self.push()?;
            self.place = None;
        }
        if self.path.iter().any(|name| name == "text/html") || key.as_deref() == Some("text/html") {
            self.has_html = true;
        }
        Ok(())
    }

    fn piece(&mut self, text: &str, last: bool) -> Result<(), ExtractError> {
        let key = self.key.clone().unwrap_or_default();
        self.take(text, &key)?;
        if last { self.value(CellKind::Text, "") } else { Ok(()) }
    }

    fn close(&mut self) -> Result<(), ExtractError> {
        self.push()?;
        (self.place, self.key) = (None, None);
        self.path.clear();
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExtractError> {
        self.close()
    }

    fn sink(&mut self) -> &mut dyn Sink {
        self.sink
    }
}
