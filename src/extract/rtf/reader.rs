//! From tokens to stories: a stack of groups, each with where its text goes and in which code page it stands.

mod control;

use super::fonts::Fonts;
use super::lexer::{Lexer, Token};
use super::objects::Objects;
use super::words::{Gather, To};
use crate::config::Limits;
use crate::document::{Locator, Role, Sink};
use crate::extract::prose::{Prose, Story};
use crate::extract::{ExtractError, field};
use crate::incident::{Incident, IncidentKind, Stage};

/// A text of its own is not longer; the rest of it goes to the story.
const LONGEST: usize = 1 << 20;
/// Properties of a shape that are text.
const SHAPE_TEXTS: &[&str] = &["wzDescription", "wzTooltip", "gtextUNICODE", "pihlShape"];

/// An open group.
#[derive(Clone, Copy, Debug)]
struct Group {
    to: To,
    /// Where it goes in the better of two ways.
    under: To,
    /// Bytes that stand for a character where that is not understood.
    fallback: u32,
    font: Option<i32>,
    in_table: bool,
    heading: bool,
    /// It began where its text goes, or a story.
    began: bool,
    story: bool,
}

const OUTSIDE: Group = Group {
    to: To::Skip,
    under: To::Skip,
    fallback: 1,
    font: None,
    in_table: false,
    heading: false,
    began: false,
    story: false,
};

/// Reads the tokens.
pub(super) struct Reader<'a> {
    prose: Prose<'a>,
    stories: Vec<Story>,
    groups: Vec<Group>,
    now: Group,
    depth: usize,
    /// Groups that are open beyond the limit.
    over: u64,
    was_over: bool,
    fonts: Fonts,
    /// Bytes that wait for their code page, and the first half of a pair.
    raw: Vec<u8>,
    high: Option<u16>,
    /// Bytes that are left to pass over.
    skip: u32,
    starred: bool,
    code: String,
    gathered: String,
    /// The name whose value comes next.
    name: String,
    objects: Objects,
}

impl<'a> Reader<'a> {
    pub(super) fn new(limits: &Limits, sink: &'a mut dyn Sink) -> Self {
        let mut prose = Prose::new(sink, limits);
        let body = prose.story("document", Role::Body);
        Self {
            prose,
            stories: vec![body],
            groups: Vec::new(),
            now: OUTSIDE,
            depth: limits.xml_depth as usize,
            over: 0,
            was_over: false,
            fonts: Fonts::default(),
            raw: Vec::new(),
            high: None,
            skip: 0,
            starred: false,
            code: String::new(),
            gathered: String::new(),
            name: String::new(),
            objects: Objects::default(),
        }
    }

    /// Reads all tokens.
    pub(super) fn read(&mut self, lexer: &mut Lexer<'_>) -> Result<(), ExtractError> {
        loop {
            match lexer.next()? {
                Token::Open => self.open()?,
                Token::Close => self.close()?,
                Token::End if self.groups.is_empty() => return Ok(()),
                Token::End => return Err(ExtractError::Truncated("the document ends within a group".into())),
                _ if self.over > 0 => {}
                Token::Text(bytes) => self.bytes(bytes)?,
                Token::Hex(byte) => self.bytes(&[byte])?,
                Token::Word(word) => self.word(&word)?,
                Token::Symbol(symbol) => self.symbol(symbol)?,
                Token::Binary => self.skip = self.skip.saturating_sub(1),
            }
        }
    }

    /// Pushes what is left.
    pub(super) fn finish(mut self) -> Result<Objects, ExtractError> {
        self.settle()?;
        while !self.groups.is_empty() {
            self.close()?;
        }
        while let Some(story) = self.stories.pop() {
            story.finish(&mut self.prose)?;
        }
        if self.was_over {
            let detail = format!("groups stand in groups deeper than {}; what is deeper was not read", self.depth);
            self.prose.sink().incident(Incident::new(Stage::Extract, IncidentKind::LimitDepth, detail));
        }
        Ok(self.objects)
    }

    fn open(&mut self) -> Result<(), ExtractError> {
        self.settle()?;
        self.skip = 0;
        self.starred = false;
        if self.groups.len() >= self.depth {
            self.over += 1;
            self.was_over = true;
            return Ok(());
        }
        self.groups.push(self.now);
        (self.now.began, self.now.story) = (false, false);
        Ok(())
    }

