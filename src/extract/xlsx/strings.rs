//! The shared strings: all in one arena, under a cap; what goes over it is pushed as it is read.

use super::reference::unescape;
use crate::config::Limits;
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::package::Package;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner};
use crate::incident::{Incident, IncidentKind, Stage};

/// The shared strings of a workbook.
#[derive(Debug, Default)]
pub(super) struct Strings {
    arena: String,
    /// Where each string ends in the arena.
    ends: Vec<u32>,
    /// Whether more strings were read than are held.
    pub(super) capped: bool,
}

impl Strings {
    /// The string of this index.
    #[inline]
    pub(super) fn get(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?;
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        self.arena.get(start..end)
    }

    fn bytes(&self) -> u64 {
        (self.arena.len() + self.ends.len() * size_of::<u32>()) as u64
    }

    fn start_of_last(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }
}

/// Reads the shared strings part, where there is one.
pub(super) fn read(
    package: &mut Package<'_>,
    part: String,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<Strings, ExtractError> {
    let mut reader = Reader { strings: Strings::default(), cap: limits.memory_bytes.min(u32::MAX.into()), over: None };
    package.scan(&part, sink, |scanner, sink| reader.read(scanner, sink))?;
    Ok(reader.strings)
}

struct Reader {
    strings: Strings,
    cap: u64,
    /// Set once the cap bit: the string being read.
    over: Option<Piece>,
}

impl Reader {
    fn read(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let (mut in_string, mut in_text) = (false, false);
        loop {
            match scanner.next()? {
                Event::Text(text) if in_text => {
                    let target = match &mut self.over {
                        Some(over) => over.text_mut(),
                        None => &mut self.strings.arena,
                    };
                    text.push_to(target);
                    self.keep_bounds(sink)?;
                }
                Event::Start(tag) => match tag.name() {
                    b"si" => in_string = true,
                    b"t" if in_string => in_text = true,
                    // How a word is pronounced stands beside it, once more.
                    b"rPh" => scanner.skip_element()?,
                    _ => {}
                },
                Event::End(b"t") => in_text = false,
                Event::End(b"si") => {
                    (in_string, in_text) = (false, false);
                    self.end_string(sink)?;
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// After each piece of text: moves over to pushing once the arena is full.
    fn keep_bounds(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if let Some(over) = &mut self.over {
            return over.push_if_long(place, Role::Body, sink);
        }
        if self.strings.bytes() > self.cap {
            let text = self.strings.arena.split_off(self.strings.start_of_last());
            self.over = Some(Piece::from(text));
            self.strings.capped = true;
            let detail = format!(
                "the shared strings take more than {} bytes; those after the first {} were read without their cells",
                self.cap,
                self.strings.ends.len(),
            );
            sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitMemory, detail));
        }
        Ok(())
    }

    fn end_string(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.over.is_none() {
            let start = self.strings.start_of_last();
            unescape(&mut self.strings.arena, start);
            self.strings.ends.push(u32::try_from(self.strings.arena.len()).unwrap_or(u32::MAX));
            // Empty strings take room too.
            return self.keep_bounds(sink);
        }
        if let Some(over) = &mut self.over {
            unescape(over.text_mut(), 0);
            over.finish(place(), Role::Body, sink)?;
        }
        Ok(())
    }
}

fn place() -> Locator {
    Locator::Part { part: "shared strings".into() }
}
