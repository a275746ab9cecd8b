//! Person names: in running text, in cells, in headers and in the local parts of e-mail addresses. Evidence is weighed, no
//! list decides alone: a name of a culture that stands in no list is found where a title, a trigger, a position or an
//! e-mail address carries it.

mod caps;
mod cell;
mod document;
mod email;
mod explain;
mod features;
mod header;
mod hints;
mod line;
mod looks;
mod model;
mod prose;
mod reading;
mod setting;
mod token;
#[cfg(test)]
mod train;
mod vocabulary;
mod weigh;
mod window;

pub(crate) use cell::{CellName, NameShape, cell_shape, key};
pub(crate) use email::{agrees, email_tokens};
pub(crate) use explain::BEARS_OUT;
pub(crate) use header::{NameHeader, header, says_someone, says_thing};
pub(crate) use hints::Hints;
pub(crate) use prose::Finder;
pub(crate) use reading::Reading;

use super::Evidence;
use smallvec::SmallVec;
use std::ops::Range;

/// A person's name in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameMatch {
    /// Bytes of the text, titles left out.
    pub(crate) span: Range<usize>,
    /// From 0 to 1.
    pub(crate) score: f32,
    /// [`key`] of the name; of a single mention of a known person, the key of the full name.
    pub(crate) key: u64,
    /// Whether it names a person by more than one word.
    pub(crate) kind: NameKind,
    /// What speaks for and against.
    pub(crate) evidence: SmallVec<[Evidence; 3]>,
}

/// How much of a name stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// Given name or initials, and surname.
    Full,
    /// One word: a given name after `Dear`, a surname after a title.
    Single,
}

#[cfg(test)]
mod tests;
