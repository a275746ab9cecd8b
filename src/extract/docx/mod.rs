//! Not built yet.

use super::{ExtractError, Format, Source};
use crate::config::Limits;
use crate::document::Sink;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "docx", extensions: &["docx", "docm", "dotx", "dotm"], extract };

/// Pushes the content into the sink.
fn extract(_: &mut dyn Source, _: &Limits, _: &mut dyn Sink) -> Result<(), ExtractError> {
    Ok(())
}
