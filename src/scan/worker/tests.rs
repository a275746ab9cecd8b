//! Workers that misbehave, played by a shell.

use super::*;
use crate::config::Limits;
use crate::document::{Flow, Segment, TablePlace};
use crate::extract;
use crate::incident::{Incident, IncidentKind};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

struct Deaf;

impl Sink for Deaf {
    fn segment(&mut self, _: Segment<'_>) -> Flow {
        ControlFlow::Continue(())
    }
    fn begin_table(&mut self, _: TablePlace) -> Flow {
        ControlFlow::Continue(())
    }
    fn row(&mut self, _: u32, _: &[crate::document::Cell<'_>]) -> Flow {
        ControlFlow::Continue(())
    }
    fn end_table(&mut self) -> Flow {
        ControlFlow::Continue(())
    }
    fn incident(&mut self, _: Incident) {}
}

/// How a document ends whose worker is this script.
fn check(script: &str, want: IncidentKind) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("worker");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    let workers = Workers::new(path);
    let limits = Limits { worker_seconds: 1, ..Limits::default() };
    let format = extract::format("text").unwrap();
    let started = Instant::now();
    // Twice: what happened to one worker does not keep the next from starting.
    for _ in 0..2 {
        let result = workers.extract(format, &mut Cursor::new(b"some text"), &limits.into(), &mut Deaf);
        assert_eq!(result.unwrap_err().incident().map(|incident| incident.kind), Some(want), "{script}");
    }
    assert!(started.elapsed() < Duration::from_secs(20), "{script}");
}

#[test]
fn a_worker_that_misbehaves_is_an_incident() {
    check("sleep 60", IncidentKind::LimitTime);
    check("cat > /dev/null & exit 86", IncidentKind::LimitMemory);
    check("exit 1", IncidentKind::ParserCrash);
    check("kill -9 $$", IncidentKind::ParserCrash);
    check("head -c 5 > /dev/null; printf 'M\\377\\377\\377\\377'; sleep 60", IncidentKind::ParserCrash);
    check("printf 'M\\004\\000\\000\\000nope'; sleep 60", IncidentKind::Io);
}

#[test]
fn a_worker_that_is_not_there_is_an_incident() {
    let workers = Workers::new("/no/such/program".into());
    let format = extract::format("text").unwrap();
    let result = workers.extract(format, &mut Cursor::new(b""), &Limits::default().into(), &mut Deaf);
    assert_eq!(result.unwrap_err().incident().map(|incident| incident.kind), Some(IncidentKind::Io));
}
