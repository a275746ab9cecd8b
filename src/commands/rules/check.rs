//! `nought rules check`: reads, compiles and tries a user's rules.

use crate::commands::exit::{Exit, Failure};
use crate::commands::{complain, output::print};
use crate::detect::{Detector, Settings};
use crate::rules::{Rule, RuleSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Checks every rule file of `dir` against all other rules that are on, and runs its examples.
pub(super) fn run(dir: &Path) -> Result<Exit, Failure> {
    let files = RuleSet::files(dir)?;
    if files.is_empty() {
        return Err(Failure::Usage(format!("{}: no rule file (*.toml) in it", dir.display())));
    }
    let mut sound: Vec<(PathBuf, Rule)> = Vec::new();
    let mut wrong = 0_u64;
    for file in files {
        match RuleSet::read(&file) {
            Ok(rule) => match sound.iter().find(|(_, have)| have.id == rule.id) {
                None => sound.push((file, rule)),
                Some((other, _)) => {
                    wrong += 1;
                    complain(&format!("{}: id: '{}' stands in {} as well", file.display(), rule.id, other.display()));
                }
            },
            Err(error) => {
                wrong += 1;
                complain(&error.to_string());
            }
        }
    }
    let mut text = String::new();
    if !sound.is_empty() {
        let detector = compile(&sound)?;
        for (file, rule) in &sound {
            wrong += examples(&detector, file, rule, &mut text);
        }
    }
    print(&text)?;
    Ok(if wrong == 0 { Exit::Clean } else { Exit::Fault })
}

/// The embedded rules that are on, and the user's.
fn compile(rules: &[(PathBuf, Rule)]) -> Result<Detector, Failure> {
    let mut all = RuleSet::embedded()?.select(&[], &[]);
    for (_, rule) in rules {
        all.add(rule.clone());
    }
    Ok(Detector::new(all, Settings::default())?)
}

/// Runs the examples of a rule; how many failed.
fn examples(detector: &Detector, file: &Path, rule: &Rule, text: &mut String) -> u64 {
    let file = file.display();
    let mut failed = 0;
    for (nth, example) in (1..).zip(&rule.examples) {
        let found = detector.try_example(&rule.id, &example.text);
        if found != example.finds {
            failed += 1;
            let first = example.text.lines().next().unwrap_or_default();
            let (found, want) = (quoted(&found), quoted(&example.finds));
            complain(&format!("{file}: {}: example {nth} ({first}): found {found}, expected {want}", rule.id));
        }
    }
    let count = rule.examples.len();
    let _ = match (count, failed) {
        (0, _) => writeln!(text, "{file}: {}: compiles; it has no examples", rule.id),
        (_, 0) => writeln!(text, "{file}: {}: {count} example(s), all as they say", rule.id),
        _ => writeln!(text, "{file}: {}: {failed} of {count} example(s) failed", rule.id),
    };
    failed
}

fn quoted(values: &[String]) -> String {
    if values.is_empty() { "nothing".into() } else { format!("'{}'", values.join("', '")) }
}
