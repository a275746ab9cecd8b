//! One line to act on: a file with its reasons, and what stands in it or in its members.

use super::super::{clean, words};
use super::clients::short_name;
use crate::document::Locator;
use crate::finding::{Category, Confidence, FileReport, Finding, Severity, Violation};
use std::collections::BTreeSet;

/// Findings, samples of one, and violations that a row keeps.
const FINDINGS: usize = 30;
const SAMPLES: usize = 4;
const VIOLATIONS: usize = 12;
/// Different rules that the headline of a row sums up.
const KINDS: usize = 64;
/// Characters of a masked sample, a place, a reason.
const SHORT: usize = 160;
const LONG: usize = 1_000;

/// A file (or a misplaced folder) that breaks the policy.
#[derive(Clone, Debug)]
pub(in crate::report) struct Row {
    pub(in crate::report) root: usize,
    pub(in crate::report) client: Option<String>,
    pub(in crate::report) path: String,
    /// Set where this is a folder: how many files in it.
    pub(in crate::report) folder: Option<u64>,
    /// The worst of `violations` when the file passed.
    pub(in crate::report) severity: Severity,
    /// Worst first; `unverifiable` is not one of them.
    pub(in crate::report) violations: Vec<Violation>,
    pub(in crate::report) subjects: u64,
    /// Rule, category and distinct values of what was found with at least medium confidence.
    pub(in crate::report) kinds: Vec<(String, Category, u64)>,
    pub(in crate::report) findings: Vec<Found>,
}

/// A finding as it is shown.
#[derive(Clone, Debug)]
pub(in crate::report) struct Found {
    pub(in crate::report) rule: String,
    pub(in crate::report) category: Category,
    pub(in crate::report) confidence: Confidence,
    pub(in crate::report) distinct: u64,
    /// The member of the file in which it stands.
    pub(in crate::report) inside: Option<String>,
    /// "sheet Delegates, column C and text".
    pub(in crate::report) area: String,
    pub(in crate::report) samples: Vec<Shown>,
}

/// A masked sample as it is shown.
#[derive(Clone, Debug)]
pub(in crate::report) struct Shown {
    pub(in crate::report) masked: String,
    pub(in crate::report) place: String,
}

/// Joins the rows of members to that of their file: violations stand on the file, findings on the members.
#[derive(Default)]
pub(super) struct Gather {
    open: Option<Row>,
    /// People in the members of the open row.
    inner: u64,
}

impl Gather {
    /// Takes the next row of the report; returns those that are complete now.
    pub(super) fn next(&mut self, file: &FileReport) -> Vec<Row> {
        let mut done = Vec::new();
        let own = Row::of(file);
        if let (Some(open), Some(container)) = (&mut self.open, &file.container)
            && file.root == open.root
            && is_member_of(container, &open.path)
        {
            open.adopt(file);
            self.inner = self.inner.saturating_add(file.subjects);
            done.extend(own);
            return done;
        }
        done.extend(self.end());
        self.open = own;
        done
    }

    /// The row that still waits for members.
    pub(super) fn end(&mut self) -> Option<Row> {
        let inner = std::mem::take(&mut self.inner);
        // Whether the row of a container counts its members' people itself is not its reader's business.
        self.open.take().map(|row| Row { subjects: row.subjects.max(inner), ..row })
    }
}

impl Row {
    /// The row of a file with a violation.
    fn of(file: &FileReport) -> Option<Self> {
        let severity = file.worst()?;
        let mut violations: Vec<_> = file.broken().take(VIOLATIONS).cloned().collect();
        violations.sort_by_key(|violation| std::cmp::Reverse(violation.severity));
        for violation in &mut violations {
            violation.why = words::sentence(&clean::clipped(&violation.why, LONG));
        }
        let mut row = Self {
            root: file.root,
            client: file.client.as_deref().map(short_name),
            path: file.path.clone(),
            folder: None,
            severity,
            violations,
            subjects: file.subjects,
            kinds: Vec::new(),
            findings: Vec::new(),
        };
        row.take_findings(file, None);
        Some(row)
    }

