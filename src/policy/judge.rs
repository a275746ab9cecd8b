//! Judges one on-disk file: its zone, and every policy rule it breaks there.

use super::{Folders, Likeness, severity, why};
use crate::config::Policy;
use crate::finding::{Action, Finding, Marking, Severity, Violation, Zone, rule};

/// The client folder around a file, and where in it the file stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Client folder relative to the root, `/` between parts; empty where the root is the client folder.
    pub client_prefix: &'a str,
    /// Name of the client's 0 folder; the configured default where it has none.
    pub confidential: &'a str,
    /// Whether that 0 folder exists.
    pub has_confidential: bool,
    /// Where it does not: the one look-alike that is to be renamed to it; the files of any other move.
    pub renamed: Option<&'a str>,
    /// Parts of the file's path below the client folder, the file name last; `None` where it stands in no client folder.
    pub parts: Option<&'a [&'a str]>,
}

/// What is known of a file.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// What was found in it and its members.
    pub findings: &'a [Finding],
    /// Distinct people in it.
    pub subjects: u64,
    /// Confidentiality markings.
    pub markings: &'a [Marking],
    /// Set where some of it should have been read and was not: why, one sentence.
    pub unread: Option<&'a str>,
}

/// The policy in force.
#[derive(Clone, Debug)]
pub struct Judge {
    folders: Folders,
    policy: Policy,
}

impl Judge {
    /// Compiles the policy.
    pub fn new(policy: &Policy) -> Result<Self, regex::Error> {
        Ok(Self { folders: Folders::new(&policy.confidential_folders)?, policy: policy.clone() })
    }

    /// The 0-folder spellings in force.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Where a file stands.
    pub fn zone(&self, place: &Place<'_>) -> Zone {
        match place.parts {
            None => Zone::Unassigned,
            Some(parts) => match self.lookalike(parts) {
                Standing::Confidential => Zone::Confidential,
                Standing::Lookalike(_) => Zone::Lookalike,
                Standing::Working => Zone::Working,
            },
        }
    }

    /// Every rule the file breaks, worst first.
    pub fn judge(&self, case: &Case<'_>) -> Vec<Violation> {
        let counting = |finding: &&Finding| finding.confidence >= self.policy.minimum_confidence;
        let (sensitive, personal): (Vec<&Finding>, Vec<&Finding>) =
            case.findings.iter().filter(counting).partition(|finding| finding.category.is_sensitive());
        let mut violations = Vec::new();
        violations.extend(self.sensitive(&sensitive));
        violations.extend(self.outside(case, &personal));
        violations.extend(self.marked(case, !personal.is_empty()));
        violations.extend(case.unread.map(|why| Violation {
            rule: rule::UNVERIFIABLE.into(),
            severity: Severity::Low,
            action: Action::OpenByHand,
            target: None,
            why: format!("nought could not read all of it ({why}); open it and check by hand"),
        }));
        violations.retain_mut(|violation| self.regrade(violation));
        violations.sort_by_key(|violation| std::cmp::Reverse(violation.severity));
        violations
    }

    fn sensitive(&self, findings: &[&Finding]) -> Option<Violation> {
        (!findings.is_empty()).then(|| Violation {
            rule: rule::SENSITIVE_DATA.into(),
            severity: Severity::High,
            action: Action::Delete,
            target: None,
            why: format!(
                "sensitive data of a person ({}), which may be kept nowhere: delete it and tell the data protection officer",
                why::kinds(findings)
            ),
        })
    }

    /// `outside-confidential`, or `misplaced-folder` in its place.
    fn outside(&self, case: &Case<'_>, findings: &[&Finding]) -> Option<Violation> {
        if findings.is_empty() {
            return None;
        }
        let severity = severity::of_personal_data(case.subjects, findings);
        let whose = why::whose(case.subjects, findings);
        let place = &case.place;
        let Some(parts) = place.parts else {
            return Some(Violation {
                rule: rule::OUTSIDE_CONFIDENTIAL.into(),
                severity,
                action: Action::Review,
                target: None,
                why: format!("personal data of {whose}; the file stands in no client folder"),
            });
        };
        match self.lookalike(parts) {
            Standing::Confidential => None,
            Standing::Working => Some(Violation {
                rule: rule::OUTSIDE_CONFIDENTIAL.into(),
                severity,
                action: Action::Move,
                target: Some(place.target(parts)),
                why: format!("personal data of {whose}; it may stand only in '{}'", place.confidential),
            }),
            Standing::Lookalike(depth) => Some(misplaced(place, parts, depth, severity, &whose)),
        }
    }

