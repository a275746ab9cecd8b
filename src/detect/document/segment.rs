//! A segment of text: the recognizers' proposals joined, overlaps resolved, people and what is theirs brought together.

use super::beside;
use super::people::{self, Spot};
use super::place::Place;
use super::state::{Hit, State};
use crate::detect::candidate::Candidate;
use crate::detect::engine::FLOOR;
use crate::detect::names::{NameKind, NameMatch, Reading};
use crate::detect::sensitive::Keyword;
use crate::document::{Role, Segment};
use crate::finding::Confidence;
use std::borrow::Cow;
use std::ops::Range;

/// A match that must not break the policy by itself scores no more than this.
pub(crate) const JUST_LOW: f32 = 0.49;

/// Most that is said of a person who is called by a number.
pub(crate) const KEYED: f32 = 0.6;
/// Least score of a sensitive word that the grammar ties straight to its person.
const TIGHT: f32 = 0.85;
/// What a doubtful name and the word tied to it prove of each other.
const PROVEN: f32 = 0.65;

/// Buffers that are used again for every segment and every long cell.
#[derive(Default)]
pub(crate) struct Scratch {
    /// All matches of the text, in order.
    pub hits: Vec<Candidate>,
    /// Who stands in it.
    pub people: Vec<Spot>,
    names: Vec<NameMatch>,
    keywords: Vec<Keyword>,
    bound: Vec<Candidate>,
    spans: Vec<Range<usize>>,
}

/// Reads a segment and reports what stands in it.
pub(super) fn read(state: &mut State<'_>, scratch: &mut Scratch, segment: &Segment<'_>, names: Reading) {
    state.ordinal += 1;
    begin(state, scratch, segment.text);
    let prose = words(segment);
    state.detector.names.decide(&prose, names, &state.hints, &mut scratch.names);
    if segment.role == Role::Path {
        // Any word can be a file's name: one alone is nobody's unless the text says so.
        let single = scratch.names.iter_mut().filter(|name| name.kind == NameKind::Single);
        single.for_each(|name| name.score = name.score.min(JUST_LOW));
    }
    end(state, scratch, segment.text, &prose);
    if matches!(segment.role, Role::Author | Role::Machine) {
        lower(scratch, segment.role);
    }
    let place = Place::Segment(&segment.locator, segment.offset);
    let order = (state.ordinal, 0);
    report(state, scratch, segment, place, order);
}

/// Reads the names of a segment before the rest of its document is known.
pub(super) fn look_ahead(state: &mut State<'_>, segment: &Segment<'_>) -> Reading {
    let prose = words(segment);
    let reading = state.detector.names.read(&prose);
    state.hints.note(&prose, &reading);
    reading
}

/// Fills `scratch.hits` and `scratch.people` with what stands in `text`.
pub(crate) fn analyse(state: &mut State<'_>, scratch: &mut Scratch, text: &str) {
    begin(state, scratch, text);
    state.detector.names.in_prose(text, &state.hints, &mut scratch.names);
    end(state, scratch, text, text);
}

/// What has a shape.
fn begin(state: &mut State<'_>, scratch: &mut Scratch, text: &str) {
    scratch.clear();
    let detector = state.detector;
    detector.engine.find(text, &mut scratch.hits);
    // What only a column or header could lift is nothing here.
    scratch.hits.retain(|hit| hit.score >= FLOOR);
    let email = detector.rules.email;
    for hit in scratch.hits.iter().filter(|hit| Some(hit.rule) == email) {
        if let Some((local, _)) = text.get(hit.span.clone()).and_then(|address| address.split_once('@')) {
            state.hints.note_email(local);
        }
    }
}

/// Who it is about, and what is said of them.
fn end(state: &mut State<'_>, scratch: &mut Scratch, text: &str, prose: &str) {
    note_names(state, scratch, prose);
    people::join(state, scratch, text);
    bind_sensitive(state, scratch, prose);
    scratch.hits.sort_by_key(|hit| (hit.span.start, hit.span.end, hit.rule));
    beside::lift(state.detector, &mut scratch.hits, &scratch.people, text);
}

