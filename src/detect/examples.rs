//! Every example of every rule, from text to finding.

use super::testing::{detector_with, prose_with, table_with, values};
use super::{Detector, Settings};
use crate::finding::Detection;
use crate::rules::RuleSet;
use std::collections::BTreeMap;

/// A text with tabs is a table, and so is a list under a header; anything else is prose.
fn detect(detector: &Detector, text: &str) -> Detection {
    let mut lines = text.lines();
    let headed = lines.next().is_some_and(|first| {
        let known = !detector.engine.header_rules(first).is_empty();
        known && first.len() < 40 && !first.contains(':') && text.lines().nth(1).is_some()
    });
    if text.contains('\t') || headed { table_with(detector, text, '\t') } else { prose_with(detector, text) }
}

#[test]
fn every_example_end_to_end() {
    let rules = RuleSet::embedded().unwrap();
    let mut detectors = BTreeMap::new();
    let mut wrong = Vec::new();
    for rule in rules.iter() {
        // As it is used: a client asks for the regions that it has people in.
        let select = || detector_with(rules.clone().select(&rule.regions, &[]), Settings::default());
        let detector = detectors.entry(rule.regions.clone()).or_insert_with(select);
        for example in &rule.examples {
            let detection = detect(detector, &example.text);
            let found = values(&detection, &rule.id);
            if found != example.finds {
                let all: Vec<String> = detection
                    .matches
                    .iter()
                    .map(|m| {
                        format!("    {} {:?} {:.2} {:?}", m.rule, m.text.as_deref().unwrap_or(""), m.score, m.evidence)
                    })
                    .collect();
                wrong.push(format!(
                    "{}: {:?}\n  found {found:?}\n  want  {:?}\n{}",
                    rule.id,
                    example.text,
                    example.finds,
                    all.join("\n")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
