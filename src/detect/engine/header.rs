//! Which rules a column header or form label names.

use crate::detect::{DetectError, RuleNumber};
use crate::rules::RuleSet;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

/// A header is a phrase, not a paragraph: only so many bytes and words of it are read.
const BYTES: usize = 240;
const WORDS: usize = 24;

/// The header phrases of all rules.
#[derive(Debug, Default)]
pub(super) struct Headers {
    phrases: FxHashMap<String, SmallVec<[RuleNumber; 2]>>,
    /// Words of the longest phrase.
    longest: usize,
}

impl Headers {
    /// Of all rules, those without patterns included.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut headers = Self::default();
        for (number, rule) in rules.iter().enumerate() {
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            for phrase in &rule.headers {
                let words = words(phrase);
                headers.longest = headers.longest.max(words.len());
                let rules = headers.phrases.entry(words.join(" ")).or_default();
                if !rules.contains(&number) {
                    rules.push(number);
                }
            }
        }
        Ok(headers)
    }

    /// The rules that `header` names. The longest phrase wins: "e-mail address" is no postal address.
    pub(super) fn rules(&self, header: &str) -> SmallVec<[RuleNumber; 2]> {
        let words = words(header);
        let mut found = SmallVec::new();
        let mut from = 0;
        while from < words.len() {
            let hit = (1..=self.longest.min(words.len() - from)).rev().find_map(|length| {
                let phrase = words.get(from..from + length)?.join(" ");
                self.lookup(&phrase).map(|rules| (length, rules))
            });
            match hit {
                Some((length, rules)) => {
                    found.extend(rules.iter().copied());
                    from += length;
                }
                None => from += 1,
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn lookup(&self, phrase: &str) -> Option<&SmallVec<[RuleNumber; 2]>> {
        let singular = || phrase.strip_suffix("es").and_then(|stem| self.phrases.get(stem));
        self.phrases
            .get(phrase)
            .or_else(|| phrase.strip_suffix('s').and_then(|stem| self.phrases.get(stem)))
            .or_else(singular)
    }
}

/// The words of a header in lower case without marks and accents; `DateOfBirth`, `date_of_birth` and `D.O.B.` are words too.
fn words(header: &str) -> Vec<String> {
    let end = (0..=header.len().min(BYTES)).rev().find(|&end| header.is_char_boundary(end)).unwrap_or(0);
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut was_lower = false;
    for letter in header.get(..end).unwrap_or_default().nfkd() {
        if unicode_normalization::char::is_combining_mark(letter) || matches!(letter, '\'' | '’') {
            continue;
        }
        if !letter.is_alphanumeric() {
            open = false;
            was_lower = false;
            continue;
        }
        if letter.is_uppercase() && was_lower {
            open = false;
        }
        was_lower = letter.is_lowercase();
        if !open {
            if words.len() == WORDS {
                break;
            }
            words.push(String::new());
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    join_initials(words)
}

/// `d o b` is `dob`: initials with full stops are one word.
fn join_initials(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut last_was_initial = false;
    for word in words {
        let initial = word.chars().nth(1).is_none() && word.starts_with(char::is_alphabetic);
        match joined.last_mut() {
            Some(last) if initial && last_was_initial => last.push_str(&word),
            _ => joined.push(word),
        }
        last_was_initial = initial;
    }
    joined
}
