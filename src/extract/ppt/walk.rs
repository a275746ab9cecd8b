//! Walks the records of a presentation and pushes what is text.

use super::persist::Slides;
use crate::config::Limits;
use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::bytes::{push_latin1, push_utf16, u16_at, u32_at};
use crate::extract::link;
use crate::extract::{ExtractError, heed};
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom};

/// Records of earlier states, and texts, that are remembered.
const MOST: usize = 1 << 20;

// Kinds of records ([MS-PPT] 2.13.24).
const DOCUMENT: u16 = 1000;
const SLIDE: u16 = 1006;
const NOTES: u16 = 1008;
const NOTES_ATOM: u16 = 1009;
const SLIDE_PERSIST: u16 = 1011;
const MASTER: u16 = 1016;
const SLIDE_INFO: u16 = 1017;
const TEXT_HEADER: u16 = 3999;
const TEXT_CHARS: u16 = 4000;
const TEXT_BYTES: u16 = 4008;
const STRING: u16 = 4026;
const HANDOUT: u16 = 4041;
const LINK: u16 = 4055;
const HEADERS_FOOTERS: u16 = 4057;
const SLIDE_LIST: u16 = 4080;
const OBJECT: u16 = 4113;
const TAG_DATA: u16 = 5003;
const COMMENT: u16 = 12_000;
const CRYPT_SESSION: u16 = 12_052;

/// The head of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    version: u8,
    pub(super) instance: u16,
    pub(super) kind: u16,
    pub(super) length: u32,
}

impl Head {
    /// Reads one; none at the end of the stream.
    pub(super) fn read(stream: &mut impl Read) -> io::Result<Option<Self>> {
        let mut bytes = Vec::with_capacity(8);
        stream.take(8).read_to_end(&mut bytes)?;
        let number = u16_at(&bytes, 0).zip(u16_at(&bytes, 2)).zip(u32_at(&bytes, 4));
        Ok(number.map(|((first, kind), length)| Self {
            version: (first & 0xF) as u8,
            instance: first >> 4,
            kind,
            length,
        }))
    }

    /// Whether records stand in it.
    fn holds_records(self) -> bool {
        self.version == 0xF || self.kind == TAG_DATA
    }
}

/// An open record.
#[derive(Clone, Copy, Debug)]
struct Open {
    end: u64,
    kind: u16,
    instance: u16,
}

/// Where texts stand, for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    slide: Option<u32>,
    part: Option<&'static str>,
}

impl Place {
    fn locator(self) -> Locator {
        let part = self.part.map(Into::into);
        match self.slide {
            Some(slide) => Locator::Slide { slide, part },
            None => Locator::Part { part: part.unwrap_or_else(|| "presentation".into()) },
        }
    }
}

/// An embedded file, where it stands in the stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    pub(super) start: u64,
    pub(super) length: u64,
    pub(super) packed: bool,
}

/// Walks the stream.
pub(super) struct Walker<S> {
    stream: S,
    slides: Slides,
    /// What was found on the way and is read afterwards.
    pub(super) objects: Vec<Object>,
    depth: u32,
    longest: u64,
    open: Vec<Open>,
    place: Place,
    /// Slides that no list names, and those of the list that is being read.
    unlisted: u32,
    listed: u32,
    is_title: bool,
    deep: bool,
    /// Set for records of an earlier state: only texts that are new are pushed.
    stale: bool,
    seen: FxHashSet<u64>,
}

impl<S: Read + Seek> Walker<S> {
    pub(super) fn new(stream: S, slides: Slides, limits: &Limits) -> Self {
        Self {
            stream,
            slides,
            objects: Vec::new(),
            depth: limits.xml_depth,
            longest: limits.memory_bytes,
            open: Vec::new(),
            place: Place::default(),
            unlisted: 0,
            listed: 0,
            is_title: false,
            deep: false,
            stale: false,
            seen: FxHashSet::default(),
        }
    }

    /// Pushes the current state, then what others left.
    pub(super) fn read(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let mut stale = Vec::new();
        let mut at = 0;
        loop {
            self.stream.seek(SeekFrom::Start(at))?;
            let Some(head) = Head::read(&mut self.stream)? else { break };
            let end = at + 8 + u64::from(head.length);
            if self.is_stale(at, head.kind) {
                if stale.len() < MOST {
                    stale.push(at);
                }
            } else {
                self.read_record(at, head, sink)?;
            }
            at = end;
        }
        self.stale = true;
        for at in stale {
            self.stream.seek(SeekFrom::Start(at))?;
            if let Some(head) = Head::read(&mut self.stream)? {
                self.read_record(at, head, sink)?;
            }
        }
        if self.deep {
            super::say_depth(self.depth, sink);
        }
        Ok(())
    }

    fn is_stale(&self, at: u64, kind: u16) -> bool {
        let is_kept = matches!(kind, DOCUMENT | SLIDE | NOTES | MASTER | HANDOUT);
        is_kept && !self.slides.current.is_empty() && !self.slides.current.contains(&at)
    }

    /// Reads a record that stands in no other, with all that stand in it.
    fn read_record(&mut self, at: u64, head: Head, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        self.begin(at, head);
        self.open.clear();
        let end = at + 8 + u64::from(head.length);
        if !head.holds_records() {
            return self.take(at, head, end, sink);
        }
        self.open.push(Open { end, kind: head.kind, instance: head.instance });
        let mut at = at + 8;
        while let Some(outer) = self.open.last().copied() {
            if at >= outer.end {
                self.open.pop();
                self.leave(outer);
                continue;
            }
            let Some(head) = Head::read(&mut self.stream)? else {
                return Err(ExtractError::Truncated("the presentation ends within a record".into()));
            };
            let end = (at + 8 + u64::from(head.length)).min(outer.end);
            if head.holds_records() && self.open.len() < self.depth as usize {
                self.enter(head);
                self.open.push(Open { end, kind: head.kind, instance: head.instance });
                at += 8;
                continue;
            }
            self.deep |= head.holds_records();
            self.take(at, head, end, sink)?;
            self.stream.seek(SeekFrom::Start(end))?;
            at = end;
        }
        Ok(())
    }

