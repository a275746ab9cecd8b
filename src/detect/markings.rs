//! Confidentiality markings: a document that says of itself that it is confidential. The phrases stand in
//! `rules/markings/`; running text about confidentiality, contracts and mail disclaimers are no markings.

#[cfg(test)]
mod tests;

use super::sensitive::lexicon::Lexicon;
use super::sensitive::words::{self, Word};
use crate::document::Role;
use smallvec::SmallVec;
use std::ops::Range;

/// The embedded phrases.
const PHRASES: &str = include_str!("../../rules/markings/confidential.txt");
/// A longer line is a sentence, not a marking.
const LONGEST_LINE: usize = 120;
/// A longer header, title or property is prose.
const LONGEST_TEXT: usize = 400;
/// Words a line or title may have at most.
const MOST_WORDS: usize = 12;

/// How a phrase marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// By itself.
    Phrase,
    /// Where it stands apart.
    Word,
    /// Where it is all there is.
    Whole,
    /// Where a line begins with it, however it goes on: `This report is confidential and ...`.
    Opening,
    /// Not at all: beside it, another one says nothing of the document.
    Thing,
}

/// The phrases that mark a document, compiled once.
pub(crate) struct Markings {
    phrases: Lexicon<(u16, Kind)>,
    names: Vec<&'static str>,
    /// The company's own phrases, as hashes of their words.
    boilerplate: Vec<Vec<u64>>,
}

impl Markings {
    /// Compiles the phrases; one within a phrase of `boilerplate` marks nothing.
    pub(crate) fn new(boilerplate: &[String]) -> Self {
        let mut markings = Self {
            phrases: Lexicon::default(),
            names: Vec::new(),
            boilerplate: boilerplate
                .iter()
                .map(|phrase| hashes(phrase).to_vec())
                .filter(|all| !all.is_empty())
                .collect(),
        };
        let lines = PHRASES.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '[']));
        for (number, line) in (0..).zip(lines) {
            let (kind, name) = match line.split_at_checked(2) {
                Some(("~ ", word)) => (Kind::Word, word),
                Some(("= ", word)) => (Kind::Whole, word),
                Some(("^ ", phrase)) => (Kind::Opening, phrase),
                Some(("! ", word)) => (Kind::Thing, word),
                _ => (Kind::Phrase, line),
            };
            markings.names.push(name);
            markings.phrases.add_unless(name, (number, kind), |_| true);
        }
        markings
    }

    /// The pack's name of the phrase by which `text` marks its document. Of a path only the last part counts. Body text only
    /// counts where it is a line of its own; a caller passes the first lines of a document, not its whole.
    pub(crate) fn find(&self, text: &str, role: Role) -> Option<&'static str> {
        match role {
            Role::Path => self.path(text),
            Role::Heading | Role::HeaderFooter | Role::Property => {
                if text.len() > LONGEST_TEXT {
                    return None;
                }
                text.split(['\n', '\t']).find_map(|line| self.line(line, false))
            }
            Role::Body => text.lines().find_map(|line| match line.len() <= LONGEST_LINE {
                true => self.line(line, true),
                false => self.opening(line),
            }),
            Role::Comment | Role::Author | Role::Machine => None,
        }
    }

    fn path(&self, text: &str) -> Option<&'static str> {
        let name = text.rsplit(['/', '\\']).find(|part| !part.is_empty())?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
        let folder = stem.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end();
        if folder.eq_ignore_ascii_case("confidential") && (name == stem || stem.starts_with('0')) {
            return None;
        }
        let found = self.marks(stem).find(|found| matches!(found.kind, Kind::Phrase | Kind::Word))?;
        self.accept(stem, &found, false)
    }

    /// The phrase with which a long line begins.
    fn opening(&self, line: &str) -> Option<&'static str> {
        let start = line.get(..line.floor_char_boundary(LONGEST_LINE))?.trim_start();
        let found = self.marks(start).next().filter(|found| found.kind == Kind::Opening && found.span.start == 0)?;
        self.accept(start, &found, false)
    }

    fn line(&self, line: &str, body: bool) -> Option<&'static str> {
        let line = line.trim();
        if let Some(phrase) = self.opening(line) {
            return Some(phrase);
        }
        let mut found = self.marks(line).filter(|found| found.kind != Kind::Thing).peekable();
        found.peek()?;
        if hashes(line).len() > MOST_WORDS {
            return None;
        }
        let stands = |found: &Found| match found.kind {
            Kind::Phrase => !body || is_apart(line, &found.span),
            Kind::Word => stands_out(line, &found.span, body),
            Kind::Whole => is_whole(line, &found.span),
            Kind::Opening | Kind::Thing => false,
        };
        found.find(stands).and_then(|found| self.accept(line, &found, true))
    }

    /// The name of what was found, unless a neighbour makes it a thing or it is boilerplate.
    fn accept(&self, text: &str, found: &Found, anywhere: bool) -> Option<&'static str> {
        let mut things = self.marks(text).filter(|other| other.kind == Kind::Thing);
        let beside = |other: &Found| {
            let gap = if other.span.start >= found.span.end {
                found.span.end..other.span.start
            } else {
                other.span.end..found.span.start
            };
            anywhere || text.get(gap).is_some_and(|gap| gap.len() <= 2)
        };
        if things.any(|other| beside(&other)) || self.is_boilerplate(text, &found.span) {
            return None;
        }
        self.names.get(usize::from(found.number)).copied()
    }

    fn is_boilerplate(&self, text: &str, span: &Range<usize>) -> bool {
        let all = hashes(text);
        let before = hashes(text.get(..span.start).unwrap_or_default()).len();
        let length = hashes(text.get(span.clone()).unwrap_or_default()).len();
        self.boilerplate.iter().any(|own| {
            let mut places = all.windows(own.len()).enumerate().filter(|(_, words)| *words == own);
            places.any(|(at, _)| at <= before && before + length <= at + own.len())
        })
    }

    fn marks<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        self.phrases.phrases(text).map(|(span, (number, kind))| Found { span, number, kind })
    }
}

