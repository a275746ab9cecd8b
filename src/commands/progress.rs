//! How far a scan is, on standard error: a bar on a terminal, a plain line now and then elsewhere, nothing where quiet.

use crate::scan::{Progress, Seen};
use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const BAR_EVERY: Duration = Duration::from_millis(100);
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Shows a [`Progress`] until it is finished.
pub(super) struct Bar {
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    pub(super) fn start(progress: &Arc<Progress>, quiet: bool) -> Self {
        if quiet {
            return Self { shown: None };
        }
        let progress = Arc::clone(progress);
        let (stop, stopped) = channel();
        let terminal = io::stderr().is_terminal();
        let thread = std::thread::spawn(move || {
            let mut show: Box<dyn FnMut(&Seen)> = if terminal { bar() } else { lines() };
            let every = if terminal { BAR_EVERY } else { LINE_EVERY };
            while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                show(&progress.seen());
            }
        });
        Self { shown: Some((stop, thread)) }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        if let Some((stop, thread)) = self.shown {
            drop(stop);
            // A panic of the display is not worth the scan.
            let _ = thread.join();
        }
    }
}

fn bar() -> Box<dyn FnMut(&Seen)> {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let style = |template: &str| {
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> ")
    };
    let listing = style("{spinner} {msg}  {bytes} at {bytes_per_sec}");
    let known = style("[{bar:30}] {percent:>3}%  {msg}  {bytes}/{total_bytes} at {bytes_per_sec}, {eta} left");
    let began = Instant::now();
    Box::new(move |seen| {
        bar.set_style(if seen.all_listed { known.clone() } else { listing.clone() });
        bar.set_length(seen.bytes_listed);
        bar.set_position(seen.bytes.min(seen.bytes_listed));
        let client = crate::report::shown(&seen.client).chars().take(24).collect::<String>();
        let left = if seen.all_listed { String::new() } else { format!("  {}", by_clients(seen, began.elapsed())) };
        bar.set_message(format!("{}/{} files  {client}{left}", seen.files, seen.files_listed));
        bar.tick();
    })
}

/// While the share is still being listed, the clients that are done tell how long the rest will take.
fn by_clients(seen: &Seen, elapsed: Duration) -> String {
    let Seen { units, units_done, .. } = *seen;
    if units_done == 0 {
        return "listing".into();
    }
    let left = elapsed.as_secs_f64() * units.saturating_sub(units_done) as f64 / units_done as f64;
    format!("client {units_done} of {units}, about {} left", HumanDuration(Duration::from_secs_f64(left.min(1e9))))
}

fn lines() -> Box<dyn FnMut(&Seen)> {
    let began = Instant::now();
    Box::new(move |seen| {
        let rate = seen.bytes as f64 / began.elapsed().as_secs_f64().max(0.001);
        let left = seen.bytes_listed.saturating_sub(seen.bytes) as f64 / rate.max(1.0);
        let left = match seen.all_listed {
            true => format!("{} left", HumanDuration(Duration::from_secs_f64(left.min(1e9)))),
            false => by_clients(seen, began.elapsed()),
        };
        let client = crate::report::shown(&seen.client);
        let (bytes, rate) = (HumanBytes(seen.bytes), HumanBytes(rate as u64));
        // A closed standard error must not end the scan.
        let _ = writeln!(
            io::stderr(),
            "nought: {} of {} files, {bytes} at {rate}/s, {left}; now {client}",
            seen.files,
            seen.files_listed
        );
    })
}
