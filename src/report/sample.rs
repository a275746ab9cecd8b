//! A made-up scan that shows every kind of row once; all reports are tested with it.

use super::{Format, Options, Output, open};
use crate::document::{Locator, TablePlace};
use crate::finding::{
    Action, Category, Confidence, FileReport, Finding, Run, Sample, Severity, Status, Summary, Tool, Totals, Violation,
    Zone,
};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

/// The report of `files` in `format`, as text.
pub(super) fn written(format: Format, options: &Options, roots: &[&str], files: &[FileReport]) -> String {
    let buffer = Buffer::default();
    let output: Output = Box::new(buffer.clone());
    let mut report = open(format, output, options);
    let roots: Vec<String> = roots.iter().map(|root| (*root).into()).collect();
    report.begin(&tool(), &roots).unwrap();
    for file in files {
        report.file(file).unwrap();
    }
    report.finish(&summary(&roots, files)).unwrap();
    buffer.text()
}

/// The usual scan in `format`.
pub(super) fn sample(format: Format) -> String {
    written(format, &Options::default(), &["Q:\\Client Work"], &files())
}

/// A writer whose bytes can be seen afterwards.
#[derive(Clone, Default)]
pub(super) struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    /// What was written so far.
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) fn tool() -> Tool {
    Tool { name: "nought".into(), version: "0.1.0".into(), rules_digest: "5f1c0a9e44d2b7c3".into() }
}

pub(super) fn summary(roots: &[String], files: &[FileReport]) -> Summary {
    let mut totals = Totals::default();
    files.iter().for_each(|file| totals.add(file));
    let run = Run {
        id: "0123456789abcdef0123456789abcdef".into(),
        started: "2026-11-23T09:00:00Z".into(),
        finished: "2026-11-23T09:04:10Z".into(),
        roots: roots.to_vec(),
        complete: true,
    };
    Summary { tool: tool(), run, totals }
}

/// Every kind of row.
pub(super) fn files() -> Vec<FileReport> {
    vec![
        delegates(),
        marked(),
        FileReport { status: Status::Scanned, ..file("Abbotsford Mills/2. Design/agenda.docx", "docx") },
        medical(),
        in_folder("O. Confidential/contracts/one.docx", 4),
        in_folder("O. Confidential/two.docx", 2),
        archive(),
        member(),
        locked(),
        FileReport { status: Status::Skipped, ..file("Brightwater Trust/4. Media/opening.mp4", "mp4") },
        proposal(),
        loose(),
        placeholder(),
        unknown(),
    ]
}

/// A clean file of a client, the client read off the path.
pub(super) fn file(path: &str, format: &str) -> FileReport {
    FileReport {
        root: 0,
        path: path.into(),
        path_bytes: None,
        container: None,
        client: path.split_once('/').map(|(client, _)| client.into()),
        zone: Zone::Working,
        format: format.into(),
        bytes: 18_432,
        modified: Some("2026-03-02T10:15:00Z".into()),
        status: Status::Scanned,
        incidents: Vec::new(),
        subjects: 0,
        findings: Vec::new(),
        violations: Vec::new(),
    }
}

pub(super) fn finding(rule: &str, category: Category, count: u64, samples: Vec<Sample>) -> Finding {
    let (confidence, score) = (Confidence::High, 0.98);
    Finding { rule: rule.into(), category, count, distinct: count, confidence, score, samples }
}

pub(super) fn masked(masked: &str, locator: Locator) -> Sample {
    Sample { masked: masked.into(), locator, evidence: vec!["column header".into()] }
}

pub(super) fn violation(rule: &str, severity: Severity, action: Action, target: Option<&str>, why: &str) -> Violation {
    Violation { rule: rule.into(), severity, action, target: target.map(Into::into), why: why.into() }
}

fn sheet(name: &str, row: u32, column: u32) -> Locator {
    TablePlace::Sheet { sheet: name.into() }.cell(row, column)
}

fn delegates() -> FileReport {
    let email = vec![
        masked("a****@h*****.example", sheet("Delegates", 6, 2)),
        masked("m****@h*****.example", sheet("Delegates", 7, 2)),
    ];
    let target = "Abbotsford Mills/0. Confidential/2. Design/delegates.xlsx";
    let why = "39 people's names and e-mail addresses stand outside the client's confidential folder.";
    FileReport {
        subjects: 39,
        findings: vec![
            finding("email", Category::Contact, 39, email),
            finding("person-name", Category::Identity, 39, vec![masked("A**** P*****", sheet("Delegates", 6, 0))]),
        ],
        violations: vec![violation("outside-confidential", Severity::High, Action::Move, Some(target), why)],
        ..file("Abbotsford Mills/2. Design/delegates.xlsx", "xlsx")
    }
}

fn marked() -> FileReport {
    let target = "Abbotsford Mills/0. Confidential/2. Design/strategy (confidential).docx";
    let why = "The file name says that it is confidential.";
    FileReport {
        violations: vec![violation("client-confidential", Severity::Low, Action::Move, Some(target), why)],
        ..file("Abbotsford Mills/2. Design/strategy (confidential).docx", "docx")
    }
}

