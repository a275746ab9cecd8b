//! Text from outside made safe to show: names of files, clients and sheets are chosen by strangers.

use std::borrow::Cow;

/// The same text with everything replaced that a terminal obeys or that makes a name look like another one: control
/// characters, escapes, directional overrides, invisible characters.
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().any(deceives) {
        Cow::Owned(text.chars().map(|char| if deceives(char) { '\u{fffd}' } else { char }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// At most `most` characters of it; a cut is marked.
pub(super) fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}

fn deceives(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{00ad}' | '\u{180e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_deceives_is_shown() {
        let check = |text: &str, want: &str| assert_eq!(shown(text), want);
        check("Łukasz – O’Brien 李.xlsx", "Łukasz – O’Brien 李.xlsx");
        check("a\u{1b}[31mred\u{7}", "a\u{fffd}[31mred\u{fffd}");
        check("slx.\u{202e}exe", "slx.\u{fffd}exe");
        check("two\r\nlines\u{85}", "two\u{fffd}\u{fffd}lines\u{fffd}");
        check("zero\u{200b}width\u{feff}", "zero\u{fffd}width\u{fffd}");
    }

    #[test]
    fn a_cut_is_marked() {
        assert_eq!(clipped("naïve", 5), "naïve");
        assert_eq!(clipped("naïve", 3), "naï…");
    }
}
