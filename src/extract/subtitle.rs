//! Transcripts and subtitles (WebVTT, SubRip): what was said and by whom, without times. `<v Jane Doe>yes</v>` is told as
//! `Jane Doe: yes`.

use super::encoding::{ByLine, Decoder};
use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Locator, Segment, Sink};

#[cfg(test)]
mod tests;

/// A line longer than this is told in pieces.
const LONGEST: usize = 64 << 10;

/// WebVTT: transcripts of Teams and Zoom.
pub(super) const VTT: Format = Format { name: "vtt", extensions: &["vtt"], isolated: false, extract };
/// SubRip.
pub(super) const SRT: Format = Format { name: "srt", extensions: &["srt"], isolated: false, extract };

/// Pushes a segment for each line that was said. No limit applies: memory is bounded whatever the size.
fn extract(source: &mut dyn Source, _: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut decoder = Decoder::new(source);
    let mut cues = Cues { sink, line: 0, held: None, speaker: String::new(), cue: false, style: false };
    decoder.lines(LONGEST, &mut |line| match line {
        ByLine::Whole(line) => cues.line(line),
        ByLine::Long(front) => {
            while front.len() > LONGEST {
                let piece: String = front.drain(..super::text::cut(front)).collect();
                cues.piece(&piece)?;
            }
            Ok(())
        }
    })?;
    cues.flush()?;
    if let Some(incident) = decoder.incident() {
        sink.incident(incident);
    }
    Ok(())
}

struct Cues<'s> {
    sink: &'s mut dyn Sink,
    line: u64,
    /// A line outside of a cue: what it is, the line after it tells.
    held: Option<(u64, String)>,
    /// Who speaks in the open cue.
    speaker: String,
    cue: bool,
    /// Within a block of styles.
    style: bool,
}

impl Cues<'_> {
    fn line(&mut self, line: &str) -> Result<(), ExtractError> {
        self.line += 1;
        let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
        if line.trim().is_empty() {
            self.flush()?;
            (self.cue, self.style) = (false, false);
            return Ok(());
        }
        if is_timing(line) {
            // The line before is the name of the cue: a number, or what a program made up.
            let name = self.held.take().map(|(_, name)| name).filter(|name| !is_made_up(name));
            self.speaker.clear();
            (self.cue, self.style) = (true, false);
            return name.map_or(Ok(()), |name| self.push(self.line - 1, &name));
        }
        if self.cue {
            let said = self.said(line);
            return self.push(self.line, &said);
        }
        self.style |= matches!(line.trim(), "STYLE" | "REGION") || line.starts_with("WEBVTT");
        let told = if line.starts_with("WEBVTT") { line.get(6..).unwrap_or_default() } else { line };
        self.flush()?;
        if !self.style || line.starts_with("WEBVTT") {
            self.held = Some((self.line, told.strip_prefix("NOTE").unwrap_or(told).trim().to_owned()));
        }
        Ok(())
    }

    /// A piece of a line that has no end yet.
    fn piece(&mut self, piece: &str) -> Result<(), ExtractError> {
        self.flush()?;
        let said = self.said(piece);
        self.push(self.line + 1, &said)
    }

    /// Pushes the line that was held back.
    fn flush(&mut self) -> Result<(), ExtractError> {
        match self.held.take() {
            Some((line, text)) => self.push(line, &text),
            None => Ok(()),
        }
    }

    fn push(&mut self, line: u64, text: &str) -> Result<(), ExtractError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        heed(self.sink.segment(Segment::new(text.trim(), Locator::Line { line })))
    }

    /// The words of a line of a cue, without tags, behind the name of who says them.
    fn said(&mut self, line: &str) -> String {
        let mut words = String::new();
        let mut rest = line;
        while let Some((before, tag)) = rest.split_once('<') {
            push_text(before, &mut words);
            let Some((tag, after)) = tag.split_once('>').filter(|(tag, _)| is_tag(tag)) else {
                words.push('<');
                rest = tag;
                continue;
            };
            if let Some(speaker) = speaker(tag) {
                self.speaker.clear();
                push_text(speaker, &mut self.speaker);
                if !words.trim().is_empty() {
                    words.push(' ');
                }
                words.push_str(&self.speaker);
                words.push_str(": ");
            } else if tag.starts_with("/v") {
                self.speaker.clear();
            }
            rest = after;
        }
        push_text(rest, &mut words);
        words
    }
}

/// `00:00:01.000 --> 00:00:02.000`, with hours or without, with a point or a comma.
fn is_timing(line: &str) -> bool {
    let is_time = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.contains(':')
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ','))
    };
    line.split_once("-->").is_some_and(|(from, to)| {
        is_time(from.trim()) && is_time(to.split_ascii_whitespace().next().unwrap_or_default())
    })
}

/// A number, or an id of digits, hexadecimal letters and signs.
fn is_made_up(name: &str) -> bool {
    let signs = |c: char| c.is_ascii_hexdigit() || matches!(c, '-' | '/' | '_' | ':' | '.');
    name.bytes().any(|byte| byte.is_ascii_digit()) && name.trim().chars().all(signs)
}

/// Whether what stands between angle brackets is a tag and not, say, an address.
fn is_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let name = name.split([' ', '.', '\t']).next().unwrap_or_default();
    matches!(name, "v" | "c" | "i" | "b" | "u" | "s" | "ruby" | "rt" | "lang" | "font" | "")
        || tag.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
}

/// The name in a tag `v`, behind its classes.
fn speaker(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix('v')?;
    let (_, name) = rest.split_once([' ', '\t'])?;
    let known = rest.starts_with([' ', '\t', '.']) && !name.trim().is_empty();
    known.then_some(name.trim())
}

/// Adds text with its entities undone.
fn push_text(text: &str, into: &mut String) {
    const ENTITIES: &[(&str, &str)] = &[
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&#39;", "'"),
        ("&quot;", "\""),
    ];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        into.push_str(before);
        let found = ENTITIES.iter().find(|(name, _)| entity.starts_with(name));
        let (name, undone) = found.copied().unwrap_or(("&", "&"));
        into.push_str(undone);
        rest = entity.get(name.len()..).unwrap_or_default();
    }
    into.push_str(rest);
}
