//! What a document has said so far that helps to read the next piece of it.

use super::cell::words;
use super::{NameKind, NameMatch, email_tokens};
use crate::finding::Confidence;
use rustc_hash::{FxHashMap, FxHashSet};

/// Most words that are remembered of one document, for e-mails and for names each.
const MOST: usize = 4096;

/// The words of the e-mail addresses and of the full names that stood in the document before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    emails: FxHashSet<u64>,
    names: FxHashMap<u64, u64>,
}

impl Hints {
    /// Notes an e-mail address by its local part.
    pub(crate) fn note_email(&mut self, local: &str) {
        if self.emails.len() < MOST {
            self.emails.extend(email_tokens(local));
        }
    }

    /// Notes a name that was found, with the text it stands in, so that a later mention of one of its words is known.
    pub(crate) fn note_name(&mut self, text: &str, found: &NameMatch) {
        if found.kind != NameKind::Full || found.score < Confidence::MEDIUM_FROM {
            return;
        }
        for word in words(text.get(found.span.clone()).unwrap_or_default()) {
            if self.names.len() < MOST {
                // The first bearer keeps the word: a second one makes it no more certain.
                self.names.entry(word).or_insert(found.key);
            }
        }
    }

    /// Whether a word (its key) stood in an e-mail address.
    pub(crate) fn in_email(&self, word: u64) -> bool {
        self.emails.contains(&word)
    }

    /// The key of the full name that a word belongs to.
    pub(crate) fn full_name(&self, word: u64) -> Option<u64> {
        self.names.get(&word).copied()
    }
}
