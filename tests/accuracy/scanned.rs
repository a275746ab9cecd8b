//! Runs the program over the corpus and reads its JSON report, by the published contract only.

use crate::expected::Broken;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

#[derive(Deserialize)]
struct Report {
    files: Vec<Scanned>,
}

/// A row of the report.
#[derive(Debug, Deserialize)]
pub(crate) struct Scanned {
    path: String,
    #[serde(default)]
    container: Option<String>,
    pub(crate) status: String,
    pub(crate) zone: String,
    pub(crate) subjects: u64,
    findings: Vec<Found>,
    pub(crate) violations: Vec<Broken>,
}

/// A finding.
#[derive(Debug, Deserialize)]
pub(crate) struct Found {
    pub(crate) rule: String,
    pub(crate) category: String,
    pub(crate) count: u64,
    confidence: String,
}

impl Scanned {
    /// The findings that count: those of at least medium confidence.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Found> {
        self.findings.iter().filter(|finding| finding.confidence != "low")
    }
}

/// Every on-disk file of the report, by path.
pub(crate) fn scan(share: &Path, config: &Path) -> Result<BTreeMap<String, Scanned>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("report.json");
    let status = Command::new(env!("CARGO_BIN_EXE_nought"))
        .arg("scan")
        .arg(share)
        .arg("--config")
        .arg(config)
        .args(["--quiet", "--format", "json", "-o"])
        .arg(&out)
        .status()?;
    assert_eq!(status.code(), Some(1), "the corpus holds violations");
    let report: Report = serde_json::from_str(&fs::read_to_string(&out)?)?;
    let on_disk = report.files.into_iter().filter(|file| file.container.is_none());
    Ok(on_disk.map(|file| (file.path.clone(), file)).collect())
}
