//! The exit-code policy, and everything that can end a command.

use crate::config::ConfigError;
use crate::detect::DetectError;
use crate::eval::EvalError;
use crate::report::ReportError;
use crate::rules::RulesError;
use crate::scan::ScanError;
use std::io;
use std::process::ExitCode;

/// How a command ended; the numbers are a contract with CI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// No violation that counts, and everything was read.
    Clean = 0,
    /// A violation at or over `--fail-on`.
    Violations = 1,
    /// Usage, settings, an output that cannot be written, a fault.
    Fault = 2,
    /// No such violation, but something was not read.
    Incomplete = 3,
}

impl Exit {
    /// Of two files' exits the one that the command ends with: 2, then 1, then 3, then 0.
    pub(super) fn worse(self, other: Self) -> Self {
        let rank = |exit| match exit {
            Self::Clean => 0,
            Self::Incomplete => 1,
            Self::Violations => 2,
            Self::Fault => 3,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Rules(#[from] RulesError),
    #[error(transparent)]
    Scan(#[from] ScanError),
    #[error(transparent)]
    Detect(#[from] DetectError),
    #[error(transparent)]
    Eval(#[from] EvalError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The arguments do not fit together; one or two sentences.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// Whether the reader of our output went away (`| head`): that is its right.
    pub(super) fn is_broken_pipe(&self) -> bool {
        match self {
            Self::Io(error) => error.kind() == io::ErrorKind::BrokenPipe,
            Self::Report(error) => error.is_broken_pipe(),
            _ => false,
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}
