//! Bounds on what one file may cost. Each bites with an incident; what was read until then still counts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Bounds on one on-disk file with all that is packed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes that all members of a container may expand to.
    pub expanded_bytes: u64,
    /// Expanded bytes per compressed byte, judged once a member has expanded to more than 64 MiB.
    pub ratio: u64,
    /// Containers in containers.
    pub depth: u32,
    /// Members of one container.
    pub entries: u64,
    /// Cells of one workbook or delimited file.
    pub cells: u64,
    /// Elements in elements of an XML part.
    pub xml_depth: u32,
    /// Bytes of strings that one workbook may hold in memory.
    pub memory_bytes: u64,
    /// Seconds for one file.
    pub seconds: u64,
    /// Seconds that a worker process may go on without a result before it is ended.
    pub worker_seconds: u64,
    /// Bytes of memory that a worker process may take.
    pub worker_bytes: u64,
}

/// Content is judged by its ratio once so much has come out of it.
const RATIO_FROM: u64 = 64 << 20;

impl Limits {
    /// Bytes that may come out of so many packed ones, by the ratio.
    pub fn unpacked(&self, packed: u64) -> u64 {
        packed.max(1).saturating_mul(self.ratio).max(RATIO_FROM)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            expanded_bytes: 16 << 30,
            ratio: 1_000,
            depth: 8,
            entries: 100_000,
            cells: 2_000_000_000,
            xml_depth: 256,
            memory_bytes: 64 << 20,
            seconds: 600,
            worker_seconds: 25,
            worker_bytes: 768 << 20,
        }
    }
}
