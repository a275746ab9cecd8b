//! How a table cell reads as a person's name. A cell alone proves little: the caller judges the column.

use super::super::lexicon::{self, Flag};
use super::token::{self, Gap, Shape, Token, Tokens};
use super::weigh;
use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_64;

/// A longer cell is no name.
const MAX_CELL: usize = 120;
/// Nor is one with more words.
const MAX_WORDS: usize = 9;
/// What a title adds.
const TITLED: f32 = 2.0;
/// What the comma of `Surname, Given` adds.
const COMMA: f32 = 0.4;
/// What a cell without capitals loses.
const NO_CAPITALS: f32 = 0.7;
/// A word that is no name at all ends the shape from this ordinariness on.
const ORDINARY_FROM: u8 = 4;

/// What a whole cell looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NameShape {
    /// `Given Surname`, `Surname, Given`, with titles, initials and particles, in any case.
    Full,
    /// One word that is a given name before all.
    Given,
    /// One word that is a surname before all.
    Surname,
    /// One capitalised word (or hyphenated compound) that no list knows.
    Unknown,
    /// No name's shape.
    #[default]
    None,
}

/// One cell as a name. Levels run from 0 to 9.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct CellName {
    /// Its shape.
    pub(crate) shape: NameShape,
    /// How much it looks like a name by itself, 0 to 1.
    pub(crate) score: f32,
    /// Best given-name level among the words.
    pub(crate) given: u8,
    /// Best surname level among the words.
    pub(crate) surname: u8,
    /// Lowest ordinary-word level among the words: high where every word is ordinary.
    pub(crate) ordinary: u8,
    /// Whether a word of an organisation's name stands in it.
    pub(crate) organisation: bool,
    /// Whether a word of a place's name, a city or a country stands in it.
    pub(crate) place: bool,
    /// Whether a title (`Mrs`, `Dr`) begins it.
    pub(crate) titled: bool,
}

impl CellName {
    /// Whether the gazetteer knows a word of it as a name.
    pub(crate) fn in_gazetteer(&self) -> bool {
        self.given > 0 || self.surname > 0
    }
}

/// Reads a whole cell.
pub(crate) fn cell_shape(text: &str) -> CellName {
    let text = without_remark(text.trim());
    let mut tokens = Tokens::new();
    if text.is_empty() || text.len() > MAX_CELL || text.contains('@') {
        return CellName::default();
    }
    token::tokenize_cell(text, &mut tokens);
    if tokens.is_empty() || tokens.len() > MAX_WORDS {
        return CellName::default();
    }
    let mut cell = levels(&tokens);
    // `Sierra Leone`: a thing that is written as a name.
    cell.organisation |= super::super::lexicon::word(text).entry.has(Flag::Brand);
    let words = without_titles(&tokens, &mut cell);
    if ends(&tokens) && has_name_form(words) {
        judge(words, &mut cell);
    }
    cell
}

/// `Anna Smith (maternity cover)` without its remark.
fn without_remark(text: &str) -> &str {
    match text.find(['(', '[']) {
        Some(at) if at > 0 => text.get(..at).unwrap_or(text).trim_end(),
        _ => text,
    }
}

fn levels(tokens: &[Token]) -> CellName {
    let mut cell = CellName { ordinary: 9, ..CellName::default() };
    for token in tokens.iter().filter(|token| !matches!(token.shape, Shape::Initial | Shape::Number)) {
        let entry = token.word.entry;
        if entry.has(Flag::Title) || entry.has(Flag::Particle) {
            continue;
        }
        cell.given = cell.given.max(entry.given());
        cell.surname = cell.surname.max(entry.surname());
        cell.ordinary = cell.ordinary.min(entry.ordinary());
        // A usual surname (`Banks`, `Hall`) says nothing of an organisation or a place by itself.
        let rare = entry.surname() < 6;
        cell.organisation |= rare && (entry.has(Flag::Organisation) || entry.has(Flag::Brand));
        cell.place |= rare && [Flag::Place, Flag::City, Flag::Country].into_iter().any(|flag| entry.has(flag));
    }
    cell
}

