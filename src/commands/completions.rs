//! `nought completions`: completion scripts for shells.

use super::exit::{Exit, Failure};
use super::{Cli, output::print};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nought completions bash > ~/.local/share/bash-completion/completions/nought
  nought completions powershell >> $PROFILE")]
pub(super) struct Args {
    /// Which shell
    shell: Shell,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "nought", &mut script);
        print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Clean)
    }
}
