//! Names that a document keeps beside its text: who commented, who changed it, who saved it where.

use super::Tables;
use super::fib::Fib;
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::bytes::{push_utf16, u16_at};
use crate::extract::codepage::CodePage;
use crate::extract::piece::Piece;

/// Entries of one list that are read.
const MOST: usize = 65_536;
/// Numbers of the lists among the tables.
const COMMENTERS: usize = 36;
const REVISERS: usize = 51;
const SAVERS: usize = 71;

/// The names.
#[derive(Debug, Default)]
pub(super) struct Lists {
    names: Vec<(&'static str, String)>,
}

/// Reads the lists.
pub(super) fn read(fib: &Fib, tables: &mut Tables<'_, '_>) -> Lists {
    let mut lists = Lists::default();
    lists.add("comment authors", counted(&tables.read(fib.pair(COMMENTERS))));
    lists.add("authors", strings(&tables.read(fib.pair(REVISERS))));
    lists.add("saved by", strings(&tables.read(fib.pair(SAVERS))));
    lists
}

impl Lists {
    fn add(&mut self, part: &'static str, names: Vec<String>) {
        let before = self.names.len();
        for name in names {
            if !name.trim().is_empty() && !self.names.iter().skip(before).take(64).any(|(_, other)| *other == name) {
                self.names.push((part, name));
            }
        }
    }

    /// Pushes them.
    pub(super) fn push(self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        for (part, name) in self.names {
            // Those of programs, which Word writes into every list of revisers.
            if name != "Unknown" {
                Piece::from(name).finish(Locator::Part { part: part.into() }, Role::Author, sink)?;
            }
        }
        Ok(())
    }
}

/// Strings, each behind its length.
fn counted(mut bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(length) = u16_at(bytes, 0).filter(|_| found.len() < MOST) {
        let end = 2 + usize::from(length) * 2;
        let Some(text) = bytes.get(2..end) else { break };
        let mut name = String::new();
        push_utf16(text, &mut name);
        found.push(name);
        bytes = bytes.get(end..).unwrap_or_default();
    }
    found
}

/// A table of strings ([MS-DOC] 2.2.4): a mark of wide characters, how many, how many bytes more behind each, the strings.
fn strings(bytes: &[u8]) -> Vec<String> {
    let wide = u16_at(bytes, 0) == Some(0xFFFF);
    let head = if wide { 2 } else { 0 };
    let (Some(count), Some(extra)) = (u16_at(bytes, head), u16_at(bytes, head + 2)) else { return Vec::new() };
    let mut rest = bytes.get(head + 4..).unwrap_or_default();
    let mut found = Vec::new();
    for _ in 0..count {
        let (start, length) = match (wide, u16_at(rest, 0), rest.first()) {
            (true, Some(length), _) => (2, usize::from(length) * 2),
            (false, _, Some(length)) => (1, usize::from(*length)),
            _ => break,
        };
        let Some(text) = rest.get(start..start + length) else { break };
        let mut name = String::new();
        if wide {
            push_utf16(text, &mut name)
        } else {
            CodePage::default().push(text, &mut name)
        }
        found.push(name);
        let Some(after) = rest.get(start + length + usize::from(extra)..) else { break };
        rest = after;
    }
    found
}
