//! Counts right and wrong.

use crate::expected::{Broken, Expected};
use crate::scanned::Scanned;
use std::collections::{BTreeMap, BTreeSet};

/// How often something was there and said to be there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) right: u64,
    pub(crate) false_alarms: u64,
    pub(crate) missed: u64,
}

impl Score {
    fn add(&mut self, wanted: bool, got: bool) {
        match (wanted, got) {
            (true, true) => self.right += 1,
            (false, true) => self.false_alarms += 1,
            (true, false) => self.missed += 1,
            (false, false) => {}
        }
    }

    /// Of what was said, the share that is true.
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.right + self.false_alarms)
    }

    /// Of what is true, the share that was said.
    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

/// `part` of `whole`; all of nothing is 1.
pub(crate) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Files that hold values of a rule, and how many values.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RuleScore {
    pub(crate) files: Score,
    pub(crate) wanted: u64,
    pub(crate) got: u64,
}

/// A file that was judged wrong.
#[derive(Debug)]
pub(crate) struct Miss {
    pub(crate) path: String,
    /// What is wrong with it.
    pub(crate) what: Vec<String>,
    /// The reason that is written down.
    pub(crate) known: Option<String>,
}

/// All that is counted.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) seen: u64,
    /// Files with a violation other than `unverifiable`.
    pub(crate) files: Score,
    /// Files with personal data, wherever they stand.
    pub(crate) personal: Score,
    pub(crate) categories: BTreeMap<String, Score>,
    pub(crate) rules: BTreeMap<String, RuleScore>,
    pub(crate) zones: u64,
    pub(crate) statuses: u64,
    pub(crate) violations: u64,
    pub(crate) targets: (u64, u64),
    /// Of the files with people in them, those whose number is right within a fifth.
    pub(crate) subjects: (u64, u64),
    /// Path, wanted and counted people of the others.
    pub(crate) miscounted: Vec<(String, u64, u64)>,
    pub(crate) wrong: Vec<Miss>,
    /// Marked as known misses, but right.
    pub(crate) healed: Vec<String>,
}

/// Compares every file; an error where the two sides do not speak of the same files.
pub(crate) fn all(
    wanted: &BTreeMap<String, Expected>,
    got: &BTreeMap<String, Scanned>,
) -> Result<Outcome, Box<dyn std::error::Error>> {
    let unknown: Vec<_> = got.keys().filter(|path| !wanted.contains_key(*path)).collect();
    let unseen: Vec<_> = wanted.keys().filter(|path| !got.contains_key(*path)).collect();
    if !unknown.is_empty() || !unseen.is_empty() {
        return Err(format!("in the report only: {unknown:#?}; in the corpus only: {unseen:#?}").into());
    }
    let mut outcome = Outcome::default();
    for (path, want) in wanted {
        if let Some(file) = got.get(path) {
            one(&mut outcome, path, want, file);
        }
    }
    Ok(outcome)
}

fn one(outcome: &mut Outcome, path: &str, want: &Expected, got: &Scanned) {
    outcome.seen += 1;
    outcome.files.add(breaks(&want.violations), breaks(&got.violations));
    outcome.personal.add(want.personal_data, got.findings().next().is_some());
    count_categories(outcome, want, got);
    count_rules(outcome, want, got);
    count_subjects(outcome, path, want, got);
    let what = differences(outcome, want, got);
    match (&want.known_miss, what.is_empty()) {
        (Some(_), true) => outcome.healed.push(path.to_owned()),
        (_, true) => {}
        (known, false) => outcome.wrong.push(Miss { path: path.to_owned(), what, known: known.clone() }),
    }
}

/// Whether something has to be done about a file, apart from reading it.
fn breaks(violations: &[Broken]) -> bool {
    violations.iter().any(|violation| violation.rule != "unverifiable")
}

