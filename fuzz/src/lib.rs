//! What the fuzz targets share: a sink that checks what every sink may rely on, and tight limits so that each bites.

use nought::config::Limits;
use nought::document::{Cell, Flow, Locator, Member, Segment, Sink, TablePlace};
use nought::extract;
use nought::incident::Incident;
use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;

/// Listens and checks.
#[derive(Default)]
struct Checker {
    table: bool,
    row: u32,
}

impl Sink for Checker {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        assert!(!segment.text.is_empty(), "an empty segment");
        if let Locator::Line { line } = segment.locator {
            assert!(line > 0, "lines count from 1");
        }
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, _: TablePlace) -> Flow {
        assert!(!self.table, "tables do not nest");
        self.table = true;
        self.row = 0;
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: u32, cells: &[Cell<'_>]) -> Flow {
        assert!(self.table, "a row stands in a table");
        assert!(row > self.row, "rows ascend");
        assert!(cells.is_sorted_by(|a, b| a.column < b.column), "columns ascend");
        assert!(cells.iter().all(|cell| !cell.text.is_empty()), "only non-empty cells");
        self.row = row;
        ControlFlow::Continue(())
    }

    fn end_table(&mut self) -> Flow {
        assert!(self.table, "only an open table ends");
        self.table = false;
        ControlFlow::Continue(())
    }

    fn member(&mut self, member: Member<'_>) -> Flow {
        assert!(!self.table, "no member between the rows of a table");
        assert!(!member.name.is_empty(), "a member has a name");
        match member.content {
            // What it holds may end with a fault.
            Ok(source) => drop(std::io::copy(&mut source.take(1 << 20), &mut std::io::sink())),
            Err(incident) => assert!(!incident.detail.is_empty(), "a member says why it cannot be had"),
        }
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        assert!(!incident.detail.is_empty(), "an incident says what happened");
    }
}

/// Extracts `bytes` as the format of that name.
pub fn extract(name: &str, bytes: &[u8]) {
    let limits = Limits {
        expanded_bytes: 4 << 20,
        entries: 100,
        cells: 100_000,
        xml_depth: 64,
        memory_bytes: 256 << 10,
        ..Limits::default()
    };
    let format = extract::format(name).expect("a format of that name");
    let result = (format.extract)(&mut Cursor::new(bytes), &limits.into(), &mut Checker::default());
    if let Err(error) = result {
        assert!(error.incident().is_some(), "the sink did not stop");
    }
}

/// A stored package of these parts: most fuzzed bytes would not survive a checksum.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, stored).expect("memory");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}
