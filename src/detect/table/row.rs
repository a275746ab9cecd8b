//! One row: what its cells hold in the light of their columns, who stands in it, and what is whose.

use super::block::{Block, Stored};
use super::facts::Look;
use super::quasi::{Quasi, Singled};
use super::verdict::Verdict;
use crate::detect::document::{Hit, JUST_LOW, KEYED, Place, Scratch, State, is_contact, local_name};
use crate::detect::names;
use crate::detect::subjects::{Keys, Person};
use crate::detect::{Evidence, RuleNumber};
use crate::document::TablePlace;
use crate::finding::Confidence;
use smallvec::SmallVec;
use std::borrow::Cow;

/// Score of a name that agrees with an address of its row.
pub(super) const AGREED: f32 = 0.9;
/// Most people of a row that are told apart.
const PEOPLE: usize = 64;

/// Short texts without names that are remembered within a block.
const QUIET: usize = 1 << 10;

/// A match in a row, before it is known whose it is.
pub(super) struct Found<'b> {
    pub cell: &'b Stored,
    pub rule: RuleNumber,
    pub score: f32,
    pub key: u64,
    pub span: (usize, usize),
    pub evidence: Cow<'b, [Evidence]>,
    pub told: &'b [Evidence],
    /// Index of the person it is.
    pub is: Option<usize>,
    /// Says something only where the row has a person.
    pub needs_person: bool,
}

/// A person in a row, or in the rows of a form.
#[derive(Clone, Debug, Default)]
pub(super) struct InRow {
    pub column: u32,
    pub name: Option<u64>,
    pub email: Option<u64>,
    pub sure: bool,
    pub own: bool,
}

/// Reads rows, one after the other; its buffers serve a whole block.
pub(super) struct RowReader<'b> {
    pub(super) block: &'b Block,
    pub(super) found: Vec<Found<'b>>,
    pub(super) people: Vec<InRow>,
    place: &'b TablePlace,
    table: u32,
    /// Whether the row names a company.
    company: bool,
    /// Hashes of short texts without names, each at its place.
    quiet: Vec<u64>,
    /// Whether something stands where a header says that people stand.
    headed: bool,
    /// Whether a number of the row stands for a person.
    keyed: bool,
}

impl<'b> RowReader<'b> {
    pub(super) fn new(block: &'b Block, place: &'b TablePlace, table: u32) -> Self {
        Self {
            block,
            place,
            table,
            found: Vec::new(),
            people: Vec::new(),
            company: false,
            headed: false,
            keyed: false,
            quiet: Vec::new(),
        }
    }

    /// Reads a row and reports what stands in it. `about`: the people that a form around it is about.
    pub(super) fn read(
        &mut self,
        state: &mut State<'_>,
        scratch: &mut Scratch,
        number: u32,
        cells: &'b [Stored],
        verdict: impl Fn(&Stored) -> Option<&'b Verdict>,
        about: &[InRow],
    ) {
        self.read_with(state, scratch, number, cells, verdict, about, None);
    }

    /// The same; `singled` is what a form tells of someone without a name.
    #[expect(clippy::too_many_arguments, reason = "what a form knows beyond a row")]
    pub(super) fn read_with(
        &mut self,
        state: &mut State<'_>,
        scratch: &mut Scratch,
        number: u32,
        cells: &'b [Stored],
        verdict: impl Fn(&Stored) -> Option<&'b Verdict>,
        about: &[InRow],
        singled: Option<Found<'b>>,
    ) {
        state.ordinal += 1;
        self.collect(state, scratch, cells, verdict);
        self.found.extend(singled);
        self.report(state, number, about);
    }

    /// Whether a text is known to hold no name.
    pub(super) fn is_quiet(&self, hash: u64) -> bool {
        self.quiet.get(hash as usize % QUIET) == Some(&hash)
    }

    /// Remembers that a text holds no name.
    pub(super) fn note_quiet(&mut self, hash: u64) {
        self.quiet.resize(QUIET, 0);
        if let Some(slot) = self.quiet.get_mut(hash as usize % QUIET) {
            *slot = hash;
        }
    }

