//! The words of all rules in one automaton: what stands near a value and in which sense.

use crate::detect::{DetectError, RuleNumber};
use crate::rules::RuleSet;
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// In which sense a rule lists a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Near a value it speaks for the rule.
    For,
    /// Near a value it speaks against the rule.
    Against,
    /// As a label it names the rule.
    Label,
}

/// A word and the rules that list it.
#[derive(Debug)]
pub(super) struct Entry {
    /// The word, as listed.
    pub(super) word: String,
    /// By whom, and in which sense.
    pub(super) uses: SmallVec<[(RuleNumber, Sense); 2]>,
}

/// A word in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// First byte.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
    /// Which entry.
    pub(super) entry: u32,
}

/// The words of all rules that have patterns.
#[derive(Debug)]
pub(super) struct Words {
    automaton: AhoCorasick,
    entries: Vec<Entry>,
}

impl Words {
    /// Compiles the words.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut written: Vec<String> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for (number, rule) in rules.iter().enumerate().filter(|(_, rule)| !rule.patterns.is_empty()) {
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            let lists = [(&rule.context, Sense::For), (&rule.against, Sense::Against), (&rule.headers, Sense::Label)];
            for (list, sense) in lists {
                for word in list.iter().map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()) {
                    for spelling in spellings(&word) {
                        let at = *known.entry(spelling.clone()).or_insert_with(|| {
                            entries.push(Entry { word: word.clone(), uses: SmallVec::new() });
                            written.push(spelling);
                            entries.len() - 1
                        });
                        let uses = entries.get_mut(at).map(|entry| &mut entry.uses);
                        if let Some(uses) = uses.filter(|uses| !uses.contains(&(number, sense))) {
                            uses.push((number, sense));
                        }
                    }
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(&written)
            .map_err(|error| DetectError::TooLarge(error.to_string()))?;
        Ok(Self { automaton, entries })
    }

    /// The entry of a hit.
    pub(super) fn entry(&self, hit: Hit) -> Option<&Entry> {
        self.entries.get(hit.entry as usize)
    }

    /// All words of `text`, which stands at byte `from` of a longer one, that end there after byte `known`; a plural s is
    /// passed over.
    pub(super) fn scan(&self, text: &str, from: usize, known: usize, out: &mut Vec<Hit>) {
        for found in self.automaton.find_overlapping_iter(text) {
            if from + found.end() > known && stands_alone(text, found.start(), found.end()) {
                out.push(Hit { start: from + found.start(), end: from + found.end(), entry: found.pattern().as_u32() });
            }
        }
    }
}

/// A word, and its forms that a search without regard to ASCII case does not find: in other letters than ASCII with a
/// capital or in capitals, and without accents.
fn spellings(word: &str) -> SmallVec<[String; 4]> {
    let mut spellings: SmallVec<[String; 4]> = SmallVec::new();
    spellings.push(word.to_owned());
    if !word.is_ascii() {
        let mut letters = word.chars();
        let capital = letters.next().map(|first| first.to_uppercase().chain(letters).collect());
        let plain = word.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
        for other in capital.into_iter().chain([word.to_uppercase(), plain]) {
            if !spellings.contains(&other) {
                spellings.push(other);
            }
        }
    }
    spellings
}

/// Whether a word is not a piece of a longer one.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
    !before.is_some_and(char::is_alphanumeric) && !rest.chars().next().is_some_and(char::is_alphabetic)
}
