//! Names as a web export writes them: `0.%20Confidential`.

use std::borrow::Cow;

/// The name with its `%20` and the like decoded, where all of it was encoded: a name with a blank, or with a percent sign
/// that begins no such code, is left as it is.
pub fn decoded(name: &str) -> Cow<'_, str> {
    if !name.contains('%') || name.contains(' ') {
        return Cow::Borrowed(name);
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let code = after.split_at_checked(2).and_then(|(code, after)| Some((byte(code)?, after)));
        let Some((byte, after)) = code else { return Cow::Borrowed(name) };
        bytes.push(byte);
        rest = after;
    }
    match String::from_utf8(bytes) {
        Ok(decoded) if !decoded.chars().any(char::is_control) => Cow::Owned(decoded),
        _ => Cow::Borrowed(name),
    }
}

fn byte(code: &[u8]) -> Option<u8> {
    if !code.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_encoded_is_decoded() {
        let check = |name: &str, want: &str| assert_eq!(decoded(name), want);
        check("0.%20Confidential", "0. Confidential");
        check("Acme/2.%20Design/caf%C3%A9.txt", "Acme/2. Design/café.txt");
        check("100% done", "100% done");
        check("100%", "100%");
        check("50%of", "50%of");
        check("a%2", "a%2");
        check("a%FFb", "a%FFb");
        check("a%00b", "a%00b");
        check("a%+1b", "a%+1b");
        check("plain", "plain");
    }
}
