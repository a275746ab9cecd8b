//! Who stands in a text: names and the e-mail addresses that belong to them, and what else there is theirs.

use super::segment::Scratch;
use super::state::State;
use crate::detect::candidate::{Candidate, RuleNumber};
use crate::detect::subjects::{Keys, Person};
use crate::detect::{Detector, lexicon, names};
use crate::document::{Locator, Segment};
use crate::finding::Confidence;
use smallvec::SmallVec;
use std::ops::Range;

/// How far an address may stand from the name it agrees with.
const NEAR: usize = 240;
/// How far behind its person a number may stand.
const OWNED_BEHIND: usize = 300;
/// How far before.
const OWNED_BEFORE: usize = 120;
/// How far before a number its company may stand; before an account's, which is sooner a person's.
const COMPANY_BEFORE: usize = 160;
const COMPANY_BEFORE_ACCOUNT: usize = 60;
/// Score of a name that agrees with an address beside it.
const AGREED: f32 = 0.92;

/// A person in a text.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// Where the name stands, or the address where there is no name.
    pub span: Range<usize>,
    /// Where the address stands, if it was joined.
    pub email_span: Option<Range<usize>>,
    /// Of at least medium confidence.
    pub sure: bool,
    /// Own staff.
    pub own: bool,
    /// Key of the name.
    pub name: Option<u64>,
    /// Key of the address.
    pub email: Option<u64>,
}

/// Fills `scratch.people` from the names and addresses among `scratch.hits`, and lifts names that agree with an address.
pub(super) fn join(state: &mut State<'_>, scratch: &mut Scratch, text: &str) {
    let detector = state.detector;
    let Scratch { hits, people, .. } = scratch;
    people.extend(hits.iter().filter(|hit| Some(hit.rule) == detector.rules.name).map(|hit| Spot {
        span: hit.span.clone(),
        email_span: None,
        sure: hit.score >= Confidence::MEDIUM_FROM,
        own: detector.own.has_name(hit.key),
        name: Some(hit.key),
        email: None,
    }));
    let named = people.len();
    let mut from = 0;
    let mut lifted: SmallVec<[usize; 8]> = SmallVec::new();
    for hit in hits.iter().filter(|hit| Some(hit.rule) == detector.rules.email) {
        let Some(address) = text.get(hit.span.clone()) else { continue };
        while people.get(from).is_some_and(|spot| from < named && spot.span.end + NEAR < hit.span.start) {
            from += 1;
        }
        let own = detector.own.has_email(address);
        let sure = hit.score >= Confidence::MEDIUM_FROM;
        match partner(people.get(from..named).unwrap_or_default(), text, address, &hit.span) {
            Some((offset, agrees)) => {
                if let Some(spot) = people.get_mut(from + offset) {
                    spot.email_span = Some(hit.span.clone());
                    spot.email = sure.then_some(hit.key);
                    spot.own |= own;
                    spot.sure |= sure && agrees;
                    if agrees && sure {
                        lifted.push(spot.span.start);
                    }
                }
            }
            None => people.push(Spot {
                span: hit.span.clone(),
                email_span: None,
                sure,
                own,
                name: local_name(address),
                email: Some(hit.key),
            }),
        }
    }
    lift(hits, detector.rules.name, &mut lifted);
    people.sort_by_key(|spot| spot.span.start);
    state.recent.complete(text, people);
}

/// The name (its key) that a local part such as `jane.smith` spells out in full.
pub(crate) fn local_name(address: &str) -> Option<u64> {
    let local = address.split('@').next().unwrap_or_default();
    let words = local.split(['.', '_', '-']).filter(|word| word.chars().count() > 1).count();
    let full = words >= 2 && words == local.split(['.', '_', '-']).count();
    (full && names::email_tokens(local).len() >= 2)
        .then(|| names::key(&local.replace('_', ".")))
        .filter(|key| *key != 0)
}

/// The name among `spots` that an address belongs to: one that agrees with it, else the only one in its line.
fn partner(spots: &[Spot], text: &str, address: &str, at: &Range<usize>) -> Option<(usize, bool)> {
    let local = address.split('@').next().unwrap_or_default();
    let near = || spots.iter().enumerate().take_while(|(_, spot)| spot.span.start < at.end + NEAR).take(16);
    let free = |spot: &Spot| spot.email_span.is_none();
    let agreeing = near()
        .filter(|(_, spot)| free(spot) && names::agrees(text.get(spot.span.clone()).unwrap_or_default(), local))
        .min_by_key(|(_, spot)| gap(&spot.span, at));
    if let Some((index, _)) = agreeing {
        return Some((index, true));
    }
    let mut same_line = near().filter(|(_, spot)| free(spot) && spot.sure && !crosses(text, &spot.span, at, b'\n'));
    match (same_line.next(), same_line.next()) {
        (Some((index, spot)), None) if gap(&spot.span, at) < NEAR / 4 => Some((index, false)),
        _ => None,
    }
}

fn gap(one: &Range<usize>, other: &Range<usize>) -> usize {
    if one.start < other.start { other.start.saturating_sub(one.end) } else { one.start.saturating_sub(other.end) }
}

