//! Why something is taken for a name: what can be said of it without repeating a word of it.

use super::super::Evidence;
use super::super::lexicon::Flag;
use super::line::Line;
use super::model::Part;
use super::reading::Possible;
use super::token::{Gap, Shape};
use super::window::{Form, Window};
use smallvec::SmallVec;

/// What is said where nothing but the shape of the words speaks for a name.
const SHAPE: &str = "shape of a name";
/// What is said of a known given name.
const GIVEN: &str = "known given name";
/// What is said where the rest of the document speaks for a name.
const DOCUMENT: &str = "the rest of the document speaks for it";

/// What speaks for a name where there is no sentence around it.
pub(crate) const BEARS_OUT: [&str; 8] = [
    GIVEN,
    DOCUMENT,
    "title",
    "greeting",
    "near words for dealing with someone",
    "near words for speaking",
    "below a closing",
    "label of a person",
];

/// What a part of the model must add or take to be told.
const TELLING: f32 = 1.0;
/// The same where a note says it already.
const STRONG: f32 = 2.5;

/// What can be said of a possible name, a bit each; the phrases of [`NOTES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Notes(u16);

/// For each bit its phrase, and the part of the model that weighs it.
const NOTES: [(&str, Part); 13] = [
    (GIVEN, Part::Words),
    ("known surname", Part::Words),
    (SHAPE, Part::Words),
    ("surname before given name", Part::Words),
    ("title", Part::Before),
    ("greeting", Part::Before),
    ("near words for dealing with someone", Part::Before),
    ("near words for speaking", Part::Behind),
    ("part of an organisation, place or term", Part::Behind),
    ("below a closing", Part::Line),
    ("label of a person", Part::Line),
    ("label of a thing", Part::Line),
    ("in a heading", Part::Line),
];

/// The bits of usual names.
const USUAL: u16 = 0b11;
/// The bits of what introduces a person whatever is introduced: title, greeting, speaking, closing, a person's label.
const INTRODUCING: u16 = 0b110_1011_0000;

impl Notes {
    /// What the words and the line say.
    pub(super) fn of(line: &Line<'_>, window: &Window) -> Self {
        let given = window.names.iter().any(|token| token.word.entry.given() >= 4);
        let surname = window.names.iter().any(|token| token.word.entry.surname() >= 4 && token.word.entry.given() < 4);
        let before = window.first.checked_sub(1);
        let cue = |flag: Flag| before.is_some_and(|at| line.has(at, flag));
        let gap = line.token(window.last).map_or(Gap::End, |token| token.gap);
        let next = |flag: Flag| gap == Gap::Space && line.has(window.last + 1, flag);
        let thing = [Flag::Organisation, Flag::Place, Flag::Eponym].into_iter().any(next)
            && line.token(window.last + 1).is_some_and(|token| token.shape != Shape::Lower);
        let label = line.label.filter(|(behind, _)| window.first >= *behind).map(|(_, person)| person);
        let holds = [
            given,
            surname,
            !given && !surname,
            window.form == Form::Comma,
            cue(Flag::Title),
            cue(Flag::Greeting),
            cue(Flag::Dealing),
            next(Flag::Speech),
            thing,
            line.below_closing,
            label == Some(true),
            label == Some(false),
            line.heading,
        ];
        Self(holds.iter().enumerate().fold(0, |bits, (at, holds)| bits | u16::from(*holds) << at))
    }

    /// Whether a word in front of it or its line introduces a person.
    pub(super) fn introduce(self) -> bool {
        self.0 & INTRODUCING != 0
    }

    /// Whether one of its words is a usual name.
    pub(super) fn is_usual(self) -> bool {
        self.0 & USUAL != 0
    }

    fn phrases(self) -> impl Iterator<Item = (&'static str, Part)> {
        NOTES.into_iter().enumerate().filter(move |(at, _)| self.0 >> at & 1 == 1).map(|(_, note)| note)
    }
}

/// What speaks for and against a possible name.
pub(super) fn evidence(possible: &Possible) -> SmallVec<[Evidence; 3]> {
    let notes = || possible.notes.phrases();
    let mut evidence: SmallVec<[Evidence; 3]> = notes().map(|(phrase, _)| Evidence::from(phrase)).collect();
    for (part, speaks_for, against) in [
        (Part::Words, "the words look like a name", "the words hardly look like a name"),
        (Part::Before, "what stands before speaks for a name", "what stands before speaks against a name"),
        (Part::Behind, "what stands behind speaks for a name", "what stands behind speaks against a name"),
        (Part::Line, "the line looks like one with a name", "the line does not look like one with a name"),
        (Part::Document, DOCUMENT, "the rest of the document speaks against it"),
    ] {
        let odds = possible.odds.of(part);
        let told = notes().any(|(_, told)| told == part);
        if odds.abs() >= if told { STRONG } else { TELLING } {
            evidence.push(if odds > 0.0 { speaks_for } else { against }.into());
        }
    }
    evidence
}
