//! MSG, a message of Outlook: a compound file of properties. [MS-OXMSG]. The compound file is read by the crate `cfb`.

mod copy;
mod read;

use super::outlook::{self, Attached, Properties, Recipient};
use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Locator, Member, Role, Segment, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use read::{Compound, Reader};
use std::io::SeekFrom;
use std::path::{Path, PathBuf};

#[cfg(test)]
mod tests;

/// Bytes before the properties of a message, of one inside of another, and of a recipient or attachment.
const MESSAGE: usize = 32;
const PART: usize = 8;
/// The data of an attachment: its number as bytes, and as a storage of its own.
const DATA: &str = "__substg1.0_37010102";
const OBJECT: &str = "__substg1.0_3701000D";

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "msg", extensions: &["msg", "oft"], isolated: true, extract };

/// Pushes the fields and the text, then hands on what is attached.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let mut file = Compound::open(source)?;
    let mut reader = Reader { file: &mut file, most: options.limits.memory_bytes, sink };
    let root = Path::new("/");
    let item = reader.properties(root, MESSAGE, None)?;
    let page = item.code_page();
    let (mut recipients, mut attachments) = (Vec::new(), Vec::new());
    for storage in reader.storages(root)? {
        let name = read::file_name(&storage);
        if name.starts_with("__recip_version1.0_") {
            recipients.push(Recipient(reader.properties(&storage, PART, page)?));
        } else if name.starts_with("__attach_version1.0_") {
            attachments.push(storage);
        }
        if (recipients.len() + attachments.len()) as u64 > options.limits.entries {
            reader.say(IncidentKind::LimitEntries, "more recipients and attachments than the limit");
            break;
        }
    }
    outlook::push(&item, &recipients, &options.limits, sink)?;
    for (at, storage) in attachments.iter().enumerate() {
        let mut reader = Reader { file: &mut file, most: options.limits.memory_bytes, sink };
        let attachment = reader.properties(storage, PART, page)?;
        hand_on(&mut file, storage, &attachment, at + 1, sink)?;
    }
    protected(&item, sink)
}

/// A message whose content is encrypted has it as an attachment.
fn protected(item: &Properties, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let class = item.text(0x001A).unwrap_or_default().to_ascii_lowercase();
    if class.starts_with("ipm.note.rpmsg") {
        let detail = "the text of the mail is protected by rights management";
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Encrypted, detail));
    }
    Ok(())
}

fn hand_on(
    file: &mut Compound<'_>,
    storage: &Path,
    attachment: &Properties,
    number: usize,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let (kind, name) = outlook::attached(attachment, number);
    let object = storage.join(OBJECT);
    if name.to_ascii_lowercase().ends_with(".rpmsg") {
        let incident = Incident::new(Stage::Extract, IncidentKind::Encrypted, "it is protected by rights management");
        return member(&name, Err(incident), sink);
    }
    if file.is_storage(&object) {
        return match copy::storage(file, &object, kind == Attached::Message) {
            Ok(mut copied) => member(&name, Ok(&mut copied), sink),
            Err(ExtractError::Stopped) => Err(ExtractError::Stopped),
            Err(error) => member(&name, Err(unread(&error)), sink),
        };
    }
    match file.open_stream(&storage.join(DATA)) {
        Ok(mut stream) => member(&name, Ok(&mut stream), sink),
        Err(_) if kind == Attached::Link => link(attachment, &name, sink),
        Err(error) => member(&name, Err(unread(&error)), sink),
    }
}

/// What is attached as a link is not in the file: its place is told.
fn link(attachment: &Properties, name: &str, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let place = [0x370D, 0x3708].iter().find_map(|id| attachment.text(*id)).unwrap_or_default();
    let text = format!("{name} {place}");
    let locator = Locator::Part { part: "attached link".into() };
    heed(sink.segment(Segment::new(text.trim(), locator).with_role(Role::Property)))
}

fn unread(error: &ExtractError) -> Incident {
    error.incident().unwrap_or_else(|| Incident::new(Stage::Extract, IncidentKind::Corrupt, "cannot be read"))
}

fn member<'a>(
    name: &'a str,
    content: Result<&'a mut dyn Source, Incident>,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut bytes = 0;
    let content = match content {
        Ok(source) => {
            bytes = source.seek(SeekFrom::End(0))?;
            source.seek(SeekFrom::Start(0))?;
            Ok(source)
        }
        Err(incident) => Err(incident),
    };
    heed(sink.member(Member { name, bytes, modified: None, content }))
}

/// Where things stand in a compound file.
type Place = PathBuf;
