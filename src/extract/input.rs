//! Decoded text, a window at a time.

use crate::extract::encoding::Decoder;
use crate::incident::Incident;
use std::io;

/// What of a text is in memory and not yet used up.
pub(crate) struct Input<'s> {
    decoder: Decoder<'s>,
    text: String,
    at: usize,
    /// Number of the line at the front of the window.
    line: u64,
    /// Up to where in the window lines are counted.
    counted: usize,
    more: bool,
    fault: Option<io::Error>,
}

impl<'s> Input<'s> {
    pub(crate) fn new(decoder: Decoder<'s>) -> Self {
        Self { decoder, text: String::new(), at: 0, line: 1, counted: 0, more: true, fault: None }
    }

    /// What is in memory and not used up.
    pub(crate) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Uses up so many bytes.
    pub(crate) fn take(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    /// The next byte; none at the end.
    pub(crate) fn peek(&mut self) -> io::Result<Option<u8>> {
        while self.at == self.text.len() {
            if !self.fill()? {
                return Ok(None);
            }
        }
        Ok(self.text.as_bytes().get(self.at).copied())
    }

    /// Reads on, behind what is not used up. False: nothing more came. A fault waits until all before it is used up.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        loop {
            if let Some(fault) = self.fault.take() {
                self.more = false;
                return Err(fault);
            }
            if !self.more {
                return Ok(false);
            }
            self.count();
            self.text.drain(..self.at);
            (self.at, self.counted) = (0, 0);
            let before = self.text.len();
            match self.decoder.read(&mut self.text) {
                Ok(more) => self.more = more,
                Err(error) => self.fault = Some(error),
            }
            if self.text.len() > before {
                return Ok(true);
            }
        }
    }

    /// The number of the line at which the input stands.
    pub(crate) fn line(&mut self) -> u64 {
        self.count();
        self.line
    }

    fn count(&mut self) {
        let used = self.text.get(self.counted..self.at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', used.as_bytes()).count() as u64;
        self.counted = self.at;
    }

    /// What is in memory of the current line, and whether it ends there.
    pub(crate) fn take_line(&mut self) -> io::Result<(String, bool)> {
        if self.peek()?.is_none() {
            return Ok((String::new(), true));
        }
        let rest = self.rest();
        let end = memchr::memchr(b'\n', rest.as_bytes());
        let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().to_owned();
        self.take(line.len() + usize::from(end.is_some()));
        Ok((line, end.is_some()))
    }

    /// All that is in memory.
    pub(crate) fn take_rest(&mut self) -> String {
        let rest = self.rest().to_owned();
        self.take(rest.len());
        rest
    }

    /// An incident, if some characters could not be decoded.
    pub(crate) fn incident(&self) -> Option<Incident> {
        self.decoder.incident()
    }
}
