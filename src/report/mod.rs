//! Reports of a scan: what a person, a spreadsheet or a program is told. A [`Report`] hears the rows as they stream out in
//! walk order and keeps no more of them than it can show; nothing here is printed, every report writes to the writer it was
//! given. A new report is one file beside this one and one line in the table of [`Format`].

mod clean;
mod csv;
mod digest;
mod html;
pub mod json;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use clean::shown;

use crate::finding::{FileReport, Summary, Tool};
use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

/// Receives a scan: [`Report::begin`] once, [`Report::file`] for each row in walk order (a container before its members),
/// [`Report::finish`] once. Only then is the report complete and flushed.
pub trait Report {
    /// Which nought scans which roots (the paths as given).
    fn begin(&mut self, tool: &Tool, roots: &[String]) -> Result<(), ReportError>;

    /// The next row.
    fn file(&mut self, file: &FileReport) -> Result<(), ReportError>;

    /// All rows have passed, or the run was cut short (`summary.run.complete` tells).
    fn finish(&mut self, summary: &Summary) -> Result<(), ReportError>;
}

/// Where a report goes.
pub type Output = Box<dyn Write + Send>;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The writer, or the temporary file that holds rows back, failed.
    #[error("the report could not be written: {0}")]
    Io(#[from] io::Error),
    /// The data did not fit the format: a fault in nought.
    #[error("the report could not be put together: {0}")]
    Render(String),
}

impl ReportError {
    /// Whether the reader of a pipe went away (`nought scan | head`): no reason for a message.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// How a report should look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether the terminal shows colours; the caller has asked it and `NO_COLOR`.
    pub color: bool,
    /// Most rows to act on that a report for people lists; it says what it left out.
    pub rows: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 100, color: false, rows: 20_000 }
    }
}

/// Declares [`Format`] and its table in one: a line a report.
macro_rules! formats {
    ($($variant:ident, $name:literal, $open:path, $about:literal;)*) => {
        /// The reports that `scan` can write.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Format {
            $(#[doc = $about] $variant,)*
        }

        impl Format {
            /// All of them, the one for the terminal first.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name on the command line.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it is for, in one line.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }

            fn opener(self) -> fn(Output, &Options) -> Box<dyn Report + Send> {
                match self { $(Self::$variant => |output, options| Box::new($open(output, options)),)* }
            }
        }
    };
}

formats! {
    Text, "text", text::Text::new, "Tables for the terminal.";
    Json, "json", json::Json::new, "Everything, for programs; docs/report.schema.json describes it.";
    Html, "html", html::Html::new, "One page for managers; needs nothing but a browser.";
    Csv, "csv", csv::Csv::new, "A line a problem, for a spreadsheet.";
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.into()))
    }
}

/// No report goes by this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no report format {0:?}")]
pub struct UnknownFormat(String);

/// Starts a report into `output`.
pub fn open(format: Format, output: Output, options: &Options) -> Box<dyn Report + Send> {
    format.opener()(output, options)
}