    /// Finds what stands in a row, and who.
    pub(super) fn collect(
        &mut self,
        state: &mut State<'_>,
        scratch: &mut Scratch,
        cells: &'b [Stored],
        verdict: impl Fn(&Stored) -> Option<&'b Verdict>,
    ) {
        self.found.clear();
        self.people.clear();
        (self.company, self.headed, self.keyed) = (false, false, false);
        let mut singled = Singled::default();
        for cell in cells {
            let verdict = verdict(cell);
            singled.note(state.detector, self.block, cell, verdict);
            self.keyed |= verdict.is_some_and(|verdict| verdict.quasi == Some(Quasi::Key))
                && self.block.text(cell).bytes().any(|byte| byte.is_ascii_digit());
            self.headed |= verdict.is_some_and(|verdict| verdict.headed_people) && self.may_be_someone(cell);
            self.company |= cell.facts.name.organisation || verdict.is_some_and(|verdict| verdict.companies);
            let names = verdict.and_then(|verdict| Some((verdict, verdict.names?)));
            self.add_patterns(state, cell, verdict);
            match names {
                Some((verdict, (part, score))) => self.add_name(state, cells, cell, verdict, part, score),
                None => {
                    if !verdict.is_some_and(|verdict| self.add_someone(state, cell, verdict)) {
                        self.add_text(state, scratch, cell, verdict);
                    }
                }
            }
            self.add_value(state, cell, verdict);
            self.add_column_value(state, cell, verdict);
        }
        self.join_addresses(state);
        if self.people.is_empty() {
            self.found.extend(singled.found(state.detector.rules.singled, self.block));
        }
    }

