//! Keeps the house in order: floors, module docs, file lengths, no stray words of unfinished work.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules by floor; a module imports only from floors below its own (and from itself).
const FLOORS: &[&[&str]] = &[
    &["document", "finding", "incident"],
    &["config", "rules"],
    &["walk", "extract", "detect", "policy", "report"],
    &["scan", "eval"],
    &["commands"],
];

const LONGEST: usize = 400;

#[test]
fn imports_go_down_the_floors() {
    let mut wrong = Vec::new();
    for (floor, modules) in FLOORS.iter().enumerate() {
        for module in *modules {
            for path in sources_of(module) {
                let text = fs::read_to_string(&path).unwrap();
                for used in used_modules(&text) {
                    let below = FLOORS[..floor].iter().any(|modules| modules.contains(&used.as_str()));
                    // Floor 0 is one vocabulary: its three modules may speak of each other.
                    let vocabulary = floor == 0 && FLOORS[0].contains(&used.as_str());
                    if used != *module && !below && !vocabulary {
                        wrong.push(format!("{}: {module} must not use {used}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_on_a_floor() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let module = line.trim_end_matches(';');
        assert!(FLOORS.iter().any(|modules| modules.contains(&module)), "{module} has no floor");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|dir| rust_files(Path::new(dir))) {
        let text = fs::read_to_string(&path).unwrap();
        if text.lines().count() > LONGEST {
            wrong.push(format!("{}: {} lines, more than {LONGEST}", path.display(), text.lines().count()));
        }
        let is_tests = path.file_stem().is_some_and(|stem| stem == "tests") || path.iter().any(|part| part == "tests");
        if !text.starts_with("//!") && !is_tests {
            wrong.push(format!("{}: begins without a module doc", path.display()));
        }
        for mark in ["TODO", "FIXME", "XXX"] {
            if text.contains(mark) && !path.ends_with("tidy.rs") {
                wrong.push(format!("{}: {mark}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_scan_uses_rayon() {
    for path in rust_files(Path::new("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let allowed = path.starts_with("src/scan") || path.starts_with("src/scan.rs");
        assert!(allowed || !text.contains("rayon::"), "{}", path.display());
    }
}

#[test]
fn detection_does_no_io() {
    // Those two are compiled for tests only.
    let is_code = |path: &PathBuf| !["tests.rs", "testing.rs"].iter().any(|name| path.ends_with(name));
    for path in rust_files(Path::new("src/detect")).into_iter().filter(is_code) {
        let text = fs::read_to_string(&path).unwrap();
        for word in ["std::fs", "TcpStream", "UdpSocket", "File::open", "std::process"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

fn sources_of(module: &str) -> Vec<PathBuf> {
    let mut files = rust_files(&Path::new("src").join(module));
    let single = Path::new("src").join(format!("{module}.rs"));
    if single.exists() {
        files.push(single);
    }
    assert!(!files.is_empty(), "{module} has no source");
    files
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Top-level modules named in `crate::x` paths, one `use crate::{a, b}` level deep.
fn used_modules(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        // `pub(in crate::x)` and `$crate::` count as well; a longer identifier ending in "crate" does not.
        if text[..at].ends_with(|char: char| char.is_alphanumeric() || char == '_') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let end = name.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(name.len());
            used.push(name[..end].to_owned());
        }
    }
    used.retain(|name| FLOORS.iter().any(|modules| modules.contains(&name.as_str())));
    used
}
