//! The values of an open object or element.

use super::path;
use crate::document::CellKind;
use std::ops::Range;

/// Values with their paths, in one buffer.
#[derive(Debug, Default)]
pub(super) struct Held {
    text: String,
    fields: Vec<Field>,
}

#[derive(Clone, Debug)]
struct Field {
    path: Range<usize>,
    text: Range<usize>,
    kind: CellKind,
}

impl Held {
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// Bytes in memory, about.
    pub(super) fn bytes(&self) -> usize {
        self.text.len() + self.fields.len() * size_of::<Field>()
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.fields.clear();
    }

    /// Adds a value.
    pub(super) fn add(&mut self, prefix: &str, path: &str, kind: CellKind, text: &str) {
        let from = self.text.len();
        self.text.push_str(prefix);
        self.text.push_str(path);
        let middle = self.text.len();
        self.text.push_str(text);
        self.fields.push(Field { path: from..middle, text: middle..self.text.len(), kind });
    }

    /// Adds all of `other` under `prefix`.
    pub(super) fn append(&mut self, prefix: &str, other: &Held) {
        for (path, kind, text) in other.iter() {
            self.add(prefix, path, kind, text);
        }
    }

    /// Path, kind and text of every value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, CellKind, &str)> {
        let part = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        self.fields.iter().map(move |field| (part(&field.path), field.kind, part(&field.text)))
    }

    /// Whether the other one has values of the same names in the same order, two at least.
    pub(super) fn is_like(&self, other: &Held) -> bool {
        self.len() > 1
            && self.len() == other.len()
            && self.iter().zip(other.iter()).all(|((path, _, _), (other, _, _))| path == other)
    }

    /// Whether all values are elements of a list.
    pub(super) fn is_row(&self) -> bool {
        self.len() > 0 && self.iter().all(|(path, _, _)| path::is_numbered(path) && !path.contains('/'))
    }
}
