//! What a table is about, by its columns together: people, or things that may be called like people.

use super::head::Head;
use super::verdict::{Column, Verdict};
use crate::detect::Detector;
use crate::detect::names::NameHeader;

/// What the columns together are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Columns that people have: addresses, halves of names, roles.
    People,
    /// Columns that products, ships and places have.
    Things,
    /// Neither, or both.
    Unknown,
}

impl About {
    /// Reads it from their headers and from what patterns made of their cells.
    pub(super) fn of(detector: &Detector, columns: &[Column], verdicts: &[Verdict]) -> Self {
        let half = |head: &Head| matches!(head.name, Some(NameHeader::Given | NameHeader::Surname));
        let people = columns.iter().any(|column| column.head.someone || half(&column.head));
        let addresses = detector.rules.email.is_some_and(|rule| verdicts.iter().any(|verdict| verdict.is_mostly(rule)));
        let things = columns.iter().filter(|column| column.head.of_things).count();
        let known = |head: &Head| !head.of_things && (!head.rules.is_empty() || head.sensitive.is_some());
        let of_people = columns.iter().filter(|column| known(&column.head)).count();
        match () {
            () if people || addresses || of_people > things => Self::People,
            () if things > of_people => Self::Things,
            () => Self::Unknown,
        }
    }

    /// What it says for names under a header that could be anything's.
    pub(super) fn worth(self) -> f32 {
        match self {
            Self::People => 0.05,
            Self::Things => -0.25,
            Self::Unknown => 0.0,
        }
    }
}
