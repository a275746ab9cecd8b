//! How fast each format becomes segments, in three sizes, each with its answer checked. `inflate` is what a workbook costs
//! at the least: its bytes expanded and summed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a wrong answer here is a failed run")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nought::config::Limits;
use nought::document::{Cell, Flow, Segment, Sink, TablePlace};
use nought::extract::format;
use nought::incident::Incident;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{Cursor, Read as _, Write as _};
use std::ops::ControlFlow;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Rows of a table, paragraphs of a text.
const SIZES: [usize; 3] = [100, 10_000, 100_000];
const COLUMNS: usize = 8;

fn extract(criterion: &mut Criterion) {
    for rows in SIZES {
        let book = workbook(rows);
        measure(criterion, "xlsx", rows, &book.packed, book.expanded, Heard { cells: rows * COLUMNS, segments: 1 });
        let mut group = criterion.benchmark_group("inflate");
        group.throughput(Throughput::Bytes(book.expanded)).sample_size(10);
        group.bench_with_input(BenchmarkId::from_parameter(rows), &book.packed, |bencher, packed| {
            bencher.iter(|| assert_eq!(inflate(packed), book.expanded));
        });
        group.finish();
        let text = delimited(rows);
        measure(criterion, "csv", rows, &text, text.len() as u64, Heard { cells: rows * COLUMNS, segments: 0 });
        let letter = letter(rows);
        measure(criterion, "docx", rows, &letter.packed, letter.expanded, Heard { cells: 0, segments: rows });
    }
}

fn measure(criterion: &mut Criterion, name: &str, rows: usize, bytes: &[u8], expanded: u64, want: Heard) {
    let Some(format) = format(name) else { return };
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(expanded)).sample_size(10);
    group.bench_with_input(BenchmarkId::from_parameter(rows), bytes, |bencher, bytes| {
        bencher.iter(|| {
            let mut heard = Heard::default();
            let result = (format.extract)(&mut Cursor::new(bytes), &Limits::default().into(), &mut heard);
            assert!(result.is_ok(), "{name}: {result:?}");
            assert_eq!(heard, want, "{name}");
        });
    });
    group.finish();
}

/// Counts what it hears.
#[derive(Debug, Default, PartialEq)]
struct Heard {
    cells: usize,
    segments: usize,
}

impl Sink for Heard {
    fn segment(&mut self, segment: Segment<'_>) -> Flow {
        black_box(segment.text);
        self.segments += 1;
        ControlFlow::Continue(())
    }

    fn begin_table(&mut self, _: TablePlace) -> Flow {
        ControlFlow::Continue(())
    }

    fn row(&mut self, _: u32, cells: &[Cell<'_>]) -> Flow {
        self.cells += black_box(cells).len();
        ControlFlow::Continue(())
    }

    fn end_table(&mut self) -> Flow {
        ControlFlow::Continue(())
    }

    fn incident(&mut self, incident: Incident) {
        panic!("{incident:?}");
    }
}

/// A zip file and how many bytes are in it.
struct Package {
    packed: Vec<u8>,
    expanded: u64,
}

fn package(parts: &[(&str, &str)]) -> Package {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    let expanded = parts.iter().map(|(_, content)| content.len() as u64).sum();
    Package { packed: writer.finish().unwrap().into_inner(), expanded }
}

/// Half shared strings (each used about four times), a third numbers, a date and an inline text.
fn workbook(rows: usize) -> Package {
    let strings = rows.max(4);
    let mut shared = String::from("<sst>");
    for number in 0..strings {
        let _ = write!(shared, "<si><t>Text number {number} of many</t></si>");
    }
    shared.push_str("</sst>");
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=rows {
        let _ = write!(sheet, r#"<row r="{row}" spans="1:8">"#);
        for (at, column) in ['A', 'B', 'C', 'D'].into_iter().enumerate() {
            let _ = write!(sheet, r#"<c r="{column}{row}" s="2" t="s"><v>{}</v></c>"#, (row * 7 + at) % strings);
        }
        let _ = write!(sheet, r#"<c r="E{row}"><v>{}</v></c><c r="F{row}"><v>{}.5</v></c>"#, row * 7919, row);
        let _ = write!(sheet, r#"<c r="G{row}" s="1"><v>{}</v></c>"#, 30_000 + row % 9_000);
        let _ = write!(sheet, r#"<c r="H{row}" t="inlineStr"><is><t>Note &amp; {row}</t></is></c></row>"#);
    }
    sheet.push_str("</sheetData></worksheet>");
    package(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name='List' sheetId='1'/></sheets></workbook>"),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='0'/></cellXfs></styleSheet>",
        ),
        ("xl/sharedStrings.xml", &shared),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn delimited(rows: usize) -> Vec<u8> {
    let mut text = String::new();
    for row in 0..rows {
        let _ = writeln!(text, "{row},Text {row},\"quoted, {row}\",{},{}.5,more text,1984-06-11,last", row * 7919, row);
    }
    text.into_bytes()
}

fn letter(paragraphs: usize) -> Package {
    let mut text = String::from("<w:document xmlns:w='w'><w:body>");
    for number in 0..paragraphs {
        let _ = write!(
            text,
            "<w:p w:rsidR='00A1'><w:pPr><w:jc w:val='left'/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Paragraph {number}</w:t></w:r><w:r><w:t xml:space='preserve'> says a little &amp; stops.</w:t></w:r></w:p>"
        );
    }
    text.push_str("</w:body></w:document>");
    package(&[("word/document.xml", &text)])
}

fn inflate(packed: &[u8]) -> u64 {
    let mut archive = ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut buffer = vec![0; 256 << 10];
    let mut total = 0;
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).unwrap();
        loop {
            match member.read(&mut buffer).unwrap() {
                0 => break,
                count => total += black_box(&buffer[..count]).len() as u64,
            }
        }
    }
    total
}

criterion_group!(benches, extract);
criterion_main!(benches);
