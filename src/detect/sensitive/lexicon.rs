//! Phrases of all rules as a trie over word hashes: one look-up a word, the longest phrase wins.

use super::words::{self, Word};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// Bits of the filter that most words of a text do not pass.
const FILTER_BITS: u64 = 1 << 16;

/// A set of phrases, each with what `T` says of it.
pub(in crate::detect) struct Lexicon<T> {
    filter: Box<[u64]>,
    edges: FxHashMap<(u32, u64), u32>,
    ends: Vec<SmallVec<[End<T>; 1]>>,
}

/// The end of a phrase.
#[derive(Clone, Copy, Debug)]
struct End<T> {
    value: T,
    /// The phrase is written in capitals in its list and must be so in the text: `AIDS`, not `aids`.
    capitals: bool,
}

impl<T: Copy + PartialEq> Default for Lexicon<T> {
    fn default() -> Self {
        let filter = vec![0; (FILTER_BITS / 64) as usize].into_boxed_slice();
        Self { filter, edges: FxHashMap::default(), ends: vec![SmallVec::new()] }
    }
}

impl<T: Copy + PartialEq> Lexicon<T> {
    /// Adds a phrase. Between its words may stand whatever joins words (space, hyphen, apostrophe, slash).
    pub(in crate::detect) fn add(&mut self, phrase: &str, value: T) {
        self.add_unless(phrase, value, |have| have == value);
    }

    /// Adds a phrase, unless `same` holds for what is said of it already.
    pub(in crate::detect) fn add_unless(&mut self, phrase: &str, value: T, same: impl Fn(T) -> bool) {
        let capitals = phrase.chars().any(char::is_uppercase) && !phrase.chars().any(char::is_lowercase);
        let (mut node, mut at) = (0, 0);
        while let Some(hash) = next_hash(phrase, &mut at) {
            if node == 0 {
                let bit = hash % FILTER_BITS;
                self.filter[(bit / 64) as usize] |= 1 << (bit % 64);
            }
            let fresh = self.ends.len() as u32;
            let next = *self.edges.entry((node, hash)).or_insert(fresh);
            if next == fresh {
                self.ends.push(SmallVec::new());
            }
            node = next;
        }
        let end = End { value, capitals };
        if node != 0 && !self.ends[node as usize].iter().any(|have| same(have.value)) {
            self.ends[node as usize].push(end);
        }
    }

    /// The longest phrase that begins with `first`: one past its last byte, and its values.
    pub(in crate::detect) fn longest(&self, text: &str, first: &Word) -> Option<(usize, SmallVec<[T; 2]>)> {
        if !self.may_begin(first) {
            return None;
        }
        let (mut node, mut word) = (self.step(0, first)?, *first);
        let mut best = None;
        loop {
            let capitals = || is_capitals(text, first.start, word.end);
            if self.ends[node as usize].iter().any(|end| !end.capitals || capitals()) {
                best = Some((word.end, node));
            }
            let Some(next) = words::next(text, word.end).filter(|next| joins(text, word.end, next.start)) else {
                break;
            };
            let Some(to) = self.step(node, &next) else { break };
            (node, word) = (to, next);
        }
        let (end, node) = best?;
        let ends = self.ends[node as usize].iter();
        let meant = ends.filter(|found| !found.capitals || is_capitals(text, first.start, end));
        Some((end, meant.map(|found| found.value).collect()))
    }

    /// All phrases of `text`, from the left, the longest first and none within another.
    pub(in crate::detect) fn phrases<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, T)> + 'a {
        let mut at = 0;
        let found = std::iter::from_fn(move || {
            while let Some(word) = words::next(text, at) {
                at = word.end;
                if let Some((end, values)) = self.longest(text, &word) {
                    at = end;
                    return Some((word.start..end, values));
                }
            }
            None
        });
        found.flat_map(|(span, values)| values.into_iter().map(move |value| (span.clone(), value)))
    }

    fn may_begin(&self, word: &Word) -> bool {
        let set = |hash: u64| {
            let bit = hash % FILTER_BITS;
            self.filter[(bit / 64) as usize] & (1 << (bit % 64)) != 0
        };
        set(word.hash)
            || (word.stems[0] != word.hash && word.stems.iter().any(|hash| set(*hash)))
            || (word.number && set(words::NUMBER))
    }

    fn step(&self, node: u32, word: &Word) -> Option<u32> {
        let edge = |hash| self.edges.get(&(node, hash)).copied();
        edge(word.hash)
            .or_else(|| word.stems.iter().filter(|stem| **stem != word.hash).find_map(|stem| edge(*stem)))
            .or_else(|| if word.number { edge(words::NUMBER) } else { None })
            .or_else(|| if node != 0 { edge(words::ANY) } else { None })
    }
}

fn is_capitals(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|phrase| !phrase.chars().any(char::is_lowercase))
}

/// The hash of the next word of a phrase of a list, where `#` is any number and `*` any word.
fn next_hash(phrase: &str, at: &mut usize) -> Option<u64> {
    let word = words::next(phrase, *at);
    let until = word.map_or(phrase.len(), |word| word.start);
    let wild = phrase.get(*at..until)?.find(['#', '*']).map(|found| *at + found);
    if let Some(wild) = wild {
        *at = wild + 1;
        return Some(if phrase.get(wild..*at) == Some("#") { words::NUMBER } else { words::ANY });
    }
    *at = word?.end;
    word.map(|word| word.hash)
}

/// Whether what stands between two words lets them be neighbours in a phrase: at most a line break, no comma, no full stop
/// with a space behind it.
fn joins(text: &str, from: usize, to: usize) -> bool {
    if to - from > 6 {
        return false;
    }
    let (mut dot, mut space, mut breaks) = (false, false, 0);
    for c in text.get(from..to).unwrap_or_default().chars() {
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\r' => space = true,
            '\n' => (space, breaks) = (true, breaks + 1),
            '-' | '_' | '–' | '—' | '\u{2010}' | '\u{2011}' | '\'' | '’' | 'ʼ' | '`' | '/' | '&' | '+' | '\u{ad}'
            | '£' | '$' | '€' => {}
            '.' => dot = true,
            _ => return false,
        }
    }
    !(dot && space) && breaks < 2
}
