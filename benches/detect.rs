//! How fast detection is on prose, on a table, on text without a hit and on text full of identifiers, with every default
//! rule on. Each bench asserts its answer, so that speed is never bought with findings.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nought::detect::{Detector, Settings, Trace};
use nought::document::{Cell, Locator, Segment, Sink, TablePlace};
use nought::finding::Detection;
use nought::rules::RuleSet;
use std::fmt::Write as _;
use std::hint::black_box;

const FILLER: [&str; 6] = [
    "The workshop opens with a short exercise in pairs, followed by a discussion in the full group.",
    "All material is on the shared drive, and the slides will be sent once the pilot is over.",
    "We agreed to keep the budget flat for the next quarter and to look at it again in spring.",
    "Participants rate every module on a scale from one to five and may add a comment.",
    "The room has daylight, a projector and space for six tables of four.",
    "Please bring the signed form and arrive a quarter of an hour early.",
];
const GIVEN: [&str; 8] = ["Katherine", "Oliver", "Harriet", "Samuel", "Priya", "Marek", "Amelia", "Declan"];
const SURNAME: [&str; 8] = ["Hartley", "Bloomfield", "Wainwright", "Okafor", "Novak", "Fitzgerald", "Mehta", "Lindqvist"];

fn person(number: usize) -> (String, String) {
    let (given, surname) = (GIVEN[number % 8], SURNAME[number / 8 % 8]);
    (format!("{given} {surname}"), format!("{}.{}{number}@brindlemere.co.uk", given.to_lowercase(), surname.to_lowercase()))
}

/// Lines of prose, every `every`-th with a person in it (never where 0).
fn prose(lines: usize, every: usize) -> String {
    let mut text = String::new();
    for line in 0..lines {
        text.push_str(FILLER[line % FILLER.len()]);
        if every != 0 && line % every == 0 {
            let (name, email) = person(line / every);
            let _ = write!(text, " Please write to {name} at {email} or call 07911 {:06}.", 100_000 + line);
        }
        text.push('\n');
    }
    text
}

fn identifiers(lines: usize) -> String {
    (0..lines).fold(String::new(), |mut text, line| {
        let (name, email) = person(line);
        let _ = writeln!(text, "{name}, {email}, +44 7911 {:06}, NI number JG{:06}A, born 12/03/19{:02}", line, 100_000 + line, 50 + line % 40);
        text
    })
}

fn count(detection: &Detection, rule: &str) -> u64 {
    detection.findings.iter().filter(|finding| finding.rule == rule).map(|finding| finding.count).sum()
}

fn detect_text(detector: &Detector, text: &str) -> Detection {
    let mut document = detector.start(Trace::default());
    let mut line = 1;
    // As the text extractor does: runs of whole lines of up to 64 KiB.
    let mut rest = text;
    while !rest.is_empty() {
        let cut = rest.get(..65_536.min(rest.len())).and_then(|head| head.rfind('\n')).map_or(rest.len(), |at| at + 1);
        let (head, tail) = rest.split_at(cut);
        assert!(document.segment(Segment::new(head.trim_end_matches('\n'), Locator::Line { line })).is_continue());
        line += head.matches('\n').count() as u64;
        rest = tail;
    }
    document.finish().0
}

fn detect_table(detector: &Detector, rows: &[[String; 4]]) -> Detection {
    let mut document = detector.start(Trace::default());
    assert!(document.begin_table(TablePlace::Delimited).is_continue());
    for (row, cells) in rows.iter().enumerate() {
        let cells: Vec<Cell<'_>> = (0..).zip(cells).map(|(column, text)| Cell::text(column, text)).collect();
        assert!(document.row(row as u32 + 1, &cells).is_continue());
    }
    assert!(document.end_table().is_continue());
    document.finish().0
}

fn detect(criterion: &mut Criterion) {
    let rules = RuleSet::embedded().unwrap().select(&[], &[]);
    let detector = Detector::new(rules, Settings::default()).unwrap();
    let mut group = criterion.benchmark_group("detect");
    group.sample_size(20);
    let lines = 8_000;
    for (name, text, rule, want) in [
        ("prose", prose(lines, 10), "email", lines as u64 / 10),
        ("no-hit", prose(lines, 0), "email", 0),
        ("identifiers", identifiers(lines), "uk-nino", lines as u64),
    ] {
        assert_eq!(count(&detect_text(&detector, &text), rule), want, "{name}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bench, text| {
            bench.iter(|| black_box(detect_text(&detector, text)));
        });
    }
    let mut table = vec![["Name", "E-mail", "Company", "Note"].map(String::from)];
    table.extend((0..lines).map(|row| {
        let (name, email) = person(row);
        [name, email, "Brindlemere Ltd".into(), FILLER[row % FILLER.len()].into()]
    }));
    let found = detect_table(&detector, &table);
    assert_eq!((count(&found, "email"), count(&found, "person-name")), (lines as u64, lines as u64));
    group.throughput(Throughput::Bytes(table.iter().flatten().map(|cell| cell.len() as u64).sum()));
    group.bench_with_input(BenchmarkId::from_parameter("table"), &table, |bench, table| {
        bench.iter(|| black_box(detect_table(&detector, table)));
    });
    // What the machine can do at best on the same text: three passes of memchr.
    let text = prose(lines, 0);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_with_input(BenchmarkId::from_parameter("three-memchr"), &text, |bench, text| {
        bench.iter(|| black_box([b'@', b'#', b'~'].map(|byte| memchr::memchr_iter(byte, text.as_bytes()).count())));
    });
    group.finish();
}

criterion_group!(benches, detect);
criterion_main!(benches);
