//! What letters count in a sum.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What each letter counts. Digits count themselves, `<` nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "RawLetters", into = "RawLetters")]
#[schemars(with = "RawLetters")]
pub struct Letters {
    /// As written; none: A is 10, Z is 35.
    written: Option<RawLetters>,
    values: Option<Box<[Option<i32>; 26]>>,
}

/// An alphabet in which each letter counts its place from 0, or what each letter counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum RawLetters {
    Alphabet(String),
    Values(BTreeMap<char, i32>),
}

impl Letters {
    /// Whether nothing was said: A is 10.
    pub fn is_usual(&self) -> bool {
        self.written.is_none()
    }

    /// What a character counts; none where it may not stand there.
    pub fn value(&self, byte: u8) -> Option<i64> {
        match byte {
            b'0'..=b'9' => Some(i64::from(byte - b'0')),
            b'A'..=b'Z' => match &self.values {
                None => Some(i64::from(byte - b'A') + 10),
                Some(values) => values.get(usize::from(byte - b'A')).copied().flatten().map(i64::from),
            },
            b'<' => Some(0),
            _ => None,
        }
    }
}

impl TryFrom<RawLetters> for Letters {
    type Error = String;

    fn try_from(raw: RawLetters) -> Result<Self, String> {
        let listed: Vec<(char, i32)> = match &raw {
            RawLetters::Alphabet(alphabet) => alphabet.chars().zip(0..).collect(),
            RawLetters::Values(values) => values.iter().map(|(letter, value)| (*letter, *value)).collect(),
        };
        let mut values = Box::new([None; 26]);
        for (letter, value) in listed {
            let at = u8::try_from(letter).ok().filter(u8::is_ascii_uppercase).map(|byte| usize::from(byte - b'A'));
            let slot =
                at.and_then(|at| values.get_mut(at)).ok_or_else(|| format!("letters: '{letter}' is no capital"))?;
            if slot.replace(value).is_some() || value.unsigned_abs() > 1_000 {
                return Err(format!("letters: '{letter}' stands twice, or counts over 1000"));
            }
        }
        Ok(Self { written: Some(raw), values: Some(values) })
    }
}

impl From<Letters> for RawLetters {
    fn from(letters: Letters) -> Self {
        letters.written.unwrap_or_else(|| Self::Alphabet(String::new()))
    }
}
