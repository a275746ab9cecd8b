//! The command line: one file a subcommand, and the one exit-code policy.

mod completions;
mod eval;
mod exit;
mod init;
mod inspect;
mod man;
mod output;
mod passwords;
mod progress;
mod rules;
mod scan;
mod settings;
mod worker;

use crate::scan::Workers;
use clap::{Parser, Subcommand};
use exit::{Exit, Failure};
use std::io::{self, Write};
use std::process::ExitCode;

/// Finds personal data that stands where it must not.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Scan(scan::Args),
    Inspect(inspect::Args),
    Init(init::Args),
    Rules(rules::Args),
    Eval(eval::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    Worker(worker::Args),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  no violation at or over --fail-on, and everything was read
  1  such a violation
  2  wrong usage or settings, an output that cannot be written, a fault in nought
  3  no such violation, but something could not be read, or the run was cut short";

/// Runs the command that the process was called with; what goes wrong is said on standard error.
pub fn run() -> ExitCode {
    let ran = std::panic::catch_unwind(|| Cli::parse().command.run());
    let exit = match ran {
        Ok(Ok(exit)) => exit,
        Ok(Err(failure)) if failure.is_broken_pipe() => Exit::Clean,
        Ok(Err(failure)) => complain(&failure.to_string()),
        Err(_) => {
            let place = crate::scan::last_panic().unwrap_or_else(|| "an unknown place".into());
            complain(&format!("nought itself failed, at {place}; please report this line"))
        }
    };
    exit.into()
}

impl Command {
    fn run(self) -> Result<Exit, Failure> {
        match self {
            Self::Scan(args) => args.run(),
            Self::Inspect(args) => args.run(),
            Self::Init(args) => args.run(),
            Self::Rules(args) => args.run(),
            Self::Eval(args) => args.run(),
            Self::Completions(args) => args.run(),
            Self::Man(args) => args.run(),
            Self::Worker(args) => args.run(),
        }
    }
}

/// Workers that run this very program.
fn workers() -> Result<Workers, Failure> {
    Ok(Workers::new(std::env::current_exe()?))
}

/// Says what went wrong. File names come from strangers: control codes do not reach the terminal.
fn complain(message: &str) -> Exit {
    let lines = message.trim_end().lines().map(crate::report::shown);
    let text = lines.map(|line| line.into_owned()).collect::<Vec<_>>().join("\n");
    // With standard error gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "nought: {text}");
    Exit::Fault
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
