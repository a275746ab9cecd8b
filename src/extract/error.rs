//! Why an extractor could not go on.

use crate::document::Flow;
use crate::incident::{Incident, IncidentKind, Stage};
use std::ops::ControlFlow;

/// Lets `?` hand a sink's wish to stop on to the caller: `heed(sink.segment(segment))?`.
pub(crate) fn heed(flow: Flow) -> Result<(), ExtractError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(stopped) => Err(stopped.into()),
    }
}

/// Why an extractor could not go on. What it pushed before still counts.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// Password-protected.
    #[error("{0}")]
    Encrypted(String),
    /// The bytes contradict the format.
    #[error("{0}")]
    Corrupt(String),
    /// The content ends too early.
    #[error("{0}")]
    Truncated(String),
    /// A limit bit; the kind is one of the `limit-*`.
    #[error("{detail}")]
    Limit {
        /// Which limit.
        kind: IncidentKind,
        /// One sentence with the limit's value.
        detail: String,
    },
    /// What a worker process says, or that it died.
    #[error("{}", .0.detail)]
    Worker(Incident),
    /// Reading failed.
    #[error("{0}")]
    Io(std::io::Error),
    /// The sink wants no more.
    #[error("stopped")]
    Stopped,
}

impl ExtractError {
    /// The incident that stands for this error; none for [`ExtractError::Stopped`], whose reason the sink knows.
    pub fn incident(&self) -> Option<Incident> {
        let kind = match self {
            Self::Encrypted(_) => IncidentKind::Encrypted,
            Self::Corrupt(_) => IncidentKind::Corrupt,
            Self::Truncated(_) => IncidentKind::Truncated,
            Self::Limit { kind, .. } => *kind,
            Self::Worker(incident) => return Some(incident.clone()),
            Self::Io(error) => return Some(Incident::from_io(Stage::Read, error)),
            Self::Stopped => return None,
        };
        Some(Incident::new(Stage::Extract, kind, self.to_string()))
    }
}

impl From<crate::document::Stopped> for ExtractError {
    fn from(_: crate::document::Stopped) -> Self {
        Self::Stopped
    }
}

/// Readers know only I/O errors: one of ours that passed through them comes out as it was, and what a decompressor calls
/// invalid is corrupt, not a fault of the disk.
impl From<std::io::Error> for ExtractError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.downcast::<Self>() {
            Ok(own) => own,
            Err(error) => match error.kind() {
                ErrorKind::UnexpectedEof => Self::Truncated("ends too early".into()),
                ErrorKind::InvalidData | ErrorKind::InvalidInput => Self::Corrupt(error.to_string()),
                _ => Self::Io(error),
            },
        }
    }
}
