//! `nought man`: the manual page.

use super::exit::{Exit, Failure};
use super::{Cli, output::print};
use clap::CommandFactory;

/// Print the manual page (roff) of nought or of one of its commands
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nought man | man -l -
  nought man scan > nought-scan.1")]
pub(super) struct Args {
    /// Command to describe; nought as a whole where it is missing
    #[arg(value_name = "COMMAND")]
    about: Option<String>,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let mut command = Cli::command();
        command.build();
        if let Some(name) = &self.about {
            let found = command.find_subcommand(name).cloned();
            command = found.ok_or_else(|| Failure::Usage(format!("there is no command '{name}'")))?;
        }
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        print(&String::from_utf8_lossy(&page))?;
        Ok(Exit::Clean)
    }
}
