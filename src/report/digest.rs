//! What a report for people keeps of a scan while the rows pass: sums by client, the worst rows to act on, the lows by
//! client, and what was not read. Bounded, however large the share.

mod clients;
mod coverage;
mod folders;
mod row;
mod todo;
mod worst;

pub(super) use clients::Client;
pub(super) use coverage::{Coverage, Gap};
pub(super) use row::{Found, Row, is_member_of};
pub(super) use todo::Todo;

use self::clients::Clients;
use self::folders::Folders;
use self::row::Gather;
use self::worst::Worst;
use super::{Options, words};
use crate::finding::{FileReport, Severity, Summary};

/// Grows by one row at a time.
pub(super) struct Digest {
    roots: Vec<String>,
    gather: Gather,
    clients: Clients,
    folders: Folders,
    worst: Worst,
    coverage: Coverage,
    counts: Counts,
}

/// Sums that the totals of a run do not carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Files read, in whole or in part.
    pub(super) read: u64,
    /// Files with a violation of at least medium severity.
    pub(super) to_act: u64,
    /// Those of them with a high one.
    pub(super) high: u64,
    /// Files with low violations only.
    pub(super) low: u64,
    /// People in the files to act on; one who stands in two files counts twice.
    pub(super) people: u64,
    /// Files not read, or not to the end.
    pub(super) unread: u64,
}

/// All that a report for people shows.
pub(super) struct Digested {
    /// The roots as given.
    pub(super) roots: Vec<String>,
    /// The sums.
    pub(super) counts: Counts,
    /// Clients, worst first.
    pub(super) clients: Vec<Client>,
    /// Rows to act on, worst first; a misplaced folder is one row.
    pub(super) rows: Vec<Row>,
    /// Rows that were dropped for their number.
    pub(super) left_out: u64,
    /// What was not read.
    pub(super) coverage: Coverage,
}

impl Digest {
    /// An empty one.
    pub(super) fn new(options: &Options) -> Self {
        Self {
            roots: Vec::new(),
            gather: Gather::default(),
            clients: Clients::default(),
            folders: Folders::new(options.rows),
            worst: Worst::new(options.rows),
            coverage: Coverage::default(),
            counts: Counts::default(),
        }
    }

    /// The roots that rows refer to.
    pub(super) fn begin(&mut self, roots: &[String]) {
        self.roots = roots.to_vec();
    }

    /// Adds a row of the report.
    pub(super) fn add(&mut self, file: &FileReport) {
        self.clients.see(file);
        self.coverage.see(file);
        self.counts.see(file);
        let done = self.gather.next(file);
        done.into_iter().for_each(|row| self.settle(row));
    }

    /// The end: everything in the order in which it is shown.
    pub(super) fn finish(mut self) -> Digested {
        if let Some(row) = self.gather.end() {
            self.settle(row);
        }
        for row in self.folders.take() {
            if row.severity >= Severity::Medium {
                self.worst.push(row);
            } else {
                self.clients.low(&row);
            }
        }
        let left_out = self.worst.left_out + self.folders.left_out;
        Digested {
            roots: self.roots,
            counts: self.counts,
            clients: self.clients.finish(),
            rows: self.worst.finish(),
            left_out,
            coverage: self.coverage,
        }
    }

    fn settle(&mut self, mut row: Row) {
        self.counts.act(&row);
        self.clients.act(&row);
        let in_folder = self.folders.split(&mut row);
        match row.severity_now() {
            None => {}
            Some(Severity::Low) if in_folder => {}
            Some(Severity::Low) => self.clients.low(&row),
            Some(_) => self.worst.push(row),
        }
    }
}

impl Counts {
    fn see(&mut self, file: &FileReport) {
        self.read += u64::from(clients::is_read(file));
        self.unread += u64::from(file.is_unread());
    }

    fn act(&mut self, row: &Row) {
        if row.severity == Severity::Low {
            self.low += 1;
            return;
        }
        self.to_act += 1;
        self.high += u64::from(row.severity == Severity::High);
        self.people += row.subjects;
    }
}

impl Digested {
    /// A client by name; with its root where there are several.
    pub(super) fn client(&self, root: usize, client: Option<&str>) -> String {
        let name = client.unwrap_or("(in no client folder)");
        match self.root(root) {
            Some(root) => format!("{name} ({root})"),
            None => name.into(),
        }
    }

    /// A path; under its root where there are several.
    pub(super) fn path(&self, root: usize, path: &str) -> String {
        match self.root(root) {
            Some(root) => format!("{}/{path}", root.trim_end_matches(['/', '\\'])),
            None => path.into(),
        }
    }

    /// The index of the line that stands for the clients that were too many.
    pub(super) fn others(&self) -> Option<usize> {
        self.clients.iter().position(|client| client.root == 0 && client.name.as_deref() == Some(clients::OTHERS))
    }

    /// The run in plain words.
    pub(super) fn verdict(&self, summary: &Summary) -> String {
        let mut said = vec![match (self.counts.to_act, self.counts.low) {
            (0, 0) => format!("Nothing to act on: {} read.", words::files(self.counts.read)),
            (0, low) => format!("Nothing to act on at once; {} with a minor problem.", words::files(low)),
            (act, _) => format!("{} to act on.", words::files(act)),
        }];
        if self.counts.unread > 0 {
            said.push(format!("{} could not be read: the run is not clean.", words::files(self.counts.unread)));
        }
        if !summary.run.complete {
            said.push("The run was stopped before its end: what it did not reach is not known.".into());
        }
        said.join(" ")
    }

    fn root(&self, root: usize) -> Option<&str> {
        if self.roots.len() > 1 { self.roots.get(root).map(String::as_str) } else { None }
    }
}
