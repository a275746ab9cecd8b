//! What went wrong with one file: a stage, a kind and one sentence, never a value out of the file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The stop of the pipeline at which an [`Incident`] happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Listing a folder or reading a directory entry.
    Walk,
    /// Opening the file or reading its bytes.
    Read,
    /// Deciding what format the content is.
    Sniff,
    /// Turning the format into segments.
    Extract,
    /// Matching segments.
    Detect,
}

/// What kind of thing went wrong; the closed list of the report contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IncidentKind {
    /// Password-protected or rights-managed: the content cannot be read without a key.
    Encrypted,
    /// The bytes contradict the format's rules.
    Corrupt,
    /// The content ends before it is complete.
    Truncated,
    /// More bytes (expanded, or in one unit) than the limit allows.
    LimitBytes,
    /// Expands by more than the allowed ratio.
    LimitRatio,
    /// Nested deeper than the limit.
    LimitDepth,
    /// More members, cells or elements than the limit.
    LimitEntries,
    /// Took longer than the time allowed for one file.
    LimitTime,
    /// Needs more memory than one file may have.
    LimitMemory,
    /// The operating system refused access.
    Permission,
    /// Reading failed for another reason.
    Io,
    /// A cloud-only placeholder whose content is not on this machine.
    Placeholder,
    /// A format that nought cannot read.
    Unsupported,
    /// A parser panicked or its process died.
    ParserCrash,
    /// The content is not what the file's extension says.
    TypeMismatch,
    /// Some characters could not be decoded.
    Decode,
}

/// Something that went wrong with one file. `detail` is a plain English sentence; it never quotes file content, and
/// whoever puts it into a report masks it first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Incident {
    /// Where in the pipeline.
    pub stage: Stage,
    /// What kind.
    pub kind: IncidentKind,
    /// One sentence for a person.
    pub detail: String,
}

impl Incident {
    /// An incident of `kind` at `stage`.
    pub fn new(stage: Stage, kind: IncidentKind, detail: impl Into<String>) -> Self {
        Self { stage, kind, detail: detail.into() }
    }

    /// An incident from an I/O error: permission, or io; the error's own text is kept, it names no content.
    pub fn from_io(stage: Stage, error: &std::io::Error) -> Self {
        let kind = match error.kind() {
            std::io::ErrorKind::PermissionDenied => IncidentKind::Permission,
            std::io::ErrorKind::UnexpectedEof => IncidentKind::Truncated,
            _ => IncidentKind::Io,
        };
        Self::new(stage, kind, error.to_string())
    }

    /// Whether this incident means that some content was not read. A type mismatch or a few undecodable characters
    /// are worth a note, but the text behind them was read.
    pub fn loses_content(&self) -> bool {
        !matches!(self.kind, IncidentKind::TypeMismatch | IncidentKind::Decode)
    }
}
