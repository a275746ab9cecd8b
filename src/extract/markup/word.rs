//! Word documents saved as one XML file: of 2003, and packages written flat.

use super::properties::Properties;
use super::say_replaced;
use crate::document::Sink;
use crate::extract::xml::Scanner;
use crate::extract::{ExtractError, Options, Source, docx};
use std::io::SeekFrom;

/// Pushes the text, then the properties. Both stand in one stream: it is read twice.
pub(super) fn read(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let depth = options.limits.xml_depth;
    let mut scanner = Scanner::new(&mut *source, depth);
    let result = docx::read_flat(&mut scanner, &options.limits, sink);
    say_replaced(&scanner, sink);
    drop(scanner);
    if matches!(result, Err(ExtractError::Stopped)) {
        return result;
    }
    source.seek(SeekFrom::Start(0))?;
    match Properties::read(&mut Scanner::new(source, depth), sink) {
        Err(ExtractError::Stopped) => Err(ExtractError::Stopped),
        // The fault is the same as the first time.
        _ => result,
    }
}
