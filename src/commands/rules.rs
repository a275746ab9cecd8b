//! `nought rules`: what is looked for, and why.

use super::exit::{Exit, Failure};
use super::output::print;
use super::settings;
use crate::rules::{Rule, RuleSet};
use std::fmt::Write as _;

/// List the detection rules in force, or show one in full
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nought rules
  nought rules uk-nino
  nought rules --rules my-rules/")]
pub(super) struct Args {
    /// Rule id; all rules where it is missing
    #[arg(value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    settings: settings::Args,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let rules = self.settings.load()?.rules;
        let text = match &self.id {
            None => list(&rules),
            Some(id) => match rules.get(id) {
                Some(rule) => toml::to_string_pretty(rule).map_err(std::io::Error::other)?,
                None => return Err(Failure::Usage(format!("there is no rule '{id}' in force; see `nought rules`"))),
            },
        };
        print(&text)?;
        Ok(Exit::Clean)
    }
}

fn list(rules: &RuleSet) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut text = String::new();
    for Rule { id, name, regions, .. } in rules.iter() {
        let regions = if regions.is_empty() { String::new() } else { format!(" ({})", regions.join(", ")) };
        let _ = writeln!(text, "{id:width$}  {name}{regions}");
    }
    text
}
