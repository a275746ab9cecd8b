//! Names that a column vouches for: one in a cell, or several, with or without a remark.

use super::block::{Stored, at};
use super::facts::Look;
use super::row::{Found, InRow, RowReader};
use super::verdict::{Part, Verdict};
use crate::detect::Evidence;
use crate::detect::document::State;
use crate::detect::names::{self, CellName, NameShape};
use crate::finding::Confidence;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// Score from which a column of names vouches for each of its cells.
const CERTAIN: f32 = 0.8;
/// How much a cell must look like a whole name where its header speaks of people and its column does not.
const SOMEONE_FROM: f32 = 0.28;
/// Level from which one given name alone will do there.
const USUAL: u8 = 5;
/// Such a name whose every word is this ordinary, or with a word of an organisation, must look like one by itself.
const ORDINARY: u8 = 4;
const DOUBTFUL: f32 = 0.25;
/// Names of a cell that are told apart.
const SEVERAL: usize = 8;

const SOMEONE: [Evidence; 1] = [Cow::Borrowed("a name under a header that speaks of people")];

/// A name in a cell.
pub(super) struct Named {
    pub score: f32,
    pub key: u64,
    pub span: Range<usize>,
}

impl<'b> RowReader<'b> {
    /// A cell of a column of names.
    pub(super) fn add_name(
        &mut self,
        state: &mut State<'_>,
        cells: &'b [Stored],
        cell: &'b Stored,
        verdict: &'b Verdict,
        part: Part,
        score: f32,
    ) {
        if !cell.facts.matches().is_empty() || cell.facts.look != Look::Words {
            return;
        }
        let raw = self.block.text(cell);
        if part == Part::Full {
            for span in pieces(raw) {
                let text = raw.get(span.clone()).unwrap_or_default();
                if let Some(score) = in_column(text, &shape(cell, raw, text), verdict, score) {
                    let name = Named { score, key: names::key(text), span };
                    self.push_name(state, cell, name, Cow::Borrowed(&[]), verdict);
                }
            }
            return;
        }
        let text = raw.trim();
        let shape = cell.facts.name.shape;
        let of = |column: u32| at(cells, column).filter(|cell| cell.facts.look == Look::Words);
        let (score, key) = match part {
            Part::Given(Some(other)) if shape != NameShape::None || could_be_name(&cell.facts.name, text, 1) => {
                match of(other) {
                    Some(surname) => (score, names::key(&format!("{text} {}", self.block.text(surname)))),
                    None => (0.7 * score, names::key(text)),
                }
            }
            Part::Surname(Some(other)) if shape != NameShape::None && of(other).is_none() => {
                (0.8 * score, names::key(text))
            }
            Part::Given(None) | Part::Surname(None) if shape != NameShape::None => (score, names::key(text)),
            _ => return,
        };
        let name = Named { score, key, span: whole(raw) };
        self.push_name(state, cell, name, Cow::Borrowed(&[]), verdict);
    }

    /// A cell under a header that speaks of people, in a column that holds other things, too: `Owner` over departments and
    /// names. Whether a name was found.
    pub(super) fn add_someone(&mut self, state: &State<'_>, cell: &'b Stored, verdict: &'b Verdict) -> bool {
        if !verdict.someone || !cell.facts.matches().is_empty() || cell.facts.look != Look::Words {
            return false;
        }
        let raw = self.block.text(cell);
        let before = self.found.len();
        for span in pieces(raw) {
            let text = raw.get(span.clone()).unwrap_or_default();
            let name = shape(cell, raw, text);
            let other = name.organisation || name.place || (verdict.cased && is_lower(text));
            let score = match name.shape {
                NameShape::Full if !other && name.score >= SOMEONE_FROM => 0.5 + 0.35 * name.score,
                NameShape::Given if !other && name.given >= USUAL && name.ordinary < name.given => 0.55,
                _ => continue,
            };
            let name = Named { score, key: names::key(text), span };
            self.push_name(state, cell, name, Cow::Borrowed(&SOMEONE), verdict);
        }
        self.found.len() > before
    }

    pub(super) fn push_name(
        &mut self,
        state: &State<'_>,
        cell: &'b Stored,
        name: Named,
        evidence: Cow<'b, [Evidence]>,
        verdict: &'b Verdict,
    ) {
        let Some(rule) = state.detector.rules.name else { return };
        let Named { score, key, span } = name;
        if state.detector.engine.allows(rule, self.block.text(cell).get(span.clone()).unwrap_or_default()) {
            return;
        }
        let is = Some(self.people.len());
        self.people.push(InRow {
            column: cell.column,
            name: Some(key),
            email: None,
            sure: score >= Confidence::MEDIUM_FROM,
            own: state.detector.own.has_name(key),
        });
        let span = (span.start, span.end);
        self.found.push(Found { cell, rule, score, key, span, evidence, told: &verdict.told, is, needs_person: false });
    }
}

