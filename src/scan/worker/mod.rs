//! Parsers that are not ours run in processes of their own: our binary again, with its memory and time capped. Whatever a
//! file does to such a parser, the run goes on, and the file's row says what happened.

mod cap;
mod child;
mod serve;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod wire;

pub use serve::serve;

use crate::document::Sink;
use crate::extract::{ExtractError, Format, Isolation, Options, Source};
use child::Child;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};

/// Workers at the same time: each may take `limits.worker_bytes`.
const AT_MOST: usize = 2;
/// Documents after which a worker is replaced, so that what a parser leaks does not pile up.
const DOCUMENTS: u32 = 200;

/// The worker processes of a run, started when first needed.
pub struct Workers {
    executable: PathBuf,
    pool: Mutex<Pool>,
    freed: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Child>,
    busy: usize,
}

impl Workers {
    /// Workers that run `executable worker`.
    pub fn new(executable: PathBuf) -> Self {
        Self { executable, pool: Mutex::default(), freed: Condvar::new() }
    }

    /// An idle worker, or room for a new one; waits for either.
    fn take(&self) -> Option<Child> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        while pool.busy >= AT_MOST {
            pool = self.freed.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.busy += 1;
        pool.idle.pop()
    }

    fn give_back(&self, child: Option<Child>) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.busy -= 1;
        pool.idle.extend(child.filter(|child| child.served() < DOCUMENTS));
        self.freed.notify_one();
    }
}

impl Isolation for Workers {
    fn extract(
        &self,
        format: &Format,
        source: &mut dyn Source,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let place = Place { workers: self, child: self.take() };
        place.extract(format, source, options, sink)
    }
}

/// A place in the pool, given back whatever happens: a sink may panic.
struct Place<'a> {
    workers: &'a Workers,
    child: Option<Child>,
}

impl Place<'_> {
    fn extract(
        mut self,
        format: &Format,
        source: &mut dyn Source,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let mut child = match self.child.take() {
            Some(child) => child,
            None => Child::start(&self.workers.executable, &options.limits)?,
        };
        let result = child.extract(format.name, source, options, sink);
        // One that was ended, or that stopped halfway, is of no more use.
        self.child = child.is_ready().then_some(child);
        result
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.workers.give_back(self.child.take());
    }
}
