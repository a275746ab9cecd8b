//! People who are called by a number or a letter: `Employee 1042`, `Patient A`. A key identifies someone; on its own it is
//! no name, but what is said of it is said of a person.

use aho_corasick::packed::{Config, MatchKind, Searcher};
use std::ops::Range;

/// Words before the key. A letter alone is a key of those only whom letters are used for.
const WORDS: [&str; 22] = [
    "Employee ",
    "employee ",
    "Patient ",
    "patient ",
    "Staff ID ",
    "Staff member ",
    "Pupil ",
    "Student ",
    "Resident ",
    "Claimant ",
    "Service user ",
    "Participant ",
    "Mitarbeiter ",
    "Mitarbeiterin ",
    "Patientin ",
    "Salarié ",
    "Empleado ",
    "Paciente ",
    "Dipendente ",
    "Paziente ",
    "Medewerker ",
    "Patiënt ",
];
/// Fewer digits count attendees or examples.
const DIGITS: usize = 3;
/// More of them in one text are a table without borders; it is read no further.
const MOST: usize = 256;

/// Finds people by their key.
pub(super) struct Pseudonyms {
    searcher: Option<Searcher>,
}

impl Default for Pseudonyms {
    fn default() -> Self {
        Self { searcher: Config::new().match_kind(MatchKind::LeftmostFirst).builder().extend(WORDS).build() }
    }
}

impl Pseudonyms {
    /// Appends the spans of those who stand in `text`.
    pub(super) fn find(&self, text: &str, out: &mut Vec<Range<usize>>) {
        let Some(searcher) = &self.searcher else { return };
        for found in searcher.find_iter(text.as_bytes()).take(MOST) {
            let before = text.get(..found.start()).and_then(|before| before.chars().next_back());
            if before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            if let Some(length) = text.get(found.end()..).and_then(key) {
                out.push(found.start()..found.end() + length);
            }
        }
    }
}

/// Bytes of the key at the start of `rest`.
fn key(rest: &str) -> Option<usize> {
    let marks = rest.len() - rest.trim_start_matches(['#', 'N', 'n', 'o', '.', ' ']).len();
    let marks = if marks <= 4 { marks } else { 0 };
    let part = rest.get(marks..)?;
    let length = part.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').take(13).count();
    let word = part.get(..length)?;
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() && byte != b'I');
    let boundary = !part.get(length..)?.chars().next().is_some_and(char::is_alphanumeric);
    (boundary && length <= 12 && (digits >= DIGITS || letter)).then_some(marks + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_people() {
        let check = |text: &str, want: &[&str]| {
            let mut found = Vec::new();
            Pseudonyms::default().find(text, &mut found);
            let got: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
            assert_eq!(got, want, "{text}");
        };
        check("Employee 1042 is on sick leave.", &["Employee 1042"]);
        check("Patient A has epilepsy, Patient B asthma.", &["Patient A", "Patient B"]);
        check("Employee no. 20417 and employee E-2201", &["Employee no. 20417", "employee E-2201"]);
        check("Medewerker 3381 is zwanger.", &["Medewerker 3381"]);
        check("Employee assistance; Patient Journey; Employee 3; Patient I met; Student loans; Resident 12", &[]);
    }
}
