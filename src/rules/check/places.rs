//! Places of a value: `1-9`, `10`, `1-2,4-10`, `3-`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Places, counted from 1, in the order in which they are read; what lies beyond the end of a value is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Places {
    text: String,
    /// First and last place of each run, from 0, the last left out.
    runs: Vec<(usize, usize)>,
}

impl Default for Places {
    fn default() -> Self {
        Self { text: "1-".into(), runs: vec![(0, usize::MAX)] }
    }
}

impl Places {
    /// The characters of a value at these places.
    pub fn of<'v>(&self, value: &'v [u8]) -> impl Iterator<Item = u8> + Clone + use<'_, 'v> {
        let part = |&(from, to): &(usize, usize)| value.get(from..to.min(value.len())).unwrap_or_default();
        self.runs.iter().flat_map(move |run| part(run).iter().copied())
    }
}

impl TryFrom<String> for Places {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("places '{text}' are not written like 1-9, 10, 1-2,4-10 or 3-");
        let place =
            |number: &str| number.parse::<usize>().ok().filter(|place| (1..=64).contains(place)).ok_or_else(wrong);
        let mut runs = Vec::new();
        for run in text.split(',').map(str::trim) {
            let (from, to) = match run.split_once('-') {
                Some((from, "")) => (place(from)?, usize::MAX),
                Some((from, to)) => (place(from)?, place(to)?),
                None => (place(run)?, place(run)?),
            };
            if from > to {
                return Err(wrong());
            }
            runs.push((from - 1, to));
        }
        Ok(Self { text, runs })
    }
}

impl From<Places> for String {
    fn from(places: Places) -> Self {
        places.text
    }
}
