//! The RTF text of a message: mostly HTML in disguise ([MS-OXRTFEX]), else plain. Only what a message needs; RTF files have
//! a reader of their own.

use crate::extract::mail::charset;

/// Groups in groups that are followed.
const DEEPEST: usize = 512;
/// Groups whose content is not the text.
const SILENT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "themedata",
    "datastore",
    "generator",
    "xmlnstbl",
    "latentstyles",
    "objdata",
    "mmathPr",
];

/// What a message's RTF holds.
pub(super) enum Content {
    Html(String),
    Text(String),
}

/// Reads RTF.
pub(super) fn read(rtf: &[u8]) -> Content {
    let mut reader = Reader {
        rest: rtf,
        group: Group { silent: false, hidden: false, tag: false, skip: 1 },
        outer: Vec::new(),
        beyond: 0,
        html: false,
        label: "windows-1252".into(),
        bytes: Vec::new(),
        out: String::new(),
        after_star: false,
        pending: 0,
    };
    reader.read();
    if reader.html { Content::Html(reader.out) } else { Content::Text(reader.out) }
}

#[derive(Clone, Copy)]
struct Group {
    /// No part of the text.
    silent: bool,
    /// RTF that only stands for HTML that is there too.
    hidden: bool,
    /// Literal HTML.
    tag: bool,
    /// Characters after a Unicode character that stand for it in older readers.
    skip: usize,
}

struct Reader<'a> {
    rest: &'a [u8],
    group: Group,
    outer: Vec<Group>,
    /// Groups that are deeper than is followed.
    beyond: usize,
    html: bool,
    label: String,
    bytes: Vec<u8>,
    out: String,
    after_star: bool,
    /// Characters still to be skipped.
    pending: usize,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ => self.byte(*byte),
            }
        }
        self.flush();
    }

    fn open(&mut self) {
        self.pending = 0;
        if self.outer.len() < DEEPEST { self.outer.push(self.group) } else { self.beyond += 1 }
    }

    fn close(&mut self) {
        self.flush();
        (self.pending, self.after_star) = (0, false);
        if let Some(beyond) = self.beyond.checked_sub(1) {
            self.beyond = beyond;
        } else if let Some(group) = self.outer.pop() {
            self.group = group;
        }
    }

    fn control(&mut self) {
        let Some((first, rest)) = self.rest.split_first() else { return };
        if !first.is_ascii_alphabetic() {
            self.rest = rest;
            return self.symbol(*first);
        }
        let name = self.take(|byte| byte.is_ascii_alphabetic(), 32);
        let number = self.take(|byte| byte.is_ascii_digit() || byte == b'-', 11);
        self.rest = self.rest.strip_prefix(b" ").unwrap_or(self.rest);
        let star = std::mem::take(&mut self.after_star);
        self.word(&name, number.parse().ok(), star);
    }

    fn take(&mut self, is: impl Fn(u8) -> bool, most: usize) -> String {
        let length = self.rest.iter().take(most).take_while(|byte| is(**byte)).count();
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        String::from_utf8_lossy(taken).into_owned()
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let code = self.rest.get(..2).and_then(|code| std::str::from_utf8(code).ok());
                if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                    self.rest = self.rest.get(2..).unwrap_or_default();
                    self.byte(byte);
                }
            }
            b'*' => self.after_star = true,
            b'~' => self.byte(b' '),
            b'_' => self.byte(b'-'),
            b'{' | b'}' | b'\\' => self.byte(symbol),
            b'\r' | b'\n' => self.text("\n"),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>, star: bool) {
        match name {
            "fromhtml" => self.html = true,
            "htmltag" | "mhtmltag" => {
                self.flush();
                // `mhtmltag` repeats in another form what `htmltag` says.
                (self.group.tag, self.group.silent) = (true, name == "mhtmltag");
            }
            "htmlrtf" => {
                self.flush();
                self.group.hidden = number != Some(0);
            }
            "ansicpg" => {
                let label =
                    number.and_then(|page| u32::try_from(page).ok()).map(charset::code_page).unwrap_or_default();
                self.label = if label.is_empty() { "windows-1252".into() } else { label };
            }
            "uc" => self.group.skip = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(16),
            "u" => {
                let unit = number.map(|number| (number & 0xFFFF) as u32).unwrap_or(0xFFFD);
                self.unicode(unit);
                self.pending = self.group.skip;
            }
            "par" | "line" | "row" | "sect" | "page" => self.text("\n"),
            "tab" | "cell" => self.text("\t"),
            "lquote" => self.text("\u{2018}"),
            "rquote" => self.text("\u{2019}"),
            "ldblquote" => self.text("\u{201c}"),
            "rdblquote" => self.text("\u{201d}"),
            "endash" => self.text("\u{2013}"),
            "emdash" => self.text("\u{2014}"),
            "bullet" => self.text("\u{2022}"),
            "bin" => {
                let length = number.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
                self.rest = self.rest.get(length..).unwrap_or_default();
            }
            _ if SILENT.contains(&name) || (star && !matches!(name, "htmltag" | "shppict")) => {
                self.flush();
                self.group.silent = true;
            }
            _ => {}
        }
    }

    /// Whether what stands here is part of the text.
    fn speaks(&self) -> bool {
        !self.group.silent && (self.group.tag || !self.group.hidden)
    }

    fn byte(&mut self, byte: u8) {
        if let Some(pending) = self.pending.checked_sub(1) {
            self.pending = pending;
        } else if self.speaks() {
            self.bytes.push(byte);
        }
    }

    fn text(&mut self, text: &str) {
        if self.speaks() {
            self.flush();
            self.out.push_str(text);
        }
    }

    fn unicode(&mut self, unit: u32) {
        if !self.speaks() {
            return;
        }
        self.flush();
        match char::from_u32(unit) {
            Some(c) => self.out.push(c),
            // A surrogate: its first half is held as three bytes that no text has.
            None => self.surrogate(unit),
        }
    }

    fn surrogate(&mut self, unit: u32) {
        const MARK: char = '\u{10FFFE}';
        if unit < 0xDC00 {
            self.out.push(MARK);
            self.out.extend(char::from_u32(unit - 0xD800));
            return;
        }
        let mut end = self.out.chars().rev();
        if let (Some(high), Some(MARK)) = (end.next(), end.next()) {
            let length = self.out.len() - high.len_utf8() - MARK.len_utf8();
            self.out.truncate(length);
            self.out.extend(char::from_u32(0x1_0000 + (u32::from(high) << 10) + (unit - 0xDC00)));
        }
    }

    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            self.out.push_str(&charset::text(&self.bytes, &self.label));
            self.bytes.clear();
        }
    }
}
