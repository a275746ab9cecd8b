//! What holds a possible name back whatever the model says of it: acronyms, words of identifiers, words of a script without
//! capitals. The model was never shown enough of them to know.

use super::document::Known;
use super::reading::Possible;
use super::window::Form;

/// What is held back scores no more.
pub(super) const HELD: f32 = 0.49;

/// Longest word in capitals that can be an acronym.
const ACRONYM: usize = 5;

/// Whether a possible name is rather something else, and nothing beside its looks says that it is one.
pub(super) fn holds_back(text: &str, possible: &Possible, known: &Known<'_>) -> bool {
    let written = text.get(possible.span.clone()).unwrap_or_default();
    let upper = is_upper(written);
    let single = possible.form == Form::Single;
    (upper || single) && is_part_of_identifier(text, possible)
        || is_flag(text, written, possible.span.start)
        || (!possible.notes.is_usual() && (upper && is_short(written) || is_uncased(written))
            || is_article(text, written, possible.span.end))
            && !known.is_said(possible)
}

fn is_upper(written: &str) -> bool {
    !written.chars().any(char::is_lowercase) && written.chars().any(char::is_uppercase)
}

/// Whether every word is as short as acronyms are, and one of them is more than an initial.
fn is_short(written: &str) -> bool {
    let words = || written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().all(|word| word.len() <= ACRONYM) && words().any(|word| word.len() > 1)
}

/// Whether the script has no capitals to tell names by; an initial of another one may stand in front.
fn is_uncased(written: &str) -> bool {
    let uncased = |c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase();
    !written.contains(char::is_lowercase) && written.contains(uncased)
}

/// `A Rust crate`: an article, a capitalised word, and the sentence goes on.
fn is_article(text: &str, written: &str, end: usize) -> bool {
    let one = written.strip_prefix("A ").is_some_and(|rest| !rest.contains([' ', '.']));
    let behind = text.get(end..).and_then(|behind| behind.strip_prefix(' '));
    one && behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// `-D Name=1`: a flag and its value.
fn is_flag(text: &str, written: &str, start: usize) -> bool {
    let letter = matches!(written.as_bytes(), [b'A'..=b'Z', b' ', ..]);
    letter && text.get(..start).is_some_and(|before| before == "-" || before.ends_with(" -"))
}

/// Whether a word goes on behind an underscore, a double colon, an arrow: `TOKEN_READ, STANDARD_RIGHTS`, `Mail::Field`.
fn is_part_of_identifier(text: &str, possible: &Possible) -> bool {
    let before = text.get(..possible.span.start).unwrap_or_default().as_bytes();
    let behind = text.get(possible.span.end..).unwrap_or_default().as_bytes();
    matches!(before, [.., b'_'] | [.., b':', b':'] | [.., b'-', b'>'] | [.., b'$'] | [.., b'\\'])
        || matches!(behind, [b'_', ..] | [b':', b':', ..] | [b'-', b'>', ..] | [b'(', b')', ..])
}

#[cfg(test)]
mod tests {
    use super::super::{Finder, Hints};

    /// A text, and whether a name is found in it at medium confidence or more.
    fn check(cases: &[(&str, bool)]) {
        for (text, want) in cases {
            let mut found = Vec::new();
            Finder.in_prose(text, &Hints::default(), &mut found);
            let have: Vec<_> = found.iter().filter(|name| name.score >= 0.5).collect();
            assert_eq!(!have.is_empty(), *want, "{text:?} {have:?}");
        }
    }

    #[test]
    fn acronyms_and_identifiers_are_held_back() {
        check(&[
            ("Support for XKQ VTOR was added by ZUL RIB.", false),
            ("struct { TOKEN_READ, STANDARD_WRITE }", false),
            ("use Mail::Field; Mail::Baker->new", false),
            ("A Zortrax crate for readers. A Zortrax query runs.", false),
            ("cc -D Kestrow=10 -D Baker=30", false),
            ("Attendees: KIM LEE, JOHN SMITH", true),
            ("JOHN SMITH did not attend.", true),
        ]);
    }

    #[test]
    fn scripts_without_capitals_are_held_back() {
        check(&[
            ("เปิดไฟล์ แล้วเลือก บันทึก จากเมนู", false),
            ("שגיאה בחיבור לשרת", false),
            ("የእግር ኳስ ቡድን", false),
            ("|Q  \u{64e} |T لإ |Y إ |", false),
        ]);
    }
}
