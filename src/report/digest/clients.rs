//! Sums by client, and the lows of each.

use super::super::clean;
use super::Row;
use crate::finding::{FileReport, Severity, Status};
use std::collections::BTreeMap;

/// Clients that are told apart; the rest are summed up in one line.
const CLIENTS: usize = 20_000;
/// Lows that are named, of one client and of all.
const LOWS_OF_ONE: usize = 50;
const LOWS: usize = 5_000;
/// Bytes that their paths may take.
const LOW_BYTES: usize = 8 << 20;
/// Characters of a client's name: a folder's name is shorter, but that of a packed folder may be anything.
const NAME: usize = 300;
/// Stands for the clients beyond [`CLIENTS`].
pub(super) const OTHERS: &str = "(further clients)";

/// The line of one client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Client {
    pub(in crate::report) root: usize,
    /// `None`: files in no client folder.
    pub(in crate::report) name: Option<String>,
    pub(in crate::report) read: u64,
    pub(in crate::report) unread: u64,
    /// Files to act on with a high violation, and with none higher than medium.
    pub(in crate::report) high: u64,
    pub(in crate::report) medium: u64,
    /// People in the files to act on.
    pub(in crate::report) people: u64,
    /// Rows that break the policy in a small way only, and the first of them.
    pub(in crate::report) low: u64,
    pub(in crate::report) lows: Vec<Low>,
}

/// A file that breaks the policy in a small way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Low {
    pub(in crate::report) root: usize,
    pub(in crate::report) path: String,
    pub(in crate::report) what: String,
    pub(in crate::report) rule: String,
}

impl Client {
    /// Files to act on.
    pub(in crate::report) fn to_act(&self) -> u64 {
        self.high + self.medium
    }
}

/// Sums by client while the rows pass.
#[derive(Default)]
pub(super) struct Clients {
    clients: Vec<Client>,
    places: BTreeMap<(usize, Option<String>), usize>,
    /// Rows of a client follow each other: the one of the last row is the first to try.
    last: usize,
    named: usize,
    named_bytes: usize,
}

impl Clients {
    pub(super) fn see(&mut self, file: &FileReport) {
        let client = self.get(file.root, file.client.as_deref());
        client.read += u64::from(is_read(file));
        client.unread += u64::from(file.is_unread());
    }

    pub(super) fn act(&mut self, row: &Row) {
        let client = self.get(row.root, row.client.as_deref());
        match row.severity {
            Severity::High => client.high += 1,
            Severity::Medium => client.medium += 1,
            Severity::Low => return,
        }
        client.people = client.people.saturating_add(row.subjects);
    }

    pub(super) fn low(&mut self, row: &Row) {
        let bytes = self.named_bytes + row.path.len();
        let room = self.named < LOWS && bytes <= LOW_BYTES;
        let client = self.get(row.root, row.client.as_deref());
        client.low += row.folder.unwrap_or(1);
        if room && client.lows.len() < LOWS_OF_ONE {
            let rule = row.violations.first().map(|violation| violation.rule.clone()).unwrap_or_default();
            client.lows.push(Low { root: row.root, path: row.path.clone(), what: row.what(), rule });
            self.named += 1;
            self.named_bytes = bytes;
        }
    }

    /// Worst first.
    pub(super) fn finish(mut self) -> Vec<Client> {
        let worst = |client: &Client| (client.high, client.medium, client.people, client.low, client.unread);
        self.clients.sort_by(|one, other| {
            let name = |client: &Client| (client.root, client.name.clone());
            worst(other).cmp(&worst(one)).then_with(|| name(one).cmp(&name(other)))
        });
        self.clients
    }

    fn get(&mut self, root: usize, name: Option<&str>) -> &mut Client {
        let known = self.clients.get(self.last).is_some_and(|last| last.root == root && last.name.as_deref() == name);
        if !known {
            self.last = self.place(root, name);
        }
        &mut self.clients[self.last]
    }

    /// The index of a client; a new one is added while there is room.
    fn place(&mut self, root: usize, name: Option<&str>) -> usize {
        let mut key = (root, name.map(short_name));
        if self.places.len() >= CLIENTS && !self.places.contains_key(&key) {
            key = (0, Some(OTHERS.into()));
        }
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let (root, name) = key.clone();
        self.clients.push(Client { root, name, ..Client::default() });
        self.places.insert(key, self.clients.len() - 1);
        self.clients.len() - 1
    }
}

/// A client's name, of a length that can be kept many times.
pub(super) fn short_name(name: &str) -> String {
    clean::clipped(name, NAME)
}

/// Whether some of it was read.
pub(super) fn is_read(file: &FileReport) -> bool {
    matches!(file.status, Status::Scanned | Status::Partial)
}
