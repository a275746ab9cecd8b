//! The value of a cell, by its type.

use crate::document::CellKind;
use crate::extract::xlsx::plain_number;
use crate::extract::xml::Tag;

/// Columns and rows that one element may stand for; a sheet has 16,384 columns and 1,048,576 rows.
const MOST: u32 = 1 << 24;

/// What a cell holds.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) kind: CellKind,
    /// The value as a program reads it; empty for text, which stands in paragraphs.
    pub(super) plain: String,
    /// Cells alike that the element stands for.
    pub(super) times: u32,
    /// What people read.
    pub(super) text: String,
}

impl Default for Value {
    fn default() -> Self {
        Self { kind: CellKind::Text, plain: String::new(), times: 1, text: String::new() }
    }
}

impl Value {
    /// Takes the attributes of the cell's element.
    pub(super) fn begin(&mut self, tag: &Tag<'_>) {
        self.kind = CellKind::Text;
        self.times = 1;
        self.plain.clear();
        self.text.clear();
        let mut spoken = false;
        for attr in tag.attrs() {
            match attr.name {
                b"number-columns-repeated" => self.times = count(&attr.value()),
                b"value" => {
                    self.kind = CellKind::Number;
                    self.plain.clear();
                    plain_number(&attr.value(), &mut self.plain);
                }
                b"date-value" => {
                    self.kind = CellKind::Date;
                    self.plain.clear();
                    day(&attr.value(), &mut self.plain);
                }
                b"time-value" => {
                    self.plain.clear();
                    if time(&attr.value(), &mut self.plain) {
                        self.kind = CellKind::Date;
                    }
                }
                b"boolean-value" => {
                    self.kind = CellKind::Bool;
                    self.plain.clear();
                    self.plain.push_str(if &*attr.value() == "true" { "TRUE" } else { "FALSE" });
                }
                b"string-value" => {
                    self.plain.clear();
                    self.plain.push_str(&attr.value());
                }
                b"value-type" => spoken = attr.raw == b"string",
                _ => {}
            }
        }
        // Some writers leave a number on what they call text.
        if spoken && self.kind == CellKind::Number {
            self.kind = CellKind::Text;
        }
    }

    /// The text of the cell: of text what people read, else the value.
    pub(super) fn shown(&self) -> &str {
        let read = self.text.trim_end();
        if self.plain.is_empty() || (self.kind == CellKind::Text && !read.is_empty()) { read } else { &self.plain }
    }
}

/// How often an element stands for itself.
pub(super) fn count(value: &str) -> u32 {
    value.trim().parse::<u64>().map_or(1, |count| count.clamp(1, MOST.into()) as u32)
}

/// A day, or day and time, without fractions of a second and without a midnight.
fn day(value: &str, out: &mut String) {
    let value = value.trim().trim_end_matches('Z');
    let whole = value.split_once('.').map_or(value, |(whole, _)| whole);
    out.push_str(whole.strip_suffix("T00:00:00").unwrap_or(whole));
}

/// `PT09H30M00S` as `09:30:00`. False where it is no such time: then it stands as it is.
fn time(value: &str, out: &mut String) -> bool {
    let pieces = || {
        let (hours, rest) = value.trim().strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        [hours, minutes, seconds].iter().all(|text| short(text)).then_some([hours, minutes, seconds])
    };
    match pieces() {
        Some([hours, minutes, seconds]) => {
            out.push_str(&format!("{hours:0>2}:{minutes:0>2}:{seconds:0>2}"));
            true
        }
        None => {
            out.push_str(value.trim());
            false
        }
    }
}
