//! The tokens of RTF as they stream by.

use crate::document::Source;
use crate::extract::ExtractError;
use crate::incident::IncidentKind;
use std::time::Instant;

const BUFFER: usize = 64 << 10;
/// Letters of a control word; none is longer.
const LETTERS: usize = 32;

/// A control word: `\fcharset204`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    letters: [u8; LETTERS],
    length: usize,
    /// Its number.
    pub(super) number: Option<i32>,
}

impl Word {
    /// Its letters.
    pub(super) fn name(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }
}

/// A token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`
    Word(Word),
    /// `\~`
    Symbol(u8),
    /// `\'e9`
    Hex(u8),
    /// Bytes that stand for themselves, without line breaks.
    Text(&'b [u8]),
    /// Bytes that were passed over.
    Binary,
    /// The end of the file.
    End,
}

/// Reads tokens.
pub(super) struct Lexer<'s> {
    source: &'s mut dyn Source,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    opened: Instant,
    seconds: u64,
}

impl<'s> Lexer<'s> {
    pub(super) fn new(source: &'s mut dyn Source, seconds: u64) -> Self {
        Self { source, buffer: vec![0; BUFFER], at: 0, end: 0, opened: Instant::now(), seconds }
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token<'_>, ExtractError> {
        loop {
            return Ok(match self.peek()? {
                None => Token::End,
                Some(b'{') => self.pass(Token::Open),
                Some(b'}') => self.pass(Token::Close),
                Some(b'\\') => {
                    self.at += 1;
                    return self.control();
                }
                Some(b'\r' | b'\n' | 0) => {
                    self.at += 1;
                    continue;
                }
                Some(_) => self.text(),
            });
        }
    }

    fn pass(&mut self, token: Token<'static>) -> Token<'static> {
        self.at += 1;
        token
    }

    fn peek(&mut self) -> Result<Option<u8>, ExtractError> {
        if self.at == self.end {
            // What is passed over reaches no sink that would ask for the time.
            if self.opened.elapsed().as_secs() >= self.seconds {
                let detail = format!("reading takes longer, in seconds, than {}", self.seconds);
                return Err(ExtractError::Limit { kind: IncidentKind::LimitTime, detail });
            }
            (self.at, self.end) = (0, self.source.read(&mut self.buffer)?);
        }
        Ok(self.buffer.get(self.at).copied().filter(|_| self.at < self.end))
    }

    fn bump(&mut self) -> Result<Option<u8>, ExtractError> {
        let byte = self.peek()?;
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    fn text(&mut self) -> Token<'_> {
        let rest = self.buffer.get(self.at..self.end).unwrap_or_default();
        let is_special = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
        let length = rest.iter().position(is_special).unwrap_or(rest.len());
        self.at += length;
        Token::Text(self.buffer.get(self.at - length..self.at).unwrap_or_default())
    }

    /// What follows a backslash.
    fn control(&mut self) -> Result<Token<'_>, ExtractError> {
        match self.peek()? {
            None => Ok(Token::End),
            Some(b'\'') => {
                self.at += 1;
                self.hex()
            }
            Some(byte) if byte.is_ascii_alphabetic() => self.word(),
            Some(byte) => {
                self.at += 1;
                Ok(Token::Symbol(byte))
            }
        }
    }

    fn hex(&mut self) -> Result<Token<'_>, ExtractError> {
        let mut value = 0;
        for _ in 0..2 {
            let Some(digit) = self.peek()?.and_then(|byte| char::from(byte).to_digit(16)) else { break };
            self.at += 1;
            value = value * 16 + digit as u8;
        }
        Ok(Token::Hex(value))
    }

    fn word(&mut self) -> Result<Token<'_>, ExtractError> {
        let mut word = Word { letters: [0; LETTERS], length: 0, number: None };
        let mut count = 0;
        while let Some(byte) = self.peek()?.filter(u8::is_ascii_alphabetic) {
            self.at += 1;
            if let Some(place) = word.letters.get_mut(count) {
                *place = byte;
            }
            count += 1;
        }
        // A longer word is none that is known.
        word.length = if count > LETTERS { 0 } else { count };
        let negative = self.peek()? == Some(b'-');
        self.at += usize::from(negative);
        while let Some(digit) = self.peek()?.filter(u8::is_ascii_digit) {
            self.at += 1;
            let digit = i32::from(digit - b'0');
            word.number = Some(word.number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
        }
        word.number = word.number.map(|number| if negative { -number } else { number });
        if self.peek()? == Some(b' ') {
            self.at += 1;
        }
        if word.name() == b"bin" {
            self.skip(word.number.unwrap_or(0))?;
            return Ok(Token::Binary);
        }
        Ok(Token::Word(word))
    }

    /// Passes over bytes, as far as there are some.
    fn skip(&mut self, count: i32) -> Result<(), ExtractError> {
        for _ in 0..count.max(0) {
            if self.bump()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn check(rtf: &[u8], want: &str) {
        let mut cursor = Cursor::new(rtf);
        let mut lexer = Lexer::new(&mut cursor, 60);
        let mut found = String::new();
        loop {
            let piece = match lexer.next().unwrap() {
                Token::End => break,
                Token::Open => "{".into(),
                Token::Close => "}".into(),
                Token::Word(word) => format!("{}={:?}", String::from_utf8_lossy(word.name()), word.number),
                Token::Symbol(byte) => format!("symbol {}", char::from(byte)),
                Token::Hex(byte) => format!("{byte:02x}"),
                Token::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
                Token::Binary => "bin".into(),
            };
            found.push_str(&piece);
            found.push('|');
        }
        assert_eq!(found, want, "{}", String::from_utf8_lossy(rtf));
    }

    #[test]
    fn tokens() {
        check(b"{\\rtf1 a b\r\nc}", "{|rtf=Some(1)|'a b'|'c'|}|");
        check(b"\\u-10179 ?\\'e9\\~\\li-5x", "u=Some(-10179)|'?'|e9|symbol ~|li=Some(-5)|'x'|");
        check(b"\\bin3 {}\\x\\par", "bin|'x'|par=None|");
        check(b"\\bin99999999 abc", "bin|");
        check(b"\\'e\\'", "0e|00|");
        check(b"\\", "");
        check(b"\\f99999999999 a", "f=Some(2147483647)|'a'|");
    }
}
