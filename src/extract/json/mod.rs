//! JSON, JSON lines and Jupyter notebooks, as streams. Arrays of objects are tables; what is no longer valid is read as text.

mod notebook;
mod parser;

use super::encoding::Decoder;
use super::input::Input;
use super::text::Lines;
use super::tree::{Style, Tree};
use super::{ExtractError, Format, Options, Source, heed};
use crate::config::Limits;
use crate::document::{Cell, CellKind, Flow, Segment, Sink, TablePlace};
use crate::incident::{Incident, IncidentKind, Stage};
use notebook::Notebook;
use parser::{Fault, Handler, Parser};
use std::io::Cursor;
use std::ops::ControlFlow;

#[cfg(test)]
mod tests;

/// Characters at the front that must be valid.
const PROBE: usize = 4 << 10;

/// Its line in the table of formats.
pub(super) const FORMAT: Format =
    Format { name: "json", extensions: &["json", "ndjson", "jsonl", "geojson", "jsonld"], isolated: false, extract };

/// The line of Jupyter notebooks.
pub(super) const NOTEBOOK: Format =
    Format { name: "ipynb", extensions: &["ipynb"], isolated: false, extract: extract_notebook };

/// Pushes the tree of values.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    read(source, &options.limits, &mut Values::new(&options.limits, sink))
}

/// Pushes the cells of a notebook, their outputs after each.
fn extract_notebook(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    read(source, &options.limits, &mut Notebook::new(options, sink))
}

/// The name of the format that a text begins, if its first characters are valid in it.
pub(super) fn guess(text: &str, extension: &str) -> Option<&'static str> {
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let front = text.get(..text.floor_char_boundary(PROBE)).unwrap_or_default();
    let limits = Limits::default();
    let mut bytes = Cursor::new(front.as_bytes());
    let mut deaf = Deaf;
    let mut values = Values::new(&limits, &mut deaf);
    let outcome = Parser::new(Input::new(Decoder::new(&mut bytes)), limits.xml_depth).run(&mut values);
    let valid = match outcome {
        Ok(()) => true,
        Err(Fault::Truncated) => front.len() < text.len() || front.len() > 16 || extension == "json",
        Err(_) => false,
    };
    let is_notebook = extension == "ipynb"
        || (front.contains("\"cells\"") && (front.contains("\"nbformat\"") || front.contains("\"cell_type\"")));
    valid.then_some(if is_notebook { "ipynb" } else { "json" })
}

/// Runs the parser; what is not valid is read as text: a line of its own among lines that are, else all that follows.
fn read(source: &mut dyn Source, limits: &Limits, handler: &mut dyn Handler) -> Result<(), ExtractError> {
    let mut parser = Parser::new(Input::new(Decoder::new(source)), limits.xml_depth);
    let mut odd_lines = 0u64;
    let result = loop {
        let fault = match parser.run(handler) {
            Ok(()) => break Ok(()),
            Err(Fault::Extract(ExtractError::Stopped)) => return Err(ExtractError::Stopped),
            Err(fault) => fault,
        };
        handler.close()?;
        let line = parser.input.line();
        match fault {
            Fault::Invalid if parser.values > 0 => {
                odd_lines += 1;
                rest_of_line(&mut parser, handler.sink())?;
                parser.forget();
            }
            Fault::Invalid => {
                handler.finish()?;
                rest_as_text(&mut parser, handler.sink())?;
                let detail = format!("is not valid JSON in line {line}: from there on it was read as text");
                break Err(ExtractError::Corrupt(detail));
            }
            Fault::Deep => {
                handler.finish()?;
                rest_as_text(&mut parser, handler.sink())?;
                let detail = format!("values are nested deeper than {}: the rest was read as text", limits.xml_depth);
                break Err(ExtractError::Limit { kind: IncidentKind::LimitDepth, detail });
            }
            Fault::Truncated => break Err(ExtractError::Truncated("ends inside a value".into())),
            Fault::Extract(error) => break Err(error),
        }
    };
    handler.finish()?;
    let odd = (odd_lines > 0).then(|| {
        let detail = format!("{odd_lines} line(s) are not valid JSON and were read as text");
        Incident::new(Stage::Extract, IncidentKind::Corrupt, detail)
    });
    for incident in odd.into_iter().chain(parser.input.incident()) {
        handler.sink().incident(incident);
    }
    result
}

fn rest_of_line(parser: &mut Parser<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let input = &mut parser.input;
    let mut lines = Lines::from_line(input.line());
    lines.append(&std::mem::take(&mut parser.odd));
    loop {
        let (text, ended) = input.take_line()?;
        lines.append(&text);
        heed(lines.push(sink, ended))?;
        if ended {
            return Ok(());
        }
    }
}

fn rest_as_text(parser: &mut Parser<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let input = &mut parser.input;
    let mut lines = Lines::from_line(input.line());
    lines.append(&std::mem::take(&mut parser.odd));
    loop {
        let text = input.take_rest();
        lines.append(&text);
        heed(lines.push(sink, false))?;
        if !input.fill()? {
            return heed(lines.push(sink, true));
        }
    }
}

/// Hands values on to a tree.
struct Values<'s> {
    tree: Tree<'s>,
    /// Where the step to the value that is being read begins.
    from: Option<usize>,
    /// Characters of the long string that were pushed.
    offset: u64,
}

impl<'s> Values<'s> {
    fn new(limits: &Limits, sink: &'s mut dyn Sink) -> Self {
        Self { tree: Tree::new(Style::Json, limits, sink), from: None, offset: 0 }
    }

    fn from(&mut self) -> usize {
        let tree = &mut self.tree;
        self.from.take().unwrap_or_else(|| tree.step(""))
    }
}

impl Handler for Values<'_> {
    fn key(&mut self, name: &str) {
        self.from = Some(self.tree.step(name));
    }

    fn begin(&mut self, is_list: bool) -> Result<(), ExtractError> {
        let from = self.from();
        self.tree.begin(from, is_list);
        Ok(())
    }

    fn end(&mut self) -> Result<(), ExtractError> {
        self.tree.end()
    }

    fn value(&mut self, kind: CellKind, text: &str) -> Result<(), ExtractError> {
        let from = self.from();
        self.tree.value(from, kind, text)
    }

    fn piece(&mut self, text: &str, last: bool) -> Result<(), ExtractError> {
        let from = self.from();
        self.tree.piece(text, self.offset)?;
        self.offset += text.chars().count() as u64;
        if last {
            self.offset = 0;
            self.tree.back(from);
        } else {
            self.from = Some(from);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), ExtractError> {
        if let Some(from) = self.from.take() {
            self.tree.back(from);
        }
        self.offset = 0;
        while self.tree.depth() > 0 {
            self.tree.end()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExtractError> {
        self.tree.finish()
    }

    fn sink(&mut self) -> &mut dyn Sink {
        self.tree.sink()
    }
}

/// Hears nothing: for a look at what something is.
struct Deaf;

impl Sink for Deaf {
    fn segment(&mut self, _: Segment<'_>) -> Flow {
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, _: TablePlace) -> Flow {
        ControlFlow::Continue(())
    }

    fn row(&mut self, _: u32, _: &[Cell<'_>]) -> Flow {
        ControlFlow::Continue(())
    }

    fn end_table(&mut self) -> Flow {
        ControlFlow::Continue(())
    }

    fn incident(&mut self, _: Incident) {}
}
