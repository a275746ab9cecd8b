//! Says which parts of a package hold text that is not read, so that a file with such parts is not called read whole.

use super::Package;
use crate::document::Sink;
use crate::incident::{Incident, IncidentKind, Stage};

/// Folders of a package whose parts hold content of their own, and what a person calls it.
const UNREAD: [(&str, &str); 2] =
    [("/pivotcache/", "pivot table cache part"), ("/externallinks/", "cache of another workbook")];

impl Package<'_> {
    /// Tells the sink of every kind of part that is there and not read.
    pub(crate) fn say_unread(&self, sink: &mut dyn Sink) {
        for (folder, what) in UNREAD {
            let holds = |name: &&str| name.to_ascii_lowercase().contains(folder) && !name.ends_with(".rels");
            let count = self.names().filter(holds).count();
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                let detail = format!("{count} {what}{plural} in it cannot be read");
                sink.incident(Incident::new(Stage::Extract, IncidentKind::Unsupported, detail));
            }
        }
    }
}
