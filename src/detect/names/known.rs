//! What is known of the people of a document while a piece of it is read: from its e-mail addresses, and from the names that
//! stood before.

use super::token::{Shape, Token};
use super::{Hints, email_tokens};
use rustc_hash::{FxHashMap, FxHashSet};

/// Most words that one piece of text adds.
const MOST: usize = 2048;

/// The hints of the document, and those of this text.
pub(super) struct Known<'a> {
    hints: &'a Hints,
    emails: FxHashSet<u64>,
    names: FxHashMap<u64, u64>,
}

impl<'a> Known<'a> {
    /// Looks for e-mail addresses in the whole text first: they may stand behind the name.
    pub(super) fn new(hints: &'a Hints, text: &str) -> Self {
        let mut emails = FxHashSet::default();
        for at in memchr::memchr_iter(b'@', text.as_bytes()) {
            if emails.len() >= MOST {
                break;
            }
            emails.extend(email_tokens(local_part(text, at)));
        }
        Self { hints, emails, names: FxHashMap::default() }
    }

    /// Whether a word stands in an e-mail address.
    pub(super) fn in_email(&self, word: u64) -> bool {
        word != 0 && (self.emails.contains(&word) || self.hints.in_email(word))
    }

    /// The full name that a word belongs to.
    pub(super) fn full_name(&self, word: u64) -> Option<u64> {
        self.names.get(&word).copied().or_else(|| self.hints.full_name(word))
    }

    /// Remembers the words of a full name.
    pub(super) fn note(&mut self, words: &[Token], key: u64) {
        for word in words.iter().filter(|word| word.is_name_like() && word.shape != Shape::Initial) {
            if self.names.len() < MOST {
                // The first bearer keeps the word: a second one makes it no more certain.
                self.names.entry(word.word.key).or_insert(key);
            }
        }
    }
}

/// What stands before the at sign, at most 64 bytes of it.
fn local_part(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-+'".contains(byte);
    let length = bytes.get(..at).unwrap_or_default().iter().rev().take(65).take_while(|byte| is_local(byte)).count();
    text.get(at - length..at).unwrap_or_default()
}