/// The words between leading titles and trailing degrees.
fn without_titles<'a>(mut tokens: &'a [Token], cell: &mut CellName) -> &'a [Token] {
    while let [first, rest @ ..] = tokens
        && !rest.is_empty()
        && first.has(Flag::Title)
    {
        cell.titled = true;
        tokens = rest;
    }
    while let [rest @ .., last] = tokens
        && rest.len() > 1
        && last.has(Flag::Title)
        && last.word.entry.surname() < 3
    {
        tokens = rest;
    }
    tokens
}

/// Whether the words and what stands between them can be one name and nothing else.
fn has_name_form(words: &[Token]) -> bool {
    let commas = words.iter().rev().skip(1).filter(|token| token.gap == Gap::Comma).count();
    let gaps = words.iter().rev().skip(1).all(|token| match token.gap {
        Gap::Space => true,
        Gap::Comma => commas == 1,
        Gap::Point | Gap::TightPoint => {
            token.shape == Shape::Initial || token.has(Flag::Title) || token.end - token.start <= 2
        }
        _ => false,
    });
    let capitals = words.iter().any(|token| token.is_name_like() && token.shape != Shape::Initial);
    let forms = words.iter().all(|token| match token.shape {
        Shape::Lower => !capitals || token.has(Flag::Particle),
        Shape::Number | Shape::Other => false,
        _ => !token.possessive,
    });
    gaps && forms
}

/// Whether nothing but a point follows the last word.
fn ends(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|last| matches!(last.gap, Gap::End | Gap::Point | Gap::TightPoint | Gap::Comma))
}

fn judge(words: &[Token], cell: &mut CellName) {
    let comma = words.iter().rev().skip(1).any(|token| token.gap == Gap::Comma);
    let lower = words.iter().all(|token| token.shape == Shape::Lower);
    let names: SmallVec<[Token; 16]> = words
        .iter()
        .enumerate()
        .filter(|(at, token)| *at + 1 == words.len() || !token.has(Flag::Particle))
        .map(|(_, token)| *token)
        .collect();
    let solid = names.iter().filter(|token| token.shape != Shape::Initial).count();
    let common = |token: &Token| {
        let entry = token.word.entry;
        entry.given() == 0 && entry.surname() == 0 && entry.ordinary() >= ORDINARY_FROM
    };
    if solid == 0 || names.len() > 6 || names.iter().any(common) {
        return;
    }
    let mut odds = if cell.titled { TITLED } else { 0.0 };
    if lower {
        odds -= NO_CAPITALS;
    }
    if let [only] = names.as_slice() {
        single(only, odds, words.len() > 1, cell);
        return;
    }
    odds += order(&names, comma) - weigh::FULL_BIAS;
    cell.shape = NameShape::Full;
    cell.score = weigh::score(odds);
}

/// Log-odds of the words in the order that fits best.
fn order(names: &[Token], comma: bool) -> f32 {
    let [first, middle @ .., last] = names else { return 0.0 };
    if comma {
        return weigh::full(last, middle, first) + COMMA;
    }
    weigh::full(first, middle, last).max(weigh::full(last, middle, first) - weigh::REVERSED)
}

fn single(word: &Token, bonus: f32, particle: bool, cell: &mut CellName) {
    let entry = word.word.entry;
    let (given, surname) = (weigh::given(word), weigh::surname(word));
    cell.shape = match (entry.given(), entry.surname()) {
        _ if word.shape == Shape::Initial => NameShape::None,
        (0, 0) if entry.is_known() => NameShape::None,
        (0, 0) => NameShape::Unknown,
        _ if particle || cell.titled => NameShape::Surname,
        (given, surname) if given >= surname => NameShape::Given,
        _ => NameShape::Surname,
    };
    if cell.shape != NameShape::None {
        cell.score = weigh::score(given.max(surname) + bonus - weigh::SINGLE_BIAS);
    }
}

