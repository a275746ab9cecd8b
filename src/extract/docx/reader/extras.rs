//! Text beside the text: link targets, field codes, attributes that people read.

use super::super::block::{Frame, Paragraph};
use super::Reader;
use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::xml::Tag;
use crate::extract::{ExtractError, field, heed, link};
use std::collections::BTreeMap;

impl Reader<'_> {
    /// Takes the value of an attribute that holds text.
    pub(super) fn attribute(&mut self, tag: &Tag<'_>, name: &[u8], role: Role) -> Result<(), ExtractError> {
        let Some(value) = tag.attr(name).filter(|value| !value.trim().is_empty()) else { return Ok(()) };
        if role == Role::Machine && field::is_dull(&value) {
            return Ok(());
        }
        let bytes = value.len() as u64;
        match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph)) => paragraph.extras.push((role, value.into_owned())),
            _ => self.waiting.push((role, self.numbers.paragraphs.max(1), value.into_owned())),
        }
        self.hold(bytes)
    }

    /// Takes the target of a link, the first time it is used.
    pub(super) fn link(&mut self, tag: &Tag<'_>) {
        let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() else { return };
        if let Some(target) = tag.attr(b"id").and_then(|id| self.links.remove(&*id)) {
            paragraph.extras.push((link::role(&target), target));
        }
    }

    pub(super) fn end_code(&mut self) {
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
            paragraph.end_code();
        }
    }

    /// Pushes the targets that nothing in the part refers to, in the order of their ids.
    pub(super) fn push_unused_links(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let links: BTreeMap<_, _> = std::mem::take(&mut self.links).into_iter().collect();
        for target in links.values() {
            let segment = Segment::new(target, Locator::Part { part: self.part.clone() });
            heed(sink.segment(segment.with_role(link::role(target))))?;
        }
        Ok(())
    }
}

impl Paragraph {
    /// The field code is complete.
    pub(in super::super) fn end_code(&mut self) {
        let code = std::mem::take(&mut self.code);
        self.extras.extend(field::read(&code));
    }

    /// Drops the targets that the text shows anyway.
    pub(in super::super) fn drop_shown_links(&mut self) {
        let text = &self.text;
        self.extras.retain(|(_, target)| !link::is_shown(text, target));
    }
}
