//! The expected results that stand beside the corpus.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// What is true of a file by the policy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) status: String,
    pub(crate) zone: String,
    pub(crate) personal_data: bool,
    pub(crate) subjects: u64,
    /// How many values of each rule stand in it.
    pub(crate) rules: BTreeMap<String, u64>,
    pub(crate) violations: Vec<Broken>,
    /// Why it is known to be judged wrong.
    #[serde(default)]
    pub(crate) known_miss: Option<String>,
}

/// A broken rule of the policy; its target only where the policy leaves no choice.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Broken {
    pub(crate) rule: String,
    pub(crate) severity: String,
    #[serde(default)]
    pub(crate) target: Option<String>,
}

/// Every expected result, by the path of its file under the share.
pub(crate) fn load(root: &Path) -> Result<BTreeMap<String, Expected>, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let parts: Vec<_> = entry.path().strip_prefix(root)?.iter().filter_map(|part| part.to_str()).collect();
        let path = parts.join("/");
        let path = path.strip_suffix(".json").ok_or("an expected result is not called .json")?;
        let expected = serde_json::from_str(&fs::read_to_string(entry.path())?)?;
        found.insert(path.to_owned(), expected);
    }
    Ok(found)
}
