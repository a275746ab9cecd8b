//! The report for programs: the contract of `docs/report.schema.json`, a row a line.

use super::{Options, Output, Report, ReportError};
use crate::finding::{FileReport, Run, Summary, Tool, Totals};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use std::io::{self, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Rows up to this many bytes wait in memory, more of them in an anonymous temporary file.
const IN_MEMORY: usize = 4 << 20;

/// Version of the layout; it grows when a field changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

/// The layout as a whole. Rows are not built into it but streamed between `run` and `totals`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Report of nought scan")]
struct Document {
    /// Version of this layout: 1.
    schema_version: u32,
    /// Which nought, with which rules.
    tool: Tool,
    /// When and what was scanned.
    run: Run,
    /// Every file and member that was seen, in walk order.
    files: Vec<FileReport>,
    /// Sums over `files`.
    totals: Totals,
}

/// The JSON Schema of the report.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Document).to_value();
    if let Some(version) = schema.pointer_mut("/properties/schema_version") {
        *version = serde_json::json!({"description": "Version of this layout.", "const": SCHEMA_VERSION});
    }
    schema
}

/// Writes it. The contract puts `run` before `files`, but `run` is complete only at the end: rows wait in `rows`.
pub(crate) struct Json {
    output: Output,
    rows: io::BufWriter<SpooledTempFile>,
    line: Vec<u8>,
    empty: bool,
}

impl Json {
    /// A report into `output`.
    pub(crate) fn new(output: Output, _options: &Options) -> Self {
        let rows = io::BufWriter::new(SpooledTempFile::new(IN_MEMORY));
        Self { output, rows, line: Vec::new(), empty: true }
    }

    fn key(&mut self, key: &str, value: &impl Serialize) -> Result<(), ReportError> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, value).map_err(render)?;
        write!(self.output, ",\n\"{key}\":")?;
        Ok(self.output.write_all(&self.line)?)
    }

    fn copy_rows(&mut self) -> Result<(), ReportError> {
        self.rows.flush()?;
        let rows = self.rows.get_mut();
        rows.seek(SeekFrom::Start(0))?;
        io::copy(rows, &mut self.output)?;
        Ok(())
    }
}

impl Report for Json {
    fn begin(&mut self, _tool: &Tool, _roots: &[String]) -> Result<(), ReportError> {
        Ok(())
    }

    fn file(&mut self, file: &FileReport) -> Result<(), ReportError> {
        self.line.clear();
        self.line.extend_from_slice(if self.empty { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut self.line, file).map_err(render)?;
        self.empty = false;
        Ok(self.rows.write_all(&self.line)?)
    }

    fn finish(&mut self, summary: &Summary) -> Result<(), ReportError> {
        write!(self.output, "{{\"schema_version\":{SCHEMA_VERSION}")?;
        self.key("tool", &summary.tool)?;
        self.key("run", &summary.run)?;
        self.output.write_all(b",\n\"files\":[")?;
        self.copy_rows()?;
        self.output.write_all(b"\n]")?;
        self.key("totals", &summary.totals)?;
        self.output.write_all(b"}\n")?;
        Ok(self.output.flush()?)
    }
}

fn render(error: serde_json::Error) -> ReportError {
    ReportError::Render(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{Format, sample};
    use super::*;

    const PUBLISHED: &str = "docs/report.schema.json";

    /// `UPDATE_SCHEMA=1 cargo test schema` writes it anew.
    #[test]
    fn the_published_schema_is_the_one_in_force() {
        let want = format!("{:#}\n", schema());
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(PUBLISHED, &want).unwrap();
        }
        let have = std::fs::read_to_string(PUBLISHED).unwrap().replace("\r\n", "\n");
        assert_eq!(have, want, "run UPDATE_SCHEMA=1 cargo test schema");
    }

    #[test]
    fn a_report_keeps_to_the_schema() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let report: Value = serde_json::from_str(&sample::sample(Format::Json)).unwrap();
        let errors: Vec<_> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
        let broken = serde_json::json!({"schema_version": 2, "files": [{"path": 1}]});
        assert!(!validator.is_valid(&broken));
    }

    #[test]
    fn keys_stand_in_the_order_of_the_contract() {
        let report = sample::sample(Format::Json);
        let keys = ["\"schema_version\":1", "\n\"tool\":", "\n\"run\":", "\n\"files\":", "\n\"totals\":"];
        let places: Vec<_> = keys.iter().map(|key| report.find(key).unwrap()).collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn rows_beyond_memory_come_back() {
        let many = vec![sample::file("A/x.txt", "text"); 40_000];
        let report = sample::written(Format::Json, &Options::default(), &["A"], &many);
        assert!(report.len() > IN_MEMORY);
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["files"].as_array().unwrap().len(), 40_000);
        assert_eq!(report["totals"]["seen"], 40_000);
    }

    #[test]
    fn no_rows_are_an_empty_list() {
        let report = sample::written(Format::Json, &Options::default(), &["A"], &[]);
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["files"], serde_json::json!([]));
    }
}
