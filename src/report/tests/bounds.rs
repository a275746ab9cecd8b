//! Reports for people stay small, whatever the share, and say what they leave out.

use super::super::digest::{Digest, Digested};
use super::super::sample::{file, finding, masked, share, violation};
use super::*;
use crate::document::Locator;
use crate::finding::{Action, Category, FileReport, Severity, Status};

fn digested(files: impl IntoIterator<Item = FileReport>) -> Digested {
    let mut digest = Digest::new(&Options::default());
    digest.begin(&["Q:".into()]);
    files.into_iter().for_each(|file| digest.add(&file));
    digest.finish()
}

fn bad(path: &str, severity: Severity, subjects: u64) -> FileReport {
    let violations = vec![violation("outside-confidential", severity, Action::Move, None, "why")];
    FileReport { subjects, violations, ..file(path, "text") }
}

#[test]
fn people_see_the_worst_of_too_many() {
    let files: Vec<_> = share(20_100, 300).collect();
    let page = written(Format::Html, &Options::default(), &["Q:"], &files);
    let data = data(&page);
    let rows = data["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 20_000);
    assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse((row["s"].as_u64(), row["n"].as_u64()))));
    assert!(page.contains("Only the 20,000 worst are listed; 100 more are in the CSV and JSON reports."));
    assert!(page.contains("20,100 files need your attention"));
    let text = written(Format::Text, &Options::default(), &["Q:"], &files);
    assert!(text.contains("100 more are not listed"));
    assert!(text.ends_with("20,100 files to act on.\n"));
    assert_eq!(text.matches("\n        Do ").count(), 20_000);
}

#[test]
fn the_worst_stay_and_equals_keep_their_order() {
    let order =
        [("a", Severity::Medium, 5), ("b", Severity::High, 1), ("c", Severity::Medium, 5), ("d", Severity::High, 2)];
    let files = order.map(|(path, severity, people)| bad(path, severity, people));
    let paths: Vec<_> = digested(files).rows.into_iter().map(|row| row.path).collect();
    assert_eq!(paths, ["d", "b", "a", "c"]);
}

#[test]
fn endless_paths_do_not_fill_the_memory() {
    let long = "x".repeat(60_000);
    let digested = digested((0..1_500).map(|at| bad(&format!("{long}{at}"), Severity::High, at)));
    let bytes: usize = digested.rows.iter().map(|row| row.path.len()).sum();
    assert!(bytes <= 64 << 20, "{bytes}");
    assert!(!digested.rows.is_empty());
    assert_eq!(digested.rows.len() as u64 + digested.left_out, 1_500);
}

#[test]
fn one_file_cannot_fill_a_row() {
    let sample = masked(&"*".repeat(10_000), Locator::Line { line: 1 });
    let findings = (0..500).map(|at| finding(&format!("rule-{at}"), Category::Contact, 1, vec![sample.clone(); 50]));
    let violations = (0..500).map(|at| {
        violation(&format!("policy-{at}"), Severity::High, Action::Move, Some("target"), &"why ".repeat(10_000))
    });
    let one = FileReport { findings: findings.collect(), violations: violations.collect(), ..file("A/x", "text") };
    let page = written(Format::Html, &Options::default(), &["Q:"], &[one]);
    assert!(page.len() < 200_000, "{}", page.len());
}

#[test]
fn clients_and_lows_beyond_counting_are_summed_up() {
    let files = (0..21_000).map(|at| bad(&format!("Client {at}/x.txt"), Severity::Low, 1));
    let digested = digested(files);
    assert_eq!(digested.clients.len(), 20_001);
    assert_eq!(digested.clients.iter().map(|client| client.low).sum::<u64>(), 21_000);
    assert!(digested.clients.iter().map(|client| client.lows.len()).sum::<usize>() <= 5_000);
    assert_eq!(digested.counts.to_act, 0);
}

#[test]
fn members_speak_through_their_file() {
    let zip = FileReport { ..bad("A/pack.zip", Severity::Medium, 0) };
    let member = |path: &str, container: &str, people| FileReport {
        container: Some(container.into()),
        subjects: people,
        findings: vec![finding("email", Category::Contact, people, Vec::new())],
        ..file(path, "csv")
    };
    let share_in_a_file =
        FileReport { container: Some("B.zip".into()), ..bad("B.zip!Acme/list.csv", Severity::Medium, 7) };
    let files = [
        zip,
        member("A/pack.zip!a.csv", "A/pack.zip", 2),
        member("A/pack.zip!in.zip!b.csv", "A/pack.zip!in.zip", 3),
        member("A/pack.zip2!c.csv", "A/pack.zip2", 90),
        file("B.zip", "zip"),
        share_in_a_file,
    ];
    let rows = digested(files).rows;
    let seen: Vec<_> = rows.iter().map(|row| (row.path.as_str(), row.subjects, row.findings.len())).collect();
    assert_eq!(seen, [("B.zip!Acme/list.csv", 7, 0), ("A/pack.zip", 5, 2)]);
}

#[test]
fn a_folder_is_one_row_and_its_worse_files_have_their_own() {
    let inside = |name: &str, more: Option<Severity>| {
        let why = violation("misplaced-folder", Severity::Medium, Action::Rename, Some("A/0. Confidential"), "why");
        let worse = more.map(|severity| violation("sensitive-data", severity, Action::Delete, None, "worse"));
        FileReport {
            subjects: 1,
            violations: std::iter::once(why).chain(worse).collect(),
            ..file(&format!("A/Confidential/{name}"), "text")
        }
    };
    let digested = digested([inside("a", None), inside("b", Some(Severity::High)), inside("c", Some(Severity::Low))]);
    let seen: Vec<_> = digested.rows.iter().map(|row| (row.path.as_str(), row.folder, row.subjects)).collect();
    assert_eq!(seen, [("A/Confidential/b", None, 1), ("A/Confidential", Some(3), 3)]);
    assert_eq!((digested.counts.to_act, digested.counts.high, digested.counts.people), (3, 1, 3));
}

#[test]
fn what_was_not_read_is_counted_and_named_up_to_a_bound() {
    let files = (0..1_000).map(|at| FileReport { status: Status::Encrypted, ..file(&format!("A/{at}"), "xlsx") });
    let skipped = (0..500).map(|at| FileReport { status: Status::Skipped, ..file("A/x", &format!("format {at}")) });
    let digested = digested(files.chain(skipped));
    let gaps = digested.coverage.gaps();
    assert_eq!(gaps.iter().map(|(_, gap)| (gap.count, gap.files.len())).collect::<Vec<_>>(), [(1_000, 25)]);
    assert_eq!(digested.coverage.skipped(), 500);
    assert!(digested.coverage.skipped_formats().len() <= 101);
    assert_eq!(digested.counts.unread, 1_000);
}

#[test]
fn what_to_do_makes_sense_together() {
    let sensitive = violation("sensitive-data", Severity::High, Action::Delete, None, "why");
    let outside = violation("outside-confidential", Severity::Medium, Action::Move, Some("A/0/x"), "why");
    let one = FileReport { violations: vec![outside, sensitive], ..file("A/x", "text") };
    let rows = digested([one]).rows;
    let todos: Vec<_> = rows.iter().flat_map(|row| row.todos()).map(|todo| todo.text).collect();
    assert_eq!(todos, ["Delete it", "Or take that part out, and move the rest to"]);
}
