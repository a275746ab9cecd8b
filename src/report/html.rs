//! The report for managers: one page that needs nothing but a browser, reads no network, and is understood in ten seconds.
//! Everything from a file is escaped by the template, or stands as data that the script puts in as text only; the content
//! security policy allows nothing but the page's own style and script, by their digests.

mod data;
mod view;

use self::data::Data;
use self::view::{Bar, Card, Group, NAMED_ROWS, SHOWN_BARS};
use super::digest::{Digest, Digested};
use super::{Options, Output, Report, ReportError, words};
use crate::finding::{FileReport, Summary, Tool};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::io::{BufWriter, Write};

/// Writes it.
pub(crate) struct Html {
    output: BufWriter<Output>,
    digest: Option<Digest>,
}

impl Html {
    /// A report into `output`.
    pub(crate) fn new(output: Output, options: &Options) -> Self {
        Self { output: BufWriter::new(output), digest: Some(Digest::new(options)) }
    }
}

impl Report for Html {
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
        Page::of(&digested, summary).write_into(&mut self.output)?;
        Ok(self.output.flush()?)
    }
}

/// What the template shows.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    policy: String,
    style: String,
    script: String,
    headline: String,
    lede: String,
    complete: bool,
    day: String,
    roots: Vec<String>,
    cards: Vec<Card>,
    shown_bars: usize,
    bars: Vec<Bar>,
    quiet: String,
    total_rows: usize,
    left_out: String,
    fallback: Vec<view::Line>,
    lows: Vec<Group>,
    gaps: Vec<Group>,
    skipped: String,
    tool: String,
    started: &'a str,
    finished: &'a str,
    run: &'a str,
    data: Data,
}

impl<'a> Page<'a> {
    fn of(digested: &Digested, summary: &'a Summary) -> Self {
        let (style, script) = (unix(include_str!("html/style.css")), unix(include_str!("html/script.js")));
        let (headline, lede) = view::headline(&digested.counts, summary.run.complete);
        Self {
            policy: policy(&style, &script),
            style,
            script,
            headline,
            lede,
            complete: summary.run.complete,
            day: words::day(&summary.run.started),
            roots: summary.run.roots.iter().map(|root| view::text(root)).collect(),
            cards: view::cards(&digested.counts),
            shown_bars: SHOWN_BARS,
            bars: view::bars(digested),
            quiet: view::quiet(digested),
            total_rows: digested.rows.len(),
            left_out: view::left_out(digested),
            fallback: digested.rows.iter().take(NAMED_ROWS).map(|row| view::line(digested, row)).collect(),
            lows: view::lows(digested),
            gaps: view::gaps(digested),
            skipped: view::skipped(digested),
            tool: format!("{} {}", summary.tool.name, summary.tool.version),
            started: &summary.run.started,
            finished: &summary.run.finished,
            run: &summary.run.id,
            data: Data::of(digested),
        }
    }
}

/// A checkout may have changed line ends; the browser changes them back before it takes the digest.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn policy(style: &str, script: &str) -> String {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        digest(style),
        digest(script)
    )
}

#[cfg(test)]
mod tests;
