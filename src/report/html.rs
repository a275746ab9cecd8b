//! The html report.

use super::{Options, Output, Report, ReportError};
use crate::finding::{FileReport, Summary, Tool};

/// Writes it.
pub(crate) struct Html {
    output: Output,
}

impl Html {
    /// A report into `output`.
    pub(crate) fn new(output: Output, _options: &Options) -> Self {
        Self { output }
    }
}

impl Report for Html {
    fn begin(&mut self, _tool: &Tool, _roots: &[String]) -> Result<(), ReportError> {
        Ok(())
    }

    fn file(&mut self, _file: &FileReport) -> Result<(), ReportError> {
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary) -> Result<(), ReportError> {
        Ok(self.output.flush()?)
    }
}