    fn marked(&self, case: &Case<'_>, has_personal_data: bool) -> Option<Violation> {
        let marking = case.markings.first()?;
        let why = format!("the file says of itself: '{}' ({})", marking.phrase, marking.locator);
        let violation = |action, target| Violation {
            rule: rule::CLIENT_CONFIDENTIAL.into(),
            severity: Severity::Low,
            action,
            target,
            why: why.clone(),
        };
        let Some(parts) = case.place.parts else { return Some(violation(Action::Review, None)) };
        match self.lookalike(parts) {
            Standing::Confidential => None,
            Standing::Working => Some(violation(Action::Move, Some(case.place.target(parts)))),
            // Its people already make it move with its folder.
            Standing::Lookalike(_) if has_personal_data => None,
            Standing::Lookalike(depth) => {
                Some(violation(Action::Move, Some(case.place.target(&without(parts, depth)))))
            }
        }
    }

    /// Applies the configuration's word on this rule; false: it is off.
    fn regrade(&self, violation: &mut Violation) -> bool {
        match self.policy.rules.get(&violation.rule) {
            Some(setting) => {
                violation.severity = setting.severity.unwrap_or(violation.severity);
                setting.enabled
            }
            None => true,
        }
    }

    /// How the folders above a file place it. A 0 folder counts only directly in the client folder.
    fn lookalike(&self, parts: &[&str]) -> Standing {
        let folders = parts.split_last().map_or(&[][..], |(_, folders)| folders);
        for (depth, folder) in folders.iter().enumerate() {
            match (depth, self.folders.likeness(folder)) {
                (0, Likeness::Confidential) => return Standing::Confidential,
                (_, Likeness::Other) => {}
                // Deep in a tree a folder called just `0` is someone's numbering.
                (1.., Likeness::Lookalike) if !folder.chars().any(char::is_alphabetic) => {}
                (depth, _) => return Standing::Lookalike(depth),
            }
        }
        Standing::Working
    }
}

enum Standing {
    Confidential,
    /// Position of the look-alike among the path's parts.
    Lookalike(usize),
    Working,
}

fn misplaced(place: &Place<'_>, parts: &[&str], depth: usize, severity: Severity, whose: &str) -> Violation {
    let folder = parts.get(depth).copied().unwrap_or_default();
    // With no true 0 folder beside it, renaming the look-alike mends every file in it at once.
    let rename = depth == 0 && !place.has_confidential && place.renamed.is_none_or(|name| name == folder);
    let (action, target) = if rename {
        (Action::Rename, place.in_client(place.confidential))
    } else {
        (Action::Move, place.target(&without(parts, depth)))
    };
    Violation {
        rule: rule::MISPLACED_FOLDER.into(),
        severity: severity.max(Severity::Medium),
        action,
        target: Some(target),
        why: format!(
            "personal data of {whose}; the folder '{folder}' looks like '{}' but is not protected",
            place.confidential
        ),
    }
}

fn without<'a>(parts: &[&'a str], depth: usize) -> Vec<&'a str> {
    parts.iter().enumerate().filter(|(at, _)| *at != depth).map(|(_, part)| *part).collect()
}

impl Place<'_> {
    /// Where a file with these parts belongs: the same way below the client's 0 folder.
    fn target(&self, parts: &[&str]) -> String {
        self.in_client(&format!("{}/{}", self.confidential, parts.join("/")))
    }

    fn in_client(&self, path: &str) -> String {
        if self.client_prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.client_prefix) }
    }
}

#[cfg(test)]
mod tests;
