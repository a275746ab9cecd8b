//! What the tests of detection share: literal documents in, findings out.

use super::{Detector, Settings, Trace};
use crate::config;
use crate::document::{Cell, CellKind, Locator, Segment, Sink, TablePlace};
use crate::finding::{Confidence, Detection};
use crate::rules::RuleSet;
use std::sync::OnceLock;

/// The embedded rules that are on by default, with an own company.
pub(super) fn detector() -> &'static Detector {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    DETECTOR.get_or_init(|| {
        let own = config::Own {
            domains: vec!["ourfirm-training.co.uk".into()],
            staff: vec!["Tamsin Oakeshott".into()],
            associates: vec![],
        };
        let rules = RuleSet::embedded().unwrap().select(&[], &[]);
        Detector::new(rules, Settings { own, boilerplate: vec![] }).unwrap()
    })
}

/// A detector of its own.
pub(super) fn detector_with(rules: RuleSet, settings: Settings) -> Detector {
    Detector::new(rules, settings).unwrap()
}

/// Detects in a text, a segment a paragraph.
pub(super) fn prose(text: &str) -> Detection {
    prose_with(detector(), text)
}

/// The same with another detector.
pub(super) fn prose_with(detector: &Detector, text: &str) -> Detection {
    let mut document = detector.start(Trace { matches: true, reveal: true });
    for (number, paragraph) in text.split("\n\n").enumerate() {
        let locator = Locator::Paragraph { part: "document".into(), paragraph: number as u32 + 1 };
        let _ = document.segment(Segment::new(paragraph, locator));
    }
    document.finish().0
}

/// Detects in a table: a line a row, cells split by `split`; `#` before digits makes a stored number, `@` before a date a
/// stored date.
pub(super) fn table(text: &str, split: char) -> Detection {
    table_with(detector(), text, split)
}

/// The same with another detector.
pub(super) fn table_with(detector: &Detector, text: &str, split: char) -> Detection {
    let mut document = detector.start(Trace { matches: true, reveal: true });
    let _ = document.begin_table(TablePlace::Delimited);
    for (number, line) in text.lines().enumerate() {
        let cells: Vec<Cell<'_>> = line
            .split(split)
            .enumerate()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(column, text)| cell(column as u32, text.trim()))
            .collect();
        if !cells.is_empty() {
            let _ = document.row(number as u32 + 1, &cells);
        }
    }
    let _ = document.end_table();
    document.finish().0
}

fn cell(column: u32, text: &str) -> Cell<'_> {
    let is_number = |rest: &&str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !rest.is_empty();
    if let Some(number) = text.strip_prefix('#').filter(is_number) {
        return Cell { kind: CellKind::Number, ..Cell::text(column, number) };
    }
    match text.strip_prefix('@').filter(|rest| rest.len() >= 10 && rest.as_bytes()[4] == b'-') {
        Some(date) => Cell { kind: CellKind::Date, ..Cell::text(column, date) },
        None => Cell::text(column, text),
    }
}

/// `rule count level` of every finding, `subjects n` at the end; with `least` the lower levels are left out.
pub(super) fn told(detection: &Detection, least: Confidence) -> String {
    let mut told: Vec<String> = Vec::new();
    for finding in detection.findings.iter().filter(|finding| finding.confidence >= least) {
        match told.iter_mut().find(|have| have.starts_with(&format!("{} ", finding.rule))) {
            Some(have) => {
                let count: u64 = have.rsplit(' ').next().unwrap().parse().unwrap();
                *have = format!("{} {}", finding.rule, count + finding.count);
            }
            None => told.push(format!("{} {}", finding.rule, finding.count)),
        }
    }
    told.push(format!("subjects {}", detection.subjects));
    told.join(", ")
}

/// Matches of a rule at medium or more, in order.
pub(super) fn values(detection: &Detection, rule: &str) -> Vec<String> {
    detection
        .matches
        .iter()
        .filter(|found| found.rule == rule && Confidence::of(found.score) >= Confidence::Medium)
        .map(|found| found.text.clone().unwrap_or_default())
        .collect()
}
