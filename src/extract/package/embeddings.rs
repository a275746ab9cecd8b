//! Files that are embedded in a package: workbooks behind charts, attached documents, inserted ones.

use super::Package;
use crate::config::Limits;
use crate::document::Sink;
use crate::extract::embedded::embedded;
use crate::extract::spool::spool;
use crate::extract::{ExtractError, Options, ole};
use crate::incident::{Incident, IncidentKind, Stage};
use rustc_hash::FxHashSet;

/// What the names of such parts contain, in lower case.
const PLACES: &[&str] = &["/embeddings/", "/afchunk"];

/// Reads each embedded file once.
#[derive(Default)]
pub(crate) struct Embeddings {
    /// Parts that were read, in lower case.
    read: FxHashSet<String>,
}

impl Embeddings {
    /// Whether the kind of a relationship says that its target is a file of its own.
    pub(crate) fn is_kind(relationship: &str) -> bool {
        matches!(relationship, "package" | "oleObject" | "aFChunk")
    }

    /// Whether the part is an embedded file, by its name.
    pub(crate) fn is_name(part: &str) -> bool {
        let part = part.to_ascii_lowercase();
        !part.ends_with(".rels") && PLACES.iter().any(|place| part.contains(place))
    }

    /// Reads what is embedded in that part, as something that stands `within` a place (`slide 2`).
    pub(crate) fn push(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        within: Option<&str>,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let file = part.rsplit('/').next().unwrap_or(part);
        let label = within.map_or_else(|| format!("embedded {file}"), |within| format!("{within}, embedded {file}"));
        self.push_as(label, package, part, options, sink)
    }

    /// Reads what is embedded in that part, under a name of its own.
    pub(crate) fn push_as(
        &mut self,
        label: String,
        package: &mut Package<'_>,
        part: &str,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        if !package.has(part) || !self.read.insert(part.to_ascii_lowercase()) {
            return Ok(());
        }
        let most = package.left().expanded_bytes;
        let spooled = match package.part(part) {
            Ok(Some(mut stream)) => spool(&mut stream, most),
            Ok(None) => return Ok(()),
            Err(error) => Err(error),
        };
        let (mut file, fault) = match spooled {
            Ok(spooled) => spooled,
            Err(error) => return package.settle(part, Err(error), sink),
        };
        if let Some(fault) = fault {
            package.settle(part, Err(fault), sink)?;
        }
        let limits = package.left();
        if limits.seconds == 0 || limits.expanded_bytes == 0 {
            let detail = format!("{label}: the limits of the file are spent, it was not read");
            let kind = if limits.seconds == 0 { IncidentKind::LimitTime } else { IncidentKind::LimitBytes };
            sink.incident(Incident::new(Stage::Extract, kind, detail));
            return Ok(());
        }
        let options = Options { limits, ..options.clone() };
        match ole::unpack(&mut file, limits.expanded_bytes)? {
            ole::Content::Itself => embedded(&label, &mut file, &options, sink),
            ole::Content::File { name, mut bytes } => {
                let label = if name.is_empty() { label } else { format!("{label}, {name}") };
                embedded(&label, &mut bytes, &options, sink)
            }
            ole::Content::Nothing => Ok(()),
        }
    }

    /// Reads all that was not read yet.
    pub(crate) fn push_rest(
        &mut self,
        package: &mut Package<'_>,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<(), ExtractError> {
        let parts: Vec<String> = package.names().filter(|name| Self::is_name(name)).map(str::to_owned).collect();
        for part in parts {
            self.push(package, &part, None, options, sink)?;
        }
        Ok(())
    }
}

impl Package<'_> {
    /// What is left of the limits for a file within this one.
    fn left(&self) -> Limits {
        Limits {
            expanded_bytes: self.limits.expanded_bytes.saturating_sub(self.expanded),
            seconds: self.limits.seconds.saturating_sub(self.opened.elapsed().as_secs()),
            ..self.limits
        }
    }
}

#[cfg(test)]
mod tests;
