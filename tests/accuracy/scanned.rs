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
    let mut files: BTreeMap<String, Scanned> = BTreeMap::new();
    for file in report.files {
        match file.container.clone() {
            None => {
                files.insert(file.path.clone(), file);
            }
            // What was found in what is packed in a file was found in that file.
            Some(container) => {
                let outermost = files.iter_mut().filter(|(path, _)| container.starts_with(*path));
                let (_, on_disk) =
                    outermost.max_by_key(|(path, _)| path.len()).ok_or("a member before its container")?;
                on_disk.subjects += file.subjects;
                on_disk.findings.extend(file.findings);
            }
        }
    }
    Ok(files)
}