/// Whether `byte` stands between two spans.
fn crosses(text: &str, one: &Range<usize>, other: &Range<usize>, byte: u8) -> bool {
    let (from, to) = (one.end.min(other.end), one.start.max(other.start));
    text.as_bytes().get(from..to).is_some_and(|between| memchr::memchr(byte, between).is_some())
}

fn lift(hits: &mut [Candidate], name: Option<RuleNumber>, starts: &mut SmallVec<[usize; 8]>) {
    starts.sort_unstable();
    for hit in hits.iter_mut().filter(|hit| Some(hit.rule) == name) {
        if starts.binary_search(&hit.span.start).is_ok() {
            hit.score = hit.score.max(AGREED);
            hit.evidence.push("agrees with the e-mail address beside it".into());
        }
    }
}

/// Makes the sure people of a text subjects; by index of `spots`.
pub(super) fn register(state: &mut State<'_>, spots: &[Spot]) -> SmallVec<[Option<Person>; 8]> {
    let mut people = SmallVec::with_capacity(spots.len());
    for spot in spots {
        let keys = Keys { name: spot.name, email: spot.email, table: 0 };
        people.push(if spot.sure && !spot.own { state.subjects.person(keys) } else { None });
    }
    people
}

/// Whether matches of a rule are a person themselves (name, e-mail), not something of theirs.
pub(super) fn names_someone(detector: &Detector, rule: RuleNumber) -> bool {
    Some(rule) == detector.rules.name || Some(rule) == detector.rules.email
}

/// Whether a rule finds name or business contact, in which own staff are exempt.
pub(crate) fn is_contact(detector: &Detector, rule: RuleNumber) -> bool {
    names_someone(detector, rule) || Some(rule) == detector.rules.phone
}

/// Whether a company is named shortly before something that companies have as well as people.
pub(super) fn is_companys(detector: &Detector, hit: &Candidate, text: &str) -> bool {
    let rules = &detector.rules;
    if !rules.is_of_companies_too(hit.rule) || [rules.address, rules.postcode].contains(&Some(hit.rule)) {
        return false;
    }
    let reach = if Some(hit.rule) == rules.phone { COMPANY_BEFORE } else { COMPANY_BEFORE_ACCOUNT };
    let mut from = hit.span.start.saturating_sub(reach);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..hit.span.start).unwrap_or_default();
    before
        .split(|c: char| !c.is_alphanumeric())
        // `Bank details:` names no company.
        .any(|word| {
            // `AB` is a company's form, `ab` a word of many languages.
            (word.len() > 2 || word.len() == 2 && word.starts_with(char::is_uppercase))
                && !word.eq_ignore_ascii_case("bank")
                && lexicon::word(word).entry.has(lexicon::Flag::Organisation)
        })
}

/// Finds the owner of each match of a text, walking along with the matches.
pub(super) struct Owners<'a> {
    spots: &'a [Spot],
    segment: &'a Segment<'a>,
    next: usize,
}

impl<'a> Owners<'a> {
    pub(super) fn new(spots: &'a [Spot], segment: &'a Segment<'a>) -> Self {
        Self { spots, segment, next: 0 }
    }

    /// The index of the person that the match at `span` is or belongs to. To be asked in ascending order of spans.
    pub(super) fn of(&mut self, span: &Range<usize>) -> Option<usize> {
        while self.spots.get(self.next).is_some_and(|spot| spot.span.start <= span.start) {
            self.next += 1;
        }
        let behind = self.next.checked_sub(1).and_then(|index| Some((index, self.spots.get(index)?)));
        let before = self.spots.get(self.next).map(|spot| (self.next, spot));
        if let Some(itself) = self.itself(span) {
            return Some(itself);
        }
        let close =
            |spot: &Spot, most: usize| gap(&spot.span, span) <= most && !self.blank_line_between(&spot.span, span);
        match (behind, before) {
            (Some((index, spot)), _) if close(spot, OWNED_BEHIND) => Some(index),
            (_, Some((index, spot))) if close(spot, OWNED_BEFORE) => Some(index),
            // A paragraph is about the people in it, however long it is.
            (Some((index, _)), _) | (None, Some((index, _))) if !self.is_lines() => Some(index),
            _ => None,
        }
    }

    /// The person whose name or address stands at `span`.
    fn itself(&self, span: &Range<usize>) -> Option<usize> {
        let from = self.next.saturating_sub(24);
        let near = self.spots.get(from..(self.next + 16).min(self.spots.len())).unwrap_or_default();
        near.iter()
            .position(|spot| spot.span == *span || spot.email_span.as_ref() == Some(span))
            .map(|index| from + index)
    }

    fn is_lines(&self) -> bool {
        matches!(self.segment.locator, Locator::Line { .. } | Locator::Page { .. })
    }

    fn blank_line_between(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let (from, to) = (one.end.min(other.end), one.start.max(other.start));
        self.segment.text.get(from..to).is_some_and(|between| between.contains("\n\n"))
    }
}
