//! How far a scan is: counters that any thread may read while it runs.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Counters of a running scan.
#[derive(Debug, Default)]
pub struct Progress {
    units: AtomicU64,
    units_listed: AtomicU64,
    units_begun: AtomicU64,
    all_listed: AtomicBool,
    files_listed: AtomicU64,
    bytes_listed: AtomicU64,
    files: AtomicU64,
    bytes: AtomicU64,
    client: Mutex<String>,
}

/// One reading of a [`Progress`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Files done.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files known of; the whole number once `all_listed`.
    pub files_listed: u64,
    /// Their bytes.
    pub bytes_listed: u64,
    /// Client folders (and roots).
    pub units: u64,
    /// Those that are done: all before the one in hand.
    pub units_done: u64,
    /// Whether the listing is complete.
    pub all_listed: bool,
    /// The client folder of the file last done.
    pub client: String,
}

impl Progress {
    /// A reading.
    pub fn seen(&self) -> Seen {
        Seen {
            files: self.files.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            files_listed: self.files_listed.load(Ordering::Relaxed),
            bytes_listed: self.bytes_listed.load(Ordering::Relaxed),
            units: self.units.load(Ordering::Relaxed),
            units_done: self.units_begun.load(Ordering::Relaxed).saturating_sub(1),
            all_listed: self.all_listed.load(Ordering::Relaxed),
            client: self.client.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// So many client folders (and roots) are to be listed.
    pub(super) fn units(&self, units: usize) {
        self.units.store(units as u64, Ordering::Relaxed);
        self.all_listed.store(units == 0, Ordering::Relaxed);
    }

    pub(super) fn listed(&self, bytes: u64) {
        self.files_listed.fetch_add(1, Ordering::Relaxed);
        self.bytes_listed.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn listed_unit(&self) {
        if self.units_listed.fetch_add(1, Ordering::Relaxed) + 1 == self.units.load(Ordering::Relaxed) {
            self.all_listed.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn began_unit(&self) {
        self.units_begun.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn read(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn done(&self, client: Option<&str>) {
        self.files.fetch_add(1, Ordering::Relaxed);
        let mut current = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        let client = client.unwrap_or_default();
        if *current != client {
            current.clear();
            current.push_str(client);
        }
    }
}
