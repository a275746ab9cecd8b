//! Masking: what may be shown of a value. The number of stars is fixed, so that no length leaks.

use super::engine::Engine;
use crate::rules::Rule;

/// `text`, a value of `rule`, with all but a few characters replaced.
#[allow(dead_code)]
pub(crate) fn value(_rule: &Rule, text: &str) -> String {
    let mut masked: String = text.chars().find(|first| first.is_alphanumeric()).into_iter().collect();
    masked.push_str("****");
    masked
}

/// A name from the document (of a sheet, of an attachment) or an incident's detail with every value in it masked.
#[allow(dead_code)]
pub(crate) fn in_text(engine: &Engine, text: &str) -> String {
    let mut found = Vec::new();
    engine.find(text, &mut found);
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for candidate in found {
        masked.push_str(text.get(done..candidate.span.start).unwrap_or_default());
        masked.push_str(&value(engine.rule(candidate.rule), text.get(candidate.span.clone()).unwrap_or_default()));
        done = candidate.span.end;
    }
    masked.push_str(text.get(done..).unwrap_or_default());
    masked
}
