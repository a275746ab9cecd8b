//! Which folder names are the 0 folder, and which only look like it.

use super::decoded;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// How near a folder name is to a 0 folder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// It is one.
    Confidential,
    /// It was meant to be one: letter O for zero, no number, no word, a suffix, a slip of the pen.
    Lookalike,
    /// It is another folder.
    Other,
}

/// The accepted spellings of the 0 folder.
#[derive(Clone, Debug)]
pub struct Folders {
    builtin: Regex,
    more: Vec<String>,
}

impl Folders {
    /// The built-in spellings and `more` names from the configuration.
    pub fn new(more: &[String]) -> Result<Self, regex::Error> {
        // `0. Confidential`, `0 Confidential`, `0 - Confidential`, `0_CONFIDENTIAL`, `00 Confidential` (policy, DESIGN).
        let builtin = Regex::new(r"^0{1,2}[\s._)–-]*confidential$")?;
        Ok(Self { builtin, more: more.iter().map(|name| normalise(name)).collect() })
    }

    /// What the folder called `name` is.
    pub fn likeness(&self, name: &str) -> Likeness {
        let name = normalise(name);
        if self.builtin.is_match(&name) || self.more.contains(&name) {
            Likeness::Confidential
        } else if is_lookalike(&name) {
            Likeness::Lookalike
        } else {
            Likeness::Other
        }
    }

    /// Whether the folder called `name` is a 0 folder.
    pub fn is_confidential(&self, name: &str) -> bool {
        self.likeness(name) == Likeness::Confidential
    }
}

fn normalise(name: &str) -> String {
    decoded(name).nfkc().collect::<String>().trim().to_lowercase()
}

/// Whether a normalised name that is no 0 folder's was meant to be one.
fn is_lookalike(name: &str) -> bool {
    let separators: &[char] = &[' ', '.', '_', '-', '–', '—', ')', '(', '\t', '\u{a0}'];
    let rest = name.trim_start_matches(['0', 'o']);
    let numbered = rest.len() < name.len() && name.len() - rest.len() <= 3;
    let word = if numbered { rest } else { name }.trim_start_matches(separators);
    if word.is_empty() {
        // A bare `0`, `00`, `0.`; a bare letter `o` is more likely someone's own abbreviation.
        return name.starts_with('0');
    }
    if numbered && rest.len() == word.len() && !word.starts_with("conf") {
        // `office`, `old`, `orders`: the first letter belongs to the word.
        return false;
    }
    let first = word.split(separators).next().unwrap_or(word);
    is_near(first, "confidential", 2)
}

/// Whether `word` becomes `target` by at most `most` insertions, deletions, replacements or swaps of neighbours
/// (optimal string alignment distance).
fn is_near(word: &str, target: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().take(32).collect(), target.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(want: Likeness, names: &[&str]) {
        let folders = Folders::new(&["Vertraulich".into()]).unwrap();
        for name in names {
            assert_eq!(folders.likeness(name), want, "{name:?}");
        }
    }

    #[test]
    fn spellings_of_the_0_folder() {
        check(
            Likeness::Confidential,
            &[
                "0. Confidential",
                "0 Confidential",
                "0 - Confidential",
                "0_CONFIDENTIAL",
                "00 Confidential",
                "0.Confidential",
                "0) Confidential",
                "0 – Confidential",
                "  0. confidential ",
                "0.\u{a0}Confidential",
                "０. Confidential",
                "vertraulich",
                "0.%20Confidential",
            ],
        );
    }

    #[test]
    fn look_alikes() {
        check(
            Likeness::Lookalike,
            &[
                "O. Confidential",
                "o Confidential",
                "0",
                "00",
                "0.",
                "Confidential",
                "CONFIDENTIAL",
                "0. Confidential (old)",
                "0. Confidential 2023",
                "Confidential - archive",
                "0. Confidental",
                "0. Confidentail",
                "OConfidential",
                "000 Confidential",
            ],
        );
    }

    #[test]
    fn other_folders() {
        check(
            Likeness::Other,
            &[
                "1. Contracts",
                "2. Design",
                "Office",
                "Old",
                "o",
                "Orders",
                "0. Admin",
                "Non-confidential",
                "Conference",
                "10 Confidential",
                "",
            ],
        );
    }
}
