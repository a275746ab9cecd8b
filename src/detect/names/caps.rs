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
        || (!possible.notes.is_usual() && (upper && is_short(written) || is_uncased(written)))
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

/// Whether the script has no capitals to tell names by.
fn is_uncased(written: &str) -> bool {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    letters.clone().next().is_some() && letters.all(|c| !c.is_uppercase() && !c.is_lowercase())
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
            ("Attendees: KIM LEE, JOHN SMITH", true),
            ("Dear Mr KUMO RIB,", true),
        ]);
    }

    #[test]
    fn scripts_without_capitals_are_held_back() {
        check(&[
            ("เปิดไฟล์ แล้วเลือก บันทึก จากเมนู", false),
            ("שגיאה בחיבור לשרת", false),
            ("የእግር ኳስ ቡድን", false),
        ]);
    }
}
