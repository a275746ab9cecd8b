//! Where a piece of text stands, in words that a person finds again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Where a segment, cell or sample stands inside its file. The JSON forms are part of the report contract; read again, a
/// form is the first variant that has all its fields, so a variant stands before one with fewer of the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Locator {
    /// A line of plain text, 1-based.
    Line {
        /// Line number, 1-based.
        line: u64,
    },
    /// A cell of a sheet.
    Cell {
        /// Sheet name.
        sheet: Arc<str>,
        /// Cell reference, `C6`.
        cell: String,
    },
    /// A field of a database table.
    Record {
        /// Table name, with its schema where it has one.
        table: Arc<str>,
        /// Column name.
        column: Arc<str>,
        /// Row number, 1-based, in the order of reading.
        row: u32,
    },
    /// A field of a delimited text file.
    Field {
        /// Record number, 1-based, the header row included.
        row: u32,
        /// Column letters, `A` for the first.
        column: String,
    },
    /// A cell of a table in a text document.
    TableCell {
        /// Document part (`document`, `header`, `footnotes` ...).
        part: Arc<str>,
        /// Table number in that part, 1-based.
        table: u32,
        /// Row, 1-based.
        row: u32,
        /// Column, 1-based.
        column: u32,
    },
    /// A paragraph of a document part.
    Paragraph {
        /// Document part (`document`, `comments`, `header` ...).
        part: Arc<str>,
        /// Paragraph number in that part, 1-based.
        paragraph: u32,
    },
    /// A slide of a presentation.
    Slide {
        /// Slide number, 1-based.
        slide: u32,
        /// What of it, where it is not the slide itself: `notes`, `comments`.
        #[serde(skip_serializing_if = "Option::is_none")]
        part: Option<Arc<str>>,
    },
    /// A page of a document with fixed pages.
    Page {
        /// Page number, 1-based.
        page: u32,
    },
    /// A value in a tree of values.
    Pointer {
        /// RFC 6901 JSON pointer.
        pointer: String,
    },
    /// A part as a whole: `path`, `body`, `properties`.
    Part {
        /// Name of the part.
        part: Arc<str>,
    },
}

impl Locator {
    /// The file's own path.
    pub fn path() -> Self {
        Self::Part { part: "path".into() }
    }

    /// The same place with every name that stands in it (sheet, part) passed through `mask`.
    pub fn map_names(self, mask: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Cell { sheet, cell } => Self::Cell { sheet: mask(&sheet).into(), cell },
            // A part's name may have a sheet's in it: `comment Delegates!C6`.
            Self::Part { part } => Self::Part { part: mask(&part).into() },
            Self::Paragraph { part, paragraph } => Self::Paragraph { part: mask(&part).into(), paragraph },
            Self::Slide { slide, part } => Self::Slide { slide, part: part.map(|part| mask(&part).into()) },
            Self::TableCell { part, table, row, column } => {
                Self::TableCell { part: mask(&part).into(), table, row, column }
            }
            Self::Pointer { pointer } => Self::Pointer { pointer: mask(&pointer) },
            Self::Record { table, column, row } => {
                Self::Record { table: mask(&table).into(), column: mask(&column).into(), row }
            }
            other => other,
        }
    }
}

/// For people: "sheet Delegates, cell C6".
impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { line } => write!(f, "line {line}"),
            Self::Cell { sheet, cell } => write!(f, "sheet {sheet}, cell {cell}"),
            Self::Field { row, column } => write!(f, "column {column}, row {row}"),
            Self::TableCell { part, table, row, column } => {
                write!(f, "{part}, table {table}, row {row}, column {column}")
            }
            Self::Paragraph { part, paragraph } => write!(f, "{part}, paragraph {paragraph}"),
            Self::Slide { slide, part: None } => write!(f, "slide {slide}"),
            Self::Slide { slide, part: Some(part) } => write!(f, "slide {slide}, {part}"),
            Self::Page { page } => write!(f, "page {page}"),
            Self::Pointer { pointer } => write!(f, "at {pointer}"),
            Self::Record { table, column, row } => write!(f, "table {table}, column {column}, row {row}"),
            Self::Part { part } if &**part == "path" => write!(f, "file name or folder"),
            Self::Part { part } => write!(f, "{part}"),
        }
    }
}

/// Where a table stands; with a row and a column it gives the [`Locator`] of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TablePlace {
    /// A sheet of a workbook.
    Sheet {
        /// Sheet name.
        sheet: Arc<str>,
    },
    /// A delimited text file.
    Delimited,
    /// A table in a text document.
    Document {
        /// Document part.
        part: Arc<str>,
        /// Table number in that part, 1-based.
        table: u32,
    },
    /// A table of a database, or of records alike. Its row 1 holds the names of the columns.
    Records {
        /// Table name, with its schema where it has one.
        table: Arc<str>,
        /// Column names, by column.
        columns: Arc<[Arc<str>]>,
    },
}

impl TablePlace {
    /// The locator of the cell at `row` (1-based) and `column` (0-based).
    pub fn cell(&self, row: u32, column: u32) -> Locator {
        match self {
            Self::Sheet { sheet } => {
                Locator::Cell { sheet: sheet.clone(), cell: format!("{}{row}", column_letters(column)) }
            }
            Self::Delimited => Locator::Field { row, column: column_letters(column) },
            Self::Document { part, table } => {
                Locator::TableCell { part: part.clone(), table: *table, row, column: column.saturating_add(1) }
            }
            Self::Records { table, columns } => {
                let named = usize::try_from(column).ok().and_then(|column| columns.get(column)).cloned();
                let column = named.unwrap_or_else(|| column_letters(column).into());
                Locator::Record { table: table.clone(), column, row: row.saturating_sub(1) }
            }
        }
    }
}

/// Spreadsheet letters of a 0-based column: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_follow_spreadsheets() {
        for (column, want) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_letters(column), want);
        }
    }

    #[test]
    fn json_is_the_contract() {
        let check = |locator: Locator, want: &str| {
            assert_eq!(serde_json::to_string(&locator).unwrap(), want);
            assert_eq!(serde_json::from_str::<Locator>(want).unwrap(), locator);
        };
        check(Locator::Line { line: 12 }, r#"{"line":12}"#);
        check(TablePlace::Delimited.cell(17, 2), r#"{"row":17,"column":"C"}"#);
        check(TablePlace::Sheet { sheet: "Delegates".into() }.cell(6, 2), r#"{"sheet":"Delegates","cell":"C6"}"#);
        check(
            TablePlace::Document { part: "document".into(), table: 1 }.cell(2, 2),
            r#"{"part":"document","table":1,"row":2,"column":3}"#,
        );
        check(Locator::Paragraph { part: "comments".into(), paragraph: 3 }, r#"{"part":"comments","paragraph":3}"#);
        check(Locator::Slide { slide: 2, part: None }, r#"{"slide":2}"#);
        check(Locator::Slide { slide: 2, part: Some("notes".into()) }, r#"{"slide":2,"part":"notes"}"#);
        check(Locator::Page { page: 4 }, r#"{"page":4}"#);
        check(Locator::Pointer { pointer: "/a/0".into() }, r#"{"pointer":"/a/0"}"#);
        let records = TablePlace::Records { table: "dbo.Users".into(), columns: ["Email".into()].into() };
        check(records.cell(18, 0), r#"{"table":"dbo.Users","column":"Email","row":17}"#);
        check(Locator::path(), r#"{"part":"path"}"#);
    }
}