    fn close(&mut self) -> Result<(), ExtractError> {
        self.settle()?;
        self.skip = 0;
        if self.over > 0 {
            self.over -= 1;
            return Ok(());
        }
        let closed = self.now;
        let Some(outer) = self.groups.pop() else { return Ok(()) };
        self.now = outer;
        if closed.story
            && self.stories.len() > 1
            && let Some(story) = self.stories.pop()
        {
            story.finish(&mut self.prose)?;
        }
        match closed.to {
            To::Code if closed.began && outer.to != To::Code => self.end_code(),
            // Each name stands in a group of its own.
            To::Gather(gather) if closed.began || gather == Gather::Reviser => self.end_gathered(gather),
            To::Gather(Gather::Machine) => {
                self.gathered.push(' ');
                Ok(())
            }
            To::Object if closed.began => {
                self.objects.end();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Takes bytes that stand for text.
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), ExtractError> {
        let passed = bytes.len().min(self.skip as usize);
        self.skip -= passed as u32;
        let bytes = bytes.get(passed..).unwrap_or_default();
        self.starred = false;
        if bytes.is_empty() {
            return Ok(());
        }
        match self.now.to {
            To::Skip | To::Ignore | To::Fonts => return Ok(()),
            To::Object => return self.objects.take(bytes),
            _ => {}
        }
        self.end_pair();
        self.raw.extend_from_slice(bytes);
        if self.raw.len() > LONGEST { self.settle() } else { Ok(()) }
    }

    /// Decodes the bytes that wait.
    fn settle(&mut self) -> Result<(), ExtractError> {
        self.end_pair();
        if self.raw.is_empty() {
            return Ok(());
        }
        let raw = std::mem::take(&mut self.raw);
        let page = self.fonts.of(self.now.font);
        match std::str::from_utf8(&raw).ok().filter(|text| text.is_ascii()) {
            Some(text) => self.push(text)?,
            None => self.push(&page.text(&raw))?,
        }
        self.raw = raw;
        self.raw.clear();
        Ok(())
    }

    /// A first half of a pair whose second half does not come.
    fn end_pair(&mut self) {
        if self.high.take().is_some() {
            self.target().push(char::REPLACEMENT_CHARACTER);
        }
    }

    /// Where text goes.
    fn target(&mut self) -> &mut String {
        match (self.now.to, self.stories.last_mut()) {
            (To::Text, Some(story)) => story.text_mut(),
            (To::Code, _) => &mut self.code,
            _ => &mut self.gathered,
        }
    }

    fn push(&mut self, text: &str) -> Result<(), ExtractError> {
        match self.now.to {
            To::Skip | To::Ignore | To::Fonts | To::Object => return Ok(()),
            _ => self.target().push_str(text),
        }
        if self.now.to == To::Text {
            return self.on_story(Story::keep_bounds);
        }
        // What claims to be a name or a code is text once it is that long.
        if self.code.len() > LONGEST || self.gathered.len() > LONGEST {
            let text = std::mem::take(if self.now.to == To::Code { &mut self.code } else { &mut self.gathered });
            if let Some(story) = self.stories.last_mut() {
                story.text_mut().push_str(&text);
            }
            return self.on_story(Story::keep_bounds);
        }
        Ok(())
    }

    fn on_story(
        &mut self,
        act: impl FnOnce(&mut Story, &mut Prose<'a>) -> Result<(), ExtractError>,
    ) -> Result<(), ExtractError> {
        match self.stories.last_mut() {
            Some(story) => act(story, &mut self.prose),
            None => Ok(()),
        }
    }

    /// A field's code is whole: what it says stands beside the paragraph.
    fn end_code(&mut self) -> Result<(), ExtractError> {
        let code = std::mem::take(&mut self.code);
        match field::read(&code) {
            Some((role, text)) => self.on_story(|story, prose| story.extra(role, text, prose)),
            None => Ok(()),
        }
    }

    /// A text of its own is whole.
    fn end_gathered(&mut self, gather: Gather) -> Result<(), ExtractError> {
        let text = std::mem::take(&mut self.gathered);
        let text = text.trim();
        let place = |part: &str| Locator::Part { part: part.into() };
        match gather {
            Gather::Property(role) => self.prose.segment(role, place("properties"), text, 0),
            Gather::Commenter => self.prose.segment(Role::Author, place("comment authors"), text, 0),
            Gather::Reviser => {
                let name = text.trim_end_matches(';');
                let name = if name == "Unknown" { "" } else { name };
                self.prose.segment(Role::Author, place("authors"), name, 0)
            }
            Gather::Name | Gather::ShapeName => {
                self.name = text.to_owned();
                Ok(())
            }
            Gather::Value => {
                let text = format!("{}: {text}", self.name);
                self.prose.segment(Role::Property, place("properties"), &text, 0)
            }
            Gather::ShapeValue if SHAPE_TEXTS.contains(&&*self.name) => {
                self.prose.segment(Role::Body, place("drawing"), text, 0)
            }
            Gather::ShapeValue => Ok(()),
            Gather::Tag => {
                let address = text.find("mailto:").and_then(|at| text.get(at..)).unwrap_or_default();
                let address = address.split(['"', '\'', '>', ' ', '?']).next().unwrap_or_default().to_owned();
                self.on_story(|story, prose| story.extra(Role::Body, address, prose))
            }
            Gather::Machine => {
                let text = text.to_owned();
                self.on_story(|story, prose| story.extra(Role::Machine, text, prose))
            }
        }
    }
}