fn medical() -> FileReport {
    let place = |paragraph| Locator::Paragraph { part: "document".into(), paragraph };
    FileReport {
        zone: Zone::Confidential,
        subjects: 1,
        findings: vec![
            finding("health", Category::Health, 2, vec![masked("d****** w*** …", place(3))]),
            finding("person-name", Category::Identity, 1, vec![masked("J*** O*****", place(2))]),
        ],
        violations: vec![
            violation(
                "sensitive-data",
                Severity::High,
                Action::Delete,
                None,
                "One person's health details; these are kept nowhere, not even in the confidential folder.",
            ),
            violation(
                "sensitive-data",
                Severity::High,
                Action::TellDpo,
                None,
                "One person's health details; these are kept nowhere, not even in the confidential folder.",
            ),
        ],
        ..file("Abbotsford Mills/0. Confidential/sick notes.docx", "docx")
    }
}

fn in_folder(name: &str, subjects: u64) -> FileReport {
    let why = "The folder looks like the confidential folder, but starts with the letter O.";
    let target = "Brightwater Trust/0. Confidential";
    FileReport {
        zone: Zone::Lookalike,
        subjects,
        findings: vec![finding(
            "person-name",
            Category::Identity,
            subjects,
            vec![masked("R**** T***", Locator::Line { line: 4 })],
        )],
        violations: vec![violation("misplaced-folder", Severity::Medium, Action::Rename, Some(target), why)],
        ..file(&format!("Brightwater Trust/{name}"), "docx")
    }
}

fn archive() -> FileReport {
    let target = "Brightwater Trust/0. Confidential/3. Delivery/handover.zip";
    let why = "2 people's National Insurance numbers in payroll.csv stand outside the client's confidential folder.";
    FileReport {
        violations: vec![violation("outside-confidential", Severity::Medium, Action::Move, Some(target), why)],
        ..file("Brightwater Trust/3. Delivery/handover.zip", "zip")
    }
}

fn member() -> FileReport {
    FileReport {
        container: Some("Brightwater Trust/3. Delivery/handover.zip".into()),
        subjects: 2,
        findings: vec![finding(
            "uk-nino",
            Category::GovernmentId,
            2,
            vec![masked("Q* ** ** ** *", TablePlace::Delimited.cell(2, 3))],
        )],
        ..file("Brightwater Trust/3. Delivery/handover.zip!payroll.csv", "csv")
    }
}

fn locked() -> FileReport {
    let why = "The file is protected by a password, so nobody knows what stands in it.";
    FileReport {
        status: Status::Encrypted,
        incidents: vec![Incident::new(Stage::Extract, IncidentKind::Encrypted, "the workbook is encrypted")],
        violations: vec![violation("unverifiable", Severity::Low, Action::OpenByHand, None, why)],
        ..file("Brightwater Trust/3. Delivery/budget.xlsx", "xlsx")
    }
}

fn proposal() -> FileReport {
    let target = "Cobalt & Sons/0. Confidential/1. Proposal/proposal.docx";
    FileReport {
        subjects: 1,
        findings: vec![finding(
            "person-name",
            Category::Identity,
            1,
            vec![masked("S**** L**", Locator::Part { part: "header".into() })],
        )],
        violations: vec![violation(
            "outside-confidential",
            Severity::Low,
            Action::Move,
            Some(target),
            "One person's name stands outside the client's confidential folder.",
        )],
        ..file("Cobalt & Sons/1. Proposal/proposal.docx", "docx")
    }
}

fn loose() -> FileReport {
    FileReport {
        client: None,
        zone: Zone::Unassigned,
        subjects: 5,
        findings: vec![finding(
            "phone",
            Category::Contact,
            5,
            vec![masked("+44 7*** ****12", Locator::Line { line: 2 })],
        )],
        violations: vec![violation(
            "outside-confidential",
            Severity::Medium,
            Action::Review,
            None,
            "5 people's phone numbers stand in no client's folder.",
        )],
        ..file("phone list.txt", "text")
    }
}

fn placeholder() -> FileReport {
    FileReport {
        status: Status::Skipped,
        incidents: vec![Incident::new(Stage::Read, IncidentKind::Placeholder, "the content is only in the cloud")],
        ..file("Cobalt & Sons/2. Design/brief.docx", "docx")
    }
}

fn unknown() -> FileReport {
    FileReport {
        status: Status::Unsupported,
        incidents: vec![Incident::new(Stage::Sniff, IncidentKind::Unsupported, "no reader for this format")],
        ..file("Cobalt & Sons/2. Design/plan.mpp", "mpp")
    }
}

/// A share with `many` files to act on, of `clients` clients.
pub(super) fn share(many: usize, clients: usize) -> impl Iterator<Item = FileReport> {
    (0..many).map(move |at| {
        let client = at * clients / many.max(1);
        let people = (at * 7919) as u64 % 90 + 1;
        let severity = if people >= 70 { Severity::High } else { Severity::Medium };
        let name = ["delegates.xlsx", "attendance list.csv", "feedback notes.docx", "rooming.xlsx"][at % 4];
        let path = format!("Client {client:03} Ltd/{}. Delivery/batch {at}/{name}", at % 5 + 1);
        let target = path.replacen("Ltd/", "Ltd/0. Confidential/", 1);
        let place = sheet("Delegates", (at % 40) as u32 + 2, 2);
        FileReport {
            subjects: people,
            findings: vec![
                finding("person-name", Category::Identity, people, vec![masked("A**** P*****", place.clone())]),
                finding("email", Category::Contact, people, vec![masked("a****@h*****.example", place)]),
            ],
            violations: vec![violation(
                "outside-confidential",
                severity,
                Action::Move,
                Some(&target),
                &format!(
                    "{people} people's names and e-mail addresses stand outside the client's confidential folder."
                ),
            )],
            ..file(&path, "xlsx")
        }
    })
}
