//! Names in running text.

use super::{Hints, NameMatch};

/// Finds names in running text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Finder;

impl Finder {
    /// Adds the names in `text`, a paragraph or a run of whole lines, in order; none spans a line break.
    pub(crate) fn in_prose(&self, text: &str, hints: &Hints, out: &mut Vec<NameMatch>) {
        let _ = (text, hints, out);
    }
}
