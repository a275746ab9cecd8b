use super::*;
use crate::config::RuleSetting;
use crate::document::Locator;
use crate::finding::{Category, Confidence};

fn finding(rule: &str, category: Category, confidence: Confidence) -> Finding {
    Finding { rule: rule.into(), category, count: 1, distinct: 1, confidence, score: 0.9, samples: Vec::new() }
}

/// Judges a file at `path` below client `Acme` whose 0 folder is `zero`; gives `rule severity action target` lines.
fn judged(policy: &Policy, path: &str, zero: Option<&str>, findings: &[Finding], subjects: u64) -> Vec<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let place = Place {
        client_prefix: "Acme",
        confidential: zero.unwrap_or("0. Confidential"),
        has_confidential: zero.is_some(),
        renamed: None,
        parts: Some(&parts),
    };
    let case = Case { place, findings, subjects, markings: &[], unread: None };
    lines(&Judge::new(policy).unwrap().judge(&case))
}

fn lines(violations: &[Violation]) -> Vec<String> {
    let line = |violation: &Violation| {
        let target = violation.target.as_deref().unwrap_or("-");
        format!("{} {:?} {:?} {target}", violation.rule, violation.severity, violation.action)
    };
    violations.iter().map(line).collect()
}

fn check(path: &str, zero: Option<&str>, findings: &[Finding], subjects: u64, want: &[&str]) {
    assert_eq!(judged(&Policy::default(), path, zero, findings, subjects), want, "{path}");
}

#[test]
fn personal_data_belongs_in_the_0_folder() {
    let email = [finding("email", Category::Contact, Confidence::High)];
    check("0 Confidential/list.csv", Some("0 Confidential"), &email, 39, &[]);
    check(
        "2. Design/list.csv",
        Some("0 Confidential"),
        &email,
        39,
        &["outside-confidential High Move Acme/0 Confidential/2. Design/list.csv"],
    );
    check("list.csv", None, &email, 3, &["outside-confidential Medium Move Acme/0. Confidential/list.csv"]);
    check("list.csv", None, &email, 2, &["outside-confidential Low Move Acme/0. Confidential/list.csv"]);
}

#[test]
fn grave_kinds_are_at_least_medium() {
    for (rule, category) in [
        ("uk-nino", Category::GovernmentId),
        ("postal-address", Category::Contact),
        ("date-of-birth", Category::Identity),
        ("re-identification", Category::Identity),
    ] {
        let found = [finding(rule, category, Confidence::Medium)];
        check("a.txt", None, &found, 1, &["outside-confidential Medium Move Acme/0. Confidential/a.txt"]);
    }
}

#[test]
fn low_confidence_breaks_nothing() {
    check("a.txt", None, &[finding("phone", Category::Contact, Confidence::Low)], 0, &[]);
}

#[test]
fn sensitive_data_may_stand_nowhere() {
    let found = [finding("health", Category::Health, Confidence::Medium)];
    check("0. Confidential/a.txt", Some("0. Confidential"), &found, 1, &["sensitive-data High Delete -"]);
    check("a.txt", None, &found, 1, &["sensitive-data High Delete -"]);
}

#[test]
fn look_alikes_replace_outside_confidential() {
    let email = [finding("email", Category::Contact, Confidence::High)];
    check("O. Confidential/a.txt", None, &email, 1, &["misplaced-folder Medium Rename Acme/0. Confidential"]);
    check(
        "Confidential/x/a.txt",
        Some("0 Confidential"),
        &email,
        30,
        &["misplaced-folder High Move Acme/0 Confidential/x/a.txt"],
    );
    check(
        "2. Design/0. Confidential/a.txt",
        Some("0. Confidential"),
        &email,
        1,
        &["misplaced-folder Medium Move Acme/0. Confidential/2. Design/a.txt"],
    );
    check("0 Confidential/Confidential/a.txt", Some("0 Confidential"), &email, 1, &[]);
}

#[test]
fn a_file_in_no_client_folder_is_for_review() {
    let place = Place {
        client_prefix: "",
        confidential: "0. Confidential",
        has_confidential: false,
        renamed: None,
        parts: None,
    };
    let findings = [finding("email", Category::Contact, Confidence::High)];
    let case = Case { place, findings: &findings, subjects: 1, markings: &[], unread: Some("password-protected") };
    let judge = Judge::new(&Policy::default()).unwrap();
    assert_eq!(judge.zone(&place), Zone::Unassigned);
    assert_eq!(lines(&judge.judge(&case)), ["outside-confidential Low Review -", "unverifiable Low OpenByHand -"]);
}

#[test]
fn a_file_that_calls_itself_confidential_moves() {
    let marking = Marking { phrase: "strictly confidential".into(), locator: Locator::path() };
    let parts = ["1. Contracts", "offer.docx"];
    let place = Place {
        client_prefix: "Acme",
        confidential: "0. Confidential",
        has_confidential: true,
        renamed: None,
        parts: Some(&parts),
    };
    let case = Case { place, findings: &[], subjects: 0, markings: &[marking], unread: None };
    let judged = Judge::new(&Policy::default()).unwrap().judge(&case);
    assert_eq!(lines(&judged), ["client-confidential Low Move Acme/0. Confidential/1. Contracts/offer.docx"]);
}

#[test]
fn the_configuration_has_the_last_word() {
    let mut policy = Policy::default();
    let setting = |enabled, severity| RuleSetting { enabled, severity, reason: "test".into() };
    policy.rules.insert("outside-confidential".into(), setting(true, Some(Severity::High)));
    policy.rules.insert("sensitive-data".into(), setting(false, None));
    let found =
        [finding("email", Category::Contact, Confidence::High), finding("health", Category::Health, Confidence::High)];
    let got = judged(&policy, "a.txt", None, &found, 1);
    assert_eq!(got, ["outside-confidential High Move Acme/0. Confidential/a.txt"]);
}

#[test]
fn only_one_of_two_look_alikes_is_renamed() {
    let email = [finding("email", Category::Contact, Confidence::High)];
    let target = |folder: &str| {
        let parts = [folder, "a.txt"];
        let place = Place {
            client_prefix: "Acme",
            confidential: "0. Confidential",
            has_confidential: false,
            renamed: Some("Confidential"),
            parts: Some(&parts),
        };
        let case = Case { place, findings: &email, subjects: 1, markings: &[], unread: None };
        lines(&Judge::new(&Policy::default()).unwrap().judge(&case))
    };
    assert_eq!(target("Confidential"), ["misplaced-folder Medium Rename Acme/0. Confidential"]);
    assert_eq!(target("O. Confidential"), ["misplaced-folder Medium Move Acme/0. Confidential/a.txt"]);
}
