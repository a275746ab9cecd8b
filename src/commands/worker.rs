//! `nought worker`: what the main process starts to run a parser apart. Not for people.

use super::exit::{Exit, Failure};
use std::io;

/// Read documents from standard input for another nought
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        // Ctrl-C reaches the whole group; the main process decides, and its end closes our input.
        let _ = ctrlc::set_handler(|| ());
        crate::scan::serve(io::stdin(), io::stdout())?;
        Ok(Exit::Clean)
    }
}
