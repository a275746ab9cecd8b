//! What the tokenizer says, made whole: text in pieces, tags with their attributes, comments. All of it bounded.

use super::names;
use super::reader::Reader;
use crate::extract::ExtractError;
use html5gum::{Emitter, Error, State};
use std::ops::Range;

/// Text is handed on once there is so much of it.
const PIECE: usize = 64 << 10;
/// Bytes of one tag's attributes that are kept.
const TAG: usize = 1 << 20;
/// Bytes of a style that are kept: whether it hides stands in its first words.
const STYLE: usize = 1 << 10;
/// Attributes of one tag that are kept.
const ATTRIBUTES: usize = 1_000;
/// Bytes of an element's name that are kept.
const NAME: usize = 256;

/// Hands tokens on to the reader; gives a token only to say that it cannot go on.
pub(super) struct Emit<'r> {
    reader: Reader<'r>,
    /// Text, or a comment, not yet handed on; a character may be cut at its end.
    text: Vec<u8>,
    comment: Vec<u8>,
    tag: Tag,
    is_end: bool,
    /// A start tag has begun and not yet ended.
    in_tag: bool,
    last_start: Vec<u8>,
    fault: Option<ExtractError>,
    failed: bool,
}

/// A tag as it is being read. Names are in lower case.
#[derive(Default)]
pub(super) struct Tag {
    name: Vec<u8>,
    bytes: Vec<u8>,
    attributes: Vec<(Range<usize>, Range<usize>)>,
    /// Whether the value of the last attribute is kept.
    keeps: bool,
    self_closing: bool,
    /// Bytes of values that were not kept though they may be read.
    pub(super) cut: bool,
}

impl Tag {
    fn clear(&mut self) {
        self.name.clear();
        self.bytes.clear();
        self.attributes.clear();
        (self.keeps, self.self_closing, self.cut) = (false, false, false);
    }

    /// The element's name.
    pub(super) fn name(&self) -> &str {
        std::str::from_utf8(&self.name).unwrap_or_default()
    }

    /// Whether the tag ends its element, too.
    pub(super) fn is_closed(&self) -> bool {
        self.self_closing || names::is_void(self.name())
    }

    /// Names and values.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = |range: &Range<usize>| {
            let bytes = self.bytes.get(range.clone()).unwrap_or_default();
            match std::str::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => {
                    std::str::from_utf8(bytes.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
                }
            }
        };
        self.attributes.iter().map(move |(name, value)| (text(name), text(value)))
    }

    /// The value of an attribute; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    fn begin_attribute(&mut self) {
        let at = self.bytes.len();
        self.keeps = self.attributes.len() < ATTRIBUTES;
        if self.keeps {
            self.attributes.push((at..at, at..at));
        }
    }

    fn add_name(&mut self, more: &[u8]) {
        if let Some((name, value)) = self.attributes.last_mut().filter(|_| self.keeps)
            && name.len() + more.len() <= NAME
        {
            self.bytes.extend_from_slice(more);
            name.end = self.bytes.len();
            *value = name.end..name.end;
        }
    }

    fn begin_value(&mut self) {
        let name = self.attributes.last().and_then(|(name, _)| self.bytes.get(name.clone())).unwrap_or_default();
        self.keeps &= !std::str::from_utf8(name).is_ok_and(names::is_dropped);
    }

    fn add_value(&mut self, more: &[u8]) {
        let Some((name, value)) = self.attributes.last_mut().filter(|_| self.keeps) else { return };
        if value.start == value.end && more.starts_with(b"data:") {
            self.keeps = false;
            return;
        }
        let most = if self.bytes.get(name.clone()) == Some(b"style") { STYLE } else { TAG };
        let space = most.min(TAG.saturating_sub(self.bytes.len())).saturating_sub(value.len());
        self.cut |= more.len() > space && most == TAG;
        self.bytes.extend_from_slice(more.get(..more.len().min(space)).unwrap_or_default());
        value.end = self.bytes.len();
    }
}

