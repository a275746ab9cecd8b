//! What the command-line tests share: a small share of invented people, and nought run over it.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Invented values that must be found, and must stand in no output.
pub const NAME: &str = "Katherine Wolstenholme";
pub const EMAIL: &str = "katherine.wolstenholme@brindlemere.co.uk";
pub const NINO: &str = "JG 10 37 59 A";
/// Every raw fragment that would give someone away.
pub const RAW: &[&str] =
    &["Wolstenholme", "wolstenholme", "katherine", "Katherine", "JG 10 37 59", "JG103759A", "07911"];

/// A share with one client: a list inside its 0 folder, the same list outside it, a letter, and an agenda without people.
pub struct Share {
    dir: TempDir,
}

impl Share {
    pub fn new() -> Self {
        let share = Self { dir: TempDir::new().unwrap() };
        let list = format!(
            "Name,Email,Mobile,NI number\n{NAME},{EMAIL},07911 123456,{NINO}\n\
             Oliver Hartley,oliver.hartley@brindlemere.co.uk,07911 223456,JG 20 37 59 B\n\
             Harriet Bloom,harriet.bloom@brindlemere.co.uk,07911 323456,JG 30 37 59 C\n"
        );
        share.write("Acme/0. Confidential/delegates.csv", &list);
        share.write("Acme/2. Design/delegates.csv", &list);
        share.write(
            "Acme/2. Design/agenda.txt",
            "09:30 Welcome and coffee\n10:00 The five forces of strategy\n12:30 Lunch\n",
        );
        share.write("Acme/3. Delivery/letter.txt", format!("Dear {NAME},\n\nplease confirm your NI number {NINO}.\n"));
        share
    }

    /// An empty one.
    pub fn empty() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    pub fn root(&self) -> PathBuf {
        self.dir.path().join("Client Work")
    }

    /// A path beside the root, for reports.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let full = self.root().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(&full, content).unwrap();
        full
    }

    pub fn folder(&self, path: &str) -> PathBuf {
        let full = self.root().join(path);
        fs::create_dir_all(&full).unwrap();
        full
    }
}

/// nought, about to run.
pub fn nought() -> Command {
    let mut command = Command::cargo_bin("nought").unwrap();
    command.env_remove("NO_COLOR").env("LC_ALL", "C.UTF-8");
    command
}

/// The JSON report of a scan of `root`, and the exit code.
pub fn scan_json(root: &Path, more: &[&str]) -> (serde_json::Value, i32) {
    let output = nought().arg("scan").arg(root).args(["--quiet", "--format", "json"]).args(more).output().unwrap();
    let report = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("no JSON ({error}): {}", String::from_utf8_lossy(&output.stderr)));
    (report, output.status.code().unwrap())
}

/// The row of the file at `path`.
pub fn row<'a>(report: &'a serde_json::Value, path: &str) -> &'a serde_json::Value {
    let files = report["files"].as_array().unwrap();
    files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path} is not in the report"))
}
