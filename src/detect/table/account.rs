//! A bank account over two columns: beside a column of sort codes, `Account` means the number of a bank account.

use super::verdict::{Column, Verdict};
use crate::detect::Detector;

/// Columns away from the sort codes in which the account may stand.
const REACH: usize = 2;

/// Lets the header of sort codes name the column beside it, too.
pub(super) fn pair(detector: &Detector, columns: &[Column], verdicts: &mut [Verdict]) {
    let Some(rule) = detector.rules.account else { return };
    for (at, column) in columns.iter().enumerate() {
        if !(column.head.rules.contains(&rule) && column.head.text.to_lowercase().contains("sort")) {
            continue;
        }
        for near in at.saturating_sub(REACH)..=at + REACH {
            let (Some(other), Some(verdict)) = (columns.get(near), verdicts.get_mut(near)) else { continue };
            if near != at && verdict.rules.is_empty() && verdict.names.is_none() && says_account(&other.head.text) {
                verdict.rules.push(rule);
            }
        }
    }
}

fn says_account(header: &str) -> bool {
    let lower = header.to_lowercase();
    let first = lower.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    matches!(first, Some("account" | "acct" | "acc" | "ac" | "bank" | "number" | "no"))
}
