//! Confidentiality markings: a document that says of itself that it is confidential.

use crate::document::Role;

/// The phrases that mark a document, compiled once.
pub(crate) struct Markings {}

impl Markings {
    /// Compiles the phrases; one within a phrase of `boilerplate` marks nothing.
    pub(crate) fn new(_boilerplate: &[String]) -> Self {
        Self {}
    }

    /// The pack's name of the phrase by which `text` marks its document; body text only counts where it is a line of its
    /// own, so a caller passes the first lines of a document, not its whole.
    pub(crate) fn find(&self, _text: &str, _role: Role) -> Option<&'static str> {
        None
    }
}
