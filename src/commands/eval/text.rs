//! The figures as a table for people; also what is committed as `corpus/detect/accuracy.md`.

use crate::eval::{CLASSES, Outcome, RuleScore, WrongKind};
use crate::finding::Confidence;
use crate::report::shown;
use std::fmt::Write as _;

/// Figures, then what went wrong where it was asked for. Writing into a string cannot fail.
pub(super) fn render(outcome: &Outcome, with_errors: bool) -> String {
    let mut text = String::new();
    let Outcome { files, documents, clean, clean_alarmed, .. } = outcome;
    let _ = writeln!(
        text,
        "{documents} documents in {files} files; {clean} hold nothing, and {clean_alarmed} of these have a finding at medium or above"
    );
    let _ = writeln!(text, "P precision, R recall, F F1 in per cent, of what is found at this confidence or above\n");
    let _ = writeln!(text, "{:<26} {:>6}   {:^19}   {:^19}   {:^19}", "", "", "low", "medium", "high");
    let _ = writeln!(text, "{:<26} {:>6} {} {} {}", "", "marked", HEAD, HEAD, HEAD);
    for (category, score) in outcome.by_category() {
        let name = serde_json::to_value(category).ok().and_then(|value| value.as_str().map(str::to_owned));
        row(&mut text, &name.unwrap_or_default(), &score);
        for (rule, score) in outcome.rules.iter().filter(|(rule, _)| outcome.category(rule) == Some(category)) {
            row(&mut text, &format!("  {rule}"), score);
        }
    }
    row(&mut text, "all", &outcome.total());
    calibration(&mut text, outcome);
    if with_errors {
        errors(&mut text, outcome);
    }
    text
}

const HEAD: &str = "      P     R     F   ";

fn row(text: &mut String, name: &str, score: &RuleScore) {
    let _ = write!(text, "{name:<26} {:>6}", score.marked);
    for nth in 0..score.levels.len() {
        let cells = [score.precision(nth), score.recall(nth), score.f1(nth)].map(percent);
        let _ = write!(text, "  {:>5} {:>5} {:>5}   ", cells[0], cells[1], cells[2]);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
}

/// Per cent with one decimal, cut and not rounded: 100.0 is all of them.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".into(), |share| format!("{:.1}", (share * 1000.0).floor() / 10.0))
}

fn calibration(text: &mut String, outcome: &Outcome) {
    let _ = writeln!(text, "\nof what is called ...      right");
    for (class, level) in outcome.total().calibration.iter().zip(CLASSES) {
        let _ =
            writeln!(text, "{:<26} {:>5}  ({} of {})", name(level), percent(class.share()), class.right, class.said);
    }
}

fn name(level: Confidence) -> &'static str {
    match level {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

fn errors(text: &mut String, outcome: &Outcome) {
    text.push('\n');
    for wrong in &outcome.wrong {
        let what = match (wrong.kind, wrong.confidence) {
            (WrongKind::Missed, None) => "missed".to_owned(),
            (WrongKind::Missed, Some(level)) => format!("only {}", name(level)),
            (WrongKind::FalseAlarm, level) => format!("false alarm ({})", level.map_or("", name)),
        };
        let (file, value) = (shown(&wrong.file), shown(&wrong.value));
        let _ = write!(text, "{file}:{}: {what}: {} {value}", wrong.line, wrong.rule);
        if !wrong.evidence.is_empty() {
            let _ = write!(text, "  [{}]", shown(&wrong.evidence.join("; ")));
        }
        text.push('\n');
    }
}
