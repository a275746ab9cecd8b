//! What can be wrong with labelled documents.

use std::path::PathBuf;

/// Why documents could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file or folder could not be read.
    #[error("{path}: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not there.
    #[error("{0}: there is no such file or folder")]
    Missing(PathBuf),
    /// There is nothing to measure.
    #[error("{0}: no labelled document (*.txt, *.md, *.csv, *.tsv) in it")]
    Empty(PathBuf),
    /// A mark is wrong.
    #[error("{file}:{line}: {message}")]
    Mark {
        /// In which file.
        file: String,
        /// On which line of it.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// The document itself could not be read.
    #[error("{file}:{line}: the document that begins here: {message}")]
    Document {
        /// In which file.
        file: String,
        /// Where the document begins.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// The threads could not be started.
    #[error("no threads: {0}")]
    Threads(std::io::Error),
    /// A fault of the program.
    #[error("detection failed on a document")]
    Fault,
}
