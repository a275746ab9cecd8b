//! `nought scan` as its users call it: findings, exit codes, outputs, leaks, determinism.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{NAME, RAW, Share, nought, row, scan_json};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::{Value, json};
use std::fs;

fn rules(row: &Value) -> Vec<&str> {
    row["violations"].as_array().unwrap().iter().map(|violation| violation["rule"].as_str().unwrap()).collect()
}

#[test]
fn a_file_outside_the_0_folder_is_named_with_its_target() {
    let share = Share::new();
    let (report, code) = scan_json(&share.root(), &[]);
    assert_eq!(code, 1);
    let outside = row(&report, "Acme/2. Design/delegates.csv");
    assert_eq!(rules(outside), ["outside-confidential"]);
    assert_eq!(outside["violations"][0]["target"], "Acme/0. Confidential/2. Design/delegates.csv");
    assert_eq!(outside["violations"][0]["severity"], "medium");
    assert_eq!(outside["subjects"], 3);
    assert_eq!(outside["client"], "Acme");
    assert_eq!(outside["format"], "csv");
    assert!(rules(row(&report, "Acme/0. Confidential/delegates.csv")).is_empty());
    assert!(rules(row(&report, "Acme/2. Design/agenda.txt")).is_empty());
    assert_eq!(rules(row(&report, "Acme/3. Delivery/letter.txt")), ["outside-confidential"]);
    assert_eq!(report["totals"]["seen"], 4);
    assert_eq!(report["totals"]["violations"], 2);
    assert_eq!(report["run"]["complete"], true);
}

#[test]
fn exit_codes_follow_the_contract() {
    let check = |share: &Share, more: &[&str], want: i32| {
        let code = nought().arg("scan").arg(share.root()).arg("--quiet").args(more).output().unwrap().status.code();
        assert_eq!(code, Some(want), "{more:?}");
    };
    let share = Share::new();
    check(&share, &[], 1);
    check(&share, &["--fail-on", "medium"], 1);
    check(&share, &["--fail-on", "high"], 0);
    check(&share, &["--fail-on", "never"], 2);
    let clean = Share::empty();
    clean.write("Acme/agenda.txt", "10:00 Coffee\n");
    check(&clean, &[], 0);
    clean.write("Acme/scan.pdf", "%PDF-1.7\n%\u{e2}\n1 0 obj\n");
    check(&clean, &[], 3);
    share.write("Acme/scan.pdf", "%PDF-1.7\n%\u{e2}\n1 0 obj\n");
    check(&share, &[], 1);
    check(&share, &["--fail-on", "high"], 3);
}

#[test]
fn no_raw_value_reaches_any_output() {
    let share = Share::new();
    share.write("Acme/4. Delegates/broken.xlsx", b"PK\x03\x04 Katherine Wolstenholme JG103759A");
    let mut all = Vec::new();
    for format in ["text", "json", "html", "csv"] {
        let output = nought().arg("scan").arg(share.root()).args(["--format", format]).output().unwrap();
        assert!(!output.stdout.is_empty(), "{format}");
        all.push((format.to_owned(), [output.stdout, output.stderr].concat()));
    }
    let letter = share.root().join("Acme/3. Delivery/letter.txt");
    for more in [&["--format", "jsonl"][..], &["--explain"], &["--explain", "--format", "jsonl"]] {
        let output = nought().arg("inspect").arg(&letter).args(more).output().unwrap();
        assert!(!output.stdout.is_empty(), "{more:?}");
        all.push((format!("inspect {more:?}"), [output.stdout, output.stderr].concat()));
    }
    for (what, bytes) in all {
        let text = String::from_utf8(bytes).unwrap();
        for raw in RAW {
            assert!(!text.contains(raw), "{what} leaks {raw:?}");
        }
    }
    nought().arg("inspect").arg(&letter).arg("--reveal").assert().code(0).stdout(contains(NAME));
}

#[test]
fn threads_do_not_change_a_byte() {
    let share = Share::new();
    for number in 0..120 {
        share.write(&format!("Client {}/2. Design/{number}.csv", number % 7), format!("Name,Score\n{NAME},{number}\n"));
    }
    let report = |threads: &str| {
        let (mut report, _) = scan_json(&share.root(), &["--threads", threads]);
        for key in ["id", "started", "finished"] {
            report["run"][key] = json!(null);
        }
        serde_json::to_string(&report).unwrap()
    };
    let one = report("1");
    assert_eq!(one, report("8"));
    assert_eq!(one, report("8"));
}