    /// Says where texts of the record stand.
    fn begin(&mut self, at: u64, head: Head) {
        let part = match head.kind {
            _ if self.stale => Some("left over from an earlier version"),
            SLIDE | DOCUMENT => None,
            NOTES => Some("notes"),
            MASTER => Some("master"),
            HANDOUT => Some("handout"),
            _ => None,
        };
        let mut slide = None;
        if head.kind == SLIDE && !self.stale {
            slide = self.slides.by_place.get(&at).copied();
            if slide.is_none() && self.slides.by_place.is_empty() {
                self.unlisted += 1;
                slide = Some(self.unlisted);
            }
        }
        self.place = Place { slide, part };
    }

    fn enter(&mut self, head: Head) {
        if head.kind == SLIDE_LIST {
            self.listed = 0;
        }
    }

    fn leave(&mut self, open: Open) {
        if open.kind == SLIDE_LIST && !self.stale {
            self.place = Place::default();
        }
    }

    fn is_in(&self, kind: u16) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    /// Takes a record without records in it; `end` is where it ends.
    fn take(&mut self, at: u64, head: Head, end: u64, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let length = end.saturating_sub(at + 8);
        match head.kind {
            CRYPT_SESSION => return Err(ExtractError::Encrypted("the presentation is password-protected".into())),
            OBJECT if length > 4 && self.objects.len() < MOST => {
                self.objects.push(Object { start: at + 8, length, packed: head.instance == 1 });
            }
            SLIDE_PERSIST => self.begin_listed(),
            NOTES_ATOM => {
                let id = u32_at(&self.data(4)?, 0);
                if !self.stale {
                    self.place.slide = id.and_then(|id| self.slides.by_id.get(&id)).copied();
                }
            }
            SLIDE_INFO => {
                let data = self.data(16)?;
                if u16_at(&data, 10).is_some_and(|flags| flags & 4 != 0) && !self.stale {
                    self.place.part = Some("hidden slide");
                }
            }
            TEXT_HEADER => self.is_title = matches!(u32_at(&self.data(4)?, 0), Some(0 | 6)),
            TEXT_CHARS | TEXT_BYTES => {
                let role = if std::mem::take(&mut self.is_title) { Role::Heading } else { Role::Body };
                self.push(head.kind == TEXT_CHARS, length, role, self.place, sink)?;
            }
            STRING => self.take_string(head.instance, length, sink)?,
            _ => {}
        }
        Ok(())
    }

    /// The outline tells of the next slide.
    fn begin_listed(&mut self) {
        self.listed = self.listed.saturating_add(1);
        let list = self.open.iter().find(|open| open.kind == SLIDE_LIST).map(|open| open.instance);
        if self.stale {
            return;
        }
        self.place = match list {
            Some(0) => Place { slide: Some(self.listed), part: None },
            Some(1) => Place { slide: None, part: Some("master") },
            _ => Place { slide: None, part: Some("notes") },
        };
    }

    fn take_string(&mut self, instance: u16, length: u64, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let comment = Place { part: Some("comments"), ..self.place };
        let (role, place) = match (self.open.last().map(|open| open.kind), instance) {
            (Some(COMMENT), 1) => (Role::Comment, comment),
            (Some(COMMENT), _) => (Role::Author, comment),
            (Some(LINK), 1) => (Role::Machine, Place { part: Some("links"), ..self.place }),
            (Some(HEADERS_FOOTERS), _) => (Role::HeaderFooter, self.place),
            (Some(SLIDE), _) => (Role::Body, self.place),
            // What a link shows stands in the text; names of programs and of their data.
            _ if self.is_in(LINK) || self.open.last().is_some_and(|open| matches!(open.kind, 4044 | 4046 | 5002)) => {
                return Ok(());
            }
            _ => (Role::Machine, self.place),
        };
        self.push(true, length, role, place, sink)
    }

    /// The front of the current record's data.
    fn data(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut data = Vec::new();
        self.stream.by_ref().take(length).read_to_end(&mut data)?;
        Ok(data)
    }

    /// Pushes a text, a segment a paragraph.
    fn push(
        &mut self,
        wide: bool,
        length: u64,
        role: Role,
        place: Place,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let data = self.data(length.min(self.longest))?;
        let mut text = String::new();
        if wide {
            push_utf16(&data, &mut text)
        } else {
            push_latin1(&data, &mut text)
        }
        if !self.is_new(&text) && self.stale {
            return Ok(());
        }
        for paragraph in text.split('\r') {
            let paragraph = paragraph.replace('\u{b}', "\n");
            let paragraph = paragraph.trim();
            if !paragraph.is_empty() {
                let role =
                    if role == Role::Machine && place.part == Some("links") { link::role(paragraph) } else { role };
                heed(sink.segment(Segment::new(paragraph, place.locator()).with_role(role)))?;
            }
        }
        if (data.len() as u64) < length {
            return Err(ExtractError::Truncated("the presentation ends within a text".into()));
        }
        Ok(())
    }

    /// Whether no such text was pushed before.
    fn is_new(&mut self, text: &str) -> bool {
        let mut hasher = FxHasher::default();
        text.hash(&mut hasher);
        self.seen.len() >= MOST || self.seen.insert(hasher.finish())
    }
}
