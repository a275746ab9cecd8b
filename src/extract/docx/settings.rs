//! The document's settings: variables that macros and templates keep (no menu shows them), and where a mail merge gets its
//! recipients (`Mailings > Select Recipients`). Format: ECMA-376 part 1, 17.15.1 and 17.14.

use crate::document::{Locator, Role, Segment, Sink};
use crate::extract::package::Package;
use crate::extract::xml::{Event, Scanner};
use crate::extract::{ExtractError, heed};

/// Pushes what people or programs wrote into the settings part, where there is one.
pub(super) fn push(package: &mut Package<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    let is_settings = |name: &&str| name.to_ascii_lowercase().ends_with("word/settings.xml");
    let Some(name) = package.names().find(is_settings).map(str::to_owned) else { return Ok(()) };
    package.scan(&name, sink, read)?;
    Ok(())
}

fn read(scanner: &mut Scanner<'_>, sink: &mut dyn Sink) -> Result<(), ExtractError> {
    loop {
        match scanner.next()? {
            Event::Start(tag) => {
                let (part, role) = match tag.name() {
                    b"docVar" => ("document variables", Role::Body),
                    b"connectString" | b"query" | b"mailSubject" => ("mail merge", Role::Machine),
                    _ => continue,
                };
                let value = tag.attr(b"val").unwrap_or_default();
                if value.trim().is_empty() {
                    continue;
                }
                let text = tag.attr(b"name").map_or_else(|| value.to_string(), |name| format!("{name}: {value}"));
                let segment = Segment::new(&text, Locator::Part { part: part.into() });
                heed(sink.segment(segment.with_role(role)))?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
