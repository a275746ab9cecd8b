//! Content lines: unfolded, split into name, parameters and value, decoded.

use crate::extract::encoding::{ByLine, Decoder};
use crate::extract::mail::{charset, encoded_bytes};
use crate::extract::{ExtractError, Source};
use crate::incident::{Incident, IncidentKind, Stage};

/// Bytes of one line at most; what is longer is a picture or a file.
const LONGEST: usize = 16 << 20;

/// A line of a card or calendar.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Where it begins in the file, 1-based.
    pub(super) number: u64,
    /// `TEL`, in upper case, without a group (`item1.TEL`).
    pub(super) name: String,
    /// Names in upper case, values as they are.
    pub(super) parameters: Vec<(String, String)>,
    /// Decoded, but still with its backslashes.
    pub(super) value: String,
    /// The end of it is missing.
    pub(super) cut: bool,
}

impl Line {
    /// The value of a parameter.
    pub(super) fn parameter(&self, wanted: &str) -> Option<&str> {
        self.parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// The fields of the value, apart at the semicolons, without backslashes.
    pub(super) fn fields(&self) -> Vec<String> {
        let (mut fields, mut field, mut escaped) = (Vec::new(), String::new(), false);
        for c in self.value.chars() {
            match c {
                _ if std::mem::take(&mut escaped) => field.push(if matches!(c, 'n' | 'N') { '\n' } else { c }),
                '\\' => escaped = true,
                ';' => fields.push(std::mem::take(&mut field)),
                _ => field.push(c),
            }
        }
        fields.push(field);
        fields
    }

    /// The value without backslashes.
    pub(super) fn text(&self) -> String {
        self.fields().join(";")
    }
}

/// What is said of a line whose end is missing.
pub(super) fn too_long() -> Incident {
    let detail = format!("a value is longer than {LONGEST} bytes");
    Incident::new(Stage::Extract, IncidentKind::LimitMemory, detail)
}

/// Hands every line on.
pub(super) fn read(
    source: &mut dyn Source,
    each: &mut dyn FnMut(Line) -> Result<(), ExtractError>,
) -> Result<Option<Incident>, ExtractError> {
    let mut decoder = Decoder::new(source);
    let mut unfolded = Unfolded { line: String::new(), number: 0, next: 1, quoted: false, over: false };
    decoder.lines(LONGEST, &mut |line| match line {
        ByLine::Whole(line) => unfolded.take(line, each),
        // A line without end is a picture, or no card at all.
        ByLine::Long(front) => unfolded.part(&std::mem::take(front), each),
    })?;
    unfolded.finish(each)?;
    Ok(decoder.incident())
}

/// The logical line that is being put together.
struct Unfolded {
    line: String,
    number: u64,
    next: u64,
    /// Its value is quoted-printable: a `=` at its end folds it.
    quoted: bool,
    over: bool,
}

impl Unfolded {
    fn take(&mut self, line: &str, each: &mut dyn FnMut(Line) -> Result<(), ExtractError>) -> Result<(), ExtractError> {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let number = self.next;
        self.next += 1;
        if self.quoted && self.line.ends_with('=') {
            self.line.pop();
            self.add(line);
        } else if let Some(more) = line.strip_prefix([' ', '\t']).filter(|_| !self.line.is_empty()) {
            self.add(more);
        } else {
            self.finish(each)?;
            self.number = number;
            self.quoted = is_quoted(line);
            self.add(line);
        }
        Ok(())
    }

    /// The begin of a line that is too long: its name is kept, its value is not.
    fn part(&mut self, part: &str, each: &mut dyn FnMut(Line) -> Result<(), ExtractError>) -> Result<(), ExtractError> {
        if !self.over {
            self.take(part.split_inclusive(':').next().unwrap_or_default(), each)?;
            self.next -= 1;
        }
        self.over = true;
        Ok(())
    }

    fn add(&mut self, more: &str) {
        self.over |= self.line.len() + more.len() > LONGEST;
        if !self.over {
            self.line.push_str(more);
        }
    }

    fn finish(&mut self, each: &mut dyn FnMut(Line) -> Result<(), ExtractError>) -> Result<(), ExtractError> {
        let line = std::mem::take(&mut self.line);
        let cut = std::mem::take(&mut self.over);
        match parse(&line) {
            Some(parsed) => each(Line { number: self.number, cut, ..parsed }),
            None => Ok(()),
        }
    }
}

/// Whether the parameters say quoted-printable.
fn is_quoted(line: &str) -> bool {
    line.split_once(':').is_some_and(|(head, _)| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE"))
}

fn parse(line: &str) -> Option<Line> {
    let colon = unquoted(line, ':')?;
    let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let mut parts = Vec::new();
    let mut rest = head;
    while let Some(at) = unquoted(rest, ';') {
        parts.push(rest.get(..at)?);
        rest = rest.get(at + 1..)?;
    }
    parts.push(rest);
    let mut parts = parts.into_iter();
    let name = parts.next()?.rsplit('.').next()?.trim().to_ascii_uppercase();
    let parameters = parts.map(|part| match part.split_once('=') {
        Some((name, value)) => (name.trim().to_ascii_uppercase(), value.trim().replace('"', "")),
        // vCard 2.1: `TEL;HOME;VOICE`.
        None => ("TYPE".to_owned(), part.trim().to_owned()),
    });
    let mut line = Line { name, parameters: parameters.collect(), ..Line::default() };
    line.value = decoded(&line, value);
    Some(line)
}

/// Where a character first stands outside of quotes.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == wanted && !quoted).then_some(at)
    })
}

fn decoded(line: &Line, value: &str) -> String {
    let says = |wanted: &str| line.parameters.iter().any(|(_, value)| value.eq_ignore_ascii_case(wanted));
    if says("QUOTED-PRINTABLE") {
        return charset::text(&encoded_bytes(value, false), line.parameter("CHARSET").unwrap_or_default());
    }
    let is_text = !matches!(line.name.as_str(), "PHOTO" | "LOGO" | "SOUND" | "KEY" | "ATTACH");
    if is_text && (says("BASE64") || says("B")) {
        return charset::text(&encoded_bytes(value, true), line.parameter("CHARSET").unwrap_or_default());
    }
    value.to_owned()
}
