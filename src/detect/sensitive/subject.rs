//! Whom a text is about: a form with a name at its top, notes with a name in their title, a line that is only a name.

use super::Sensitive;
use super::grammar::Class;
use super::words;
use crate::detect::names::{self, NameHeader};
use memchr::memmem;
use std::ops::Range;

/// A longer line is no title and no field.
const LINE: usize = 120;
/// How far below its title a text is still about its person.
const REACH: usize = 4_000;
/// Words beside the name and its label that a title may have.
const BESIDE: usize = 5;

/// Paragraphs after one that names a person, in which "she" is still that person.
const NEAR: usize = 2;

/// How a text says whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `Name: ...`, or a line that is only a name: up to the next blank line.
    Line,
    /// `Name: ...`, `Patient: ...` at the top of a form.
    Form,
    /// `Coaching notes – ...`, `Feedback for ...`.
    Assessed,
}

/// A part of a text that is about one person.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// How it says so.
    pub kind: Kind,
}

/// Whom the text read so far is about, from one paragraph to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    kind: Option<Kind>,
    left: usize,
    /// Paragraphs in which "she" may still be whom an earlier one named.
    near: usize,
}

impl About {
    /// Whether it is known whom the next paragraph is about.
    pub(crate) fn is_someone(&self) -> bool {
        self.kind.is_some()
    }

    /// The same, or whether the paragraphs directly before named someone.
    pub(crate) fn is_near(&self) -> bool {
        self.kind.is_some() || self.near > 0
    }

    /// Sentences, by and large, since the text before named someone; takes note of the people of this one.
    pub(super) fn since_named(&mut self, people: &[Range<usize>]) -> usize {
        let since = if self.near > 0 { NEAR + 1 - self.near } else { usize::MAX };
        self.near = if people.is_empty() { self.near.saturating_sub(1) } else { NEAR };
        since
    }

    /// The parts of `text` that are about one person each; the last may go on in what follows.
    pub(super) fn read(&mut self, all: &Sensitive, text: &str, people: &[Range<usize>]) -> Vec<Reach> {
        let mut reaches = Vec::new();
        if let Some(kind) = self.kind {
            reaches.push(Reach { span: 0..text.len().min(self.left), kind });
            self.left = self.left.saturating_sub(text.len());
        }
        for person in people.iter().filter(|person| person.end > person.start) {
            let Some((line, kind)) = opens(all, text, person) else { continue };
            if let Some(last) = reaches.last_mut() {
                // `Strengths (Anna Bell)` below the title of her notes opens nothing of its own.
                if kind == Kind::Line && last.kind != Kind::Line && last.span.end > line.start {
                    continue;
                }
                last.span.end = last.span.end.min(line.start);
            }
            let mut end = text.len().min(line.end + REACH);
            if kind == Kind::Line
                && let Some(at) = text.as_bytes().get(line.end..end).and_then(|below| memmem::find(below, b"\n\n"))
            {
                end = line.end + at;
            }
            reaches.push(Reach { span: line.end..end, kind });
            self.left = REACH.saturating_sub(text.len() - line.end);
        }
        // A line that is only a name is a heading of its paragraph, no more.
        self.kind = reaches.last().map(|reach| reach.kind).filter(|kind| *kind != Kind::Line && self.left > 0);
        reaches
    }
}

/// Whether `at` is about one person, and how that is said.
pub(super) fn at(reaches: &[Reach], at: usize) -> Option<Kind> {
    let after = reaches.partition_point(|reach| reach.span.start <= at);
    let last = reaches.get(after.checked_sub(1)?)?;
    (at < last.span.end).then_some(last.kind)
}

/// The line of a name that says that what follows is about them.
fn opens(all: &Sensitive, text: &str, person: &Range<usize>) -> Option<(Range<usize>, Kind)> {
    // Looked for no further than a line may be long: many names may stand in a line without an end.
    let (from, to) = (person.start.saturating_sub(LINE + 1), text.len().min(person.end + LINE + 1));
    let before = memchr::memrchr(b'\n', text.as_bytes().get(from..person.start)?).map(|at| from + at + 1);
    let behind = memchr::memchr(b'\n', text.as_bytes().get(person.end..to)?).map(|at| person.end + at);
    let start = before.or_else(|| (from == 0).then_some(0))?;
    let end = behind.or_else(|| (to == text.len()).then_some(to))?;
    if end - start > LINE {
        return None;
    }
    let (before, after) = (text.get(start..person.start)?, text.get(person.end..end)?);
    let line = start..end;
    if count(before) + count(after) <= 2 * BESIDE && all.judges.is_title(text.get(start..end)?) && !ends(after) {
        return Some((line, Kind::Assessed));
    }
    if count(after) > 0 || count(before) > BESIDE {
        return None;
    }
    match before.trim_end().strip_suffix([':', '–', '-']) {
        Some(label) if is_person_label(all, label) => Some((line, Kind::Form)),
        None if count(before) == 0 => Some((line, Kind::Line)),
        _ => None,
    }
}

/// Whether a full stop behind the name shows a sentence.
fn ends(after: &str) -> bool {
    after.trim_end().ends_with(['.', '!', '?']) && count(after) > 0
}

fn count(text: &str) -> usize {
    std::iter::successors(words::next(text, 0), |word| words::next(text, word.end)).take(20).count()
}

/// `Name`, `Employee`; not whom to ask, nor who teaches.
fn is_person_label(all: &Sensitive, label: &str) -> bool {
    let mut words = std::iter::successors(words::next(label, 0), |word| words::next(label, word.end));
    if words.any(|word| all.grammar.class(&word).is(Class::CONTACT)) {
        return false;
    }
    matches!(names::header(label.trim()), Some(NameHeader::Full | NameHeader::Given | NameHeader::Surname))
}
