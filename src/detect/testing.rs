//! What the tests of detection share: literal documents in, findings out.

use super::{Detector, Settings, examples};
use crate::config;
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

/// Detects in a text, a segment a paragraph.
pub(super) fn prose(text: &str) -> Detection {
    examples::prose(detector(), text)
}

/// Detects in a table: a line a row, cells split by `split`; `#` before digits makes a stored number, `@` before a date a
/// stored date.
pub(super) fn table(text: &str, split: char) -> Detection {
    examples::table(detector(), text, split)
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