#[test]
fn several_reports_in_one_run() {
    let share = Share::new();
    let (json, html) = (share.beside("r.json"), share.beside("r.html"));
    let mut command = nought();
    command.arg("scan").arg(share.root()).args(["--quiet", "--format", "json", "-o"]).arg(&json);
    command.args(["--format", "html", "-o"]).arg(&html).args(["--format", "csv"]);
    command.assert().code(1).stdout(contains("outside-confidential")).stderr("");
    let report: Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    assert_eq!(report["schema_version"], 1);
    assert!(fs::read_to_string(&html).unwrap().contains("<html"));
    #[cfg(unix)]
    for file in [json, html] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn an_output_that_cannot_be_written_is_2_and_the_others_are_written() {
    let share = Share::new();
    let json = share.beside("r.json");
    let nowhere = share.beside("no/such/folder/r.html");
    let mut command = nought();
    command.arg("scan").arg(share.root()).args(["--quiet", "--format", "html", "-o"]).arg(&nowhere);
    command.args(["--format", "json", "-o"]).arg(&json);
    command.assert().code(2).stderr(contains("r.html"));
    assert!(json.exists());

    let alone = nought().arg("scan").arg(share.root()).args(["--format", "html", "-o"]).arg(&nowhere).assert();
    alone.code(2).stderr(contains("nothing was scanned"));
}

#[test]
fn no_report_is_put_on_the_scanned_share() {
    let share = Share::new();
    let inside = share.root().join("Acme/report.html");
    let run = nought().arg("scan").arg(share.root()).args(["--format", "html", "-o"]).arg(&inside).assert();
    run.code(2).stderr(contains("outside"));
    assert!(!inside.exists());
}

#[test]
fn formats_and_outputs_are_paired() {
    let share = Share::new();
    let check = |args: &[&str], want: &str| {
        nought().arg("scan").arg(share.root()).args(args).assert().code(2).stderr(contains(want));
    };
    check(&["--format", "json", "--format", "csv"], "only one --format");
    check(&["--format", "json", "-o", "a", "-o", "b"], "more -o than --format");
    check(&["--format", "json", "-o", "a", "--format", "csv", "-o", "a"], "two reports");
    check(&["--format", "json", "-o", "./a", "--format", "csv", "-o", "a"], "two reports");
    check(&["--format", "yaml"], "known are text");
}

#[test]
fn wrong_paths_get_a_clear_answer() {
    let share = Share::new();
    let file = share.root().join("Acme/2. Design/agenda.txt");
    nought().args(["scan", "/no/such/share"]).assert().code(2).stderr(contains("no such folder"));
    nought().arg("scan").arg(&file).assert().code(2).stderr(contains("nought inspect"));
    nought().arg("scan").assert().code(2).stderr(contains("say what to scan"));
    let acme = share.root().join("Acme");
    nought().arg("scan").arg(&acme).assert().code(2).stderr(contains("nought scan --client"));
    nought().arg("scan").arg(&acme).arg("--client").arg("-q").assert().code(1);
    nought().arg("scan").arg(share.root()).arg(&acme).assert().code(2).stderr(contains("same files"));
}

#[test]
fn a_client_folder_is_scanned_alone() {
    let share = Share::new();
    let (report, code) = scan_json(&share.root().join("Acme"), &["--client"]);
    assert_eq!(code, 1);
    let outside = row(&report, "2. Design/delegates.csv");
    assert_eq!(outside["client"], "Acme");
    assert_eq!(outside["violations"][0]["target"], "0. Confidential/2. Design/delegates.csv");
}

#[test]
fn an_empty_share_is_clean() {
    let share = Share::empty();
    fs::create_dir_all(share.root()).unwrap();
    nought().arg("scan").arg(share.root()).arg("-q").assert().code(0).stdout(contains("0").or(contains("no files")));
}

#[test]
fn settings_that_are_wrong_are_named_with_their_line() {
    let share = Share::new();
    let config = share.beside("nought.toml");
    fs::write(&config, "[own]\ndomain = ['a.b']\n").unwrap();
    let run = nought().arg("scan").arg(share.root()).arg("--config").arg(&config).assert();
    run.code(2).stderr(contains("line 2").and(contains("domains")));
    nought()
        .arg("scan")
        .arg(share.root())
        .args(["--config", "missing.toml"])
        .assert()
        .code(2)
        .stderr(contains("missing.toml"));
}

#[test]
fn a_region_that_no_rule_is_for_is_refused() {
    let share = Share::new();
    let config = share.beside("nought.toml");
    fs::write(&config, "[detect]\nregions = ['XX']\n").unwrap();
    let run = nought().arg("scan").arg(share.root()).arg("--config").arg(&config).assert();
    run.code(2).stderr(contains("XX").and(contains("GB")));
}

#[test]
fn own_staff_are_nobodys_finding() {
    let share = Share::empty();
    share.write(
        "Acme/2. Design/team.csv",
        "Name,Email\nJane Marlow,jane.marlow@northfold.co.uk\nTom Reed,tom.reed@northfold.co.uk\n",
    );
    let config = share.beside("nought.toml");
    fs::write(&config, "[own]\ndomains = ['northfold.co.uk']\n").unwrap();
    assert_eq!(scan_json(&share.root(), &[]).1, 1);
    let (report, code) = scan_json(&share.root(), &["--config", config.to_str().unwrap()]);
    assert_eq!(code, 0, "{report:#}");
}
