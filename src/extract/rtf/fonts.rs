//! Which code page the bytes of a font's text are in.

use crate::extract::codepage::CodePage;
use rustc_hash::FxHashMap;

/// Fonts that are remembered.
const MOST: usize = 1 << 16;

/// The fonts of a document, and the code page where they say nothing.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    pages: FxHashMap<i32, CodePage>,
    /// The font whose entry is being read.
    entry: i32,
    /// The document's own code page, and the font of text that names none.
    pub(super) page: CodePage,
    pub(super) default: i32,
}

impl Fonts {
    /// The entry of a font begins.
    pub(super) fn begin(&mut self, font: i32) {
        self.entry = font;
    }

    /// The entry names its character set.
    pub(super) fn take_charset(&mut self, charset: i32) {
        self.take(CodePage::of_charset(charset));
    }

    /// The entry names its code page.
    pub(super) fn take_page(&mut self, number: i32) {
        self.take(page(number));
    }

    fn take(&mut self, page: Option<CodePage>) {
        if let Some(page) = page.filter(|_| self.pages.len() < MOST) {
            self.pages.insert(self.entry, page);
        }
    }

    /// The code page of a font's text.
    pub(super) fn of(&self, font: Option<i32>) -> CodePage {
        self.pages.get(&font.unwrap_or(self.default)).copied().unwrap_or(self.page)
    }
}

/// The code page of this number.
pub(super) fn page(number: i32) -> Option<CodePage> {
    u32::try_from(number).ok().and_then(CodePage::of)
}
