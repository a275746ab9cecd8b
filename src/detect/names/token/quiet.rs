//! Lines in which no name can stand, told without cutting them into words: nearly every line of prose has a capital, but
//! most have only those that begin its sentences.

use super::super::super::lexicon::{self, Entry, Flag};
use super::{is_mark, look_up, without_possessive, word};

/// A word that no list knows as a name is none from this ordinariness on, unless something introduces it.
pub(in super::super) const ORDINARY_FROM: u8 = 4;

/// Whether a word, by what the lexicon says of it, is too ordinary for a name.
pub(in super::super) fn is_ordinary(entry: Entry) -> bool {
    entry.given() == 0 && entry.surname() == 0 && entry.ordinary() >= ORDINARY_FROM
}

/// Whether surely no possible name stands in a line, nor a capitalised word that says something of others: every capital
/// begins an ordinary word, with no other capitalised word behind it and nothing before it that introduces a name. Says no
/// where it would have to look closer.
pub(in super::super) fn is_quiet(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut from = 0;
    while let Some(at) = word::next_capital(bytes, from) {
        let passed = if bytes.get(at).is_some_and(u8::is_ascii) { sentence(line, at) } else { letter(line, at) };
        match passed {
            Some(end) => from = end,
            None => return false,
        }
    }
    true
}

/// Passes over a character beyond ASCII that begins no name.
fn letter(line: &str, at: usize) -> Option<usize> {
    let c = line.get(at..)?.chars().next()?;
    (c.is_lowercase() || !c.is_alphanumeric() && !is_mark(c)).then_some(at + c.len_utf8())
}

/// Passes over an ordinary word with a capital.
fn sentence(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let word = word::plain(bytes, at)?;
    if !is_introducing(line, at)? && !word::is_before_capital(bytes, word.end)? {
        let text = line.get(at..word.end)?;
        let (stem, _) = if word.has_apostrophe() { without_possessive(text) } else { (text, false) };
        // `I`, `A`: no name is an initial alone.
        if stem.len() == 1 {
            return Some(word.end);
        }
        let entry = if word.has_hyphen() { look_up(stem).entry } else { lexicon::word(stem).entry };
        return (is_ordinary(entry) && !entry.has(Flag::Particle)).then_some(word.end);
    }
    None
}

/// Whether the word before the one at `at` can introduce a name or begin one; none where that is not to be told here.
fn is_introducing(line: &str, at: usize) -> Option<bool> {
    let Some(before) = word::lower_before(line.as_bytes(), at)? else { return Some(false) };
    let entry = lexicon::word(line.get(before)?).entry;
    Some([Flag::Greeting, Flag::Title, Flag::Particle].into_iter().any(|flag| entry.has(flag)))
}
