//! Word lists of rules: what stands in one is found as a whole word, without regard to case.

use super::raw::Raw;
use super::text::Text;
use crate::detect::{DetectError, RuleNumber};
use crate::rules::RuleSet;
use aho_corasick::{AhoCorasick, MatchKind};
use smallvec::smallvec;
use xxhash_rust::xxh3::xxh3_64;

/// The word lists of all rules in one automaton.
#[derive(Debug, Default)]
pub(super) struct Listed {
    automaton: Option<AhoCorasick>,
    /// Of each pattern: its rule, what it is worth, and the hash of its word in small letters.
    patterns: Vec<(RuleNumber, f32, u64)>,
}

impl Listed {
    /// Compiles the lists.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut listed = Self::default();
        let mut spellings: Vec<String> = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            for word in rule.words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
                let small = word.to_lowercase();
                let key = xxh3_64(small.as_bytes());
                // The automaton passes over the case of ASCII letters only.
                let mut forms = vec![word.to_owned()];
                if !word.is_ascii() {
                    forms.extend([small, word.to_uppercase()]);
                    forms.sort();
                    forms.dedup();
                }
                listed.patterns.extend(forms.iter().map(|_| (number, rule.score.listed, key)));
                spellings.append(&mut forms);
            }
        }
        if !spellings.is_empty() {
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(true)
                .build(&spellings)
                .map_err(|error| DetectError::TooLarge(error.to_string()))?;
            listed.automaton = Some(automaton);
        }
        Ok(listed)
    }

    /// Finds every listed word that is not a piece of a longer one.
    pub(super) fn scan(&self, text: Text<'_>, out: &mut Vec<Raw>) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_iter(text.text) {
            let (start, end) = (found.start(), found.end());
            let Some(&(rule, score, key)) = self.patterns.get(found.pattern().as_usize()) else { continue };
            if is_whole(text.text, start, end) {
                let notes = smallvec!["in the rule's list of words"];
                out.push(Raw { rule, span: start..end, score, key, notes, test: false, needs_word: false });
            }
        }
    }
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).and_then(|rest| rest.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
