//! Page headers and footers of a sheet: their elements, and the codes in their text (ECMA-376 part 1, 18.3.1.46).

/// Whether an element holds a page header or footer.
pub(super) fn is_header_footer(name: &[u8]) -> bool {
    matches!(name, b"oddHeader" | b"oddFooter" | b"evenHeader" | b"evenFooter" | b"firstHeader" | b"firstFooter")
}

/// The text of a header without its codes: `&L&"Arial,Bold"&10Course &P` is `Course`, with a line for each of the three
/// places.
pub(in crate::extract) fn strip_codes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '&' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('&') => plain.push('&'),
            Some('"') => while characters.next().is_some_and(|inner| inner != '"') {},
            Some('L' | 'C' | 'R') if !plain.is_empty() => plain.push('\n'),
            Some('K') => characters.by_ref().take(6).for_each(drop),
            Some(digit) if digit.is_ascii_digit() => while characters.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    plain.trim().to_owned()
}
