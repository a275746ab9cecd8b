//! Values under the header of a column rule.

use super::block::Stored;
use super::cells::all_of;
use super::facts::Look;
use super::row::{Found, RowReader};
use super::verdict::Verdict;
use crate::detect::document::State;
use xxhash_rust::xxh3::xxh3_64;

impl<'b> RowReader<'b> {
    /// A cell under a header, or beside a label, that names a column rule.
    pub(super) fn add_column_value(&mut self, state: &State<'_>, cell: &'b Stored, verdict: Option<&'b Verdict>) {
        let Some(verdict) = verdict.filter(|verdict| !verdict.rules.is_empty()) else { return };
        let raw = self.block.text(cell);
        let text = raw.trim();
        let Some((rule, score)) = state.detector.engine.column_value(&verdict.rules, text) else { return };
        let here = self.found.iter().rev().take_while(|found| found.cell.column == cell.column);
        if cell.facts.look == Look::Nothing || here.into_iter().any(|found| found.rule == rule) {
            return;
        }
        let key = xxh3_64(text.to_lowercase().as_bytes());
        self.found.push(Found { key, ..all_of(cell, raw, (rule, score), verdict) });
    }
}
