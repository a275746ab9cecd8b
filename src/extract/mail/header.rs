//! The header of a mail or of one of its parts: fields, unfolded, with their parameters (RFC 2231) and encoded words.

use super::input::Input;
use super::words;
use crate::extract::mail::charset;
use std::io;

/// Bytes of one header at most; what is beyond them is passed over.
const LONGEST: usize = 1 << 20;

/// The fields of a header, in their order.
#[derive(Default)]
pub(super) struct Header {
    /// Names in lower case, values unfolded, as bytes: any charset may stand in them.
    fields: Vec<(String, Vec<u8>)>,
    /// The header is longer than what was kept.
    pub(super) cut: bool,
}

impl Header {
    /// Reads to the empty line, to the first line that is no field, or to a boundary.
    pub(super) fn read(input: &mut Input<'_>) -> io::Result<Self> {
        let mut header = Self::default();
        let mut size = 0;
        let mut first = true;
        while input.met()?.is_none() {
            let begins = input.at_line_start();
            let piece = input.piece()?;
            if piece.is_empty() {
                break;
            }
            let line = piece.trim_ascii_end();
            size += piece.len();
            if begins && line.is_empty() {
                input.consume()?;
                break;
            }
            header.cut |= size > LONGEST;
            let kept = if header.cut { &[] } else { line };
            // The line that begins a mail in a mailbox is none of its fields.
            let envelope = first && (line.starts_with(b"From ") || line.starts_with(b">From "));
            if !(begins || header.continue_last(kept)) || (begins && !envelope && !header.add(line, kept)) {
                break;
            }
            first = false;
            input.consume()?;
        }
        Ok(header)
    }

    /// Takes a line; `false` if it is no part of a header.
    fn add(&mut self, line: &[u8], kept: &[u8]) -> bool {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            return self.continue_last(kept);
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return false };
        let (name, value) = line.split_at(colon);
        let name = name.trim_ascii_end();
        if name.is_empty() || !name.iter().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        if !kept.is_empty() {
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            self.fields.push((name, value.get(1..).unwrap_or_default().trim_ascii().to_vec()));
        }
        true
    }

    fn continue_last(&mut self, more: &[u8]) -> bool {
        let Some((_, value)) = self.fields.last_mut() else { return false };
        if !more.is_empty() {
            value.push(b' ');
            value.extend_from_slice(more.trim_ascii());
        }
        true
    }

    /// All fields, as text in which encoded words are not yet decoded.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, String)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), charset::text(value, "")))
    }

    /// The value of the first field of that name.
    pub(super) fn get(&self, wanted: &str) -> Option<String> {
        let (_, value) = self.fields.iter().find(|(name, _)| name == wanted)?;
        Some(charset::text(value, ""))
    }

    /// The same with its encoded words decoded.
    pub(super) fn decoded(&self, wanted: &str) -> Option<String> {
        self.get(wanted).map(|value| words::decode(&value))
    }

    /// The value of a field with parameters.
    pub(super) fn structured(&self, wanted: &str) -> Structured {
        self.get(wanted).map(|value| Structured::parse(&value)).unwrap_or_default()
    }
}

/// A value with parameters: `attachment; filename="a.txt"`.
#[derive(Default)]
pub(super) struct Structured {
    /// The value, in lower case.
    pub(super) value: String,
    parameters: Vec<(String, String)>,
}

impl Structured {
    fn parse(text: &str) -> Self {
        let mut parts = split(text).into_iter();
        let value = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let parameters = parts.filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_ascii_lowercase(), unquote(value.trim())))
        });
        Self { value, parameters: parameters.collect() }
    }

    /// A parameter as it stands.
    pub(super) fn plain(&self, wanted: &str) -> Option<&str> {
        self.parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// A parameter, put together from its pieces and decoded, whichever way it was written.
    pub(super) fn get(&self, wanted: &str) -> Option<String> {
        self.extended(wanted).or_else(|| self.plain(wanted).map(words::decode)).filter(|value| !value.is_empty())
    }

    /// RFC 2231: `name*=utf-8''a%20b`, `name*0="a"; name*1*=%20b`.
    fn extended(&self, wanted: &str) -> Option<String> {
        let mut pieces: Vec<(u32, bool, &str)> = Vec::new();
        for (name, value) in &self.parameters {
            let Some(rest) = name.strip_prefix(wanted).and_then(|rest| rest.strip_prefix('*')) else { continue };
            let coded = rest.is_empty() || rest.ends_with('*');
            let number = rest.trim_end_matches('*');
            let Ok(number) = (if number.is_empty() { Ok(0) } else { number.parse() }) else { continue };
            pieces.push((number, coded, value));
        }
        pieces.sort_by_key(|(number, _, _)| *number);
        let (mut label, mut bytes) = (String::new(), Vec::new());
        for (at, (_, coded, value)) in pieces.iter().enumerate() {
            let mut value = *value;
            if let (0, true, Some((charset, rest))) = (at, *coded, value.split_once('\'')) {
                label = charset.to_owned();
                value = rest.split_once('\'').map_or(rest, |(_, text)| text);
            }
            if *coded { bytes.extend(percent(value)) } else { bytes.extend(value.as_bytes()) }
        }
        (!pieces.is_empty()).then(|| words::decode(&charset::text(&bytes, &label)))
    }
}

/// Splits at the semicolons that are not quoted.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                parts.push(text.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// Without quotes; a backslash is taken as part of a Windows path unless a quote or another backslash follows.
fn unquote(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else {
        return value.split([' ', '\t']).next().unwrap_or_default().to_owned();
    };
    let mut text = String::new();
    let mut rest = inner.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\\' if matches!(rest.peek(), Some('"' | '\\')) => text.extend(rest.next()),
            _ => text.push(c),
        }
    }
    text
}

fn percent(value: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes
}
