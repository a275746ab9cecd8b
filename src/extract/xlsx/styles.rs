//! Which cell styles show a number as a date.

use super::reference::unsigned;
use crate::document::Sink;
use crate::extract::ExtractError;
use crate::extract::package::Package;
use crate::extract::xml::{Event, Tag};
use rustc_hash::FxHashMap;

/// More styles than any workbook may have; those beyond count as plain.
const MAX_STYLES: usize = 1 << 20;

/// How a style shows a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(in crate::extract) enum Shown {
    /// As a number, or a length of time.
    #[default]
    Number,
    /// As a day, with or without a time.
    Date,
    /// As a time of day.
    Time,
}

/// How each cell style shows numbers.
#[derive(Debug, Default)]
pub(in crate::extract) struct Styles(pub(in crate::extract) Vec<Shown>);

impl Styles {
    /// How the style of this index shows a number.
    #[inline]
    pub(in crate::extract) fn shown(&self, style: u32) -> Shown {
        self.0.get(style as usize).copied().unwrap_or_default()
    }
}

/// Reads the styles part, where there is one.
pub(super) fn read(package: &mut Package<'_>, part: String, sink: &mut dyn Sink) -> Result<Styles, ExtractError> {
    let mut custom = FxHashMap::default();
    let mut formats = Vec::new();
    let mut in_cells = false;
    package.scan(&part, sink, |scanner, _| {
        loop {
            match scanner.next()? {
                Event::Start(tag) => match tag.name() {
                    b"numFmt" if custom.len() < MAX_STYLES => note_format(&tag, &mut custom),
                    b"cellXfs" => in_cells = true,
                    b"xf" if in_cells && formats.len() < MAX_STYLES => {
                        let id = tag.attrs().find(|attr| attr.name == b"numFmtId");
                        formats.push(id.and_then(|id| unsigned(id.raw)).unwrap_or(0));
                    }
                    _ => {}
                },
                Event::End(b"cellXfs") => in_cells = false,
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    })?;
    let shown = |id: &u32| custom.get(id).copied().unwrap_or_else(|| builtin(*id));
    Ok(Styles(formats.iter().map(shown).collect()))
}

fn note_format(tag: &Tag<'_>, custom: &mut FxHashMap<u32, Shown>) {
    let id = tag.attr(b"numFmtId").and_then(|id| unsigned(id.as_bytes()));
    if let (Some(id), Some(code)) = (id, tag.attr(b"formatCode")) {
        custom.insert(id, by_code(&code));
    }
}

/// The formats that a file need not spell out (ECMA-376 part 1, 18.8.30).
pub(in crate::extract) fn builtin(id: u32) -> Shown {
    match id {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58 | 71..=74 | 77 | 81 => Shown::Date,
        18..=21 | 32..=35 | 45 | 47 | 55..=56 | 75..=76 | 78 | 80 => Shown::Time,
        _ => Shown::Number,
    }
}

/// Judges a format code by its first section: date letters outside of quotes, and no digit places but those of a second.
pub(in crate::extract) fn by_code(code: &str) -> Shown {
    if code.eq_ignore_ascii_case("general") || code.eq_ignore_ascii_case("standard") {
        return Shown::Number;
    }
    let mut letters = Letters::default();
    let mut characters = code.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => while characters.next().is_some_and(|inner| inner != '"') {},
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => {
                let inner: String = characters.by_ref().take_while(|&inner| inner != ']').collect();
                letters.elapsed |= !inner.is_empty() && inner.chars().all(|letter| "hmsHMS".contains(letter));
            }
            '#' | '?' => letters.digits = true,
            '0' if before != '.' && before != '0' => letters.digits = true,
            'y' | 'Y' | 'd' | 'D' | 'b' | 'B' | 'g' | 'G' => letters.day = true,
            'e' | 'E' if !matches!(characters.peek(), Some('+' | '-')) => letters.day = true,
            'm' | 'M' => letters.month_or_minute = true,
            'h' | 'H' | 's' | 'S' => letters.time = true,
            _ => {}
        }
        before = character;
    }
    letters.judge()
}

#[derive(Default)]
struct Letters {
    day: bool,
    month_or_minute: bool,
    time: bool,
    elapsed: bool,
    digits: bool,
}

impl Letters {
    fn judge(&self) -> Shown {
        match self {
            Self { digits: true, .. } | Self { elapsed: true, day: false, .. } => Shown::Number,
            Self { day: true, .. } | Self { month_or_minute: true, time: false, .. } => Shown::Date,
            Self { time: true, .. } => Shown::Time,
            _ => Shown::Number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_codes_say_what_is_a_date() {
        for (code, want) in [
            ("yyyy-mm-dd", Shown::Date),
            ("dd/mm/yyyy;@", Shown::Date),
            ("[$-409]d\\-mmm\\-yy;@", Shown::Date),
            ("mmm", Shown::Date),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Shown::Date),
            ("yyyy\\-mm\\-dd hh:mm:ss.000", Shown::Date),
            ("h:mm AM/PM", Shown::Time),
            ("mm:ss.0", Shown::Time),
            ("[h]:mm:ss", Shown::Number),
            ("General", Shown::Number),
            ("Standard", Shown::Number),
            ("0.00", Shown::Number),
            ("0 \"days\"", Shown::Number),
            ("#,##0 [$USD]", Shown::Number),
            ("[Red]0.00E+00", Shown::Number),
            ("0.00 _d", Shown::Number),
            ("@", Shown::Number),
            ("[$\u{a3}-809]#,##0.00;[Red]-#,##0.00", Shown::Number),
            ("00000", Shown::Number),
        ] {
            assert_eq!(by_code(code), want, "{code}");
        }
    }
}
