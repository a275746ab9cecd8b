//! Files and trees that want to break the scan: each is named, none stops it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{Share, row, scan_json};
use serde_json::Value;
use std::time::{Duration, Instant};

fn kinds(row: &Value) -> Vec<&str> {
    row["incidents"].as_array().unwrap().iter().map(|incident| incident["kind"].as_str().unwrap()).collect()
}

#[test]
fn broken_files_are_named_and_the_rest_is_read() {
    let share = Share::new();
    share.write("Acme/a.xlsx", b"PK\x03\x04broken");
    share.write("Acme/b.docx", b"");
    share.write("Acme/c.bin", [0_u8, 159, 146, 150, 0, 1, 2, 3, 255, 254, 253].repeat(50));
    share.write("Acme/~$d.xlsx", b"\x04Jane");
    share.write("Acme/Thumbs.db", b"\xd0\xcf\x11\xe0");
    let (report, code) = scan_json(&share.root(), &[]);
    assert_eq!(code, 1);
    assert_eq!(row(&report, "Acme/b.docx")["status"], "skipped");
    assert_eq!(row(&report, "Acme/~$d.xlsx")["status"], "skipped");
    assert_eq!(row(&report, "Acme/Thumbs.db")["status"], "skipped");
    assert_eq!(row(&report, "Acme/c.bin")["status"], "unsupported");
    let broken = row(&report, "Acme/a.xlsx");
    assert!(["failed", "unsupported"].contains(&broken["status"].as_str().unwrap()), "{broken}");
    assert!(!kinds(broken).is_empty());
    assert_eq!(broken["violations"][0]["rule"], "unverifiable");
    let totals = &report["totals"];
    let sum: u64 = ["scanned", "partial", "encrypted", "unsupported", "failed", "skipped"]
        .iter()
        .map(|status| totals[status].as_u64().unwrap())
        .sum();
    assert_eq!(totals["seen"].as_u64().unwrap(), sum);
    assert_eq!(sum, report["files"].as_array().unwrap().len() as u64);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_unread() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let share = Share::empty();
    share.write("Acme/open.txt", "10:00 Coffee\n");
    let file = share.write("Acme/closed.txt", "text");
    let folder = share.folder("Acme/locked");
    share.write("Acme/locked/inside.txt", "text");
    set_permissions(&file, Permissions::from_mode(0o000)).unwrap();
    set_permissions(&folder, Permissions::from_mode(0o000)).unwrap();
    // Root may read everything: there the test has nothing to show.
    let enforced = std::fs::read(&file).is_err();
    let (report, code) = scan_json(&share.root(), &[]);
    set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
    if enforced {
        assert_eq!(code, 3);
        assert_eq!(kinds(row(&report, "Acme/closed.txt")), ["permission"]);
        assert_eq!(kinds(row(&report, "Acme/locked")), ["permission"]);
    }
}

#[test]
fn a_100_mb_line_is_read_in_time() {
    let share = Share::empty();
    let mut line = "lorem ipsum 12345 @ ".repeat(5 << 20);
    line.push_str("mail orla.brannigan@brindlemere.co.uk now");
    share.write("Acme/long.txt", line);
    let began = Instant::now();
    let (report, code) = scan_json(&share.root(), &[]);
    assert_eq!(code, 1);
    assert_eq!(row(&report, "Acme/long.txt")["status"], "scanned");
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
}

#[test]
fn a_deep_tree_is_walked() {
    let share = Share::empty();
    let deep = format!("Acme/{}list.csv", "very deep folder/".repeat(60));
    share.write(&deep, "Name,Email\nOrla Brannigan,orla.brannigan@brindlemere.co.uk\n");
    let (report, code) = scan_json(&share.root(), &[]);
    assert_eq!((code, report["files"][0]["path"].as_str()), (1, Some(deep.as_str())));
}

#[cfg(unix)]
#[test]
fn names_cannot_speak_to_the_terminal_nor_vanish() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let share = Share::empty();
    let folder = share.folder("Acme");
    let list = "Name,Email\nOrla Brannigan,orla.brannigan@brindlemere.co.uk\n";
    std::fs::write(folder.join("evil\u{1b}[2J\u{202e}.csv"), list).unwrap();
    std::fs::write(folder.join(OsStr::from_bytes(b"caf\xe9.csv")), list).unwrap();
    let output = common::nought().arg("scan").arg(share.root()).output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
    let (report, _) = scan_json(&share.root(), &[]);
    let raw: Vec<&Value> =
        report["files"].as_array().unwrap().iter().filter(|file| !file["path_bytes"].is_null()).collect();
    assert_eq!(raw.len(), 1);
    assert_eq!(raw[0]["path_bytes"], "QWNtZS9jYWbpLmNzdg==");
    assert_eq!(raw[0]["status"], "scanned");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_cleanly_and_says_so() {
    use std::process::{Command, Stdio};
    let share = Share::new();
    // Enough work that the signal comes in the middle of it.
    let text = "Some words about nothing in particular, line after line.\n".repeat(200_000);
    for number in 0..40 {
        share.write(&format!("Zed/{number}.txt"), &text);
    }
    let child = Command::new(env!("CARGO_BIN_EXE_nought"))
        .arg("scan")
        .arg(share.root())
        .args(["--quiet", "--threads", "1", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(400));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    if report["run"]["complete"] == false {
        assert!([Some(1), Some(3)].contains(&output.status.code()));
        assert!(report["totals"]["seen"].as_u64().unwrap() < 44);
    } else {
        assert_eq!(output.status.code(), Some(1), "it was faster than the signal");
    }
}
