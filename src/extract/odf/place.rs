//! Where text stands: the body, a note, a comment, a slide, a header. Places stand in one another.

use crate::document::{Locator, Role, TablePlace};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text, or nothing special.
    Text,
    /// A frame, a text box, a shape.
    Shape,
    /// The properties.
    Properties,
    /// Form controls.
    Forms,
    /// Comments and changes: who made them stands within.
    Comment,
    /// What all pages repeat.
    Master,
}

/// A place.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) kind: Kind,
    pub(super) role: Role,
    /// `document`, `comments`, `header`.
    pub(super) part: Arc<str>,
    pub(super) slide: Option<u32>,
    /// What of a slide, where it is not the slide itself.
    pub(super) of_slide: Option<Arc<str>>,
    /// Where all of it stands, if that is one place: the cell of a comment.
    pub(super) fixed: Option<Locator>,
    /// Tables that were open when it began: more are its own.
    pub(super) tables: usize,
    /// Its text is not reported.
    pub(super) dropped: bool,
}

impl Place {
    pub(super) fn new(part: &str, role: Role) -> Self {
        Self {
            kind: Kind::Text,
            role,
            part: part.into(),
            slide: None,
            of_slide: None,
            fixed: None,
            tables: 0,
            dropped: false,
        }
    }

    /// The slide of that number.
    pub(super) fn slide(number: u32, hidden: bool) -> Self {
        let of_slide = hidden.then(|| "hidden slide".into());
        Self { slide: Some(number), of_slide, ..Self::new("slide", Role::Body) }
    }

    pub(super) fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// A place of that name within this one: of a slide, if this is of one.
    pub(super) fn inner(&self, part: &str, role: Role) -> Self {
        Self { slide: self.slide, of_slide: self.slide.map(|_| part.into()), ..Self::new(part, role) }
    }

    /// The name of the place as tables and links have it.
    pub(super) fn name(&self) -> Arc<str> {
        match (self.slide, &self.of_slide) {
            (Some(slide), Some(part)) => format!("slide {slide}, {part}").into(),
            (Some(slide), None) => format!("slide {slide}").into(),
            _ => self.part.clone(),
        }
    }
}

/// How many paragraphs and tables came before, in places of the same name.
#[derive(Debug, Default)]
pub(super) struct Numbers(FxHashMap<Arc<str>, (u32, u32)>);

impl Numbers {
    /// Where a paragraph of the place stands; whether it `counts`, or goes by the number of the one before.
    pub(super) fn paragraph(&mut self, place: &Place, counts: bool) -> Locator {
        if let Some(fixed) = &place.fixed {
            return fixed.clone();
        }
        if let Some(slide) = place.slide {
            return Locator::Slide { slide, part: place.of_slide.clone() };
        }
        let (paragraphs, _) = self.0.entry(place.part.clone()).or_default();
        *paragraphs = paragraphs.saturating_add(u32::from(counts));
        Locator::Paragraph { part: place.part.clone(), paragraph: (*paragraphs).max(1) }
    }

    /// Where the next table of the place stands.
    pub(super) fn table(&mut self, place: &Place) -> TablePlace {
        let part = place.name();
        let (_, tables) = self.0.entry(part.clone()).or_default();
        *tables = tables.saturating_add(1);
        TablePlace::Document { part, table: *tables }
    }
}
