//! The shared strings: all in one arena, under a cap; what goes over it is pushed as it is read.

use super::plain;
use super::reference::unescape;
use crate::config::Limits;
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::package::Package;
use crate::extract::piece::Piece;
use crate::extract::xml::{Event, Scanner, Text};
use crate::incident::{Incident, IncidentKind, Stage};
use std::cell::Cell;

/// The shared strings of a workbook by their index. Where one stands is looked up at random, a million times a sheet: it
/// must cost one look, and none at the text itself.
#[derive(Debug, Default)]
pub(in crate::extract) struct Strings<'a> {
    texts: Vec<&'a str>,
    /// A bit for each that a cell referred to.
    used: Vec<Cell<u64>>,
    /// Whether more strings were read than are held.
    pub(in crate::extract) capped: bool,
}

impl<'a> Strings<'a> {
    /// The string of this index.
    #[inline]
    pub(in crate::extract) fn get(&self, index: u32) -> Option<&'a str> {
        let index = usize::try_from(index).ok()?;
        let text = self.texts.get(index).copied()?;
        if let Some(bits) = self.used.get(index / 64) {
            bits.set(bits.get() | 1 << (index % 64));
        }
        Some(text)
    }

    /// Those that were never asked for.
    pub(in crate::extract) fn unused(&self) -> impl Iterator<Item = &'a str> {
        let used = |index: usize| self.used.get(index / 64).is_some_and(|bits| bits.get() >> (index % 64) & 1 == 1);
        self.texts.iter().enumerate().filter(move |(index, _)| !used(*index)).map(|(_, text)| *text)
    }
}

/// Where the shared strings are held.
#[derive(Debug, Default)]
pub(in crate::extract) struct Arena {
    text: String,
    /// Where each string ends in the text.
    ends: Vec<u32>,
    capped: bool,
}

impl Arena {
    /// The strings by their index.
    pub(in crate::extract) fn strings(&self) -> Strings<'_> {
        let mut start = 0;
        let cut = |&end: &u32| {
            let text = self.text.get(start..end as usize);
            start = end as usize;
            text.unwrap_or_default()
        };
        let used = vec![Cell::new(0); self.ends.len().div_ceil(64)];
        Strings { texts: self.ends.iter().map(cut).collect(), used, capped: self.capped }
    }

    fn bytes(&self) -> u64 {
        (self.text.len() + self.ends.len() * (size_of::<u32>() + size_of::<&str>())) as u64
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
) -> Result<Arena, ExtractError> {
    let mut reader = Reader::new(limits);
    package.scan(&part, sink, |scanner, sink| reader.read(scanner, sink))?;
    Ok(reader.arena)
}

/// Gathers the strings.
pub(in crate::extract) struct Reader {
    pub(in crate::extract) arena: Arena,
    cap: u64,
    /// Set once the cap bit: the string being read.
    over: Option<Piece>,
}

impl Reader {
    pub(in crate::extract) fn new(limits: &Limits) -> Self {
        Self { arena: Arena::default(), cap: limits.memory_bytes.min(u32::MAX.into()), over: None }
    }

    fn read(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let (mut in_string, mut in_text) = (false, false);
        loop {
            if !in_string {
                self.read_plain(scanner, sink)?;
            }
            match scanner.next()? {
                Event::Text(text) if in_text => self.add(text, sink)?,
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

    /// Takes the plain strings that come next by the short cut.
    fn read_plain(&mut self, scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        while let Some((text, length)) = plain::string(scanner.ahead(plain::LEVELS)) {
            self.add(scanner.text_ahead(text), sink)?;
            self.end_string(sink)?;
            scanner.pass(length);
        }
        Ok(())
    }

    fn add(&mut self, text: Text<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        text.push_to(self.text_mut());
        self.keep_bounds(sink)
    }

    /// Where the text of the string that is being read goes; [`Self::keep_bounds`] after each piece of it.
    pub(in crate::extract) fn text_mut(&mut self) -> &mut String {
        self.over.as_mut().map_or(&mut self.arena.text, Piece::text_mut)
    }

    /// After each piece of text: moves over to pushing once the arena is full.
    pub(in crate::extract) fn keep_bounds(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if let Some(over) = &mut self.over {
            return over.push_if_long(place, Role::Body, sink);
        }
        if self.arena.bytes() > self.cap {
            let text = self.arena.text.split_off(self.arena.start_of_last());
            self.over = Some(Piece::from(text));
            self.arena.capped = true;
            let detail = format!(
                "the shared strings take more than {} bytes; those after the first {} were read without their cells",
                self.cap,
                self.arena.ends.len(),
            );
            sink.incident(Incident::new(Stage::Extract, IncidentKind::LimitMemory, detail));
        }
        Ok(())
    }

    fn end_string(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match &mut self.over {
            Some(over) => unescape(over.text_mut(), 0),
            None => {
                let start = self.arena.start_of_last();
                unescape(&mut self.arena.text, start);
            }
        }
        self.end_plain(sink)
    }

    /// The string is whole, and knows no escapes.
    pub(in crate::extract) fn end_plain(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if self.over.is_none() {
            self.arena.ends.push(u32::try_from(self.arena.text.len()).unwrap_or(u32::MAX));
            // Empty strings take room too.
            return self.keep_bounds(sink);
        }
        if let Some(over) = &mut self.over {
            over.finish(place(), Role::Body, sink)?;
        }
        Ok(())
    }
}

fn place() -> Locator {
    Locator::Part { part: "shared strings".into() }
}
