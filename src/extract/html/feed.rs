//! Decoded text as a stream of bytes.

use crate::extract::encoding::Decoder;
use std::io::{self, Read};

/// After so many bytes without a blank one is put in: the tokenizer holds what it takes for one name.
const LONGEST_WORD: usize = 4 << 20;

/// Reads what a decoder gives.
pub(super) struct Feed<'d, 's> {
    decoder: &'d mut Decoder<'s>,
    text: String,
    given: usize,
    more: bool,
    fault: Option<io::Error>,
    /// Bytes since the last blank.
    word: usize,
}

impl<'d, 's> Feed<'d, 's> {
    pub(super) fn new(decoder: &'d mut Decoder<'s>) -> Self {
        Self { decoder, text: String::new(), given: 0, more: true, fault: None, word: 0 }
    }

    /// The next piece of text. A fault waits until all that came before it is used up.
    fn refill(&mut self) -> io::Result<()> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        self.text.clear();
        self.given = 0;
        match self.decoder.read(&mut self.text) {
            Ok(more) => self.more = more,
            Err(error) => self.fault = Some(error),
        }
        let bytes = self.text.as_bytes();
        self.word = match bytes.iter().rposition(u8::is_ascii_whitespace) {
            Some(at) => bytes.len() - at,
            None => self.word.saturating_add(bytes.len()),
        };
        if self.word > LONGEST_WORD {
            self.text.push('\n');
            self.word = 0;
        }
        Ok(())
    }
}

impl Read for Feed<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && self.more {
            self.refill()?;
        }
        let rest = self.text.as_bytes().get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.given += count;
        Ok(count)
    }
}