impl<'r> Emit<'r> {
    pub(super) fn new(reader: Reader<'r>) -> Self {
        Self {
            reader,
            text: Vec::new(),
            comment: Vec::new(),
            tag: Tag::default(),
            is_end: false,
            in_tag: false,
            last_start: Vec::new(),
            fault: None,
            failed: false,
        }
    }

    /// Does something with the reader, unless it failed before.
    fn tell(&mut self, tell: impl FnOnce(&mut Reader<'r>) -> Result<(), ExtractError>) {
        if !self.failed
            && let Err(fault) = tell(&mut self.reader)
        {
            self.failed = true;
            self.fault = Some(fault);
        }
    }

    fn flush_text(&mut self, all: bool) {
        let mut text = std::mem::take(&mut self.text);
        let end = if all { text.len() } else { whole(&text) };
        if end > 0 {
            let piece = String::from_utf8_lossy(text.get(..end).unwrap_or_default());
            self.tell(|reader| reader.text(&piece));
        }
        drop(text.drain(..end));
        self.text = text;
    }

    fn flush_comment(&mut self, all: bool) {
        let mut comment = std::mem::take(&mut self.comment);
        let end = if all { comment.len() } else { whole(&comment) };
        let piece = String::from_utf8_lossy(comment.get(..end).unwrap_or_default());
        self.tell(|reader| reader.comment(&piece, all));
        drop(comment.drain(..end));
        self.comment = comment;
    }

    fn start(&mut self) -> Option<State> {
        self.last_start.clear();
        self.last_start.extend_from_slice(&self.tag.name);
        let tag = std::mem::take(&mut self.tag);
        self.tell(|reader| reader.start(&tag));
        self.tag = tag;
        // A closed one has no content, whatever browsers make of it: what follows is better read than hidden.
        if self.tag.self_closing {
            return None;
        }
        match self.tag.name() {
            "textarea" | "title" => Some(State::RcData),
            "script" => Some(State::ScriptData),
            "style" | "xmp" => Some(State::RawText),
            "plaintext" => Some(State::PlainText),
            _ => None,
        }
    }
}

/// How much of the bytes is whole characters.
fn whole(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    let cut = bytes.iter().rposition(|byte| byte & 0xC0 != 0x80).filter(|at| *at >= tail);
    cut.filter(|at| bytes.get(*at).is_some_and(|byte| *byte >= 0xC0)).unwrap_or(bytes.len())
}

impl Emitter for Emit<'_> {
    type Token = ExtractError;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(last_start_tag.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush_text(true);
        if self.in_tag {
            let tag = std::mem::take(&mut self.tag);
            self.tell(|reader| reader.cut_off(&tag));
        }
        self.tell(Reader::finish);
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<ExtractError> {
        self.fault.take()
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        if self.text.len() >= PIECE {
            self.flush_text(false);
        }
    }

    fn init_start_tag(&mut self) {
        self.tag.clear();
        (self.is_end, self.in_tag) = (false, true);
    }

    fn init_end_tag(&mut self) {
        self.tag.clear();
        self.is_end = true;
    }

    fn init_comment(&mut self) {
        self.flush_text(true);
        self.comment.clear();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush_text(true);
        self.in_tag = false;
        if !self.is_end {
            return self.start();
        }
        self.last_start.clear();
        let tag = std::mem::take(&mut self.tag);
        self.tell(|reader| reader.end(tag.name()));
        self.tag = tag;
        None
    }

    fn emit_current_comment(&mut self) {
        self.flush_comment(true);
    }

    fn emit_current_doctype(&mut self) {}

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        if self.tag.name.len() + name.len() <= NAME {
            self.tag.name.extend_from_slice(name);
        }
    }

    fn push_comment(&mut self, text: &[u8]) {
        self.comment.extend_from_slice(text);
        if self.comment.len() >= PIECE {
            self.flush_comment(false);
        }
    }

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {
        self.flush_text(true);
    }

    fn init_attribute(&mut self) {
        self.tag.begin_attribute();
    }

    fn init_attribute_value(&mut self) {
        self.tag.begin_value();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.tag.add_name(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.tag.add_value(value);
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.tag.name == self.last_start
    }
}