/// Fills `scratch.hits` with the names that stand in `text`, and nothing else.
pub(crate) fn names_in(state: &mut State<'_>, scratch: &mut Scratch, text: &str) {
    scratch.clear();
    state.detector.names.in_prose(text, &state.hints, &mut scratch.names);
    if !scratch.names.is_empty() {
        note_names(state, scratch, text);
        people::join(state, scratch, text);
    }
}

impl Scratch {
    fn clear(&mut self) {
        self.hits.clear();
        self.people.clear();
        self.names.clear();
        self.keywords.clear();
        self.bound.clear();
        self.spans.clear();
    }
}

/// Turns names into hits where no pattern matched the same bytes, and remembers the good ones.
fn note_names(state: &mut State<'_>, scratch: &mut Scratch, text: &str) {
    let Some(rule) = state.detector.rules.name else { return };
    let patterns = scratch.hits.len();
    let mut at = 0;
    for found in scratch.names.drain(..) {
        while scratch.hits.get(at).is_some_and(|hit| at < patterns && hit.span.end <= found.span.start) {
            at += 1;
        }
        let taken = at < patterns && scratch.hits.get(at).is_some_and(|hit| hit.span.start < found.span.end);
        let allowed = || text.get(found.span.clone()).is_some_and(|name| state.detector.engine.allows(rule, name));
        if taken || allowed() {
            continue;
        }
        if found.score >= Confidence::MEDIUM_FROM {
            state.hints.note_name(text, &found);
        }
        let NameMatch { span, score, key, evidence, .. } = found;
        scratch.hits.push(Candidate { rule, span, score, key, evidence });
    }
    scratch.hits.sort_by_key(|hit| hit.span.start);
}

/// Adds the sensitive words that are tied to someone.
fn bind_sensitive(state: &mut State<'_>, scratch: &mut Scratch, text: &str) {
    let sensitive = &state.detector.sensitive;
    sensitive.pseudonyms(text, &mut scratch.spans);
    // Words say nothing where no one is meant.
    if scratch.people.is_empty() && scratch.spans.is_empty() && !state.about.is_near() {
        return;
    }
    sensitive.find(text, &mut scratch.keywords);
    let named = scratch.people.iter().filter(|spot| spot.sure).map(|spot| spot.span.clone());
    let keyed = scratch.spans.len();
    scratch.spans.extend(named);
    let just_keyed = keyed > 0 && keyed == scratch.spans.len() && !state.about.is_someone();
    scratch.spans.sort_unstable_by_key(|span| (span.start, span.end));
    sensitive.bind_prose(text, &scratch.keywords, &scratch.spans, &mut state.about, &mut scratch.bound);
    for hit in scratch.bound.iter_mut().filter(|_| just_keyed) {
        hit.score = hit.score.min(KEYED);
        hit.evidence.push("a number stands for the person".into());
    }
    scratch.hits.append(&mut scratch.bound);
    prove_doubtful(state, scratch, text);
}

/// Only of a person it is said that she was diagnosed or is a shop steward: where the grammar ties such a word straight to
/// a doubtful whole name, both hold.
fn prove_doubtful(state: &State<'_>, scratch: &mut Scratch, text: &str) {
    let whole = |span: &Range<usize>| text.get(span.clone()).is_some_and(|name| name.contains(' '));
    scratch.spans.clear();
    scratch.spans.extend(
        scratch.people.iter().filter(|spot| !spot.sure && !spot.own && whole(&spot.span)).map(|spot| spot.span.clone()),
    );
    if scratch.spans.is_empty() || scratch.keywords.is_empty() {
        return;
    }
    state.detector.sensitive.bind(text, &scratch.keywords, &scratch.spans, &mut scratch.bound);
    for mut told in scratch.bound.drain(..).filter(|told| told.score >= TIGHT) {
        let overlaps = |hit: &Candidate| hit.span.start < told.span.end && told.span.start < hit.span.end;
        let Some(name) = scratch.spans.iter().rfind(|span| span.start <= told.span.start) else { continue };
        if scratch.hits.iter().any(overlaps) {
            continue;
        }
        for hit in
            scratch.hits.iter_mut().filter(|hit| hit.span == *name && Some(hit.rule) == state.detector.rules.name)
        {
            hit.score = hit.score.max(PROVEN);
            hit.evidence.push("something is said of it that is said of people".into());
        }
        scratch.people.iter_mut().filter(|spot| spot.span == *name).for_each(|spot| spot.sure = true);
        told.score = told.score.min(PROVEN);
        scratch.hits.push(told);
    }
}

