//! The properties of a message, recipient or attachment, by their numbers.

use crate::extract::mail::charset;
use rustc_hash::FxHashMap;

/// Code page of narrow strings; of the HTML text.
const MESSAGE_CODE_PAGE: u16 = 0x3FFD;
const INTERNET_CODE_PAGE: u16 = 0x3FDE;
/// Seconds from 1601 to 1970.
const EPOCH: i64 = 11_644_473_600;

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Text of one or more strings.
    Text(String),
    /// A string in the code page of the message.
    Narrow(Vec<u8>),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A number, truth value, or a time in units of 100 ns since 1601.
    Number(i64),
}

/// The properties of one thing.
#[derive(Default)]
pub(crate) struct Properties {
    values: FxHashMap<u16, Value>,
    /// The code page that a message around it has.
    pub(crate) outer_code_page: Option<u32>,
}

impl Properties {
    /// Keeps a value; the further values of a list are put behind the first.
    pub(crate) fn insert(&mut self, id: u16, value: Value) {
        match (self.values.get_mut(&id), value) {
            (Some(Value::Text(before)), Value::Text(more)) => {
                before.push_str("; ");
                before.push_str(&more);
            }
            (Some(Value::Narrow(before)), Value::Narrow(more)) => {
                before.extend(b"; ");
                before.extend(more);
            }
            (_, value) => {
                self.values.insert(id, value);
            }
        }
    }

    /// The numbers of all, in order.
    pub(crate) fn ids(&self) -> Vec<u16> {
        let mut ids: Vec<u16> = self.values.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// A string, without the zero at its end; none if it is empty or no string.
    pub(crate) fn text(&self, id: u16) -> Option<String> {
        let text = match self.values.get(&id)? {
            Value::Text(text) => text.clone(),
            Value::Narrow(bytes) => charset::text(bytes, &self.charset()),
            Value::Bytes(_) | Value::Number(_) => return None,
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// Bytes, also of a narrow string.
    pub(crate) fn bytes(&self, id: u16) -> Option<&[u8]> {
        match self.values.get(&id)? {
            Value::Bytes(bytes) | Value::Narrow(bytes) => Some(bytes),
            Value::Text(_) | Value::Number(_) => None,
        }
    }

    /// A number.
    pub(crate) fn number(&self, id: u16) -> Option<i64> {
        match self.values.get(&id)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A time as ISO 8601.
    pub(crate) fn time(&self, id: u16) -> Option<String> {
        self.number(id).and_then(iso_date)
    }

    /// The code page of its narrow strings.
    pub(crate) fn code_page(&self) -> Option<u32> {
        let of = |id| self.number(id).and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0);
        of(MESSAGE_CODE_PAGE).or_else(|| of(INTERNET_CODE_PAGE)).or(self.outer_code_page)
    }

    /// The charset of the HTML text.
    pub(crate) fn html_charset(&self) -> String {
        let page = self.number(INTERNET_CODE_PAGE).and_then(|number| u32::try_from(number).ok());
        page.or_else(|| self.code_page()).map(charset::code_page).unwrap_or_default()
    }

    fn charset(&self) -> String {
        self.code_page().map(charset::code_page).unwrap_or_default()
    }
}

/// A time of Windows as ISO 8601; midnight is left out.
fn iso_date(ticks: i64) -> Option<String> {
    let time = jiff::Timestamp::from_second(ticks / 10_000_000 - EPOCH).ok()?;
    let text = time.to_string();
    Some(text.strip_suffix("T00:00:00Z").unwrap_or(&text).to_owned())
}
