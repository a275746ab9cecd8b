//! A table of labels with their values beside them: a form. It is about one person, or one a column.

use super::block::{Block, Row, Stored};
use super::head::Head;
use super::header::is_label;
use super::quasi::Singled;
use super::row::{InRow, RowReader};
use super::verdict::{Part, Verdict};
use crate::detect::document::{Scratch, State};
use crate::detect::names::NameHeader;
use crate::detect::{Detector, Evidence};
use crate::document::TablePlace;
use smallvec::smallvec;

/// Score of a name that stands beside its label.
const LABELLED: f32 = 0.8;
/// People that a form is about.
const PEOPLE: usize = 16;

/// Reads the rows of a form.
pub(super) fn read(
    state: &mut State<'_>,
    scratch: &mut Scratch,
    block: &Block,
    rows: &[Row],
    place: &TablePlace,
    table: u32,
) {
    let labelled: Vec<Vec<Option<Verdict>>> =
        rows.iter().map(|row| labels(state.detector, block, block.cells(row))).collect();
    let mut reader = RowReader::new(block, place, table);
    let mut from = 0;
    while from < rows.len() {
        let to = end_of_form(&labelled, from);
        let mut about: Vec<InRow> = Vec::new();
        for (row, labels) in rows.iter().zip(&labelled).take(to).skip(from) {
            let cells = block.cells(row);
            reader.collect(state, scratch, cells, |cell| verdict_of(cells, labels, cell));
            about.extend(
                reader.people.iter().filter(|person| person.sure).take(PEOPLE - about.len().min(PEOPLE)).cloned(),
            );
        }
        let about = merged(about);
        let mut singled = Singled::default();
        for (row, labels) in rows.iter().zip(&labelled).take(to).skip(from).filter(|_| about.is_empty()) {
            let cells = block.cells(row);
            cells.iter().for_each(|cell| singled.note(state.detector, block, cell, verdict_of(cells, labels, cell)));
        }
        let mut singled = singled.found(state.detector.rules.singled, block);
        for (row, labels) in rows.iter().zip(&labelled).take(to).skip(from) {
            let cells = block.cells(row);
            let here = singled.take_if(|found| cells.iter().any(|cell| std::ptr::eq(cell, found.cell)));
            reader.read_with(state, scratch, row.number, cells, |cell| verdict_of(cells, labels, cell), &about, here);
        }
        from = to;
    }
}

/// What the label before each cell says of it.
fn labels(detector: &Detector, block: &Block, cells: &[Stored]) -> Vec<Option<Verdict>> {
    let mut label: Option<Verdict> = None;
    cells
        .iter()
        .map(|cell| {
            let text = block.text(cell);
            if is_label(detector, text) && cell.facts.matches().is_empty() {
                label = Some(of_label(detector, &Head::of(detector, text)));
                None
            } else {
                label.clone()
            }
        })
        .collect()
}

fn of_label(detector: &Detector, head: &Head) -> Verdict {
    let names = match head.name {
        Some(NameHeader::Full) => Some((Part::Full, LABELLED)),
        Some(NameHeader::Given) => Some((Part::Given(None), 0.6)),
        Some(NameHeader::Surname) => Some((Part::Surname(None), 0.6)),
        _ => None,
    };
    let beside: Evidence = if head.text.is_empty() {
        "in a form".into()
    } else {
        format!("beside the label '{}'", head.shown(detector)).into()
    };
    Verdict {
        headed_names: names.is_some(),
        headed_people: names.is_some(),
        things: head.name == Some(NameHeader::NotPerson),
        names,
        not_people: head.name == Some(NameHeader::NotPerson),
        rules: head.rules.clone(),
        other_rule: head.is_known(),
        sensitive: head.sensitive,
        wants_prose: head.wants_prose,
        quasi: head.quasi,
        headed: true,
        told: smallvec![beside],
        ..Verdict::default()
    }
}

fn verdict_of<'v>(cells: &[Stored], labels: &'v [Option<Verdict>], cell: &Stored) -> Option<&'v Verdict> {
    let at = cells.binary_search_by_key(&cell.column, |cell| cell.column).ok()?;
    labels.get(at)?.as_ref()
}

/// Where the next form begins: at the second label for a whole name.
fn end_of_form(labelled: &[Vec<Option<Verdict>>], from: usize) -> usize {
    let names_someone = |labels: &Vec<Option<Verdict>>| {
        labels.iter().flatten().any(|verdict| matches!(verdict.names, Some((Part::Full, _))))
    };
    let mut seen = false;
    for (index, labels) in labelled.iter().enumerate().skip(from) {
        if names_someone(labels) {
            if seen {
                return index;
            }
            seen = true;
        }
    }
    labelled.len()
}

/// One person a column: what stands of one in several rows is brought together.
fn merged(people: Vec<InRow>) -> Vec<InRow> {
    let mut merged: Vec<InRow> = Vec::new();
    for person in people {
        match merged.iter_mut().find(|have| have.column == person.column) {
            Some(have) => {
                have.name = have.name.or(person.name);
                have.email = have.email.or(person.email);
                have.own |= person.own;
            }
            None => merged.push(person),
        }
    }
    merged
}
