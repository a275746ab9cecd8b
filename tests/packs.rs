//! Archives as their users meet them: members as rows, locked ones with their password, a share in a file.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{Share, nought, row, scan_json};
use predicates::str::contains;
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{AesMode, ZipWriter};

const LIST: &str = "Name,Email,Mobile\nOrla Brannigan,orla.brannigan@brindlemere.co.uk,07911 123456\n\
                    Oliver Hartley,oliver.hartley@brindlemere.co.uk,07911 223456\n\
                    Harriet Bloom,harriet.bloom@brindlemere.co.uk,07911 323456\n";

fn packed(members: &[(&str, &[u8])], password: Option<&str>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = SimpleFileOptions::default();
        match password {
            Some(password) => writer.start_file(*name, options.with_aes_encryption(AesMode::Aes256, password)),
            None => writer.start_file(*name, options),
        }
        .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn rules(row: &Value) -> Vec<&str> {
    row["violations"].as_array().unwrap().iter().map(|violation| violation["rule"].as_str().unwrap()).collect()
}

#[test]
fn the_members_of_a_client_s_archive_take_its_place() {
    let share = Share::empty();
    let inner = packed(&[("x/list.csv", LIST.as_bytes())], None);
    let zip = packed(&[("0. Confidential/list.csv", LIST.as_bytes()), ("inner.zip", &inner)], None);
    share.write("Acme/2. Design/pack.zip", zip);
    let (report, code) = scan_json(&share.root(), &[]);
    assert_eq!(code, 1);
    let zip = row(&report, "Acme/2. Design/pack.zip");
    assert_eq!(rules(zip), ["outside-confidential"]);
    assert_eq!(zip["violations"][0]["target"], "Acme/0. Confidential/2. Design/pack.zip");
    assert_eq!(zip["status"], "scanned");
    let member = row(&report, "Acme/2. Design/pack.zip!0. Confidential/list.csv");
    assert_eq!((member["zone"].as_str(), member["subjects"].as_u64()), (Some("working"), Some(3)));
    assert!(rules(member).is_empty());
    let deep = row(&report, "Acme/2. Design/pack.zip!inner.zip!x/list.csv");
    assert_eq!(deep["container"], "Acme/2. Design/pack.zip!inner.zip");
    assert_eq!(report["totals"]["seen"], 4);
}

#[test]
fn a_zip_of_client_folders_is_a_share() {
    let share = Share::empty();
    let inner = packed(&[("a.csv", LIST.as_bytes())], None);
    let zip = packed(
        &[
            ("Acme/0 Confidential/list.csv", LIST.as_bytes()),
            ("Acme/2. Design/list.csv", LIST.as_bytes()),
            ("Acme/2. Design/pack.zip", &inner),
            ("Zeta/Confidential/list.csv", LIST.as_bytes()),
            ("Zeta/notes.bin", &[0, 159, 146, 150, 1, 2]),
            ("loose.csv", LIST.as_bytes()),
        ],
        None,
    );
    let file = share.write("export.zip", &zip);
    for (root, more) in [(share.root(), "in the root"), (file, "as PATH")] {
        let (report, code) = scan_json(&root, &[]);
        assert_eq!(code, 1, "{more}");
        let own = row(&report, "export.zip");
        assert!(rules(own).is_empty() && own["client"].is_null(), "{more}: {own}");
        let target = |path: &str| row(&report, path)["violations"][0]["target"].as_str().map(str::to_owned);
        let outside = row(&report, "export.zip!Acme/2. Design/list.csv");
        assert_eq!((outside["client"].as_str(), rules(outside)), (Some("Acme"), vec!["outside-confidential"]));
        assert_eq!(outside["container"], "export.zip");
        assert_eq!(
            target("export.zip!Acme/2. Design/list.csv").as_deref(),
            Some("Acme/0 Confidential/2. Design/list.csv")
        );
        assert_eq!(rules(row(&report, "export.zip!Acme/2. Design/pack.zip")), ["outside-confidential"]);
        assert!(rules(row(&report, "export.zip!Acme/2. Design/pack.zip!a.csv")).is_empty());
        let inside = row(&report, "export.zip!Acme/0 Confidential/list.csv");
        assert_eq!((inside["zone"].as_str(), rules(inside).len()), (Some("confidential"), 0));
        let lookalike = row(&report, "export.zip!Zeta/Confidential/list.csv");
        assert_eq!(rules(lookalike), ["misplaced-folder"]);
        assert_eq!(lookalike["violations"][0]["action"], "rename");
        assert_eq!(rules(row(&report, "export.zip!Zeta/notes.bin")), ["unverifiable"]);
        let loose = row(&report, "export.zip!loose.csv");
        assert_eq!(
            (loose["zone"].as_str(), loose["violations"][0]["action"].as_str()),
            (Some("unassigned"), Some("review"))
        );
    }
}

#[test]
fn a_zip_of_one_client_is_that_client_s() {
    let share = Share::empty();
    let zip = packed(&[("0. Confidential/a.csv", LIST.as_bytes()), ("2. Design/b.csv", LIST.as_bytes())], None);
    let file = share.write("Acme.zip", zip);
    for more in [&[][..], &["--client"]] {
        let (report, _) = scan_json(&file, more);
        let outside = row(&report, "Acme.zip!2. Design/b.csv");
        assert_eq!((outside["client"].as_str(), rules(outside)), (Some("Acme"), vec!["outside-confidential"]));
        assert!(rules(row(&report, "Acme.zip!0. Confidential/a.csv")).is_empty());
    }
}

#[test]
fn passwords_open_what_is_locked_and_stand_nowhere() {
    let share = Share::empty();
    let password = "Quince-Harbour-77";
    share.write("Acme/locked.zip", packed(&[("list.csv", LIST.as_bytes())], Some(password)));
    let (report, code) = scan_json(&share.root(), &[]);
    assert_eq!((code, row(&report, "Acme/locked.zip")["status"].as_str()), (3, Some("encrypted")));
    let words = share.beside("words.txt");
    fs::write(&words, format!("no\r\n{password}\r\n")).unwrap();
    let words = words.to_str().unwrap();
    let (report, code) = scan_json(&share.root(), &["--password-file", words]);
    assert_eq!((code, row(&report, "Acme/locked.zip")["status"].as_str()), (1, Some("scanned")));
    assert_eq!(row(&report, "Acme/locked.zip!list.csv")["subjects"], 3);
    assert!(!report.to_string().contains(password));
    let run = nought().arg("scan").arg(share.root()).args(["--password-file", "missing.txt"]).assert();
    run.code(2).stderr(contains("missing.txt"));
    let config = share.beside("nought.toml");
    fs::write(&config, format!("[read]\npassword_file = '{words}'\n")).unwrap();
    assert_eq!(scan_json(&share.root(), &["--config", config.to_str().unwrap()]).1, 1);
}

#[test]
fn damaged_and_odd_archives_are_accounted_for() {
    let share = Share::empty();
    let whole =
        packed(&[("list.csv", LIST.as_bytes()), ("__MACOSX/._list.csv", b"\0\x05\x16\x07\0\x02\0\0Mac OS X")], None);
    let cut = whole.len() - 40;
    share.write("Acme/cut.zip", &whole[..cut]);
    share.write("Acme/mac.zip", packed(&[("a.txt", b"10:00 Coffee"), (".DS_Store", b"\0\0\0\x01Bud1")], None));
    let (report, code) = scan_json(&share.root(), &[]);
    assert_eq!(code, 1);
    assert_eq!(row(&report, "Acme/cut.zip")["status"], "partial");
    assert_eq!(row(&report, "Acme/cut.zip!list.csv")["status"], "scanned");
    assert_eq!(row(&report, "Acme/mac.zip")["violations"].as_array().unwrap().len(), 0);
    assert_eq!(row(&report, "Acme/mac.zip!.DS_Store")["status"], "skipped");
    let totals = &report["totals"];
    let statuses = ["scanned", "partial", "encrypted", "unsupported", "failed", "skipped"];
    let sum: u64 = statuses.iter().map(|status| totals[status].as_u64().unwrap()).sum();
    assert_eq!(totals["seen"].as_u64().unwrap(), sum);
}

#[test]
fn inspect_looks_into_archives() {
    let share = Share::empty();
    let inner = packed(&[("list.csv", LIST.as_bytes())], None);
    let file = share.write("pack.zip", packed(&[("x/inner.zip", &inner)], None));
    let run = nought().arg("inspect").arg(&file).assert();
    run.code(0).stdout(contains("pack.zip!x/inner.zip!list.csv: column B, row 2: email"));
    let run = nought().arg("inspect").arg(&file).arg("--text").assert();
    run.code(0).stdout(contains("Orla Brannigan"));
}
