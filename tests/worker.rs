//! Parsers in worker processes: the same is read as in the process itself, and no worker outlives its master or its bounds.
#![cfg(feature = "pdf")]

use nought::config::Limits;
use nought::document::{Cell, Flow, Segment, Sink, TablePlace};
use nought::extract::{self, Isolation, Options};
use nought::incident::{Incident, IncidentKind};
use nought::scan::Workers;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Writes down what it hears.
#[derive(Default)]
struct Heard(Vec<String>);

impl Sink for Heard {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        self.0.push(format!("{} {:?} {}", segment.locator, segment.role, segment.text));
        ControlFlow::Continue(())
    }
    fn begin_table(&mut self, _: TablePlace) -> Flow {
        ControlFlow::Continue(())
    }
    fn row(&mut self, _: u32, _: &[Cell<'_>]) -> Flow {
        ControlFlow::Continue(())
    }
    fn end_table(&mut self) -> Flow {
        ControlFlow::Continue(())
    }
    fn incident(&mut self, incident: Incident) {
        self.0.push(incident.detail);
    }
}

/// A document of one page for each text.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 3 + 2 * page)).collect();
    objects.push(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()));
    for (page, text) in pages.iter().enumerate() {
        let font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << {font} >> >>",
            4 + 2 * page
        ));
        let content = format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET");
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(&objects) {
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    bytes.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\n%%EOF\n", objects.len() + 1).bytes());
    bytes
}

fn read(bytes: &[u8], options: &Options) -> (Vec<String>, Option<IncidentKind>) {
    let mut heard = Heard::default();
    let format = extract::format("pdf");
    assert!(format.is_some());
    let result = format.map(|format| format.read(&mut Cursor::new(bytes), options, &mut heard));
    (heard.0, result.and_then(Result::err).and_then(|error| error.incident()).map(|incident| incident.kind))
}

fn isolated(limits: Limits) -> Options {
    let workers: Arc<dyn Isolation> = Arc::new(Workers::new(env!("CARGO_BIN_EXE_nought").into()));
    Options { isolation: Some(workers), ..limits.into() }
}

#[test]
fn a_worker_reads_what_the_process_itself_reads() {
    let options = isolated(Limits::default());
    for bytes in [pdf(&["Tamsin Oakeshott", "Piers Lorimer"]), pdf(&[]), b"%PDF-1.4 broken".to_vec()] {
        assert_eq!(read(&bytes, &options), read(&bytes, &Options::default()));
    }
    let (lines, fault) = read(&pdf(&["Tamsin Oakeshott"]), &options);
    assert_eq!((lines, fault), (vec!["page 1 Body Tamsin Oakeshott".to_owned()], None));
}

#[test]
fn a_worker_s_memory_is_capped() {
    let limits = Limits { worker_bytes: 4 << 20, ..Limits::default() };
    let many: Vec<String> = (0..2_000).map(|page| format!("page number {page}")).collect();
    let pages: Vec<&str> = many.iter().map(String::as_str).collect();
    let (_, fault) = read(&pdf(&pages), &isolated(limits));
    assert_eq!(fault, Some(IncidentKind::LimitMemory));
}

#[test]
fn a_worker_ends_with_its_master() {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_nought"))
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    assert!(worker.try_wait().unwrap().is_none());
    drop(worker.stdin.take());
    let until = Instant::now() + Duration::from_secs(10);
    while worker.try_wait().unwrap().is_none() {
        assert!(Instant::now() < until, "the worker lives on");
        std::thread::sleep(Duration::from_millis(20));
    }
}
