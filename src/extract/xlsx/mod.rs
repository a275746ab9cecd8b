//! XLSX, XLSM, XLTX: every sheet in workbook order, hidden ones too, then what else people write into a workbook.
//!
//! Sheets are read as a stream; only the shared strings are held, under a cap. A part that is broken costs that part alone.

// What the older workbooks share is open to their readers.
pub(super) mod headers;
mod hidden;
pub(super) mod notes;
pub(super) mod number;
mod pivots;
mod plain;
mod reference;
pub(super) mod rows;
pub(super) mod sheet;
pub(super) mod strings;
pub(super) mod styles;
mod workbook;

use super::package::{Embeddings, Package};
use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Locator, Role, Segment, Sink};
use notes::Notes;
pub(super) use number::plain_number;
use rows::Budget;
use sheet::SheetContext;
use std::sync::Arc;
use workbook::Workbook;

/// Its line in the table of formats.
pub(super) const FORMAT: Format =
    Format { name: "xlsx", extensions: &["xlsx", "xlsm", "xltx", "xltm"], isolated: false, extract };

fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let limits = &options.limits;
    let mut package = Package::open(source, limits, sink)?;
    let workbook = Workbook::read(&mut package, sink)?;
    let arena = strings::read(&mut package, workbook.part("sharedStrings"), limits, sink)?;
    let strings = arena.strings();
    let styles = styles::read(&mut package, workbook.part("styles"), sink)?;
    let mut budget = Budget::new(limits);
    let mut notes = Notes::new(&package);
    for sheet in &workbook.sheets {
        let context =
            SheetContext { name: &sheet.name, strings: &strings, styles: &styles, date1904: workbook.date1904 };
        // Sheets are called after people, too.
        let name = Segment::new(&sheet.name, Locator::Part { part: "sheet name".into() });
        heed(sink.segment(name.with_role(Role::Heading)))?;
        let links = sheet::read(&mut package, &sheet.part, context, &mut budget, sink)?;
        notes.push_related(&mut package, sheet, &links, sink)?;
    }
    let sheets = workbook.sheets.iter().map(|sheet| (&sheet.name, &*sheet.part));
    super::chart::workbook::push(&mut package, sheets, limits, sink)?;
    notes.push_rest(&mut package, sink)?;
    pivots::push(&mut package, limits, sink)?;
    if !budget.is_spent() {
        hidden::leftover(&strings, sink)?;
    }
    Embeddings::default().push_rest(&mut package, options, sink)?;
    package.push_properties(sink)
}

/// A sheet of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sheet {
    name: Arc<str>,
    part: String,
}

#[cfg(test)]
mod tests;
