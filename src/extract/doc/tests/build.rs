//! Documents out of pieces.

use crate::extract::compound::testing;

/// Where the text starts in the main stream.
const TEXT: usize = 0x400;

/// A piece of text.
pub(super) enum Run<'t> {
    Narrow(&'t [u8]),
    Wide(&'t str),
}

/// Properties of a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct Properties {
    pub(super) in_table: bool,
    pub(super) ends_row: bool,
    pub(super) heading: bool,
}

/// A document of Word 97.
pub(super) struct Document {
    main: Vec<u8>,
    tables: Vec<u8>,
    more: Vec<(String, Vec<u8>)>,
}

pub(super) fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A table of strings.
pub(super) fn table(texts: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFF, texts.len() as u8, 0, 0, 0];
    for text in texts {
        bytes.extend((text.encode_utf16().count() as u16).to_le_bytes());
        bytes.extend(wide(text));
    }
    bytes
}

impl Document {
    pub(super) fn new(pieces: &[Run<'_>]) -> Self {
        let mut main = vec![0; TEXT];
        main[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
        main[11] = 0x02;
        main[0x98] = 93;
        let (mut places, mut entries, mut characters) = (vec![0_u32], Vec::new(), 0);
        for piece in pieces {
            let start = main.len() as u32;
            let place = match piece {
                Run::Narrow(text) => {
                    main.extend(*text);
                    characters += text.len() as u32;
                    (start * 2) | 0x4000_0000
                }
                Run::Wide(text) => {
                    main.extend(wide(text));
                    characters += text.encode_utf16().count() as u32;
                    start
                }
            };
            places.push(characters);
            entries.extend([&[0, 0][..], &place.to_le_bytes(), &[0, 0]].concat());
        }
        let end = main.len() as u32;
        main[0x18..0x1C].copy_from_slice(&(TEXT as u32).to_le_bytes());
        main[0x1C..0x20].copy_from_slice(&end.to_le_bytes());
        let mut document = Self { main, tables: vec![9; 16], more: Vec::new() };
        document.lengths([characters, 0, 0, 0, 0, 0, 0]);
        let places: Vec<u8> = places.into_iter().flat_map(u32::to_le_bytes).collect();
        let length = (places.len() + entries.len()) as u32;
        document.list(33, &[&[1, 2, 0, 7, 7, 2][..], &length.to_le_bytes(), &places, &entries].concat());
        document
    }

    /// How long each text is.
    pub(super) fn lengths(&mut self, lengths: [u32; 7]) {
        for (at, length) in [0x4C, 0x50, 0x54, 0x5C, 0x60, 0x64, 0x68].into_iter().zip(lengths) {
            self.main[at..at + 4].copy_from_slice(&length.to_le_bytes());
        }
    }

    /// Adds a table.
    pub(super) fn list(&mut self, number: usize, bytes: &[u8]) {
        let at = 0x9A + number * 8;
        let start = self.tables.len() as u32;
        self.main[at..at + 4].copy_from_slice(&start.to_le_bytes());
        self.main[at + 4..at + 8].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
        self.tables.extend(bytes);
    }

    /// Says what paragraphs are, by where they end in the text.
    pub(super) fn paragraphs(&mut self, paragraphs: &[(usize, Properties)]) {
        self.main.resize(self.main.len().next_multiple_of(512), 0);
        let page = (self.main.len() / 512) as u32;
        let mut bytes = vec![0; 512];
        let place = |end: usize| ((TEXT + end) as u32).to_le_bytes();
        bytes[..4].copy_from_slice(&place(0));
        let mut free = 511;
        for (at, (end, properties)) in paragraphs.iter().enumerate() {
            bytes[at * 4 + 4..at * 4 + 8].copy_from_slice(&place(*end));
            let mut sprms = vec![u8::from(properties.heading), 0];
            // One with a value of its own length first.
            sprms.extend([0x0D, 0xC6, 2, 0, 0]);
            sprms.extend([0x16, 0x24, u8::from(properties.in_table)]);
            sprms.extend([0x17, 0x24, u8::from(properties.ends_row)]);
            sprms.resize(sprms.len() | 1, 0);
            free = (free - sprms.len() - 1) & !1;
            bytes[free] = sprms.len().div_ceil(2) as u8;
            bytes[free + 1..free + 1 + sprms.len()].copy_from_slice(&sprms);
            bytes[(paragraphs.len() + 1) * 4 + at * 13] = (free / 2) as u8;
        }
        bytes[511] = paragraphs.len() as u8;
        self.main.extend(bytes);
        self.list(13, &[&place(0)[..], &place(0x1000), &page.to_le_bytes()].concat());
    }

    /// Marks it as encrypted.
    pub(super) fn lock(&mut self) {
        self.main[11] |= 0x01;
    }

    /// Makes its only piece claim so many characters.
    pub(super) fn claim(&mut self, length: u32) {
        let at = self.tables.len() - 12;
        self.tables[at..at + 4].copy_from_slice(&length.to_le_bytes());
    }

    /// Adds a stream.
    pub(super) fn stream(&mut self, name: &str, bytes: Vec<u8>) {
        self.more.push((name.to_owned(), bytes));
    }

    /// The main stream, and that of the tables.
    pub(super) fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        (self.main.clone(), self.tables.clone())
    }

    pub(super) fn file(&self) -> Vec<u8> {
        let mut streams: Vec<(&str, &[u8])> = vec![("WordDocument", &self.main), ("1Table", &self.tables)];
        streams.extend(self.more.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        testing::file(&streams)
    }

    /// A file of Word 6 with this text.
    pub(super) fn word_6(text: &[u8]) -> Vec<u8> {
        let mut main = vec![0; TEXT];
        main[..4].copy_from_slice(&[0xDC, 0xA5, 0x65, 0]);
        main[0x18..0x1C].copy_from_slice(&(TEXT as u32).to_le_bytes());
        main[0x1C..0x20].copy_from_slice(&((TEXT + text.len()) as u32).to_le_bytes());
        main[0x34..0x38].copy_from_slice(&(text.len() as u32).to_le_bytes());
        main.extend(text);
        testing::file(&[("WordDocument", &main)])
    }
}
