//! `nought eval`: how well detection does on labelled documents.

mod json;
mod text;

use super::exit::{Exit, Failure};
use super::{output::print, settings};
use crate::detect::{Detector, Settings};
use crate::eval::Measure;
use clap::ValueEnum;
use std::path::PathBuf;

/// Measure detection on labelled documents: precision, recall and F1 by category, rule and confidence
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Args {
    /// Folders or files with labelled documents (*.txt, *.md, *.csv, *.tsv)
    #[arg(value_name = "DIR", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    settings: settings::Args,
    /// How to print the figures
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// List what was missed and what was a false alarm, the first N of it
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "100")]
    errors: Option<usize>,
    /// Only this rule, in figures and list
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    /// Show the values themselves, not masked
    #[arg(long)]
    reveal: bool,
}

const HELP: &str = "\
A labelled document is plain text or a table in which every value that must be found is marked:
  Dear [[person-name|Anna Bell]], we have [[email|anna.bell@acme.co.uk]] on file.
  [[person-name?|Bell]] may be found and need not be. A document without marks is a clean one.
A line of exactly --- parts one document from the next in the same file. See docs/eval.md.

Examples:
  nought eval corpus/detect/test
  nought eval corpus/detect/test --errors=50 --rule person-name
  nought eval my-labelled-files/ --rules my-rules/ --format json";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let settings = self.settings.load()?;
        if let Some(id) = self.rule.as_ref().filter(|id| settings.rules.get(id).is_none()) {
            return Err(Failure::Usage(format!("there is no rule '{id}' in force; see `nought rules`")));
        }
        let of = Settings::of(&settings.config.own, &settings.config.policy);
        let detector = Detector::new(settings.rules.clone(), of)?;
        let measure = Measure {
            detector: &detector,
            rules: &settings.rules,
            known: &settings.all,
            options: &settings.config.limits.into(),
            reveal: self.reveal,
        };
        let mut outcome = measure.run(&self.paths)?;
        if let Some(id) = &self.rule {
            outcome.only(id);
        }
        outcome.wrong.truncate(self.errors.unwrap_or(0));
        print(&match self.format {
            Format::Text => text::render(&outcome, self.errors.is_some()),
            Format::Json => format!("{:#}\n", json::render(&outcome, self.errors.is_some())),
        })?;
        Ok(Exit::Clean)
    }
}
