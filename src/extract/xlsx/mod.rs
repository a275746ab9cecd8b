//! XLSX, XLSM, XLTX.

use super::package::Package;
use super::{ExtractError, Format, Source};
use crate::config::Limits;
use crate::document::Sink;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "xlsx", extensions: &["xlsx", "xlsm", "xltx", "xltm"], extract };

fn extract(source: &mut dyn Source, limits: &Limits, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let _package = Package::open(source, limits, sink)?;
    Ok(())
}
