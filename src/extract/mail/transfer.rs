//! Content transfer encodings, undone as a stream: quoted-printable, base64, uuencode. What is no valid code is taken as it
//! stands (quoted-printable) or passed over (base64), as mail programs do.

use std::io::{self, BufRead, Cursor, Read};

const CHUNK: usize = 16 << 10;
/// A uuencoded line has 62 characters.
const LONGEST_LINE: usize = 256;

enum Code {
    Plain,
    Base64 { bits: u32, count: u32 },
    Quoted(Quoted),
    Uuencode { line: Vec<u8>, open: bool },
}

#[derive(Clone, Copy)]
enum Quoted {
    Text,
    /// After `=`.
    Equals,
    /// After `=` and one hexadecimal digit.
    Digit(u8),
    /// After `=` and a blank: the line is to end here.
    Blank,
}

/// A stream with its encoding undone.
pub(super) struct Decoded<'r> {
    from: &'r mut dyn Read,
    code: Code,
    raw: Vec<u8>,
    out: Cursor<Vec<u8>>,
}

impl<'r> Decoded<'r> {
    /// By the value of `Content-Transfer-Encoding`.
    pub(super) fn new(from: &'r mut dyn Read, encoding: &str) -> Self {
        let code = match encoding.trim().to_ascii_lowercase().as_str() {
            "base64" => Code::Base64 { bits: 0, count: 0 },
            "quoted-printable" => Code::Quoted(Quoted::Text),
            "x-uuencode" | "uuencode" | "x-uue" | "uue" => Code::Uuencode { line: Vec::new(), open: false },
            _ => Code::Plain,
        };
        Self { from, code, raw: vec![0; CHUNK], out: Cursor::default() }
    }

    /// Decodes the next chunk; `false` at the end.
    fn more(&mut self) -> io::Result<bool> {
        self.out.set_position(0);
        let out = self.out.get_mut();
        out.clear();
        while out.is_empty() {
            let count = self.from.read(&mut self.raw)?;
            if count == 0 {
                self.code.end(out);
                return Ok(!out.is_empty());
            }
            self.code.decode(self.raw.get(..count).unwrap_or_default(), out);
        }
        Ok(true)
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.out.fill_buf()?.is_empty() && !self.more()? {
            return Ok(0);
        }
        self.out.read(buffer)
    }
}

impl Code {
    fn decode(&mut self, raw: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Plain => out.extend_from_slice(raw),
            Self::Base64 { bits, count } => raw.iter().for_each(|byte| base64(*byte, bits, count, out)),
            Self::Quoted(state) => raw.iter().for_each(|byte| *state = quoted(*state, *byte, out)),
            Self::Uuencode { line, open } => {
                for byte in raw {
                    match byte {
                        b'\n' => uuencoded(&std::mem::take(line), open, out),
                        _ if line.len() < LONGEST_LINE => line.push(*byte),
                        _ => {}
                    }
                }
            }
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        match self {
            Self::Quoted(state) => {
                match state {
                    Quoted::Digit(digit) => out.extend([b'=', *digit]),
                    Quoted::Text | Quoted::Equals | Quoted::Blank => {}
                }
                *state = Quoted::Text;
            }
            Self::Uuencode { line, open } => uuencoded(&std::mem::take(line), open, out),
            Self::Plain | Self::Base64 { .. } => {}
        }
    }
}

fn base64(byte: u8, bits: &mut u32, count: &mut u32, out: &mut Vec<u8>) {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        // Several pieces, each with its padding, may follow each other.
        b'=' => {
            *count = 0;
            return;
        }
        _ => return,
    };
    *bits = (*bits << 6) | u32::from(value);
    *count += 6;
    if *count >= 8 {
        *count -= 8;
        out.push((*bits >> *count) as u8);
    }
}

fn quoted(state: Quoted, byte: u8, out: &mut Vec<u8>) -> Quoted {
    match (state, byte) {
        (Quoted::Text, b'=') => Quoted::Equals,
        (Quoted::Text, _) => {
            out.push(byte);
            Quoted::Text
        }
        (Quoted::Equals | Quoted::Blank, b'\n') => Quoted::Text,
        (Quoted::Equals | Quoted::Blank, b'\r' | b' ' | b'\t') => Quoted::Blank,
        (Quoted::Equals, _) if byte.is_ascii_hexdigit() => Quoted::Digit(byte),
        (Quoted::Equals, _) => {
            out.push(b'=');
            quoted(Quoted::Text, byte, out)
        }
        (Quoted::Blank, _) => {
            out.extend(b"= ");
            quoted(Quoted::Text, byte, out)
        }
        (Quoted::Digit(high), _) => match (hex(high), hex(byte)) {
            (Some(high), Some(low)) => {
                out.push(high * 16 + low);
                Quoted::Text
            }
            _ => {
                out.extend([b'=', high]);
                quoted(Quoted::Text, byte, out)
            }
        },
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn uuencoded(line: &[u8], open: &mut bool, out: &mut Vec<u8>) {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.starts_with(b"begin ") {
        *open = true;
    } else if line == b"end" {
        *open = false;
    } else if *open {
        uu_line(line, out);
    }
}

/// A line of uuencode: a character for the number of bytes, then four for each three of them.
pub(super) fn uu_line(line: &[u8], out: &mut Vec<u8>) {
    let value = |byte: u8| u32::from(byte.wrapping_sub(32) & 63);
    let Some((length, codes)) = line.split_first() else { return };
    let (before, length) = (out.len(), value(*length) as usize);
    for group in codes.chunks(4) {
        let bits = (0..4).fold(0, |bits, at| (bits << 6) | group.get(at).map_or(0, |byte| value(*byte)));
        out.extend([(bits >> 16) as u8, (bits >> 8) as u8, bits as u8]);
    }
    out.truncate(before + length);
}

/// Bytes of base64 or quoted-printable.
pub(crate) fn encoded_bytes(text: &str, base64_coded: bool) -> Vec<u8> {
    let mut code = if base64_coded { Code::Base64 { bits: 0, count: 0 } } else { Code::Quoted(Quoted::Text) };
    let mut out = Vec::new();
    code.decode(text.as_bytes(), &mut out);
    code.end(&mut out);
    out
}
