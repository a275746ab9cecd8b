//! Properties out of the storages of a compound file.

use super::Place;
use crate::document::Sink;
use crate::extract::outlook::{Properties, Value};
use crate::extract::{ExtractError, Source};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::Read;
use std::path::Path;

/// Types of properties: [MS-OXCDATA] 2.11.1.
const NARROW: u16 = 0x001E;
const WIDE: u16 = 0x001F;
const BINARY: u16 = 0x0102;
/// One of several values.
const LIST: u16 = 0x1000;
/// The bytes of an attachment are not read as a property.
const ATTACHED: u16 = 0x3701;
const FIXED: &str = "__properties_version1.0";

/// A compound file.
pub(super) struct Compound<'a>(cfb::CompoundFile<&'a mut dyn Source>);

impl<'a> Compound<'a> {
    pub(super) fn open(source: &'a mut dyn Source) -> Result<Self, ExtractError> {
        Ok(Self(cfb::CompoundFile::open(source)?))
    }

    pub(super) fn is_storage(&self, place: &Path) -> bool {
        self.0.is_storage(place)
    }

    pub(super) fn open_stream(&mut self, place: &Path) -> Result<cfb::Stream<&'a mut dyn Source>, ExtractError> {
        Ok(self.0.open_stream(place)?)
    }

    /// What lies directly in a storage: whether it is a storage too, and where it is.
    pub(super) fn list(&self, place: &Path) -> Result<Vec<(bool, Place)>, ExtractError> {
        let entries = self.0.read_storage(place)?;
        Ok(entries.map(|entry| (entry.is_storage(), entry.path().to_owned())).collect())
    }
}

/// The last part of a place.
pub(super) fn file_name(place: &Path) -> String {
    place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads properties; what cannot be read is said.
pub(super) struct Reader<'r, 'a> {
    pub(super) file: &'r mut Compound<'a>,
    /// Bytes of one property at most.
    pub(super) most: u64,
    pub(super) sink: &'r mut dyn Sink,
}

impl Reader<'_, '_> {
    /// The storages that lie directly in one, in order of their names.
    pub(super) fn storages(&mut self, place: &Path) -> Result<Vec<Place>, ExtractError> {
        let list = self.file.list(place)?;
        let mut list: Vec<Place> = list.into_iter().filter(|(storage, _)| *storage).map(|(_, place)| place).collect();
        list.sort();
        Ok(list)
    }

    /// The properties in a storage; `header` bytes precede the fixed ones.
    pub(super) fn properties(
        &mut self,
        place: &Path,
        header: usize,
        outer_code_page: Option<u32>,
    ) -> Result<Properties, ExtractError> {
        let mut properties = Properties::default();
        properties.outer_code_page = outer_code_page;
        let mut streams: Vec<Place> =
            self.file.list(place)?.into_iter().filter(|(storage, _)| !storage).map(|(_, place)| place).collect();
        streams.sort();
        for stream in streams {
            let name = file_name(&stream);
            if name == FIXED {
                let bytes = self.bytes(&stream);
                fixed(bytes.get(header..).unwrap_or_default(), &mut properties);
            } else if let Some((id, kind)) = number(&name).filter(|(id, _)| *id != ATTACHED) {
                self.variable(id, kind, &name, &stream, &mut properties);
            }
        }
        Ok(properties)
    }

    fn variable(&mut self, id: u16, kind: u16, name: &str, stream: &Path, properties: &mut Properties) {
        let is_value = kind & LIST == 0 || name.contains('-');
        let value = match kind & !LIST {
            WIDE if is_value => Value::Text(wide(&self.bytes(stream))),
            NARROW if is_value => Value::Narrow(self.bytes(stream)),
            BINARY if kind & LIST == 0 => Value::Bytes(self.bytes(stream)),
            _ => return,
        };
        properties.insert(id, value);
    }

    /// What can be read of a stream.
    fn bytes(&mut self, stream: &Path) -> Vec<u8> {
        let mut bytes = Vec::new();
        let read = self.file.open_stream(stream).and_then(|stream| {
            stream.take(self.most.saturating_add(1)).read_to_end(&mut bytes).map_err(ExtractError::from)
        });
        if let Some(incident) = read.err().and_then(|error| error.incident()) {
            self.sink.incident(incident);
        }
        if bytes.len() as u64 > self.most {
            bytes.truncate(usize::try_from(self.most).unwrap_or(usize::MAX));
            self.say(IncidentKind::LimitMemory, &format!("a text is longer than {} bytes", self.most));
        }
        bytes
    }

    pub(super) fn say(&mut self, kind: IncidentKind, detail: &str) {
        self.sink.incident(Incident::new(Stage::Extract, kind, detail));
    }
}

/// `__substg1.0_0037001F`: the property and its type.
fn number(name: &str) -> Option<(u16, u16)> {
    let code = name.strip_prefix("__substg1.0_")?.get(..8)?;
    let code = u32::from_str_radix(code, 16).ok()?;
    Some(((code >> 16) as u16, code as u16))
}

/// Numbers, truth values and times: 16 bytes each.
fn fixed(bytes: &[u8], properties: &mut Properties) {
    for entry in bytes.chunks_exact(16) {
        let (head, value) = entry.split_at(8);
        let [kind_low, kind_high, id_low, id_high, ..] = *head else { return };
        let Ok(value) = <[u8; 8]>::try_from(value) else { return };
        let whole = i64::from_le_bytes(value);
        let number = match u16::from_le_bytes([kind_low, kind_high]) {
            0x0002 => i64::from(whole as i16),
            0x0003 => i64::from(whole as i32),
            0x000B => whole & 1,
            0x0014 | 0x0040 => whole,
            _ => continue,
        };
        properties.insert(u16::from_le_bytes([id_low, id_high]), Value::Number(number));
    }
}

fn wide(bytes: &[u8]) -> String {
    encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}
