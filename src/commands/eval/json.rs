//! The figures for programs.

use crate::eval::{CLASSES, LEVELS, Outcome, RuleScore};
use serde_json::{Map, Value, json};

/// Everything that was counted.
pub(super) fn render(outcome: &Outcome, with_errors: bool) -> Value {
    let by_category: Map<String, Value> = outcome
        .by_category()
        .into_iter()
        .filter_map(|(category, sum)| Some((json!(category).as_str()?.to_owned(), score(&sum))))
        .collect();
    let by_rule: Map<String, Value> = outcome.rules.iter().map(|(id, of)| (id.clone(), score(of))).collect();
    let mut value = json!({
        "schema_version": 1,
        "files": outcome.files,
        "documents": outcome.documents,
        "clean": outcome.clean,
        "clean_with_alarm": outcome.clean_alarmed,
        "all": score(&outcome.total()),
        "categories": by_category,
        "rules": by_rule,
    });
    if with_errors && let Some(map) = value.as_object_mut() {
        map.insert("errors".into(), json!(outcome.wrong));
    }
    value
}

fn score(of: &RuleScore) -> Value {
    let levels: Map<String, Value> = LEVELS
        .into_iter()
        .zip(of.levels)
        .enumerate()
        .filter_map(|(nth, (level, count))| {
            let figures = json!({
                "found": count.said,
                "right": count.right,
                "hit": count.hit,
                "precision": of.precision(nth),
                "recall": of.recall(nth),
                "f1": of.f1(nth),
            });
            Some((json!(level).as_str()?.to_owned(), figures))
        })
        .collect();
    let calibration: Map<String, Value> = CLASSES
        .into_iter()
        .zip(of.calibration)
        .filter_map(|(level, class)| {
            let figures = json!({"found": class.said, "right": class.right, "share": class.share()});
            Some((json!(level).as_str()?.to_owned(), figures))
        })
        .collect();
    json!({"marked": of.marked, "at_least": levels, "calibration": calibration})
}
