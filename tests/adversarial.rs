//! Detection takes time in proportion to the text, whatever the text: one line of megabytes, made to be hard.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use nought::config::Limits;
use nought::detect::{Detector, Settings, Trace};
use nought::document::{Cell, Locator, Segment, Sink, TablePlace};
use nought::extract::format;
use nought::rules::RuleSet;
use std::io::Cursor;
use std::time::{Duration, Instant};

/// Bytes of the longer text; 10 MB where the program is optimised.
const LONG: usize = if cfg!(debug_assertions) { 320 << 10 } else { 10 << 20 };
/// How much longer the longer text is.
const TIMES: u32 = 4;
/// What a quarter may be faster in proportion: caches, a busy machine. Quadratic time would be 4.
const SLACK: f64 = 2.2;

/// Texts that are repeated to the length wanted.
const HARD: &[&str] = &[
    "1",
    "1 ",
    "12 345-",
    "0",
    " ",
    "@",
    "a@",
    "a.",
    "a.a.a.a@",
    "-",
    "– ",
    "A",
    "Aa Aa ",
    "Aa",
    ",",
    "Aa, ",
    "\"",
    "'",
    "’",
    "[",
    "(((((",
    "<<",
    "e\u{301}",
    "GB29NWBK",
    "GB29 NWBK 6016 1331 ",
    "+44 7911 ",
    "(0)20 ",
    "van van van ",
    "de la ",
    "Van De Aa ",
    "Mr ",
    "Dr. ",
    "O'O'O'",
    "Aa-Aa-",
    "J. K. ",
    "Dear Aa ",
    "name: ",
    "NI number ",
    "Aa Aa aa@aa.co ",
    "diagnosed with ",
    "her ",
    "Aa has ",
    "£1",
    "1/1/",
    "1.1.1.1.",
    "::",
    "fe80::",
    "SW1A 1AA ",
    "12 High Street ",
    "Ltd ",
    "Aa & Aa ",
    "http://a.",
    "Straße ",
    "Ññ ",
    "李",
    "İ",
    "ﬁ",
    "Aa said. ",
    "; ",
    "Name\tAa\t",
    "Confidential ",
    "score 7 ",
    "union ",
    "0x",
    "\u{200b}",
    "\u{a0}",
];

fn detector() -> Detector {
    // All regions: a rule that is off costs nothing and proves nothing.
    let rules = RuleSet::embedded().unwrap();
    Detector::new(rules, Settings::default()).unwrap()
}

/// The fastest of some runs: what the machine does besides only adds.
fn fastest(runs: usize, work: impl Fn()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..runs).map(once).min().unwrap_or_default()
}

/// Checks that `work` on `long` takes at most [`SLACK`] times [`TIMES`] as long as on a quarter of it.
fn linear(name: &str, unit: &str, long: usize, work: impl Fn(&str)) -> Option<String> {
    let text = |bytes: usize| unit.repeat(bytes / unit.len() + 1);
    let (small, large) = (text(long / TIMES as usize), text(long));
    let quick = |text: &str| fastest(1, || work(text));
    let (mut one, mut four) = (quick(&small), quick(&large));
    let too_long =
        |one: Duration, four: Duration| four.as_secs_f64() > one.as_secs_f64() * f64::from(TIMES) * SLACK + 0.03;
    if too_long(one, four) {
        // Once more, with patience.
        (one, four) = (fastest(3, || work(&small)).min(one), fastest(3, || work(&large)).min(four));
    }
    too_long(one, four).then(|| format!("{name} {unit:?}: {one:?} for a quarter, {four:?} for all of it"))
}

#[test]
fn a_line_of_megabytes_takes_linear_time() {
    let detector = detector();
    let text = format("text").unwrap();
    let limits = Limits::default();
    let as_file = |line: &str| {
        let mut document = detector.start(Trace::default());
        (text.extract)(&mut Cursor::new(line.as_bytes()), &limits.into(), &mut document).unwrap();
        document.finish();
    };
    let mixed: String = HARD.concat();
    let slow: Vec<String> = HARD
        .iter()
        .copied()
        .chain([mixed.as_str()])
        .filter_map(|unit| linear("line of", unit, LONG, as_file))
        .collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn one_paragraph_takes_linear_time() {
    let detector = detector();
    let whole = |text: &str| {
        let mut document = detector.start(Trace::default());
        let _ = document.segment(Segment::new(text, Locator::Part { part: "body".into() }));
        document.finish();
    };
    let slow: Vec<String> = HARD.iter().filter_map(|unit| linear("paragraph of", unit, LONG / 4, whole)).collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn one_row_and_one_cell_take_linear_time() {
    let detector = detector();
    let table = |rows: &[Vec<&str>]| {
        let mut document = detector.start(Trace::default());
        let _ = document.begin_table(TablePlace::Delimited);
        for (number, row) in (1..).zip(rows) {
            let cells: Vec<Cell<'_>> = (0..).zip(row).map(|(column, text)| Cell::text(column, text)).collect();
            let _ = document.row(number, &cells);
        }
        let _ = document.end_table();
        document.finish();
    };
    let cell = |text: &str| table(&[vec!["Name", "Notes"], vec!["Emma Clarke", text]]);
    let row = |text: &str| table(&[text.split('\u{1}').collect()]);
    let column = |text: &str| table(&text.split('\u{1}').map(|cell| vec![cell, cell]).collect::<Vec<_>>());
    let cells =
        ["Aa Aa\u{1}", "1\u{1}", "Name\u{1}", "a@a.co\u{1}", "Emma Clarke\u{1}", "diabetes\u{1}", "x\u{1}Aa, Aa\u{1}"];
    let mut slow: Vec<String> = HARD.iter().filter_map(|unit| linear("cell of", unit, LONG / 8, cell)).collect();
    slow.extend(cells.iter().filter_map(|unit| linear("row of", unit, LONG / 8, row)));
    slow.extend(cells.iter().filter_map(|unit| linear("column of", unit, LONG / 8, column)));
    assert!(slow.is_empty(), "{slow:#?}");
}
