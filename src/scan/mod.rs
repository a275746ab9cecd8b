//! The pipeline: walk, extract, detect, judge, and hand the rows on in walk order. The only user of rayon.

mod hearing;
mod listing;
mod ordered;
mod packed;
mod panics;
mod progress;
mod read;
mod row;
mod share;
mod targets;
mod worker;

pub use panics::{last_panic, silence_panics};
pub use progress::{Progress, Seen};
pub use read::{Reading, Stop, read, read_member};
pub use row::{push_name, push_path};
pub use worker::{Workers, serve};

use crate::config::{Config, ConfigError, Exclusions};
use crate::detect::{DetectError, Detector, Settings};
use crate::extract::Options;
use crate::finding::FileReport;
use crate::policy::Judge;
use crate::rules::RuleSet;
use crate::walk::{self, Layout, Unit, WalkError};
use listing::Item;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Why a scan could not begin.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// A root cannot be walked.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// The rules do not compile.
    #[error(transparent)]
    Detect(#[from] DetectError),
    /// The settings make no sense.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The spellings of the 0 folder do not compile.
    #[error("the policy does not compile: {0}")]
    Policy(#[from] regex::Error),
    /// The threads could not be started.
    #[error("no threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// What to scan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Share roots, or client folders.
    pub roots: Vec<PathBuf>,
    /// How client folders stand under a root.
    pub layout: Layout,
    /// Threads that read and detect.
    pub threads: usize,
}

/// Everything compiled that a scan needs; shared by all threads.
pub struct Scanner {
    detector: Detector,
    judge: Judge,
    exclusions: Exclusions,
    options: Options,
    /// Bounds on a share in a file: each of its members has those of a file.
    share_options: Options,
    confidential_name: String,
}

impl Scanner {
    /// Compiles settings and rules.
    pub fn new(config: &Config, rules: RuleSet) -> Result<Self, ScanError> {
        Ok(Self {
            detector: Detector::new(rules, Settings::of(&config.own, &config.policy))?,
            judge: Judge::new(&config.policy)?,
            exclusions: Exclusions::new(config)?,
            options: config.limits.into(),
            share_options: share::limits(&config.limits).into(),
            confidential_name: config.policy.confidential_name.clone(),
        })
    }

    /// The same with parsers that are not ours in processes of their own.
    pub fn isolating(mut self, workers: Workers) -> Self {
        self.options.isolation = Some(Arc::new(workers));
        self
    }

    /// The same, which tries these passwords on what is protected.
    pub fn with_passwords(mut self, passwords: Vec<String>) -> Self {
        self.share_options.passwords.clone_from(&passwords);
        self.options.passwords = passwords;
        self
    }

    /// The compiled policy.
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// Scans and gives every row to `row`, in walk order; false where `cancel` cut it short. Rows are the same bytes however
    /// many threads there are.
    pub fn scan(
        &self,
        plan: &Plan,
        progress: &Progress,
        cancel: &AtomicBool,
        row: &mut dyn FnMut(FileReport),
    ) -> Result<bool, ScanError> {
        let mut units: Vec<(usize, Unit)> = Vec::new();
        for (number, root) in plan.roots.iter().enumerate() {
            units.extend(walk::units(root, plan.layout)?.into_iter().map(|unit| (number, unit)));
        }
        let stack = 8 << 20;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(plan.threads.max(1)).stack_size(stack).build()?;
        let mut targets = targets::Targets::new(&plan.roots);
        std::thread::scope(|threads| {
            let items = listing::start(threads, units, self, progress, cancel);
            let work = |item: Item| row::report(self, &item, progress, cancel);
            ordered::map(&pool, items, work, &mut |rows: Vec<FileReport>| {
                for mut file in rows {
                    targets.settle(&mut file);
                    row(file);
                }
            });
        });
        Ok(!cancel.load(Ordering::Relaxed))
    }
}
