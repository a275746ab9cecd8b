//! The report for the terminal: clients worst first, then each file to act on with what, why and what to do, then what was
//! not read, and a last line that says how it stands.

mod layout;

use self::layout::{Page, Style};
use super::digest::{Client, Digest, Digested, Row};
use super::{Options, Output, Report, ReportError, words};
use crate::finding::{FileReport, Severity, Summary, Tool};
use std::io;

/// Clients with nothing to act on are summed up beyond this many.
const QUIET_CLIENTS: usize = 5;
/// Names shown of what was not read, by reason.
const NAMES: usize = 5;
/// Columns of the numbers in the table of clients.
const NUMBERS: [&str; 4] = ["Files read", "Not read", "To act on", "People"];

/// Writes it.
pub(crate) struct Text {
    page: Page,
    digest: Option<Digest>,
}

impl Text {
    /// A report into `output`.
    pub(crate) fn new(output: Output, options: &Options) -> Self {
        Self { page: Page::new(output, options), digest: Some(Digest::new(options)) }
    }
}

impl Report for Text {
    fn begin(&mut self, _tool: &Tool, roots: &[String]) -> Result<(), ReportError> {
        if let Some(digest) = &mut self.digest {
            digest.begin(roots);
        }
        Ok(())
    }

    fn file(&mut self, file: &FileReport) -> Result<(), ReportError> {
        if let Some(digest) = &mut self.digest {
            digest.add(file);
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> Result<(), ReportError> {
        let Some(digest) = self.digest.take() else { return Ok(()) };
        let digested = digest.finish();
        self.heading(summary)?;
        self.clients(&digested)?;
        self.rows(&digested)?;
        self.lows(&digested)?;
        self.coverage(&digested)?;
        self.verdict(&digested, summary)?;
        Ok(self.page.flush()?)
    }
}

impl Text {
    fn heading(&mut self, summary: &Summary) -> io::Result<()> {
        let Summary { tool, run, .. } = summary;
        self.page.line(0, Style::Strong, &format!("{} {}: {}", tool.name, tool.version, run.roots.join(", ")))?;
        self.page.line(0, Style::Dim, &format!("{} to {}", run.started, run.finished))
    }

    fn clients(&mut self, digested: &Digested) -> io::Result<()> {
        let (loud, quiet): (Vec<_>, Vec<_>) = digested.clients.iter().partition(|client| client.to_act() > 0);
        let shown = if quiet.len() > QUIET_CLIENTS { 0 } else { quiet.len() };
        if loud.len() + shown > 0 {
            self.page.section("Clients, worst first")?;
            let rows = loud.iter().copied().chain(quiet.iter().take(shown).copied());
            let rows: Vec<_> = rows.map(|client| client_line(digested, client)).collect();
            self.page.table("Client", &NUMBERS, &rows)?;
        }
        if quiet.len() > shown {
            let more = if loud.is_empty() { "client" } else { "other client" };
            let text = words::count(quiet.len() as u64, more, &format!("{more}s"));
            self.page.blank()?;
            self.page.line(0, Style::Dim, &format!("{text}: nothing to act on."))?;
        }
        Ok(())
    }

    fn rows(&mut self, digested: &Digested) -> io::Result<()> {
        if digested.rows.is_empty() {
            return Ok(());
        }
        self.page.section("Files to act on, worst first")?;
        for (at, row) in digested.rows.iter().enumerate() {
            if at > 0 {
                self.page.blank()?;
            }
            self.row(digested, row)?;
        }
        if digested.left_out > 0 {
            self.page.blank()?;
            let left_out = words::number(digested.left_out);
            let text =
                format!("{left_out} more are not listed: these are the worst. The CSV and JSON reports have all.");
            self.page.line(0, Style::Strong, &text)?;
        }
        Ok(())
    }

    fn row(&mut self, digested: &Digested, row: &Row) -> io::Result<()> {
        let path = digested.path(row.root, &row.path);
        let name = match row.folder {
            Some(files) => format!("{path}/ ({})", words::files(files)),
            None => path,
        };
        self.page.tagged(row.severity, &name)?;
        let what = row.what();
        if !what.is_empty() {
            self.page.labelled("What", &what)?;
        }
        if let Some(places) = places(row) {
            self.page.labelled("Where", &places)?;
        }
        for why in row.reasons() {
            self.page.labelled("Why", why)?;
        }
        for todo in row.todos() {
            let text = match &todo.target {
                Some(target) => format!("{} {target}", todo.text),
                None => format!("{}.", todo.text),
            };
            self.page.labelled("Do", &text)?;
        }
        Ok(())
    }

    fn lows(&mut self, digested: &Digested) -> io::Result<()> {
        let clients: Vec<_> = digested.clients.iter().filter(|client| client.low > 0).collect();
        if clients.is_empty() {
            return Ok(());
        }
        self.page.section("Minor problems")?;
        for client in clients {
            let name = digested.client(client.root, client.name.as_deref());
            let example = client.lows.first().map(|low| format!(", such as {}", low.path)).unwrap_or_default();
            self.page.line(2, Style::Plain, &format!("{name}: {}{example}", words::files(client.low)))?;
        }
        Ok(())
    }

    fn coverage(&mut self, digested: &Digested) -> io::Result<()> {
        let gaps = digested.coverage.gaps();
        if !gaps.is_empty() {
            self.page.section("Not read")?;
        }
        for (reason, gap) in gaps {
            self.page.line(2, Style::Plain, &format!("{}: {}", reason.text(), words::files(gap.count)))?;
            for missed in gap.files.iter().take(NAMES) {
                self.page.line(4, Style::Dim, &digested.path(missed.root, &missed.path))?;
            }
            let rest = gap.count.saturating_sub(NAMES as u64);
            if rest > 0 {
                self.page.line(4, Style::Dim, &format!("and {} more", words::number(rest)))?;
            }
        }
        self.skipped(digested)
    }

    fn skipped(&mut self, digested: &Digested) -> io::Result<()> {
        let skipped = digested.coverage.skipped();
        if skipped == 0 {
            return Ok(());
        }
        let formats = digested.coverage.skipped_formats();
        let mut named: Vec<_> =
            formats.iter().take(6).map(|(format, count)| format!("{} {format}", words::number(*count))).collect();
        if formats.len() > named.len() {
            named.push("others".into());
        }
        self.page.blank()?;
        let text = format!("Left out on purpose: {} ({}).", words::files(skipped), words::list(&named));
        self.page.line(0, Style::Dim, &text)
    }

    fn verdict(&mut self, digested: &Digested, summary: &Summary) -> io::Result<()> {
        self.page.blank()?;
        let clean = digested.counts.to_act == 0 && digested.counts.unread == 0 && summary.run.complete;
        let style = match (digested.counts.high, clean) {
            (_, true) => Style::Good,
            (0, _) => Style::Strong,
            _ => Style::Severity(Severity::High),
        };
        self.page.line(0, style, &digested.verdict(summary))
    }
}

fn client_line(digested: &Digested, client: &Client) -> (String, [u64; NUMBERS.len()]) {
    let name = digested.client(client.root, client.name.as_deref());
    (name, [client.read, client.unread, client.to_act(), client.people])
}

/// Where in the file: the areas of its findings, each once.
fn places(row: &Row) -> Option<String> {
    let mut areas: Vec<String> = Vec::new();
    for found in &row.findings {
        let area = match &found.inside {
            Some(inside) if found.area.is_empty() => inside.clone(),
            Some(inside) => format!("{inside} ({})", found.area),
            None => found.area.clone(),
        };
        if !area.is_empty() && !areas.contains(&area) {
            areas.push(area);
        }
    }
    let rest = areas.len().saturating_sub(4);
    areas.truncate(4);
    let more = if rest > 0 { format!("; and {rest} more places") } else { String::new() };
    if areas.is_empty() { None } else { Some(format!("{}{more}", areas.join("; "))) }
}
