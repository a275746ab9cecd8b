//! What header and column make of a pattern match in a cell.

use super::block::Stored;
use super::facts::Look;
use super::verdict::Verdict;
use crate::detect::Detector;
use crate::detect::candidate::Candidate;
use crate::detect::document::JUST_LOW;
use crate::detect::engine::FLOOR;
use crate::finding::Confidence;

/// A header that speaks of something else takes this.
const OTHER_HEADER: f32 = 0.25;

/// Score of a number in a column whose check digits are right throughout.
const PROVEN: f32 = 0.65;

/// The score of a match under its column; `None` where it is dropped.
pub(super) fn of(detector: &Detector, cell: &Stored, found: &Candidate, verdict: Option<&Verdict>) -> Option<f32> {
    let Some(verdict) = verdict else { return typed(cell, found, found.score) };
    if found.is_nobodys() {
        return typed(cell, found, found.score.min(JUST_LOW));
    }
    let scores = detector.engine.rule(found.rule).score;
    if verdict.rules.contains(&found.rule) {
        let column = if verdict.is_mostly(found.rule) { scores.column } else { 0.0 };
        return Some(found.score + scores.header + column);
    }
    // What the header names wins over what a number could be besides.
    let named = |other: &Candidate| verdict.rules.contains(&other.rule);
    if cell.facts.matches().iter().any(named) {
        return None;
    }
    let mut score = found.score;
    if verdict.other_rule || verdict.not_people {
        score -= if score >= Confidence::HIGH_FROM { 0.0 } else { OTHER_HEADER };
    } else if verdict.proven.contains(&found.rule) && !verdict.run {
        score = score.max(PROVEN);
    } else if verdict.is_mostly(found.rule) && !verdict.run && Some(found.rule) != detector.rules.birth {
        // A header that names nothing known speaks against what is a shape and no more.
        score += if verdict.headed && score < FLOOR { 0.0 } else { scores.column };
    }
    typed(cell, found, score)
}

/// A stored number is a phone or an account only where something speaks for it.
fn typed(cell: &Stored, found: &Candidate, score: f32) -> Option<f32> {
    let least = match cell.facts.look {
        Look::Number | Look::Date if score <= found.score => Confidence::MEDIUM_FROM,
        _ => FLOOR,
    };
    (score >= least).then_some(score)
}
