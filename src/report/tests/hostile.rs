//! Names that strangers chose: nothing in them may run, obey or deceive in any report.

use super::super::sample::{file, finding, masked, violation};
use super::*;
use crate::document::Locator;
use crate::finding::{Action, Category, FileReport, Severity, Status};
use crate::incident::{Incident, IncidentKind, Stage};

const NAMES: &[&str] = &[
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "<!--<script>",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1+1)",
    "-2+3;=1+1",
    "\t=1+1",
    "＝1+1",
    "\u{1b}]0;title\u{7}\u{1b}[2J",
    "\u{9b}31m",
    "invoice\u{202e}xslx.exe",
    "two\r\nlines",
    "nul\0byte",
    "\u{2028}\u{feff}\u{200b}",
    "",
];

fn files() -> Vec<FileReport> {
    NAMES.iter().flat_map(|name| [hostile(name), unread(name)]).collect()
}

/// A file with `name` in every text.
fn hostile(name: &str) -> FileReport {
    let cell = Locator::Cell { sheet: (*name).into(), cell: name.into() };
    let part = Locator::Part { part: (*name).into() };
    FileReport {
        client: Some(name.into()),
        subjects: 3,
        findings: vec![finding(name, Category::Contact, 3, vec![masked(name, cell), masked(name, part)])],
        violations: vec![
            violation(name, Severity::High, Action::Move, Some(&format!("{name}/{name}")), name),
            violation("misplaced-folder", Severity::Medium, Action::Rename, Some(name), name),
        ],
        ..file(&format!("{name}/{name}"), name)
    }
}

fn unread(name: &str) -> FileReport {
    let incidents = vec![Incident::new(Stage::Extract, IncidentKind::Corrupt, name)];
    FileReport { status: Status::Failed, client: Some(name.into()), incidents, ..file(name, name) }
}

#[test]
fn html_runs_nothing() {
    let page = written(Format::Html, &Options::default(), NAMES, &files());
    let markup = without(&page, r#"<script type="application/json" id="data">"#, "</script>");
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    for bad in ["<img", "<!--", "' onmouseover='", "\u{202e}", "\u{1b}", "\0", "\u{9b}"] {
        assert!(!markup.contains(bad), "{bad:?}");
    }
    let data = data(&page);
    assert!(data["rows"].as_array().unwrap().len() >= NAMES.len());
}

#[test]
fn html_keeps_the_true_target_for_the_clipboard() {
    let page = written(Format::Html, &Options::default(), &["Q:"], &[hostile("a\u{202e}b")]);
    let rows = data(&page);
    let row = rows["rows"].as_array().unwrap().iter().find(|row| row["d"].is_null()).unwrap();
    assert_eq!(row["p"], "a\u{fffd}b/a\u{fffd}b");
    assert_eq!(row["q"], "a\u{202e}b/a\u{202e}b");
    assert_eq!(row["t"][0][3], "a\u{202e}b/a\u{202e}b");
}

#[test]
fn the_terminal_obeys_nothing() {
    for width in [0, 40, 100, usize::MAX] {
        let options = Options { width, ..Options::default() };
        let text = written(Format::Text, &options, NAMES, &files());
        let obeyed = text.chars().find(|char| char.is_control() && *char != '\n');
        assert_eq!(obeyed, None);
        assert!(!text.contains(['\u{202e}', '\u{200b}', '\u{2028}', '\u{feff}']));
    }
}

#[test]
fn csv_runs_nothing_and_splits_nowhere() {
    let text = written(Format::Csv, &Options::default(), NAMES, &files());
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let mut lines = 0;
    for line in reader.records() {
        let line = line.unwrap();
        lines += 1;
        assert_eq!(line.len(), 11);
        for cell in line.iter().flat_map(|cell| cell.split([';', '\t', '\n', '\r'])) {
            assert!(!cell.trim().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
        }
    }
    assert_eq!(lines, NAMES.len() * 3);
}

#[test]
fn json_carries_it_all_unchanged() {
    let text = written(Format::Json, &Options::default(), NAMES, &files());
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (file, name) in report["files"].as_array().unwrap().chunks(2).zip(NAMES) {
        assert_eq!(file[0]["client"], *name);
        assert_eq!(file[0]["findings"][0]["samples"][0]["masked"], *name);
    }
}

/// A report shows paths and masked samples as it was given them: it makes none up, and there is nowhere a raw value could
/// come from.
#[test]
fn samples_and_paths_are_those_of_the_rows() {
    let files = sample::files();
    let carried: Vec<&str> =
        files.iter().flat_map(|file| &file.findings).flat_map(|one| &one.samples).map(|one| &*one.masked).collect();
    let data = data(&sample(Format::Html));
    let rows = data["rows"].as_array().unwrap();
    let found = rows.iter().flat_map(|row| row["f"].as_array().unwrap());
    let shown: Vec<_> = found.flat_map(|one| one[2].as_array().unwrap()).map(|one| one[0].as_str().unwrap()).collect();
    assert!(!shown.is_empty() && shown.iter().all(|masked| carried.contains(masked)), "{shown:?}");
    for row in rows {
        let path = row["p"].as_str().unwrap();
        let known = |file: &FileReport| file.path == path || file.path.starts_with(&format!("{path}/"));
        assert!(files.iter().any(known), "{path}");
    }
}
