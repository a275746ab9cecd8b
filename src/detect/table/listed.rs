//! Values under the header of a column rule.

use super::block::Stored;
use super::facts::Look;
use super::row::{Found, RowReader};
use super::verdict::Verdict;
use crate::detect::document::State;
use std::borrow::Cow;
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
        let start = raw.len() - raw.trim_start().len();
        let key = xxh3_64(text.to_lowercase().as_bytes());
        let span = (start, start + text.len());
        let evidence = Cow::Borrowed(&[][..]);
        self.found.push(Found {
            cell,
            rule,
            score,
            key,
            span,
            evidence,
            told: &verdict.told,
            is: None,
            needs_person: false,
        });
    }
}
