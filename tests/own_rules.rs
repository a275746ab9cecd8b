//! The worked example of docs/own-rules.md, and what `nought rules check` says of mistakes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

fn nought(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("nought").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command
}

#[test]
fn the_worked_example_does_what_it_says() {
    let output = nought(&["rules", "check", "docs/own-rules"]).assert().code(0).get_output().clone();
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told.lines().count(), 3);
    assert!(told.lines().all(|line| line.ends_with("all as they say")), "{told}");
    let list = nought(&["rules", "list", "--rules", "docs/own-rules"]).assert().code(0).get_output().clone();
    assert!(String::from_utf8(list.stdout).unwrap().contains("badge-number"));
}

#[test]
fn a_scan_finds_by_them() {
    let share = tempfile::tempdir().unwrap();
    let client = share.path().join("Acme").join("2. Design");
    fs::create_dir_all(&client).unwrap();
    let write = |name: &str, text: &str| fs::write(client.join(name), text).unwrap();
    write("plan.txt", "The pilot with Halverson Freight starts in May. Block badge KT-40211. Orrin Trust helps.\n");
    write("codes.csv", "Project code,Budget\nFALCON 2,12000\nMARLIN,8000\n");
    write("settings.toml", "[detect]\nallow = ['marlin', '/KT-.*/']\n");
    let root = share.path().to_str().unwrap();
    let found = |more: &[&str]| {
        let base = ["scan", root, "--quiet", "--rules", "docs/own-rules", "--format", "json"];
        let output = nought(&[&base[..], more].concat()).assert().code(1).get_output().clone();
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut found: Vec<String> = Vec::new();
        for finding in report["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap())
        {
            found.push(format!("{} {}", finding["rule"].as_str().unwrap(), finding["count"]));
        }
        found.sort();
        found.retain(|told| told.contains("-n") || told.contains("project"));
        found
    };
    assert_eq!(found(&[]), ["badge-number 1", "client-names 1", "project-code 2"]);
    let settings = client.join("settings.toml");
    assert_eq!(found(&["--config", settings.to_str().unwrap()]), ["client-names 1", "project-code 1"]);
}

/// Checks that a rule file is refused with a message that names the file and says `want`.
fn refused(rule: &str, want: &str) {
    let folder = tempfile::tempdir().unwrap();
    let head = "id = 'mine'\nname = 'Mine'\ncategory = 'online'\nsource = 's'\ndescription = 'd'\n";
    fs::write(folder.path().join("mine.toml"), format!("{head}{rule}")).unwrap();
    check(folder.path(), want);
}

fn check(folder: &Path, want: &str) {
    let output = nought(&["rules", "check", folder.to_str().unwrap()]).assert().code(2).get_output().clone();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("mine.toml") && told.contains(want), "{told:?} should contain {want:?}");
}

#[test]
fn mistakes_name_file_and_key() {
    refused("[[pattern]]\nregex = '('", "pattern 1: regex");
    refused("[[pattern]]\nregex = 'a*'", "matches the empty text");
    refused("[[pattern]]\nregex = '(\\w{1,1000}){1000}'", "pattern 1: regex");
    refused("words = ['x']", "words: 'x' is too short");
    refused("allow = ['/(/']\nwords = ['falcon']", "allow");
    refused("[column]\nvalue = '[A-Z]+'", "column: needs 'headers'");
    refused("headers = ['code']\n[column]\nvalue = '['", "column.value");
    refused("", "finds nothing");
    refused("nmae = 'typo'", "nmae");
    refused(
        "words = ['falcon']\n[[example]]\ntext = 'No bird here.'\nfinds = ['falcon']",
        "found nothing, expected 'falcon'",
    );
}

#[test]
fn a_list_of_too_many_words_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let rule =
        "id = 'mine'\nname = 'Mine'\ncategory = 'online'\nsource = 's'\ndescription = 'd'\nwords_file = 'w.txt'\n";
    fs::write(folder.path().join("mine.toml"), rule).unwrap();
    let words: String = (0..100_001).map(|number| format!("word{number}\n")).collect();
    fs::write(folder.path().join("w.txt"), words).unwrap();
    check(folder.path(), "words: 100001 words");
}
