//! The tables of `rules/lexicon/` and what the program makes of them.

use super::*;

const NAMES: &str = include_str!("../../../rules/lexicon/names.tsv");
const WORDS: &str = include_str!("../../../rules/lexicon/words.tsv");
const WITHHELD: &str = include_str!("../../../rules/lexicon/withheld.txt");
const LISTS: [(Flag, &str); 23] = [
    (Flag::Title, include_str!("../../../rules/lexicon/titles.txt")),
    (Flag::Particle, include_str!("../../../rules/lexicon/particles.txt")),
    (Flag::Organisation, include_str!("../../../rules/lexicon/organisations.txt")),
    (Flag::Place, include_str!("../../../rules/lexicon/places.txt")),
    (Flag::Eponym, include_str!("../../../rules/lexicon/eponyms.txt")),
    (Flag::Calendar, include_str!("../../../rules/lexicon/calendar.txt")),
    (Flag::Nationality, include_str!("../../../rules/lexicon/nationalities.txt")),
    (Flag::Country, include_str!("../../../rules/lexicon/countries.txt")),
    (Flag::City, include_str!("../../../rules/lexicon/cities.txt")),
    (Flag::Brand, include_str!("../../../rules/lexicon/brands.txt")),
    (Flag::Role, include_str!("../../../rules/lexicon/roles.txt")),
    (Flag::Greeting, include_str!("../../../rules/lexicon/cues/greetings.txt")),
    (Flag::Closing, include_str!("../../../rules/lexicon/cues/closings.txt")),
    (Flag::Dealing, include_str!("../../../rules/lexicon/cues/dealings.txt")),
    (Flag::Dealt, include_str!("../../../rules/lexicon/cues/dealt.txt")),
    (Flag::Link, include_str!("../../../rules/lexicon/cues/links.txt")),
    (Flag::Speech, include_str!("../../../rules/lexicon/cues/speech.txt")),
    (Flag::Job, include_str!("../../../rules/lexicon/cues/jobs.txt")),
    (Flag::WeakTitle, include_str!("../../../rules/lexicon/cues/weak-titles.txt")),
    (Flag::Article, include_str!("../../../rules/lexicon/cues/articles.txt")),
    (Flag::Preposition, include_str!("../../../rules/lexicon/cues/prepositions.txt")),
    (Flag::Conjunction, include_str!("../../../rules/lexicon/cues/conjunctions.txt")),
    (Flag::Label, include_str!("../../../rules/lexicon/cues/labels.txt")),
];

/// The word and the levels of each line of a table, in order.
fn rows(table: &str) -> impl Iterator<Item = (&str, u8, u8)> {
    table.lines().map(|line| {
        let mut fields = line.split('\t');
        let word = fields.next().unwrap();
        let mut level = || fields.next().map_or(0, |level| level.parse().unwrap());
        (word, level(), level())
    })
}

#[test]
fn tables_are_sorted_folded_and_in_range() {
    for table in [NAMES, WORDS] {
        let words: Vec<&str> = rows(table).map(|(word, ..)| word).collect();
        // By code point, as the script sorts; no word twice.
        assert!(words.is_sorted_by(|one, next| one.chars().lt(next.chars())));
        assert!(words.len() > 50_000);
        for (word, one, other) in rows(table) {
            assert!(one <= 9 && other <= 9 && one + other > 0, "{word}");
            assert_eq!(fold(word).unwrap().bytes(), word.as_bytes());
        }
    }
    for (flag, list) in LISTS {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                assert_eq!(fold(word).unwrap().bytes(), word.as_bytes(), "{flag:?}");
            }
        }
    }
}

#[test]
fn the_compiled_table_says_what_the_sources_say() {
    for (text, given, surname) in rows(NAMES) {
        let entry = word(text).entry;
        assert_eq!((entry.given(), entry.surname()), (given, surname), "{text}");
    }
    for (text, ordinary, _) in rows(WORDS) {
        assert_eq!(word(text).entry.ordinary(), ordinary, "{text}");
    }
    for (flag, list) in LISTS {
        for text in list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
            assert!(word(text).entry.has(flag), "{text} {flag:?}");
        }
    }
}

#[test]
fn nothing_withheld_is_in() {
    // Each stands in the lists of withheld locales only, and in neither census list.
    for text in [
        "Ceyhun",
        "Ctirad",
        "Jaanus",
        "Hyvärinen",
        "Csongor",
        "Jokūbas",
        "Podnieks",
        "Ďurišová",
        "Aanuoluwapo",
        "Hlophe",
    ] {
        assert!(!word(text).entry.is_known(), "{text}");
    }
    assert!(WITHHELD.lines().filter(|line| !line.starts_with('#')).count() >= 19);
}

#[test]
fn folding_unites_spellings() {
    let check = |one: &str, other: &str| assert_eq!(word(one), word(other), "{one} {other}");
    check("O'Brien", "o\u{2019}brien");
    check("O'BRIEN", "OBrien");
    check("Zoë", "ZOE\u{308}");
    check("François", "francois");
    check("Łukasz", "lukasz");
    check("Sørensen", "sorensen");
    check("Weiß", "WEISS");
    check("Æther", "aether");
    check("ﬁona", "fiona");
    assert_ne!(word("Smith").key, word("Smyth").key);
    assert_eq!(word(""), Word::default());
    assert_eq!(word("'-'"), Word::default());
    assert_eq!(word(&"a".repeat(1000)), Word::default());
}

#[test]
fn levels_follow_use() {
    let john = word("John").entry;
    assert!(john.given() >= 8 && john.ordinary() <= 5);
    assert!(word("Smith").entry.surname() == 9);
    assert!(word("will").entry.ordinary() == 9);
    assert!(word("training").entry.given() == 0 && word("training").entry.ordinary() >= 6);
    assert!(word("May").entry.has(Flag::Calendar) && word("May").entry.surname() > 0);
    assert!(!word("xqzzt").entry.is_known());
}
