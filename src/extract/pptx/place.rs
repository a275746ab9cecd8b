//! Where a part's text stands, in words that a person finds again.

use super::parts::Kind;
use crate::document::{Locator, TablePlace};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A slide, something of a slide, or a part of the presentation as a whole.
#[derive(Clone, Debug)]
pub(super) struct Place {
    slide: Option<u32>,
    /// `notes` of a slide; `slide master (View > Slide Master)` of the presentation.
    part: Option<Arc<str>>,
    /// In full, for tables: `slide 2, notes`.
    name: Arc<str>,
}

impl Place {
    /// The slide of that number; whether it is lost, as no presentation lists it.
    pub(super) fn slide(number: u32, lost: bool) -> Self {
        Self::new(Some(number), lost.then_some("slide that is no longer shown, but still in the file"))
    }

    /// The same slide, known to be left out when the presentation is shown.
    pub(super) fn hidden(&self) -> Self {
        if self.part.is_some() { self.clone() } else { Self::new(self.slide, Some("hidden slide")) }
    }

    /// What stands on no slide.
    pub(super) fn of(kind: Kind) -> Self {
        Self::new(None, Some(kind.label()))
    }

    fn new(slide: Option<u32>, part: Option<&str>) -> Self {
        let name = match (slide, part) {
            (Some(slide), Some(part)) => format!("slide {slide}, {part}"),
            (Some(slide), None) => format!("slide {slide}"),
            (None, part) => part.unwrap_or("presentation").to_owned(),
        };
        Self { slide, part: part.map(Into::into), name: name.into() }
    }

    /// The place of a part that belongs to this one.
    pub(super) fn within(&self, kind: Kind) -> Self {
        match self.slide {
            Some(_) if kind != Kind::Slide => Self::new(self.slide, Some(kind.label())),
            _ => self.clone(),
        }
    }

    /// The slide's name, where it is one.
    pub(super) fn name(&self) -> Option<&str> {
        self.slide.map(|_| &*self.name)
    }

    /// The place of a paragraph: of a slide, the slide.
    pub(super) fn locator(&self, paragraph: u32) -> Locator {
        match self.slide {
            Some(slide) => Locator::Slide { slide, part: self.part.clone() },
            None => Locator::Paragraph { part: self.name.clone(), paragraph },
        }
    }
}

/// How many paragraphs and tables came before, in parts of the same name.
#[derive(Debug, Default)]
pub(super) struct Numbers(FxHashMap<Arc<str>, (u32, u32)>);

impl Numbers {
    /// The place of the next paragraph.
    pub(super) fn paragraph(&mut self, place: &Place) -> Locator {
        let (paragraphs, _) = self.0.entry(place.name.clone()).or_default();
        *paragraphs = paragraphs.saturating_add(1);
        place.locator(*paragraphs)
    }

    /// The place of the next table.
    pub(super) fn table(&mut self, place: &Place) -> TablePlace {
        let (_, tables) = self.0.entry(place.name.clone()).or_default();
        *tables = tables.saturating_add(1);
        TablePlace::Document { part: place.name.clone(), table: *tables }
    }
}
