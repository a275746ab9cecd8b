//! `nought init`: writes a commented configuration.

use super::exit::{Exit, Failure};
use super::output::print;
use crate::config::{TEMPLATE, schema};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

/// Write a commented nought.toml with every setting at its default
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  nought init
  nought init settings/nought.toml
  nought init --schema > nought.schema.json")]
pub(super) struct Args {
    /// Where to write it; a file that is there is never overwritten
    #[arg(value_name = "FILE", default_value = "nought.toml")]
    file: PathBuf,
    /// Print the JSON Schema of the configuration instead
    #[arg(long)]
    schema: bool,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        if self.schema {
            print(&format!("{:#}\n", schema()))?;
            return Ok(Exit::Clean);
        }
        let shown = self.file.display();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.file).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Usage(format!("{shown} is there already; nothing was written")),
            _ => Failure::Usage(format!("{shown}: {error}")),
        })?;
        file.write_all(TEMPLATE.as_bytes())?;
        print(&format!("{shown} written; now: nought scan --config {shown} PATH\n"))?;
        Ok(Exit::Clean)
    }
}
