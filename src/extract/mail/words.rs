//! Encoded words of a header (RFC 2047) and lists of addresses, as text that a person would write.

use super::{charset, transfer};

/// A value with its encoded words decoded. Two that follow each other belong together, the blanks between them do not.
pub(super) fn decode(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    // Bytes of words that follow each other in the same charset: a character may be cut between them.
    let mut held: Option<(String, Vec<u8>)> = None;
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((word, after)) = word(from) else {
            flush(&mut held, &mut text);
            text.push_str(before);
            text.push_str("=?");
            rest = from.get(2..).unwrap_or_default();
            continue;
        };
        if held.is_none() || !before.trim().is_empty() {
            flush(&mut held, &mut text);
            text.push_str(before);
        }
        match &mut held {
            Some((charset, bytes)) if *charset == word.0 => bytes.extend(word.1),
            _ => {
                flush(&mut held, &mut text);
                held = Some(word);
            }
        }
        rest = after;
    }
    flush(&mut held, &mut text);
    text.push_str(rest);
    clean(&text)
}

/// The charset and bytes of the encoded word at the front, and what follows it.
fn word(text: &str) -> Option<((String, Vec<u8>), &str)> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let (encoding, rest) = rest.split_once('?')?;
    let (coded, rest) = rest.split_once('?')?;
    let rest = rest.strip_prefix('=')?;
    let base64 = match encoding {
        "B" | "b" => true,
        "Q" | "q" => false,
        _ => return None,
    };
    let charset = charset.split('*').next().unwrap_or_default().to_ascii_lowercase();
    // In the quoted form `_` is a blank.
    let coded = if base64 { coded.to_owned() } else { coded.replace('_', " ") };
    Some(((charset, transfer::encoded_bytes(&coded, base64)), rest))
}

fn flush(held: &mut Option<(String, Vec<u8>)>, text: &mut String) {
    if let Some((label, bytes)) = held.take() {
        text.push_str(&charset::text(&bytes, &label));
    }
}

/// On one line.
pub(super) fn clean(text: &str) -> String {
    let is_odd = |c: char| c.is_control();
    if text.contains(is_odd) { text.replace(is_odd, " ") } else { text.to_owned() }
}

/// A list of addresses as `Doe, Jane <jane@...>; Bob <bob@...>`: decoded, without quotes, apart by semicolons, because a
/// name may have a comma in it.
pub(super) fn addresses(value: &str) -> String {
    let mut list = String::new();
    for address in split(value) {
        let address = decode(&unquoted(address));
        let address = address.trim();
        if !address.is_empty() {
            list.push_str(if list.is_empty() { "" } else { "; " });
            list.push_str(address);
        }
    }
    list
}

/// Splits at the commas and semicolons outside of quotes, comments and angle brackets.
fn split(value: &str) -> Vec<&str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    let (mut quoted, mut escaped, mut comment, mut angle) = (false, false, 0u32, false);
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' if comment == 0 => quoted = !quoted,
            b'(' if !quoted => comment += 1,
            b')' if !quoted => comment = comment.saturating_sub(1),
            b'<' if !quoted => angle = true,
            b'>' if !quoted => angle = false,
            b',' | b';' if !quoted && comment == 0 && !angle => {
                parts.push(value.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(value.get(from..).unwrap_or_default());
    parts
}

/// Without the quotes around a name and the backslashes in it.
fn unquoted(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in address.chars() {
        match c {
            _ if escaped => {
                text.push(c);
                escaped = false;
            }
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => text.push(c),
        }
    }
    text
}