    /// The text of the match.
    pub(super) fn text_of(&self, found: &Found<'b>) -> &'b str {
        self.block.text(found.cell).get(found.span.0..found.span.1).unwrap_or_default()
    }

    /// Gives each address of the row the name that it belongs to: the one that agrees, else the nearest without one.
    fn join_addresses(&mut self, state: &State<'_>) {
        let indexes_of = |rule: Option<RuleNumber>| -> SmallVec<[usize; 8]> {
            let found = self.found.iter().enumerate();
            found
                .filter(|(_, found)| Some(found.rule) == rule && found.is.is_some())
                .map(|(at, _)| at)
                .take(PEOPLE)
                .collect()
        };
        let (addresses, names) = (indexes_of(state.detector.rules.email), indexes_of(state.detector.rules.name));
        if names.is_empty() {
            return;
        }
        for address in addresses {
            let Some(found) = self.found.get(address) else { continue };
            let (column, person) = (found.cell.column, found.is);
            let local = self.text_of(found).split('@').next().unwrap_or_default();
            let free = || {
                names.iter().filter_map(|at| Some((*at, self.found.get(*at)?))).filter(|(_, name)| {
                    name.is.and_then(|is| self.people.get(is)).is_some_and(|person| person.email.is_none())
                })
            };
            let agreeing = free().find(|(_, name)| names::agrees(self.text_of(name), local)).map(|(at, _)| at);
            let nearest = || {
                free()
                    .filter(|(_, name)| name.score >= Confidence::MEDIUM_FROM)
                    .min_by_key(|(_, name)| name.cell.column.abs_diff(column))
                    .map(|(at, _)| at)
            };
            if let Some(name) = agreeing.or_else(nearest) {
                self.marry(name, address, person, agreeing.is_some());
            }
        }
    }

    /// Makes the person of a name and that of an address one.
    fn marry(&mut self, name: usize, address: usize, person: Option<usize>, agrees: bool) {
        let Some(owner) = self.found.get(name).and_then(|found| found.is) else { return };
        let Some(other) = person.and_then(|person| self.people.get(person)).cloned() else { return };
        if let Some(owner) = self.people.get_mut(owner) {
            owner.email = other.email;
            owner.own |= other.own;
            owner.sure |= other.sure && agrees;
        }
        if let Some(gone) = person.and_then(|person| self.people.get_mut(person)) {
            *gone = InRow::default();
        }
        if let Some(found) = self.found.get_mut(address) {
            found.is = Some(owner);
        }
        if let Some(found) = self.found.get_mut(name).filter(|_| agrees) {
            found.score = found.score.max(AGREED);
        }
    }

    /// Reports what was found, in the order of the cells.
    fn report(&mut self, state: &mut State<'_>, number: u32, about: &[InRow]) {
        let detector = state.detector;
        let mut registered: SmallVec<[Option<Person>; 8]> = SmallVec::new();
        let someone = self.headed
            || self.found.iter().any(|found| !found.needs_person && self.tells_someone(found))
            || about.iter().any(|person| person.sure);
        for person in self.people.iter().chain(about) {
            let keys = Keys { name: person.name, email: person.email, table: self.table };
            registered.push(if person.sure && !person.own { state.subjects.person(keys) } else { None });
        }
        let companys = self.company && about.is_empty() && !self.people.iter().any(|person| person.sure);
        for found in &mut self.found {
            if companys && detector.rules.is_of_companies_too(found.rule) && found.score >= Confidence::MEDIUM_FROM {
                found.score = JUST_LOW;
                found.evidence.to_mut().push("a company's: no person stands in the row".into());
            }
        }
        for found in &mut self.found {
            if found.needs_person && !someone && self.keyed && found.score > KEYED {
                found.score = KEYED;
                found.evidence.to_mut().push("a number of the row stands for the person".into());
            }
        }
        for found in &self.found {
            if found.needs_person && !someone && !self.keyed {
                continue;
            }
            let owner = found.is.or_else(|| self.owner(found, about));
            let person = owner.and_then(|owner| match owner.checked_sub(self.people.len()) {
                Some(beyond) => about.get(beyond),
                None => self.people.get(owner),
            });
            if person.is_some_and(|person| person.own) && is_contact(detector, found.rule) {
                continue;
            }
            if found.is.is_none() && found.score >= Confidence::MEDIUM_FROM {
                state.subjects.thing(found.key, owner.and_then(|owner| registered.get(owner).copied().flatten()));
            }
            let hit = Hit {
                rule: found.rule,
                score: found.score,
                key: found.key,
                text: self.block.text(found.cell),
                start: found.span.0,
                end: found.span.1,
                place: Place::Cell(self.place, number, found.cell.column),
                order: (state.ordinal, found.cell.column, found.span.0 as u32),
            };
            state.add(hit, || found.evidence.iter().chain(found.told).cloned().collect());
        }
    }

    /// Whether a match shows that the row is about a person: a name, an address, a number of a person.
    fn tells_someone(&self, found: &Found<'_>) -> bool {
        match found.is.and_then(|is| self.people.get(is)) {
            Some(person) => person.sure || found.score >= Confidence::MEDIUM_FROM,
            None => found.is.is_none() && found.score >= Confidence::MEDIUM_FROM,
        }
    }

    /// Whether a cell is neither empty nor a placeholder such as `Delegate 1`.
    fn may_be_someone(&self, cell: &Stored) -> bool {
        cell.facts.look == Look::Words && !self.block.text(cell).bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Whose a number is: the nearest person at its left, else the first of the row, else the form's.
    fn owner(&self, found: &Found<'_>, about: &[InRow]) -> Option<usize> {
        let here =
            || self.people.iter().enumerate().take(PEOPLE).filter(|(_, person)| person.name.or(person.email).is_some());
        let left = here().rfind(|(_, person)| person.column <= found.cell.column);
        let form = || {
            about.iter().position(|person| person.column == found.cell.column).or(Some(0)).filter(|_| !about.is_empty())
        };
        left.or_else(|| here().next()).map(|(index, _)| index).or_else(|| form().map(|index| self.people.len() + index))
    }

    /// Pattern matches at the score that header and column give them.
    fn add_patterns(&mut self, state: &mut State<'_>, cell: &'b Stored, verdict: Option<&'b Verdict>) {
        let detector = state.detector;
        for candidate in cell.facts.matches() {
            let Some(score) = super::score::of(detector, cell, candidate, verdict) else { continue };
            let mut is = None;
            if Some(candidate.rule) == detector.rules.email {
                let address = self.block.text(cell).get(candidate.span.clone()).unwrap_or_default();
                state.hints.note_email(address.split('@').next().unwrap_or_default());
                is = Some(self.people.len());
                self.people.push(InRow {
                    column: cell.column,
                    name: local_name(address),
                    email: Some(candidate.key),
                    sure: score >= Confidence::MEDIUM_FROM,
                    own: detector.own.has_email(address),
                });
            }
            self.found.push(Found {
                cell,
                rule: candidate.rule,
                score,
                key: candidate.key,
                span: (candidate.span.start, candidate.span.end),
                evidence: Cow::Borrowed(&candidate.evidence),
                told: verdict.map(|verdict| verdict.told.as_slice()).unwrap_or_default(),
                is,
                needs_person: detector.rules.needs_person(candidate.rule),
            });
        }
    }
}
