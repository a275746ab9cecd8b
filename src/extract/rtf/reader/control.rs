//! Control words and symbols: where text goes, how it is read, what ends.

use super::super::fonts::page;
use super::super::lexer::Word;
use super::super::words::{Destination, To, character, destination};
use super::{Group, OUTSIDE, Reader};
use crate::document::Role;
use crate::extract::ExtractError;
use crate::extract::codepage::CodePage;
use crate::extract::prose::Story;

impl Reader<'_> {
    pub(super) fn symbol(&mut self, symbol: u8) -> Result<(), ExtractError> {
        self.settle()?;
        self.skip = 0;
        self.starred = symbol == b'*';
        match symbol {
            b'\\' | b'{' | b'}' => self.push(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'~' => self.push("\u{a0}"),
            b'_' => self.push("-"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => Ok(()),
        }
    }

    pub(super) fn word(&mut self, word: &Word) -> Result<(), ExtractError> {
        let starred = std::mem::take(&mut self.starred);
        if word.name() == b"u" {
            return self.unicode(word.number.unwrap_or(0));
        }
        self.settle()?;
        self.skip = 0;
        if let Some(destination) = destination(word.name()) {
            return self.go(destination);
        }
        if starred {
            self.now.to = To::Skip;
            return Ok(());
        }
        if let Some(text) = character(word.name()) {
            return self.push(text);
        }
        self.format(word)?;
        if self.now.to == To::Text { self.structure(word.name()) } else { Ok(()) }
    }

    /// Goes to a destination; within what is passed over there is none but the better of two ways.
    fn go(&mut self, destination: Destination) -> Result<(), ExtractError> {
        let better = destination == Destination::Better;
        if self.now.to == To::Skip && !better {
            return Ok(());
        }
        self.now.began = true;
        match destination {
            Destination::To(To::Text) if self.now.to == To::Ignore => {}
            Destination::To(to) => {
                if matches!(to, To::Gather(_)) && self.now.to != to {
                    self.gathered.clear();
                }
                self.now.to = to;
            }
            Destination::Story(part, role) => {
                self.stories.push(self.prose.story(part, role));
                (self.now.to, self.now.story, self.now.in_table) = (To::Text, true, false);
            }
            Destination::Twice => (self.now.under, self.now.to) = (self.now.to, To::Ignore),
            Destination::Better => self.now.to = self.now.under,
        }
        Ok(())
    }

    /// Words that change how text is read.
    fn format(&mut self, word: &Word) -> Result<(), ExtractError> {
        let number = word.number.unwrap_or(0);
        match word.name() {
            b"rtf" if self.groups.len() == 1 => {
                self.now = Group { to: To::Text, under: To::Text, ..OUTSIDE };
            }
            b"ansicpg" => self.fonts.page = page(number).unwrap_or_default(),
            b"mac" => self.fonts.page = page(10_000).unwrap_or_default(),
            b"pc" => self.fonts.page = CodePage::Dos437,
            b"pca" => self.fonts.page = CodePage::Dos850,
            b"deff" => self.fonts.default = number,
            b"f" if self.now.to == To::Fonts => self.fonts.begin(number),
            b"fcharset" if self.now.to == To::Fonts => self.fonts.take_charset(number),
            b"cpg" if self.now.to == To::Fonts => self.fonts.take_page(number),
            b"f" => self.now.font = Some(number),
            b"plain" => self.now.font = None,
            b"uc" => self.now.fallback = u32::try_from(number).unwrap_or(0).min(64),
            b"pard" => (self.now.in_table, self.now.heading) = (false, false),
            b"intbl" => self.now.in_table = word.number != Some(0),
            b"outlinelevel" => self.now.heading = (0..9).contains(&number),
            b"ftnalt" => self.make_endnote(),
            _ => {}
        }
        Ok(())
    }

    /// Words that end paragraphs, cells and rows.
    fn structure(&mut self, word: &[u8]) -> Result<(), ExtractError> {
        match word {
            b"par" | b"sect" | b"page" | b"column" => self.end_paragraph(),
            b"cell" => self.on_story(Story::end_cell),
            b"row" => self.on_story(Story::end_row),
            // A table in a cell: its cells are paragraphs of that.
            b"nestcell" => self.on_story(|story, prose| story.end_paragraph(true, false, prose)),
            _ => Ok(()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ExtractError> {
        if self.now.to != To::Text {
            return self.push("\n");
        }
        let Group { in_table, heading, .. } = self.now;
        self.on_story(|story, prose| story.end_paragraph(in_table, heading, prose))
    }

    fn make_endnote(&mut self) {
        if self.now.story && self.stories.last().is_some_and(Story::is_blank) {
            self.stories.pop();
            self.stories.push(self.prose.story("endnotes", Role::Body));
        }
    }

    /// A character by its number; pairs come as two.
    pub(super) fn unicode(&mut self, number: i32) -> Result<(), ExtractError> {
        let high = self.high.take();
        self.settle()?;
        self.skip = self.now.fallback;
        if !matches!(self.now.to, To::Text | To::Code | To::Gather(_)) {
            return Ok(());
        }
        if number > 0xFFFF {
            let character = u32::try_from(number).ok().and_then(char::from_u32);
            return self.push(character.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]));
        }
        let unit = number as u16;
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return Ok(());
        }
        let decoded: String = char::decode_utf16(high.into_iter().chain([unit]))
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        self.push(&decoded)
    }
}
