//! Measures detection on labelled documents: values are marked in the text as `[[rule-id|value]]`; the marks are taken out,
//! what is left goes through extractor and detector as in a scan, and what is found is compared with what was marked.

mod compare;
mod corpus;
mod edges;
mod error;
mod marks;
mod read;
mod tally;
#[cfg(test)]
mod tests;

pub use error::EvalError;
pub use tally::{CLASSES, Calibration, Count, LEVELS, Outcome, RuleScore, Wrong, WrongKind};

use crate::detect::Detector;
use crate::extract::Options;
use crate::rules::RuleSet;
use compare::Judged;
use corpus::Labelled;
use std::path::PathBuf;
use std::thread::{Builder, available_parallelism, scope};

/// Stack of a thread that detects; the same as a scan's.
const STACK: usize = 8 << 20;

/// What documents are measured with.
#[derive(Clone, Copy)]
pub struct Measure<'a> {
    /// The compiled rules.
    pub detector: &'a Detector,
    /// The rules in force: marks of other known rules are passed over.
    pub rules: &'a RuleSet,
    /// All rules there are, in force or not.
    pub known: &'a RuleSet,
    /// Bounds on a document.
    pub options: &'a Options,
    /// Keep the values themselves among what went wrong.
    pub reveal: bool,
}

impl Measure<'_> {
    /// Reads every labelled file below `paths` and compares. The outcome does not depend on the number of threads.
    pub fn run(&self, paths: &[PathBuf]) -> Result<Outcome, EvalError> {
        let documents = corpus::load(paths)?;
        let threads = available_parallelism().map_or(1, usize::from).min(documents.len()).max(1);
        let judged = scope(|scope| {
            let mut running = Vec::new();
            for nth in 0..threads {
                let mine = documents.iter().skip(nth).step_by(threads);
                let work = move || mine.map(|document| self.judge(document)).collect::<Vec<_>>();
                running.push(Builder::new().stack_size(STACK).spawn_scoped(scope, work).map_err(EvalError::Threads)?);
            }
            running.into_iter().map(|thread| thread.join().map_err(|_| EvalError::Fault)).collect::<Result<Vec<_>, _>>()
        })?;
        let mut outcome = Outcome::new(self.rules);
        let mut lanes: Vec<_> = judged.into_iter().map(Vec::into_iter).collect();
        for at in 0..documents.len() {
            if let Some(judged) = lanes.get_mut(at % threads).and_then(Iterator::next) {
                outcome.add(judged?);
            }
        }
        outcome.files = corpus::files(&documents);
        Ok(outcome)
    }

    fn judge(&self, document: &Labelled) -> Result<Judged, EvalError> {
        let read = read::read(self, document)?;
        Ok(compare::compare(self, document, &read))
    }
}