    /// The worst of the violations that are left on it.
    pub(super) fn severity_now(&self) -> Option<Severity> {
        self.violations.iter().map(|violation| violation.severity).max()
    }

    /// "39 people's names and e-mail addresses".
    pub(in crate::report) fn what(&self) -> String {
        words::what(self.subjects, &self.kinds)
    }

    /// Why it is a row, each reason once.
    pub(in crate::report) fn reasons(&self) -> Vec<&str> {
        let mut reasons: Vec<&str> = Vec::new();
        for violation in &self.violations {
            if !reasons.contains(&violation.why.as_str()) {
                reasons.push(&violation.why);
            }
        }
        reasons
    }

    /// The policy rules it breaks, each once.
    pub(in crate::report) fn rules(&self) -> Vec<&str> {
        let mut rules: Vec<&str> = Vec::new();
        for violation in &self.violations {
            if !rules.contains(&violation.rule.as_str()) {
                rules.push(&violation.rule);
            }
        }
        rules
    }

    /// About how much memory it holds.
    pub(super) fn bytes(&self) -> usize {
        let target = |violation: &Violation| violation.target.as_ref().map_or(0, String::len);
        let violations = self.violations.iter().map(|one| 96 + one.why.len() + one.rule.len() + target(one));
        let samples =
            |found: &Found| -> usize { found.samples.iter().map(|one| 48 + one.masked.len() + one.place.len()).sum() };
        let findings = self.findings.iter().map(|one| 160 + one.area.len() + samples(one));
        512 + self.path.len() + violations.sum::<usize>() + findings.sum::<usize>() + 48 * self.kinds.len()
    }

    fn adopt(&mut self, member: &FileReport) {
        let name = member.path.get(self.path.len()..).unwrap_or(&member.path).trim_start_matches('!');
        self.take_findings(member, Some(clean::clipped(name, LONG)));
    }

    fn take_findings(&mut self, file: &FileReport, inside: Option<String>) {
        for finding in file.findings.iter().filter(|finding| finding.confidence >= Confidence::Medium) {
            self.add_kind(&(finding.rule.clone(), finding.category, finding.distinct));
            if self.findings.len() < FINDINGS {
                self.findings.push(Found::of(finding, inside.clone()));
            }
        }
    }

    pub(super) fn add_kind(&mut self, (rule, category, more): &(String, Category, u64)) {
        let room = self.kinds.len() < KINDS;
        match self.kinds.iter_mut().find(|(known, ..)| known == rule) {
            Some((.., distinct)) => *distinct = distinct.saturating_add(*more),
            None if room => self.kinds.push((rule.clone(), *category, *more)),
            None => {}
        }
    }
}

impl Found {
    fn of(finding: &Finding, inside: Option<String>) -> Self {
        let areas: BTreeSet<_> = finding.samples.iter().map(|sample| words::area(&sample.locator)).collect();
        let areas: Vec<_> = areas
            .into_iter()
            .filter(|area| !area.is_empty())
            .take(3)
            .map(|area| clean::clipped(&area, SHORT))
            .collect();
        let samples = finding.samples.iter().take(SAMPLES);
        Self {
            rule: finding.rule.clone(),
            category: finding.category,
            confidence: finding.confidence,
            distinct: finding.distinct,
            inside,
            area: words::list(&areas),
            samples: samples.map(|sample| Shown::of(&sample.masked, &sample.locator)).collect(),
        }
    }
}

impl Shown {
    fn of(masked: &str, locator: &Locator) -> Self {
        Self { masked: clean::clipped(masked, SHORT), place: clean::clipped(&words::place(locator), SHORT) }
    }
}

/// Whether `container` is `path` or a member of it.
pub(in crate::report) fn is_member_of(container: &str, path: &str) -> bool {
    container.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
}
