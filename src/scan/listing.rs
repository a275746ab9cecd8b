//! Lists several client folders at the same time and yields what stands in them in one stable order, so that listing a slow
//! share overlaps with reading it.

use super::{Progress, Scanner};
use crate::policy::Likeness;
use crate::walk::{Entry, Unit};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

/// Client folders listed at once: enough to hide a share's latency, few enough not to trouble its server.
const LISTERS: usize = 4;
/// Client folders whose listing may be begun before the first of them is read: each has its own buffer.
const UNITS_AHEAD: usize = 8;
/// Entries listed ahead in each of them.
const AHEAD: usize = 1024;

/// What all files of a client folder share.
#[derive(Debug)]
pub(super) struct Client {
    /// Number of the root.
    pub root: usize,
    /// Client name.
    pub name: Option<String>,
    /// Client folder relative to the root.
    pub prefix: String,
    /// Name of its 0 folder, or of the one it should have.
    pub confidential: String,
    /// Whether that exists.
    pub has_confidential: bool,
    /// The look-alike that should become the 0 folder of a client without one: the first by name.
    pub renamed: Option<String>,
    /// How many levels down client folders stand in a ZIP that lies directly in the root; none where a ZIP is any file.
    pub depth_in_zip: Option<usize>,
}

/// One thing found, with its client.
#[derive(Debug)]
pub(super) struct Item {
    /// Whose folder it is in.
    pub client: Arc<Client>,
    /// What was found.
    pub entry: Entry,
}

type Queue = Mutex<(std::vec::IntoIter<(usize, Unit)>, SyncSender<Receiver<Item>>)>;

/// Starts the listers; the iterator yields the units' entries in the units' order.
pub(super) fn start<'scope>(
    threads: &'scope Scope<'scope, '_>,
    units: Vec<(usize, Unit)>,
    scanner: &'scope Scanner,
    progress: &'scope Progress,
    cancel: &'scope AtomicBool,
) -> impl Iterator<Item = Item> + Send + use<'scope> {
    progress.units(units.len());
    let (announce, announced) = sync_channel(UNITS_AHEAD);
    let listers = LISTERS.min(units.len());
    let queue: Arc<Queue> = Arc::new(Mutex::new((units.into_iter(), announce)));
    for _ in 0..listers {
        let queue = Arc::clone(&queue);
        threads.spawn(move || {
            while let Some((root, unit, sender)) = next(&queue) {
                list(root, &unit, scanner, progress, cancel, &sender);
            }
        });
    }
    announced.into_iter().inspect(|_| progress.began_unit()).flatten().take_while(|_| !cancel.load(Ordering::Relaxed))
}

/// Takes the next unit and announces its channel; both under one lock, so that channels are announced in the units' order.
fn next(queue: &Queue) -> Option<(usize, Unit, SyncSender<Item>)> {
    let mut guard = queue.lock().unwrap_or_else(PoisonError::into_inner);
    let (root, unit) = guard.0.next()?;
    let (sender, receiver) = sync_channel(AHEAD);
    guard.1.send(receiver).ok()?;
    Some((root, unit, sender))
}

fn list(
    root: usize,
    unit: &Unit,
    scanner: &Scanner,
    progress: &Progress,
    cancel: &AtomicBool,
    sender: &SyncSender<Item>,
) {
    let client = Arc::new(client(root, unit, scanner));
    for entry in unit.entries() {
        progress.listed(entry.bytes);
        let item = Item { client: Arc::clone(&client), entry };
        if cancel.load(Ordering::Relaxed) || sender.send(item).is_err() {
            return;
        }
    }
    progress.listed_unit();
}

fn client(root: usize, unit: &Unit, scanner: &Scanner) -> Client {
    let folders = scanner.judge.folders();
    let zero: Vec<&String> = unit.folders.iter().filter(|name| folders.is_confidential(name)).collect();
    let lookalike = unit.folders.iter().find(|name| folders.likeness(name) == Likeness::Lookalike);
    let confidential = match zero.as_slice() {
        [] => None,
        [one] => Some(*one),
        // Two of them: what belongs in one goes to the fuller; the first by name where they are alike.
        several => several.iter().rev().max_by_key(|name| unit.count_files(name)).copied(),
    };
    Client {
        root,
        name: unit.client.clone(),
        prefix: unit.prefix.display.clone(),
        has_confidential: confidential.is_some(),
        renamed: lookalike.filter(|_| confidential.is_none()).cloned(),
        depth_in_zip: unit.depth_in_zip(),
        confidential: confidential.cloned().unwrap_or_else(|| free_name(unit, &scanner.confidential_name)),
    }
}

/// The name for a client's new 0 folder; a file may have taken it.
fn free_name(unit: &Unit, name: &str) -> String {
    let taken = |name: &str| unit.folder.join(name).symlink_metadata().is_ok();
    let numbered = || (2..).map(|number: u32| format!("{name} ({number})")).find(|name| !taken(name));
    if taken(name) { numbered().unwrap_or_default() } else { name.to_owned() }
}
