//! The report for spreadsheets: a line a problem, and one for each file that could not be read. It opens in Excel as it is
//! (UTF-8 with a byte order mark, CRLF), and no cell is taken for a formula.

use super::digest::is_member_of;
use super::{Options, Output, Report, ReportError, words};
use crate::finding::{Category, Confidence, FileReport, Status, Summary, Tool, Violation};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

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
        self.waiting.take().map_or(Ok(()), |row| self.row(&row))
    }

    fn row(&mut self, row: &Waiting) -> Result<(), ReportError> {
        let categories: Vec<_> = row.categories.iter().map(name).collect();
        let (subjects, categories) = (row.subjects.max(row.inner).to_string(), categories.join(" "));
        for violation in &row.violations {
            self.line([
                &row.client,
                &row.path,
                &violation.rule,
                &name(&violation.severity),
                &name(&violation.action),
                violation.target.as_deref().unwrap_or_default(),
                &violation.why,
                &subjects,
                &categories,
                &name(&row.status),
                &self.root(row.root),
            ])?;
        }
        Ok(())
    }

    /// The line of a file that no violation speaks of, but that was not read.
    fn unread(&mut self, file: &FileReport) -> Result<(), ReportError> {
        let row = Waiting::of(file);
        let categories: Vec<_> = row.categories.iter().map(name).collect();
        self.line([
            &row.client,
            &row.path,
            "",
            "",
            "",
            "",
            words::Reason::of(file).text(),
            &row.subjects.to_string(),
            &categories.join(" "),
            &name(&row.status),
            &self.root(row.root),
        ])
    }

    fn line(&mut self, cells: [&str; COLUMNS.len()]) -> Result<(), ReportError> {
        let cells = cells.map(harmless);
        self.output.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(failed)
    }

    fn root(&self, root: usize) -> String {
        self.roots.get(root).cloned().unwrap_or_default()
    }
}

impl Report for Csv {
    fn begin(&mut self, _tool: &Tool, roots: &[String]) -> Result<(), ReportError> {
        self.roots = roots.to_vec();
        self.output
            .write_record([format!("\u{feff}{}", COLUMNS[0]).as_str()].iter().chain(&COLUMNS[1..]))
            .map_err(failed)
    }

    fn file(&mut self, file: &FileReport) -> Result<(), ReportError> {
        if let Some(waiting) = &mut self.waiting {
            if waiting.holds(file) {
                waiting.adopt(file);
            } else {
                self.release()?;
            }
        }
        if file.violations.is_empty() {
            return if file.is_unread() { self.unread(file) } else { Ok(()) };
        }
        let row = Waiting::of(file);
        if self.waiting.is_some() {
            return self.row(&row);
        }
        self.waiting = Some(row);
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary) -> Result<(), ReportError> {
        self.release()?;
        Ok(self.output.flush()?)
    }
}

impl Waiting {
    fn of(file: &FileReport) -> Self {
        let mut row = Self {
            root: file.root,
            client: file.client.clone().unwrap_or_default(),
            path: file.path.clone(),
            status: file.status,
            violations: file.violations.clone(),
            subjects: file.subjects,
            inner: 0,
            categories: BTreeSet::new(),
        };
        row.take_categories(file);
        row
    }

    fn holds(&self, file: &FileReport) -> bool {
        file.root == self.root && file.container.as_deref().is_some_and(|container| is_member_of(container, &self.path))
    }

    fn adopt(&mut self, member: &FileReport) {
        self.inner = self.inner.saturating_add(member.subjects);
        self.take_categories(member);
    }

    fn take_categories(&mut self, file: &FileReport) {
        let sure = file.findings.iter().filter(|finding| finding.confidence >= Confidence::Medium);
        self.categories.extend(sure.map(|finding| finding.category));
    }
}

/// The name of a value in the JSON contract.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// `cell` with an apostrophe before anything that a spreadsheet would run: at its start, and after a separator or a line
/// break, because a program that splits at semicolons or tabs sees a cell begin there too.
fn harmless(cell: &str) -> Cow<'_, str> {
    let mut fresh = true;
    let mut marks = Vec::new();
    for (at, char) in cell.char_indices() {
        if fresh && runs(char) {
            marks.push(at);
        }
        fresh = matches!(char, ';' | '\t' | '\r' | '\n') || (fresh && (char.is_whitespace() || char == '"'));
    }
    if marks.is_empty() {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len() + marks.len());
    let mut from = 0;
    for at in marks {
        out.push_str(cell.get(from..at).unwrap_or_default());
        out.push('\'');
        from = at;
    }
    out.push_str(cell.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// Whether a spreadsheet takes a cell that starts so for a formula.
fn runs(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '\u{2212}')
}

fn failed(error: csv::Error) -> ReportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ReportError::Io(error),
        other => ReportError::Render(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let check = |cell: &str, want: &str| assert_eq!(harmless(cell), want);
        check("Acme - North/a+b=c.xlsx", "Acme - North/a+b=c.xlsx");
        check("=1+1", "'=1+1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("＝cmd", "'＝cmd");
        check("  -2", "  '-2");
        check("\t=1", "'\t'=1");
        check("a;=1", "a;'=1");
        check("a;\"=1", "a;\"'=1");
        check("a\r\n=1", "a\r'\n'=1");
        check("+44 7*** ****12", "'+44 7*** ****12");
    }
}
