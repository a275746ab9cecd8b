//! What stands right behind a person: a number, an address or an amount of money that is somebody's because someone stands
//! there.

use super::people::Spot;
use crate::detect::candidate::{Candidate, RuleNumber};
use crate::detect::{Detector, lexicon};
use crate::finding::Confidence;

/// What a rule's values gain beside a person.
struct Gain {
    /// From this score on; what something speaks against lies below.
    from: f32,
    /// So much.
    by: f32,
    /// At most so many bytes behind the person.
    reach: usize,
}

const PHONE: Gain = Gain { from: 0.4, by: 0.3, reach: 80 };
const ADDRESS: Gain = Gain { from: 0.45, by: 0.25, reach: 60 };
const PAY: Gain = Gain { from: 0.25, by: 0.35, reach: 45 };
/// An amount of so little is pay beside a person or nothing.
const JUST_MONEY: f32 = 0.3;

/// Words that may stand between a person and their pay.
const EARNING: &[&str] = &[
    "on",
    "is",
    "was",
    "now",
    "currently",
    "earns",
    "earned",
    "gets",
    "got",
    "makes",
    "paid",
    "at",
    "to",
    "stays",
    "moves",
    "goes",
    "her",
    "his",
    "their",
    "salary",
    "pay",
    "a",
    "package",
    "of",
    "with",
    "basic",
    "still",
    "who",
    "gagne",
    "verdient",
    "gana",
    "guadagna",
];

/// Lifts what belongs to a person right before it; drops amounts of money that are nobody's. Both lists ascend.
pub(super) fn lift(detector: &Detector, hits: &mut Vec<Candidate>, people: &[Spot], text: &str) {
    let mut next = 0;
    for hit in hits.iter_mut() {
        while people.get(next).is_some_and(|spot| spot.span.start < hit.span.start) {
            next += 1;
        }
        let Some(gain) = gain(detector, hit.rule) else { continue };
        if hit.score < gain.from || hit.score >= Confidence::HIGH_FROM || hit.is_opposed() {
            continue;
        }
        let before = next.checked_sub(1).and_then(|last| people.get(last)).filter(|spot| spot.sure);
        if before.is_some_and(|spot| is_of(detector, spot, hit, &gain, text)) {
            hit.score += gain.by;
            hit.evidence.push("right behind a person".into());
        }
    }
    hits.retain(|hit| Some(hit.rule) != detector.rules.pay || hit.score >= JUST_MONEY);
}

fn gain(detector: &Detector, rule: RuleNumber) -> Option<Gain> {
    let rules = &detector.rules;
    match Some(rule) {
        phone if phone == rules.phone => Some(PHONE),
        address if address == rules.address => Some(ADDRESS),
        pay if pay == rules.pay => Some(PAY),
        _ => None,
    }
}

/// Whether nothing between them speaks of somebody or something else.
fn is_of(detector: &Detector, spot: &Spot, hit: &Candidate, gain: &Gain, text: &str) -> bool {
    let address = spot.email_span.as_ref().map(|span| span.end).filter(|end| *end <= hit.span.start);
    let end = spot.span.end.max(address.unwrap_or(0));
    let Some(between) = text.get(end..hit.span.start).filter(|between| between.len() <= gain.reach) else {
        return false;
    };
    if between.contains("\n\n") {
        return false;
    }
    let mut words = between.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    if Some(hit.rule) == detector.rules.pay {
        return words.all(|word| EARNING.contains(&word));
    }
    let long = |word: &str| word.len() > 2 || word.len() == 2 && word.starts_with(char::is_uppercase);
    !words.any(|word| long(word) && lexicon::word(word).entry.has(lexicon::Flag::Organisation))
}
