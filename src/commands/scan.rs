//! `nought scan`: the main job.

use super::exit::{Exit, Failure};
use super::output::Outputs;
use super::progress::Bar;
use super::{complain, passwords, settings, workers};
use crate::finding::{FileReport, Run, Severity, Summary, Tool, Totals};
use crate::report::Format;
use crate::scan::{Plan, Progress, Scanner};
use crate::walk::Layout;
use clap::{ArgAction, ValueEnum};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Scan a share of client folders and name every file that breaks the policy
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Share roots whose folders are clients, or a ZIP of them; default: share.roots of the configuration
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// PATH itself is one client folder (or a ZIP of one)
    #[arg(long)]
    client: bool,
    #[command(flatten)]
    settings: settings::Args,
    #[command(flatten)]
    passwords: passwords::Args,
    /// Report format; may be given several times, the nth belongs to the nth -o
    #[arg(long, value_name = "FORMAT", value_parser = format, action = ArgAction::Append)]
    format: Vec<Format>,
    /// Where the report goes; one format may go without and is written to standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    outputs: Vec<PathBuf>,
    /// Least severity of a violation that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "low")]
    fail_on: FailOn,
    /// Threads that read and detect [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// No progress, no summary on standard error
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  nought scan \"Q:\\Client Work\"
  nought scan \"Client Work\" --format html -o report.html --format json -o report.json
  nought scan --client \"Client Work/Acme\"
  nought scan \"Client Work\" --config nought.toml --fail-on medium --quiet";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    Low,
    Medium,
    High,
}

impl From<FailOn> for Severity {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Low => Self::Low,
            FailOn::Medium => Self::Medium,
            FailOn::High => Self::High,
        }
    }
}

fn format(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
    Format::from_str(name).map_err(|error| format!("{error}; known are {}", known()))
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let settings = self.settings.load()?;
        let roots = if self.paths.is_empty() { settings.config.share.roots.clone() } else { self.paths.clone() };
        check_roots(&roots)?;
        let tool = tool(settings.digest);
        let passwords = self.passwords.load(&settings.config)?;
        let scanner = Scanner::new(&settings.config, settings.rules)?.isolating(workers()?).with_passwords(passwords);
        let layout = if self.client { Layout::Client } else { Layout::Depth(settings.config.share.client_depth) };
        self.check_layout(&scanner, &roots)?;
        let mut outputs = Outputs::open(&self.format, &self.outputs, &roots, complain)?;
        let threads = self.threads.map_or_else(available_threads, usize::from);
        let cancel = on_ctrl_c()?;

        let started = jiff::Timestamp::now();
        let shown: Vec<String> = roots.iter().map(|root| root.display().to_string()).collect();
        outputs.begin(&tool, &shown);
        let progress = Arc::new(Progress::default());
        let bar = Bar::start(&progress, self.quiet);
        let mut judged = Judged::new(self.fail_on.into());
        let plan = Plan { roots, layout, threads };
        let complete = scanner.scan(&plan, &progress, &cancel, &mut |file| {
            judged.see(&file);
            outputs.file(&file);
        });
        bar.finish();
        let run = Run {
            id: run_id()?,
            started: started.to_string(),
            finished: jiff::Timestamp::now().to_string(),
            roots: shown,
            complete: complete?,
        };
        let summary = Summary { tool, run, totals: judged.totals };
        let written = outputs.finish(&summary);
        Ok(judged.exit(summary.run.complete, written))
    }

    /// A client folder given as a share would make every one of its folders a client.
    fn check_layout(&self, scanner: &Scanner, roots: &[PathBuf]) -> Result<(), Failure> {
        for root in roots.iter().filter(|_| !self.client) {
            let units = crate::walk::units(root, Layout::Client).map_err(crate::scan::ScanError::from)?;
            let zero = units.iter().flat_map(|unit| &unit.folders);
            if let Some(name) = zero.into_iter().find(|name| scanner.judge().folders().is_confidential(name)) {
                let root = root.display();
                return Err(Failure::Usage(format!(
                    "{root} holds the folder '{name}', so it looks like one client's folder, not a share of clients.\n\
                     To scan it as one client: nought scan --client \"{root}\""
                )));
            }
        }
        Ok(())
    }
}

fn check_roots(roots: &[PathBuf]) -> Result<(), Failure> {
    if roots.is_empty() {
        let message = "say what to scan: nought scan PATH (or set share.roots in the configuration)";
        return Err(Failure::Usage(message.into()));
    }
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    for (at, root) in roots.iter().enumerate() {
        for other in roots.iter().skip(at + 1) {
            let (a, b) = (real(root), real(other));
            if a.starts_with(&b) || b.starts_with(&a) {
                let message =
                    format!("{} and {} hold the same files; name one of them", root.display(), other.display());
                return Err(Failure::Usage(message));
            }
        }
    }
    Ok(())
}

fn tool(rules_digest: String) -> Tool {
    Tool { name: "nought".into(), version: env!("CARGO_PKG_VERSION").into(), rules_digest }
}

fn available_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn run_id() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The first Ctrl-C asks the scan to end with what it has; the second ends the program.
fn on_ctrl_c() -> Result<Arc<AtomicBool>, Failure> {
    let cancel = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancel);
    let handler = move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(Exit::Incomplete as i32);
        }
    };
    ctrlc::set_handler(handler).map_err(|error| Failure::Io(std::io::Error::other(error)))?;
    Ok(cancel)
}

/// What decides the exit code.
struct Judged {
    fail_on: Severity,
    violated: bool,
    unread: bool,
    totals: Totals,
}

impl Judged {
    fn new(fail_on: Severity) -> Self {
        Self { fail_on, violated: false, unread: false, totals: Totals::default() }
    }

    fn see(&mut self, file: &FileReport) {
        self.totals.add(file);
        self.violated |= file.worst().is_some_and(|worst| worst >= self.fail_on);
        self.unread |= file.is_unread();
    }

    fn exit(&self, complete: bool, written: bool) -> Exit {
        match (written, self.violated, self.unread || !complete) {
            (false, ..) => Exit::Fault,
            (true, true, _) => Exit::Violations,
            (true, false, true) => Exit::Incomplete,
            (true, false, false) => Exit::Clean,
        }
    }
}
