//! Columns of marks whose headers do not say so: `Module 1`, `Essay`, `Teamwork`. One could be anything; several side by
//! side, with marks in them, beside people are their results.

use super::profile::Profile;
use super::verdict::{Column, Verdict};
use crate::detect::Detector;

/// Such columns that must stand together, those with a plain header included.
const SEVERAL: usize = 2;
/// Tenths of the cells that must be numbers or verdicts.
const MOST: u32 = 7;

/// Makes columns of marks such of the assessment rule.
pub(super) fn judge(detector: &Detector, columns: &[Column], verdicts: &mut [Verdict]) {
    let Some(rule) = detector.rules.assessment else { return };
    let people = |verdict: &Verdict| verdict.names.is_some() || verdict.headed_people;
    let judged = verdicts.iter().filter(|verdict| verdict.sensitive == Some(rule)).count();
    if !verdicts.iter().any(people) {
        return;
    }
    if columns
        .iter()
        .zip(verdicts.iter())
        .take_while(|(_, verdict)| !people(verdict))
        .any(|(column, _)| detector.sensitive.is_scored_thing(&column.head.text))
    {
        // `Risk, Owner, Score`: it is not the owner who scored.
        verdicts
            .iter_mut()
            .filter(|verdict| verdict.sensitive == Some(rule))
            .for_each(|verdict| verdict.sensitive = None);
        return;
    }
    let most = |count: u32, profile: &Profile| count * 10 >= profile.cells * MOST && profile.cells > 0;
    let could = |column: &Column, verdict: &Verdict| {
        let Profile { numbers, marks, verdicts, .. } = column.profile;
        let free = verdict.sensitive.is_none() && verdict.names.is_none();
        if free && most(verdicts, &column.profile) {
            return true;
        }
        most(numbers + marks, &column.profile)
            && verdict.sensitive.is_none()
            && verdict.names.is_none()
            && !counts_up(column, verdict)
            && verdict.rules.is_empty()
            && detector.sensitive.is_part(&column.head.text)
    };
    let found: Vec<usize> = (0..columns.len())
        .filter(|at| columns.get(*at).zip(verdicts.get(*at)).is_some_and(|(column, verdict)| could(column, verdict)))
        .collect();
    if found.len() + judged < SEVERAL {
        return;
    }
    for at in found {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.sensitive = Some(rule);
        }
    }
}

/// Ids that count up; a few marks may happen to lie side by side.
fn counts_up(column: &Column, verdict: &Verdict) -> bool {
    verdict.run && column.profile.cells >= 8 && column.profile.variety() >= 0.9
}
