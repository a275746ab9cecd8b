//! What a document has said so far that helps to read the next piece of it.

use super::cell::words;
use super::reading::{Possible, Reading};
use super::window::Form;
use super::{NameKind, NameMatch, email_tokens};
use crate::finding::Confidence;
use rustc_hash::{FxHashMap, FxHashSet};

/// Most words that are remembered of one document, of each kind.
const MOST: usize = 4096;
/// A name that scores less by itself says nothing of other mentions.
const WORTH: f32 = 0.3;

/// The words of the e-mail addresses and of the names that stand in a document, or in a piece of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    emails: FxHashSet<u64>,
    bearers: FxHashMap<u64, Bearer>,
    wholes: FxHashMap<u64, Best>,
    alone: FxHashSet<u64>,
    firms: FxHashSet<u64>,
    strong: u32,
    capitals: u32,
    lines: (u32, u32),
}

/// Who bears a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bearer {
    /// Key of the full name.
    pub(super) name: u64,
    /// How sure that full name is.
    pub(super) score: f32,
    /// Whether the word is its surname.
    pub(super) surname: bool,
}

/// The two best scores of a name, each from a mention of its own.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    first: f32,
    second: f32,
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
        let words: smallvec::SmallVec<[u64; 8]> = words(text.get(found.span.clone()).unwrap_or_default()).collect();
        let last = words.len().saturating_sub(1);
        for (at, word) in words.into_iter().enumerate() {
            self.bear(word, Bearer { name: found.key, score: found.score, surname: at == last });
        }
    }

    /// Notes the e-mail addresses of a text, who is named in it, which words stand alone, and which name companies.
    pub(crate) fn note(&mut self, text: &str, reading: &Reading) {
        for at in memchr::memchr_iter(b'@', text.as_bytes()) {
            self.note_email(local_part(text, at));
        }
        self.capitals = self.capitals.saturating_add(reading.capitals);
        self.lines.0 = self.lines.0.saturating_add(reading.lines.0);
        self.lines.1 = self.lines.1.saturating_add(reading.lines.1);
        for possible in reading.possible.iter().filter(|possible| possible.taken) {
            let score = possible.odds.score();
            if score < WORTH {
                continue;
            }
            if possible.form == Form::Single {
                self.note_whole(possible.identity(), score);
                continue;
            }
            self.note_whole(possible.key, score);
            self.strong = self.strong.saturating_add(u32::from(score >= Confidence::HIGH_FROM));
            for (at, word) in possible.words.iter().enumerate() {
                let surname = if possible.form == Form::Comma { at == 0 } else { at + 1 == possible.words.len() };
                self.bear(*word, Bearer { name: possible.key, score, surname });
            }
        }
        note_all(&mut self.alone, &reading.alone);
        note_all(&mut self.firms, &reading.firms);
    }

    fn note_whole(&mut self, key: u64, score: f32) {
        if self.wholes.len() >= MOST {
            return;
        }
        let best = self.wholes.entry(key).or_default();
        if score > best.first {
            *best = Best { first: score, second: best.first };
        } else {
            best.second = best.second.max(score);
        }
    }

    /// The best bearer keeps the word.
    fn bear(&mut self, word: u64, bearer: Bearer) {
        if word == 0 || self.bearers.len() >= MOST {
            return;
        }
        let have = self.bearers.entry(word).or_insert(bearer);
        if bearer.score > have.score {
            *have = bearer;
        }
    }

    /// Whether a word (its key) stood in an e-mail address.
    pub(super) fn in_email(&self, word: u64) -> bool {
        word != 0 && self.emails.contains(&word)
    }

    /// The full name that a word belongs to.
    pub(super) fn bearer(&self, word: u64) -> Option<Bearer> {
        self.bearers.get(&word).copied()
    }

    /// How sure a name is by another mention than this one.
    pub(super) fn elsewhere(&self, possible: &Possible) -> f32 {
        let best = self.wholes.get(&possible.identity()).copied().unwrap_or_default();
        if best.first <= possible.odds.score() { best.second } else { best.first }
    }

    /// How many other full names of the document are beyond doubt: none, one, two or three, more.
    pub(super) fn strong(&self, possible: &Possible) -> u64 {
        let itself = u32::from(possible.form != Form::Single && possible.odds.score() >= Confidence::HIGH_FROM);
        match self.strong.saturating_sub(itself) {
            0 => 0,
            1 => 1,
            2 | 3 => 2,
            _ => 3,
        }
    }

    /// How thick with full names beyond doubt the document is, this one aside: 0 for none, up to 4.
    pub(super) fn density(&self, possible: &Possible) -> u64 {
        let itself = u32::from(possible.form != Form::Single && possible.odds.score() >= Confidence::HIGH_FROM);
        match self.capitals.checked_div(self.strong.saturating_sub(itself)) {
            None => 0,
            Some(200..) => 1,
            Some(60..) => 2,
            Some(20..) => 3,
            Some(_) => 4,
        }
    }

    /// How many words are written as names are.
    pub(super) fn capitals(&self) -> u32 {
        self.capitals
    }

    /// What share of the lines with capitals looks like code, in fifths.
    pub(super) fn coded(&self) -> u64 {
        u64::from(self.lines.1) * 5 / u64::from(self.lines.0.max(1))
    }

    /// Whether a word is used by itself somewhere, as people are spoken of once they were named.
    pub(super) fn stands_alone(&self, word: u64) -> bool {
        self.alone.contains(&word)
    }

    /// Whether a word begins the name of a company or a place somewhere.
    pub(super) fn is_firm(&self, word: u64) -> bool {
        self.firms.contains(&word)
    }
}

fn note_all(set: &mut FxHashSet<u64>, words: &[u64]) {
    let room = MOST.saturating_sub(set.len());
    set.extend(words.iter().take(room));
}

/// What stands before the at sign, at most 64 bytes of it.
fn local_part(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-+'".contains(byte);
    let length = bytes.get(..at).unwrap_or_default().iter().rev().take(65).take_while(|byte| is_local(byte)).count();
    text.get(at - length..at).unwrap_or_default()
}
