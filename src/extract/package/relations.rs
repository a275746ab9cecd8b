//! Relationships between the parts of an OPC package.

use super::Package;
use crate::document::Sink;
use crate::extract::ExtractError;
use crate::extract::xml::Event;
use crate::incident::IncidentKind;

/// One part's reference to another, or to something outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// `rId7`.
    pub(crate) id: String,
    /// Last piece of the type's address: `worksheet`, `hyperlink`, `comments`; the same for transitional and strict files.
    pub(crate) kind: String,
    /// Part name without a leading `/`; for an external one the address as it stands.
    pub(crate) target: String,
    /// Whether the target stands outside the package.
    pub(crate) external: bool,
}

impl Package<'_> {
    /// The relationships of a part (`xl/workbook.xml`), or of the package itself (the empty name). None where it has none.
    pub(crate) fn relationships(&mut self, part: &str, sink: &mut dyn Sink) -> Result<Vec<Relationship>, ExtractError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let mut found = Vec::new();
        let (mut bytes, most) = (0, self.limits.memory_bytes);
        self.scan(&name, sink, |scanner, _| {
            loop {
                match scanner.next()? {
                    Event::Start(tag) if tag.name() == b"Relationship" => {
                        let text = |name: &[u8]| tag.attr(name).unwrap_or_default().into_owned();
                        let external = text(b"TargetMode").eq_ignore_ascii_case("external");
                        let target = text(b"Target");
                        let kind = text(b"Type");
                        bytes += (size_of::<Relationship>() + target.len()) as u64;
                        if bytes > most {
                            return Err(ExtractError::Limit {
                                kind: IncidentKind::LimitMemory,
                                detail: format!("the relationships of one part take more than {most} bytes"),
                            });
                        }
                        found.push(Relationship {
                            id: text(b"Id"),
                            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                            target: if external { target } else { resolve(folder, &target) },
                            external,
                        });
                    }
                    Event::Eof => return Ok(()),
                    _ => {}
                }
            }
        })?;
        Ok(found)
    }
}

/// The part name of a target written in a part of `folder`: absolute (`/xl/a.xml`) or relative (`../a.xml`, `b/c.xml`).
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default().replace('\\', "/");
    let (base, rest) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, &*target),
    };
    let mut pieces: Vec<&str> = base.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in rest.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_resolve_against_their_folder() {
        for (folder, target, want) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("xl/worksheets", "./a.xml", "xl/worksheets/a.xml"),
            ("xl", "../../../a.xml", "a.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("", "#here", ""),
        ] {
            assert_eq!(resolve(folder, target), want, "{folder} {target}");
        }
    }
}
