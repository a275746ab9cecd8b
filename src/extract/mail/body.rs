//! The text of a mail, as paragraphs: lines that were broken only because they were long are put together again.

use super::compare::Seen;
use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::piece::Piece;
use crate::extract::{ExtractError, heed};
use std::sync::Arc;

/// A line is held at most so long while it has no end.
const LONGEST: usize = 256 << 10;
/// Mail programs break lines at 72 to 78 characters: one that is shorter than the lower bound ends where its writer wanted.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=80;
const MARGIN: usize = 72;
/// Begins a text that is encrypted by PGP inside of a plain body.
const ARMOUR: &str = "-----BEGIN PGP MESSAGE-----";

/// How lines were broken (RFC 3676).
#[derive(Clone, Copy, Default)]
pub(super) struct Flowed {
    /// A blank at the end of a line says that it goes on in the next.
    pub(super) flowed: bool,
    /// That blank is not part of the text.
    pub(super) delete_blank: bool,
}

/// Takes text as it comes and pushes paragraphs.
pub(super) struct Body<'s> {
    part: Arc<str>,
    flowed: Flowed,
    sink: &'s mut dyn Sink,
    /// What other versions of the text are compared with.
    pub(super) learn: Option<&'s mut Seen>,
    /// A line that has no end yet.
    line: String,
    /// That line is a later piece of a longer one.
    cut: bool,
    paragraph: Piece,
    /// Quotation marks before, and characters of, the last line of the open paragraph.
    open: Option<(usize, usize)>,
    /// Part of it is encrypted.
    pub(super) encrypted: bool,
    armour: bool,
}

impl<'s> Body<'s> {
    pub(super) fn new(part: &str, flowed: Flowed, sink: &'s mut dyn Sink) -> Self {
        Self {
            part: part.into(),
            flowed,
            sink,
            learn: None,
            line: String::new(),
            cut: false,
            paragraph: Piece::default(),
            open: None,
            encrypted: false,
            armour: false,
        }
    }

    /// Takes more text.
    pub(super) fn text(&mut self, text: &str) -> Result<(), ExtractError> {
        let mut rest = text;
        while let Some((line, after)) = rest.split_once('\n') {
            self.line.push_str(line);
            let line = std::mem::take(&mut self.line);
            self.take(&line, true)?;
            self.line = line;
            self.line.clear();
            rest = after;
        }
        self.line.push_str(rest);
        if self.line.len() > LONGEST {
            let line = std::mem::take(&mut self.line);
            self.take(&line, false)?;
        }
        Ok(())
    }

    /// Pushes what is left.
    pub(super) fn end(&mut self) -> Result<(), ExtractError> {
        let line = std::mem::take(&mut self.line);
        self.take(&line, true)?;
        self.finish()
    }

    fn take(&mut self, line: &str, whole: bool) -> Result<(), ExtractError> {
        if std::mem::replace(&mut self.cut, !whole) {
            self.add("", line)?;
        } else {
            self.begin(line.strip_suffix('\r').unwrap_or(line))?;
        }
        if !whole {
            self.open = Some((usize::MAX, 0));
        }
        Ok(())
    }

    /// A line begins: a new paragraph, or the next line of the open one.
    fn begin(&mut self, line: &str) -> Result<(), ExtractError> {
        let (quotes, text) = unquote(line);
        if self.is_armour(text) {
            return self.finish();
        }
        if let Some(seen) = &mut self.learn {
            seen.learn(text);
        }
        let joins = self.open.is_some_and(|(before, length)| {
            before == quotes && (if self.flowed.flowed { length > 0 } else { wraps(length, text) })
        });
        if !joins {
            self.finish()?;
        }
        // Rows of a table are as long as their columns want.
        let is_row = text.trim().contains("   ") || text.contains(['\t', '|']);
        let length = if is_row { 0 } else { text.chars().count() };
        if self.flowed.flowed {
            let goes_on = text.ends_with(' ') && text != "-- ";
            let text =
                if goes_on && self.flowed.delete_blank { text.get(..text.len() - 1).unwrap_or(text) } else { text };
            self.add("", text)?;
            self.open = Some((quotes, usize::from(goes_on)));
        } else {
            self.add(if joins { " " } else { "" }, text)?;
            self.open = Some((quotes, length));
        }
        Ok(())
    }

    fn add(&mut self, between: &str, text: &str) -> Result<(), ExtractError> {
        let paragraph = self.paragraph.text_mut();
        paragraph.push_str(between);
        paragraph.push_str(text);
        let place = Locator::Part { part: self.part.clone() };
        self.paragraph.push_if_long(|| place, Role::Body, self.sink)
    }

    fn finish(&mut self) -> Result<(), ExtractError> {
        self.open = None;
        if self.paragraph.text_mut().trim().is_empty() {
            self.paragraph.text_mut().clear();
        }
        let place = Locator::Part { part: self.part.clone() };
        self.paragraph.finish(place, Role::Body, self.sink)
    }

    /// Whether a line belongs to an encrypted block.
    fn is_armour(&mut self, text: &str) -> bool {
        if text.trim_end() == ARMOUR {
            (self.armour, self.encrypted) = (true, true);
        }
        let inside = self.armour;
        self.armour &= !text.starts_with("-----END PGP");
        inside
    }
}

/// Pushes the lines of a text, without those that another version of it has.
pub(super) fn push_lines(
    text: &str,
    part: &Arc<str>,
    seen: Option<&Seen>,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if seen.is_none_or(|seen| !seen.covers(line)) {
            heed(sink.segment(Segment::new(line, Locator::Part { part: part.clone() })))?;
        }
    }
    Ok(())
}

/// The number of quotation marks at the front, and the text behind them.
fn unquote(line: &str) -> (usize, &str) {
    let (mut quotes, mut rest) = (0, line);
    while let Some(after) = rest.strip_prefix('>') {
        quotes += 1;
        rest = match after.strip_prefix(' ') {
            Some(more) if more.starts_with('>') => more,
            _ => after,
        };
    }
    (quotes, rest.strip_prefix(' ').unwrap_or(rest))
}

/// Whether a line of that length was broken because the next word had no room in it.
fn wraps(length: usize, next: &str) -> bool {
    let word = next.split(' ').next().unwrap_or_default();
    let begins_anew = next.starts_with(['-', '*', '\u{2022}', '\t', ' ', '|', '_', '=', '#'])
        || word.ends_with(':')
        || word.is_empty()
        || word.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit());
    WRAPPED.contains(&length) && !begins_anew && length + 1 + word.chars().count() > MARGIN
}
