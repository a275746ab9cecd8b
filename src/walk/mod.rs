//! Finds every file of a share, in a stable order, and says what can be said without opening it.
//!
//! A root is split into [`Unit`]s (one a client folder, one for what stands in none), so that several can be listed at the
//! same time; [`Unit::entries`] streams one of them. Links are never followed, so no tree is endless.

mod classify;
mod entry;
mod unit;

pub use classify::Class;
pub use entry::{Entry, RelPath};
pub use unit::{Layout, Unit, units};

use std::path::PathBuf;

/// Why a root cannot be walked at all. What goes wrong further down is an incident of one entry.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// There is nothing at this path.
    #[error("{0}: there is no such folder")]
    Missing(PathBuf),
    /// It is a file, and no archive that may hold a share.
    #[error("{0}: is a file, neither a folder nor a ZIP of client folders (use `nought inspect` for one file)")]
    NotAFolder(PathBuf),
    /// It cannot be listed.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which root.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
