//! RTF: read as a stream of tokens. Deleted and hidden text is text; properties, comments and their authors, headers,
//! footnotes, text boxes, field codes and embedded objects are read beside it.

mod fonts;
mod lexer;
mod objects;
mod reader;
mod words;

#[cfg(test)]
mod tests;

use super::{ExtractError, Format, Options, Source};
use crate::document::Sink;
use lexer::Lexer;
use reader::Reader;
use std::io::SeekFrom;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "rtf", extensions: &["rtf"], isolated: false, extract };

/// Pushes the text; embedded objects last, since they may have tables of their own.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    source.seek(SeekFrom::Start(0))?;
    let mut lexer = Lexer::new(source, options.limits.seconds);
    let mut reader = Reader::new(&options.limits, sink);
    let result = reader.read(&mut lexer);
    if matches!(result, Err(ExtractError::Stopped)) {
        return result;
    }
    let objects = reader.finish()?;
    objects.push(options, sink)?;
    result
}
