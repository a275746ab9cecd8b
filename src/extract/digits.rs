//! Numbers as they are written in text formats, as plain digits.

use std::borrow::Cow;

/// The number without an exponent; none where it is no number.
pub(crate) fn plain(text: &str) -> Option<Cow<'_, str>> {
    let inner = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_plain = inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && inner.matches('.').count() < 2;
    if is_plain && inner.bytes().any(|byte| byte.is_ascii_digit()) {
        return Some(Cow::Borrowed(text));
    }
    if !inner.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte)) {
        return None;
    }
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(Cow::Owned(number.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_digits() {
        for (text, want) in [
            ("12", Some("12")),
            ("-0012.50", Some("-0012.50")),
            ("4.47700900123E+11", Some("447700900123")),
            ("1e-3", Some("0.001")),
            ("-", None),
            ("", None),
            ("1e999", None),
            ("inf", None),
            ("1.2.3", None),
        ] {
            assert_eq!(plain(text).as_deref(), want, "{text}");
        }
    }
}