/// The text without the blanks around it.
pub(super) fn whole(raw: &str) -> Range<usize> {
    let start = raw.len() - raw.trim_start().len();
    start..start + raw.trim().len()
}

/// How sure a column of whole names makes one of its texts.
fn in_column(text: &str, name: &CellName, verdict: &Verdict, score: f32) -> Option<f32> {
    if (verdict.cased && is_lower(text)) || nobody(text) || is_acronym(text) {
        return None;
    }
    // `Chief Executive` and `Backup Service` among names are none.
    let doubtful = name.ordinary >= ORDINARY || name.organisation;
    if name.shape == NameShape::Full && doubtful && !name.titled && name.score < DOUBTFUL {
        return None;
    }
    match name.shape {
        NameShape::Full => Some(score),
        NameShape::None if !(score >= CERTAIN && could_be_name(name, text, 2)) => None,
        // In a column of names a name that is a word, too, is one: `Nota, Dobroslava`.
        _ if verdict.headed_names => Some(0.75 * score),
        _ => None,
    }
}

fn shape(cell: &Stored, raw: &str, text: &str) -> CellName {
    if raw.trim().len() == text.len() { cell.facts.name } else { names::cell_shape(text) }
}

/// `The Occupier`, `A neighbour`.
fn nobody(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    ["the", "a", "an", "any", "no"].iter().any(|word| first.eq_ignore_ascii_case(word)) && first.len() < text.len()
}

/// `IVR`, `KEY`: a few capitals.
fn is_acronym(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_lower(text: &str) -> bool {
    !text.chars().any(char::is_uppercase) && text.chars().any(char::is_lowercase)
}

/// Whether a text has at least so many words, and nothing but words that are written like names.
fn could_be_name(name: &CellName, text: &str, words: usize) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '-' | '\'' | '’');
    let count = text.split_whitespace().count();
    let small = text.split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    let capital = small == 0 || small * 2 < count;
    text.len() <= 60
        && (words..=5).contains(&count)
        && (capital || words == 1)
        && !name.organisation
        && text.chars().all(letters)
}

/// The parts of a cell that may each be a name: `A Bell / C Doe (cover)` has two.
fn pieces(raw: &str) -> SmallVec<[Range<usize>; 2]> {
    const BETWEEN: [&str; 5] = [" and ", " und ", " et ", " og ", " och "];
    let mut pieces = SmallVec::new();
    let mut from = 0;
    while from < raw.len() && pieces.len() < SEVERAL {
        let rest = raw.get(from..).unwrap_or_default();
        let sign = rest.find(['/', '&', ';', '+', '\n']).map(|at| (at, 1));
        let word = BETWEEN.iter().filter_map(|word| Some((rest.find(word)?, word.len()))).min();
        let (end, next) = match sign.into_iter().chain(word).min() {
            Some((at, length)) => (from + at, from + at + length),
            None => (raw.len(), raw.len()),
        };
        let part = whole(without_remark(raw.get(from..end).unwrap_or_default()));
        if !part.is_empty() {
            pieces.push(from + part.start..from + part.end);
        }
        from = next;
    }
    pieces
}

/// `Anna Bell (cover)`, `Anna - Year 4`, `Anna Bell deceased` without what is said of her.
fn without_remark(text: &str) -> &str {
    let end = ["(", "[", " - ", " – ", " — ", ": "].iter().filter_map(|sign| text.find(sign)).min();
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim_end();
    [" deceased", " dec'd", " (deceased)"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_one_name_or_several() {
        let check = |raw: &str, want: &[&str]| {
            let found: Vec<&str> = pieces(raw).into_iter().filter_map(|span| raw.get(span)).collect();
            assert_eq!(found, want, "{raw}");
        };
        check(" Anna Bell ", &["Anna Bell"]);
        check("Bell, Anna", &["Bell, Anna"]);
        check("Anna Bell (cover)", &["Anna Bell"]);
        check("Anna Bell / Carl Doe & Eve Fox", &["Anna Bell", "Carl Doe", "Eve Fox"]);
        check("Anna Bell and Carl Doe deceased", &["Anna Bell", "Carl Doe"]);
        check("Anna - Year 4", &["Anna"]);
        check("", &[]);
        check("/ & ;", &[]);
    }
}
