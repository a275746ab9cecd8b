//! The local part of an e-mail address as a person's name.

use super::super::lexicon::{self, Folded, Word};
use super::token::{is_apostrophe, is_mark};
use smallvec::SmallVec;

/// A longer local part is no name.
const MAX_LOCAL: usize = 64;
/// Words of a name that are compared with a local part.
const MAX_WORDS: usize = 5;
/// A part from this ordinariness on, that is in no list of names, tells of a role mailbox.
const ORDINARY_FROM: u8 = 3;

/// The keys ([`word`](super::super::lexicon::word)) of the name words in a local part that reads like a name (`john.smith`,
/// `j.smith`, `smithj`); empty where it does not (`info`, `x83k2`). Of a local part without separator that no list explains
/// the possible readings are given.
pub(crate) fn email_tokens(local: &str) -> SmallVec<[u64; 4]> {
    let mut found = SmallVec::new();
    let local = bare(local);
    let mut parts = parts(local);
    match (parts.next(), parts.next()) {
        (Some(only), None) => glued(only, &mut found),
        (Some(_), Some(_)) => separated(local, &mut found),
        _ => {}
    }
    found
}

/// Without sub-address and without the digits that make it unique.
fn bare(local: &str) -> &str {
    let local = local.split('+').next().unwrap_or_default();
    if local.len() > MAX_LOCAL { "" } else { local.trim_end_matches(|c: char| c.is_ascii_digit()) }
}

fn parts(local: &str) -> impl Iterator<Item = &str> {
    local.split(['.', '_', '-']).filter(|part| !part.is_empty())
}

/// `john.smith`: every part a name, an initial or a word that no list knows.
fn separated(local: &str, found: &mut SmallVec<[u64; 4]>) {
    for part in parts(local).take(5) {
        let part = part.trim_end_matches(|c: char| c.is_ascii_digit());
        let word = lexicon::word(part);
        if word.entry.has(lexicon::Flag::Particle) {
            continue;
        }
        if part.is_empty() || part.contains(|c: char| c.is_numeric()) || is_no_name(&word, 5) {
            found.clear();
            return;
        }
        if part.chars().nth(1).is_some() {
            found.push(word.key);
        }
    }
}

/// Whether a word is more ordinary than it is a name by `lead` levels, or known for something else.
fn is_no_name(word: &Word, lead: u8) -> bool {
    let entry = word.entry;
    entry.has(lexicon::Flag::Role)
        || entry.ordinary() >= ORDINARY_FROM && entry.given().max(entry.surname()) + lead <= entry.ordinary()
        || entry.given() == 0 && entry.surname() == 0 && entry.is_known()
}

/// `smith`, `jsmith`, `smithj`, `johnsmith`.
fn glued(part: &str, found: &mut SmallVec<[u64; 4]>) {
    let Some(folded) = lexicon::fold(part) else { return };
    let Ok(text) = std::str::from_utf8(folded.bytes()) else { return };
    let whole = folded.word();
    if text.len() < 3 || text.contains(|c: char| c.is_numeric()) || is_no_name(&whole, 3) {
        return;
    }
    let tail = text.char_indices().nth(1).and_then(|(at, _)| text.get(at..)).map(lexicon::word).unwrap_or_default();
    let head =
        text.char_indices().next_back().and_then(|(at, _)| text.get(..at)).map(lexicon::word).unwrap_or_default();
    let level = |word: &Word| word.entry.given().max(word.entry.surname());
    // The rarest surnames are often another name and an initial.
    if whole.entry.is_known() && (level(&whole) > 2 || level(&tail).max(level(&head)) < 5) {
        found.push(whole.key);
        return;
    }
    if let Some((given, surname)) = best_cut(text) {
        found.extend([given.key, surname.key]);
        return;
    }
    let known = |word: &Word| word.entry.surname() >= 2;
    match (known(&tail), known(&head)) {
        (true, _) => found.push(tail.key),
        (_, true) => found.push(head.key),
        _ => found.extend([whole.key, tail.key, head.key]),
    }
}

/// `johnsmith` cut where both halves are known best.
fn best_cut(text: &str) -> Option<(Word, Word)> {
    let worth = |(given, surname): &(Word, Word)| {
        let (given, surname) = (given.entry.given(), surname.entry.surname());
        if given < 4 || surname < 2 { 0 } else { given + surname }
    };
    text.char_indices()
        .skip(3)
        .map(|(at, _)| text.split_at(at))
        .filter(|(_, tail)| tail.len() >= 3)
        .map(|(head, tail)| (lexicon::word(head), lexicon::word(tail)))
        .filter(|pair| worth(pair) > 0)
        .max_by_key(worth)
}

