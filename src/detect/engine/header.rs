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
                let rules = headers.phrases.entry(words.text).or_default();
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
            let hit = (1..=self.longest.min(words.len() - from))
                .rev()
                .find_map(|length| self.lookup(words.phrase(from, length)).map(|rules| (length, rules)));
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

/// Words with one blank between them.
#[derive(Default)]
struct Words {
    text: String,
    /// First byte of each.
    starts: SmallVec<[usize; WORDS]>,
}

impl Words {
    fn len(&self) -> usize {
        self.starts.len()
    }

    /// Begins another word.
    fn open(&mut self) {
        if !self.starts.is_empty() {
            self.text.push(' ');
        }
        self.starts.push(self.text.len());
    }

    /// So many words from the nth on, as they stand.
    fn phrase(&self, nth: usize, count: usize) -> &str {
        let start = self.starts.get(nth).copied().unwrap_or(self.text.len());
        let end = self.starts.get(nth + count).map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// The words of a header in lower case without marks and accents; `DateOfBirth`, `date_of_birth` and `D.O.B.` are words too.
fn words(header: &str) -> Words {
    let end = (0..=header.len().min(BYTES)).rev().find(|&end| header.is_char_boundary(end)).unwrap_or(0);
    let mut words = Words::default();
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
            words.open();
            open = true;
        }
        words.text.extend(letter.to_lowercase());
    }
    join_initials(words)
}

/// `d o b` is `dob`: initials with full stops are one word.
fn join_initials(words: Words) -> Words {
    let initial = |nth: usize| {
        let mut letters = words.phrase(nth, 1).chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    if !(1..words.len()).any(|nth| initial(nth - 1) && initial(nth)) {
        return words;
    }
    let mut joined = Words::default();
    for nth in 0..words.len() {
        if nth == 0 || !(initial(nth - 1) && initial(nth)) {
            joined.open();
        }
        joined.text.push_str(words.phrase(nth, 1));
    }
    joined
}
