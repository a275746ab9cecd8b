//! A windowed XML scanner: it walks over a stream of any length in bounded memory and asks nothing of namespaces.
//!
//! Element and attribute names are given without their prefix. Entities are decoded only where text is asked for; no DTD is
//! read. Text that is not valid in the part's encoding is replaced and counted. What a strict parser refuses (a stray `<`,
//! an end tag too many) is tolerated: the text behind it matters more than the fault.

mod encoding;
mod tag;
mod text;
mod window;

pub(crate) use tag::Tag;
pub(crate) use text::Text;

use super::ExtractError;
use crate::incident::IncidentKind;
use std::cell::Cell;
use std::io::Read;
use std::ops::Range;
use std::rc::Rc;
use window::Window;

/// What the scanner came to. Names and text borrow from its window, until it moves on.
#[derive(Debug)]
pub(crate) enum Event<'s> {
    /// An element begins.
    Start(Tag<'s>),
    /// An element ends, an empty one (`<c/>`) too; its name without prefix.
    End(&'s [u8]),
    /// A piece of text; a long text comes in several.
    Text(Text<'s>),
    /// The part is over, complete.
    Eof,
}

/// Walks over one XML part.
pub(crate) struct Scanner<'r> {
    window: Window<'r>,
    state: State,
    depth: u32,
    max_depth: u32,
    /// Whether any tag was seen: a part without one is no XML.
    any_tag: bool,
    replaced: Rc<Cell<u64>>,
    /// The last comment, where comments are kept.
    comment: Option<Vec<u8>>,
}

/// What comes next.
enum State {
    /// Nothing was read yet, the encoding is unknown.
    Fresh,
    /// Outside of any markup.
    Content,
    /// The element that began last was empty: its end is due. Where its name stands in the window.
    EmptyEnd(Range<usize>),
    /// Within `<![CDATA[`.
    Cdata,
}

/// A step of the scanner, as places in the window.
enum Step {
    Start { tag: Range<usize>, name: Range<usize> },
    End(Range<usize>),
    Text { text: Range<usize>, cdata: bool },
    Nothing,
    Eof,
}

impl<'r> Scanner<'r> {
    /// A scanner over `input` that refuses elements nested deeper than `max_depth`.
    pub(crate) fn new(input: impl Read + 'r, max_depth: u32) -> Self {
        Self::with_window(input, max_depth, window::WINDOW)
    }

    fn with_window(input: impl Read + 'r, max_depth: u32, size: usize) -> Self {
        Self {
            window: Window::new(Box::new(input), size),
            state: State::Fresh,
            depth: 0,
            max_depth,
            any_tag: false,
            replaced: Rc::default(),
            comment: None,
        }
    }

    /// From now on comments can be asked for.
    pub(crate) fn keep_comments(&mut self) {
        self.comment = Some(Vec::new());
    }

    /// The comments that stood before the last event, as far as they are not very long.
    pub(crate) fn take_comment(&mut self) -> Option<String> {
        let comment = self.comment.as_mut().filter(|comment| !comment.is_empty())?;
        let text = String::from_utf8_lossy(comment).into_owned();
        comment.clear();
        Some(text)
    }

    /// How many pieces of text were not valid in the part's encoding so far.
    pub(crate) fn replaced(&self) -> u64 {
        self.replaced.get()
    }

    /// The next event.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, ExtractError> {
        let step = loop {
            match self.step()? {
                Step::Nothing => {}
                step => break step,
            }
        };
        Ok(match step {
            Step::Start { tag, name } => {
                Event::Start(Tag::new(self.window.slice(tag), self.window.slice(name), &self.replaced))
            }
            Step::End(name) => Event::End(self.window.slice(name)),
            Step::Text { text, cdata } => Event::Text(Text::new(self.window.slice(text), cdata, &self.replaced)),
            Step::Nothing | Step::Eof => Event::Eof,
        })
    }

    /// What is in memory of what comes next, for a reader that knows some element's usual form and takes it by a short cut:
    /// [`Scanner::pass`] goes over it. Nothing, where the next byte is not plain content or where `levels` more open elements
    /// may be too many.
    #[inline]
    pub(crate) fn ahead(&self, levels: u32) -> &[u8] {
        if matches!(self.state, State::Content) && self.depth.saturating_add(levels) <= self.max_depth {
            self.window.rest()
        } else {
            &[]
        }
    }

    /// Some of [`Scanner::ahead`] as a piece of text.
    #[inline]
    pub(crate) fn text_ahead<'s>(&'s self, raw: &'s [u8]) -> Text<'s> {
        Text::new(raw, false, &self.replaced)
    }

    /// Goes over so many bytes of [`Scanner::ahead`]: one or more whole elements.
    #[inline]
    pub(crate) fn pass(&mut self, length: usize) {
        self.any_tag = true;
        self.window.take(length);
    }

    /// Goes on to the end of the element whose start was given last, over all that is in it.
    pub(crate) fn skip_element(&mut self) -> Result<(), ExtractError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Event::Eof) {
                break;
            }
        }
        Ok(())
    }

    fn step(&mut self) -> Result<Step, ExtractError> {
        match self.state {
            State::Content => self.content(),
            State::Cdata => Ok(self.cdata()),
            State::EmptyEnd(ref name) => {
                let name = name.clone();
                self.state = State::Content;
                self.depth = self.depth.saturating_sub(1);
                Ok(Step::End(name))
            }
            State::Fresh => {
                encoding::settle(&mut self.window, &self.replaced);
                self.state = State::Content;
                Ok(Step::Nothing)
            }
        }
    }

    #[inline]
    fn content(&mut self) -> Result<Step, ExtractError> {
        let rest = self.window.rest();
        match rest {
            [b'<', b'/', ..] => self.end_tag(),
            [b'<', b'!' | b'?', ..] => self.declaration(),
            [b'<', first, ..] if is_name_start(*first) => self.start_tag(),
            [b'<'] | [] => {
                let empty = rest.is_empty();
                if self.window.refill() {
                    Ok(Step::Nothing)
                } else if empty {
                    self.finish()
                } else {
                    Ok(self.text())
                }
            }
            _ => Ok(self.text()),
        }
    }

    fn finish(&mut self) -> Result<Step, ExtractError> {
        if let Some(fault) = self.window.take_fault() {
            return Err(fault.into());
        }
        if self.depth > 0 {
            return Err(ExtractError::Truncated("ends inside an element".into()));
        }
        if !self.any_tag {
            return Err(ExtractError::Corrupt("is not XML".into()));
        }
        Ok(Step::Eof)
    }

    fn start_tag(&mut self) -> Result<Step, ExtractError> {
        let mut range = self.tag_range(1)?;
        let tag = self.window.slice(range.clone());
        let name = tag::local_name(tag);
        let name = range.start + name.start..range.start + name.end;
        let empty = tag.last() == Some(&b'/');
        self.any_tag = true;
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(ExtractError::Limit {
                kind: IncidentKind::LimitDepth,
                detail: format!("elements are nested deeper than {}", self.max_depth),
            });
        }
        if empty {
            range.end -= 1;
            self.state = State::EmptyEnd(name.clone());
        }
        Ok(Step::Start { tag: range, name })
    }

    fn end_tag(&mut self) -> Result<Step, ExtractError> {
        let range = self.tag_range(2)?;
        let name = tag::local_name(self.window.slice(range.clone()));
        self.depth = self.depth.saturating_sub(1);
        Ok(Step::End(range.start + name.start..range.start + name.end))
    }

    /// What stands between `<` (with `skip` bytes of markup) and `>`; the window moves behind it.
    #[inline]
    fn tag_range(&mut self, skip: usize) -> Result<Range<usize>, ExtractError> {
        let mut search = tag::EndSearch::new(skip);
        loop {
            if let Some(end) = search.go_on(self.window.rest()) {
                let range = self.window.take(end + 1);
                return Ok(range.start + skip..range.end - 1);
            }
            if self.window.is_at_bound() {
                return Err(ExtractError::Limit {
                    kind: IncidentKind::LimitBytes,
                    detail: format!("a tag is longer than {} bytes", window::MAX_UNIT),
                });
            }
            if !self.window.refill_growing() {
                self.window.clear();
                let fault = self.window.take_fault();
                return Err(fault.map_or_else(|| ExtractError::Truncated("ends inside a tag".into()), Into::into));
            }
        }
    }

    /// `<!--`, `<![CDATA[`, `<!DOCTYPE` or `<?`.
    fn declaration(&mut self) -> Result<Step, ExtractError> {
        if self.window.rest().len() < 9 {
            self.window.refill();
        }
        let rest = self.window.rest();
        if rest.starts_with(b"<![CDATA[") {
            self.window.take(9);
            self.state = State::Cdata;
        } else if rest.starts_with(b"<!--") {
            self.window.take(4);
            self.window.copy_past(b"-->", self.comment.as_mut());
        } else if rest.starts_with(b"<?") {
            self.window.take(2);
            self.window.skip_past(b"?>");
        } else {
            self.window.take(2);
            self.skip_doctype();
        }
        Ok(Step::Nothing)
    }

    /// Over a document type with its internal subset. Its entities are not read, so none can grow.
    fn skip_doctype(&mut self) {
        let mut quote = None;
        let mut subset = false;
        while let Some(byte) = self.window.bump() {
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'[') => subset = true,
                (None, b']') => subset = false,
                (None, b'>') if !subset => return,
                (None, b'<') => {
                    if self.window.rest().len() < 3 {
                        self.window.refill();
                    }
                    if self.window.rest().starts_with(b"!--") {
                        self.window.skip_past(b"-->");
                    } else if self.window.rest().starts_with(b"?") {
                        self.window.skip_past(b"?>");
                    }
                }
                _ => {}
            }
        }
    }

    /// A piece of text up to the next tag, or as much as the window holds. A `<` that begins no tag counts as text.
    #[inline]
    fn text(&mut self) -> Step {
        let find = |rest: &[u8]| memchr::memchr(b'<', rest.get(1..).unwrap_or_default()).map(|at| at + 1);
        let mut end = find(self.window.rest());
        if end.is_none() && self.window.refill() {
            end = find(self.window.rest());
        }
        let end = end.unwrap_or_else(|| self.window.safe_end());
        Step::Text { text: self.window.take(end), cdata: false }
    }

    fn cdata(&mut self) -> Step {
        let find = |rest: &[u8]| memchr::memmem::find(rest, b"]]>");
        let mut end = find(self.window.rest());
        if end.is_none() && self.window.refill() {
            end = find(self.window.rest());
        }
        match end {
            Some(end) => {
                let text = self.window.take(end);
                self.window.take(3);
                self.state = State::Content;
                Step::Text { text, cdata: true }
            }
            None if self.window.rest().is_empty() => {
                self.state = State::Content;
                Step::Nothing
            }
            None => {
                let end = self.window.safe_end();
                Step::Text { text: self.window.take(end), cdata: true }
            }
        }
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

#[cfg(test)]
mod tests;