/// Whether a local part can be the address of the person of this name: made of whole words of it and initials of others.
pub(crate) fn agrees(name: &str, local: &str) -> bool {
    let plain = words(name, false);
    let Some(local) = letters(bare(local)) else { return false };
    let fits = |words: &[Folded]| fits(local.bytes(), words, 0, 0, false);
    fits(&plain) || (!name.is_ascii() && fits(&words(name, true)))
}

/// The words of a name without titles; with umlauts written out if `spelt`.
fn words(name: &str, spelt: bool) -> SmallVec<[Folded; MAX_WORDS]> {
    name.split(|c: char| !(c.is_alphanumeric() || is_apostrophe(c) || is_mark(c)))
        .filter_map(|word| if spelt { lexicon::fold(&spell_out(word)) } else { lexicon::fold(word) })
        .filter(|word| !word.word().entry.has(lexicon::Flag::Title))
        .take(MAX_WORDS)
        .collect()
}

fn spell_out(word: &str) -> String {
    let mut spelt = String::with_capacity(word.len() + 2);
    for c in word.chars().take(MAX_LOCAL) {
        match c {
            'ä' | 'Ä' | 'æ' | 'Æ' => spelt.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => spelt.push_str("oe"),
            'ü' | 'Ü' => spelt.push_str("ue"),
            'å' | 'Å' => spelt.push_str("aa"),
            _ => spelt.push(c),
        }
    }
    spelt
}

/// The local part without separators and digits.
fn letters(local: &str) -> Option<Folded> {
    lexicon::fold(local).filter(|folded| !folded.bytes().iter().any(u8::is_ascii_digit))
}

/// Whether `rest` is made of unused words of the name, whole or as initials: at least two of them, or one long one, and at
/// least one whole. At most five words: the search is small.
fn fits(rest: &[u8], words: &[Folded], used: u8, count: usize, whole: bool) -> bool {
    if rest.is_empty() {
        return whole && count >= 2;
    }
    if count == 0 && words.iter().any(|word| word.bytes() == rest && rest.len() >= 4) {
        return true;
    }
    words.iter().enumerate().filter(|(at, _)| used & (1 << at) == 0).any(|(at, word)| {
        let used = used | 1 << at;
        let bytes = word.bytes();
        let by_word =
            bytes.len() >= 2 && rest.strip_prefix(bytes).is_some_and(|rest| fits(rest, words, used, count + 1, true));
        by_word
            || bytes.first().is_some_and(|first| rest.first() == Some(first))
                && fits(rest.get(1..).unwrap_or_default(), words, used, count + 1, whole)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_parts_give_their_names() {
        let check = |local: &str, want: &[&str]| {
            let want: Vec<u64> = want.iter().map(|word| lexicon::word(word).key).collect();
            assert_eq!(email_tokens(local).as_slice(), want, "{local}");
        };
        check("john.smith", &["john", "smith"]);
        check("J.Smith2", &["smith"]);
        check("smithj", &["smith"]);
        check("jsmith", &["smith"]);
        check("johnsmith", &["john", "smith"]);
        check("anna_maria-jones+news", &["anna", "maria", "jones"]);
        check("zsombor.ozsvart", &["zsombor", "ozsvart"]);
        check("p.van.vliet", &["vliet"]);
        let no_name = [
            "info",
            "sales",
            "no-reply",
            "customer.service",
            "hr",
            "x83k2",
            "accounts",
            "",
            "12345",
            "a",
            "training.team",
            "office",
        ];
        for local in no_name {
            check(local, &[]);
        }
    }

    #[test]
    fn local_parts_agree_with_names() {
        let check = |name: &str, local: &str, want: bool| assert_eq!(agrees(name, local), want, "{name} {local}");
        for local in
            ["john.smith", "j.smith", "jsmith", "smithj", "smith.john", "johns", "john_smith7", "smith", "JSmith"]
        {
            check("John Smith", local, true);
            check("Smith, Mr John", local, true);
        }
        for local in ["jane.smythe", "info", "jon", "js", "john.jones", "", "9", "smithjohnson"] {
            check("John Smith", local, false);
        }
        check("Anne-Marie O\u{2019}Neill", "annemarie.oneill", true);
        check("Anne-Marie O'Neill", "am.oneill", true);
        check("Jürgen Müller", "juergen.mueller", true);
        check("Jürgen Müller", "j.muller", true);
        check("Łukasz Żółw", "lukasz.zolw", true);
        check("Pieter van der Vliet", "p.vandervliet", true);
        check("", "", false);
    }
}
