//! Whether a word that no list knows is spelt as names are: three letters at a time, against ordinary words. The table is
//! counted by `build.rs` over the names and the words of `rules/lexicon/`.

/// Log-odds in eighths for each three letters (0 the edge of the word, 1 to 26 the letters).
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.looks.bin"));

/// How much a folded word looks like a name: 0 not at all, 7 very much.
pub(super) fn looks(word: &[u8]) -> u64 {
    let letters = || word.iter().map(|byte| letter(*byte)).chain([0]);
    let (mut before, mut last, mut sum, mut count) = (0, 0, 0_i32, 0_i32);
    for next in letters() {
        let weight = TABLE.get(before * 27 * 27 + last * 27 + next).copied().unwrap_or_default();
        sum += i32::from(weight as i8);
        count += 1;
        (before, last) = (last, next);
    }
    // From -1 to 1 in log-odds a letter on average.
    (sum / count.max(1) + 8).clamp(0, 15) as u64 / 2
}

fn letter(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_like_names() {
        let check = |name: &str, word: &str| {
            let (name_looks, word_looks) = (looks(name.as_bytes()), looks(word.as_bytes()));
            assert!(name_looks > word_looks, "{name} {name_looks}, {word} {word_looks}");
        };
        check("kazlauskas", "configuring");
        check("adeyemijo", "underpinning");
        check("zsombor", "unproven");
        assert!(looks(b"") < 8 && looks("\u{e9}1".as_bytes()) < 8);
    }
}