/// A phrase of the pack in a text.
struct Found {
    span: Range<usize>,
    number: u16,
    kind: Kind,
}

fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    std::iter::successors(words::next(text, 0), |word| words::next(text, word.end))
}

/// A longer text is cut: it is none that a marking or the company's boilerplate could be.
fn hashes(text: &str) -> SmallVec<[u64; 16]> {
    words(text).take(100).map(|word| word.hash).collect()
}

/// Whether nothing but marks of punctuation and numbers stands beside it.
fn is_whole(line: &str, span: &Range<usize>) -> bool {
    words(line).all(|word| word.number || (word.start >= span.start && word.end <= span.end))
}

/// Whether it begins and ends at an edge or at a mark that sets it apart.
fn is_apart(line: &str, span: &Range<usize>) -> bool {
    let edge = |c: Option<char>| {
        c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | ',' | '/' | '&' | '"' | '“'))
    };
    let before = line.get(..span.start).unwrap_or_default().trim_end().chars().next_back();
    let after = line.get(span.end..).unwrap_or_default().trim_start().chars().next();
    edge(before) && edge(after)
}

/// Words of a label whose value says how secret a document is.
const LABELS: [&str; 22] = [
    "classification",
    "sensitivity",
    "status",
    "marking",
    "confidentiality",
    "distribution",
    "security",
    "document",
    "protective",
    "level",
    "klassifizierung",
    "einstufung",
    "vertraulichkeit",
    "vertraulichkeitsstufe",
    "confidentialité",
    "diffusion",
    "clasificación",
    "clasificacion",
    "classificazione",
    "riservatezza",
    "rubricering",
    "classificatie",
];

/// `Classification: Confidential`, and nothing else in the line.
fn is_labelled(line: &str, span: &Range<usize>) -> bool {
    let before = line.get(..span.start).unwrap_or_default().trim_end();
    let nothing = line.get(span.end..).is_some_and(|after| !after.contains(char::is_alphanumeric));
    let label = before.strip_suffix([':', '–', '-']).map(str::to_lowercase);
    nothing
        && label.is_some_and(|label| {
            let mut words = label.split_whitespace().take(5);
            words.clone().count() <= 4 && words.any(|word| LABELS.contains(&word))
        })
}

/// Whether a single word is meant as a label: apart, and alone, in capitals, or, in a header, at its edge.
fn stands_out(line: &str, span: &Range<usize>, body: bool) -> bool {
    let word = line.get(span.clone()).unwrap_or_default();
    let capitals = !word.chars().any(char::is_lowercase);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if body && capital && !word.contains(' ') && is_labelled(line, span) {
        return true;
    }
    let few = words(line).filter(|word| !word.number).count() <= 5;
    if is_whole(line, span) {
        return capital || !body;
    }
    let apart = is_apart(line, span);
    let at_edge = span.start == 0 || span.end == line.len();
    (apart && (capitals || (capital && !body))) || (!body && capital && few && at_edge && (apart || capitals))
}
