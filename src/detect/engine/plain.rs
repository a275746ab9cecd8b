//! Characters that look like others or like nothing: full-width digits and letters, zero-width marks, soft hyphens. A text
//! that has any is read in plain characters, and what was found is told in places of the text as it stands.

use std::ops::Range;

/// A text in plain characters.
#[derive(Debug)]
pub(super) struct Plain {
    /// The text.
    pub(super) text: String,
    /// For each of its bytes, where its character stands in the original, and where that ends.
    places: Vec<(u32, u32)>,
}

impl Plain {
    /// Of a text; none where it is plain as it stands (or too large for a place).
    pub(super) fn of(text: &str) -> Option<Self> {
        if u32::try_from(text.len()).is_err() || !has_others(text.as_bytes()) {
            return None;
        }
        let mut made = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        for (at, letter) in text.char_indices() {
            if let Some(instead) = plain(letter) {
                made.text.push(instead);
                let place = (at as u32, (at + letter.len_utf8()) as u32);
                made.places.resize(made.text.len(), place);
            }
        }
        Some(made)
    }

    /// Where a part of it stands in the original.
    pub(super) fn original(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let (start, _) = self.places.get(span.start)?;
        let (_, end) = self.places.get(span.end.checked_sub(1)?)?;
        Some(*start as usize..*end as usize)
    }
}

/// Whether any of those characters stands there; told by the first bytes of their encodings.
fn has_others(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(0xc2, 0xe2, 0xef, bytes).any(|at| {
        matches!(
            bytes.get(at..).unwrap_or_default(),
            [0xc2, 0xad, ..]
                | [0xe2, 0x80, 0x8b..=0x8d, ..]
                | [0xe2, 0x81, 0xa0, ..]
                | [0xef, 0xbb, 0xbf, ..]
                | [0xef, 0xbc | 0xbd, ..]
        )
    })
}

/// The character that is read; none where nothing is.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        _ => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_original() {
        let text = "Tel. \u{200b}０７９ é\u{ad}n";
        let plain = Plain::of(text).unwrap();
        assert_eq!(plain.text, "Tel. 079 én");
        let at = plain.text.find("079").unwrap();
        assert_eq!(&text[plain.original(&(at..at + 3)).unwrap()], "０７９");
        let at = plain.text.find("én").unwrap();
        assert_eq!(&text[plain.original(&(at..at + 3)).unwrap()], "é\u{ad}n");
        assert!(Plain::of("plain ASCII").is_none() && Plain::of("naïve – “yes”").is_none());
    }
}