/// The identity of a name: its folded words without titles, whatever their order (`Smith, John` is `John Smith`).
pub(crate) fn key(text: &str) -> u64 {
    let mut keys: SmallVec<[u64; 8]> = words(without_remark(text)).take(8).collect();
    keys.sort_unstable();
    keys.iter().fold(0, |mixed, key| xxh3_64(&(mixed ^ key).to_le_bytes()))
}

/// The keys of the words of a name, without titles.
pub(super) fn words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !(c.is_alphanumeric() || token::is_apostrophe(c) || token::is_mark(c)))
        .map(lexicon::word)
        .filter(|word| word.key != 0)
        .enumerate()
        // `Major` and `Judge` are surnames too: only in front they are titles for sure.
        .filter(|(at, word)| !(word.entry.has(Flag::Title) && (*at == 0 || word.entry.surname() < 3)))
        .map(|(_, word)| word.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_show_their_shape() {
        let check = |want: NameShape, range: std::ops::Range<f32>, cells: &[&str]| {
            for text in cells {
                let cell = cell_shape(text);
                assert_eq!(cell.shape, want, "{text} {cell:?}");
                assert!(range.contains(&cell.score), "{text} {cell:?}");
            }
        };
        use NameShape::{Full, Given, None, Surname, Unknown};
        let sure = [
            "John Smith",
            "SMITH, John",
            "Smith, John",
            "JOHN SMITH",
            "Dr. Anna Jones",
            "Mrs Mary O'Brien",
            "Mary O\u{2019}Brien",
            "Jean-Pierre Dupont",
            "Jürgen Müller",
            "Peter van der Berg",
            "Maria de la Cruz",
            "J. R. Smith",
            "Smith, J.",
            "Anna Smith (maternity cover)",
            "Anna Smith PhD",
            "Mohammed Al-Khan",
            "Sean McDonald",
            "Иван Иванов",
        ];
        check(Full, 0.6..1.0, &sure);
        check(Full, 0.25..0.6, &["Zsombor Ozsvart", "OZSVART ZSOMBOR", "Tuoyo Ngarimu"]);
        check(Given, 0.0..0.7, &["Anna", "Michael", "Anne-Marie"]);
        check(Surname, 0.0..0.7, &["Smith", "O'Brien", "van der Berg"]);
        check(Surname, 0.7..1.0, &["Mr Smith", "Prof. Jones"]);
        check(Unknown, 0.0..0.3, &["Ozsvart"]);
        check(
            None,
            0.0..0.01,
            &[
                "",
                "-",
                "N/A",
                "12",
                "Training Room",
                "Q1 2024",
                "john@x.org",
                "Completed",
                "Not Started",
                "Session 1",
                "Leadership Development",
                "Windows 11",
                "See notes below, please",
                "a / b",
                "Yes",
                "Project Manager",
            ],
        );
    }

    #[test]
    fn organisations_and_places_are_marked() {
        for text in ["Baker Tilly LLP", "Jones University", "Barclays Bank"] {
            assert!(cell_shape(text).organisation, "{text}");
        }
        for text in ["Baker Street", "Manchester", "Heathrow Airport"] {
            assert!(cell_shape(text).place, "{text}");
        }
        assert!(!cell_shape("Anna Hall").place);
    }

    #[test]
    fn keys_do_not_depend_on_order_and_dress() {
        let same = [
            "John Smith",
            "Smith, John",
            "SMITH John",
            "Mr John Smith",
            "Smith, Mr. John",
            "john_smith",
            "John Smith (HR)",
        ];
        for text in same {
            assert_eq!(key(text), key("John Smith"), "{text}");
        }
        assert_eq!(key("Zoë O’Neill"), key("ZOE O'NEILL"));
        assert_eq!(key("Anne-Marie Müller"), key("Anne Marie Muller"));
        assert_ne!(key("John Smith"), key("John Smyth"));
        assert_ne!(key("John Smith"), key("John John Smith"));
        assert_ne!(key("John Major"), key("John"));
        assert_eq!(key(""), 0);
    }
}
