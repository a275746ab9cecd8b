//! HTML, also what Word and Excel save as such: paragraphs, tables as tables, headings, forms, the attributes that people
//! read, comments, what is hidden. A stream in bounded memory; no page is ever fetched and no script run.

mod attributes;
mod charset;
mod emit;
mod feed;
mod names;
mod reader;
mod script;
mod table;

use super::encoding::Decoder;
use super::{ExtractError, Format, Options, Source};
use crate::document::{Cell, Flow, Segment, Sink, TablePlace};
use crate::incident::Incident;
use emit::Emit;
use feed::Feed;
use html5gum::{IoReader, Tokenizer};
use reader::Reader;
use std::io::{Read, SeekFrom};
use std::ops::ControlFlow;

#[cfg(test)]
mod tests;

/// Bytes at the front in which a page may declare its encoding.
const HEAD: u64 = 64 << 10;

/// Its line in the table of formats.
pub(super) const FORMAT: Format =
    Format { name: "html", extensions: &["html", "htm", "xhtml", "xht", "shtml"], isolated: false, extract };

/// Pushes the page.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut head = Vec::new();
    source.take(HEAD).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    let mut decoder = Decoder::hinted(source, charset::declared(&head));
    let result = push(&mut Feed::new(&mut decoder), "document", options, sink);
    if let Some(incident) = decoder.incident() {
        sink.incident(incident);
    }
    result
}

/// Pushes HTML that comes as UTF-8, with its places in `part`: the body of a mail.
pub(crate) fn push(
    input: &mut dyn Read,
    part: &str,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    tokenize(input, Reader::new(part, options, sink))
}

fn tokenize(input: &mut dyn Read, reader: Reader<'_>) -> Result<(), ExtractError> {
    // The tokenizer stops at the first token: only a fault is one.
    match Tokenizer::new_with_emitter(IoReader::new(input), Emit::new(reader)).next() {
        None => Ok(()),
        Some(Ok(fault)) => Err(fault),
        Some(Err(error)) => Err(error.into()),
    }
}

/// The text of a piece of HTML: a line a paragraph, a tab between the cells of a row.
pub(crate) fn to_text(html: &str) -> String {
    let mut plain = Plain::default();
    // What cannot be read of it is read as far as it goes: there is no place for an incident here.
    let _ = push(&mut html.as_bytes(), "body", &Options::default(), &mut plain);
    plain.0
}

/// The same for what stands in a page: a comment, an attribute.
fn plain(html: &str) -> String {
    let options = Options::default();
    let mut plain = Plain::default();
    let _ = tokenize(&mut html.as_bytes(), Reader::new("body", &options, &mut plain).inner());
    plain.0
}

/// Gathers text only.
#[derive(Default)]
struct Plain(String);

impl Plain {
    fn line(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }
}

impl Sink for Plain {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        if segment.offset == 0 {
            self.line();
        }
        self.0.push_str(segment.text);
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, _: TablePlace) -> Flow {
        ControlFlow::Continue(())
    }

    fn row(&mut self, _: u32, cells: &[Cell<'_>]) -> Flow {
        self.line();
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.0.push('\t');
            }
            self.0.push_str(cell.text);
        }
        ControlFlow::Continue(())
    }

    fn end_table(&mut self) -> Flow {
        ControlFlow::Continue(())
    }

    fn incident(&mut self, _: Incident) {}
}
