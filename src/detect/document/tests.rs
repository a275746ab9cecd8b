//! Prose in, findings out.

use crate::detect::testing::{prose, told};
use crate::finding::Confidence;

/// What must be found in a text at medium confidence or more.
fn check(text: &str, want: &str) {
    let detection = prose(text);
    assert_eq!(told(&detection, Confidence::Medium), want, "{text}\n{:#?}", detection.matches);
}

#[test]
fn finds_addresses() {
    check("Please write to jane.smithers@harborne-consulting.co.uk by Friday.", "email 1, subjects 1");
}
