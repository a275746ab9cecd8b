//! What at the edges of a span makes no difference: blanks, punctuation, titles, letters after a name.

/// Titles before a name.
const TITLES: &str = " mr mrs ms miss mx dr prof professor sir dame lord lady rev revd reverend fr father sister brother capt \
                      captain major col colonel cllr councillor judge justice herr frau mme mlle madame monsieur sr sra señor \
                      señora sig signor signora dhr mevr ";
/// Letters and words after one.
const AFTER: &str = " mbe obe cbe kbe kc qc mp msp phd md ba bsc ma msc mba llb frcs frcp fca aca ceng esq jr sr jnr snr ii iii iv rn \
                     cissp dl jp ";

/// The part of a span, in Unicode scalar values, that makes it what it is; none where nothing but marks stands in it.
pub(super) fn core(text: &str, start: u64, end: u64) -> Option<(u64, u64)> {
    let length = end.saturating_sub(start) as usize;
    let mut words: Vec<(u64, u64, String)> = Vec::new();
    let mut inside = false;
    for (at, letter) in (start..).zip(text.chars().skip(start as usize).take(length)) {
        match words.last_mut().filter(|_| inside && letter.is_alphanumeric()) {
            Some((_, to, word)) => {
                *to = at + 1;
                word.extend(letter.to_lowercase());
            }
            None if letter.is_alphanumeric() => words.push((at, at + 1, letter.to_lowercase().collect())),
            None => {}
        }
        inside = letter.is_alphanumeric();
    }
    let listed = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let mut kept = words.as_slice();
    while let [(.., first), rest @ ..] = kept
        && !rest.is_empty()
        && listed(TITLES, first)
    {
        kept = rest;
    }
    while let [rest @ .., (.., last)] = kept
        && !rest.is_empty()
        && listed(AFTER, last)
    {
        kept = rest;
    }
    Some((kept.first()?.0, kept.last()?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_make_no_difference() {
        let check = |span: &str, want: &str| {
            let found = core(span, 0, span.chars().count() as u64)
                .map(|(start, end)| span.chars().skip(start as usize).take((end - start) as usize).collect::<String>());
            assert_eq!(found.unwrap_or_default(), want, "{span:?}");
        };
        for (span, want) in [
            ("Mrs Clarke", "Clarke"),
            (" \"Dr. Emma Clarke,\" ", "Emma Clarke"),
            ("Prof. Dr. Emma Clarke, OBE, FRCS", "Emma Clarke"),
            ("İpek Öz", "İpek Öz"),
            ("Judge", "Judge"),
            ("Dean", "Dean"),
            ("...", ""),
            ("", ""),
        ] {
            check(span, want);
        }
    }
}
