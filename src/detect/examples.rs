//! Runs an example of a rule from text to finding: for the test suite and for `nought rules check`.

use super::{Detector, Trace};
use crate::document::{Cell, CellKind, Locator, Segment, Sink, TablePlace};
use crate::finding::{Confidence, Detection};

impl Detector {
    /// The values of a rule that are found in a text at medium confidence or more, in order. A text with tabs is a table,
    /// and so is a list under a header; anything else is prose, a paragraph a segment. In a table `#` before digits makes a
    /// stored number, `@` before a date a stored date.
    pub fn try_example(&self, rule: &str, text: &str) -> Vec<String> {
        values(&detect(self, text), rule)
    }
}

/// What is found in an example.
pub(super) fn detect(detector: &Detector, text: &str) -> Detection {
    let headed = text.split_once('\n').is_some_and(|(first, _)| {
        let known = || !detector.engine.header_rules(first).is_empty();
        first.len() < 40 && !first.contains(':') && known()
    });
    if text.contains('\t') || headed { table(detector, text, '\t') } else { prose(detector, text) }
}

/// Detects in running text, a segment a paragraph.
pub(super) fn prose(detector: &Detector, text: &str) -> Detection {
    let mut document = detector.start(Trace { matches: true, reveal: true });
    for (number, paragraph) in (1..).zip(text.split("\n\n")) {
        let locator = Locator::Paragraph { part: "document".into(), paragraph: number };
        let _ = document.segment(Segment::new(paragraph, locator));
    }
    document.finish().0
}

/// Detects in a table: a line a row, cells split by `split`.
pub(super) fn table(detector: &Detector, text: &str, split: char) -> Detection {
    let mut document = detector.start(Trace { matches: true, reveal: true });
    let _ = document.begin_table(TablePlace::Delimited);
    for (number, line) in (1..).zip(text.lines()) {
        let cells: Vec<Cell<'_>> = (0..)
            .zip(line.split(split))
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(column, text)| cell(column, text.trim()))
            .collect();
        if !cells.is_empty() {
            let _ = document.row(number, &cells);
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
    match text.strip_prefix('@').filter(|rest| rest.len() >= 10 && rest.as_bytes().get(4) == Some(&b'-')) {
        Some(date) => Cell { kind: CellKind::Date, ..Cell::text(column, date) },
        None => Cell::text(column, text),
    }
}

/// Matches of a rule at medium or more, in order.
pub(super) fn values(detection: &Detection, rule: &str) -> Vec<String> {
    let sure = detection.matches.iter().filter(|found| Confidence::of(found.score) >= Confidence::Medium);
    sure.filter(|found| found.rule == rule).map(|found| found.text.clone().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Settings;
    use crate::rules::RuleSet;
    use std::collections::BTreeMap;

    #[test]
    fn every_example_end_to_end() {
        let rules = RuleSet::embedded().unwrap();
        let mut detectors = BTreeMap::new();
        let mut wrong = Vec::new();
        for (rule, example) in rules.iter().flat_map(|rule| rule.examples.iter().map(move |example| (rule, example))) {
            // As it is used: a client asks for the regions that it has people in.
            let select = || Detector::new(rules.clone().select(&rule.regions, &[]), Settings::default()).unwrap();
            let detector: &Detector = detectors.entry(rule.regions.clone()).or_insert_with(select);
            let detection = detect(detector, &example.text);
            let found = values(&detection, &rule.id);
            if found != example.finds {
                let told = |m: &crate::finding::Match| {
                    format!("    {} {:?} {:.2} {:?}\n", m.rule, m.text.as_deref().unwrap_or(""), m.score, m.evidence)
                };
                let all: String = detection.matches.iter().map(told).collect();
                let (id, text, want) = (&rule.id, &example.text, &example.finds);
                wrong.push(format!("{id}: {text:?}\n  found {found:?}\n  want  {want:?}\n{all}"));
            }
        }
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    }
}
