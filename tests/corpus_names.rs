//! The people of the corpus stand in no list of the program: finding them takes evidence.

use std::collections::HashSet;
use std::error::Error;
use std::fs;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

#[test]
fn no_name_of_the_corpus_is_in_the_gazetteer() -> Result<(), Box<dyn Error>> {
    let gazetteer = words_of(&fs::read_to_string("rules/lexicon/names.tsv")?, 0..1);
    let people = words_of(&fs::read_to_string("corpus/make/people.tsv")?, 1..3);
    assert!(gazetteer.len() > 50_000 && people.len() > 1_000, "a list is empty: {} {}", gazetteer.len(), people.len());
    let both: Vec<_> = people.intersection(&gazetteer).collect();
    assert!(both.is_empty(), "in both lists (draw anew with `make.py --people`): {both:?}");
    Ok(())
}

#[test]
fn folding_brings_the_spellings_of_a_name_together() {
    let check = |text: &str, want: &str| assert_eq!(words(text).collect::<Vec<_>>(), [want]);
    check("Žukauskas", "zukauskas");
    check("IŞIL", "isil");
    check("Þórður", "thordur");
    check("Əliyev", "eliyev");
    check("Køber", "kober");
}

/// The folded words of some columns of a table with tabs; a line that begins with `#` is a comment.
fn words_of(table: &str, columns: std::ops::Range<usize>) -> HashSet<String> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|row| row.split('\t').skip(columns.start).take(columns.len())).flat_map(words).collect()
}

/// The words of a name without case and diacritics.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c)).filter(|word| !word.is_empty()).map(fold)
}

fn fold(word: &str) -> String {
    let plain: String = word.to_lowercase().nfkd().filter(|&c| !is_combining_mark(c)).collect();
    plain.chars().fold(String::new(), |mut folded, c| {
        match c {
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ə' => folded.push('e'),
            'þ' => folded.push_str("th"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            other => folded.push(other),
        }
        folded
    })
}
