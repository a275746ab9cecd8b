//! Where readings of the same characters compete.

use super::{FLOOR, PROPOSAL};
use crate::detect::Candidate;

/// Keeps the best of overlapping candidates of `out` from `from` on, which are in ascending order. Where several readings
/// take the whole text (a cell), the others stay as proposals that a column or header may lift.
pub(super) fn resolve(out: &mut Vec<Candidate>, from: usize, whole: impl Fn(&Candidate) -> bool) {
    let mut kept = from;
    for at in from..out.len() {
        let Some(mut candidate) = out.get(at).cloned() else { break };
        let rival = (kept > from).then(|| kept - 1).and_then(|last| out.get_mut(last));
        match rival {
            Some(last) if last.span.end > candidate.span.start => {
                if whole(last) && whole(&candidate) {
                    let loser = if better(&candidate, last) { &mut *last } else { &mut candidate };
                    loser.score = loser.score.min(PROPOSAL);
                } else if better(&candidate, last) {
                    *last = candidate;
                    continue;
                } else {
                    continue;
                }
            }
            _ => {}
        }
        if let Some(slot) = out.get_mut(kept) {
            *slot = candidate;
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// By score, then the longer one; a proposal never displaces a finding.
fn better(one: &Candidate, other: &Candidate) -> bool {
    let (weak, other_weak) = (one.score < FLOOR, other.score < FLOOR);
    if weak != other_weak {
        return other_weak;
    }
    (one.score, one.span.len()) > (other.score, other.span.len())
}
