//! What a document has said so far that helps to read the next piece of it.

use super::cell::words;
use super::known::local_part;
use super::token::{Gap, Shape, Token, Tokens, tokenize};
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
    alone: FxHashSet<u64>,
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

    /// Looks ahead over a piece of the document: the words of its e-mail addresses, and capitalised words that are no ordinary
    /// ones and stand alone, as people are spoken of once they were named.
    pub(crate) fn look_ahead(&mut self, text: &str) {
        for at in memchr::memchr_iter(b'@', text.as_bytes()) {
            self.note_email(local_part(text, at));
        }
        let mut tokens = Tokens::new();
        for line in
            text.split('\n').filter(|line| line.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()))
        {
            tokens.clear();
            tokenize(line, &mut tokens);
            for (at, token) in tokens.iter().enumerate() {
                let joined = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Space);
                let named = |at: usize| tokens.get(at).is_some_and(Token::is_name_like);
                let before = at.checked_sub(1).is_some_and(|before| joined(before) && named(before));
                let behind = joined(at) && named(at + 1);
                let speaks = token.shape == Shape::Capital && token.word.entry.ordinary() == 0 && !before && !behind;
                if speaks && !token.is_thing() && self.alone.len() < MOST {
                    self.alone.insert(token.word.key);
                }
            }
        }
    }

    /// Whether a word (its key) stands alone somewhere in what [`Hints::look_ahead`] saw.
    pub(crate) fn stands_alone(&self, word: u64) -> bool {
        self.alone.contains(&word)
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
