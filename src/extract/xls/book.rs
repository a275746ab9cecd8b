//! What holds for the whole workbook: its version, its sheets, its strings, how its cells show numbers.

use super::record::Records;
use crate::document::{Locator, Role, Sink};
use crate::extract::ExtractError;
use crate::extract::codepage::CodePage;
use crate::extract::piece::Piece;
use crate::extract::xlsx::strings;
use crate::extract::xlsx::styles::{Shown, builtin, by_code};
use rustc_hash::FxHashMap;

/// More styles, formats or sheets than any workbook may have; those beyond are left away.
const MOST: usize = 65_536;

/// Which of the formats of twenty years it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Biff {
    Two,
    Three,
    Four,
    Five,
    Eight,
}

/// What a part of the stream between BOF and EOF holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Globals,
    Sheet,
    Chart,
    Nothing,
}

/// A sheet as the globals list it.
#[derive(Debug)]
pub(super) struct Bound {
    /// Where it starts in the stream.
    pub(super) place: u32,
    pub(super) visibility: u8,
    pub(super) name: String,
}

/// The workbook.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) biff: Biff,
    pub(super) page: CodePage,
    pub(super) date1904: bool,
    pub(super) sheets: Vec<Bound>,
    /// How number formats show numbers, by their ids.
    formats: FxHashMap<u16, Shown>,
    /// The format of each style.
    styles: Vec<u16>,
}

impl Book {
    pub(super) fn new() -> Self {
        Self {
            biff: Biff::Eight,
            page: CodePage::default(),
            date1904: false,
            sheets: Vec::new(),
            formats: FxHashMap::default(),
            styles: Vec::new(),
        }
    }

    /// How the style of this number shows numbers.
    pub(super) fn shown(&self, style: u16) -> Shown {
        self.styles.get(usize::from(style)).map_or(Shown::Number, |format| self.format(*format))
    }

    /// How the format of this number shows numbers.
    pub(super) fn format(&self, format: u16) -> Shown {
        self.formats.get(&format).copied().unwrap_or_else(|| builtin(format.into()))
    }

    /// Notes the version; what the part that begins holds.
    pub(super) fn begin(&mut self, kind: u16, records: &Records<'_>) -> Holds {
        self.biff = match (kind, records.u16(0).unwrap_or(0)) {
            (0x009, _) | (_, 0x0002 | 0x0007 | 0x0200) => Biff::Two,
            (0x209, _) | (_, 0x0300) => Biff::Three,
            (0x409, _) | (_, 0x0400) => Biff::Four,
            (_, 0x0500) => Biff::Five,
            _ => Biff::Eight,
        };
        match records.u16(2) {
            Some(0x05 | 0x100) => Holds::Globals,
            Some(0x20) => Holds::Chart,
            Some(0x06) => Holds::Nothing,
            _ => Holds::Sheet,
        }
    }

    /// Takes a record that says how things are to be read. In the oldest versions those stand in the sheet itself.
    pub(super) fn take(&mut self, kind: u16, records: &mut Records<'_>) -> Result<(), ExtractError> {
        match kind {
            0x2F => return Err(ExtractError::Encrypted("the workbook is password-protected".into())),
            0x22 => self.date1904 = records.u16(0) == Some(1),
            0x42 => {
                let page = records.u16(0).and_then(|number| CodePage::of(number.into()));
                self.page = page.filter(|_| records.u16(0) != Some(1200)).unwrap_or_default();
            }
            0x85 if self.sheets.len() < MOST => self.take_sheet(records)?,
            0x1E | 0x41E if self.formats.len() < MOST => self.take_format(kind, records)?,
            0x43 | 0x243 | 0x443 | 0xE0 if self.styles.len() < MOST => self.take_style(kind, records),
            _ => {}
        }
        Ok(())
    }

    fn take_sheet(&mut self, records: &mut Records<'_>) -> Result<(), ExtractError> {
        let (place, visibility) = (records.u32(0).unwrap_or(0), records.data().get(4).copied().unwrap_or(0) & 3);
        records.seek(6);
        let name = self.string(records, false)?;
        self.sheets.push(Bound { place, visibility, name });
        Ok(())
    }

    fn take_format(&mut self, kind: u16, records: &mut Records<'_>) -> Result<(), ExtractError> {
        // Up to BIFF4 formats have no ids but their order.
        let order = u16::try_from(self.formats.len()).unwrap_or(u16::MAX);
        let id = if self.biff >= Biff::Five { records.u16(0).unwrap_or(0) } else { order };
        records.seek(if kind == 0x41E { 2 } else { 0 });
        let code = self.string(records, self.biff == Biff::Eight)?;
        self.formats.insert(id, by_code(&code));
        Ok(())
    }

    fn take_style(&mut self, kind: u16, records: &Records<'_>) {
        let byte = |at: usize| records.data().get(at).map(|&byte| u16::from(byte));
        let format = match kind {
            0xE0 => records.u16(2),
            0x43 => byte(2).map(|format| format & 0x3F),
            _ => byte(1),
        };
        self.styles.push(format.unwrap_or(0));
    }

    /// A string in the manner of this version, its length a byte or two.
    pub(super) fn string(&self, records: &mut Records<'_>, long: bool) -> Result<String, ExtractError> {
        let mut text = String::new();
        if self.biff == Biff::Eight {
            records.push_unicode(long, &mut text)?;
        } else {
            let length = if long {
                records.take_u16()?.into()
            } else {
                usize::from(records.take(1).first().copied().unwrap_or(0))
            };
            self.page.push(records.take(length), &mut text);
        }
        Ok(text)
    }

    /// Who saved the workbook.
    pub(super) fn push_user(&self, records: &mut Records<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let name = self.string(records, self.biff == Biff::Eight)?;
        let name = name.trim_matches(['\0', ' ']).to_owned();
        Piece::from(name).finish(Locator::Part { part: "properties".into() }, Role::Author, sink)
    }
}

/// Reads the shared strings. How many there are is not believed.
pub(super) fn read_strings(
    records: &mut Records<'_>,
    strings: &mut strings::Reader,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    records.seek(8);
    while !records.is_done()? {
        records.push_unicode(true, strings.text_mut())?;
        strings.keep_bounds(sink)?;
        strings.end_plain(sink)?;
    }
    Ok(())
}
