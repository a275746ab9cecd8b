use super::*;
use crate::detect::names::{line::Line, model::MODEL, window};
use proptest::prelude::*;

/// Words of a line, all of them read character by character.
fn read(line: &str) -> Vec<(Cut, Gap)> {
    let mut cuts: Vec<(Cut, Gap)> = Vec::new();
    let mut at = 0;
    while let Some(start) = word::start(line, at) {
        if let Some((_, gap)) = cuts.last_mut() {
            *gap = read_gap(&line[at..start]);
        }
        let cut = Cut::read(line, start);
        at = cut.end;
        cuts.push((cut, Gap::End));
    }
    cuts
}

fn check(line: &str) {
    let mut at = 0;
    for (slow, gap_behind) in read(line) {
        let start = word::start(line, at).unwrap();
        let fast = Cut::at(line, start);
        assert_eq!(Cut { plain: false, ..fast }, slow, "{line}");
        assert!(!fast.plain || look_up(&line[start..fast.stem]) == lexicon::word(&line[start..fast.stem]), "{line}");
        let behind = word::start(line, fast.end);
        if let Some(behind) = behind {
            assert_eq!(gap(&line[fast.end..behind]), gap_behind, "{line}");
        }
        at = fast.end;
    }
    check_quiet(line);
}

/// Nothing may be lost by passing over a quiet line.
fn check_quiet(line: &str) {
    if !is_quiet(line) {
        return;
    }
    let mut tokens = Tokens::new();
    tokenize(line, &mut tokens);
    let line_of = Line::new(line, &tokens, false);
    (0..tokens.len()).for_each(|at| window::each(&line_of, at, |window| panic!("{window:?} in {line}")));
    let mut reading = super::super::Reading::default();
    reading.read(line, "", &MODEL, (0, 0), &mut tokens);
    assert!(reading.possible.is_empty() && reading.alone.is_empty() && reading.firms.is_empty(), "{line}");
}

/// What stands in lines of prose, in any order.
const PIECES: &[&str] = &[
    "The",
    "the",
    "We",
    "we'll",
    "We'll",
    "I",
    "A",
    "Dear",
    "dear",
    "Mr",
    "mr.",
    "von",
    "van der",
    "De",
    "de",
    "Smith",
    "smith",
    "Anna",
    "Table",
    "Monday",
    "However",
    "Ltd",
    "Street",
    "UK",
    "NHS",
    "it's",
    "It's",
    "Follow-up",
    "follow-up",
    "al-Sayed",
    "d'Arcy",
    "O'Brien",
    "McDonald",
    "2-Anna",
    "3rd",
    "B2B",
    "2024",
    "Zsombor",
    "élan",
    "Émile",
    "müller",
    "Müller",
    "李",
    "½",
    "don’t",
    "Smith’s",
    "Smith's",
    "JAMES'",
    "e\u{301}",
    "E\u{301}a",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "  ",
    ", ",
    ". ",
    ".",
    ": ",
    "; ",
    "-",
    " - ",
    " – ",
    "_",
    "@",
    "/",
    "&",
    " & ",
    "\t",
    "(",
    ") ",
    "'",
    "`",
    "“",
    "”",
    "\u{a0}",
    "²",
    "…",
];

#[test]
fn quiet_lines() {
    let check = |line: &str, want: bool| {
        assert_eq!(is_quiet(line), want, "{line}");
        check(line);
    };
    check("Participants open with a short exercise. We agreed to keep it, and it’s sent – soon.", true);
    check("", true);
    check("It's all on the drive; the café is über-full.", true);
    check("It went to Dear Table.", false);
    check("It went to mr. Table.", false);
    check("However, The", false);
    check("Please write to Anna Smith.", false);
    check("Zsombor", false);
    check("the van Table", false);
    check("The Écoles", false);
}

#[test]
fn capitals_of_eight_bytes() {
    for byte in 0..=255_u8 {
        for at in 0..16 {
            let mut bytes = [b'@'; 16];
            bytes[at] = byte;
            let want = (byte.is_ascii_uppercase() || byte >= 0x80).then_some(at);
            assert_eq!(word::next_capital(&bytes, 0), want);
        }
    }
}

#[test]
fn the_corpus_is_cut_alike() {
    let mut lines = 0;
    for file in std::fs::read_dir("corpus/detect/train").unwrap() {
        let Ok(text) = std::fs::read_to_string(file.unwrap().path()) else { continue };
        lines += text.lines().count();
        text.lines().for_each(check);
    }
    assert!(lines > 1000, "{lines}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn pieces_are_cut_alike(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14)) {
        check(&pieces.concat());
    }

    #[test]
    fn anything_is_cut_alike(text in "\\PC{0,40}") {
        check(&text);
    }
}
