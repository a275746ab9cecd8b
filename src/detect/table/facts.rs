//! What a cell looks like by itself. Equal cells are looked at once: what was made of a text is remembered.

use crate::detect::candidate::Candidate;
use crate::detect::names::{self, CellName};
use crate::detect::sensitive::Keyword;
use crate::detect::{Detector, RuleNumber};
use crate::document::{Cell, CellKind};
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Cells longer than this are read as prose.
pub(super) const LONG: usize = 80;
/// Remembered texts: room for so many at first, for most documents are small, and for so many at most.
const CACHE: usize = 1 << 7;
const MOST_CACHE: usize = 1 << 13;

/// What a cell looks like by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Hash of kind and text.
    pub hash: u64,
    /// As a name.
    pub name: CellName,
    /// Pattern matches, shared between equal cells; none for most cells.
    pub matches: Option<Arc<[Candidate]>>,
    /// Whether a sensitive word stands in it (not told of long text).
    pub keywords: bool,
    /// Whether it is a verdict on someone: `Merit`, `Refer`.
    pub verdict: bool,
    /// How it reads.
    pub look: Look,
}

/// How a cell reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// Stands for an empty cell: `-`, `n/a`, `tbc`, `xxx`.
    #[default]
    Nothing,
    /// A number, stored or typed as such.
    Number,
    /// A date, stored as such, or TRUE or FALSE.
    Date,
    /// A word or a few.
    Words,
    /// So long that it is read as prose.
    Prose,
}

/// Looks at cells, and remembers; one serves all tables of a document.
#[derive(Default)]
pub(in crate::detect) struct Reader {
    /// Each text at the place that its hash says; what is met there later takes the place.
    cache: Vec<Facts>,
    /// Texts put there since it last grew.
    fresh: usize,
    found: Vec<Candidate>,
    keywords: Vec<Keyword>,
}

impl Reader {
    /// What `cell` looks like.
    pub(super) fn read(&mut self, detector: &Detector, cell: &Cell<'_>) -> Facts {
        let look = look(cell);
        let hash = xxh3_64_with_seed(cell.text.as_bytes(), cell.kind as u64);
        if matches!(look, Look::Nothing | Look::Prose) {
            return Facts { hash, look, ..Facts::default() };
        }
        if let Some(known) = self.cache.get(place(hash, self.cache.len()))
            && known.hash == hash
        {
            return known.clone();
        }
        let facts = self.look_at(detector, cell, hash, look);
        self.remember(facts.clone());
        facts
    }

    fn remember(&mut self, facts: Facts) {
        if self.fresh >= self.cache.len() && self.cache.len() < MOST_CACHE {
            self.grow();
        }
        self.fresh += 1;
        let at = place(facts.hash, self.cache.len());
        if let Some(slot) = self.cache.get_mut(at) {
            *slot = facts;
        }
    }

    fn grow(&mut self) {
        let room = (4 * self.cache.len()).clamp(CACHE, MOST_CACHE);
        let mut cache = Vec::new();
        cache.resize_with(room, Facts::default);
        for facts in self.cache.drain(..) {
            if let Some(slot) = cache.get_mut(place(facts.hash, room)) {
                *slot = facts;
            }
        }
        self.cache = cache;
        self.fresh = 0;
    }

    fn look_at(&mut self, detector: &Detector, cell: &Cell<'_>, hash: u64, look: Look) -> Facts {
        self.found.clear();
        match look {
            Look::Number | Look::Date => {
                let kind = if look == Look::Number { CellKind::Number } else { cell.kind };
                if cell.kind == CellKind::Text {
                    detector.engine.find(cell.text, &mut self.found);
                }
                detector.engine.find_in_value(cell.text, kind, &mut self.found);
                best_by_rule(&mut self.found);
            }
            _ => detector.engine.find(cell.text, &mut self.found),
        }
        let matches = (!self.found.is_empty()).then(|| self.found.drain(..).collect());
        let mut facts = Facts { hash, look, matches, ..Facts::default() };
        if look == Look::Words {
            self.keywords.clear();
            detector.sensitive.find(cell.text, &mut self.keywords);
            facts.keywords = !self.keywords.is_empty();
            facts.verdict = detector.sensitive.is_verdict(cell.text);
            if facts.matches.is_none() {
                facts.name = names::cell_shape(cell.text);
            }
        }
        facts
    }
}

impl Facts {
    /// The pattern matches.
    pub(super) fn matches(&self) -> &[Candidate] {
        self.matches.as_deref().unwrap_or_default()
    }

    /// The match of a rule, if there is one.
    pub(super) fn match_of(&self, rule: Option<RuleNumber>) -> Option<&Candidate> {
        self.matches().iter().find(|found| Some(found.rule) == rule)
    }
}

/// Where a text is remembered; `room` is a power of two, or 0.
fn place(hash: u64, room: usize) -> usize {
    hash as usize & room.saturating_sub(1)
}

/// Keeps the best candidate of each rule: a typed number was read both as text and as a number.
fn best_by_rule(found: &mut Vec<Candidate>) {
    found.sort_by(|one, other| one.rule.cmp(&other.rule).then(other.score.total_cmp(&one.score)));
    found.dedup_by_key(|candidate| candidate.rule);
}

fn look(cell: &Cell<'_>) -> Look {
    let text = cell.text.trim();
    match cell.kind {
        CellKind::Bool => Look::Nothing,
        CellKind::Number => Look::Number,
        CellKind::Date => Look::Date,
        CellKind::Text if text.len() > LONG => Look::Prose,
        CellKind::Text if text.bytes().all(|byte| byte.is_ascii_digit()) => Look::Number,
        CellKind::Text if is_placeholder(text) => Look::Nothing,
        CellKind::Text => Look::Words,
    }
}

/// Whether a cell only says that there is nothing.
fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "n/a", "na", "tbc", "tbd", "tba", "none", "nil", "null", "unknown", "yes", "no", "xxx", "xx", "vacant", "y",
        "n",
    ];
    !text.chars().any(char::is_alphanumeric)
        || (text.len() <= 7 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)))
        || (text.len() > 1 && text.bytes().all(|byte| matches!(byte, b'x' | b'X' | b' ')))
}
