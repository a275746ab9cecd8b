//! Whether one version of a text (HTML) says something that another one (plain) does not.

use rustc_hash::{FxHashSet, FxHasher};
use std::hash::Hasher;

/// Pairs of words that are remembered at most; of what is beyond them nothing is taken for known.
const MOST: usize = 1 << 20;

/// The words of a text and which follow each other.
#[derive(Default)]
pub(super) struct Seen {
    known: FxHashSet<u64>,
    /// The last word, outside and inside of angle brackets: `Jane <jane@...> wrote` has the pair `Jane wrote`.
    last: [u64; 2],
}

impl Seen {
    /// Whether anything was learned.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Takes a further line of the text.
    pub(super) fn learn(&mut self, line: &str) {
        let Self { known, last } = self;
        words(line, |inside, word| {
            let last = last.get_mut(inside)?;
            if known.len() < MOST {
                known.insert(word);
                known.insert(pair(*last, word));
            }
            *last = word;
            Some(())
        });
    }

    /// Whether all words of a line, and each with the one before it, stand in the text.
    pub(super) fn covers(&self, line: &str) -> bool {
        let mut last = [None; 2];
        let mut covers = true;
        words(line, |inside, word| {
            let last = last.get_mut(inside)?;
            let known = last.map_or(word, |last| pair(last, word));
            covers &= self.known.contains(&known);
            *last = Some(word);
            covers.then_some(())
        });
        covers
    }
}

/// Hands every word on as a hash, and whether it stands in angle brackets; until `each` has enough.
fn words(line: &str, mut each: impl FnMut(usize, u64) -> Option<()>) {
    let mut hasher = FxHasher::default();
    let (mut open, mut inside) = (false, 0);
    for c in line.chars().chain([' ']) {
        if c.is_alphanumeric() {
            open = true;
            c.to_lowercase().for_each(|c| hasher.write_u32(u32::from(c)));
            continue;
        }
        if std::mem::take(&mut open) {
            let word = std::mem::take(&mut hasher).finish();
            if each(inside, word).is_none() {
                return;
            }
        }
        match c {
            '<' => inside = 1,
            '>' => inside = 0,
            _ => {}
        }
    }
}

fn pair(one: u64, other: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(one);
    hasher.write_u64(other);
    hasher.finish()
}
