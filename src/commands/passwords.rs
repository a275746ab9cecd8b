//! `--password-file`: passwords to try on what is protected. They go to the extractors and nowhere else.

use super::exit::Failure;
use crate::config::Config;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The most bytes that a file of passwords has.
const LONGEST: u64 = 1 << 20;

/// The option of every command that opens files.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// Passwords, one a line, tried in turn on archives and documents that are protected; never logged
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

impl Args {
    /// The passwords of the option's file, or else of the configuration's.
    pub(super) fn load(&self, config: &Config) -> Result<Vec<String>, Failure> {
        let file = self.password_file.as_deref().or(config.read.password_file.as_deref());
        file.map_or_else(|| Ok(Vec::new()), read)
    }
}

fn read(path: &Path) -> Result<Vec<String>, Failure> {
    let wrong = |why: &str| Failure::Usage(format!("{}: {why}", path.display()));
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
    file.map_err(|error| wrong(&error.to_string()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(wrong("is too long for a file of passwords"));
    }
    // What is wrong with it is said without a byte of it.
    let text = String::from_utf8(bytes).map_err(|_| wrong("is not text in UTF-8"))?;
    Ok(lines(&text))
}

/// A password may begin or end with a blank: only the line's end is taken off.
fn lines(text: &str) -> Vec<String> {
    let mut passwords: Vec<String> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines().filter(|line| !line.is_empty()) {
        if !passwords.iter().any(|known| known == line) {
            passwords.push(line.to_owned());
        }
    }
    passwords
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_password() {
        assert_eq!(lines("\u{feff}first\r\n second \n\nfirst\nthird"), ["first", " second ", "third"]);
        assert!(lines("").is_empty());
    }
}
