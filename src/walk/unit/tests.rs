use super::*;
use std::fs;

/// Makes the files (a path ending in `/` is a folder) and returns the share.
fn share(paths: &[&str]) -> tempfile::TempDir {
    let share = tempfile::tempdir().unwrap();
    for path in paths {
        let full = share.path().join(path);
        if path.ends_with('/') {
            fs::create_dir_all(full).unwrap();
        } else {
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            fs::write(full, "x").unwrap();
        }
    }
    share
}

/// Checks that the walk yields `client: path` lines in this order.
fn check(paths: &[&str], layout: Layout, want: &[&str]) {
    let share = share(paths);
    let units = units(share.path(), layout).unwrap();
    let got: Vec<String> = units
        .iter()
        .flat_map(|unit| {
            unit.entries().map(|entry| format!("{}: {}", unit.client.as_deref().unwrap_or("-"), entry.relative.display))
        })
        .collect();
    assert_eq!(got, want);
}

#[test]
fn clients_are_the_first_level_and_loose_files_come_first() {
    check(
        &["Zeta/a.txt", "Acme/2/b.txt", "Acme/1/c.txt", "loose.txt", "Empty/"],
        Layout::Depth(1),
        &["-: loose.txt", "Acme: Acme/1/c.txt", "Acme: Acme/2/b.txt", "Zeta: Zeta/a.txt"],
    );
}

#[test]
fn clients_may_stand_deeper() {
    check(
        &["UK/Acme/a.txt", "UK/loose.txt", "DE/Zeta/1/b.txt", "top.txt"],
        Layout::Depth(2),
        &["-: UK/loose.txt", "-: top.txt", "Zeta: DE/Zeta/1/b.txt", "Acme: UK/Acme/a.txt"],
    );
}

#[test]
fn a_client_folder_can_be_the_root() {
    let share = share(&["Acme/0 Confidential/a.txt", "Acme/b.txt"]);
    let units = units(&share.path().join("Acme"), Layout::Client).unwrap();
    assert_eq!(units.len(), 1);
    assert_eq!(units[0].client.as_deref(), Some("Acme"));
    assert_eq!(units[0].folders, ["0 Confidential"]);
    assert_eq!(units[0].count_files("0 Confidential"), 1);
    let paths: Vec<_> = units[0].entries().map(|entry| entry.relative.display).collect();
    assert_eq!(paths, ["0 Confidential/a.txt", "b.txt"]);
}

#[test]
fn a_zip_can_be_the_root() {
    let share = share(&["Acme/b.txt"]);
    let zip = share.path().join("Acme export.zip");
    fs::write(&zip, b"PK\x05\x06").unwrap();
    for (layout, client, depth) in [(Layout::Depth(1), None, 1), (Layout::Client, Some("Acme export"), 0)] {
        let units = units(&zip, layout).unwrap();
        assert_eq!((units[0].client.as_deref(), units[0].depth_in_zip()), (client, Some(depth)));
        let entries: Vec<_> = units[0].entries().map(|entry| entry.relative.display).collect();
        assert_eq!((units.len(), entries), (1, vec!["Acme export.zip".to_owned()]));
    }
    let depths: Vec<_> = units(share.path(), Layout::Depth(1)).unwrap().iter().map(Unit::depth_in_zip).collect();
    assert_eq!(depths, [Some(1), None]);
}

#[test]
fn a_root_must_be_a_folder() {
    let share = share(&["file.txt"]);
    let error = |path: &Path| units(path, Layout::Depth(1)).unwrap_err();
    assert!(matches!(error(&share.path().join("file.txt")), WalkError::NotAFolder(_)));
    assert!(matches!(error(&share.path().join("nothing")), WalkError::Missing(_)));
}

#[cfg(unix)]
#[test]
fn links_are_listed_and_never_followed() {
    let share = share(&["Acme/1/a.txt"]);
    std::os::unix::fs::symlink(share.path(), share.path().join("Acme/1/loop")).unwrap();
    let units = units(share.path(), Layout::Depth(1)).unwrap();
    let classes: Vec<_> = units[1].entries().map(|entry| (entry.relative.display, entry.class)).collect();
    assert_eq!(classes, [("Acme/1/a.txt".into(), Class::File), ("Acme/1/loop".into(), Class::Link)]);
}

#[test]
fn a_very_deep_tree_is_walked() {
    let deep = format!("Acme/{}f.txt", "d/".repeat(300));
    check(&[&deep], Layout::Depth(1), &[&format!("Acme: {deep}")]);
}
