//! The committed figures, as Markdown.

use crate::compare::{Outcome, Score, share};
use std::fmt::Write as _;

/// `corpus/accuracy.md`.
pub(crate) fn render(outcome: &Outcome) -> String {
    let mut text = String::from(
        "# Accuracy on the corpus\n\nWritten by `tests/accuracy` with `NOUGHT_BLESS=1`. The people of the corpus stand in no list of the program, but its layouts \
         are known to those who built it: on other files expect less.\n",
    );
    files(&mut text, outcome);
    exactness(&mut text, outcome);
    categories(&mut text, outcome);
    rules(&mut text, outcome);
    misses(&mut text, outcome);
    text
}

/// Writing into a string cannot fail.
fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{arguments}");
}

fn files(text: &mut String, outcome: &Outcome) {
    line(
        text,
        format_args!(
            "\n## By file\n\n| of {} files | right | false alarms | missed | precision | recall |",
            outcome.seen
        ),
    );
    line(text, format_args!("|---|--:|--:|--:|--:|--:|"));
    row(text, "break the policy", &outcome.files);
    row(text, "hold personal data, medium confidence or more", &outcome.personal);
}

fn row(text: &mut String, name: &str, score: &Score) {
    let Score { right, false_alarms, missed } = score;
    let (precision, recall) = (score.precision(), score.recall());
    line(text, format_args!("| {name} | {right} | {false_alarms} | {missed} | {precision:.3} | {recall:.3} |"));
}

fn exactness(text: &mut String, outcome: &Outcome) {
    line(text, format_args!("\n## Exactly right\n\n| | right | of | share |\n|---|--:|--:|--:|"));
    for (name, right, of) in [
        ("status", outcome.statuses, outcome.seen),
        ("zone", outcome.zones, outcome.seen),
        ("broken rules with severity", outcome.violations, outcome.seen),
        ("target", outcome.targets.0, outcome.targets.1),
        ("people counted, within a fifth", outcome.subjects.0, outcome.subjects.1),
    ] {
        line(text, format_args!("| {name} | {right} | {of} | {:.3} |", share(right, of)));
    }
}

fn categories(text: &mut String, outcome: &Outcome) {
    line(
        text,
        format_args!(
            "\n## By category: files that hold it\n\n| category | right | false alarms | missed | precision | recall |"
        ),
    );
    line(text, format_args!("|---|--:|--:|--:|--:|--:|"));
    for (name, score) in &outcome.categories {
        row(text, name, score);
    }
}

fn rules(text: &mut String, outcome: &Outcome) {
    line(
        text,
        format_args!(
            "\n## By rule: files that hold it, and values in all\n\n| rule | right | false alarms | missed | values there | values found |"
        ),
    );
    line(text, format_args!("|---|--:|--:|--:|--:|--:|"));
    for (id, score) in &outcome.rules {
        let Score { right, false_alarms, missed } = score.files;
        line(text, format_args!("| {id} | {right} | {false_alarms} | {missed} | {} | {} |", score.wanted, score.got));
    }
}

fn misses(text: &mut String, outcome: &Outcome) {
    line(text, format_args!("\n## Judged wrong: {}\n", outcome.wrong.len()));
    for miss in &outcome.wrong {
        let known = miss.known.as_deref().unwrap_or("not marked as known");
        line(text, format_args!("- `{}`: {} ({known})", miss.path, miss.what.join("; ")));
    }
    line(text, format_args!("\n## People miscounted by more than a fifth: {}\n", outcome.miscounted.len()));
    for (path, wanted, got) in &outcome.miscounted {
        line(text, format_args!("- `{path}`: {got}, not {wanted}"));
    }
}
