//! A mailbox: messages one after the other, each begun by a line `From sender date`. Every message is a member; a mailbox
//! may have any size.

use super::input::Input;
use super::message::summary;
use super::names::file_name;
use crate::document::{Member, Sink};
use crate::extract::{ExtractError, Options, Source, heed};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// A message that is larger goes to a temporary file.
const IN_MEMORY: usize = 4 << 20;
const HELD: usize = 64 << 10;
const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Hands every message on.
pub(super) fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut mailbox = Mailbox {
        options,
        sink,
        number: 0,
        message: tempfile::spooled_tempfile(IN_MEMORY),
        held: Vec::new(),
        bytes: 0,
        left: options.limits.expanded_bytes,
        over: false,
    };
    let read = mailbox.read(&mut Input::new(source)?);
    // What was read before a fault is still a message.
    if !matches!(read, Err(ExtractError::Stopped)) {
        mailbox.finish()?;
    }
    read
}

struct Mailbox<'s> {
    options: &'s Options,
    sink: &'s mut dyn Sink,
    number: u64,
    message: SpooledTempFile,
    /// Lines that are not yet written to it.
    held: Vec<u8>,
    bytes: u64,
    left: u64,
    /// The message is larger than what is left.
    over: bool,
}

impl Mailbox<'_> {
    fn read(&mut self, input: &mut Input<'_>) -> Result<(), ExtractError> {
        let (mut after_blank, mut envelope) = (true, None::<Vec<u8>>);
        loop {
            let begins = input.at_line_start();
            let piece = input.piece()?;
            if let Some(line) = envelope.take() {
                // Only now it is seen whether a header follows.
                if is_envelope(&line, after_blank, is_field(piece)) {
                    self.finish()?;
                    if self.number >= self.options.limits.entries {
                        return Err(self.too_many());
                    }
                } else {
                    self.write(&line)?;
                }
                after_blank = false;
            }
            if piece.is_empty() {
                return Ok(());
            }
            if begins && piece.starts_with(b"From ") {
                envelope = Some(piece.to_vec());
            } else {
                let blank = begins && piece.trim_ascii().is_empty();
                let line = if begins { unquoted(piece) } else { piece };
                self.write(line)?;
                after_blank = blank;
            }
            input.consume()?;
        }
    }

    fn too_many(&self) -> ExtractError {
        let detail = format!("the mailbox has more than {} messages", self.options.limits.entries);
        ExtractError::Limit { kind: IncidentKind::LimitEntries, detail }
    }

    fn write(&mut self, line: &[u8]) -> Result<(), ExtractError> {
        let length = line.len() as u64;
        if length > self.left {
            self.over = true;
            return Ok(());
        }
        self.left -= length;
        self.bytes += length;
        self.held.extend_from_slice(line);
        if self.held.len() > HELD { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ExtractError> {
        self.message.write_all(&self.held)?;
        self.held.clear();
        Ok(())
    }

    /// Hands on the message that was read, and starts anew.
    fn finish(&mut self) -> Result<(), ExtractError> {
        if self.bytes == 0 && !self.over {
            return Ok(());
        }
        self.flush()?;
        self.number += 1;
        let bytes = std::mem::take(&mut self.bytes);
        let (subject, modified) = summary(&mut self.message)?;
        let name = if subject.is_empty() {
            format!("message {}.eml", self.number)
        } else {
            file_name(&format!("{} {subject}", self.number), ".eml")
        };
        heed(self.sink.member(Member { name: &name, bytes, modified, content: Ok(&mut self.message) }))?;
        if std::mem::take(&mut self.over) {
            let detail = format!("the messages are larger than {} bytes", self.options.limits.expanded_bytes);
            self.sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitBytes, detail));
        }
        self.message.seek(SeekFrom::Start(0))?;
        // Kept in memory unless the last one was large.
        if bytes > IN_MEMORY as u64 {
            self.message = tempfile::spooled_tempfile(IN_MEMORY);
        } else {
            self.message.set_len(0)?;
        }
        Ok(())
    }
}

/// A line that begins with `From ` in the text was written with a `>` before it.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    let is_quoted = marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(b"From "));
    if is_quoted { line.get(1..).unwrap_or_default() } else { line }
}

/// Whether a line that begins with `From ` begins a message: by its date, or where it has none, by what stands around it.
fn is_envelope(line: &[u8], after_blank: bool, before_field: bool) -> bool {
    let text = String::from_utf8_lossy(line.get(..line.len().min(512)).unwrap_or_default()).into_owned();
    let words: Vec<&str> = text.split_ascii_whitespace().skip(1).collect();
    let is_time =
        |word: &&str| word.len() >= 4 && word.contains(':') && word.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let is_year = |word: &&str| word.len() == 4 && matches!(word.parse(), Ok(1970..=2199));
    let dated =
        words.iter().any(is_time) && words.iter().any(is_year) && words.iter().any(|word| MONTHS.contains(word));
    let bare = words.len() <= 1;
    (dated && (after_blank || before_field)) || (bare && after_blank && before_field)
}

/// Whether a line looks like a field of a header.
fn is_field(line: &[u8]) -> bool {
    let line = line.strip_prefix(b">").unwrap_or(line);
    let name = line.iter().position(|byte| *byte == b':').and_then(|colon| line.get(..colon));
    name.is_some_and(|name| {
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    }) || line.starts_with(b"From ")
}
