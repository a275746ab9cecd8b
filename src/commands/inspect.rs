//! `nought inspect`: one file under the magnifying glass.

mod hearing;
mod segments;

use super::exit::{Exit, Failure};
use super::{complain, passwords, settings, workers};
use crate::detect::{Detector, Settings};
use crate::document::Locator;
use crate::extract::{Isolation, Options};
use crate::finding::{Confidence, Detection, Match, Status};
use crate::incident::{Incident, IncidentKind, Stage};
use crate::report::shown;
use crate::scan::{Reading, Stop, push_path, read};
use clap::ValueEnum;
use hearing::Hearing;
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Show what is found in a file, where, and why; or the text that nought sees in it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files to look at
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    settings: settings::Args,
    #[command(flatten)]
    passwords: passwords::Args,
    /// Print the text as nought reads it, a JSON line a segment, unmasked
    #[arg(long, conflicts_with_all = ["format", "reveal", "explain"])]
    text: bool,
    /// How to print matches
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Show the values themselves, not masked; they are stored nowhere
    #[arg(long)]
    reveal: bool,
    /// Show what speaks for and against each match
    #[arg(long)]
    explain: bool,
}

const EXAMPLES: &str = "\
Examples:
  nought inspect list.xlsx
  nought inspect list.xlsx --explain
  nought inspect notes.docx --format jsonl
  nought inspect export.csv --text";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

/// A line of `--format jsonl`.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    rule: &'a str,
    category: crate::finding::Category,
    confidence: Confidence,
    score: f32,
    locator: Locator,
    start: u64,
    end: u64,
    masked: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a [String]>,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let settings = self.settings.load()?;
        let detector = Detector::new(settings.rules, Settings::of(&settings.config.own, &settings.config.policy))?;
        let mut out = BufWriter::new(io::stdout().lock());
        let never = AtomicBool::new(false);
        let isolation: Option<Arc<dyn Isolation>> = Some(Arc::new(workers()?));
        let passwords = self.passwords.load(&settings.config)?;
        let options = Options { isolation, passwords, ..settings.config.limits.into() };
        let stop = Stop { cancel: &never, options: &options };
        let mut exit = Exit::Clean;
        for file in &self.files {
            if !file.is_file() {
                let why = match file.symlink_metadata() {
                    Ok(_) if file.is_dir() => "is a folder; use `nought scan`",
                    Ok(_) => "is no regular file",
                    Err(_) => "there is no such file",
                };
                return Err(Failure::Usage(format!("{}: {why}", file.display())));
            }
            let one = if self.text {
                segments::print(&detector, file, stop, &mut out)?
            } else {
                self.matches(&detector, file, stop, &mut out)?
            };
            exit = exit.worse(one);
        }
        out.flush()?;
        Ok(exit)
    }

    fn matches(&self, detector: &Detector, file: &Path, stop: Stop<'_>, out: &mut dyn Write) -> Result<Exit, Failure> {
        let mut hearing = Hearing::new(self, detector, stop, file.display().to_string());
        push_path(&[&file_name(file)], &mut hearing);
        let reading = read(file, stop, &mut hearing, &|_| ());
        hearing.finish(&reading, out)
    }

    /// Prints what was found in one file or member.
    fn print(&self, detector: &Detector, name: &str, detection: &Detection, out: &mut dyn Write) -> io::Result<()> {
        for found in &detection.matches {
            let locator = found
                .locator
                .clone()
                .map_names(|sheet| if self.reveal { sheet.to_owned() } else { detector.mask(sheet) });
            match self.format {
                Format::Jsonl => writeln!(out, "{}", serde_json::to_string(&self.line(name, found, locator))?)?,
                Format::Text => self.describe(name, found, &locator, out)?,
            }
        }
        Ok(())
    }

    fn line<'a>(&self, file: &'a str, found: &'a Match, locator: Locator) -> Line<'a> {
        Line {
            file,
            rule: &found.rule,
            category: found.category,
            confidence: Confidence::of(found.score),
            score: found.score,
            locator,
            start: found.start,
            end: found.end,
            masked: &found.masked,
            text: found.text.as_deref(),
            evidence: self.explain.then_some(&found.evidence),
        }
    }

    fn describe(&self, file: &str, found: &Match, locator: &Locator, out: &mut dyn Write) -> io::Result<()> {
        let value = found.text.as_deref().unwrap_or(&found.masked);
        let confidence = match Confidence::of(found.score) {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        };
        let (file, place, value) = (shown(file), locator.to_string(), shown(value));
        writeln!(out, "{file}: {}: {} {value} ({confidence}, {:.2})", shown(&place), found.rule, found.score)?;
        for reason in found.evidence.iter().filter(|_| self.explain) {
            writeln!(out, "    {}", shown(reason))?;
        }
        Ok(())
    }
}

/// How a member is called: `pack.zip!list.xlsx`.
fn member_path(file: &str, name: &str) -> String {
    format!("{file}!{}", name.trim_start_matches('/'))
}

fn too_deep() -> Incident {
    Incident::new(Stage::Extract, IncidentKind::LimitDepth, "a file is packed in it deeper than the limit")
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Tells what was not read, on standard error.
fn say_unread(detector: &Detector, file: &str, reading: &Reading, heard: &[Incident]) -> Exit {
    let incidents = reading.incidents.iter().chain(heard);
    for incident in incidents {
        complain(&format!("{file} ({}): {}", reading.format, detector.mask(&incident.detail)));
    }
    match reading.status {
        Status::Scanned | Status::Skipped => Exit::Clean,
        _ => Exit::Incomplete,
    }
}
