//! Not built yet.

use super::{ExtractError, Source};
use crate::config::Limits;
use crate::document::Sink;

/// Pushes the content into the sink.
pub(crate) fn extract(_: &mut dyn Source, _: &Limits, _: &mut dyn Sink) -> Result<(), ExtractError> {
    Ok(())
}
