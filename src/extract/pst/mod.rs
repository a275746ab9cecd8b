//! PST and OST, the mailboxes of Outlook. [MS-PST]. Every message that the list of nodes names is a member, also one that
//! no folder shows; its folders are part of its name.

mod bytes;
mod crypt;
mod file;
mod heap;
mod window;
mod write;

use super::mail::file_name;
use super::{ExtractError, Format, Options, Source, heed};
use crate::document::{Member, Sink};
use crate::incident::{Incident, IncidentKind, Stage};
use file::{File, Node};
use heap::Heap;
use rustc_hash::FxHashMap;
use std::io::{Seek, SeekFrom};
use write::Writer;

#[cfg(test)]
mod tests;

/// The kind of a node, in the last five bits of its number.
const KIND: u32 = 0x1F;
const FOLDER: u32 = 0x02;
const MESSAGE: u32 = 0x04;
/// The name of a folder.
const NAME: u16 = 0x3001;
/// Folders in folders.
const DEEPEST: usize = 32;

/// Its line in the table of formats.
pub(super) const FORMAT: Format = Format { name: "pst", extensions: &["pst", "ost"], isolated: false, extract };

/// Hands every message on.
fn extract(source: &mut dyn Source, options: &Options, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let Some(mut file) = File::open(source)? else {
        let detail = "it is a mailbox of a form that is not known";
        sink.incident(Incident::new(Stage::Extract, IncidentKind::Unsupported, detail));
        return Ok(());
    };
    let (nodes, fault) = file.all_nodes();
    let mut folders = Folders::default();
    let mut left = options.limits.expanded_bytes;
    let messages = nodes.iter().filter(|(id, _)| id & KIND == MESSAGE);
    for (number, (_, node)) in (1u64..).zip(messages) {
        if number > options.limits.entries {
            let detail = format!("the mailbox has more than {} messages", options.limits.entries);
            return Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, detail });
        }
        let folder = folders.path(&mut file, node.parent, options.limits.memory_bytes);
        message(&mut file, *node, &format!("{folder}{number} "), &mut left, options, sink)?;
    }
    fault.map_or(Ok(()), Err)
}

/// Hands one message on; a fault of it is its own.
fn message(
    file: &mut File<'_>,
    node: Node,
    before: &str,
    left: &mut u64,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<(), ExtractError> {
    let mut writer = Writer { file, most: options.limits.memory_bytes, left: *left, incidents: Vec::new() };
    let written = writer.message(node);
    *left = writer.left;
    let incidents = std::mem::take(&mut writer.incidents);
    match written {
        Ok((mut message, subject)) => {
            let name = format!("{before}{}", file_name(&subject, ""));
            let bytes = message.seek(SeekFrom::End(0))?;
            message.rewind()?;
            heed(sink.member(Member { name: name.trim(), bytes, modified: None, content: Ok(&mut message) }))?;
            incidents.into_iter().for_each(|incident| sink.incident(incident));
            Ok(())
        }
        Err(error @ (ExtractError::Stopped | ExtractError::Limit { .. })) => Err(error),
        Err(error) => {
            let unread = || Incident::new(Stage::Extract, IncidentKind::Corrupt, "it cannot be read");
            let content = Err(error.incident().unwrap_or_else(unread));
            heed(sink.member(Member { name: before.trim(), bytes: 0, modified: None, content }))
        }
    }
}

/// The paths of folders by their numbers.
#[derive(Default)]
struct Folders(FxHashMap<u32, String>);

impl Folders {
    /// `Inbox/2025/`; what cannot be read of it is left out.
    fn path(&mut self, file: &mut File<'_>, number: u32, most: u64) -> String {
        if let Some(path) = self.0.get(&number) {
            return path.clone();
        }
        let mut names = Vec::new();
        let mut next = number;
        while next & KIND == FOLDER && names.len() < DEEPEST {
            let Ok(Some(node)) = file.node(next) else { break };
            names.push(name(file, node, most));
            // The root is its own parent.
            if node.parent == next {
                break;
            }
            next = node.parent;
        }
        let path: String = names.iter().rev().filter(|name| !name.is_empty()).map(|name| format!("{name}/")).collect();
        self.0.insert(number, path.clone());
        path
    }
}

fn name(file: &mut File<'_>, node: Node, most: u64) -> String {
    let properties = Heap::read(file, node, most).and_then(|mut heap| heap.properties(file, 0));
    let properties = properties.unwrap_or_default();
    let Some(name) = properties.iter().find(|property| property.id == NAME) else { return String::new() };
    let text = if name.kind == 0x001F {
        encoding_rs::UTF_16LE.decode_without_bom_handling(&name.bytes).0
    } else {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(&name.bytes).0
    };
    file_name(&text, "")
}
