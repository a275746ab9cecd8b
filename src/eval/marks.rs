//! The marks in a labelled text: `[[rule-id|value]]` must be found, `[[rule-id?|value]]` may be found.
//!
//! An extractor must see the text as it will be scanned, and yet tell where in it the marks stand. So each mark is put into
//! the text as two characters of Unicode's private use area, which no format gives a meaning to; they are taken out of what
//! the extractor pushes.

/// Stands where a marked value begins.
pub(super) const OPEN: char = '\u{e000}';
/// Stands where it ends.
pub(super) const CLOSE: char = '\u{e001}';

/// What a mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Rule id.
    pub(super) rule: String,
    /// It may be found, and need not be.
    pub(super) optional: bool,
    /// Line of the document, 1-based.
    pub(super) line: u64,
}

/// A mistake, with the line of the document it stands on.
pub(super) type Mistake = (u64, String);

/// The text with its marks as [`OPEN`] and [`CLOSE`], and what each says, in order.
pub(super) fn take_out(text: &str, is_known: impl Fn(&str) -> bool) -> Result<(String, Vec<Label>), Mistake> {
    let mut bare = String::with_capacity(text.len());
    let mut labels = Vec::new();
    for (line, whole) in (1..).zip(text.split_inclusive('\n')) {
        let wrong = |message: String| (line, message);
        if whole.contains([OPEN, CLOSE]) {
            return Err(wrong("the characters U+E000 and U+E001 stand for marks and cannot stand in the text".into()));
        }
        let mut rest = whole;
        while let Some((before, mark)) = rest.split_once("[[") {
            // `[[[rule|value]], a note]`: a bracket of the text in front of a mark.
            let bracket = mark.len() - mark.trim_start_matches('[').len();
            let (brackets, mark) = mark.split_at(bracket);
            let unclosed = || wrong("a mark '[[' is not closed by ']]' on its line".into());
            let (inside, after) = mark.split_once("]]").ok_or_else(unclosed)?;
            let malformed = || wrong(format!("'[[{inside}]]' is no mark; write [[rule-id|value]]"));
            let (rule, value) = inside.split_once('|').ok_or_else(malformed)?;
            if value.trim().is_empty() || value.contains("[[") {
                return Err(malformed());
            }
            let optional = rule.ends_with('?');
            let rule = rule.trim_end_matches('?');
            if !is_known(rule) {
                return Err(wrong(format!("there is no rule '{rule}' (see `nought rules list --all`)")));
            }
            labels.push(Label { rule: rule.to_owned(), optional, line });
            bare.push_str(before);
            bare.push_str(brackets);
            bare.push(OPEN);
            bare.push_str(value);
            bare.push(CLOSE);
            rest = after;
        }
        bare.push_str(rest);
    }
    Ok((bare, labels))
}
