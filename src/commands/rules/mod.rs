//! `nought rules`: what is looked for, and why; and whether a user's own rules do what they say.

mod check;
mod page;

use super::exit::{Exit, Failure};
use super::output::print;
use super::settings;
use clap::Subcommand;
use std::fmt::Write as _;
use std::path::PathBuf;

/// List the detection rules, show one in full, or check your own
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  nought rules
  nought rules list --all
  nought rules show uk-nino
  nought rules check my-rules/
How to write your own: docs/own-rules.md"
)]
pub(super) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the rules in force; the same as `nought rules` alone
    List(List),
    /// Show what a rule finds, by what, and with which examples
    Show(Show),
    /// Compile the rule files of a folder and run their examples
    Check(Check),
}

#[derive(Debug, clap::Args)]
struct List {
    #[command(flatten)]
    settings: settings::Args,
    /// Also the rules that are off
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Args)]
struct Show {
    /// Rule id
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    settings: settings::Args,
    /// Print the rule's file instead of a page
    #[arg(long)]
    toml: bool,
}

#[derive(Debug, clap::Args)]
struct Check {
    /// Folder of rule files (*.toml)
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        match self.what {
            None => self.list.run(),
            Some(What::List(list)) => list.run(),
            Some(What::Show(show)) => show.run(),
            Some(What::Check(check)) => check::run(&check.dir),
        }
    }
}

impl List {
    fn run(&self) -> Result<Exit, Failure> {
        let settings = self.settings.load()?;
        let shown: Vec<_> = settings
            .all
            .iter()
            .map(|rule| (rule, settings.rules.get(&rule.id).is_some()))
            .filter(|(_, on)| self.all || *on)
            .collect();
        let width = shown.iter().map(|(rule, _)| rule.id.len()).max().unwrap_or_default();
        let mut text = String::new();
        for (rule, on) in shown {
            let state = if on { "on " } else { "off" };
            let regions = if rule.regions.is_empty() { "-".into() } else { rule.regions.join(",") };
            let (id, category) = (&rule.id, page::category(rule));
            let _ = writeln!(text, "{id:width$}  {state}  {regions:<8}  {category:<13}  {}", rule.name);
        }
        print(&text)?;
        Ok(Exit::Clean)
    }
}

impl Show {
    fn run(&self) -> Result<Exit, Failure> {
        let settings = self.settings.load()?;
        let id = &self.id;
        let missing = || Failure::Usage(format!("there is no rule '{id}'; see `nought rules list --all`"));
        let rule = settings.all.get(id).ok_or_else(missing)?;
        let text = if self.toml {
            toml::to_string_pretty(rule).map_err(std::io::Error::other)?
        } else {
            page::render(rule, settings.rules.get(id).is_some())
        };
        print(&text)?;
        Ok(Exit::Clean)
    }
}
