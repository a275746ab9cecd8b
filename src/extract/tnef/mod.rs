//! TNEF, the `winmail.dat` that Outlook attaches to mails for others: attributes in a row, most of them properties as MSG has
//! them. [MS-OXTNEF].

mod properties;

use super::outlook::{self, Attached, Properties, Recipient, Value};
use super::spool::spool;
use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Member, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use std::io::{Cursor, Read, Seek, SeekFrom};
use tempfile::SpooledTempFile;

#[cfg(test)]
mod tests;

/// The first bytes.
pub(super) const MAGIC: [u8; 4] = [0x78, 0x9F, 0x3E, 0x22];
const SUBJECT: u16 = 0x8004;
const BODY: u16 = 0x800C;
const RECIPIENTS: u16 = 0x9004;
const PROPERTIES: u16 = 0x9003;
const CODE_PAGE: u16 = 0x9007;
/// Begins an attachment.
const ATTACHMENT: u16 = 0x9002;
const ATTACHED_NAME: u16 = 0x8010;
const ATTACHED_DATA: u16 = 0x800F;
const ATTACHED_PROPERTIES: u16 = 0x9005;
/// Data of an attachment among its properties: behind the id of what it is.
const OBJECT: u16 = 0x3701;
const OBJECT_ID: usize = 16;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "tnef", extensions: &["dat", "tnef"], isolated: false, extract };

/// Pushes the fields and the text, then hands on what is attached.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut reader = Reader {
        options,
        left: options.limits.expanded_bytes,
        item: Properties::default(),
        recipients: Vec::new(),
        open: None,
        number: 0,
        told: false,
    };
    source.seek(SeekFrom::Start(6))?;
    let read = reader.read(source, sink);
    if matches!(read, Err(ExtractError::Stopped)) {
        return read;
    }
    // What was read before a fault is told.
    reader.tell(sink)?;
    reader.finish(sink)?;
    read
}

#[derive(Default)]
struct Attachment {
    properties: Properties,
    data: Option<SpooledTempFile>,
}

struct Reader<'o> {
    options: &'o Options,
    left: u64,
    item: Properties,
    recipients: Vec<Recipient>,
    open: Option<Attachment>,
    number: usize,
    /// The message itself was pushed.
    told: bool,
}

impl Reader<'_> {
    fn read(&mut self, source: &mut dyn Source, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        loop {
            let mut head = Vec::new();
            (&mut *source).take(9).read_to_end(&mut head)?;
            let [_, id_low, id_high, _, _, a, b, c, d] = *head.as_slice() else {
                let cut = Err(ExtractError::Truncated("ends within an attribute".into()));
                return if head.is_empty() { Ok(()) } else { cut };
            };
            let length = u64::from(u32::from_le_bytes([a, b, c, d]));
            self.attribute(u16::from_le_bytes([id_low, id_high]), length, source, sink)?;
            // The sum of the bytes: nothing is gained by checking it.
            let mut sum = Vec::new();
            (&mut *source).take(2).read_to_end(&mut sum)?;
        }
    }

    fn attribute(
        &mut self,
        id: u16,
        length: u64,
        source: &mut dyn Source,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if id == ATTACHED_DATA {
            let (mut data, fault) = spool(&mut (&mut *source).take(length), self.left)?;
            let read = data.seek(SeekFrom::End(0))?;
            self.left = self.left.saturating_sub(read);
            self.attachment().data = Some(data);
            return match fault {
                Some(fault) => Err(fault),
                None if read < length => Err(ExtractError::Truncated("ends within an attachment".into())),
                None => Ok(()),
            };
        }
        let most = self.options.limits.memory_bytes;
        if length > most {
            let detail = format!("an attribute is longer than {most} bytes");
            return Err(ExtractError::Limit { kind: IncidentKind::LimitMemory, detail });
        }
        let mut bytes = Vec::new();
        (&mut *source).take(length).read_to_end(&mut bytes)?;
        let cut = (bytes.len() as u64) < length;
        self.take(id, bytes, sink)?;
        if cut { Err(ExtractError::Truncated("ends within an attribute".into())) } else { Ok(()) }
    }

    fn take(&mut self, id: u16, bytes: Vec<u8>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        match id {
            SUBJECT => self.item.insert(0x0037, Value::Narrow(bytes)),
            BODY => self.item.insert(0x1000, Value::Narrow(bytes)),
            CODE_PAGE => {
                let page = bytes.get(..4).and_then(|page| page.try_into().ok()).map(u32::from_le_bytes);
                self.item.outer_code_page = page;
            }
            PROPERTIES => properties::read(&bytes, &mut self.item),
            RECIPIENTS => self.recipients = properties::rows(&bytes).into_iter().map(Recipient).collect(),
            ATTACHMENT => {
                self.tell(sink)?;
                self.finish(sink)?;
                self.open = Some(Attachment::default());
            }
            ATTACHED_NAME => self.attachment().properties.insert(0x3704, Value::Narrow(bytes)),
            ATTACHED_PROPERTIES => properties::read(&bytes, &mut self.attachment().properties),
            _ => {}
        }
        Ok(())
    }

    fn attachment(&mut self) -> &mut Attachment {
        let outer_code_page = self.item.code_page();
        let attachment = self.open.get_or_insert_with(Attachment::default);
        attachment.properties.outer_code_page = outer_code_page;
        attachment
    }

    /// Pushes the message, once.
    fn tell(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        if std::mem::replace(&mut self.told, true) {
            return Ok(());
        }
        let page = self.item.code_page();
        self.recipients.iter_mut().for_each(|recipient| recipient.0.outer_code_page = page);
        outlook::push(&self.item, &self.recipients, &self.options.limits, sink)
    }

    /// Hands on the attachment that was read.
    fn finish(&mut self, sink: &mut dyn Sink) -> Result<(), ExtractError> {
        let Some(attachment) = self.open.take() else { return Ok(()) };
        self.number += 1;
        if self.number as u64 > self.options.limits.entries {
            let detail = format!("more than {} files are attached", self.options.limits.entries);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        let (kind, name) = outlook::attached(&attachment.properties, self.number);
        // A message in it is TNEF too, not MSG.
        let bare = name.strip_suffix(".msg").filter(|_| kind == Attached::Message);
        let name = bare.unwrap_or(&name);
        let object = attachment.properties.bytes(OBJECT).and_then(|bytes| bytes.get(OBJECT_ID..));
        if let Some(bytes) = object.filter(|bytes| !bytes.is_empty()) {
            return hand_on(name, &mut Cursor::new(bytes), sink);
        }
        match attachment.data {
            Some(mut data) => hand_on(name, &mut data, sink),
            None => {
                let detail = format!("attachment {} has no content in it", self.number);
                sink.incident(Incident::new(Stage::Extract, IncidentKind::Corrupt, detail));
                Ok(())
            }
        }
    }
}

fn hand_on(name: &str, source: &mut dyn Source, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let bytes = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    heed(sink.member(Member { name, bytes, modified: None, content: Ok(source) }))
}
