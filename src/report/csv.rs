//! The report for spreadsheets: a line a problem, and one for each file that could not be read. It opens in Excel as it is
//! (UTF-8 with a byte order mark, CRLF), and no cell is taken for a formula.

use super::{Options, Output, Report, ReportError, words};
use crate::finding::{Category, Confidence, FileReport, Severity, Status, Summary, Tool, UNVERIFIABLE, Violation};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Violations that wait for the members of their file.
const WAITING: usize = 1_000;
/// The first line.
const COLUMNS: [&str; 11] =
    ["client", "path", "rule", "severity", "action", "target", "why", "subjects", "categories", "status", "root"];

/// Writes it.
pub(crate) struct Csv {
    output: csv::Writer<Output>,
    roots: Vec<String>,
    waiting: Option<Waiting>,
}

/// A file whose members may still add to its categories and people.
struct Waiting {
    root: usize,
    client: String,
    path: String,
    status: Status,
    violations: Vec<Violation>,
    subjects: u64,
    inner: u64,
    categories: BTreeSet<Category>,
}

impl Csv {
    /// A report into `output`.
    pub(crate) fn new(output: Output, _options: &Options) -> Self {
        let output = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(output);
        Self { output, roots: Vec::new(), waiting: None }
    }

    fn release(&mut self) -> Result<(), ReportError> {
        let Some(file) = self.waiting.take() else { return Ok(()) };
        let categories: Vec<_> = file.categories.iter().map(|category| name(category)).collect();
        let (subjects, categories) = (file.subjects.max(file.inner).to_string(), categories.join(" "));
        for violation in &file.violations {
            self.line([
                &file.client,
                &file.path,
                &violation.rule,
                &name(&violation.severity),
                &name(&violation.action),
                violation.target.as_deref().unwrap_or_default(),
                &violation.why,
                &subjects,
                &categories,
                &name(&file.status),
                &self.root(file.root),
            ])?;
        }
        Ok(())
    }

    fn line(&mut self, cells: [&str; COLUMNS.len()]) -> Result<(), ReportError> {
        self.output.write_record(cells.map(|cell| harmless(cell).into_owned())).map_err(failed)
    }

    fn root(&self, root: usize) -> String {
        self.roots.get(root).cloned().unwrap_or_default()
    }
}

impl Report for Csv {
    fn begin(&mut self, _tool: &Tool, roots: &[String]) -> Result<(), ReportError> {
        self.roots = roots.to_vec();
        Ok(())
    }

    fn file(&mut self, file: &FileReport) -> Result<(), ReportError> {
        todo!()
    }

    fn finish(&mut self, _summary: &Summary) -> Result<(), ReportError> {
        self.release()?;
        Ok(self.output.flush()?)
    }
}
