//! Any text in a line and in a table, judged by every rule there is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought::detect::{Detector, Settings, Trace};
use nought::document::{Cell, Locator, Segment, Sink, TablePlace};
use nought::rules::RuleSet;
use std::sync::LazyLock;

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::new(RuleSet::embedded().expect("rules").select(&[], &[]), Settings::default()).expect("rules"));

fuzz_target!(|text: &str| {
    let mut document = DETECTOR.start(Trace::default());
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.is_empty()) {
        assert!(document.segment(Segment::new(text, Locator::Line { line })).is_continue());
    }
    assert!(document.begin_table(TablePlace::Delimited).is_continue());
    for (row, line) in (1..).zip(text.lines()) {
        let cells = (0..).zip(line.split(',')).filter(|(_, text)| !text.is_empty());
        let cells: Vec<_> = cells.map(|(column, text)| Cell::text(column, text)).collect();
        assert!(document.row(row, &cells).is_continue());
    }
    assert!(document.end_table().is_continue());
    let (detection, _) = document.finish();
    for finding in &detection.findings {
        assert!(finding.distinct >= 1 && finding.distinct <= finding.count, "each value was found at least once");
        assert!(finding.samples.iter().all(|sample| !sample.masked.is_empty()), "what is found is shown");
    }
});