/// Caps what an author property or a program's own text can prove.
fn lower(scratch: &mut Scratch, role: Role) {
    for hit in &mut scratch.hits {
        if role == Role::Author {
            hit.score = hit.score.min(JUST_LOW);
            hit.evidence.push("only the author in the file's properties".into());
        } else if hit.score < Confidence::HIGH_FROM {
            hit.score = hit.score.min(JUST_LOW);
            hit.evidence.push("in text that a program wrote".into());
        }
    }
    let Scratch { hits, people, .. } = scratch;
    let sure = |span: &Range<usize>| {
        let first = hits.partition_point(|hit| hit.span.start < span.start);
        let same = hits.iter().skip(first).take_while(|hit| hit.span.start == span.start);
        same.clone().any(|hit| hit.span == *span && hit.score >= Confidence::MEDIUM_FROM)
    };
    for spot in people {
        spot.sure &= sure(&spot.span) || spot.email_span.as_ref().is_some_and(&sure);
    }
}

/// Reports the hits of a segment and whose they are.
fn report(
    state: &mut State<'_>,
    scratch: &mut Scratch,
    segment: &Segment<'_>,
    place: Place<'_>,
    (ordinal, column): (u64, u32),
) {
    let people = people::register(state, &scratch.people);
    let mut owners = people::Owners::new(&scratch.people, segment);
    for hit in &mut scratch.hits {
        let owner = owners.of(&hit.span);
        let spot = owner.and_then(|index| scratch.people.get(index));
        if spot.is_some_and(|spot| spot.own) && people::is_contact(state.detector, hit.rule) {
            continue;
        }
        if owner.is_none() && people::is_companys(state.detector, hit, segment.text) {
            hit.score = hit.score.min(JUST_LOW);
            hit.evidence.push("a company's: no person stands near".into());
        }
        // Whom a title or a form names has been counted there.
        let counted = owner.is_none() && state.about.is_someone();
        if hit.score >= Confidence::MEDIUM_FROM && !counted && !people::names_someone(state.detector, hit.rule) {
            state.subjects.thing(hit.key, owner.and_then(|index| people.get(index).copied().flatten()));
        }
        let order = (ordinal, column, hit.span.start as u32);
        let (start, end) = (hit.span.start, hit.span.end);
        let hit_at =
            Hit { rule: hit.rule, score: hit.score, key: hit.key, text: segment.text, start, end, place, order };
        let doubtful = Some(hit.rule) == state.detector.rules.name && hit.score < Confidence::MEDIUM_FROM;
        if doubtful && !matches!(segment.role, Role::Author | Role::Machine) {
            state.defer(hit_at, || hit.evidence.clone());
        } else {
            state.add(hit_at, || hit.evidence.clone());
        }
    }
}

/// The text as its names are read.
fn words<'t>(segment: &Segment<'t>) -> Cow<'t, str> {
    if segment.role == Role::Path { path_words(segment.text) } else { Cow::Borrowed(segment.text) }
}

/// The words of a path: separators that join words in file names become spaces, byte for byte; a folder is a line.
fn path_words(text: &str) -> Cow<'_, str> {
    let mut words = text.replace("%20", "   ");
    words = words
        .chars()
        .map(|c| match c {
            '_' | '+' => ' ',
            '/' | '\\' => '\n',
            other => other,
        })
        .collect();
    if words == text { Cow::Borrowed(text) } else { Cow::Owned(words) }
}
