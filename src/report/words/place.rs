//! Where a sample stands, in words that a person finds again.

use super::look::look;
use crate::document::Locator;

/// The exact place: "sheet Delegates, cell C6"; with where to click, if it does not show at once.
pub(in crate::report) fn place(locator: &Locator) -> String {
    seen(locator, exact(locator))
}

/// The neighbourhood that several samples of one finding share: "sheet Delegates, column C"; empty where that is just the
/// running text.
pub(in crate::report) fn area(locator: &Locator) -> String {
    seen(locator, around(locator))
}

fn seen(locator: &Locator, place: String) -> String {
    match look(locator) {
        Some(how) => format!("{place} (to see it: {how})"),
        None => place,
    }
}

fn exact(locator: &Locator) -> String {
    match locator {
        Locator::Part { part } => part_name(part).into(),
        Locator::Paragraph { part, paragraph } if &**part == "document" => format!("paragraph {paragraph}"),
        Locator::Paragraph { part, paragraph } => format!("{}, paragraph {paragraph}", part_name(part)),
        Locator::TableCell { part, table, row, column } if &**part == "document" => {
            format!("table {table}, row {row}, column {column}")
        }
        other => other.to_string(),
    }
}

fn around(locator: &Locator) -> String {
    match locator {
        Locator::Cell { sheet, cell } => {
            format!("sheet {sheet}, column {}", cell.trim_end_matches(|at: char| at.is_ascii_digit()))
        }
        Locator::Field { column, .. } => format!("column {column}"),
        Locator::TableCell { part, table, column, .. } if &**part == "document" => {
            format!("table {table}, column {column}")
        }
        Locator::TableCell { part, table, column, .. } => {
            format!("{}, table {table}, column {column}", part_name(part))
        }
        Locator::Paragraph { part, .. } if &**part == "document" => String::new(),
        Locator::Line { .. } => String::new(),
        Locator::Record { table, column, .. } => format!("table {table}, column {column}"),
        Locator::Slide { .. } | Locator::Page { .. } | Locator::Pointer { .. } => locator.to_string(),
        Locator::Paragraph { part, .. } | Locator::Part { part } => part_name(part).into(),
    }
}

fn part_name(part: &str) -> &str {
    match part {
        "path" => "file or folder name",
        "document" => "text",
        "body" => "message text",
        "properties" => "file properties",
        "header" | "headers" => "page header",
        "footer" | "footers" => "page footer",
        other => other,
    }
}
