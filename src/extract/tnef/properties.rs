//! A list of properties as TNEF writes it.

use crate::extract::outlook::{Properties, Value};

/// Several values.
const LIST: u16 = 0x1000;
/// Properties from here on have a name.
const NAMED: u16 = 0x8000;

/// Reads properties as far as they can be read.
pub(super) fn read(bytes: &[u8], into: &mut Properties) {
    let _ = list(&mut Bytes(bytes), into);
}

/// Reads rows of properties.
pub(super) fn rows(bytes: &[u8]) -> Vec<Properties> {
    let mut rest = Bytes(bytes);
    let mut rows = Vec::new();
    let count = rest.number().unwrap_or(0);
    for _ in 0..count {
        let mut row = Properties::default();
        let read = list(&mut rest, &mut row);
        rows.push(row);
        if read.is_none() {
            break;
        }
    }
    rows
}

fn list(rest: &mut Bytes<'_>, into: &mut Properties) -> Option<()> {
    let count = rest.number()?;
    for _ in 0..count {
        let head = rest.number()?;
        let (kind, id) = (head as u16, (head >> 16) as u16);
        if id >= NAMED {
            name(rest)?;
        }
        value(rest, kind, id, into)?;
    }
    Some(())
}

fn name(rest: &mut Bytes<'_>) -> Option<()> {
    rest.take(16)?;
    if rest.number()? == 0 {
        rest.number()?;
    } else {
        rest.padded()?;
    }
    Some(())
}

fn value(rest: &mut Bytes<'_>, kind: u16, id: u16, into: &mut Properties) -> Option<()> {
    let plain = kind & !LIST;
    let variable = matches!(plain, 0x000D | 0x001E | 0x001F | 0x0102);
    let count = if variable || kind & LIST != 0 { rest.number()? } else { 1 };
    for _ in 0..count {
        let value = match plain {
            0x001E => Value::Narrow(without_zero(rest.padded()?).to_vec()),
            0x001F => Value::Text(encoding_rs::UTF_16LE.decode_without_bom_handling(rest.padded()?).0.into_owned()),
            0x000D | 0x0102 => Value::Bytes(rest.padded()?.to_vec()),
            0x0002 | 0x0003 | 0x0004 | 0x000A | 0x000B => Value::Number(i64::from(rest.number()? as i32)),
            0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => {
                Value::Number(i64::from_le_bytes(rest.take(8)?.try_into().ok()?))
            }
            0x0048 => Value::Bytes(rest.take(16)?.to_vec()),
            0x0000 | 0x0001 => continue,
            _ => return None,
        };
        into.insert(id, value);
    }
    Some(())
}

fn without_zero(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(&[0]).unwrap_or(bytes)
}

/// Bytes that are read from the front.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    /// A length, so many bytes, and what fills them up to a multiple of four.
    fn padded(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let bytes = self.take(length)?;
        let fill = self.0.len().min(length.next_multiple_of(4) - length);
        self.take(fill)?;
        Some(bytes)
    }
}