fn count_categories(outcome: &mut Outcome, want: &Expected, got: &Scanned) {
    let wanted: BTreeSet<_> = want.rules.keys().map(|rule| category(rule)).collect();
    let found: BTreeSet<_> = got.findings().map(|finding| finding.category.as_str()).collect();
    for &name in wanted.union(&found) {
        outcome.categories.entry(name.to_owned()).or_default().add(wanted.contains(name), found.contains(name));
    }
}

/// The category of a rule, by the policy's own table.
fn category(rule: &str) -> &str {
    match rule {
        "email" | "phone" | "postal-address" => "contact",
        "person-name" | "date-of-birth" => "identity",
        "payment-card" | "iban" | "bank-account" | "pay" => "financial",
        "assessment-result" => "performance",
        "religion" => "belief",
        "political-opinion" => "politics",
        "trade-union" => "union",
        "sexual-orientation" => "sexuality",
        "genetic-biometric" => "genetic",
        "criminal-record" => "criminal",
        "ip-address" => "online",
        id if id.starts_with("uk-") || id.starts_with("us-") => "government-id",
        same => same,
    }
}

fn count_rules(outcome: &mut Outcome, want: &Expected, got: &Scanned) {
    let mut found: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in got.findings() {
        *found.entry(finding.rule.as_str()).or_default() += finding.count;
    }
    let ids: BTreeSet<&str> = want.rules.keys().map(String::as_str).chain(found.keys().copied()).collect();
    for id in ids {
        let (wanted, found) = (want.rules.get(id).copied().unwrap_or(0), found.get(id).copied().unwrap_or(0));
        let score = outcome.rules.entry(id.to_owned()).or_default();
        score.files.add(wanted > 0, found > 0);
        score.wanted += wanted;
        score.got += found;
    }
}

fn count_subjects(outcome: &mut Outcome, path: &str, want: &Expected, got: &Scanned) {
    if want.subjects == 0 && got.subjects == 0 {
        return;
    }
    outcome.subjects.1 += 1;
    if want.subjects.abs_diff(got.subjects) * 5 <= want.subjects {
        outcome.subjects.0 += 1;
    } else {
        outcome.miscounted.push((path.to_owned(), want.subjects, got.subjects));
    }
}

/// What is said wrong of a file, and the counts of what is said right.
fn differences(outcome: &mut Outcome, want: &Expected, got: &Scanned) -> Vec<String> {
    let mut what = Vec::new();
    let mut same = |right: bool, count: &mut u64, say: &dyn Fn() -> String| {
        if right { *count += 1 } else { what.push(say()) }
    };
    same(want.status == got.status, &mut outcome.statuses, &|| format!("status {}, not {}", got.status, want.status));
    same(want.zone == got.zone, &mut outcome.zones, &|| format!("zone {}, not {}", got.zone, want.zone));
    let (wanted, found) = (briefly(&want.violations), briefly(&got.violations));
    same(wanted == found, &mut outcome.violations, &|| format!("breaks [{found}], not [{wanted}]"));
    let personal = got.findings().next().is_some();
    if personal != want.personal_data {
        what.push(format!("personal data {}, not {}", yes(personal), yes(want.personal_data)));
    }
    what.extend(wrong_targets(&mut outcome.targets, want, got));
    what
}

fn yes(it_is: bool) -> &'static str {
    if it_is { "yes" } else { "no" }
}

fn briefly(violations: &[Broken]) -> String {
    let mut each: Vec<_> = violations.iter().map(|broken| format!("{} {}", broken.rule, broken.severity)).collect();
    each.sort();
    each.join(", ")
}

/// The targets that are not what the policy says, of the violations that both sides name.
fn wrong_targets(count: &mut (u64, u64), want: &Expected, got: &Scanned) -> Vec<String> {
    let mut what = Vec::new();
    for broken in want.violations.iter().filter(|broken| broken.target.is_some()) {
        let Some(found) = got.violations.iter().find(|found| found.rule == broken.rule) else { continue };
        count.1 += 1;
        if found.target == broken.target {
            count.0 += 1;
        } else {
            what.push(format!("target {:?}, not {:?}", found.target, broken.target));
        }
    }
    what
}
