//! Plain text: logs, notes, JSON, source code, subtitles. Whole lines go out in runs; a line without end goes out in pieces.

use super::encoding::Decoder;
use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Flow, Locator, Segment, Sink};
use memchr::{memchr, memchr_iter, memrchr};

#[cfg(test)]
mod tests;

/// Bytes of one segment at most.
const RUN: usize = 64 << 10;
/// A long line is cut at white space if some stands so close to the bound.
const NEAR: usize = 4 << 10;

/// Its line in the table of formats.
pub(super) const FORMAT: Format =
    Format { name: "text", extensions: &["txt", "text", "md", "log"], isolated: false, extract };

/// Pushes runs of lines. No limit applies: memory is bounded whatever the size.
fn extract(source: &mut dyn Source, _: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut decoder = Decoder::new(source);
    let mut lines = Lines::default();
    let mut decoded = String::new();
    let result = loop {
        decoded.clear();
        let read = decoder.read(&mut decoded);
        lines.append(&decoded);
        match read {
            Ok(true) => heed(lines.push(sink, false))?,
            Ok(false) => break Ok(()),
            Err(error) => break Err(error.into()),
        }
    };
    heed(lines.push(sink, true))?;
    if let Some(incident) = decoder.incident() {
        sink.incident(incident);
    }
    result
}

/// Text not yet pushed, with `\n` as the only line break.
pub(crate) struct Lines {
    text: String,
    /// Number of the line at the front.
    line: u64,
    /// Characters of that line that are already pushed.
    offset: u64,
    /// The text before ended with a CR: an LF at the front belongs to it.
    after_cr: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self::from_line(1)
    }
}

impl Lines {
    /// Those from that line on: the rest of a file that began as something else.
    pub(crate) fn from_line(line: u64) -> Self {
        Self { text: String::new(), line, offset: 0, after_cr: false }
    }

    /// Takes more text; CR and CRLF become LF.
    pub(crate) fn append(&mut self, more: &str) {
        let mut rest = more;
        if self.after_cr && !rest.is_empty() {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            self.after_cr = false;
        }
        while let Some(at) = memchr(b'\r', rest.as_bytes()) {
            let (line, end) = rest.split_at(at);
            self.text.push_str(line);
            self.text.push('\n');
            self.after_cr = end.len() == 1;
            let end = end.get(1..).unwrap_or_default();
            rest = end.strip_prefix('\n').unwrap_or(end);
        }
        self.text.push_str(rest);
    }

    /// Pushes all that is complete; at the end, all.
    pub(crate) fn push(&mut self, sink: &mut dyn Sink, end: bool) -> Flow {
        if self.text.len() <= RUN && !end {
            return Flow::Continue(());
        }
        let text = std::mem::take(&mut self.text);
        let mut rest = text.as_str();
        while rest.len() > RUN || (end && !rest.is_empty()) {
            let piece = if self.offset > 0 { rest_of_line(rest) } else { whole_lines(rest) };
            rest = match piece {
                Some((lines, after)) => {
                    self.segment(lines, sink)?;
                    self.line += memchr_iter(b'\n', lines.as_bytes()).count() as u64 + 1;
                    self.offset = 0;
                    after
                }
                None => {
                    let (piece, after) = rest.split_at(cut(rest));
                    self.segment(piece, sink)?;
                    self.offset += piece.chars().count() as u64;
                    after
                }
            };
        }
        self.text.push_str(rest);
        Flow::Continue(())
    }

    fn segment(&self, text: &str, sink: &mut dyn Sink) -> Flow {
        if text.trim().is_empty() {
            return Flow::Continue(());
        }
        let segment = Segment::new(text, Locator::Line { line: self.line });
        sink.segment(Segment { offset: self.offset, ..segment })
    }
}

/// The whole lines at the front that fit into a run, and what follows them; all if all fits.
fn whole_lines(text: &str) -> Option<(&str, &str)> {
    if text.len() <= RUN {
        return Some((text.strip_suffix('\n').unwrap_or(text), ""));
    }
    let at = memrchr(b'\n', text.as_bytes().get(..=RUN)?)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The rest of the line at the front, if it fits into a run, and what follows.
fn rest_of_line(text: &str) -> Option<(&str, &str)> {
    let window = text.as_bytes().get(..text.len().min(RUN + 1))?;
    match memchr(b'\n', window) {
        Some(at) => Some((text.get(..at)?, text.get(at + 1..)?)),
        None => (text.len() <= RUN).then_some((text, "")),
    }
}

/// Where to cut a line that does not fit into a run: before white space near the bound, else at the bound.
pub(crate) fn cut(text: &str) -> usize {
    let bound = text.floor_char_boundary(RUN);
    let near = text.floor_char_boundary(bound.saturating_sub(NEAR));
    let window = text.get(near..bound).unwrap_or_default();
    window.rfind(char::is_whitespace).map_or(bound, |at| near + at).max(1)
}
