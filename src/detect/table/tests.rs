//! Tables in, findings out.

use crate::detect::testing::{table, told};
use crate::finding::Confidence;

/// What must be found in a table at medium confidence or more.
fn check(text: &str, want: &str) {
    let detection = table(text, '|');
    assert_eq!(told(&detection, Confidence::Medium), want, "{text}\n{:#?}", detection.matches);
}
